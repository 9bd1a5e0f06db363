"""Which rows of a flat table are lines."""

import re
from collections.abc import Sequence

from desktop.base.fields import Kind
from desktop.base.text import squeeze, tidy
from desktop.exchange.asides import is_aside, is_blank, is_count, says_sum
from desktop.exchange.headings import Table, Vocabulary
from desktop.exchange.mapping import field_at
from desktop.exchange.reading import Cell

_NUMBERS = frozenset({Kind.RESIDENT_ID, Kind.CREDIT_CODE, Kind.CARD})
_CHINESE = re.compile("[一-鿿]")
_SECTION = re.compile(
    r"[(（]?[一二三四五六七八九十]{1,3}[)）、.．].*|第[\d一二三四五六七八九十]{1,3}批次?(?:[(（:：共].*)?"
)
"""What stands over the lines of a part, such as 一、困难职工 or 第一批（6家）."""

_FEWEST = 3
"""Cells of a row that numbers the columns."""


def flat_lines(table: Table, keys: Sequence[str], words: Vocabulary) -> tuple[list[int], list[int]]:
    """The indexes of lines, and of rows that hold something but are none: sums, notes, signatures, repeated headings.

    A line is a row in which one of the key fields is filled, and that is none of those.
    """
    judge = _Judge(table, keys, words)
    lines, passed = [], []
    for index in range(table.body, len(table.sheet.rows)):
        row = table.sheet.rows[index]
        if judge.is_line(row):
            lines.append(index)
        elif any(cell != "" for cell in row):
            passed.append(index)
    return lines, passed


class _Judge:
    """What is worked out once for all rows."""

    def __init__(self, table: Table, keys: Sequence[str], words: Vocabulary) -> None:
        told = [(column, one) for column, one in enumerate(table.mapping.targets) if one and one.field in keys]
        self._keys = [column for column, _ in told]
        self._numbers = [n for n, one in told if field_at(one, table.mapping.record).kind in _NUMBERS]
        self._understands = words.understands

    def is_line(self, row: Sequence[Cell]) -> bool:
        told = [row[column] for column in self._keys if not is_blank(row[column])]
        if not told or all(self._is_no_key(cell) for cell in told) or _numbers_columns(row):
            return False
        if is_aside(row) or any(says_sum(cell) for cell in told):
            return any(_may_be_number(row[column]) for column in self._numbers)
        return True

    def _is_no_key(self, cell: Cell) -> bool:
        """Whether it is a heading that comes again, or that of a part."""
        if not isinstance(cell, str) or cell.isascii():
            return False
        return bool(_SECTION.fullmatch(squeeze(cell))) or self._understands(tidy(cell))


def _may_be_number(cell: Cell) -> bool:
    return not (is_blank(cell) or is_count(cell) or (isinstance(cell, str) and _CHINESE.search(cell)))


def _numbers_columns(row: Sequence[Cell]) -> bool:
    """Whether the row says 1, 2, 3 … under the headings."""
    told = [str(cell).removesuffix(".0") for cell in row if not is_blank(cell)]
    return len(told) >= _FEWEST and told == [str(number) for number in range(1, len(told) + 1)]
