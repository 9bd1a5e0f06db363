"""One payee of a batch: the amount, how it came about, how it is paid, and what the year's batches say of him."""

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QWidget

from desktop.aid.batch import PAID_STATES, Payment
from desktop.base.identity import mask_id
from desktop.base.money import short_yuan, yuan
from desktop.office.aid import Received
from ui.aid.facts import LineFacts
from ui.cases.lines import facts as facts_grid
from ui.look import scale
from ui.look.roles import dress
from ui.widgets.pieces import button, column, label, line, row


class LinePanel(QWidget):
    """What stands in the side panel of a batch.

    Signals:
        case_asked: the clerk wants to see the payee's file.
        request_asked: number of the application that it pays.
        activity_asked: number of the activity of whose recipient it is.
        batch_asked: number of a batch of the year.
        amount_asked: the clerk wants to change the amount.
    """

    case_asked = Signal()
    request_asked = Signal(int)
    activity_asked = Signal(int)
    batch_asked = Signal(int)
    amount_asked = Signal()

    def __init__(self, facts: LineFacts, *, revealed: bool) -> None:
        super().__init__()
        dress(self, "clear")
        self._whole = column(scale.WIDE, scale.TIGHT, scale.WIDE, scale.WIDE)
        self._add_head(facts, revealed=revealed)
        self._add_fate(facts.payment)
        self._add_reason(facts.payment)
        self._add_facts(facts, revealed=revealed)
        self._whole.addWidget(line())
        self._add_year(facts)
        self._whole.addStretch(1)
        self.setLayout(self._whole)

    def texts(self) -> list[str]:
        """Everything that stands there, in its order."""
        return [one.text() for one in self._labels()]

    def _labels(self) -> list[QLabel]:
        return list(self.findChildren(QLabel))

    def _add_head(self, facts: LineFacts, *, revealed: bool) -> None:
        one = facts.payment
        said = one.resident_id or ""
        number = said if revealed else mask_id(said)
        amount = one.amount if one.live else 0
        head = column(gap=scale.TIGHT)
        head.addWidget(label(f"{yuan(amount)} 元", "title"))
        for text in (f"{one.category}　{number}", one.place or "", _bank(one, revealed=revealed)):
            if text:
                head.addWidget(label(text, "muted", wrap=True))
        head.addLayout(self._links(facts))
        self._whole.addLayout(head)

    def _links(self, facts: LineFacts) -> QHBoxLayout:
        one, made = facts.payment, row(gap=scale.APART)
        links = (
            ("打开档案", self.case_asked.emit, one.household),
            ("打开申请", lambda: self.request_asked.emit(one.request), one.request),
            ("打开活动", lambda: self.activity_asked.emit(facts.visit_of), facts.visit_of),
            ("调整金额", self.amount_asked.emit, facts.limits is not None and one.live),
        )
        for text, deed, there in links:
            if there:
                made.addWidget(button(text, deed, role="inline"))
        made.addStretch(1)
        return made

    def _add_fate(self, one: Payment) -> None:
        """Why the payee hasn't the money."""
        back = f"{one.outcome_on} {one.failure or one.settled or ''}".strip() if one.outcome else None
        for heading, text in (("不发原因", one.excluded), ("停发原因", one.withheld), (str(one.outcome), back)):
            if text is not None:
                self._whole.addWidget(label(heading, "hint"))
                self._whole.addWidget(label(text, "said-bad", wrap=True))

    def _add_reason(self, one: Payment) -> None:
        if one.reason != one.excluded:
            self._whole.addWidget(label("金额依据", "hint"))
            self._whole.addWidget(label("\n".join(f"· {step}" for step in one.reason.split("；")), wrap=True))
        if one.override:
            self._whole.addWidget(label("超上限发放", "hint"))
            by = f"{one.override_by}批准：" if one.override_by else ""
            self._whole.addWidget(label(f"{by}{one.override}", "said-warn", wrap=True))

    def _add_facts(self, facts: LineFacts, *, revealed: bool) -> None:
        self._whole.addWidget(facts_grid([*_limits(facts), *_means(facts.payment, revealed=revealed)]))
        for one in facts.limits.conflicts if facts.limits else ():
            self._whole.addWidget(label(one.sentence, "said-bad" if one.refuses else "said-warn", wrap=True))

    def _add_year(self, facts: LineFacts) -> None:
        total = sum(one.amount for one in facts.received if one.excluded is None)
        self._whole.addLayout(_pair(f"{facts.year} 年度", f"合计 {short_yuan(total)} 元"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(scale.NEAR)
        grid.setVerticalSpacing(scale.TIGHT)
        grid.setColumnStretch(1, 1)
        for at, one in enumerate(facts.received):
            grid.addWidget(label(f"{one.day:%m-%d}", "muted"), at, 0)
            grid.addWidget(self._programme(one, here=one.batch == facts.payment.batch), at, 1)
            outcome = label(_outcome(one), "muted" if one.excluded is not None else "")
            grid.addWidget(outcome, at, 2, Qt.AlignmentFlag.AlignRight)
        self._whole.addLayout(grid)

    def _programme(self, one: Received, *, here: bool) -> QWidget:
        """What it was, which leads to its batch if that is another."""
        if here:
            return label(f"{one.programme}（本批）", wrap=True)
        made = button(one.programme, lambda: self.batch_asked.emit(one.batch), role="inline")
        made.setToolTip(one.title)
        return made


def _limits(facts: LineFacts) -> Iterator[tuple[str, str]]:
    """What the rule gave and could give, as it stands or, while it can be changed, as it is now."""
    one, now = facts.payment, facts.limits
    standard = one.standard if now is None else now.standard
    most = one.ceiling if now is None else now.ceiling
    if standard is not None:
        yield "标准", f"{short_yuan(standard)} 元"
    if most is not None:
        yield "上限", f"{short_yuan(most)} 元"
    if now is not None and now.left is not None:
        yield "本年还可发", f"{short_yuan(now.left)} 元"


def _means(one: Payment, *, revealed: bool) -> Iterator[tuple[str, str]]:
    """For whom it is, how it is paid, and who signed for it."""
    if one.beneficiary:
        number = one.beneficiary_id or ""
        yield "受益人", f"{one.beneficiary} {number if revealed else mask_id(number)}".strip()
    yield "发放方式", str(one.paid_by)
    if one.goods:
        yield "慰问品", f"{one.goods_note or ''} 折价 {short_yuan(one.goods)} 元".strip()
    if one.proxy:
        number = one.proxy_id or ""
        yield "代领", f"{one.proxy} {number if revealed else mask_id(number)}".strip()
    elif one.signed_by:
        yield "签收", one.signed_by
    if one.settled and one.failure:
        yield "处理", one.settled


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
    if one.fate is not None:
        return one.fate
    return short_yuan(one.amount) + ("" if one.state in PAID_STATES else f"（{one.state}）")
