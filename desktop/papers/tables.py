"""Tables measured: which box stands where, how high the rows are, and the rules around the boxes."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import accumulate

from desktop.papers.blocks import Cell, Group, Role
from desktop.papers.pieces import POINTS, Box, Piece, Rule, String, strings_in
from desktop.papers.setting import Ruler, fit

PAD = 0.8 * POINTS
"""The space between a box's side and its text."""

_PAD_ROW = 0.3 * POINTS
"""The least space above and below a text."""

_PAD_GROWN = 0.7 * POINTS
"""The space above and below a text for which a row grows."""

Shape = tuple[tuple[tuple[int, int], ...], ...]
"""Columns and rows that each box of each row goes over."""

Spot = tuple[int, int]
"""The row and the column in which a box begins."""


@lru_cache(maxsize=512)
def spots(shape: Shape) -> tuple[tuple[Spot, ...], ...]:
    """Where each box begins, row by row."""
    taken: set[Spot] = set()
    found = []
    for row, boxes in enumerate(shape):
        column = 0
        begun = []
        for columns, rows in boxes:
            while (row, column) in taken:
                column += 1
            begun.append((row, column))
            taken.update((row + down, column + across) for down in range(rows) for across in range(columns))
            column += columns
        found.append(tuple(begun))
    return tuple(found)


@lru_cache(maxsize=512)
def reading_order(shape: Shape) -> tuple[Spot, ...]:
    """Row and place of each box, from the left and then downwards: in this order a group is read and copied."""
    begun = spots(shape)
    places = [(number, place) for number, row in enumerate(begun) for place in range(len(row))]
    return tuple(sorted(places, key=lambda one: begun[one[0]][one[1]][::-1]))


@lru_cache(maxsize=4096)
def rules_of(shape: Shape, across: tuple[float, ...], down: tuple[float, ...]) -> tuple[Rule, ...]:
    """The rules around the boxes, each drawn once: a page of doubled hairlines prints uneven."""
    level: set[tuple[float, int]] = set()
    upright: set[tuple[float, int]] = set()
    for begun, boxes in zip(spots(shape), shape, strict=True):
        for (row, column), (columns, rows) in zip(begun, boxes, strict=True):
            last, below = column + columns, row + rows
            level.update((y, one) for y in (row, below) for one in range(column, last))
            upright.update((x, one) for x in (column, last) for one in range(row, below))
    flat = [(across[a], down[int(y)], across[b], down[int(y)]) for y, a, b in _runs(level)]
    return (*flat, *((across[int(x)], down[a], across[int(x)], down[b]) for x, a, b in _runs(upright)))


def _runs(parts: set[tuple[float, int]]) -> list[tuple[float, int, int]]:
    """Neighbouring unit parts of a line joined into one."""
    runs: list[tuple[float, int, int]] = []
    for line, part in sorted(parts):
        if runs and runs[-1][0] == line and runs[-1][2] == part:
            runs[-1] = (line, runs[-1][1], part + 1)
        else:
            runs.append((line, part, part + 1))
    return runs


class Tabling:
    """Measures the groups of one table."""

    def __init__(self, widths: Sequence[float], ruler: Callable[[Role], Ruler]) -> None:
        self._across = tuple(accumulate((width * POINTS for width in widths), initial=0.0))
        self._ruler = ruler

    def piece(self, group: Group) -> Piece:
        """The group, with its strings and rules."""
        shape = tuple(tuple((cell.columns, cell.rows) for cell in row.cells) for row in group)
        begun = spots(shape)
        down = self._heights(group, begun)
        strings: list[String] = []
        for number, place in reading_order(shape):
            cell = group[number].cells[place]
            if cell.text:
                strings += self._strings(cell, begun[number][place], down)
        return Piece(down[-1], tuple(strings), rules_of(shape, self._across, down))

    def _heights(self, group: Group, begun: tuple[tuple[Spot, ...], ...]) -> tuple[float, ...]:
        """Where the rows begin; the last place is where the group ends."""
        heights = [row.least * POINTS for row in group]
        for row, starts in zip(group, begun, strict=True):
            for cell, (number, column) in zip(row.cells, starts, strict=True):
                last = number + cell.rows - 1
                if cell.text and group[last].most > group[last].least:
                    spare = sum(heights[number:last])
                    wanted = self._wanted(cell, column, spare + group[last].most * POINTS) - spare
                    heights[last] = max(heights[last], wanted)
        return tuple(accumulate(heights, initial=0.0))

    def _wanted(self, cell: Cell, column: int, most: float) -> float:
        height = most - 2 * _PAD_GROWN
        setting = fit(cell.text, cell.style, self._width(cell, column), height, self._ruler(cell.style.role))
        return setting.height + 2 * _PAD_GROWN

    def _width(self, cell: Cell, column: int) -> float:
        return self._across[column + cell.columns] - self._across[column] - 2 * PAD

    def _strings(self, cell: Cell, spot: Spot, down: tuple[float, ...]) -> list[String]:
        row, column = spot
        top, width = down[row], self._width(cell, column)
        height = down[row + cell.rows] - top
        setting = fit(cell.text, cell.style, width, height - 2 * _PAD_ROW, self._ruler(cell.style.role))
        return strings_in(setting, cell.style, Box(self._across[column] + PAD, top, width, height))
