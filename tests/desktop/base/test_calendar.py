"""Days: the only clock, working days of the State Council, and the office's own table before it."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.base.calendar import add_working_days, age_on, chinese_date, is_working_day, now, today

DAYS = st.dates(dt.date(2005, 1, 1), dt.date(2040, 12, 31))


def test_the_clock_can_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NIANGJIA_NOW", "2022-12-10T08:30:00")
    assert now() == dt.datetime(2022, 12, 10, 8, 30)  # noqa: DTZ001  (local time, as the clerk's clock)
    assert today() == dt.date(2022, 12, 10)


def test_the_clock_shows_whole_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NIANGJIA_NOW", raising=False)
    assert now().microsecond == 0


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2022-10-03", False),  # National Day's week
        ("2022-10-08", True),  # a Saturday worked instead
        ("2023-01-24", False),  # Spring Festival
        ("2023-01-28", True),
        ("2022-12-10", False),  # a plain Saturday
        ("2022-12-12", True),
    ],
)
def test_holidays_and_the_saturdays_worked_for_them_are_known(day: str, works: bool) -> None:  # noqa: FBT001
    assert is_working_day(dt.date.fromisoformat(day)) is works


@given(st.dates(dt.date(2090, 1, 1), dt.date(2099, 12, 31)))
def test_in_a_year_nobody_has_ruled_on_weekdays_are_worked(day: dt.date) -> None:
    assert is_working_day(day) == (day.weekday() < 5)


@given(DAYS, st.booleans())
def test_the_offices_own_table_comes_first(day: dt.date, works: bool) -> None:  # noqa: FBT001
    assert is_working_day(day, {day: works}) is works


@given(DAYS, st.integers(1, 30))
def test_so_many_working_days_lie_between(start: dt.date, count: int) -> None:
    end = add_working_days(start, count)
    days = [start + dt.timedelta(days=one) for one in range(1, (end - start).days + 1)]
    assert sum(map(is_working_day, days)) == count
    assert is_working_day(end)


@given(DAYS)
def test_no_working_days_end_where_they_start(start: dt.date) -> None:
    assert add_working_days(start, 0) == add_working_days(start, -1) == start


@given(st.dates(dt.date(1930, 1, 1), dt.date(2020, 12, 31)), st.integers(0, 36500))
def test_age_grows_by_one_on_each_birthday(birth: dt.date, days: int) -> None:
    day = birth + dt.timedelta(days=days)
    age = age_on(birth, day)
    assert age_on(birth, day + dt.timedelta(days=1)) - age in {0, 1}
    assert 0 <= day.year - birth.year - age <= 1
    assert age_on(birth, birth) == 0


def test_dates_are_written_without_noughts_in_front() -> None:
    assert chinese_date(dt.date(2022, 12, 1)) == "2022年12月1日"
