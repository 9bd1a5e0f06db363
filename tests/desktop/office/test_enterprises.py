"""Pilot enterprises: what they are said to be, the stages that they reached, and what becomes of them."""

import datetime as dt

import pytest

from desktop.base.changes import Noun
from desktop.base.errors import ForbiddenError, NotFoundError, RefusedError
from desktop.base.listing import Query
from desktop.pilots.enterprise import PilotState
from desktop.pilots.flow import FLOW, Verb
from desktop.pilots.wave import Wave
from desktop.store import households, inversion, listings, registers
from desktop.store.faults import translated
from tests.offices import TODAY, Doors
from tests.piloting import CHOSEN, DAY, UNIT, WAVE


def wave(doors: Doors, **values: object) -> int:
    number = doors.registers.enter(Wave, WAVE | values).record  # type: ignore[arg-type]
    assert number is not None
    return number


def unit(doors: Doors, name: str = "甲公司", **values: object) -> int:
    number = doors.enterprises.enter({"name": name, **values}).record  # type: ignore[arg-type]
    assert number is not None
    return number


def test_an_enterprise_in_a_wave_has_reached_the_first_stage_on_the_waves_day(doors: Doors) -> None:
    number = unit(doors, wave=wave(doors))
    one = doors.enterprises.one(number)
    assert (one.state, one.stage, one.stage_on, one.wave_name) == (PilotState.ACTIVE, "确定批次", CHOSEN, "第一批")


def test_an_enterprise_that_is_only_recommended_has_reached_nothing(doors: Doors) -> None:
    assert doors.enterprises.one(unit(doors)).stage is None


def test_a_second_of_the_same_name_or_credit_code_is_refused_in_words(doors: Doors) -> None:
    unit(doors, **UNIT)
    with pytest.raises(ForbiddenError, match="已有同名的单位"):
        unit(doors, name=UNIT["name"])
    with pytest.raises(ForbiddenError, match="统一社会信用代码已有单位使用"):
        unit(doors, credit_code=UNIT["credit_code"])


def test_what_is_wrong_with_an_enterprise_is_found_and_what_is_doubtful_is_said(doors: Doors) -> None:
    with pytest.raises(RefusedError, match="缺少单位名称"):
        doors.enterprises.enter({"workers": 3})
    [doubt] = doors.enterprises.check({"name": "甲公司", "workers": 100, "industrial_workers": 120})
    assert not doubt.refuses
    assert doubt.field == "industrial_workers"


def test_values_that_are_not_named_stay(doors: Doors) -> None:
    number = unit(doors, **UNIT)
    doors.enterprises.change(number, {"workers": 510})
    one = doors.enterprises.one(number)
    assert (one.workers, one.liaison) == (510, "秦文斌")
    assert doors.enterprises.change(number, {"workers": 510}).operation == 0


def test_a_unit_that_is_no_point_of_monitoring_says_so_and_comes_back_as_it_was_kept(doors: Doors) -> None:
    number = unit(doors, monitored=False)
    assert doors.enterprises.one(number).monitored is False
    assert doors.enterprises.one(unit(doors, "乙公司")).monitored is None


def test_another_wave_takes_the_first_stage_along(doors: Doors) -> None:
    first, second = wave(doors), wave(doors, name="第二批", number=2, chosen_on=DAY, document_no="2号")
    numbers = [unit(doors, wave=first), unit(doors, "乙公司"), unit(doors, "丙公司", wave=second)]
    assert doors.enterprises.choose(numbers, second).count == 2
    assert {one.stage_on for one in doors.enterprises.every()} == {DAY}
    assert [mark.document_no for mark in doors.enterprises.stages(numbers[0])] == ["2号"]


def test_an_enterprise_that_leaves_its_wave_has_reached_no_stage_of_it(doors: Doors) -> None:
    number = unit(doors, wave=wave(doors))
    doors.enterprises.change(number, {"wave": None})
    assert doors.enterprises.stages(number) == []


def test_a_wave_that_is_corrected_corrects_the_first_stage_of_its_pilots(doors: Doors) -> None:
    into = wave(doors)
    number = unit(doors, wave=into)
    doors.registers.change(Wave, into, {"chosen_on": DAY, "document_no": "更正号"})
    [mark] = doors.enterprises.stages(number)
    assert (mark.day, mark.document_no) == (DAY, "更正号")


def test_a_stage_is_written_down_for_many_those_that_have_it_are_left_alone(doors: Doors) -> None:
    into = wave(doors)
    numbers = [unit(doors, f"{name}公司", wave=into) for name in "甲乙丙"]
    doors.enterprises.reach(numbers[:1], {"stage": "启动", "day": DAY})
    change = doors.enterprises.reach(numbers, {"stage": "启动", "day": TODAY})
    assert (change.count, change.label) == (2, "登记阶段：启动 乙公司 等 2 家")
    assert [doors.enterprises.one(one).stage_on for one in numbers] == [DAY, TODAY, TODAY]
    with pytest.raises(ForbiddenError, match="都已登记过启动"):
        doors.enterprises.reach(numbers, {"stage": "启动", "day": TODAY})
    with pytest.raises(ForbiddenError, match="没有选中单位"):
        doors.enterprises.reach([], {"stage": "启动", "day": TODAY})


