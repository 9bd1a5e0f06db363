"""The one button for what comes next with a batch, and the menu of what else can be done."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from ui.aid.facts import BatchFacts
from ui.aid.steps import STEPS, Step, next_step, other_steps
from ui.look import icons
from ui.look.roles import dress
from ui.widgets.pieces import button, row


class StepBar(QWidget):
    """Shows both; while something is being done neither can be pressed."""

    def __init__(self, take: Callable[[str], object]) -> None:
        super().__init__()
        dress(self, "clear")
        self._take = take
        self.next: Step | None = None
        self.buttons = {name: self._button(step) for name, step in STEPS.items()}
        self.menu = QMenu(self)
        self.actions_ = {name: self._action(step) for name, step in STEPS.items()}
        self.more = button("更多 ▾")
        self.more.setMenu(self.menu)
        whole = row()
        whole.addWidget(self.more)
        for one in self.buttons.values():
            whole.addWidget(one)
        self.setLayout(whole)
        for one in (self.more, *self.buttons.values()):
            one.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the list's keys working
        self.more.hide()

    def show_facts(self, facts: BatchFacts, *, busy: bool) -> None:
        """Offer what is possible."""
        self.next, others = next_step(facts), other_steps(facts)
        for name, one in self.buttons.items():
            one.setVisible(self.next is not None and name == self.next.name)
            one.setEnabled(not busy)
        for name, action in self.actions_.items():
            action.setVisible(name in {step.name for step in others})
        self.more.setVisible(bool(others))
        self.more.setEnabled(not busy)

    def offered(self) -> Mapping[str, str]:
        """What can be done, by name; what comes next is first."""
        first = {self.next.name: self.next.text} if self.next else {}
        return first | {name: one.text() for name, one in self.actions_.items() if one.isVisible()}

    def _button(self, step: Step) -> QPushButton:
        made = button(step.text, partial(self._take, step.name), icon=step.icon, role="primary")
        made.setToolTip(f"{step.text.rstrip('…')}（Ctrl+Enter）")
        made.hide()
        return made

    def _action(self, step: Step) -> QAction:
        made = self.menu.addAction(step.text)
        icons.put(made, step.icon)
        made.triggered.connect(lambda _=False: self._take(step.name))
        return made
