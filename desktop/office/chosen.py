"""The first stage of a pilot: that it was chosen with a wave, on the wave's day and by its document."""

from sqlite_utils import Database

from desktop.pilots.enterprise import Enterprise
from desktop.pilots.wave import Milestone, Wave
from desktop.store import registers

CHOSEN = "确定批次"
"""The stage that an enterprise reaches by belonging to a wave."""


def row_of(wave: Wave) -> dict[str, object]:
    """What is written down of the first stage of a wave's pilots."""
    return {"stage": CHOSEN, "day": wave.chosen_on, "document_no": wave.document_no}


def follow(db: Database, number: int) -> None:
    """Within an operation: a wave was corrected, and so the first stage of its pilots."""
    row = row_of(registers.get(db, Wave, number))
    for one in registers.of(db, Enterprise, wave=number):
        for mark in registers.of(db, Milestone, enterprise=one.id, stage=CHOSEN):
            if {name: getattr(mark, name) for name in row} != row:
                registers.update(db, Milestone, mark.id, row)


def drop(db: Database, enterprise: int) -> None:
    """Within an operation: an enterprise belongs to no wave any more."""
    for mark in registers.of(db, Milestone, enterprise=enterprise, stage=CHOSEN):
        registers.delete(db, Milestone, mark.id)
