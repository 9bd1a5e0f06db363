"""Finding the headings of a sheet wherever they stand, however deep, and what they mean."""

from collections.abc import Iterable
from collections.abc import Mapping as Keyed
from dataclasses import dataclass, replace

from openpyxl.utils import get_column_letter

from desktop.base.errors import WorkbookError
from desktop.base.findings import Finding, Place
from desktop.base.text import tidy
from desktop.exchange.mapping import Mapping, Target
from desktop.exchange.own_columns import with_own_columns
from desktop.exchange.reading import Cell, Sheet, Workbook
from desktop.exchange.recognising import work_out
from desktop.exchange.signs import Who, read_heading
from desktop.exchange.units import is_unit, unit_above

_LOOKED_AT = 100
_DEEPEST = 3
_FEWEST = 2
_CANDIDATES = 8

_HIDDEN = "是隐藏的，没有读入；里面若有要导入的内容，请取消隐藏后再导入。"
_NO_HEADINGS = "里没有找到表头，没有读入；里面若有要导入的内容，请补上有“姓名”和“身份证号”的表头后再导入。"
_NOBODY = "里没有认出姓名列和身份证号列，没有读入；里面若是家庭成员，请加上“户主身份证号”一列后再导入。"

Path = tuple[str, ...]
"""The headings of one column from the top down."""


@dataclass(frozen=True, slots=True)
class Table:
    """The part of a sheet that has headings and lines.

    Attributes:
        top: index of the first row of headings.
        body: index of the first row after the headings.
        headings: by column, as the clerk wrote them; under a member's group both words; empty where there is none.
        mapping: what each column holds.
        passed: what there is to say of other sheets of the workbook, which aren't taken in.
    """

    sheet: Sheet
    top: int
    body: int
    headings: tuple[str, ...]
    mapping: Mapping
    passed: tuple[Finding, ...] = ()

    @property
    def unmapped(self) -> tuple[int, ...]:
        """Columns with a heading that nobody understood; the clerk can say what they hold."""
        return tuple(n for n, text in enumerate(self.headings) if text and n not in self.mapping.known)

    @property
    def confidence(self) -> float:
        """The share of headings that were understood."""
        headed = sum(bool(text) for text in self.headings)
        return 1 - len(self.unmapped) / headed if headed else 0.0

    def mapped(self, mapping: Mapping) -> "Table":
        """The same table with the clerk's mapping."""
        return replace(self, mapping=mapping)


def find_tables(workbook: Workbook, saved: Keyed[str, Mapping] | None = None) -> tuple[Table, ...]:
    """The tables in which names and IDs were found, one a sheet; mappings saved by source are used where they fit.

    Where no sheet has both, what was found of others comes back incomplete, for the clerk to say the rest. Hidden
    sheets are passed over. ``WorkbookError`` where no sheet has any headings.
    """
    tables = every_table(workbook, saved)
    complete = [table for table in tables if table.mapping.complete]
    doubts = [_passed_over(table.sheet, _NOBODY) for table in tables if not table.mapping.complete]
    return tuple(replace(table, passed=(*table.passed, *doubts)) for table in complete) or tables


def every_table(workbook: Workbook, saved: Keyed[str, Mapping] | None = None) -> tuple[Table, ...]:
    """The same with all tables that have headings, whether or not they tell names and IDs."""
    found = {sheet.name: _find(sheet, saved or {}) for sheet in workbook.sheets if not sheet.hidden}
    tables = [table for table in found.values() if table]
    if not tables:
        raise WorkbookError(
            f"“{workbook.path.name}”里没有找到表头，没有读入任何内容；请核对是否选错文件，表头应有“姓名”和“身份证号”。"
        )
    others = [sheet for sheet in workbook.sheets if any(sheet.rows) and found.get(sheet.name) is None]
    passed = tuple(_passed_over(sheet, _HIDDEN if sheet.hidden else _NO_HEADINGS) for sheet in others)
    return tuple(replace(table, passed=passed) for table in tables)


def _passed_over(sheet: Sheet, why: str) -> Finding:
    message = f"工作表“{sheet.name}”{why}"
    return Finding(code="sheet_passed", message=message, refuses=False, place=Place(sheet.name))


