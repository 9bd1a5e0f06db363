"""Amounts go out as a sheet and come back by their printed numbers; whatever is wrong is told with its place."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.aid.amounts import AmountLine, compare
from desktop.base.errors import WorkbookError
from desktop.exchange.amounts import AmountsRead, read_amounts, write_amounts
from tests.builders import resident_id
from tests.desktop.exchange.workbooks import xlsx

LINES = [
    AmountLine(number="0012", name="张晓明", resident_id=resident_id(seq=1), standard=5000_00, amount=5000_00),
    AmountLine(number="13", name="李春花", ceiling=8880_00, paid=3000_00, amount=4000_50, note="调整"),
]


def written(path: Path, **cells: Any) -> AmountsRead:
    """What comes back of the sheet in which these cells were typed over."""
    source = path / "金额.xlsx"
    write_amounts(LINES, source)
    book = openpyxl.load_workbook(source)
    for name, value in cells.items():
        book.active[name] = value
    book.save(source)
    return read_amounts(source)


def test_only_amounts_and_notes_can_be_typed_over(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    assert write_amounts(LINES, path, title="第一批") == 2
    sheet = openpyxl.load_workbook(path).active
    headings = [cell.value for cell in sheet[3]]
    assert headings == ["发放编号", "姓名", "身份证号", "困难类别", "标准", "上限", "本年已发", "金额", "说明"]
    assert sheet.protection.sheet
    free = [name for name, cell in zip(headings, sheet[4], strict=True) if not cell.protection.locked]
    assert free == ["金额", "说明"]
    assert (sheet["A4"].value, sheet["A4"].number_format, sheet["H5"].value) == ("0012", "@", 4000.5)


def test_what_was_not_touched_comes_back_as_it_went_out(tmp_path: Path) -> None:
    read = written(tmp_path)
    assert (list(read.lines), read.findings) == (["0012", "13"], ())
    assert "没有改动" in compare(LINES, read.lines).sentence


def test_edited_amounts_come_back_by_number_and_a_blank_one_stays(tmp_path: Path) -> None:
    read = written(tmp_path, H4="", H5="1,200元", I4="新说明")
    assert (read.lines["0012"].amount, read.lines["0012"].note) == (None, "新说明")
    assert (read.lines["13"].amount, read.lines["13"].place.row) == (1200_00, 5)


@pytest.mark.parametrize(
    ("cells", "place"),
    [
        ({"H4": 500.005}, (4, "金额", "amount")),
        ({"H4": "五百"}, (4, "金额", "amount")),
        ({"H4": "=H5*2"}, (4, "金额", "formula")),
        ({"A5": "0012"}, (5, "发放编号", "duplicate_in_file")),
        ({"A5": ""}, (5, "金额", "amount_of_nobody")),
    ],
)
def test_every_mistake_refuses_the_sheet_and_has_its_place(
    cells: dict[str, Any], place: tuple[int, str, str], tmp_path: Path
) -> None:
    read = written(tmp_path, **cells)
    assert read.refused
    assert [(one.place.row, one.place.column, one.code) for one in read.findings if one.refuses] == [place]


def test_columns_are_found_by_their_headings_wherever_they_stand(tmp_path: Path) -> None:
    rows = [("随便",), ("姓名", "本次金额（元）", "发放编号"), ("李春花", 100, 13), ("合计", 100, "")]
    read = read_amounts(xlsx(tmp_path / "a.xlsx", rows))
    assert (read.lines["13"].amount, read.lines["13"].note, read.findings) == (100_00, None, ())


def test_a_sheet_without_our_numbers_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WorkbookError, match="“发放编号”列，没有读入。这两列不能删，请重新“导出金额表”"):
        read_amounts(xlsx(tmp_path / "a.xlsx", [("姓名", "金额"), ("李春花", 100)]))


@settings(max_examples=40)
@given(
    lines=st.lists(
        st.builds(
            AmountLine,
            number=st.text("0123456789AB-", min_size=1, max_size=9).filter(lambda text: text not in {"-", "--"}),
            name=st.sampled_from(["张晓明", "李春花"]),
            amount=st.integers(0, 10**11),
            note=st.none() | st.text("甲乙=+\n ", min_size=1, max_size=9).map(str.strip).filter(bool),
        ),
        unique_by=lambda line: line.number,
        min_size=1,
        max_size=6,
    )
)
def test_any_lines_come_back_unchanged(lines: list[AmountLine], tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("amounts") / "a.xlsx"
    write_amounts(lines, path)
    read = read_amounts(path)
    assert list(read.lines) == [line.number for line in lines]
    assert [one.amount for one in read.lines.values()] == [line.amount for line in lines]
    assert not read.findings
