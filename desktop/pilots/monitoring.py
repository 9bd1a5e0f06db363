"""Labour-relations monitoring: who filled in what for which month or quarter, and who was reminded (domain §4.6)."""

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from desktop.base.fields import Kind, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Filling:
    """What a pilot filled in for a period, ``2022Q3`` or ``2022-09``; money is fen, overtime hours."""

    id: int
    enterprise: int
    period: Annotated[str, field("期间", needed=True, limit=7)]
    due: Annotated[dt.date | None, field("截止日期", Kind.DATE)] = None
    filled_on: Annotated[dt.date | None, field("填报日期", Kind.DATE)] = None
    heads: Annotated[int | None, field("用工人数", Kind.COUNT)] = None
    joined: Annotated[int | None, field("新招人数", Kind.COUNT)] = None
    departed: Annotated[int | None, field("离职人数", Kind.COUNT)] = None
    contracts: Annotated[int | None, field("签订劳动合同人数", Kind.COUNT)] = None
    insured: Annotated[int | None, field("参加社会保险人数", Kind.COUNT)] = None
    overdue_heads: Annotated[int | None, field("欠薪人数", Kind.COUNT)] = None
    overdue: Annotated[int | None, field("欠薪金额", Kind.MONEY)] = None
    overtime: Annotated[int | None, field("人均月加班", Kind.COUNT, unit="小时")] = None
    disputes: Annotated[int | None, field("劳动争议件数", Kind.COUNT)] = None
    dispute_heads: Annotated[int | None, field("争议涉及人数", Kind.COUNT)] = None
    contract_until: Annotated[dt.date | None, field("集体合同到期日", Kind.DATE)] = None
    risk: Annotated[str | None, field("风险等级", Kind.CODE, codes="risk")] = None
    note: Annotated[str | None, field("备注", limit=200)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """That somebody was reminded of a period that wasn't filled in."""

    id: int
    enterprise: int
    period: Annotated[str, field("期间", needed=True, limit=7)]
    day: Annotated[dt.date, field("催报日期", Kind.DATE, needed=True)]
    who: Annotated[str | None, field("联系谁", Kind.NAME)] = None
    channel: Annotated[str | None, field("方式", Kind.CODE, codes="call_mode")] = None
    note: Annotated[str | None, field("备注", limit=200)] = None
