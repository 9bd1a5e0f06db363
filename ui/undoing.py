"""Whose Ctrl+Z it is: the field's that is typed in, or the window's."""

import shiboken6
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QMainWindow, QPlainTextEdit, QWidget

_UNDO, _REDO = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo


class UndoKeys(QObject):
    """Leaves undo and redo to the window where the field with the focus has nothing of its own to undo.

    Qt's fields take the keys in any case, also right after a form was saved and emptied. While anything around the
    field isn't saved the keys stay the field's: whoever mends what they type doesn't mean what they did before.
    """

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._field: QWidget | None = None
        if isinstance(app := QApplication.instance(), QApplication):
            app.focusChanged.connect(self._follow)

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        if self._field is not None and shiboken6.isValid(self._field):
            self._field.removeEventFilter(self)
        self._field = now if now is not None and _typed(now) and now.window() is self._window else None
        if self._field is not None:
            self._field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Pass the keys on that the field would take for nothing."""
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        if self._field is None or watched is not self._field or _wanted(self._field, event):
            return False
        event.ignore()
        return True


def _typed(field: QWidget) -> QLineEdit | QPlainTextEdit | None:
    """What is typed into, in a field; None where nothing can be."""
    within = field.lineEdit() if isinstance(field, QComboBox) else field
    return within if isinstance(within, QLineEdit | QPlainTextEdit) else None


def _wanted(field: QWidget, event: QKeyEvent) -> bool:
    """Whether the field keeps a key: one that isn't about undoing, or one for which it has something to do."""
    undo, redo = event.matches(_UNDO), event.matches(_REDO)
    if not (undo or redo) or _unsaved(field):
        return True
    within = _typed(field)
    history = within.document() if isinstance(within, QPlainTextEdit) else within
    return history is None or (history.isUndoAvailable() if undo else history.isRedoAvailable())


def _unsaved(field: QWidget) -> bool:
    """Whether a form or a page around the field holds what isn't saved."""
    around = field.parentWidget()
    while around is not None and getattr(around, "dirty", False) is not True:
        around = around.parentWidget()
    return around is not None
