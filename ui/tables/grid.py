"""The grid of rows by periods: who has done what is due, who hasn't."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QTableView

from ui.look import fonts, scale, shown
from ui.tables.clipboard import rows_to_mime
from ui.tables.grid_drawing import PAD, CellDelegate, PeriodHead, RowHead, small_line
from ui.tables.model import Index
from ui.tables.one_column import OneColumn
from ui.tables.periods import Cell, GridRow, Period, PeriodModel
from ui.widgets.elided import Elided

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_ONLY = QItemSelectionModel.SelectionFlag.ClearAndSelect
_NOTHING = QItemSelectionModel.SelectionFlag.NoUpdate
_NARROWEST, _WIDEST = 92, 168
_HEAD_LEAST, _HEAD_MOST = 140, 300
_SIDEWARDS = {QAbstractItemView.CursorAction.MoveLeft, QAbstractItemView.CursorAction.MoveRight}


class PeriodGrid(QTableView):
    """Arrows move, Shift and Ctrl choose many rows of one period, a heading all of it, Space marks, Ctrl+C copies.

    Signals:
        cell_asked: number of a row and key of a period: Enter or a double click.
        menu_asked: numbers of the chosen rows, key of their period, and where on the screen.
        row_asked: number of a row whose head was clicked twice.
        chosen_changed: numbers of the chosen rows and key of their period, which is empty where none are.
    """

    cell_asked = Signal(int, str)
    menu_asked = Signal(list, str, QPoint)
    row_asked = Signal(int)
    chosen_changed = Signal(list, str)

    def __init__(self, name: str, *, head: str = "单位", done: str = "已报", empty: str = "没有记录") -> None:
        super().__init__()
        self._model, self._head, self._empty = PeriodModel(done, self), head, empty
        self._filled = False
        self.setAccessibleName(name)
        self.setModel(self._model)
        self.setItemDelegate(CellDelegate(self, self._model))
        self._above, self._side = PeriodHead(self._model), RowHead(self._model)
        self.setHorizontalHeader(self._above)
        self.setVerticalHeader(self._side)
        self._chosen = OneColumn(self._model, self)
        self.setSelectionModel(self._chosen)
        # of its own: else each paint asks every row whether all of a column is chosen
        self._above.setSelectionModel(QItemSelectionModel(self._model, self._above))
        self._corner = Elided(role="corner")
        self._corner.setParent(self)
        self._set_manners()
        self.doubleClicked.connect(self._ask)
        self._side.sectionDoubleClicked.connect(lambda at: self.row_asked.emit(self._model.rows[at].number))
        self._above.sectionPressed.connect(self._choose_all)
        self._chosen.selectionChanged.connect(lambda *_: self.chosen_changed.emit(*self.chosen()))

    def show_grid(
        self, rows: Sequence[GridRow], periods: Sequence[Period], cells: Mapping[tuple[int, str], Cell]
    ) -> None:
        """Show these instead: cells by number of the row and key of the period; what isn't there expects nothing.

        What is chosen stays chosen, and the current cell the current one, wherever they then stand.
        """
        numbers, key, current = *self.chosen(), self.current()
        self._filled = True
        self._model.show_cells(rows, periods, cells)
        self._above.fit()
        subtitles = any(one.subtitle for one in rows)
        self._side.setDefaultSectionSize(scale.ROW + small_line() - scale.TIGHT if subtitles else scale.ROW)
        self._corner.set_whole(f"{self._head} {len(rows):,}")
        self._fit()
        if current is not None and self.current() != current:
            self.go_to(*current)
        if (numbers, key) != self.chosen():
            self.choose(numbers, key)

    def chosen(self) -> tuple[list[int], str]:
        """Numbers of the chosen rows in the order shown, and the key of their period; none: an empty key."""
        rows = sorted({index.row() for index in self._chosen.selectedIndexes()})
        key = self._model.periods[self._chosen.column].key if rows else ""
        return [self._model.rows[row].number for row in rows], key

    def choose(self, numbers: Sequence[int], key: str) -> None:
        """Choose these rows of the period; those that aren't there are left out."""
        made = QItemSelection()
        for number in numbers:
            index = self._model.place(number, key)
            if index.isValid():
                made.select(index, index)
        self._chosen.select(made, _ONLY)

    def current(self) -> tuple[int, str] | None:
        """Row and period of the cell that the keys act on."""
        index = self.currentIndex()
        return self._names(index) if index.isValid() else None

    def go_to(self, number: int, key: str) -> bool:
        """Make that cell the current and only chosen one, and have it seen; False where it isn't there."""
        index = self._model.place(number, key)
        if index.isValid():
            self._chosen.setCurrentIndex(index, _ONLY)
            self.scrollTo(index)
        return index.isValid()

    def copy(self) -> None:
        """The chosen rows with their headings to the clipboard, as they are shown."""
        numbers, key = self.chosen()
        if numbers:
            places = [self._model.place(number, key) for number in numbers]
            lines = [(self._model.rows[one.row()].title, str(one.data() or "")) for one in places]
            heading = [self._head, self._model.periods[places[0].column()].label]
            QGuiApplication.clipboard().setMimeData(rows_to_mime(heading, lines))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter asks, Space marks and moves on, Ctrl+C copies, Ctrl+A chooses the whole period."""
        index = self.currentIndex()
        if event.key() in _ENTER:
            self._ask(index)
        elif event.key() == Qt.Key.Key_Space and index.isValid():
            self._mark(index)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.SelectAll) and index.isValid():
            self._choose_all(index.column())
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the chosen cells, or of the one alone that is under the pointer and not chosen."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if not index.isValid():
            return
        if not self._chosen.isSelected(index):
            self._chosen.setCurrentIndex(index, _ONLY)
        place = self.viewport().mapToGlobal(self.visualRect(index).center()) if by_key else event.globalPos()
        self.menu_asked.emit(*self.chosen(), place)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The current cell is in the column of those that were chosen by drawing the mouse across."""
        super().mouseReleaseEvent(event)
        index, column = self.currentIndex(), self._chosen.column
        if index.isValid() and column >= 0 and index.column() != column:
            self._chosen.setCurrentIndex(index.siblingAtColumn(column), _NOTHING)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Choosing more by keys stays in its column."""
        if action in _SIDEWARDS and modifiers & Qt.KeyboardModifier.ShiftModifier:
            return self.currentIndex()
        return super().moveCursor(action, modifiers)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the cells, or the sentence where it is known that there are none."""
        super().paintEvent(event)
        if self._filled and not self._model.rows:
            painter = QPainter(self.viewport())
            painter.setPen(shown.colour("muted"))
            room = self.viewport().rect()
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._empty)
            painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Spread the periods over the room."""
        super().resizeEvent(event)
        self._fit()

    def _set_manners(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)

    def _fit(self) -> None:
        """Heads as wide as the longest title, within bounds; periods share what is left, within bounds."""
        metrics = QFontMetrics(fonts.sized(scale.BASE))
        widest = max((metrics.horizontalAdvance(one.title) for one in self._model.rows), default=0)
        self._side.setFixedWidth(max(_HEAD_LEAST, min(_HEAD_MOST, widest + 2 * PAD + 2)))
        count = len(self._model.periods)
        each = (self.maximumViewportSize().width() - self._bar_width()) // max(1, count)
        self._above.setDefaultSectionSize(max(_NARROWEST, min(_WIDEST, each)))
        frame = self.frameWidth()
        self._corner.setGeometry(frame, frame, self._side.width(), self._above.height())

    def _bar_width(self) -> int:
        """What the bar takes that scrolls the rows, where it is needed."""
        high = len(self._model.rows) * self._side.defaultSectionSize()
        return self.verticalScrollBar().sizeHint().width() if high > self.maximumViewportSize().height() else 0

    def _names(self, index: Index) -> tuple[int, str]:
        return self._model.rows[index.row()].number, self._model.periods[index.column()].key

    def _ask(self, index: Index) -> None:
        if index.isValid():
            self.cell_asked.emit(*self._names(index))

    def _choose_all(self, column: int) -> None:
        first, last = self._model.index(0, column), self._model.index(len(self._model.rows) - 1, column)
        if first.isValid():
            self._chosen.select(QItemSelection(first, last), _ONLY)

    def _mark(self, index: Index) -> None:
        self._chosen.select(index, QItemSelectionModel.SelectionFlag.Toggle)
        below = index.sibling(index.row() + 1, index.column())
        if below.isValid():
            self._chosen.setCurrentIndex(below, _NOTHING)
