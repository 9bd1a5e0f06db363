"""Where the form of an enterprise is made."""

from collections.abc import Callable

from desktop.policy.standards import Policy
from ui.forms.room import RecordRoom
from ui.pilots.reach import Reach
from ui.pilots.unit_page import UnitPage


class UnitRoom(RecordRoom[UnitPage]):
    """The door to the form: ``open`` an enterprise, or begin a ``new`` one."""

    def __init__(self, reach: Reach, *, neighbour: Callable[[int, int], int | None]) -> None:
        super().__init__(reach.desk)
        self._reach, self._neighbour = reach, neighbour

    def open(self, number: int, tab: str = "") -> None:
        """Show an enterprise, at the tab of that title if one is named."""
        self.with_form(lambda form: form.open(number, tab))

    def new(self) -> None:
        """Begin a new enterprise."""
        self.with_form(lambda form: form.new())

    def make_form(self, policy: Policy) -> UnitPage:
        """The form with the tabs of an enterprise."""
        return UnitPage(self._reach, policy, neighbour=self._neighbour)