def test_who_is_in_no_wave_is_no_pilot_yet_and_reaches_no_stage(doors: Doors) -> None:
    numbers = [unit(doors, "甲公司", wave=wave(doors)), unit(doors, "乙公司"), unit(doors, "丙公司")]
    with pytest.raises(ForbiddenError, match="“乙公司” 等 2 家还没有列入批次，没有登记。请先列入批次"):
        doors.enterprises.reach(numbers, {"stage": "启动", "day": DAY})
    assert [doors.enterprises.one(one).stage for one in numbers] == ["确定批次", None, None]


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"stage": "庆功", "day": DAY}, "不在代码表里"),
        ({"stage": "启动"}, "缺少完成日期"),
        ({"stage": "启动", "day": TODAY + dt.timedelta(days=1)}, "在今天之后"),
        ({"stage": "季度进展", "day": DAY}, "按季度登记"),
        ({"stage": "季度进展", "day": DAY, "period": "2022"}, "按季度登记"),
        ({"stage": "启动", "day": DAY, "period": "2022Q1"}, "不用写期间"),
    ],
)
def test_a_stage_that_is_said_wrongly_is_refused(doors: Doors, values: dict[str, object], sentence: str) -> None:
    number = unit(doors)
    with pytest.raises(RefusedError, match=sentence):
        doors.enterprises.reach([number], values)  # type: ignore[arg-type]
    assert doors.enterprises.stages(number) == []


def test_a_stage_that_comes_again_is_reached_once_each_period(doors: Doors) -> None:
    number = unit(doors, wave=wave(doors))
    for period in ("2022Q1", "2022Q2"):
        doors.enterprises.reach([number], {"stage": "季度进展", "day": DAY, "period": period})
    assert [mark.period for mark in doors.enterprises.stages(number)] == [None, "2022Q1", "2022Q2"]


def test_a_stage_is_corrected_and_struck_out(doors: Doors) -> None:
    number = unit(doors, wave=wave(doors))
    doors.enterprises.reach([number], {"stage": "启动", "day": TODAY})
    mark = doors.enterprises.stages(number)[-1]
    doors.enterprises.correct_stage(mark.id, {"day": DAY, "note": "大会启动"})
    mark = doors.enterprises.stages(number)[-1]
    assert (mark.day, mark.note) == (DAY, "大会启动")
    doors.enterprises.drop_stage(mark.id)
    assert [one.stage for one in doors.enterprises.stages(number)] == ["确定批次"]


# What becomes of them


@pytest.mark.parametrize("state", FLOW)
def test_only_what_the_table_says_can_follow_a_state(doors: Doors, state: PilotState) -> None:
    ways = {
        PilotState.ACTIVE: (),
        PilotState.EXTENDED: (Verb.EXTEND,),
        PilotState.ACCEPTED: (Verb.ACCEPT,),
        PilotState.LEFT: (Verb.LEAVE,),
    }
    for verb in Verb:
        number = unit(doors, f"{verb}公司")
        for before in ways[state]:
            move(doors, number, before)
        assert doors.enterprises.one(number).state is state
        if verb in FLOW[state]:
            move(doors, number, verb)
            assert doors.enterprises.one(number).state is FLOW[state][verb]
        else:
            with pytest.raises(ForbiddenError, match=f"{state}，不能办理{verb}"):
                move(doors, number, verb)


def move(doors: Doors, number: int, verb: Verb) -> None:
    until = TODAY + dt.timedelta(days=365) if verb is Verb.EXTEND else None
    doors.enterprises.move(number, verb, day=DAY, reason="经研究同意", until=until)


def test_an_accepted_pilot_has_reached_the_last_stage_until_it_is_taken_up_again(doors: Doors) -> None:
    number = unit(doors, wave=wave(doors))
    move(doors, number, Verb.ACCEPT)
    assert (doors.enterprises.one(number).stage, doors.enterprises.one(number).ended_on) == ("验收", DAY)
    move(doors, number, Verb.RESUME)
    assert (doors.enterprises.one(number).stage, doors.enterprises.one(number).ended_on) == ("确定批次", None)


def test_an_extended_pilot_that_is_taken_up_again_is_extended_still(doors: Doors) -> None:
    number = unit(doors)
    for verb in (Verb.EXTEND, Verb.LEAVE, Verb.RESUME):
        move(doors, number, verb)
    one = doors.enterprises.one(number)
    assert (one.state, one.until) == (PilotState.EXTENDED, TODAY + dt.timedelta(days=365))


