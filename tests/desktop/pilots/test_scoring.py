"""What scores come to: a bonus counts within its cap, a veto gives the last grade, and nothing is guessed."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.base.errors import ForbiddenError
from desktop.pilots.scheme import BONUS, Grade, Scheme, doubts, from_json, scheme_of, to_json
from desktop.pilots.scoring import Mark, above, grade_of, reckon
from tests.builders import policy

SCHEME = scheme_of(policy())
PLACES = {one.name: place for place, one in enumerate(SCHEME.grades)}


def marks(shares: Sequence[int | None]) -> list[Mark]:
    """A mark for everything that is scored: so many hundredths of its points, None for nothing yet."""
    pairs = zip(SCHEME.every, shares, strict=True)
    return [
        Mark(one.front, one.name, one.points, None if share is None else one.points * share // 100)
        for one, share in pairs
    ]


SHARES = st.lists(st.integers(0, 100), min_size=len(SCHEME.every), max_size=len(SCHEME.every))
SOME = st.lists(st.none() | st.integers(0, 100), min_size=len(SCHEME.every), max_size=len(SCHEME.every))
VETOES = st.sets(st.sampled_from(SCHEME.vetoes)).map(tuple)


def test_full_marks_are_a_hundred_points_and_the_best_grade() -> None:
    full = reckon([Mark(one.front, one.name, one.points, one.points) for one in SCHEME.indicators], SCHEME)
    assert (full.total, full.grade, full.bonus) == (1000, "优秀", 0)
    assert dict(full.fronts) == SCHEME.fronts
    assert sum(SCHEME.fronts.values()) == SCHEME.full == 1000


def test_a_bonus_lifts_the_total_above_a_hundred_but_never_by_more_than_its_cap() -> None:
    everything = reckon([Mark(one.front, one.name, one.points, one.points) for one in SCHEME.every], SCHEME)
    assert everything.claimed == sum(one.points for one in SCHEME.bonuses) == 120
    assert (everything.bonus, everything.total) == (100, 1100)


@pytest.mark.parametrize(
    ("total", "grade"),
    [(1000, "优秀"), (900, "优秀"), (899, "良好"), (800, "良好"), (600, "合格"), (599, "不合格"), (0, "不合格")],
)  # fmt: skip
def test_a_grade_is_given_from_its_least_total(total: int, grade: str) -> None:
    assert grade_of(total, SCHEME.grades, vetoed=False) == grade


def test_a_total_below_every_grade_gets_the_last_one() -> None:
    grades = (Grade(name="好", least=900), Grade(name="一般", least=600))
    assert grade_of(10, grades, vetoed=False) == "一般"


@given(SHARES, VETOES)
def test_the_total_is_the_sum_of_the_fronts_and_the_capped_bonus(shares: list[int], vetoes: tuple[str, ...]) -> None:
    found = reckon(marks(shares), SCHEME, vetoes)
    assert found.total == sum(found.fronts.values()) + found.bonus == found.so_far
    assert found.bonus == min(found.claimed, SCHEME.bonus_most) <= SCHEME.bonus_most
    assert all(found.fronts[front] <= most for front, most in SCHEME.fronts.items())


@given(SOME, st.sets(st.sampled_from(SCHEME.vetoes), min_size=1).map(tuple))
def test_a_veto_gives_the_last_grade_whatever_the_marks(shares: list[int | None], vetoes: tuple[str, ...]) -> None:
    assert reckon(marks(shares), SCHEME, vetoes).grade == "不合格"


@given(SHARES, st.integers(0, len(SCHEME.indicators) - 1), st.integers(0, 100))
def test_a_higher_mark_never_gives_less_or_a_worse_grade(shares: list[int], place: int, share: int) -> None:
    lower, higher = sorted((shares[place], share))
    less = reckon(marks([*shares[:place], lower, *shares[place + 1 :]]), SCHEME)
    more = reckon(marks([*shares[:place], higher, *shares[place + 1 :]]), SCHEME)
    assert less.total is not None
    assert more.total is not None
    assert less.total <= more.total
    assert PLACES[str(more.grade)] <= PLACES[str(less.grade)]


@given(SOME)
def test_a_missing_indicator_leaves_no_total_and_counts_nothing(shares: list[int | None]) -> None:
    found = reckon(marks(shares), SCHEME)
    absent = [one.name for one, share in zip(SCHEME.indicators, shares, strict=False) if share is None]
    assert [one.name for one in found.missing] == absent
    assert (found.total is None, found.grade is None) == (bool(absent), bool(absent))
    assert bool(found.lacks) == bool(absent)
    assert found.so_far == reckon(marks([share or 0 for share in shares]), SCHEME).total


@given(SOME, VETOES, st.randoms())
def test_the_order_in_which_marks_were_given_changes_nothing(
    shares: list[int | None], vetoes: tuple[str, ...], chance: object
) -> None:
    every = marks(shares)
    other = list(every)
    chance.shuffle(other)  # type: ignore[attr-defined]
    first, second = reckon(every, SCHEME, vetoes), reckon(other, SCHEME, vetoes)
    assert (first.fronts, first.total, first.grade, first.bonus) == (
        second.fronts, second.total, second.grade, second.bonus
    )  # fmt: skip
    assert set(first.missing) == set(second.missing)


@given(st.integers(0, 2000), st.integers(0, 1000))
def test_a_mark_above_its_points_is_refused_with_both_numbers(mark: int, points: int) -> None:
    found = above(Mark("建功立业", "劳动竞赛", points, mark))
    assert (found is not None) == (mark > points)


def test_the_refusal_says_what_to_do() -> None:
    found = above(Mark("队伍壮大", "入会率", 20, 25))
    assert found
    assert found.message == "入会率最多 2 分，填了 2.5 分，请改小。"


def test_a_bonus_without_a_mark_is_none_and_lacks_nothing() -> None:
    found = reckon([Mark("建功立业", "竞赛", 60, 60), Mark(BONUS, "媒体报道", 30, None)], SCHEME)
    assert (found.total, found.missing) == (60, ())


def test_a_scheme_comes_back_as_it_was_kept() -> None:
    assert from_json(to_json(SCHEME)) == SCHEME
    assert from_json("{}") == Scheme()


def test_without_indicators_or_grades_there_is_nothing_to_assess_by() -> None:
    for lacking in (replace(policy(), indicators=()), replace(policy(), grades=())):
        with pytest.raises(ForbiddenError, match="不能开始评价"):
            scheme_of(lacking)


def test_a_sum_that_isn_t_a_hundred_is_doubted() -> None:
    assert not list(doubts(SCHEME))
    (found,) = doubts(replace(SCHEME, indicators=SCHEME.indicators[1:]))
    assert not found.refuses
    assert found.message.startswith("各指标合计 96 分，不是 100 分")
