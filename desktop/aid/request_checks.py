"""What is wrong or doubtful with an application for aid, by its programme's rule (reference: domain §2.2, §2.4)."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop.aid.request import ENDING, Request
from desktop.aid.request_facts import facts_of, own_payment
from desktop.base.calendar import today
from desktop.base.fields import Field, Kind, Values
from desktop.base.findings import Finding, doubt
from desktop.base.money import short_yuan
from desktop.base.several import BETWEEN
from desktop.cases.household import SELF, Household, Person, State
from desktop.policy.aid_standards import ProgrammeRule, RequestForm
from desktop.policy.standards import Policy

_GONE = frozenset({State.LIFTED, State.CLOSED})
_ORDERED = (("valid_from", "valid_to"), ("begins", "ends"))
_BEFORE = ("admitted_on", "happened_on")
"""Days that can't come after the application."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What an application stands on.

    Attributes:
        policy: what is in force on the day of the application.
        home: its file; None for somebody who has none.
        others: the other applications for the programme in the year.
    """

    policy: Policy
    home: Household | None = None
    others: Sequence[Request] = ()

    def rule(self, programme: object) -> ProgrammeRule | None:
        """The programme's rule; None where none is in use."""
        return rule_of(self.policy, str(programme or ""))

    def member(self, number: object) -> Person | None:
        """The member of the file with that number, the applicant among them; None where there is none now."""
        return next((one for one in self.home.persons if one.id == number), None) if self.home else None


def rule_of(policy: Policy, programme: str) -> ProgrammeRule | None:
    """The rule of a programme that is in use: one with a row of its own, or with amounts; None of any other."""
    used = programme in policy.programmes or any(programme == name for name, *_ in policy.amounts)
    return policy.programme(programme) if used else None


def check_request(values: Values, ground: Ground) -> tuple[Finding, ...]:
    """What there is to say of an application beyond what was found while reading it.

    ``values`` are its fields and its facts by name. What is missing altogether was refused while reading.
    """
    programme = values.get("programme")
    rule = ground.rule(programme)
    if programme and rule is None:
        message = f"{ground.policy.day}没有“{programme}”这个帮扶项目，请在“设置”里登记，或改选别的项目。"
        return (_wrong("programme_unknown", message, "programme"),)
    if rule is None:
        return ()
    return (
        *_when(values),
        *_who(values, rule, ground),
        *_for_whom(values, rule, ground),
        *_facts(values, rule.form),
        *_papers(values, rule),
        *_again(values, rule, ground),
    )


def _wrong(code: str, message: str, field: str) -> Finding:
    return Finding(code=code, message=message, field=field)


def _doubt(code: str, message: str, field: str) -> Finding:
    return doubt(code, message).about(field)


def _when(values: Values) -> Iterator[Finding]:
    day, year = values.get("day"), values.get("year")
    if not isinstance(day, dt.date):
        return
    if day > today():
        yield _wrong("day_to_come", f"申请日期 {day} 还没有到，请核对。", "day")
    if isinstance(year, int) and abs(year - day.year) > 1:
        yield _wrong("year_far_off", f"年度 {year} 与申请日期 {day} 相差太远，请核对。", "year")


def _who(values: Values, rule: ProgrammeRule, ground: Ground) -> Iterator[Finding]:
    home = ground.home
    if home is None and rule.on_file:
        message = f"{rule.name}只给建了档的困难职工，请先选他的档案；还没有档案的请先建档。"
        yield _wrong("file_needed", message, "programme")
    elif home is None and rule.money and not values.get("resident_id"):
        yield _wrong("id_missing", "发放要实名，请填申请人的身份证号。", "resident_id")
    elif home is not None and rule.on_file and home.state in _GONE:
        yield _wrong("file_gone", f"这一户的档案已经{home.state}，不能再申请{rule.name}。", "programme")
    elif home is not None and rule.on_file and home.state is not State.ON_FILE:
        message = f"这一户的档案现在是“{home.state}”，在档以后才能同意。"
        yield _doubt("file_on_its_way", message, "programme")


def _for_whom(values: Values, rule: ProgrammeRule, ground: Ground) -> Iterator[Finding]:
    person = values.get("person")
    if ground.home is None:
        if values.get("beneficiary") and not values.get("beneficiary_id") and rule.money:
            yield _doubt("beneficiary_id_missing", "受益人没有身份证号，不能核对是否重复。", "beneficiary_id")
        return
    member = ground.member(person)
    if person is not None and member is None:
        yield _wrong("member_gone", "受益人已经不在这一户，请另选一位家庭成员。", "beneficiary")
    elif person is None and rule.form in {RequestForm.SCHOOL, RequestForm.JOB}:
        yield _wrong("member_missing", f"请选是为哪一位家庭成员申请{rule.name}。", "beneficiary")
    elif member is not None and member.relation == SELF and rule.form == RequestForm.SCHOOL:
        yield _doubt("pupil_applies", "受益人是申请人本人，请核对是不是应为子女申请。", "beneficiary")


