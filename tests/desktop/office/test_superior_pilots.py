"""A superior's own empty sheet that asks for figures of pilots."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import Font

from desktop.base.changes import Noun
from desktop.base.errors import WorkbookError
from desktop.exchange.sheet_layouts import sheet_layout
from desktop.exchange.superior import pilot_figures, pilot_words
from desktop.office.sheet_kinds import SHEETS, Asked
from desktop.office.sheets import Sheets
from desktop.store import journal, settings
from tests import growing
from tests.desktop.office.pilot_year import NAMES, lived
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


@pytest.fixture(scope="module")
def grown(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return growing.grown(template, tmp_path_factory, fill)


@pytest.fixture
def sheets(doors: Doors, grown: Path) -> Sheets:  # noqa: ARG001  (what the doors lead to)
    return Sheets(doors.db, doors.standing)


def fill(doors: Doors) -> None:
    """An office with a name and a year of pilots."""
    lived(doors)
    with journal.operation(doors.db, "改名", Noun.SETTINGS):
        settings.put(doors.db, "office.name", "镇江新区总工会")


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


# A line for each


PROJECTS = ("序号", "单位名称", "项目名称", "联系电话", "申请金额（万元）", "核定金额（元）", "推荐排序")


def listed(sheets: Sheets, path: Path, headings: tuple[tuple[Any, ...], ...], free: int = 5) -> tuple[Any, str]:
    """A sheet with numbered empty lines above one of sums once it is filled in, and what is said of it."""
    book = openpyxl.Workbook()
    for line in (("汇总表",), *headings, *((number + 1, *[None] * 6) for number in range(free)), ("合计",)):
        book.active.append(line)
    book.active.cell(len(headings) + 2, 2).font = Font(name="仿宋_GB2312")
    book.active.cell(len(headings) + 2 + free, 5).value = "=SUM(E3:E7)"
    book.save(path / "市总.xlsx")
    said = sheets.fill(path / "市总.xlsx", path / "报.xlsx", Asked(year=2022, quarter=4)).label
    return openpyxl.load_workbook(path / "报.xlsx").active, said


def cells(sheet: Any, row: int) -> list[Any]:
    return [cell.value for cell in sheet[row]]


def test_a_sheet_with_a_line_for_each_project_gets_our_lines(sheets: Sheets, tmp_path: Path) -> None:
    sheet, said = listed(sheets, tmp_path, (PROJECTS,))
    assert cells(sheet, 3) == [1, NAMES[0], "智能产线改造", None, 5, 40_000, 1]
    assert cells(sheet, 4) == [2, NAMES[1], "焊工实训基地", None, 3, None, 2]
    assert cells(sheet, 5)[:2] == [3, None]
    assert cells(sheet, 8)[4] == "=SUM(E3:E7)"
    assert sheet["B3"].font.name == "仿宋_GB2312"
    assert said == "填报市总：报.xlsx（按2022年产改激励项目申报汇总表逐行填写；没有认出的栏目：联系电话）"


def test_headings_that_are_alike_are_told_apart_by_what_stands_over_them(sheets: Sheets, tmp_path: Path) -> None:
    over = ("序号", "单位", "实施方案", "实施方案", "组织机构文件", "组织机构文件", "阶段")
    below = (None, None, "文号", "收到日期", "文号", "收到日期", None)
    sheet, _ = listed(sheets, tmp_path, (over, below))
    assert cells(sheet, 4)[2::2] == ["甲发〔2022〕8号", "甲发〔2022〕3号", "年度评价"]
    assert sheet["D4"].number_format == "yyyy-mm-dd"


def test_points_are_written_as_points(sheets: Sheets, tmp_path: Path) -> None:
    sheet, _ = listed(sheets, tmp_path, (("序号", "单位", "建功立业", "总分", "等次", "存在问题", None),))
    assert cells(sheet, 4)[:5] == [2, NAMES[1], 16, 76, "合格"]


def test_too_few_empty_lines_are_said_and_nothing_is_written(sheets: Sheets, tmp_path: Path) -> None:
    with pytest.raises(WorkbookError, match="只留了 1 个空行，要填 2 行，没有填写；请先插入 1 行"):
        listed(sheets, tmp_path, (PROJECTS,), free=1)
    assert not (tmp_path / "报.xlsx").exists()


@pytest.mark.parametrize("name", [one.name for one in SHEETS if one.room == "pilots"])
def test_our_own_sheet_emptied_is_filled_in_as_it_was(sheets: Sheets, tmp_path: Path, name: str) -> None:
    asked = Asked(year=2022, quarter=3 if name == "monitoring" else 4)
    sheets.write(name, tmp_path / "我.xlsx", asked)
    book = openpyxl.load_workbook(tmp_path / "我.xlsx")
    top = 4 + bool(sheet_layout(name).groups)
    written = [cells(book.active, row) for row in range(top, book.active.max_row + 1)]
    for row in book.active.iter_rows(min_row=top):
        for cell in row:
            cell.value = None
    book.save(tmp_path / "空.xlsx")
    said = sheets.fill(tmp_path / "空.xlsx", tmp_path / "报.xlsx", asked)
    filled_in = openpyxl.load_workbook(tmp_path / "报.xlsx").active
    lines = [row for row in written if row[0] not in {"合计", "小计", "平均"}]
    assert [cells(filled_in, row) for row in range(top, top + len(lines))] == lines
    assert "逐行填写）" in said.label or "推荐意见" in said.label


def test_every_figure_stands_on_a_sheet_about_pilots() -> None:
    of_pilots = {one.name for one in SHEETS if one.room == "pilots"}
    for name, figure in pilot_figures().items():
        assert pilot_words().canonical(name) == name
        words = {one.of for one in sheet_layout(figure.sheet).entries}
        assert figure.sheet in of_pilots
        assert not figure.of or figure.of in words
