"""Cells without a value that aren't empty: errors, and formulas that no program has ever worked out.

The parser gives both as nothing, so they are looked for in the file itself. In .xls only errors can be told; in .ods an
error is a text anyway.
"""

import html
import io
import re
import struct
import zipfile
from collections.abc import Iterator
from struct import unpack_from

from openpyxl.utils import column_index_from_string

from desktop.base.findings import Finding, doubt
from desktop.exchange.compound import sheets_of
from desktop.exchange.guards import BROKEN

FORMULA = "#公式"
"""What stands for a formula whose result isn't in the file."""

_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
MARKS = frozenset({FORMULA, *_ERRORS.values(), "#SPILL!", "#CALC!", "#FIELD!", "#GETTING_DATA", "#BLOCKED!"})
"""Texts that say that a cell has no value."""

_CHUNK, _SEAM = 1 << 20, 1 << 12
_SHEET = re.compile(r'<(?:\w+:)?sheet\b[^>]*?\bname="([^"]*)"[^>]*?\b\w+:id="([^"]*)"')
_PART = re.compile(r"<(?:\w+:)?Relationship\b([^>]*)>")
_ATTRIBUTE = re.compile(r'\b(Id|Target)="([^"]*)"')
_AT = rb'\br="([A-Z]{1,3})(\d{1,7})"'
_ERROR = re.compile(rb'<c\b(?=[^>]*\bt="e")[^>]*' + _AT + rb"[^>]*>(?:(?!</c>).)*?<v>([^<]*)</v>", re.DOTALL)
_BARE = re.compile(
    rb'<c\b(?![^>]*\bt=")[^>]*' + _AT + rb"[^>]*><f\b[^>]*(?:/>|>[^<]*</f>)(?:<v\s*/>|<v></v>)?</c>()", re.DOTALL
)
_BOOL_OR_ERROR, _FORMULA_RECORD = 0x0205, 0x0006
_NO_NUMBER, _ERROR_RESULT = 0xFFFF, 2

Cells = dict[tuple[int, int], str]
"""By row and column, counted from 0, the text for the cell."""


def unreckoned(label: str, mark: str) -> Finding:
    """What to say of a cell that holds such a mark."""
    if mark == FORMULA:
        return doubt(
            "formula", f"{label}是公式，文件里没有存下结果，没有取到值；请用 Excel 打开保存一次，或直接填写后再导入。"
        )
    return doubt("formula", f"{label}是公式错误“{mark}”，没有取到值；请在表格里改好公式，或直接填写后再导入。")


def in_archive(data: bytes) -> dict[str, Cells]:
    """The cells of an .xlsx by sheet; none of another archive, or of a damaged one that the parser may still bear."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            return {name: _in_part(archive, part) for name, part in _parts(archive, names) if part in names}
    except BROKEN:
        return {}


def _parts(archive: zipfile.ZipFile, names: set[str]) -> Iterator[tuple[str, str]]:
    """The name of each sheet and the entry that holds it."""
    if not names >= {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"}:
        return
    links = [dict(_ATTRIBUTE.findall(text)) for text in _PART.findall(_text(archive, "xl/_rels/workbook.xml.rels"))]
    targets = {link.get("Id", ""): link.get("Target", "") for link in links}
    for name, number in _SHEET.findall(_text(archive, "xl/workbook.xml")):
        target = targets.get(number, "")
        yield html.unescape(name), target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


def _text(archive: zipfile.ZipFile, name: str) -> str:
    return archive.read(name).decode("utf-8", "replace")


def _in_part(archive: zipfile.ZipFile, part: str) -> Cells:
    """Read in pieces that overlap; most pieces hold no formula at all and cost one look."""
    found: Cells = {}
    with archive.open(part) as stream:
        seam = b""
        while piece := stream.read(_CHUNK):
            whole = seam + piece
            if b't="e"' in whole or b"<f" in whole:
                found |= {_place(match): _mark(match[3]) for form in (_BARE, _ERROR) for match in form.finditer(whole)}
            seam = piece[-_SEAM:]
    return found


def _place(match: re.Match[bytes]) -> tuple[int, int]:
    return int(match[2]) - 1, column_index_from_string(match[1].decode()) - 1


def _mark(error: bytes) -> str:
    text = error.decode("utf-8", "replace")
    return FORMULA if not text else text if text in MARKS else "#VALUE!"


def in_compound(data: bytes) -> list[Cells]:
    """The errors of an .xls, sheet by sheet."""
    try:
        return [dict(_errors(book, records)) for book, records in sheets_of(data)]
    except (struct.error, ValueError, IndexError):
        return []


def _errors(book: bytes, records: Iterator[tuple[int, int, int]]) -> Iterator[tuple[tuple[int, int], str]]:
    for kind, place, _ in records:
        code = None
        if kind == _BOOL_OR_ERROR and book[place + 7]:
            code = book[place + 6]
        elif kind == _FORMULA_RECORD and unpack_from("<H", book, place + 12)[0] == _NO_NUMBER:
            code = book[place + 8] if book[place + 6] == _ERROR_RESULT else None
        if code is not None:
            row, column = unpack_from("<HH", book, place)
            yield (row, column), _ERRORS.get(code, "#VALUE!")
