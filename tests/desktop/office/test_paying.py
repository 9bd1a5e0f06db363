"""A batch from drawing up to paid: every yuan is bound once, paid once, and stays explained."""

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from desktop.aid.batch import BatchState
from desktop.aid.flow import Verb
from desktop.aid.fund import Receipt, Source
from desktop.base.errors import Cancelled, ForbiddenError, NotFoundError, RefusedError
from desktop.office.cases import draft_of, with_values
from desktop.policy.aid_standards import AmountRule
from desktop.store import batches, households, inversion, journal
from desktop.store.faults import translated
from tests import offices
from tests.offices import TODAY, Doors

PAID = (Verb.LOCK, Verb.APPROVE, Verb.PAY)


@pytest.fixture
def three(doors: Doors) -> Doors:
    """Three files and a fund of 15,000 yuan, which is just enough."""
    for seed in range(3):
        doors.enter(seed)
    doors.fund(1_500_000)
    return doors


def money(doors: Doors, fund: int = 1) -> tuple[int, int, int]:
    """What is bound, paid and left of a fund."""
    found = doors.funds.one(fund)
    return found.bound, found.paid, found.balance


def undo(doors: Doors, number: int) -> None:
    with translated():
        inversion.invert(doors.db, number, households.rederive)


def test_a_batch_goes_from_drawn_up_to_paid_and_the_fund_follows(three: Doors) -> None:
    number = three.batch(1)
    assert money(three) == (0, 0, 1_500_000)
    seen = []
    for verb in PAID:
        three.seen_through(number, verb)
        seen.append((three.aid.batch(number).state, *money(three)))
    assert seen == [
        (BatchState.LOCKED, 1_500_000, 0, 0),
        (BatchState.APPROVED, 1_500_000, 0, 0),
        (BatchState.PAID, 0, 1_500_000, 0),
    ]
    batch = three.aid.batch(number)
    assert (batch.approved_by, batch.paid_on, batch.payees, batch.total) == ("李主席", TODAY, 3, 1_500_000)
    assert three.aid.verify(number) is None


def test_a_line_holds_what_is_true_of_the_payee_and_how_the_amount_came_about(three: Doors) -> None:
    line = next(one for one in three.aid.payments(three.batch(1)) if one.household == 1)
    home = three.cases.get(1)
    who = home.applicant
    assert (line.name, line.resident_id, line.card, line.bank) == (who.name, who.resident_id, home.card, home.bank)
    assert (line.category, line.phone, line.file_no, line.place) == (
        home.category,
        who.phone,
        home.file_no,
        home.employer,
    )
    assert line.amount == 500_000
    assert "5,000" in line.reason
    assert line.excluded is None


def test_who_cannot_be_paid_stands_in_the_batch_with_the_reason(three: Doors) -> None:
    offices.close(three, 2, "搬走")
    three.cases.save(with_values(draft_of(three.cases.get(3)), category="困难", category_reason="新办法"), number=3)
    three.standing.enter([replace(offices.WARMTH, programme="节日补助")])
    number = three.batch(1, "节日补助", households_=[1, 2, 3, 3])
    first, closed, other = three.aid.payments(number)
    assert first.excluded is None
    assert "注销" in (closed.excluded or "")
    assert "没有“困难”的节日补助标准" in (other.excluded or "")
    batch = three.aid.batch(number)
    assert (batch.payees, batch.total) == (1, 100_000)


def test_who_stands_in_another_batch_already_is_told_that_it_is_not_paid_yet(three: Doors) -> None:
    three.batch(1)
    for line in three.aid.payments(three.batch(1)):
        assert "2022 年度已列入 1 次" in (line.excluded or "")
        assert "还没有发放" in (line.excluded or "")


def test_a_second_batch_in_the_same_year_pays_nobody_and_says_when_it_was(three: Doors) -> None:
    three.seen_through(three.batch(1), *PAID)
    again = three.batch(1)
    for line in three.aid.payments(again):
        assert "每年 1 次，2022 年度已发 1 次，最近一次是 2022年12月10日" in (line.excluded or "")
    with pytest.raises(RefusedError, match="没有发放对象"):
        three.aid.lock(again)


