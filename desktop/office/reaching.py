"""The stages that pilots reach by something else than saying so: by a wave, a report, an inspection.

All of it happens within an operation that is open.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from sqlite_utils import Database

from desktop.office.standing import Standing
from desktop.pilots.enterprise import Enterprise
from desktop.pilots.flow import CHOSEN
from desktop.pilots.fronts import Progress, Task
from desktop.pilots.pairing import Inspection
from desktop.pilots.periods import ends, period_of
from desktop.pilots.rollup import WHOLE
from desktop.pilots.wave import Milestone, Wave
from desktop.policy.pilot_standards import Period
from desktop.store import registers


def reached(db: Database, standing: Standing, enterprise: int, row: Mapping[str, object]) -> None:
    """An enterprise reached a stage, unless it is known to have reached it for that period."""
    stage = str(row["stage"])
    if registers.of(db, Milestone, enterprise=enterprise, stage=stage, period=row.get("period")):
        return
    ranks = {one.name: one.rank for one in standing.on().stages}
    registers.insert(db, Milestone, {**row, "enterprise": enterprise, "rank": ranks.get(stage, len(ranks) + 1)})


def joined(db: Database, standing: Standing, enterprise: int, wave: int) -> None:
    """An enterprise is of a wave, and so has reached the first stage on the wave's day."""
    row = _chosen(registers.get(db, Wave, wave))
    known = registers.of(db, Milestone, enterprise=enterprise, stage=CHOSEN)
    for one in known:
        registers.update(db, Milestone, one.id, row)
    if not known:
        reached(db, standing, enterprise, row)


def drop(db: Database, enterprise: int) -> None:
    """An enterprise belongs to no wave any more."""
    for mark in registers.of(db, Milestone, enterprise=enterprise, stage=CHOSEN):
        registers.delete(db, Milestone, mark.id)


def follow_wave(db: Database, before: Wave) -> None:
    """A wave was corrected, and so the first stage of its pilots, but for what one has of its own."""
    was, row = _chosen(before), _chosen(registers.get(db, Wave, before.id))
    moved = {name: value for name, value in row.items() if value != was[name]}
    for one in registers.of(db, Enterprise, wave=before.id) if moved else ():
        for mark in registers.of(db, Milestone, enterprise=one.id, stage=CHOSEN):
            if new := {name: value for name, value in moved.items() if getattr(mark, name) == was[name]}:
                registers.update(db, Milestone, mark.id, new)


def _chosen(wave: Wave) -> dict[str, object]:
    return {"stage": CHOSEN, "day": wave.chosen_on, "document_no": wave.document_no}


def follow_inspection(db: Database, standing: Standing, before: Inspection | None, after: Inspection | None) -> None:
    """A stage that is called like an inspection is reached with it, goes with its day, and isn't without it."""
    was, row = (_inspected(standing, one) for one in (before, after))
    marks = registers.of(db, Milestone, **was) if was and not registers.of(db, Inspection, **_alike(before)) else []
    same = was and row and all(was[name] == row[name] for name in ("enterprise", "stage", "period"))
    for mark in marks:
        if same and row:
            registers.update(db, Milestone, mark.id, {name: row[name] for name in ("day", "document_no")})
        else:
            registers.delete(db, Milestone, mark.id)
            _inspected_else(db, standing, before)
    if row:
        reached(db, standing, int(row["enterprise"]), {name: row[name] for name in row if name != "enterprise"})


def _inspected_else(db: Database, standing: Standing, before: Inspection | None) -> None:
    """The stage that an inspection no longer reaches is reached by the first of the others that are left."""
    others = registers.of(db, Inspection, enterprise=before.enterprise, kind=before.kind) if before else []
    for other in sorted(others, key=lambda one: (one.day, one.id)):
        told = dict(_inspected(standing, other) or {})
        reached(db, standing, told.pop("enterprise"), told)


def _inspected(standing: Standing, one: Inspection | None) -> dict[str, Any] | None:
    """The stage that an inspection reaches; None where none is called so."""
    rule = next((rule for rule in standing.on().stages if one and rule.name == one.kind), None)
    if one is None or rule is None:
        return None
    period = period_of(one.day, Period(rule.every)) if rule.every else None
    told = {"stage": rule.name, "period": period, "day": one.day, "document_no": one.document_no}
    return {"enterprise": one.enterprise, **told}


def _alike(one: Inspection | None) -> dict[str, Any]:
    """What another inspection would say that reached the same stage on the same day."""
    return {name: getattr(one, name) for name in ("enterprise", "kind", "day", "document_no")}


def follow_progress(
    db: Database, standing: Standing, before: Progress | None, after: Progress | None, day: dt.date
) -> None:
    """What was reported on a day of a task: whether it is done, and that the pilot has reported for the quarter."""
    for number in dict.fromkeys(one.task for one in (before, after) if one):
        mark_done(db, number, day)
    if after is not None:
        report(db, standing, registers.get(db, Task, after.task).enterprise, after.quarter, day)


def report(db: Database, standing: Standing, enterprise: int, quarter: str, day: dt.date) -> None:
    """A pilot has reported for a quarter on a day."""
    for rule in standing.on().stages:
        if rule.every == Period.QUARTER:
            reached(db, standing, enterprise, {"stage": rule.name, "period": quarter, "day": day})


def mark_done(db: Database, task: int, day: dt.date) -> None:
    """A task is done once its latest report says so, on that day or by the end of what is reported; else it isn't.

    One that was done after the quarter of which the latest report tells stays so.
    """
    one = registers.get(db, Task, task)
    for latest in registers.of(db, Progress, task=task)[-1:]:
        last = ends(latest.quarter)
        if latest.percent == WHOLE and one.done_on is None:
            registers.update(db, Task, task, {"done_on": min(day, last)})
        elif latest.percent != WHOLE and one.done_on is not None and one.done_on <= last:
            registers.update(db, Task, task, {"done_on": None})
