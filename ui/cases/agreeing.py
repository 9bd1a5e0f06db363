"""The dialog of a consent: who, to what, on which day; everybody and everything is ticked to begin with."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.base.calendar import today
from desktop.base.changes import Change
from desktop.base.codes import Codes
from desktop.base.fields import Field, Kind, Value, Values, field_of
from desktop.base.several import BETWEEN
from desktop.cases.consents import Consent
from ui.desk import Desk
from ui.forms.dialog import Deed, FormDialog
from ui.look import scale
from ui.widgets.pieces import Tick, column, label, row

if TYPE_CHECKING:
    from desktop.office.office import Office

_GUARDIAN = Field(label="监护人签字", kind=Kind.NAME, name="guardian")


class TickList(QWidget):
    """Labels below a heading, each with a box to tick; all are ticked."""

    def __init__(self, heading: str, labels: Sequence[str]) -> None:
        super().__init__()
        self.ticks = [Tick(one) for one in labels]
        whole = column(gap=scale.TIGHT)
        whole.addWidget(label(heading, "label"))
        for one in self.ticks:
            one.setChecked(True)
            one.setAccessibleName(f"{heading}：{one.text()}")
            whole.addWidget(one)
        whole.addStretch(1)
        self.setLayout(whole)

    def text(self) -> str:
        """Those that are ticked, as a field of several labels holds them."""
        return BETWEEN.join(one.text() for one in self.ticks if one.isChecked())


class AgreeDialog(FormDialog):
    """Asks for the consent of a file's persons; a guardian is only asked for where there are children."""

    def __init__(self, parent: QWidget, desk: Desk, deed: Deed, values: Values, codes: Codes) -> None:
        self.persons = TickList("谁同意", codes["member"].labels)
        self.scopes = TickList("同意范围", codes["consent_scope"].labels)
        guardian = [_GUARDIAN] if values.get("guardian") else []
        fields = [field_of(Consent, "given_on"), *guardian, field_of(Consent, "note")]
        super().__init__(parent, desk, "登记同意书", fields, deed, values=values, verb="登记")

    def open(self) -> None:
        """Show it; the first tick is ready."""
        super().open()
        self.persons.ticks[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _body(self) -> QWidget:
        return _above(self.form, self.persons, self.scopes)

    def _begin(self, values: dict[str, Value]) -> None:
        super()._begin({**values, "persons": self.persons.text(), "scopes": self.scopes.text()})


class AgreeManyDialog(FormDialog):
    """Asks to what everybody in several files agreed on paper; who has agreed already is passed over."""

    def __init__(self, parent: QWidget, desk: Desk, numbers: Sequence[int], scopes: Sequence[str]) -> None:
        self.scopes = TickList("同意范围", scopes)
        fields = [field_of(Consent, name) for name in ("given_on", "note")]
        text = f"选中的 {len(numbers)} 户里，还没有同意的人都会登记，孩子由第一个成年人签字。请先核对纸质同意书。"
        deed = partial(_record_many, list(numbers))
        super().__init__(parent, desk, "登记同意书", fields, deed, values={"given_on": today()}, text=text, verb="登记")

    def _body(self) -> QWidget:
        return _above(self.form, self.scopes)

    def _begin(self, values: dict[str, Value]) -> None:
        super()._begin({**values, "scopes": self.scopes.text()})


def ask_many(parent: QWidget, desk: Desk, numbers: Sequence[int]) -> None:
    """Ask to what everybody in these files agreed."""
    show = partial(_show_many, parent, desk, numbers)
    desk.ask(lambda office: office.standing.on().labels("consent_scope"), show)


def _show_many(parent: QWidget, desk: Desk, numbers: Sequence[int], scopes: Sequence[str]) -> None:
    AgreeManyDialog(parent, desk, numbers, scopes).open()


def _record_many(numbers: Sequence[int], office: "Office", values: dict[str, Value]) -> Change:
    return office.consents.record_many(numbers, values)


def _above(form: QWidget, *ticked: QWidget) -> QWidget:
    """Lists of ticks beside each other, and the form below."""
    made, whole, ticks = QWidget(), column(gap=scale.WIDE), row(gap=scale.FAR)
    for one in ticked:
        ticks.addWidget(one, 1)
    whole.addLayout(ticks)
    whole.addWidget(form)
    made.setLayout(whole)
    return made
