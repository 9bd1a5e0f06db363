"""Where a list's rows come from: the office, or a few rows in memory."""

from array import array
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

from desktop.base.fields import Value
from desktop.base.listing import Listing, Query
from desktop.base.text import squeeze
from ui.desk import Desk

if TYPE_CHECKING:
    from desktop.office.office import Office

Row = tuple[Value, ...]
"""One row's cells in the order of ``Listing.columns``."""


class Found(NamedTuple):
    """What a query found: all ids in order, and the rows of the window asked for, which begins at ``first``."""

    ids: "array[int]"
    first: int
    rows: Sequence[Row]


class Source(Protocol):
    """Answers a list model, at once or later, in the screen's thread."""

    def find(self, query: Query, window: range, then: Callable[[Found], object]) -> None:
        """Find the ids of a query and the rows of a window; only the newest find needs an answer."""

    def fetch(self, ids: Sequence[int], then: Callable[[Sequence[Row]], object]) -> None:
        """Fetch the rows of these ids, in their order."""


class DeskSource:
    """Rows of the open office, through the desk."""

    def __init__(self, desk: Desk, listing: Listing) -> None:
        self._desk = desk
        self._noun = listing.noun
        self._key = object()

    def find(self, query: Query, window: range, then: Callable[[Found], object]) -> None:
        """Ids and first rows in one read, so that the screen changes once."""

        def question(office: "Office") -> Found:
            ids = office.ids(query)
            first = clip(window, len(ids))
            return Found(ids, first.start, _cells(office.rows(self._noun, ids[first.start : first.stop])))

        self._desk.ask(question, then, key=self._key)

    def fetch(self, ids: Sequence[int], then: Callable[[Sequence[Row]], object]) -> None:
        """The rows, read by the worker."""
        self._desk.ask(lambda office: _cells(office.rows(self._noun, ids)), then)


class MemorySource:
    """Rows in memory, for reviews and small tables; sorts and searches like the office does.

    A chip's value is compared with the cell's text; ids are positions unless others are given.
    """

    def __init__(self, listing: Listing, rows: Iterable[Row], ids: Iterable[int] | None = None) -> None:
        self._names = [column.name for column in listing.columns]
        self.replace(rows, ids)

    def replace(self, rows: Iterable[Row], ids: Iterable[int] | None = None) -> None:
        """Hold other rows; the model shows them at its next ``refresh``."""
        held = list(rows)
        self._rows = dict(zip(range(len(held)) if ids is None else ids, held, strict=True))

    def find(self, query: Query, window: range, then: Callable[[Found], object]) -> None:
        """Answered at once."""
        chosen = [one for one, row in self._rows.items() if self._fits(row, query)]
        if query.order:
            at = self._names.index(query.order)
            chosen.sort(key=lambda one: _sort_key(self._rows[one][at]), reverse=query.descending)
            chosen.sort(key=lambda one: self._rows[one][at] is None)
        first = clip(window, len(chosen))
        then(Found(array("q", chosen), first.start, [self._rows[one] for one in chosen[first.start : first.stop]]))

    def fetch(self, ids: Sequence[int], then: Callable[[Sequence[Row]], object]) -> None:
        """Answered at once."""
        then([self._rows[one] for one in ids])

    def counts(self, chip: str) -> dict[str, int]:
        """How many rows have each value of a column, in the order they come."""
        at = self._names.index(chip)
        counted: dict[str, int] = {}
        for row in self._rows.values():
            text = _text(row[at])
            counted[text] = counted.get(text, 0) + 1
        return counted

    def _fits(self, row: Row, query: Query) -> bool:
        if any(_text(row[self._names.index(name)]) != wanted for name, wanted in query.chips.items()):
            return False
        cells = [squeeze(_text(cell)).lower() for cell in row]
        return all(any(squeeze(word).lower() in cell for cell in cells) for word in query.text.split())


def _cells(rows: Iterable[Row]) -> list[Row]:
    """The office's rows without the number that each begins with."""
    return [row[1:] for row in rows]


def clip(window: range, length: int) -> range:
    """The window moved and cut so that it lies within a list of that length.

    >>> clip(range(200, 300), 250), clip(range(200, 300), 120)
    (range(200, 250), range(20, 120))
    """
    start = window.start if window.start < length else max(0, length - len(window))
    return range(start, min(start + len(window), length))


def _text(value: Value) -> str:
    return "" if value is None else str(value)


def _sort_key(value: Value) -> tuple[bool, Value]:
    return (value is None, "" if value is None else value)
