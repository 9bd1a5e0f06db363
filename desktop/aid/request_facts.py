"""What the form of each kind of programme asks besides (reference: domain §2.2, §2.8); amounts are fen."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Annotated

from desktop.base.fields import Field, Kind, Value, field, fields_of
from desktop.policy.aid_standards import RequestForm


@dataclass(frozen=True, slots=True, kw_only=True)
class Illness:
    """Medical aid: what was paid oneself is the total less what was reimbursed."""

    disease: Annotated[str | None, field("病种")] = None
    hospital: Annotated[str | None, field("就诊医院")] = None
    admitted_on: Annotated[dt.date | None, field("就诊日期", Kind.DATE)] = None
    total_cost: Annotated[int | None, field("总费用", Kind.MONEY)] = None
    reimbursed: Annotated[int | None, field("报销金额", Kind.MONEY)] = None
    own_payment: Annotated[int | None, field("自付金额", Kind.MONEY)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class School:
    """Schooling aid for one pupil; ``stage`` chooses the amount."""

    school: Annotated[str | None, field("学校")] = None
    stage: Annotated[str | None, field("学段", Kind.CODE, codes="school_stage")] = None
    major: Annotated[str | None, field("专业")] = None
    enrolled: Annotated[int | None, field("入学年", Kind.COUNT)] = None
    school_years: Annotated[int | None, field("学制", Kind.COUNT, unit="年")] = None
    grade: Annotated[str | None, field("年级")] = None
    tuition: Annotated[int | None, field("学费", Kind.MONEY)] = None
    first_year: Annotated[bool | None, field("应届新生", Kind.YES_NO)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Training:
    """Vocational training or placement."""

    course: Annotated[str | None, field("培训项目")] = None
    organiser: Annotated[str | None, field("培训机构")] = None
    began_on: Annotated[dt.date | None, field("开始日期", Kind.DATE)] = None
    certificate_no: Annotated[str | None, field("证书编号")] = None
    own_payment: Annotated[int | None, field("自付金额", Kind.MONEY)] = None
    placed_at: Annotated[str | None, field("介绍就业单位")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Legal:
    """The application for legal aid."""

    ethnic: Annotated[str | None, field("民族", Kind.CODE)] = None
    hukou_place: Annotated[str | None, field("户籍所在地")] = None
    home_phone: Annotated[str | None, field("住宅电话")] = None
    work_phone: Annotated[str | None, field("工作电话")] = None
    postcode: Annotated[str | None, field("邮政编号")] = None
    education: Annotated[str | None, field("文化程度", Kind.CODE)] = None
    occupation: Annotated[str | None, field("职业")] = None
    health: Annotated[str | None, field("健康状况", Kind.CODE)] = None
    matter: Annotated[str | None, field("申请事项", limit=300)] = None
    stage_of_law: Annotated[str | None, field("所处法律程序")] = None
    lawyer: Annotated[str | None, field("承办律师或机构")] = None
    recovered: Annotated[int | None, field("挽回金额", Kind.MONEY)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Temporary aid after a sudden event."""

    event: Annotated[str | None, field("突发事件", limit=200)] = None
    happened_on: Annotated[dt.date | None, field("发生日期", Kind.DATE)] = None
    loss: Annotated[int | None, field("损失金额", Kind.MONEY)] = None
    own_payment: Annotated[int | None, field("自付金额", Kind.MONEY)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """阳光就业暖心行动: a graduate of a filed family."""

    school: Annotated[str | None, field("毕业院校")] = None
    degree: Annotated[str | None, field("学历", Kind.CODE, codes="education")] = None
    major: Annotated[str | None, field("专业")] = None
    graduated_on: Annotated[dt.date | None, field("毕业时间", Kind.DATE)] = None
    origin: Annotated[str | None, field("生源地")] = None
    intention: Annotated[str | None, field("就业意向")] = None
    needs: Annotated[str | None, field("帮扶需求", limit=200)] = None
    job_state: Annotated[str | None, field("就业状态", Kind.CODE, codes="graduate_state")] = None
    measures: Annotated[str | None, field("帮扶措施", Kind.CODE, codes="job_measure", most=6, limit=200)] = None
    unit: Annotated[str | None, field("就业单位")] = None
    employed_on: Annotated[dt.date | None, field("就业日期", Kind.DATE)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """A fee that is waived for a filed household (reference: domain §2.8)."""

    item: Annotated[str | None, field("减免项目", Kind.CODE, codes="waiver_item")] = None
    receiver: Annotated[str | None, field("受理单位")] = None
    certificate_no: Annotated[str | None, field("特困证号")] = None
    valid_from: Annotated[dt.date | None, field("有效期起", Kind.DATE)] = None
    valid_to: Annotated[dt.date | None, field("有效期止", Kind.DATE)] = None
    meter_address: Annotated[str | None, field("装表地址")] = None
    account_no: Annotated[str | None, field("户号")] = None
    benefit: Annotated[str | None, field("减免标准")] = None
    sent_on: Annotated[dt.date | None, field("送出日期", Kind.DATE)] = None
    saved: Annotated[int | None, field("减免金额", Kind.MONEY)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Insurance:
    """职工互助保障: a plan that the union gives."""

    product: Annotated[str | None, field("保障计划")] = None
    begins: Annotated[dt.date | None, field("保障期起", Kind.DATE)] = None
    ends: Annotated[dt.date | None, field("保障期止", Kind.DATE)] = None
    premium: Annotated[int | None, field("会费", Kind.MONEY)] = None
    claimed: Annotated[int | None, field("理赔金额", Kind.MONEY)] = None


FACTS: dict[RequestForm, type] = {
    RequestForm.ILLNESS: Illness,
    RequestForm.SCHOOL: School,
    RequestForm.TRAINING: Training,
    RequestForm.LEGAL: Legal,
    RequestForm.EVENT: Event,
    RequestForm.JOB: Job,
    RequestForm.WAIVER: Waiver,
    RequestForm.INSURANCE: Insurance,
}
"""What each form asks."""


def facts_of(form: str) -> tuple[Field, ...]:
    """The fields that a programme's form asks besides; none where it has no form."""
    return fields_of(FACTS[RequestForm(form)]) if form else ()


def fields_named(names: Collection[str]) -> tuple[Field, ...]:
    """The fields of the form that has all these facts; of several the first, none where no form has them."""
    forms = (fields_of(form) for form in FACTS.values())
    return next((fields for fields in forms if {*names} <= {one.name for one in fields}), ())


def own_payment(facts: dict[str, Value]) -> int | None:
    """What was paid oneself, fen: as said, or else the total less what was reimbursed; None where nothing says."""
    said = facts.get("own_payment")
    if isinstance(said, int):
        return said
    total, back = facts.get("total_cost"), facts.get("reimbursed")
    return max(total - (back if isinstance(back, int) else 0), 0) if isinstance(total, int) else None


PROGRESS: dict[RequestForm, tuple[str, ...]] = {
    RequestForm.TRAINING: ("certificate_no", "placed_at"),
    RequestForm.LEGAL: ("stage_of_law", "lawyer", "recovered"),
    RequestForm.JOB: ("job_state", "measures", "unit", "employed_on"),
    RequestForm.WAIVER: ("certificate_no", "valid_from", "valid_to", "account_no", "sent_on", "saved"),
    RequestForm.INSURANCE: ("product", "begins", "ends", "premium", "claimed"),
}
"""What comes of an application after it was granted, and is written down then."""


def progress_of(form: str) -> tuple[Field, ...]:
    """The facts of a form that are written down after granting, in the form's order; none where it has none."""
    names = PROGRESS.get(RequestForm(form), ()) if form else ()
    return tuple(one for one in facts_of(form) if one.name in names)
