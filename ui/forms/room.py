"""Where the page of a record is made, once the policy in force is known, and made anew when that changes."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.base.changes import Change, Noun
from desktop.policy.standards import Policy
from ui.desk import Desk
from ui.forms.record_page import RecordPage
from ui.widgets.pieces import column

if TYPE_CHECKING:
    from desktop.office.office import Office

P = TypeVar("P", bound=RecordPage[Any])


class RecordRoom(QWidget, Generic[P]):
    """The door to a page: ``open`` a record. A subclass says how the page is made, and what else can be begun.

    Signals:
        left: the clerk went back.
        told: a sentence for the clerk after the page was left.
    """

    left = Signal()
    told = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.form: P | None = None
        self._stale = False
        self._whole = column()
        self.setLayout(self._whole)
        desk.changed.connect(self._on_change)

    def open(self, number: int) -> None:
        """Show a record."""
        self.with_form(lambda form: form.open(number))

    def put_away(self) -> None:
        """Keep what isn't saved."""
        if self.form is not None:
            self.form.put_away()

    def with_form(self, deed: Callable[[P], object]) -> None:
        """Do it with the page, which is made first where there is none by the policy in force."""
        if self.form is not None and not self._stale:
            deed(self.form)
        else:
            self._desk.ask(_policy, partial(self._make, deed))

    def make_form(self, policy: Policy) -> P:
        """The page under this policy."""
        raise NotImplementedError

    def _make(self, deed: Callable[[P], object], policy: Policy) -> None:
        if self.form is not None:
            self.form.put_away()
            self._whole.removeWidget(self.form)
            self.form.deleteLater()
        self._stale = False
        made = self.form = self.make_form(policy)
        made.left.connect(self.left)
        made.told.connect(self.told)
        self._whole.addWidget(made)
        deed(made)

    def _on_change(self, change: Change, _initiator: object) -> None:
        if Noun.STANDARDS in change.nouns:
            self._stale = True


def _policy(office: "Office") -> Policy:
    return office.standing.on()
