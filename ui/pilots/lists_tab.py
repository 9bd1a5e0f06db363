"""A tab that is a list, or several, of what is kept of the enterprise that is shown."""

from PySide6.QtWidgets import QWidget

from ui.pilots.reach import Reach
from ui.pilots.tab import UnitTab
from ui.widgets.pieces import column


class ListsTab(UnitTab):
    """Shows a widget that is made anew for each enterprise, mostly a list narrowed to it."""

    def __init__(self, reach: Reach) -> None:
        super().__init__(reach)
        self._of: int | None = None
        self.shown: QWidget | None = None
        self._whole = column()
        self.setLayout(self._whole)

    def make(self, number: int) -> QWidget:
        """What is shown of that enterprise."""
        raise NotImplementedError

    def of(self, number: int) -> None:
        """Show that enterprise; lists follow changes by themselves."""
        if number == self._of:
            return
        self._of = number
        if self.shown is not None:
            self._whole.removeWidget(self.shown)
            self.shown.hide()
            self.shown.deleteLater()
        self.shown = self.make(number)
        self._whole.addWidget(self.shown)
        self.setFocusProxy(self.shown)
