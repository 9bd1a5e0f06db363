"""Incentive projects of pilots: applied for, ranked, granted, paid, accepted (reference: domain §4.2)."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from desktop.base.fields import Kind, field

PROJECT, MONEY, DECISION = "项目", "经费", "审核"
"""The parts of an application's form."""


class IncentiveState(StrEnum):
    """申报 → 推荐 → 立项 → 验收; it is refused or withdrawn until it is granted."""

    APPLIED = "已申报"
    RECOMMENDED = "已推荐"
    GRANTED = "已立项"
    ACCEPTED = "已验收"
    REFUSED = "未立项"
    WITHDRAWN = "已撤回"


@dataclass(frozen=True, slots=True, kw_only=True)
class Incentive:
    """One application for an incentive project. Amounts are fen.

    Attributes:
        rank: its place among the year's applications of the district; None while it has none.
        paid, spent: computed: the sums of its instalments that were paid, and of what it spent.
    """

    id: int
    enterprise: int
    state: Annotated[IncentiveState, field("状态", Kind.CODE, computed=True)]
    year: Annotated[int, field("年度", Kind.COUNT, needed=True, group=PROJECT)]
    name: Annotated[str, field("项目名称", needed=True, group=PROJECT)]
    front: Annotated[str, field("所属方面", Kind.CODE, codes="front", needed=True, group=PROJECT)]
    leader: Annotated[str | None, field("项目负责人", Kind.NAME, group=PROJECT)] = None
    phone: Annotated[str | None, field("联系电话", Kind.PHONE, sensitive=True, group=PROJECT)] = None
    begins: Annotated[dt.date | None, field("开始日期", Kind.DATE, group=PROJECT)] = None
    ends: Annotated[dt.date | None, field("结束日期", Kind.DATE, group=PROJECT)] = None
    background: Annotated[str | None, field("项目背景", limit=1000, group=PROJECT)] = None
    measures: Annotated[str | None, field("主要举措", limit=1000, group=PROJECT)] = None
    results: Annotated[str | None, field("预期成效", limit=1000, group=PROJECT)] = None
    innovation: Annotated[str | None, field("创新点和可推广性", limit=1000, group=PROJECT)] = None
    budget: Annotated[int | None, field("总投入", Kind.MONEY, group=MONEY)] = None
    self_raised: Annotated[int | None, field("自筹金额", Kind.MONEY, group=MONEY)] = None
    asked: Annotated[int | None, field("申请金额", Kind.MONEY, group=MONEY)] = None
    unit_opinion: Annotated[str | None, field("单位意见", limit=300, group=DECISION)] = None
    rank: Annotated[int | None, field("排序", Kind.COUNT, group=DECISION)] = None
    district_opinion: Annotated[str | None, field("区总工会意见", limit=300, group=DECISION)] = None
    granted: Annotated[int | None, field("立项金额", Kind.MONEY, group=DECISION)] = None
    granted_on: Annotated[dt.date | None, field("立项日期", Kind.DATE, group=DECISION)] = None
    document_no: Annotated[str | None, field("立项文号", group=DECISION)] = None
    accepted_on: Annotated[dt.date | None, field("验收日期", Kind.DATE, group=DECISION)] = None
    acceptance: Annotated[str | None, field("验收意见", limit=500, group=DECISION)] = None
    state_reason: Annotated[str | None, field("未立项或撤回原因", computed=True, group=DECISION)] = None
    paid: Annotated[int, field("已拨付", Kind.MONEY, computed=True)] = 0
    spent: Annotated[int, field("已支出", Kind.MONEY, computed=True)] = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Instalment:
    """Money that an incentive project gets, fen.

    Attributes:
        fund: number of the fund of aid that it is drawn on; None where others pay it. Drawing on it is an outlay of
            that fund, kept with it (``store``): the rooms of pilots and of aid don't know each other.
    """

    id: int
    incentive: int
    day: Annotated[dt.date, field("拨付日期", Kind.DATE, needed=True)]
    amount: Annotated[int, field("拨付金额", Kind.MONEY, needed=True)]
    invoice_no: Annotated[str | None, field("票据号")] = None
    fund: int | None = None
    void_reason: Annotated[str | None, field("作废原因", computed=True)] = None
    note: Annotated[str | None, field("备注", limit=200)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Spending:
    """What an incentive project spent its money on, fen."""

    id: int
    incentive: int
    day: Annotated[dt.date, field("支出日期", Kind.DATE, needed=True)]
    item: Annotated[str, field("支出事项", needed=True)]
    amount: Annotated[int, field("支出金额", Kind.MONEY, needed=True)]
    invoice_no: Annotated[str | None, field("发票号")] = None
    note: Annotated[str | None, field("备注", limit=200)] = None
