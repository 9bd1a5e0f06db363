"""All that is kept of one pilot, for whoever visits: 产改试点单位档案 (reference: domain §4.2 to §4.7)."""

from collections.abc import Iterator

from desktop.base.calendar import chinese_date
from desktop.papers.blocks import Block, Paper, Row, Sides, Text
from desktop.papers.dossier import Issuer
from desktop.papers.filled import LINE, SHEET, TITLE, Pair, line, note, table
from desktop.papers.unit import Unit
from desktop.papers.unit_lines import parts
from desktop.papers.unit_parts import UNIT, Column, facts, heading, label_of, listed, numeral, said
from desktop.pilots.enterprise import Enterprise

_TITLE = "产改试点单位档案"
_NUMBER = Column("序号", 10.0)
_NOTES = ("honours", "base", "goal", "note")


def unit_record(unit: Unit, issuer: Issuer) -> Paper:
    """One unit's record: what it is, its stages, papers, tasks, projects, assessments, inspections, calls, skills."""
    return Paper(title=f"{_TITLE}（{unit.one.name}）", sheet=SHEET, blocks=tuple(_blocks(unit, issuer)))


def _blocks(unit: Unit, issuer: Issuer) -> Iterator[Block]:
    yield Text(text=_TITLE, style=TITLE, holds=True)
    yield Sides(left=f"填制单位：{issuer.office}", right=f"截至{chinese_date(issuer.day)}", style=LINE)
    yield heading("一、基本情况")
    yield table(_master(unit), clings=True)
    for place, part in enumerate(parts(unit, issuer.day), 1):
        yield heading(f"{numeral(place)}、{part.label}")
        lines = ((str(number), *texts) for number, texts in enumerate(part.lines, 1))
        yield listed((_NUMBER, *part.columns), lines, empty="没有登记")


def _master(unit: Unit) -> Iterator[Row]:
    one, wave = unit.one, unit.wave
    yield from facts(Enterprise, one, *UNIT, "liaison phone cadres")
    chosen = f"{wave.name}（{chinese_date(wave.chosen_on)}确定）" if wave else ""
    yield line(Pair("批　次", chosen, wide=True), Pair("级　别", unit.level))
    yield from facts(Enterprise, one, "topic+ type", "state stage stage_on")
    if one.state_reason:
        yield note(f"{one.state}说明", one.state_reason)
    for name in _NOTES:
        if text := said(Enterprise, one, name):
            yield note(label_of(Enterprise, name), text)
