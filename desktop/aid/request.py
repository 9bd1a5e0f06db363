"""Applications for aid: what a household, or somebody without a file, asks for, and what was decided."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as default
from enum import StrEnum
from typing import Annotated

from desktop.base.fields import Kind, Value, field

APPLICANT, ASKED, DECIDED, ENDED = "申请人", "申请", "审批", "结果"
"""The parts of an application's form."""


class RequestState(StrEnum):
    """待审 → 已同意 / 不予 → 已办结; one that isn't paid can be withdrawn. Whether it was paid its batch says."""

    OPEN = "待审"
    GRANTED = "已同意"
    REFUSED = "不予"
    DONE = "已办结"
    WITHDRAWN = "已撤回"


ENDING = frozenset({RequestState.REFUSED, RequestState.WITHDRAWN})
"""The states of an application that came to nothing; it can be made anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One application (reference: domain §2.2, §2.4, §2.5). Amounts are fen.

    Who applies is who is paid: the file's applicant, copied on entering, or whoever has no file.

    Attributes:
        household: number of the file; None for somebody who has none.
        person: number of the member for whom it is; ``beneficiary`` and ``beneficiary_id`` are the copy.
        facts: what the programme's form asks besides (``request_facts``), by field name.
        documents: which of the programme's documents were handed in.
        granted, basis: what was decided to give, and how it came about.
        override, override_by: why it goes above the ceiling, and who allowed it.
        batch, batch_title, batch_state: the batch in which it stands and counts, computed.
    """

    id: int
    state: Annotated[RequestState, field("状态", Kind.CODE, computed=True)]
    programme: Annotated[str, field("帮扶项目", Kind.CODE, needed=True, group=ASKED)]
    year: Annotated[int, field("年度", Kind.COUNT, needed=True, group=ASKED)]
    day: Annotated[dt.date, field("申请日期", Kind.DATE, needed=True, group=ASKED)]
    household: int | None
    name: Annotated[str, field("姓名", Kind.NAME, needed=True, group=APPLICANT)]
    sex: Annotated[str | None, field("性别", Kind.CODE, group=APPLICANT)] = None
    resident_id: Annotated[str | None, field("身份证号", Kind.RESIDENT_ID, sensitive=True, group=APPLICANT)] = None
    category: Annotated[str | None, field("困难类别", Kind.CODE, group=APPLICANT)] = None
    employer: Annotated[str | None, field("工作单位", group=APPLICANT)] = None
    address: Annotated[str | None, field("家庭住址", group=APPLICANT)] = None
    phone: Annotated[str | None, field("联系电话", Kind.PHONE, sensitive=True, group=APPLICANT)] = None
    bank: Annotated[str | None, field("开户银行", group=APPLICANT)] = None
    card: Annotated[str | None, field("银行卡号", Kind.CARD, sensitive=True, group=APPLICANT)] = None
    person: int | None = None
    beneficiary: Annotated[str | None, field("受益人", Kind.NAME, group=ASKED)] = None
    beneficiary_id: Annotated[str | None, field("受益人身份证号", Kind.RESIDENT_ID, sensitive=True, group=ASKED)] = None
    relation: Annotated[str | None, field("与申请人关系", Kind.CODE, group=ASKED)] = None
    reason: Annotated[str | None, field("申请事由", limit=500, group=ASKED)] = None
    asked: Annotated[int | None, field("申请金额", Kind.MONEY, group=ASKED)] = None
    documents: Annotated[
        str | None, field("已交材料", Kind.CODE, codes="request_document", most=20, limit=400, group=ASKED)
    ] = None
    unit_opinion: Annotated[str | None, field("单位工会意见", limit=200, group=ASKED)] = None
    handler: Annotated[str | None, field("经办人", group=ASKED)] = None
    granted: Annotated[int | None, field("审定金额", Kind.MONEY, group=DECIDED)] = None
    basis: Annotated[str | None, field("金额依据", computed=True, limit=500, group=DECIDED)] = None
    override: Annotated[str | None, field("超上限原因", limit=200, group=DECIDED)] = None
    override_by: Annotated[str | None, field("超上限批准人", group=DECIDED)] = None
    upper_no: Annotated[str | None, field("上级批复文号", group=DECIDED)] = None
    decided_on: Annotated[dt.date | None, field("审批日期", Kind.DATE, group=DECIDED)] = None
    decided_by: Annotated[str | None, field("审批人", group=DECIDED)] = None
    opinion: Annotated[str | None, field("审批意见", limit=200, group=DECIDED)] = None
    result: Annotated[str | None, field("办理结果", limit=200, group=ENDED)] = None
    finished_on: Annotated[dt.date | None, field("办结日期", Kind.DATE, group=ENDED)] = None
    note: Annotated[str | None, field("备注", limit=200, group=ENDED)] = None
    facts: Mapping[str, Value] = default(default_factory=dict)
    batch: int | None = None
    batch_title: str = ""
    batch_state: str = ""

    @property
    def whose(self) -> str:
        """For whom it is."""
        return self.beneficiary or self.name
