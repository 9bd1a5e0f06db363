"""The lists of studios, skilled workers and contests, with what they come to."""

from functools import partial
from typing import TYPE_CHECKING

from desktop.base.changes import Noun
from desktop.base.listing import Query
from desktop.pilots.talent import Contest, Studio, Talent
from ui.pilots.reach import Reach
from ui.pilots.register_list import RegisterList
from ui.pilots.registering import Register
from ui.pilots.section import View

if TYPE_CHECKING:
    from desktop.office.office import Office

STUDIO = Register(
    Studio,
    Noun.STUDIOS,
    "工作室",
    "个",
    "工作室、单位、领衔人、工种",
    "还没有工作室。点“新建工作室”（Ctrl+N）登记；有现成的台账，点“导入台账…”。",
)
TALENT = Register(
    Talent,
    Noun.TALENTS,
    "技能人才",
    "人",
    "姓名、单位、工种、证书编号",
    "还没有技能人才。点“新建技能人才”（Ctrl+N）登记；有现成的台账，点“导入台账…”。",
)
CONTEST = Register(
    Contest,
    Noun.CONTESTS,
    "竞赛",
    "次",
    "竞赛、单位、主办单位",
    "还没有技能竞赛。点“新建竞赛”（Ctrl+N）登记，写明多少人晋升了等级。",
)
_RAISED = {"intermediate": "中级", "senior": "高级", "technician": "技师及以上"}


class TalentList(RegisterList):
    """Skilled workers; the foot tells how many of those that are listed are high-skilled."""

    def _tell_counts(self) -> None:
        super()._tell_counts()
        self.reach.desk.ask(partial(high_skilled, self.query), self._tell_high, key=(id(self), "high"))

    def _tell_high(self, count: int) -> None:
        if self.model.rowCount():
            self._count.setText(f"共 {self.model.rowCount():,} 人，其中高技能 {count:,} 人")


class ContestList(RegisterList):
    """Contests; the foot tells how many those that are listed raised, and to which grade."""

    def _tell_counts(self) -> None:
        super()._tell_counts()
        self.reach.desk.ask(partial(raised, self.query), self._tell_raised, key=(id(self), "raised"))

    def _tell_raised(self, found: dict[str, int]) -> None:
        if total := sum(found.values()):
            parts = "、".join(f"{_RAISED[name]} {count:,}" for name, count in found.items() if count)
            self._count.setText(f"共 {self.model.rowCount():,} 次，晋升 {total:,} 人：{parts}")


def high_skilled(query: Query, office: "Office") -> int:
    """How many of the skilled workers that a query finds are high-skilled, by the grades that policy counts so."""
    high = office.standing.on().high_skilled
    wanted = query.chips.get("grade")
    counts = office.counts(query, "grade")
    return sum(count for grade, count in counts.items() if grade in high and wanted in {None, grade})


def raised(query: Query, office: "Office") -> dict[str, int]:
    """How many the contests that a query finds raised, by the grade."""
    names = [one.name for one in office.listing(Noun.CONTESTS).columns]
    lines = [line[1:] for line in office.rows(Noun.CONTESTS, office.ids(query))]
    return {name: sum(int(str(line[names.index(name)] or 0)) for line in lines) for name in _RAISED}


_LISTS: dict[Noun, tuple[Register, type[RegisterList]]] = {
    Noun.STUDIOS: (STUDIO, RegisterList),
    Noun.TALENTS: (TALENT, TalentList),
    Noun.CONTESTS: (CONTEST, ContestList),
}


def talent_views(reach: Reach, enterprise: int | None = None) -> dict[Noun, View]:
    """The three lists, of all units or of one enterprise."""
    return {
        noun: View(register.word, partial(kind, reach, register, enterprise=enterprise))
        for noun, (register, kind) in _LISTS.items()
    }
