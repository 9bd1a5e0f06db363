"""What is said once for a whole ledger of pilots: its day, the level of new waves, the period."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.base.calendar import today
from desktop.base.codes import CodeList
from desktop.base.fields import Kind, field
from desktop.office.ledger_kinds import LedgerKind
from desktop.office.ledger_looks import Basis, LedgerLook
from desktop.pilots.periods import read_period, told
from ui.forms.choices import CodeEditor
from ui.forms.editors import DateEditor, LineEditor, mark_finding
from ui.look import scale
from ui.widgets.pieces import label, row

ASKED = {
    LedgerKind.UNITS: ("day", "level"),
    LedgerKind.CONTESTS: ("day",),
    LedgerKind.MONITORING: ("period", "day"),
}
"""What is asked for a kind of ledger; the others ask for nothing."""

_LABELS = {"day": "台账日期", "level": "新批次级别", "period": "期间"}
_HINTS = {
    "day": "没有写日期的都按这一天登记：新批次的确定日期、打勾的材料、没有日期的竞赛和填报。",
    "level": "台账里办公文件还没有的批次，按这个级别新建。",
    "period": "没有写期间的行按这一期登记，如 2022Q3 或 2022-09。",
}


class BasisRow(QWidget):
    """Editors side by side; what can't be is marked and not taken.

    Signals:
        chosen: another ``Basis``.
    """

    chosen = Signal(object)

    def __init__(self, which: LedgerKind) -> None:
        super().__init__()
        self._basis: Basis | None = None
        self.day = DateEditor(field(_LABELS["day"], Kind.DATE))
        self.level = CodeEditor(CodeList("pilot_level", ()))
        self.period = LineEditor(field(_LABELS["period"]))
        self._levels: tuple[str, ...] = ()
        self._assemble(ASKED.get(which, ()))

    def _assemble(self, asked: tuple[str, ...]) -> None:
        made = row()
        made.setContentsMargins(0, 0, 0, 0)
        for name in ("period", "day", "level"):
            editor = getattr(self, name)
            editor.setAccessibleName(_LABELS[name])
            editor.setToolTip(_HINTS[name])
            editor.setFixedWidth(scale.LABEL * 3 // 2)
            editor.finished.connect(partial(self._take))
            if name in asked:
                made.addWidget(label(_LABELS[name], "muted"))
                made.addWidget(editor)
                made.addSpacing(scale.NEAR)
            else:
                editor.setParent(self)
                editor.hide()
        made.addStretch(1)
        self.setLayout(made)
        self.setVisible(bool(asked))

    def show_look(self, look: LedgerLook) -> None:
        """Show what holds for a look."""
        self._basis = look.basis
        if look.levels != self._levels:
            self._levels = look.levels
            self.level.set_codes(CodeList("pilot_level", look.levels))
        self.day.show_value(look.basis.day)
        self.level.show_value(look.basis.level)
        self.period.show_value(look.basis.period)
        for editor in (self.day, self.level, self.period):
            mark_finding(editor, "")

    def _take(self) -> None:
        if self._basis is None:
            return
        day, level, period = self.day.day(), self.level.raw(), read_period(self.period.raw())
        wrong = day is None or day > today()
        mark_finding(self.day, "error" if wrong else "")
        mark_finding(self.level, "" if level in self._levels else "error")
        mark_finding(self.period, "" if period else "error")
        if day is None or wrong or level not in self._levels or period is None:
            return
        said = Basis(day, level, period)
        self.period.setToolTip(f"{told(period)}。{_HINTS['period']}")
        if said != self._basis:
            self.chosen.emit(said)
