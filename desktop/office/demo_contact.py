"""Cadres and their pilots in the demo office: calls, inspections, problems, and monitoring with holes."""

import datetime as dt
from collections.abc import Sequence

from desktop.base.calendar import today
from desktop.base.fields import Value, Values
from desktop.office.office import Office
from desktop.pilots.pairing import Problem
from desktop.pilots.periods import before, ends

_CADRES = (
    ("许海峰", "副主席"),
    ("周敏", "干事"),
    ("沈建新", "经审委主任"),
    ("葛云", "女工委主任"),
    ("樊志刚", "组宣部部长"),
    ("陶丽", "权益部部长"),
)
_SAID = (
    ("订单比去年同期增加一成", "缺数控操作工 20 名", "高级工占三成", "每月集中培训一次", "全员参保", "没有争议"),
    ("原材料涨价，订单平稳", "用工充足", "技师偏少", "培训经费不足", "新员工参保滞后", "工资协商进行中"),
    ("新产线投产", "季节性缺工", "与高职院校合作办班", "师带徒 18 对", "全员参保", "集体合同将到期"),
)
"""What calls heard of the six topics."""

_TOPICS = ("business", "hiring", "talent", "training", "insurance", "relations")
_PROBLEMS = (
    ("缺数控操作工 20 名", "招用工", "区人社局"),
    ("培训经费不足", "职工培训", "区总工会组宣部"),
    ("新员工社保办理滞后", "社会保险", "区社保中心"),
    ("集体合同将到期，不知如何续签", "劳动关系", "区总工会权益部"),
)
_QUIET = 5
"""So many pilots weren't called on for long."""

_LATE = (70, 55)
"""Days since problems were found whose time is over."""


def keep_contact(office: Office, units: Sequence[Sequence[int]]) -> None:
    """Five pilots a cadre but for the last two; calls, inspections, problems, monitoring."""
    every = [number for wave in units for number in wave]
    _pair(office, units)
    _call(office, every)
    _solve(office)
    _inspect(office, units[1], units[2])
    _monitor(office)


def _pair(office: Office, units: Sequence[Sequence[int]]) -> None:
    begun = {number: office.enterprises.stages(number)[0].day for wave in units for number in wave}
    numbers = list(begun)[:-2]
    for place, (name, duty) in enumerate(_CADRES):
        mine = numbers[place :: len(_CADRES)]
        for day in sorted({begun[number] for number in mine}):
            chosen = [number for number in mine if begun[number] == day]
            office.pairing.pair(name, chosen, day, duty=duty, phone=f"051100012{place:03}", way="结对服务")
    office.pairing.hand_over("沈建新", "韩雪", _back(45), duty="办公室主任", phone="051100012099")


