"""Whatever is entered about pilots, its sheets agree with the lists, with one another and with what was entered."""

import datetime as dt
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.base.changes import Noun
from desktop.base.listing import Query
from desktop.office.sheet_kinds import BY_TOTAL, Asked
from desktop.office.sheets import Sheets
from desktop.pilots.assessment import Assessment, AssessmentState, Score
from desktop.pilots.incentive import Incentive, IncentiveState
from desktop.pilots.pairing import Call, Pairing, Problem
from desktop.pilots.wave import Wave
from desktop.store import journal, listings, registers
from tests import offices
from tests.offices import Doors
from tests.piloting import UNIT, WAVE

CADRES = ("王主席", "周副主席", "王主席、周副主席")
MODES = ("实地", "电话", "家访")
FRONTS = ("思想引领", "建功立业")
GRADES = ("优秀", "良好", "不合格")
UNITS = (1, 2, 3)
DAYS = (dt.date(2022, 6, 30), dt.date(2022, 7, 1), dt.date(2022, 9, 30), dt.date(2022, 10, 1))


class Visit(NamedTuple):
    """A call, with how many problems it found and how many of them were solved."""

    unit: int
    cadre: str
    mode: str
    day: dt.date
    problems: int
    solved: int


VISIT = st.builds(
    Visit,
    st.sampled_from(UNITS),
    st.sampled_from(CADRES),
    st.sampled_from(MODES),
    st.sampled_from(DAYS),
    st.integers(0, 2),
    st.integers(0, 1),
)
PROJECT = st.tuples(
    st.sampled_from(UNITS), st.sampled_from(list(IncentiveState)), st.integers(0, 10**8), st.sampled_from((2021, 2022))
)
POINTS = st.dictionaries(st.sampled_from(UNITS), st.tuples(st.integers(0, 100), st.integers(0, 100)), min_size=1)


