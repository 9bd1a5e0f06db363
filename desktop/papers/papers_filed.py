"""How the papers stand that pilots must file: 产改试点材料报送情况表 (reference: domain §4.2)."""

from collections.abc import Iterator, Sequence

from desktop.base.calendar import chinese_date
from desktop.papers.blocks import Align, Block, Gap, Paper, Role, Sides, Style, Text
from desktop.papers.dossier import Issuer
from desktop.papers.filled import LINE, SHEET, TITLE
from desktop.papers.lacking import how_it_stands
from desktop.papers.unit import Unit
from desktop.papers.unit_parts import LISTED, Column, listed, said, signers
from desktop.pilots.completeness import Completeness
from desktop.pilots.enterprise import Enterprise

_TITLE = "产改试点材料报送情况表"
_SAID = Style(role=Role.HEITI, size=12, pitch=22, align=Align.LEFT)
_COLUMNS = (
    Column("序号", 10.0),
    Column("单位名称", 46.0, LISTED),
    Column("批次", 16.0),
    Column("缺少的材料", 60.0, LISTED),
    Column("联系人", 16.0),
    Column("联系电话", 26.0),
)


def papers_filed(units: Sequence[Unit], issuer: Issuer) -> Paper:
    """In one sentence how many filed all their papers, then those that didn't with what they lack and since when."""
    return Paper(title=_TITLE, sheet=SHEET, blocks=tuple(_blocks(units, issuer)))


def _blocks(units: Sequence[Unit], issuer: Issuer) -> Iterator[Block]:
    yield Text(text=_TITLE, style=TITLE, holds=True)
    yield Sides(left=f"填报单位（盖章）：{issuer.office}", right=f"截至{chinese_date(issuer.day)}", style=LINE)
    yield Text(text=_sentence(units), style=_SAID, holds=True)
    lacking = [one for one in units if one.papers and one.papers.missing]
    lines = (_line(number, one, issuer) for number, one in enumerate(lacking, 1))
    yield listed(_COLUMNS, lines, empty="没有材料不齐的单位")
    yield Gap(2, clings=True)
    yield signers(SHEET.measure)


def _sentence(units: Sequence[Unit]) -> str:
    policy = next((one.policy for one in units if one.policy), None)
    needed = tuple(rule.name for rule in policy.submissions if rule.needed) if policy else ()
    return Completeness(needed=needed, units=tuple(one.papers for one in units if one.papers)).sentence


def _line(number: int, unit: Unit, issuer: Issuer) -> tuple[str, ...]:
    lacks = unit.papers.missing if unit.papers else ()
    told = "\n".join(f"《{kind}》{how_it_stands(unit, kind, issuer.day)[1]}" for kind in lacks)
    one = unit.one
    return str(number), one.name, one.wave_name or "", told, one.liaison or "", said(Enterprise, one, "phone")