def test_two_clicks_cannot_pay_twice(three: Doors) -> None:
    first, second = three.batch(1), three.batch(1)
    assert three.aid.batch(second).payees == 0
    three.seen_through(first, *PAID)
    with pytest.raises(RefusedError):
        three.aid.lock(second)
    assert money(three) == (0, 1_500_000, 0)


@pytest.mark.parametrize("verb", PAID)
def test_no_step_is_taken_twice(three: Doors, verb: Verb) -> None:
    number = three.seen_through(three.batch(1), *PAID[: PAID.index(verb) + 1])
    before = offices.dump(three.db)
    with pytest.raises(ForbiddenError, match="什么也没有改动"):
        three.seen_through(number, verb)
    assert offices.dump(three.db) == before


def test_the_file_itself_refuses_the_same_claim_twice(three: Doors) -> None:
    number = three.batch(1)
    line = three.aid.payments(number)[0]
    other = three.batch(1, "送温暖")
    claim = offices.scalar(three.db, "SELECT claim FROM payment WHERE id = ?", line.id)
    with pytest.raises(ForbiddenError, match="不能重复发放"):
        steal(three, three.aid.payments(other)[0].id, claim)


def steal(doors: Doors, payment: int, claim: str) -> None:
    with translated(), journal.operation(doors.db, "硬写"):
        batches.exclude(doors.db, payment, None, claim)


def test_what_may_be_paid_twice_a_year_is_paid_twice_and_no_more(three: Doors) -> None:
    payees = [three.aid.batch(three.batch(1, "送温暖")).payees for _ in range(3)]
    assert payees == [3, 3, 0]


def test_a_void_batch_frees_its_payees_and_its_money(three: Doors) -> None:
    number = three.seen_through(three.batch(1), Verb.LOCK, Verb.VOID)
    assert money(three) == (0, 0, 1_500_000)
    assert three.aid.batch(three.batch(1)).payees == 3
    assert three.aid.batch(number).payees == 3  # what it was stays readable


def test_the_first_of_two_voided_frees_its_own_place(three: Doors) -> None:
    first = three.batch(1, "送温暖")
    three.batch(1, "送温暖")
    three.seen_through(first, Verb.VOID)
    assert three.aid.batch(three.batch(1, "送温暖")).payees == 3
    assert three.aid.batch(three.batch(1, "送温暖")).payees == 0


def test_a_worker_who_was_paid_under_a_closed_file_is_not_paid_under_the_new_one(three: Doors) -> None:
    three.seen_through(three.batch(1), *PAID)
    offices.close(three, 1, "搬走")
    number = three.enter(0, file_no=None)
    [line] = three.aid.payments(three.batch(1, households_=[number]))
    assert "已发 1 次" in (line.excluded or "")


def test_another_year_begins_afresh(three: Doors) -> None:
    three.seen_through(three.batch(1), *PAID)
    next_year = three.aid.draw_up(programme="生活救助", fund=1, decided_on=dt.date(2023, 1, 5)).record
    assert three.aid.batch(next_year or 0).payees == 3


# Money


def test_a_fund_cannot_be_bound_beyond_what_it_received(three: Doors) -> None:
    three.fund(1_499_999, "小资金")
    number = three.batch(2)
    with pytest.raises(RefusedError, match=r"余额 14,999\.99 元，本批合计 15,000 元，还差 0\.01 元"):
        three.aid.lock(number)
    three.funds.receive(Receipt(fund=2, day=TODAY, amount=1))
    three.aid.lock(number)
    assert money(three, 2) == (1_500_000, 0, 0)


def test_the_file_itself_refuses_to_bind_what_is_not_there(three: Doors) -> None:
    three.fund(5, "小资金")
    number = three.batch(2)
    with pytest.raises(ForbiddenError, match="资金余额不够"):
        force(three, number, BatchState.PAID)
    assert money(three, 2) == (0, 0, 5)


