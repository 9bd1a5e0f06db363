"""The yearly spot check: drawn so that anybody can repeat it, registered line by line, undone like anything else."""

import datetime as dt
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.base.changes import Noun
from desktop.base.errors import ForbiddenError, NotFoundError, RefusedError
from desktop.base.fields import Values
from desktop.base.listing import Query
from desktop.cases.samples import draw
from desktop.cases.steps import Verb
from desktop.office.matters import Matters
from desktop.office.samples import Samples
from desktop.store import households, inversion, listings
from tests.offices import TODAY, Doors, enter_many

RESULT: Values = {"result": "符合", "checked_by": "王芳、李强", "checked_on": TODAY, "note": None}
NUMBERS = st.sets(st.integers(1, 10**6), min_size=1, max_size=80)


@pytest.fixture
def samples(doors: Doors) -> Samples:
    return Samples(doors.db, doors.standing)


@given(NUMBERS, st.integers(1, 100), st.integers(0, 10**9), st.randoms())
def test_the_same_seed_and_files_give_the_same_sample(
    numbers: set[int], percent: int, seed: int, chance: random.Random
) -> None:
    shuffled = list(numbers)
    chance.shuffle(shuffled)
    assert draw(shuffled, percent, seed) == draw(sorted(numbers), percent, seed)


@given(NUMBERS, st.integers(1, 100), st.integers(0, 10**9))
def test_no_file_is_drawn_twice_and_never_too_few(numbers: set[int], percent: int, seed: int) -> None:
    drawn = draw(list(numbers), percent, seed)
    assert set(drawn) <= numbers
    assert len(drawn) == len(set(drawn))
    assert len(drawn) * 100 >= len(numbers) * percent > (len(drawn) - 1) * 100


def test_an_inspector_repeats_the_drawing_from_what_is_recorded(doors: Doors, samples: Samples) -> None:
    enter_many(doors.db, range(10))
    samples.draw(2022)
    found = samples.of(2022)
    assert found
    assert (found.sample.percent, found.sample.population, found.checked) == (30, 10, 0)
    repeated = random.Random(found.sample.seed).sample(range(1, 11), 3)  # noqa: S311
    assert [one.line.household for one in found.lines] == repeated
    assert [one.line.position for one in found.lines] == [1, 2, 3]


def test_only_files_on_file_or_suspended_are_drawn(doors: Doors, samples: Samples) -> None:
    on_file, suspended, lifted, _ = doors.enter(0), doors.enter(1), doors.enter(2), doors.apply(3)
    doors.procedure.take(suspended, Verb.SUSPEND, {"day": TODAY, "opinion": "失联"})
    doors.procedure.take(lifted, Verb.LIFT, {"day": TODAY, "people": "张主席", "opinion": "收入稳定"})
    samples.draw(2022, 100, 7)
    found = samples.of(2022)
    assert found
    assert {one.line.household for one in found.lines} == {on_file, suspended}


def test_a_year_is_drawn_once_unless_the_drawing_is_undone(doors: Doors, samples: Samples) -> None:
    enter_many(doors.db, range(4))
    change = samples.draw(2022, 50, 1)
    assert change.label == "抽查 2022 年：4 户抽 2 户（50%）"
    with pytest.raises(ForbiddenError, match="2022 年已在 2022-12-10 抽取过"):
        samples.draw(2022, 50, 2)
    inversion.invert(doors.db, change.operation, households.rederive)
    assert samples.of(2022) is None
    samples.draw(2022, 50, 2)
    assert [one.seed for one in samples.every()] == [2]


@pytest.mark.parametrize("percent", [0, 101, -5])
def test_a_percentage_that_can_not_be_is_refused(doors: Doors, samples: Samples, percent: int) -> None:
    doors.enter()
    with pytest.raises(RefusedError, match="1% 到 100%"):
        samples.draw(2022, percent)


def test_of_no_files_nothing_is_drawn(samples: Samples) -> None:
    with pytest.raises(RefusedError, match="没有在档的档案"):
        samples.draw(2022)


def test_what_was_found_is_written_down_for_one_or_several_and_can_be_undone(doors: Doors, samples: Samples) -> None:
    enter_many(doors.db, range(4))
    samples.draw(2022, 100, 1)
    lines = [one.line.id for one in (samples.of(2022) or pytest.fail("nothing drawn")).lines]
    samples.register(lines[:1], {**RESULT, "note": "搬家"})
    change = samples.register(lines[1:3], RESULT)
    assert change.label == "登记抽查结果：符合 2 户"
    found = samples.of(2022)
    assert found
    assert found.checked == 3
    assert (found.lines[0].line.note, found.lines[0].line.checked_on) == ("搬家", TODAY)
    inversion.invert(doors.db, change.operation, households.rederive)
    again = samples.of(2022)
    assert again
    assert again.checked == 1


def test_a_wrong_outcome_is_refused_with_what_is_wrong(doors: Doors, samples: Samples) -> None:
    doors.enter()
    samples.draw(2022, 100, 1)
    found = samples.of(2022)
    assert found
    wrong = {"result": "差不多", "checked_by": "", "checked_on": dt.date(2022, 12, 11)}
    with pytest.raises(RefusedError) as told:
        samples.register([found.lines[0].line.id], wrong)
    assert [one.code for one in told.value.findings] == ["missing", "unknown_code", "future_date"]
    with pytest.raises(RefusedError, match="早于抽取日期"):
        samples.register([found.lines[0].line.id], {**RESULT, "checked_on": dt.date(2022, 12, 9)})
    with pytest.raises(NotFoundError):
        samples.register([99], RESULT)


def test_drawn_files_are_told_as_unchecked_until_they_are(doors: Doors, samples: Samples) -> None:
    matters = Matters(doors.db, doors.standing)
    enter_many(doors.db, range(3))
    samples.draw(2022, 100, 1)
    assert matters.counts()["sample_unchecked"] == 3
    found = samples.of(2022)
    assert found
    samples.register([found.lines[0].line.id], RESULT)
    assert matters.counts()["sample_unchecked"] == 2


def test_the_drawn_files_are_a_list_with_what_was_found(doors: Doors, samples: Samples) -> None:
    enter_many(doors.db, range(3))
    samples.draw(2022, 100, 1)
    samples.register([1], RESULT)
    query = Query(noun=Noun.SAMPLES, chips={"checked": "待核查", "year": "2022"})
    assert list(listings.ids(doors.db, query)) == [2, 3]
    assert listings.counts(doors.db, Query(noun=Noun.SAMPLES), "result") == {"": 2, "符合": 1}


def test_the_register_on_paper_is_made_of_the_drawn_files(doors: Doors, samples: Samples) -> None:
    with pytest.raises(ForbiddenError, match="还没有抽取"):
        samples.sheet(2022)
    enter_many(doors.db, range(5))
    samples.draw(2022, 50, 1)
    printout = samples.sheet(2022)
    assert (printout.label, printout.count) == ("2022年抽查复核登记表", 3)
    assert printout.pdf().startswith(b"%PDF")
