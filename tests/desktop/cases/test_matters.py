"""Matters of files: from which day on they are due."""

import datetime as dt
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from desktop.base.calendar import add_working_days
from desktop.cases.effects import months_after
from desktop.cases.matters import BY_NAME, MATTERS, months_passed, terms, working_days_passed
from desktop.store.listings import CASES
from tests.builders import policy

DAYS = st.dates(dt.date(2015, 1, 1), dt.date(2035, 12, 31))
NEXT = dt.timedelta(days=1)


@given(DAYS, st.integers(0, 150))
def test_months_have_passed_exactly_where_the_day_after_them_is_over(day: dt.date, months: int) -> None:
    last = months_passed(day, months)
    assert months_after(last, months) < day <= months_after(last + NEXT, months)


@given(DAYS, st.integers(0, 40), st.dictionaries(DAYS, st.booleans(), max_size=5))
def test_working_days_have_passed_exactly_where_the_last_of_them_is_over(
    day: dt.date, count: int, own: dict[dt.date, bool]
) -> None:
    last = working_days_passed(day, count, own)
    assert add_working_days(last, count, own) < day <= add_working_days(last + NEXT, count, own)


def test_a_visit_after_the_national_day_is_late_once_the_working_days_are_over() -> None:
    """2026: the first to the seventh of October are free, the tenth is a Saturday on which people work."""
    assert working_days_passed(dt.date(2026, 10, 12), 5, {}) == dt.date(2026, 9, 28)
    assert working_days_passed(dt.date(2026, 10, 10), 5, {}) == dt.date(2026, 9, 27)


def test_what_is_told_by_another_matter_comes_after_it() -> None:
    order = [one.name for one in MATTERS]
    for one in MATTERS:
        assert all(order.index(other) < order.index(one.name) for other in one.told_by)
        assert all(BY_NAME[other].states & one.states for other in one.told_by)


def test_without_a_rule_of_the_procedure_nothing_is_due() -> None:
    assert terms(replace(policy(), procedure=None), dt.date(2022, 12, 10), {}) is None


def test_the_sheets_of_matters_have_columns_that_their_list_has() -> None:
    known = {column.name for column in CASES.listing.columns}
    for one in MATTERS:
        assert bool(one.sheet) == bool(one.columns)
        assert set(one.columns) <= known
