"""Made-up people, files, policies and batches; the same arguments give the same thing, keywords override anything."""

import datetime as dt
from functools import cache
from typing import Any

from stdnum import luhn
from stdnum.cn import ric

from desktop.aid.activity import Activity, Item, Visit
from desktop.aid.batch import Batch, BatchState, Payment
from desktop.aid.fund import Fund, Source
from desktop.aid.request import Request, RequestState
from desktop.base.calendar import age_on
from desktop.base.findings import Finding
from desktop.base.identity import identity
from desktop.cases.household import Household, HouseholdDraft, Person, State
from desktop.policy.choosing import in_force
from desktop.policy.reading import base_rules, read_preset
from desktop.policy.standards import Policy

DAY = dt.date(2022, 12, 10)
"""The day on which the made-up office decides."""

_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
_GIVEN = "建国 秀英 桂兰 志强 晓明 丽华 玉梅 海燕 思远 文博 雪琴 永康 春花 国庆 小芳 大勇".split()
_FAMILY = (("配偶", "女"), ("儿子", "男"), ("女儿", "女"), ("父亲", "男"), ("母亲", "女"))
_TOWNS = "大港街道 丁卯街道 丁岗镇 大路镇 姚桥镇".split()


def resident_id(birth: dt.date = dt.date(1975, 3, 8), sex: str = "女", seq: int = 0, region: str = "321102") -> str:
    """A right resident ID of nobody; ``seq`` 0 to 499 tells apart people of one birthday and sex."""
    start = f"{region}{birth:%Y%m%d}{seq * 2 + (sex == '男'):03}"
    return start + str(ric.calc_check_digit(start + "?"))


def card(seed: int = 0) -> str:
    """A bank card of 19 digits whose check digit is right."""
    start = f"621700{seed:012}"
    return start + str(luhn.calc_check_digit(start))


