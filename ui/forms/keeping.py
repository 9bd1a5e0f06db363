"""Keeping what is typed: nothing is lost by a crash, a power cut, or going elsewhere without saving."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from ui.desk import Desk

if TYPE_CHECKING:
    from desktop.office.office import Office
    from ui.forms.kept import KeptDialog
    from ui.forms.page import FormPage

QUIET = 2000
"""Milliseconds after the last keystroke until what is typed is kept."""


class Keeper(QObject):
    """Keeps the unsaved texts of a page or a dialog in the office file, under a name, while the clerk types."""

    def __init__(self, desk: Desk, page: "FormPage | KeptDialog", called: Callable[[], str]) -> None:
        super().__init__(page)
        self._desk, self._page, self._called = desk, page, called
        self.name, self._base = "", 0
        self._timer = QTimer(self, singleShot=True, interval=QUIET)
        self._timer.timeout.connect(self.flush)
        page.edited.connect(self._timer.start)

    def begin(self, name: str, base: int) -> None:
        """From now on keep under this name; ``base`` is the operation by which the record is as it was shown."""
        self._timer.stop()
        self.name, self._base = name, base

    @property
    def pending(self) -> bool:
        """Whether something was typed that isn't kept yet."""
        return self._timer.isActive()

    def flush(self) -> None:
        """Keep now what was typed since it was last kept."""
        self._timer.stop()
        if self.name and self._page.dirty:
            keep = partial(_keep, self.name, self._page.unsaved(), self._called(), self._base)
            self._desk.ask(keep, self._on_kept)

    def drop(self) -> None:
        """Forget what was kept, because the clerk gives it up."""
        self._timer.stop()
        self._desk.ask(partial(_drop, self.name), _nothing)

    def settle(self) -> None:
        """What was typed is saved: nothing has to be kept any more."""
        self._timer.stop()

    def _on_kept(self, name: str) -> None:
        if name == self.name and self._page.dirty:
            self._page.say("有未保存的修改，已自动留存")


def _keep(name: str, body: list[object], label: str, base: int, office: "Office") -> str:
    office.drafts.keep(name, body, label=label, base=base)
    return name


def _drop(name: str, office: "Office") -> None:
    office.drafts.drop(name)


def _nothing(_: None) -> None:
    """There is nothing to do afterwards."""
