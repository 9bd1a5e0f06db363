"""By when the pilots of a wave should be further, set once for all of them."""

import datetime as dt

import pytest

from desktop.base.errors import ForbiddenError, NotFoundError
from desktop.pilots.flow import Verb
from desktop.pilots.wave import Due, Wave
from desktop.store import registers
from tests.offices import TODAY, Doors
from tests.piloting import CHOSEN, DAY, WAVE

LATER = dt.date(2022, 5, 1)


@pytest.fixture
def units(doors: Doors) -> list[int]:
    """Three pilots of the first wave."""
    doors.registers.enter(Wave, WAVE)
    return [doors.enterprises.enter({"name": f"{name}公司", "wave": 1}).record or 0 for name in "甲乙丙"]


def test_days_that_are_set_once_are_due_of_every_pilot_of_the_wave(doors: Doors, units: list[int]) -> None:
    change = doors.stages.schedule(1, {("成立机构", None): DAY, ("方案上报", None): LATER})
    assert (change.count, change.label) == (2, "设置截止日期：第一批")
    for number in units:
        assert [step.due for step in doors.stages.course(number) if step.stage == "方案上报"] == [LATER]
    other = doors.enterprises.enter({"name": "丁公司"}).record
    assert doors.stages.waiting(other or 0) is None


def test_a_day_is_changed_and_taken_back_and_the_others_stay(doors: Doors, units: list[int]) -> None:
    doors.stages.schedule(1, {("成立机构", None): DAY, ("方案上报", None): LATER})
    doors.stages.schedule(1, {("成立机构", None): LATER})
    assert doors.stages.dues(1) == {("成立机构", None): LATER, ("方案上报", None): LATER}
    doors.stages.schedule(1, {("成立机构", None): None, ("启动", None): None})
    assert doors.stages.dues(1) == {("方案上报", None): LATER}
    assert doors.stages.schedule(1, {("方案上报", None): LATER}).operation == 0
    assert len(registers.of(doors.db, Due)) == 1
    assert units


def test_what_policy_proposes_can_be_set_as_it_is(doors: Doors, units: list[int]) -> None:
    proposed = doors.stages.proposed(1)
    doors.stages.schedule(1, proposed)
    assert doors.stages.dues(1) == proposed
    assert proposed["成立机构", None] == dt.date(2022, 2, 10)
    found = doors.stages.waiting(units[0])
    assert found
    assert found.text.startswith("成立机构等 7 项逾期")  # four stages, and three quarters that nobody reported


@pytest.mark.parametrize(
    ("key", "day", "sentence"),
    [
        (("庆功", None), DAY, "没有“庆功”这个阶段"),
        (("启动", None), CHOSEN - dt.timedelta(days=1), "早于第一批确定的日期 2022年1月10日"),
        (("启动", "2022Q1"), DAY, "启动不分期"),
        (("季度进展", None), DAY, "季度进展按季度设"),
        (("季度进展", "2022"), DAY, "季度进展按季度设"),
    ],
)
@pytest.mark.usefixtures("units")
def test_a_day_that_makes_no_sense_is_refused_and_nothing_is_set(
    doors: Doors, key: tuple[str, str | None], day: dt.date, sentence: str
) -> None:
    with pytest.raises(ForbiddenError, match=sentence):
        doors.stages.schedule(1, {("验收", None): TODAY, key: day})
    assert doors.stages.dues(1) == {}


def test_one_who_is_late_is_told_once_for_each_stage_with_who_it_is(doors: Doors, units: list[int]) -> None:
    doors.stages.schedule(1, {("方案上报", None): TODAY - dt.timedelta(days=12)})
    doors.enterprises.reach(units[:1], {"stage": "方案上报", "day": DAY})
    for quarter in ("2022Q1", "2022Q2", "2022Q3"):
        doors.enterprises.reach(units, {"stage": "季度进展", "day": DAY, "period": quarter})
    [told] = doors.stages.reminders()
    assert told.sentence == "2 家方案上报逾期，最长 12 天"
    assert told.enterprises == tuple(units[1:])
    doors.enterprises.move(units[1], Verb.LEAVE, day=TODAY, reason="搬迁")
    assert doors.stages.reminders()[0].enterprises == (units[2],)


def test_the_board_of_a_wave_holds_its_pilots_alone(doors: Doors, units: list[int]) -> None:
    doors.registers.enter(Wave, WAVE | {"name": "第二批", "number": 2})
    doors.enterprises.enter({"name": "戊公司", "wave": 2})
    doors.enterprises.reach(units[:1], {"stage": "启动", "day": DAY})
    board = doors.stages.board(1)
    assert {lane.stage: [one.enterprise.name for one in lane.pilots] for lane in board.lanes if lane.pilots} == {
        "确定批次": ["乙公司", "丙公司"],
        "启动": ["甲公司"],
    }
    assert len(doors.stages.board().pilots) == 4


def test_what_is_no_longer_there_is_not_found(doors: Doors) -> None:
    for ask in (doors.stages.course, doors.stages.proposed):
        with pytest.raises(NotFoundError):
            ask(7)
