"""Who is where: the pilots by the stage that they reached, with what is due of each (reference: domain §4.3)."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desktop.pilots.enterprise import Enterprise, PilotState
from desktop.pilots.periods import told
from desktop.pilots.stages import Pilot, Step, Waiting, course, waiting
from desktop.policy.standards import Policy

NOWHERE, GONE = "未列入批次", PilotState.LEFT.value
"""Columns beside the stages, shown where somebody stands in them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Whereabouts:
    """Where one pilot is: its furthest stage, since when, and what it waits for."""

    enterprise: Enterprise
    column: str
    steps: tuple[Step, ...]
    waiting: Waiting | None

    @property
    def late(self) -> int:
        """By how many days it is late with what is late the longest; 0 where nothing is."""
        return max(0, -(self.waiting.days or 0)) if self.waiting else 0

    @property
    def text(self) -> str:
        """What it waits for, or what became of it."""
        if self.waiting:
            return self.waiting.text
        return "待列入批次" if self.enterprise.wave is None else str(self.enterprise.state)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """A column of the board: those whose furthest stage it is."""

    stage: str
    pilots: tuple[Whereabouts, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overdue:
    """A stage with which pilots are late; ``days`` is the most."""

    stage: str
    period: str | None
    enterprises: tuple[int, ...]
    days: int

    @property
    def sentence(self) -> str:
        """Such as “3 家方案上报逾期，最长 12 天”."""
        of = f"（{told(self.period)}）" if self.period else ""
        return f"{len(self.enterprises)} 家{self.stage}{of}逾期，最长 {self.days} 天"


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """All pilots in columns, and what is late."""

    lanes: tuple[Lane, ...]
    overdue: tuple[Overdue, ...]

    @property
    def pilots(self) -> tuple[Whereabouts, ...]:
        """All of them, from the first column to the last."""
        return tuple(one for lane in self.lanes for one in lane.pilots)

    @property
    def late(self) -> int:
        """How many are late with something."""
        return sum(1 for one in self.pilots if one.late)


def whereabouts(policy: Policy, pilot: Pilot, day: dt.date) -> Whereabouts:
    """Where a pilot is on a day."""
    steps = course(policy, pilot, day)
    one = pilot.enterprise
    column = GONE if one.state is PilotState.LEFT else one.stage or NOWHERE
    return Whereabouts(enterprise=one, column=column, steps=steps, waiting=waiting(steps, day))


def board(policy: Policy, pilots: Iterable[Pilot], day: dt.date) -> Board:
    """The columns in the order of policy; those who are late the longest first in each."""
    by_column: dict[str, list[Whereabouts]] = defaultdict(list)
    for pilot in pilots:
        found = whereabouts(policy, pilot, day)
        by_column[found.column].append(found)
    stages = [rule.name for rule in policy.stages]
    before = [NOWHERE] if NOWHERE in by_column else []
    others = [column for column in by_column if column not in {*stages, NOWHERE, GONE}]
    names = [*before, *stages, *others, *([GONE] if GONE in by_column else [])]
    lanes = tuple(Lane(stage=name, pilots=tuple(sorted(by_column[name], key=lambda one: -one.late))) for name in names)
    return Board(lanes=lanes, overdue=overdue([one for lane in lanes for one in lane.pilots], day))


def overdue(pilots: Sequence[Whereabouts], day: dt.date) -> tuple[Overdue, ...]:
    """What pilots are late with, stage by stage and period by period."""
    late: dict[tuple[int, str, str], list[tuple[int, int]]] = defaultdict(list)
    for one in pilots:
        for step in one.steps:
            if step.open and step.late(day):
                late[step.rank, step.stage, step.period or ""].append((one.enterprise.id, step.late(day)))
    return tuple(
        Overdue(
            stage=stage,
            period=period or None,
            enterprises=tuple(number for number, _ in found),
            days=max(days for _, days in found),
        )
        for (_, stage, period), found in sorted(late.items())
    )
