"""The grid that figures are typed into, with the keys of a sheet."""

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QRect, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop.base.fields import field_of
from desktop.cases.figures import FIGURES
from desktop.cases.household import Person
from ui.cases.figures_model import COLUMNS, FiguresModel
from ui.forms.editors import LineEditor
from ui.look import scale, shown
from ui.look.roles import dress
from ui.tables.clipboard import to_tsv
from ui.tables.model import Index

_PAD = 5
_NARROW = 68
_HEAD = 44
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_ONWARDS = _ENTER | {Qt.Key.Key_Tab}
_ERASE = frozenset({Qt.Key.Key_Delete, Qt.Key.Key_Backspace})
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_FIELDS = {name: field_of(Person, name) for name in FIGURES}
_SHORTCUTS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class FiguresView(QTableView):
    """Digits begin typing, Enter and Tab go on to the next figure, arrows anywhere, Delete empties, Ctrl+C and Ctrl+V.

    Signals:
        passed: Enter or Tab in the last figure.
        left_over: so many lines of a pasted block had no person.
    """

    passed = Signal()
    left_over = Signal(int)

    def __init__(self, model: FiguresModel) -> None:
        super().__init__()
        dress(self, "figures")
        self.setAccessibleName("近十二个月收支")
        self._model = model
        self._delegate = _Delegate(self)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.SelectedClicked
        )
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setCornerButtonEnabled(False)
        self._set_headers()
        model.modelReset.connect(self.fit)
        model.dataChanged.connect(self.fit)
        model.headerDataChanged.connect(self.fit)

    @property
    def figures(self) -> FiguresModel:
        """What it shows."""
        return self._model

    def go_to(self, row: int, name: str) -> None:
        """Make that figure the current one."""
        self.setCurrentIndex(self._model.index(row, COLUMNS.index(name)))

    def go_on(self, *, back: bool = False) -> None:
        """To the next figure, or the one before; past the last says so, before the first leaves."""
        count = len(FIGURES)
        at = self._place() + (-1 if back else 1)
        if 0 <= at < count * len(self._model.people):
            self.go_to(at // count, _IN_ORDER[at % count])
        elif not back:
            self.passed.emit()
        else:
            self.focusPreviousChild()

    def fit(self) -> None:
        """Take the height of all lines, and columns wide enough for what stands in them, together at least the room."""
        metrics = self.fontMetrics()
        last = self._model.rowCount() - 1
        widest = [
            max(metrics.horizontalAdvance(self._model.text_at(self._model.index(row, at))) for row in range(last + 1))
            for at in range(len(COLUMNS))
        ]
        least = [max(_NARROW, width + 2 * _PAD + 2) for width in widest]
        room = self.viewport().width() - sum(least)
        for at, width in enumerate(least):
            more = max(0, room) // len(COLUMNS) + (at < max(0, room) % len(COLUMNS))
            self.setColumnWidth(at, width + more)
        bar = self.horizontalScrollBar().sizeHint().height() if room < 0 else 0
        self.setFixedHeight(_HEAD + (last + 1) * scale.ROW + bar + 2 * self.frameWidth())

    def copy(self) -> None:
        """The chosen figures, as they are shown, to the clipboard."""
        chosen = [one for one in self.selectedIndexes() if COLUMNS[one.column()] in FIGURES]
        rows, columns = sorted({one.row() for one in chosen}), sorted({one.column() for one in chosen})
        if chosen:
            text = to_tsv([[self._model.text_at(self._model.index(row, one)) for one in columns] for row in rows])
            QGuiApplication.clipboard().setText(text)

    def paste(self) -> None:
        """A block of a sheet, from the current figure on."""
        block = [line.split("\t") for line in QGuiApplication.clipboard().text().rstrip("\r\n").splitlines()]
        at = self.currentIndex()
        if block and at.isValid() and at.row() < len(self._model.people):
            left = self._model.put_block(at.row(), at.column(), block)
            self.left_over.emit(left)

    def erase(self) -> None:
        """Empty the chosen figures."""
        for one in self.selectedIndexes():
            if COLUMNS[one.column()] in FIGURES:
                self._model.put(one.row(), COLUMNS[one.column()], "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of a sheet."""
        key = Qt.Key(event.key())
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif key in _ERASE:
            self.erase()
        elif key in _ENTER and not event.modifiers() & _SHORTCUTS:
            self.go_on(back=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes from figure to figure, and on from the last."""
        at = self._place() + (1 if forward else -1)
        if not 0 <= at < len(FIGURES) * len(self._model.people):
            return super().focusNextPrevChild(forward)
        self.go_on(back=not forward)
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Spread the columns over the room."""
        super().resizeEvent(event)
        self.fit()

    def _place(self) -> int:
        """The number of the current figure in the order of typing; -1 where there is none."""
        at = self.currentIndex()
        if not at.isValid() or COLUMNS[at.column()] not in FIGURES:
            return -1
        return at.row() * len(FIGURES) + _IN_ORDER.index(COLUMNS[at.column()])

    def _set_headers(self) -> None:
        above, side = self.horizontalHeader(), self.verticalHeader()
        above.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        above.setFixedHeight(_HEAD)
        above.setHighlightSections(False)
        above.setSectionsClickable(False)
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        side.setDefaultSectionSize(scale.ROW)
        side.setFixedWidth(_NARROW + _PAD)
        side.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        side.setTextElideMode(Qt.TextElideMode.ElideRight)
        side.setHighlightSections(False)
        side.setSectionsClickable(False)


_IN_ORDER = [name for name in COLUMNS if name in FIGURES]


class _Delegate(QStyledItemDelegate):
    """Draws figures and sums, and types figures: what is typed counts at once, Escape takes it back."""

    def __init__(self, view: FiguresView) -> None:
        super().__init__(view)
        self._view = view
        self._before = ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Sums are sunken, what is wrong is tinted, the current figure is framed."""
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        name, model = COLUMNS[index.column()], self._view.figures
        figure = name in FIGURES and index.row() < len(model.people)
        level = model.level_at(index.row(), name)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        ground = "selection" if chosen else f"{level}_soft" if level else "raised" if figure else "sunken"
        painter.fillRect(rect, shown.colour(ground))
        if figure and index == self._view.currentIndex() and self._view.hasFocus():
            painter.setPen(shown.colour("accent"))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        painter.setPen(shown.colour(level or ("on_selection" if chosen else "text")))
        painter.drawText(rect.adjusted(_PAD, 0, -_PAD, 0), _RIGHT, str(index.data() or ""))

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A line that tells the model of every keystroke."""
        row, name = index.row(), COLUMNS[index.column()]
        made = LineEditor(_FIELDS[name])
        made.setParent(parent)
        dress(made, "cell")
        made.setAccessibleName(f"{self._view.figures.people[row][1]} {_FIELDS[name].label}（元）")
        self._before = self._view.figures.text_at(index)
        made.setText(self._before)
        self._view.figures.typing = (row, name)
        made.edited.connect(lambda: self._view.figures.put(row, name, made.text()))
        return made

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        """Over the whole cell."""
        editor.setGeometry(option.rect)  # type: ignore[attr-defined]

    def setEditorData(self, _editor: QWidget, _index: Index) -> None:
        """Nothing: the editor began with it, and what is typed since must stay."""

    def setModelData(self, _editor: QWidget, _model: QAbstractItemModel, _index: Index) -> None:
        """Nothing: every keystroke was told."""

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        """Judge what was typed."""
        self._view.figures.typing = None
        super().destroyEditor(editor, index)
        self._view.figures.settle()

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter and Tab go on, the arrows up and down to other lines, Escape takes back what was typed."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress or event.modifiers() & _SHORTCUTS:
            return super().eventFilter(editor, event)
        key, at = Qt.Key(event.key()), self._view.currentIndex()
        if key == Qt.Key.Key_Escape:
            self._view.figures.put(at.row(), COLUMNS[at.column()], self._before)
            self._close(editor)
        elif key in _ONWARDS or key == Qt.Key.Key_Backtab:
            self._close(editor)
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._view.go_on(back=key == Qt.Key.Key_Backtab or shifted)
        elif key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self._close(editor)
            self._move(at, 1 if key == Qt.Key.Key_Down else -1)
        else:
            return super().eventFilter(editor, event)
        return True

    def _close(self, editor: QObject) -> None:
        if isinstance(editor, QWidget):
            self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        self._view.setFocus()

    def _move(self, at: QModelIndex, by: int) -> None:
        if 0 <= at.row() + by < len(self._view.figures.people):
            self._view.go_to(at.row() + by, COLUMNS[at.column()])
