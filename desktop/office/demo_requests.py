"""Applications of the demo office, some of them at every step."""

from collections.abc import Sequence

from desktop.base.calendar import age_on, today
from desktop.base.changes import Noun
from desktop.base.fields import Value
from desktop.base.listing import Query
from desktop.cases.household import State
from desktop.office.office import Office

_SIGNED = "主席办公会"
_FEES = ("水费", "电费", "燃气费")
_GRANTED = 3
"""So many applications for medical aid, and so many pupils, are granted."""


def ask(office: Office, files: Sequence[int]) -> tuple[list[int], list[int]]:
    """Applications for most programmes; gives those for medical aid and for schooling that are granted."""
    medical = [_medical(office, home, 600000 + 90000 * at) for at, home in enumerate(files[2:7])]
    _decide(office, medical[:_GRANTED])
    office.requests.refuse(medical[_GRANTED : _GRANTED + 1], decided_by=_SIGNED, opinion="费用已由民政部门全额救助。")
    pupils = _pupils(office, files)
    _decide(office, pupils[:_GRANTED])
    office.requests.withdraw(pupils[_GRANTED : _GRANTED + 1], "已由学校减免学费")
    _graduates(office, files)
    _waivers(office)
    _others(office)
    return medical[:_GRANTED], pupils[:_GRANTED]


def _save(office: Office, programme: str, **values: Value) -> int:
    begun = office.requests.begin({"programme": programme, **values})
    return office.requests.save(begun).record or 0


def _decide(office: Office, numbers: Sequence[int], **values: Value) -> None:
    office.requests.decide(numbers, decided_by=_SIGNED, **values)


def _medical(office: Office, home: int, own: int) -> int:
    said: dict[str, Value] = {
        "disease": "恶性肿瘤",
        "hospital": "镇江市第一人民医院",
        "total_cost": own * 4,
        "reimbursed": own * 3,
        "own_payment": own,
        "reason": "住院自付费用较多。",
        "documents": "疾病诊断证明、医保结算单",
    }
    return _save(office, "医疗救助", household=home, **said)


def _pupils(office: Office, files: Sequence[int]) -> list[int]:
    said: dict[str, Value] = {"school": "镇江新区实验学校", "stage": "高中", "tuition": 240000, "asked": 240000}
    found = _children(office, files, range(14, 19))[:6]
    return [_save(office, "子女助学", household=home, person=one, **said) for home, one in found]


def _graduates(office: Office, files: Sequence[int]) -> None:
    said: dict[str, Value] = {"school": "江苏科技大学", "degree": "本科", "needs": "岗位推荐", "job_state": "未就业"}
    found = _children(office, files, range(21, 26))[:2]
    made = [_save(office, "阳光就业", household=home, person=one, **said) for home, one in found]
    _decide(office, made[:1])
    office.requests.register(made[:1], job_state="已就业", measures="岗位推荐", unit="镇江丁卯电子材料有限公司")


def _children(office: Office, files: Sequence[int], ages: range) -> list[tuple[int, int]]:
    """The sons and daughters of these ages, by file and member."""
    day = today()
    return [
        (home.id, one.id)
        for home in office.cases.many(files)
        for one in home.persons
        if one.relation in {"儿子", "女儿"} and one.birth and age_on(one.birth, day) in ages
    ]


def _waivers(office: Office) -> None:
    """Fees of four households in the deepest hardship: some waived, some sent to the receivers, some not decided."""
    homes = office.ids(Query(noun=Noun.CASES, chips={"state": State.ON_FILE, "category": "深度困难"}))[:4]
    valid: dict[str, Value] = {"valid_from": today(), "valid_to": today().replace(month=12, day=31)}
    office.requests.apply_for_waivers("费用减免", homes, _FEES, **valid)
    made = [one.id for one in office.requests.of_programme("费用减免")]
    _decide(office, made[:9])
    office.requests.register(made[:6], sent_on=today())
    office.requests.finish(made[:3], result="已减免", saved=12000)


def _others(office: Office) -> None:
    who: dict[str, Value] = {"name": "鲁大海", "resident_id": "320000198001010118", "phone": "13500001234"}
    _save(office, "临时救助", **who, event="住房失火", loss=3500000, reason="家中失火，暂住亲戚家。")
    law = _save(office, "法律援助", **who, matter="追讨拖欠的工资", stage_of_law="仲裁")
    _decide(office, [law])
