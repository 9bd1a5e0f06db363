"""The tab 监测 of an enterprise: what it filled in, and when it was reminded."""

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QWidget

from desktop.base.calendar import chinese_date
from desktop.base.changes import Change, Noun
from desktop.pilots.monitoring import Reminder
from desktop.pilots.periods import told
from ui.look import scale
from ui.pilots.lists_tab import ListsTab
from ui.pilots.monitoring_list import FillingList
from ui.pilots.reach import Reach
from ui.widgets.pieces import column, label, row

if TYPE_CHECKING:
    from desktop.office.office import Office

_TOLD = 3
"""Reminders that are told."""


class MonitoringTab(ListsTab):
    """Its list, and above it the reminders."""

    title: ClassVar[str] = "监测"
    nouns: ClassVar[frozenset[Noun]] = frozenset({Noun.FILLINGS})

    def make(self, number: int) -> "UnitMonitoring":
        """What is shown of that enterprise."""
        return UnitMonitoring(self.reach, number)


class UnitMonitoring(QWidget):
    """The monitoring of one enterprise."""

    def __init__(self, reach: Reach, number: int) -> None:
        super().__init__()
        self._reach, self._number = reach, number
        self.told = label(role="muted")
        self.list = FillingList(reach, number)
        line = row(scale.WIDE, scale.NEAR, scale.WIDE, 0)
        line.addWidget(self.told, 1)
        whole = column(gap=0)
        whole.addLayout(line)
        whole.addWidget(self.list, 1)
        self.setLayout(whole)
        self.setFocusProxy(self.list)
        reach.desk.changed.connect(self._on_change)
        self._ask()

    def _ask(self) -> None:
        self._reach.desk.ask(partial(_reminders, self._number), self._tell, key=(id(self), "reminders"))

    def _tell(self, found: list[Reminder]) -> None:
        last = "；".join(
            f"{chinese_date(one.day)} {told(one.period)} {one.channel or ''} {one.who or ''}".strip()
            for one in found[:_TOLD]
        )
        self.told.setText(f"催报 {len(found)} 次：{last}" if found else "没有催报过。")

    def _on_change(self, change: Change, _initiator: object) -> None:
        if Noun.FILLINGS in change.nouns:
            self._ask()


def _reminders(number: int, office: "Office") -> list[Reminder]:
    return office.monitoring.reminders(number)
