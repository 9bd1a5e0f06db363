"""What the bank answered: read from its file or ticked by hand, looked at whole, then entered."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.aid.batch import Batch, Payment
from desktop.aid.sending import Receipt, by_bank
from desktop.base.calendar import today
from desktop.base.changes import Change, Noun, Progress
from desktop.base.errors import KnownError
from desktop.base.fields import Field, Kind, Value
from desktop.base.findings import Finding, refuses
from desktop.base.listing import Column, Listing, Query
from desktop.base.money import short_yuan
from desktop.policy.aid_standards import FailureRule
from ui.aid.amounts_dialog import dropped
from ui.aid.found import told
from ui.aid.fund_asking import mind_closing
from ui.desk import Desk
from ui.forms.dialog import FormDialog
from ui.look import scale
from ui.look.roles import dress
from ui.papers.saving import ask_which
from ui.tables.delegate import Tones
from ui.tables.model import ListModel
from ui.tables.source import MemorySource, Row
from ui.tables.view import TableView
from ui.widgets.chips import ChipRow
from ui.widgets.notes import Note, Notes
from ui.widgets.pieces import Combo, button, column, label, row
from ui.widgets.search import SearchLine

if TYPE_CHECKING:
    import datetime as dt

    from desktop.office.office import Office

PAID, FAILED, UNSAID = "成功", "退回", "回盘里没有"
_KINDS = "银行回盘文件 (*.xlsx *.xls *.csv *.txt)"
_TONES: Tones = {"outcome": {PAID: "good", FAILED: "bad", UNSAID: "warn"}}
_LISTING = Listing(
    noun=Noun.PAYMENTS,
    columns=(
        Column(name="name", label="姓名", kind=Kind.NAME, width=15),
        Column(name="card", label="银行帐号", kind=Kind.CARD, width=20),
        Column(name="amount", label="金额", kind=Kind.MONEY, width=11),
        Column(name="outcome", label="结果", kind=Kind.CODE, width=10),
        Column(name="failure", label="退回原因", width=11),
        Column(name="action", label="下一步", width=20),
    ),
    chips=("outcome",),
)


class ReceiptFacts(NamedTuple):
    """What was sent, and what refusals are called."""

    batch: Batch
    transfers: Sequence[Payment]
    rules: Sequence[FailureRule]


def receipt_facts(number: int, office: "Office") -> ReceiptFacts:
    """What a batch's receipt is about."""
    batch = office.aid.batch(number)
    return ReceiptFacts(batch, by_bank(office.aid.payments(number)), office.standing.on().failures)


