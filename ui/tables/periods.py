"""Rows by periods: what a cell of such a grid is, and the model that holds them."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from PySide6.QtCore import QAbstractTableModel, QObject, Qt

from ui.tables.model import Index
from ui.widgets.pieces import plain_tip


class CellState(StrEnum):
    """How it stands with a row in a period."""

    DONE = "done"
    LATE = "late"
    OPEN = "open"
    NONE = "none"
    """Nothing is expected."""


class Cell(NamedTuple):
    """Its state, a short text, and what is told while the pointer rests on it."""

    state: CellState
    text: str = ""
    tip: str = ""


class GridRow(NamedTuple):
    """Its number, which no other row has, and what stands at its head."""

    number: int
    title: str
    subtitle: str = ""


class Period(NamedTuple):
    """Its key, which no other period has, its heading, and by when it is due, in words."""

    key: str
    label: str
    due: str = ""


class Sum(NamedTuple):
    """Of a period: how many are done, of how many that are expected, and how many are overdue."""

    done: int
    expected: int
    late: int


NOTHING = Cell(CellState.NONE)
_WORDS = {CellState.LATE: "逾期", CellState.OPEN: "还没有", CellState.NONE: "不需要"}


class PeriodModel(QAbstractTableModel):
    """A row for each matter, a column for each period; a cell that isn't given expects nothing."""

    def __init__(self, done: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[GridRow, ...] = ()
        self.periods: tuple[Period, ...] = ()
        self.sums: tuple[Sum, ...] = ()
        self._cells: Mapping[tuple[int, str], Cell] = {}
        self._words = {CellState.DONE: done, **_WORDS}

    @property
    def done_word(self) -> str:
        """What is said of a cell that is done."""
        return self._words[CellState.DONE]

    def show_cells(
        self, rows: Sequence[GridRow], periods: Sequence[Period], cells: Mapping[tuple[int, str], Cell]
    ) -> None:
        """Show these instead; where rows and periods are the same, only cells and headings are drawn anew."""
        same = [one.number for one in rows] == [one.number for one in self.rows]
        same = same and [one.key for one in periods] == [one.key for one in self.periods]
        if not same:
            self.beginResetModel()
        self.rows, self.periods, self._cells = tuple(rows), tuple(periods), dict(cells)
        self.sums = tuple(self._sum(at) for at in range(len(self.periods)))
        if not same:
            self.endResetModel()
        elif rows and periods:
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(periods) - 1))
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(periods) - 1)
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(rows) - 1)

    def cell(self, row: int, column: int) -> Cell:
        """What stands there."""
        return self._cells.get((self.rows[row].number, self.periods[column].key), NOTHING)

    def place(self, number: int, key: str) -> Index:
        """Where that row's cell of that period is; invalid where it isn't."""
        row = next((at for at, one in enumerate(self.rows) if one.number == number), -1)
        column = next((at for at, one in enumerate(self.periods) if one.key == key), -1)
        return self.index(row, column)

    def rowCount(self, parent: Index | None = None) -> int:
        """How many rows there are."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """How many periods there are."""
        return 0 if parent is not None and parent.isValid() else len(self.periods)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The text; the whole in words for a screen reader; the tip."""
        cell = self.cell(index.row(), index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(index)
        return plain_tip(cell.tip or self.spoken(index)) if role == Qt.ItemDataRole.ToolTipRole else None

    def spoken(self, index: Index) -> str:
        """Row, period and state in words."""
        cell = self.cell(index.row(), index.column())
        more = f"（{cell.text}）" if cell.text and cell.text != self._words[cell.state] else ""
        return f"{self.rows[index.row()].title}，{self.periods[index.column()].label}：{self._words[cell.state]}{more}"

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A period's label, a row's title; with all that stands there as tool tip and for a screen reader."""
        across = orientation == Qt.Orientation.Horizontal
        if not 0 <= section < len(self.periods if across else self.rows):
            return None
        head = self.periods[section].label if across else self.rows[section].title
        more = (self.periods[section].due, self.summed(section)) if across else (self.rows[section].subtitle,)
        if role == Qt.ItemDataRole.DisplayRole:
            return head
        told = "，".join(text for text in (head, *more) if text)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return told
        return plain_tip(told) if role == Qt.ItemDataRole.ToolTipRole else None

    def summed(self, column: int) -> str:
        """The sum line of a period; a dash where nothing is expected."""
        one = self.sums[column]
        return "—" if not one.expected else f"{self.done_word} {one.done}/{one.expected}"

    def _sum(self, column: int) -> Sum:
        states = [self.cell(row, column).state for row in range(len(self.rows))]
        late = states.count(CellState.LATE)
        return Sum(states.count(CellState.DONE), len(states) - states.count(CellState.NONE), late)
