"""The tab 工作室与人才 of an enterprise."""

from typing import ClassVar

from desktop.base.changes import Noun
from ui.pilots.lists_tab import ListsTab
from ui.pilots.section import Views
from ui.pilots.talent_lists import talent_views


class TalentsTab(ListsTab):
    """Its studios, skilled workers and contests."""

    title: ClassVar[str] = "工作室与人才"
    nouns: ClassVar[frozenset[Noun]] = frozenset({Noun.STUDIOS, Noun.TALENTS, Noun.CONTESTS})

    def make(self, number: int) -> Views:
        """The lists of that enterprise."""
        return Views("看工作室、技能人才还是竞赛", talent_views(self.reach, number), within_tabs=True)