class ReceiptDialog(FormDialog):
    """All transfers as paid until a file or the clerk says otherwise; nothing is entered before the verb.

    In the list Del marks the chosen ones as sent back, Ins as paid.
    """

    def __init__(self, parent: QWidget, desk: Desk, facts: ReceiptFacts) -> None:
        self._facts = facts
        self._failures: dict[int, str] = {}
        self._unsaid: frozenset[int] = frozenset()
        self._unfit = False
        self._actions = {rule.reason: rule.action for rule in facts.rules}
        self._source = MemorySource(_LISTING, [])
        self.model = ListModel(_LISTING, self._source)
        self.view = TableView(self.model, key="receipt", tones=_TONES, empty="没有这样的行")
        self.chips, self.search = ChipRow("结果", 3), SearchLine("搜索姓名、帐号", "搜索转账")
        self.said, self.notes, self._file = label(role="figure"), Notes(), label(role="muted")
        self.reason = Combo()
        self._read = button("选择回盘文件…", self.choose, icon="folder")
        self._marks = (button("标为退回", self.mark_failed), button("标为成功", self.mark_paid))
        sent = facts.batch.sent_on or facts.batch.decided_on
        super().__init__(
            parent,
            desk,
            "登记回执",
            (Field(label="到账日期", kind=Kind.DATE, name="day", needed=True),),
            self._enter,
            values={"day": max(today(), sent)},
            text=f"“{facts.batch.title}”送银行 {len(facts.transfers):,} 笔。读入银行的回盘文件，或者在下面标出退回的。",
        )
        self.resize(920, 620)
        self.setAcceptDrops(True)
        self._bind()
        self._show()
        mind_closing(self, desk, "day")

    def open(self) -> None:
        """Show it; what comes first is the bank's file."""
        super().open()
        self._read.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose(self) -> None:
        """Ask for the bank's file and read it."""
        path = ask_which(self, "选择回盘文件", _KINDS)
        if path is not None:
            self.read(path)

    def read(self, path: Path) -> None:
        """Read the bank's file; what was marked by hand gives way to it."""
        if self._job is not None:
            return
        self._read.setEnabled(False)
        work = partial(_receipt, self._facts.batch.id, path)
        self._long(work, f"正在读取 {path.name}", partial(self._take, path), partial(self._on_unread, path))

    def mark_failed(self) -> None:
        """The chosen transfers came back, for the reason that stands there."""
        if self.view.chosen():
            self._mark(dict.fromkeys(self.view.chosen(), self.reason.currentText()), ())

    def mark_paid(self) -> None:
        """The chosen transfers are paid."""
        self._mark({}, self.view.chosen())

    @property
    def failures(self) -> Mapping[int, str]:
        """What came back, and why."""
        return self._failures

    def _mark(self, failed: Mapping[int, str], paid: Sequence[int]) -> None:
        self._failures |= failed
        for one in paid:
            self._failures.pop(one, None)
        self._unsaid -= {*failed, *paid}
        self._show()

    def _on_over(self) -> None:
        super()._on_over()
        self._read.setEnabled(True)
        self._read.setFocus(Qt.FocusReason.OtherFocusReason)  # it lost it while it was disabled
        self.verb.setEnabled(not self._unfit)

    def _take(self, path: Path, found: Receipt) -> None:
        self._file.setText(path.name)
        self._failures = dict(found.failures)
        self._unsaid = frozenset(one.id for one in found.unsaid) if found.paid else frozenset()
        self._show_findings(found.findings)
        self._show()
        if self._failures:
            self._on_chip(FAILED)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Go on without a file: all are paid until the clerk marks them otherwise."""
        self._failures, self._unsaid = {}, frozenset()
        self._file.setText("")
        self._show_findings(())
        self._on_chip("")
        self._show()

    def _show_findings(self, findings: Sequence[Finding]) -> None:
        """Say what is wrong with the file; where it can't be trusted, nothing can be entered by it."""
        notes, bad = told(findings), refuses(findings)
        self._unfit = bad
        if bad:
            notes.append(
                Note("改好文件后重新选择，或者不用文件，自己标出退回的。", action="不用这个文件", deed=self.forget)
            )
        self.notes.show_notes("回盘文件不能用：" if bad else "回盘文件里：", notes)
        self._say("")
        self.verb.setEnabled(not bad)

    def _on_unread(self, path: Path, error: KnownError) -> None:
        self._file.setText(f"没有读入 {path.name}")
        self._say(error.sentence)

    def _show(self) -> None:
        found = self._facts.transfers
        self._source.replace([self._row(one) for one in found], [one.id for one in found])
        self.model.refresh()
        self.chips.show_counts(self._source.counts("outcome"), self.model.query.chips.get("outcome", ""))
        self.said.setText(self._sentence())

    def _sentence(self) -> str:
        back = [one for one in self._facts.transfers if one.id in self._failures]
        paid = len(self._facts.transfers) - len(back)
        said = f"成功 {paid:,} 笔，退回 {len(back):,} 笔"
        if not back:
            return said
        kinds = "，".join(f"{reason} {count}" for reason, count in Counter(self._failures.values()).most_common())
        return f"{said} {short_yuan(sum(one.amount for one in back))} 元：{kinds}"

    def _row(self, one: Payment) -> Row:
        failure = self._failures.get(one.id, "")
        outcome = FAILED if failure else UNSAID if one.id in self._unsaid else PAID
        return (one.name, one.card, one.cash, outcome, failure, self._actions.get(failure, ""))

    def _body(self) -> QWidget:
        made, inside = dress(QWidget(), "clear"), column(gap=scale.NEAR)
        top = row(gap=scale.NEAR)
        top.addWidget(self._read)
        top.addWidget(self._file, 1)
        inside.addLayout(top)
        inside.addWidget(self.said)
        inside.addWidget(self.notes)
        inside.addLayout(self._filters())
        inside.addWidget(self.view, 1)
        inside.addWidget(self.form)
        made.setLayout(inside)
        return made

    def _filters(self) -> QHBoxLayout:
        made = row(gap=scale.NEAR)
        self.search.setMaximumWidth(220)
        self.reason.setAccessibleName("退回原因")
        self.reason.addItems([rule.reason for rule in self._facts.rules])
        made.addWidget(self.search, 1)
        made.addWidget(self.chips)
        made.addStretch(1)
        made.addWidget(label("原因", "hint"))
        made.addWidget(self.reason)
        for one, key in zip(self._marks, ("Del", "Ins"), strict=True):
            one.setAutoDefault(False)
            one.setEnabled(False)
            one.setToolTip(f"{one.text()}（{key}）")
            made.addWidget(one)
        self._read.setAutoDefault(False)
        return made

    def _bind(self) -> None:
        self.view.horizontalHeader().setStretchLastSection(True)
        self.chips.chosen.connect(self._on_chip)
        self.search.searched.connect(lambda text: self._narrow(text=text))
        self.view.selection_changed.connect(self._on_selection)
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for key, deed in (("Del", self.mark_failed), ("Ins", self.mark_paid)):
            QShortcut(QKeySequence(key), self.view, context=within).activated.connect(deed)

    def _on_selection(self, chosen: Sequence[int]) -> None:
        for one in self._marks:
            one.setEnabled(bool(chosen))

    def _on_chip(self, value: str) -> None:
        self._narrow(chips={"outcome": value} if value else {})
        self.chips.show_counts(self._source.counts("outcome"), value)

    def _narrow(self, **values: object) -> None:
        query: Query = replace(self.model.query, **values)  # type: ignore[arg-type]
        self.model.show(query)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a bank's file."""
        if dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read it."""
        event.acceptProposedAction()
        if (path := dropped(event)) is not None:
            self.read(path)

    def _enter(self, office: "Office", values: dict[str, Value]) -> Change:
        return office.paying.receipt(self._facts.batch.id, cast("dt.date", values["day"]), self._failures)


def _receipt(batch: int, path: Path, office: "Office", progress: Progress) -> Receipt:
    return office.paying.read_return(batch, path, progress)
