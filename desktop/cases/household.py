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
SCHOOL, JOB, FIGURES = "就学情况", "就业情况", "近十二个月收支"

SELF = "本人"
"""The applicant's relation to the applicant."""


class State(StrEnum):
    """Where a file stands in its life: the last step of the procedure that was done (reference: domain §1.4, §1.5)."""

    DRAFT = "草稿"
    ACCEPTED = "已受理"
    VISITED = "入户核查"
    ASSESSED = "经济状况核对"
    POSTED = "公示中"
    PENDING = "待区审批"
    ON_FILE = "在档"
    SUSPENDED = "暂停"
    LIFTED = "脱困"
    CLOSED = "注销"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One person of a household. Income is fen a month, the figures are fen over the twelve months before application.

    The applicant's employment stands on the household, as on the archive form; the fields of the group 就业情况 are the
    members' (reference: domain §1.3.2).
    """

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
    other_phone: Annotated[str | None, field("成员其他联系方式", Kind.PHONE, group=PERSON, sensitive=True)] = None
    lives_here: Annotated[bool | None, field("是否共同生活", Kind.YES_NO, group=PERSON)] = None
    household_register: Annotated[str | None, field("成员户口类型", Kind.CODE, group=PERSON, codes="hukou")] = None
    education: Annotated[str | None, field("当前学历", Kind.CODE, group=SCHOOL)] = None
    enrolled: Annotated[int | None, field("入学年份", Kind.COUNT, group=SCHOOL, unit="年")] = None
    school_years: Annotated[int | None, field("学制", Kind.COUNT, group=SCHOOL, unit="年")] = None
    job_state: Annotated[str | None, field("就业状态", Kind.CODE, group=JOB)] = None
    job_kind: Annotated[str | None, field("成员单位性质", Kind.CODE, group=JOB, codes="employer_kind")] = None
    job_unit_state: Annotated[str | None, field("成员企业状况", Kind.CODE, group=JOB, codes="employer_state")] = None
    job_industry: Annotated[str | None, field("成员所属行业", Kind.CODE, group=JOB, codes="industry")] = None
    honour: Annotated[str | None, field("成员劳模类型", Kind.CODE, group=JOB, codes="model_worker")] = None
    contract_on: Annotated[dt.date | None, field("劳动合同签订时间", Kind.DATE, group=JOB)] = None
    contract_term: Annotated[str | None, field("合同期限", Kind.CODE, group=JOB)] = None
    member_note: Annotated[str | None, field("成员备注", group=JOB, limit=500)] = None
    wage_income: Annotated[int | None, field("工资性收入", Kind.MONEY, group=FIGURES, unit="元")] = None
    business_income: Annotated[int | None, field("经营净收入", Kind.MONEY, group=FIGURES, unit="元")] = None
    property_income: Annotated[int | None, field("财产净收入", Kind.MONEY, group=FIGURES, unit="元")] = None
    transfer_income: Annotated[int | None, field("转移净收入", Kind.MONEY, group=FIGURES, unit="元")] = None
    other_income: Annotated[int | None, field("其他应计入收入", Kind.MONEY, group=FIGURES, unit="元")] = None
    illness_cost: Annotated[int | None, field("因病支出", Kind.MONEY, group=FIGURES, unit="元")] = None
    disability_cost: Annotated[int | None, field("因残支出", Kind.MONEY, group=FIGURES, unit="元")] = None
    schooling_cost: Annotated[int | None, field("因学支出", Kind.MONEY, group=FIGURES, unit="元")] = None
    housing_cost: Annotated[int | None, field("住房支出", Kind.MONEY, group=FIGURES, unit="元")] = None
    work_cost: Annotated[int | None, field("就业支出", Kind.MONEY, group=FIGURES, unit="元")] = None
    other_cost: Annotated[int | None, field("其他刚性支出", Kind.MONEY, group=FIGURES, unit="元")] = None


INCOMES = ("wage_income", "business_income", "property_income", "transfer_income", "other_income")
"""The five kinds of income that are counted (reference: domain §1.1, formula)."""

COSTS = ("illness_cost", "disability_cost", "schooling_cost", "housing_cost", "work_cost", "other_cost")
"""The six kinds of rigid spending; schooling leaves out compulsory education."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Former:
    """Somebody who left the household, and how (death, a household of their own, …)."""

    person: Person
    left_on: Annotated[dt.date, field("离户日期", Kind.DATE, needed=True)]
    left_reason: Annotated[str, field("离户原因", Kind.CODE, needed=True)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """The days of a file's life; set by the steps of its procedure, never typed."""

    since: Annotated[dt.date | None, field("进入本状态", Kind.DATE, computed=True)] = None
    notice_begins: Annotated[dt.date | None, field("公示开始", Kind.DATE, computed=True)] = None
    notice_ends: Annotated[dt.date | None, field("公示截止", Kind.DATE, computed=True)] = None
    visited_on: Annotated[dt.date | None, field("入户日期", Kind.DATE, computed=True)] = None
    reviewed_on: Annotated[dt.date | None, field("上次复核", Kind.DATE, computed=True)] = None
    lifted_on: Annotated[dt.date | None, field("脱困日期", Kind.DATE, computed=True)] = None
    visit_due: Annotated[dt.date | None, field("下次回访", Kind.DATE, computed=True)] = None
    relapsed_on: Annotated[dt.date | None, field("返困日期", Kind.DATE, computed=True)] = None
    closed_on: Annotated[dt.date | None, field("注销日期", Kind.DATE, computed=True)] = None
    unsynced_since: Annotated[dt.date | None, field("待同步自", Kind.DATE, computed=True)] = None
    merged_into: Annotated[int | None, field("并入档案", Kind.COUNT, computed=True)] = None
    split_from: Annotated[int | None, field("分自档案", Kind.COUNT, computed=True)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Household:
    """One hardship file; its persons begin with the applicant. Amounts are fen, the area hundredths of a m².

    ``former`` are those who left; nothing counts them.
    """

    id: int
    state: State
    persons: tuple[Person, ...]
    former: tuple[Former, ...] = ()
    life: Life = Life()
    file_no: Annotated[str | None, field("档案编号", group=FILE, limit=40)] = None
    staff_no: Annotated[str | None, field("职工编号", group=FILE, limit=40)] = None
    category: Annotated[str, field("困难类别", Kind.CODE, group=FILE, needed=True)]
    category_reason: Annotated[str | None, field("类别确定理由", group=FILE, limit=500)] = None
    file_level: Annotated[str | None, field("档案级别", Kind.CODE, group=FILE)] = None
    key_group: Annotated[str | None, field("五类重点群体", Kind.CODE, group=FILE)] = None
    measure: Annotated[str | None, field("四个一批措施", Kind.CODE, group=FILE)] = None
    lift_target: Annotated[bool | None, field("是否为解困脱困对象", Kind.YES_NO, group=FILE)] = None
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
    living_size: Annotated[int | None, field("共同生活人口", Kind.COUNT, group=INCOME, unit="人")] = None
    yearly_income: Annotated[int | None, field("家庭年度总收入", Kind.MONEY, group=INCOME, unit="元")] = None
    other_yearly_income: Annotated[int | None, field("家庭其他非薪资年收入", Kind.MONEY, group=INCOME, unit="元")] = (
        None
    )
    rigid_spending: Annotated[int | None, field("年度刚性支出", Kind.MONEY, group=INCOME, unit="元")] = None
    per_head: Annotated[int | None, field("家庭月人均收入", Kind.MONEY, group=INCOME, computed=True, unit="元")] = None
    dibao: Annotated[bool | None, field("是否享受低保", Kind.YES_NO, group=INCOME)] = None
    dibao_amount: Annotated[int | None, field("低保金额", Kind.MONEY, group=INCOME, unit="元/月")] = None
    relief_card: Annotated[str | None, field("特困救助卡号", group=INCOME, limit=40)] = None
    self_help: Annotated[bool | None, field("是否有一定自救能力", Kind.YES_NO, group=INCOME)] = None
    zero_employment: Annotated[bool | None, field("是否为零就业家庭", Kind.YES_NO, group=INCOME)] = None
    main_cause: Annotated[str | None, field("主要致困原因", Kind.CODE, group=CAUSE, codes="cause")] = None
    other_causes: Annotated[str | None, field("次要致困原因", Kind.CODE, group=CAUSE, codes="cause", most=3)] = None
    cause_text: Annotated[str | None, field("其他致困原因说明", group=CAUSE, limit=200)] = None
    sick_person: Annotated[str | None, field("患病人员", group=CAUSE, limit=60, sensitive=True)] = None
    cause_note: Annotated[str | None, field("困难情况说明", group=CAUSE, limit=2000)] = None
    bank: Annotated[str | None, field("开户银行", group=BANK)] = None
    branch: Annotated[str | None, field("支行名称", group=BANK)] = None
    card: Annotated[str | None, field("银行卡号", Kind.CARD, group=BANK, sensitive=True)] = None
    helper: Annotated[str | None, field("结对帮扶单位", group=KEEPING)] = None
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
