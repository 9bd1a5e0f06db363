"""The five fronts: what pilots set themselves to do, reported each quarter, and what it comes to."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlite_utils import Database

from desktop.base.calendar import chinese_date, today
from desktop.base.changes import Change, Noun
from desktop.base.drafts import require_fit
from desktop.base.errors import ForbiddenError, RefusedError
from desktop.base.fields import Value
from desktop.base.findings import Finding, refuses
from desktop.office.reaching import mark_done, report
from desktop.office.registers import NOTHING, nouns_of
from desktop.office.standing import Standing
from desktop.pilots.checks import check
from desktop.pilots.enterprise import Enterprise, PilotState
from desktop.pilots.fronts import Progress, Task
from desktop.pilots.periods import told
from desktop.pilots.rollup import Rollup, TaskStand, UnitSum, by_front, is_of, stand, sum_of
from desktop.pilots.wave import Milestone
from desktop.policy.pilot_standards import Period
from desktop.store import journal, registers
from desktop.store.faults import translated

Report = tuple[int, str | None, str | None]
"""Of a task for a quarter: percent, what was done, and what proves it."""

FRONTS = "front"
"""The code list of the fronts."""


class Fronts:
    """Doors to the tasks of pilots and their quarterly reports."""

    def __init__(self, db: Database, standing: Standing) -> None:
        self._db = db
        self._standing = standing

    def stands(self, enterprise: int, quarter: str) -> list[TaskStand]:
        """How far each task of a pilot is in a quarter, front by front; so of tasks that began later."""
        places = {front: at for at, front in enumerate(self._standing.on().labels(FRONTS))}
        with translated():
            tasks = registers.of(self._db, Task, enterprise=enterprise)
            found = [stand(one, registers.of(self._db, Progress, task=one.id), quarter, today()) for one in tasks]
        return sorted(found, key=lambda one: (places.get(one.task.front, len(places)), one.task.id))

    def report(
        self, enterprise: int, quarter: str, reports: Mapping[int, Report], day: dt.date | None = None
    ) -> Change:
        """Write down how far tasks of a pilot are in a quarter: all of them, or none; ``RefusedError``.

        A task of which all is done is marked so: on the day on which it was reported, today by default, but in the
        quarter of which that tells. The pilot has reported for this quarter.
        """
        if not reports:
            raise ForbiddenError("还没有填写任何任务的进展，什么也没有保存。")
        with translated():
            whose = registers.get(self._db, Enterprise, enterprise)
            tasks = {one.id: one for one in registers.of(self._db, Task, enterprise=enterprise)}
        on = day or today()
        _require_ours(whose, reports, tasks, on)
        lines = [self._line(number, quarter, said) for number, said in reports.items()]
        self._require_right(lines)
        new = [line for line in lines if not self._stands(line)]
        stages = [stage for stage in self._stages() if not self._reached(enterprise, stage, quarter)]
        if not new and not stages:
            return NOTHING
        label = f"季度进展：{whose.name} {told(quarter)}"
        with translated(), journal.operation(self._db, label, *_NOUNS) as current:
            for line in new:
                self._keep(line, tasks[int(str(line["task"]))], on)
            report(self._db, self._standing, enterprise, quarter, on)
            current.count = len(new)
        return journal.done(current, enterprise)

    def rollup(self, quarter: str, wave: int | None = None) -> Rollup:
        """How far the fronts are in a quarter: of a wave, or of all pilots that go on or had tasks."""
        fronts = self._standing.on().labels(FRONTS)
        with translated():
            some = registers.of(self._db, Enterprise, **({} if wave is None else {"wave": wave}))
            stands = self._every(quarter)
        units = [
            UnitSum(
                enterprise=one.id,
                name=one.name,
                wave=one.wave_name or "",
                fronts=by_front(fronts, stands[one.id]),
                whole=sum_of("合计", stands[one.id]),
            )
            for one in some
            if stands[one.id] and one.state is not PilotState.LEFT
        ]
        every = [found for unit in units for found in stands[unit.enterprise]]
        return Rollup(quarter=quarter, fronts=by_front(fronts, every), whole=sum_of("合计", every), units=tuple(units))

    def _every(self, quarter: str) -> dict[int, list[TaskStand]]:
        reports: dict[int, list[Progress]] = defaultdict(list)
        for one in registers.of(self._db, Progress):
            reports[one.task].append(one)
        found: dict[int, list[TaskStand]] = defaultdict(list)
        for task in registers.of(self._db, Task):
            if is_of(task, reports[task.id], quarter):
                found[task.enterprise].append(stand(task, reports[task.id], quarter, today()))
        return found

    def _line(self, task: int, quarter: str, said: Report) -> dict[str, Value]:
        percent, progress, evidence = said
        told_ = {"progress": (progress or "").strip() or None, "evidence": (evidence or "").strip() or None}
        return {"task": task, "quarter": quarter, "percent": percent, **told_}

    def _require_right(self, lines: Sequence[Mapping[str, Value]]) -> None:
        policy = self._standing.on()
        found: list[Finding] = []
        for line in lines:
            number = int(str(line["task"]))
            found += (one.of(number) for one in check(Progress, line, policy))
        if refuses(found):
            raise RefusedError(found)

    def _known(self, line: Mapping[str, Value]) -> Progress | None:
        found = registers.of(self._db, Progress, task=line["task"], quarter=line["quarter"])
        return found[0] if found else None

    def _stands(self, line: Mapping[str, Value]) -> bool:
        """Whether it was reported just so before."""
        with translated():
            known = self._known(line)
        return known is not None and all(getattr(known, name) == value for name, value in line.items())

    def _keep(self, line: Mapping[str, Value], task: Task, day: dt.date) -> None:
        known = self._known(line)
        if known is None:
            registers.insert(self._db, Progress, line)
        else:
            registers.update(self._db, Progress, known.id, line)
        mark_done(self._db, task.id, day)

    def _reached(self, enterprise: int, stage: str, quarter: str) -> bool:
        with translated():
            return bool(registers.of(self._db, Milestone, enterprise=enterprise, stage=stage, period=quarter))

    def _stages(self) -> Iterable[str]:
        """The stages that are reached by a quarterly report."""
        return (rule.name for rule in self._standing.on().stages if rule.every == Period.QUARTER)


_NOUNS = (*nouns_of(Task), Noun.PILOTS)


def _require_ours(whose: Enterprise, reports: Iterable[int], tasks: Mapping[int, Task], day: dt.date) -> None:
    strange = next((number for number in reports if number not in tasks), None)
    if strange is not None:
        raise ForbiddenError(f"{whose.name}没有序号 {strange} 的任务，请核对。")
    if day > today():
        raise ForbiddenError(f"上报日期 {chinese_date(day)}在今天之后，请核对。")
    require_fit(Milestone, {"day": day})
