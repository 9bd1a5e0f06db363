"""An invented year of the reform in a small district: thirty pilots in four waves, and all that is kept of them.

The figures are those that such a district tells the newspaper; what it doesn't tell follows from a pilot's number by
small formulas. This is the clerk's own notebook, against which the sheets are held. Amounts are yuan, points tenths.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tests.builders import resident_id
from tests.pilot_ledgers import credit_code, unit_name

WAVES = ((6, "2022-01-12"), (8, "2022-02-15"), (8, "2022-03-15"), (8, "2022-05-18"))
"""How many pilots each wave has, and when it was chosen."""

ORGANISATION, PLAN = "产改组织机构文件", "产改试点实施方案"
NO_ORGANISATION = (24, 25, 26, 27, 28, 29, 30)
NO_PLAN = (23, 25, 26, 27, 28, 29)
"""Who hadn't filed a paper at the end of June: seven, six, eight together."""

RETURNED = (5, 12)
"""Whose plan went back first."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A pilot as the ledger has it."""

    number: int
    wave: int

    @property
    def name(self) -> str:
        """What it is called."""
        return unit_name(self.number)

    @property
    def workers(self) -> int:
        """All who work there."""
        return 200 + 30 * self.number

    @property
    def industrial(self) -> int:
        """Those of them who are industrial workers."""
        return self.workers * 3 // 5

    @property
    def members(self) -> int:
        """Those who are in the union."""
        return self.workers - 2 * self.number


def _wave_of(number: int) -> int:
    return next(at for at, last in enumerate((6, 14, 22, 30), 1) if number <= last)


UNITS = tuple(Unit(number, _wave_of(number)) for number in range(1, 31))


def ledger() -> list[Sequence[Any]]:
    """The ledger of all of them, as such districts keep it, with a sum below."""
    heads = (
        "序号",
        "单位名称",
        "统一社会信用代码",
        "批次",
        "所属行业",
        "单位性质",
        "员工总数",
        "产业工人",
        "工会会员数",
        "联系人",
    )
    kept = [("化工", "国企", one.workers, one.industrial, one.members, "秦文斌") for one in UNITS]
    waves = [f"第{'一二三四'[one.wave - 1]}批" for one in UNITS]
    lines = [
        (one.number, one.name, credit_code(one.number), wave, *told)
        for one, wave, told in zip(UNITS, waves, kept, strict=True)
    ]
    title = ("某区“产改”试点单位一览表",)
    return [title, heads, *lines, ("合计", "", "", "", "", "", sum(one.workers for one in UNITS))]


# The five fronts

TASKS = (
    ("思想引领", "劳模工匠进车间"),
    ("建功立业", "岗位练兵和技能比武"),
    ("素质提升", "技能等级自主评价"),
    ("地位提高", "工资专项集体合同"),
    ("队伍壮大", "新职工入会"),
)
BUSY = range(1, 13)
"""Whoever set themselves tasks, all due on ``DEADLINE``."""

DEADLINE = dt.date(2022, 12, 20)
SILENT = (11, 12)
"""Who reported nothing of the last quarter."""


def percent(unit: int, front: int, quarter: int) -> int:
    """How far a task was said to be in a quarter, the second to the fourth."""
    return min(100, (quarter - 1) * 25 + 5 * ((unit + front) % 6))


def reached(unit: int, front: int) -> int:
    """How far a task was at the end of the year, as far as anybody said."""
    return percent(unit, front, 3 if unit in SILENT else 4)


# Incentive projects


@dataclass(frozen=True, slots=True)
class Project:
    """An application, where it came in the order, and what it was granted."""

    unit: int
    name: str
    front: str
    own: int
    asked: int
    place: int | None = None
    granted: int | None = None


