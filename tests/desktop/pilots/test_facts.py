"""What the register says to an indicator: in proportion, never above its points, with the sum in a sentence."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.pilots.facts import Facts, known
from desktop.pilots.scheme import Indicator
from desktop.policy.pilot_standards import FACTS


def asked(fact: str, full: int | None, points: int = 60, front: str = "素质提升") -> Indicator:
    return Indicator(front=front, name="一项", points=points, fact=fact, full=full)


def test_a_share_is_told_with_both_numbers() -> None:
    found = known(asked("skilled_share", 40), Facts(skilled=120, industrial_workers=400))
    assert found == (45, "技能人才 120 人 / 产业工人 400 人 = 30%，满分要 40%，得 4.5 分。")


def test_a_count_is_told_with_what_full_points_want() -> None:
    assert known(asked("contests", 2), Facts(contests=1)) == (30, "当年竞赛次数 1 次，满分要 2 次，得 3 分。")
    assert known(asked("contests", 2), Facts(contests=5)) == (60, "当年竞赛次数 5 次，满分要 2 次，得 6 分。")


def test_what_nobody_entered_gives_no_points_but_says_what_is_missing() -> None:
    found = known(asked("member_rate", 90), Facts(workers=500))
    assert found == (None, "没有登记会员，系统算不出。")
    assert known(asked("member_rate", 90), Facts(workers=0, members=0)) == (None, "没有职工，系统算不出。")


def test_tasks_count_for_their_own_front() -> None:
    facts = Facts(tasks={"素质提升": (4, 3), "建功立业": (1, 0)})
    assert known(asked("tasks_done", 100), facts) == (
        45,
        "完成任务 3 项 / 本方面的任务 4 项 = 75%，满分要 100%，得 4.5 分。",
    )
    assert known(asked("tasks_done", 100, front="队伍壮大"), facts) == (None, "没有本方面的任务，系统算不出。")


def test_without_a_fact_or_a_value_for_full_points_it_is_scored_by_hand() -> None:
    assert known(asked("", None), Facts()) is None
    assert known(asked("contests", None), Facts(contests=1)) is None


@pytest.mark.parametrize("fact", FACTS)
def test_every_fact_that_policy_can_name_is_answered(fact: str) -> None:
    assert known(asked(fact, 100), Facts()) is not None


@given(st.integers(0, 5000), st.integers(1, 5000), st.integers(1, 100), st.integers(0, 200))
def test_points_stay_within_their_bounds_and_are_cut_to_tenths(part: int, whole: int, full: int, points: int) -> None:
    found = known(asked("skilled_share", full, points), Facts(skilled=part, industrial_workers=whole))
    assert found
    assert found.points is not None
    assert 0 <= found.points <= points
    assert found.points == points or found.points * whole * full <= points * part * 100
    assert found.points == points or (found.points + 1) * whole * full > points * part * 100


@pytest.mark.parametrize("fact", FACTS)
def test_a_year_that_is_over_gives_the_same_points_and_says_what_has_no_day(fact: str) -> None:
    heads = {"workers": 500, "industrial_workers": 400, "skilled": 120, "high_skilled": 40, "members": 450}
    facts = Facts(**heads, registered_members=9, quarters=4, contests=1, studios=2, tasks={"素质提升": (4, 3)})
    now, over = known(asked(fact, 100), facts), known(asked(fact, 100), replace(facts, over=2021))
    assert now
    assert over
    assert over.points == now.points
    no_day = fact in {"skilled_share", "high_skilled_share", "member_rate", "registered_rate"}
    assert over.sentence == now.sentence + ("人数按评分时的登记，非年末数。" if no_day else "")


def test_skilled_workers_of_a_year_that_is_over_are_counted_by_their_certificates() -> None:
    facts = Facts(over=2021, dated=True, skilled=60, high_skilled=20, industrial_workers=400)
    share, high = known(asked("skilled_share", 50), facts), known(asked("high_skilled_share", 50), facts)
    assert share
    assert high
    assert share.sentence.endswith("技能人才按发证日期计到年末，产业工人按评分时的登记。")
    assert high.sentence.endswith("得 4 分。技能人才按发证日期计到年末。")
    some = known(asked("high_skilled_share", 50), replace(facts, skilled_undated=2))
    assert some
    assert some.sentence.endswith("技能人才按发证日期计到年末，没有登记发证日期的 2 人也计入。")


@given(st.integers(0, 400), st.integers(0, 400))
def test_who_has_more_never_gets_less(one: int, other: int) -> None:
    less, more = sorted((one, other))
    few = known(asked("skilled_share", 40), Facts(skilled=less, industrial_workers=400))
    many = known(asked("skilled_share", 40), Facts(skilled=more, industrial_workers=400))
    assert few
    assert many
    assert (few.points or 0) <= (many.points or 0)
