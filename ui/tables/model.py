"""The one table model: it holds ids and fetches rows a page at a time."""

from array import array
from collections.abc import Iterable, Sequence
from enum import IntEnum
from functools import partial
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from desktop.base.fields import Field, Kind, Value
from desktop.base.identity import mask_card, mask_id, mask_phone
from desktop.base.listing import Column, Listing, Query
from desktop.base.values import show_value
from ui.tables.source import Found, Row, Source

PAGE = 100
"""Rows fetched at once."""

_KEPT = 60  # pages in memory, the newest used; 6,000 rows are far more than any screen
_MASKS = {Kind.RESIDENT_ID: mask_id, Kind.CARD: mask_card, Kind.PHONE: mask_phone}
_RIGHT = frozenset({Kind.MONEY, Kind.AREA, Kind.COUNT, Kind.POINTS})

Index = QModelIndex | QPersistentModelIndex


class Role(IntEnum):
    """What a cell can be asked for besides what Qt knows."""

    VALUE = Qt.ItemDataRole.UserRole
    """The value itself; None where it is nothing or isn't fetched yet."""
    SORT = Qt.ItemDataRole.UserRole + 1
    """What orders the rows in Python."""
    ID = Qt.ItemDataRole.UserRole + 2
    """The row's record."""
    LOADED = Qt.ItemDataRole.UserRole + 3
    """Whether the row is fetched."""
    MARKED = Qt.ItemDataRole.UserRole + 4
    """Whether the row's record is marked as one that needn't be looked at."""


def alignment(kind: Kind) -> Qt.AlignmentFlag:
    """Where cells and headings of that kind stand."""
    if kind is Kind.YES_NO:
        return Qt.AlignmentFlag.AlignCenter
    side = Qt.AlignmentFlag.AlignRight if kind in _RIGHT else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def cell_text(column: Column, value: Value, *, revealed: bool) -> str:
    """What a cell shows; numbers of persons are masked unless they are revealed."""
    text = show_value(Field(label=column.label, kind=column.kind), value)
    return text if revealed or column.kind not in _MASKS else _MASKS[column.kind](text)


