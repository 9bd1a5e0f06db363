"""A batch: how it stands, its payees, and what can be done with it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton

from desktop.aid.batch import BatchState
from desktop.base.changes import Change, Noun, Progress
from desktop.base.errors import KnownError, NotFoundError
from desktop.base.findings import Finding, refuses
from desktop.base.listing import Column, Listing, Query
from desktop.office.catalogue import PAPERS
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
    leave_or_tell,
    line_facts,
    troubles,
)
from ui.aid.line_deeds import LineDeeds
from ui.aid.line_panel import LinePanel
from ui.aid.sources import Picked
from ui.aid.step_bar import StepBar
from ui.desk import Desk
from ui.forms.dialog import FormDialog
from ui.look import icons, scale
from ui.papers.preview import Show
from ui.papers.saving import Saver, dated
from ui.tables.delegate import Tones
from ui.tables.follower import PanelFollower
from ui.tables.page import ListPage
from ui.widgets.elided import Elided
from ui.widgets.notes import Note, Notes
from ui.widgets.page import Page
from ui.widgets.pieces import button, column, icon_button, row

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.office.office import Office
    from desktop.office.printouts import Printout

_SHOWN = {"name": 15, "resident_id": 18, "category": 10, "due": 11, "means": 9, "given": 7, "why": 30}
"""The columns that are shown at first, with their widths in characters; the last takes the room that is left."""
_TONES: Tones = {"given": {"停发": "warn", "退回": "bad", "已收回": "warn"}}
_NOUNS = frozenset({Noun.BATCHES, Noun.PAYMENTS, Noun.FUNDS})
_BACK = "退回待处理"
"""What the list calls lines whose money came back and is neither paid anew nor settled."""


@dataclass(frozen=True, slots=True)
class Outlets:
    """Where papers and sheets go: both are what ``ui.papers`` offers; without them nothing of the kind is offered."""

    show: Show | None = None
    saver: Saver | None = None


class BatchPage(Page):
    """Everything about one batch; it asks for it itself and follows every change.

    Del takes the chosen payees out, Ins puts them back, F2 changes the amount, Shift+Del stops the payment, Enter opens
    the payee's panel, Ctrl+Enter takes the batch its next step, Escape closes the panel and then the page. A sheet of
    amounts can be dropped on a batch that is being drawn up, the bank's answer on one that was sent.

    Signals:
        left: the clerk went back, or the batch is no more.
        fund_asked, batch_asked, activity_asked, request_asked: number of what the clerk wants to see.
        case_asked: number of a household.
    """

    left = Signal()
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
        super().__init__()
        self._desk, self._number, self._outlets = desk, number, outlets or Outlets()
        self.facts: BatchFacts | None = None
        self._wanted: int | None = None
        self._title = Elided(role="title")
        self.head, self.notes = BatchHead(), Notes()
        self.list = ListPage(
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
        self.follower = PanelFollower(self.list, self._ask_line)
        self.steps = BatchSteps(self, desk, self._outlets.saver, picked)
        self.bar, self.lines = StepBar(self.take_step), LineDeeds(desk, self.list)
        self._assemble()
        self.setFocusProxy(self.list)
        self._bind()
        self._ask()

    @property
    def number(self) -> int:
        """The batch."""
        return self._number

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
        if self._outlets.saver is not None and self.facts is not None:
            self._outlets.saver.save(self._write, dated(f"{self.facts.batch.title} 发放明细", ".xlsx"))

    def preview(self, name: str) -> None:
        """Show a paper of the batch."""
        if self._outlets.show is not None:
            self._outlets.show(partial(_paper, name, self._number))

    # What is shown

    def _ask(self) -> None:
        gone = partial(leave_or_tell, self, self._desk)
        self._desk.ask(partial(batch_facts, self._number), self._show, gone, key=(id(self), "facts"))
        self._desk.ask(partial(troubles, self._number), self._show_troubles, gone, key=(id(self), "troubles"))

    def _show(self, facts: BatchFacts) -> None:
        self.facts = self.steps.facts = facts
        self._title.set_whole(facts.batch.title)
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

    def _ask_line(self, number: int) -> None:
        self._desk.ask(partial(line_facts, number), self._show_line, self._on_line_gone, key=(id(self), "line"))

    def _show_line(self, facts: LineFacts) -> None:
        if facts.payment.id != self.follower.wanted:
            return
        panel = LinePanel(facts, revealed=self.list.model.revealed)
        panel.case_asked.connect(partial(self.case_asked.emit, facts.payment.household))
        panel.request_asked.connect(self.request_asked)
        panel.activity_asked.connect(self.activity_asked)
        panel.batch_asked.connect(self.batch_asked)
        panel.amount_asked.connect(partial(self.lines.change_amount, facts.payment.id))
        self.list.panel.show_widget(panel, facts.payment.name)

    def _on_line_gone(self, error: KnownError) -> None:
        self.list.panel.hide()
        if not isinstance(error, NotFoundError):
            self._desk.known_error.emit(error.sentence)

    # What is done

    def _ask_receipt(self) -> None:
        if self.facts is not None:
            fund = self.facts.fund
            fund_asking.ask_receipt(self, self._desk, [fund], fund.id, max(0, -self.facts.left) or None)

    def _write(self, office: "Office", path: "Path", progress: Progress) -> Change:
        columns = [column.name for column in self.list.view.columns.shown()]
        return office.outputs.list_sheet(self.list.query, path, columns, progress)

    # What can be done

    def _offer(self) -> None:
        busy = self.steps.busy
        if self.facts is not None:
            self.bar.show_facts(self.facts, busy=busy)
        self.lines.show_state(self.facts.batch.state if self.facts and not busy else None)

    def _print_menu(self) -> QPushButton:
        menu = QMenu(self)
        if self._outlets.show is not None:
            for kind in PAPERS:
                if kind.of is Noun.BATCHES:
                    menu.addAction(f"{kind.label}…").triggered.connect(partial(self._on_paper, kind.name))
        if self._outlets.saver is not None:
            menu.addSeparator()
            export = menu.addAction("导出明细…")
            icons.put(export, "sheet")
            export.triggered.connect(self.export)
        made = button("打印和导出 ▾", icon="print")
        made.setMenu(menu)
        if menu.isEmpty():
            made.hide()
        return made

    def _on_paper(self, name: str, _checked: bool = False) -> None:
        self.preview(name)

    def _assemble(self) -> None:
        upper = column(scale.WIDE, scale.APART, scale.WIDE, 0)
        upper.addLayout(self._top())
        upper.addWidget(self.head)
        upper.addWidget(self.notes)
        whole = column(gap=0)
        whole.addLayout(upper)
        whole.addWidget(self.list, 1)
        self.setLayout(whole)

    def _top(self) -> QHBoxLayout:
        made = row()
        made.addWidget(icon_button("back", "返回（Esc）", self.left.emit))
        made.addWidget(self._title, 1)
        made.addWidget(self._print_menu())
        made.addWidget(self.bar)
        return made

    def _bind(self) -> None:
        self.setAcceptDrops(True)
        self.list.view.horizontalHeader().setStretchLastSection(True)
        self._desk.changed.connect(self._on_change)
        self.head.fund_asked.connect(self.fund_asked)
        self.head.batch_asked.connect(self.batch_asked)
        self.steps.turned.connect(self._offer)
        self.steps.refused.connect(partial(self._show_findings, tried=True))
        self.steps.drawn.connect(self.batch_asked)
        self.list.opened.connect(self._on_open)
        self.list.model.shown.connect(self._on_shown)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            made = QShortcut(QKeySequence(key), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.setAutoRepeat(False)  # who holds the keys that closed a dialog doesn't take the step after it
            made.activated.connect(self.take_next_step)

    def _on_open(self, _: int) -> None:
        self.follower.open()

    def _on_shown(self) -> None:
        if self._wanted is not None and self._wanted in self.list.model.ids:
            self.go_to_line(self._wanted)

    def _on_change(self, change: Change, _initiator: object) -> None:
        if change.nouns & _NOUNS:
            self._ask()
            self.follower.ask_again()

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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes the panel, then the page."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.list.panel.isVisible():
            self.list.panel.shut()
        else:
            self.left.emit()


def _narrowed(listing: Listing) -> Listing:
    """The list of payments with the columns that a batch's page shows at first."""
    return replace(listing, columns=tuple(_shown(column) for column in listing.columns))


def _shown(column: Column) -> Column:
    return replace(column, shown=column.name in _SHOWN, width=_SHOWN.get(column.name, column.width))


def _paper(name: str, number: int, office: "Office") -> "Printout":
    return office.outputs.paper(name, batch=number)
