"""Batches out of files, granted applications and activities; what limits their amounts, and who may go above."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from desktop.aid.batch import Payment
from desktop.aid.flow import Verb
from desktop.base.errors import ForbiddenError, RefusedError
from desktop.cases.steps import Verb as Life
from desktop.office.cases import draft_of, with_values
from desktop.office.lines import Amount
from desktop.policy.aid_standards import AmountRule, Over, ProgrammeRule
from desktop.store import households, inversion
from tests import offices, visiting
from tests.builders import card
from tests.offices import TODAY, Doors

YEAR = dt.date(2022, 1, 1)
SIGNED = {"decided_by": "李主席"}
PAID = (Verb.LOCK, Verb.APPROVE, Verb.PAY)
EVENT = AmountRule(valid_from=YEAR, programme="临时救助", category="", amount=200_000, cap_once=300_000, cap=400_000)
EVENT = replace(EVENT, times_a_year=3)
SCHOOL = AmountRule(valid_from=YEAR, programme="子女助学", category="", stage="本科", amount=300_000)


@pytest.fixture
def doors(doors: Doors) -> Doors:
    """Three files with two members each, a fund of 100,000 yuan, and amounts for what is asked for here."""
    for seed in range(3):
        doors.enter(seed, members=2)
    doors.fund()
    doors.standing.enter([EVENT, SCHOOL])
    return doors


def asked(doors: Doors, programme: str = "临时救助", household: int | None = 1, **values: Any) -> int:
    """A granted application; its number."""
    granting = {name: values.pop(name) for name in ("granted", "override", "override_by") if name in values}
    whole = doors.requests.begin({"programme": programme, "household": household, **values})
    number = doors.requests.save(whole).record or 0
    doors.requests.decide([number], **SIGNED, **granting)
    return number


def pupil(doors: Doors, household: int = 1, member: int = 1, **values: Any) -> int:
    """A granted application for the schooling of somebody of a file."""
    person = doors.cases.get(household).persons[member].id
    return asked(doors, "子女助学", household, person=person, **{"stage": "本科", **values})


def drawn(doors: Doors, programme: str, **who: Any) -> list[Payment]:
    return doors.aid.payments(doors.batch(1, programme, **who))


# Out of applications


def test_a_granted_application_is_paid_to_whoever_applied_for_whom_it_is(doors: Doors) -> None:
    home, number = doors.cases.get(1), pupil(doors)
    [line] = drawn(doors, "子女助学", requests=[number])
    assert (line.name, line.card, line.request) == (home.applicant.name, home.card, number)
    assert (line.beneficiary, line.beneficiary_id) == (home.persons[1].name, home.persons[1].resident_id)
    assert (line.amount, line.standard, line.ceiling) == (300_000, 300_000, 300_000)
    assert line.reason == "标准 3,000 元/人；审定 3,000；本次 3,000"


def test_without_names_a_programme_that_is_asked_for_takes_all_that_is_granted(doors: Doors) -> None:
    first, second = pupil(doors), pupil(doors, 1, 2)
    assert [line.request for line in drawn(doors, "子女助学")] == [first, second]
    with pytest.raises(ForbiddenError, match="没有已同意、还没列入批次的子女助学申请"):
        doors.batch(1, "子女助学")


def test_an_application_stands_in_one_batch_and_comes_free_when_it_is_excluded(doors: Doors) -> None:
    number = pupil(doors)
    [line] = drawn(doors, "子女助学", requests=[number])
    [again] = drawn(doors, "子女助学", requests=[number])
    assert "申请已列入批次" in (again.excluded or "")
    doors.aid.exclude(line.id, "材料不齐")
    assert doors.aid.include(again.id).count == 1
    with pytest.raises(ForbiddenError, match="申请已列入批次"):
        doors.aid.include(line.id)


def test_an_application_that_is_not_granted_or_for_something_else_is_not_paid(doors: Doors) -> None:
    number = pupil(doors)
    doors.requests.take_back([number])
    [line] = drawn(doors, "子女助学", requests=[number])
    assert line.excluded == "申请是“待审”，不是“已同意”，先审批才能发放。"
    [other] = drawn(doors, "临时救助", requests=[number])
    assert other.excluded == "申请的是“子女助学”，不是“临时救助”。"


def test_each_pupil_of_a_household_is_paid_once_a_year(doors: Doors) -> None:
    lines = drawn(doors, "子女助学", requests=[pupil(doors), pupil(doors, 1, 2)])
    assert [line.excluded for line in lines] == [None, None]
    again = doors.aid.limits("子女助学", household=1, beneficiary_id=lines[0].beneficiary_id, stage="本科", day=TODAY)
    assert "每年 1 次，2022 年度已列入 1 次" in (again.refused or "")
    assert len(again.conflicts) == 2


def test_who_has_no_file_gets_temporary_aid_but_not_the_dead(doors: Doors) -> None:
    someone = offices.draft(9).persons[0]
    out = asked(doors, household=None, name=someone["name"], resident_id=someone["resident_id"], asked=250_000)
    [line] = drawn(doors, "临时救助", requests=[out])
    assert (line.household, line.amount, line.excluded) == (None, 250_000, None)
    doors.seen_through(line.batch, *PAID)
    gone = doors.cases.get(1).persons[1]
    doors.people.leave(gone.id, TODAY, "死亡")
    assert doors.aid.limits("临时救助", resident_id=gone.resident_id).refused == "档案里登记已死亡，不能发放。"
    doors.procedure.take(3, Life.CLOSE, {"day": TODAY, "kind": "死亡", "opinion": "病故"})
    assert doors.aid.limits("临时救助", household=3).refused == "档案里登记已死亡，不能发放。"
    offices.close(doors, 2, "搬走")
    assert doors.aid.limits("临时救助", household=2).refused is None
    assert "注销" in (doors.aid.limits("生活救助", household=2).refused or "")


def test_what_was_granted_above_what_is_left_by_now_is_cut_unless_it_was_allowed(doors: Doors) -> None:
    first, second = asked(doors, granted=300_000), asked(doors, granted=250_000, day=TODAY)
    assert [line.amount for line in drawn(doors, "临时救助", requests=[first])] == [300_000]
    [line] = drawn(doors, "临时救助", requests=[second])
    assert line.amount == 100_000
    assert line.reason.endswith("本年已发 3,000；还可发 1,000；审定 2,500；本次 1,000")
    allowed = asked(doors, household=2, granted=350_000, override="房屋失火", override_by="主席办公会")
    [above] = drawn(doors, "临时救助", requests=[allowed])
    assert (above.amount, above.ceiling, above.override_by) == (350_000, 300_000, "主席办公会")
    assert above.reason.endswith("超上限发 3,500：房屋失火（主席办公会批准）")


def test_of_two_applications_of_one_person_the_second_is_told_to_wait_for_another_batch(doors: Doors) -> None:
    first, second = asked(doors, granted=300_000), asked(doors, granted=250_000, day=TODAY)
    lines = drawn(doors, "临时救助", requests=[first, second])
    assert [line.request for line in lines] == [first, second]
    assert [line.excluded is None for line in lines] == [True, False]
    assert (lines[1].excluded or "").endswith("已列入本批次，一批只能发一次。")
    assert doors.aid.check_lock(lines[0].batch) == ()
    [later] = drawn(doors, "临时救助", requests=[second])
    assert later.amount == 100_000


def test_what_gives_no_money_is_not_drawn_up(doors: Doors) -> None:
    with pytest.raises(ForbiddenError, match="法律援助不发钱"):
        doors.batch(1, "法律援助")


# Out of activities


def test_an_activity_pays_money_and_goods_to_people_in_files_and_out_of_them(doors: Doors) -> None:
    activity = visiting.full(doors)
    lines = drawn(doors, "送温暖", activity=activity)
    assert [(line.household, line.amount, line.goods) for line in lines[:2]] == [(1, 58_000, 8_000), (2, 58_000, 8_000)]
    assert [(line.household, line.category) for line in lines[2:]] == [(None, "环卫工人")] * 3
    assert lines[3].goods_note == "食用油×2"
    assert all(line.visit and line.excluded is None for line in lines)
    batch = doors.aid.batch(lines[0].batch)
    assert (batch.activity, batch.title) == (activity, "2023年春节送温暖")
    with pytest.raises(ForbiddenError, match="没有还没列入批次的慰问对象"):
        doors.batch(1, "送温暖", activity=activity)
    doors.seen_through(batch.id, *PAID)


def test_a_visit_above_the_ceiling_is_left_out_until_somebody_allows_it(doors: Doors) -> None:
    activity = visiting.begin(doors)
    doors.activities.add(activity, [visiting.someone(cash=350_000)])
    [line] = drawn(doors, "送温暖", activity=activity)
    assert "超过上限 3,000 元，没有列入" in (line.excluded or "")
    with pytest.raises(ForbiddenError, match="超过上限"):
        doors.aid.include(line.id, override="重病")
    doors.aid.include(line.id, override="重病", override_by="主席办公会")
    after = doors.aid.payment(line.id)
    assert (after.amount, after.override, after.excluded) == (350_000, "重病", None)
    doors.aid.lock(line.batch)


def test_the_year_s_cap_of_a_person_counts_all_activities_and_sources(doors: Doors) -> None:
    first, second, third = (visiting.begin(doors, name=name) for name in ("春节", "五一", "国庆"))
    for activity in (first, second, third):
        doors.activities.add(activity, [visiting.someone(cash=250_000)])
    doors.fund(name="中央资金")
    assert drawn(doors, "送温暖", activity=first)[0].excluded is None
    assert doors.aid.payments(doors.batch(2, "送温暖", activity=second))[0].excluded is None
    [line] = drawn(doors, "送温暖", activity=third)
    assert "本年已发 5,000；还可发 1,000" in (line.excluded or "")


def test_a_unit_is_paid_for_its_heads(doors: Doors) -> None:
    activity = visiting.begin(doors, name="高温慰问", kind="送清凉", programme="送清凉")
    unit = visiting.someone(kind="单位", name="大港环卫所", resident_id=None, heads=40, cash=120_000)
    doors.activities.add(activity, [unit])
    [line] = drawn(doors, "送清凉", activity=activity)
    assert (line.heads, line.amount, line.excluded) == (40, 120_000, None)
    assert line.reason.startswith("标准 30 元/人×40 人 = 1,200")


# Adding, and what a file says by now


def test_people_are_added_to_a_batch_that_is_drawn_up_and_stand_in_it_once(doors: Doors) -> None:
    number = doors.batch(1, households_=[1])
    doors.aid.add(number, households_=[1, 2])
    assert [(line.household, line.position) for line in doors.aid.payments(number)] == [(1, 1), (2, 2)]
    with pytest.raises(ForbiddenError, match="都已在这个批次里"):
        doors.aid.add(number, households_=[2])
    doors.aid.lock(number)
    with pytest.raises(ForbiddenError, match="请先退回编制"):
        doors.aid.add(number, households_=[3])


def test_a_card_that_changed_is_told_before_locking_and_taken_over(doors: Doors) -> None:
    number = doors.batch(1, households_=[1, 2])
    doors.cases.save(with_values(draft_of(doors.cases.get(2)), card=card(77), bank="江苏银行"), number=2)
    assert [one.code for one in doors.aid.check_lock(number)] == ["card_changed"]
    assert doors.aid.refresh(number).count == 1
    assert (doors.aid.payments(number)[1].card, doors.aid.payments(number)[1].bank) == (card(77), "江苏银行")
    assert doors.aid.check_lock(number) == ()
    with pytest.raises(ForbiddenError, match="都与档案一致"):
        doors.aid.refresh(number)


# Above the ceiling


def strict(doors: Doors, **values: Any) -> None:
    """The programme of living aid by other conditions."""
    usual = ProgrammeRule(valid_from=dt.date(2022, 2, 1), name="生活救助", rank=1, purpose="基本生活")
    doors.standing.enter([replace(usual, **values)])


def test_an_amount_above_the_ceiling_is_kept_with_who_allowed_it(doors: Doors) -> None:
    line = doors.aid.payments(doors.batch(1))[0]
    with pytest.raises(ForbiddenError, match="6,000 元超过上限 5,000 元，请改小；确需发放的，请填超上限原因和批准人"):
        doors.aid.set_amount(line.id, 600_000, "重病")
    with pytest.raises(ForbiddenError, match="原因有 301 个字"):
        doors.aid.set_amount(line.id, 600_000, "重病", override="因" * 301, override_by="李主席")
    doors.aid.set_amount(line.id, 600_000, "重" * 200, override="因" * 200, override_by="李主席")
    doors.aid.set_amount(line.id, 600_000, "重病", override="医药费高", override_by="李主席")
    after = doors.aid.payment(line.id)
    assert (after.amount, after.override, after.override_by) == (600_000, "医药费高", "李主席")
    assert after.reason.endswith("；调整为 6,000：重病；超上限发 6,000：医药费高（李主席批准）")
    doors.aid.set_amount(line.id, 400_000, "改回")
    assert doors.aid.payment(line.id).override is None
    strict(doors, over=Over.FORBID)
    with pytest.raises(ForbiddenError, match="生活救助不许超过"):
        doors.aid.set_amount(line.id, 600_000, "重病", override="医药费高", override_by="李主席")


def test_of_several_amounts_those_that_can_not_be_are_named(doors: Doors) -> None:
    first, second, third = doors.aid.payments(doors.batch(1))
    wanted = [Amount(first.id, 300_000, "按实"), Amount(second.id, 900_000, "按实"), Amount(third.id, 500_000)]
    assert [(number, one.code) for number, (one,) in doors.aid.check_amounts(wanted).items()] == [
        (second.id, "over_ceiling")
    ]


def test_what_a_superior_decides_waits_for_the_superior_s_document(doors: Doors) -> None:
    strict(doors, upper_above=400_000)
    number = doors.batch(1)
    assert {one.code for one in doors.aid.check_lock(number)} == {"upper_no"}
    with pytest.raises(RefusedError, match="要报上级批准"):
        doors.aid.lock(number)
    doors.aid.set_upper_no(number, "苏工发〔2022〕9号")
    doors.aid.lock(number)
    assert doors.aid.batch(number).upper_no == "苏工发〔2022〕9号"


def test_a_limit_that_an_undo_passed_is_seen_at_locking(doors: Doors) -> None:
    first, second = asked(doors, granted=300_000), asked(doors, granted=300_000, day=TODAY)
    [line] = drawn(doors, "临时救助", requests=[first])
    doors.aid.set_amount(line.id, 100_000, "先发一部分")
    lowered = doors.db.execute("SELECT max(id) FROM operation").fetchone()[0]
    [other] = drawn(doors, "临时救助", requests=[second])
    assert other.amount == 300_000
    undone(doors, lowered)
    assert [one.code for one in doors.aid.check_lock(line.batch)] == ["over_ceiling"]
    doors.aid.exclude(other.id, "已发")
    assert doors.aid.check_lock(line.batch) == ()


def undone(doors: Doors, operation: int) -> None:
    inversion.invert(doors.db, operation, households.rederive)


def test_a_payee_who_died_since_is_not_paid(doors: Doors) -> None:
    gone = doors.cases.get(1).persons[1]
    number = pupil(doors)
    [line] = drawn(doors, "子女助学", requests=[number])
    doors.people.leave(gone.id, TODAY, "死亡")
    [found] = doors.aid.check_lock(line.batch)
    assert found.message == f"“{line.name}”现在不能发放：档案里登记已死亡，不能发放。请列为不发。"
