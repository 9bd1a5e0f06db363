"""Any file that a clerk may choose is read as it stands or refused with a sentence."""

import datetime as dt
import hashlib
import struct
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.base.errors import WorkbookError
from desktop.exchange import guards
from desktop.exchange.reading import read_workbook
from tests.desktop.exchange.workbooks import HEADINGS, ONE, ods, text_file, xls, xlsx

Write = Callable[[Path, Any], Path]

ROWS = (("姓名", "金额", "日期"), ("张晓明", 1200.5, dt.date(2022, 7, 25)))


@pytest.mark.parametrize("write", [xlsx, xls, ods])
def test_numbers_and_dates_come_as_such_from_every_kind_of_workbook(write: Write, tmp_path: Path) -> None:
    sheet = read_workbook(write(tmp_path / "a.workbook", ROWS)).sheets[0]
    assert sheet.rows == [list(row) for row in ROWS]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_texts_are_read_in_any_encoding_and_with_any_delimiter(encoding: str, delimiter: str, tmp_path: Path) -> None:
    rows = [["姓名", "住址"], ["张，晓明", "镇江 3号;2幢,甲"], ["李春花", ""]]
    assert (
        read_workbook(text_file(tmp_path / "a.csv", rows, encoding=encoding, delimiter=delimiter)).sheets[0].rows
        == rows
    )


