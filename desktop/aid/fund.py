"""Funds: money of one source, one year and one document."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from desktop.base.fields import Kind, field


class Source(StrEnum):
    """Where a fund's money comes from (reference: domain §2.6)."""

    CENTRAL = "中央财政"
    PROVINCIAL = "省级财政"
    CITY = "市级财政"
    UPPER_UNION = "上级工会"
    OWN_UNION = "本级工会经费"
    DONATION = "社会捐助"
    INTEREST = "专户利息"
    OTHER = "其他"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fund:
    """One fund. Amounts are fen: what came in, what is bound by locked batches, what was paid, what is left."""

    id: int
    name: Annotated[str, field("资金名称", needed=True)]
    source: Annotated[Source, field("资金来源", Kind.CODE, needed=True)]
    year: Annotated[int, field("年度", Kind.COUNT, needed=True)]
    document_no: Annotated[str | None, field("拨款文号")] = None
    received: Annotated[int, field("到账金额", Kind.MONEY, computed=True)] = 0
    bound: Annotated[int, field("已锁定", Kind.MONEY, computed=True)] = 0
    paid: Annotated[int, field("已发放", Kind.MONEY, computed=True)] = 0

    @property
    def balance(self) -> int:
        """What can still be bound, in fen; never below zero."""
        return self.received - self.bound - self.paid


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """Money received by a fund, in fen."""

    fund: int
    day: dt.date
    amount: int
    note: str = ""
