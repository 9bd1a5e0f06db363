"""How a pilot was assessed in a year: 产改试点年度评价打分表 (reference: domain §4.4)."""

from collections.abc import Iterator, Sequence

from desktop.base.values import show_points
from desktop.papers.blocks import Align, Block, Cell, Group, Paper, Role, Row, Sheet, Sides, Style, Table, Text
from desktop.papers.dossier import Issuer, date_or_pen
from desktop.papers.filled import LABEL, LINE, LONG, PEN, TITLE, ticks
from desktop.papers.score_lines import COLUMNS, MOST_ROW, ROW, score_lines
from desktop.papers.unit import Scored
from desktop.papers.unit_parts import LISTED
from desktop.pilots.scheme import Grade

_TITLE = "产改试点年度评价打分表"
_SHEET = Sheet(width=297, height=210, top=16, bottom=15, left=14, right=13)
_DATED = Style(role=Role.FANGSONG, size=11, align=Align.RIGHT, one_line=8)
_LABELLED = 28.0
_UNIT = (24.0, 114.0, 24.0, 42.0, 24.0, 42.0)
_BOX = 70.0


def score_sheet(scored: Scored, issuer: Issuer) -> Paper:
    """Every indicator by fronts with its scores and evidence, each front's sum, bonus, veto, total and grade."""
    one = scored.one
    title = f"{_TITLE}（{scored.unit.one.name} {one.year}年）"
    return Paper(title=title, sheet=_SHEET, blocks=tuple(_blocks(scored, issuer)))


def _blocks(scored: Scored, issuer: Issuer) -> Iterator[Block]:
    one, unit = scored.one, scored.unit.one
    yield Text(text=_TITLE, style=TITLE, holds=True)
    yield Sides(left=f"评价单位：{issuer.office}", middle=f"{one.year}年度", right=_stands(scored), style=LINE)
    told = ("单位名称", unit.name), ("试点批次", one.wave_name or ""), ("试点类型", unit.type or "")
    cells = tuple(cell for label, text in told for cell in (Cell(label, LABEL), Cell(text, LISTED)))
    yield Table(widths=_UNIT, groups=((Row(cells, ROW, MOST_ROW),),))
    head = (Row(tuple(Cell(label, LABEL) for label, _ in COLUMNS), ROW),)
    yield Table(widths=tuple(width for _, width in COLUMNS), head=head, groups=tuple(score_lines(scored)), clings=True)
    yield Table(widths=(_LABELLED, _SHEET.measure - _LABELLED), groups=tuple(_notes(scored)), clings=True)
    yield _signed(scored, issuer)


def _stands(scored: Scored) -> str:
    version = f"第{scored.one.version}版　" if scored.one.version > 1 else ""
    return f"{version}{scored.one.state}"


def _notes(scored: Scored) -> Iterator[Group]:
    one = scored.one
    told = (
        ("一票否决事项", ticks(scored.scheme.vetoes, one.veto or "") or "无"),
        ("加分事项", one.bonus_reason or ""),
        ("亮　点", one.highlights or ""),
        ("问　题", one.problems or ""),
        ("等次标准", _grades(scored.scheme.grades)),
    )
    for label, text in told:
        yield (Row((Cell(label, LABEL), Cell(text, LONG)), 9.0, _BOX),)


def _grades(grades: Sequence[Grade]) -> str:
    """From which total each grade is given, the best first; the last is for all below."""
    if not grades:
        return ""
    *better, last = sorted(grades, key=lambda one: -one.least)
    parts = [f"{show_points(one.least)} 分以上{one.name}" for one in better]
    below = f"不足 {show_points(better[-1].least)} 分或有一票否决事项的{last.name}" if better else last.name
    return "，".join([*parts, below]) + "。"


def _signed(scored: Scored, issuer: Issuer) -> Table:
    """The pilot signs what it gave itself, the district what it gave."""
    one = scored.one
    half = _SHEET.measure / 2 - _LABELLED
    own = f"负责人（签名）：{PEN}（盖章）　　　　年　月　日"
    given = f"评定人：{one.assessed_by or PEN}　（盖章）　{date_or_pen(one.assessed_on)}"
    cells = (Cell("单位自评", LABEL), Cell(own, _DATED), Cell(f"{issuer.office}\n评定", LABEL), Cell(given, _DATED))
    return Table(widths=(_LABELLED, half) * 2, groups=((Row(cells, 18.0),),), clings=True)
