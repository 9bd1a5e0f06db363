"""A batch: how it stands, its payees, and what can be done with it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.aid.batch import BatchState
from desktop.base.changes import Noun
from desktop.base.findings import Finding, refuses
from desktop.base.listing import Column, Listing, Query
from ui.aid import fund_asking
from ui.aid.amounts_dialog import dropped
from ui.aid.batch_head import BatchHead
from ui.aid.batch_steps import BatchSteps
from ui.aid.facts import (
    BatchFacts,
    Gathered,
    LineFacts,
    Troubles,
    batch_facts,
    gathered,
    line_facts,
    troubles,
)
from ui.aid.line_deeds import LineDeeds
from ui.aid.line_panel import LinePanel
from ui.aid.sources import Picked
from ui.aid.step_bar import StepBar
from ui.desk import Desk
from ui.forms.dialog import FormDialog
from ui.papers.outlets import Outlets
from ui.tables.delegate import Tones
from ui.tables.lines_page import LinesPage
from ui.tables.page import ListPage
from ui.widgets.notes import Note, Notes
from ui.widgets.pieces import icon_button, row

if TYPE_CHECKING:
    from pathlib import Path


_SHOWN = {"name": 15, "resident_id": 18, "category": 10, "due": 11, "means": 9, "given": 7, "why": 30}
"""The columns that are shown at first, with their widths in characters; the last takes the room that is left."""
_TONES: Tones = {"given": {"停发": "warn", "退回": "bad", "已收回": "warn"}}
_BACK = "退回待处理"
"""What the list calls lines whose money came back and is neither paid anew nor settled."""


class BatchPage(LinesPage):
    """Everything about one batch; it asks for it itself and follows every change.

    Del takes the chosen payees out, Ins puts them back, F2 changes the amount, Shift+Del stops the payment, Enter opens
    the payee's panel, Ctrl+Enter takes the batch its next step, Escape closes the panel and then the page. A sheet of
    amounts can be dropped on a batch that is being drawn up, the bank's answer on one that was sent.

    Signals:
        left: the clerk went back, or the batch is no more.
        fund_asked, batch_asked, activity_asked, request_asked: number of what the clerk wants to see.
        case_asked: number of a household.
    """

    OF = Noun.BATCHES
    NOUNS = frozenset({Noun.BATCHES, Noun.PAYMENTS, Noun.FUNDS})
    fund_asked = Signal(int)
    batch_asked = Signal(int)
    activity_asked = Signal(int)
    request_asked = Signal(int)
    case_asked = Signal(int)

    def __init__(
        self,
        desk: Desk,
        payments: Listing,
        number: int,
        outlets: Outlets | None = None,
        picked: Callable[[], Picked] = Picked,
    ) -> None:
        lines = ListPage(
            desk,
            _narrowed(payments),
            measure="人",
            placeholder="搜索姓名、身份证号、单位",
            faint="excluded",
            tones=_TONES,
            empty="名单里没有人",
            scope={"batch": str(number)},
            chips=("given", "means", "category"),
            key="batch-payments",
        )
        super().__init__(desk, number, lines, line_facts, outlets)
        self.facts: BatchFacts | None = None
        self._wanted: int | None = None
        self.head, self.notes = BatchHead(), Notes()
        self.steps = BatchSteps(self, desk, self._outlets.saver, picked)
        self.bar, self.lines = StepBar(self.take_step), LineDeeds(desk, self.list)
        self.assemble(self._top(), self.head, self.notes)
        self._bind()
        self.ask()

    def take_step(self, name: str) -> FormDialog | None:
        """Do that step of ``steps.STEPS``, or ask for what it needs, where it is possible now."""
        return self.steps.take(name) if name in self.bar.offered() else None

    def take_next_step(self) -> FormDialog | None:
        """Do the step forward, if there is one."""
        return self.take_step(self.bar.next.name) if self.bar.next else None

    def go_to_line(self, record: int) -> None:
        """Show a line; what narrows the list gives way where it hides that line."""
        if record in self.list.model.ids:
            self._wanted = None
            self.list.view.go_to(record)
            self.list.view.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._wanted != record:
            self._wanted = record
            self.list.show_query(Query(noun=Noun.PAYMENTS))

    def export(self) -> None:
        """The list as it is shown, as a sheet."""
        if self.facts is not None:
            self.save_lines(f"{self.facts.batch.title} 发放明细")

    # What is shown

    def ask(self) -> None:
        """Ask how the batch stands, and what is wrong with it."""
        self.ask_about(batch_facts, self._show, "facts")
        self.ask_about(troubles, self._show_troubles, "troubles")

    def _show(self, facts: BatchFacts) -> None:
        self.facts = self.steps.facts = facts
        self.title.set_whole(facts.batch.title)
        self.head.show_facts(facts)
        self._offer()

    def _show_troubles(self, found: Troubles) -> None:
        self._show_findings(found.findings)
        if found.broken is not None:
            self._show_broken(found.broken.name)
        elif self.facts is not None and self.facts.batch.unsettled:
            self._show_returns(self.facts)

    def _show_findings(self, findings: Sequence[Finding], *, tried: bool = False) -> None:
        bad = refuses(findings)
        heading = "没有办成，先处理下面的问题：" if tried and bad else "锁定前要处理：" if bad else "锁定前请留意："
        self.notes.show_notes(heading, [self._note(one) for one in gathered(findings)])

    def _note(self, found: Gathered) -> Note:
        one = found.finding
        cures: dict[str, tuple[str, Callable[[], object]]] = {
            "fund_short": ("登记到账…", self._ask_receipt),
            "upper_no": ("填文号…", partial(self.take_step, "upper")),
            "card_changed": ("从档案刷新", partial(self.take_step, "refresh")),
        }
        if one.code in cures:
            action, deed = cures[one.code]
            return Note(one.message, bad=one.refuses, action=action, deed=deed)
        if found.records:
            many = len(found.records) > 1
            return Note(
                one.message,
                bad=one.refuses,
                action="下一处" if many else "看这一行",
                deed=partial(self._go_on, found.records),
            )
        return Note(one.message, bad=one.refuses)

    def _go_on(self, records: Sequence[int]) -> None:
        """To the one after the current one, and from the last to the first."""
        current = self.list.view.current()
        at = records.index(current) + 1 if current in records else 0
        self.go_to_line(records[at % len(records)])

    def _show_broken(self, name: str) -> None:
        text = f"“{name}”的记录与锁定时不一致，名单可能被改动过。请不要发放，从备份恢复并报告主管。"
        self.notes.show_notes("名单与锁定时不符：", [Note(text)])

    def _show_returns(self, facts: BatchFacts) -> None:
        rest = (facts.batch.unsettled or 0) - facts.repayable
        said = [f"{facts.repayable} 笔可以补发"] if facts.repayable else []
        said += [f"{rest} 笔按退回原因不补发，请用“不再补发”写明怎样处理"] if rest else []
        note = Note(f"{'；'.join(said)}。", bad=False, action="只看这些", deed=self._narrow_to_returns)
        self.notes.show_notes(f"{facts.batch.unsettled} 笔退回待处理：", [note])

    def _narrow_to_returns(self) -> None:
        self.list.show_query(Query(noun=Noun.PAYMENTS, chips={"returns": _BACK}))

    def line_panel(self, facts: LineFacts) -> tuple[QWidget, str]:
        """What a payee gets, and why."""
        panel = LinePanel(facts, revealed=self.list.model.revealed)
        panel.case_asked.connect(partial(self.case_asked.emit, facts.payment.household))
        panel.request_asked.connect(self.request_asked)
        panel.activity_asked.connect(self.activity_asked)
        panel.batch_asked.connect(self.batch_asked)
        panel.amount_asked.connect(partial(self.lines.change_amount, facts.payment.id))
        return panel, facts.payment.name

    # What is done

    def _ask_receipt(self) -> None:
        if self.facts is not None:
            fund = self.facts.fund
            fund_asking.ask_receipt(self, self._desk, [fund], fund.id, max(0, -self.facts.left) or None)

    # What can be done

    def _offer(self) -> None:
        busy = self.steps.busy
        if self.facts is not None:
            self.bar.show_facts(self.facts, busy=busy)
        self.lines.show_state(self.facts.batch.state if self.facts and not busy else None)

    def _top(self) -> QHBoxLayout:
        made = row()
        made.addWidget(icon_button("back", "返回（Esc）", self.left.emit))
        made.addWidget(self.title, 1)
        made.addWidget(self.print_menu("导出明细…", self.export))
        made.addWidget(self.bar)
        return made

    def _bind(self) -> None:
        self.setAcceptDrops(True)
        self.list.view.horizontalHeader().setStretchLastSection(True)
        self.head.fund_asked.connect(self.fund_asked)
        self.head.batch_asked.connect(self.batch_asked)
        self.steps.turned.connect(self._offer)
        self.steps.refused.connect(partial(self._show_findings, tried=True))
        self.steps.drawn.connect(self.batch_asked)
        self.list.model.shown.connect(self._on_shown)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            made = QShortcut(QKeySequence(key), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.setAutoRepeat(False)  # who holds the keys that closed a dialog doesn't take the step after it
            made.activated.connect(self.take_next_step)

    def _on_shown(self) -> None:
        if self._wanted is not None and self._wanted in self.list.model.ids:
            self.go_to_line(self._wanted)

    def _taker(self, event: QDropEvent) -> Callable[[], object] | None:
        """What looks at the file that is being dropped; None where the batch has no use for it."""
        path = dropped(event)
        takers: dict[BatchState, Callable[[Path], object]] = {
            BatchState.DRAWN: self.steps.enter_amounts,
            BatchState.SENT: self.steps.read_return,
        }
        taker = takers.get(self.facts.batch.state) if self.facts is not None else None
        return partial(taker, path) if taker and path else None

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a sheet of amounts or the bank's answer; anything else is left to the window."""
        if self._taker(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Look at it."""
        event.acceptProposedAction()
        if (taker := self._taker(event)) is not None:
            taker()


def _narrowed(listing: Listing) -> Listing:
    """The list of payments with the columns that a batch's page shows at first."""
    return replace(listing, columns=tuple(_shown(column) for column in listing.columns))


def _shown(column: Column) -> Column:
    return replace(column, shown=column.name in _SHOWN, width=_SHOWN.get(column.name, column.width))
