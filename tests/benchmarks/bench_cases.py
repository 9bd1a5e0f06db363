"""Files of an office of 20,000: one opened and typed into, a page of checklists, and a ledger that is there already."""

import shutil
import sys
import tempfile
from functools import partial
from itertools import cycle
from pathlib import Path

from python_calamine import CalamineWorkbook

from desktop.exchange.ledger import write_ledger
from desktop.office.cases import draft_of
from desktop.office.office import Office
from tests import large
from tests.benchmarks.timing import Measure, paired, seconds

FILES, AGAIN, PAGE = 20_000, 10_000, 100
OPENED, CHECKED, LISTED = 0.020, 0.020, 0.100
"""Seconds in which a form must be filled, its findings stand under their fields, and a page of checklists be there."""


def measure() -> list[Measure]:
    """All of them."""
    folder = Path(tempfile.mkdtemp())
    try:
        office = Office.open(large.make(folder / "large.niangjia", FILES), large.PASSWORD)
        found = [*_one(office), _again(office, folder / "ledger.xlsx")]
        office.close()
    finally:
        shutil.rmtree(folder)
    return found


def _one(office: Office) -> list[Measure]:
    numbers = cycle(range(1, FILES, 397))
    draft = draft_of(office.cases.get(1))
    works = [
        ("what a form shows: file, steps, documents", OPENED, lambda: _open(office, next(numbers))),
        ("checking what is typed", CHECKED, lambda: office.cases.check(draft, 1)),
        (f"the checklists of {PAGE} files", LISTED, partial(office.documents.checklists, range(1, PAGE + 1))),
    ]
    return [
        Measure(f"{name}, {FILES:,} files, against {limit * 1000:.0f} ms", 1, limit, min(map(seconds, [work] * 9)))
        for name, limit, work in works
    ]


def _open(office: Office, number: int) -> None:
    office.cases.get(number)
    office.procedure.of(number)
    office.documents.folder(number)


def _again(office: Office, ledger: Path) -> Measure:
    homes = office.cases.many(range(1, AGAIN + 1))
    write_ledger(ledger, homes, office="某区总工会")

    def floor() -> object:
        return CalamineWorkbook.from_path(ledger).get_sheet_by_index(0).to_python()

    medians = paired(floor, lambda: office.intake.look(ledger), 3)
    return Measure(f"look at a ledger of {AGAIN:,} households that the office has", 8, *medians)


if __name__ == "__main__":
    sys.stdout.write("\n".join(map(str, measure())))
