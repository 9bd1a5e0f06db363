"""Where the form of a file is made, once the code lists in force are known, and made anew when they change."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.base.changes import Change, Noun
from desktop.policy.standards import Policy
from ui.cases.page import CasePage
from ui.cases.reach import Reach
from ui.desk import Desk
from ui.papers.saving import Saver
from ui.widgets.pieces import column

if TYPE_CHECKING:
    from desktop.office.office import Office
    from ui.papers.preview import Show


def nowhere(*_: object) -> None:
    """There is no page of applications, nor of activities."""


class CaseRoom(QWidget):
    """The door to the form: ``open`` a file, begin a ``new`` one, or ``resume`` what isn't saved.

    ``neighbour`` gives the file so many places after another in the list, or None; ``open_request`` shows the
    application of the first number, or begins one of the file of the second.

    Signals:
        left: the clerk went back.
        told: a sentence for the clerk after the form was left.
    """

    left = Signal()
    told = Signal(str)

    def __init__(
        self,
        desk: Desk,
        *,
        neighbour: Callable[[int, int], int | None],
        show_paper: "Show",
        saver: Saver,
        open_request: Callable[[int | None, int | None], object] = nowhere,
        open_activity: Callable[[int], object] = nowhere,
    ) -> None:
        super().__init__()
        self._desk, self._neighbour = desk, neighbour
        self._reach = Reach(desk, show_paper, saver, self.open, open_request, open_activity)
        self.form: CasePage | None = None
        self._stale = False
        self._whole = column()
        self.setLayout(self._whole)
        desk.changed.connect(self._on_change)

    def open(self, number: int) -> None:
        """Show a file."""
        self._with_form(lambda form: form.open(number))

    def new(self) -> None:
        """Begin a new file."""
        self._with_form(lambda form: form.new())

    def resume(self, name: str) -> None:
        """Go on with what isn't saved."""
        self._with_form(lambda form: form.resume(name))

    def open_history(self, number: int) -> None:
        """Show a file with its history beside it."""

        def show(form: CasePage) -> None:
            form.aside.open_history()
            form.open(number)

        self._with_form(show)

    def put_away(self) -> None:
        """Keep what isn't saved."""
        if self.form is not None:
            self.form.put_away()

    def _with_form(self, deed: Callable[[CasePage], object]) -> None:
        if self.form is not None and not self._stale:
            deed(self.form)
        else:
            self._desk.ask(_policy, partial(self._make, deed))

    def _make(self, deed: Callable[[CasePage], object], policy: Policy) -> None:
        self._drop()
        made = CasePage(self._reach, policy, neighbour=self._neighbour)
        made.left.connect(self.left)
        made.told.connect(self.told)
        self._whole.addWidget(made)
        self.form = made
        deed(made)

    def _drop(self) -> None:
        if self.form is not None:
            self.form.put_away()
            self._whole.removeWidget(self.form)
            self.form.deleteLater()
        self.form, self._stale = None, False

    def _on_change(self, change: Change, _initiator: object) -> None:
        if Noun.STANDARDS in change.nouns:
            self._stale = True


def _policy(office: "Office") -> Policy:
    return office.standing.on()