@contextmanager
def office(template: Path, folder: Path) -> Iterator[tuple[Doors, Sheets]]:
    """An office with three pilots in two waves."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NIANGJIA_NOW", offices.NOW)
        with offices.opened(Path(shutil.copyfile(template, folder / "office.niangjia"))) as doors:
            for number in (1, 2):
                doors.registers.enter(Wave, WAVE | {"name": f"第{number}批", "number": number})
            for number in UNITS:
                more = {"name": f"{number}号公司", "wave": 1 + number // 3, "credit_code": None}
                doors.enterprises.enter(UNIT | more)
            yield doors, Sheets(doors.db, doors.standing)
    shutil.rmtree(folder)


def told(sheets: Sheets, name: str, **asked: Any) -> list[dict[str, Any]]:
    """The lines by their headings."""
    glimpse = sheets.glimpse(name, Asked(year=2022, **asked))
    return [dict(zip((one.label for one in glimpse.columns), row, strict=True)) for row in glimpse.rows]


@settings(max_examples=15)
@given(visits=st.lists(VISIT, max_size=8), paired=st.sets(st.sampled_from(UNITS)))
def test_calls_of_all_quarters_are_those_of_the_list(
    template: Path, tmp_path_factory: pytest.TempPathFactory, visits: list[Visit], paired: set[int]
) -> None:
    with office(template, tmp_path_factory.mktemp("calls")) as (doors, sheets):
        with journal.operation(doors.db, "走访"):
            for unit in sorted(paired):
                values = {"enterprise": unit, "cadre": "王主席", "begins": dt.date(2022, 8, 1)}
                registers.insert(doors.db, Pairing, values)
            for visit in visits:
                enter(doors, visit)
        for quarter in range(1, 5):
            check_calls(told(sheets, "contacts", quarter=quarter), of_quarter(visits, quarter))
        listed = listings.ids(doors.db, Query(noun=Noun.CALLS, chips={"in_year": "2022"}))
        whole = [told(sheets, "contacts", quarter=quarter)[-1:] for quarter in range(1, 5)]
        assert sum(one[0]["走访（次） 合计".replace("（次）", "")] for one in whole if one) == len(listed)


def enter(doors: Doors, visit: Visit) -> None:
    values = {"enterprise": visit.unit, "day": visit.day, "cadre": visit.cadre, "mode": visit.mode}
    number = registers.insert(doors.db, Call, values)
    for place in range(visit.problems):
        solved = {"solved_on": visit.day} if place < visit.solved else {}
        found = {"enterprise": visit.unit, "call": number, "found_on": visit.day, "problem": "缺工"}
        registers.insert(doors.db, Problem, found | solved)


def of_quarter(visits: list[Visit], quarter: int) -> list[Visit]:
    return [one for one in visits if (one.day.month + 2) // 3 == quarter]


def check_calls(lines: list[dict[str, Any]], visits: list[Visit]) -> None:
    """The sum of all counts each call once, and each line those of its cadre and unit."""
    if not lines:
        assert not visits
        return
    *every, whole = lines
    assert whole["走访 合计"] == len(visits)
    assert whole["问题 发现"] == sum(one.problems for one in visits)
    assert whole["问题 已解决"] == sum(min(one.problems, one.solved) for one in visits)
    assert whole["走访 实地"] == sum(one.mode == "实地" for one in visits)
    assert whole.get("走访 未填", 0) == sum(one.mode == "家访" for one in visits)
    for line in every:
        if line["序号"] != "小计":
            mine = [one for one in visits if line["干部"] in one.cadre and line["单位"] == f"{one.unit}号公司"]
            assert line["走访 合计"] == len(mine)


@settings(max_examples=15)
@given(projects=st.lists(PROJECT, max_size=6))
def test_projects_are_those_that_were_not_withdrawn_and_sum_up(
    template: Path, tmp_path_factory: pytest.TempPathFactory, projects: list[tuple[int, IncentiveState, int, int]]
) -> None:
    with office(template, tmp_path_factory.mktemp("projects")) as (doors, sheets):
        with journal.operation(doors.db, "申报"):
            for place, (unit, state, asked, year) in enumerate(projects):
                values = {"enterprise": unit, "state": state, "year": year, "name": f"{place}号项目"}
                more = {"front": "建功立业", "asked": asked, "granted": asked // 2}
                registers.insert(doors.db, Incentive, values | more)
        there = [one for one in projects if one[3] == 2022 and one[1] is not IncentiveState.WITHDRAWN]
        lines = told(sheets, "incentive-summary")
        assert sheets.count("incentive-summary", Asked(year=2022)) == len(there) == max(len(lines) - 1, 0)
        if there:
            assert lines[-1]["经费 申请"] == sum(asked for _, _, asked, _ in there)
            assert lines[-1]["立项 立项金额"] == sum(asked // 2 for _, _, asked, _ in there)


@settings(max_examples=15)
@given(points=POINTS)
def test_averages_are_those_of_the_assessments(
    template: Path, tmp_path_factory: pytest.TempPathFactory, points: dict[int, tuple[int, int]]
) -> None:
    with office(template, tmp_path_factory.mktemp("points")) as (doors, sheets):
        with journal.operation(doors.db, "评价"):
            for unit, given_points in points.items():
                assess(doors, unit, given_points)
        *lines, whole = told(sheets, "assessment-summary")
        assert len(lines) == len(points)
        for place, front in enumerate(FRONTS):
            assert whole[f"得分 {front}"] == rounded(Fraction(sum(one[place] for one in points.values()), len(points)))
        assert whole["得分 总分"] == rounded(Fraction(sum(map(sum, points.values())), len(points)))
        assert sum(int(part.split()[1]) for part in whole["亮点"].split("、")) == len(points)
        ordered = [one["得分 总分"] for one in told(sheets, "assessment-summary", order=BY_TOTAL)[:-1]]
        assert ordered == sorted(ordered, reverse=True)


def assess(doors: Doors, unit: int, points: tuple[int, int]) -> None:
    values = {"enterprise": unit, "state": AssessmentState.FINAL, "version": 1, "year": 2022, "scheme": "{}"}
    more = {"total": sum(points), "grade": GRADES[unit - 1], "bonus": 0}
    number = registers.insert(doors.db, Assessment, {**values, "state": AssessmentState.OPEN})
    for front, one in zip(FRONTS, points, strict=True):
        row = {"assessment": number, "front": front, "indicator": "一项", "points": 100, "score": one}
        registers.insert(doors.db, Score, row)
    registers.update(doors.db, Assessment, number, more | {"state": AssessmentState.FINAL})


def rounded(number: Fraction) -> int:
    """Half up."""
    return int(number + Fraction(1, 2))
