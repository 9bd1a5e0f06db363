"""Records as an Excel sheet, made row by row so that a hundred thousand rows need no memory.

openpyxl makes the workbook: styles, headings, print set-up. The rows are put into its sheet as text, for two reasons:
openpyxl keeps unfinished sheets in a temporary folder, where no personal data may lie, and it takes five times as long.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Sequence, Sized
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import IO

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from desktop.base.changes import Progress, silent
from desktop.base.errors import WorkbookError
from desktop.base.fields import Kind, Value
from desktop.base.listing import Column
from desktop.exchange.heights import WRAPPED, Heights
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

_BRIEF = {Kind.COUNT: 5, Kind.TEXT: 9, Kind.NAME: 9, Kind.CODE: 9, Kind.YES_NO: 9}
"""Up to this width a column of a kind is centred on sheets that go up, so that figures don't touch words."""

_PAGE = 250
"""Widths in characters that are still legible across one page."""

_REPEATED = "A:C"
"""Columns that say whose line it is, on each of several pages."""

_FORMATS = {
    Kind.MONEY: "#,##0.00",
    Kind.AREA: "0.00",
    Kind.POINTS: "0.0",
    Kind.COUNT: "0",
    Kind.DATE: "yyyy-mm-dd",
}
_WIDTHS = {Kind.RESIDENT_ID: 21, Kind.CREDIT_CODE: 21, Kind.CARD: 23, Kind.PHONE: 14, Kind.DATE: 12, Kind.MONEY: 13}
_LINE = Side(style="thin", color="FFB0B0B0")
_FACE = "Calibri"  # what Excel takes where it isn't told: a program without it has a face of its own for it
_PLAIN, _BOLD = Font(name=_FACE, size=11), Font(name=_FACE, size=11, bold=True)
_TITLE, _NOTE = Font(name=_FACE, size=16, bold=True), Font(name=_FACE, size=10)
_STYLES = 4
"""Styles of a column: usual and quoted, of a line and of a sum."""

_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_HEADING_FILL, _SUM_FILL = PatternFill("solid", fgColor="FFE8EEF4"), PatternFill("solid", fgColor="FFF3F5F7")
_OPEN_FILL = PatternFill("solid", fgColor="FFFFFBE6")


class Total(tuple[Value, ...]):
    """A line of sums among the rows: set off from them, and below the last row left out of filtering."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a sheet looks where it is more than a list.

    Attributes:
        note: what stands under the title.
        groups: what stands over each column; empty over one that stands alone. None are needed.
        exact: whether columns are as wide as they say, long texts wrap, and all columns go on one page.
        open: names of columns that are typed over and set off; where there are any, the rest of the sheet is protected.
    """

    note: str = ""
    groups: Sequence[str] = ()
    exact: bool = False
    open: frozenset[str] = frozenset()


def write_rows(
    path: Path,
    title: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Value]],
    *,
    note: str = "",
    look: Look | None = None,
    progress: Progress = silent,
) -> int:
    """Write an .xlsx of one sheet and return how many rows it has; values are as records hold them, money in fen.

    ``look`` takes the place of ``note``. ``WorkbookError`` where the file can't be written or a sheet holds no more
    rows; ``Cancelled`` from progress leaves nothing behind.
    """
    frame = _Frame(title, columns, look or Look(note=note))
    total = len(rows) if isinstance(rows, Sized) else 0
    with replacing(path) as unfinished, zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open(_SHEET, "w", force_zip64=True) as sheet:
            sheet.write(frame.head(total))
            count, listed = _write_body(sheet, frame, rows, total, progress)
            parts = frame.parts(count, listed)
            sheet.write(_END + parts.pop(_SHEET).partition(_END)[2])
        for name, content in parts.items():
            archive.writestr(name, content)
    return count


