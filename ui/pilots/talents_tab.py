"""The tab 工作室与人才 of an enterprise."""

from typing import ClassVar

from desktop.base.changes import Noun
from ui.pilots.register_list import RegisterList
from ui.pilots.register_tab import ListsTab
from ui.pilots.section import View, Views
from ui.pilots.talents import REGISTERS


class TalentsTab(ListsTab):
    """Its studios, skilled workers and contests."""

    title: ClassVar[str] = "工作室与人才"
    nouns: ClassVar[frozenset[Noun]] = frozenset(REGISTERS)

    def make(self, number: int) -> Views:
        """The lists of that enterprise."""
        views = {
            noun: View(one.word, lambda one=one: RegisterList(self.reach, one, enterprise=number))  # type: ignore[misc]
            for noun, one in REGISTERS.items()
        }
        return Views("看工作室、技能人才还是竞赛", views)
