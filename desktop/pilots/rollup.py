"""How far the five fronts are in a quarter: by front, by pilot and altogether (reference: domain §4.1, §4.2)."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desktop.pilots.fronts import Progress, Task
from desktop.pilots.periods import before, ends, told

WHOLE = 100
"""Percent of a task that is done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskStand:
    """How far a task is in a quarter: by what was reported for it, else carried over from the latest report before.

    ``reported`` is that of the quarter itself, ``carried`` that from which it is carried over where there is none.
    """

    task: Task
    quarter: str
    reported: Progress | None
    carried: Progress | None
    late: bool
    done: bool

    @property
    def percent(self) -> int:
        """What it counts with."""
        known = self.reported or self.carried
        return WHOLE if self.done else known.percent if known else 0

    @property
    def carried_text(self) -> str:
        """Such as “上季度 30%”; empty where there was no report before."""
        if self.carried is None:
            return ""
        quarter = self.carried.quarter
        when = "上季度" if quarter == before(self.quarter) else told(quarter)
        return f"{when} {self.carried.percent}%"


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontSum:
    """The tasks of a front, or of all of them: how many, done, reported in the quarter, late; average percent."""

    label: str
    tasks: int
    done: int
    reported: int
    late: int
    percent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitSum:
    """The same of one pilot, by front and altogether."""

    enterprise: int
    name: str
    wave: str
    fronts: tuple[FrontSum, ...]
    whole: FrontSum

    @property
    def reported(self) -> bool:
        """Whether every task that isn't done was reported."""
        return self.whole.reported >= self.whole.tasks - self.whole.done


@dataclass(frozen=True, slots=True, kw_only=True)
class Rollup:
    """A quarter of pilots."""

    quarter: str
    fronts: tuple[FrontSum, ...]
    whole: FrontSum
    units: tuple[UnitSum, ...]

    @property
    def sentence(self) -> str:
        """In one sentence."""
        one = self.whole
        silent = sum(1 for unit in self.units if not unit.reported)
        more = f"，{silent} 家没有报齐" if silent else ""
        late = f"，逾期 {one.late} 项" if one.late else ""
        return f"{told(self.quarter)}：任务 {one.tasks} 项，完成 {one.done} 项，平均进度 {one.percent}%{late}{more}。"


def is_of(task: Task, reports: Iterable[Progress], quarter: str) -> bool:
    """Whether it is a task of a quarter: it had begun by its end, or was reported for it or before."""
    begun = task.begins is None or task.begins <= ends(quarter)
    return begun or any(one.quarter <= quarter for one in reports)


def stand(task: Task, reports: Iterable[Progress], quarter: str, day: dt.date) -> TaskStand:
    """How far a task is in a quarter, seen on a day."""
    until = min(ends(quarter), day)
    known = sorted((one for one in reports if one.quarter <= quarter), key=lambda one: one.quarter)
    reported = next((one for one in known if one.quarter == quarter), None)
    carried = next((one for one in reversed(known) if one.quarter < quarter), None)
    latest = reported or carried
    done = task.done_on is not None and task.done_on <= until
    done = done or (latest is not None and latest.percent == WHOLE)
    late = not done and task.deadline is not None and task.deadline < until
    return TaskStand(task=task, quarter=quarter, reported=reported, carried=carried, late=late, done=done)


def sum_of(label: str, stands: Sequence[TaskStand]) -> FrontSum:
    """What these tasks come to; the average is rounded to whole percents."""
    count = len(stands)
    return FrontSum(
        label=label,
        tasks=count,
        done=sum(one.done for one in stands),
        reported=sum(one.reported is not None and not one.done for one in stands),
        late=sum(one.late for one in stands),
        percent=(2 * sum(one.percent for one in stands) + count) // (2 * count) if count else 0,
    )


def by_front(fronts: Sequence[str], stands: Iterable[TaskStand]) -> tuple[FrontSum, ...]:
    """The fronts in the order of their list, then those that it no longer knows."""
    found: dict[str, list[TaskStand]] = defaultdict(list)
    for one in stands:
        found[one.task.front].append(one)
    labels = [*fronts, *(front for front in found if front not in fronts)]
    return tuple(sum_of(front, found[front]) for front in labels)
