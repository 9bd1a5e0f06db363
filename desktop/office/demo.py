"""A demo office with invented people, for trying the program and for pictures of it.

The IDs begin with 320000, a province's own code under which no ID was ever issued, so they are nobody's.
"""

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from stdnum import luhn
from stdnum.cn import ric

from desktop.base.calendar import today
from desktop.base.fields import Value, Values
from desktop.cases.household import HouseholdDraft
from desktop.exchange.planning import Existing, Plan
from desktop.office.demo_aid import give
from desktop.office.demo_course import lead
from desktop.office.demo_pilots import lead_pilots
from desktop.office.intake import Look
from desktop.office.office import Office

PASSWORD = "niangjia-demo"  # noqa: S105  (it is printed and protects nobody)
NAME = "镇江新区总工会（演示）"
_FILES, _APPLYING = 68, 12
_REGION = "320000"
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
_GIVEN = ("建国 秀英 桂兰 志强 晓明 丽华 玉梅 海燕 思远 文博 雪琴 永康 春花 国庆 小芳 大勇 静 磊 娜 洋 喆 堃").split()
_RARE = ("陈𪾢", "马㛃", "龚䶮", "李𬍛", "阿依古丽·买买提")
_EMPLOYERS = (
    "江苏鼎盛铝业股份有限公司 镇江丁卯电子材料有限公司 镇江新区大港环卫所 镇江港务集团大港分公司 "
    "江苏绿源化工有限公司 镇江新区公交运输有限公司 镇江新区恒昌机械制造有限公司 镇江新区姚桥镇纺织厂"
).split()
_TOWNS = "大港街道 丁卯街道 大路镇 姚桥镇 丁岗镇".split()
_BANKS = "中国工商银行镇江大港支行 中国农业银行镇江姚桥支行 中国建设银行镇江新区支行 江苏银行镇江丁卯支行".split()
_CAUSES = "患重特大疾病 子女上学 无劳动能力 下岗失业 遭受意外事故 有劳动能力而未就业".split()
_EVENTS = ("患重特大疾病", "遭受意外事故")
_HEALTH = "良好 恶性肿瘤 糖尿病 一般疾病 残疾 心血管病 终末期肾病".split()
_FAMILY = (("配偶", 0), ("儿子", 26), ("女儿", 24), ("母亲", -27), ("父亲", -25))
_LINES = {
    "深度困难": (30000, 74000),
    "相对困难": (74000, 148000),
    "意外致困": (148000, 222000),
    "困难": (74000, 148000),
}
_REASONS = {"困难": "收入按区里的线认定", "意外致困": "突发意外，经会议认定"}
"""Why it isn't the category that the income test leads to."""


def make(path: Path) -> Office:
    """A new demo office at a path, with files, aid, applications and pilots at every step; gives it open."""
    office = Office.create(path, PASSWORD, name=NAME, city="镇江市总工会")
    office.remember("office.phone", "0511-00012351", "登记公示电话")
    invented = tuple(drafts(_FILES + _APPLYING))
    _enter(office, invented[:_FILES])
    everyone = list(range(1, _FILES + 1))
    give(office, everyone)
    lead(office, [_applying(draft) for draft in invented[_FILES:]], everyone[-6:])
    lead_pilots(office)
    return office


def _applying(draft: HouseholdDraft) -> HouseholdDraft:
    """As it comes in: neither filed nor numbered yet."""
    return replace(draft, values={**draft.values, "filed_on": None, "file_no": None, "staff_no": None})


def at(path: Path) -> Office:
    """The demo office at a path, opened; made first where there is none."""
    if path.exists():
        return Office.open(path, PASSWORD)
    path.parent.mkdir(parents=True, exist_ok=True)
    return make(path)


def _enter(office: Office, made: tuple[HouseholdDraft, ...]) -> None:
    """Files that are on file, as a ledger enters them."""
    existing = Existing.FILL
    look = Look(path=Path("困难职工台账.xlsx"), tables=(), drafts=made, passed=(), existing=existing, plan=Plan(()))
    office.intake.enter(look)


def drafts(count: int, seed: int = 2022) -> Iterator[HouseholdDraft]:
    """Invented households; the same seed gives the same ones."""
    chance = random.Random(seed)  # noqa: S311  (invention, not secrecy)
    return (_household(chance, number) for number in range(1, count + 1))


def _household(chance: random.Random, number: int) -> HouseholdDraft:
    category = chance.choices(list(_LINES), (6, 5, 2, 2))[0]
    born = dt.date(1964, 1, 1) + dt.timedelta(days=chance.randrange(9000))
    head = _person(chance, "本人", born, number)
    head |= {"name": _RARE[number // 13 % len(_RARE)]} if number % 13 == 0 else {}
    head |= {"phone": f"1{chance.choice('3578')}{chance.randrange(10**9):09}", "health": chance.choice(_HEALTH)}
    family = chance.sample(_FAMILY, chance.choice((0, 1, 1, 2, 2, 3)))
    persons = (head, *(_member(chance, relation, born, years) for relation, years in family))
    return HouseholdDraft(values=_file(chance, number, category, len(persons)), persons=persons)


def _file(chance: random.Random, number: int, category: str, size: int) -> Values:
    least, most = _LINES[category]
    net = chance.randrange(least, most, 100) * size * 12
    spending = chance.choice((0, 600000, 1200000, 2400000))
    town = chance.choice(_TOWNS)
    return {
        "file_no": f"XQ{today().year}{number:04}",
        "staff_no": f"32119100{number:05}",
        "category": category,
        "category_reason": _REASONS.get(category),
        "filed_on": today() - dt.timedelta(days=chance.randrange(20, 700)),
        "employer": chance.choice(_EMPLOYERS),
        "town": town,
        "address": f"镇江新区{town}{chance.randrange(1, 60)}号{chance.randrange(1, 30)}幢",
        "hukou": chance.choice(("非农业", "农业")),
        "housing": chance.choice(("自购房", "租房", "自建房")),
        "floor_area": chance.randrange(4000, 11000, 50),
        "size": size,
        "yearly_income": net + spending,
        "rigid_spending": spending,
        "main_cause": chance.choice(_EVENTS if category == "意外致困" else _CAUSES),
        "bank": chance.choice(_BANKS),
        "card": _card(chance),
        "union": f"{town}总工会",
    }


def _member(chance: random.Random, relation: str, head_born: dt.date, years: int) -> dict[str, Value]:
    born = head_born + dt.timedelta(days=years * 365 + chance.randrange(-700, 700))
    return _person(chance, relation, min(born, today() - dt.timedelta(days=400)), 0)


def _person(chance: random.Random, relation: str, born: dt.date, number: int) -> dict[str, Value]:
    male = {"儿子": 1, "父亲": 1, "女儿": 0, "母亲": 0}.get(relation, chance.randrange(2))
    start = f"{_REGION}{born:%Y%m%d}{chance.randrange(0, 498) * 2 + male:03}"
    return {
        "name": _SURNAMES[(number * 7 + chance.randrange(len(_SURNAMES))) % len(_SURNAMES)] + chance.choice(_GIVEN),
        "relation": relation,
        "resident_id": start + str(ric.calc_check_digit(start + "?")),
        "ethnic": "汉族",
        "monthly_income": chance.choice((0, 0, 60000, 120000, 168000, 228000)),
        "health": "良好",
    }


def _card(chance: random.Random) -> str:
    start = f"621700{chance.randrange(10**12):012}"
    return start + str(luhn.calc_check_digit(start))
