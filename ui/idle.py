"""Notices when nobody has touched the program for a while, without polling."""

import time

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow

from ui.look import places

KEY = "lock-minutes"
USUAL = 15
"""Minutes after which the office is locked; 0 never locks."""

_LOCK = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_L)
_TOUCHES = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseMove,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.TabletPress,
}


def kept_minutes() -> int:
    """The minutes that were chosen on this PC."""
    kept = places.recall(KEY, USUAL)
    return kept if isinstance(kept, int) and kept >= 0 else USUAL


class IdleWatch(QObject):
    """Watches the windows that have the focus: input reaches them before any widget, so there is little to look at.

    Input is only noted; one timer runs, and when it ends it is set again for what is left.

    Signals:
        idle: nobody touched the program for so many minutes.
        lock_asked: Ctrl+L was pressed where the window's own key doesn't reach: in a dialog over it.
    """

    idle = Signal()
    lock_asked = Signal()

    def __init__(self, app: QGuiApplication, minutes: int) -> None:
        super().__init__(app)
        self._touched = time.monotonic()
        self._minutes = minutes
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._look)
        self._watched: QWindow | None = None
        app.focusWindowChanged.connect(self._watch)
        self._watch(app.focusWindow())

    def set_minutes(self, minutes: int) -> None:
        """Begin to count anew, up to another number; 0 stops."""
        self._minutes = minutes
        self.begin()

    def begin(self) -> None:
        """Count from now on."""
        self._touched = time.monotonic()
        self._timer.stop()
        if self._minutes:
            self._timer.start(self._minutes * 60_000)

    def stop(self) -> None:
        """Count no more, for instance while the office is locked."""
        self._timer.stop()

    def _look(self) -> None:
        left = self._touched + self._minutes * 60 - time.monotonic()
        if left > 0:
            self._timer.start(int(left * 1000) + 1)
        else:
            self.idle.emit()

    def _watch(self, window: QWindow | None) -> None:
        if self._watched is not None:
            self._watched.removeEventFilter(self)
            self._watched.destroyed.disconnect(self._forget)
        self._watched = window
        if window is not None:
            window.installEventFilter(self)
            window.destroyed.connect(self._forget)

    def _forget(self) -> None:
        self._watched = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note that somebody is there."""
        if event.type() in _TOUCHES:
            self._touched = time.monotonic()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.keyCombination() == _LOCK:
            self.lock_asked.emit()
        return super().eventFilter(watched, event)
