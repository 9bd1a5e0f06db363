"""What holds on a day is the latest row that has begun."""

import datetime as dt
from collections.abc import Sequence
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.aid.bank import failure_of
from desktop.base.fields import field_of
from desktop.base.values import read_value
from desktop.cases.household import Household
from desktop.policy.aid_standards import AmountRule, FailureRule, Over, Per, ProgrammeRule, WaiverRule
from desktop.policy.choosing import in_force
from desktop.policy.pilot_standards import (
    BonusRule,
    GradeRule,
    IndicatorRule,
    StageRule,
    SubmissionRule,
    VetoRule,
    points_of,
)
from desktop.policy.standards import CategoryRule, CodeRule, Line, NoticeRule, Policy, Rule
from tests.builders import policy

DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2020, 2, 1))
LABELS = st.sampled_from(["甲", "乙", "丙"])
PLACED = {"valid_from": DAYS, "name": LABELS, "rank": st.integers(1, 5), "used": st.booleans()}
POINTS = st.integers(1, 1000)
RULES: st.SearchStrategy[list[Rule]] = st.lists(
    st.one_of(
        st.builds(Line, valid_from=DAYS, amount=st.integers(1, 100)),
        st.builds(NoticeRule, valid_from=DAYS, working_days=st.integers(1, 9)),
        st.builds(CategoryRule, valid_from=DAYS, category=LABELS, rank=st.integers(1, 5), times=st.just(100)),
        st.builds(
            AmountRule,
            valid_from=DAYS,
            programme=LABELS,
            category=LABELS | st.just(""),
            stage=LABELS | st.just(""),
            amount=st.integers(1, 100),
        ),
        st.builds(ProgrammeRule, valid_from=DAYS, name=LABELS, rank=st.integers(1, 5), purpose=LABELS | st.just("")),
        st.builds(FailureRule, valid_from=DAYS, reason=LABELS, rank=st.integers(1, 5)),
        st.builds(WaiverRule, valid_from=DAYS, item=LABELS, rank=st.integers(1, 5)),
        st.builds(StageRule, **PLACED),
        st.builds(SubmissionRule, needed=st.booleans(), **PLACED),
        st.builds(IndicatorRule, front=LABELS, points=POINTS, scoring=LABELS, **PLACED),
        st.builds(BonusRule, points=POINTS, scoring=LABELS, **PLACED),
        st.builds(VetoRule, **PLACED),
        st.builds(GradeRule, least=POINTS, **PLACED),
        st.builds(CodeRule, valid_from=DAYS, name=LABELS, labels=st.just(("一",))),
    ),
    max_size=20,
)


Placed = StageRule | SubmissionRule | IndicatorRule | BonusRule | VetoRule | GradeRule


def latest(rules: list[Rule], key: str, day: dt.date) -> Rule | None:
    begun = [rule for rule in rules if rule.key == key and rule.valid_from <= day]
    return max(reversed(begun), key=lambda rule: rule.valid_from) if begun else None


def of_pilots(policy: Policy) -> tuple[Sequence[Placed], ...]:
    return policy.stages, policy.submissions, policy.bonuses, policy.vetoes, policy.grades, policy.indicators


def kept(rule: Rule | None) -> Rule | None:
    return None if isinstance(rule, Placed) and not rule.used else rule


@given(RULES, DAYS)
def test_of_each_key_the_latest_that_has_begun_holds(rules: list[Rule], day: dt.date) -> None:
    policy = in_force(rules, day)
    held = {rule.key: rule for rule in (policy.line, policy.notice) if rule}
    several = (policy.categories, policy.amounts.values(), policy.programmes.values(), policy.failures, policy.waivers)
    held |= {rule.key: rule for rows in (*several, *of_pilots(policy)) for rule in rows}
    for key in {rule.key for rule in rules if not isinstance(rule, CodeRule)}:
        assert held.get(key) == kept(latest(rules, key, day))
    named = {rule.name for rule in rules if isinstance(rule, CodeRule) and rule.valid_from <= day}
    said = {"programme": policy.programmes, "failure": policy.failures, "waiver_item": policy.waivers} | dict(
        zip(("stage", "submission", "bonus", "veto", "grade"), of_pilots(policy), strict=False)
    )
    assert policy.codes.keys() == named | {name for name, rows in said.items() if rows}


@given(RULES, DAYS, DAYS)
def test_rules_of_later_days_change_nothing_today(rules: list[Rule], day: dt.date, other: dt.date) -> None:
    begun = [rule for rule in rules if rule.valid_from <= min(day, other)]
    unbegun = [rule for rule in rules if rule.valid_from > min(day, other)]
    assert in_force(begun + unbegun, min(day, other)) == in_force(begun, min(day, other))


@given(RULES, DAYS)
def test_categories_come_hardest_first(rules: list[Rule], day: dt.date) -> None:
    ranks = [rule.rank for rule in in_force(rules, day).categories]
    assert ranks == sorted(ranks)


@given(RULES, DAYS)
def test_rows_about_pilots_come_by_rank_and_those_done_away_with_are_gone(rules: list[Rule], day: dt.date) -> None:
    policy = in_force(rules, day)
    for rows in of_pilots(policy)[:-1]:
        assert [one.rank for one in rows] == sorted(one.rank for one in rows)
    assert all(one.used for rows in of_pilots(policy) for one in rows)