class ListModel(QAbstractTableModel):
    """A list of records as its listing describes it.

    While a new query runs the old rows stay; ids and first rows are then replaced together. When the same ids come
    back only the cells are redrawn, so selection and place stay.

    Signals:
        shown: a query was answered; the count and the rows are those of ``query``.
    """

    shown = Signal()

    def __init__(self, listing: Listing, source: Source, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.listing = listing
        self.query = Query(noun=listing.noun, order=listing.order, descending=listing.descending)
        self._source = source
        self._ids: array[int] = array("q")
        self._pages: dict[int, Sequence[Row]] = {}
        self._stale: set[int] = set()
        self._wanted: dict[int, None] = {}
        self._seen = 0
        self._generation = 0
        self._fetching = False
        self._revealed = False
        self._marked: frozenset[int] = frozenset()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._fetch)

    def show(self, query: Query) -> None:
        """Ask for another query; nothing changes on the screen until it is answered."""
        self.query = query
        self._find(range(PAGE))

    def refresh(self) -> None:
        """Ask the same query again, because records changed."""
        first = max(0, self._seen - 1) * PAGE
        self._find(range(first, first + 3 * PAGE))

    def reveal(self, revealed: bool) -> None:
        """Show numbers of persons in full, or mask them."""
        self._revealed = revealed
        self._redraw(0, len(self._ids))

    def mark(self, records: frozenset[int]) -> None:
        """Have these records drawn faintly, and no others."""
        if records != self._marked:
            self._marked = records
            self._redraw(0, len(self._ids))

    @property
    def masks(self) -> bool:
        """Whether there is anything to mask."""
        return any(column.kind in _MASKS for column in self.listing.columns)

    @property
    def revealed(self) -> bool:
        """Whether numbers of persons are shown in full."""
        return self._revealed

    @property
    def ids(self) -> "array[int]":
        """The records in the order shown."""
        return self._ids

    def row_of(self, record: int) -> int:
        """The row of a record; -1 where the list doesn't show it."""
        try:
            return self._ids.index(record)
        except ValueError:
            return -1

    def rows_of(self, records: Iterable[int]) -> list[int]:
        """The rows of those of the records that are shown."""
        wanted = set(records)
        return [row for row, record in enumerate(self._ids) if record in wanted]

    def ids_of(self, rows: Iterable[int]) -> list[int]:
        """The records of these rows."""
        return [self._ids[row] for row in rows]

    def column_at(self, name: str) -> int:
        """The position of the column of that name; ``KeyError`` where there is none."""
        return self.listing.columns.index(self.listing.column(name))

    def value(self, row: int, name: str) -> Value:
        """A cell's value; None also where the row isn't fetched yet."""
        cells = self._row(row)
        return cells[self.column_at(name)] if cells else None

    def _find(self, window: range) -> None:
        self._generation += 1
        self._source.find(self.query, window, partial(self._show, self._generation))

    def _show(self, generation: int, found: Found) -> None:
        if generation != self._generation:
            return
        self._wanted.clear()
        self._fetching = False
        if found.ids == self._ids:
            self._stale = set(self._pages)
            self._take(found.first, found.rows)
        else:
            self.beginResetModel()
            self._ids, self._pages, self._stale, self._seen = found.ids, {}, set(), 0
            self._store(found.first, found.rows)
            self.endResetModel()
        self.shown.emit()

    def _take(self, first: int, rows: Sequence[Row]) -> None:
        self._store(first, rows)
        self._redraw(first, len(rows))

    def _store(self, first: int, rows: Sequence[Row]) -> None:
        """Keep whole pages only; a window that was clipped may begin within one."""
        for page in range(-(-first // PAGE), (first + len(rows) - 1) // PAGE + 1):
            part = rows[page * PAGE - first : (page + 1) * PAGE - first]
            if len(part) == min(PAGE, len(self._ids) - page * PAGE):
                self._pages.pop(page, None)
                self._pages[page] = part
                self._stale.discard(page)
        for page in list(self._pages)[:-_KEPT]:
            del self._pages[page]

    def _redraw(self, first: int, count: int) -> None:
        if count:
            last = self.index(first + count - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(first, 0), last)

    def _row(self, row: int) -> Row | None:
        page, at = divmod(row, PAGE)
        self._seen = page
        rows = self._pages.get(page)
        if rows is None or page in self._stale:
            self._wanted.pop(page, None)
            self._wanted[page] = None
            if not self._fetching and not self._soon.isActive():
                self._soon.start()
        return rows[at] if rows is not None else None

    def _fetch(self) -> None:
        """Fetch what was wanted last with its neighbours; what scrolled by meanwhile is forgotten."""
        if self._fetching or not self._wanted:
            return
        page = next(reversed(self._wanted))
        near = [one for one in (page - 1, page, page + 1) if self._lacks(one)]
        self._wanted.clear()
        if not near:
            return
        self._fetching = True
        first, last = near[0] * PAGE, (near[-1] + 1) * PAGE
        self._source.fetch(self._ids[first:last], partial(self._fetched, self._generation, first))

    def _lacks(self, page: int) -> bool:
        return 0 <= page * PAGE < len(self._ids) and (page not in self._pages or page in self._stale)

    def _fetched(self, generation: int, first: int, rows: Sequence[Row]) -> None:
        if generation != self._generation:
            return
        self._fetching = False
        self._take(first, rows)
        if self._wanted:
            self._soon.start()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own signature)
        """The number of records."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own signature)
        """The number of columns, shown or not."""
        return 0 if parent.isValid() else len(self.listing.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell."""
        if not index.isValid():
            return None
        column = self.listing.columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return alignment(column.kind)
        if role == Role.ID:
            return self._ids[index.row()]
        if role == Role.MARKED:
            return self._ids[index.row()] in self._marked
        if role in _CELL_ROLES:
            cells = self._row(index.row())
            return self._cell(column, cells[index.column()] if cells else None, role, loaded=cells is not None)
        return None

    def _cell(self, column: Column, value: Value, role: int, *, loaded: bool) -> Any:
        if role == Role.LOADED:
            return loaded
        if role in {Role.VALUE, Role.SORT}:
            return value
        return cell_text(column, value, revealed=self._revealed)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The headings; rows are numbered from one."""
        if orientation is Qt.Orientation.Vertical:
            return section + 1 if role == Qt.ItemDataRole.DisplayRole else None
        column = self.listing.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.label
        return alignment(column.kind) if role == Qt.ItemDataRole.TextAlignmentRole else None


_CELL_ROLES = frozenset({Qt.ItemDataRole.DisplayRole, Role.VALUE, Role.SORT, Role.LOADED})
