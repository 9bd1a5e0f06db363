"""The income test: exact, explained, and silent where a figure is missing."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.cases.checks import complete
from desktop.cases.figures import FIGURES
from desktop.cases.household import COSTS, INCOMES
from desktop.cases.income_test import IncomeTest, per_head, proposed, same_case, test_income
from desktop.office.cases import draft_of
from desktop.policy.standards import CategoryRule, Divisor, Line, Policy, TestRule
from tests.builders import draft, household, person, policy

FEN = st.integers(0, 10**9)
SIZES = st.integers(1, 12)


RANK = {"深度困难": 1, "相对困难": 2, "意外致困": 3, None: 4}
HIT = "遭受意外事故"


def assess(income: int | None, spending: int | None, size: int | None, cause: str | None = HIT) -> IncomeTest:
    values = {"yearly_income": income, "rigid_spending": spending, "size": size, "main_cause": cause}
    return test_income(values, policy())


def living() -> Policy:
    """Divides by those who live together."""
    rule = TestRule(valid_from=dt.date(2022, 1, 1), divisor=Divisor.LIVING)
    return replace(policy(), test=rule)


def test_the_sum_is_written_as_a_clerk_would_write_it() -> None:
    result = assess(4200000, 1200000, 4)
    assert (result.net, result.gross, result.category) == (62500, 87500, "深度困难")
    assert result.reasons == (
        "(42,000 − 12,000) ÷ 家庭人口 4 ÷ 12 = 625.00 元，低于低保标准 740 元",
        "建议类别：深度困难。",
        "不扣刚性支出：42,000 ÷ 家庭人口 4 ÷ 12 = 875.00 元。",
    )


def test_without_spending_there_is_one_sum() -> None:
    assert assess(4200000, None, 4).reasons == (
        "42,000 ÷ 家庭人口 4 ÷ 12 = 875.00 元，低于低保标准 740 元的 2 倍 1,480 元",
        "建议类别：相对困难。",
        "不属于“深度困难”：不低于低保标准 740 元。",
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
    assert result.reasons[0] == "8,880 ÷ 家庭人口 1 ÷ 12 = 740.00 元，不高于低保标准 740 元"


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
    if income >= spending:
        assert RANK[assess(income, spending, size + more).category] <= RANK[assess(income, spending, size).category]


@given(FEN, FEN, SIZES, FEN, st.sampled_from([HIT, "子女上学", None]))
def test_more_income_is_never_harder_and_more_spending_never_easier(
    income: int, spending: int, size: int, more: int, cause: str | None
) -> None:
    before = RANK[assess(income, spending, size, cause).category]
    assert RANK[assess(income + more, spending, size, cause).category] >= before
    assert RANK[assess(income, spending + more, size, cause).category] <= before


@given(FEN, FEN, SIZES)
def test_the_multiple_of_the_line_is_rounded_down_and_never_says_less_than_a_threshold_that_is_reached(
    income: int, spending: int, size: int
) -> None:
    shown = Fraction(assess(income, spending, size).times.replace(",", ""))
    exact = Fraction(income - spending, size * 12 * 74000)
    assert shown <= exact < shown + Fraction(1, 100)


@given(
    st.none() | FEN,
    st.none() | FEN,
    st.none() | SIZES,
    st.sampled_from([HIT, "子女上学", None]),
    st.sampled_from([policy(), living(), replace(policy(), categories=()), replace(policy(), line=None)]),
)
def test_a_proposal_without_its_reasons_is_the_one_that_has_them(
    income: int | None, spending: int | None, size: int | None, cause: str | None, rules: Policy
) -> None:
    values = {"yearly_income": income, "rigid_spending": spending, "size": size, "main_cause": cause}
    told = test_income(values, rules)
    assert proposed(values, rules) == (not told.missing, told.category)


@given(st.integers(1, 10**6), SIZES, st.sampled_from([50, 100, 150, 200]))
def test_at_the_line_itself_only_the_strictness_decides(line: int, size: int, times: int) -> None:
    income = line * times * size * 12 // 100 if line % 2 == 0 else line * 2 * times * size * 12 // 100
    amount = line if line % 2 == 0 else line * 2
    found = []
    for strict in (True, False):
        rule = CategoryRule(valid_from=dt.date(2022, 1, 1), category="甲", rank=1, times=times, strict=strict)
        rules = replace(policy(), line=Line(valid_from=rule.valid_from, amount=amount), categories=(rule,))
        found += [test_income({"yearly_income": income + by, "size": size}, rules).category for by in (-1, 0, 1)]
    assert found == ["甲", None, None, "甲", "甲", None]


def test_whoever_nothing_befell_is_not_told_of_the_category_that_needs_it() -> None:
    result = assess(74000 * 30, 0, 1, "子女上学")
    assert result.category is None
    assert result.reasons == (
        "22,200 ÷ 家庭人口 1 ÷ 12 = 1,850.00 元，低于低保标准 740 元的 3 倍 2,220 元",
        "不在各类困难标准以内。",
        "不属于“相对困难”：不低于低保标准 740 元的 2 倍 1,480 元。",
        "不属于“意外致困”：致困原因里没有遭受自然灾害、遭受意外事故、患重特大疾病。",
    )


def test_a_secondary_cause_counts_too() -> None:
    causes = {"main_cause": "其他", "other_causes": f"子女上学、{HIT}"}
    values: dict[str, Any] = {"yearly_income": 74000 * 30, "rigid_spending": 0, "size": 1} | causes
    assert test_income(values, policy()).category == "意外致困"
    assert test_income(household(persons=(person(),), **values), policy()).category == "意外致困"


def family(*told: dict[str, Any], **values: Any) -> IncomeTest:
    return test_income(complete(draft(*told, **values)), policy())


@given(st.lists(st.fixed_dictionaries(dict.fromkeys(FIGURES, FEN)), min_size=1, max_size=5), st.randoms())
def test_the_test_stands_on_the_sums_of_the_persons_in_any_order(people: list[dict[str, Any]], chance: Any) -> None:
    whole = family(*people, size=5, yearly_income=1)
    assert whole.income == sum(one[name] for one in people for name in INCOMES)
    assert whole.spending == sum(one[name] for one in people for name in COSTS)
    mixed = list(people)
    chance.shuffle(mixed)
    assert family(*mixed, size=5) == whole == assess(whole.income, whole.spending, 5, None)


def test_spending_by_person_leaves_an_income_that_is_known_as_a_whole() -> None:
    result = family({"name": "甲", "illness_cost": 600000}, {"name": "乙"}, yearly_income=4200000)
    assert (result.income, result.spending, result.heads) == (4200000, 600000, 2)


def heads(size: int | None, lives_here: Sequence[bool | None], living_size: int | None = None) -> int | None:
    people = tuple(person(seed, lives_here=one) for seed, one in enumerate(lives_here))
    one = household(persons=people, size=size, living_size=living_size)
    return test_income(one, living()).heads


@pytest.mark.parametrize(
    ("lives_here", "living_size", "divided_by"),
    [
        ((None, None, None), None, 3),
        ((True, True, False), None, 2),
        ((None, False, False), None, 1),
        ((True, True, False), 3, 3),
        ((False, False, False), None, None),
    ],
)
def test_where_policy_says_so_it_divides_by_those_who_live_together(
    lives_here: tuple[bool | None, ...], living_size: int | None, divided_by: int | None
) -> None:
    assert heads(3, lives_here, living_size) == divided_by


def test_what_it_divides_by_is_said_and_missed_by_name() -> None:
    result = test_income(household(members=3, living_size=2), living())
    assert result.formula == "(42,000 − 12,000) ÷ 共同生活人口 2 ÷ 12 = 1,250.00 元"
    assert test_income({"yearly_income": 1}, living()).missing == ("共同生活人口",)


def test_a_case_is_the_same_as_long_as_category_and_figures_are() -> None:
    home = household(members=3)
    assert same_case(draft_of(home), home, policy())
    assert same_case(draft_of(replace(home, note="补记")), home, policy())
    assert not same_case(draft_of(replace(home, category="困难")), home, policy())
    assert not same_case(draft_of(replace(home, yearly_income=1)), home, policy())
    poorer = (replace(home.applicant, wage_income=1), *home.persons[1:])
    assert not same_case(draft_of(replace(home, persons=poorer)), home, policy())


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
