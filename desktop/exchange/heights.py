"""How high a row must be for its texts to be seen whole: not every program reckons that when it opens a sheet."""

import unicodedata
from collections.abc import Sequence

from desktop.base.fields import Kind, Value
from desktop.base.listing import Column

WRAPPED = frozenset({Kind.TEXT, Kind.NAME, Kind.CODE})
"""Kinds whose texts go on in another line."""

_LINE = 16.0
"""Points of one line of the usual face."""

_NARROW = 12
"""Characters of room up to which a cell has too few on a line for a mark to matter."""

_MOST = 25
"""Lines that a row shows at most; Excel takes no row above 409 points."""


class Heights:
    """The heights of a sheet's rows, by the widths of its columns.

    Attributes:
        of_headings: of the row of headings, points.
    """

    def __init__(self, columns: Sequence[Column]) -> None:
        self._wrapped = [(place, column.width) for place, column in enumerate(columns) if column.kind in WRAPPED]
        self.of_headings = _LINE * min(max(lines_of(column.label, column.width) for column in columns), _MOST) + 3

    def attributes(self, row: Sequence[Value]) -> str:
        """What the element of a row says of its height; nothing where one line is enough."""
        lines = self._lines(row)
        return f' ht="{_LINE * lines:g}" customHeight="1"' if lines > 1 else ""

    def _lines(self, row: Sequence[Value]) -> int:
        most = 1
        for place, width in self._wrapped:
            value = row[place]
            if isinstance(value, str) and len(value) * 2 >= width:
                most = max(most, sum(lines_of(part, width) for part in value.split("\n")))
        return min(most, _MOST)


def lines_of(text: str, width: int) -> int:
    """The lines that a text takes in a column of so many characters, of which a Chinese one takes two.

    >>> lines_of("困难职工", 10), lines_of("困难职工", 7), lines_of("2022-0001", 10)
    (1, 2, 1)
    """
    room, long = width - 1, sum(1 + _is_wide(char) for char in text)  # a cell has margins
    if long <= room:
        return 1
    slack = 2 if room > _NARROW else 0  # no line of many begins with a mark
    return -(-long // max(room - room % 2 - slack, 2))


def _is_wide(char: str) -> bool:
    return char > "\x7f" and unicodedata.east_asian_width(char) in "WFA"
