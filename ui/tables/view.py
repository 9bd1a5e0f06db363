"""The one table view."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView

from ui.look import scale, shown
from ui.tables.clipboard import rows_to_mime
from ui.tables.columns import ColumnKeeper
from ui.tables.delegate import RowDelegate, Shares, Tones
from ui.tables.model import Index, ListModel

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_NOTHING = QItemSelectionModel.SelectionFlag.NoUpdate
_ROWS = QItemSelectionModel.SelectionFlag.Rows


def runs(rows: Iterable[int]) -> Iterator[tuple[int, int]]:
    """The first and last of each run of neighbours.

    >>> list(runs([3, 1, 2, 7]))
    [(1, 3), (7, 7)]
    """
    for _, run in groupby(enumerate(sorted(rows)), lambda pair: pair[1] - pair[0]):
        held = [row for _, row in run]
        yield held[0], held[-1]


class TableView(QTableView):
    """Shows a list model: Enter or a double click opens, Space marks and moves on, Ctrl+C copies, a heading sorts.

    Chosen records and the current one stay chosen over a refresh, wherever they then stand.

    Signals:
        opened: the record to open.
        selection_changed: the chosen records in the order shown.
        sort_asked: (column name, descending).
    """

    opened = Signal(int)
    selection_changed = Signal(list)
    sort_asked = Signal(str, bool)

    def __init__(
        self,
        model: ListModel,
        *,
        key: str = "",
        tones: Tones | None = None,
        shares: Shares | None = None,
        faint: str = "",
        empty: str = "没有记录",
    ) -> None:
        super().__init__()
        self._model = model
        self._empty = empty
        self._kept: tuple[list[int], int | None] = ([], None)
        names = [column.name for column in model.listing.columns]
        self._delegate = RowDelegate(self, names, tones or {}, shares=shares, faint=faint)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self._set_manners()
        self._set_headers()
        self.columns = ColumnKeeper(self.horizontalHeader(), model.listing, key or model.listing.noun)
        self.doubleClicked.connect(self._open)
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._restore)
        self.selectionModel().selectionChanged.connect(self._tell)

    def chosen(self) -> list[int]:
        """The chosen records in the order shown."""
        return self._model.ids_of(self._chosen_rows())

    def choose(self, records: Sequence[int]) -> None:
        """Choose these records; those that aren't shown are left out."""
        chosen = QItemSelection()
        last = self._model.columnCount() - 1
        for first, final in runs(self._model.rows_of(records)):
            chosen.select(self._model.index(first, 0), self._model.index(final, last))
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect | _ROWS)

    def current(self) -> int | None:
        """The record that the keys act on."""
        index = self.currentIndex()
        return self._model.ids[index.row()] if index.isValid() else None

    def go_to(self, record: int) -> None:
        """Make the record the current and only chosen one, if it is shown."""
        row = self._model.row_of(record)
        if row >= 0:
            index = self._model.index(row, self._first_column())
            only = QItemSelectionModel.SelectionFlag.ClearAndSelect | _ROWS
            self.selectionModel().setCurrentIndex(index, only)  # selectRow would choose more while Ctrl is held
            self.scrollTo(index)

    def copy_rows(self) -> None:
        """The chosen rows with their headings to the clipboard, as they are shown."""
        columns = self.columns.shown()
        at = [self._model.listing.columns.index(column) for column in columns]
        cells = [[str(self._model.index(row, one).data() or "") for one in at] for row in self._chosen_rows()]
        if cells:
            QGuiApplication.clipboard().setMimeData(rows_to_mime([column.label for column in columns], cells))

    def show_sorting(self, name: str, descending: bool) -> None:
        """Put the sorting mark over that column, or none; Qt's arrows point the other way than sheets' do."""
        order = Qt.SortOrder.AscendingOrder if descending else Qt.SortOrder.DescendingOrder
        self.horizontalHeader().setSortIndicator(self._model.column_at(name) if name else -1, order)

    def _set_manners(self) -> None:
        self.setAccessibleName("列表")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)

    def _set_headers(self) -> None:
        rows, heads = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setMinimumSectionSize(scale.ROW)
        rows.setDefaultSectionSize(scale.ROW)
        # of its own: else each paint asks every row whether all of a column is chosen, and 100,000 take seconds
        heads.setSelectionModel(QItemSelectionModel(self._model, heads))
        heads.setSectionsMovable(True)
        heads.setHighlightSections(False)
        heads.setSectionsClickable(True)
        heads.setSortIndicatorShown(True)
        heads.setSortIndicatorClearable(False)
        heads.sectionClicked.connect(self._ask_sorting)
        heads.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        heads.customContextMenuRequested.connect(self._choose_columns)
        query = self._model.query
        self.show_sorting(query.order, query.descending)

    def _ask_sorting(self, section: int) -> None:
        query, name = self._model.query, self._model.listing.columns[section].name
        descending = query.order == name and not query.descending
        self.show_sorting(name, descending)
        self.sort_asked.emit(name, descending)

    def _choose_columns(self, at: QPoint) -> None:
        menu = self.columns.menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.horizontalHeader().mapToGlobal(at))

    def _first_column(self) -> int:
        return self._model.listing.columns.index(self.columns.shown()[0])

    def _open(self, index: Index) -> None:
        if index.isValid():
            self.opened.emit(self._model.ids[index.row()])

    def _remember(self) -> None:
        self._kept = (self.chosen(), self.current())

    def _restore(self) -> None:
        chosen, current = self._kept
        row = self._model.row_of(current) if current is not None else -1
        if row >= 0:
            self.selectionModel().setCurrentIndex(self._model.index(row, self._first_column()), _NOTHING)
        if chosen:
            self.choose(chosen)
        if chosen and not self.selectionModel().hasSelection():
            self._tell()
        if row < 0:
            self.scrollToTop()

    def _chosen_rows(self) -> list[int]:
        ranges = self.selectionModel().selection()
        parts = [ranges.at(at) for at in range(ranges.count())]
        return sorted({row for part in parts for row in range(part.top(), part.bottom() + 1)})

    def _tell(self) -> None:
        self.selection_changed.emit(self.chosen())

    def _mark(self) -> None:
        index = self.currentIndex()
        self.selectionModel().select(index, QItemSelectionModel.SelectionFlag.Toggle | _ROWS)
        below = index.siblingAtRow(index.row() + 1)
        if below.isValid():
            self.selectionModel().setCurrentIndex(below, _NOTHING)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Space marks, Ctrl+C copies."""
        if event.key() in _ENTER:
            self._open(self.currentIndex())
        elif event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self._mark()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_rows()
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light the row under the pointer."""
        self._hover(self.rowAt(event.position().toPoint().y()))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """No row is under the pointer."""
        self._hover(-1)
        super().leaveEvent(event)

    def _hover(self, row: int) -> None:
        if row != self._delegate.hovered:
            self._delegate.hovered = row
            self.viewport().update()

    def set_empty(self, text: str) -> None:
        """The sentence that stands in an empty table."""
        self._empty = text
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows, or the sentence where there are none, and the mark at the current row."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        if not self._model.rowCount():
            painter.setPen(shown.colour("muted"))
            painter.drawText(
                self.viewport().rect(), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._empty
            )
        elif self.hasFocus() and self.currentIndex().isValid():
            top, height = self.rowViewportPosition(self.currentIndex().row()), scale.ROW
            painter.fillRect(0, top, 3, height, shown.colour("accent"))
        painter.end()

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Home and End go to the first and last row; a list has no use for first and last columns."""
        if action is QAbstractItemView.CursorAction.MoveHome:
            return self._model.index(0, self._first_column())
        if action is QAbstractItemView.CursorAction.MoveEnd:
            return self._model.index(self._model.rowCount() - 1, self._first_column())
        return super().moveCursor(action, modifiers)