def force(doors: Doors, number: int, state: BatchState) -> None:
    with translated(), journal.operation(doors.db, "硬写"):
        batches.set_state(doors.db, number, state, paid_on=TODAY.isoformat())


def test_two_batches_share_a_fund_until_it_is_empty(three: Doors) -> None:
    first, second = three.batch(1, households_=[1, 2]), three.batch(1, households_=[3])
    warm = three.batch(1, "送温暖", households_=[1])
    three.seen_through(first, Verb.LOCK)
    three.seen_through(second, Verb.LOCK)
    with pytest.raises(RefusedError, match="还差 1,000 元"):
        three.aid.lock(warm)
    three.seen_through(second, Verb.UNLOCK)
    three.aid.lock(warm)
    assert money(three) == (1_100_000, 0, 400_000)


@pytest.mark.parametrize("verbs", [PAID[:1], PAID[:2], PAID])
def test_no_undo_of_a_receipt_takes_a_fund_below_zero(three: Doors, verbs: tuple[Verb, ...]) -> None:
    receipt = three.funds.receive(Receipt(fund=1, day=TODAY, amount=100_000))
    warm = three.batch(1, "送温暖", households_=[1])
    three.seen_through(three.batch(1), *verbs)
    three.seen_through(warm, *verbs)
    assert money(three)[2] == 0
    with pytest.raises(ForbiddenError, match="资金余额不够"):
        undo(three, receipt.operation)
    assert money(three)[2] == 0


@pytest.mark.parametrize("amount", [0, -1])
def test_nothing_is_received_as_nothing(three: Doors, amount: int) -> None:
    with pytest.raises(ForbiddenError, match="大于 0"):
        three.funds.receive(Receipt(fund=1, day=TODAY, amount=amount))


def test_a_fund_needs_a_name_of_its_own(three: Doors) -> None:
    with pytest.raises(ForbiddenError, match="请填资金名称"):
        three.funds.open(name=" ", source=Source.OTHER, year=2022)
    with pytest.raises(ForbiddenError, match="已有同名的资金"):
        three.fund()


def test_what_there_is_not_is_named(three: Doors) -> None:
    for ask in (three.funds.one, three.aid.batch, three.aid.lock):
        with pytest.raises(NotFoundError, match="没有第 77 号"):
            ask(77)
    with pytest.raises(NotFoundError, match="没有第 77 号资金"):
        three.batch(77)


# The list while it is drawn up, and after


def test_an_amount_is_changed_with_a_reason_that_stands_behind_the_rule_s(three: Doors) -> None:
    line = three.aid.payments(three.batch(1))[0]
    with pytest.raises(ForbiddenError, match="原因"):
        three.aid.set_amount(line.id, 300_000, " ")
    with pytest.raises(ForbiddenError, match="大于 0"):
        three.aid.set_amount(line.id, 0, "不要了")
    three.aid.set_amount(line.id, 300_050, "按实际支出")
    after = three.aid.payments(line.batch)[0]
    assert (after.amount, after.reason) == (300_050, f"{line.reason}；调整为 3,000.50：按实际支出")


def test_who_is_out_gets_no_amount(three: Doors) -> None:
    line = three.aid.payments(three.batch(1))[0]
    three.aid.exclude(line.id, "本人放弃")
    with pytest.raises(ForbiddenError, match="先恢复发放"):
        three.aid.set_amount(line.id, 1, "补")
    three.aid.include(line.id)
    with pytest.raises(ForbiddenError, match="本来就在"):
        three.aid.include(line.id)


@pytest.mark.parametrize("verbs", [PAID[:1], PAID[:2], PAID])
def test_the_file_itself_refuses_to_change_a_locked_list(three: Doors, verbs: tuple[Verb, ...]) -> None:
    line = three.aid.payments(three.seen_through(three.batch(1), *verbs))[0]
    before = offices.dump(three.db)
    for statement in ("UPDATE payment SET amount = 1", "UPDATE payment SET card = '1'", "DELETE FROM payment"):
        with pytest.raises(ForbiddenError, match="批次已锁定"):
            write(three, f"{statement} WHERE id = {line.id}")
    assert offices.dump(three.db) == before


