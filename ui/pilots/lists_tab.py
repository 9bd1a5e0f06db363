"""A tab that is a list, or several, of what is kept of the enterprise that is shown."""

from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtWidgets import QWidget

from desktop.base.changes import Change, Noun
from ui.look import scale
from ui.pilots.reach import Reach
from ui.pilots.tab import UnitTab
from ui.widgets.pieces import column, label, row

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.office.office import Office


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


class ToldLists(QWidget):
    """What is listed of one enterprise, below a sentence about it, which is asked for again after changes.

    A subclass says by ``reading`` what is asked of the office, and by ``tell`` how it is said (``told``).

    Attributes:
        NOUNS: the changes after which the sentence may be another.
    """

    NOUNS: ClassVar[frozenset[Noun]]

    def __init__(self, reach: Reach, number: int, lists: QWidget, *, below: int = 0) -> None:
        super().__init__()
        self._reach, self._number = reach, number
        self.told = label(role="muted")
        line = row(scale.WIDE, scale.NEAR, scale.WIDE, below)
        line.addWidget(self.told, 1)
        whole = column(gap=0)
        whole.addLayout(line)
        whole.addWidget(lists, 1)
        self.setLayout(whole)
        self.setFocusProxy(lists)
        reach.desk.changed.connect(self._on_change)
        self._ask()

    def reading(self, number: int) -> "Callable[[Office], Any]":
        """The question about that enterprise."""
        raise NotImplementedError

    def tell(self, found: Any) -> None:
        """Say what was found."""
        raise NotImplementedError

    def _ask(self) -> None:
        self._reach.desk.ask(self.reading(self._number), self.tell, key=(id(self), "told"))

    def _on_change(self, change: Change, _initiator: object) -> None:
        if change.nouns & self.NOUNS:
            self._ask()