def name(seed: int = 0) -> str:
    """A made-up name; 320 differ."""
    return _SURNAMES[seed % len(_SURNAMES)] + _GIVEN[seed // len(_SURNAMES) % len(_GIVEN)]


def person(seed: int = 0, **values: Any) -> Person:
    """A person whose ID, sex and birth agree unless two of them are given."""
    birth = values.get("birth") or dt.date(1960, 1, 1) + dt.timedelta(days=seed * 97 % 14000)
    sex = values.get("sex") or ("男" if seed % 2 else "女")
    number = values.get("resident_id", resident_id(birth, sex, seed // 14000 % 500))
    said = identity(number) if number else None
    usual: dict[str, Any] = {
        "id": 0,
        "name": name(seed),
        "relation": "本人",
        "resident_id": number,
        "sex": said and said.sex,
        "birth": said and said.birth,
        "ethnic": "汉族",
        "health": "良好",
        "monthly_income": 120000,
        "phone": f"138{seed:08}",
    }
    return Person(**usual | values)


def household(seed: int = 0, *, members: int = 2, **values: Any) -> Household:
    """A file of an applicant and so many members; 42,000 yuan a year of which 12,000 are rigid spending."""
    family = [_member(seed, place, *_FAMILY[place % len(_FAMILY)]) for place in range(members)]
    persons = values.get("persons", (person(seed), *family))
    usual: dict[str, Any] = {
        "id": seed + 1,
        "state": State.ON_FILE,
        "persons": persons,
        "file_no": f"2022-{seed + 1:04}",
        "staff_no": f"Z{seed + 1:06}",
        "category": "深度困难",
        "filed_on": dt.date(2022, 7, 25),
        "employer": "镇江春风机械有限公司",
        "town": _TOWNS[seed % len(_TOWNS)],
        "address": f"{_TOWNS[seed % len(_TOWNS)]}春风路{seed % 200 + 1}号",
        "hukou": "非农业",
        "size": len(persons),
        "yearly_income": 4200000,
        "rigid_spending": 1200000,
        "per_head": 4200000 // len(persons) // 12,
        "main_cause": "患重特大疾病",
        "bank": "中国工商银行镇江大港支行",
        "card": card(seed),
    }
    return Household(**usual | values)


def _member(seed: int, place: int, relation: str, sex: str) -> Person:
    own = 1_000_000 + seed * 10 + place
    return person(own, relation=relation, sex=sex, phone=None, monthly_income=0)


def draft(
    *persons: dict[str, Any], findings: tuple[Finding, ...] = (), places: Any = None, **values: Any
) -> HouseholdDraft:
    """A draft of these persons and values; of one made-up applicant where no person is given."""
    someone = {"name": name(), "resident_id": resident_id()}
    return HouseholdDraft(
        values={"category": "深度困难"} | values,
        persons=persons or (someone,),
        findings=findings,
        places=places or {},
    )


@cache
def policy(day: dt.date = DAY, preset: str = "zhenjiang-new-area-2022") -> Policy:
    """What holds on that day by a preset: a line of 740 yuan, living aid of 5,000 and 4,000."""
    return in_force((*base_rules(), *read_preset(preset)), day)


def fund(**values: Any) -> Fund:
    """A fund of 100,000 yuan of which nothing is bound."""
    usual: dict[str, Any] = {
        "id": 1,
        "name": "2022年困难职工帮扶资金",
        "source": Source.OWN_UNION,
        "year": 2022,
        "received": 10000000,
    }
    return Fund(**usual | values)


def batch(**values: Any) -> Batch:
    """A batch of living aid that is being drawn up."""
    usual: dict[str, Any] = {
        "id": 1,
        "state": BatchState.DRAWN,
        "title": "2022年困难职工生活救助",
        "programme": "生活救助",
        "year": 2022,
        "fund": 1,
        "fund_name": "2022年困难职工帮扶资金",
        "source": Source.OWN_UNION,
        "decided_on": DAY,
    }
    return Batch(**usual | values)


def payment(seed: int = 0, **values: Any) -> Payment:
    """A payment of 5,000 yuan to the applicant of ``household(seed)``."""
    paid = household(seed)
    who = paid.applicant
    usual: dict[str, Any] = {
        "id": seed + 1,
        "batch": 1,
        "household": paid.id,
        "position": seed + 1,
        "name": who.name,
        "sex": who.sex,
        "age": who.birth and age_on(who.birth, DAY),
        "resident_id": who.resident_id,
        "card": paid.card,
        "bank": paid.bank,
        "place": paid.employer,
        "category": paid.category,
        "phone": who.phone,
        "staff_no": paid.staff_no,
        "file_no": paid.file_no,
        "amount": 500000,
        "reason": "标准 5,000；上限 12×740 = 8,880；本年已发 0；本次 5,000",
    }
    return Payment(**usual | values)


def request(seed: int = 0, **values: Any) -> Request:
    """An application for living aid by the applicant of ``household(seed)``, not decided yet."""
    asked = household(seed)
    who = asked.applicant
    usual: dict[str, Any] = {
        "id": seed + 1,
        "state": RequestState.OPEN,
        "programme": "生活救助",
        "year": 2022,
        "day": dt.date(2022, 12, 1),
        "household": asked.id,
        "name": who.name,
        "sex": who.sex,
        "resident_id": who.resident_id,
        "category": asked.category,
        "employer": asked.employer,
        "address": asked.address,
        "phone": who.phone,
        "bank": asked.bank,
        "card": asked.card,
    }
    return Request(**usual | values)


def activity(**values: Any) -> Activity:
    """A round of visits before Spring Festival."""
    usual: dict[str, Any] = {
        "id": 1,
        "name": "2023年春节送温暖",
        "kind": "两节送温暖",
        "programme": "送温暖",
        "year": 2023,
        "begins": dt.date(2023, 1, 9),
        "ends": dt.date(2023, 1, 18),
    }
    return Activity(**usual | values)


def item(seed: int = 0, **values: Any) -> Item:
    """Rice at 80 yuan a bag, oil at 60 yuan a bottle."""
    name, measure, price = (("大米", "袋", 8000), ("食用油", "桶", 6000))[seed % 2]
    usual: dict[str, Any] = {"id": seed + 1, "activity": 1, "name": name, "measure": measure, "price": price}
    return Item(**usual | values)


def visit(seed: int = 0, **values: Any) -> Visit:
    """A visit to the applicant of ``household(seed)`` with 1,000 yuan, not made yet."""
    called = household(seed)
    who = called.applicant
    usual: dict[str, Any] = {
        "id": seed + 1,
        "activity": 1,
        "position": seed + 1,
        "household": called.id,
        "kind": "困难职工",
        "name": who.name,
        "sex": who.sex,
        "resident_id": who.resident_id,
        "unit": called.employer,
        "town": called.town,
        "address": called.address,
        "phone": who.phone,
        "cash": 100_000,
    }
    return Visit(**usual | values)