@pytest.mark.parametrize(
    ("verb", "details", "sentence"),
    [
        (Verb.LEAVE, {"reason": " "}, "请写明退出的情况或原因"),
        (Verb.LEAVE, {"reason": "搬" * 301}, "超过 300 个"),
        (Verb.ACCEPT, {"day": TODAY + dt.timedelta(days=1)}, "2022年12月11日在今天之后"),
        (Verb.EXTEND, {}, "延续到哪一天"),
        (Verb.EXTEND, {"until": DAY}, "在办理延续的日期之后"),
    ],
)
def test_what_becomes_of_a_pilot_needs_a_reason_and_sensible_days(
    doors: Doors, verb: Verb, details: dict[str, object], sentence: str
) -> None:
    number = unit(doors)
    with pytest.raises(ForbiddenError, match=sentence):
        doors.enterprises.move(number, verb, **{"day": DAY, "reason": "经研究同意", **details})  # type: ignore[arg-type]
    assert doors.enterprises.one(number).state is PilotState.ACTIVE


def test_one_that_was_entered_by_mistake_is_struck_out_unless_something_is_kept_of_it(doors: Doors) -> None:
    number = unit(doors, wave=wave(doors))
    doors.submissions.receive({"enterprise": number, "kind": "产改试点实施方案", "received_on": DAY})
    with pytest.raises(ForbiddenError, match="还有 1 条材料"):
        doors.enterprises.remove(number)
    doors.submissions.remove(1)
    doors.enterprises.remove(number)
    with pytest.raises(NotFoundError):
        doors.enterprises.one(number)


def test_an_undo_that_would_leave_two_of_one_name_is_refused_in_words(doors: Doors) -> None:
    number = unit(doors)
    removed = doors.enterprises.remove(number)
    unit(doors)
    with pytest.raises(ForbiddenError, match="已有同名的单位"), translated():
        inversion.invert(doors.db, removed.operation, households.rederive)


def test_the_list_of_enterprises_shows_their_stage(doors: Doors) -> None:
    number = unit(doors, wave=wave(doors))
    doors.enterprises.reach([number], {"stage": "启动", "day": DAY})
    query = Query(noun=Noun.PILOTS, chips={"stage": "启动"})
    assert list(listings.ids(doors.db, query)) == [number]
    assert registers.of(doors.db, Wave)[0].enterprises == 1


def test_a_name_of_blanks_is_no_name(doors: Doors) -> None:
    number = unit(doors)
    with pytest.raises(RefusedError, match="缺少单位名称"):
        doors.enterprises.change(number, {"name": " \u3000"})


def test_a_first_stage_with_a_day_of_its_own_keeps_it_whatever_becomes_of_the_wave(doors: Doors) -> None:
    into = wave(doors)
    own, other = unit(doors, "甲公司", wave=into), unit(doors, "乙公司", wave=into)
    [mark] = doors.enterprises.stages(own)
    doors.enterprises.correct_stage(mark.id, {"day": DAY, "note": "补充确定"})
    doors.registers.change(Wave, into, {"note": "分两次公布", "chosen_on": CHOSEN + dt.timedelta(days=1)})
    assert [doors.enterprises.one(number).stage_on for number in (own, other)] == [DAY, CHOSEN + dt.timedelta(days=1)]


def test_who_is_accepted_or_chosen_is_said_by_the_step_that_does_it(doors: Doors) -> None:
    number = unit(doors, wave=wave(doors))
    for stage in ("验收", "确定批次"):
        with pytest.raises(ForbiddenError, match="不在这里登记"):
            doors.enterprises.reach([number], {"stage": stage, "day": DAY})
    doors.enterprises.move(number, Verb.ACCEPT, day=DAY, reason="达到预期目标")
    for mark in doors.enterprises.stages(number):
        with pytest.raises(ForbiddenError, match="不在这里删去"):
            doors.enterprises.drop_stage(mark.id)
    assert [mark.stage for mark in doors.enterprises.stages(number)] == ["确定批次", "验收"]


def test_nothing_ends_before_it_was_chosen(doors: Doors) -> None:
    number = unit(doors, wave=wave(doors))
    with pytest.raises(ForbiddenError, match="验收日期早于“甲公司”确定为试点的日期 2022年1月10日"):
        doors.enterprises.move(number, Verb.ACCEPT, day=CHOSEN - dt.timedelta(days=1), reason="达到预期目标")
    assert doors.enterprises.one(number).state is PilotState.ACTIVE


def test_a_wave_lasts_no_longer_than_a_calendar(doors: Doors) -> None:
    with pytest.raises(RefusedError, match="试点期限 999,999,999 个月不合理"):
        wave(doors, term=999_999_999)
