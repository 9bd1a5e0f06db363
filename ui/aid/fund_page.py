"""A fund: what it received, what draws on it, and what is left."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from desktop.base.changes import Change, Noun
from desktop.base.fields import Kind
from desktop.base.listing import Column, Listing, Query
from desktop.base.money import yuan
from ui.aid import asking
from ui.aid.facts import FundFacts, fund_facts, leave_or_tell
from ui.desk import Desk
from ui.forms.dialog import FormDialog
from ui.look import scale
from ui.tables.delegate import Tones
from ui.tables.model import ListModel
from ui.tables.source import MemorySource, Row
from ui.tables.view import TableView
from ui.widgets.elided import Elided
from ui.widgets.figures import Figure, Figures
from ui.widgets.page import PageToLeave
from ui.widgets.pieces import button, card, column, icon_button, label, row

_STATEMENT = Listing(
    noun=Noun.FUNDS,
    columns=(
        Column(name="day", label="日期", kind=Kind.DATE, width=11),
        Column(name="label", label="摘要", width=48),
        Column(name="received", label="到账", kind=Kind.MONEY, width=14),
        Column(name="drawn", label="支出", kind=Kind.MONEY, width=14),
        Column(name="balance", label="余额", kind=Kind.MONEY, width=14),
        Column(name="state", label="批次状态", kind=Kind.CODE, width=10),
    ),
)


class FundPage(PageToLeave):
    """The statement of a fund, line by line with the balance; Enter on a batch opens it, Escape goes back.

    Signals:
        left: the clerk went back, or the fund is no more.
        batch_asked: number of a batch.
    """

    batch_asked = Signal(int)

    def __init__(self, desk: Desk, number: int, tones: Tones | None = None) -> None:
        super().__init__()
        self._desk, self._number = desk, number
        self.facts: FundFacts | None = None
        self._title, self._what = Elided(role="title"), label(role="muted")
        self.figures = Figures()
        self._source = MemorySource(_STATEMENT, [])
        self.model = ListModel(_STATEMENT, self._source, self)
        self.view = TableView(self.model, key="statement", tones=tones, empty="还没有到账，也没有批次")
        self.view.horizontalHeader().setSectionsClickable(False)  # a running balance has one order only
        self.view.horizontalHeader().setStretchLastSection(True)
        self._receive = button("登记到账", self.ask_receipt, icon="plus", role="primary")
        self._receive.setEnabled(False)
        self._assemble()
        desk.changed.connect(self._on_change)
        self.view.opened.connect(self._open)
        self._ask()

    def ask_receipt(self) -> FormDialog | None:
        """Ask for money that came in."""
        fund = self.facts.fund if self.facts else None
        return asking.ask_receipt(self, self._desk, [fund], fund.id) if fund else None

    def _ask(self) -> None:
        gone = partial(leave_or_tell, self.left, self._desk)
        self._desk.ask(partial(fund_facts, self._number), self._show, gone, key=(id(self), "facts"))

    def _show(self, facts: FundFacts) -> None:
        self.facts, fund = facts, facts.fund
        self._title.set_whole(fund.name)
        self._what.setText(
            "　".join(str(part) for part in (fund.source, f"{fund.year} 年度", fund.document_no) if part)
        )
        self._receive.setEnabled(True)
        self.figures.show_figures(
            (
                Figure("到账（元）", yuan(fund.received)),
                Figure("已锁定（元）", yuan(fund.bound)),
                Figure("已发放（元）", yuan(fund.paid)),
                Figure("余额（元）", yuan(fund.balance)),
            )
        )
        self._source.replace(_rows(facts))
        self.model.show(Query(noun=Noun.FUNDS))

    def _open(self, at: int) -> None:
        batch = self.facts.entries[at].batch if self.facts else None
        if batch is not None:
            self.batch_asked.emit(batch)

    def _on_change(self, change: Change, _initiator: object) -> None:
        if Noun.FUNDS in change.nouns or Noun.BATCHES in change.nouns:
            self._ask()

    def _assemble(self) -> None:
        whole = column(scale.WIDE, scale.APART, scale.WIDE, scale.NEAR)
        whole.addLayout(self._top())
        head, inside = card(), row(scale.WIDE, scale.NEAR, scale.WIDE, scale.NEAR)
        inside.addWidget(self.figures)
        inside.addStretch(1)
        head.setLayout(inside)
        whole.addWidget(head)
        whole.addWidget(self.view, 1)
        self.setLayout(whole)

    def _top(self) -> QHBoxLayout:
        made = row()
        made.addWidget(icon_button("back", "返回（Esc）", self.left.emit))
        made.addWidget(self._title)
        made.addWidget(self._what)
        made.addStretch(1)
        made.addWidget(self._receive)
        return made


def _rows(facts: FundFacts) -> list[Row]:
    """The entries as rows; nothing is an empty cell."""
    return [
        (one.day, one.label, one.received or None, one.drawn or None, one.balance, str(one.state) or None)
        for one in facts.entries
    ]
