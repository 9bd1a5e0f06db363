"""Months, quarters and years as pilots write them: ``2022-09``, ``2022Q3``, ``2022``."""

import datetime as dt
import re
from collections.abc import Iterator
from functools import lru_cache

from desktop.policy.pilot_standards import Period

_MONTHS = {Period.MONTH: 1, Period.QUARTER: 3, Period.YEAR: 12}
_WRITTEN = re.compile(r"(?P<year>[12]\d{3})(?:Q(?P<quarter>[1-4])|-(?P<month>0[1-9]|1[0-2]))?")
_SAID = re.compile(r"(?P<year>[12]\d{3})年?(?:第?(?P<quarter>[1-4一二三四])季度?|(?P<month>1[0-2]|0?[1-9])月)?")
_ORDINALS = "一二三四"


@lru_cache(maxsize=1024)
def begins(period: str) -> dt.date:
    """Its first day; ``ValueError`` for what is no period.

    >>> begins("2022Q3").isoformat()
    '2022-07-01'
    """
    found = _WRITTEN.fullmatch(period)
    if found is None:
        raise ValueError(period)
    year, quarter, month = (int(part or 0) for part in found.group("year", "quarter", "month"))
    return dt.date(year, quarter * 3 - 2 if quarter else month or 1, 1)


@lru_cache(maxsize=1024)
def ends(period: str) -> dt.date:
    """Its last day.

    >>> ends("2022-02").isoformat()
    '2022-02-28'
    """
    return months_after(begins(period), _MONTHS[kind_of(period)]) - dt.timedelta(days=1)


def kind_of(period: str) -> Period:
    """Whether it is a month, a quarter or a year."""
    return Period.QUARTER if "Q" in period else Period.MONTH if "-" in period else Period.YEAR


def period_of(day: dt.date, every: Period) -> str:
    """The period in which a day lies.

    >>> period_of(dt.date(2022, 9, 30), Period.QUARTER)
    '2022Q3'
    """
    if every is Period.QUARTER:
        return f"{day.year}Q{(day.month + 2) // 3}"
    return f"{day.year}-{day.month:02}" if every is Period.MONTH else str(day.year)


def after(period: str) -> str:
    """The period that follows.

    >>> after("2022Q4")
    '2023Q1'
    """
    return period_of(ends(period) + dt.timedelta(days=1), kind_of(period))


def before(period: str) -> str:
    """The period that goes before."""
    return period_of(begins(period) - dt.timedelta(days=1), kind_of(period))


def between(first: dt.date, last: dt.date, every: Period) -> Iterator[str]:
    """The periods from that of the first day to that of the last."""
    period = period_of(first, every)
    while begins(period) <= last:
        yield period
        period = after(period)


def read_period(text: str, every: Period | None = None) -> str | None:
    """What a clerk wrote for a period, as it is kept; None where it is none, or not of that kind.

    >>> read_period("2022年第三季度"), read_period("2022年9月"), read_period("2022q1")
    ('2022Q3', '2022-09', '2022Q1')
    """
    said = text.strip().replace(" ", "").upper()
    found = _WRITTEN.fullmatch(said) or _SAID.fullmatch(said)
    if found is None:
        return None
    year, quarter, month = found.group("year", "quarter", "month")
    if quarter:
        said = f"{year}Q{_ORDINALS.find(quarter) + 1 or quarter}"
    else:
        said = f"{year}-{int(month):02}" if month else year
    return said if every in {None, kind_of(said)} else None


def told(period: str) -> str:
    """As a clerk says it.

    >>> told("2022Q3"), told("2022-09"), told("2022")
    ('2022年三季度', '2022年9月', '2022年')
    """
    first = begins(period)
    match kind_of(period):
        case Period.QUARTER:
            return f"{first.year}年{_ORDINALS[first.month // 3]}季度"
        case Period.MONTH:
            return f"{first.year}年{first.month}月"
        case _:
            return f"{first.year}年"


def months_after(day: dt.date, months: int) -> dt.date:
    """The same day so many months later, or the last of a shorter month.

    >>> months_after(dt.date(2022, 1, 31), 1).isoformat()
    '2022-02-28'
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    following = dt.date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return dt.date(year, month + 1, min(day.day, (following - dt.timedelta(days=1)).day))
