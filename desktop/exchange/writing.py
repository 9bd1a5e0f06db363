"""Records as an Excel sheet, made row by row so that a hundred thousand rows need no memory.

openpyxl makes the workbook: styles, headings, print set-up. The rows are put into its sheet as text, for two reasons:
openpyxl keeps unfinished sheets in a temporary folder, where no personal data may lie, and it takes five times as long.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Sequence, Sized
from pathlib import Path
from typing import IO

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from desktop.base.changes import Progress, silent
from desktop.base.errors import WorkbookError
from desktop.base.fields import Kind, Value
from desktop.base.listing import Column
from desktop.exchange.saving import replacing
from desktop.exchange.xml_cells import Style, Writer, cell_writer

_SHEET = "xl/worksheets/sheet1.xml"
_END = b"</sheetData>"
_DIMENSION = re.compile(rb"<dimension [^>]*/>")
_MOST_ROWS = 1_048_576
_STEP = 1000
_BUFFER = 1 << 16
_AS_TEXT = frozenset({Kind.RESIDENT_ID, Kind.CREDIT_CODE, Kind.CARD, Kind.PHONE})
_NARROW = 20
"""Up to this width a text column is formatted as text too: Excel shows long texts of that format as ####."""

_PAGE = 250
"""Widths in characters that are still legible across one page."""

_REPEATED = "A:C"
"""Columns that say whose line it is, on each of several pages."""

_FORMATS = {
    Kind.MONEY: "#,##0.00",
    Kind.AREA: "0.00",
    Kind.COUNT: "0",
    Kind.DATE: "yyyy-mm-dd",
}
_WIDTHS = {Kind.RESIDENT_ID: 21, Kind.CREDIT_CODE: 21, Kind.CARD: 23, Kind.PHONE: 14, Kind.DATE: 12, Kind.MONEY: 13}
_LINE = Side(style="thin", color="FFB0B0B0")
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_HEADING_FILL = PatternFill("solid", fgColor="FFE8EEF4")


def write_rows(
    path: Path,
    title: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Value]],
    *,
    note: str = "",
    progress: Progress = silent,
) -> int:
    """Write an .xlsx of one sheet and return how many rows it has; values are as records hold them, money in fen.

    ``WorkbookError`` where the file can't be written or a sheet holds no more rows; ``Cancelled`` from progress leaves
    nothing behind.
    """
    frame = _Frame(title, columns, note)
    total = len(rows) if isinstance(rows, Sized) else 0
    with replacing(path) as unfinished, zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open(_SHEET, "w", force_zip64=True) as sheet:
            sheet.write(frame.head(total))
            count = _write_body(sheet, frame, rows, total, progress)
            parts = frame.parts(count)
            sheet.write(_END + parts.pop(_SHEET).partition(_END)[2])
        for name, content in parts.items():
            archive.writestr(name, content)
    return count


def _write_body(
    sheet: IO[bytes], frame: "_Frame", rows: Iterable[Sequence[Value]], total: int, progress: Progress
) -> int:
    writers, count, size = frame.writers, 0, 0
    pieces: list[str] = []
    for count, row in enumerate(rows, 1):
        number = frame.body + count
        if number > _MOST_ROWS:
            raise WorkbookError("行数超过一张工作表能放下的 1,048,576 行，没有写出；请筛选后分几次导出。")
        place = str(number)
        cells = "".join([write(value, place) for write, value in zip(writers, row, strict=True)])
        pieces.append(f'<row r="{place}">{cells}</row>')
        size += len(cells)
        if size > _BUFFER:
            sheet.write("".join(pieces).encode())
            pieces, size = [], 0
        if count % _STEP == 0:
            progress(count, max(total, count))
    sheet.write("".join(pieces).encode())
    progress(count, count)
    return count


