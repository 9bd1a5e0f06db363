"""The page of one hardship file: it opens, checks, keeps, saves, and goes on to the next."""

import datetime as dt
import secrets
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut

from desktop.base.calendar import today
from desktop.base.changes import Change, Noun
from desktop.base.errors import KnownError, NotFoundError, RefusedError
from desktop.cases.steps import Verb
from desktop.office.drafts import Unsaved
from desktop.policy.standards import Policy
from ui.cases.aside import CaseAside
from ui.cases.bar import ProcedureBar
from ui.cases.deeds import Deed
from ui.cases.form import CaseForm
from ui.cases.list import DRAFTS
from ui.cases.reach import Reach
from ui.cases.reading import NEW, Opened, begin, check, read, save
from ui.cases.stepping import Stepping
from ui.forms.keeping import Keeper
from ui.look.roles import dress
from ui.look.tones import pill_role
from ui.papers.choosing import choose_papers
from ui.widgets.pieces import button, icon_button, label

_QUIET = 300  # milliseconds without a keystroke until the office checks


class CasePage(CaseForm):
    """Give it ``open`` or ``new``; it asks the desk for everything itself.

    What is typed is kept two seconds later and comes back when the file is opened again, after a crash too. Ctrl+H
    opens the history beside the form, Alt+PgUp and Alt+PgDown go to the file before and after.

    Signals:
        told: a sentence for the clerk after the page was left.
    """

    told = Signal(str)

    def __init__(self, reach: Reach, policy: Policy, *, neighbour: Callable[[int, int], int | None]) -> None:
        super().__init__(policy)
        self._desk, self._reach, self._neighbour = reach.desk, reach, neighbour
        self._number: int | None = None
        self._base = 0
        self._saving = False
        self._keeper = Keeper(reach.desk, self, lambda: self.called or "未填姓名")
        self._pause = QTimer(self, singleShot=True, interval=_QUIET)
        self._after_saving: Callable[[int], object] | None = None
        self.stepping = Stepping(self, reach.desk)
        self._state_pill = label(role=pill_role(""))  # a label takes the room of a pill only when it begins as one
        self.title_row.addWidget(self._state_pill, 0, Qt.AlignmentFlag.AlignVCenter)
        self.bar = ProcedureBar()
        self.across.addWidget(self.bar)
        self.aside = CaseAside(reach)
        self.beside.addWidget(self.aside)
        self._add_actions()
        self.edited.connect(self._pause.start)
        self._pause.timeout.connect(self._ask_check)
        self.save_asked.connect(self._save)
        self.left.connect(self._tell_kept)
        self.bar.step_asked.connect(self.ask_step)
        self.bar.paper_asked.connect(self._preview)
        self.bar.deed_asked.connect(self._ask_deed)
        reach.desk.changed.connect(self._on_change)

    @property
    def number(self) -> int | None:
        """The file that is shown; None for a new one."""
        return self._number

    def open(self, number: int) -> None:
        """Show this file, with what was typed last time and not saved."""
        self._keeper.flush()
        self._desk.ask(partial(read, number), self._show, self._on_gone, key=(id(self), "open"))

    def new(self) -> None:
        """Begin a new file."""
        self.resume(NEW + secrets.token_hex(4))

    def resume(self, name: str) -> None:
        """Go on with what isn't saved, by the name under which it was kept."""
        if not name.startswith(NEW):
            self.open(int(name.removeprefix(DRAFTS)))
        else:
            self._keeper.flush()
            self._desk.ask(partial(begin, name), partial(self._show, name=name), key=(id(self), "open"))

    def ask_step(self, verb: Verb) -> None:
        """Ask for what a step of the procedure needs, once what is typed is saved."""
        self._when_saved(lambda number: self.stepping.ask(verb, [number]))

    def put_away(self) -> None:
        """Keep what isn't saved, because the page goes out of sight."""
        self._keeper.flush()

    def _add_actions(self) -> None:
        self._before = icon_button("chevron-up", "上一户（Alt+PgUp）", partial(self._go, -1))
        self._after = icon_button("chevron-down", "下一户（Alt+PgDn）", partial(self._go, 1))
        self._print = button("打印…", self.print_papers, icon="print")
        self._print.setToolTip("打印文书（Ctrl+P）")
        self._record = button("记录", self.aside.toggle, icon="history")
        self._record.setToolTip("进程、材料、同意书、修改和帮扶记录（Ctrl+H）")
        for one in (self._before, self._after, self._print, self._record):
            self.action_row.addWidget(one)
        for keys, deed in (
            ("Alt+PgUp", partial(self._go, -1)),
            ("Alt+PgDown", partial(self._go, 1)),
            ("Ctrl+H", self.aside.toggle),
            ("Ctrl+P", self.print_papers),
            ("Alt+Return", self.bar.ask_usual),
            ("Alt+Enter", self.bar.ask_usual),
            ("Alt+M", self.bar.open_menu),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(deed)

    def _show(self, opened: Opened, name: str = "") -> None:
        self.messages.hide()
        self._number, self._base, self._saving = opened.number, opened.base, False
        self._after_saving = None
        self._keeper.begin(name or f"{DRAFTS}{opened.number}", opened.base)
        self.set_policy(opened.policy)
        self.show_draft(opened.draft)
        self.say("")
        self._show_standing(opened)
        self._name_it()
        self.aside.of(opened.number)
        self.show_top()
        if opened.kept is not None:
            self._put_back(opened.kept)
        elif opened.others:
            self._offer(opened.others[0], len(opened.others))
        if opened.number is not None or opened.kept is not None:
            self._ask_check()

    def _show_standing(self, opened: Opened) -> None:
        self._state_pill.setText(opened.state)
        dress(self._state_pill, pill_role(opened.state))
        if opened.at is not None and opened.waiting is not None:
            self.bar.show_standing(opened.at, opened.waiting)
        else:
            self.bar.show_new()
        for one in (self._before, self._after, self._print, self._record):
            one.setEnabled(opened.number is not None)

    def _name_it(self) -> None:
        self.set_title(self.called if self._number is not None and self.called else "新建困难职工档案")

    def _put_back(self, kept: Unsaved) -> None:
        self.restore(kept.body)
        self.work_out()
        if not self.dirty:
            self._keeper.drop()
            return
        changed = kept.base != self._base
        later = "档案在那以后另有改动，请核对后再保存。" if changed else "保存后生效。"
        self.messages.caution(f"已恢复{_when(kept.at)} 没有保存的修改，{later}", "放弃这些修改", self._give_up)

    def _offer(self, kept: Unsaved, count: int) -> None:
        text = f"还有 {count} 份没填完的新档案，最近一份是“{kept.label}”（{_when(kept.at)}）。"
        self.messages.notice(text, "接着填", partial(self.resume, kept.name))

    def _give_up(self) -> None:
        """Go back to what is saved."""
        self._keeper.drop()
        for part in self.parts:
            part.set_clean()
        if self._number is None:
            self.new()
        else:
            self.open(self._number)

    def _go(self, by: int) -> None:
        other = None if self._number is None else self._neighbour(self._number, by)
        if other is not None:
            self.open(other)
        else:
            self.say("已经是列表的第一户" if by < 0 else "已经是列表的最后一户")

    def print_papers(self) -> None:
        """Ask which papers of the file are to be shown, as it is once what is typed is saved."""
        self._when_saved(lambda number: choose_papers(self, self._desk, self._reach.show_paper, [number]))

    def _preview(self, name: str) -> None:
        number = self._number
        if number is not None:
            self._reach.show_paper(lambda office: office.outputs.paper(name, cases=[number]))

    def _ask_check(self) -> None:
        question = partial(check, self.draft(), self._number)
        self._desk.ask(question, self.set_findings, key=(id(self), "check"))

    def _when_saved(self, deed: Callable[[int], object]) -> None:
        """Do it with the file's number, after saving what isn't saved; where that is refused, nothing is done."""
        if self._number is not None and not self.dirty:
            deed(self._number)
            return
        self._after_saving = deed
        self.save()
        if not self._saving:
            self._after_saving = None
            self.messages.caution("请先把档案保存好再办理。")

    def _ask_deed(self, deed: Deed) -> None:
        self._when_saved(partial(self._read_for, deed))

    def _read_for(self, deed: Deed, number: int) -> None:
        self._desk.ask(lambda office: office.procedure.of(number), partial(deed.begin, self, self._reach))

    def _save(self, then_next: bool) -> None:
        if self._saving:
            return
        self._saving = True
        self._pause.stop()
        self._keeper.settle()
        deed = partial(save, self.draft(), self._number, self._keeper.name)
        self._desk.do(deed, partial(self._on_saved, then_next), self._on_refused, initiator=self)

    def _on_saved(self, then_next: bool, change: Change) -> None:
        """Go on, or show the file as it now is; what was typed meanwhile stays and isn't saved."""
        self._saving = False
        deed, self._after_saving = self._after_saving, None
        was_new = self._number is None
        self._number = change.record
        typed_on = self._keeper.pending
        other = None if was_new or change.record is None else self._neighbour(change.record, 1)
        if typed_on and change.record is not None:
            self._keeper.begin(f"{DRAFTS}{change.record}", change.operation)
            return
        self.saved()
        if then_next and was_new:
            self.new()
        elif then_next and other is not None:
            self.open(other)
        elif change.record is not None:
            self._desk.ask(partial(read, change.record), self._refresh, self._on_gone, key=(id(self), "open"))
            if deed is not None:
                deed(change.record)

    def _refresh(self, opened: Opened) -> None:
        """Show the file as it is in the office, without moving anything."""
        self._number, self._base = opened.number, opened.base
        self._keeper.begin(f"{DRAFTS}{opened.number}", opened.base)
        self.show_draft(opened.draft)
        self.saved()
        self._show_standing(opened)
        self._name_it()
        self.aside.of(opened.number)
        self._ask_check()

    def _on_refused(self, error: KnownError) -> None:
        self._saving, self._after_saving = False, None
        if isinstance(error, RefusedError):
            self.set_findings(error.findings)
            self.lead_to_refusal(error.findings)
        else:
            self.messages.error(error.sentence)
        self._keeper.flush()

    def _on_gone(self, error: KnownError) -> None:
        self.messages.error(error.sentence)

    def _on_undone(self, number: int, error: KnownError) -> None:
        """The file that is shown was undone: what stands here can still be saved as a new one."""
        if isinstance(error, NotFoundError) and number == self._number:
            self.messages.error(error.sentence, "关闭", self.left.emit)
            self._number, self._base = None, 0
            self._keeper.begin(NEW + secrets.token_hex(4), 0)
            self._name_it()

    def _on_change(self, change: Change, initiator: object) -> None:
        if Noun.STANDARDS in change.nouns:
            self._desk.ask(lambda office: office.standing.on(), self.set_policy, key=(id(self), "policy"))
        if Noun.CASES in change.nouns and initiator is not self and self._number is not None:
            gone = partial(self._on_undone, self._number)
            self._desk.ask(partial(read, self._number), self._on_changed_elsewhere, gone, key=(id(self), "again"))

    def _on_changed_elsewhere(self, opened: Opened) -> None:
        if opened.number != self._number:
            return
        self._show_standing(opened)
        if opened.base == self._base:
            return
        if self.dirty:
            text = "这份档案刚才另有改动；保存会以本页为准。"
            self.messages.caution(text, "改用新内容", self._give_up)
        else:
            self._refresh(opened)

    def _tell_kept(self) -> None:
        self._keeper.flush()
        if self.dirty:
            self.told.emit(f"“{self.called or '新档案'}”的修改还没有保存，已经留存，再打开时接着填。")

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what isn't saved."""
        self.put_away()
        super().hideEvent(event)


def _when(at: dt.datetime) -> str:
    return f"今天 {at:%H:%M}" if at.date() == today() else f"{at.month}月{at.day}日 {at:%H:%M}"
