"""Where the form of an application is made, once the policy in force is known, and made anew when that changes."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.base.changes import Change, Noun
from desktop.base.fields import Values
from desktop.policy.standards import Policy
from ui.desk import Desk
from ui.requests.page import RequestPage
from ui.requests.starting import ask_start
from ui.widgets.pieces import column

if TYPE_CHECKING:
    from desktop.office.office import Office


class RequestRoom(QWidget):
    """The door to the form: ``open`` an application, or begin a ``new`` one.

    Signals:
        left: the clerk went back.
        told: a sentence for the clerk after the form was left.
        case_asked: number of the file that the clerk wants to see.
    """

    left = Signal()
    told = Signal(str)
    case_asked = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.form: RequestPage | None = None
        self._stale = False
        self._whole = column()
        self.setLayout(self._whole)
        desk.changed.connect(self._on_change)

    def open(self, number: int) -> None:
        """Show an application."""
        self._with_form(lambda form: form.open(number))

    def new(self, values: Values) -> None:
        """Begin a new one; ``values`` say of which file, and for what if that is known."""
        self._with_form(lambda form: form.new(values))

    def put_away(self) -> None:
        """Keep what isn't saved."""
        if self.form is not None:
            self.form.put_away()

    def _with_form(self, deed: Callable[[RequestPage], object]) -> None:
        if self.form is not None and not self._stale:
            deed(self.form)
        else:
            self._desk.ask(_policy, lambda policy: self._make(deed, policy))

    def _make(self, deed: Callable[[RequestPage], object], policy: Policy) -> None:
        if self.form is not None:
            self.form.put_away()
            self._whole.removeWidget(self.form)
            self.form.deleteLater()
        self._stale = False
        self.form = RequestPage(self._desk, policy)
        self.form.left.connect(self.left)
        self.form.told.connect(self.told)
        self.form.case_asked.connect(self.case_asked)
        self.form.next_asked.connect(self._ask_next)
        self._whole.addWidget(self.form)
        deed(self.form)

    def _ask_next(self, values: Values) -> None:
        """Ask whose the next one is, for the same programme."""
        ask_start(self, self._desk, values, self.new)

    def _on_change(self, change: Change, _initiator: object) -> None:
        if Noun.STANDARDS in change.nouns:
            self._stale = True


def _policy(office: "Office") -> Policy:
    return office.standing.on()
