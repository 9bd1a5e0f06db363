"""Where to go and what to bring, a sheet a town: 走访路线单 (reference: domain §3)."""

from collections.abc import Iterator, Sequence

from desktop.aid.activity import Visit
from desktop.base.money import yuan
from desktop.papers.blocks import Block, Cell, NewPage, Paper, Row, Sheet, Sides, Style, Table, Text
from desktop.papers.dossier import Issuer
from desktop.papers.filled import AMOUNT, HINT, LABEL, LINE, MOST_ROW, SMALL, TITLE
from desktop.papers.round import Round, counted

_SHEET = Sheet(width=297, height=210, top=16, bottom=15, left=14, right=13)
_COLUMNS = (
    ("序号", 11.0),
    ("姓名", 24.0),
    ("人员类别", 28.0),
    ("联系电话", 26.0),
    ("地址", 68.0),
    ("工作单位", 46.0),
    ("慰问金（元）", 22.0),
    ("慰问品", 29.0),
    ("备注", 16.0),
)
_NO_TOWN = "未填镇街"
_LOAD = Style(role=HINT.role, size=12, pitch=20, align=HINT.align)


def visit_route(whole: Round, issuer: Issuer) -> Paper:
    """A sheet for each town: whom to call on, where, what to bring, and what to load in sum.

    Raises:
        ForbiddenError: nobody is visited.
    """
    whole.require("路线单")
    title = f"{whole.activity.name}走访路线单"
    return Paper(title=title, sheet=_SHEET, blocks=tuple(_blocks(whole, issuer)))


def _blocks(whole: Round, issuer: Issuer) -> Iterator[Block]:
    towns = whole.by_town()
    for place, (town, visits) in enumerate(towns.items()):
        if place:
            yield NewPage()
        yield Text(text=f"走访路线单（{town or _NO_TOWN}）", style=TITLE, holds=True)
        leader = f"带队领导：{whole.activity.leader or '＿' * 6}"
        yield Sides(left=f"单位：{issuer.office}", middle=whole.activity.name, right=leader, style=LINE)
        yield _table(visits)
        yield Text(text=_told(f"{town or _NO_TOWN}共", visits, whole), style=_LOAD, clings=True)
    if len(towns) > 1:
        yield Text(text=_told(f"全部{len(towns)}个镇（街道）共", whole.live, whole), style=_LOAD, clings=True)


def _table(visits: Sequence[Visit]) -> Table:
    head = (Row(tuple(Cell(label, LABEL) for label, _ in _COLUMNS), 9.0),)
    groups = tuple((_line(number, one),) for number, one in enumerate(visits, 1))
    return Table(widths=tuple(width for _, width in _COLUMNS), head=head, groups=groups)


def _line(number: int, one: Visit) -> Row:
    name = f"{one.name}（{one.heads}人）" if one.heads else one.name
    before = (str(number), name, one.kind, one.phone, one.place or one.address, one.unit)
    seen = "已走访" if one.visited_on else ""
    cells = (
        *(Cell(text or "", SMALL) for text in before),
        Cell(yuan(one.cash) if one.cash else "", AMOUNT),
        Cell(one.goods or "", SMALL),
        Cell(seen, SMALL),
    )
    return Row(cells, 9.5, MOST_ROW)


def _told(label: str, visits: Sequence[Visit], whole: Round) -> str:
    """How many there are, what to load, and how much money; what is done already is not to be loaded again."""
    left = [one for one in visits if one.visited_on is None]
    done = f"，已走访{len(visits) - len(left)}户，还有{len(left)}户" if len(left) < len(visits) else ""
    goods, cash = whole.load(left), sum(one.cash for one in left)
    parts = (f"{label}{counted(visits)}{done}", goods and f"装车：{goods}", cash and f"慰问金：{yuan(cash)}元")
    return "。".join(str(part) for part in parts if part) + "。"
