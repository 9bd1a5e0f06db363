"""Waves and years side by side: averages, grades, places, and what changed since the year before."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from desktop.pilots.comparing import NO_WAVE, Judged, average, by_wave, by_year, ranking


def judged(enterprise: int, total: int, year: int = 2022, **values: Any) -> Judged:
    usual = {
        "assessment": enterprise * 10 + year,
        "name": f"{enterprise}号公司",
        "wave": 1,
        "wave_name": "第一批",
        "wave_place": 1,
        "grade": "优秀" if total >= 900 else "良好",
        "fronts": {"建功立业": (total // 10, 200)},
    }
    return Judged(enterprise=enterprise, total=total, year=year, **usual | values)


SECOND = {"wave": 2, "wave_name": "第二批", "wave_place": 2}
EVERY = [judged(1, 800, 2021), judged(1, 920), judged(2, 850), judged(3, 920, **SECOND), judged(4, 700, wave=None,
         wave_name=None, wave_place=None)]  # fmt: skip


def test_each_wave_has_its_average_its_fronts_and_its_grades() -> None:
    first, second, none = by_wave(one for one in EVERY if one.year == 2022)
    assert (first.label, first.count, first.average) == ("第一批", 2, 885)
    assert first.fronts == {"建功立业": (89, 200)}
    assert first.grades == {"优秀": 1, "良好": 1}
    assert (second.label, none.label) == ("第二批", NO_WAVE)


def test_years_stand_the_oldest_first() -> None:
    assert [(one.label, one.count) for one in by_year(EVERY)] == [("2021 年", 1), ("2022 年", 4)]


def test_equal_totals_share_a_place_and_the_next_comes_after_both() -> None:
    assert [(one.place, one.name, one.moved) for one in ranking(EVERY, 2022)] == [
        (1, "1号公司", "+12"),
        (1, "3号公司", ""),
        (3, "2号公司", ""),
        (4, "4号公司", ""),
    ]


def test_a_unit_that_is_vetoed_comes_behind_all_others_whatever_its_total() -> None:
    every = [judged(1, 950, grade="不合格", vetoed=True), judged(2, 600), judged(3, 800)]
    assert [(one.place, one.enterprise) for one in ranking(every, 2022)] == [(1, 3), (2, 2), (3, 1)]


def test_a_loss_is_told_with_its_sign() -> None:
    (one,) = ranking([judged(1, 900, 2021), judged(1, 875)], 2022)
    assert one.moved == "−2.5"


def test_a_front_that_a_scheme_lacks_is_left_out_of_its_average() -> None:
    (group,) = by_year([judged(1, 900), judged(2, 900, fronts={"队伍壮大": (50, 100)})])
    assert group.fronts == {"建功立业": (90, 200), "队伍壮大": (50, 100)}


@given(st.lists(st.integers(0, 1100), min_size=1))
def test_an_average_lies_within_its_numbers_and_half_a_tenth_of_the_truth(numbers: list[int]) -> None:
    found = average(numbers)
    assert min(numbers) <= found <= max(numbers)
    assert abs(2 * (found * len(numbers) - sum(numbers))) <= len(numbers)
