"""Where the form of an enterprise is made, once the policy in force is known, and made anew when that changes."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.base.changes import Change, Noun
from desktop.policy.standards import Policy
from ui.pilots.reach import Reach
from ui.pilots.unit_page import UnitPage
from ui.widgets.pieces import column

if TYPE_CHECKING:
    from desktop.office.office import Office


class UnitRoom(QWidget):
    """The door to the form: ``open`` an enterprise, or begin a ``new`` one.

    Signals:
        left: the clerk went back.
        told: a sentence for the clerk after the form was left.
    """

    left = Signal()
    told = Signal(str)

    def __init__(self, reach: Reach, *, neighbour: Callable[[int, int], int | None]) -> None:
        super().__init__()
        self._reach, self._neighbour = reach, neighbour
        self.form: UnitPage | None = None
        self._stale = False
        self._whole = column()
        self.setLayout(self._whole)
        reach.desk.changed.connect(self._on_change)

    def open(self, number: int, tab: str = "") -> None:
        """Show an enterprise, at the tab of that title if one is named."""
        self._with_form(lambda form: form.open(number, tab))

    def new(self) -> None:
        """Begin a new enterprise."""
        self._with_form(lambda form: form.new())

    def put_away(self) -> None:
        """Keep what isn't saved."""
        if self.form is not None:
            self.form.put_away()

    def _with_form(self, deed: Callable[[UnitPage], object]) -> None:
        if self.form is not None and not self._stale:
            deed(self.form)
        else:
            self._reach.desk.ask(_policy, lambda policy: self._make(deed, policy))

    def _make(self, deed: Callable[[UnitPage], object], policy: Policy) -> None:
        if self.form is not None:
            self.form.put_away()
            self._whole.removeWidget(self.form)
            self.form.deleteLater()
        self._stale = False
        self.form = UnitPage(self._reach, policy, neighbour=self._neighbour)
        self.form.left.connect(self.left)
        self.form.told.connect(self.told)
        self._whole.addWidget(self.form)
        deed(self.form)

    def _on_change(self, change: Change, _initiator: object) -> None:
        if Noun.STANDARDS in change.nouns:
            self._stale = True


def _policy(office: "Office") -> Policy:
    return office.standing.on()
