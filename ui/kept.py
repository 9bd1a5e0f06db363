"""What an undo left alone, as a list that can be copied."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QTableWidget, QTableWidgetItem, QWidget

from desktop.base.changes import Kept, Noun
from ui.look import scale
from ui.tables.clipboard import rows_to_mime
from ui.widgets.pieces import button, column, label, row

_HEADING = ("类别", "记录", "没有撤销的原因")
_NOUNS = {
    Noun.CASES: "档案",
    Noun.FUNDS: "资金",
    Noun.BATCHES: "批次",
    Noun.PAYMENTS: "发放记录",
    Noun.STANDARDS: "政策标准",
    Noun.SETTINGS: "设置",
}


def kept_rows(kept: Sequence[Kept]) -> list[tuple[str, str, str]]:
    """The list's cells."""
    return [(_NOUNS.get(one.noun, "记录"), one.label, one.reason) for one in kept]


class KeptDialog(QDialog):
    """Shows what an undo left as it is, and why; the list can be copied."""

    def __init__(self, kept: Sequence[Kept], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("没有撤销的记录")
        self.resize(560, 380)
        self._rows = kept_rows(kept)
        whole = column(scale.FAR, scale.FAR, scale.FAR, scale.WIDE, gap=scale.APART)
        whole.addWidget(label(f"有 {len(kept):,} 项没有撤销，保持现在的样子", "heading"))
        whole.addWidget(label("其余都已撤销。这些后来另有改动或被用到，需要时请在记录上直接修改。", "muted", wrap=True))
        whole.addWidget(self._table(), 1)
        buttons = row()
        buttons.addWidget(button("复制清单", self._copy))
        buttons.addStretch(1)
        buttons.addWidget(button("关闭", self.accept, role="primary"))
        whole.addLayout(buttons)
        self.setLayout(whole)

    @classmethod
    def show_for(cls, kept: Sequence[Kept], parent: QWidget) -> "KeptDialog":
        """Open it beside the clerk's work, not before it."""
        dialog = cls(kept, parent)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()
        return dialog

    def _table(self) -> QTableWidget:
        made = QTableWidget(len(self._rows), len(_HEADING))
        made.setHorizontalHeaderLabels(_HEADING)
        made.setAccessibleName("没有撤销的记录")
        made.verticalHeader().hide()
        made.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        made.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        made.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        made.setShowGrid(False)
        for at, cells in enumerate(self._rows):
            for place, text in enumerate(cells):
                made.setItem(at, place, QTableWidgetItem(text))
        made.setColumnWidth(1, 200)
        made.horizontalHeader().setStretchLastSection(True)
        return made

    def _copy(self) -> None:
        QGuiApplication.clipboard().setMimeData(rows_to_mime(_HEADING, self._rows))
