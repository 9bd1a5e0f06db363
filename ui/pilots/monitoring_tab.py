"""The tab 监测 of an enterprise: what it filled in, and when it was reminded."""

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from desktop.base.calendar import chinese_date
from desktop.base.changes import Noun
from desktop.pilots.monitoring import Reminder
from desktop.pilots.periods import told
from ui.pilots.lists_tab import ListsTab, ToldLists
from ui.pilots.monitoring_list import FillingList
from ui.pilots.reach import Reach

if TYPE_CHECKING:
    from collections.abc import Callable

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


class UnitMonitoring(ToldLists):
    """The monitoring of one enterprise."""

    NOUNS = frozenset({Noun.FILLINGS})

    def __init__(self, reach: Reach, number: int) -> None:
        listed = FillingList(reach, number)
        super().__init__(reach, number, listed)
        self.list = listed

    def reading(self, number: int) -> "Callable[[Office], list[Reminder]]":
        """When it was reminded."""
        return partial(_reminders, number)

    def tell(self, found: list[Reminder]) -> None:
        """Say the last reminders."""
        last = "；".join(
            f"{chinese_date(one.day)} {told(one.period)} {one.channel or ''} {one.who or ''}".strip()
            for one in found[:_TOLD]
        )
        self.told.setText(f"催报 {len(found)} 次：{last}" if found else "没有催报过。")


def _reminders(number: int, office: "Office") -> list[Reminder]:
    return office.monitoring.reminders(number)
