"""Cadres who look after pilots, calls and inspections, and the problems they find (reference: domain §4.1, §4.5)."""

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from desktop.base.fields import Kind, field

TOPICS = "生产经营", "招用工", "人才储备", "职工培训", "社会保险", "劳动关系"
"""The six topics of a call, in the order of its form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairing:
    """A cadre who looks after a pilot from a day on; one cadre may have many pilots.

    Attributes:
        way: by which of the union's mechanisms they are in touch, such as 结对服务.
    """

    id: int
    enterprise: int
    cadre: Annotated[str, field("挂钩干部", Kind.NAME, needed=True)]
    duty: Annotated[str | None, field("职务")] = None
    phone: Annotated[str | None, field("联系电话", Kind.PHONE, sensitive=True)] = None
    way: Annotated[str | None, field("联系机制", Kind.CODE, codes="pairing_way")] = None
    begins: Annotated[dt.date, field("开始日期", Kind.DATE, needed=True)]
    ends: Annotated[dt.date | None, field("结束日期", Kind.DATE)] = None
    note: Annotated[str | None, field("备注", limit=200)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One call on a pilot: in person, by telephone, on line."""

    id: int
    enterprise: int
    day: Annotated[dt.date, field("走访日期", Kind.DATE, needed=True)]
    cadre: Annotated[str, field("走访干部", needed=True)]
    mode: Annotated[str, field("方式", Kind.CODE, codes="call_mode", needed=True)]
    met: Annotated[str | None, field("接待人")] = None
    business: Annotated[str | None, field("生产经营", limit=500)] = None
    hiring: Annotated[str | None, field("招用工", limit=500)] = None
    talent: Annotated[str | None, field("人才储备", limit=500)] = None
    training: Annotated[str | None, field("职工培训", limit=500)] = None
    insurance: Annotated[str | None, field("社会保险", limit=500)] = None
    relations: Annotated[str | None, field("劳动关系", limit=500)] = None
    note: Annotated[str | None, field("备注", limit=300)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """What an inspection of a pilot saw, and by when it is to be mended (reference: domain §4.1)."""

    id: int
    enterprise: int
    kind: Annotated[str, field("督查类型", Kind.CODE, codes="inspection_kind", needed=True)]
    day: Annotated[dt.date, field("督查日期", Kind.DATE, needed=True)]
    inspectors: Annotated[str, field("督查人员", needed=True)]
    ways: Annotated[str | None, field("督查方式", limit=200)] = None
    strengths: Annotated[str | None, field("主要做法和成效", limit=1000)] = None
    shortcomings: Annotated[str | None, field("存在问题", limit=1000)] = None
    demands: Annotated[str | None, field("整改意见", limit=1000)] = None
    mend_by: Annotated[dt.date | None, field("整改期限", Kind.DATE)] = None
    mended: Annotated[str | None, field("整改情况", limit=1000)] = None
    mended_on: Annotated[dt.date | None, field("整改完成日期", Kind.DATE)] = None
    document_no: Annotated[str | None, field("反馈文号")] = None
    note: Annotated[str | None, field("备注", limit=200)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A difficulty that a call or an inspection found, who is to solve it by when, and what came of it."""

    id: int
    enterprise: int
    call: int | None = None
    inspection: int | None = None
    found_on: Annotated[dt.date, field("提出日期", Kind.DATE, needed=True)]
    problem: Annotated[str, field("问题", needed=True, limit=500)]
    category: Annotated[str | None, field("问题类别", Kind.CODE, codes="problem_category")] = None
    handed_to: Annotated[str | None, field("转办单位")] = None
    owner: Annotated[str | None, field("责任人")] = None
    deadline: Annotated[dt.date | None, field("办理期限", Kind.DATE)] = None
    result: Annotated[str | None, field("办理结果", limit=500)] = None
    solved_on: Annotated[dt.date | None, field("办结日期", Kind.DATE)] = None
    satisfaction: Annotated[str | None, field("满意度", Kind.CODE, codes="satisfaction")] = None
