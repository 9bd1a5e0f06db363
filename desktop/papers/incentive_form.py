"""What a pilot asks an incentive for: 产改激励项目申报书 (reference: domain §4.2)."""

from collections.abc import Iterator

from desktop.base.calendar import chinese_date
from desktop.base.money import capitals
from desktop.papers.blocks import Block, Cell, Gap, Group, NewPage, Paper, Role, Row, Style, Table, Text
from desktop.papers.dossier import NO_DATE, Issuer
from desktop.papers.filled import PEN, SHEET, Pair, boxes, line, money, note, signed, table
from desktop.papers.unit import Project, Unit
from desktop.papers.unit_parts import LISTED, UNIT, Column, facts, heading, label_of, listed, prose, said, sealed_box
from desktop.pilots.enterprise import Enterprise
from desktop.pilots.incentive import Incentive

_TITLE = "产改激励项目申报书"
_COVER_TITLE = Style(role=Role.XIAOBIAOSONG, size=32, pitch=60)
_COVER_LABEL = Style(role=Role.HEITI, size=14)
_COVER_TEXT = Style(role=Role.FANGSONG, size=15, one_line=11)
_COVER_FOOT = Style(role=Role.FANGSONG, size=15, pitch=26)
_COVER_HEAD = Style(pitch=110)
_COVER_WIDTHS = (48.0, 126.0)
_TEXTS = (
    ("三、项目背景", "background", 46.0),
    ("四、主要举措", "measures", 60.0),
    ("五、预期成效（尽量用数字说明）", "results", 46.0),
    ("六、创新点和可推广性", "innovation", 46.0),
)
_BUDGET = (
    Column("序号", 12.0),
    Column("支出事项", 58.0, LISTED),
    Column("金额", 30.0),
    Column("其中申请激励资金", 38.0),
    Column("测算依据", 36.0, LISTED),
)
_ENCLOSED = (Column("序号", 12.0), Column("附件名称", 132.0, LISTED), Column("份数或页数", 30.0))
_LEAST = 4


def incentive_form(project: Project, issuer: Issuer) -> Paper:
    """The application: a cover, the unit, the project, its money, what is attached, and boxes for every opinion."""
    title = f"{_TITLE}（{project.unit.one.name} {project.one.name}）"
    return Paper(title=title, sheet=SHEET, blocks=tuple(_blocks(project, issuer)))


def _blocks(project: Project, issuer: Issuer) -> Iterator[Block]:
    yield from _cover(project, issuer)
    yield NewPage()
    yield heading("一、申报单位基本情况")
    yield table(_unit(project.unit), clings=True)
    yield heading("二、项目基本情况")
    yield table(_project(project.one), clings=True)
    for label, name, height in _TEXTS:
        yield heading(label)
        yield prose(getattr(project.one, name), height)
    yield heading("七、经费预算（单位：元）")
    yield table(_money(project.one), clings=True)
    yield listed(_BUDGET, (), least=_LEAST)
    yield heading("八、附件清单")
    names = [one.title or "未命名附件" for one in project.enclosures]
    yield listed(_ENCLOSED, ((str(number), name, "") for number, name in enumerate(names, 1)), least=_LEAST)
    yield heading("九、审核意见")
    yield boxes(_opinions(project.one, issuer))


def _cover(project: Project, issuer: Issuer) -> Iterator[Block]:
    one, unit = project.one, project.unit.one
    yield Text(text="　", style=_COVER_HEAD, holds=True)
    yield Text(text=_TITLE, style=_COVER_TITLE, holds=True)
    yield Text(text=f"（{one.year}年度）", style=_COVER_FOOT, holds=True)
    yield Gap(24)
    told = (
        ("项目名称", one.name),
        ("所属方面", one.front),
        ("申报单位\n（盖章）", unit.name),
        ("项目负责人", one.leader or ""),
        ("联系电话", one.phone or ""),
        ("申报日期", NO_DATE.strip("　")),
    )
    rows = tuple((Row((Cell(label, _COVER_LABEL), Cell(text, _COVER_TEXT)), 15.0, 30.0),) for label, text in told)
    yield Table(widths=_COVER_WIDTHS, groups=rows, together=True)
    yield Gap(30, clings=True)
    yield Text(text=f"{issuer.office}　制", style=_COVER_FOOT, clings=True)


def _unit(unit: Unit) -> Iterator[Row]:
    one = unit.one
    yield from facts(Enterprise, one, *UNIT)
    yield line(Pair("试点类型", one.type or ""), Pair("级别", unit.level), Pair("批次", one.wave_name or ""))
    yield note(label_of(Enterprise, "honours"), one.honours)


def _project(one: Incentive) -> Iterator[Row]:
    yield from facts(Incentive, one, "name+ front", "leader phone")
    ends = f"{said(Incentive, one, 'begins') or PEN} 至 {said(Incentive, one, 'ends') or PEN}"
    yield line(Pair("起止时间", ends, wide=True), Pair("年度", str(one.year)))


def _money(one: Incentive) -> Iterator[Row]:
    words = capitals(one.asked) if one.asked is not None else ""
    yield line(Pair("总投入", money(one.budget)), Pair("其中自筹", money(one.self_raised), wide=True))
    yield line(Pair("申请金额", money(one.asked)), Pair("大　写", words, wide=True))


def _opinions(one: Incentive, issuer: Issuer) -> Iterator[Group]:
    yield sealed_box("申报单位\n意见", one.unit_opinion, height=18.0)
    if one.granted_on:
        day = chinese_date(one.granted_on)
        yield signed("区总工会\n意见", _decided(one), f"负责人（签名）：{PEN}　（盖章）　{day}", 18.0)
    else:
        yield sealed_box("区总工会\n意见", one.district_opinion, height=18.0)
    yield sealed_box(f"{issuer.city or '市总工会'}\n意见", height=18.0)


def _decided(one: Incentive) -> str:
    """The district's opinion, with what it granted by which document."""
    parts = (one.district_opinion, f"立项金额 {money(one.granted)} 元" if one.granted else "", one.document_no)
    return "。".join(part.rstrip("。") for part in parts if part) + "。"
