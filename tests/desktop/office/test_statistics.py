"""The charts: every bar counts the list that it opens."""

import datetime as dt

import pytest

from desktop.base.changes import Noun
from desktop.cases.steps import Verb
from desktop.office.charts import Chart
from desktop.office.statistics import Statistics
from desktop.pilots.assessment import Assessment, AssessmentState
from desktop.pilots.flow import Verb as Leaving
from desktop.pilots.talent import Talent
from desktop.store import journal, listings, registers
from tests import piloting
from tests.offices import TODAY, Doors

EVERY = ("category", "main_cause", "town", "months")


def charts(doors: Doors) -> dict[str, Chart]:
    return {one.key: one for one in Statistics(doors.db, doors.standing).charts()}


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


def of_pilots(doors: Doors) -> dict[str, Chart]:
    return {one.key: one for one in Statistics(doors.db, doors.standing).charts(Noun.PILOTS)}


@pytest.fixture
def pilots(doors: Doors) -> Doors:
    """Two waves and a unit beside them, one that left, assessments of two years, skilled workers."""
    piloting.twice(doors)
    doors.enterprises.enter({"name": "丁公司"})
    doors.enterprises.move(2, Leaving.LEAVE, day=TODAY, reason="搬迁")
    for grade in ("高级工（三级）", "中级工（四级）", "高级工（三级）"):
        doors.registers.enter(Talent, {"name": "赵强", "enterprise": 1, "grade": grade})
    doors.registers.enter(Talent, {"name": "钱进", "unit": "某医院"})
    with journal.operation(doors.db, "评价"):
        for year, grade in ((2020, "良好"), (2021, "优秀"), (2022, "良好")):
            final = {"state": AssessmentState.FINAL, "version": 9, "scheme": "{}", "total": 850, "grade": grade}
            registers.insert(doors.db, Assessment, {"enterprise": 3, "year": year} | final)
    return doors


@pytest.mark.parametrize("key", ["wave", "stage", "grades", "skill"])
def test_every_bar_of_pilots_counts_the_list_that_it_opens(pilots: Doors, key: str) -> None:
    bars = [bar for one in of_pilots(pilots)[key].series.values() for bar in one]
    assert any(bar.value for bar in bars)
    for bar in bars:
        assert bar.query
        assert len(listings.ids(pilots.db, bar.query)) == bar.value


def test_waves_stages_and_grades_stand_in_their_own_order(pilots: Doors) -> None:
    found = of_pilots(pilots)
    assert found["wave"].labels[0] == "第一批"
    assert found["wave"].labels[-1] == "未列入"
    assert sum(bar.value for bar in found["wave"].series["家数"]) == 3
    assert found["skill"].labels[-3:] == ("中级工（四级）", "高级工（三级）", "未填")
    assert [bar.label for bar in found["grades"].series["良好"]][-3:] == ["2020", "2021", "2022"]
    assert list(found["grades"].series)[:2] == ["优秀", "良好"]


def test_more_grades_than_can_be_told_apart_are_counted_together(pilots: Doors) -> None:
    with journal.operation(pilots.db, "旧办法的等次"):
        for at, grade in enumerate(("合格", "不合格", "甲等")):
            final = {"state": AssessmentState.FINAL, "version": 20 + at, "scheme": "{}", "total": 700, "grade": grade}
            registers.insert(pilots.db, Assessment, {"enterprise": 3, "year": 2014 + at} | final)
    series = of_pilots(pilots)["grades"].series
    assert list(series) == ["优秀", "良好", "合格", "其他"]
    assert sum(bar.value for bar in series["其他"]) >= 2
    assert all(bar.query is None for bar in series["其他"])


def test_an_office_without_pilots_has_nothing_to_draw(doors: Doors) -> None:
    assert all(one.empty for one in of_pilots(doors).values())
