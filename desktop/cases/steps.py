"""The steps of a file's life: what each verb writes down (reference: domain §1.4, §1.5, §1.7).

A step's form is a dataclass: its described fields are the editors of the dialog, the options of the command line and
what the timeline and the papers show. ``day``, ``people`` and ``opinion`` are columns, the rest is its body.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from desktop.base.fields import Field, Kind, Value, Values, field, fields_of
from desktop.cases.household import State


class Verb(StrEnum):
    """What can be done with a file, or happened to it."""

    ACCEPT = "受理"
    VISIT = "入户核查"
    ASSESS = "经济状况核对"
    POST = "公示"
    OBJECT = "登记异议"
    ANSWER = "处理异议"
    END_NOTICE = "公示结束"
    DECIDE = "审批"
    REFUSE = "不予建档"
    RETURN = "退回"
    WITHDRAW = "撤回申请"
    TAKE_OVER = "转入在档"
    REVIEW = "复核"
    SUSPEND = "暂停"
    RESUME = "恢复在档"
    LIFT = "脱困"
    RETURN_VISIT = "回访"
    RELAPSE = "返困"
    CLOSE = "注销"
    REOPEN = "恢复档案"
    SYNC = "纸电同步"
    JOIN = "成员加入"
    LEAVE = "成员离户"
    CHANGE_HEAD = "变更户主"
    MERGE = "并户"
    SPLIT = "分户"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step that was taken.

    Attributes:
        before, after: the file's states around it; the same where it moves nothing.
        people: who did it, with their posts, as typed.
        body: the other fields of the verb's form, by name.
    """

    id: int
    household: int
    verb: Verb
    before: State
    after: State
    day: dt.date
    people: str | None = None
    opinion: str | None = None
    body: Values


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """The application is taken in, face to face."""

    day: Annotated[dt.date, field("受理日期", Kind.DATE, needed=True)]
    people: Annotated[str, field("受理人", needed=True)]
    applied_on: Annotated[dt.date | None, field("申请日期", Kind.DATE)] = None
    way: Annotated[str | None, field("申请途径", limit=40)] = None
    opinion: Annotated[str | None, field("受理意见", limit=500)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """The visit at home; a ticked exclusion stops the procedure but the visit stays on record."""

    day: Annotated[dt.date, field("入户日期", Kind.DATE, needed=True)]
    people: Annotated[str, field("入户人员及职务", needed=True)]
    place: Annotated[str | None, field("入户地点")] = None
    interviewee: Annotated[str | None, field("受访人", limit=30)] = None
    kinship: Annotated[str | None, field("受访人与申请人关系", Kind.CODE, codes="relation")] = None
    living: Annotated[int | None, field("实际共同生活人口", Kind.COUNT, unit="人")] = None
    income_seen: Annotated[str | None, field("查看的收入凭证", limit=500)] = None
    costs_seen: Annotated[str | None, field("查看的支出凭证", limit=500)] = None
    assets: Annotated[str | None, field("家庭财产", limit=500)] = None
    home: Annotated[str | None, field("住房及家用情况", limit=500)] = None
    exclusions: Annotated[str | None, field("不予建档情形", Kind.CODE, codes="exclusion", most=20)] = None
    evidence: Annotated[str | None, field("不予建档的依据", limit=500)] = None
    cause: Annotated[str | None, field("判断的致困原因", Kind.CODE, codes="cause")] = None
    needs: Annotated[str | None, field("帮扶需求", Kind.CODE, codes="programme", most=10)] = None
    category: Annotated[str | None, field("建议类别", Kind.CODE)] = None
    amount: Annotated[int | None, field("建议救助金额", Kind.MONEY, unit="元")] = None
    signed: Annotated[bool | None, field("受访人已签字", Kind.YES_NO)] = None
    opinion: Annotated[str | None, field("调查意见", limit=500)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """Income and property compared with what civil affairs, vehicle, house and business registers hold."""

    day: Annotated[dt.date, field("核对日期", Kind.DATE, needed=True)]
    people: Annotated[str, field("核对人", needed=True)]
    registers: Annotated[str | None, field("核对部门", limit=200)] = None
    agrees: Annotated[bool | None, field("核对是否相符", Kind.YES_NO, needed=True)] = None
    differences: Annotated[str | None, field("不符之处", limit=500)] = None
    opinion: Annotated[str | None, field("核对意见", limit=500)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """The public notice goes up; its last day follows from the policy's working days."""

    day: Annotated[dt.date, field("公示开始日期", Kind.DATE, needed=True)]
    place: Annotated[str, field("公示地点", needed=True)]
    people: Annotated[str | None, field("张贴人")] = None
    ends: Annotated[dt.date | None, field("公示截止日期", Kind.DATE, computed=True)] = None
    opinion: Annotated[str | None, field("公示说明", limit=500)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """Somebody objects to a notice, by name or not."""

    day: Annotated[dt.date, field("提出日期", Kind.DATE, needed=True)]
    people: Annotated[str | None, field("异议人")] = None
    contact: Annotated[str | None, field("联系方式", limit=40, sensitive=True)] = None
    opinion: Annotated[str, field("异议内容", limit=500, needed=True)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came of an objection; the oldest open one where none is named."""

    day: Annotated[dt.date, field("处理日期", Kind.DATE, needed=True)]
    people: Annotated[str, field("调查人", needed=True)]
    objection: Annotated[int | None, field("异议编号", Kind.COUNT, computed=True)] = None
    upheld: Annotated[bool | None, field("异议是否成立", Kind.YES_NO, needed=True)] = None
    opinion: Annotated[str, field("处理情况", limit=500, needed=True)]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeEnd:
    """The notice stood its working days; its outcome is certified."""

    day: Annotated[dt.date, field("结束日期", Kind.DATE, needed=True)]
    people: Annotated[str | None, field("经办人")] = None
    opinion: Annotated[str | None, field("公示结果", limit=500)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One level approves; the last level's approval puts the file on file."""

    day: Annotated[dt.date, field("审批日期", Kind.DATE, needed=True)]
    people: Annotated[str, field("审批人", needed=True)]
    level: Annotated[str | None, field("审批单位", computed=True)] = None
    meeting: Annotated[str | None, field("会议或文号", limit=100)] = None
    category: Annotated[str | None, field("认定类别", Kind.CODE)] = None
    category_reason: Annotated[str | None, field("与公示或测算不同的理由", limit=500)] = None
    opinion: Annotated[str | None, field("审批意见", limit=500)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """The application is turned down."""

    day: Annotated[dt.date, field("决定日期", Kind.DATE, needed=True)]
    people: Annotated[str, field("决定人", needed=True)]
    opinion: Annotated[str, field("不予建档理由", limit=500, needed=True)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Return:
    """Back by one step, or to the applicant."""

    day: Annotated[dt.date, field("退回日期", Kind.DATE, needed=True)]
    people: Annotated[str | None, field("经办人")] = None
    to_start: Annotated[bool | None, field("退回到申请人", Kind.YES_NO)] = None
    opinion: Annotated[str, field("退回原因", limit=500, needed=True)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """The applicant takes the application back."""

    day: Annotated[dt.date, field("撤回日期", Kind.DATE, needed=True)]
    people: Annotated[str | None, field("经办人")] = None
    opinion: Annotated[str, field("撤回原因", limit=500, needed=True)]


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeOver:
    """A file that was approved before this program had it; its document says so."""

    day: Annotated[dt.date, field("原批准日期", Kind.DATE, needed=True)]
    document_no: Annotated[str, field("批准文号或依据", limit=100, needed=True)]
    people: Annotated[str | None, field("经办人")] = None
    opinion: Annotated[str | None, field("说明", limit=500)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """The yearly review."""

    day: Annotated[dt.date, field("复核日期", Kind.DATE, needed=True)]
    people: Annotated[str, field("复核人", needed=True)]
    changed: Annotated[bool | None, field("家庭情况是否变化", Kind.YES_NO, needed=True)] = None
    category: Annotated[str | None, field("复核后类别", Kind.CODE)] = None
    outcome: Annotated[str | None, field("复核结论", limit=100)] = None
    opinion: Annotated[str | None, field("变化情况和原因", limit=500)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspension:
    """Aid stops for a while, or goes on again."""

    day: Annotated[dt.date, field("日期", Kind.DATE, needed=True)]
    people: Annotated[str | None, field("经办人")] = None
    opinion: Annotated[str, field("原因", limit=500, needed=True)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lifting:
    """The household is lifted out; return visits follow by policy."""

    day: Annotated[dt.date, field("脱困日期", Kind.DATE, needed=True)]
    people: Annotated[str, field("审批人", needed=True)]
    meeting: Annotated[str | None, field("会议或文号", limit=100)] = None
    income: Annotated[int | None, field("脱困时家庭月人均收入", Kind.MONEY, unit="元")] = None
    months: Annotated[int | None, field("连续超过低保标准的月数", Kind.COUNT, unit="个月")] = None
    opinion: Annotated[str, field("脱困理由", limit=500, needed=True)]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnVisit:
    """How a lifted-out household fares."""

    day: Annotated[dt.date, field("回访日期", Kind.DATE, needed=True)]
    people: Annotated[str, field("回访人", needed=True)]
    way: Annotated[str | None, field("回访方式", limit=40)] = None
    income: Annotated[int | None, field("现家庭月人均收入", Kind.MONEY, unit="元")] = None
    risk: Annotated[bool | None, field("是否有返困风险", Kind.YES_NO, needed=True)] = None
    opinion: Annotated[str | None, field("回访情况", limit=500)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Relapse:
    """Hardship came back: the same file goes through the procedure again, from acceptance on."""

    day: Annotated[dt.date, field("返困受理日期", Kind.DATE, needed=True)]
    people: Annotated[str, field("受理人", needed=True)]
    opinion: Annotated[str, field("返困原因", limit=500, needed=True)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """The file is closed, kept for the years that policy sets."""

    day: Annotated[dt.date, field("注销日期", Kind.DATE, needed=True)]
    kind: Annotated[str | None, field("注销类型", Kind.CODE, codes="close_reason")] = None
    people: Annotated[str | None, field("审批人")] = None
    meeting: Annotated[str | None, field("会议或文号", limit=100)] = None
    opinion: Annotated[str, field("注销原因", limit=500, needed=True)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopening:
    """A closed file comes back to where it stood."""

    day: Annotated[dt.date, field("恢复日期", Kind.DATE, needed=True)]
    people: Annotated[str | None, field("经办人")] = None
    opinion: Annotated[str, field("恢复原因", limit=500, needed=True)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sync:
    """The paper file and this one were made to agree."""

    day: Annotated[dt.date, field("同步日期", Kind.DATE, needed=True)]
    people: Annotated[str | None, field("经办人")] = None
    opinion: Annotated[str | None, field("说明", limit=500)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened to the people of a file; written by the verb that did it."""

    day: Annotated[dt.date, field("日期", Kind.DATE, needed=True)]
    people: Annotated[str | None, field("经办人")] = None
    who: Annotated[str | None, field("涉及人员")] = None
    other: Annotated[int | None, field("另一份档案", Kind.COUNT)] = None
    kind: Annotated[str | None, field("注销类型", Kind.CODE, codes="close_reason")] = None
    opinion: Annotated[str | None, field("说明", limit=500)] = None


FORMS: Mapping[Verb, type] = {
    Verb.ACCEPT: Acceptance,
    Verb.VISIT: Visit,
    Verb.ASSESS: Assessment,
    Verb.POST: Posting,
    Verb.OBJECT: Objection,
    Verb.ANSWER: Answer,
    Verb.END_NOTICE: NoticeEnd,
    Verb.DECIDE: Decision,
    Verb.REFUSE: Refusal,
    Verb.RETURN: Return,
    Verb.WITHDRAW: Withdrawal,
    Verb.TAKE_OVER: TakeOver,
    Verb.REVIEW: Review,
    Verb.SUSPEND: Suspension,
    Verb.RESUME: Suspension,
    Verb.LIFT: Lifting,
    Verb.RETURN_VISIT: ReturnVisit,
    Verb.RELAPSE: Relapse,
    Verb.CLOSE: Closing,
    Verb.REOPEN: Reopening,
    Verb.SYNC: Sync,
    Verb.JOIN: Event,
    Verb.LEAVE: Event,
    Verb.CHANGE_HEAD: Event,
    Verb.MERGE: Event,
    Verb.SPLIT: Event,
}
"""What each verb asks for."""

COLUMNS = frozenset({"day", "people", "opinion"})
"""The fields that every step has as columns; the others stand in its body."""


def form_of(verb: Verb) -> tuple[Field, ...]:
    """The fields that a verb asks for, in the order of its form."""
    return fields_of(FORMS[verb])


def value_of(step: Step, name: str) -> Value:
    """A field of a step, wherever it stands; None where it says nothing of it."""
    if name not in COLUMNS:
        return step.body.get(name)
    held: Value = getattr(step, name)
    return held
