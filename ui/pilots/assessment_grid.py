"""The grid that scores are typed into, with the keys of a sheet."""

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop.base.fields import field_of
from desktop.pilots.assessment import Score
from ui.forms.editors import LineEditor
from ui.look import fonts, scale, shown
from ui.look.roles import dress
from ui.pilots.assessment_model import COLUMNS, MARKS, TYPED, ScoreModel
from ui.tables.clipboard import to_tsv
from ui.tables.model import Index

_PAD = 6
_NUMBERS = 60
_WIDTHS = {"indicator": 196, "points": _NUMBERS, "known": _NUMBERS, "self_score": _NUMBERS, "score": _NUMBERS}
_TEXT = 150
"""The narrowest column of a text."""
_FEWEST = 8
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_ERASE = frozenset({Qt.Key.Key_Delete, Qt.Key.Key_Backspace})
_DOWN = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_ACROSS = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}
_SHORTCUTS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ScoreGrid(QTableView):
    """Any key begins typing, Enter goes down, Tab across, Delete empties, Ctrl+C and Ctrl+V take blocks of a sheet.

    Signals:
        passed: Enter in the last line.
        stood: row that the keys act on now.
        left_out: how many lines of a pasted block had no line to stand on.
    """

    passed = Signal()
    left_out = Signal(int)
    stood = Signal(int)

    def __init__(self, model: ScoreModel) -> None:
        super().__init__()
        dress(self, "figures")
        self.setAccessibleName("评分表")
        self.scores = model
        self.setModel(model)
        self.setItemDelegate(_Delegate(self))
        self.setTabKeyNavigation(False)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.SelectedClicked
        )
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(_FEWEST * scale.ROW)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(scale.ROW)
        above = self.horizontalHeader()
        above.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        above.setHighlightSections(False)
        above.setSectionsClickable(False)
        model.modelReset.connect(self._fit)
        self.selectionModel().currentChanged.connect(lambda now, _: self.stood.emit(now.row()))

    def go_to(self, score: int, name: str) -> None:
        """Make that cell of the score with this number the current one."""
        for row, line in enumerate(self.scores.rows):
            if not isinstance(line, str) and line.score.id == score:
                self.setCurrentIndex(self.scores.index(row, COLUMNS.index(name)))

    def go_down(self, by: int) -> None:
        """To the next line of the same column that is scored; past the last says so."""
        at = self.currentIndex()
        rows = [row for row, line in enumerate(self.scores.rows) if not isinstance(line, str)]
        beyond = [row for row in rows if (row > at.row() if by > 0 else row < at.row())]
        if beyond:
            self.setCurrentIndex(self.scores.index(beyond[0] if by > 0 else beyond[-1], at.column()))
        elif by > 0:
            self.passed.emit()

    def go_across(self, by: int) -> bool:
        """To the next cell that is typed, on into the next line; False past the last."""
        at = self.currentIndex()
        cells = [
            (row, column)
            for row, line in enumerate(self.scores.rows)
            if not isinstance(line, str)
            for column, name in enumerate(COLUMNS)
            if name in TYPED
        ]
        here = (at.row(), at.column())
        beyond = [cell for cell in cells if (cell > here if by > 0 else cell < here)]
        if not at.isValid() or not beyond:
            return False
        self.setCurrentIndex(self.scores.index(*(beyond[0] if by > 0 else beyond[-1])))
        return True

    def copy(self) -> None:
        """The chosen cells, as they are shown, to the clipboard."""
        chosen = self.selectedIndexes()
        rows, columns = sorted({one.row() for one in chosen}), sorted({one.column() for one in chosen})
        if chosen:
            text = to_tsv([[self.scores.text_at(row, COLUMNS[one]) for one in columns] for row in rows])
            QGuiApplication.clipboard().setText(text)

    def paste(self) -> None:
        """A block of a sheet, from the current cell on."""
        block = [line.split("\t") for line in QGuiApplication.clipboard().text().rstrip("\r\n").splitlines()]
        at = self.currentIndex()
        if block and at.isValid() and self.scores.is_typed(at):
            spare = self.scores.put_block(at.row(), at.column(), block)
            if spare:
                self.left_out.emit(spare)

    def erase(self) -> None:
        """Empty the chosen cells."""
        for one in self.selectedIndexes():
            if self.scores.is_typed(one):
                self.scores.put(one.row(), COLUMNS[one.column()], "")

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
            self.go_down(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes from cell to cell, and on from the last."""
        return self.go_across(1 if forward else -1) or super().focusNextPrevChild(forward)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Spread the texts over the room."""
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        """As high as all lines, where there is room."""
        high = (len(self.scores.rows) + 1) * scale.ROW + 2 * self.frameWidth()
        return QSize(super().sizeHint().width(), high)

    def _fit(self) -> None:
        room = (self.viewport().width() - sum(_WIDTHS.values())) // 2
        for at, name in enumerate(COLUMNS):
            self.setColumnWidth(at, _WIDTHS.get(name, max(_TEXT, room)))
        self.updateGeometry()


class _Delegate(QStyledItemDelegate):
    """Draws fronts and lines, and types cells: what is typed counts at once, Escape takes it back."""

    def __init__(self, view: ScoreGrid) -> None:
        super().__init__(view)
        self._view = view
        self._before = ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Fronts are sunken and strong, what is wrong is tinted, the current cell is framed."""
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        name, model = COLUMNS[index.column()], self._view.scores
        front = isinstance(model.rows[index.row()], str)
        level = model.level_at(index.row(), name)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        ground = f"{level}_soft" if level else "selection" if chosen else "sunken" if front else "raised"
        painter.fillRect(rect, shown.colour(ground))
        if index == self._view.currentIndex() and self._view.hasFocus():
            painter.setPen(shown.colour("accent"))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        plain = "text" if front or name in {"indicator", *TYPED} else "muted"
        painter.setPen(shown.colour(level or ("on_selection" if chosen else plain)))
        painter.setFont(fonts.sized(scale.BASE, strong=front))
        inset = 0 if front or name != "indicator" else scale.NEAR
        room = rect.adjusted(_PAD + inset, 0, -_PAD, 0)
        words = name in {"indicator", "evidence", "note"}
        text = painter.fontMetrics().elidedText(str(index.data() or ""), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _LEFT if words else _RIGHT, text)

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A line that tells the model of every keystroke."""
        row, name, model = index.row(), COLUMNS[index.column()], self._view.scores
        line = model.rows[row]
        made = LineEditor(field_of(Score, name))
        made.setParent(parent)
        dress(made, "cell")
        called = line if isinstance(line, str) else line.score.indicator
        made.setAccessibleName(f"{called} {field_of(Score, name).label}{'（分）' if name in MARKS else ''}")
        self._before = model.text_at(row, name)
        made.setText(self._before)
        model.typing = (row, name)
        made.edited.connect(lambda: model.put(row, name, made.text()))
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
        self._view.scores.typing = None
        super().destroyEditor(editor, index)
        self._view.scores.settle()

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter and the arrows go up and down, Tab across, Escape takes back what was typed."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress or event.modifiers() & _SHORTCUTS:
            return super().eventFilter(editor, event)
        key, at = Qt.Key(event.key()), self._view.currentIndex()
        if key == Qt.Key.Key_Escape:
            self._view.scores.put(at.row(), COLUMNS[at.column()], self._before)
            self._close(editor)
        elif key in _ENTER or key in _DOWN:
            self._close(editor)
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._view.go_down(_DOWN.get(key, -1 if back else 1))
        elif key in _ACROSS:
            self._close(editor)
            self._view.go_across(_ACROSS[key])
        else:
            return super().eventFilter(editor, event)
        return True

    def _close(self, editor: QObject) -> None:
        if isinstance(editor, QWidget):
            self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        self._view.setFocus()