def _call(office: Office, units: Sequence[int]) -> None:
    """Everybody was called on once, a while ago or lately; some found problems."""
    for place, number in enumerate(units[:-2]):
        days = 48 + place if place % len(_CADRES) == _QUIET else place % 24
        found = [_problem(place // 3)] if place % 3 == 0 else []
        office.pairing.call(_heard(office, number, place, _back(days), place % 4 == 1), found)
    for place, (number, days) in enumerate(zip(units[6:10], (*_LATE, 80, 95), strict=True)):
        late = {**_problem(place), "deadline": _back(days - 30)}
        office.pairing.call(_heard(office, number, place, _back(days), by_phone=False), [late])


def _heard(office: Office, number: int, place: int, day: dt.date, by_phone: bool) -> Values:  # noqa: FBT001
    whose = office.enterprises.one(number)
    said = dict(zip(_TOPICS, _SAID[place % len(_SAID)], strict=True))
    return {
        "enterprise": number,
        "day": day,
        "cadre": whose.cadres or _CADRES[0][0],
        "mode": "电话" if by_phone else "实地",
        "met": whose.liaison,
        **(dict(list(said.items())[:3]) if by_phone else said),
    }


def _problem(place: int) -> Values:
    problem, category, handed = _PROBLEMS[place % len(_PROBLEMS)]
    return {
        "problem": problem,
        "category": category,
        "handed_to": handed,
        "owner": _CADRES[place % len(_CADRES)][0],
        "deadline": today() + dt.timedelta(days=20),
    }


def _solve(office: Office) -> None:
    """Some are solved, one of them again after the first result didn't hold."""
    numbers = [one.id for one in office.registers.of(Problem)]
    told: Values = {"solved_on": today(), "result": "已对接解决，企业确认。", "satisfaction": "满意"}
    office.pairing.solve(numbers[1:4], told)
    office.pairing.solve(numbers[4:6], {**told, "result": "先解决一半，其余下季度办理。", "satisfaction": "基本满意"})
    office.pairing.reopen(numbers[5:6], "新招职工没有到岗")


def _inspect(office: Office, second: Sequence[int], third: Sequence[int]) -> None:
    """Half-way inspections, with what is to be mended: done, late, and not due yet; and one that looked again."""
    for place, number in enumerate(third[:4]):
        values: Values = {
            "enterprise": number,
            "kind": "中期督查",
            "day": _back(60 - 10 * place),
            "inspectors": "许海峰、樊志刚",
            "ways": "听取汇报、查阅台账、走访车间",
            "strengths": "领导小组按季研究，师带徒有台账。",
            "shortcomings": "技能等级和薪酬还没有挂钩。",
            "demands": "两个月内拿出技能津贴办法。",
            "mend_by": _back(10 * (1 - place)),
            "document_no": f"督〔{today().year}〕{place + 1}号",
        }
        mended: Values = {"mended": "已出台技能津贴办法。", "mended_on": _back(15)} if place == 0 else {}
        office.pairing.inspect({**values, **mended}, [{"problem": "技能等级和薪酬没有挂钩", "category": "人才储备"}])
    again: Values = {"kind": "回头看", "day": _back(25), "inspectors": "樊志刚", "strengths": "整改已经到位。"}
    office.pairing.inspect({"enterprise": second[0], **again})


def _monitor(office: Office) -> None:
    """Four quarters: all but a few filled in, in time or late; the newest has holes, and some were reminded."""
    newest = office.monitoring.newest()
    periods = [newest]
    while len(periods) < 4:  # noqa: PLR2004  (a year)
        periods.append(before(periods[-1]))
    for period in periods:
        _fill(office, period, holes=7 if period == newest else 1)
    asked = [one.enterprise for one in office.monitoring.open(newest)]
    office.monitoring.remind(asked[:4], newest, {"channel": "电话"})
    office.monitoring.remind(asked[:2], newest, {"channel": "微信"})


def _fill(office: Office, period: str, holes: int) -> None:
    asked = [one.enterprise for one in office.monitoring.open(period)][:-holes]
    day = min(today(), ends(period) + dt.timedelta(days=6))
    for place, number in enumerate(asked[:4]):
        office.monitoring.fill(number, period, _figures(office, number, place) | {"filled_on": day})
    office.monitoring.fill_many(asked[4:-2], period, day)
    office.monitoring.fill_many(asked[-2:], period, min(today(), day + dt.timedelta(days=9)))


def _figures(office: Office, number: int, place: int) -> dict[str, Value]:
    """What a pilot filled in; the second has a dispute, the third owes wages."""
    heads = office.enterprises.one(number).workers or 0
    found: dict[str, Value] = {
        "heads": heads,
        "joined": 6 + place,
        "departed": 3,
        "contracts": heads - place,
        "insured": heads - 2 * place,
        "overdue_heads": 0,
        "overtime": 12 + 4 * place,
        "disputes": 0,
        "risk": "低",
    }
    if place == 1:
        found |= {"disputes": 1, "risk": "中"}
    if place == 2:  # noqa: PLR2004  (the third)
        found |= {"overdue_heads": 4, "overdue": 2600000, "risk": "高"}
    return found


def _back(days: int) -> dt.date:
    return today() - dt.timedelta(days=days)
