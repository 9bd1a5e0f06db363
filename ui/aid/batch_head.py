"""The head of a batch: its way from drawing up to paid, and its figures."""

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from desktop.aid.batch import BatchState
from desktop.base.money import yuan
from ui.aid.facts import BatchFacts
from ui.aid.steps import done, notes, way
from ui.look import scale
from ui.look.roles import dress
from ui.widgets.figures import Figure, Figures
from ui.widgets.pieces import button, column, label, line, row
from ui.widgets.stepper import Stepper

_FUND = 200  # pixels that a fund's name may take
_USUAL = ("编制", "锁定", "审批", "送银行", "回执", "完结")


class BatchHead(QFrame):
    """A card across the page.

    Signals:
        fund_asked: number of the fund that the clerk wants to see.
        batch_asked: number of the batch whose returned money this one pays anew.
    """

    fund_asked = Signal(int)
    batch_asked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        dress(self, "card")
        self._fund = self._repays = 0
        self.stepper = Stepper("进度", _USUAL)
        self.figures = Figures()
        self._void = label(role="pill-bad")
        self._why = label(role="muted", wrap=True)
        self._source = button("", self._ask_fund, role="inline")
        self._origin = button("", lambda: self.batch_asked.emit(self._repays), role="inline")
        whole = column(scale.WIDE, scale.NEAR, scale.WIDE, scale.NEAR)
        first = row(gap=scale.NEAR)
        first.addWidget(self._void)
        first.addWidget(self.stepper)
        first.addStretch(1)
        whole.addLayout(first)
        whole.addWidget(self._figures_with_fund())
        about = row(gap=scale.NEAR)
        about.addWidget(self._origin)
        about.addWidget(self._why, 1)
        whole.addLayout(about)
        self.setLayout(whole)

    def show_facts(self, facts: BatchFacts) -> None:
        """Show how the batch stands."""
        batch, self._fund, self._repays = facts.batch, facts.fund.id, facts.batch.repays or 0
        void, steps = batch.state is BatchState.VOID, way(batch, facts.transfers)
        self.stepper.setVisible(not void)
        self._void.setVisible(void)
        self._void.setText(BatchState.VOID)
        self.stepper.show_steps(steps, done(batch, steps), notes(batch, steps))
        self._origin.setText(f"补发自“{facts.origin}”")
        self._origin.setVisible(bool(facts.origin))
        self._why.setText("　".join(_about(facts)))
        self._why.setVisible(bool(self._why.text()))
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


def _about(facts: BatchFacts) -> Iterator[str]:
    """What else there is to say of a batch."""
    batch = facts.batch
    told = batch.state in {BatchState.VOID, BatchState.DRAWN} or batch.sent_times
    if batch.state_reason and batch.state in _REASONS and told:
        yield f"{_REASONS[batch.state]}原因：{batch.state_reason}"
    if facts.activity:
        yield f"活动：{facts.activity}"
    if batch.upper_no:
        yield f"上级批复：{batch.upper_no}"
    if batch.sent_times:
        yield f"送盘 {batch.sent_times} 次：{batch.template}"
    if batch.voucher:
        yield f"凭证号 {batch.voucher}"


_REASONS = {BatchState.VOID: "作废", BatchState.DRAWN: "退回", BatchState.APPROVED: "撤回", BatchState.SENT: "再次送盘"}


def _figures(facts: BatchFacts) -> tuple[Figure, ...]:
    batch, drawn = facts.batch, facts.batch.state is BatchState.DRAWN
    back = (Figure("退回（元）", yuan(batch.returned)),) if batch.returned else ()
    waiting = (Figure("退回待处理", f"{batch.unsettled:,} 人", "bad"),) if batch.unsettled else ()
    stopped = (Figure("停发", f"{facts.stopped:,} 人"),) if facts.stopped else ()
    return (
        Figure("发放", f"{batch.payees:,} 人"),
        Figure("不发", f"{facts.excluded:,} 人"),
        *stopped,
        Figure("银行转账", f"{facts.transfers:,} 人"),
        Figure("合计（元）", yuan(batch.total)),
        *back,
        *waiting,
        Figure("发放后余额" if drawn else "资金余额", yuan(facts.left), "bad" if facts.left < 0 else ""),
    )
