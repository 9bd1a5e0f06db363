"""What became of a project's money: 产改激励项目资金使用情况表 (reference: domain §4.2)."""

from collections.abc import Iterator

from desktop.base.calendar import chinese_date
from desktop.base.money import yuan
from desktop.papers.blocks import Block, Cell, Paper, Row, Sides, Text
from desktop.papers.dossier import Issuer, date_or_pen
from desktop.papers.filled import (
    AMOUNT,
    LABEL,
    LINE,
    PEN,
    SHEET,
    SMALL,
    TITLE,
    Pair,
    Signed,
    line,
    money,
    signed_pairs,
    table,
)
from desktop.papers.unit import Project
from desktop.papers.unit_parts import LISTED, Column, facts, heading, listed
from desktop.pilots.incentive import Incentive, Instalment
from desktop.pilots.incentive_statement import IncentiveStatement

_TITLE = "产改激励项目资金使用情况表"
_PAID = (
    Column("序号", 12.0),
    Column("拨付日期", 28.0),
    Column("拨付金额（元）", 28.0, AMOUNT),
    Column("资金来源", 46.0, LISTED),
    Column("票据号", 30.0),
    Column("备注", 30.0, LISTED),
)
_SPENT = (
    Column("序号", 12.0),
    Column("支出日期", 28.0),
    Column("支出事项", 46.0, LISTED),
    Column("支出金额（元）", 28.0, AMOUNT),
    Column("发票号", 30.0),
    Column("备注", 30.0, LISTED),
)
_LEAST = 3


def incentive_money(project: Project, issuer: Issuer) -> Paper:
    """What was granted, paid and spent, line by line, and what is left; void instalments aren't on it."""
    title = f"{_TITLE}（{project.unit.one.name} {project.one.name}）"
    return Paper(title=title, sheet=SHEET, blocks=tuple(_blocks(project, issuer)))


def _blocks(project: Project, issuer: Issuer) -> Iterator[Block]:
    told = project.money
    yield Text(text=_TITLE, style=TITLE, holds=True)
    yield Sides(left=f"填报单位（盖章）：{PEN}", right=date_or_pen(issuer.day), style=LINE)
    whose = line(Pair("单位名称", project.unit.one.name, wide=True))
    yield table([whose, *facts(Incentive, project.one, "name+ front", "leader phone year", "document_no+ granted_on")])
    yield heading("一、拨付情况")
    paid = (_paid(number, one, told) for number, one in enumerate(told.live, 1))
    yield listed(_PAID, paid, least=_LEAST, sums=(_sum("合　计", 2, told.paid, 3),))
    yield heading("二、支出情况")
    yield listed(_SPENT, _spent(told), least=_LEAST, sums=(_sum("合　计", 3, told.spent, 2),))
    yield heading("三、结余情况（单位：元）")
    yield table(_left(told), clings=True)
    yield signed_pairs(
        (Signed("填报单位", "以上数字与账簿一致。", f"负责人：{PEN}"), Signed("财务审核", "", f"负责人：{PEN}")),
        (Signed("项目负责人", "", f"签名：{PEN}"), Signed("区总工会\n审核", "（盖章）", f"审核人：{PEN}")),
        height=15.0,
    )


def _paid(number: int, one: Instalment, told: IncentiveStatement) -> tuple[str, ...]:
    day, source = chinese_date(one.day), told.source(one)
    return str(number), day, yuan(one.amount), source, one.invoice_no or "", one.note or ""


def _spent(told: IncentiveStatement) -> Iterator[tuple[str, ...]]:
    for number, one in enumerate(told.spendings, 1):
        day = chinese_date(one.day)
        yield str(number), day, one.item, yuan(one.amount), one.invoice_no or "", one.note or ""


def _sum(label: str, before: int, amount: int, behind: int) -> Row:
    """A sum in the column behind ``before`` others."""
    cells = (Cell(label, LABEL, columns=before), Cell(yuan(amount), AMOUNT), Cell("", SMALL, columns=behind))
    return Row(cells, 8.0)


def _left(told: IncentiveStatement) -> Iterator[Row]:
    yield line(
        Pair("立项金额", money(told.project.granted)),
        Pair("已拨付", yuan(told.paid)),
        Pair("未拨付", yuan(told.unpaid)),
    )
    yield line(
        Pair("已支出", yuan(told.spent)),
        Pair("其中自筹", yuan(told.own_spent)),
        Pair("拨款结余", yuan(told.left)),
    )
