"""The section 工作室与人才: studios, skilled workers and contests, of pilots and of other units."""

from ui.pilots.reach import Reach
from ui.pilots.section import ViewsSection
from ui.pilots.talent_lists import talent_views


class TalentsSection(ViewsSection):
    """Three lists by tabs."""

    def __init__(self, reach: Reach) -> None:
        super().__init__("看工作室、技能人才还是竞赛", talent_views(reach))
