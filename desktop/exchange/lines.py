"""Which rows of a table are lines, and which lines belong to one household."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop.base.text import squeeze, tidy
from desktop.exchange.asides import is_aside, is_blank, is_count
from desktop.exchange.headings import Table
from desktop.exchange.mapping import APPLICANT, ROW, Target
from desktop.exchange.reading import Cell
from desktop.exchange.signs import read_heading
from desktop.exchange.words import plain, words

_CHINESE = re.compile("[一-鿿]")


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a table.

    Attributes:
        blocks: by household, the indexes of its rows.
        passed: indexes of rows that hold something but are no lines: sums, notes, signatures.
    """

    blocks: tuple[tuple[int, ...], ...]
    passed: tuple[int, ...]


def lines_of(table: Table) -> Lines:
    """The lines below the headings: rows with a name or an ID that are no sum, note, or repeated heading."""
    names, numbers = _columns(table, "name"), _columns(table, "resident_id")
    body, passed = [], []
    for index in range(table.body, len(table.sheet.rows)):
        row = table.sheet.rows[index]
        if _is_line(row, names, numbers):
            body.append(index)
        elif any(cell != "" for cell in row):
            passed.append(index)
    blocks = _blocks(table, body) if table.mapping.by_rows else tuple((index,) for index in body)
    return Lines(tuple(blocks), tuple(passed))


def _columns(table: Table, field: str) -> tuple[int, ...]:
    return tuple(
        n for n, one in enumerate(table.mapping.targets) if one and one.person is not None and one.field == field
    )


def _is_line(row: Sequence[Cell], names: Sequence[int], numbers: Sequence[int]) -> bool:
    number = next((row[column] for column in numbers if not is_blank(row[column])), "")
    name = next((row[column] for column in names if not is_blank(row[column])), "")
    if number == "":
        return name != "" and not is_aside(row) and not _is_heading(name) and not is_count(name)
    if _is_heading(number) or (is_count(number) and (name == "" or is_count(name))):
        return False
    is_no_id = is_count(number) or (isinstance(number, str) and _CHINESE.search(number))
    return not (is_no_id and is_aside(row))


def _is_heading(cell: Cell) -> bool:
    return isinstance(cell, str) and not cell.isascii() and read_heading((tidy(cell),)) is not None


def _blocks(table: Table, body: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """The lines of each household, where each person has a line."""
    starts = _Starts(table, body)
    block: list[int] = []
    for index in body:
        if block and starts.at(index):
            yield tuple(block)
            block = []
        if not block:
            starts.begin(index)
        starts.passed(index)
        block.append(index)
    if block:
        yield tuple(block)


class _Starts:
    """Where the next household begins: a new number, a new applicant, or another 本人."""

    def __init__(self, table: Table, body: Sequence[int]) -> None:
        self._rows = table.sheet.rows
        column_of = table.mapping.column_of
        self._name = column_of(Target(APPLICANT, "name"))
        self._id = column_of(Target(APPLICANT, "resident_id"))
        self._relation = column_of(Target(ROW, "relation"))
        self._number = _telling_number(table, body)
        self._kept: dict[int, str] = {}
        self._has_self = False

    def begin(self, index: int) -> None:
        """The household that begins at this row."""
        self._has_self = False
        self._kept = {
            column: self._text(index, column) for column in (self._number, self._name, self._id) if column is not None
        }

    def passed(self, index: int) -> None:
        """The row belongs to the household."""
        self._has_self = self._has_self or self._is_self(index)

    def at(self, index: int) -> bool:
        """Whether this row begins another household than the one that was begun."""
        if self._number is not None and self._text(index, self._number):
            return self._differs(index, self._number)
        if self._name is not None or self._id is not None:
            if self._differs(index, self._name) or self._differs(index, self._id):
                return True
            return self._has_self and self._is_self(index)
        return self._is_self(index) and (self._has_self or self._number is None)

    def _text(self, index: int, column: int | None) -> str:
        return "" if column is None else squeeze(str(self._rows[index][column]))

    def _differs(self, index: int, column: int | None) -> bool:
        text = self._text(index, column)
        return bool(text) and column is not None and text != self._kept[column]

    def _is_self(self, index: int) -> bool:
        return is_self(self._text(index, self._relation))


def is_self(relation: Cell) -> bool:
    """Whether a relation says that the person is the applicant."""
    return squeeze(str(relation)) in words().selves


def _telling_number(table: Table, body: Sequence[int]) -> int | None:
    """The column of numbers that tells households apart: one with blanks or repetitions, unlike a running number."""
    kinds = (words().household_numbers, words().line_numbers)
    for kind in kinds:
        for column, heading in enumerate(table.headings):
            if plain(heading) in kind:
                texts = [squeeze(str(table.sheet.rows[index][column])) for index in body]
                if any(texts) and len(set(filter(None, texts))) < len(texts):
                    return column
    return None
