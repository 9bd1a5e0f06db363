"""The waves in which pilots were chosen, what they are due when, and what each reached (reference: domain §4.3)."""

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from desktop.base.fields import Kind, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Wave:
    """Pilots that were chosen together (批次).

    Attributes:
        name: how it is called, such as 第一批; ``number`` is its place among the waves.
        level: whose pilots they are, 国家级, 省级, 市级 or 区级.
        term: months that the pilot lasts.
        enterprises: how many belong to it, computed.
    """

    id: int
    name: Annotated[str, field("批次", needed=True)]
    number: Annotated[int, field("批次序号", Kind.COUNT, needed=True)]
    level: Annotated[str, field("级别", Kind.CODE, codes="pilot_level", needed=True)]
    chosen_on: Annotated[dt.date, field("确定日期", Kind.DATE, needed=True)]
    document_no: Annotated[str | None, field("文号")] = None
    term: Annotated[int | None, field("试点期限", Kind.COUNT, unit="个月")] = None
    note: Annotated[str | None, field("备注", limit=200)] = None
    enterprises: Annotated[int, field("单位数", Kind.COUNT, computed=True)] = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """By when the pilots of a wave should have reached a stage; ``period`` as of a milestone."""

    id: int
    wave: int
    stage: Annotated[str, field("阶段", Kind.CODE, codes="stage", needed=True)]
    period: Annotated[str | None, field("期间", limit=7)] = None
    day: Annotated[dt.date, field("截止日期", Kind.DATE, needed=True)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """A stage that a pilot reached on a day, once, or once a period where the stage comes again.

    Attributes:
        rank: the stage's place among the stages as it was when this was written.
        period: ``2022Q3`` or ``2022`` for a stage that comes again each quarter or year; otherwise None.
    """

    id: int
    enterprise: int
    stage: Annotated[str, field("阶段", Kind.CODE, codes="stage", needed=True)]
    rank: int
    period: Annotated[str | None, field("期间", limit=7)] = None
    day: Annotated[dt.date, field("完成日期", Kind.DATE, needed=True)]
    document_no: Annotated[str | None, field("文号")] = None
    note: Annotated[str | None, field("说明", limit=300)] = None
