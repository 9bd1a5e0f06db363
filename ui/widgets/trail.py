"""Pages that open over a list and over one another; going back leads where one came from."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget


class Trail(QStackedWidget):
    """The ground, such as a list, and what was pushed over it; the keys go to what is seen."""

    def __init__(self) -> None:
        super().__init__()
        self._over: list[QWidget] = []
        self._lasting: list[QWidget] = []
        self._ground: QWidget | None = None

    @property
    def shown(self) -> QWidget:
        """What is seen."""
        return self.currentWidget()

    def stand_on(self, ground: QWidget) -> None:
        """Leave all pages and show this ground."""
        while self._over:
            self._drop()
        self._ground = ground
        self._see(ground)

    def push(self, page: QWidget, *, lasting: bool = False) -> None:
        """Show a page over what is seen; it dies when it is left, unless it is lasting.

        Of a page that is on the trail already, what was opened over it is left.
        """
        while page in self._over and self._over[-1] is not page:
            self._drop()
        if page not in self._over:
            self._over.append(page)
        if lasting and page not in self._lasting:
            self._lasting.append(page)
        if self.shown is not page:
            self._see(page)

    def back(self) -> None:
        """Leave the page that is seen."""
        if self._over:
            self._drop()
        before = self._over[-1] if self._over else self._ground
        if before is not None:
            self._see(before)

    def _drop(self) -> None:
        page = self._over.pop()
        self.removeWidget(page)
        if page not in self._lasting:
            page.deleteLater()

    def _see(self, page: QWidget) -> None:
        if self.indexOf(page) < 0:
            self.addWidget(page)
        self.setCurrentWidget(page)
        self.setFocusProxy(page)
        page.setFocus(Qt.FocusReason.OtherFocusReason)
