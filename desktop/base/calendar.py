"""The only clock, and the days of work."""

import datetime as dt
import os
from collections.abc import Mapping

import chinese_calendar

_SATURDAY = 5

Days = Mapping[dt.date, bool]
"""Days that the office's own table rules on: True a working day."""


def now() -> dt.datetime:
    """The local time to the second; ``NIANGJIA_NOW`` (ISO) sets it for demonstrations and golden files."""
    fixed = os.environ.get("NIANGJIA_NOW")
    return dt.datetime.fromisoformat(fixed) if fixed else dt.datetime.now().replace(microsecond=0)  # noqa: DTZ005


def today() -> dt.date:
    """The local date."""
    return now().date()


def is_working_day(day: dt.date, own: Days | None = None) -> bool:
    """Whether people work on that day: the office's table first, then the State Council's calendar.

    In a year that neither knows, Monday to Friday are working days.
    """
    if own and day in own:
        return own[day]
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return day.weekday() < _SATURDAY


def known_until() -> int:
    """The last year whose holidays the State Council's calendar in the program knows."""
    return int(max(chinese_calendar.constants.holidays).year)


def add_working_days(start: dt.date, count: int, own: Days | None = None) -> dt.date:
    """The last of ``count`` working days, the first being the first working day after ``start``; 0 is ``start`` itself.

    >>> add_working_days(dt.date(2026, 9, 28), 5)
    datetime.date(2026, 10, 10)
    """
    day = start
    while count > 0:
        day += dt.timedelta(days=1)
        count -= is_working_day(day, own)
    return day


def working_days_until(start: dt.date, end: dt.date, own: Days | None = None) -> int:
    """How many working days come after ``start`` until ``end`` is over; none where it is over.

    >>> working_days_until(dt.date(2026, 9, 28), dt.date(2026, 10, 10))
    5
    """
    return sum(is_working_day(start + dt.timedelta(days=one), own) for one in range(1, (end - start).days + 1))


def chinese_date(day: dt.date) -> str:
    """The date as papers write it.

    >>> chinese_date(dt.date(2023, 3, 5))
    '2023年3月5日'
    """
    return f"{day.year}年{day.month}月{day.day}日"


def age_on(birth: dt.date, day: dt.date) -> int:
    """Full years.

    >>> age_on(dt.date(2000, 2, 29), dt.date(2026, 2, 28))
    25
    """
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))
