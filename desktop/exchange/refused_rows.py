"""Giving refused lines back: a copy of the clerk's own sheet with just those lines, red cells, comments and reasons.

Once mended it can be imported as it is, for its headings are the clerk's and the column of reasons is passed over.
"""

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import openpyxl
from openpyxl.cell import Cell as SheetCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.workbook import Workbook as Book
from openpyxl.worksheet.worksheet import Worksheet

from desktop.base.fields import Kind
from desktop.base.findings import Finding
from desktop.exchange.flat import FlatDraft
from desktop.exchange.headings import Table
from desktop.exchange.mapping import REASON, field_at
from desktop.exchange.places import blocks_of
from desktop.exchange.planning import PlanLine
from desktop.exchange.reading import Area, Cell
from desktop.exchange.saving import own_temporary_files, replacing

_AUTHOR = "娘家人"
_AS_TEXT = frozenset({Kind.RESIDENT_ID, Kind.CREDIT_CODE, Kind.CARD, Kind.PHONE})
_RED = PatternFill("solid", fgColor="FFFFC7CE")
_SPARE = 50
_WIDE, _USUAL = 60, 12
_ROW_HEIGHT = 15
_WIDTHS = {Kind.RESIDENT_ID: 21, Kind.CREDIT_CODE: 21, Kind.CARD: 23, Kind.PHONE: 14, Kind.NAME: 10}
_LINE = Side(style="thin", color="FFB0B0B0")
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)


@dataclass(frozen=True, slots=True)
class _Piece:
    """What is kept of one sheet.

    Attributes:
        rows: by kept row of the clerk's sheet (from 1), its row in the copy.
        findings: refusing findings by row of the clerk's sheet.
    """

    table: Table
    rows: Mapping[int, int]
    findings: Mapping[int, Sequence[Finding]]

    @property
    def heading(self) -> int:
        """The lowest row of the headings."""
        return self.table.body

    @property
    def reasons(self) -> int:
        """The column of reasons, from 1: the clerk's own where the sheet is one that we gave back before."""
        own = [number for number, text in enumerate(self.table.headings, 1) if text == REASON]
        return own[0] if own else self.table.sheet.width + 1


class _Line(NamedTuple):
    """A refused line: its rows by sheet, counted from 0, and what was found."""

    blocks: Mapping[str, Sequence[int]]
    findings: Sequence[Finding]


def write_refused(source: Path, tables: Iterable[Table], refused: Iterable[PlanLine], out: Path) -> int:
    """Write the refused lines, all rows of their households, and return how many rows.

    An .xlsx keeps the clerk's look; of any other kind of file a plain .xlsx with the same headings is made.
    ``WorkbookError`` where the file can't be written, ``ValueError`` where nothing of these tables was refused.
    """
    return _write(source, tables, [_Line(blocks_of(one.draft.places), one.findings) for one in refused], out)


def write_refused_drafts(source: Path, tables: Iterable[Table], refused: Iterable[FlatDraft], out: Path) -> int:
    """The same of a flat ledger, where each line stands alone."""
    return _write(source, tables, [_Line(blocks_of(one.places), one.findings) for one in refused], out)


def _write(source: Path, tables: Iterable[Table], lines: Sequence[_Line], out: Path) -> int:
    pieces = [piece for table in tables if (piece := _piece(table, lines))]
    if not pieces:
        raise ValueError(source)
    book = _clerks_own(source, pieces) or _plain(pieces)
    with replacing(out) as unfinished, own_temporary_files(out.parent):
        book.save(unfinished)
    return sum(len(piece.rows) - piece.heading for piece in pieces)


def _piece(table: Table, lines: Sequence[_Line]) -> _Piece | None:
    rows: list[int] = []
    findings: dict[int, list[Finding]] = {}
    for line in lines:
        block = line.blocks.get(table.sheet.name, ())
        rows += (index + 1 for index in block)
        for finding in line.findings if block else ():
            if finding.refuses and finding.place.sheet in {"", table.sheet.name}:
                findings.setdefault(finding.place.row or block[0] + 1, []).append(finding)
    if not rows:
        return None
    kept = [*range(1, table.body + 1), *sorted(set(rows))]
    return _Piece(table, {row: place for place, row in enumerate(kept, 1)}, findings)


def _clerks_own(source: Path, pieces: Sequence[_Piece]) -> Book | None:
    """A copy inside the clerk's own workbook, so that styles stay; None where it is no .xlsx that can be kept."""
    try:
        book = openpyxl.load_workbook(source, data_only=True)
    except Exception:  # noqa: BLE001  (whatever it can't read, and it fails in many ways, is made anew)
        return None
    for piece in pieces:
        old = book[piece.table.sheet.name]
        new = book.create_sheet()
        _copy_look(old, new, piece)
        book.remove(old)
        new.title = piece.table.sheet.name
        _mark(new, piece)
    wanted = {piece.table.sheet.name for piece in pieces}
    for name in book.sheetnames:
        if name not in wanted:
            book.remove(book[name])
    for name in list(book.defined_names):
        del book.defined_names[name]
    return book


def _copy_look(old: Worksheet, new: Worksheet, piece: _Piece) -> None:
    for row, place in piece.rows.items():
        for cell in old[row]:
            _copy_cell(cell, new.cell(place, cell.column))
        new.row_dimensions[place].height = old.row_dimensions[row].height
    for letter, dimension in old.column_dimensions.items():
        kept = new.column_dimensions[letter] = copy(dimension)
        kept.worksheet = new
    for area in old.merged_cells.ranges:
        edges = (area.min_row, area.min_col, area.max_row, area.max_col)
        _merge(new, piece, tuple(edge - 1 for edge in edges))
    new.sheet_format = copy(old.sheet_format)
    new.page_setup.orientation, new.page_setup.paperSize = old.page_setup.orientation, old.page_setup.paperSize


