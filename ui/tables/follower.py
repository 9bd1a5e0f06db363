"""The side panel of a list that follows the current record."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from ui.look import places
from ui.tables.page import ListPage

_PAUSE = 60  # milliseconds: holding an arrow key down asks for the last row only


class PanelFollower(QObject):
    """Asks for the panel of the record that was chosen last, unless the clerk closed it; F4 opens and closes it.

    ``ask`` is called with the record; what it finds it shows by ``page.panel.show_widget`` if ``wanted`` still is it.
    """

    def __init__(self, page: ListPage, ask: Callable[[int], object]) -> None:
        super().__init__(page)
        self._page, self._ask = page, ask
        self._key = f"panel/{page.listing.noun}"
        self._open = places.recall(self._key, True) is not False
        self.wanted: int | None = None
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._tell)
        page.selection_changed.connect(self._on_selection)
        page.panel.closed.connect(self._on_close)
        page.add_action("打开或关闭侧栏", self.toggle, icon="panel", shortcut="F4", folded=True)

    def toggle(self) -> None:
        """Open the panel for the chosen record, or close it."""
        if self._page.panel.isVisible():
            self._page.panel.shut()
        else:
            self.open()

    def open(self) -> None:
        """Open the panel for the chosen record."""
        self._keep(opened=True)
        self._tell()

    def ask_again(self) -> None:
        """Ask for the record that is shown, because it may have changed."""
        if self._page.panel.isVisible():
            self._tell()

    def _on_selection(self, records: list[int]) -> None:
        current = self._page.view.current()
        self.wanted = current if current in records else next(iter(records), None)
        if self.wanted is None:
            self._page.panel.hide()
        elif self._open:
            self._pause.start()

    def _on_close(self) -> None:
        self._keep(opened=False)
        self._page.view.setFocus()

    def _keep(self, *, opened: bool) -> None:
        self._open = opened
        places.keep(self._key, opened)

    def _tell(self) -> None:
        if self.wanted is not None:
            self._ask(self.wanted)