def _find(sheet: Sheet, saved: Keyed[str, Mapping]) -> Table | None:
    """The headings by which the most columns are understood; of equals the shallowest, then the highest."""
    best: tuple[tuple[int, int, int], int, int, list[Path]] | None = None
    for top, depth in _candidates(sheet):
        paths = _paths(sheet, top, depth)
        mapping = work_out(paths)
        taken = sum(target is not None for target in mapping.targets)
        units = sum(len(path) > 1 and is_unit(path[-1]) for path in paths)
        rank = (taken * 100 + len(mapping.known) + units, -depth, -top)
        if taken >= _FEWEST and (best is None or rank > best[0]):
            best = rank, top, depth, paths
    if best is None:
        return None
    _, top, depth, paths = best
    mapping = work_out(paths, unit_above(sheet.rows[:top]))
    if mapping.source in saved:
        mapping = saved[mapping.source].fitted(len(paths))
    # What only the lines show is looked at in each workbook: the next one of a source may tell more than the last.
    mapping = with_own_columns(mapping, paths, sheet.rows[top + depth :])
    return _without_running_numbers(Table(sheet, top, top + depth, _shown(paths), mapping))


def _without_running_numbers(table: Table) -> Table:
    """The table without file numbers that are nothing but 1, 2, 3: many ledgers call their running number 编号."""
    column = table.mapping.column_of(Target(None, "file_no"))
    if column is None:
        return table
    cells = [str(row[column]).removesuffix(".0") for row in table.sheet.rows[table.body :] if row[column] != ""]
    numbers = [int(cell) for cell in cells if cell.isdecimal()]
    running = len(numbers) > 1 and numbers == list(range(1, len(numbers) + 1))
    return table.mapped(table.mapping.with_target(column, None)) if running else table


def _candidates(sheet: Sheet) -> Iterable[tuple[int, int]]:
    """Rows and depths worth trying: those around the rows in which the most single cells are headings."""
    counted = [(_understood(row), -number) for number, row in enumerate(sheet.rows[:_LOOKED_AT])]
    likely = [-number for count, number in sorted(counted, reverse=True)[:_CANDIDATES] if count]
    last = len(sheet.rows)
    return {
        (top, depth)
        for row in likely
        for depth in range(1, _DEEPEST + 1)
        for top in range(max(0, row - depth + 1), row + 1)
        if top + depth <= last
    }


def _understood(row: list[Cell]) -> int:
    return sum(1 for cell in row if isinstance(cell, str) and cell and read_heading((tidy(cell),)))


def _paths(sheet: Sheet, top: int, depth: int) -> list[Path]:
    """The headings of each column if the headings stand in these rows."""
    grid = [[_text(cell) for cell in row] for row in sheet.rows[top : top + depth]]
    merged = _fill_merged(sheet, top, grid)
    _fill_right(grid, merged)
    columns = zip(*grid, strict=True)
    return [tuple(text for n, text in enumerate(column) if text and text not in column[:n]) for column in columns]


def _text(cell: Cell) -> str:
    """A cell of a heading; line breaks inside a heading part no words."""
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
    return tidy(text.replace("\r", "").replace("\n", ""))


def _fill_merged(sheet: Sheet, top: int, grid: list[list[str]]) -> set[tuple[int, int]]:
    """Fill merged ranges with their text, but for the lowest row, where values stand under the first; the cells."""
    filled = set()
    for first, left, last, right in sheet.merged:
        if first < top or first >= top + len(grid):
            continue
        text = grid[first - top][left] if left < sheet.width else ""
        for row in range(first - top, min(last - top + 1, len(grid))):
            for column in range(left, min(right + 1, sheet.width)):
                grid[row][column] = text if column == left or last < top + len(grid) - 1 else ""
                filled.add((row, column))
    return filled


def _fill_right(grid: list[list[str]], merged: set[tuple[int, int]]) -> None:
    """Without merged cells (as in a text file) a group stands over its first column only."""
    for level, row in enumerate(grid[:-1]):
        group = ""
        for column, text in enumerate(row):
            below = any(lower[column] not in {"", text} for lower in grid[level + 1 :])
            if text:
                group = text if below else ""
            elif group and below and (level, column) not in merged:
                row[column] = group


def _shown(paths: list[Path]) -> tuple[str, ...]:
    """Headings to show, each just once: of a member with the group's word, and with the column's letter if need be."""
    shown: list[str] = []
    for number, path in enumerate(paths):
        text = _called(path)
        shown.append(f"{text}（{get_column_letter(number + 1)} 列）" if text and text in shown else text)
    return tuple(shown)


def _called(path: Path) -> str:
    if not path:
        return ""
    if len(path) > 1 and is_unit(path[-1]):
        return _called(path[:-1]) + path[-1]
    sign = read_heading(path)
    if sign and sign.who is Who.MEMBER and sign.grouped:
        return "".join(path[-2:]) if read_heading(path[-2:]) == sign else "".join(path)
    return path[-1]
