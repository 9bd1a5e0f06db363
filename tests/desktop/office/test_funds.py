"""Funds: opening, changing, correcting, carrying over, handing back, and closing their books."""

import datetime as dt

import pytest

from desktop.aid.flow import Verb
from desktop.aid.fund import Receipt, ReceiptKind, Source
from desktop.aid.statement import CLOSED
from desktop.base.errors import ForbiddenError, NotFoundError
from desktop.office.history import changes
from desktop.store import households, inversion
from desktop.store.faults import translated
from tests import offices
from tests.offices import TODAY, Doors

JANUARY, MARCH, JUNE = dt.date(2022, 1, 5), dt.date(2022, 3, 1), dt.date(2022, 6, 30)


def receive(doors: Doors, fund: int, amount: int, day: dt.date) -> None:
    doors.funds.receive(Receipt(fund=fund, day=day, amount=amount))


def undo(doors: Doors, number: int) -> None:
    with translated():
        inversion.invert(doors.db, number, households.rederive)


# Opening, changing


def test_a_fund_keeps_its_document_programme_and_allotment(doors: Doors) -> None:
    number = doors.funds.open(
        name="2022年送温暖",
        source=Source.UPPER_UNION,
        year=2022,
        document_no="镇工〔2022〕3号",
        programme="送温暖",
        allotted=9_000_000,
        received=5_000_000,
        received_on=JANUARY,
        note="分两次拨",
    ).record
    one = doors.funds.one(number or 0)
    assert (one.document_no, one.programme, one.allotted, one.received) == (
        "镇工〔2022〕3号",
        "送温暖",
        9_000_000,
        5_000_000,
    )


def test_what_a_fund_is_called_can_be_changed_and_nothing_new_is_nothing(doors: Doors) -> None:
    fund = doors.fund()
    doors.funds.change(fund, {"name": " 本级经费 ", "document_no": "一号", "allotted": 12_000_000, "note": "年初预算"})
    one = doors.funds.one(fund)
    assert (one.name, one.document_no, one.allotted, one.note) == ("本级经费", "一号", 12_000_000, "年初预算")
    assert doors.funds.change(fund, {"name": "本级经费", "note": "年初预算"}).operation == 0
    with pytest.raises(ForbiddenError, match="资金名称"):
        doors.funds.change(fund, {"name": " "})
    with pytest.raises(ValueError, match="year"):
        doors.funds.change(fund, {"year": 2021})


def test_a_fund_is_limited_to_a_programme_only_while_no_other_draws_on_it(doors: Doors) -> None:
    doors.enter()
    fund = doors.fund()
    batch = doors.batch(fund)
    with pytest.raises(ForbiddenError, match="已有生活救助的批次，不能限定用于送温暖"):
        doors.funds.change(fund, {"programme": "送温暖"})
    doors.funds.change(fund, {"programme": "生活救助"})
    doors.funds.change(fund, {"programme": None})
    doors.seen_through(batch, Verb.VOID)
    doors.funds.change(fund, {"programme": "送温暖"})
    assert doors.funds.one(fund).programme == "送温暖"
    with pytest.raises(ForbiddenError, match="限定用于别的帮扶项目"):
        doors.batch(fund)


def test_a_void_batch_does_not_come_back_to_a_fund_that_is_now_for_another_programme(doors: Doors) -> None:
    doors.enter()
    fund = doors.fund()
    void = doors.aid.void(doors.batch(fund), "重复").operation
    doors.funds.change(fund, {"programme": "送温暖"})
    with pytest.raises(ForbiddenError, match="限定用于别的帮扶项目"):
        undo(doors, void)


def test_a_limit_does_not_come_back_over_a_batch_of_another_programme(doors: Doors) -> None:
    doors.enter()
    fund = doors.fund()
    doors.funds.change(fund, {"programme": "送温暖"})
    freed = doors.funds.change(fund, {"programme": None}).operation
    doors.batch(fund)
    with pytest.raises(ForbiddenError, match="限定用于别的帮扶项目"):
        undo(doors, freed)


