"""The hardship file of a household and the people in it (reference: domain §1.3)."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as slot
from enum import StrEnum
from typing import Annotated

from desktop.base.fields import Kind, Values, field
from desktop.base.findings import Finding, Place

PERSON, FILE, HOME, WORK = "本人情况", "建档信息", "家庭住房", "工作情况"
INCOME, CAUSE, BANK, KEEPING = "收入支出", "致困原因", "银行账户", "经办备注"

SELF = "本人"
"""The applicant's relation to the applicant."""


class State(StrEnum):
    """Where a file stands in its life."""

    DRAFT = "草稿"
    ON_FILE = "在档"
    LIFTED = "脱困"
    CLOSED = "注销"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One person of a household. Income is fen a month."""

    id: int
    name: Annotated[str, field("姓名", Kind.NAME, group=PERSON, needed=True)]
    relation: Annotated[str, field("关系", Kind.CODE, group=PERSON)]
    resident_id: Annotated[str | None, field("身份证号", Kind.RESIDENT_ID, group=PERSON, needed=True, sensitive=True)]
    sex: Annotated[str | None, field("性别", Kind.CODE, group=PERSON)] = None
    birth: Annotated[dt.date | None, field("出生日期", Kind.DATE, group=PERSON)] = None
    ethnic: Annotated[str | None, field("民族", Kind.CODE, group=PERSON)] = None
    politics: Annotated[str | None, field("政治面貌", Kind.CODE, group=PERSON)] = None
    marriage: Annotated[str | None, field("婚姻状况", Kind.CODE, group=PERSON)] = None
    health: Annotated[str | None, field("健康状况", Kind.CODE, group=PERSON, sensitive=True)] = None
    disability: Annotated[str | None, field("残疾类别", Kind.CODE, group=PERSON, sensitive=True)] = None
    identity: Annotated[str | None, field("人员身份", Kind.CODE, group=PERSON)] = None
    insurance: Annotated[str | None, field("医保状况", Kind.CODE, group=PERSON)] = None
    monthly_income: Annotated[int | None, field("月收入", Kind.MONEY, group=INCOME, unit="元")] = None
    workplace: Annotated[str | None, field("单位或学校", group=PERSON)] = None
    phone: Annotated[str | None, field("手机号码", Kind.PHONE, group=PERSON, sensitive=True)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Household:
    """One hardship file; its persons begin with the applicant. Amounts are fen, the area hundredths of a m²."""

    id: int
    state: State
    persons: tuple[Person, ...]
    file_no: Annotated[str | None, field("档案编号", group=FILE, limit=40)] = None
    staff_no: Annotated[str | None, field("职工编号", group=FILE, limit=40)] = None
    category: Annotated[str, field("困难类别", Kind.CODE, group=FILE, needed=True)]
    filed_on: Annotated[dt.date | None, field("建档日期", Kind.DATE, group=FILE)] = None
    employer: Annotated[str | None, field("工作单位", group=WORK)] = None
    employer_kind: Annotated[str | None, field("单位性质", Kind.CODE, group=WORK)] = None
    employer_state: Annotated[str | None, field("企业状况", Kind.CODE, group=WORK)] = None
    industry: Annotated[str | None, field("所属行业", Kind.CODE, group=WORK)] = None
    union: Annotated[str | None, field("所属工会", group=WORK)] = None
    work_began: Annotated[dt.date | None, field("工作时间", Kind.DATE, group=WORK)] = None
    model_worker: Annotated[str | None, field("劳模类型", Kind.CODE, group=WORK)] = None
    town: Annotated[str | None, field("所属镇街", group=HOME, limit=40)] = None
    address: Annotated[str | None, field("家庭住址", group=HOME, sensitive=True)] = None
    hukou: Annotated[str | None, field("户口类型", Kind.CODE, group=HOME)] = None
    hukou_place: Annotated[str | None, field("户口所在地", group=HOME)] = None
    postcode: Annotated[str | None, field("邮政编码", group=HOME, limit=10)] = None
    other_contact: Annotated[str | None, field("其他联系方式", Kind.PHONE, group=HOME, sensitive=True)] = None
    housing: Annotated[str | None, field("住房类型", Kind.CODE, group=HOME)] = None
    floor_area: Annotated[int | None, field("建筑面积", Kind.AREA, group=HOME, unit="㎡")] = None
    single_parent: Annotated[bool | None, field("是否单亲", Kind.YES_NO, group=HOME)] = None
    size: Annotated[int | None, field("家庭人口", Kind.COUNT, group=INCOME, unit="人")] = None
    yearly_income: Annotated[int | None, field("家庭年度总收入", Kind.MONEY, group=INCOME, unit="元")] = None
    rigid_spending: Annotated[int | None, field("年度刚性支出", Kind.MONEY, group=INCOME, unit="元")] = None
    per_head: Annotated[int | None, field("家庭月人均收入", Kind.MONEY, group=INCOME, computed=True, unit="元")] = None
    self_help: Annotated[bool | None, field("是否有一定自救能力", Kind.YES_NO, group=INCOME)] = None
    zero_employment: Annotated[bool | None, field("是否为零就业家庭", Kind.YES_NO, group=INCOME)] = None
    main_cause: Annotated[str | None, field("主要致困原因", Kind.CODE, group=CAUSE, codes="cause")] = None
    other_causes: Annotated[str | None, field("次要致困原因", group=CAUSE)] = None
    cause_note: Annotated[str | None, field("困难情况说明", group=CAUSE, limit=2000)] = None
    bank: Annotated[str | None, field("开户银行", group=BANK)] = None
    branch: Annotated[str | None, field("支行名称", group=BANK)] = None
    card: Annotated[str | None, field("银行卡号", Kind.CARD, group=BANK, sensitive=True)] = None
    filed_by: Annotated[str | None, field("建档人", group=KEEPING, limit=30)] = None
    checked_by: Annotated[str | None, field("审核人", group=KEEPING, limit=30)] = None
    typed_by: Annotated[str | None, field("录入人", group=KEEPING, limit=30)] = None
    note: Annotated[str | None, field("备注", group=KEEPING, limit=2000)] = None

    @property
    def applicant(self) -> Person:
        """The hardship worker, after whom the file is named."""
        return self.persons[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdDraft:
    """What a sheet or a form says of a household; may be wrong.

    Attributes:
        values: what could be read, by field of ``Household``. A field that the source doesn't have is absent; one that
            it leaves blank is None.
        persons: the same by field of ``Person``, the applicant first.
        findings: what was found while reading.
        places: where each value stood, by (person or None, field); ``(None, "")`` is where the draft begins.
        remarks: what was added to texts because no other field could take it, by field; ``values`` has it already.
    """

    values: Values
    persons: tuple[Values, ...]
    findings: tuple[Finding, ...] = ()
    places: Mapping[tuple[int | None, str], Place] = slot(default_factory=dict)
    remarks: Mapping[str, tuple[str, ...]] = slot(default_factory=dict)
