"""The papers that a pilot must file: received, checked, returned, come again (reference: domain §4.2)."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from desktop.base.fields import Kind, field


class SubmissionState(StrEnum):
    """A paper that was received is checked, and then in order or returned; a returned one comes again as a version."""

    RECEIVED = "待核对"
    ACCEPTED = "合格"
    RETURNED = "退回修改"


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """One version of a paper that a pilot filed.

    Attributes:
        version: 1 for the first that came, and so on.
        contents: which points of its content list were found, joined by “、”.
        files: how many files of it are kept, computed; none: it is on paper only.
    """

    id: int
    enterprise: int
    state: Annotated[SubmissionState, field("状态", Kind.CODE, computed=True)]
    kind: Annotated[str, field("材料", Kind.CODE, codes="submission", needed=True)]
    version: Annotated[int, field("版本", Kind.COUNT, computed=True)] = 1
    received_on: Annotated[dt.date, field("收到日期", Kind.DATE, needed=True)]
    document_no: Annotated[str | None, field("文号")] = None
    contents: Annotated[str | None, field("已有内容", limit=400)] = None
    checked_by: Annotated[str | None, field("核对人", Kind.NAME)] = None
    checked_on: Annotated[dt.date | None, field("核对日期", Kind.DATE)] = None
    return_reason: Annotated[str | None, field("退回原因", limit=300)] = None
    note: Annotated[str | None, field("备注", limit=200)] = None
    files: Annotated[int, field("附件", Kind.COUNT, computed=True)] = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """A file that belongs to a submission, a score, a project, a call or an inspection, or just to the enterprise.

    ``media`` and ``size`` (bytes) are its content's.
    """

    id: int
    enterprise: int
    media: str
    size: int
    submission: int | None = None
    score: int | None = None
    incentive: int | None = None
    call: int | None = None
    inspection: int | None = None
    title: Annotated[str | None, field("附件名称")] = None
    void_reason: Annotated[str | None, field("作废原因", computed=True, limit=200)] = None
