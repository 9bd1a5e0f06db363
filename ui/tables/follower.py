"""The side panel of a list that follows the current record."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from desktop.base.changes import Change, Noun
from desktop.base.errors import KnownError, NotFoundError
from ui.desk import Desk
from ui.look import places
from ui.tables.page import ListPage

if TYPE_CHECKING:
    from desktop.office.office import Office

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


class FactsFollower(PanelFollower):
    """Reads the facts of the record, in the worker, and shows what ``make`` makes of them: a widget and its title.

    It reads them again after changes of ``nouns``, and puts the panel away where the record is no more.
    """

    def __init__(
        self,
        page: ListPage,
        desk: Desk,
        read: "Callable[[int, Office], Any]",
        make: Callable[[Any], tuple[QWidget, str]],
        nouns: frozenset[Noun],
    ) -> None:
        super().__init__(page, self._ask_facts)
        self._desk, self._read, self._make, self._nouns = desk, read, make, nouns
        desk.changed.connect(self._on_change)

    def _ask_facts(self, record: int) -> None:
        question, then = partial(self._read, record), partial(self._show_facts, record)
        self._desk.ask(question, then, self._on_gone, key=(id(self), "facts"))

    def _show_facts(self, record: int, facts: Any) -> None:
        if record == self.wanted and self._page.isVisible():
            self._page.panel.show_widget(*self._make(facts))

    def _on_gone(self, error: KnownError) -> None:
        self._page.panel.hide()
        if not isinstance(error, NotFoundError):
            self._desk.known_error.emit(error.sentence)

    def _on_change(self, change: Change, _initiator: object) -> None:
        if change.nouns & self._nouns:
            self.ask_again()
