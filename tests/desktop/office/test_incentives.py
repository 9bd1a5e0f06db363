"""Incentive projects through their doors: applied for, ordered, granted, paid, accepted, and back."""

import datetime as dt
from typing import Any

import pytest

from desktop.base.changes import Noun
from desktop.base.errors import ForbiddenError, RefusedError
from desktop.office.incentives import Incentives
from desktop.pilots.flow import Verb
from desktop.pilots.incentive import IncentiveState, Spending
from desktop.store import households, inversion
from tests.offices import TODAY, Doors
from tests.piloting import DAY, PROJECT, UNIT

NAMES = ("智能产线改造", "班组建设", "技能比武")


@pytest.fixture
def three(doors: Doors) -> Incentives:
    """A unit that applied for three projects of a year."""
    doors.enterprises.enter(UNIT)
    for name in NAMES:
        doors.incentives.apply(PROJECT | {"enterprise": 1, "name": name})
    return doors.incentives


def ranks(projects: Incentives) -> list[int | None]:
    return [projects.one(number).rank for number in (1, 2, 3)]


def granted(projects: Incentives, number: int = 1, amount: int = 5_000_000) -> Incentives:
    projects.recommend(number, "同意推荐")
    projects.grant({number: amount}, day=DAY, document_no="新工〔2022〕5号")
    return projects


def test_a_unit_has_a_name_once_a_year(three: Incentives) -> None:
    with pytest.raises(RefusedError, match="这家单位 2022 年已有同名的激励项目，请换一个名称。"):
        three.apply(PROJECT | {"enterprise": 1})
    three.apply(PROJECT | {"enterprise": 1, "year": 2023})
    three.change(1, {"leader": "周海"})  # its own name isn't another's


def test_a_project_belongs_to_a_unit(three: Incentives) -> None:
    with pytest.raises(RefusedError, match="请选择单位"):
        three.apply(PROJECT)


def test_what_was_decided_is_changed_by_steps_only(three: Incentives) -> None:
    granted(three)
    assert three.change(1, {"granted": 1, "state": "已验收", "rank": 3}).operation == 0
    three.change(1, {"leader": "周海", "granted": 1})
    one = three.one(1)
    assert (one.leader, one.granted, one.state) == ("周海", 5_000_000, IncentiveState.GRANTED)


def test_recommending_puts_projects_into_an_order_without_gaps(three: Incentives) -> None:
    three.recommend([1, 2], "同意推荐")
    three.recommend(3, "重点推荐", rank=1)
    assert ranks(three) == [2, 3, 1]
    three.recommend(2, "改为首推", rank=1)
    assert ranks(three) == [3, 1, 2]
    assert three.one(2).district_opinion == "改为首推"


def test_all_of_a_year_are_ordered_at_once(three: Incentives) -> None:
    three.recommend([1, 2, 3])
    three.rank(2022, [3, 1, 2])
    assert ranks(three) == [2, 3, 1]
    assert three.rank(2022, [3, 1, 2]).operation == 0


@pytest.mark.parametrize("numbers", [[1, 2], [1, 2, 3, 3], [1, 2, 3, 9]])
def test_an_order_leaves_nobody_out_and_names_nobody_twice(three: Incentives, numbers: list[int]) -> None:
    three.recommend([1, 2, 3])
    with pytest.raises(ForbiddenError, match=r"没有排进去|没有保存"):
        three.rank(2022, numbers)
    assert ranks(three) == [1, 2, 3]


def test_who_goes_leaves_no_gap(three: Incentives) -> None:
    three.recommend([1, 2, 3])
    three.withdraw(1, "单位申请撤回")
    assert ranks(three) == [None, 1, 2]
    three.take_back(2, "材料不齐")
    assert ranks(three) == [None, None, 1]
    three.remove(2)
    assert [one.id for one in three.of_year(2022)] == [3, 1]


def test_a_project_in_the_order_of_a_year_keeps_its_year(three: Incentives) -> None:
    three.recommend(1)
    with pytest.raises(ForbiddenError, match="在 2022 年的排序里，不能改年度"):
        three.change(1, {"year": 2023})


def test_many_are_granted_by_one_document(three: Incentives) -> None:
    three.recommend([1, 2])
    change = three.grant({1: 5_000_000, 2: 3_000_000}, day=DAY, document_no="新工〔2022〕5号")
    assert change.label == "激励项目立项：智能产线改造 等 2 项，80,000 元"
    assert [(one.granted, one.document_no) for one in map(three.one, (1, 2))] == [
        (5_000_000, "新工〔2022〕5号"),
        (3_000_000, "新工〔2022〕5号"),
    ]


def test_one_that_cannot_be_granted_leaves_all_as_they_were(three: Incentives) -> None:
    three.recommend([1, 2])
    with pytest.raises(ForbiddenError, match="“技能比武”已申报，不能立项"):
        three.grant({1: 5_000_000, 3: 5_000_000}, day=DAY)
    with pytest.raises(RefusedError, match="立项金额应大于 0"):
        three.grant({1: 5_000_000, 2: 0}, day=DAY)
    with pytest.raises(RefusedError, match="在今天之后"):
        three.grant({1: 5_000_000}, day=TODAY + dt.timedelta(days=1))
    assert three.one(1).state is IncentiveState.RECOMMENDED


