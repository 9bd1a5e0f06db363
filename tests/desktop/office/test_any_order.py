"""Whatever is done with projects, undone and done again out of its turn, each of a year has a place of its own."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from desktop.base.changes import Change
from desktop.base.errors import KnownError
from desktop.store import households, inversion
from desktop.store.faults import translated
from tests import offices
from tests.offices import Doors, dump
from tests.piloting import DAY, PROJECT, UNIT

PROJECTS = 4
NUMBERS = st.lists(st.integers(1, PROJECTS), min_size=1, max_size=PROJECTS, unique=True)
STEP = st.tuples(
    st.sampled_from(["recommend", "first", "rank", "withdraw", "take back", "change", "grant", "undo", "invert"]),
    NUMBERS,
)
Step = tuple[str, list[int]]


def invert(doors: Doors, number: int) -> Change:
    with translated():
        return inversion.invert(doors.db, number, households.rederive)


def deeds(doors: Doors, numbers: list[int], began: int) -> dict[str, Callable[[], Change]]:
    projects, newest = doors.incentives, offices.scalar(doors.db, "SELECT max(id) FROM operation")
    return {
        "recommend": lambda: projects.recommend(numbers),
        "first": lambda: projects.recommend(numbers, rank=1),
        "rank": lambda: projects.rank(2022, numbers),
        "withdraw": lambda: projects.withdraw(numbers, "单位放弃"),
        "take back": lambda: projects.take_back(numbers, "补正"),
        "change": lambda: projects.change(numbers[0], {"leader": f"周{newest}"}),
        "grant": lambda: projects.grant({numbers[0]: 1_000_000}, day=DAY),
        "undo": lambda: invert(doors, max(newest, began + 1)),
        "invert": lambda: invert(doors, max(newest - numbers[0], began + 1)),
    }


@pytest.fixture(scope="module")
def applied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office in which a pilot applied for some projects."""
    path = offices.make(tmp_path_factory.mktemp("applied") / "office.niangjia")
    with pytest.MonkeyPatch.context() as patch, offices.opened(path) as doors:
        patch.setenv("NIANGJIA_NOW", offices.NOW)
        doors.enterprises.enter(UNIT)
        for number in range(1, PROJECTS + 1):
            doors.incentives.apply(PROJECT | {"enterprise": 1, "name": f"{number}号项目"})
    return path


@settings(max_examples=12, phases=(Phase.explicit, Phase.reuse, Phase.generate))  # each is a file of its own
@example([("recommend", [1, 2]), ("take back", [1]), ("recommend", [3]), ("invert", [1])])
@example([("recommend", [1, 2, 3]), ("rank", [3, 1, 2]), ("change", [1]), ("invert", [1])])
@given(steps=st.lists(STEP, min_size=4, max_size=20))
def test_each_project_of_a_year_keeps_a_place_of_its_own(
    applied: Path, tmp_path_factory: pytest.TempPathFactory, steps: list[Step]
) -> None:
    path = Path(shutil.copyfile(applied, tmp_path_factory.mktemp("order") / "office.niangjia"))
    with pytest.MonkeyPatch.context() as patch, offices.opened(path) as doors:
        patch.setenv("NIANGJIA_NOW", offices.NOW)
        began = offices.scalar(doors.db, "SELECT max(id) FROM operation")
        for name, numbers in steps:
            before = dump(doors.db)
            try:
                deeds(doors, numbers, began)[name]()
            except KnownError:
                assert dump(doors.db) == before
            ranks = sorted(one.rank for one in doors.incentives.of_year(2022) if one.rank is not None)
            assert ranks == list(range(1, len(ranks) + 1)), (name, numbers)