PROJECTS = (
    Project(2, "智能产线改造", "建功立业", 50_000, 50_000, 2, 40_000),
    Project(7, "焊工实训基地", "素质提升", 40_000, 40_000, 1, 30_000),
    Project(9, "班组讲堂", "思想引领", 10_000, 10_000, 3, 10_000),
    Project(15, "技能津贴试点", "地位提高", 30_000, 30_000, 4),
    Project(20, "新职工入会一件事", "队伍壮大", 6_000, 6_000, 5),
    Project(26, "班组擂台", "建功立业", 4_000, 4_000),
)
REFUSED, WITHDRAWN = 5, 6
"""Numbers of projects."""

FUND = 100_000


@dataclass(frozen=True, slots=True)
class Paid:
    """An instalment of a project, out of the fund or by others; a void one was never paid."""

    project: int
    day: str
    yuan: int
    by_fund: bool = True
    void: bool = False


PAID = (
    Paid(1, "2022-08-10", 20_000),
    Paid(2, "2022-08-10", 15_000),
    Paid(2, "2022-09-05", 5_000, void=True),
    Paid(3, "2022-09-08", 10_000),
    Paid(1, "2022-10-12", 20_000),
    Paid(2, "2022-11-03", 15_000, by_fund=False),
)
SPENT = (
    (1, "购置实训台", 18_000),
    (1, "外请技师", 15_000),
    (2, "焊材", 12_000),
    (3, "教材", 6_000),
    (3, "师资", 4_000),
)
"""Project, what for, how much."""

ACCEPTED = 3
"""The project that is over."""


def paid(project: int) -> int:
    """What a project was really paid."""
    return sum(one.yuan for one in PAID if one.project == project and not one.void)


# The yearly assessment

BONUS = {1: 20, 2: 20}
"""Points for having been host to a meeting."""

VETOED = 30
AGAIN, MORE = 3, 2
"""Who was assessed anew, and how many points the first indicator gave them more."""

GRADES = (("优秀", 900), ("良好", 800), ("合格", 600), ("不合格", 0))


def own_score(unit: int, place: int, points: int) -> int:
    """What a unit gives itself for the indicator at a place that gives so many points."""
    return points - (unit + place) % 3 * (unit % 3) * 3


def score(unit: int, place: int, points: int) -> int:
    """What the district gives it in the end, a little less."""
    return own_score(unit, place, points) - 2 * (unit % 4) + (MORE if (unit, place) == (AGAIN, 0) else 0)


# Cadres, calls, problems

CADRES = ("王建军", "李红梅", "周海", "陈立", "吴敏", "郑涛")
AUTUMN = range(1, 25)
"""On whom somebody called in the last quarter too."""

PROBLEMS = {5: "满意", 10: "满意", 15: "基本满意", 20: "满意", 25: None, 30: None}
"""Who had a problem in the third quarter, and how content they were with what came of it; None: nothing did yet."""

LATE_SOLVED = 20
"""Whose problem was solved only in the last quarter."""


def cadre_of(unit: int) -> str:
    """Who looks after a pilot: one cadre after five of them."""
    return CADRES[(unit - 1) % len(CADRES)]


def mode(unit: int) -> str:
    """How somebody called on it."""
    return "电话" if unit % 3 == 0 else "实地"


def called_on(unit: int, quarter: int) -> dt.date:
    """On which day."""
    return dt.date(2022, 7, unit) if quarter == 3 else dt.date(2022, 10 if unit > 12 else 11, unit)


# Monitoring


@dataclass(frozen=True, slots=True)
class Figures:
    """What a pilot filled in."""

    heads: int
    joined: int
    departed: int
    contracts: int
    insured: int
    overdue_heads: int
    overdue: int
    disputes: int


QUARTERS = {2: dt.date(2022, 7, 5), 3: dt.date(2022, 10, 5), 4: dt.date(2023, 1, 5)}
"""Quarters that were filled in, and the day on which most did; ten days after a quarter's end is the last."""

SLOW, LATER = (9, 18), 10
"""Who filled in so many days after the others: too late."""

HOLES = {2: (), 3: (28, 29, 30), 4: (29, 30)}
"""Who didn't fill in at all."""

