"""One call of a cadre on a pilot: 挂钩联系企业走访记录表 (reference: domain §4.5)."""

from collections.abc import Iterator

from desktop.base.fields import field_of
from desktop.papers.blocks import Block, Paper, Row, Sides, Text
from desktop.papers.dossier import Issuer, shown
from desktop.papers.filled import LINE, PEN, SHEET, TITLE, Pair, Signed, line, note, signed_pairs, table, ticks
from desktop.papers.unit import CalledOn
from desktop.papers.unit_parts import LISTED, Column, facts, label_of, listed, said
from desktop.pilots.contact import SAID
from desktop.pilots.enterprise import Enterprise
from desktop.pilots.pairing import Call, Problem

_TITLE = "挂钩联系企业走访记录表"
_TOPIC = 16.0
_PROBLEMS = (
    Column("序号", 10.0),
    Column("问题和诉求", 44.0, LISTED),
    Column("类别", 15.0),
    Column("转办或责任人", 25.0),
    Column("办理期限", 27.0),
    Column("办理结果", 37.0, LISTED),
    Column("满意度", 16.0),
)
_LEAST = 3


def call_record(called: CalledOn, issuer: Issuer) -> Paper:
    """The six topics, the problems with who solves them by when, and who signs; all for the pen before the call."""
    return Paper(title=f"{_TITLE}（{called.unit.one.name}）", sheet=SHEET, blocks=tuple(_blocks(called, issuer)))


def _blocks(called: CalledOn, issuer: Issuer) -> Iterator[Block]:
    yield Text(text=_TITLE, style=TITLE, holds=True)
    number = f"编号：{called.one.id if called.one else PEN}"
    yield Sides(left=f"走访单位：{issuer.office}", right=number, style=LINE)
    yield table([*_facts(called), *_topics(called.one)])
    yield listed(_PROBLEMS, (_problem(number, one) for number, one in enumerate(called.problems, 1)), least=_LEAST)
    yield signed_pairs((Signed("走访干部", "", f"签名：{PEN}"), Signed("受访单位", "", f"签名：{PEN}")))


def _facts(called: CalledOn) -> Iterator[Row]:
    unit, one = called.unit, called.one
    yield from facts(Enterprise, unit.one, "name+ wave_name", "address+ workers", "liaison phone industry")
    cadre = one.cadre if one else unit.one.cadres or ""
    met = said(Call, one, "met")
    yield line(Pair("走访干部", cadre, wide=True), Pair("走访日期", said(Call, one, "day")))
    ways = ticks(unit.labels("call_mode"), one.mode if one else "")
    yield line(Pair("方　式", ways, wide=True), Pair("接待人", met))


def _topics(one: Call | None) -> Iterator[Row]:
    for name in SAID:
        yield note(label_of(Call, name), said(Call, one, name), _TOPIC)
    yield note("备　注", said(Call, one, "note"))


def _problem(number: int, one: Problem) -> tuple[str, ...]:
    owner = "\n".join(part for part in (one.handed_to, one.owner) if part)
    until, solved = (shown(field_of(Problem, name), getattr(one, name)) for name in ("deadline", "solved_on"))
    result = "\n".join(part for part in (one.result, solved) if part)
    return str(number), one.problem, one.category or "", owner, until, result, one.satisfaction or ""
