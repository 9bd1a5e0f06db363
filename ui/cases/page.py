"""The page of one hardship file: where it stands above the form, what is kept of it beside."""

import secrets
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from desktop.base.changes import Change, Noun
from desktop.base.errors import KnownError, NotFoundError
from desktop.cases.steps import Verb
from desktop.policy.standards import Policy
from ui.cases.aside import CaseAside
from ui.cases.bar import ProcedureBar
from ui.cases.deeds import Deed
from ui.cases.form import CaseForm
from ui.cases.list import DRAFTS
from ui.cases.reach import Reach
from ui.cases.reading import NEW, Opened, begin, check, read, save
from ui.cases.stepping import Stepping
from ui.forms.listed_page import ListedPage, Neighbour
from ui.forms.record_page import told_when
from ui.look.roles import dress
from ui.look.tones import pill_role
from ui.papers.choosing import choose_papers
from ui.widgets.pieces import button, label

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.base.findings import Finding
    from desktop.office.office import Office


class CasePage(ListedPage[Opened], CaseForm):
    """Give it ``open`` or ``new``; Ctrl+H opens the history beside the form, Alt+M what can be done."""

    THIS, COUNTED = "档案", "户"
    NOUNS = frozenset({Noun.CASES})

    def __init__(self, reach: Reach, policy: Policy, *, neighbour: Neighbour) -> None:
        super().__init__(reach.desk, neighbour, policy)
        self._reach = reach
        self.stepping = Stepping(self, reach.desk)
        self._state_pill = label(role=pill_role(""))  # a label takes the room of a pill only when it begins as one
        self.title_row.addWidget(self._state_pill, 0, Qt.AlignmentFlag.AlignVCenter)
        self.bar = ProcedureBar()
        self.across.addWidget(self.bar)
        self.aside = CaseAside(reach)
        self.beside.addWidget(self.aside)
        self._add_actions()
        self.bar.step_asked.connect(self.ask_step)
        self.bar.paper_asked.connect(self._preview)
        self.bar.deed_asked.connect(self._ask_deed)

    def new(self) -> None:
        """Begin a new file."""
        self.resume(NEW + secrets.token_hex(4))

    def resume(self, name: str) -> None:
        """Go on with what isn't saved, by the name under which it was kept."""
        if name.startswith(NEW):
            self._begin(partial(begin, name))
        else:
            self.open(int(name.removeprefix(DRAFTS)))

    def ask_step(self, verb: Verb) -> None:
        """Ask for what a step of the procedure needs, once what is typed is saved."""
        self.when_saved(lambda number: self.stepping.ask(verb, [number]))

    def print_papers(self) -> None:
        """Ask which papers of the file are to be shown, as it is once what is typed is saved."""
        self.when_saved(lambda number: choose_papers(self, self._desk, self._reach.show_paper, [number]))

    def _add_actions(self) -> None:
        self._print = button("打印…", self.print_papers, icon="print")
        self._print.setToolTip("打印文书（Ctrl+P）")
        self._record = button("记录", self.aside.toggle, icon="history")
        self._record.setToolTip("进程、材料、同意书、修改和帮扶记录（Ctrl+H）")
        for one in (self._print, self._record):
            self.action_row.addWidget(one)
        for keys, deed in (
            ("Ctrl+H", self.aside.toggle),
            ("Ctrl+P", self.print_papers),
            ("Alt+Return", self.bar.ask_usual),
            ("Alt+Enter", self.bar.ask_usual),
            ("Alt+M", self.bar.open_menu),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(deed)

    def _label(self) -> str:
        return self.called or "未填姓名"

    def _reading(self, number: int) -> "Callable[[Office], Opened]":
        return partial(read, number)

    def _checking(self) -> "Callable[[Office], list[Finding]]":
        return partial(check, self.draft(), self.number)

    def _writing(self) -> "Callable[[Office], Change]":
        return partial(save, self.draft(), self.number, self._keeper.name)

    def _fill(self, opened: Opened) -> None:
        self._policy = opened.policy
        self.show_draft(opened.draft)
        self.aside.of(opened.number)

    def _show_standing(self, opened: Opened) -> None:
        self._state_pill.setText(opened.state)
        dress(self._state_pill, pill_role(opened.state))
        if opened.at is not None and opened.waiting is not None:
            self.bar.show_standing(opened.at, opened.waiting)
        else:
            self.bar.show_new()
        for one in (self._before, self._after, self._print, self._record):
            one.setEnabled(opened.number is not None)
        self._name_it()

    def _name_it(self) -> None:
        self.set_title(self.called if self.number is not None and self.called else "新建困难职工档案")

    def _put_back(self, opened: Opened) -> None:
        super()._put_back(opened)
        if opened.kept is None and opened.others:
            kept, count = opened.others[0], len(opened.others)
            text = f"还有 {count} 份没填完的新档案，最近一份是“{kept.label}”（{told_when(kept.at)}）。"
            self.messages.notice(text, "接着填", partial(self.resume, kept.name))

    def _preview(self, name: str) -> None:
        number = self.number
        if number is not None:
            self._reach.show_paper(lambda office: office.outputs.paper(name, cases=[number]))

    def _ask_deed(self, deed: Deed) -> None:
        self.when_saved(partial(self._read_for, deed))

    def _read_for(self, deed: Deed, number: int) -> None:
        self._desk.ask(lambda office: office.procedure.of(number), partial(deed.begin, self, self._reach))

    def _on_vanished(self, number: int, error: KnownError) -> None:
        """The file that is shown was undone: what stands here can still be saved as a new one."""
        if isinstance(error, NotFoundError) and number == self.number:
            self.messages.error(error.sentence, "关闭", self.left.emit)
            self._number = None
            self._keeper.begin(NEW + secrets.token_hex(4), 0)
            self._name_it()

    def _on_change(self, change: Change, initiator: object) -> None:
        if Noun.STANDARDS in change.nouns:
            self._desk.ask(lambda office: office.standing.on(), self.set_policy, key=(id(self), "policy"))
        super()._on_change(change, initiator)
