"""The two tables of a project's page: its instalments, and what it spent."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from desktop.base.changes import Noun
from desktop.base.fields import Kind
from desktop.base.listing import Column, Listing
from desktop.pilots.incentive_statement import IncentiveStatement
from ui.look import scale
from ui.look.tones import QUIET
from ui.tables.small import SmallTable
from ui.tables.source import Row
from ui.widgets.pieces import button, column, row, section_heading

VOID, UNPROVED, PAID = "已作废", "缺票据", "已拨付"
_TONES = {"state": {VOID: "bad", UNPROVED: "warn", PAID: QUIET}}

_INSTALMENTS = Listing(
    noun=Noun.INCENTIVES,
    columns=(
        Column(name="day", label="拨付日期", kind=Kind.DATE, width=10),
        Column(name="amount", label="拨付金额", kind=Kind.MONEY, width=11),
        Column(name="source", label="资金", width=21),
        Column(name="invoice_no", label="票据号", width=10),
        Column(name="state", label="情况", kind=Kind.CODE, width=8),
        Column(name="note", label="备注", width=8),
    ),
)
_SPENDINGS = Listing(
    noun=Noun.INCENTIVES,
    columns=(
        Column(name="day", label="支出日期", kind=Kind.DATE, width=10),
        Column(name="item", label="支出事项", width=14),
        Column(name="amount", label="支出金额", kind=Kind.MONEY, width=11),
        Column(name="invoice_no", label="发票号", width=10),
        Column(name="note", label="备注", width=8),
    ),
)


class MoneyTable(QWidget):
    """One of the tables, with what is done in it: its button adds a line, Enter changes one, Del takes one away.

    Signals:
        asked: number of the line to change.
        dropped: number of the line to take away.
    """

    asked = Signal(int)
    dropped = Signal(int)

    def __init__(self, listing: Listing, heading: str, key: str, empty: str) -> None:
        super().__init__()
        self.view = SmallTable(listing, sorts=False, key=key, tones=_TONES, empty=empty)  # what was paid has one order
        self.model = self.view.listed
        self.view.setAccessibleName(heading)
        self.head = row()
        self.head.addStrut(scale.CONTROL)  # so that the two tables begin at one height
        self.head.addWidget(section_heading(heading))
        self.head.addStretch(1)
        whole = column()
        whole.addLayout(self.head)
        whole.addWidget(self.view, 1)
        self.setLayout(whole)
        self.view.opened.connect(self.asked)
        drop = QShortcut(QKeySequence("Del"), self.view, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        drop.activated.connect(self._drop)
        self.setFocusProxy(self.view)

    def show_rows(self, rows: list[Row], ids: list[int]) -> None:
        """Show these lines."""
        self.view.show_rows(rows, ids)

    def _drop(self) -> None:
        current = self.view.current()
        if current is not None:
            self.dropped.emit(current)


class Instalments(MoneyTable):
    """What was paid. Void lines stay.

    Signals:
        fund_asked: number of the instalment whose fund the clerk wants to see.
    """

    fund_asked = Signal(int)

    def __init__(self) -> None:
        super().__init__(_INSTALMENTS, "拨付", "instalments", "还没有拨付。立项后点“登记拨付…”。")
        self._funded: frozenset[int] = frozenset()
        self.fund = button("看资金流水", self._ask_fund, role="link")
        self.fund.setEnabled(False)
        self.head.addWidget(self.fund)
        self.view.selection_changed.connect(self._follow)

    def show_statement(self, found: IncentiveStatement) -> None:
        """Show the instalments of a project."""
        self._funded = frozenset(one.id for one in found.instalments if one.fund is not None)
        rows: list[Row] = []
        for one in found.instalments:
            state = VOID if one.void_reason else PAID if one.invoice_no else UNPROVED
            said = "；".join(filter(None, (one.void_reason, one.note)))
            rows.append((one.day, one.amount, found.source(one), one.invoice_no, state, said or None))
        self.show_rows(rows, [one.id for one in found.instalments])
        self._follow()

    def _follow(self, _: object = None) -> None:
        self.fund.setEnabled(self.view.current() in self._funded)

    def _ask_fund(self) -> None:
        current = self.view.current()
        if current in self._funded:
            self.fund_asked.emit(current)


class Spendings(MoneyTable):
    """What the project spent."""

    def __init__(self) -> None:
        super().__init__(_SPENDINGS, "支出", "spendings", "还没有支出记录。立项后点“登记支出…”。")

    def show_statement(self, found: IncentiveStatement) -> None:
        """Show what a project spent."""
        rows: list[Row] = [(one.day, one.item, one.amount, one.invoice_no, one.note) for one in found.spendings]
        self.show_rows(rows, [one.id for one in found.spendings])
