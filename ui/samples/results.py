"""Where the outcome of checking drawn files is typed: below the list, for one file or for several at once."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from desktop.base.calendar import today
from desktop.base.changes import Change
from desktop.base.codes import Codes
from desktop.base.errors import KnownError, RefusedError
from desktop.base.fields import Value, field_of
from desktop.base.findings import refuses
from desktop.cases.samples import CHECK, SampleLine
from ui.desk import Desk
from ui.forms.builder import Form
from ui.look import scale
from ui.look.roles import dress
from ui.widgets.pieces import button, column, key_hint, label, row

if TYPE_CHECKING:
    from desktop.office.office import Office

_FIELDS = tuple(field_of(SampleLine, name) for name in CHECK)


class ResultBar(QFrame):
    """The fields of a check; Enter in the last one or Ctrl+Enter writes it down for the chosen files.

    Who checked and when stays for the next file, for mostly it is the same.

    Signals:
        registered: it is written down: the list can go on to the next file.
    """

    registered = Signal()

    def __init__(self, desk: Desk, codes: Codes) -> None:
        super().__init__()
        dress(self, "card")
        self._desk = desk
        self._chosen: list[int] = []
        self.form = Form(_FIELDS, codes, framed=False)
        self.form.set_values({"checked_on": today()})
        self.form.finished.connect(self.submit)
        self._finding = label(role="bad", wrap=True)
        self._finding.hide()
        self._of = label(role="muted")
        self.verb = button("登记结果", self.submit, role="primary")
        self._assemble()
        self.show_chosen([])

    def show_chosen(self, lines: Sequence[int], name: str = "") -> None:
        """These drawn files are chosen."""
        self._chosen = list(lines)
        several = f"选中的 {len(lines)} 户" if len(lines) > 1 else name
        self._of.setText(f"核查结果：{several}" if lines else "先在上面选中核查过的档案")
        self.verb.setEnabled(bool(lines))

    def submit(self) -> None:
        """Write it down for the chosen files, unless reading refuses something."""
        if not self.verb.isEnabled():
            return
        self._finding.hide()
        if refuses(self.form.show_all_findings()):
            self.form.focus_first()
            return
        self.verb.setEnabled(False)
        deed = partial(_register, self._chosen, self.form.values()[0])
        self._desk.do(deed, self._on_done, self._on_failed, initiator=self)

    def _assemble(self) -> None:
        whole = column(scale.WIDE, scale.NEAR, scale.WIDE, scale.NEAR, gap=scale.TIGHT)
        foot = row()
        foot.addWidget(self._of)
        foot.addWidget(self._finding, 1)
        foot.addStretch(0)
        foot.addWidget(key_hint("Ctrl+Enter"))
        foot.addWidget(self.verb)
        whole.addWidget(self.form)
        whole.addLayout(foot)
        self.setLayout(whole)

    def _on_done(self, _change: Change) -> None:
        kept = {name: self.form.values()[0].get(name) for name in ("checked_by", "checked_on")}
        self.form.set_values(kept)
        self.registered.emit()

    def _on_failed(self, error: KnownError) -> None:
        self.verb.setEnabled(True)
        homeless = self.form.set_findings(error.findings) if isinstance(error, RefusedError) else ()
        text = "\n".join(one.message for one in homeless) if isinstance(error, RefusedError) else error.sentence
        self._finding.setText(text)
        self._finding.setVisible(bool(text))


def _register(lines: list[int], values: dict[str, Value], office: "Office") -> Change:
    return office.samples.register(lines, values)