def _copy_cell(old: SheetCell, new: SheetCell) -> None:
    if old.value is not None:
        new.value = old.value
        if isinstance(old.value, str):
            new.data_type = "s"
    if old.has_style:
        new._style = copy(old._style)  # noqa: SLF001  (openpyxl has no other way to copy a style)


def _merge(sheet: Worksheet, piece: _Piece, area: Area) -> None:
    """Merge again what was merged, as far as its rows were kept."""
    top, left, bottom, right = (edge + 1 for edge in area)
    kept = [piece.rows[row] for row in range(top, bottom + 1) if row in piece.rows]
    if kept and (len(kept) > 1 or right > left):
        sheet.merge_cells(start_row=kept[0], start_column=left, end_row=kept[-1], end_column=right)


def _plain(pieces: Sequence[_Piece]) -> Book:
    """A workbook of our own with the same headings and lines."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for piece in pieces:
        sheet = book.create_sheet(piece.table.sheet.name[:31])
        for row, place in piece.rows.items():
            for column, value in enumerate(piece.table.sheet.rows[row - 1], 1):
                _write_cell(sheet.cell(place, column), value, heading=piece.table.top < row <= piece.heading)
        for area in piece.table.sheet.merged:
            _merge(sheet, piece, area)
        for column, heading in enumerate(piece.table.headings, 1):
            sheet.column_dimensions[get_column_letter(column)].width = max(_USUAL, len(heading) * 2 + 2)
        _mark(sheet, piece)
    return book


def _write_cell(cell: SheetCell, value: Cell, *, heading: bool) -> None:
    if value != "":
        cell.value = openpyxl.cell.cell.ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value
        if isinstance(value, str):
            cell.data_type = "s"
    if heading:
        cell.font, cell.border = Font(bold=True), _BORDER
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)


def _mark(sheet: Worksheet, piece: _Piece) -> None:
    """Red cells with comments, the reasons, and text as the format of all numbers that Excel would spoil."""
    _set_text(sheet, piece)
    for row, findings in piece.findings.items():
        for finding in findings:
            _redden(sheet.cell(piece.rows[row], _column(piece, finding)), finding)
    head = sheet.cell(piece.rows[piece.heading], piece.reasons, REASON)
    beside = sheet.cell(piece.rows[piece.heading], max(piece.reasons - 1, 1))
    if beside.has_style:
        head._style = copy(beside._style)  # noqa: SLF001
    for row, place in piece.rows.items():
        if row > piece.heading:
            cell = sheet.cell(place, piece.reasons, _reason(piece, row))
            cell.alignment = Alignment(vertical="center", wrap_text=True)
            needed = _ROW_HEIGHT * -(-len(cell.value) * 2 // _WIDE)
            sheet.row_dimensions[place].height = max(sheet.row_dimensions[place].height or 0, needed)
    letter = get_column_letter(piece.reasons)
    sheet.column_dimensions[letter].width = _WIDE
    _widen(sheet, piece)
    sheet.auto_filter.ref = f"A{piece.heading}:{letter}{len(piece.rows)}"
    sheet.freeze_panes = sheet.cell(piece.heading + 1, 1)


def _widen(sheet: Worksheet, piece: _Piece) -> None:
    """The clerk's widths stay, but numbers must be seen whole."""
    given: dict[int, float] = {}
    for letter, one in sheet.column_dimensions.items():
        first = one.min or column_index_from_string(letter)  # a width set by us knows its letter only
        given |= dict.fromkeys(range(first, (one.max or first) + 1), one.width) if one.width else {}
    for column, kind in _kinds(piece).items():
        wanted = _WIDTHS.get(kind, _USUAL)
        if column not in given or (kind in _AS_TEXT and given[column] < wanted):
            sheet.column_dimensions[get_column_letter(column)].width = wanted


def _kinds(piece: _Piece) -> dict[int, Kind]:
    """By column, from 1, what it holds; those that aren't taken in are left out."""
    mapping = piece.table.mapping
    return {column: field_at(one, mapping.record).kind for column, one in enumerate(mapping.targets, 1) if one}


def _set_text(sheet: Worksheet, piece: _Piece) -> None:
    for column, kind in _kinds(piece).items():
        if kind in _AS_TEXT:
            sheet.column_dimensions[get_column_letter(column)].number_format = "@"
            for place in range(piece.heading + 1, len(piece.rows) + _SPARE):
                sheet.cell(place, column).number_format = "@"


def _column(piece: _Piece, finding: Finding) -> int:
    """The column of a finding; where the sheet has none for it, that of the reasons."""
    headings = piece.table.headings
    return headings.index(finding.place.column) + 1 if finding.place.column in headings else piece.reasons


def _redden(cell: SheetCell, finding: Finding) -> None:
    cell.fill = _RED
    said = f"{cell.comment.text}\n" if cell.comment else ""
    cell.comment = Comment(said + finding.message, _AUTHOR, width=280, height=90)


def _reason(piece: _Piece, row: int) -> str:
    own = piece.findings.get(row)
    return "；".join(finding.message.rstrip("。") for finding in own) if own else "（同一户的其他行有误）"
