"""Who is visited and gets what: 慰问花名册（签领表） (reference: domain §3)."""

from collections.abc import Iterator, Sequence

from desktop.aid.activity import Visit
from desktop.base.calendar import chinese_date
from desktop.base.money import capitals, yuan
from desktop.papers.blocks import Block, Cell, Group, Paper, Row, Sheet, Sides, Table, Text
from desktop.papers.dossier import Issuer
from desktop.papers.filled import AMOUNT, LABEL, LINE, LONG, MOST_ROW, SMALL, TITLE
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


def visit_roster(whole: Round, issuer: Issuer) -> Paper:
    """The recipients of an activity by kind, each kind with its sum; then the sum of all in capitals.

    Raises:
        ForbiddenError: nobody is visited.
    """
    whole.require("花名册")
    title = f"{whole.activity.name}慰问花名册（签领表）"
    return Paper(title=title, sheet=_SHEET, blocks=tuple(_blocks(title, whole, issuer)))


def _blocks(title: str, whole: Round, issuer: Issuer) -> Iterator[Block]:
    one = whole.activity
    yield Text(text=title, style=TITLE, holds=True)
    when = f"慰问时间：{chinese_date(one.begins)}至{chinese_date(one.ends)}"
    plan = f"方案文号：{one.plan_no}" if one.plan_no else f"活动类型：{one.kind}"
    yield Sides(left=f"单位：{issuer.office}", middle=plan, right=when, style=LINE)
    head = (Row(tuple(Cell(label, LABEL) for label, _ in _COLUMNS), 9.0),)
    yield Table(widths=tuple(width for _, width in _COLUMNS), head=head, groups=tuple(_groups(whole)))
    width = _SHEET.measure / len(_SIGNERS) - 20.0
    cells = tuple(cell for signer in _SIGNERS for cell in (Cell(signer, LABEL), Cell("")))
    yield Table(widths=(20.0, width) * len(_SIGNERS), groups=((Row(cells, 14.0),),), clings=True)


def _groups(whole: Round) -> Iterator[Group]:
    """A line a recipient; the sum of a kind stands on the page of its last one, and so does the sum of all."""
    kinds = whole.by_kind()
    number = 0
    for kind, visits in kinds.items():
        for visit in visits:
            number += 1
            rows: Group = (_line(number, visit),)
            if visit is visits[-1]:
                rows = (*rows, _sum(f"{kind}小计", visits))
                if number == len(whole.live):
                    rows = (*rows, _sum("合　计", whole.live, words=True))
            yield rows


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
    return Row(cells, 9.5, MOST_ROW)


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
    return Row(cells, 9.0)