# Receipts


def test_a_receipt_is_corrected_for_a_reason_that_the_journal_keeps(doors: Doors) -> None:
    fund = doors.fund(1_000_000)
    [one] = doors.funds.receipts(fund)
    done = doors.funds.correct(one.id, {"amount": 1_200_000, "day": MARCH, "document_no": "二号"}, "录错金额")
    [now] = doors.funds.receipts(fund)
    assert (now.amount, now.day, now.document_no, now.note) == (1_200_000, MARCH, "二号", one.note)
    assert done.label == "更正到账：帮扶资金，10,000 → 12,000 元（录错金额）"
    assert ("金额", "10,000.00", "12,000.00") in [
        (line.field, line.before, line.after) for line in changes(doors.db, done.operation).lines
    ]


def test_a_receipt_is_not_corrected_without_a_reason_or_below_what_is_bound(doors: Doors) -> None:
    doors.enter()
    fund = doors.fund(1_000_000)
    [one] = doors.funds.receipts(fund)
    with pytest.raises(ForbiddenError, match="更正原因"):
        doors.funds.correct(one.id, {"amount": 5}, " ")
    with pytest.raises(ForbiddenError, match="没有改动"):
        doors.funds.correct(one.id, {"amount": one.amount}, "核对")
    with pytest.raises(ForbiddenError, match="应大于 0"):
        doors.funds.correct(one.id, {"amount": 0}, "核对")
    doors.seen_through(doors.batch(fund), Verb.LOCK)
    with pytest.raises(ForbiddenError, match="资金余额不够"):
        doors.funds.correct(one.id, {"amount": 5}, "录错")
    with pytest.raises(NotFoundError):
        doors.funds.correct(99, {"amount": 5}, "录错")


def test_money_does_not_come_from_the_future(doors: Doors) -> None:
    fund = doors.fund()
    with pytest.raises(ForbiddenError, match="还没有到"):
        receive(doors, fund, 5, TODAY + dt.timedelta(days=1))


# Handing back and carrying over


def test_what_is_handed_back_leaves_the_balance_and_never_more_than_it(doors: Doors) -> None:
    fund = doors.fund(1_000_000)
    doors.funds.hand_back(fund, 400_000, TODAY, document_no="收回1号", note="项目结余")
    one = doors.funds.one(fund)
    assert (one.received, one.given, one.balance) == (1_000_000, 400_000, 600_000)
    with pytest.raises(ForbiddenError, match="余额只有 6,000 元"):
        doors.funds.hand_back(fund, 600_001, TODAY)
    with pytest.raises(ForbiddenError, match="应大于 0"):
        doors.funds.hand_back(fund, 0, TODAY)


def test_what_is_left_goes_into_a_fund_of_the_next_year_that_is_made(doors: Doors) -> None:
    fund = doors.fund(1_000_000, "2022年帮扶经费")
    made = doors.funds.carry_over(fund, TODAY).record or 0
    old, new = doors.funds.one(fund), doors.funds.one(made)
    assert (old.balance, old.given) == (0, 1_000_000)
    assert (new.name, new.year, new.source, new.balance) == ("2023年帮扶经费", 2023, old.source, 1_000_000)
    assert [one.kind for one in doors.funds.receipts(made)] == [ReceiptKind.CARRIED_IN]
    assert [line.label for line in doors.funds.statement(fund)][-1] == "结转下年：转入“2023年帮扶经费”"


def test_several_funds_are_carried_over_at_once_each_into_its_own(doors: Doors) -> None:
    first, second = doors.fund(1_000_000, "2022年甲"), doors.fund(2_000_000, "2022年乙")
    doors.funds.open(name="2023年乙", source=Source.OWN_UNION, year=2023, received=5)
    empty = doors.funds.open(name="空", source=Source.CITY, year=2022).record or 0
    seen = doors.funds.carrying([first, second, empty])
    assert [(one.name, one.into is None, one.amount) for one in seen][1] == ("2023年乙", False, 2_000_000)
    assert "没有余额" in seen[2].refused
    change = doors.funds.carry_over([first, second, empty], TODAY)
    assert change.count == 2
    assert [doors.funds.one(number).balance for number in (first, second)] == [0, 0]
    assert sum(one.balance for one in doors.funds.every() if one.year == 2023) == 3_000_005


