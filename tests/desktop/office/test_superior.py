"""A superior's own empty sheet: filled in by its headings, its look and formulas kept, and what it lacks said."""

import datetime as dt
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import Font

from desktop.base.changes import Noun
from desktop.base.errors import WorkbookError
from desktop.office.sheet_kinds import Asked
from desktop.office.sheets import Sheets
from desktop.store import journal, settings
from tests.desktop.office.test_sheets_aid import filled, grown
from tests.offices import Doors

__all__ = ["filled", "grown"]

YEAR = Asked(year=2022)
HEADINGS = (
    ("区（市）", "在档困难职工（户）", None, None, "帮扶情况", None, None, "备注"),
    (None, "合计", "深度困难", "相对困难", "生活救助（元）", "子女助学（万元）", "合计（元）", None),
)


def template(path: Path, *lines: tuple[Any, ...], headings: tuple[tuple[Any, ...], ...] = HEADINGS) -> Path:
    """A sheet like those that come from above, with a line of sums."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["困难职工帮扶工作情况统计表"])
    sheet.append(["填报单位：", *[None] * 5, "填报时间："])
    for line in (*headings, *lines, ("合计", *[None] * 7)):
        sheet.append(line)
    for area in ("A1:H1", "A3:A4", "B3:D3", "E3:G3", "H3:H4"):
        sheet.merge_cells(area)
    sheet["A1"].font = Font(name="方正小标宋简体", size=18)
    sheet["B5"] = "=SUM(C5:D5)"
    book.save(path)
    return path


@pytest.fixture
def sheets(filled: Doors) -> Sheets:
    """Sheets of an office with a name, four files, and a year of aid."""
    with journal.operation(filled.db, "改名", Noun.SETTINGS):
        settings.put(filled.db, "office.name", "镇江新区总工会")
    return Sheets(filled.db, filled.standing)


def written(path: Path) -> Any:
    return openpyxl.load_workbook(path).active


def test_the_offices_line_is_filled_in_by_the_headings(sheets: Sheets, tmp_path: Path) -> None:
    change = sheets.fill(template(tmp_path / "市总.xlsx", (None,) * 8), tmp_path / "报.xlsx", YEAR)
    sheet = written(tmp_path / "报.xlsx")
    assert [cell.value for cell in sheet[5]] == ["镇江新区总工会", "=SUM(C5:D5)", 4, 0, 15_000, 0.3, 18_000, None]
    assert change.count == 5
    assert change.label == "填报市总：报.xlsx（表里没有栏目、没有填的：送温暖 2,760 元）"


def test_look_formulas_and_line_of_sums_stay(sheets: Sheets, tmp_path: Path) -> None:
    sheets.fill(template(tmp_path / "市总.xlsx", (None,) * 8), tmp_path / "报.xlsx", YEAR)
    sheet = written(tmp_path / "报.xlsx")
    assert (sheet["A1"].font.name, sheet["A1"].font.size) == ("方正小标宋简体", 18)
    assert sorted(map(str, sheet.merged_cells.ranges)) == ["A1:H1", "A3:A4", "B3:D3", "E3:G3", "H3:H4"]
    assert [cell.value for cell in sheet[6]] == ["合计", *[None] * 7]
    assert (sheet["A2"].value, sheet["G2"].value) == ("填报单位：镇江新区总工会", "填报时间：2022年12月10日")


def test_a_line_that_names_the_office_is_its_own(sheets: Sheets, tmp_path: Path) -> None:
    lines = (("丹徒区", *[None] * 7), ("镇江新区", *[None] * 7))
    sheets.fill(template(tmp_path / "市总.xlsx", *lines), tmp_path / "报.xlsx", YEAR)
    sheet = written(tmp_path / "报.xlsx")
    assert [sheet.cell(5, place).value for place in (1, 3)] == ["丹徒区", None]
    assert [sheet.cell(6, place).value for place in (1, 3)] == ["镇江新区总工会", 4]


def test_the_year_asked_for_is_filled_in(sheets: Sheets, tmp_path: Path) -> None:
    sheets.fill(template(tmp_path / "市总.xlsx", (None,) * 8), tmp_path / "报.xlsx", Asked(year=2021))
    assert [cell.value for cell in written(tmp_path / "报.xlsx")[5]][2:7] == [0, 0, 0, 0, 0]


@pytest.mark.parametrize("word", ["（户）", "（人次）"])
def test_a_programme_may_be_counted_otherwise_than_in_money(sheets: Sheets, tmp_path: Path, word: str) -> None:
    headings = (("区", f"帮扶{word}", *[None] * 6), (None, "生活救助", "送温暖", *[None] * 5))
    path = template(tmp_path / "市总.xlsx", (None,) * 8, headings=headings)
    sheets.fill(path, tmp_path / "报.xlsx", YEAR)
    assert written(tmp_path / "报.xlsx")["C5"].value == 3


def test_a_sheet_whose_headings_nobody_knows_is_left_alone(sheets: Sheets, tmp_path: Path) -> None:
    path = template(tmp_path / "别的.xlsx", headings=(("甲", "乙", *[None] * 6), (None, "丙", *[None] * 6)))
    with pytest.raises(WorkbookError, match="没有认出困难类别、帮扶项目或产改试点的栏目"):
        sheets.fill(path, tmp_path / "报.xlsx", YEAR)
    assert not (tmp_path / "报.xlsx").exists()


def test_a_sheet_without_an_empty_line_says_what_to_do(sheets: Sheets, tmp_path: Path) -> None:
    with pytest.raises(WorkbookError, match="请先加一个空行"):
        sheets.fill(template(tmp_path / "市总.xlsx"), tmp_path / "报.xlsx", YEAR)


def test_only_an_xlsx_can_be_filled_in(sheets: Sheets, tmp_path: Path) -> None:
    path = tmp_path / "市总.csv"
    path.write_text("区,深度困难\n", "utf-8")
    with pytest.raises(WorkbookError, match="请用 Excel 另存为"):
        sheets.fill(path, tmp_path / "报.xlsx", YEAR)


def test_filling_in_stands_in_the_journal(sheets: Sheets, filled: Doors, tmp_path: Path) -> None:
    sheets.fill(template(tmp_path / "市总.xlsx", (None,) * 8), tmp_path / "报.xlsx", YEAR)
    entry = journal.entries(filled.db, limit=1)[0]
    assert (entry["count"], entry["state"]) == (5, "只登记")
    assert dt.date.fromisoformat(str(entry["at"])[:10]) == dt.date(2022, 12, 10)
