"""What follows, in the same operation, from a simple record of pilots that is entered, changed or struck out."""

from typing import Any

from sqlite_utils import Database

from desktop.base.calendar import today
from desktop.office.fill_dues import dues
from desktop.office.reaching import follow_inspection, follow_progress, follow_wave
from desktop.office.standing import Standing
from desktop.pilots.fronts import Progress
from desktop.pilots.monitoring import Filling
from desktop.pilots.pairing import Call, Inspection, Problem
from desktop.pilots.submission import Enclosure
from desktop.pilots.wave import Wave
from desktop.store import registers

VISITS = {Call: "call", Inspection: "inspection"}
"""Records that find problems, with the column by which a problem names them."""


def follow(db: Database, standing: Standing, before: Any, after: Any) -> None:
    """Within an operation: ``before`` is None where the record is new, ``after`` where it is struck out."""
    record = type(after or before)
    if record is Inspection:
        follow_inspection(db, standing, before, after)
    elif record is Progress:
        follow_progress(db, standing, before, after, today())
    elif record is Filling and after:
        _set_due(db, standing, before, after)
    elif record is Wave and before and after:
        follow_wave(db, before)
    if record in VISITS and before and after and before.enterprise != after.enterprise:
        _take_along(db, record, after)


def _set_due(db: Database, standing: Standing, before: Filling | None, after: Filling) -> None:
    """What is filled in for a period is due when that period is, unless another day was said."""
    if after.due is None or (before and before.period != after.period and before.due == after.due):
        registers.update(db, Filling, after.id, {"due": dues(db, standing, [after.period])[after.period]})


def _take_along(db: Database, record: type, visit: Any) -> None:
    """What a visit found, and its files, are of the pilot that was visited."""
    for what in (Problem, Enclosure):
        kept: list[Any] = registers.of(db, what, **{VISITS[record]: visit.id})
        for one in kept:
            registers.update(db, what, one.id, {"enterprise": visit.enterprise})
