"""Scores that were typed in Excel: what entering them would change, before anything is written."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QWidget

from desktop.base.changes import Change
from desktop.base.fields import Value
from ui.aid.found import told
from ui.desk import Desk
from ui.forms.dialog import FormDialog
from ui.look import scale
from ui.look.roles import dress
from ui.widgets.notes import Notes
from ui.widgets.pieces import column, label

if TYPE_CHECKING:
    from desktop.office.office import Office
    from desktop.office.score_files import ScoresLook

KINDS = "评分表 (*.xlsx *.xls *.csv)"
_FEW = 12


class ScoresDialog(FormDialog):
    """Says whose scores would become others, and what stands against it; enters all of it or nothing."""

    def __init__(self, parent: QWidget, desk: Desk, look: "ScoresLook") -> None:
        self.look = look
        super().__init__(parent, desk, "导入评分表", (), self._enter, text=look.source, verb="写入")
        self.verb.setEnabled(not look.refused and bool(look.given))

    def open(self) -> None:
        """Show it at the button that enters, or that leaves."""
        QDialog.open(self)
        self.verb.setFocus()

    def _body(self) -> QWidget:
        made, inside, notes = dress(QWidget(), "clear"), column(gap=scale.NEAR), Notes()
        inside.addWidget(label(self.look.sentence, "strong", wrap=True))
        units = self.look.units
        shown = "、".join(units[:_FEW]) + (f"等 {len(units)} 家" if len(units) > _FEW else "")
        inside.addWidget(label(shown, "muted", wrap=True))
        notes.show_notes("没有写入，先改好下面的：" if self.look.refused else "请留意：", told(self.look.findings))
        inside.addWidget(notes)
        made.setLayout(inside)
        return made

    def _enter(self, office: "Office", _values: dict[str, Value]) -> Change:
        return office.assessments.enter_scores(self.look)
