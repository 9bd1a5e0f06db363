"""Whose application it is, and for what, before its form is shown."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from desktop.aid.request import Request
from desktop.base.changes import Change
from desktop.base.codes import CodeList
from desktop.base.errors import KnownError
from desktop.base.fields import Field, Value, Values, field_of
from desktop.cases.household import Household
from ui.desk import Desk
from ui.forms.dialog import FormDialog
from ui.look import scale
from ui.look.roles import dress
from ui.requests.reading import find_home
from ui.widgets.pieces import column, label

if TYPE_CHECKING:
    from desktop.office.office import Office

_QUIET = 250  # milliseconds without a keystroke until the file is looked for
_HOME = Field(label="困难职工档案", name="home")
_TEXT = "填姓名、拼音首字母、档案编号或证件号后几位来找档案。没有档案的人请留空，下一步再填姓名。"


def ask_start(parent: QWidget, desk: Desk, values: Values, then: Callable[[dict[str, Value]], object]) -> None:
    """Ask for programme and file; ``then`` is told what the new application begins with."""
    desk.ask(_programmes, partial(_show, parent, desk, values, then))


def _show(
    parent: QWidget, desk: Desk, values: Values, then: Callable[[dict[str, Value]], object], programmes: Sequence[str]
) -> None:
    StartDialog(parent, desk, values, then, programmes).open()


class StartDialog(FormDialog):
    """Asks for programme and file, and says whose file it is while it is looked for."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        values: Values,
        then: Callable[[dict[str, Value]], object],
        programmes: Sequence[str],
    ) -> None:
        self._values, self._then = values, then
        self._told = label(role="hint", wrap=True)
        fields = [field_of(Request, "programme"), _HOME]
        codes = {"programme": CodeList("programme", tuple(programmes))}
        super().__init__(
            parent, desk, "新建申请", fields, _no_deed, codes=codes, values=values, text=_TEXT, verb="下一步"
        )
        self._pause = QTimer(self, singleShot=True, interval=_QUIET)
        self._pause.timeout.connect(self._find)
        self.form.changed.connect(self._pause.start)

    def open(self) -> None:
        """Show it; where the programme is known the file is asked for."""
        super().open()
        if not self.form.cells["programme"].empty:
            self.go_to("home")

    def _body(self) -> QWidget:
        made, inside = dress(QWidget(), "clear"), column(gap=scale.TIGHT)
        self._told.setMinimumHeight(scale.CONTROL)
        inside.addWidget(self.form)
        inside.addWidget(self._told)
        made.setLayout(inside)
        return made

    def _find(self) -> None:
        """Say which file the text finds so far."""
        text = self.form.cells["home"].text.strip()
        if text:
            self._desk.ask(partial(find_home, text), self._tell, self._tell_none, key=(id(self), "told"))
        else:
            self._told.clear()

    def _tell(self, home: Household) -> None:
        parts = (home.applicant.name, home.state, home.category, home.employer)
        self._told.setText("　".join(str(part) for part in parts if part))

    def _tell_none(self, error: KnownError) -> None:
        self._told.setText(error.sentence)

    def _begin(self, values: dict[str, Value]) -> None:
        text = str(values.get("home") or "")
        if not text:
            self._go_on(None)
        else:
            self._desk.ask(partial(find_home, text), self._go_on, self._on_failed, key=(id(self), "find"))

    def _go_on(self, home: Household | None) -> None:
        programme = self.form.values()[0].get("programme")
        self._then({**self._values, "programme": programme, "household": home.id if home else None})
        self.accept()


def _programmes(office: "Office") -> list[str]:
    """What can be applied for, first what has a form of its own; what activities give out is asked for by nobody."""
    policy = office.standing.on()
    rules = [one for one in policy.programmes.values() if not one.visits]
    named = [one.name for one in sorted(rules, key=lambda one: (not one.form, one.rank))]
    return named or list(policy.labels("programme"))


def _no_deed(_office: "Office", _values: dict[str, Value]) -> Change:
    raise AssertionError