def test_what_is_on_its_way_stays_in_the_fund_and_is_said(doors: Doors) -> None:
    doors.enter(1)
    doors.enter(2)
    fund = doors.fund(5_000_000)
    doors.seen_through(doors.batch(fund, households_=[1]), Verb.LOCK)
    doors.batch(fund, households_=[2])
    bound = doors.funds.one(fund).bound
    [seen] = doors.funds.carrying([fund])
    assert seen.amount == 5_000_000 - bound
    assert [("已锁定" in one, "编制" in one) for one in seen.doubts] == [(True, False), (False, True)]
    doors.funds.carry_over(fund, TODAY)
    doors.seen_through(1, Verb.APPROVE, Verb.PAY)
    assert doors.funds.one(fund).balance == 0


def test_money_is_not_carried_into_a_fund_of_another_year_source_or_programme(doors: Doors) -> None:
    fund = doors.funds.open(name="甲", source=Source.CITY, year=2022, programme="送温暖", received=100).record or 0
    wrong = (
        ({"year": 2022, "source": Source.CITY, "programme": "送温暖"}, "不是以后年度"),
        ({"year": 2023, "source": Source.CENTRAL, "programme": "送温暖"}, "资金来源"),
        ({"year": 2023, "source": Source.CITY}, "限定用于送温暖"),
    )
    for at, (values, sentence) in enumerate(wrong):
        other = doors.funds.open(name=f"乙{at}", **values).record  # type: ignore[arg-type]
        with pytest.raises(ForbiddenError, match=sentence):
            doors.funds.carry_over(fund, TODAY, into=other)
    doors.funds.carry_over(fund, TODAY)
    with pytest.raises(ForbiddenError, match="没有余额"):
        doors.funds.carry_over(fund, TODAY)


def test_carried_money_is_undone_on_both_sides_or_on_none(doors: Doors) -> None:
    doors.enter()
    fund = doors.fund(1_000_000)
    change = doors.funds.carry_over(fund, TODAY)
    doors.funds.change(change.record or 0, {"note": "另行核对"})
    with pytest.raises(ForbiddenError, match="另一笔资金不能一起撤销"):
        undo(doors, change.operation)
    assert [one.balance for one in doors.funds.every()] == [1_000_000, 0]
    [came] = doors.funds.receipts(change.record or 0)
    with pytest.raises(ForbiddenError, match="不能只改一边"):
        doors.funds.correct(came.id, {"amount": 5}, "录错")


def test_carried_money_that_was_spent_is_not_taken_back(doors: Doors) -> None:
    doors.enter()
    fund = doors.fund(1_000_000)
    into = doors.funds.open(name="明年", source=Source.OWN_UNION, year=2023).record or 0
    change = doors.funds.carry_over(fund, TODAY)
    doors.seen_through(doors.batch(into), Verb.LOCK)
    with pytest.raises(ForbiddenError, match="资金余额不够"):
        undo(doors, change.operation)
    assert doors.funds.one(into).received == 1_000_000


# Closing


def test_a_closed_period_takes_no_receipt_and_gives_none_up(doors: Doors) -> None:
    fund = doors.funds.open(name="甲", source=Source.CITY, year=2022).record or 0
    entered = doors.funds.receive(Receipt(fund=fund, day=MARCH, amount=500)).operation
    doors.funds.close(JUNE)
    assert doors.funds.closed_through() == JUNE
    with pytest.raises(ForbiddenError, match=r"已关账至 2022年6月30日.*重新开账"):
        receive(doors, fund, 5, JUNE)
    [one] = doors.funds.receipts(fund)
    with pytest.raises(ForbiddenError, match="已关账至"):
        doors.funds.correct(one.id, {"amount": 6}, "录错")
    with pytest.raises(ForbiddenError, match=r"已关账的期间.*重新开账"):
        undo(doors, entered)
    doors.funds.correct(one.id, {"note": "第一笔"}, "补摘要")
    receive(doors, fund, 7, JUNE + dt.timedelta(days=1))
    assert doors.funds.one(fund).received == 507


