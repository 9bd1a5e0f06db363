"""Where the form of an application is made."""

from PySide6.QtCore import Signal

from desktop.base.fields import Values
from desktop.policy.standards import Policy
from ui.forms.room import RecordRoom
from ui.requests.page import RequestPage
from ui.requests.starting import ask_start


class RequestRoom(RecordRoom[RequestPage]):
    """The door to the form: ``open`` an application, or begin a ``new`` one.

    Signals:
        case_asked: number of the file that the clerk wants to see.
    """

    case_asked = Signal(int)

    def new(self, values: Values) -> None:
        """Begin a new one; ``values`` say of which file, and for what if that is known."""
        self.with_form(lambda form: form.new(values))

    def make_form(self, policy: Policy) -> RequestPage:
        """The form, which leads to the file and to the next application."""
        made = RequestPage(self._desk, policy)
        made.case_asked.connect(self.case_asked)
        made.next_asked.connect(self._ask_next)
        return made

    def _ask_next(self, values: Values) -> None:
        """Ask whose the next one is, for the same programme."""
        ask_start(self, self._desk, values, self.new)
