"""Which periods labour relations are filled in for, by when, and how it stands with one (reference: domain §4.6)."""

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum

from desktop.pilots.enterprise import Enterprise
from desktop.pilots.periods import before, begins, between, ends, kind_of, period_of
from desktop.policy.pilot_standards import Period


class Mark(StrEnum):
    """How it stands with what a pilot is to fill in for a period."""

    ON_TIME = "按时填报"
    LATE = "逾期填报"
    MISSING = "逾期未报"
    OPEN = "待填报"
    AHEAD = "未到期"
    UNASKED = "不需填报"

    @property
    def filled(self) -> bool:
        """Whether it was filled in."""
        return self in {Mark.ON_TIME, Mark.LATE}

    @property
    def wanted(self) -> bool:
        """Whether it is to be filled in now."""
        return self in {Mark.MISSING, Mark.OPEN}


def periods_of(year: int, every: Period) -> tuple[str, ...]:
    """The periods of a year in their order."""
    return tuple(between(dt.date(year, 1, 1), dt.date(year, 12, 31), every))


def last_ended(day: dt.date, every: Period) -> str:
    """The newest period that is over on a day: what is to be filled in then."""
    return before(period_of(day, every))


def due_of(period: str, days: int, own: Mapping[str, dt.date] | None = None) -> dt.date:
    """The day by which it is filled in: so many days after its end, or the one set for it."""
    return (own or {}).get(period) or ends(period) + dt.timedelta(days=days)


def mark(period: str, due: dt.date, filled_on: dt.date | None, day: dt.date, *, asked: bool = True) -> Mark:
    """How it stands on a day."""
    if filled_on is not None:
        return Mark.LATE if filled_on > due else Mark.ON_TIME
    if not asked:
        return Mark.UNASKED
    if day > due:
        return Mark.MISSING
    return Mark.OPEN if day > ends(period) else Mark.AHEAD


def days_late(due: dt.date, filled_on: dt.date | None, day: dt.date) -> int:
    """Days by which it was, or is until a day, filled in too late; 0 where it isn't late."""
    return max(0, ((filled_on or day) - due).days)


def is_asked(one: Enterprise, chosen_on: dt.date | None, period: str) -> bool:
    """Whether a pilot fills in a period: it was one by the period's end, and still was one when it began.

    What is only recommended, with no wave, is asked where it is said to be monitored.
    """
    if one.monitored is False or (chosen_on is None and not one.monitored):
        return False
    begun = chosen_on is None or chosen_on <= ends(period)
    gone = not one.state.goes_on and one.ended_on is not None and one.ended_on < begins(period)
    return begun and not gone


def is_filled_in(period: str) -> bool:
    """Whether something is filled in for a period of that length: a month or a quarter."""
    return kind_of(period) is not Period.YEAR
