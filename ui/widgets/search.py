"""The search line."""

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from ui.look import icons
from ui.look.roles import dress

PAUSE = 40
"""Milliseconds without a keystroke after which a search begins."""


class SearchLine(QLineEdit):
    """A line that says what is searched for once the clerk pauses; Enter says it at once, Escape empties it.

    Signals:
        searched: the text, without blanks at the ends; never the same twice in a row.
        left: the clerk pressed Down or Enter: the results should take the focus.
    """

    searched = Signal(str)
    left = Signal()

    def __init__(self, placeholder: str, name: str = "搜索") -> None:
        super().__init__()
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name)
        self.setClearButtonEnabled(False)
        dress(self, "search")
        glass = QAction(self)
        icons.put(glass, "search")
        self.addAction(glass, QLineEdit.ActionPosition.LeadingPosition)
        self._said = ""
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._say)
        self.textChanged.connect(self._pause.start)

    def reset(self, text: str = "") -> None:
        """Show a text without searching for it."""
        self._said = text.strip()
        self.setText(text)
        self._pause.stop()

    def focus_all(self) -> None:
        """Take the focus with everything selected, so that typing replaces it."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def _say(self) -> None:
        self._pause.stop()
        text = self.text().strip()
        if text != self._said:
            self._said = text
            self.searched.emit(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter searches and leaves, Down leaves, Escape empties."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down}:
            self._say()
            self.left.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self._say()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Wide enough for a name and an ID."""
        return QSize(320, super().sizeHint().height())
