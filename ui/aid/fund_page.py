"""A fund: what it received, what draws on it, and what is left."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu

from desktop.aid.fund import Fund
from desktop.base.changes import Change, Noun
from desktop.base.fields import Kind
from desktop.base.listing import Column, Listing
from desktop.base.money import yuan
from ui.aid import fund_asking
from ui.aid.facts import FundFacts, fund_facts
from ui.desk import Desk
from ui.forms.dialog import FormDialog
from ui.look import scale
from ui.papers.saving import Saver
from ui.tables.delegate import Tones
from ui.tables.small import SmallTable
from ui.tables.source import Row
from ui.widgets.elided import Elided
from ui.widgets.figures import Figure, Figures
from ui.widgets.page import PageToLeave, leave_or_tell
from ui.widgets.parts import KeyedBar, Part
from ui.widgets.pieces import button, card, column, drop_arguments, icon_button, label, row

_STATEMENT = Listing(
    noun=Noun.FUNDS,
    columns=(
        Column(name="day", label="日期", kind=Kind.DATE, width=11),
        Column(name="label", label="摘要", width=48),
        Column(name="received", label="收入", kind=Kind.MONEY, width=14),
        Column(name="drawn", label="支出", kind=Kind.MONEY, width=14),
        Column(name="balance", label="余额", kind=Kind.MONEY, width=14),
        Column(name="state", label="状态", kind=Kind.CODE, width=10),
    ),
)


class FundPage(PageToLeave):
    """The statement of a fund, line by line with the balance.

    Enter on a batch or a project opens it, on a receipt corrects it; Escape goes back.

    Signals:
        left: the clerk went back, or the fund is no more.
        batch_asked: number of a batch.
        project_asked: number of an incentive project that it paid.
    """

    batch_asked = Signal(int)
    project_asked = Signal(int)

    def __init__(self, desk: Desk, number: int, tones: Tones | None = None, saver: Saver | None = None) -> None:
        super().__init__()
        self._desk, self._number, self._saver = desk, number, saver
        self.facts: FundFacts | None = None
        self._title, self._what = Elided(role="title"), label(role="muted", wrap=True)
        self.figures, self.bar, self.closed = Figures(), KeyedBar(), label(role="said-warn")
        empty = "还没有到账，也没有批次"
        # a running balance has one order only
        self.view = SmallTable(_STATEMENT, sorts=False, key="statement", tones=tones, empty=empty)
        self.model = self.view.listed
        self._receive = button("登记到账", self.ask_receipt, icon="plus", role="primary")
        self._change = button("修改…", self.ask_change, icon="edit")
        self._folded = icon_button("more", "更多")
        self._more = QMenu(self._folded)  # as a first child of the page itself it would break Tab's ring
        self._give = self._fold("上缴…", self.ask_handing_back)
        self._carry = self._fold("结转下年…", self.ask_carrying)
        if saver is not None:
            self._fold("导出流水…", self.export)
        for one in (self._receive, self._change):
            one.setEnabled(False)
        self._assemble()
        self.setFocusProxy(self.view)
        desk.changed.connect(self._on_change)
        self.view.opened.connect(self._open)
        self._ask()

    def ask_receipt(self) -> FormDialog | None:
        """Ask for money that came in."""
        fund = self._fund
        return fund_asking.ask_receipt(self, self._desk, [fund], fund.id) if fund else None

    def ask_change(self) -> FormDialog | None:
        """Ask for other values of the fund."""
        return fund_asking.ask_change(self, self._desk, self._fund) if self._fund else None

    def ask_handing_back(self) -> FormDialog | None:
        """Ask how much of what is left goes back."""
        return fund_asking.ask_handing_back(self, self._desk, self._fund) if self._fund else None

    def ask_carrying(self) -> None:
        """Ask on which day what is left goes into the next year."""
        self._desk.ask(
            lambda office: (office.funds.carrying([self._number]), office.funds.every()),
            lambda found: fund_asking.ask_carrying(self, self._desk, *found),
            key=(id(self), "carrying"),
        )

    def ask_correction(self, receipt: int) -> None:
        """Ask for other values of a receipt, and why; what was carried over is the other fund's too and stays."""
        self._desk.ask(
            lambda office: (office.funds.one(self._number), office.funds.receipt(receipt)),
            lambda found: fund_asking.ask_correction(self, self._desk, *found),
            key=(id(self), "receipt"),
        )

    def export(self) -> None:
        """Save the statement as a sheet."""
        fund = self._fund
        if fund and self._saver:
            self._saver.save(
                lambda office, path, progress: office.fund_sheets.statement(path, fund.id, progress),
                f"{fund.name}流水.xlsx",
            )

    @property
    def _fund(self) -> Fund | None:
        return self.facts.fund if self.facts else None

    def _ask(self) -> None:
        gone = partial(leave_or_tell, self, self._desk)
        self._desk.ask(partial(fund_facts, self._number), self._show, gone, key=(id(self), "facts"))

    def _show(self, facts: FundFacts) -> None:
        self.facts, fund = facts, facts.fund
        self._title.set_whole(fund.name)
        only = f"限{fund.programme}" if fund.programme else None
        said = (fund.source, f"{fund.year} 年度", fund.document_no, only, fund.note)
        self._what.setText("　".join(str(part) for part in said if part))
        for one in (self._receive, self._change):
            one.setEnabled(True)
        for action in (self._give, self._carry):
            action.setEnabled(fund.balance > 0)
        self.figures.show_figures(_figures(fund))
        self.bar.show_parts(parts_of(fund), fund.received - fund.given)
        self.bar.setVisible(fund.received > fund.given)
        self.closed.setText(f"已关账至 {facts.closed}，到这一天为止的账不能再改。" if facts.closed else "")
        self.closed.setVisible(facts.closed is not None)
        self.view.show_rows(_rows(facts))

    def _open(self, at: int) -> None:
        entry = self.facts.entries[at] if self.facts else None
        if entry is not None and entry.batch is not None:
            self.batch_asked.emit(entry.batch)
        elif entry is not None and entry.receipt is not None:
            self.ask_correction(entry.receipt)
        elif entry is not None and entry.project is not None:
            self.project_asked.emit(entry.project)

    def _on_change(self, change: Change, _initiator: object) -> None:
        if Noun.FUNDS in change.nouns or Noun.BATCHES in change.nouns:
            self._ask()

    def _assemble(self) -> None:
        whole = column(scale.WIDE, scale.APART, scale.WIDE, scale.NEAR)
        whole.addLayout(self._top())
        head, inside = card(), column(scale.WIDE, scale.NEAR, scale.WIDE, scale.APART)
        figures = row()
        figures.addWidget(self.figures)
        figures.addStretch(1)
        inside.addWidget(self._what)
        inside.addLayout(figures)
        inside.addWidget(self.bar)
        inside.addWidget(self.closed)
        self.closed.hide()
        head.setLayout(inside)
        whole.addWidget(head)
        whole.addWidget(self.view, 1)
        self.setLayout(whole)

    def _top(self) -> QHBoxLayout:
        made = row()
        made.addWidget(icon_button("back", "返回（Esc）", self.left.emit))
        made.addWidget(self._title)
        made.addStretch(1)
        made.addWidget(self._receive)
        made.addWidget(self._change)
        self._folded.setMenu(self._more)
        made.addWidget(self._folded)
        return made

    def _fold(self, text: str, deed: Callable[[], object]) -> QAction:
        made = self._more.addAction(text)
        made.triggered.connect(drop_arguments(deed))
        return made


