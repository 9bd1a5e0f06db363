"""A batch: one programme, one fund, one list of payments."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, NamedTuple

from desktop.aid.fund import Source
from desktop.base.fields import Kind, field
from desktop.cases.household import State


class BatchState(StrEnum):
    """编制 → 锁定 → 审批 → 送银行 → 回执 → 完结; cash needs no bank; until it is sent or paid a batch can be voided."""

    DRAWN = "编制"
    LOCKED = "已锁定"
    APPROVED = "已审批"
    SENT = "已送银行"
    PAID = "已发放"
    FINISHED = "已完结"
    VOID = "已作废"


PAID_STATES = (BatchState.PAID, BatchState.FINISHED)
"""The states in which the money is out, but for what came back."""


class Means(StrEnum):
    """How a payee gets it."""

    BANK = "银行转账"
    CASH = "现金"
    GOODS = "实物"


class Outcome(StrEnum):
    """What became of money that went out and didn't stay out."""

    FAILED = "退回"
    RECOVERED = "已收回"


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """One batch. ``total`` is fen over the ``payees`` who are neither excluded nor withheld.

    Attributes:
        activity: number of the activity whose recipients it pays.
        repays: number of the batch whose returned money it pays anew.
        sent_times: how often its bank file was written; ``sent_stamp`` is the digest of the last one.
        voucher: its number in the books, year and running number, given when it is paid.
        returned: fen that came back; ``unsettled`` how many of those lines are neither paid anew nor settled.
    """

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
    activity: int | None = None
    repays: int | None = None
    upper_no: Annotated[str | None, field("上级批复文号")] = None
    sent_on: Annotated[dt.date | None, field("送银行日期", Kind.DATE, computed=True)] = None
    sent_times: Annotated[int | None, field("送盘次数", Kind.COUNT, computed=True)] = None
    sent_stamp: str | None = None
    template: Annotated[str | None, field("银行模板", computed=True)] = None
    voucher: Annotated[str | None, field("凭证号", computed=True)] = None
    finished_on: Annotated[dt.date | None, field("完结日期", Kind.DATE, computed=True)] = None
    payees: Annotated[int, field("人数", Kind.COUNT, computed=True)] = 0
    total: Annotated[int, field("合计金额", Kind.MONEY, computed=True)] = 0
    returned: Annotated[int, field("退回金额", Kind.MONEY, computed=True)] = 0
    unsettled: Annotated[int, field("退回待处理", Kind.COUNT, computed=True)] = 0
    state_reason: Annotated[str | None, field("退回或作废原因", computed=True)] = None

    @property
    def judged_on(self) -> dt.date:
        """The day whose rules hold: that of decision, never of a later year than the one in which it counts.

        What was given in a year counts in that year, also where it is paid anew, or paid at all, in the next.
        """
        return min(self.decided_on, dt.date(self.year, 12, 31))


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """One line of a batch, with what was true of the payee when the batch was locked. ``amount`` is fen.

    Attributes:
        household: number of the payee's file; None for a payee who has none.
        beneficiary: for whom it is, where that isn't the payee: the pupil, the patient.
        request, visit: number of what it pays: an application, a recipient of an activity.
        repays: number of the line that came back and is paid anew.
        goods: the part of ``amount`` that is given in goods, fen; ``goods_note`` says which.
        reason: how the amount came about, as a Chinese sentence that is stored and printed.
        standard, ceiling: what the rule gave and what could be given at most when it was drawn up, fen.
        override: why it goes above the ceiling, and who allowed it; printed.
        excluded: why this payee gets nothing in this batch; None where it is paid.
        withheld: why it isn't paid after all, though it was locked.
        outcome, outcome_on, failure: whether the money came back, when, and why by the list of failures.
        settled: what was done with it, where it isn't paid anew.
        digest: keyed hash over the line and its predecessor, set at locking.
    """

    id: int
    batch: int
    household: int | None
    position: int
    name: Annotated[str, field("姓名", Kind.NAME, computed=True)]
    sex: Annotated[str | None, field("性别", computed=True)]
    age: Annotated[int | None, field("年龄", Kind.COUNT, computed=True)]
    resident_id: Annotated[str | None, field("身份证号", Kind.RESIDENT_ID, computed=True, sensitive=True)]
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
    beneficiary: Annotated[str | None, field("受益人", Kind.NAME, computed=True)] = None
    beneficiary_id: Annotated[str | None, field("受益人身份证号", Kind.RESIDENT_ID, computed=True, sensitive=True)] = (
        None
    )
    heads: Annotated[int | None, field("人次", Kind.COUNT, computed=True)] = None
    means: Annotated[Means | None, field("发放方式", Kind.CODE)] = None
    goods: Annotated[int | None, field("实物折价", Kind.MONEY, computed=True)] = None
    goods_note: Annotated[str | None, field("慰问品", computed=True)] = None
    standard: Annotated[int | None, field("标准", Kind.MONEY, computed=True)] = None
    ceiling: Annotated[int | None, field("上限", Kind.MONEY, computed=True)] = None
    override: Annotated[str | None, field("超上限原因")] = None
    override_by: Annotated[str | None, field("超上限批准人")] = None
    withheld: Annotated[str | None, field("停发原因")] = None
    outcome: Annotated[Outcome | None, field("结果", Kind.CODE, computed=True)] = None
    outcome_on: Annotated[dt.date | None, field("退回日期", Kind.DATE, computed=True)] = None
    failure: Annotated[str | None, field("退回原因", Kind.CODE)] = None
    settled: Annotated[str | None, field("退回处理")] = None
    signed_by: Annotated[str | None, field("签收人", Kind.NAME)] = None
    proxy: Annotated[str | None, field("代领人", Kind.NAME)] = None
    proxy_id: Annotated[str | None, field("代领人身份证号", Kind.RESIDENT_ID, sensitive=True)] = None
    request: int | None = None
    visit: int | None = None
    repays: int | None = None
    digest: str | None = None

    @property
    def live(self) -> bool:
        """Whether it counts: neither excluded nor withheld."""
        return self.excluded is None and self.withheld is None

    @property
    def owed(self) -> bool:
        """Whether it came back, or pays anew what came back."""
        return self.repays is not None or self.outcome is not None

    @property
    def cash(self) -> int:
        """What is given in money, fen."""
        return self.amount - (self.goods or 0)

    @property
    def paid_by(self) -> Means:
        """How the payee gets it: as was said, or else to the card where there is one."""
        if self.means:
            return self.means
        if not self.cash and self.goods:
            return Means.GOODS
        return Means.BANK if self.card else Means.CASH


class Stray(NamedTuple):
    """A payee whose file became another since the batch was drawn up: its state, and who is its applicant now."""

    payment: int
    name: str
    state: State
    head: str
