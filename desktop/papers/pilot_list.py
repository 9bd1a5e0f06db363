"""Who is recommended together: 产改试点单位推荐汇总表 (reference: domain §4.2)."""

from collections.abc import Iterator, Sequence

from desktop.papers.blocks import Block, Cell, Gap, Paper, Row, Sheet, Sides, Text
from desktop.papers.dossier import Issuer, date_or_pen
from desktop.papers.filled import LABEL, LINE, SMALL, TITLE
from desktop.papers.unit import Unit
from desktop.papers.unit_parts import LISTED, Column, listed, said, signers
from desktop.pilots.enterprise import Enterprise

_TITLE = "产改试点单位推荐汇总表"
_SHEET = Sheet(width=297, height=210, top=18, bottom=15, left=16, right=14)
_COLUMNS = (
    ("序号", "", 10.0),
    ("单位名称", "name", 46.0),
    ("统一社会信用代码", "credit_code", 38.0),
    ("所属行业", "industry", 20.0),
    ("单位性质", "kind", 20.0),
    ("职工总数", "workers", 14.0),
    ("产业工人", "industrial_workers", 14.0),
    ("会员数", "members", 14.0),
    ("试点类型", "type", 18.0),
    ("试点项目", "topic", 36.0),
    ("联系人", "liaison", 15.0),
    ("联系电话", "phone", 22.0),
)
_LEFT = ("name", "topic")
_SUMMED = ("workers", "industrial_workers", "members")


def pilot_recommendations(units: Sequence[Unit], issuer: Issuer) -> Paper:
    """The units in the order they come, with the sums of their people and who signs."""
    return Paper(title=_TITLE, sheet=_SHEET, blocks=tuple(_blocks(units, issuer)))


def _blocks(units: Sequence[Unit], issuer: Issuer) -> Iterator[Block]:
    yield Text(text=_TITLE, style=TITLE, holds=True)
    yield Sides(left=f"推荐单位（盖章）：{issuer.office}", right=f"填表日期：{date_or_pen(issuer.day)}", style=LINE)
    columns = [Column(label, width, LISTED if name in _LEFT else SMALL) for label, name, width in _COLUMNS]
    lines = [_line(number, one.one) for number, one in enumerate(units, 1)]
    yield listed(columns, lines, sums=(_sums([one.one for one in units]),))
    yield Gap(2, clings=True)
    yield signers(_SHEET.measure)


def _line(number: int, one: Enterprise) -> list[str]:
    return [str(number), *(said(Enterprise, one, name) for _, name, _ in _COLUMNS if name)]


def _sums(units: Sequence[Enterprise]) -> Row:
    """How many units, and their people as far as they are known."""
    before = [name for _, name, _ in _COLUMNS].index(_SUMMED[0])
    numbers = [sum(getattr(one, name) or 0 for one in units) for name in _SUMMED]
    rest = len(_COLUMNS) - before - len(_SUMMED)
    cells = (
        Cell("合　计", LABEL, columns=2),
        Cell(f"{len(units)} 家", SMALL, columns=before - 2),
        *(Cell(str(number) if number else "", SMALL) for number in numbers),
        Cell("", columns=rest),
    )
    return Row(cells, 8.0)
