"""Who is visited and gets what: 慰问花名册（签领表） (reference: domain §3)."""

from collections.abc import Iterator, Sequence

from desktop.aid.activity import Visit
from desktop.base.calendar import chinese_date
from desktop.base.money import capitals, yuan
from desktop.papers.blocks import Block, Cell, Group, NewPage, Paper, Row, Sheet, Sides, Table, Text
from desktop.papers.dossier import Issuer
from desktop.papers.filled import AMOUNT, LABEL, LINE, LONG, SMALL, TITLE
from desktop.papers.round import Round, counted

_SHEET = Sheet(width=297, height=210, top=16, bottom=15, left=14, right=13)
_COLUMNS = (
    ("序号", 11.0),
    ("姓名", 24.0),
    ("性别", 10.0),
    ("身份证号", 39.0),
    ("工作单位或住址", 50.0),
    ("联系电话", 25.0),
    ("慰问金（元）", 22.0),
    ("慰问品", 34.0),
    ("折价（元）", 20.0),
    ("签　名", 35.0),
)
_SIGNERS = ("经办", "审核", "审批")
_ROW, _SUM_ROW, _SIGN_ROW = 9.5, 9.0, 14.0

_ROOM = 119.0
"""Millimetres for the recipients of a sheet and the sums of their kinds, beside all else that a sheet has."""

_Lines = list[tuple[Visit, Group]]
"""Recipients of a sheet, each with its row and what stands below it."""


def visit_roster(whole: Round, issuer: Issuer) -> Paper:
    """The recipients of an activity by kind, each kind with its sum.

    Every sheet has the places to sign off and, where there are several, its subtotal; the last has the total in
    capitals.

    Raises:
        ForbiddenError: nobody is visited.
    """
    whole.require("花名册")
    title = f"{whole.activity.name}慰问花名册（签领表）"
    sheets = list(_sheets(whole))
    blocks = [block for place in range(len(sheets)) for block in _page(title, whole, sheets, place, issuer)]
    return Paper(title=title, sheet=_SHEET, blocks=tuple(blocks))


def _page(title: str, whole: Round, sheets: Sequence[_Lines], place: int, issuer: Issuer) -> Iterator[Block]:
    one, here = whole.activity, sheets[place]
    if place:
        yield NewPage()
    yield Text(text=title, style=TITLE, holds=True)
    when = f"慰问时间：{chinese_date(one.begins)}至{chinese_date(one.ends)}"
    plan = f"方案文号：{one.plan_no}" if one.plan_no else f"活动类型：{one.kind}"
    yield Sides(left=f"单位：{issuer.office}", middle=plan, right=when, style=LINE)
    rows = [row for _, group in here for row in group]
    if len(sheets) > 1:
        rows.append(_sum("本页小计", [visit for visit, _ in here]))
    if place == len(sheets) - 1:
        rows.append(_sum("合　计", whole.live, words=True))
    head = (Row(tuple(Cell(label, LABEL) for label, _ in _COLUMNS), _SUM_ROW),)
    widths, groups = tuple(width for _, width in _COLUMNS), tuple((row,) for row in rows)
    yield Table(widths=widths, head=head, groups=groups, together=True)
    width = _SHEET.measure / len(_SIGNERS) - 20.0
    cells = tuple(cell for signer in _SIGNERS for cell in (Cell(signer, LABEL), Cell("")))
    yield Table(widths=(20.0, width) * len(_SIGNERS), groups=((Row(cells, _SIGN_ROW),),), clings=True)


def _sheets(whole: Round) -> Iterator[_Lines]:
    """The recipients of each sheet with their rows; the sum of a kind stands below its last one."""
    sheet: _Lines = []
    room = _ROOM
    for visit, group in _groups(whole):
        height = sum(row.least for row in group)
        if sheet and height > room:
            yield sheet
            sheet, room = [], _ROOM
        sheet.append((visit, group))
        room -= height
    yield sheet


def _groups(whole: Round) -> Iterator[tuple[Visit, Group]]:
    number = 0
    for kind, visits in whole.by_kind().items():
        for visit in visits:
            number += 1
            below = (_sum(f"{kind}小计", visits),) if visit is visits[-1] else ()
            yield visit, (_line(number, visit), *below)


def _line(number: int, one: Visit) -> Row:
    name = f"{one.name}（{one.heads}人）" if one.heads else one.name
    texts = (str(number), name, one.sex, one.resident_id, one.unit or one.address, one.phone)
    signed = f"{one.proxy}代领" if one.proxy else one.signed_by or ""
    cells = (
        *(Cell(text or "", SMALL) for text in texts),
        Cell(yuan(one.cash) if one.cash else "", AMOUNT),
        Cell(one.goods or "", SMALL),
        Cell(yuan(one.goods_value) if one.goods_value else "", AMOUNT),
        Cell(signed, SMALL),
    )
    return Row(cells, _ROW)


def _sum(label: str, visits: Sequence[Visit], *, words: bool = False) -> Row:
    cash, goods = sum(one.cash for one in visits), sum(one.goods_value for one in visits)
    said = f"{counted(visits)}，慰问金和慰问品共{capitals(cash + goods) if words else f'{yuan(cash + goods)}元'}"
    cells = (
        Cell(label, LABEL, columns=3),
        Cell(said, LONG, columns=3),
        Cell(yuan(cash), AMOUNT),
        Cell(""),
        Cell(yuan(goods), AMOUNT),
        Cell(""),
    )
    return Row(cells, _SUM_ROW)
