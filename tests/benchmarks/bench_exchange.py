"""Taking a ledger in and writing a sheet, against what calamine and openpyxl need for the bare cells."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
from python_calamine import CalamineWorkbook

from desktop.base.fields import Kind
from desktop.base.listing import Column
from desktop.exchange.headings import find_tables
from desktop.exchange.intake import take_in
from desktop.exchange.ledger import write_ledger
from desktop.exchange.planning import plan
from desktop.exchange.reading import read_workbook
from desktop.exchange.writing import write_rows
from tests.benchmarks.timing import Measure, paired
from tests.builders import card, household, name, policy, resident_id

HOUSEHOLDS = 10_000
ROWS, COLUMNS = 100_000, 30
_KINDS = (Kind.NAME, Kind.RESIDENT_ID, Kind.CARD, Kind.MONEY, Kind.COUNT, Kind.TEXT)
_LINE = (name(), resident_id(), card(), 500000, 3, "镇江春风机械有限公司")


def measure() -> list[Measure]:
    """Import without the store, whose share is measured with the office, and export."""
    with tempfile.TemporaryDirectory() as folder:
        return [_import(Path(folder)), _export(Path(folder))]


def _import(folder: Path) -> Measure:
    ledger = folder / "ledger.xlsx"
    write_ledger(ledger, (household(seed, members=seed % 4) for seed in range(HOUSEHOLDS)), office="某区总工会")
    in_force = policy()

    def floor() -> object:
        return CalamineWorkbook.from_path(ledger).get_sheet_by_index(0).to_python()

    def ours() -> object:
        return plan(take_in(find_tables(read_workbook(ledger)), in_force).drafts, {})

    return Measure(f"look at a ledger of {HOUSEHOLDS:,} households", 6, *paired(floor, ours, 3))


def _lines() -> Iterator[tuple[str | int, ...]]:
    for _ in range(ROWS):
        yield _LINE * (COLUMNS // len(_LINE))


def _export(folder: Path) -> Measure:
    columns = [Column(name=str(n), label=f"第{n}列", kind=_KINDS[n % len(_KINDS)]) for n in range(COLUMNS)]

    def floor() -> None:
        book = openpyxl.Workbook(write_only=True)
        sheet = book.create_sheet()
        for line in _lines():
            sheet.append(line)
        book.save(folder / "floor.xlsx")

    def ours() -> None:
        write_rows(folder / "ours.xlsx", "名单", columns, _lines())

    return Measure(f"write a sheet of {ROWS:,} × {COLUMNS}", 1.2, *paired(floor, ours, 1))
