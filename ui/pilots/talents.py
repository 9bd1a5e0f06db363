"""The section 工作室与人才: studios, skilled workers and contests, of pilots and of other units."""

from desktop.base.changes import Noun
from desktop.pilots.talent import Contest, Studio, Talent
from ui.pilots.reach import Reach
from ui.pilots.register_list import RegisterList
from ui.pilots.registering import Register
from ui.pilots.section import View, ViewsSection

STUDIO = Register(
    Studio,
    Noun.STUDIOS,
    "工作室",
    "个",
    "工作室、单位、领衔人、工种",
    "还没有工作室。点“新建工作室”（Ctrl+N）登记，或导入台账。",
)
TALENT = Register(
    Talent,
    Noun.TALENTS,
    "技能人才",
    "人",
    "姓名、单位、工种、证书编号",
    "还没有技能人才。点“新建技能人才”（Ctrl+N）登记，或导入台账。",
)
CONTEST = Register(
    Contest,
    Noun.CONTESTS,
    "竞赛",
    "次",
    "竞赛、单位、主办单位",
    "还没有技能竞赛。点“新建竞赛”（Ctrl+N）登记，写明多少人晋升了等级。",
)
REGISTERS = {one.noun: one for one in (STUDIO, TALENT, CONTEST)}


class TalentsSection(ViewsSection):
    """Three lists by tabs."""

    def __init__(self, reach: Reach) -> None:
        views = {
            noun: View(one.word, lambda one=one: RegisterList(reach, one))  # type: ignore[misc]
            for noun, one in REGISTERS.items()
        }
        super().__init__("看工作室、技能人才还是竞赛", views)
