"""Sheets hold what records hold: numbers that Excel would spoil as text, money exactly, nothing as a formula."""

import datetime as dt
import os
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.base.errors import Cancelled, WorkbookError
from desktop.base.fields import Kind
from desktop.base.listing import Column
from desktop.exchange import writing
from desktop.exchange.reading import read_workbook
from desktop.exchange.writing import Look, Total, write_rows
from tests.builders import card, resident_id

COLUMNS = [
    Column(name="name", label="姓名", kind=Kind.NAME),
    Column(name="id", label="身份证号", kind=Kind.RESIDENT_ID),
    Column(name="card", label="银行卡号", kind=Kind.CARD),
    Column(name="amount", label="金额", kind=Kind.MONEY),
    Column(name="day", label="发放日期", kind=Kind.DATE),
    Column(name="size", label="人数", kind=Kind.COUNT),
    Column(name="alone", label="是否单亲", kind=Kind.YES_NO),
    Column(name="note", label="备注", width=40),
]
ROW = ("张晓明", resident_id(), card(), 120005, dt.date(2022, 7, 25), 3, True, "=1+1")


def written(path: Path, *rows: Any, **details: Any) -> Any:
    write_rows(path / "a.xlsx", "发放名单", COLUMNS, rows, **details)
    return openpyxl.load_workbook(path / "a.xlsx").active


def test_values_stand_in_their_kinds(tmp_path: Path) -> None:
    cells = written(tmp_path, ROW)[3]
    expected = ["张晓明", resident_id(), card(), 1200.05, dt.datetime(2022, 7, 25), 3, "是", "=1+1"]  # noqa: DTZ001
    assert [cell.value for cell in cells] == expected
    assert [cell.data_type for cell in cells] == ["s", "s", "s", "n", "d", "n", "s", "s"]


def test_numbers_that_excel_would_spoil_are_text_down_to_the_spare_rows(tmp_path: Path) -> None:
    sheet = written(tmp_path, ROW)
    for letter in "BC":
        assert (sheet[f"{letter}3"].number_format, sheet.column_dimensions[letter].number_format) == ("@", "@")


