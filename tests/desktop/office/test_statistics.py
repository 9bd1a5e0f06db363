"""The charts: every bar counts the list that it opens."""

import datetime as dt

import pytest

from desktop.cases.steps import Verb
from desktop.office.statistics import Chart, Statistics
from desktop.store import listings
from tests.offices import TODAY, Doors

EVERY = ("category", "main_cause", "town", "months")


def charts(doors: Doors) -> dict[str, Chart]:
    return {one.key: one for one in Statistics(doors.db).charts()}


@pytest.fixture
def busy(doors: Doors) -> Doors:
    """Files of several kinds, one application, one closed, two lifted out."""
    for seed in range(6):
        doors.enter(seed, category=("深度困难", "困难")[seed % 2], filed_on=dt.date(2022, 6 + seed, 1))
    doors.enter(6, main_cause=None, town=None)
    doors.apply(7, filed_on=dt.date(2022, 12, 1))
    for number in (1, 2):
        doors.procedure.take(number, Verb.LIFT, {"day": TODAY, "people": "张主席", "opinion": "收入稳定"})
    return doors


@pytest.mark.parametrize("key", EVERY)
def test_every_bar_counts_the_list_that_it_opens(busy: Doors, key: str) -> None:
    bars = [bar for one in charts(busy)[key].series.values() for bar in one]
    assert any(bar.value for bar in bars)
    for bar in bars:
        assert bar.query
        assert len(listings.ids(busy.db, bar.query)) == bar.value


def test_only_files_on_file_are_counted_and_what_is_blank_is_named(busy: Doors) -> None:
    found = charts(busy)
    assert {bar.label: bar.value for bar in found["category"].series["户数"]} == {"深度困难": 3, "困难": 2}
    assert found["main_cause"].series["户数"][-1][:2] == ("未填", 1)
    assert found["town"].labels[-1] != ""


def test_months_are_the_last_twelve_and_an_application_is_not_filed_yet(busy: Doors) -> None:
    months = charts(busy)["months"]
    assert (months.labels[0], months.labels[-1], len(months.labels)) == ("2022-01", "2022-12", 12)
    filed = {bar.label: bar.value for bar in months.series["建档"] if bar.value}
    assert filed == {"2022-06": 1, "2022-07": 2, "2022-08": 1, "2022-09": 1, "2022-10": 1, "2022-11": 1}
    assert months.series["脱困"][-1].value == 2


def test_many_values_end_in_one_bar_of_the_others(doors: Doors) -> None:
    for seed in range(13):
        doors.enter(seed, town=f"第{seed}街道")
    bars = charts(doors)["town"].series["户数"]
    assert len(bars) == 11
    assert bars[-1] == ("其他 3 项", 3, None)


def test_an_empty_office_has_empty_charts(doors: Doors) -> None:
    found = charts(doors)
    assert all(one.empty for one in found.values())
    assert found["town"].labels == ()
