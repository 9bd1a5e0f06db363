"""The five fronts of the reform: what a pilot set itself to do, and how far it is (reference: domain §4.1, §4.2)."""

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from desktop.base.fields import Kind, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One line of a pilot's ledger. ``percent`` and ``progress`` are those of its latest quarterly report.

    One without the day on which it ``begins`` is a task of every quarter.
    """

    id: int
    enterprise: int
    front: Annotated[str, field("方面", Kind.CODE, codes="front", needed=True)]
    task: Annotated[str, field("任务", needed=True, limit=200)]
    measure: Annotated[str | None, field("举措", limit=300)] = None
    responsible: Annotated[str | None, field("责任人")] = None
    begins: Annotated[dt.date | None, field("开始日期", Kind.DATE)] = None
    deadline: Annotated[dt.date | None, field("完成时限", Kind.DATE)] = None
    done_on: Annotated[dt.date | None, field("完成日期", Kind.DATE)] = None
    percent: Annotated[int | None, field("进度", Kind.COUNT, unit="%", computed=True)] = None
    progress: Annotated[str | None, field("最近进展", computed=True)] = None
    note: Annotated[str | None, field("备注", limit=200)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """What was reported of a task for a quarter, such as ``2022Q3``; one report a task and quarter."""

    id: int
    task: int
    quarter: Annotated[str, field("季度", needed=True, limit=6)]
    percent: Annotated[int, field("进度", Kind.COUNT, unit="%", needed=True)]
    progress: Annotated[str | None, field("进展情况", limit=500)] = None
    evidence: Annotated[str | None, field("佐证材料", limit=200)] = None