def _facts(values: Values, form: str) -> Iterator[Finding]:
    fields = {one.name: one for one in facts_of(form)}
    yield from _days(values, fields)
    yield from _costs(values, fields)
    if form == RequestForm.SCHOOL:
        yield from _schooling(values)
    if form == RequestForm.WAIVER and not values.get("item"):
        yield _wrong("item_missing", "请选减免项目。", "item")


def _days(values: Values, fields: dict[str, Field]) -> Iterator[Finding]:
    day = values.get("day")
    for name in _BEFORE:
        said = values.get(name) if name in fields else None
        if isinstance(said, dt.date) and isinstance(day, dt.date) and said > day:
            yield _wrong("after_application", f"{fields[name].label} {said} 晚于申请日期 {day}，请核对。", name)
    for first, last in _ORDERED:
        begun, ended = values.get(first), values.get(last)
        if last in fields and isinstance(begun, dt.date) and isinstance(ended, dt.date) and ended < begun:
            yield _wrong("days_turned", f"{fields[last].label}早于{fields[first].label}，请核对。", last)


def _costs(values: Values, fields: dict[str, Field]) -> Iterator[Finding]:
    total, back, own = (_fen(values, name, fields) for name in ("total_cost", "reimbursed", "own_payment"))
    if total is not None and back is not None and back > total:
        yield _wrong("reimbursed_above_total", "报销金额大于总费用，请核对。", "reimbursed")
    elif total is not None and own is not None and own != total - (back or 0):
        left = short_yuan(total - (back or 0))
        message = f"自付金额应为总费用减报销金额，{left} 元，请核对。"
        found = _wrong if own > total - (back or 0) else _doubt
        yield found("own_payment_differs", message, "own_payment")
    asked, paid = values.get("asked"), own_payment({**values})
    if "own_payment" in fields and isinstance(asked, int) and paid is not None and asked > paid:
        yield _doubt("asked_above_own", f"申请金额大于自付的 {short_yuan(paid)} 元，请核对。", "asked")


def _fen(values: Values, name: str, fields: dict[str, Field]) -> int | None:
    value = values.get(name)
    return value if name in fields and fields[name].kind is Kind.MONEY and isinstance(value, int) else None


def _schooling(values: Values) -> Iterator[Finding]:
    year, enrolled, length = (values.get(name) for name in ("year", "enrolled", "school_years"))
    if not values.get("stage"):
        yield _wrong("stage_missing", "没有学段，不知道按哪一档助学，请选学段。", "stage")
    if not isinstance(year, int) or not isinstance(enrolled, int):
        return
    if enrolled > year:
        yield _wrong("enrolled_to_come", f"入学年 {enrolled} 在 {year} 年之后，请核对。", "enrolled")
    elif values.get("first_year") and enrolled != year:
        yield _doubt("not_first_year", f"{enrolled} 年入学，不是 {year} 年的新生，请核对。", "first_year")
    if isinstance(length, int) and enrolled + length < year:
        yield _doubt("left_school", f"{enrolled} 年入学，学制 {length} 年，应已毕业，请核对。", "school_years")


def _papers(values: Values, rule: ProgrammeRule) -> Iterator[Finding]:
    held = str(values.get("documents") or "").split(BETWEEN)
    lacking = [one for one in rule.documents if one not in held]
    if lacking:
        yield _doubt("documents_missing", f"还缺{BETWEEN.join(lacking)}。", "documents")


def _again(values: Values, rule: ProgrammeRule, ground: Ground) -> Iterator[Finding]:
    former = next((one for one in reversed(ground.others) if same_asked(values, one)), None)
    if former is not None:
        what = f"{rule.name}（{values.get('item')}）" if values.get("item") else rule.name
        message = f"{former.year} 年已为{former.whose}申请过{what}（{former.day}，{former.state}），请核对。"
        yield _doubt("asked_before", message, "programme")


def same_asked(values: Values, other: Request) -> bool:
    """Whether another application that still counts is for the same person, and of waivers for the same item."""
    if other.state in ENDING or values.get("item") != other.facts.get("item"):
        return False
    number = values.get("beneficiary_id") or values.get("resident_id")
    held = other.beneficiary_id or other.resident_id
    if number and held:
        return number == held
    return values.get("household") is not None and (values.get("household"), values.get("person")) == (
        other.household,
        other.person,
    )
