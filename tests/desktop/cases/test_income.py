"""The income test: exact, explained, and silent where a figure is missing."""

import datetime as dt
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.cases.income_test import IncomeTest, per_head, test_income
from desktop.policy.standards import CategoryRule, Line
from tests.builders import household, policy

FEN = st.integers(0, 10**9)
SIZES = st.integers(1, 12)


def assess(income: int | None, spending: int | None, size: int | None) -> IncomeTest:
    return test_income({"yearly_income": income, "rigid_spending": spending, "size": size}, policy())


def test_the_sum_is_written_as_a_clerk_would_write_it() -> None:
    result = assess(4200000, 1200000, 4)
    assert (result.net, result.gross, result.category) == (62500, 87500, "深度困难")
    assert result.reasons == (
        "(42,000 − 12,000) ÷ 4 ÷ 12 = 625.00 元，低于低保标准 740 元",
        "建议类别：深度困难。",
        "不扣刚性支出：42,000 ÷ 4 ÷ 12 = 875.00 元。",
    )


def test_without_spending_there_is_one_sum() -> None:
    assert assess(4200000, None, 4).reasons == (
        "42,000 ÷ 4 ÷ 12 = 875.00 元，低于低保标准 740 元的 2 倍 1,480 元",
        "建议类别：相对困难。",
    )


def test_whoever_has_more_is_told_by_how_much_they_miss() -> None:
    assert assess(20000000, 0, 4).category is None
    assert assess(20000000, 0, 4).reasons[0].endswith("不低于低保标准 740 元的 3 倍 2,220 元")


@pytest.mark.parametrize(
    ("yearly", "category"),
    [
        (74000 * 12 - 1, "深度困难"),
        (74000 * 12, "相对困难"),
        (74000 * 24 - 1, "相对困难"),
        (74000 * 24, "意外致困"),
        (74000 * 36 - 1, "意外致困"),
        (74000 * 36, None),
    ],
)
def test_one_fen_a_year_decides(yearly: int, category: str | None) -> None:
    assert assess(yearly, 0, 1).category == category


def test_where_the_rule_says_at_or_below_the_line_itself_counts() -> None:
    rule = CategoryRule(valid_from=dt.date(2022, 1, 1), category="深度困难", rank=1, times=100, strict=False)
    result = test_income({"yearly_income": 74000 * 12, "size": 1}, replace(policy(), categories=(rule,)))
    assert result.category == "深度困难"
    assert result.reasons[0] == "8,880 ÷ 1 ÷ 12 = 740.00 元，不高于低保标准 740 元"


@given(FEN, FEN, SIZES)
def test_the_category_is_that_of_the_exact_fraction(income: int, spending: int, size: int) -> None:
    exact = Fraction(income - spending, size * 12)
    right = next(
        (name for times, name in ((1, "深度困难"), (2, "相对困难"), (3, "意外致困")) if exact < 74000 * times), None
    )
    assert assess(income, spending, size).category == right


@given(FEN, FEN, SIZES)
def test_what_is_shown_is_rounded_down_and_says_so(income: int, spending: int, size: int) -> None:
    shown = per_head(income, size, spending)
    exact = Fraction(income - spending, size * 12)
    assert shown <= exact < shown + 1
    assert ("尾数舍去" in assess(income, spending, size).reasons[0]) == (shown != exact)


@given(FEN, FEN, SIZES, SIZES)
def test_a_larger_household_is_never_in_a_lighter_category(income: int, spending: int, size: int, more: int) -> None:
    rank = {"深度困难": 1, "相对困难": 2, "意外致困": 3, None: 4}
    if income >= spending:
        assert rank[assess(income, spending, size + more).category] <= rank[assess(income, spending, size).category]


@pytest.mark.parametrize(
    ("income", "size", "missing"),
    [
        (None, 4, ("家庭年度总收入",)),
        (4200000, None, ("家庭人口",)),
        (4200000, 0, ("家庭人口",)),
        (None, None, ("家庭年度总收入", "家庭人口")),
    ],
)
def test_missing_figures_are_named(income: int | None, size: int | None, missing: tuple[str, ...]) -> None:
    result = assess(income, None, size)
    assert result.missing == missing
    assert (result.gross, result.net, result.category) == (None, None, None)
    assert all(label in result.reasons[0] for label in missing)


def test_no_income_is_a_figure() -> None:
    assert assess(0, None, 2).category == "深度困难"


def test_a_draft_that_lacks_a_field_is_the_same_as_one_that_leaves_it_blank() -> None:
    assert test_income({}, policy()) == assess(None, None, None)


def test_a_record_is_tested_like_its_values() -> None:
    assert test_income(household(members=3), policy()) == assess(4200000, 1200000, 4)


def test_without_a_line_nothing_is_proposed() -> None:
    result = test_income(household(), policy(dt.date(2021, 12, 31)))
    assert (result.category, result.missing) == (None, ("低保标准",))
    assert "没有2021年12月31日执行的低保标准" in result.reasons[0]


def test_without_rules_people_decide() -> None:
    bare = replace(policy(), categories=(), line=Line(valid_from=dt.date(2022, 1, 1), amount=74000))
    assert test_income(household(), bare).category is None
    assert "人工" in test_income(household(), bare).reasons[0]
