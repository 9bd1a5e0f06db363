"""The head of a batch: its way from drawing up to paid, and its figures."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from desktop.aid.batch import Batch, BatchState
from desktop.base.money import yuan
from ui.aid.facts import BatchFacts
from ui.look import scale
from ui.look.roles import dress
from ui.widgets.figures import Figure, Figures
from ui.widgets.pieces import button, column, label, line, row
from ui.widgets.stepper import Stepper

_FUND = 200  # pixels that a fund's name may take
_STEPS = ("编制", "锁定", "审批", "发放")
_DONE = {BatchState.DRAWN: 1, BatchState.LOCKED: 2, BatchState.APPROVED: 3, BatchState.PAID: 4}


class BatchHead(QFrame):
    """A card across the page.

    Signals:
        fund_asked: number of the fund that the clerk wants to see.
    """

    fund_asked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        dress(self, "card")
        self._fund = 0
        self.stepper = Stepper("进度", _STEPS)
        self.figures = Figures()
        self._void = label(role="pill-bad")
        self._why = label(role="muted", wrap=True)
        self._source = button("", self._ask_fund, role="inline")
        whole = column(scale.WIDE, scale.NEAR, scale.WIDE, scale.NEAR)
        first = row(gap=scale.WIDE)
        first.addWidget(self._void)
        first.addWidget(self.stepper)
        first.addStretch(1)
        first.addWidget(self._figures_with_fund())
        whole.addLayout(first)
        whole.addWidget(self._why)
        self.setLayout(whole)

    def show_facts(self, facts: BatchFacts) -> None:
        """Show how the batch stands."""
        batch, self._fund = facts.batch, facts.fund.id
        void = batch.state is BatchState.VOID
        self.stepper.setVisible(not void)
        self._void.setVisible(void)
        self._void.setText(BatchState.VOID)
        self.stepper.show_done(_DONE.get(batch.state, 0), _notes(batch))
        self._why.setText(f"{'作废' if void else '退回'}原因：{batch.state_reason}" if batch.state_reason else "")
        self._why.setVisible(bool(batch.state_reason) and batch.state in {BatchState.VOID, BatchState.DRAWN})
        shortened = self.fontMetrics().elidedText(facts.fund.name, Qt.TextElideMode.ElideRight, _FUND)
        self._source.setText(shortened)
        self._source.setToolTip(f"资金：{facts.fund.name}（{facts.fund.source}）")
        self.figures.show_figures(_figures(facts))

    def _figures_with_fund(self) -> QWidget:
        made, inside = dress(QWidget(), "clear"), row(gap=scale.FAR)
        inside.addWidget(self.figures)
        inside.addWidget(line(upright=True))
        beside = column(gap=0)
        beside.addWidget(label("资金", "hint"))
        beside.addWidget(self._source)
        inside.addLayout(beside)
        made.setLayout(inside)
        return made

    def _ask_fund(self) -> None:
        self.fund_asked.emit(self._fund)


def _notes(batch: Batch) -> tuple[str, ...]:
    paid = f"{batch.paid_on}" if batch.paid_on else ""
    return f"{batch.decided_on} 决定", "", batch.approved_by or "", paid


def _figures(facts: BatchFacts) -> tuple[Figure, ...]:
    drawn = facts.batch.state is BatchState.DRAWN
    left = Figure("发放后余额" if drawn else "资金余额", yuan(facts.left), "bad" if facts.left < 0 else "")
    return (
        Figure("发放", f"{facts.batch.payees:,} 人"),
        Figure("不发", f"{facts.excluded:,} 人"),
        Figure("合计（元）", yuan(facts.batch.total)),
        left,
    )
