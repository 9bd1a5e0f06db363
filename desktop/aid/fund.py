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


class ReceiptKind(StrEnum):
    """How money came to a fund, or left it otherwise than by a batch."""

    ARRIVED = "到账"
    CARRIED_IN = "上年结转"
    CARRIED_OUT = "结转下年"
    HANDED_BACK = "上缴"

    @property
    def leaves(self) -> bool:
        """Whether the money leaves the fund."""
        return self in {ReceiptKind.CARRIED_OUT, ReceiptKind.HANDED_BACK}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fund:
    """One fund: money of a source, a year, a document, and maybe a programme. Amounts are fen.

    Attributes:
        programme: the only programme that it may be spent on; None for any.
        allotted: what was promised (下达); what came is ``received``, with what the year before left.
        given: what left it otherwise than by a batch: to next year, which is ``carried``, or handed back.
        bound, paid, returned: what locked batches hold, what went out and stayed out, and what banks or payees
            gave back; that is in the balance again.
        outlays: what it paid otherwise than as aid to households: for projects.
    """

    id: int
    name: Annotated[str, field("资金名称", needed=True)]
    source: Annotated[Source, field("资金来源", Kind.CODE, needed=True)]
    year: Annotated[int, field("年度", Kind.COUNT, needed=True)]
    document_no: Annotated[str | None, field("拨款文号")] = None
    programme: Annotated[str | None, field("限定项目", Kind.CODE, codes="programme")] = None
    allotted: Annotated[int | None, field("下达金额", Kind.MONEY)] = None
    note: Annotated[str | None, field("备注", limit=200)] = None
    received: Annotated[int, field("到账金额", Kind.MONEY, computed=True)] = 0
    given: Annotated[int, field("结转上缴", Kind.MONEY, computed=True)] = 0
    carried: Annotated[int, field("结转下年", Kind.MONEY, computed=True)] = 0
    bound: Annotated[int, field("已锁定", Kind.MONEY, computed=True)] = 0
    paid: Annotated[int, field("已发放", Kind.MONEY, computed=True)] = 0
    returned: Annotated[int, field("退回", Kind.MONEY, computed=True)] = 0
    outlays: Annotated[int, field("项目拨付", Kind.MONEY, computed=True)] = 0

    @property
    def balance(self) -> int:
        """What can still be bound, in fen; never below zero."""
        return self.received - self.given - self.bound - self.spent

    @property
    def spent(self) -> int:
        """What went out for good, as aid and for projects, in fen."""
        return self.paid + self.outlays

    @property
    def rate(self) -> float | None:
        """The execution rate: what was spent of what could be; None where nothing came.

        What was carried into the next year could have been paid in this one, what was handed back couldn't.
        """
        had = self.received - self.given + self.carried
        return self.spent / had if had else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """Money that came to a fund, or left it otherwise than by a batch, in fen, always above zero.

    Attributes:
        id: its number; 0 for one that isn't entered yet.
        other: the fund of the year before or after, where it was carried over.
    """

    fund: int
    day: Annotated[dt.date, field("日期", Kind.DATE, needed=True)]
    amount: Annotated[int, field("金额", Kind.MONEY, needed=True)]
    note: Annotated[str, field("摘要", limit=200)] = ""
    kind: Annotated[ReceiptKind, field("类型", Kind.CODE, needed=True)] = ReceiptKind.ARRIVED
    document_no: Annotated[str | None, field("文号")] = None
    other: int | None = None
    id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """The books are closed through a day: nothing that came or went up to then can be changed until it is reopened."""

    id: int
    through: Annotated[dt.date, field("关账至", Kind.DATE, needed=True)]
    note: Annotated[str | None, field("说明", limit=200)] = None
    reopened_on: Annotated[dt.date | None, field("重新开账日期", Kind.DATE, computed=True)] = None
    reopen_reason: Annotated[str | None, field("重新开账原因", computed=True)] = None
