"""Public notices 公示: of households, and of who is paid what; masked by rule (reference: domain §7.7)."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from desktop.aid.batch import Batch, Payment
from desktop.base.calendar import chinese_date
from desktop.base.errors import ForbiddenError
from desktop.base.identity import mask_name
from desktop.base.money import yuan
from desktop.cases.household import Household
from desktop.papers.blocks import OFFICIAL, Align, Block, Cell, Gap, Numbering, Paper, Role, Row, Style, Table, Text
from desktop.papers.dossier import Issuer
from desktop.papers.official import BODY, TITLE, sealed
from desktop.papers.roll import people, require_valid

_FOR_THE_PEN = "＿" * 12
"""Stands where the office has no telephone for notices yet."""

_HEADING = Style(role=Role.HEITI, size=12)
_TEXT = Style(role=Role.FANGSONG, size=12, one_line=10)
_PLACE = Style(role=Role.FANGSONG, size=12, align=Align.LEFT, one_line=10)
_AMOUNT = Style(role=Role.FANGSONG, size=12, align=Align.RIGHT, wraps=False)
_ROW, _MOST_ROW = 8.5, 25.0

_HOUSEHOLDS = (("序号", 13.0), ("姓名", 28.0), ("工作单位", 63.0), ("所属镇街", 26.0), ("困难类别", 26.0))
_PAYEES = (("序号", 13.0), ("姓名", 28.0), ("工作单位或家庭住址", 59.0), ("困难类别", 26.0), ("金额（元）", 30.0))

_HOUSE = re.compile(r"第?(?:[\dA-Za-z]+|[一二三四五六七八九十百〇零]+)\s*(?:号|幢|栋|座|单元|室|弄|组|楼|[#-]).*$|\d+$")
"""Where an address begins to say more than street or community."""


class Period(NamedTuple):
    """From when to when a notice stands, and where if that is known."""

    begins: dt.date
    ends: dt.date
    place: str = ""


class NoticeKind(StrEnum):
    """What a notice of households announces."""

    FILING = "建档"
    REVIEW = "复核"
    LIFTING = "脱困"
    CLOSING = "注销"


_HEADINGS = {
    NoticeKind.FILING: "关于拟建档困难职工名单的公示",
    NoticeKind.REVIEW: "关于困难职工年度复核结果的公示",
    NoticeKind.LIFTING: "关于拟脱困困难职工名单的公示",
    NoticeKind.CLOSING: "关于拟注销困难职工档案名单的公示",
}
_OPENINGS = {
    NoticeKind.FILING: "根据困难职工建档工作有关规定，拟将下列{count}户职工家庭建立困难职工档案，现予公示。",
    NoticeKind.REVIEW: "经年度复核，下列{count}户困难职工家庭拟继续在档帮扶，现予公示。",
    NoticeKind.LIFTING: "经复核，下列{count}户困难职工家庭拟予脱困，现予公示。",
    NoticeKind.CLOSING: "经复核，下列{count}户困难职工家庭的档案拟予注销，现予公示。",
}


def notice(
    households: Sequence[Household],
    issuer: Issuer,
    period: Period,
    *,
    kind: NoticeKind = NoticeKind.FILING,
    heading: str = "",
    masked: bool = True,
) -> Paper:
    """The notice of households for a period, both its days included; ``heading`` stands in place of the kind's own.

    Neither IDs, phones, accounts, illness nor members of the family ever stand on it. Names are starred unless
    ``masked`` is false, as on a unit's own board.

    Raises:
        ForbiddenError: no household was chosen, or the notice ends before it begins.
    """
    rows = [(Row(_household(number, one, masked=masked), _ROW, _MOST_ROW),) for number, one in enumerate(households, 1)]
    table = Table(widths=_widths(_HOUSEHOLDS), head=_head(_HOUSEHOLDS), groups=tuple(rows))
    opening = _OPENINGS[kind].format(count=len(households))
    return _paper(heading or _HEADINGS[kind], opening, table, issuer, period)


def payment_notice(
    batch: Batch,
    payments: Sequence[Payment],
    issuer: Issuer,
    period: Period,
    *,
    heading: str = "",
    masked: bool = True,
) -> Paper:
    """The notice of who is to be paid what by a batch; who is excluded or withheld does not stand on it.

    Names and addresses of persons are masked unless ``masked`` is false.

    Raises:
        ForbiddenError: nobody is paid, the batch is void, or the notice ends before it begins.
    """
    require_valid(batch, "公示")
    paid = sorted((one for one in payments if one.live), key=lambda one: one.position)
    rows = [(Row(_payee(number, one, masked=masked), _ROW, _MOST_ROW),) for number, one in enumerate(paid, 1)]
    groups = (*rows[:-1], (*rows[-1], _total(paid))) if rows else ()
    table = Table(widths=_widths(_PAYEES), head=_head(_PAYEES), groups=groups)
    opening = (
        f"根据{batch.year}年{batch.programme}帮扶工作安排，拟向下列{people(paid)}人发放{batch.programme}资金，"
        "现予公示。"
    )
    title = heading or f"关于{batch.year}年{batch.programme}\n拟发放人员名单的公示"
    return _paper(title, opening, table, issuer, period)


def _paper(title: str, opening: str, table: Table, issuer: Issuer, period: Period) -> Paper:
    if not table.groups:
        raise ForbiddenError("公示名单是空的，公示没有生成；请先选中要公示的人员。")
    if period.ends < period.begins:
        raise ForbiddenError("公示的结束日期早于开始日期，公示没有生成；请改正日期。")
    signed = (Gap(10, clings=True), *sealed(issuer.office, period.begins))
    blocks = (*_body(title, opening, issuer, period), table, *signed)
    return Paper(title=title.replace("\n", ""), sheet=OFFICIAL, blocks=blocks, numbering=Numbering.DASHES)


def _body(title: str, opening: str, issuer: Issuer, period: Period) -> Iterator[Block]:
    yield Text(text=title, style=TITLE, holds=True)
    yield Gap(8)
    yield Text(text=opening, style=BODY, indent=2)
    stands = (
        f"公示期为{chinese_date(period.begins)}至{chinese_date(period.ends)}。公示期内如有异议，请来电、来信或来访实名反映，"
        "并提供具体情况，我们将认真核实并为反映人保密。"
    )
    yield Text(text=stands, style=BODY, indent=2)
    if period.place:
        yield Text(text=f"公示地点：{period.place}", style=BODY, indent=2)
    yield Text(text=f"监督电话：{issuer.phone or _FOR_THE_PEN}", style=BODY, indent=2)
    yield Gap(3)


def _household(number: int, one: Household, *, masked: bool) -> tuple[Cell, ...]:
    name = one.applicant.name
    return (
        Cell(str(number), _TEXT),
        Cell(mask_name(name) if masked else name, _TEXT),
        Cell(one.employer or "", _PLACE),
        Cell(one.town or "", _TEXT),
        Cell(one.category, _TEXT),
    )


def _payee(number: int, one: Payment, *, masked: bool) -> tuple[Cell, ...]:
    place = one.place or ""
    if one.heads is not None and not one.resident_id:
        masked = False  # a unit is no person: its name is what the public is told
    return (
        Cell(str(number), _TEXT),
        Cell(mask_name(one.name) if masked else one.name, _TEXT),
        Cell(mask_address(place) if masked else place, _PLACE),
        Cell(one.category, _TEXT),
        Cell(yuan(one.amount), _AMOUNT),
    )


def _total(paid: Sequence[Payment]) -> Row:
    """The sum, which stands on the page of the last payee."""
    total = yuan(sum(one.amount for one in paid))
    return Row((Cell("合　计", _HEADING, columns=len(_PAYEES) - 1), Cell(total, _AMOUNT)), _ROW)


def mask_address(place: str) -> str:
    """An address down to the street or community; the name of a unit stays as it is.

    >>> mask_address("大港街道银河小区3幢502室"), mask_address("镇江市第二中学")
    ('大港街道银河小区', '镇江市第二中学')
    """
    return _HOUSE.sub("", place) or place


def _widths(columns: Sequence[tuple[str, float]]) -> tuple[float, ...]:
    return tuple(width for _, width in columns)


def _head(columns: Sequence[tuple[str, float]]) -> tuple[Row, ...]:
    return (Row(tuple(Cell(label, _HEADING) for label, _ in columns), _ROW),)