@pytest.mark.parametrize("text", ["=1+1", "+86", "-", "@SUM(A1)", "|x", "%y", " =HYPERLINK()"])
def test_what_looks_like_a_formula_is_text(text: str, tmp_path: Path) -> None:
    cell = written(tmp_path, (*ROW[:7], text))["H3"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


def test_headings_are_frozen_filtered_and_printed_on_each_page(tmp_path: Path) -> None:
    sheet = written(tmp_path, ROW, ROW, note="填报单位：某区总工会")
    assert (sheet["A1"].value, sheet["A2"].value, sheet["A3"].value) == ("发放名单", "填报单位：某区总工会", "姓名")
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.print_title_rows) == ("A4", "A3:H5", "$3:$3")
    setup = sheet.page_setup
    assert (setup.orientation, setup.paperSize, setup.fitToWidth, setup.fitToHeight) == ("landscape", 9, 1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_a_very_wide_sheet_is_printed_on_several_pages_across(tmp_path: Path) -> None:
    columns = [Column(name=str(n), label=f"第{n}列") for n in range(96)]
    write_rows(tmp_path / "a.xlsx", "甲", columns, [])
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert (sheet.page_setup.fitToWidth, sheet.print_title_cols) == (5, "$A:$C")


@given(st.integers(-(10**13), 10**13))
@settings(max_examples=30, deadline=None)
def test_every_fen_stands_in_the_sheet(amount: int) -> None:
    from desktop.exchange.xml_cells import Style, cell_writer  # noqa: PLC0415

    cell = cell_writer(Kind.MONEY, "A", Style(1, 2))(amount, "5")
    assert cell.startswith('<c r="A5" s="1"><v>')
    assert Decimal(cell.split("<v>")[1].split("</v>")[0]) * 100 == amount


@pytest.mark.parametrize("text", ["a<b>&c", "两\n行", " 前后 ", "\x07响\ufffe", "𬭎", "_x0041_"])
def test_any_text_makes_a_sheet_that_opens(text: str, tmp_path: Path) -> None:
    write_rows(tmp_path / "a.xlsx", "甲", COLUMNS, [(*ROW[:7], text)])
    wanted = text.replace("\x07", "").replace("\ufffe", "")
    assert read_workbook(tmp_path / "a.xlsx").sheets[0].rows[2][7] == wanted


def test_a_title_that_no_sheet_can_bear_is_trimmed(tmp_path: Path) -> None:
    write_rows(tmp_path / "a.xlsx", "[2022/2023]困难职工?" * 5, COLUMNS, [])
    assert len(openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames[0]) <= 31


def test_nothing_is_left_behind_but_the_sheet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    seen: set[str] = set()
    rows = [ROW] * 1500

    def look(_done: int, _total: int) -> None:
        for found in temporary.iterdir():
            seen.update([found.name] if ROW[1] in found.read_text(encoding="utf-8", errors="replace") else [])

    write_rows(tmp_path / "a.xlsx", "甲", COLUMNS, rows, progress=look)
    assert not seen
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.xlsx", "temporary"]
    assert not list(temporary.iterdir())


def test_cancelling_leaves_what_stood_there(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_text("旧", encoding="utf-8")

    def cancel(done: int, total: int) -> None:
        raise Cancelled(done, total)

    with pytest.raises(Cancelled):
        write_rows(tmp_path / "a.xlsx", "甲", COLUMNS, [ROW] * 1001, progress=cancel)
    assert [one.read_text(encoding="utf-8") for one in tmp_path.iterdir()] == ["旧"]


def test_a_sheet_that_excel_holds_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def held(_source: object, _target: object) -> None:
        raise PermissionError(13, "in use")  # what Windows says when Excel holds the target

    monkeypatch.setattr(os, "replace", held)
    with pytest.raises(WorkbookError, match=r"正在被 Excel 打开"):
        write_rows(tmp_path / "a.xlsx", "甲", COLUMNS, [ROW])
    assert not list(tmp_path.iterdir())


def test_a_folder_that_isnt_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(WorkbookError, match="文件夹不存在"):
        write_rows(tmp_path / "没有" / "a.xlsx", "甲", COLUMNS, [ROW])


def test_more_rows_than_a_sheet_holds_are_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "_MOST_ROWS", 10)
    with pytest.raises(WorkbookError, match="没有写出"):
        write_rows(tmp_path / "a.xlsx", "甲", COLUMNS, iter([ROW] * 20))
    assert not list(tmp_path.iterdir())


def test_sums_are_set_off_and_left_out_of_filtering(tmp_path: Path) -> None:
    sheet = written(tmp_path, ROW, ROW, Total(("合计", None, None, 240010, None, None, None, None)))
    assert sheet.auto_filter.ref == "A2:H4"
    assert [cell.font.b for cell in (sheet["A4"], sheet["A5"], sheet["D5"])] == [False, True, True]
    assert (sheet["D5"].value, sheet["D5"].number_format) == (2400.1, "#,##0.00")


def test_sums_between_lines_are_filtered_with_them(tmp_path: Path) -> None:
    assert written(tmp_path, ROW, Total(ROW), ROW).auto_filter.ref == "A2:H5"


def test_headings_stand_in_groups_over_them(tmp_path: Path) -> None:
    sheet = written(tmp_path, ROW, look=Look(groups=("", "号码", "号码", "", "", "", "", "")))
    assert {str(area) for area in sheet.merged_cells.ranges} >= {"A2:A3", "B2:C2", "D2:D3"}
    assert [sheet[place].value for place in ("A2", "B2", "B3", "A4")] == ["姓名", "号码", "身份证号", "张晓明"]
    assert (sheet.print_title_rows, sheet.freeze_panes, sheet.auto_filter.ref) == ("$2:$3", "A4", "A3:H4")


def test_figures_that_go_up_touch_no_words(tmp_path: Path) -> None:
    sheet = written(tmp_path, ROW, look=Look(exact=True))
    places = {one.kind: sheet.cell(3, place).alignment.horizontal for place, one in enumerate(COLUMNS, 1)}
    assert (places[Kind.DATE], places[Kind.MONEY]) == ("center", None)
    usual = written(tmp_path, ROW)
    assert {cell.alignment.horizontal for cell in usual[3]} == {None}


def test_where_widths_are_exact_long_texts_wrap_in_rows_that_are_high_enough(tmp_path: Path) -> None:
    sheet = written(tmp_path, ROW, (*ROW[:7], "丈夫长期透析，医疗费自付部分较高，" * 4), look=Look(exact=True))
    assert (sheet.column_dimensions["H"].width, sheet.page_setup.fitToWidth) == (40, 1)
    assert (sheet["H4"].alignment.wrap_text, sheet["B4"].alignment.wrap_text) == (True, None)
    assert sheet.row_dimensions[4].height > 3 * 15
    assert sheet.row_dimensions[3].height is None  # a number never wraps
