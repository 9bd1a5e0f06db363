"""One payee of a batch: the amount, how it came about, and what the year's batches say of him."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QWidget

from desktop.aid.batch import BatchState, Payment
from desktop.base.identity import mask_id
from desktop.base.money import short_yuan, yuan
from desktop.office.aid import Received
from ui.aid.facts import LineFacts
from ui.look import scale
from ui.look.roles import dress
from ui.widgets.pieces import button, column, label, line, row


class LinePanel(QWidget):
    """What stands in the side panel of a batch.

    Signals:
        case_asked: the clerk wants to see the payee's file.
    """

    case_asked = Signal()

    def __init__(self, facts: LineFacts, *, revealed: bool) -> None:
        super().__init__()
        dress(self, "clear")
        self._whole = column(scale.WIDE, scale.TIGHT, scale.WIDE, scale.WIDE)
        self._add_head(facts.payment, revealed=revealed)
        self._add_reason(facts.payment)
        self._whole.addWidget(line())
        self._add_year(facts)
        self._whole.addStretch(1)
        self.setLayout(self._whole)

    def texts(self) -> list[str]:
        """Everything that stands there, in its order."""
        return [one.text() for one in self._labels()]

    def _labels(self) -> list[QLabel]:
        return list(self.findChildren(QLabel))

    def _add_head(self, one: Payment, *, revealed: bool) -> None:
        said = one.resident_id or ""
        number = said if revealed else mask_id(said)
        amount = one.amount if one.live else 0
        head = column(gap=scale.TIGHT)
        head.addWidget(label(f"{yuan(amount)} 元", "title"))
        for text in (f"{one.category}　{number}", one.place or "", _bank(one, revealed=revealed)):
            if text:
                head.addWidget(label(text, "muted", wrap=True))
        head.addWidget(button("打开档案", self.case_asked.emit, role="inline"), 0, Qt.AlignmentFlag.AlignLeft)
        self._whole.addLayout(head)

    def _add_reason(self, one: Payment) -> None:
        if one.excluded is not None:
            self._whole.addWidget(label("不发原因", "hint"))
            self._whole.addWidget(label(one.excluded, "said-bad", wrap=True))
        if one.reason != one.excluded:
            self._whole.addWidget(label("金额依据", "hint"))
            self._whole.addWidget(label("\n".join(f"· {step}" for step in one.reason.split("；")), wrap=True))

    def _add_year(self, facts: LineFacts) -> None:
        total = sum(one.amount for one in facts.received if one.excluded is None)
        self._whole.addLayout(_pair(f"{facts.year} 年度", f"合计 {short_yuan(total)} 元"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(scale.NEAR)
        grid.setVerticalSpacing(scale.TIGHT)
        grid.setColumnStretch(1, 1)
        for at, one in enumerate(facts.received):
            here = "（本批）" if one.batch == facts.payment.batch else ""
            grid.addWidget(label(f"{one.day:%m-%d}", "muted"), at, 0)
            grid.addWidget(label(f"{one.programme}{here}", wrap=True), at, 1)
            outcome = label(_outcome(one), "muted" if one.excluded is not None else "")
            grid.addWidget(outcome, at, 2, Qt.AlignmentFlag.AlignRight)
        self._whole.addLayout(grid)


def _pair(left: str, right: str) -> QHBoxLayout:
    made = row()
    made.addWidget(label(left, "strong"), 1)
    made.addWidget(label(right, "muted"))
    return made


def _bank(one: Payment, *, revealed: bool) -> str:
    if not one.card:
        return "没有银行卡号，发现金并签字"
    return f"{one.bank or '银行卡'}　{one.card if revealed else '尾号 ' + one.card[-4:]}"


def _outcome(one: Received) -> str:
    if one.excluded is not None:
        return "不发"
    return short_yuan(one.amount) + ("" if one.state is BatchState.PAID else f"（{one.state}）")
