"""Studios, skilled workers and contests of the demo office."""

import datetime as dt
from collections.abc import Sequence

from desktop.base.calendar import today
from desktop.base.fields import Values
from desktop.office.office import Office
from desktop.pilots.talent import Contest, Studio, Talent

_LEADERS = "沈国强 邹春生 蒋明 韦建平 俞海东 费志远 柏松 洪亮 岳新民 祁连山 温涛 耿卫国 苗青 牛犇".split()
_TRADES = "电工 钳工 焊工 数控车工 桥吊司机 化工总控工 质检员".split()
_LEVELS = ("区级", "区级", "市级", "区级", "企业级", "省级", "区级")
_REVIEWS = ("优秀", "合格", "合格")
_OTHERS = ("镇江新区人民医院", "镇江新区公共交通公司")
"""Units with a studio that are no pilots."""

_GRADES = (
    "中级工（四级）",
    "中级工（四级）",
    "高级工（三级）",
    "初级工（五级）",
    "技师（二级）",
    "高级工（三级）",
    "高级技师（一级）",
)
_CRAFTSMEN = ("区级工匠", "市级工匠")
_GIVEN = "强 伟 敏 静 丽 洋 勇 军 杰 涛 霞 斌 燕 辉 玲 超".split()
_FAMILIES = "庄 柳 翟 滕 尤 甘 蓝 华 骆 涂 凤 包 左 邢 解 邬".split()
_TALENTS = 42
_CONTESTS = (
    ("电工技能竞赛", 9, 40, 6, 3),
    ("焊接技能大赛", 6, 120, 40, 28),
    ("叉车操作比武", 4, 56, 0, 0),
    ("数控车工竞赛", 2, 36, 12, 4),
)
"""Name, months ago, heads, raised to the middle grade, raised to the senior grade."""


def raise_skills(office: Office, units: Sequence[int]) -> None:
    """Fourteen studios, some of units that are no pilots, skilled workers of all grades, and four contests."""
    for place, leader in enumerate(_LEADERS):
        office.registers.enter(Studio, _studio(place, leader, units))
    for place in range(_TALENTS):
        office.registers.enter(Talent, _talent(place, units[6 + place % 12]))
    for place, told in enumerate(_CONTESTS):
        office.registers.enter(Contest, _contest(told, units[place + 14] if place % 2 else None))


def _studio(place: int, leader: str, units: Sequence[int]) -> Values:
    trade, year = _TRADES[place % len(_TRADES)], today().year - 1 - place % 5
    return {
        "name": f"{leader}{trade}创新工作室",
        "enterprise": units[place + 6] if place < len(_LEADERS) - len(_OTHERS) else None,
        "unit": _OTHERS[place % 2] if place >= len(_LEADERS) - len(_OTHERS) else None,
        "level": _LEVELS[place % len(_LEVELS)],
        "named_on": dt.date(year, 4, 28),
        "document_no": f"镇新工〔{year}〕9号",
        "leader": leader,
        "honour": "市劳动模范" if place % 4 == 0 else None,
        "trade": trade,
        "grade": _GRADES[-1 - place % 2],
        "members": 5 + place % 6,
        "area": 6000 + place * 500,
        "money": 2000000 + place * 100000,
        "topics": "工装改进、能耗降低",
        "results": f"实用新型专利 {1 + place % 3} 项，五小成果 {2 + place % 4} 项",
        "benefit": 10000000 + place * 1500000,
        "apprentices": 4 + place % 5,
        "exchanges": 2 + place % 3,
        "review": _REVIEWS[place % len(_REVIEWS)],
    }


def _talent(place: int, unit: int) -> Values:
    certified = today() - dt.timedelta(days=90 + place * 53)
    return {
        "name": _FAMILIES[place % len(_FAMILIES)] + _GIVEN[place * 5 % len(_GIVEN)],
        "enterprise": unit,
        "sex": "女" if place % 4 == 3 else "男",  # noqa: PLR2004  (every fourth)
        "birth": dt.date(1970 + place % 26, place % 12 + 1, 1 + place % 27),
        "trade": _TRADES[place % len(_TRADES)],
        "grade": _GRADES[place % len(_GRADES)],
        "certificate_no": f"演示{certified.year}{place:06}",
        "issuer": "镇江市职业技能鉴定中心",
        "certified_on": certified,
        "craftsman": _CRAFTSMEN[place // 8 % 2] if place % 8 == 4 else None,  # noqa: PLR2004  (every eighth)
        "mentor": _LEADERS[place % len(_LEADERS)] if place % 3 == 0 else None,
    }


def _contest(told: tuple[str, int, int, int, int], unit: int | None) -> Values:
    name, months, heads, intermediate, senior = told
    return {
        "name": f"{today().year}年{name}",
        "enterprise": unit,
        "organiser": "镇江新区总工会" if unit is None else None,
        "day": today() - dt.timedelta(days=months * 30),
        "heads": heads,
        "intermediate": intermediate,
        "senior": senior,
    }
