"""What may follow what with an incentive project, and what its checks say."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.base.errors import ForbiddenError
from desktop.base.fields import Values
from desktop.pilots.checks import check
from desktop.pilots.incentive import Incentive, IncentiveState, Instalment, Spending
from desktop.pilots.incentive_flow import APPLICATION, FLOW, PAYABLE, Verb, after, cleared, placed
from desktop.pilots.incentive_statement import OTHERS, statement
from desktop.policy.standards import Policy
from tests import builders, offices
from tests.piloting import PROJECT

DAY = dt.date(2022, 3, 15)


@pytest.fixture
def policy(monkeypatch: pytest.MonkeyPatch) -> Policy:
    monkeypatch.setenv("NIANGJIA_NOW", offices.NOW)
    return builders.policy(DAY)


@pytest.mark.parametrize("state", IncentiveState)
def test_every_state_leads_somewhere_and_back(state: IncentiveState) -> None:
    assert FLOW[state]
    if state is not IncentiveState.APPLIED:
        back = after(state, Verb.TAKE_BACK, "甲")
        assert back in {IncentiveState.APPLIED, IncentiveState.RECOMMENDED, IncentiveState.GRANTED}
        assert cleared(back)


def test_what_is_granted_is_neither_refused_nor_withdrawn() -> None:
    for state in PAYABLE:
        assert not {Verb.REFUSE, Verb.WITHDRAW} & set(FLOW[state])
    with pytest.raises(ForbiddenError, match="“甲”已立项，不能不予立项；现在可以办理的有：验收、立项、退回上一步。"):
        after(IncentiveState.GRANTED, Verb.REFUSE, "甲")


def test_an_application_holds_nothing_that_only_a_step_sets() -> None:
    assert "asked" in APPLICATION
    assert not {"rank", "granted", "granted_on", "document_no", "accepted_on", "state"} & set(APPLICATION)


@pytest.mark.parametrize(
    ("values", "code", "refuses"),
    [
        ({"begins": DAY, "ends": dt.date(2022, 3, 14)}, "period", True),
        ({"granted_on": DAY, "accepted_on": dt.date(2022, 3, 14)}, "period", True),
        ({"granted_on": dt.date(2022, 12, 11)}, "ahead", True),
        ({"asked": 0, "budget": None}, "amount", True),
        ({"granted": 0}, "amount", True),
        ({"budget": 7_999_999}, "budget_short", True),
        ({"budget": 8_000_001}, "budget_differs", False),
        ({"granted": 5_000_001}, "granted_above_asked", False),
        ({"front": "没有的方面"}, "unknown_code", True),
    ],
)
def test_days_and_sums_that_do_not_agree_are_found(values: Values, code: str, refuses: bool, policy: Policy) -> None:  # noqa: FBT001
    found = check(Incentive, PROJECT | dict(values), policy)
    assert [(one.code, one.refuses) for one in found] == [(code, refuses)]
    assert all(one.message.endswith("。") for one in found)


def test_a_usual_application_is_found_nothing_of(policy: Policy) -> None:
    assert check(Incentive, PROJECT | {"granted": 5_000_000, "granted_on": DAY, "accepted_on": DAY}, policy) == ()


@pytest.mark.parametrize("record", [Instalment, Spending])
def test_money_has_an_amount_and_a_day_that_was(record: type, policy: Policy) -> None:
    good = {"day": DAY, "amount": 1, "item": "设备", "invoice_no": "甲1"}
    assert check(record, good, policy) == ()
    assert [one.code for one in check(record, good | {"amount": 0}, policy)] == ["amount"]
    assert [one.code for one in check(record, good | {"day": dt.date(2022, 12, 11)}, policy)] == ["ahead"]


def test_spending_without_an_invoice_is_only_doubted(policy: Policy) -> None:
    found = check(Spending, {"day": DAY, "amount": 1, "item": "设备"}, policy)
    assert [(one.code, one.refuses, one.field) for one in found] == [("no_invoice", False, "invoice_no")]


def project(**values: Any) -> Incentive:
    return Incentive(**{"id": 1, "enterprise": 1, "state": IncentiveState.GRANTED, **PROJECT, **values})


AMOUNTS = st.lists(st.integers(1, 10**9), max_size=5)


@given(paid=AMOUNTS, void=AMOUNTS, spent=AMOUNTS)
def test_a_statement_adds_up_whatever_was_paid_and_spent(paid: list[int], void: list[int], spent: list[int]) -> None:
    made = [
        *(Instalment(id=at, incentive=1, day=DAY, amount=fen, fund=1 + at % 2) for at, fen in enumerate(paid)),
        *(Instalment(id=at, incentive=1, day=DAY, amount=fen, void_reason="录错") for at, fen in enumerate(void)),
    ]
    lines = [Spending(id=at, incentive=1, day=DAY, item="设备", amount=fen) for at, fen in enumerate(spent)]
    found = statement(project(granted=sum(paid) + 7), made, lines, {1: "甲", 2: "乙"})
    assert found.paid == sum(paid) == sum(found.by_source.values())
    assert found.unpaid == 7
    assert found.paid + found.own_spent == found.spent + found.left
    assert min(found.left, found.own_spent) == 0
    assert len(found.uninvoiced) == len(paid)


def test_a_statement_says_what_is_still_open() -> None:
    paid = [Instalment(id=1, incentive=1, day=DAY, amount=2_000_000)]
    spent = [Spending(id=1, incentive=1, day=DAY, item="设备", amount=300_000)]
    found = statement(project(granted=5_000_000), paid, spent, {})
    assert found.by_source == {OTHERS: 2_000_000}
    assert [one.message for one in found.open_matters()] == [
        "立项 50,000 元，还有 30,000 元没有拨付，请核对。",
        "已拨付 20,000 元，还有 17,000 元没有支出记录，请核对。",
        "有 1 笔拨付没有票据号，请核对。",
        "有 1 笔支出没有发票号，请核对。",
    ]
    with pytest.raises(ValueError, match="2"):
        statement(project(id=2), paid, [], {})


@given(order=st.lists(st.integers(1, 9), unique=True), number=st.integers(1, 9), rank=st.none() | st.integers(-1, 12))
def test_a_place_in_an_order_is_taken_once(order: list[int], number: int, rank: int | None) -> None:
    found = placed(order, number, rank)
    assert sorted(found) == sorted({*order, number})
    assert [one for one in found if one != number] == [one for one in order if one != number]
    assert found.index(number) == (len(found) - 1 if rank is None else min(max(rank, 1), len(found)) - 1)
