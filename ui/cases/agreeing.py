"""The dialog of a consent: who, to what, on which day; everybody and everything is ticked to begin with."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.base.codes import Codes
from desktop.base.fields import Field, Kind, Value, Values, field_of
from desktop.base.several import BETWEEN
from desktop.cases.consents import Consent
from ui.desk import Desk
from ui.forms.dialog import Deed, FormDialog
from ui.look import scale
from ui.widgets.pieces import Tick, column, label, row

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
        made, whole, ticks = QWidget(), column(gap=scale.WIDE), row(gap=scale.FAR)
        ticks.addWidget(self.persons, 1)
        ticks.addWidget(self.scopes, 1)
        whole.addLayout(ticks)
        whole.addWidget(self.form)
        made.setLayout(whole)
        return made

    def _begin(self, values: dict[str, Value]) -> None:
        super()._begin({**values, "persons": self.persons.text(), "scopes": self.scopes.text()})
