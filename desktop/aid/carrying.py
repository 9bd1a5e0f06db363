"""What is left of a fund goes into one of the next year: into which, and what stands against it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desktop.aid.fund import Fund
from desktop.base.money import short_yuan


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrying:
    """What carrying over would do with one fund; amounts are fen.

    Attributes:
        into: the fund of the next year; None where one is made, called ``name``.
        doubts: what is still on its way in the fund, as sentences.
        refused: why nothing can be carried over; empty where it can.
    """

    fund: Fund
    amount: int
    into: Fund | None
    name: str
    doubts: tuple[str, ...] = ()
    refused: str = ""


def carrying(fund: Fund, every: Sequence[Fund], waiting: int, into: Fund | None = None) -> Carrying:
    """What would become of all that is left of a fund; ``waiting`` is how many batches are only drawn up on it."""
    target = into or successor(fund, every)
    name = target.name if target else _free_name(fund, every)
    doubts = []
    if fund.bound:
        doubts.append(f"另有 {short_yuan(fund.bound)} 元已锁定未发放，留在本资金里")
    if waiting:
        doubts.append(f"有 {waiting} 个批次还在编制，结转后余额不够锁定")
    refused = _refused(fund, into)
    return Carrying(fund=fund, amount=fund.balance, into=target, name=name, doubts=tuple(doubts), refused=refused)


def successor(fund: Fund, every: Iterable[Fund]) -> Fund | None:
    """The fund of next year of the same source and programme; of several that of the name, then of the document."""
    found = [
        one
        for one in every
        if (one.year, one.source, one.programme) == (fund.year + 1, fund.source, fund.programme) and one.id != fund.id
    ]
    name = next_name(fund)

    def nearness(one: Fund) -> tuple[bool, bool, int]:
        return one.name != name, one.document_no != fund.document_no, one.id

    return min(found, key=nearness, default=None)


def next_name(fund: Fund) -> str:
    """What the fund of the next year is called.

    >>> from desktop.aid.fund import Source
    >>> [next_name(Fund(id=1, name=name, source=Source.CITY, year=2022)) for name in ("2022年送温暖", "经费")]
    ['2023年送温暖', '经费（2023年结转）']
    """
    year, later = str(fund.year), str(fund.year + 1)
    return fund.name.replace(year, later) if year in fund.name else f"{fund.name}（{later}年结转）"


def _free_name(fund: Fund, every: Iterable[Fund]) -> str:
    taken = {one.name for one in every}
    name, number = next_name(fund), 1
    while name in taken:
        number += 1
        name = f"{next_name(fund)}{number}"
    return name


def _refused(fund: Fund, into: Fund | None) -> str:
    if not fund.balance:
        return f"“{fund.name}”没有余额，不用结转。"
    if into is None:
        return ""
    if into.year <= fund.year:
        return f"“{into.name}”不是以后年度的资金，不能结转进去。请选下一年度的资金。"
    if into.source is not fund.source:
        return f"“{into.name}”的资金来源是{into.source}，和“{fund.name}”的{fund.source}不同，不能结转进去。"
    if fund.programme and into.programme != fund.programme:
        return f"“{fund.name}”限定用于{fund.programme}，只能结转到同一项目的资金。"
    return ""
