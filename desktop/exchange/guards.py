"""What must be known of a file before it may be parsed: a parser that runs out of memory takes the program with it."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from openpyxl.utils import column_index_from_string

from desktop.base.errors import WorkbookError
from desktop.exchange.compound import DamagedError, LockedError, check_compound

_MEGABYTE = 1024 * 1024
MOST_PACKED = 200 * _MEGABYTE
MOST_UNPACKED = 800 * _MEGABYTE
MOST_CELLS = 20_000_000
"""Rows times columns of one sheet; a parser holds the whole rectangle, filled or not."""

_ZIP, _OLE = b"PK\x03\x04", bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    LookupError,
)
"""What reading a damaged archive may raise."""
_CHUNK, _SEAM = 1 << 20, 1 << 12
_DIMENSION = re.compile(rb'<(?:\w+:)?dimension ref="(?:[A-Z]{1,3}\d{1,7}:)?([A-Z]{1,3})(\d{1,7})"')
_HEAD = 1 << 12
_FATTEST_CELL = 200
_FILLED = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*(?<!/)>(?!</)')
_MANY_ROWS = re.compile(
    rb'<table:table-row[^>]*number-rows-repeated="(\d{4,})"[^>]*(?<!/)>(?:(?!</table:table-row>).)*?office:value',
    re.DOTALL,
)
_MANY_COLUMNS = re.compile(rb'<table:table-cell(?=[^>]*office:value)[^>]*number-columns-repeated="(\d{4,})"')


def is_workbook(data: bytes) -> bool:
    """Whether the content is that of a workbook, whatever the file is called."""
    return data.startswith((_ZIP, _OLE))


def is_archive(data: bytes) -> bool:
    """Whether it is an .xlsx or .ods rather than an .xls."""
    return data.startswith(_ZIP)


def check_content(path: Path, data: bytes) -> None:
    """``WorkbookError`` where the file can't be opened without a password or would need absurdly much memory."""
    if data.startswith(_OLE):
        _check_old(path, data)
    if data.startswith(_ZIP):
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                _check_archive(path, archive)
        except BROKEN as error:
            raise unreadable(path) from error


def _check_old(path: Path, data: bytes) -> None:
    if _ENCRYPTED in data:
        raise locked_by_password(path)
    try:
        check_compound(data)
    except LockedError as error:
        raise locked_by_password(path) from error
    except DamagedError as error:
        raise unreadable(path) from error


def locked_by_password(path: Path) -> WorkbookError:
    """The error for a workbook with a password on opening."""
    return WorkbookError(f"“{path.name}”设了打开密码，没有读入任何内容；请在 Excel 里去掉密码另存后再导入。")


def unreadable(path: Path) -> WorkbookError:
    """The error for a file that isn't a workbook or is damaged."""
    return WorkbookError(
        f"“{path.name}”不是 Excel 表格或已损坏，没有读入任何内容；请用 Excel 打开后另存为 .xlsx 再导入。"
    )


def too_large(path: Path, what: str) -> WorkbookError:
    """The error for a workbook that would need absurdly much memory."""
    return WorkbookError(f"“{path.name}”{what}，没有读入任何内容；请删去多余的行列，或分成几个文件再导入。")


def _check_archive(path: Path, archive: zipfile.ZipFile) -> None:
    if sum(entry.file_size for entry in archive.infolist()) > MOST_UNPACKED:
        raise too_large(path, "解开后过大")
    names = archive.namelist()
    if "META-INF/manifest.xml" in names and b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise locked_by_password(path)
    for name in names:
        if name.startswith("xl/worksheets/") and name.endswith(".xml"):
            _check_sheet(path, archive, name)
    if "content.xml" in names:
        _check_repeats(path, archive.read("content.xml"))


def _chunks(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """The entry in pieces that overlap, so that no tag is cut in all of them."""
    with archive.open(name) as stream:
        seam = b""
        while piece := stream.read(_CHUNK):
            yield seam + piece
            seam = piece[-_SEAM:]


def _check_sheet(path: Path, archive: zipfile.ZipFile, name: str) -> None:
    """A sheet that says itself how large it is passes at the first look; in others the filled cells are measured."""
    if _is_said_to_be_small(archive, name):
        return
    last_row = last_column = 0
    for chunk in _chunks(archive, name):
        for letters, row in _FILLED.findall(chunk):
            last_row = max(last_row, int(row))
            last_column = max(last_column, column_index_from_string(letters.decode()))
    if last_row * last_column > MOST_CELLS:
        raise too_large(path, f"有内容的单元格一直到第 {last_row} 行、第 {last_column} 列")


def _is_said_to_be_small(archive: zipfile.ZipFile, name: str) -> bool:
    """Whether the sheet's own dimension is bearable, and not a mere A1 before a long text, as some programs write."""
    with archive.open(name) as stream:
        said = _DIMENSION.search(stream.read(_HEAD))
    if not said:
        return False
    cells = column_index_from_string(said[1].decode()) * int(said[2])
    return bool(cells <= MOST_CELLS and archive.getinfo(name).file_size <= cells * _FATTEST_CELL + _MEGABYTE)


def _check_repeats(path: Path, content: bytes) -> None:
    if _MANY_ROWS.search(content) or _MANY_COLUMNS.search(content):
        raise too_large(path, "有成千上万个重复的单元格")
