"""Errors and formulas without a result are said, not taken for blanks."""

import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwt

from desktop.exchange.reading import read_workbook
from desktop.exchange.unreckoned import FORMULA
from tests.desktop.exchange.workbooks import HEADINGS, ONE, TWO, codes, looked_at, taken, text_file


def with_errors(path: Path, *cells: tuple[str, str, str]) -> Path:
    """A ledger with cells of this place, text, and kind."""
    book = openpyxl.Workbook()
    for row in [(*HEADINGS, "家庭住址", "家庭年收入"), (*ONE, "某路", 36000), (*TWO, "某路", 42000)]:
        book.active.append(row)
    for place, text, kind in cells:
        book.active[place] = text
        book.active[place].data_type = kind
    book.save(path)
    return path


def test_errors_and_formulas_stand_where_they_are(tmp_path: Path) -> None:
    path = with_errors(tmp_path / "a.xlsx", ("D2", "#N/A", "e"), ("E2", "=1+1", "f"), ("D3", "#REF!", "e"))
    rows = read_workbook(path).sheets[0].rows
    assert (rows[1][3:], rows[2][3:]) == (["#N/A", FORMULA], ["#REF!", 42000])


def test_each_is_a_warning_at_its_place_and_the_field_stays_blank(tmp_path: Path) -> None:
    path = with_errors(tmp_path / "a.xlsx", ("D2", "#N/A", "e"), ("E3", "=VLOOKUP(A1,B:C,2)", "f"))
    assert codes(path) == [(2, "formula", "家庭住址", False), (3, "formula", "家庭年收入", False)]
    first, second = taken(path).drafts
    assert (first.values["address"], second.values["yearly_income"]) == (None, None)
    assert looked_at(path).new == 2


def test_a_name_that_is_an_error_is_missing(tmp_path: Path) -> None:
    path = with_errors(tmp_path / "a.xlsx", ("A2", "#N/A", "e"))
    assert [(row, code) for row, code, _, _ in codes(path)] == [(2, "formula"), (2, "missing")]


def test_lines_of_nothing_but_errors_are_no_lines(tmp_path: Path) -> None:
    path = with_errors(tmp_path / "a.xlsx", *((f"{letter}4", "#N/A", "e") for letter in "ABC"))
    assert (len(taken(path).drafts), [one.row for one in taken(path).passed]) == (2, [4])


def test_a_formula_that_gives_nothing_is_a_blank(tmp_path: Path) -> None:
    path = with_errors(tmp_path / "a.xlsx", ("D2", '=IF(1,"","x")', "f"))
    _reckon(path, b'<c r="D2"><f>IF(1,"","x")</f><v /></c>', b'<c r="D2" t="str"><f>IF(1,"","x")</f><v></v></c>')
    assert codes(path) == []


def _reckon(path: Path, before: bytes, after: bytes) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert before in parts["xl/worksheets/sheet1.xml"]
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].replace(before, after)
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


@pytest.mark.parametrize(("code", "mark"), [(0x2A, "#N/A"), (0x17, "#REF!"), (0x07, "#DIV/0!")])
def test_errors_of_old_workbooks_are_seen_too(code: int, mark: str, tmp_path: Path) -> None:
    book = xlwt.Workbook()
    book.add_sheet("空")
    sheet = book.add_sheet("台账")
    rows: list[Any] = [(*HEADINGS, "家庭住址"), ONE]
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            sheet.write(number, column, value)
    sheet.row(1).set_cell_error(3, code)
    book.save(str(tmp_path / "a.xls"))
    assert read_workbook(tmp_path / "a.xls").sheets[1].rows[1][3] == mark
    assert codes(tmp_path / "a.xls") == [(2, "formula", "家庭住址", False)]


def test_errors_in_a_text_are_errors(tmp_path: Path) -> None:
    path = text_file(tmp_path / "a.csv", [(*HEADINGS, "家庭住址"), (*ONE, "#N/A")])
    assert codes(path) == [(2, "formula", "家庭住址", False)]


def test_sheets_are_told_apart_by_their_names(tmp_path: Path) -> None:
    path = with_errors(tmp_path / "a.xlsx", ("D2", "#N/A", "e"))
    book = openpyxl.load_workbook(path)
    book.active.title = "一<镇>&“乡”"
    book.move_sheet(book.create_sheet("封面"), -1)
    book.save(path)
    assert [len(sheet.rows) for sheet in read_workbook(path).sheets] == [0, 3]
    assert read_workbook(path).sheets[1].rows[1][3] == "#N/A"
