"""Pilots of a city: 800 units, 10,000 skilled workers, 20,000 calls and eight years of assessments."""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import quantiles

from desktop.base.changes import Noun
from desktop.base.listing import Query
from desktop.office.office import Office
from desktop.office.sheet_kinds import SHEETS, Asked
from desktop.pilots.matters import MATTERS
from tests import large, large_pilots
from tests.benchmarks.timing import Measure, seconds

ROUNDS = 3
KEY, MATTER, PAGE, ALL, BOOK = 0.050, 0.050, 0.500, 3.0, 1.5
"""Seconds for a keystroke, a matter's list, a page, all assessments of a year, and a sheet."""
LISTS = (
    Noun.PILOTS,
    Noun.SUBMISSIONS,
    Noun.TASKS,
    Noun.ASSESSMENTS,
    Noun.CALLS,
    Noun.PROBLEMS,
    Noun.FILLINGS,
    Noun.TALENTS,
)
TYPED = ("江", "江苏", "强1", "机械", "钳工", "干部5", "第三批", "没有")
SOUGHT = (
    "j", "js", "zq", "赵", "赵强", "机械", "江苏", "1234", "138", "第3批", "产线", "创新", "干部5", "缺钳工3", "qqqq",
)  # fmt: skip
YEAR, QUARTER = 2026, "2026Q3"
_ABOUT_PILOTS = ("pilot-", "assessment-", "incentive-", "studio-", "talent-", "contest-", "monitoring", "contacts")


def measure() -> list[Measure]:
    """All of them."""
    folder = Path(tempfile.mkdtemp())
    os.environ["NIANGJIA_NOW"] = large_pilots.NOW
    try:
        office = Office.open(large_pilots.make(folder / "pilots.niangjia"), large.PASSWORD)
        found = [*_lists(office), *_pages(office), *_year(office), *_sheets(office, folder)]
        office.close()
    finally:
        shutil.rmtree(folder)
    return found


def _lists(office: Office) -> Iterator[Measure]:
    typed = [_taken(partial(_ids, office, Query(noun=noun, text=text))) for noun in LISTS for text in TYPED]
    yield Measure("typing in the lists of pilots, p95 against 50 ms", 1, KEY, quantiles(typed, n=20)[-1])
    matters = [_taken(partial(_ids, office, Query(noun=Noun.PILOTS, matter=one.name))) for one in MATTERS]
    yield Measure("the slowest matter of pilots, against 50 ms", 1, MATTER, max(matters))
    sought = [_taken(partial(office.find, text)) for text in SOUGHT]
    yield Measure("searching everything among pilots, p95 against 50 ms", 1, KEY, quantiles(sought, n=20)[-1])


def _pages(office: Office) -> Iterator[Measure]:
    pages: dict[str, Callable[[], object]] = {
        "the first page": office.overview,
        "the board": office.stages.board,
        "the sentence about papers": office.submissions.completeness,
        "the fronts of a quarter": partial(office.fronts.rollup, QUARTER),
        "the grid of monitoring": partial(office.monitoring.grid, YEAR),
        "who waits for a call": office.pairing.uncontacted,
        "assessments compared": office.assessments.compare,
        "the charts": partial(office.statistics.charts, Noun.PILOTS),
    }
    for name, work in pages.items():
        yield Measure(f"{name} of 800 pilots, against 500 ms", 1, PAGE, _taken(work))


def _year(office: Office) -> Iterator[Measure]:
    units = list(office.ids(Query(noun=Noun.PILOTS)))
    yield Measure("beginning 800 assessments, against 3 s", 1, ALL, seconds(partial(_begin, office, units)))
    numbers = list(office.ids(Query(noun=Noun.ASSESSMENTS, chips={"year": str(YEAR)})))
    known = seconds(lambda: office.assessments.take_known(numbers))
    yield Measure("scoring 800 assessments from the register, against 3 s", 1, ALL, known)
    sheet = _taken(partial(office.assessments.sheet, numbers[0]))
    yield Measure("one score sheet, against 50 ms", 1, KEY, sheet)


def _begin(office: Office, units: list[int]) -> object:
    return office.assessments.begin(units, YEAR)


def _sheets(office: Office, folder: Path) -> Iterator[Measure]:
    asked = Asked(year=YEAR - 1, quarter=3, month=9)
    taken = {
        one.name: seconds(partial(office.sheets.write, one.name, folder / f"{one.name}.xlsx", asked))
        for one in SHEETS
        if one.name.startswith(_ABOUT_PILOTS)
    }
    slowest = max(taken, key=lambda name: taken[name])
    yield Measure(f"the slowest sheet about pilots ({slowest}), against 1.5 s", 1, BOOK, taken[slowest])


def _ids(office: Office, query: Query) -> object:
    return office.ids(query)


def _taken(work: Callable[[], object]) -> float:
    """The least of some rounds: what the work takes where nothing else is going on."""
    return min(seconds(work) for _ in range(ROUNDS))


if __name__ == "__main__":
    sys.stdout.write("\n".join(map(str, measure())))
