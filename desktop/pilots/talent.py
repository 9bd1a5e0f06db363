"""Studios, craftsmen, skilled workers, and contests that raise their grades (reference: domain §4.7, §4.8)."""

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from desktop.base.fields import Kind, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Studio:
    """A studio of innovation led by a model worker or craftsman, at a pilot or at another ``unit``.

    Money is fen, the area hundredths of a square metre.
    """

    id: int
    enterprise: int | None = None
    name: Annotated[str, field("工作室名称", needed=True)]
    unit: Annotated[str | None, field("所在单位")] = None
    level: Annotated[str | None, field("级别", Kind.CODE, codes="studio_level")] = None
    named_on: Annotated[dt.date | None, field("命名日期", Kind.DATE)] = None
    document_no: Annotated[str | None, field("文号")] = None
    leader: Annotated[str | None, field("领衔人", Kind.NAME)] = None
    honour: Annotated[str | None, field("领衔人荣誉")] = None
    trade: Annotated[str | None, field("工种")] = None
    grade: Annotated[str | None, field("领衔人技能等级", Kind.CODE, codes="skill_grade")] = None
    team: Annotated[str | None, field("成员名单", limit=300)] = None
    members: Annotated[int | None, field("成员数", Kind.COUNT)] = None
    area: Annotated[int | None, field("场所面积", Kind.AREA)] = None
    money: Annotated[int | None, field("年度经费", Kind.MONEY)] = None
    topics: Annotated[str | None, field("年度课题", limit=300)] = None
    results: Annotated[str | None, field("成果", limit=300)] = None
    benefit: Annotated[int | None, field("经济效益", Kind.MONEY)] = None
    apprentices: Annotated[int | None, field("带徒数", Kind.COUNT)] = None
    exchanges: Annotated[int | None, field("交流活动次数", Kind.COUNT)] = None
    review: Annotated[str | None, field("考核结果", Kind.CODE, codes="studio_review")] = None
    note: Annotated[str | None, field("备注", limit=200)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Talent:
    """A skilled worker or craftsman of a pilot, or of any other ``unit`` of the district."""

    id: int
    enterprise: int | None = None
    name: Annotated[str, field("姓名", Kind.NAME, needed=True)]
    unit: Annotated[str | None, field("工作单位")] = None
    sex: Annotated[str | None, field("性别", Kind.CODE)] = None
    birth: Annotated[dt.date | None, field("出生日期", Kind.DATE)] = None
    resident_id: Annotated[str | None, field("身份证号", Kind.RESIDENT_ID, sensitive=True)] = None
    trade: Annotated[str | None, field("工种")] = None
    trade_code: Annotated[str | None, field("职业代码", limit=20)] = None
    grade: Annotated[str | None, field("技能等级", Kind.CODE, codes="skill_grade")] = None
    certificate_no: Annotated[str | None, field("证书编号")] = None
    issuer: Annotated[str | None, field("发证机构")] = None
    certified_on: Annotated[dt.date | None, field("发证日期", Kind.DATE)] = None
    honour: Annotated[str | None, field("荣誉")] = None
    craftsman: Annotated[str | None, field("工匠称号", Kind.CODE, codes="craftsman")] = None
    speciality: Annotated[str | None, field("专长")] = None
    mentor: Annotated[str | None, field("师傅", Kind.NAME)] = None
    phone: Annotated[str | None, field("联系电话", Kind.PHONE, sensitive=True)] = None
    note: Annotated[str | None, field("备注", limit=200)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contest:
    """A contest of skills, and how many it raised to which grade; it may be of the district rather than of a pilot."""

    id: int
    enterprise: int | None = None
    name: Annotated[str, field("竞赛名称", needed=True)]
    organiser: Annotated[str | None, field("主办单位")] = None
    day: Annotated[dt.date, field("日期", Kind.DATE, needed=True)]
    heads: Annotated[int | None, field("参赛人数", Kind.COUNT)] = None
    intermediate: Annotated[int | None, field("晋升中级工", Kind.COUNT)] = None
    senior: Annotated[int | None, field("晋升高级工", Kind.COUNT)] = None
    technician: Annotated[int | None, field("晋升技师及以上", Kind.COUNT)] = None
    note: Annotated[str | None, field("备注", limit=200)] = None