def test_nothing_is_refused_withdrawn_or_taken_back_without_a_reason(three: Incentives) -> None:
    three.recommend(1)
    for verb in (three.refuse, three.withdraw, three.take_back):
        with pytest.raises(ForbiddenError, match="请写明"):
            verb(1, " ")
    three.refuse(1, "与主题不符")
    one = three.one(1)
    assert (one.state, one.state_reason, one.rank) == (IncentiveState.REFUSED, "与主题不符", 1)


def test_instalments_stay_within_the_grant(three: Incentives) -> None:
    granted(three).pay(1, {"day": DAY, "amount": 3_000_000, "invoice_no": "票1"})
    with pytest.raises(RefusedError, match="立项 50,000 元，还可拨付 20,000 元，请减少拨付金额。"):
        three.pay(1, {"day": DAY, "amount": 2_000_001})
    three.pay(1, {"day": DAY, "amount": 2_000_000})
    assert three.one(1).paid == 5_000_000
    with pytest.raises(ForbiddenError, match="已有拨付"):
        three.grant({1: 4_999_999}, day=DAY)
    with pytest.raises(ForbiddenError, match="已有拨付"):
        three.take_back(1, "重新立项")


def test_what_is_not_granted_is_not_paid(three: Incentives) -> None:
    with pytest.raises(RefusedError, match="“智能产线改造”已申报，还不能拨付；请先登记立项。"):
        three.pay(1, {"day": DAY, "amount": 1})


def test_an_instalment_is_an_outlay_of_its_fund(three: Incentives, doors: Doors) -> None:
    fund = doors.fund(4_000_000)
    change = granted(three).pay(1, {"day": DAY, "amount": 3_000_000}, fund)
    assert Noun.FUNDS in change.nouns
    one = doors.funds.one(fund)
    assert (one.balance, one.outlays, one.paid) == (1_000_000, 3_000_000, 0)
    with pytest.raises(RefusedError, match="余额 10,000 元，不够拨付"):
        three.pay(1, {"day": DAY, "amount": 1_000_001}, fund)
    three.correct_payment(1, {"amount": 3_500_000}, fund, "录错")
    assert doors.funds.one(fund).balance == 500_000
    three.void_payment(1, "单位退出")
    assert doors.funds.one(fund).balance == 4_000_000
    assert three.statement(1).paid == 0
    with pytest.raises(ForbiddenError, match="已经作废"):
        three.void_payment(1, "单位退出")


def test_a_correction_moves_an_instalment_to_another_fund(three: Incentives, doors: Doors) -> None:
    first, other = doors.fund(4_000_000, "甲"), doors.fund(2_000_000, "乙")
    granted(three).pay(1, {"day": DAY, "amount": 3_000_000}, first)
    with pytest.raises(RefusedError, match="“乙”余额 20,000 元"):
        three.correct_payment(1, {}, other, "选错资金")
    three.correct_payment(1, {"amount": 2_000_000}, other, "选错资金")
    assert [doors.funds.one(number).balance for number in (first, other)] == [4_000_000, 0]


def test_a_fund_for_a_programme_of_aid_pays_no_project(three: Incentives, doors: Doors) -> None:
    fund = doors.fund()
    granted(three).pay(1, {"day": DAY, "amount": 1_000_000}, fund)
    with pytest.raises(ForbiddenError, match="限定用于别的"):
        doors.funds.change(fund, {"programme": "生活救助"})
    three.void_payment(1, "录错")
    doors.funds.change(fund, {"programme": "生活救助"})
    assert fund not in [one.id for one in three.funds()]
    with pytest.raises(RefusedError, match="限定用于生活救助，不能拨付激励项目"):
        three.pay(1, {"day": DAY, "amount": 1_000_000}, fund)
    voided = next(iter(inversion.next_undo(doors.db) or ()))
    with pytest.raises(ForbiddenError, match="限定用于别的"):
        undo(doors, voided - 1)  # the void, so that the instalment would be drawn on the fund again


def test_closed_books_keep_instalments_as_they_are(three: Incentives, doors: Doors) -> None:
    fund = doors.fund()
    granted(three).pay(1, {"day": DAY, "amount": 1_000_000}, fund)
    paid = (inversion.next_undo(doors.db) or (0,))[0]
    doors.funds.close(DAY)
    for forbidden in (
        lambda: three.pay(1, {"day": DAY, "amount": 1}, fund),
        lambda: three.correct_payment(1, {"amount": 2}, fund, "录错"),
        lambda: three.void_payment(1, "录错"),
        lambda: undo(doors, paid),
    ):
        with pytest.raises((ForbiddenError, RefusedError), match="关账"):
            forbidden()
    three.correct_payment(1, {"invoice_no": "票1"}, fund, "补票据")
    three.pay(1, {"day": DAY, "amount": 1})  # by others: the books of funds say nothing of it
    assert doors.funds.one(fund).outlays == 1_000_000


