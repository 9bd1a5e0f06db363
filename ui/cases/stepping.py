"""Asking for steps: the menu of what can be done, the dialog of what is chosen, the paper that belongs to it."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from desktop.cases.steps import Verb
from ui.desk import Desk

if TYPE_CHECKING:
    from ui.cases.asked import Asked, StepMemory

_ASIDE = (Verb.OBJECT, Verb.RETURN, Verb.REFUSE, Verb.WITHDRAW, Verb.CLOSE, Verb.SYNC)
"""What is rarely done, at the end of the menu."""

ONE_BY_ONE = frozenset({Verb.OBJECT, Verb.ANSWER})
"""What is never the same for several files."""


class StepPaper(NamedTuple):
    """A paper that belongs to a step: what it is called by, and what the offer says."""

    name: str
    text: str


PAPER_OF: Mapping[Verb, StepPaper] = {
    Verb.ACCEPT: StepPaper("authorisation", "打印核对授权书"),
    Verb.VISIT: StepPaper("visit-form", "打印入户调查表"),
    Verb.ASSESS: StepPaper("income-test", "打印测算表"),
    Verb.POST: StepPaper("notice", "打印公示"),
    Verb.END_NOTICE: StepPaper("notice-result", "打印公示结果证明"),
    Verb.DECIDE: StepPaper("approval-form", "打印审批表"),
    Verb.LIFT: StepPaper("lifting-form", "打印脱困审批表"),
    Verb.CLOSE: StepPaper("closing-form", "打印注销审批表"),
}
"""What is printed once a step is done."""


def step_menu(parent: QWidget, verbs: Sequence[Verb], asked: Callable[[Verb], object]) -> QMenu:
    """A menu of these verbs, what is rarely done below a line; it dies when it is closed."""
    made = QMenu(parent)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for group in ([one for one in verbs if one not in _ASIDE], [one for one in _ASIDE if one in verbs]):
        made.addSeparator()
        for verb in group:
            made.addAction(f"{verb}…").triggered.connect(partial(_ask, asked, verb))
    return made


def _ask(asked: Callable[[Verb], object], verb: Verb, _checked: bool = False) -> None:
    asked(verb)


class Stepping(QObject):
    """Asks for steps on behalf of a page, with one memory for all of them.

    Signals:
        done: the ``Asked`` that was done.
    """

    done = Signal(object)

    def __init__(self, page: QWidget, desk: Desk) -> None:
        super().__init__(page)
        self._page, self._desk = page, desk
        self._memory: StepMemory | None = None

    def ask(self, verb: Verb, numbers: Sequence[int]) -> None:
        """Read what the step's dialog begins with and open it over the page."""
        from ui.cases.asked import read_asked  # noqa: PLC0415  (a list that is only looked at needs no dialog)

        self._desk.ask(partial(read_asked, verb, numbers), self._open)

    def _open(self, asked: "Asked") -> None:
        from ui.cases.asked import StepMemory  # noqa: PLC0415  (as above)
        from ui.cases.step_dialog import StepDialog  # noqa: PLC0415  (as above)

        self._memory = self._memory or StepMemory()
        made = StepDialog(self._page, self._desk, asked, self._memory)
        made.achieved.connect(lambda _: self.done.emit(made.asked))
        made.open()
