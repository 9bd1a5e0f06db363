"""The papers that can be asked for: what each is called, where menus show it, what it is made from and by."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from desktop import papers
from desktop.base.changes import Noun
from desktop.base.errors import ForbiddenError
from desktop.papers.blocks import Paper
from desktop.papers.claim import Claim
from desktop.papers.dossier import Dossier, Issuer
from desktop.papers.roll import Roll
from desktop.papers.round import Round
from desktop.papers.unit import CalledOn, Inspected, Unit
from desktop.pilots.enterprise import Enterprise, PilotState
from desktop.policy.aid_standards import RequestForm


class Group(StrEnum):
    """The part of the work that a paper belongs to, in the order of menus."""

    APPLYING = "申请"
    EXAMINING = "审核"
    FILING = "建档"
    CHANGING = "变动"
    KEEPING = "卷宗"
    AIDING = "帮扶"
    VISITING = "慰问"
    PILOTING = "产改试点"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperKind:
    """A paper that can be asked for.

    Attributes:
        name: on the command line.
        label: its title.
        group: where menus show it.
        of: what it is made from: files (``Dossier``), applications (``Claim``), batches (``Roll``), activities
            (``Round``), recipients (``Call``), pilots (``Unit``), their projects (``Project``), assessments
            (``Scored``), inspections (``Inspected``), calls (``CalledOn``).
        each: makes it of one record, where every record gets one of its own.
        together: makes one paper or several of records that stand on them together. A notice has neither: it needs to
            be told how it is posted.
        inner: whether every line of a batch (a ``Claim``) or recipient of an activity (a ``Call``) gets its own.
        documents: whether the documents that the files hold stand on it.
        unnamed: of which pilots it is made where none is named; where there is none, each must be named.
    """

    name: str
    label: str
    group: Group
    of: Noun = Noun.CASES
    each: Callable[[Any, Issuer], Paper] | None = None
    together: Callable[[Sequence[Any], Issuer], Sequence[Paper]] | None = None
    inner: bool = False
    documents: bool = False
    unnamed: Callable[[Enterprise], bool] | None = None


def _each(group: Group, name: str, label: str, make: Callable[[Dossier, Issuer], Paper]) -> PaperKind:
    return PaperKind(name=name, label=label, group=group, each=make)


def _blank(name: str, label: str, form: RequestForm) -> PaperKind:
    """An application's form that is printed of a file, before it applies."""
    return _each(Group.AIDING, name, label, papers.blank_form(form))


def _of_request(name: str, label: str, make: Callable[[Claim, Issuer], Paper]) -> PaperKind:
    return PaperKind(name=name, label=label, group=Group.AIDING, of=Noun.REQUESTS, each=make)


def _of_requests(name: str, label: str, make: Callable[[Sequence[Claim], Issuer], Sequence[Paper]]) -> PaperKind:
    return PaperKind(name=name, label=label, group=Group.AIDING, of=Noun.REQUESTS, together=make)


def _of_batch(name: str, label: str, make: Callable[[Roll, Issuer], Paper] | None = None) -> PaperKind:
    return PaperKind(name=name, label=label, group=Group.AIDING, of=Noun.BATCHES, each=make)


def _of_activity(name: str, label: str, make: Callable[[Round, Issuer], Paper]) -> PaperKind:
    return PaperKind(name=name, label=label, group=Group.VISITING, of=Noun.ACTIVITIES, each=make)


def _of_pilot(name: str, label: str, make: Callable[[Any, Issuer], Paper], of: Noun = Noun.PILOTS) -> PaperKind:
    return PaperKind(name=name, label=label, group=Group.PILOTING, of=of, each=make)


def _goes_on(one: Enterprise) -> bool:
    return one.state.goes_on


def _files(one: Enterprise) -> bool:
    """Whether papers are asked of it: it was chosen, and hasn't left."""
    return one.wave is not None and one.state is not PilotState.LEFT


def _recommended(units: Sequence[Unit], issuer: Issuer) -> Sequence[Paper]:
    return (papers.pilot_recommendations(units, issuer),)


def _filed(units: Sequence[Unit], issuer: Issuer) -> Sequence[Paper]:
    return (papers.papers_filed(units, issuer),)


def _blank_call(unit: Unit, issuer: Issuer) -> Paper:
    return papers.call_record(CalledOn(unit=unit), issuer)


def _blank_inspection(unit: Unit, issuer: Issuer) -> Paper:
    return papers.inspection_record(Inspected(unit=unit), issuer)


def _meeting(dossiers: Sequence[Dossier], issuer: Issuer) -> Sequence[Paper]:
    return (papers.meeting_list(dossiers, issuer),)


