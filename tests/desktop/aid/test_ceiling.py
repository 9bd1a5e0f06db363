"""The most that can be given: every basis, every cap, said step by step."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.aid.ceiling import Ask, Ceiling, ceiling, check_amount, needs_superior
from desktop.aid.conflicts import Paid
from desktop.aid.entitlement import Entitlement, entitle
from desktop.cases.household import State
from desktop.policy.aid_standards import AmountRule, Basis, Over, Per, ProgrammeRule
from desktop.policy.standards import Line, Policy
from tests.builders import DAY, household, policy

JANUARY = dt.date(2022, 1, 5)
MEDICAL = ProgrammeRule(valid_from=JANUARY, name="医疗", rank=1, purpose="看病", per=Per.PERSON, form="医疗")
LINE = 74_000


def rule(**values: Any) -> AmountRule:
    return AmountRule(**{"valid_from": JANUARY, "programme": "医疗", "category": "", "times_a_year": 9} | values)


def ruled(*rules: AmountRule, programmes: tuple[ProgrammeRule, ...] = (MEDICAL,)) -> Policy:
    """A policy of these rules only."""
    return replace(
        policy(),
        amounts={(one.programme, one.category, one.stage): one for one in rules},
        programmes={one.name: one for one in programmes},
    )


def paid(amount: int, **values: Any) -> Paid:
    return Paid(**{"programme": "医疗", "amount": amount, "day": JANUARY, "name": "王建国"} | values)


def asked(rules: Policy, *before: Paid, programme: str = "医疗", **values: Any) -> Entitlement:
    return entitle(household(), programme, rules, before, Ask(**{"filed": False} | values))


SHARE = rule(basis=Basis.PERCENT, percent=80, cap_once=800_000, cap=1_600_000)


def test_a_share_of_ones_own_costs_says_every_step() -> None:
    found = asked(ruled(SHARE), paid(300_000), own_payment=1_200_000)
    assert found.reason == (
        "自付 12,000×80% = 9,600；单次上限 8,000；年上限 16,000；本年已发 3,000；还可发 13,000；本次 8,000"
    )
    assert (found.amount, found.standard, found.ceiling, found.left) == (800_000, 960_000, 800_000, 1_300_000)


def test_a_part_of_a_fen_is_left() -> None:
    assert asked(ruled(SHARE), own_payment=99).amount == 79
    assert asked(ruled(rule(basis=Basis.PERCENT, percent=100)), own_payment=12_345).reason == "自付 123.45；本次 123.45"


def test_without_ones_own_costs_a_share_is_not_reckoned() -> None:
    assert asked(ruled(SHARE)).refused == "医疗按自付费用的比例计算，请在申请里补填自付金额。"
    assert asked(ruled(SHARE), filed=True).refused == "医疗按自付费用的比例计算，请先登记申请。"


def test_no_more_is_given_than_was_paid_oneself() -> None:
    found = asked(ruled(rule(amount=2_000_000)), own_payment=350_000)
    assert (found.amount, found.reason) == (350_000, "标准 20,000 元/人；自付 3,500；本次 3,500")


def test_what_is_asked_for_is_given_up_to_the_most_at_a_time() -> None:
    rules = ruled(rule(amount=260_000, cap_once=300_000))
    assert asked(rules).amount == 260_000
    assert asked(rules, asked=280_000).reason == "标准 2,600 元/人；单次上限 3,000；申请 2,800；本次 2,800"
    assert asked(rules, asked=900_000).amount == 300_000
    assert asked(rules, asked=900_000, decided=100_000).reason.endswith("审定 1,000；本次 1,000")


def test_a_stage_has_its_own_amount() -> None:
    rules = ruled(rule(amount=100), rule(stage="高中", amount=300_000), rule(stage="本科", amount=500_000))
    assert [asked(rules, stage=stage).amount for stage in ("高中", "本科", "小学", "")] == [300_000, 500_000, 100, 100]


def test_a_unit_gets_it_for_each_of_its_heads() -> None:
    rules = ruled(rule(amount=3_000, cap_once=5_000))
    found = asked(rules, heads=20, asked=80_000)
    assert found.reason == "标准 30 元/人×20 人 = 600；单次上限 1,000；申请 800；本次 800"
    assert found.ceiling == 100_000


def test_a_visit_is_whole_or_nothing() -> None:
    rules = ruled(rule(amount=260_000, cap_once=300_000))
    found = asked(rules, asked=350_000, whole=True)
    assert (found.amount, found.ceiling, found.final) == (0, 300_000, False)
    assert found.refused == (
        "慰问 3,500 元超过上限 3,000 元，没有列入（标准 2,600 元/人；单次上限 3,000；慰问 3,500；本次 0）。"
    )


def test_where_no_rule_says_an_amount_what_was_decided_is_given_and_nothing_else() -> None:
    given = asked(ruled(), decided=70_000)
    assert (given.amount, given.ceiling) == (70_000, None)
    assert given.reason == "没有登记“深度困难”的医疗标准；审定 700；本次 700"
    assert asked(ruled()).refused == "2022年12月10日没有“深度困难”的医疗标准，请在“设置”里登记。"


# Who counts, and what clashes

PUPILS = ProgrammeRule(valid_from=JANUARY, name="助学", rank=1, per=Per.PERSON, form="助学")
FEAST = ProgrammeRule(valid_from=JANUARY, name="节日", rank=2, per=Per.HOUSEHOLD, purpose="生活")
LIVING = ProgrammeRule(valid_from=JANUARY, name="生活", rank=3, per=Per.HOUSEHOLD, purpose="生活")
BARS = ProgrammeRule(valid_from=JANUARY, name="普惠", rank=4, excludes=("助学",))
ALL = ruled(
    *(rule(programme=name, amount=100_000, times_a_year=1) for name in ("助学", "节日", "生活", "普惠")),
    programmes=(PUPILS, FEAST, LIVING, BARS),
)


def test_schooling_counts_by_pupil_and_living_by_household() -> None:
    sister = paid(100_000, programme="助学", mine=False)
    assert asked(ALL, sister, programme="助学").refused is None
    assert asked(ALL, replace(sister, mine=True), programme="助学").refused
    assert asked(ALL, replace(sister, programme="生活"), programme="生活").refused


def test_two_programmes_for_the_same_purpose_share_their_limits() -> None:
    assert "每年 1 次，2022 年度已发 1 次" in (asked(ALL, paid(1, programme="节日"), programme="生活").refused or "")
    assert asked(ALL, paid(1, programme="助学"), programme="生活").refused is None


@pytest.mark.parametrize(("first", "second"), [("助学", "普惠"), ("普惠", "助学")])
def test_what_excludes_another_refuses_it_whichever_came_first(first: str, second: str) -> None:
    before = paid(100_000, programme=first, batch="秋季助学", mine=False)
    found = asked(ALL, before, programme=second)
    assert found.refused == (
        f"{second}不能与{first}同一年度享受：{first}（王建国） 2022年1月5日，批次“秋季助学”，1,000 元。"
    )
    assert [one.refuses for one in found.conflicts] == [True]


def test_what_the_household_has_for_the_same_purpose_is_told_even_where_it_refuses_nothing() -> None:
    found = asked(ALL, paid(100_000, programme="助学", mine=False, waiting=True), programme="助学")
    assert [one.sentence for one in found.conflicts] == [
        "同一用途：助学（王建国） 2022年1月5日，1,000 元，还没有发放。"
    ]


def test_the_dead_get_nothing_from_any_programme() -> None:
    assert asked(ruled(SHARE), own_payment=1, died=True).refused == "档案里登记已死亡，不能发放。"
    outside = replace(MEDICAL, on_file=False)
    found = entitle(None, "医疗", ruled(SHARE, programmes=(outside,)), (), Ask(filed=False, died=True))
    assert found.final


def test_only_what_goes_outside_the_files_reaches_whoever_has_none() -> None:
    ask = Ask(filed=False, asked=5_000)
    inside = entitle(None, "医疗", ruled(rule(amount=5_000)), (), ask)
    assert inside.refused == "没有困难职工档案，医疗要先建档才能帮扶。"
    rules = ruled(rule(amount=5_000), programmes=(replace(MEDICAL, on_file=False),))
    assert entitle(None, "医疗", rules, (), ask).amount == 5_000
    at_rest = household(state=State.SUSPENDED)
    assert entitle(at_rest, "医疗", rules, (), ask).amount == 5_000
    assert "暂停" in (entitle(at_rest, "医疗", rules, ()).refused or ""), "a file that is drawn must be on file"


# Above the ceiling


def test_an_amount_above_the_ceiling_needs_a_reason_and_somebody_who_allowed_it() -> None:
    assert check_amount("王建国", 800, 800, MEDICAL) == ()
    assert check_amount("王建国", 801, None, MEDICAL) == ()
    [found] = check_amount("王建国", 90_000, 80_000, MEDICAL, override="重病")
    assert found.message == "“王建国”的金额 900 元超过上限 800 元，请改小；确需发放的，请填超上限原因和批准人。"
    assert check_amount("王建国", 90_000, 80_000, MEDICAL, override="重病", override_by="主席办公会") == ()


def test_where_policy_forbids_it_no_reason_helps() -> None:
    strict = replace(MEDICAL, over=Over.FORBID)
    [found] = check_amount("王建国", 90_000, 80_000, strict, override="重病", override_by="主席办公会")
    assert "不许超过" in found.message


def test_a_superior_decides_above_the_line_that_policy_draws() -> None:
    drawn = replace(MEDICAL, upper_above=2_000_000)
    assert [needs_superior(amount, drawn) for amount in (2_000_000, 2_000_001)] == [False, True]
    assert not needs_superior(10**9, MEDICAL)


FEN = st.integers(0, 3 * 10**6)
MAYBE = st.none() | FEN
RULES = st.builds(
    rule,
    basis=st.sampled_from(Basis),
    amount=FEN,
    months=st.integers(0, 15),
    percent=st.integers(1, 100),
    cap=MAYBE,
    cap_once=MAYBE,
    cap_months=st.none() | st.integers(0, 15),
)


def most(one: AmountRule, own: int | None, heads: int, already: int) -> list[int]:
    """An independent oracle: every bound that policy sets, each by itself."""
    bounds = []
    if one.cap is not None:
        bounds.append(one.cap * heads - already)
    if one.cap_months is not None:
        bounds.append(one.cap_months * LINE - already)
    if one.cap_once is not None:
        bounds.append(one.cap_once * heads)
    elif one.basis is Basis.FIXED:
        bounds.append(one.amount * heads)
    elif one.basis is Basis.TIMES_DIBAO:
        bounds.append(one.months * LINE * heads)
    if own is not None:
        bounds.append(own)
    return bounds


@given(one=RULES, own=MAYBE, wish=MAYBE, heads=st.integers(1, 5), before=st.lists(FEN, max_size=3), whole=st.booleans())
def test_no_amount_is_above_any_bound_and_the_ceiling_is_the_tightest(
    one: AmountRule, own: int | None, wish: int | None, *, heads: int, before: list[int], whole: bool
) -> None:
    rules = replace(ruled(one), line=Line(valid_from=DAY, amount=LINE))
    found = asked(rules, *map(paid, before), own_payment=own, asked=wish, heads=heads, whole=whole)
    if own is None and one.basis is Basis.PERCENT:
        assert found.final
        return
    bounds = most(one, own, heads, sum(before))
    if one.basis is Basis.PERCENT:
        bounds.append((own or 0) * (one.percent or 0) // 100)
    assert found.ceiling == max(min(bounds), 0)
    assert 0 <= found.amount <= found.ceiling
    assert wish is None or found.amount <= wish
    assert not whole or found.amount in {0, wish, found.standard}
    assert (found.amount == 0) == (found.refused is not None)
    assert found.refused is None or found.refused.endswith("。")


@given(RULES, FEN, FEN)
def test_who_had_more_has_no_higher_ceiling(one: AmountRule, less: int, more: int) -> None:
    def reckoned(already: int) -> Ceiling:
        return ceiling(one, Ask(own_payment=500_000), LINE, already)

    assert reckoned(less + more).most <= reckoned(less).most