@given(RULES, DAYS, st.permutations(["甲", "乙", "丙"]))
def test_indicators_come_front_after_front_and_lose_no_point(
    rules: list[Rule], day: dt.date, fronts: list[str]
) -> None:
    listed = CodeRule(valid_from=dt.date(2020, 1, 1), name="pilot_front", labels=tuple(fronts))
    policy = in_force([*rules, listed], day)
    grouped = {front: list(rows) for front, rows in groupby(policy.indicators, key=lambda one: one.front)}
    assert list(grouped) == [front for front in fronts if front in grouped]
    for rows in grouped.values():
        assert [one.rank for one in rows] == sorted(one.rank for one in rows)
    assert sum(map(points_of, grouped.values())) == points_of(policy.indicators)


@given(RULES, DAYS)
def test_programmes_failures_and_waivers_come_by_rank(rules: list[Rule], day: dt.date) -> None:
    policy = in_force(rules, day)
    for ranks in ([one.rank for one in rows] for rows in (policy.programmes.values(), policy.failures, policy.waivers)):
        assert ranks == sorted(ranks)


@given(RULES, DAYS, LABELS, LABELS, LABELS)
def test_an_amount_is_that_of_the_row_which_says_most_about_the_recipient(
    rules: list[Rule], day: dt.date, programme: str, category: str, stage: str
) -> None:
    policy = in_force(rules, day)
    rule = policy.amount(programme, category, stage)
    fitting = [
        one
        for one in policy.amounts.values()
        if one.programme == programme and one.category in {category, ""} and one.stage in {stage, ""}
    ]
    assert (rule in fitting) if rule else not fitting
    for other in fitting if rule else ():
        assert rule
        assert (bool(rule.category), bool(rule.stage)) >= (bool(other.category), bool(other.stage))


def test_a_programme_without_a_row_has_the_plain_conditions() -> None:
    plain = policy().programme("没有登记的项目")
    assert (plain.counts_for, plain.per, plain.on_file, plain.over) == (
        "没有登记的项目",
        Per.HOUSEHOLD,
        True,
        Over.WARN,
    )
    assert (plain.form, plain.money, plain.visits, plain.upper_above) == ("", True, False, None)


def test_a_later_row_does_away_with_a_programme() -> None:
    begun = ProgrammeRule(valid_from=dt.date(2022, 1, 1), name="送温暖", rank=1, purpose="慰问")
    gone = ProgrammeRule(valid_from=dt.date(2023, 1, 1), name="送温暖", rank=1, used=False)
    assert in_force([begun, gone], dt.date(2022, 12, 31)).programme("送温暖").counts_for == "慰问"
    assert "送温暖" not in in_force([begun, gone], dt.date(2023, 1, 1)).programmes


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


def test_a_label_that_only_another_version_has_stands_nearest_to_one_of_the_offices_own() -> None:
    codes = policy().codes
    assert codes["category"].renamed == {"低保户": "深度困难", "低保边缘户": "相对困难", "特困": "深度困难"}
    assert codes["category"].canonical("低保户") is None


def test_a_word_of_another_version_is_taken_with_a_doubt_and_an_unknown_one_is_refused() -> None:
    category = field_of(Household, "category")
    taken = read_value(category, "低保边缘户", policy().codes)
    assert (taken.value, [one.code for one in taken.findings], taken.refused) == ("相对困难", ["renamed_code"], False)
    assert read_value(category, "特别困难", policy().codes).refused


def test_a_programme_with_a_row_stands_in_the_list_of_programmes_that_an_older_office_keeps() -> None:
    day = dt.date(2022, 1, 1)
    kept = CodeRule(valid_from=day, name="programme", labels=("送温暖", "生活救助"), synonyms={"慰问": "送温暖"})
    rules = [kept, *(ProgrammeRule(valid_from=day, name=name, rank=1) for name in ("送清凉", "生活救助"))]
    listed = in_force(rules, day).codes["programme"]
    assert listed.labels == ("送温暖", "生活救助", "送清凉")
    assert listed.canonical("慰问") == "送温暖"
    gone = ProgrammeRule(valid_from=day, name="送温暖", rank=1, used=False)
    assert in_force([*rules, gone], day).labels("programme") == ("生活救助", "送清凉")


def test_what_banks_say_means_a_reason_and_a_waiver_is_chosen_from_its_rows() -> None:
    codes = policy().codes
    assert codes["failure"].canonical("账号户名不符") == "户名不符"
    assert codes["failure"].labels[:3] == ("户名不符", "卡号错误", "账户冻结")
    assert codes["waiver_item"].labels == ("水费", "电费", "燃气费", "有线电视费", "公交", "医疗")


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("收款人账号户名不符", "户名不符"),
        ("处理失败：账户冻结", "账户冻结"),
        ("交易失败，无此账号", "卡号错误"),
        ("该卡已销户", "账户注销"),
        ("卡已挂失", "账户注销"),
        ("系统异常", "其他"),
    ],
)
def test_a_banks_sentence_means_a_reason_whatever_else_it_says(said: str, reason: str) -> None:
    found = failure_of(said, policy().failures)
    assert found
    assert found.reason == reason
    assert found.action
