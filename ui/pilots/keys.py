"""The keys of a page that holds lists: where the focus is within what hears the same key, that one has it."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly


class PageKeys(QObject):
    """Shortcuts of a page, which give way while something within it that hears the same key has the focus.

    So they do to the buttons that are seen, wherever the focus is. Those that the page had before do as well.
    """

    def __init__(self, page: QWidget, deeds: Mapping[str, Callable[[], object]]) -> None:
        super().__init__(page)
        self._page = page
        for keys, deed in deeds.items():
            QShortcut(QKeySequence(keys), page).activated.connect(deed)
        self._pause = QTimer(self, singleShot=True, interval=0)  # what was just made isn't seen yet
        self._pause.timeout.connect(self._follow)
        self._own: list[QShortcut] = list(page.findChildren(QShortcut, options=_DIRECT))
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._wait)

    def _wait(self, *_: object) -> None:
        self._pause.start()

    def _follow(self) -> None:
        now = QApplication.focusWidget()
        if now is None or not self._page.isAncestorOf(now):
            return
        taken = self._heard_around(now)
        for one in self._own:
            one.setEnabled(one.key().toString() not in taken)

    def _heard_around(self, now: QWidget) -> set[str]:
        buttons: list[QAbstractButton] = list(self._page.findChildren(QAbstractButton))
        found = {one.shortcut().toString() for one in buttons if one.isVisible()}
        around: QWidget | None = now
        while around is not None and around is not self._page:
            heard: list[QShortcut] = list(around.findChildren(QShortcut, options=_DIRECT))
            found |= {one.key().toString() for one in heard}
            around = around.parentWidget()
        return found
