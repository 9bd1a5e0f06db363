"""Where the form of a file is made."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop.policy.standards import Policy
from ui.cases.page import CasePage
from ui.cases.reach import Reach
from ui.desk import Desk
from ui.forms.room import RecordRoom
from ui.papers.saving import Saver

if TYPE_CHECKING:
    from ui.papers.preview import Show


def nowhere(*_: object) -> None:
    """There is no page of applications, nor of activities."""


class CaseRoom(RecordRoom[CasePage]):
    """The door to the form: ``open`` a file, begin a ``new`` one, or ``resume`` what isn't saved.

    ``neighbour`` gives the file so many places after another in the list, or None; ``open_request`` shows the
    application of the first number, or begins one of the file of the second.
    """

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
        super().__init__(desk)
        self._neighbour = neighbour
        self._reach = Reach(desk, show_paper, saver, self.open, open_request, open_activity)

    def new(self) -> None:
        """Begin a new file."""
        self.with_form(lambda form: form.new())

    def resume(self, name: str) -> None:
        """Go on with what isn't saved."""
        self.with_form(lambda form: form.resume(name))

    def open_history(self, number: int) -> None:
        """Show a file with its history beside it."""

        def show(form: CasePage) -> None:
            form.aside.open_history()
            form.open(number)

        self.with_form(show)

    def make_form(self, policy: Policy) -> CasePage:
        """The form, which reaches papers, applications and activities."""
        return CasePage(self._reach, policy, neighbour=self._neighbour)