def parts_of(fund: Fund) -> tuple[Part, ...]:
    """What became of what a fund has."""
    return (
        Part("已发放", fund.paid, "gone"),
        *((Part("项目拨付", fund.outlays, "out"),) if fund.outlays else ()),
        Part("已锁定", fund.bound, "held"),
        Part("余额", fund.balance, "left"),
    )


def _figures(fund: Fund) -> list[Figure]:
    """The money of a fund; what is nothing and not usual is left out."""
    low = "warn" if fund.received and not fund.balance else ""
    told = [
        Figure("下达（元）", yuan(fund.allotted)) if fund.allotted is not None else None,
        Figure("到账（元）", yuan(fund.received)),
        Figure("结转上缴（元）", yuan(fund.given)) if fund.given else None,
        Figure("已锁定（元）", yuan(fund.bound)),
        Figure("已发放（元）", yuan(fund.paid)),
        Figure("项目拨付（元）", yuan(fund.outlays)) if fund.outlays else None,
        Figure("退回（元）", yuan(fund.returned)) if fund.returned else None,
        Figure("余额（元）", yuan(fund.balance), low),
        Figure("执行率", f"{fund.rate:.1%}") if fund.rate is not None else None,
    ]
    return [one for one in told if one]


def _rows(facts: FundFacts) -> list[Row]:
    """The entries as rows; nothing is an empty cell."""
    return [
        (one.day, one.label, one.received or None, one.drawn or None, one.balance, str(one.state) or None)
        for one in facts.entries
    ]
