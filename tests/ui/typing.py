"""Typing as a clerk does: keys for letters and digits, an input method for Chinese."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ui.forms.cell import FieldCell


def typed(qtbot: QtBot, into: FieldCell | QLineEdit, text: str) -> None:
    """Type into a line, over what stood there; nothing empties it."""
    editor: QWidget = into.editor if isinstance(into, FieldCell) else into
    line = editor if isinstance(editor, QLineEdit) else editor.findChild(QLineEdit)
    assert line is not None
    line.setFocus()
    line.selectAll()
    if text.isascii() and text:
        qtbot.keyClicks(line, text)
    elif text:
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(line, event)
    else:
        qtbot.keyClick(line, Qt.Key.Key_Delete)
