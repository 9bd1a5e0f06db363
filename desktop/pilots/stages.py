"""Which stages a pilot reached, what is due of it when, and how late it is (reference: domain §4.3)."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from desktop.base.calendar import chinese_date
from desktop.pilots.enterprise import Enterprise
from desktop.pilots.periods import begins, between, ends, months_after, told
from desktop.pilots.wave import Due, Milestone, Wave
from desktop.policy.pilot_standards import Period, PilotRule, StageRule
from desktop.policy.standards import Policy

Key = tuple[str, str | None]
"""A stage and its period; None for a stage that comes once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A stage of one pilot: by when it is due, and what is known of it where it was reached.

    ``due`` is None where nobody said by when; ``wanted`` is False where it is no longer, or not yet, asked for.
    """

    stage: str
    period: str | None
    rank: int
    due: dt.date | None
    reached: Milestone | None
    wanted: bool

    @property
    def called(self) -> str:
        """The stage, with its period."""
        return f"{self.stage}（{told(self.period)}）" if self.period else self.stage

    @property
    def open(self) -> bool:
        """Whether it is waited for."""
        return self.wanted and self.reached is None

    def late(self, day: dt.date) -> int:
        """By how many days it is, or was reached, too late; 0 where it isn't."""
        until = self.reached.day if self.reached else day if self.open else None
        return max(0, (until - self.due).days) if until and self.due else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What a pilot waits for next; ``days`` are left until it is due, below zero the days that it is late.

    ``late`` counts everything that is late, this included.
    """

    step: Step
    days: int | None
    late: int

    @property
    def text(self) -> str:
        """In a phrase."""
        if self.days is None or self.step.due is None:
            return f"待{self.step.called}"
        if self.days < 0:
            more = f"等 {self.late} 项" if self.late > 1 else ""
            return f"{self.step.called}{more}逾期 {-self.days} 天"
        return f"{self.step.called} {chinese_date(self.step.due)}前"

    @property
    def brief(self) -> str:
        """The same beginning with the days, for where the end may be cut off."""
        if self.days is None or self.step.due is None:
            return self.text
        if self.days < 0:
            more = f"等 {self.late} 项" if self.late > 1 else ""
            return f"逾期 {-self.days} 天：{self.step.called}{more}"
        return f"{self.step.due.month}月{self.step.due.day}日前：{self.step.called}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pilot:
    """A pilot with all that its stages are told from: its wave, what is due of that, and what it reached."""

    enterprise: Enterprise
    wave: Wave | None
    dues: tuple[Due, ...] = ()
    reached: tuple[Milestone, ...] = ()


def course(policy: Policy, pilot: Pilot, day: dt.date) -> tuple[Step, ...]:
    """Every stage of a pilot up to a day, in the order of policy, those that come again once for each period."""
    known = {(mark.stage, mark.period): mark for mark in pilot.reached}
    due, span = due_days(policy, pilot), _span(pilot, policy.pilot)
    goes_on = pilot.enterprise.state.goes_on and pilot.wave is not None
    found = []
    for rule in policy.stages:
        asked = set(_periods(rule, span, day)) if rule.every else {None}
        there = asked | {period for stage, period in known if stage == rule.name}
        for key in sorted(((rule.name, period) for period in there), key=lambda key: key[1] or ""):
            until = due.get(key) or _due_of(key[1], policy.pilot)
            found.append(_step(rule.rank, key, until, known.pop(key, None), wanted=goes_on and key[1] in asked))
    return (*found, *_others(known.values()))


def _step(rank: int, key: Key, due: dt.date | None, reached: Milestone | None, *, wanted: bool) -> Step:
    return Step(stage=key[0], period=key[1], rank=rank, due=due, reached=reached, wanted=wanted)


def _others(marks: Iterable[Milestone]) -> Iterator[Step]:
    """What was reached of stages that policy no longer knows."""
    for mark in sorted(marks, key=lambda mark: (mark.rank, mark.day)):
        yield _step(mark.rank, (mark.stage, mark.period), None, mark, wanted=False)


def waiting(steps: Sequence[Step], day: dt.date) -> Waiting | None:
    """What is late the longest, else what comes next; None where nothing is waited for."""
    late = [step for step in steps if step.open and step.late(day)]
    nexts = late or _nexts([step for step in steps if step.open])
    if not nexts:
        return None
    step = min(nexts, key=lambda step: (step.due is None, step.due or day, step.rank))
    return Waiting(step=step, days=(step.due - day).days if step.due else None, late=len(late))


def _nexts(steps: Sequence[Step]) -> list[Step]:
    """The first stage that comes once, and what is asked for of a period."""
    once = [step for step in steps if step.period is None]
    return [*once[:1], *(step for step in steps if step.period is not None)]


def due_days(policy: Policy, pilot: Pilot) -> Mapping[Key, dt.date]:
    """What is due of a pilot when; of one that was extended, what is due at its end comes that much later."""
    found = {(due.stage, due.period): due.day for due in pilot.dues}
    planned = planned_end(pilot.wave, policy.pilot) if pilot.wave else None
    until = pilot.enterprise.until
    if planned is None or until is None or until <= planned:
        return found
    later = until - planned
    return {key: day + later if key[1] is None and day >= planned else day for key, day in found.items()}


def planned_end(wave: Wave, rule: PilotRule | None) -> dt.date | None:
    """The day on which the time of a wave's pilots is over; None where nobody said."""
    term = wave.term or (rule.term_months if rule else None)
    return months_after(wave.chosen_on, term) if term else None


def proposed(policy: Policy, wave: Wave) -> dict[Key, dt.date]:
    """By when the stages of a wave could be due that come once, by the months that policy proposes.

    What policy proposes at the end of its term, or after it, follows the end of a wave that lasts otherwise.
    """
    usual = policy.pilot.term_months if policy.pilot else 0
    more = wave.term - usual if wave.term and usual else 0
    return {
        (rule.name, None): months_after(wave.chosen_on, rule.months + (more if rule.months >= usual else 0))
        for rule in policy.stages
        if rule.months and not rule.every
    }


def periods_of(rule: StageRule, wave: Wave, policy: Policy) -> list[str]:
    """The periods of a stage that comes again, as far as the time of a wave goes."""
    last = planned_end(wave, policy.pilot)
    return list(_asked(rule, wave.chosen_on, last)) if last else []


def _span(pilot: Pilot, rule: PilotRule | None) -> tuple[dt.date, dt.date | None] | None:
    if pilot.wave is None:
        return None
    planned = planned_end(pilot.wave, rule)
    later = max(filter(None, (planned, pilot.enterprise.until)), default=None)
    return pilot.wave.chosen_on, min(filter(None, (later, pilot.enterprise.ended_on)), default=None)


def _periods(rule: StageRule, span: tuple[dt.date, dt.date | None] | None, day: dt.date) -> Iterator[str | None]:
    """Those that have begun."""
    if span:
        yield from _asked(rule, span[0], min(filter(None, (span[1], day))))


def _asked(rule: StageRule, first: dt.date, last: dt.date) -> Iterator[str]:
    """A period is asked of a pilot that was one for half of it or more."""
    for period in between(first, last, Period(rule.every)):
        middle = begins(period) + (ends(period) - begins(period)) / 2
        if first <= middle <= last:
            yield period


def _due_of(period: str | None, rule: PilotRule | None) -> dt.date | None:
    return ends(period) + dt.timedelta(days=rule.report_days) if period and rule else None
