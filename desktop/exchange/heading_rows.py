"""The rows in which headings may stand, and what stands over each column: whatever the headings may mean."""

from collections.abc import Callable, Iterable

from openpyxl.utils import get_column_letter

from desktop.base.text import tidy
from desktop.exchange.reading import Cell, Sheet
from desktop.exchange.units import is_unit

_LOOKED_AT = 100
_DEEPEST = 3
_CANDIDATES = 8

Path = tuple[str, ...]
"""The headings of one column from the top down."""


def candidates(sheet: Sheet, understands: Callable[[str], object]) -> Iterable[tuple[int, int]]:
    """Top rows and depths worth trying: those around the rows in which the most single cells are headings."""
    counted = [(_understood(row, understands), -number) for number, row in enumerate(sheet.rows[:_LOOKED_AT])]
    likely = [-number for count, number in sorted(counted, reverse=True)[:_CANDIDATES] if count]
    last = len(sheet.rows)
    return {
        (top, depth)
        for row in likely
        for depth in range(1, _DEEPEST + 1)
        for top in range(max(0, row - depth + 1), row + 1)
        if top + depth <= last
    }


def _understood(row: list[Cell], understands: Callable[[str], object]) -> int:
    return sum(1 for cell in row if isinstance(cell, str) and cell and understands(tidy(cell)))


def paths_in(sheet: Sheet, top: int, depth: int) -> list[Path]:
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


def shown(paths: list[Path], called: Callable[[Path], str]) -> tuple[str, ...]:
    """Headings to show, each just once: where two are called alike the later one with its column's letter."""
    found: list[str] = []
    for number, path in enumerate(paths):
        text = call(path, called)
        found.append(f"{text}（{get_column_letter(number + 1)} 列）" if text and text in found else text)
    return tuple(found)


def call(path: Path, called: Callable[[Path], str]) -> str:
    """What a column is called; a unit in a cell of its own follows."""
    if not path:
        return ""
    if len(path) > 1 and is_unit(path[-1]):
        return call(path[:-1], called) + path[-1]
    return called(path)
