"""Rounds of visits of the demo office: one that is over, one that goes on."""

import datetime as dt
from collections.abc import Sequence

from desktop.base.calendar import today
from desktop.base.fields import Values
from desktop.office.office import Office

_CALLED = 14
"""So many of those who stand in the round that goes on were called on."""

_KINDS = ("外卖配送员", "快递员", "货车司机", "网约车司机")
_NAMES = (
    "丁一 石磊 江河 白杨 田野 方圆 金山 齐飞 路远 云帆 海波 安康 "
    "池清 万里 凌云 高山 成林 向阳 常青 于洋 季风 尚文 乐天 康健"
).split()


def visit(office: Office, files: Sequence[int]) -> int:
    """The round of Spring Festival with all of it done but the money, and one that goes on; the number of the first."""
    festival = _festival(office, files[:30])
    _couriers(office)
    return festival


def _festival(office: Office, files: Sequence[int]) -> int:
    day = min(today(), dt.date(today().year, 1, 9))
    plan = f"镇新工〔{day.year}〕1号"
    values: Values = {"kind": "两节送温暖", "programme": "送温暖", "plan_no": plan, "leader": "许海峰"}
    number = _open(office, f"{day.year}年春节送温暖", day, values)
    office.activities.set_item(number, {"name": "大米", "measure": "袋", "price": 8000})
    office.activities.add_households(number, files, 100000, "大米×1")
    every = [one.id for one in office.activities.of(number)]
    office.activities.record(every, {"visited_on": day, "visitors": "许海峰、周敏", "place": "家中"})
    return number


def _couriers(office: Office) -> None:
    day = today() - dt.timedelta(days=7)
    number = _open(office, "暖“新”行动", day, {"kind": "暖新行动", "programme": "暖新行动", "budget": 400000})
    office.activities.set_item(number, {"name": "暖新大礼包", "measure": "份", "price": 13000, "bought": 40})
    people: list[Values] = [
        {"kind": kind, "name": name, "unit": f"大港第 {at % 3 + 1} 站", "goods": "暖新大礼包×1"}
        for at, (kind, name) in enumerate(zip(_KINDS * 6, _NAMES, strict=True))
    ]
    office.activities.add(number, people)
    done = [one.id for one in office.activities.of(number)][:_CALLED]
    office.activities.record(done, {"visited_on": today(), "visitors": "周敏"})


def _open(office: Office, name: str, day: dt.date, values: Values) -> int:
    period: Values = {"name": name, "year": day.year, "begins": day, "ends": day + dt.timedelta(days=21)}
    return office.activities.open({**period, **values}).record or 0
