"""The editor that chooses several labels from a code list."""

import re

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from desktop.base.codes import CodeList
from desktop.base.fields import Field, Value
from desktop.base.several import APART, BETWEEN, parts
from ui.forms.choices import LabelFinder
from ui.forms.ticks import Ticks
from ui.widgets.pieces import Combo

_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_TICKING = {*_ENTER, Qt.Key.Key_Space}
_APART = re.compile(f"[{APART}]")


class SeveralEditor(Combo):
    """Chooses labels: type a part of one or its pinyin initials, Space or Enter ticks it, Backspace takes the last out.

    Space or Down opens the list, Escape closes it. Any text can stand in the line; what isn't in the list is refused by
    reading, not by the editor.
    """

    edited = Signal()
    finished = Signal()

    def __init__(self, field: Field, codes: CodeList) -> None:
        super().__init__()
        self._most = field.most
        self._before = ""
        self._line = QLineEdit()
        self.setLineEdit(self._line)
        self.setCompleter(None)  # type: ignore[arg-type]  # Qt takes none
        self.setInsertPolicy(Combo.InsertPolicy.NoInsert)
        self.setMinimumContentsLength(4)
        self.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setToolTip(f"最多 {field.most} 项：按空格或下键打开列表，空格选取，退格键删去最后一项")
        self._ticks = Ticks(self, f"{field.label}的选项")
        self.set_codes(codes)
        self._line.textEdited.connect(self._on_typed)
        self._ticks.chosen.connect(self._toggle)

    def set_codes(self, codes: CodeList) -> None:
        """Choose from this list instead; the text stays."""
        self._codes = codes
        self._finder = LabelFinder(codes.labels, self)

    def raw(self) -> str:
        """The text as typed or chosen, without what was begun after the last label."""
        return self._line.text().rstrip(f"{BETWEEN} ")

    def show_value(self, value: Value) -> None:
        """Show a value, in the list or not."""
        self._ticks.hide()
        self._write("" if value is None else str(value))
        self._line.setCursorPosition(0)

    def showPopup(self) -> None:
        """Open the list of all labels, or close it."""
        if self._ticks.isVisible():
            self._ticks.hide()
        else:
            self._offer("")

    def hidePopup(self) -> None:
        """Close the list."""
        self._ticks.hide()

    def _write(self, text: str) -> None:
        self._line.setText(text)
        self._before = text

    def _typed(self) -> str:
        """What was begun behind the last label."""
        text = self._line.text()
        found = parts(self._codes, text)
        whole = bool(found) and found[-1].label is not None and text.endswith(found[-1].words)
        return "" if whole else _APART.split(text)[-1]

    def _kept(self) -> list[str]:
        """What stands before that: labels, and words that are none."""
        text = self._line.text()
        return list(
            dict.fromkeys(label or words for words, label in parts(self._codes, text.removesuffix(self._typed())))
        )

    def _ticked(self) -> list[str]:
        return [one for one in self._kept() if one in self._codes.labels]

    def _offer(self, typed: str, at: int = 0) -> None:
        labels = self._finder.found(typed)
        if labels:
            self._ticks.offer(labels, self._ticked(), self._most, at=at)
        else:
            self._ticks.hide()

    def _on_typed(self, text: str) -> None:
        added = text.removeprefix(self._before)
        if added != text and self._begins(added):
            text = self._before + BETWEEN + added
            self._line.setText(text)
        self._before = text
        typed = self._typed()
        if typed:
            self._offer(typed)
        else:
            self._ticks.hide()
        self.edited.emit()

    def _begins(self, added: str) -> bool:
        """Whether what was typed right behind a label begins another, rather than making it longer."""
        found = parts(self._codes, self._before)
        if not added or not found or not found[-1].label or not self._before.endswith(found[-1].words):
            return False
        longer = found[-1].words + added
        return not _APART.match(added) and not any(
            longer in word for word in (*self._codes.labels, *self._codes.synonyms)
        )

    def _toggle(self, label: str) -> None:
        kept, typed = self._kept(), self._typed()
        if label in kept:
            kept.remove(label)
        elif len(self._ticked()) < self._most:
            kept.append(label)
        else:
            return
        self._put(kept)
        if typed:
            self._ticks.hide()
        else:
            self._offer("", self._ticks.row)

    def _put(self, kept: list[str]) -> None:
        """Have just these stand there, ready for another."""
        self._write(BETWEEN.join([*kept, ""]) if kept else "")
        self.edited.emit()

    def _take_last_out(self) -> bool:
        """Take the last label out where the cursor stands right behind it; whether it did."""
        kept, line = self._kept(), self._line
        behind = line.cursorPosition() == len(line.text()) and not line.hasSelectedText() and not self._typed()
        if not behind or not kept or kept[-1] not in self._codes.labels:
            return False
        self._put(kept[:-1])
        if self._ticks.isVisible():
            self._offer("", self._ticks.row)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys of the list, then those of the line; Enter with Ctrl or Alt is the page's."""
        if event.modifiers() & _HELD:
            self._on_held(event)
        elif not (self._ticks.isVisible() and self._in_list(event.key())) and not self._on_key(event.key()):
            super().keyPressEvent(event)

    def _on_held(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self._ticks.hide()
            event.ignore()
        elif event.key() == Qt.Key.Key_Down:
            self.showPopup()
        else:
            super().keyPressEvent(event)

    def _in_list(self, key: int) -> bool:
        """What a key does in the open list; whether it does anything there."""
        if key in _TICKING:
            self._toggle(self._ticks.current)
        elif key == Qt.Key.Key_Escape:
            self._ticks.hide()
        else:
            return self._ticks.step(key)
        return True

    def _on_key(self, key: int) -> bool:
        """What a key does in the line, unless it is the line's own."""
        if key in _ENTER:
            self.finished.emit()
        elif key in {Qt.Key.Key_Down, Qt.Key.Key_F4} or (key == Qt.Key.Key_Space and not self._typed()):
            self._offer("")
        else:
            return key == Qt.Key.Key_Backspace and self._take_last_out()
        return True

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Go behind the last label: what is typed is added to it, also when coming by Tab."""
        super().focusInEvent(event)
        self._line.end(False)

    def event(self, event: QEvent) -> bool:
        """Keep the list's keys from the page's shortcuts; close it when the clerk goes elsewhere."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if self._ticks.isVisible() and event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
        elif event.type() in {QEvent.Type.FocusOut, QEvent.Type.Hide, QEvent.Type.WindowDeactivate}:
            self._ticks.hide()
            self._write(self.raw())
        return super().event(event)