def test_row_numbers_are_the_sheets_own(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["C7"] = "姓名"
    book.save(tmp_path / "a.xlsx")
    assert read_workbook(tmp_path / "a.xlsx").sheets[0].rows[6][2] == "姓名"


def test_blank_lines_of_a_text_count_as_rows(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("标题\n\n姓名,身份证号\n", encoding="utf-8")
    assert read_workbook(tmp_path / "a.csv").sheets[0].rows[2] == ["姓名", "身份证号"]


@pytest.mark.parametrize("cell", ["'3211", "\t3211", '"=""3211"""', " 3211 "])
def test_what_keeps_a_number_as_text_in_an_export_is_taken_off(cell: str, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f"编号,姓名\n{cell},张\n", encoding="utf-8")
    assert read_workbook(tmp_path / "a.csv").sheets[0].rows[1][0] == "3211"


def test_merged_ranges_and_hidden_sheets_are_known(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", [("标题", "")], merged=["A1:B1"])
    book = openpyxl.load_workbook(path)
    book.create_sheet("往年").append(["姓名"])
    book["往年"].sheet_state = "hidden"
    book.save(path)
    first, second = read_workbook(path).sheets
    assert (first.merged, first.hidden, second.hidden) == (((0, 0, 0, 1),), False, True)


def test_a_text_named_xls_is_read_as_what_it_is(tmp_path: Path) -> None:
    path = text_file(tmp_path / "a.xls", [HEADINGS, ONE], encoding="gb18030", delimiter="\t")
    assert read_workbook(path).sheets[0].rows[1] == list(ONE)


def refused(path: Path) -> str:
    with pytest.raises(WorkbookError) as raised:
        read_workbook(path)
    return raised.value.sentence


def test_a_missing_file_is_a_sentence(tmp_path: Path) -> None:
    assert "找不到文件" in refused(tmp_path / "没有.xlsx")


def test_a_folder_is_a_sentence(tmp_path: Path) -> None:
    assert "是文件夹，没有读入任何内容" in refused(tmp_path)


@pytest.mark.parametrize("seed", range(8))
def test_bytes_that_are_no_text_are_said_to_be_damaged(seed: int, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"".join(hashlib.sha256(bytes([seed, at])).digest() for at in range(12)))
    assert "不是 Excel 表格或已损坏" in refused(tmp_path / "a.xlsx")


def test_a_text_that_ends_in_a_sign_of_its_program_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes("姓名,金额\r\n张晓明,500\r\n\x1a".encode("gb18030"))
    assert read_workbook(tmp_path / "a.csv").sheets[0].rows[1] == ["张晓明", "500"]


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04junk", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", bytes(range(128, 256)) * 9]
)
def test_what_is_no_workbook_is_a_sentence(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(content)
    assert "没有读入任何" in refused(tmp_path / "a.xlsx")


def test_an_empty_workbook_is_a_sentence(tmp_path: Path) -> None:
    assert "没有内容" in refused(xlsx(tmp_path / "a.xlsx", []))
    assert "没有内容" in refused(xlsx(tmp_path / "b.xlsx", [("", " "), ("　", "")]))
    assert "没有内容" in refused(text_file(tmp_path / "c.csv", [("", ""), (" ", "")]))


def test_a_web_page_named_xls_says_how_to_cure_it(tmp_path: Path) -> None:
    (tmp_path / "a.xls").write_text("<html><table><tr><td>姓名</td></tr></table></html>", encoding="utf-8")
    assert "网页格式" in refused(tmp_path / "a.xls")


@pytest.mark.skipif(sys.platform == "win32", reason="permissions work otherwise there")
def test_a_locked_file_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = xlsx(tmp_path / "a.xlsx", [HEADINGS])

    def locked(_: Path) -> bytes:
        raise PermissionError(13, "in use")  # what Windows says of a workbook that Excel holds

    monkeypatch.setattr(Path, "read_bytes", locked)
    assert "正在被 Excel 打开" in refused(path)


def test_a_workbook_with_a_password_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(guards._OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"))
    assert "打开密码" in refused(path)


def test_an_old_workbook_with_a_password_says_so(tmp_path: Path) -> None:
    path = xls(tmp_path / "a.xls", [("姓名",)])
    data = bytearray(path.read_bytes())
    place = data.index(struct.pack("<HH", 0x0809, 16)) + 20
    struct.pack_into("<H", data, place, 0x002F)
    path.write_bytes(data)
    assert "打开密码" in refused(path)


def test_an_encrypted_open_document_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("META-INF/manifest.xml", "<manifest:encryption-data/>")
    assert "打开密码" in refused(path)


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guards, "MOST_UNPACKED", 1000)
    assert "过大" in refused(xlsx(tmp_path / "a.xlsx", [HEADINGS]))


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guards, "MOST_PACKED", 1000)
    assert "过大" in refused(xlsx(tmp_path / "a.xlsx", [HEADINGS]))


def far_cell(path: Path, value: str | None) -> Path:
    book = openpyxl.Workbook()
    book.active["A1"] = "姓名"
    book.active["XFD1048576"].value = value
    book.active["XFD1048576"].number_format = "@"
    book.save(path)
    return path


def test_a_cell_at_the_far_corner_is_refused_and_doesnt_take_the_program_with_it(tmp_path: Path) -> None:
    assert "1048576 行" in refused(far_cell(tmp_path / "a.xlsx", "x"))


def test_a_mere_format_at_the_far_corner_does_no_harm(tmp_path: Path) -> None:
    assert read_workbook(far_cell(tmp_path / "a.xlsx", None)).sheets[0].rows == [["姓名"]]


def test_a_sheet_that_lies_about_its_size_is_measured(tmp_path: Path) -> None:
    honest = far_cell(tmp_path / "a.xlsx", "x")
    lying = tmp_path / "b.xlsx"
    with zipfile.ZipFile(honest) as source, zipfile.ZipFile(lying, "w") as target:
        for name in source.namelist():
            target.writestr(
                name, source.read(name).replace(b'<dimension ref="A1:XFD1048576"', b'<dimension wrong="A1"')
            )
    assert "1048576 行" in refused(lying)


def test_repeated_cells_without_end_are_refused(tmp_path: Path) -> None:
    path = ods(tmp_path / "a.ods", [("姓名",)])
    repeated = tmp_path / "b.ods"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(repeated, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(
                name, content.replace(b"<table:table-row>", b'<table:table-row table:number-rows-repeated="900000">')
            )
    assert "重复" in refused(repeated)


_PLACES = st.floats(0, 1, exclude_max=True)


@given(
    write=st.sampled_from([xlsx, xls, ods]),
    damage=st.lists(st.tuples(_PLACES, st.integers(0, 255)), min_size=1, max_size=20),
    cut=st.none() | _PLACES,
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_damage_to_any_workbook_is_survived(
    tmp_path: Path, write: Write, damage: list[tuple[float, int]], cut: float | None
) -> None:
    path = write(tmp_path / "a.workbook", [*ROWS] * 20)
    content = bytearray(path.read_bytes())
    for place, byte in damage:
        content[int(place * len(content))] = byte
    path.write_bytes(content if cut is None else content[: int(cut * len(content))])
    try:
        ended = "。" if read_workbook(path).sheets else ""
    except WorkbookError as error:
        ended = error.sentence[-1]
    assert ended == "。"