class _Frame:
    """The workbook around the rows.

    Attributes:
        body: how many rows stand above the first line.
        writers: by column, what makes a cell of a value and a row number.
    """

    def __init__(self, title: str, columns: Sequence[Column], note: str) -> None:
        self.body = 3 if note else 2
        self._last = get_column_letter(len(columns))
        self._book = Workbook()
        self._sheet = self._book.active
        self._sheet.title = re.sub(r"[\[\]:*?/\\']", "", title)[:31] or "Sheet1"
        widths = [_width(column) for column in columns]
        _write_head(self._sheet, (title, note) if note else (title,), self._last, centred=sum(widths) <= _PAGE)
        for number, column in enumerate(columns, 1):
            _dress(self._sheet.cell(self.body, number, column.label), "@", fill=_HEADING_FILL, bold=True)
            _dress_column(self._sheet, number, column)
        self._sheet.freeze_panes = self._sheet.cell(self.body + 1, 1)
        _set_up_print(self._sheet, self.body, widths)
        self.writers = [self._writer(number, column) for number, column in enumerate(columns, 1)]
        self._sheet.delete_rows(self.body + 1)

    def _writer(self, number: int, column: Column) -> Writer:
        """The writer of a column; the workbook learns its styles by a cell that is taken away again."""
        cell = self._sheet.cell(self.body + 1, number)
        _dress(cell, _number_format(column))
        usual = cell.style_id
        cell.quotePrefix = True
        return cell_writer(column.kind, get_column_letter(number), Style(usual, cell.style_id))

    def head(self, count: int) -> bytes:
        """The sheet's text up to the rows; its size is left out where it isn't known beforehand."""
        text = self.parts(count)[_SHEET].partition(_END)[0]
        size = f'<dimension ref="A1:{self._last}{self.body + count}"/>' if count else ""
        return _DIMENSION.sub(size.encode(), text)

    def parts(self, count: int) -> dict[str, bytes]:
        """The parts of the workbook around so many rows."""
        self._sheet.auto_filter.ref = f"A{self.body}:{self._last}{self.body + count}"
        whole = io.BytesIO()
        self._book.save(whole)
        with zipfile.ZipFile(whole) as archive:
            return {name: archive.read(name) for name in archive.namelist()}


def _write_head(sheet: Worksheet, lines: Sequence[str], last: str, *, centred: bool) -> None:
    for number, text in enumerate(lines, 1):
        sheet.merge_cells(f"A{number}:{last}{number}")
        cell = sheet.cell(number, 1, text)
        cell.data_type = "s"
        cell.font = Font(size=10) if number > 1 else Font(size=16, bold=True)
        cell.alignment = Alignment(horizontal="center" if centred and number == 1 else "left", vertical="center")
    sheet.row_dimensions[1].height = 30


def _dress(cell: Cell, number_format: str, *, fill: PatternFill | None = None, bold: bool = False) -> None:
    cell.number_format, cell.border = number_format, _BORDER
    cell.alignment = Alignment(horizontal="center" if bold else None, vertical="center", wrap_text=bold)
    if fill:
        cell.fill, cell.font, cell.data_type = fill, Font(bold=bold), "s"


def _dress_column(sheet: Worksheet, number: int, column: Column) -> None:
    """The whole column, rows that are still empty too: what a clerk types there keeps its form."""
    whole = sheet.column_dimensions[get_column_letter(number)]
    whole.width = _width(column)
    whole.number_format = _number_format(column)


def _width(column: Column) -> int:
    return max(column.width, _WIDTHS.get(column.kind, 0), min(len(column.label) * 2 + 3, _NARROW))


def _number_format(column: Column) -> str:
    if column.kind in _AS_TEXT or (column.kind is Kind.TEXT and column.width <= _NARROW):
        return "@"
    return _FORMATS.get(column.kind, "General")


def _set_up_print(sheet: Worksheet, heading: int, widths: Sequence[int]) -> None:
    """A4 across, headings on each page; as wide as one page, or as several where one would be too small to read."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    pages = -(-sum(widths) // _PAGE)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = pages, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{heading}:{heading}"
    if pages > 1:
        sheet.print_title_cols = _REPEATED
    sheet.print_options.horizontalCentered = True
    sheet.oddFooter.center.text = "第 &P 页 共 &N 页"