def write(doors: Doors, statement: str) -> None:
    with translated(), journal.operation(doors.db, "硬写"):
        doors.db.execute(statement)


NEEDING_WORDS: list[Callable[[Doors, int], object]] = [
    lambda doors, number: doors.aid.void(number, " "),
    lambda doors, number: doors.aid.unlock(number, ""),
    lambda doors, number: doors.aid.approve(number, " "),
    lambda doors, number: doors.aid.exclude(doors.aid.payments(number)[0].id, ""),
]


@pytest.mark.parametrize("verb", NEEDING_WORDS)
def test_who_and_why_must_be_said(three: Doors, verb: Callable[[Doors, int], object]) -> None:
    number = three.seen_through(three.batch(1), Verb.LOCK)
    with pytest.raises(ForbiddenError, match=r"请写明|请填"):
        verb(three, number)


def test_a_cancelled_drawing_up_leaves_no_trace(three: Doors) -> None:
    before = offices.dump(three.db)

    def cancel(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        three.batch(1, progress=cancel)
    assert offices.dump(three.db) == before


def test_without_anybody_on_file_there_is_no_batch(doors: Doors) -> None:
    fund = doors.fund()
    with pytest.raises(ForbiddenError, match="没有在档"):
        doors.batch(fund)


# What was true when it was locked


def test_the_snapshot_and_the_amount_stay_when_file_and_policy_change(three: Doors) -> None:
    number = three.seen_through(three.batch(1), *PAID)
    before = three.aid.payments(number)
    home = three.cases.get(1)
    values = {"town": "别处", "card": None, "category": "困难", "category_reason": "新办法"}
    three.cases.save(with_values(draft_of(home), **values), number=1)
    later = AmountRule(valid_from=dt.date(2022, 12, 1), programme="生活救助", category="深度困难", amount=1)
    three.standing.enter([later])
    assert three.aid.payments(number) == before
    assert three.aid.verify(number) is None
    snapshot = json.loads(offices.scalar(three.db, "SELECT snapshot FROM payment WHERE household = 1"))
    assert (snapshot["town"], snapshot["category"], snapshot["card"]) == (home.town, home.category, home.card)
    assert snapshot["persons"][0]["name"] == home.applicant.name


@pytest.mark.parametrize(
    "change", ["amount = 600000", "card = '6217000000000000000'", "name = '某人'", "excluded = '不发', claim = NULL"]
)
def test_a_line_changed_behind_the_lock_is_found(three: Doors, change: str) -> None:
    number = three.seen_through(three.batch(1), Verb.LOCK)
    second = three.aid.payments(number)[1]
    three.db.execute("DROP TRIGGER payment_is_fixed")
    write(three, f"UPDATE payment SET {change} WHERE id = {second.id}")
    broken = three.aid.verify(number)
    assert broken is not None
    assert broken.id == second.id


def test_a_line_taken_out_behind_the_lock_is_found(three: Doors) -> None:
    number = three.seen_through(three.batch(1), Verb.LOCK)
    first, second, _ = three.aid.payments(number)
    three.db.execute("DROP TRIGGER payment_is_not_taken")
    write(three, f"DELETE FROM payment WHERE id = {first.id}")
    broken = three.aid.verify(number)
    assert broken is not None
    assert broken.id == second.id


def test_a_batch_taken_back_is_sealed_anew(three: Doors) -> None:
    number = three.seen_through(three.batch(1), Verb.LOCK, Verb.APPROVE, Verb.UNLOCK)
    assert {line.digest for line in three.aid.payments(number)} == {None}
    assert three.aid.batch(number).approved_by is None
    three.aid.set_amount(three.aid.payments(number)[0].id, 1_00, "改")
    three.seen_through(number, Verb.LOCK)
    assert three.aid.verify(number) is None
