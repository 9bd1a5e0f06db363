"""An invented year of a small district: seven files, rounds of visits, and what all were given.

The figures are those that such a district tells the newspaper. Amounts are yuan; ``GIVEN`` is the clerk's own notebook,
against which the sheets are held.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from tests import builders

CENTRAL, OWN, DONATION = "中央财政", "本级工会经费", "社会捐助"
LIVING, ILLNESS, SCHOOL = "生活救助", "医疗救助", "子女助学"
COOLING, NEW_WORK, WARMTH = "送清凉", "暖新行动", "送温暖"
PACKS, PACK = 310, 130
DRINKS, DRINK = 40, 30
FEES, SPECIAL = ("水费", "电费", "燃气费", "医疗"), 6
SAVED = {"水费": 96, "电费": 180, "燃气费": 120, "医疗": 300}


@dataclass(frozen=True, slots=True)
class Given:
    """What the clerk noted of a payment: to whom (the number of the file, or any text), and whether it came back."""

    day: dt.date
    source: str
    programme: str
    whom: int | str
    yuan: int
    back: bool = False


@dataclass(frozen=True, slots=True)
class Home:
    """A household of the ledger: category, family as (relation, birth, what they do), income of the year."""

    category: str
    income: int
    family: tuple[tuple[str, dt.date, str], ...] = ()


HOMES = (
    Home("深度困难", 16_000, (("女儿", dt.date(2003, 9, 12), "大学生"),)),
    Home("深度困难", 15_000, (("儿子", dt.date(2006, 4, 2), "高中生"),)),
    Home("深度困难", 17_000, (("女儿", dt.date(2000, 5, 20), "大学生"),)),
    Home("深度困难", 14_000, (("配偶", dt.date(1974, 8, 9), "无业"),)),
    Home("深度困难", 8_000),
    Home("相对困难", 30_000, (("配偶", dt.date(1976, 1, 30), "无业"),)),
    Home("困难", 32_000, (("配偶", dt.date(1979, 7, 5), "在职"),)),
)
KIN = {1: "秦晓燕", 2: "秦晓峰", 3: "秦晓云"}
"""Pupils and graduates by their files."""

SPOUSE = "陆文"
"""What all the others are called."""

BY_CATEGORY = {"深度困难": 2_000, "相对困难": 1_500, "困难": 1_000}
"""What living aid was lowered to that year."""

REFUSED = {2: "户名不符", 4: "账户冻结"}
"""Which files' transfers the bank gave back, and why."""

WORKERS = (("劳动模范", 1_000, 36), ("环卫工人", 800, 32), ("农民工", 500, 20))
"""Who of the roster has no file: kind, yuan each, how many."""


def _living() -> Iterator[Given]:
    for number, home in enumerate(HOMES, 1):
        source = CENTRAL if number <= SPECIAL else OWN
        day = dt.date(2022, 6, 23) if number <= SPECIAL else dt.date(2022, 6, 22)
        amount = BY_CATEGORY[home.category]
        yield Given(day, source, LIVING, number, amount, back=number in REFUSED)
        if number in REFUSED:
            yield Given(dt.date(2022, 7, 8), source, LIVING, number, amount)


def _outside() -> Iterator[Given]:
    for number in range(DRINKS):
        yield Given(dt.date(2022, 7, 21), OWN, COOLING, f"清凉{number}", DRINK)
    for number in range(PACKS):
        yield Given(dt.date(2022, 8, 12), OWN, NEW_WORK, f"暖新{number}", PACK)


def _warmth() -> Iterator[Given]:
    day = dt.date(2023, 1, 12)
    for number in range(1, 8):
        yield Given(day, OWN, WARMTH, number, 2_600 if number <= SPECIAL else 1_800)
    for kind, yuan, many in WORKERS:
        yield from (Given(day, OWN, WARMTH, f"{kind}{number}", yuan) for number in range(many))


GIVEN = (
    Given(dt.date(2022, 3, 16), DONATION, ILLNESS, 4, 4_500),
    *_living(),
    *_outside(),
    Given(dt.date(2022, 8, 26), OWN, SCHOOL, 1, 3_000),
    Given(dt.date(2022, 8, 26), OWN, SCHOOL, 2, 2_400),
    *_warmth(),
)


def ledger() -> list[Sequence[Any]]:
    """The ledger of the files, each with one member at most."""
    heads = ("姓名", "身份证号", "困难类别", "类别确定理由", "家庭人口", "家庭年度总收入（元）", "工作单位", "手机号码")
    member = ("家庭成员1姓名", "家庭成员1关系", "家庭成员1身份证号", "家庭成员1身份")
    return [(*heads, "银行卡号", *member), *(_line(number, home) for number, home in enumerate(HOMES, 1))]


def _line(number: int, home: Home) -> Sequence[Any]:
    who = builders.person(number)
    why = "收入按区里的线认定" if home.category == "困难" else None
    said = (who.name, who.resident_id, home.category, why, 1 + len(home.family), home.income, "新区环卫所", who.phone)
    return (*said, builders.card(number), *_member(number, home))


def _member(number: int, home: Home) -> Sequence[Any]:
    for relation, birth, work in home.family:
        sex = "男" if relation == "儿子" else "女"
        return KIN.get(number, SPOUSE), relation, builders.resident_id(birth, sex, number), work
    return ()


def somebody(number: int, kind: str, goods: str) -> Sequence[Any]:
    """A line of a roster: somebody without a file, who gets a thing."""
    who = builders.person(1_000 + number)
    return who.name, who.sex, who.resident_id, "新区城运公司", kind, goods, f"139{number:08}"


def roster(lines: Sequence[Sequence[Any]]) -> list[Sequence[Any]]:
    """A roster of things that are given, without a title."""
    heads = ("序号", "姓名", "性别", "身份证号", "工作单位", "人员类别", "慰问品", "联系电话", "签名")
    return [heads, *((at, *line) for at, line in enumerate(lines, 1))]


def festive_roster() -> list[Sequence[Any]]:
    """The roster as such offices keep it: a title, the period, headings, ninety-five lines, a sum that is a formula."""
    heads = ("序号", "姓名", "性别", "身份证号", "工作单位", "人员类别", "慰问金（元）", "联系电话", "签名")
    people: list[tuple[Any, ...]] = []
    for number in range(1, len(HOMES) + 1):
        who = builders.person(number)
        people.append(
            (who.name, who.sex, who.resident_id, "新区环卫所", "困难职工", 2_600 if number <= SPECIAL else 1_800)
        )
    for kind, yuan, many in WORKERS:
        for _ in range(many):
            who = builders.person(2_000 + len(people))
            people.append((who.name, who.sex, who.resident_id, "镇江港务集团大港分公司", kind, yuan))
    lines = [(at, *line, f"137{at:08}") for at, line in enumerate(people, 1)]
    total = ("合计", None, None, None, None, None, "=SUM(G4:G98)")
    return [("2023年春节送温暖慰问花名册",), ("慰问时间：2023年1月9日—1月18日",), heads, *lines, total]
