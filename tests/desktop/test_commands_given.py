"""The command line takes days and years that a form would take, and no others."""

import argparse
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.base.values import YEARS
from desktop.commands_given import a_day, a_year


@given(st.dates())
def test_a_day_is_taken_where_its_year_is_one_to_live_in(day: dt.date) -> None:
    if day.year in YEARS:
        assert a_day(str(day)) == day
    else:
        with pytest.raises(argparse.ArgumentTypeError, match="不合理"):
            a_day(str(day))


@pytest.mark.parametrize("said", ["2022-02-29", "", "明天", "2022/2/1"])
def test_what_is_no_day_is_refused_with_the_way_to_write_it(said: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match="请写成 2022-02-10 的样子"):
        a_day(said)


@given(st.text() | st.integers().map(str))
def test_a_year_has_four_digits(said: str) -> None:
    try:
        assert a_year(said) in YEARS
    except argparse.ArgumentTypeError as error:
        assert "请写成 2022 的样子" in str(error)  # noqa: PT017  (either is right)
