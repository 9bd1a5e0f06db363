"""The form of a new row of policy; what an amount would cost can be tried before it is registered."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QWidget

from desktop.base.calendar import today
from desktop.base.changes import Change
from desktop.base.codes import Codes
from desktop.base.errors import KnownError
from desktop.base.fields import Value
from desktop.base.findings import Finding, refuses
from desktop.office.rule_forms import HINTS, fields_for
from desktop.office.rulebook import MATTERS
from desktop.office.simulation_texts import HEADINGS, Told, told
from desktop.office.standing import SIMULATED, UNTRIED
from ui.desk import Desk
from ui.forms.dialog import FormDialog
from ui.look import scale
from ui.look.roles import dress
from ui.widgets.pieces import button, clear, column, label

if TYPE_CHECKING:
    from desktop.office.office import Office

_MANY, _BROAD, _PLAIN = 7, 820, 520
_QUIET = 300  # milliseconds without a keystroke until the office looks at what is typed
_LONGEST = 5
"""So many lines are shown; the total counts all."""


class RuleDialog(FormDialog):
    """Asks what a new row says, and registers it. Of amounts 试算 shows what they would cost; nothing is written.

    What is doubtful is said as one types, for instance that the points of all indicators don't add up.
    """

    def __init__(
        self, parent: QWidget, desk: Desk, matter: str, codes: Codes, values: Mapping[str, Value] | None = None
    ) -> None:
        self._matter = matter
        text = HINTS.get(matter, "") + "原有的标准不会改动，新标准从施行日期起用。"
        title, deed = f"登记{MATTERS[matter]}", partial(_register, matter)
        super().__init__(
            parent, desk, title, fields_for(matter), deed, codes=codes, values=values, text=text, verb="登记"
        )
        self._pause = QTimer(self, singleShot=True, interval=_QUIET)
        self._pause.timeout.connect(self._look)
        self.form.changed.connect(lambda _: self._pause.start())

    def simulate(self) -> None:
        """Show what it would cost; date and document needn't be filled in for that."""
        self._say("")
        values, every = self.form.values()
        found = [one for one in every if one.code != "missing" or one.field not in UNTRIED]
        if refuses(found):
            self.show_findings(found)
            return
        self.tried.setEnabled(False)
        question = partial(_simulate, self._matter, values)
        self._desk.ask(question, self._show_cost, self._on_untried, key=(id(self), "simulate"))

    def open(self) -> None:
        """Show it, as wide as its fields need; they stand side by side only once it is shown."""
        self.setMinimumWidth(_BROAD if len(self.form.cells) > _MANY else _PLAIN)
        super().open()
        QTimer.singleShot(0, self, self._fit)

    def _fit(self) -> None:
        """Be as high as what stands in it, and stay on the screen; ``adjustSize`` stops at two thirds of it."""
        whole, screen = self.layout(), self.screen().availableGeometry()
        if whole is not None:
            self.resize(self.width(), max(whole.totalHeightForWidth(self.width()), whole.totalSizeHint().height()))
        below = self.frameGeometry().bottom() - screen.bottom()
        if below > 0:
            self.move(self.x(), max(screen.top(), self.y() - below))

    def _look(self) -> None:
        values = {name: value for name, value in self.form.values()[0].items() if value is not None}
        self._desk.ask(partial(_check, self._matter, values), self.form.set_findings, key=(id(self), "look"))

    def _body(self) -> QWidget:
        self.cost = _Cost()
        made, inside = QWidget(), column(gap=scale.APART)
        inside.addWidget(self.form)
        inside.addWidget(self.cost)
        made.setLayout(inside)
        return made

    def _buttons(self) -> QHBoxLayout:
        made = super()._buttons()
        self.tried = button("试算", self.simulate, icon="chart")
        self.tried.setAutoDefault(False)
        self.tried.setToolTip("按今天的档案和本年的申请，看看全年要多少钱、资金够不够；不登记")
        self.tried.setVisible(self._matter in SIMULATED)
        made.insertWidget(0, self.tried)
        return made

    def _show_cost(self, cost: Told) -> None:
        self.tried.setEnabled(True)
        self.form.set_findings(())
        self.cost.show_told(cost)
        QTimer.singleShot(0, self, self._fit)

    def _on_untried(self, error: KnownError) -> None:
        self.tried.setEnabled(True)
        self._on_failed(error)


class _Cost(QWidget):
    """The lines of a simulation and what it comes to; not there until something was tried."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(scale.WIDE)
        self._grid.setVerticalSpacing(scale.TIGHT)
        self.summary = label("", wrap=True)
        whole = column(gap=scale.NEAR)
        whole.addLayout(self._grid)
        whole.addWidget(self.summary)
        self.setLayout(whole)
        self.hide()

    def show_told(self, cost: Told) -> None:
        """Show a simulation instead of the last one."""
        clear(self._grid)
        shown = cost.lines if len(cost.lines) <= _LONGEST else (*cost.lines[: _LONGEST - 1], cost.lines[-1])
        for place, line in enumerate((HEADINGS, *shown) if shown else ()):
            self._add(place, line, "muted" if place == 0 else "strong" if place == len(shown) else "")
        left = len(cost.lines) - len(shown)
        self.summary.setText(f"（另有 {left} 行已计入合计）{cost.summary}" if left else cost.summary)
        dress(self.summary, "warn" if cost.short else "" if cost.lines else "muted")
        self.show()

    def _add(self, place: int, line: tuple[str, ...], role: str) -> None:
        for number, text in enumerate(line):
            cell: QLabel = label(text, role)
            side = Qt.AlignmentFlag.AlignLeft if number == 0 else Qt.AlignmentFlag.AlignRight
            self._grid.addWidget(cell, place, number, side | Qt.AlignmentFlag.AlignVCenter)


def _simulate(matter: str, values: dict[str, Value], office: "Office") -> Told:
    return told(office.standing.simulate(matter, values))


def _check(matter: str, values: Mapping[str, Value], office: "Office") -> list[Finding]:
    """What is wrong or doubtful, as from today where no date is typed; what is missing is said on registering."""
    usual: dict[str, Value] = {"valid_from": today(), "document_no": "—"}
    found = office.standing.check(matter, {**usual, **values})
    return [one for one in found if one.code != "missing" and (one.field in values or one.field not in UNTRIED)]


def _register(matter: str, office: "Office", values: dict[str, Value]) -> Change:
    return office.standing.register(matter, values)
