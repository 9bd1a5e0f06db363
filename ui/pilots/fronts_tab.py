"""The tab 五个方面 of a pilot: its tasks front by front, and its quarterly reports."""

from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from desktop.base.calendar import today
from desktop.base.changes import Noun
from desktop.base.listing import Query
from desktop.pilots.periods import before, period_of, told
from desktop.policy.pilot_standards import Period
from ui.pilots.course_lists import TaskList
from ui.pilots.lists_tab import ListsTab
from ui.pilots.menus import pop_below
from ui.pilots.reach import Reach
from ui.pilots.report_dialog import ask_report

_QUARTERS = 5
"""How many can be reported from the menu: the current one and those before."""


def quarters(count: int = _QUARTERS) -> list[str]:
    """The current quarter and those before it, the newest first."""
    found = [period_of(today(), Period.QUARTER)]
    while len(found) < count:
        found.append(before(found[-1]))
    return found


class UnitTasks(TaskList):
    """The tasks of one pilot; Ctrl+R reports the quarter that ended last."""

    def __init__(self, reach: Reach, enterprise: int) -> None:
        self._whose = enterprise
        super().__init__(reach, enterprise)
        self.show_query(Query(noun=Noun.TASKS, order="front"))

    def add_own_actions(self) -> None:
        """The quarterly report of all tasks."""
        self._report = self.add_action("季度进展 ▾", self.offer, icon="check")
        self._report.setToolTip("一次登记所有任务的季度进展（Ctrl+R）")
        last = self.add_action("登记上季度进展", self.report, folded=True, shortcut="Ctrl+R")
        last.setToolTip("登记刚结束的那个季度（Ctrl+R）")

    def report(self) -> None:
        """Report the quarter that ended last."""
        self._report_of(quarters()[1])

    def offer(self) -> None:
        """Offer the quarters that can be reported."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for quarter in quarters():
            menu.addAction(f"{told(quarter)}…").triggered.connect(partial(self._report_of, quarter))
        pop_below(menu, self._report)

    def _report_of(self, quarter: str, _checked: bool = False) -> None:
        ask_report(self, self.reach.desk, self._whose, quarter)


class FrontsTab(ListsTab):
    """Its tasks."""

    title: ClassVar[str] = "五个方面"
    nouns: ClassVar[frozenset[Noun]] = frozenset({Noun.TASKS})

    def make(self, number: int) -> UnitTasks:
        """The tasks of that enterprise."""
        return UnitTasks(self.reach, number)
