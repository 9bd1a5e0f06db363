"""What persons have and spend adds up, each side by itself."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.cases.figures import FIGURES, figures, totals
from desktop.cases.household import COSTS, INCOMES
from tests.builders import person

FEN = st.none() | st.integers(0, 10**9)
PEOPLE = st.lists(st.fixed_dictionaries({}, optional=dict.fromkeys(FIGURES, FEN)), max_size=6)


@given(PEOPLE)
def test_the_sums_of_persons_and_those_of_kinds_come_to_the_same(people: list[dict[str, Any]]) -> None:
    told = figures(people)
    for names in (INCOMES, COSTS, FIGURES):
        by_person = [told.of_person(number, names) or 0 for number in range(len(people))]
        assert sum(by_person) == (told.of_all(names) or 0) == sum(told.of_all([name]) or 0 for name in names)


@given(PEOPLE)
def test_a_total_is_there_just_where_somebody_has_a_figure_of_that_side(people: list[dict[str, Any]]) -> None:
    found = totals(people)
    for name, kinds in (("yearly_income", INCOMES), ("rigid_spending", COSTS)):
        known = [one[kind] for one in people for kind in kinds if one.get(kind) is not None]
        assert found.get(name) == (sum(known) if known else None)


@given(PEOPLE, st.randoms())
def test_the_order_of_persons_does_not_matter(people: list[dict[str, Any]], chance: Any) -> None:
    mixed = list(people)
    chance.shuffle(mixed)
    assert totals(mixed) == totals(people)


@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_counts(name: str) -> None:
    assert list(totals([person(1, **{name: 5})]).values()) == [5]


def test_a_record_counts_like_its_values() -> None:
    assert totals([person(1, wage_income=5, work_cost=0)]) == totals([{"wage_income": 5, "work_cost": 0}])


def test_no_income_is_a_figure_and_no_figure_is_none() -> None:
    assert totals([{"wage_income": 0}]) == {"yearly_income": 0}
    assert totals([{"wage_income": None}, {}]) == {}
