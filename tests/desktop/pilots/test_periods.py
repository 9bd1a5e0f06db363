"""Months, quarters and years."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.pilots.periods import (
    after,
    before,
    begins,
    between,
    ends,
    kind_of,
    months_after,
    period_of,
    read_period,
    told,
)
from desktop.policy.pilot_standards import Period

DAYS = st.dates(dt.date(1950, 1, 1), dt.date(2900, 12, 31))
KINDS = st.sampled_from(Period)


@given(DAYS, KINDS)
def test_a_day_lies_in_its_period_and_the_next_begins_the_day_after_it_ends(day: dt.date, every: Period) -> None:
    period = period_of(day, every)
    assert begins(period) <= day <= ends(period)
    assert begins(after(period)) == ends(period) + dt.timedelta(days=1)
    assert before(after(period)) == period
    assert kind_of(period) is every


@given(DAYS, KINDS)
def test_what_a_clerk_is_told_is_read_as_the_same_period(day: dt.date, every: Period) -> None:
    period = period_of(day, every)
    assert read_period(told(period), every) == period
    assert read_period(period) == period


@given(st.text(max_size=12))
def test_whatever_is_written_is_a_period_or_none(text: str) -> None:
    found = read_period(text)
    assert found is None or begins(found) <= ends(found)


@pytest.mark.parametrize("text", ["", "2022Q5", "2022-13", "22Q1", "三季度", "2022年13月", "3022"])
def test_what_is_no_period_is_none(text: str) -> None:
    assert read_period(text) is None


def test_a_period_of_another_kind_is_none_where_one_kind_is_asked_for() -> None:
    assert read_period("2022", Period.QUARTER) is None
    assert read_period(" 2022 年 第 2 季度 ", Period.QUARTER) == "2022Q2"


def test_what_is_no_period_has_no_days() -> None:
    with pytest.raises(ValueError, match="2022Q7"):
        begins("2022Q7")


@given(DAYS, st.integers(0, 400))
def test_months_later_is_that_month_and_no_later_day(day: dt.date, months: int) -> None:
    later = months_after(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later + dt.timedelta(days=1)).day == 1


def test_the_periods_between_two_days_are_those_of_both_and_all_between() -> None:
    found = list(between(dt.date(2022, 3, 31), dt.date(2022, 10, 1), Period.QUARTER))
    assert found == ["2022Q1", "2022Q2", "2022Q3", "2022Q4"]