REMINDED = {27: 2, 28: 1}
"""How often whom, of the third quarter; the first filled in then, too late."""

AT_LAST = dt.date(2022, 10, 25)


def figures(unit: int, quarter: int) -> Figures:
    """What a pilot filled in for a quarter."""
    heads = UNITS[unit - 1].workers + quarter
    owes, quarrels = (unit, quarter) == (13, 3), (unit, quarter) == (8, 3)
    return Figures(
        heads, unit % 5, unit % 3, heads - unit % 4, heads - unit % 2, 3 * owes, 18_000 * owes, int(quarrels)
    )


def filled_on(unit: int, quarter: int) -> dt.date | None:
    """The day on which it did; None where it never did."""
    if unit in HOLES[quarter]:
        return None
    if (unit, quarter) == (27, 3):
        return AT_LAST
    return QUARTERS[quarter] + dt.timedelta(days=LATER if unit in SLOW else 0)


# Studios, skilled workers, contests

STUDIOS, AT_PILOTS = 14, 10
SKILLED = (("高级工", 100), ("技师", 32), ("高级技师", 10), ("中级工", 300), ("初级工", 121))
HIGH, AT_HOSPITAL = 3, 63
"""So many of these grades are high; so many of the workers are at no pilot."""

CONTESTS = (("电工技能竞赛", "2022-05-10", 60, 6, 3), ("职业技能大赛", "2022-09-20", 210, 40, 28))
"""Name, day, heads, raised to the middle grade, raised to the senior grade."""

HOSPITAL = "区人民医院"


def studio(number: int) -> tuple[str, int, int, int, int]:
    """Unit, members, yuan a year, benefit in yuan, apprentices."""
    unit = UNITS[number - 1].name if number <= AT_PILOTS else HOSPITAL
    return unit, 5 + number % 3, 10_000 + 1_000 * number, 50_000 * number, number % 4


def studios() -> list[Sequence[Any]]:
    """The ledger of studios."""
    heads = (
        "序号",
        "工作室名称",
        "所在单位",
        "级别",
        "命名时间",
        "领衔人",
        "成员数",
        "年度经费（元）",
        "经济效益（元）",
        "带徒数",
    )
    lines = []
    for number in range(1, STUDIOS + 1):
        unit, members, money, benefit, apprentices = studio(number)
        name, leader = f"{number}号创新工作室", f"赵{'一二三四五六七八九十甲乙丙丁'[number - 1]}"
        lines.append((number, name, unit, "区级", "2022-04-28", leader, members, money, benefit, apprentices))
    return [heads, *lines]


def skilled() -> list[tuple[str, str]]:
    """The grade and the unit of each skilled worker."""
    grades = [grade for grade, many in SKILLED for _ in range(many)]
    here = len(grades) - AT_HOSPITAL
    return [(grade, UNITS[at % len(UNITS)].name if at < here else HOSPITAL) for at, grade in enumerate(grades)]


def _who(number: int) -> tuple[str, str]:
    born = dt.date(1970 + number // 400, 1, 1)
    return f"钱{'一二三四五六七八九十'[number % 10]}", resident_id(born, seq=number % 400)


def talents() -> list[Sequence[Any]]:
    """The ledger of skilled workers."""
    heads = ("序号", "姓名", "身份证号", "工作单位", "职业工种", "技能等级", "证书编号")
    lines = [(at, *_who(at), unit, "钳工", grade, f"S{at:08}") for at, (grade, unit) in enumerate(skilled(), 1)]
    return [("某区技能人才名册",), heads, *lines]


def contests() -> list[Sequence[Any]]:
    """The ledger of contests."""
    heads = ("序号", "竞赛名称", "日期", "主办单位", "参赛人数", "晋升中级工", "晋升高级工")
    return [
        heads,
        *((at, name, day, "区总工会", *sums) for at, (name, day, *sums) in enumerate(CONTESTS, 1)),
    ]
