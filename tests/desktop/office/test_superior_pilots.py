"""A superior's own empty sheet that asks for figures of pilots."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from desktop.base.changes import Noun
from desktop.exchange.sheet_layouts import sheet_layout
from desktop.exchange.superior import pilot_figures, pilot_words
from desktop.office.sheet_kinds import SHEETS, Asked
from desktop.office.sheets import Sheets
from desktop.store import journal, settings
from tests.desktop.office.pilot_year import lived
from tests.offices import Doors

YEAR = Asked(year=2022)
HEADINGS = (
    ("区", "产改试点", None, None, "激励项目", None, None, "队伍"),
    (
        None,
        "试点单位（家）",
        "《实施方案》（份）",
        "走访试点企业",
        "申报项目（个）",
        "申报项目（万元）",
        "拨付（元）",
        "高技能人才（人）",
    ),
)


@pytest.fixture
def sheets(doors: Doors) -> Sheets:
    """Sheets of an office with a name and a year of pilots."""
    lived(doors)
    with journal.operation(doors.db, "改名", Noun.SETTINGS):
        settings.put(doors.db, "office.name", "镇江新区总工会")
    return Sheets(doors.db, doors.standing)


def filled(sheets: Sheets, path: Path, *headings: tuple[Any, ...], asked: Asked = YEAR) -> tuple[list[Any], str]:
    """The office's line of a sheet with these headings once it is filled in, and what is said of it."""
    book = openpyxl.Workbook()
    for line in (*headings, (None,) * len(headings[0]), ("合计",)):
        book.active.append(line)
    book.save(path / "市总.xlsx")
    said = sheets.fill(path / "市总.xlsx", path / "报.xlsx", asked).label
    row = openpyxl.load_workbook(path / "报.xlsx").active[len(headings) + 1]
    return [cell.value for cell in row], said


def test_figures_of_pilots_are_those_of_the_years_sheets(sheets: Sheets, tmp_path: Path) -> None:
    line, said = filled(sheets, tmp_path, *HEADINGS)
    assert line == ["镇江新区总工会", 4, 1, 3, 2, 8, 20_000, 2]
    assert said == "填报市总：报.xlsx"


def test_a_year_without_pilots_is_filled_in_with_nothing(sheets: Sheets, tmp_path: Path) -> None:
    line, _ = filled(sheets, tmp_path, *HEADINGS, asked=Asked(year=2021))
    assert line[:7] == ["镇江新区总工会", 0, 0, 0, 0, 0, 0]


def test_files_and_pilots_may_stand_on_one_sheet(sheets: Sheets, tmp_path: Path) -> None:
    line, _ = filled(sheets, tmp_path, ("区", "深度困难（户）", "创新工作室", "晋级人数"))
    assert line == ["镇江新区总工会", 0, 14, 77]


def test_every_figure_stands_on_a_sheet_about_pilots() -> None:
    of_pilots = {one.name for one in SHEETS if one.room == "pilots"}
    for name, figure in pilot_figures().items():
        assert pilot_words().canonical(name) == name
        words = {one.of for one in sheet_layout(figure.sheet).entries}
        assert figure.sheet in of_pilots
        assert not figure.of or figure.of in words
