"""Whose application it is, and for what, before its form is shown."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.aid.request import Request
from desktop.base.changes import Change
from desktop.base.codes import Codes
from desktop.base.fields import Field, Value, Values, field_of
from desktop.cases.household import Household
from ui.desk import Desk
from ui.forms.dialog import FormDialog
from ui.requests.reading import find_home

if TYPE_CHECKING:
    from desktop.office.office import Office

_HOME = Field(label="困难职工档案", name="home")
_TEXT = "用申请人姓名、档案编号或身份证号来找档案；没有档案的人请把档案留空，进去再填姓名。"


class StartDialog(FormDialog):
    """Asks for programme and file.

    Signals:
        begun: what the new application begins with.
    """

    begun = Signal(object)

    def __init__(self, parent: QWidget, desk: Desk, values: Values) -> None:
        self._values = values
        fields = [field_of(Request, "programme"), _HOME]
        super().__init__(parent, desk, "新建申请", fields, _no_deed, values=values, text=_TEXT, verb="下一步")

    def start(self) -> None:
        """Show it, once the programmes are known."""
        self._desk.ask(lambda office: office.standing.on().codes, self._show_codes)

    def _show_codes(self, codes: Codes) -> None:
        if "programme" in codes:
            self.form.set_codes("programme", codes["programme"])
        self.open()
        if not self.form.cells["programme"].empty:
            self.go_to("home")

    def _begin(self, values: dict[str, Value]) -> None:
        text = str(values.get("home") or "")
        if not text:
            self._go_on(None)
        else:
            self._desk.ask(partial(find_home, text), self._go_on, self._on_failed, key=(id(self), "find"))

    def _go_on(self, home: Household | None) -> None:
        programme = self.form.values()[0].get("programme")
        self.begun.emit({**self._values, "programme": programme, "household": home.id if home else None})
        self.accept()


def _no_deed(_office: "Office", _values: dict[str, Value]) -> Change:
    raise AssertionError
