"""The papers that can be asked for: what each is called, where menus show it, what it is made from and by."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from desktop import papers
from desktop.base.changes import Noun
from desktop.base.errors import ForbiddenError
from desktop.papers.blocks import Paper
from desktop.papers.dossier import Dossier, Issuer


class Group(StrEnum):
    """The part of the work that a paper belongs to, in the order of menus."""

    APPLYING = "申请"
    EXAMINING = "审核"
    FILING = "建档"
    CHANGING = "变动"
    KEEPING = "卷宗"
    AIDING = "帮扶"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperKind:
    """A paper that can be asked for.

    Attributes:
        name: on the command line.
        label: its title.
        group: where menus show it.
        of: what it is made from.
        each: makes it of one file, where every household gets one of its own.
        together: makes it of several files that stand on it together. A notice has neither: it needs to be told how it
            is posted; nor has a paper of batches.
        documents: whether the documents that the files hold stand on it.
    """

    name: str
    label: str
    group: Group
    of: Noun = Noun.CASES
    each: Callable[[Dossier, Issuer], Paper] | None = None
    together: Callable[[Sequence[Dossier], Issuer], Paper] | None = None
    documents: bool = False


def _each(group: Group, name: str, label: str, make: Callable[[Dossier, Issuer], Paper]) -> PaperKind:
    return PaperKind(name=name, label=label, group=group, each=make)


def _of_batch(name: str, label: str) -> PaperKind:
    return PaperKind(name=name, label=label, group=Group.AIDING, of=Noun.BATCHES)


NOTICE, NOTICE_RESULT = "notice", "notice-result"
PAPERS = (
    _each(Group.APPLYING, "application-form", "困难职工帮扶申请表", papers.application_form),
    _each(Group.APPLYING, "authorisation", "家庭经济状况核对授权委托书", papers.authorisation),
    _each(Group.APPLYING, "income-promise", "家庭成员收入情况承诺书", papers.income_promise),
    _each(Group.APPLYING, "consent", "个人信息处理同意书", papers.consent_sheet),
    _each(Group.EXAMINING, "visit-form", "困难职工家庭入户调查表", papers.visit_form),
    _each(Group.EXAMINING, "income-test", "困难职工家庭月人均收入测算表", papers.income_sheet),
    PaperKind(name=NOTICE, label="困难职工公示", group=Group.EXAMINING),
    PaperKind(name=NOTICE_RESULT, label="公示结果证明", group=Group.EXAMINING, each=papers.notice_result),
    PaperKind(name="meeting-list", label="审核会议纪要名单", group=Group.EXAMINING, together=papers.meeting_list),
    _each(Group.FILING, "archive-form", "困难职工档案表", papers.archive_form),
    _each(Group.FILING, "approval-form", "困难职工档案审批表", papers.approval_form),
    _each(Group.FILING, "certificate", "困难职工证明", papers.certificate),
    _each(Group.CHANGING, "lifting-form", "困难职工脱困审批表", papers.lifting_form),
    _each(Group.CHANGING, "closing-form", "困难职工档案注销审批表", papers.closing_form),
    replace(_each(Group.KEEPING, "file-cover", "困难职工档案封面", papers.file_cover), documents=True),
    replace(_each(Group.KEEPING, "file-index", "卷内目录", papers.file_index), documents=True),
    _each(Group.AIDING, "contact-card", "困难职工解困脱困联系卡", papers.contact_card),
    _of_batch("sign-sheet", "实名制签领表"),
    _of_batch("amount-basis", "发放金额依据表"),
    _of_batch("payment-notice", "帮扶资金发放公示"),
)
"""The papers, in the order that menus show them."""


def kind_of(name: str) -> PaperKind:
    """The paper of that name; ``ForbiddenError`` names those that there are."""
    found = next((one for one in PAPERS if one.name == name), None)
    if found is None:
        raise ForbiddenError(f"没有叫“{name}”的文书，可用的有：{'、'.join(one.name for one in PAPERS)}。")
    return found


def grouped(of: Noun) -> dict[Group, tuple[PaperKind, ...]]:
    """The papers of a noun by group, as menus show them."""
    every = {group: tuple(one for one in PAPERS if one.of is of and one.group is group) for group in Group}
    return {group: kinds for group, kinds in every.items() if kinds}
