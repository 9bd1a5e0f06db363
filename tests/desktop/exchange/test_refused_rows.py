"""Refused lines go back in the clerk's own sheet, and come in again once they are mended."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import Font

from desktop.exchange.headings import find_tables
from desktop.exchange.intake import take_in
from desktop.exchange.planning import Plan, Verdict, plan
from desktop.exchange.reading import read_workbook
from desktop.exchange.refused_rows import write_refused
from tests.builders import policy, resident_id
from tests.desktop.exchange.workbooks import HEADINGS, ONE, TWO, looked_at, ods, text_file, xls, xlsx

BAD = ("王五", "321102197513080027", "困难")
ROWS = [("某区台账",), ("序号", *HEADINGS), (1, *ONE), (2, *BAD), (3, *TWO), ("合计", "3户")]


def given_back(source: Path) -> tuple[Path, int, Plan]:
    tables = find_tables(read_workbook(source))
    planned = plan(take_in(tables, policy()).drafts, {})
    out = source.with_name("退回.xlsx")
    return out, write_refused(source, tables, planned.of(Verdict.REFUSED), out), planned


def styled(path: Path) -> Path:
    source = xlsx(path / "a.xlsx", ROWS, merged=["A1:D1"])
    book = openpyxl.load_workbook(source)
    book.active["A1"].font = Font(bold=True, size=20)
    book.active.column_dimensions["C"].width = 33
    book.create_sheet("说明").append(["无关"])
    book.save(source)
    return source


def test_just_the_refused_lines_stand_under_the_clerks_own_headings(tmp_path: Path) -> None:
    out, count, _ = given_back(styled(tmp_path))
    book = openpyxl.load_workbook(out)
    sheet = book.active
    assert (count, book.sheetnames) == (1, ["台账"])
    assert [cell.value for cell in sheet[2]] == ["序号", *HEADINGS, "错误原因"]
    assert [cell.value for cell in sheet[3]][:4] == [2, *BAD]
    assert (sheet.max_row, sheet["A1"].font.size, sheet.column_dimensions["C"].width) == (3 + 49, 20, 33)
    assert [str(area) for area in sheet.merged_cells.ranges] == ["A1:D1"]


def test_the_wrong_cell_is_red_with_the_reason_as_comment_and_in_a_column_that_filters(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(given_back(styled(tmp_path))[0]).active
    assert sheet["C3"].fill.fgColor.rgb == "FFFFC7CE"
    assert "不是日期" in sheet["C3"].comment.text
    assert "不是日期" in sheet["E3"].value
    assert sheet.auto_filter.ref == "A2:E3"
    assert sheet["B3"].comment is None


def test_ids_are_text_down_to_the_spare_rows(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(given_back(styled(tmp_path))[0]).active
    assert {sheet[f"C{row}"].number_format for row in range(3, 40)} == {"@"}


@pytest.mark.parametrize("write", [xlsx, xls, ods, text_file])
def test_a_mended_file_comes_in_from_any_kind_of_source(write: Any, tmp_path: Path) -> None:
    rows = [row if len(row) == 4 else (*row, *[""] * (4 - len(row))) for row in ROWS]
    out, _, first = given_back(write(tmp_path / "a.file", rows))
    assert (first.new, first.refused, looked_at(out).refused) == (2, 1, 1)
    book = openpyxl.load_workbook(out)
    book.active["C3"] = resident_id(seq=3)
    book.save(out)
    again = looked_at(out)
    assert (again.new, again.refused, again.findings) == (1, 0, ())


def test_a_file_given_back_twice_has_one_column_of_reasons(tmp_path: Path) -> None:
    out = given_back(styled(tmp_path))[0]
    second = out.with_name("再次.xlsx")
    out.rename(second)
    headings = [cell.value for cell in openpyxl.load_workbook(given_back(second)[0]).active[2]]
    assert headings.count("错误原因") == 1


def test_it_is_still_of_the_source_whose_mapping_was_saved(tmp_path: Path) -> None:
    source = styled(tmp_path)
    out = given_back(source)[0]
    before, after = (find_tables(read_workbook(path))[0].mapping.source for path in (source, out))
    assert before == after


FAMILIES = [
    ("户主姓名", "困难类别", "家庭成员姓名", "关系", "身份证号"),
    (ONE[0], "困难", ONE[0], "本人", ONE[1]),
    (BAD[0], "困难", BAD[0], "本人", BAD[1]),
    ("", "", "王小五", "儿子", ""),
]


@pytest.mark.parametrize("kind", ["xlsx", "xls"])
def test_all_rows_of_a_household_come_back_with_their_merged_cells(kind: str, tmp_path: Path) -> None:
    source = (
        xlsx(tmp_path / "a.xlsx", FAMILIES, merged=["A3:A4", "B3:B4"])
        if kind == "xlsx"
        else xls(tmp_path / "a.xls", FAMILIES, merged=[(2, 3, 0, 0), (2, 3, 1, 1)])
    )
    out, count, _ = given_back(source)
    sheet = openpyxl.load_workbook(out).active
    assert (count, [sheet[f"C{row}"].value for row in (2, 3)]) == (2, ["王五", "王小五"])
    assert {str(area) for area in sheet.merged_cells.ranges} == {"A2:A3", "B2:B3"}
    assert sheet["F3"].value == "（同一户的其他行有误）"
    again = looked_at(out)
    assert (again.refused, len(again.lines[0].draft.persons)) == (1, 2)


def test_an_id_that_is_a_number_stays_one_so_that_it_isnt_taken_for_right(tmp_path: Path) -> None:
    source = xlsx(tmp_path / "a.xlsx", [HEADINGS, ("王五", 321102197503080027, "困难")])
    out = given_back(source)[0]
    assert [finding.code for finding in looked_at(out).findings] == ["id_lost_digits"]


def test_a_category_that_no_column_tells_is_said_in_the_column_of_reasons(tmp_path: Path) -> None:
    out = given_back(xlsx(tmp_path / "a.xlsx", [HEADINGS[:2], ONE[:2]]))[0]
    sheet = openpyxl.load_workbook(out).active
    assert "缺少困难类别" in sheet["C2"].value
    assert sheet["C2"].comment is not None


def test_where_nothing_was_refused_there_is_nothing_to_give_back(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"a\.xlsx"):
        given_back(xlsx(tmp_path / "a.xlsx", [HEADINGS, ONE]))