NOTICE, NOTICE_RESULT, PAYMENT_NOTICE = "notice", "notice-result", "payment-notice"
_APPROVAL, _CARD = "困难职工帮扶救助审批表", "走访慰问登记表"
PAPERS = (
    _each(Group.APPLYING, "application-form", "困难职工帮扶申请表", papers.application_form),
    _each(Group.APPLYING, "authorisation", "家庭经济状况核对授权委托书", papers.authorisation),
    _each(Group.APPLYING, "income-promise", "家庭成员收入情况承诺书", papers.income_promise),
    _each(Group.APPLYING, "consent", "个人信息处理同意书", papers.consent_sheet),
    _each(Group.EXAMINING, "visit-form", "困难职工家庭入户调查表", papers.visit_form),
    _each(Group.EXAMINING, "income-test", "困难职工家庭月人均收入测算表", papers.income_sheet),
    PaperKind(name=NOTICE, label="困难职工公示", group=Group.EXAMINING),
    PaperKind(name=NOTICE_RESULT, label="公示结果证明", group=Group.EXAMINING, each=papers.notice_result),
    PaperKind(name="meeting-list", label="审核会议纪要名单", group=Group.EXAMINING, together=_meeting),
    _each(Group.FILING, "archive-form", "困难职工档案表", papers.archive_form),
    _each(Group.FILING, "approval-form", "困难职工档案审批表", papers.approval_form),
    _each(Group.FILING, "certificate", "困难职工证明", papers.certificate),
    _each(Group.CHANGING, "lifting-form", "困难职工脱困审批表", papers.lifting_form),
    _each(Group.CHANGING, "closing-form", "困难职工档案注销审批表", papers.closing_form),
    replace(_each(Group.KEEPING, "file-cover", "困难职工档案封面", papers.file_cover), documents=True),
    replace(_each(Group.KEEPING, "file-index", "卷内目录", papers.file_index), documents=True),
    _each(Group.AIDING, "contact-card", "困难职工解困脱困联系卡", papers.contact_card),
    _blank("schooling-form", "金秋助学申请表", RequestForm.SCHOOL),
    _blank("illness-form", "大病救助申请表", RequestForm.ILLNESS),
    _blank("event-form", "临时救助申请表", RequestForm.EVENT),
    _blank("legal-form", "法律援助申请表", RequestForm.LEGAL),
    _blank("waiver-form", "特困职工费用减免申报表", RequestForm.WAIVER),
    _blank("job-card", "阳光就业帮扶档案（一人一档）", RequestForm.JOB),
    _of_request("request-form", "申请表（按项目）", papers.request_form),
    _of_request("request-approval", _APPROVAL, papers.aid_approval),
    _of_requests("household-waivers", "特困职工费用减免申报表（一户一张）", papers.waiver_forms),
    _of_requests("waiver-list", "特困职工费用减免汇总表", papers.waiver_lists),
    _of_request("request-certificate", "困难职工证明", papers.claim_certificate),
    _of_batch("sign-sheet", "实名制签领表", papers.sign_sheet),
    _of_batch("bank-list", "银行卡发放表", papers.bank_list),
    _of_batch("receipts", "收据", papers.receipts),
    replace(_of_batch("payment-approval", _APPROVAL), each=papers.aid_approval, inner=True),
    _of_batch("amount-basis", "发放金额依据表", papers.amount_basis),
    _of_batch("voucher", "发放凭证", papers.voucher),
    _of_batch(PAYMENT_NOTICE, "帮扶资金发放公示"),
    _of_activity("visit-roster", "慰问花名册（签领表）", papers.visit_roster),
    _of_activity("visit-route", "走访路线单", papers.visit_route),
    PaperKind(
        name="visit-cards", label=_CARD, group=Group.VISITING, of=Noun.ACTIVITIES, each=papers.visit_card, inner=True
    ),
    PaperKind(name="visit-card", label=_CARD, group=Group.VISITING, of=Noun.VISITS, each=papers.visit_card),
    _of_pilot("pilot-application", "产改试点单位申报表", papers.pilot_application),
    _of_pilot("pilot-recommendation", "产改试点单位推荐表", papers.pilot_recommendation),
    PaperKind(
        name="pilot-recommendations",
        label="产改试点单位推荐汇总表",
        group=Group.PILOTING,
        of=Noun.PILOTS,
        together=_recommended,
        unnamed=_goes_on,
    ),
    _of_pilot("pilot-record", "产改试点单位档案", papers.unit_record),
    PaperKind(
        name="pilot-papers",
        label="产改试点材料报送情况表",
        group=Group.PILOTING,
        of=Noun.PILOTS,
        together=_filed,
        unnamed=_files,
    ),
    PaperKind(
        name="pilot-lacking",
        label="产改试点材料补报通知",
        group=Group.PILOTING,
        of=Noun.PILOTS,
        together=papers.lacking_papers,
        unnamed=_files,
    ),
    _of_pilot("pilot-call-form", "挂钩联系企业走访记录表（空白）", _blank_call),
    _of_pilot("pilot-inspection-form", "产改试点督查记录表（空白）", _blank_inspection),
    _of_pilot("pilot-incentive", "产改激励项目申报书", papers.incentive_form, Noun.INCENTIVES),
    _of_pilot("pilot-incentive-money", "产改激励项目资金使用情况表", papers.incentive_money, Noun.INCENTIVES),
    _of_pilot("pilot-incentive-acceptance", "产改激励项目验收表", papers.incentive_acceptance, Noun.INCENTIVES),
    _of_pilot("pilot-scores", "产改试点年度评价打分表", papers.score_sheet, Noun.ASSESSMENTS),
    _of_pilot("pilot-inspection-letter", "产改试点督查反馈", papers.inspection_letter, Noun.INSPECTIONS),
    _of_pilot("pilot-inspection", "产改试点督查记录表", papers.inspection_record, Noun.INSPECTIONS),
    _of_pilot("pilot-call", "挂钩联系企业走访记录表", papers.call_record, Noun.CALLS),
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
