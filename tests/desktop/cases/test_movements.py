"""What became of the files on file is told so that every line balances, and why a file stands on a roster."""

import datetime as dt
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.cases.household import State
from desktop.cases.movements import (
    FIGURES,
    ON_FILE,
    Balance,
    Entering,
    Turn,
    balances,
    entering,
    moves,
    on_file_at,
    summed,
)
from desktop.cases.steps import Step, Verb
from tests.builders import household

CATEGORIES = ("深度困难", "相对困难", "意外致困")
BEGINS, ENDS = dt.date(2026, 11, 1), dt.date(2026, 11, 30)
_DAYS = st.dates(dt.date(2026, 9, 1), dt.date(2026, 12, 31))


@st.composite
def _lives(draw: st.DrawFn) -> list[list[Turn]]:
    """The turns of some files: any states, any categories, days also out of order."""
    return [
        [
            Turn(
                number,
                draw(_DAYS),
                draw(st.sampled_from(State)),
                draw(st.sampled_from(CATEGORIES)),
                draw(st.sampled_from([None, Verb.RELAPSE])),
            )
            for _ in range(draw(st.integers(1, 6)))
        ]
        for number in range(draw(st.integers(0, 8)))
    ]


def told(lives: Sequence[Sequence[Turn]]) -> list[Balance]:
    return balances([move for turns in lives for move in moves(turns)], BEGINS, ENDS, CATEGORIES)


def _category_at(turns: Sequence[Turn], day: dt.date) -> str | None:
    """The independent count: what the last turn says that no later one is earlier than."""
    past = [turn for at, turn in enumerate(turns) if min(one.day for one in turns[at:]) <= day]
    return past[-1].category if past and past[-1].state in ON_FILE else None


@given(lives=_lives())
def test_every_category_and_their_sum_balance(lives: list[list[Turn]]) -> None:
    lines = told(lives)
    for one in (*lines, summed(lines, "合计")):
        came, went = one.new + one.relapsed + one.changed_in, one.changed_out + one.lifted + one.closed
        assert one.before + came - went == one.after
        assert min(getattr(one, name) for name in FIGURES) >= 0
    assert sum(one.changed_in for one in lines) == sum(one.changed_out for one in lines)


@given(lives=_lives())
def test_who_is_on_file_at_both_ends_is_who_stood_so(lives: list[list[Turn]]) -> None:
    for one in told(lives):
        for day, said in ((BEGINS - dt.timedelta(days=1), one.before), (ENDS, one.after)):
            assert said == sum(_category_at(turns, day) == one.category for turns in lives)


@given(lives=_lives(), day=_DAYS)
def test_a_file_is_on_file_on_a_day_as_its_last_turn_says(lives: list[list[Turn]], day: dt.date) -> None:
    for turns in lives:
        assert on_file_at(turns, day) == (_category_at(turns, day) is not None)


def _turns(*said: tuple[int, int, State, Verb | None]) -> list[Turn]:
    return [Turn(1, dt.date(2026, month, day), state, "深度困难", verb) for month, day, state, verb in said]


@pytest.mark.parametrize(
    ("turns", "flows"),
    [
        (_turns((11, 3, State.ON_FILE, Verb.DECIDE)), {"new": 1, "after": 1}),
        (_turns((10, 3, State.ON_FILE, None), (11, 3, State.SUSPENDED, Verb.SUSPEND)), {"before": 1, "after": 1}),
        (_turns((10, 3, State.ON_FILE, None), (11, 3, State.LIFTED, Verb.LIFT)), {"before": 1, "lifted": 1}),
        (_turns((10, 3, State.ON_FILE, None), (11, 3, State.CLOSED, Verb.CLOSE)), {"before": 1, "closed": 1}),
        (
            _turns(
                (9, 3, State.ON_FILE, None),
                (10, 3, State.LIFTED, Verb.LIFT),
                (10, 20, State.ACCEPTED, Verb.RELAPSE),
                (11, 20, State.ON_FILE, Verb.DECIDE),
            ),
            {"relapsed": 1, "after": 1},
        ),
        (_turns((11, 20, State.ON_FILE, None), (10, 3, State.LIFTED, Verb.LIFT)), {}),
    ],
    ids=["new", "resting", "lifted", "closed", "relapsed", "entered after it was lifted"],
)
def test_each_way_of_coming_and_going_has_its_column(turns: list[Turn], flows: dict[str, int]) -> None:
    line = told([turns])[0]
    assert {name: getattr(line, name) for name in FIGURES if getattr(line, name)} == flows


def _step(number: int, verb: Verb, day: dt.date, before: State, after: State) -> Step:
    return Step(id=number, household=1, verb=verb, before=before, after=after, day=day, body={})


def test_a_roster_tells_new_files_from_kept_ones_by_the_day_they_were_approved() -> None:
    decided = _step(1, Verb.DECIDE, dt.date(2026, 3, 1), State.PENDING, State.ON_FILE)
    home = household(filed_on=dt.date(2026, 3, 1))
    assert [entering(home, [decided], year) for year in (2026, 2027)] == [Entering.NEW, Entering.KEPT]


def test_a_file_that_a_ledger_brought_goes_by_the_day_it_was_filed() -> None:
    assert entering(household(filed_on=dt.date(2022, 7, 25)), (), 2022) is Entering.NEW
    assert entering(household(filed_on=None), (), 2022) is Entering.KEPT


def test_who_came_back_into_hardship_is_said_to_in_the_year_of_the_new_approval() -> None:
    steps = [
        _step(1, Verb.LIFT, dt.date(2025, 3, 1), State.ON_FILE, State.LIFTED),
        _step(2, Verb.RELAPSE, dt.date(2026, 2, 1), State.LIFTED, State.ACCEPTED),
        _step(3, Verb.DECIDE, dt.date(2026, 3, 1), State.PENDING, State.ON_FILE),
    ]
    assert [entering(household(), steps, year) for year in (2026, 2027)] == [Entering.RELAPSED, Entering.KEPT]
