"""The first stage of a pilot: that it was chosen with a wave, on the wave's day and by its document."""

from sqlite_utils import Database

from desktop.pilots.enterprise import Enterprise
from desktop.pilots.flow import CHOSEN
from desktop.pilots.wave import Milestone, Wave
from desktop.store import registers


def row_of(wave: Wave) -> dict[str, object]:
    """What is written down of the first stage of a wave's pilots."""
    return {"stage": CHOSEN, "day": wave.chosen_on, "document_no": wave.document_no}


def follow(db: Database, before: Wave) -> None:
    """Within an operation: a wave was corrected, and so the first stage of its pilots, but what one has of its own."""
    was, row = row_of(before), row_of(registers.get(db, Wave, before.id))
    moved = {name: value for name, value in row.items() if value != was[name]}
    for one in registers.of(db, Enterprise, wave=before.id) if moved else ():
        for mark in registers.of(db, Milestone, enterprise=one.id, stage=CHOSEN):
            if new := {name: value for name, value in moved.items() if getattr(mark, name) == was[name]}:
                registers.update(db, Milestone, mark.id, new)


def drop(db: Database, enterprise: int) -> None:
    """Within an operation: an enterprise belongs to no wave any more."""
    for mark in registers.of(db, Milestone, enterprise=enterprise, stage=CHOSEN):
        registers.delete(db, Milestone, mark.id)
