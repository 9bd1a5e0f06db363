"""A batch: how it stands, its payees, and what can be done with it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from desktop.aid import flow
from desktop.aid.batch import Batch, BatchState
from desktop.aid.flow import Verb
from desktop.base.changes import Change, Noun, Progress
from desktop.base.errors import KnownError, NotFoundError, RefusedError
from desktop.base.findings import Finding, refuses
from desktop.base.listing import Column, Listing
from desktop.office.catalogue import PAPERS
from ui.aid import asking, fund_asking
from ui.aid.batch_head import BatchHead
from ui.aid.facts import BatchFacts, LineFacts, batch_facts, gathered, leave_or_tell, line_facts
from ui.aid.line_panel import LinePanel
from ui.desk import Desk
from ui.forms.dialog import FormDialog
from ui.look import icons, scale
from ui.papers.preview import Show
from ui.papers.saving import Saver, dated
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

_SHOWN = {"name": 11, "resident_id": 18, "category": 10, "amount": 11, "why": 30}
"""The columns that are shown at first, with their widths in characters; the last takes the room that is left."""
_NOUNS = frozenset({Noun.BATCHES, Noun.PAYMENTS, Noun.FUNDS})


@dataclass(frozen=True, slots=True)
class Outlets:
    """Where papers and sheets go: both are what ``ui.papers`` offers; without them nothing of the kind is offered."""

    show: Show | None = None
    saver: Saver | None = None


class BatchPage(Page):
    """Everything about one batch; it asks for it itself and follows every change.

    Del takes the chosen payees out, Ins puts them back, F2 changes the amount, Enter opens the payee's panel,
    Ctrl+Enter takes the batch its next step, Escape closes the panel and then the page.

    Signals:
        left: the clerk went back, or the batch is no more.
        fund_asked: number of a fund.
        case_asked: number of a household.
    """

    left = Signal()
    fund_asked = Signal(int)
    case_asked = Signal(int)

    def __init__(self, desk: Desk, payments: Listing, number: int, outlets: Outlets | None = None) -> None:
        super().__init__()
        self._desk, self._number, self._outlets = desk, number, outlets or Outlets()
        self.facts: BatchFacts | None = None
        self._reason = ""
        self._busy = False
        self._title = Elided(role="title")
        self.head, self.notes = BatchHead(), Notes()
        self.list = ListPage(
            desk,
            _narrowed(payments),
            measure="人",
            placeholder="搜索姓名、身份证号、单位",
            faint="excluded",
            empty="名单里没有人",
            scope={"batch": str(number)},
            chips=("given", "category"),
            key="batch-payments",
        )
        self.follower = PanelFollower(self.list, self._ask_line)
        self.steps = {verb: self._step_button(verb) for verb in _STEPS}
        self._line_buttons = self._make_line_buttons()
        self._assemble()
        self._bind()
        self._ask()

    @property
    def number(self) -> int:
        """The batch."""
        return self._number

    def take_step(self, verb: Verb) -> FormDialog | None:
        """Do that step, or ask for what it needs."""
        if self.facts is None or self._busy or verb not in flow.verbs(self.facts.batch.state):
            return None
        if verb is Verb.LOCK:
            self._lock()
            return None
        return _ASKING[verb](self, self._desk, self.facts.batch)

    def take_next_step(self) -> FormDialog | None:
        """Do the step forward, if there is one."""
        verbs = flow.verbs(self.facts.batch.state) if self.facts else ()
        return self.take_step(verbs[0]) if verbs and verbs[0] in _FORWARD else None

    def exclude(self) -> FormDialog | None:
        """Take the chosen payees out, for a reason."""
        chosen = self._chosen()
        if not chosen or not self._open():
            return None
        name = self.list.model.value(self.list.model.row_of(chosen[0]), "name")
        who = f"{name}" if len(chosen) == 1 else f"{name}等 {len(chosen):,} 人"
        made = asking.ask_exclusion(self, self._desk, chosen, who, self._reason)
        made.achieved.connect(partial(self._keep_reason, made))
        return made

    def include(self) -> None:
        """Put the chosen payees back."""
        chosen = self._chosen()
        if chosen and self._open():
            self._do(lambda office: office.aid.include(chosen))

    def change_amount(self) -> None:
        """Ask for another amount of the current payee."""
        chosen = self._chosen()
        if chosen and self._open():
            self._desk.ask(lambda office: office.aid.payment(chosen[0]), self._ask_amount)

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
        gone = partial(leave_or_tell, self.left, self._desk)
        self._desk.ask(partial(batch_facts, self._number), self._show, gone, key=(id(self), "facts"))

    def _show(self, facts: BatchFacts) -> None:
        self.facts = facts
        self._title.set_whole(facts.batch.title)
        self.head.show_facts(facts)
        self._show_findings(facts.findings)
        if facts.broken is not None:
            self._show_broken(facts.broken.name)
        self._offer()

    def _show_findings(self, findings: Sequence[Finding], *, tried: bool = False) -> None:
        bad = refuses(findings)
        heading = "没有锁定，先处理下面的问题：" if tried and bad else "锁定前要处理：" if bad else "锁定前请留意："
        self.notes.show_notes(heading, [self._note(one) for one in gathered(findings)])

    def _note(self, finding: Finding) -> Note:
        if finding.code == "fund_short":
            return Note(finding.message, action="登记到账…", deed=self._ask_receipt)
        return Note(finding.message, bad=finding.refuses)

    def _show_broken(self, name: str) -> None:
        text = f"“{name}”的记录与锁定时不一致，名单可能被改动过。请不要发放，从备份恢复并报告主管。"
        self.notes.show_notes("名单与锁定时不符：", [Note(text)])

    def _ask_line(self, number: int) -> None:
        self._desk.ask(partial(line_facts, number), self._show_line, self._on_line_gone, key=(id(self), "line"))

    def _show_line(self, facts: LineFacts) -> None:
        if facts.payment.id != self.follower.wanted:
            return
        panel = LinePanel(facts, revealed=self.list.model.revealed)
        panel.case_asked.connect(partial(self.case_asked.emit, facts.payment.household))
        self.list.panel.show_widget(panel, facts.payment.name)

    def _on_line_gone(self, error: KnownError) -> None:
        self.list.panel.hide()
        if not isinstance(error, NotFoundError):
            self._desk.known_error.emit(error.sentence)

    # What is done

    def _lock(self) -> None:
        self._set_busy(True)
        job = self._desk.long(_locked(self._number), "锁定批次", None, self._on_refused)
        job.ended.connect(self._release)

    def _do(self, deed: Callable[["Office"], Change]) -> None:
        self._set_busy(True)
        self._desk.do(deed, self._release, self._on_refused, initiator=self)

    def _on_refused(self, error: KnownError) -> None:
        self._release()
        if isinstance(error, RefusedError):
            self._show_findings(error.findings, tried=True)
        else:
            self._desk.known_error.emit(error.sentence)

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self._offer()

    def _release(self, _: object = None) -> None:
        self._set_busy(False)

    def _ask_amount(self, line: object) -> None:
        asking.ask_amount(self, self._desk, line)  # type: ignore[arg-type]

    def _ask_receipt(self) -> None:
        if self.facts is not None:
            fund = self.facts.fund
            fund_asking.ask_receipt(self, self._desk, [fund], fund.id, max(0, -self.facts.left) or None)

    def _keep_reason(self, dialog: FormDialog, _: Change) -> None:
        self._reason = str(dialog.form.values()[0].get("reason") or "")

    def _write(self, office: "Office", path: "Path", progress: Progress) -> Change:
        columns = [column.name for column in self.list.view.columns.shown()]
        return office.outputs.list_sheet(self.list.query, path, columns, progress)

    # What can be done

    def _open(self) -> bool:
        return self.facts is not None and self.facts.batch.state is BatchState.DRAWN and not self._busy

    def _chosen(self) -> list[int]:
        current = self.list.view.current()
        return self.list.chosen() or ([current] if current is not None else [])

    def _offer(self) -> None:
        state = self.facts.batch.state if self.facts else BatchState.VOID
        allowed = flow.verbs(state)
        for verb, made in self.steps.items():
            made.setVisible(verb in allowed)
            made.setEnabled(not self._busy)
        for made in self._line_buttons:
            made.setVisible(state is BatchState.DRAWN)
            made.setEnabled(self._open() and bool(self.list.chosen()))

    def _step_button(self, verb: Verb) -> QPushButton:
        text, icon, role = _STEPS[verb]
        made = button(text, lambda: self.take_step(verb), icon=icon, role=role)
        if verb in _FORWARD:
            made.setToolTip(f"{text}（Ctrl+Enter）")
        made.hide()
        return made

    def _make_line_buttons(self) -> list[QPushButton]:
        made = []
        for text, key, deed in (
            ("不发", "Del", self.exclude),
            ("恢复", "Ins", self.include),
            ("调整金额", "F2", self.change_amount),
        ):
            one = self.list.add_action(text, deed, needs_selection=True)
            one.setToolTip(f"{text}（{key}）")
            if isinstance(one, QPushButton):
                made.append(one)
        return made

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
        for verb in (Verb.VOID, Verb.UNLOCK, *_FORWARD):
            made.addWidget(self.steps[verb])
        return made

    def _bind(self) -> None:
        self.list.view.horizontalHeader().setStretchLastSection(True)
        self._desk.changed.connect(self._on_change)
        self._desk.crashed.connect(self._release)
        self.head.fund_asked.connect(self.fund_asked)
        self.list.opened.connect(self._on_open)
        self.list.selection_changed.connect(self._on_selection)
        table = self.list.view
        keys = (
            (table, "Del", self.exclude),
            (table, "Ins", self.include),
            (table, "F2", self.change_amount),
            (self, "Ctrl+Return", self.take_next_step),
            (self, "Ctrl+Enter", self.take_next_step),
        )
        for owner, key, deed in keys:
            made = QShortcut(QKeySequence(key), owner, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.activated.connect(deed)

    def _on_open(self, _: int) -> None:
        self.follower.open()

    def _on_selection(self, _: list[int]) -> None:
        self._offer()

    def _on_change(self, change: Change, _initiator: object) -> None:
        if change.nouns & _NOUNS:
            self._ask()
            self.follower.ask_again()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes the panel, then the page."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.list.panel.isVisible():
            self.list.panel.shut()
        else:
            self.left.emit()


_STEPS = {
    Verb.LOCK: ("锁定", "lock", "primary"),
    Verb.APPROVE: ("登记审批", "check", "primary"),
    Verb.PAY: ("登记发放", "coins", "primary"),
    Verb.UNLOCK: ("退回编制", "undo", ""),
    Verb.VOID: ("作废", "void", "quiet"),
}
_FORWARD = (Verb.LOCK, Verb.APPROVE, Verb.PAY)
_ASKING: dict[Verb, Callable[[QWidget, Desk, Batch], FormDialog]] = {
    Verb.APPROVE: asking.ask_approval,
    Verb.PAY: asking.ask_payment,
    Verb.UNLOCK: asking.ask_return,
    Verb.VOID: asking.ask_voiding,
}


def _narrowed(listing: Listing) -> Listing:
    """The list of payments with the columns that a batch's page shows at first."""
    return replace(listing, columns=tuple(_shown(column) for column in listing.columns))


def _shown(column: Column) -> Column:
    return replace(column, shown=column.name in _SHOWN, width=_SHOWN.get(column.name, column.width))


def _locked(number: int) -> Callable[["Office", Progress], Change]:
    return lambda office, progress: office.aid.lock(number, progress)


def _paper(name: str, number: int, office: "Office") -> "Printout":
    return office.outputs.paper(name, batch=number)
