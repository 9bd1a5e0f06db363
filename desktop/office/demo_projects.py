"""Incentive projects of the demo office in every state, and two years of assessments."""

import datetime as dt
import random
from collections.abc import Sequence

from desktop.aid.fund import Source
from desktop.base.calendar import today
from desktop.base.fields import Values
from desktop.office.office import Office
from desktop.office.score_checks import Key
from desktop.pilots.assessment import AssessmentState
from desktop.pilots.incentive import Spending
from desktop.pilots.scheme import BONUS

_MEETING = "区产改联席会议办公室"
_PROJECTS = (
    ("智能产线岗位练兵", "建功立业", 60000),
    ("数控技师工作站", "素质提升", 80000),
    ("一线工匠讲堂", "思想引领", 20000),
    ("技能津贴制度试点", "地位提高", 50000),
    ("新职工入会一件事", "队伍壮大", 15000),
    ("班组“五小”擂台", "建功立业", 30000),
    ("校企联合订单班", "素质提升", 70000),
)
"""This year's: name, front, yuan that are asked for."""

_WORTH = (60, 75, 85, 85)
_WHOLE = 100
"""How good units are at least with everything, in hundredths."""

_LAST_YEAR = ("焊接技能提升工程", "素质提升", 40000)


def do_projects(office: Office, units: Sequence[int]) -> None:
    """Projects from the application to the acceptance; two are paid from a fund, one by others."""
    year = today().year
    _finished(office, units[0], year - 1)
    numbers = [_apply(office, units[14 + at], year, told) for at, told in enumerate(_PROJECTS)]
    office.incentives.recommend(numbers[:4], "推荐立项。")
    office.incentives.refuse(numbers[5], "与往年项目重复。")
    office.incentives.withdraw(numbers[6], "单位调整计划，申请撤回。")
    granted = {numbers[1]: 6000000, numbers[0]: 5000000}
    office.incentives.rank(year, [numbers[1], numbers[0], numbers[2], numbers[3], numbers[5]])
    office.incentives.grant(granted, day=_on(3, 20), document_no=f"镇新工〔{year}〕15号")
    fund = _fund(office, year)
    office.incentives.pay(numbers[1], _paid(_on(4, 10), 3000000, "0021"), fund)
    office.incentives.pay(numbers[1], _paid(_on(6, 12), 2000000, None), fund)
    office.incentives.pay(numbers[0], _paid(_on(4, 10), 2500000, "0022"), fund)
    _spend(office, numbers[1], _on(5, 6), "购置实训设备", 2200000)
    _spend(office, numbers[1], _on(6, 20), "外请技师授课", 600000)


def _finished(office: Office, unit: int, year: int) -> None:
    """A project of last year, paid by others, that was accepted."""
    number = _apply(office, unit, year, _LAST_YEAR)
    office.incentives.recommend(number, "推荐立项。")
    office.incentives.grant({number: 4000000}, day=dt.date(year, 4, 1), document_no=f"镇新工〔{year}〕18号")
    office.incentives.pay(number, _paid(dt.date(year, 5, 10), 4000000, "0007"))
    _spend(office, number, dt.date(year, 7, 15), "焊接耗材和场地", 2600000)
    _spend(office, number, dt.date(year, 9, 20), "技能比武奖励", 1400000)
    office.incentives.accept(number, day=dt.date(year, 12, 10), opinion="培养高级工 12 名，达到预期目标。")


def _apply(office: Office, unit: int, year: int, project: tuple[str, str, int]) -> int:
    whose, (name, front, yuan) = office.enterprises.one(unit), project
    values: Values = {
        "enterprise": unit,
        "year": year,
        "name": name,
        "front": front,
        "leader": whose.liaison,
        "phone": whose.phone,
        "begins": dt.date(year, 3, 1),
        "ends": dt.date(year, 11, 30),
        "background": "一线高技能人才偏少，青年职工成长慢。",
        "measures": "名师带徒，每月一训，每季一赛，年底考评。",
        "results": "全年培训 300 人次，新增高级工 10 名以上。",
        "innovation": "训、赛、评、奖连成一体，可在同类企业推广。",
        "budget": yuan * 250,
        "self_raised": yuan * 150,
        "asked": yuan * 100,
        "unit_opinion": "同意申报。",
    }
    return office.incentives.apply(values).record or 0


def _fund(office: Office, year: int) -> int:
    opened = office.funds.open(
        name=f"{year}年产改激励资金",
        source=Source.OWN_UNION,
        year=year,
        received=20000000,
        received_on=_on(1, 4),
    )
    return opened.record or 0


def _paid(day: dt.date, amount: int, invoice: str | None) -> Values:
    return {"day": day, "amount": amount, "invoice_no": invoice}


def _spend(office: Office, project: int, day: dt.date, item: str, amount: int) -> None:
    values: Values = {"incentive": project, "day": day, "item": item, "amount": amount, "invoice_no": f"{day:%m%d}"}
    office.registers.enter(Spending, values)


def assess(office: Office, units: Sequence[Sequence[int]]) -> None:
    """The two years before are finished, one unit vetoed and one done anew; this year's goes on."""
    chance, year = random.Random(30), today().year  # noqa: S311  (invention, not secrecy)
    first, second, third = units[:3]
    _finish(office, first, year - 2, chance)
    _finish(office, [*first[:5], *second], year - 1, chance)
    [anew] = _numbers(office, [second[3]], year - 1)
    office.assessments.redo(anew, "漏计一次市级技能竞赛")
    office.assessments.begin([first[4], *second[5:], *third], year)
    own, ours = third[:4], third[4:6]
    for number in _numbers(office, own, year):
        office.assessments.score(number, _marks(office, number, chance, ours=False))
    for number in _numbers(office, ours, year):
        office.assessments.score(number, _marks(office, number, chance))


def _finish(office: Office, units: Sequence[int], year: int, chance: random.Random) -> None:
    """Scored and finished; the last of them is vetoed, the first has a bonus."""
    office.assessments.begin(units, year)
    numbers = _numbers(office, units, year)
    for number in numbers:
        office.assessments.score(number, _marks(office, number, chance))
    office.assessments.judge(
        numbers[0], {"bonus_reason": "承办市级现场会", "highlights": "技能等级和薪酬挂钩"}, {"承办现场会": 20}
    )
    office.assessments.judge(numbers[-1], {"veto": "拖欠职工工资", "problems": "年中曾拖欠工资，已补发"})
    office.assessments.finish(numbers, _MEETING, min(today(), dt.date(year + 1, 1, 8)))


def _numbers(office: Office, units: Sequence[int], year: int) -> list[int]:
    """The assessments of units and a year that stand."""
    return [
        one.id
        for unit in units
        for one in office.assessments.of(unit)
        if one.year == year and one.state is not AssessmentState.SUPERSEDED
    ]


def _marks(office: Office, number: int, chance: random.Random, *, ours: bool = True) -> dict[Key, Values]:
    """What a unit gives itself, and what the district gives it where it looked already: good ones and others."""
    found: dict[Key, Values] = {}
    worth = chance.choice(_WORTH)
    for score in (line.score for line in office.assessments.sheet(number).lines):
        if score.front != BONUS:
            given = score.points * chance.randrange(worth, _WHOLE + 1) // _WHOLE
            said: Values = {"self_score": min(score.points, given + 2), "evidence": "台账和照片"}
            found[score.front, score.indicator] = {**said, "score": given} if ours else said
    return found


def _on(month: int, day: int) -> dt.date:
    """That day of this year, or today where it is still to come."""
    return min(today(), dt.date(today().year, month, day))
