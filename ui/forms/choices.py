"""Editors that choose: from a code list, and between yes and no."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QPushButton, QWidget

from desktop.base.codes import CodeList
from desktop.base.fields import Value
from desktop.base.names import pinyin_key
from ui.look.roles import dress
from ui.widgets.pieces import Combo, row, toggle_button

_SOUND = Qt.ItemDataRole.UserRole
_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class LabelFinder(QCompleter):
    """Finds labels by any part of them, or by pinyin initials where letters are typed.

    It takes the labels when something is first typed, because a form has dozens of lists and few are typed in.
    """

    def __init__(self, labels: tuple[str, ...], parent: QObject) -> None:
        super().__init__(parent)
        self._labels = labels
        self._items = QStandardItemModel(self)
        self.setModel(self._items)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)

    def _fill(self) -> None:
        for text in self._labels:
            self._items.appendRow(QStandardItem(text))
        dress(self.popup(), "popup")

    def splitPath(self, path: str) -> list[str]:
        """What is searched for; letters switch to pinyin, which is looked up when first needed."""
        if not self._items.rowCount():
            self._fill()
        letters = path.isascii() and any(char.isalpha() for char in path)
        if letters and self._items.item(0) and self._items.item(0).data(_SOUND) is None:
            for at in range(self._items.rowCount()):
                item = self._items.item(at)
                item.setData(f"{pinyin_key(item.text())} {item.text()}", _SOUND)
        role = _SOUND if letters else Qt.ItemDataRole.DisplayRole
        if self.completionRole() != role:
            self.setCompletionRole(role)
        return [path]

    def found(self, typed: str) -> list[str]:
        """The labels that match, those that begin so first; all where nothing is typed."""
        self.setCompletionPrefix(typed)
        model = self.completionModel()
        labels = [self.pathFromIndex(model.index(row, 0)) for row in range(model.rowCount())]
        return sorted(labels, key=lambda text: not _begins(text, typed))

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        """The label, whatever was searched for."""
        return str(index.data(Qt.ItemDataRole.DisplayRole))


def _begins(label: str, typed: str) -> bool:
    return any(word.startswith(typed.lower()) for word in (label.lower(), *pinyin_key(label).lower().split()))


class CodeEditor(Combo):
    """Chooses from a code list: type a part of the label or its pinyin initials, Down opens the list.

    Any text can stand in it; what isn't in the list is refused by reading, not by the editor.
    """

    edited = Signal()
    finished = Signal()

    def __init__(self, codes: CodeList) -> None:
        super().__init__()
        self._line = QLineEdit()
        self.setLineEdit(self._line)
        self.setInsertPolicy(Combo.InsertPolicy.NoInsert)
        self.setMinimumContentsLength(4)
        self.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.set_codes(codes)
        self._line.textEdited.connect(self.edited)
        self.activated.connect(self._on_pick)

    def set_codes(self, codes: CodeList) -> None:
        """Choose from this list instead; the text stays."""
        text = self.currentText()
        self.clear()
        self.addItems(["", *codes.labels])
        self._finder = LabelFinder(codes.labels, self)
        self.setCompleter(self._finder)
        self._finder.activated.connect(self._on_pick)
        self.show_value(text or None)

    def raw(self) -> str:
        """The text as typed or chosen."""
        return self.currentText()

    def show_value(self, value: Value) -> None:
        """Show a value, in the list or not."""
        text = "" if value is None else str(value)
        at = self.findText(text)
        self.setEditText(self.itemText(at))  # as it will be, else Qt has the finder look for it
        self.setCurrentIndex(at)
        self.setEditText(text)
        self._line.setCursorPosition(0)

    def _on_pick(self) -> None:
        self.edited.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the first label found and moves on; with Ctrl or Alt it is the page's."""
        if event.key() not in _ENTER:
            super().keyPressEvent(event)
        elif event.modifiers() & _HELD:
            event.ignore()
        else:
            self._take_first()
            self.finished.emit()

    def _take_first(self) -> None:
        text = self.currentText()
        if not text or self.findText(text) >= 0:
            return
        self._finder.setCompletionPrefix(text)
        if self._finder.completionCount():
            self.setEditText(self._finder.currentCompletion())
            self.edited.emit()


class YesNoEditor(QWidget):
    """是 and 否 side by side; pressing the chosen one again says neither. The keys 1 y and 0 n answer too."""

    edited = Signal()
    finished = Signal()

    def __init__(self, label: str) -> None:
        super().__init__()
        whole = row(gap=0)
        self._yes, self._no = (self._segment(word, place) for word, place in (("是", "first"), ("否", "last")))
        for one, word in ((self._yes, "是"), (self._no, "否")):
            one.setAccessibleName(f"{label}：{word}")
            one.clicked.connect(self._on_click)
            one.installEventFilter(self)
            whole.addWidget(one)
        whole.addStretch(1)
        self.setLayout(whole)
        self.setFocusProxy(self._yes)

    def raw(self) -> str:
        """是, 否, or nothing."""
        return "是" if self._yes.isChecked() else "否" if self._no.isChecked() else ""

    def show_value(self, value: Value) -> None:
        """Show a value."""
        self._yes.setChecked(value is True)
        self._no.setChecked(value is False)

    def setReadOnly(self, read_only: bool) -> None:
        """Only show."""
        self.setEnabled(not read_only)

    def _segment(self, word: str, place: str) -> QPushButton:
        made = toggle_button(word, "segment")
        made.setProperty("place", place)
        return made

    def _on_click(self) -> None:
        other = self._no if self.sender() is self._yes else self._yes
        other.setChecked(False)
        self.edited.emit()

    def _answer(self, value: bool) -> None:
        self.show_value(value)
        self.edited.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys answer and move on."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in _ENTER and not event.modifiers() & _HELD:
                self.finished.emit()
                return True
            if event.text() in {"1", "y", "0", "n"}:
                self._answer(event.text() in {"1", "y"})
                return True
        return super().eventFilter(watched, event)