def test_a_statement_names_the_funds(three: Incentives, doors: Doors) -> None:
    fund = doors.fund(name="2022年工会经费")
    granted(three).pay(1, {"day": DAY, "amount": 3_000_000, "invoice_no": "票1"}, fund)
    three.pay(1, {"day": DAY, "amount": 500_000})
    doors.registers.enter(Spending, {"incentive": 1, "day": DAY, "item": "购置设备", "amount": 3_600_000})
    found = three.statement(1)
    assert found.by_source == {"2022年工会经费": 3_000_000, "其他来源": 500_000}
    assert (found.unpaid, found.left, found.own_spent) == (1_500_000, 0, 100_000)


def test_accepting_asks_for_what_is_open_of_the_money(three: Incentives) -> None:
    granted(three).pay(1, {"day": DAY, "amount": 3_000_000, "invoice_no": "票1"})
    assert [one.message for one in three.check_accept(1)] == [
        "立项 50,000 元，还有 20,000 元没有拨付，请核对。",
        "已拨付 30,000 元，还有 30,000 元没有支出记录，请核对。",
    ]
    three.accept(1, day=TODAY, opinion="同意验收")
    assert (three.one(1).state, three.one(1).accepted_on) == (IncentiveState.ACCEPTED, TODAY)
    with pytest.raises(ForbiddenError, match="已验收，不能验收"):
        three.accept(1, day=TODAY)
    three.take_back(1, "材料不齐")
    assert (three.one(1).state, three.one(1).acceptance) == (IncentiveState.GRANTED, None)


def test_a_grant_on_which_something_was_paid_is_not_undone(three: Incentives, doors: Doors) -> None:
    granted(three)
    grant = (inversion.next_undo(doors.db) or (0,))[0]
    three.pay(1, {"day": DAY, "amount": 3_000_000})
    with pytest.raises(ForbiddenError):
        undo(doors, grant)
    assert three.one(1).state is IncentiveState.GRANTED


def test_of_many_that_were_granted_only_those_that_are_paid_stay(three: Incentives, doors: Doors) -> None:
    three.recommend([1, 2])
    grant = three.grant({1: 5_000_000, 2: 3_000_000}, day=DAY).operation
    three.pay(1, {"day": DAY, "amount": 3_000_000})
    (kept,) = undo(doors, grant).kept
    assert (kept.label, kept.reason) == (NAMES[0], "之后又被别的记录用到")
    assert [three.one(number).state for number in (1, 2)] == [IncentiveState.GRANTED, IncentiveState.RECOMMENDED]


def undo(doors: Doors, operation: int) -> Any:
    from desktop.store.faults import translated  # noqa: PLC0415

    with translated():
        return inversion.invert(doors.db, operation, households.rederive)


def test_only_a_project_that_was_granted_spends_and_one_that_spends_stays_granted(
    three: Incentives, doors: Doors
) -> None:
    spending = {"incentive": 1, "day": DAY, "item": "购置设备", "amount": 300_000}
    with pytest.raises(ForbiddenError, match="还没有立项"):
        doors.registers.enter(Spending, spending)
    three.recommend([1, 2])
    grant = three.grant({1: 5_000_000, 2: 3_000_000}, day=DAY).operation
    doors.registers.enter(Spending, spending)
    with pytest.raises(ForbiddenError, match="删去支出"):
        three.take_back([1], "重新评审")
    (kept,) = undo(doors, grant).kept
    assert (kept.label, kept.reason) == (NAMES[0], "之后又被别的记录用到")
    assert [three.one(number).state for number in (1, 2)] == [IncentiveState.GRANTED, IncentiveState.RECOMMENDED]


def test_one_invoice_for_two_instalments_and_a_unit_that_left_are_asked_about(three: Incentives, doors: Doors) -> None:
    granted(three).pay(1, {"day": DAY, "amount": 1_000_000, "invoice_no": "票1"})
    again = {"day": TODAY, "amount": 1_000_000, "invoice_no": " 票1 "}
    [found] = three.check_payment(1, again)
    assert (found.refuses, found.field) == (False, "invoice_no")
    assert "票据号“票1”已用于 2022年3月15日拨付的 10,000 元（智能产线改造）" in found.message
    assert three.check_payment(1, again, instead_of=three.payment(1)) == ()
    doors.enterprises.move(1, Verb.LEAVE, day=TODAY, reason="企业搬迁")
    assert "已退出试点" in three.check_payment(1, again | {"invoice_no": "票2"})[0].message


@pytest.mark.parametrize(("year", "refuses"), [(22, True), (20222, True), (2024, False)])
def test_a_year_that_cannot_be_meant_is_refused_and_one_far_ahead_asked_about(
    three: Incentives,
    year: int,
    refuses: bool,  # noqa: FBT001
) -> None:
    [found] = [one for one in three.check(PROJECT | {"enterprise": 1, "year": year}) if one.field == "year"]
    assert found.refuses is refuses
