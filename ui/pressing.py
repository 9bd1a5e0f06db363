"""Enter presses the button that has the focus, also where no dialog stands around it."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMainWindow, QPushButton, QWidget

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class EnterKeys(QObject):
    """Does for a window what Qt does for dialogs only; what nothing inside had a use for comes here.

    A line that is sent off by Enter may disable itself, and the focus goes on to a button before the key comes here:
    so the button must have had the focus already when Qt asked who has a use for the key.
    """

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._asked: QWidget | None = None
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Press the button."""
        if not isinstance(event, QKeyEvent) or event.key() not in _ENTER:
            return False
        focused = self._window.focusWidget()
        if event.type() == QEvent.Type.ShortcutOverride:
            self._asked = focused
        if event.type() != QEvent.Type.KeyPress:
            return False
        asked, self._asked = self._asked, None
        if focused is not asked or not isinstance(focused, QPushButton):
            return False
        focused.click()
        return True
