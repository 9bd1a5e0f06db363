"""Above the form: where the file stands on its way, what it waits for, and what can be done with it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QFrame, QMenu

from desktop.cases.household import State
from desktop.cases.procedure import PATH
from desktop.cases.steps import Step, Verb
from desktop.cases.waiting import Waiting
from desktop.office.procedure import Standpoint
from ui.cases.deeds import DEEDS, Deed
from ui.cases.stepping import PAPER_OF, StepPaper, step_menu
from ui.look import scale
from ui.look.roles import dress
from ui.widgets.elided import Elided
from ui.widgets.pieces import button, row
from ui.widgets.stepper import Stepper

_STEPS = ("受理", "入户", "核对", "公示", "审批", "在档")
_DONE = {State.DRAFT: 0, State.ACCEPTED: 1, State.VISITED: 2, State.ASSESSED: 3, State.POSTED: 3, State.PENDING: 4}
_NEW = Waiting("保存后就可以受理", Verb.ACCEPT)


class ProcedureBar(QFrame):
    """One line: the way of an application, the phrase, the usual next step or two and a menu of the others.

    Signals:
        step_asked: the verb that the clerk wants.
        deed_asked: the entry of ``deeds.DEEDS`` that the clerk wants.
        paper_asked: name of the paper of the last step.
    """

    step_asked = Signal(object)
    deed_asked = Signal(object)
    paper_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        dress(self, "bar")
        self._at: Standpoint | None = None
        self._verb: Verb | None = None
        self._other: Verb | None = None
        self._paper: StepPaper | None = None
        self.stepper = Stepper("办理进程", _STEPS)
        self.phrase = Elided(role="muted")
        self.old = button("这是已经批准的老档案…", partial(self.step_asked.emit, Verb.TAKE_OVER), role="link")
        self.paper = button("", self._ask_paper, role="link", icon="print")
        self.usual = button("", self.ask_usual)
        self.other = button("", self._ask_other)
        self.more = button("更多办理 ▾", self.open_menu)
        self.more.setToolTip("其他办理（Alt+M）")
        inside = row(scale.WIDE, scale.NEAR, scale.WIDE, scale.NEAR, gap=scale.APART)
        inside.addWidget(self.stepper)
        inside.addWidget(self.phrase, 1)
        for one in (self.old, self.paper, self.usual, self.other, self.more):
            inside.addWidget(one)
        self.setMinimumHeight(scale.CONTROL + 2 * scale.NEAR + 1)  # as with its buttons, so that nothing jumps
        self.setLayout(inside)

    def show_new(self) -> None:
        """Show what becomes of a file that isn't saved yet."""
        self._at = None
        self._show(_NEW, State.DRAFT, ())
        self.usual.hide()
        self.other.hide()
        self.more.hide()

    def show_standing(self, at: Standpoint, waiting: Waiting) -> None:
        """Show where a file stands and what it waits for."""
        self._at = at
        self._show(waiting, at.home.state, at.progress.trail)
        self.usual.setVisible(self._verb is not None)
        self.other.setVisible(self._other is not None)
        self.more.setVisible(True)

    def ask_usual(self) -> None:
        """Ask for the usual next step, if there is one."""
        if self._at is not None and self._verb is not None:
            self.step_asked.emit(self._verb)

    def open_menu(self) -> None:
        """Offer everything else that can be done."""
        if self._at is None:
            return
        menu = self.menu(self._at)
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height() + 2)))

    def menu(self, at: Standpoint) -> QMenu:
        """The menu for a file as it stands."""
        made = step_menu(
            self.more, [verb for verb in at.verbs if verb not in {self._verb, self._other}], self.step_asked.emit
        )
        made.addSeparator()
        for deed in DEEDS:
            if deed.apart:
                made.addSeparator()
            if deed.possible(at):
                made.addAction(deed.text).triggered.connect(partial(self._ask_deed, deed))
        return made

    def _ask_paper(self) -> None:
        if self._paper is not None:
            self.paper_asked.emit(self._paper.name)

    def _ask_other(self) -> None:
        if self._other is not None:
            self.step_asked.emit(self._other)

    def _ask_deed(self, deed: Deed, _checked: bool = False) -> None:
        self.deed_asked.emit(deed)

    def _show(self, waiting: Waiting, state: State, trail: Sequence[Step]) -> None:
        self._verb, self._other = waiting.verb, waiting.other
        self.stepper.setVisible(state in PATH)
        self.stepper.show_done(_DONE.get(state, len(_STEPS)), ("",) * len(_STEPS))
        self.stepper.setToolTip(_days(trail))
        self.phrase.set_whole(waiting.text)
        dress(self.phrase, f"said-{waiting.level}" if waiting.level else "muted")
        self.old.setVisible(state is State.DRAFT)
        self._paper = PAPER_OF.get(trail[-1].verb) if trail else None
        self.paper.setText(self._paper.text if self._paper else "")
        self.paper.setVisible(self._paper is not None)
        self.usual.setText(f"{waiting.verb}…" if waiting.verb else "")
        self.usual.setToolTip(f"{waiting.verb}（Alt+Enter）" if waiting.verb else "")
        self.other.setText(f"{waiting.other}…" if waiting.other else "")
        dress(self.usual, "primary" if waiting.due else "")


def _days(trail: Sequence[Step]) -> str:
    """The day of each step that counts."""
    return "\n".join(f"{step.verb}　{step.day}" for step in trail)
