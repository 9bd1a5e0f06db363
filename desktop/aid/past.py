"""Payments of years before, made before the office kept them here (reference: domain §2.6)."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, NamedTuple

from desktop.aid.fund import Source
from desktop.base.codes import CodeList
from desktop.base.fields import Kind, field

SOURCES = CodeList("fund_source", tuple(Source))
"""Where money came from, as a sheet may say it."""

OUTSIDER = "非在档"
"""The category of a payee without a file."""

_ENTERED = re.compile(r"补录：(\d{4}-\d{2}-\d{2})")


@dataclass(frozen=True, slots=True, kw_only=True)
class PastPayment:
    """One line of a list of what was paid; ``amount`` is fen."""

    name: Annotated[str, field("姓名", Kind.NAME, needed=True)]
    resident_id: Annotated[str | None, field("身份证号", Kind.RESIDENT_ID, sensitive=True)]
    programme: Annotated[str, field("帮扶项目", needed=True)]
    amount: Annotated[int, field("金额", Kind.MONEY, needed=True)]
    source: Annotated[Source, field("资金来源", Kind.CODE, codes="fund_source")]
    paid_on: Annotated[dt.date, field("发放日期", Kind.DATE, needed=True)]
    bank: Annotated[str | None, field("开户银行")] = None
    card: Annotated[str | None, field("银行卡号", Kind.CARD, sensitive=True)] = None
    phone: Annotated[str | None, field("联系电话", Kind.PHONE, sensitive=True)] = None
    note: Annotated[str | None, field("备注", limit=200)] = None


class Given(NamedTuple):
    """What makes two payments the same: to whom, for what, of what, how much in fen, and when."""

    whom: str
    programme: str
    source: str
    amount: int
    day: dt.date


class Group(NamedTuple):
    """What becomes one batch: payments of a programme, a source and a year; ``time`` tells a payee's second ones."""

    programme: str
    source: Source
    year: int
    time: int

    @property
    def title(self) -> str:
        """The usual title of the batch."""
        again = f"第 {self.time} 批" if self.time > 1 else ""
        return f"{self.year}年{self.programme}（{self.source}，补录）{again}"

    @property
    def fund(self) -> str:
        """The name of the fund that it draws on."""
        return f"{self.year}年{self.source}资金（补录）"


def reason(day: dt.date) -> str:
    """What stands as the basis of an amount that was paid before.

    >>> reason(dt.date(2022, 6, 12)), day_of("补录：2022-06-12 发放")
    ('补录：2022-06-12 发放', datetime.date(2022, 6, 12))
    """
    return f"补录：{day} 发放"


def day_of(basis: str) -> dt.date | None:
    """The day that such a basis says; None where it is another."""
    found = _ENTERED.match(basis)
    return dt.date.fromisoformat(found[1]) if found else None


def grouped(lines: Iterable[tuple[str, str, Source, dt.date]]) -> list[Group]:
    """To which batch each payment belongs, by whom it was paid to, for what, of what, and when.

    Nobody stands in a batch twice, so who was paid so twice in a year stands in a second one.
    """
    times: Counter[tuple[str, str, Source, int]] = Counter()
    found = []
    for whom, programme, source, day in lines:
        key = (whom, programme, source, day.year)
        times[key] += 1
        found.append(Group(programme, source, day.year, times[key]))
    return found
