"""How many files are on file, and what became of them in between (reference: domain §5.4, M1).

A file is on file while it stands in ``ON_FILE``. What it went through comes as turns: of files with steps on the days
of the steps; of those that a ledger brought, on the day they were filed, or entered where that isn't said; of
categories that were changed in a form, on the day of the change.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from desktop.cases.household import Household, State
from desktop.cases.procedure import progress
from desktop.cases.steps import Step, Verb

ON_FILE = frozenset({State.ON_FILE, State.SUSPENDED})
"""The states in which a file counts as being on file; aid that rests for a while takes nobody off."""


class Entering(StrEnum):
    """Why a file stands on a year's roster (reference: domain §5.1, Y1)."""

    NEW = "新增"
    KEPT = "续档"
    RELAPSED = "返困"


class Turn(NamedTuple):
    """What a file became on a day; in the order of a file's turns each takes up where the last one ended."""

    household: int
    day: dt.date
    state: State
    category: str
    verb: Verb | None = None


class Flow(StrEnum):
    """What can become of a file that is on file, or comes to be."""

    NEW = "new"
    RELAPSED = "relapsed"
    CHANGED = "changed"
    LIFTED = "lifted"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Move:
    """A file came, went or changed its category; ``before`` and ``after`` are categories, None where not on file."""

    household: int
    day: dt.date
    flow: Flow
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """One category in a span of time: before + new + relapsed + changed_in − changed_out − lifted − closed = after."""

    category: str
    before: int = 0
    new: int = 0
    relapsed: int = 0
    changed_in: int = 0
    changed_out: int = 0
    lifted: int = 0
    closed: int = 0
    after: int = 0


FIGURES = ("before", "new", "relapsed", "changed_in", "changed_out", "lifted", "closed", "after")
"""The numbers of a balance."""


def moves(turns: Sequence[Turn], called: Callable[[str], str] = str) -> Iterator[Move]:
    """The moves of one file, by its turns in their order; ``called`` says what a category is to be called.

    A turn that was written down after a later one happened counts from that one's day.
    """
    relapsed, before = False, None
    for day, turn in zip(_in_order([turn.day for turn in turns]), turns, strict=True):
        relapsed = relapsed or turn.verb is Verb.RELAPSE
        after = called(turn.category) if turn.state in ON_FILE else None
        if after != before:
            yield Move(turn.household, day, _flow(before, after, turn.state, relapsed=relapsed), before, after)
            relapsed = relapsed and after is None
        before = after


def _in_order(days: Sequence[dt.date]) -> list[dt.date]:
    ordered: list[dt.date] = []
    for day in reversed(days):
        ordered.append(min([day, *ordered[-1:]]))
    return ordered[::-1]


def _flow(before: str | None, after: str | None, state: State, *, relapsed: bool) -> Flow:
    if before is None:
        return Flow.RELAPSED if relapsed else Flow.NEW
    if after is not None:
        return Flow.CHANGED
    return Flow.LIFTED if state is State.LIFTED else Flow.CLOSED


def balances(found: Iterable[Move], begins: dt.date, ends: dt.date, categories: Sequence[str]) -> list[Balance]:
    """What became of each category from a day to a day, both included: those named first, then others there are."""
    counts: dict[str, Counter[str]] = {category: Counter() for category in categories}
    for move in found:
        if move.day <= ends:
            _count(counts, move, within=move.day >= begins)
    return [Balance(category=category, **counted) for category, counted in counts.items()]


def _count(counts: dict[str, Counter[str]], move: Move, *, within: bool) -> None:
    for category, gone in ((move.before, True), (move.after, False)):
        if category is None:
            continue
        counted = counts.setdefault(category, Counter())
        counted["after"] += -1 if gone else 1
        if not within:
            counted["before"] += -1 if gone else 1
        elif move.flow is Flow.CHANGED:
            counted["changed_out" if gone else "changed_in"] += 1
        else:
            counted[move.flow] += 1


def summed(lines: Iterable[Balance], category: str) -> Balance:
    """The sum of several balances under a name."""
    listed = list(lines)
    return Balance(category=category, **{name: sum(getattr(one, name) for one in listed) for name in FIGURES})


def on_file_at(turns: Sequence[Turn], day: dt.date) -> bool:
    """Whether a file with these turns was on file when that day ended."""
    days = _in_order([turn.day for turn in turns])
    past = [turn for turn, on in zip(turns, days, strict=True) if on <= day]
    return bool(past) and past[-1].state in ON_FILE


def entering(home: Household, steps: Sequence[Step], year: int) -> Entering:
    """Why a file stands on the roster of a year: by the step that put it on file, else by the day it was filed."""
    now = progress(home.state, steps)
    entered = now.latest(Verb.DECIDE) or now.latest(Verb.TAKE_OVER)
    day = entered.day if entered else home.filed_on
    if day is None or day.year < year:
        return Entering.KEPT
    return Entering.RELAPSED if now.trail and now.trail[0].verb is Verb.RELAPSE else Entering.NEW
