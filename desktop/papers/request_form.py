"""Applications for aid, each in its programme's form: 金秋助学、大病救助、临时救助 (reference: domain §2.2, §5.6)."""

from collections.abc import Callable, Iterator

from desktop.base.identity import identity
from desktop.papers.asking import documents_row, fact_rows
from desktop.papers.blocks import Block, Paper, Row, Sides, Text
from desktop.papers.claim import Claim
from desktop.papers.dossier import NO_DATE, Dossier, Issuer
from desktop.papers.filled import LINE, PEN, SHEET, TITLE, Pair, Signed, line, note, packed, signed_pairs, table
from desktop.papers.job_card import job_card
from desktop.papers.legal_form import legal_form
from desktop.papers.waivers import waiver_form
from desktop.policy.aid_standards import RequestForm

_TITLES = {
    RequestForm.SCHOOL: "金秋助学申请表",
    RequestForm.ILLNESS: "大病救助申请表",
    RequestForm.EVENT: "临时救助申请表",
}
"""What clerks call the forms; that of any other programme bears its name."""

_WHO = {RequestForm.SCHOOL: "学生", RequestForm.ILLNESS: "患者"}
"""What a form calls those for whom it is."""


def request_form(claim: Claim, issuer: Issuer) -> Paper:
    """The application in the form of its programme, with room for the pen where something wasn't said."""
    own: dict[RequestForm | None, Callable[[Claim, Issuer], Paper]] = {
        RequestForm.LEGAL: legal_form,
        RequestForm.JOB: job_card,
        RequestForm.WAIVER: lambda one, by: waiver_form([one], by),
    }
    if claim.form in own:
        return own[claim.form](claim, issuer)
    title = _TITLES.get(claim.form, f"{claim.programme}申请表") if claim.form else f"{claim.programme}申请表"
    return Paper(title=f"{title}（{_whose(claim)}）", sheet=SHEET, blocks=tuple(_blocks(title, claim, issuer)))


def blank_form(form: RequestForm) -> Callable[[Dossier, Issuer], Paper]:
    """What makes that form of a file, before it applies: what the file says, and room for the pen."""

    def make(dossier: Dossier, issuer: Issuer) -> Paper:
        rules = dossier.policy.programmes.values() if dossier.policy else ()
        programme = next((rule.name for rule in rules if rule.form == form), form.value)
        return request_form(Claim(programme=programme, home=dossier.home, policy=dossier.policy), issuer)

    return make


def _whose(claim: Claim) -> str:
    return claim.beneficiary.name or claim.name


def _blocks(title: str, claim: Claim, issuer: Issuer) -> Iterator[Block]:
    yield Text(text=title, style=TITLE, holds=True)
    day = claim.said("day") or NO_DATE
    yield Sides(
        left=f"单位：{issuer.office}", middle=f"帮扶项目：{claim.programme}", right=f"申请日期：{day}", style=LINE
    )
    yield table([*_applicant(claim), *_beneficiary(claim), *packed(fact_rows(claim)), *_asked(claim)])
    yield _signed(claim)


def _applicant(claim: Claim) -> Iterator[Row]:
    say = claim.said
    yield line(Pair("申请人", claim.name), Pair("性别", say("sex")), Pair("联系电话", say("phone")))
    yield line(Pair("身份证号", say("resident_id"), wide=True), Pair("档案编号", say("file_no")))
    yield line(Pair("工作单位", say("employer"), wide=True), Pair("困难类别", say("category")))
    yield line(Pair("家庭住址", say("address"), wide=True), Pair("家庭人口", say("size")))
    yield line(Pair("家庭年收入（元）", say("yearly_income")), Pair("主要致困原因", say("main_cause")))


def _beneficiary(claim: Claim) -> Iterator[Row]:
    """For whom it is: pupils and patients always, others where it isn't the applicant."""
    whose, called = claim.beneficiary, _WHO.get(claim.form) if claim.form else None
    if called is None and not (whose.name and whose.other):
        return
    called = called or "受益人"
    sex = identity(whose.resident_id).sex if whose.resident_id else ""
    yield line(Pair(f"{called}姓名", whose.name), Pair("性别", sex), Pair("与申请人关系", whose.relation))
    yield line(Pair(f"{called}身份证号", whose.resident_id, wide=True))


def _asked(claim: Claim) -> Iterator[Row]:
    yield line(Pair("申请金额（元）", claim.said("asked")), Pair("本年已享受帮扶", claim.earlier_said(), wide=True))
    yield note("申请理由", claim.request.reason if claim.request else None, 48.0)
    yield documents_row(claim)
    yield line(Pair("开户银行", claim.said("bank")), Pair("银行卡号", claim.said("card"), wide=True))


def _signed(claim: Claim) -> Block:
    said = (claim.request and claim.request.unit_opinion) or ""
    promise = "以上情况属实，如有虚报愿退回帮扶款。"
    handler = (claim.request and claim.request.handler) or PEN
    return signed_pairs(
        (Signed("申请人", promise, f"签名：{PEN}"), Signed("单位工会\n意见", said, f"主席（盖章）：{PEN}")),
        (Signed("受理意见", "", f"受理人：{handler}"), Signed("区总工会\n意见", "", f"审核人：{PEN}")),
        height=20.0,
    )
