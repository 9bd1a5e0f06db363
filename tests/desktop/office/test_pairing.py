"""Cadres and their pilots, calls with what they found, inspections, and who wasn't called on for long."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.base.changes import Noun
from desktop.base.errors import ForbiddenError, NotFoundError, RefusedError
from desktop.pilots.contact import quiet
from desktop.pilots.flow import Verb
from desktop.pilots.pairing import Call, Inspection, Pairing, Problem
from desktop.pilots.wave import Wave
from desktop.store import listings
from tests.contacting import CALL, DAY, INSPECTION, LATER, SOLVED
from tests.offices import TODAY, Doors
from tests.piloting import CHOSEN, WAVE, scan

NAMES = ("甲公司", "乙公司", "丙公司", "丁公司", "戊公司", "己公司")


@pytest.fixture
def units(doors: Doors) -> list[int]:
    """Six enterprises of one wave."""
    doors.registers.enter(Wave, WAVE)
    return [doors.enterprises.enter({"name": name, "wave": 1}).record or 0 for name in NAMES]


def current(doors: Doors) -> dict[str, str | None]:
    """Who looks after which unit today."""
    return {one.name: one.cadres for one in doors.enterprises.every()}


def test_a_cadre_is_paired_with_many_at_once_and_with_none_twice(doors: Doors, units: list[int]) -> None:
    assert doors.pairing.pair("王主席", units[:2], CHOSEN, duty="主席", phone="13800000009").count == 2
    again = doors.pairing.check_pairing({"cadre": "王主席", "begins": DAY}, units[:3])
    assert [(one.code, one.refuses) for one in again] == [("paired", False)]
    assert doors.pairing.pair("王主席", units[:3], DAY).label == "挂钩：王主席 丙公司"
    with pytest.raises(ForbiddenError, match="都已由王主席挂钩"):
        doors.pairing.pair("王主席", units[:3], DAY)
    with pytest.raises(ForbiddenError, match="已挂钩这家单位"):
        doors.registers.enter(Pairing, {"enterprise": units[0], "cadre": "王主席", "begins": DAY})
    assert current(doors)["丙公司"] == "王主席"
    assert [(one.name, one.duty, one.units) for one in doors.pairing.cadres()] == [("王主席", "主席", 3)]
    assert {one.phone for one in doors.registers.of(Pairing, cadre="王主席")} == {"13800000009"}


def test_one_unit_may_have_two_cadres(doors: Doors, units: list[int]) -> None:
    doors.pairing.pair("王主席", units[:1], CHOSEN)
    doors.pairing.pair("周副主席", units[:1], CHOSEN)
    assert set(str(current(doors)["甲公司"]).split("、")) == {"王主席", "周副主席"}


def test_more_units_than_a_cadre_should_have_are_a_doubt(doors: Doors, units: list[int]) -> None:
    found = doors.pairing.check_pairing({"cadre": "王主席", "begins": CHOSEN}, units)
    assert [(one.code, one.refuses) for one in found] == [("too_many_units", False)]
    assert "共挂钩 6 家，超过每人 5 家" in found[0].message
    assert doors.pairing.pair("王主席", units, CHOSEN).count == 6


def test_a_pairing_that_ended_can_begin_again(doors: Doors, units: list[int]) -> None:
    doors.pairing.pair("王主席", units[:2], CHOSEN)
    assert doors.pairing.end([1, 2], DAY, "调离").count == 2
    assert [one.name for one in doors.pairing.unpaired()] == list(NAMES)
    with pytest.raises(ForbiddenError, match="都已结束"):
        doors.pairing.end([1], DAY)
    doors.pairing.pair("王主席", units[:1], LATER)
    assert [one.name for one in doors.pairing.unpaired()] == list(NAMES[1:])
    with pytest.raises(ForbiddenError, match="不能在这之前结束"):
        doors.pairing.end([3], DAY)


def test_all_units_of_a_cadre_are_handed_over_on_a_day(doors: Doors, units: list[int]) -> None:
    doors.pairing.pair("周副主席", units[1:2], CHOSEN, duty="副主席", phone="13800000008")
    doors.pairing.pair("王主席", units[:3], CHOSEN, way="结对服务")
    doors.pairing.pair("王主席", units[3:4], LATER)
    assert doors.pairing.hand_over("王主席", "周副主席", DAY).count == 4
    assert {name: current(doors)[name] for name in NAMES[:4]} == dict.fromkeys(NAMES[:4], "周副主席")
    first = {one.cadre: (one.begins, one.ends, one.phone) for one in doors.pairing.of(units[0])}
    assert first == {
        "王主席": (CHOSEN, DAY - dt.timedelta(days=1), None),
        "周副主席": (DAY, None, "13800000008"),
    }
    assert len(doors.pairing.of(units[1])) == 2
    assert {one.way for one in doors.pairing.of(units[2])} == {"结对服务"}
    with pytest.raises(ForbiddenError, match="没有挂钩的单位"):
        doors.pairing.hand_over("王主席", "周副主席", LATER)
    with pytest.raises(ForbiddenError, match="不能是本人"):
        doors.pairing.hand_over("周副主席", "周副主席", LATER)


def test_a_call_is_entered_with_what_it_found_and_undone_with_it(doors: Doors, units: list[int]) -> None:
    change = doors.pairing.call(CALL, [{"problem": "缺钳工", "owner": "赵主任", "deadline": LATER}])
    assert change.label == "登记走访记录：甲公司 王主席（问题 1 个）"
    found = doors.pairing.problems_of(Call, change.record or 0)
    assert [(one.problem, one.found_on, one.enterprise) for one in found] == [("缺钳工", DAY, units[0])]
    assert doors.registers.of(Problem, call=change.record) == found


def test_what_is_wrong_with_the_second_problem_says_that_it_is_the_second(doors: Doors, units: list[int]) -> None:
    problems = [{"problem": "缺钳工"}, {"problem": "缺焊工", "category": "天气"}]
    with pytest.raises(RefusedError) as refused:
        doors.pairing.call(CALL, problems)
    assert [(one.field, one.person) for one in refused.value.findings] == [("category", 1)]
    assert doors.registers.of(Call, enterprise=units[0]) == []


def test_a_changed_call_keeps_changes_and_drops_its_problems(doors: Doors, units: list[int]) -> None:
    assert units
    doors.pairing.call(CALL, [{"problem": "缺钳工", "owner": "赵主任"}, {"problem": "缺焊工"}])
    doors.pairing.change_call(1, {"met": "李总"}, [{"id": 1, "problem": "缺钳工三十人"}, {"problem": "宿舍不够"}])
    kept = {one.id: (one.problem, one.owner, one.found_on) for one in doors.pairing.problems_of(Call, 1)}
    assert kept == {1: ("缺钳工三十人", "赵主任", DAY), 3: ("宿舍不够", None, DAY)}
    assert doors.registers.one(Call, 1).met == "李总"
    assert (
        doors.pairing.change_call(1, {"met": "李总"}, [{"id": 1, "problem": "缺钳工三十人"}, {"id": 3}]).operation == 0
    )
    doors.pairing.change_call(1, {"met": "陈总"})
    assert len(doors.pairing.problems_of(Call, 1)) == 2


def test_photos_are_kept_with_the_call_and_go_with_it(doors: Doors, units: list[int]) -> None:
    made = doors.pairing.call(CALL, files=[scan("车间.pdf")]).record or 0
    doors.pairing.change_call(made, {}, files=[scan("宿舍.pdf")])
    assert [one.title for one in doors.enclosures.of(units[0], call=made)] == ["车间", "宿舍"]
    assert doors.pairing.change_call(made, {}).operation == 0


def test_an_inspection_at_half_time_reaches_its_stage_and_takes_it_along(doors: Doors, units: list[int]) -> None:
    doors.pairing.inspect(INSPECTION | {"document_no": "督〔2022〕1号"}, [{"problem": "台账不全"}])

    def reached() -> list[tuple[dt.date, str | None]]:
        stages = doors.enterprises.stages(units[0])
        return [(one.day, one.document_no) for one in stages if one.stage == "中期督查"]

    assert reached() == [(DAY, "督〔2022〕1号")]
    doors.pairing.change_inspection(1, {"day": LATER, "mend_by": LATER})
    assert reached() == [(LATER, "督〔2022〕1号")]
    doors.pairing.inspect(INSPECTION | {"kind": "专项督查"})
    assert len(doors.enterprises.stages(units[0])) == 2
    assert [one.problem for one in doors.pairing.problems_of(Inspection, 1)] == ["台账不全"]


def test_problems_are_solved_many_at_once_and_taken_up_again(doors: Doors, units: list[int]) -> None:
    assert units
    doors.pairing.call(CALL, [{"problem": "缺钳工"}, {"problem": "缺焊工"}])
    doors.pairing.hand([1, 2], {"owner": "赵主任", "deadline": LATER})
    with pytest.raises(RefusedError, match="缺少办理结果"):
        doors.pairing.solve([1, 2], {"solved_on": LATER, "result": ""})
    with pytest.raises(RefusedError, match="早于提出日期"):
        doors.pairing.solve([1, 2], SOLVED | {"solved_on": CHOSEN})
    assert doors.pairing.solve([1, 2], SOLVED).count == 2
    with pytest.raises(ForbiddenError, match="都已办结"):
        doors.pairing.solve([1, 2], SOLVED)
    doors.pairing.reopen([1], "毕业生没有到岗")
    first = doors.registers.one(Problem, 1)
    assert (first.solved_on, first.satisfaction, first.owner) == (None, None, "赵主任")
    assert first.result == f"已推荐八名毕业生；{TODAY} 重新办理：毕业生没有到岗"
    with pytest.raises(ForbiddenError, match="不用重新办理"):
        doors.pairing.reopen([1], "又来")
    with pytest.raises(NotFoundError):
        doors.pairing.solve([99], SOLVED)


def test_the_list_says_by_how_many_days_a_problem_is_overdue_until_it_is_solved(doors: Doors, units: list[int]) -> None:
    assert units
    due = [TODAY - dt.timedelta(days=3), TODAY, None]
    doors.pairing.call(CALL, [{"problem": f"问题{at}", "deadline": day} for at, day in enumerate(due)])

    def told() -> dict[str, tuple[object, object]]:
        shown = listings.SOURCES[Noun.PROBLEMS].listing
        at = [["id", *(one.name for one in shown.columns)].index(name) for name in ("problem", "standing", "overdue")]
        lines = listings.page(doors.db, Noun.PROBLEMS, [1, 2, 3])
        return {str(line[at[0]]): (line[at[1]], line[at[2]]) for line in lines}

    assert told() == {"问题0": ("已逾期", 3), "问题1": ("办理中", None), "问题2": ("办理中", None)}
    doors.pairing.solve([1], SOLVED)
    assert told()["问题0"] == ("已解决", None)


def test_whoever_was_not_called_on_for_long_is_named_but_not_who_left(doors: Doors, units: list[int]) -> None:
    doors.pairing.pair("王主席", units[:3], TODAY - dt.timedelta(days=29))
    doors.pairing.pair("王主席", units[3:4], TODAY - dt.timedelta(days=30))
    doors.pairing.call(CALL | {"enterprise": units[4], "day": TODAY - dt.timedelta(days=31), "mode": "电话"})
    doors.pairing.call(CALL | {"enterprise": units[5], "day": TODAY})
    late = [(one.name, one.days(TODAY)) for one in doors.pairing.uncontacted()]
    assert late == [("戊公司", 31), ("丁公司", 30)]
    assert [one.name for one in doors.pairing.uncontacted(days=29)] == ["戊公司", "丁公司", *NAMES[:3]]
    doors.enterprises.move(units[4], Verb.LEAVE, day=TODAY, reason="搬走")
    assert [one.name for one in doors.pairing.uncontacted()] == ["丁公司"]
    mine = doors.pairing.contact(units[3])
    assert mine is not None
    assert mine.cadres == ("王主席",)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20, deadline=None)
@given(data=st.data())
def test_who_is_late_is_the_same_asked_in_one_pass_and_one_by_one(doors: Doors, data: st.DataObject) -> None:
    days = st.dates(CHOSEN - dt.timedelta(days=40), TODAY)
    if not doors.enterprises.every():
        doors.registers.enter(Wave, WAVE)
        for name in NAMES[:3]:
            doors.enterprises.enter({"name": name, "wave": 1})
    number = data.draw(st.integers(1, 3))
    if data.draw(st.booleans()):
        doors.pairing.call(CALL | {"enterprise": number, "day": data.draw(days)})
    else:
        doors.registers.enter(
            Pairing, {"enterprise": number, "cadre": f"干部{len(doors.pairing.of(number))}", "begins": data.draw(days)}
        )
    day, limit = data.draw(days), data.draw(st.integers(1, 200))
    expected = {}
    for one in doors.enterprises.every():
        calls = [call.day for call in doors.registers.of(Call, enterprise=one.id) if call.day <= day]
        begun = [pairing.begins for pairing in doors.pairing.of(one.id) if pairing.begins <= day]
        since = max(calls, default=None) or min(begun, default=None) or (CHOSEN if day >= CHOSEN else None)
        expected[one.id] = None if since is None else (day - since).days
    assert {one.enterprise: one.days(day) for one in doors.pairing.contacts(day)} == expected
    assert doors.pairing.uncontacted(day, limit) == quiet(doors.pairing.contacts(day), day, limit)


def test_a_quarters_calls_and_problems_are_summed_by_cadre_and_unit(doors: Doors, units: list[int]) -> None:
    doors.pairing.pair("王主席", units[:2], CHOSEN)
    doors.pairing.call(CALL | {"cadre": "王主席、李科长"}, [{"problem": "缺钳工", **SOLVED, "solved_on": DAY}])
    doors.pairing.call(CALL | {"mode": "电话"}, [{"problem": "缺焊工", **SOLVED}])
    doors.pairing.call(CALL | {"day": LATER})
    doors.pairing.inspect(INSPECTION, [{"problem": "台账不全"}])
    doors.registers.enter(Problem, {"enterprise": units[1], "found_on": DAY, "problem": "宿舍不够"})
    found = doors.pairing.of_cadres("2022Q1")
    lines = {(one.cadre, one.name): (one.calls, one.problems, one.solved, dict(one.modes)) for one in found.lines}
    assert lines == {
        ("王主席", "甲公司"): (2, 2, 1, {"实地": 1, "电话": 1}),
        ("王主席", "乙公司"): (0, 1, 0, {}),
        ("李科长", "甲公司"): (1, 1, 1, {"实地": 1}),
    }
    assert (found.whole.calls, found.whole.problems, found.whole.solved) == (2, 3, 1)
    assert doors.pairing.of_cadres("2022").whole.solved == 2
