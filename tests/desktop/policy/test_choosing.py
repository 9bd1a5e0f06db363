"""What holds on a day is the latest row that has begun."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.policy.choosing import in_force
from desktop.policy.standards import AmountRule, CategoryRule, CodeRule, Line, NoticeRule, Rule

DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2020, 2, 1))
LABELS = st.sampled_from(["甲", "乙", "丙"])
RULES: st.SearchStrategy[list[Rule]] = st.lists(
    st.one_of(
        st.builds(Line, valid_from=DAYS, amount=st.integers(1, 100)),
        st.builds(NoticeRule, valid_from=DAYS, working_days=st.integers(1, 9)),
        st.builds(CategoryRule, valid_from=DAYS, category=LABELS, rank=st.integers(1, 5), times=st.just(100)),
        st.builds(AmountRule, valid_from=DAYS, programme=LABELS, category=LABELS, amount=st.integers(1, 100)),
        st.builds(CodeRule, valid_from=DAYS, name=LABELS, labels=st.just(("一",))),
    ),
    max_size=20,
)


def latest(rules: list[Rule], key: str, day: dt.date) -> Rule | None:
    begun = [rule for rule in rules if rule.key == key and rule.valid_from <= day]
    return max(reversed(begun), key=lambda rule: rule.valid_from) if begun else None


@given(RULES, DAYS)
def test_of_each_key_the_latest_that_has_begun_holds(rules: list[Rule], day: dt.date) -> None:
    policy = in_force(rules, day)
    held = {
        rule.key: rule for rule in (policy.line, policy.notice, *policy.categories, *policy.amounts.values()) if rule
    }
    for key in {rule.key for rule in rules if not isinstance(rule, CodeRule)}:
        assert held.get(key) == latest(rules, key, day)
    named = {rule.name for rule in rules if isinstance(rule, CodeRule) and rule.valid_from <= day}
    assert policy.codes.keys() == named


@given(RULES, DAYS, DAYS)
def test_rules_of_later_days_change_nothing_today(rules: list[Rule], day: dt.date, other: dt.date) -> None:
    begun = [rule for rule in rules if rule.valid_from <= min(day, other)]
    unbegun = [rule for rule in rules if rule.valid_from > min(day, other)]
    assert in_force(begun + unbegun, min(day, other)) == in_force(begun, min(day, other))


@given(RULES, DAYS)
def test_categories_come_hardest_first(rules: list[Rule], day: dt.date) -> None:
    ranks = [rule.rank for rule in in_force(rules, day).categories]
    assert ranks == sorted(ranks)


@pytest.mark.parametrize(("day", "amount"), [(30, 700), (31, 700), (32, 740), (400, 740)])
def test_a_new_line_holds_from_its_own_day(day: int, amount: int) -> None:
    rules = [
        Line(valid_from=dt.date(2022, 2, 2), amount=740),
        Line(valid_from=dt.date(2021, 1, 1), amount=700),
    ]
    policy = in_force(rules, dt.date(2022, 1, 1) + dt.timedelta(days=day))
    assert policy.line
    assert policy.line.amount == amount


def test_of_two_rows_from_one_day_the_later_given_corrects_the_first() -> None:
    first = Line(valid_from=dt.date(2022, 1, 1), amount=700)
    second = Line(valid_from=dt.date(2022, 1, 1), amount=740)
    assert in_force([first, second], dt.date(2022, 1, 1)).line == second


def test_before_everything_nothing_holds() -> None:
    policy = in_force([Line(valid_from=dt.date(2022, 1, 1), amount=700)], dt.date(2021, 12, 31))
    assert (policy.line, policy.notice, policy.categories, dict(policy.amounts)) == (None, None, (), {})
    assert policy.labels("sex") == ()
