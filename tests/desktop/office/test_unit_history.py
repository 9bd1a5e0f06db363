"""What became of an enterprise; which other may be the same; and pilots that are accepted or let go together."""

import pytest

from desktop.base.errors import ForbiddenError
from desktop.pilots.enterprise import PilotState
from desktop.pilots.flow import Verb
from desktop.pilots.incentive import Incentive, Spending
from desktop.pilots.pairing import Call
from desktop.pilots.talent import Studio
from desktop.store import journal, registers
from tests.offices import Doors
from tests.piloting import DAY, SIMPLE, UNIT, beside, full, lone, twice


def told(doors: Doors, number: int) -> list[str]:
    """The history's lines in the order that they came."""
    found = doors.enterprises.history(number)
    return [f"{one.person} {one.field}：{one.before}→{one.after}".strip() for one in reversed(found)]


def test_the_history_tells_each_field_that_became_another(doors: Doors) -> None:
    doors.enterprises.enter(UNIT)
    doors.enterprises.change(1, {"workers": 520, "chair": "张兰"})
    first, *fields = told(doors, 1)
    assert first == "试点单位：试点中：→有"
    assert set(fields) == {"职工总数：500→520", "工会主席：→张兰"}


def test_the_history_tells_of_everything_that_is_kept_of_an_enterprise(doors: Doors) -> None:
    full(doors)
    lines = "\n".join(told(doors, 1))
    for said in ("阶段：确定批次", "任务：建功立业", "季度进展：2022Q1", "拨付：20,000 元", "督查：中期督查", "评分"):
        assert said in lines


def test_what_was_struck_out_is_still_told(doors: Doors) -> None:
    doors.enterprises.enter(UNIT)
    doors.registers.enter(Call, SIMPLE[Call])
    doors.registers.remove(Call, 1)
    assert told(doors, 1)[1:] == ["企业走访：王主席，实地：→有", "企业走访：王主席，实地：有→"]


def test_the_history_of_one_enterprise_is_none_of_another(doors: Doors) -> None:
    twice(doors)
    other = lone(doors)
    doors.registers.enter(Studio, {"name": "别家工作室", "unit": "某医院"})
    incentive = registers.of(doors.db, Incentive, enterprise=other)[0].id
    with journal.operation(doors.db, "别家支出"):
        spent = {"incentive": incentive, "day": DAY, "item": "别家设备", "amount": 100}
        registers.insert(doors.db, Spending, spent)
    assert "别家设备" in "\n".join(told(doors, other))
    mine = "\n".join(told(doors, 1))
    assert "别家设备" not in mine
    assert "丙公司" not in "".join(one.label for one in doors.enterprises.history(1))


def test_another_with_the_same_code_or_name_is_doubted_but_not_oneself(doors: Doors) -> None:
    doors.enterprises.enter(UNIT)
    twins = doors.enterprises.twins({"name": UNIT["name"], "credit_code": UNIT["credit_code"]})
    assert [one.field for one in twins] == ["credit_code", "name"]
    assert not any(one.refuses for one in twins)
    assert doors.enterprises.twins(UNIT, 1) == ()
    assert doors.enterprises.twins({"name": None, "credit_code": None}) == ()


def test_pilots_are_accepted_together_in_one_operation(doors: Doors) -> None:
    full(doors)
    beside(doors)
    change = doors.enterprises.move_all([1, lone(doors)], Verb.ACCEPT, day=DAY, reason="达到预期目标")
    assert change.label == f"试点验收：{UNIT['name']} 等 2 家"
    assert change.count == 2
    assert {one.state for one in doors.enterprises.every()} == {PilotState.ACCEPTED}
    assert all(doors.enterprises.stages(one.id)[-1].stage == "验收" for one in doors.enterprises.every())


def test_where_one_of_them_cannot_be_moved_none_is(doors: Doors) -> None:
    full(doors)
    beside(doors)
    doors.enterprises.move(1, Verb.LEAVE, day=DAY, reason="企业搬迁")
    with pytest.raises(ForbiddenError, match=str(UNIT["name"])):
        doors.enterprises.move_all([lone(doors), 1], Verb.ACCEPT, day=DAY, reason="达到预期目标")
    assert doors.enterprises.one(lone(doors)).state is PilotState.ACTIVE


def test_nothing_chosen_moves_nothing(doors: Doors) -> None:
    with pytest.raises(ForbiddenError, match="没有选中单位"):
        doors.enterprises.move_all([], Verb.ACCEPT, day=DAY, reason="达到预期目标")