def test_a_payment_into_or_out_of_a_closed_period_is_refused(doors: Doors) -> None:
    for seed in (1, 2):
        doors.enter(seed)
    fund = doors.fund()
    first, second = doors.batch(fund, households_=[1]), doors.batch(fund, households_=[2])
    doors.seen_through(first, Verb.LOCK, Verb.APPROVE)
    paid = doors.paying.pay(first, TODAY).operation
    doors.seen_through(second, Verb.LOCK, Verb.APPROVE)
    doors.funds.close(TODAY)
    before = offices.dump(doors.db)
    with pytest.raises(ForbiddenError, match="已关账的期间"):
        doors.paying.pay(second, TODAY)
    with pytest.raises(ForbiddenError, match="已关账的期间"):
        undo(doors, paid)
    assert offices.dump(doors.db) == before


def test_books_are_closed_forwards_and_not_before_the_day_is_over(doors: Doors) -> None:
    doors.funds.close(JUNE, "上半年")
    with pytest.raises(ForbiddenError, match="已经关账至 2022年6月30日"):
        doors.funds.close(MARCH)
    with pytest.raises(ForbiddenError, match="还没有过完"):
        doors.funds.close(TODAY + dt.timedelta(days=1))
    doors.funds.close(TODAY)
    assert [(one.through, one.note) for one in doors.funds.closings()] == [(TODAY, None), (JUNE, "上半年")]


def test_reopening_needs_a_reason_and_gives_way_to_the_closing_before(doors: Doors) -> None:
    with pytest.raises(ForbiddenError, match="没有关账"):
        doors.funds.reopen("看看")
    doors.funds.close(MARCH)
    doors.funds.close(JUNE)
    with pytest.raises(ForbiddenError, match="原因"):
        doors.funds.reopen(" ")
    done = doors.funds.reopen("漏记一笔")
    assert doors.funds.closed_through() == MARCH
    assert done.label == "重新开账：2022-06-30（漏记一笔）"
    assert {line.field for line in changes(doors.db, done.operation).lines} == {"重新开账日期", "重新开账原因"}
    doors.funds.reopen("再往前")
    assert doors.funds.closed_through() is None


def test_what_is_still_open_is_said_before_closing(doors: Doors) -> None:
    doors.enter()
    fund = doors.fund()
    assert doors.funds.unfinished(TODAY) == ()
    batch = doors.seen_through(doors.batch(fund), Verb.LOCK)
    [said] = doors.funds.unfinished(TODAY)
    assert doors.aid.batch(batch).title in said
    assert doors.funds.unfinished(TODAY - dt.timedelta(days=1)) == ()


def test_the_statement_says_where_the_books_are_closed(doors: Doors) -> None:
    fund = doors.funds.open(name="甲", source=Source.CITY, year=2022).record or 0
    for day, amount in ((JANUARY, 100), (JUNE, 50), (JUNE + dt.timedelta(days=1), 7)):
        receive(doors, fund, amount, day)
    doors.funds.close(JUNE)
    lines = doors.funds.statement(fund)
    assert [(one.state == CLOSED, one.balance) for one in lines] == [
        (False, 100),
        (False, 150),
        (True, 150),
        (False, 157),
    ]
    assert lines[2].label == "已关账至 2022-06-30，以上的账不能再改"


def test_a_closing_is_undone_at_once_or_reopened_for_a_reason(doors: Doors) -> None:
    slip = doors.funds.close(TODAY).operation
    inversion.invert(doors.db, slip, households.rederive)
    closing = doors.funds.close(TODAY).operation
    doors.enter()
    with pytest.raises(ForbiddenError, match="请写明原因重新开账"):
        inversion.invert(doors.db, closing, households.rederive)
    assert doors.funds.closed_through() == TODAY
