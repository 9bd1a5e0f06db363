"""A table that is typed into with the keys of a sheet, and what types and draws its cells."""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui.forms.editors import LineEditor
from ui.forms.sheet_model import SheetModel
from ui.look import scale, shown
from ui.look.roles import dress
from ui.tables.clipboard import from_tsv, to_tsv
from ui.tables.model import Index

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_ERASE = frozenset({Qt.Key.Key_Delete, Qt.Key.Key_Backspace})
_DOWN = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_ACROSS = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}
_SHORTCUTS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class SheetView(QTableView):
    """Keys begin typing, Tab goes across, arrows anywhere, Delete empties, Ctrl+C and Ctrl+V take blocks of a sheet.

    Attributes:
        ENTER_DOWN: whether Enter goes to the next line; else to the next cell.

    Signals:
        passed: Enter or Tab behind the last cell.
        left_out: so many lines of a pasted block had no place.
    """

    passed = Signal()
    left_out = Signal(int)
    ENTER_DOWN: ClassVar[bool]

    def __init__(self, model: SheetModel, name: str) -> None:
        super().__init__()
        dress(self, "figures")
        self.setAccessibleName(name)
        self.sheet = model
        self.setModel(model)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.SelectedClicked
        )
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        for head in (self.horizontalHeader(), self.verticalHeader()):
            head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            head.setHighlightSections(False)
            head.setSectionsClickable(False)
        self.verticalHeader().setDefaultSectionSize(scale.ROW)
        model.modelReset.connect(self.fit)

    def fit(self) -> None:
        """Spread the columns over the room."""
        raise NotImplementedError

    def go_across(self, by: int) -> bool:
        """To the next cell that is typed, on into the next line; False behind the last."""
        at = self.currentIndex()
        here = (at.row(), at.column())
        beyond = [one for one in self.sheet.places() if (one > here if by > 0 else one < here)]
        return self._go(beyond, by)

    def go_down(self, by: int) -> bool:
        """To the next line of the same column; False behind the last."""
        at = self.currentIndex()
        rows = sorted({row for row, _ in self.sheet.places()})
        beyond = [(row, at.column()) for row in rows if (row > at.row() if by > 0 else row < at.row())]
        return self._go(beyond, by)

    def go_on(self, by: int, *, down: bool) -> None:
        """The same; behind the last says so, before the first leaves."""
        if self.go_down(by) if down else self.go_across(by):
            return
        if by > 0:
            self.passed.emit()
        elif not down:
            self.focusPreviousChild()

    def _go(self, beyond: Sequence[tuple[int, int]], by: int) -> bool:
        if beyond:
            self.setCurrentIndex(self.sheet.index(*(beyond[0] if by > 0 else beyond[-1])))
        return bool(beyond)

    def copy(self) -> None:
        """The chosen cells, as they are shown, to the clipboard."""
        chosen = self.selectedIndexes()
        rows, columns = sorted({one.row() for one in chosen}), sorted({one.column() for one in chosen})
        if chosen:
            names = [self.sheet.COLUMNS[one] for one in columns]
            text = to_tsv([[self.sheet.text_at(row, name) for name in names] for row in rows])
            QGuiApplication.clipboard().setText(text)

    def paste(self) -> None:
        """A block of a sheet, from the current cell on."""
        block = from_tsv(QGuiApplication.clipboard().text())
        at = self.currentIndex()
        if block and self.sheet.is_typed(at):
            left = self.sheet.put_block(at.row(), at.column(), block)
            if left:
                self.left_out.emit(left)

    def erase(self) -> None:
        """Empty the chosen cells."""
        for one in self.selectedIndexes():
            if self.sheet.is_typed(one):
                self.sheet.put(one.row(), self.sheet.COLUMNS[one.column()], "")

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
            self.go_on(_way(event), down=self.ENTER_DOWN)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes from cell to cell, and on from the last."""
        return self.go_across(1 if forward else -1) or super().focusNextPrevChild(forward)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Spread the columns over the room."""
        super().resizeEvent(event)
        self.fit()


class SheetDelegate(QStyledItemDelegate):
    """Types cells: what is typed counts at once, Escape takes it back. A subclass draws them."""

    def __init__(self, view: SheetView) -> None:
        super().__init__(view)
        self._view, self._sheet = view, view.sheet
        self._before = ""

    def _paint_ground(self, painter: QPainter, rect: QRect, index: Index, colour: str) -> None:
        """The ground of a cell, framed where it is the current one."""
        painter.fillRect(rect, shown.colour(colour))
        if index == self._view.currentIndex() and self._view.hasFocus():
            painter.setPen(shown.colour("accent"))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A line that tells the model of every keystroke."""
        row, name = index.row(), self._sheet.COLUMNS[index.column()]
        field = self._sheet.field_at(row, name)
        made = LineEditor(field)
        made.setParent(parent)
        dress(made, "cell")
        made.setAccessibleName(field.label)
        self._before = self._sheet.text_at(row, name)
        made.setText(self._before)
        self._sheet.typing = (row, name)
        made.edited.connect(lambda: self._sheet.put(row, name, made.text()))
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
        self._sheet.typing = None
        super().destroyEditor(editor, index)
        self._sheet.settle()

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter and Tab go on, the arrows up and down to other lines, Escape takes back what was typed."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress or event.modifiers() & _SHORTCUTS:
            return super().eventFilter(editor, event)
        key, at = Qt.Key(event.key()), self._view.currentIndex()
        if key not in {Qt.Key.Key_Escape, *_ENTER, *_DOWN, *_ACROSS}:
            return super().eventFilter(editor, event)
        if key == Qt.Key.Key_Escape:
            self._sheet.put(at.row(), self._sheet.COLUMNS[at.column()], self._before)
        self._close(editor)
        if key in _ENTER:
            self._view.go_on(_way(event), down=self._view.ENTER_DOWN)
        elif key in _DOWN:
            self._view.go_down(_DOWN[key])
        elif key in _ACROSS:
            self._view.go_on(_ACROSS[key], down=False)
        return True

    def _close(self, editor: QObject) -> None:
        if isinstance(editor, QWidget):
            self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        self._view.setFocus()


def _way(event: QKeyEvent) -> int:
    return -1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
