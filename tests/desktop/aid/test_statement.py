"""The statement of a fund."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from desktop.aid.batch import BatchState
from desktop.aid.fund import Receipt, ReceiptKind
from desktop.aid.statement import CLOSED, SPENT, Outlay, Returned, statement
from tests.builders import batch

JANUARY, MARCH = dt.date(2022, 1, 5), dt.date(2022, 3, 1)


def receipt(day: dt.date, amount: int, note: str = "") -> Receipt:
    return Receipt(fund=1, day=day, amount=amount, note=note)


def test_lines_follow_the_days_with_the_balance_after_each() -> None:
    paid = batch(state=BatchState.PAID, decided_on=JANUARY, paid_on=JANUARY, total=300)
    lines = statement([receipt(MARCH, 500, "第二次拨款"), receipt(JANUARY, 1000)], [paid])
    assert [(one.label, one.received, one.drawn, one.balance) for one in lines] == [
        ("到账", 1000, 0, 1000),
        (paid.title, 0, 300, 700),
        ("第二次拨款", 500, 0, 1200),
    ]


def test_a_batch_being_drawn_up_is_shown_but_takes_nothing() -> None:
    (line,) = statement([], [batch(total=300)])
    assert (line.drawn, line.balance, line.state) == (0, 0, "编制")


def test_a_void_batch_is_not_listed() -> None:
    assert statement([], [batch(state=BatchState.VOID, total=300)]) == ()


def test_what_came_back_stands_on_its_day_behind_the_batch() -> None:
    paid = batch(state=BatchState.PAID, decided_on=JANUARY, paid_on=JANUARY, total=300)
    lines = statement([receipt(JANUARY, 300)], [paid], [Returned(paid.id, paid.title, JANUARY, 2, 120)])
    assert [(one.label, one.balance) for one in lines][1:] == [(paid.title, 0), (f"退回 2 笔：{paid.title}", 120)]


def test_what_leaves_otherwise_is_drawn_last_of_its_day() -> None:
    left = Receipt(fund=1, day=JANUARY, amount=40, kind=ReceiptKind.HANDED_BACK, note="结余")
    came = Receipt(fund=1, day=JANUARY, amount=100, kind=ReceiptKind.CARRIED_IN, note="2021 年结转")
    lines = statement([left, came], [])
    assert [(one.label, one.received, one.drawn, one.balance) for one in lines] == [
        ("2021 年结转", 100, 0, 100),
        ("上缴：结余", 0, 40, 60),
    ]


def test_what_is_paid_for_a_project_is_a_line_of_its_own_that_closed_books_hold() -> None:
    paid = batch(state=BatchState.PAID, decided_on=JANUARY, paid_on=JANUARY, total=300)
    handed = Receipt(fund=1, day=JANUARY, amount=40, kind=ReceiptKind.HANDED_BACK)
    outlay = Outlay(7, "激励项目拨付：班组建设", JANUARY, 60)
    lines = statement([receipt(JANUARY, 1000), handed], [paid], closed=JANUARY, outlays=[outlay])
    assert [(one.label, one.drawn, one.balance, one.state, one.project) for one in lines[1:4]] == [
        (paid.title, 300, 700, "已发放", None),
        (outlay.title, 60, 640, SPENT, 7),
        ("上缴", 40, 600, "", None),
    ]
    assert lines[-1].state == CLOSED


def test_a_line_says_up_to_where_the_books_are_closed_even_where_nothing_came_yet() -> None:
    [line] = statement([], [], closed=JANUARY)
    assert (line.state, line.day, line.balance) == (CLOSED, JANUARY, 0)


def test_what_is_decided_but_not_paid_stands_behind_the_line_to_which_the_books_are_closed() -> None:
    paid = batch(id=1, state=BatchState.PAID, decided_on=JANUARY, paid_on=JANUARY, total=300)
    for state, left in ((BatchState.DRAWN, 700), (BatchState.LOCKED, 500), (BatchState.VOID, 700)):
        bound = batch(id=2, state=state, decided_on=JANUARY, total=200)
        lines = statement([receipt(JANUARY, 1000)], [bound, paid], closed=JANUARY)
        upto = [one.state for one in lines].index(CLOSED)
        assert [(one.label, one.balance) for one in lines[:upto]] == [("到账", 1000), (paid.title, 700)]
        assert lines[-1].balance == left


@given(st.lists(st.tuples(st.dates(), st.integers(1, 10**9))), *[st.lists(st.integers(1, 10**9))] * 2)
def test_the_last_balance_is_what_came_in_less_what_was_drawn(
    received: list[tuple[dt.date, int]], drawn: list[int], paid: list[int]
) -> None:
    locked = [batch(id=number, state=BatchState.LOCKED, total=total) for number, total in enumerate(drawn, 1)]
    outlays = [Outlay(1, "项目", JANUARY, amount) for amount in paid]
    lines = statement([receipt(day, amount) for day, amount in received], locked, outlays=outlays)
    left = sum(amount for _, amount in received) - sum(drawn) - sum(paid)
    assert (lines[-1].balance if lines else 0) == left
