"""How a unit becomes a pilot: 产改试点单位申报表 and 推荐表 (reference: domain §4.2)."""

from collections.abc import Iterator

from desktop.papers.blocks import Block, Group, Paper, Row, Sides, Text
from desktop.papers.dossier import NO_DATE, Issuer
from desktop.papers.filled import LINE, PEN, SHEET, TITLE, Pair, boxes, line, note, signed, table, ticks
from desktop.papers.unit import Unit
from desktop.papers.unit_parts import UNIT, facts, sealed_box
from desktop.pilots.enterprise import Enterprise

_APPLICATION, _RECOMMENDATION = "产改试点单位申报表", "产改试点单位推荐表"
_PROMISE = "以上填报内容真实、准确，并愿意按要求开展试点工作。"
_TALL = 31.0


def pilot_application(unit: Unit, issuer: Issuer) -> Paper:
    """The unit applies: what it is, what it builds on and aims at, with boxes for the unit and every level above."""
    return _paper(_APPLICATION, f"申报单位（盖章）：{PEN}", unit, _applied(issuer))


def pilot_recommendation(unit: Unit, issuer: Issuer) -> Paper:
    """A union recommends the unit: the same, signed by those who recommend and who decide."""
    return _paper(_RECOMMENDATION, f"推荐单位（盖章）：{PEN}", unit, _recommended(issuer))


def _paper(title: str, whose: str, unit: Unit, opinions: Iterator[Group]) -> Paper:
    return Paper(title=f"{title}（{unit.one.name}）", sheet=SHEET, blocks=tuple(_blocks(title, whose, unit, opinions)))


def _blocks(title: str, whose: str, unit: Unit, opinions: Iterator[Group]) -> Iterator[Block]:
    yield Text(text=title, style=TITLE, holds=True)
    yield Sides(left=whose, right=f"填表日期：{NO_DATE}", style=LINE)
    yield table([*facts(Enterprise, unit.one, *UNIT, "liaison phone+"), *_pilot(unit)])
    yield boxes(opinions)


def _pilot(unit: Unit) -> Iterator[Row]:
    one = unit.one
    kinds = ticks(unit.labels("pilot_type"), one.type or "")
    yield line(Pair("试点类型", kinds, wide=True), Pair("申报级别", unit.level))
    yield line(Pair("试点项目", one.topic or "", wide=True), Pair("所属批次", one.wave_name or ""))
    yield note("获得荣誉", one.honours)
    yield note("基础条件", one.base, _TALL)
    yield note("预期目标", one.goal, _TALL)


def _applied(issuer: Issuer) -> Iterator[Group]:
    yield sealed_box("单位意见", _PROMISE, height=14.0)
    yield sealed_box("镇（街道）\n总工会意见", height=12.0)
    yield sealed_box("区总工会\n意见", height=12.0)
    yield sealed_box(f"{issuer.city or '市总工会'}\n意见", height=12.0)


def _recommended(issuer: Issuer) -> Iterator[Group]:
    who = f"推荐人（签名）：{PEN}　（盖章）　{NO_DATE}"
    yield signed("推荐工会\n意见（含\n推荐理由）", "", who, 16.0)
    yield sealed_box("区产改协调\n小组意见", height=12.0)
    yield sealed_box("区总工会\n意见", height=12.0)
    yield sealed_box(f"{issuer.city or '市总工会'}\n意见", height=12.0)
