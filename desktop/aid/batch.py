"""A batch: one programme, one fund, one list of payments."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, NamedTuple

from desktop.aid.fund import Source
from desktop.base.fields import Kind, field
from desktop.cases.household import State


class BatchState(StrEnum):
    """编制 → 锁定 → 审批 → 发放; a batch that isn't paid can be voided."""

    DRAWN = "编制"
    LOCKED = "已锁定"
    APPROVED = "已审批"
    PAID = "已发放"
    VOID = "已作废"


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """One batch. ``total`` is fen over the ``payees`` that are not excluded."""

    id: int
    state: Annotated[BatchState, field("状态", Kind.CODE, computed=True)]
    title: Annotated[str, field("批次名称", needed=True)]
    programme: Annotated[str, field("帮扶项目", Kind.CODE, needed=True)]
    year: Annotated[int, field("年度", Kind.COUNT, needed=True)]
    fund: int
    fund_name: Annotated[str, field("资金", computed=True)]
    source: Annotated[Source, field("资金来源", Kind.CODE, computed=True)]
    decided_on: Annotated[dt.date, field("决定日期", Kind.DATE, needed=True)]
    approved_by: Annotated[str | None, field("审批人")] = None
    paid_on: Annotated[dt.date | None, field("发放日期", Kind.DATE)] = None
    payees: Annotated[int, field("人数", Kind.COUNT, computed=True)] = 0
    total: Annotated[int, field("合计金额", Kind.MONEY, computed=True)] = 0
    state_reason: Annotated[str | None, field("退回或作废原因", computed=True)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """One line of a batch, with what was true of the payee when the batch was locked. ``amount`` is fen.

    Attributes:
        reason: how the amount came about, as a Chinese sentence that is stored and printed.
        excluded: why this payee gets nothing in this batch; None where it is paid.
        digest: keyed hash over the line and its predecessor, set at locking.
    """

    id: int
    batch: int
    household: int
    position: int
    name: Annotated[str, field("姓名", Kind.NAME, computed=True)]
    sex: Annotated[str | None, field("性别", computed=True)]
    age: Annotated[int | None, field("年龄", Kind.COUNT, computed=True)]
    resident_id: Annotated[str, field("身份证号", Kind.RESIDENT_ID, computed=True, sensitive=True)]
    card: Annotated[str | None, field("银行帐号", Kind.CARD, computed=True, sensitive=True)]
    bank: Annotated[str | None, field("开户银行", computed=True)]
    place: Annotated[str | None, field("工作单位或家庭地址", computed=True)]
    category: Annotated[str, field("困难类别", computed=True)]
    phone: Annotated[str | None, field("联系电话", Kind.PHONE, computed=True, sensitive=True)]
    staff_no: Annotated[str | None, field("职工编号", computed=True)]
    file_no: Annotated[str | None, field("档案编号", computed=True)]
    amount: Annotated[int, field("金额", Kind.MONEY, needed=True)]
    reason: Annotated[str, field("金额依据", computed=True)]
    excluded: Annotated[str | None, field("不发原因")] = None
    digest: str | None = None


class Stray(NamedTuple):
    """A payee whose file became another since the batch was drawn up: its state, and who is its applicant now."""

    name: str
    state: State
    head: str