def _write_body(
    sheet: IO[bytes], frame: "_Frame", rows: Iterable[Sequence[Value]], total: int, progress: Progress
) -> tuple[int, int]:
    """Write the rows; gives how many there are, and up to which they are no sums."""
    count, listed, size = 0, 0, 0
    pieces: list[str] = []
    for count, row in enumerate(rows, 1):
        number = frame.body + count
        if number > _MOST_ROWS:
            raise WorkbookError("行数超过一张工作表能放下的 1,048,576 行，没有写出；请筛选后分几次导出。")
        place, is_sum = str(number), type(row) is Total
        listed = listed if is_sum else count
        writers = frame.sums if is_sum else frame.writers
        cells = "".join([write(value, place) for write, value in zip(writers, row, strict=True)])
        height = frame.heights.attributes(row) if frame.heights else ""
        pieces.append(f'<row r="{place}"{height}>{cells}</row>')
        size += len(cells)
        if size > _BUFFER:
            sheet.write("".join(pieces).encode())
            pieces, size = [], 0
        if count % _STEP == 0:
            progress(count, max(total, count))
    sheet.write("".join(pieces).encode())
    progress(count, count)
    return count, listed


class _Frame:
    """The workbook around the rows.

    Attributes:
        body: how many rows stand above the first line.
        writers: by column, what makes a cell of a value and a row number.
        sums: the same for a line of sums.
        heights: how high a row is; None where each is as high as usual.
    """

    heights: Heights | None = None

    def __init__(self, title: str, columns: Sequence[Column], look: Look) -> None:
        lines = (title, look.note) if look.note else (title,)
        top = len(lines) + 1
        self.body = top + bool(look.groups)
        self._last = get_column_letter(len(columns))
        self._book = Workbook()
        self._sheet = self._book.active
        self._sheet.title = re.sub(r"[\[\]:*?/\\']", "", title)[:31] or "Sheet1"
        widths = [_width(column, look) for column in columns]
        across = look.exact or sum(widths) <= _PAGE
        _write_head(self._sheet, lines, self._last, centred=across)
        for number, column in enumerate(columns, 1):
            _dress(self._sheet.cell(self.body, number, column.label), "@", fill=_HEADING_FILL, bold=True)
            _dress_column(self._sheet, number, column, widths[number - 1])
        if look.groups:
            _write_groups(self._sheet, top, look.groups)
        self._sheet.freeze_panes = self._sheet.cell(self.body + 1, 1)
        if look.exact:
            self.heights = Heights(columns)
            self._sheet.row_dimensions[self.body].height = self.heights.of_headings
        _set_up_print(self._sheet, (top, self.body), 1 if across else -(-sum(widths) // _PAGE))
        self.writers = [self._writer(*one, look) for one in enumerate(columns, 1)]
        self.sums = [self._writer(*one, look, is_sum=True) for one in enumerate(columns, 1)]
        self._sheet.delete_rows(self.body + 1, _STYLES)
        if look.open:
            _protect(self._sheet)

    def _writer(self, number: int, column: Column, look: Look, *, is_sum: bool = False) -> Writer:
        """The writer of a column; the workbook learns its styles by cells that are taken away again."""
        styles = [self._style(number, column, look, is_sum=is_sum, quoted=quoted) for quoted in (False, True)]
        return cell_writer(column.kind, get_column_letter(number), Style(*styles))

    def _style(self, number: int, column: Column, look: Look, *, is_sum: bool, quoted: bool) -> int:
        """A style's number, by a cell of its own: openpyxl changes in place what a cell was dressed in before."""
        cell = self._sheet.cell(self.body + 1 + 2 * is_sum + quoted, number)
        wrapped, centred = look.exact and column.kind in WRAPPED, look.exact and _is_brief(column)
        _dress(cell, _number_format(column), wrapped=wrapped, centred=centred)
        if is_sum:
            cell.font, cell.fill = _BOLD, _SUM_FILL
        elif column.name in look.open:
            cell.protection, cell.fill = Protection(locked=False), _OPEN_FILL
        cell.quotePrefix = quoted
        return int(cell.style_id)

    def head(self, count: int) -> bytes:
        """The sheet's text up to the rows; its size is left out where it isn't known beforehand."""
        text = self.parts(count, count)[_SHEET].partition(_END)[0]
        size = f'<dimension ref="A1:{self._last}{self.body + count}"/>' if count else ""
        return _DIMENSION.sub(size.encode(), text)

    def parts(self, count: int, listed: int) -> dict[str, bytes]:
        """The parts of the workbook around so many rows, of which so many are filtered."""
        self._sheet.auto_filter.ref = f"A{self.body}:{self._last}{self.body + min(listed, count)}"
        whole = io.BytesIO()
        self._book.save(whole)
        with zipfile.ZipFile(whole) as archive:
            return {name: archive.read(name) for name in archive.namelist()}


def _write_head(sheet: Worksheet, lines: Sequence[str], last: str, *, centred: bool) -> None:
    for number, text in enumerate(lines, 1):
        sheet.merge_cells(f"A{number}:{last}{number}")
        cell = sheet.cell(number, 1, text)
        cell.data_type = "s"
        cell.font = _TITLE if number == 1 else _NOTE
        cell.alignment = Alignment(horizontal="center" if centred and number == 1 else "left", vertical="center")
    sheet.row_dimensions[1].height = 30


def _write_groups(sheet: Worksheet, top: int, groups: Sequence[str]) -> None:
    """The row of groups: one cell over the columns of a group, one of two rows over a column that stands alone."""
    number = 1
    for group, of_it in groupby(enumerate(groups), key=lambda one: one[1] or one[0]):
        count = len(list(of_it))
        begins, number = number, number + count
        alone = not isinstance(group, str)
        for column in range(begins, number):
            label = sheet.cell(top + 1, column).value if alone else group
            _dress(sheet.cell(top, column, label), "@", fill=_HEADING_FILL, bold=True)
        end = (top + 1, begins) if alone else (top, number - 1)
        if (top, begins) != end:
            sheet.merge_cells(start_row=top, start_column=begins, end_row=end[0], end_column=end[1])


def _dress(
    cell: Cell,
    number_format: str,
    *,
    fill: PatternFill | None = None,
    bold: bool = False,
    wrapped: bool = False,
    centred: bool = False,
) -> None:
    cell.number_format, cell.border = number_format, _BORDER
    across = "center" if bold or centred else None
    cell.alignment = Alignment(horizontal=across, vertical="center", wrap_text=bold or wrapped)
    if fill:
        cell.fill, cell.font, cell.data_type = fill, _BOLD if bold else _PLAIN, "s"


def _dress_column(sheet: Worksheet, number: int, column: Column, width: int) -> None:
    """The whole column, rows that are still empty too: what a clerk types there keeps its form."""
    whole = sheet.column_dimensions[get_column_letter(number)]
    whole.width = width
    whole.number_format = _number_format(column)


def _width(column: Column, look: Look) -> int:
    if look.exact:
        return column.width
    return max(column.width, _WIDTHS.get(column.kind, 0), min(len(column.label) * 2 + 3, _NARROW))


def _is_brief(column: Column) -> bool:
    return column.kind is Kind.DATE or column.width <= _BRIEF.get(column.kind, 0)


def _number_format(column: Column) -> str:
    if column.kind in _AS_TEXT or (column.kind is Kind.TEXT and column.width <= _NARROW):
        return "@"
    return _FORMATS.get(column.kind, "General")


def _protect(sheet: Worksheet) -> None:
    """Without a password: it keeps from slips, and a clerk can take it off. Widths and filters stay free."""
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = sheet.protection.autoFilter = False


def _set_up_print(sheet: Worksheet, headings: tuple[int, int], pages: int) -> None:
    """A4 across, headings on each page; as wide as one page, or as several where one would be too small to read."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = pages, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{headings[0]}:{headings[1]}"
    if pages > 1:
        sheet.print_title_cols = _REPEATED
    sheet.print_options.horizontalCentered = True
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.8, footer=0.35)
    sheet.oddFooter.center.text = "第 &P 页 共 &N 页"
