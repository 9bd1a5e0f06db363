"""What the income test says of the figures beside it, as they are typed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame

from desktop.cases.income_test import IncomeTest
from ui.look import scale
from ui.look.roles import dress
from ui.widgets.pieces import button, column, label, row


class IncomeNote(QFrame):
    """The reasoning in sentences, the category that follows, and a button that takes it over.

    Signals:
        taken: the category that the clerk takes over.
    """

    taken = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        dress(self, "note")
        self._proposed = ""
        self._reasons = label(wrap=True)
        self._reasons.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._verdict = label(role="strong", wrap=True)
        self._take = button("", self.take, icon="check")
        below = row()
        below.addWidget(self._verdict)
        below.addWidget(self._take)
        below.addStretch(1)
        whole = column(scale.APART, scale.NEAR, scale.APART, scale.NEAR, gap=scale.TIGHT)
        whole.addWidget(label("收入测算", "hint"))
        whole.addWidget(self._reasons)
        whole.addLayout(below)
        self.setLayout(whole)

    @property
    def proposed(self) -> str:
        """The category that the figures lead to; empty where they lead to none."""
        return self._proposed

    def show_test(self, test: IncomeTest, category: str) -> None:
        """Show the test beside the category that is typed."""
        self._proposed = test.category or ""
        reasons = [one for one in test.reasons if not test.category or test.category not in one]
        self._reasons.setText("\n".join(reasons))
        agrees = self._proposed == category
        self._verdict.setText(_verdict(self._proposed, category))
        self._verdict.setVisible(bool(self._proposed))
        dress(self._verdict, "strong" if agrees or not category else "doubt")
        self._take.setText(f"采用“{self._proposed}”（Alt+A）")
        self._take.setShortcut("Alt+A")
        self._take.setVisible(bool(self._proposed) and not agrees)

    def take(self) -> None:
        """Take the category over."""
        if self._proposed:
            self.taken.emit(self._proposed)


def _verdict(proposed: str, category: str) -> str:
    if not category or proposed == category:
        return f"建议类别：{proposed}" + ("，与所填一致" if category else "")
    return f"建议类别：{proposed}，所填为“{category}”；不采用建议的，请写类别确定理由"
