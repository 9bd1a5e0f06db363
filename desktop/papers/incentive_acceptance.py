"""Whether a project did what it set out to: 产改激励项目验收表 (reference: domain §4.2, §4.3)."""

from collections.abc import Iterator

from desktop.base.calendar import chinese_date
from desktop.base.money import yuan
from desktop.papers.blocks import Block, Group, Paper, Row, Sides, Text
from desktop.papers.dossier import NO_DATE, Issuer
from desktop.papers.filled import LINE, PEN, SHEET, TITLE, Pair, boxes, line, money, note, signed, table
from desktop.papers.unit import Project
from desktop.papers.unit_parts import Column, facts, listed, said
from desktop.pilots.incentive import Incentive

_TITLE = "产改激励项目验收表"
_GROUP = (Column("验收组", 24.0), Column("姓名", 34.0), Column("单位和职务", 72.0), Column("签名", 44.0))
_ROLES = "组　长", "成　员", "成　员", "成　员"


def incentive_acceptance(project: Project, issuer: Issuer) -> Paper:
    """What was promised and granted, room for what was done, who examined it, and the opinions."""
    title = f"{_TITLE}（{project.unit.one.name} {project.one.name}）"
    return Paper(title=title, sheet=SHEET, blocks=tuple(_blocks(project, issuer)))


def _blocks(project: Project, issuer: Issuer) -> Iterator[Block]:
    one = project.one
    yield Text(text=_TITLE, style=TITLE, holds=True)
    day = chinese_date(one.accepted_on) if one.accepted_on else NO_DATE
    yield Sides(left=f"组织验收单位：{issuer.office}", right=f"验收日期：{day}", style=LINE)
    yield table(_facts(project))
    yield listed(_GROUP, ((role, "", "", "") for role in _ROLES), together=True)
    yield boxes(_opinions(one))


def _facts(project: Project) -> Iterator[Row]:
    one, told = project.one, project.money
    yield line(Pair("申报单位", project.unit.one.name, wide=True), Pair("立项文号", one.document_no or ""))
    yield from facts(Incentive, one, "name+ front", "leader phone year")
    span = f"{said(Incentive, one, 'begins') or PEN} 至 {said(Incentive, one, 'ends') or PEN}"
    yield line(Pair("起止时间", span, wide=True), Pair("立项日期", said(Incentive, one, "granted_on")))
    granted = f"{money(one.granted)} 元" if one.granted is not None else ""
    yield line(
        Pair("立项金额", granted), Pair("已拨付", f"{yuan(told.paid)} 元"), Pair("已支出", f"{yuan(told.spent)} 元")
    )
    yield note("预期成效", one.results, 30.0)
    yield note("完成情况\n和实际成效", None, 38.0)


def _opinions(one: Incentive) -> Iterator[Group]:
    yield signed("验收意见", one.acceptance or "", f"验收组组长（签名）：{PEN}　{_day(one)}", 24.0)
    yield signed("区总工会\n意见", "", f"负责人（签名）：{PEN}　（盖章）　{NO_DATE}", 16.0)


def _day(one: Incentive) -> str:
    return chinese_date(one.accepted_on) if one.accepted_on else NO_DATE
