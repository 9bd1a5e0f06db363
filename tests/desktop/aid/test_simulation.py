"""What changed rules would cost is what everybody gets, added up."""

import datetime as dt
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from desktop.aid.ceiling import Ask, ceiling
from desktop.aid.simulation import Alike, Simulation, costs
from desktop.policy.aid_standards import AmountRule, Basis
from desktop.policy.standards import Line, Policy
from tests.builders import policy

DAY = dt.date(2022, 1, 1)
CATEGORIES = st.sampled_from(["深度困难", "相对困难"])
CASES = st.lists(
    st.builds(
        Alike,
        programme=st.just("生活救助"),
        category=CATEGORIES,
        stage=st.sampled_from(["", "高中"]),
        count=st.integers(1, 50),
        applied=st.booleans(),
        own=st.none() | st.integers(0, 10_000_000),
    ),
    max_size=12,
)
RULES = st.lists(
    st.builds(
        AmountRule,
        valid_from=st.just(DAY),
        programme=st.just("生活救助"),
        category=CATEGORIES | st.just(""),
        stage=st.sampled_from(["", "高中"]),
        basis=st.sampled_from([Basis.FIXED, Basis.TIMES_DIBAO]),
        amount=st.integers(0, 1_000_000),
        months=st.integers(0, 12),
        cap=st.none() | st.integers(1, 1_000_000),
        cap_once=st.none() | st.integers(1, 1_000_000),
        cap_months=st.none() | st.integers(1, 12),
        times_a_year=st.integers(0, 4),
    ),
    max_size=5,
)


def ruled(*rules: AmountRule) -> Policy:
    return replace(policy(), amounts={(one.programme, one.category, one.stage): one for one in rules})


@given(CASES, RULES, RULES)
def test_nobody_is_lost_and_what_does_not_change_costs_the_same(
    cases: list[Alike], now: list[AmountRule], then: list[AmountRule]
) -> None:
    found = costs(cases, ruled(*now), ruled(*then))
    assert sum(one.count for one in found) == sum(one.count for one in cases)
    assert len({(one.category, one.stage) for one in found}) == len(found)
    assert all(one.before == one.after for one in costs(cases, ruled(*now), ruled(*now)))
    assert [one.before for one in found if one.rule_before is None] == [0] * sum(not one.rule_before for one in found)


@given(CASES, RULES)
def test_nobody_gets_more_in_a_year_than_the_cap_of_the_year(cases: list[Alike], rules: list[AmountRule]) -> None:
    for one in costs(cases, ruled(), ruled(*rules)):
        rule = one.rule_after
        if rule and rule.cap is not None:
            assert one.after <= rule.cap * one.count
        if rule and rule.cap_months is not None:
            assert one.after <= rule.cap_months * 74_000 * one.count


def test_files_are_paid_as_often_as_the_rule_says_and_applications_once() -> None:
    rule = AmountRule(valid_from=DAY, programme="送温暖", category="", amount=100_000, times_a_year=3, cap=250_000)
    files = Alike(programme="送温暖", category="困难", count=2)
    found = costs([files, replace(files, category="深度困难", applied=True)], ruled(), ruled(rule))
    assert [(one.category, one.before, one.after) for one in found] == [("困难", 0, 500_000), ("深度困难", 0, 200_000)]


def test_a_share_is_reckoned_of_what_each_paid_and_capped_for_each() -> None:
    rule = AmountRule(valid_from=DAY, programme="医疗救助", category="", basis=Basis.PERCENT, percent=80, cap=1_000_000)
    paid = [
        Alike(programme="医疗救助", category="困难", count=1, applied=True, own=own) for own in (500_000, 9_000_000)
    ]
    unknown = replace(paid[0], own=None)
    (found,) = costs([*paid, unknown], ruled(), ruled(rule))
    assert (found.count, found.after) == (3, 400_000 + 1_000_000)


def test_a_new_line_costs_more_by_the_months_that_hang_on_it() -> None:
    rule = AmountRule(valid_from=DAY, programme="生活救助", category="", basis=Basis.TIMES_DIBAO, months=10)
    now = ruled(rule)
    then = replace(now, line=Line(valid_from=DAY, amount=76_000))
    (found,) = costs([Alike(programme="生活救助", category="困难", count=3)], now, then)
    assert (found.before, found.after) == (3 * 740_000, 3 * 760_000)
    once = ceiling(rule, Ask(), 76_000, 0)
    assert found.after == 3 * min(once.standard, once.most)


def test_what_is_missing_is_what_is_still_to_be_paid_beyond_the_balance() -> None:
    rule = AmountRule(valid_from=DAY, programme="生活救助", category="", amount=500_000)
    made = costs([Alike(programme="生活救助", category="困难", count=4)], ruled(), ruled(rule))
    for spent, balance, missing in ((0, 2_000_000, 0), (0, 500_000, 1_500_000), (1_500_000, 0, 500_000), (9**9, 0, 0)):
        found = Simulation(year=2022, costs=made, spent=spent, balance=balance)
        assert (found.before, found.after, found.more, found.missing) == (0, 2_000_000, 2_000_000, missing)
