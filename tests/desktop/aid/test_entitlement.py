"""What a household gets: never above the cap, never twice, always explained."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.aid.conflicts import Paid
from desktop.aid.entitlement import Entitlement, entitle
from desktop.cases.household import State
from desktop.policy.aid_standards import AmountRule, Basis
from desktop.policy.standards import Line, Policy
from tests.builders import household, policy

LIVING = "生活救助"
JANUARY = dt.date(2022, 1, 5)


def ruled(**values: object) -> Policy:
    """The preset with this rule for 生活救助 of 深度困难."""
    rule = AmountRule(
        **{"valid_from": JANUARY, "programme": LIVING, "category": "深度困难", "amount": 500000} | values  # type: ignore[arg-type]
    )
    return replace(policy(), amounts={(LIVING, "深度困难", ""): rule})


def paid(amount: int, **values: object) -> Paid:
    return Paid(**{"programme": LIVING, "amount": amount, "day": JANUARY} | values)  # type: ignore[arg-type]


def given_to(rules: Policy, *before: Paid, **values: object) -> Entitlement:
    return entitle(household(**values), LIVING, rules, before)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("category", "amount"), [("深度困难", 500000), ("相对困难", 500000), ("意外致困", 400000), ("困难", 400000)]
)
def test_each_category_gets_its_standard(category: str, amount: int) -> None:
    assert given_to(policy(), category=category).amount == amount


def test_the_amount_explains_itself() -> None:
    result = given_to(ruled(cap_months=12, times_a_year=2), paid(300000))
    assert (result.amount, result.standard, result.ceiling, result.left) == (500000, 500000, 500000, 588000)
    assert result.reason == "标准 5,000 元/人；上限 12×740 = 8,880；本年已发 3,000；本次 5,000"


def test_the_cap_leaves_what_it_leaves() -> None:
    result = given_to(ruled(cap_months=12, times_a_year=2), paid(600000))
    assert (result.amount, result.refused) == (288000, None)
    assert result.reason.endswith("上限 12×740 = 8,880；本年已发 6,000；本次 2,880")


def test_where_the_cap_is_reached_it_is_refused() -> None:
    result = given_to(ruled(cap_months=12, times_a_year=3), paid(500000), paid(388000))
    assert result.amount == 0
    assert result.refused == (
        "本年已到上限，不能再发（标准 5,000 元/人；上限 12×740 = 8,880；本年已发 8,880；本次 0）。"
    )


def test_months_of_the_line_are_reckoned_on_the_day_of_decision() -> None:
    rules = ruled(basis=Basis.TIMES_DIBAO, months=10, amount=0)
    assert (given_to(rules).amount, given_to(rules).reason) == (740000, "标准 10×740 = 7,400 元/人；本次 7,400")
    raised = replace(rules, line=Line(valid_from=JANUARY, amount=80050))
    assert given_to(raised).reason == "标准 10×800.50 = 8,005 元/人；本次 8,005"


@pytest.mark.parametrize("state", [State.DRAFT, State.LIFTED, State.CLOSED])
def test_who_is_not_on_file_gets_nothing(state: State) -> None:
    assert given_to(policy(), state=state).refused == f"档案状态是“{state}”，不是“在档”，先建档才能帮扶。"


def test_twice_a_year_needs_a_rule() -> None:
    refused = given_to(ruled(), paid(500000, batch="2022年第一批")).refused
    assert refused == "生活救助每年 1 次，2022 年度已发 1 次，最近一次是 2022年1月5日，批次“2022年第一批”，5,000 元。"
    assert given_to(ruled(times_a_year=2), paid(500000)).amount == 500000


def test_who_stands_in_a_batch_that_is_not_paid_yet_is_not_called_paid() -> None:
    refused = given_to(ruled(), replace(paid(500000, batch="2022年第一批"), waiting=True)).refused or ""
    assert "年度已列入 1 次" in refused
    assert refused.endswith("5,000 元，还没有发放。")


def test_a_programme_that_rests_says_so() -> None:
    assert given_to(ruled(times_a_year=0)).refused == "生活救助定为每年 0 次，现在不发，请在“设置”里核对标准。"


def test_other_programmes_clash_only_by_purpose() -> None:
    assert given_to(ruled(), paid(500000, programme="医疗救助")).amount == 500000
    assert given_to(ruled(), paid(500000, programme="春节补助", purpose=LIVING)).refused
    assert given_to(ruled(), paid(500000, purpose="医疗救助")).amount == 500000


def test_without_a_rule_there_is_no_amount() -> None:
    refused = entitle(household(), "节日补助", policy()).refused
    assert refused == "2022年12月10日没有“深度困难”的节日补助标准，请在“设置”里登记。"


@pytest.mark.parametrize("rules", [ruled(cap_months=12), ruled(basis=Basis.TIMES_DIBAO, months=1)])
def test_without_a_line_nothing_is_reckoned_from_it(rules: Policy) -> None:
    assert "低保标准" in (given_to(replace(rules, line=None)).refused or "")


def test_a_fixed_amount_needs_no_line() -> None:
    assert given_to(replace(ruled(), line=None)).amount == 500000


def test_a_standard_of_nothing_is_refused() -> None:
    assert "标准为 0" in (given_to(ruled(amount=0)).refused or "")


FEN = st.integers(0, 2 * 10**6)


@given(
    basis=st.sampled_from([Basis.FIXED, Basis.TIMES_DIBAO]),
    amount=FEN,
    months=st.integers(0, 24),
    cap=st.none() | st.integers(0, 24),
    times=st.integers(0, 4),
    line=st.none() | st.integers(0, 200000),
    before=st.lists(st.builds(paid, FEN), max_size=4),
)
def test_no_rule_pays_above_its_standard_or_its_cap(  # noqa: PLR0917
    basis: Basis, amount: int, months: int, cap: int | None, times: int, line: int | None, before: list[Paid]
) -> None:
    rules = ruled(basis=basis, amount=amount, months=months, cap_months=cap, times_a_year=times)
    rules = replace(rules, line=line if line is None else Line(valid_from=JANUARY, amount=line))
    result = given_to(rules, *before)
    standard = amount if basis is Basis.FIXED else months * (line or 0)
    already = sum(one.amount for one in before)
    assert 0 <= result.amount <= standard
    if cap is not None and result.amount:
        assert result.amount + already <= cap * (line or 0)
    assert (result.amount == 0) == (result.refused is not None)
    assert result.reason
    assert result.refused is None or result.refused.endswith("。")


@given(st.lists(st.builds(paid, FEN), max_size=4), FEN)
def test_who_got_more_gets_no_more(before: list[Paid], more: int) -> None:
    rules = ruled(cap_months=12, times_a_year=9)
    assert given_to(rules, *before, paid(more)).amount <= given_to(rules, *before).amount


def test_a_share_of_ones_own_costs_is_asked_for_by_an_application() -> None:
    granted = entitle(household(), LIVING, ruled(basis=Basis.PERCENT, percent=80))
    assert (granted.amount, granted.refused) == (0, "生活救助按自付费用的比例计算，请先登记申请。")
