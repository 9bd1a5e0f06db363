"""Reading a workbook as it stands: sheets of rows of cells, with the sheet's own row numbers."""

import datetime as dt
import io
from dataclasses import dataclass
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from desktop.base.errors import WorkbookError
from desktop.exchange import guards, unreckoned
from desktop.exchange.delimited import read_text

Cell = str | float | int | bool | dt.date | dt.datetime | dt.time | dt.timedelta
"""What a cell holds; an empty text where it holds nothing. An error stands as text, such as #N/A."""

Area = tuple[int, int, int, int]
"""A merged range: top, left, bottom, right, counted from 0."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet.

    Attributes:
        rows: all rows from the sheet's first, so that ``rows[n]`` is the clerk's row n + 1; all of one width.
        merged: merged ranges, from the top.
        hidden: whether the clerk doesn't see it.
    """

    name: str
    rows: list[list[Cell]]
    merged: tuple[Area, ...] = ()
    hidden: bool = False

    @property
    def width(self) -> int:
        """How many columns."""
        return len(self.rows[0]) if self.rows else 0


@dataclass(frozen=True, slots=True)
class Workbook:
    """What a file holds; at least one sheet has cells."""

    path: Path
    sheets: tuple[Sheet, ...]


def read_workbook(path: Path) -> Workbook:
    """The workbook in an .xlsx, .xls, .ods or .csv file, known by its content, not by its name.

    ``WorkbookError`` where there is none, it is open elsewhere, has a password, is damaged, empty or absurdly large.
    """
    data = _content(path)
    if guards.is_workbook(data):
        guards.check_content(path, data)
        sheets = _sheets(path, data)
    else:
        sheets = (Sheet(path.stem, _even(read_text(path, data))),)
    if not any(_says_something(cell) for sheet in sheets for row in sheet.rows for cell in row):
        raise WorkbookError(f"“{path.name}”里没有内容，没有读入任何数据；请核对是不是选错了文件。")
    return Workbook(path, sheets)


def _says_something(cell: Cell) -> bool:
    return not isinstance(cell, str) or bool(cell.strip())


def _content(path: Path) -> bytes:
    if path.is_dir():
        raise WorkbookError(f"“{path.name}”是文件夹，没有读入任何内容；请选里面的台账文件。")
    try:
        if path.stat().st_size > guards.MOST_PACKED:
            raise guards.too_large(path, "过大")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise WorkbookError(f"找不到文件“{path}”，请核对文件是否已移走或改名。") from error
    except PermissionError as error:
        raise WorkbookError(
            f"“{path.name}”正在被 Excel 打开或没有读取权限，没有读入任何内容；请关闭后再试。"
        ) from error
    except OSError as error:
        raise WorkbookError(f"读不出“{path.name}”，没有读入任何内容；请检查 U 盘或网络盘是否还连着。") from error


def _sheets(path: Path, data: bytes) -> tuple[Sheet, ...]:
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            metas = book.sheets_metadata
            marks = _marks(data, [meta.name for meta in metas])
            return tuple(
                _sheet(
                    book.get_sheet_by_name(meta.name),
                    marks.get(meta.name, {}),
                    hidden=meta.visible != SheetVisibleEnum.Visible,
                )
                for meta in metas
                if meta.typ == SheetTypeEnum.WorkSheet
            )
    except PasswordError as error:
        raise guards.locked_by_password(path) from error
    except (CalamineError, OSError, ValueError) as error:
        raise guards.unreadable(path) from error
    except BaseException as error:
        # The parser's panics come as a BaseException of its own; any workbook at all must be survived.
        if type(error).__name__ == "PanicException":
            raise guards.unreadable(path) from error
        raise


def _marks(data: bytes, names: list[str]) -> dict[str, unreckoned.Cells]:
    """What stands for errors and formulas without a result, by sheet."""
    if guards.is_archive(data):
        return unreckoned.in_archive(data)
    found = unreckoned.in_compound(data)
    return dict(zip(names, found, strict=True)) if len(found) == len(names) else {}


def _sheet(source: CalamineSheet, marks: unreckoned.Cells, *, hidden: bool) -> Sheet:
    areas = sorted((*first, *last) for first, last in source.merged_cell_ranges or ())
    rows: list[list[Cell]] = source.to_python(skip_empty_area=False)
    for (row, column), mark in marks.items():
        if row < len(rows) and column < len(rows[row]) and rows[row][column] == "":
            rows[row][column] = mark
    return Sheet(source.name, rows, tuple(areas), hidden)


def _even(rows: list[list[str]]) -> list[list[Cell]]:
    """The rows filled up to one width."""
    width = max(map(len, rows), default=0)
    return [[*row, *[""] * (width - len(row))] for row in rows] if width else []
