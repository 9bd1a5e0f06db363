"""What one household or person is given and why: 困难职工帮扶救助审批表 (reference: domain §2.5)."""

from collections.abc import Iterator

from desktop.base.money import capitals, short_yuan
from desktop.papers.asking import documents_row, fact_rows
from desktop.papers.blocks import Block, Paper, Row, Sides, Table, Text
from desktop.papers.claim import Claim
from desktop.papers.dossier import Issuer
from desktop.papers.filled import (
    LINE,
    PEN,
    SHEET,
    TITLE,
    Pair,
    Signed,
    line,
    money,
    note,
    packed,
    signed_pairs,
    table,
    ticks,
)

_TITLE = "困难职工帮扶救助审批表"


def aid_approval(claim: Claim, issuer: Issuer) -> Paper:
    """The approval of one claim: who, for what, what was given before, by what standard how much, and who signs."""
    return Paper(title=f"{_TITLE}（{claim.name}）", sheet=SHEET, blocks=tuple(_blocks(claim, issuer)))


def _blocks(claim: Claim, issuer: Issuer) -> Iterator[Block]:
    yield Text(text=_TITLE, style=TITLE, holds=True)
    number = claim.said("file_no") or "　" * 8
    yield Sides(left=f"单位：{issuer.office}", right=f"档案编号：{number}", style=LINE)
    yield table([*_who(claim), *_asked(claim), *_amount(claim)])
    yield _signed(claim)


def _who(claim: Claim) -> Iterator[Row]:
    say = claim.said
    yield line(Pair("姓名", claim.name), Pair("性别", say("sex")), Pair("联系电话", say("phone")))
    yield line(Pair("身份证号", say("resident_id"), wide=True), Pair("困难类别", say("category")))
    yield line(Pair("工作单位", say("employer") or say("place"), wide=True), Pair("户口类型", say("hukou")))
    yield line(Pair("家庭住址", say("address"), wide=True), Pair("家庭人口", say("size")))
    figures = (Pair("家庭年收入（元）", say("yearly_income")), Pair("家庭月人均（元）", say("per_head")))
    yield line(*figures, Pair("主要致困原因", say("main_cause")))


def _asked(claim: Claim) -> Iterator[Row]:
    names = claim.policy.labels("programme") if claim.policy else ()
    yield note("帮扶项目", ticks(names, claim.programme))
    asked_on, asked = claim.said("day") or "年　　月　　日", claim.said("asked")
    yield line(Pair("年度", str(claim.year or "")), Pair("申请日期", asked_on), Pair("申请金额（元）", asked))
    name, number, relation = claim.beneficiary
    if name and claim.beneficiary.other:
        yield line(Pair("受益人", name), Pair("与申请人关系", relation), Pair("身份证号", number))
    yield from packed(fact_rows(claim, answered=True))
    yield note("申请理由", claim.request.reason if claim.request else claim.said("cause_note"))
    yield documents_row(claim)


def _amount(claim: Claim) -> Iterator[Row]:
    yield note("本年已享受帮扶", claim.earlier_said(), 8.0)
    yield note("金额依据", claim.basis)
    paid = claim.payment
    yield line(
        Pair("执行标准（元）", money(paid.standard if paid else None)),
        Pair("上限（元）", money(paid.ceiling if paid else None)),
        Pair("资金来源", _source(claim)),
    )
    granted = claim.granted
    words = "" if granted is None else capitals(granted)
    yield line(Pair("审定金额（元）", money(granted)), Pair("大写", words, wide=True))
    if claim.said("override"):
        by = claim.said("override_by")
        yield note("超上限说明", f"※ {claim.said('override')}{f'（批准人：{by}）' if by else ''}", 8.0)
    yield line(Pair("开户银行", claim.said("bank")), Pair("银行卡号", claim.said("card"), wide=True))
    if claim.said("upper_no") or _above(claim):
        yield note("上级批复文号", claim.said("upper_no"), 8.0)


def _source(claim: Claim) -> str:
    return f"{claim.batch.source}：{claim.batch.fund_name}" if claim.batch else ""


def _above(claim: Claim) -> bool:
    """Whether a superior decides."""
    limit = claim.rule.upper_above if claim.rule else None
    asked = claim.granted or (claim.request and claim.request.asked) or 0
    return limit is not None and asked > limit


def _signed(claim: Claim) -> Table:
    """Those who sign, two beside each other, on the page of what is before them."""
    request, applicant = claim.request, "本人承诺所填情况和所交材料属实。"
    unit, handler = (request.unit_opinion or "", request.handler or "") if request else ("", "")
    decided = Signed("主席\n审批意见", _decided(claim), f"审批人：{claim.decided_by or PEN}", claim.decided_on)
    return signed_pairs(
        (Signed("申请人", applicant, f"签名：{PEN}"), Signed("单位工会\n意见", unit, f"主席（盖章）：{PEN}")),
        (Signed("经办意见", "", f"经办人：{handler or PEN}"), Signed("复核意见", "", f"复核人：{PEN}")),
        (Signed("分管副\n主席意见", "", f"签名：{PEN}"), decided),
    )


def _decided(claim: Claim) -> str:
    """“同意救助 5,000 元”, or what was said; nothing while nothing is decided."""
    if not claim.decided_by and not claim.decided_on:
        return ""
    said = claim.request.opinion if claim.request else ""
    if said or claim.granted is None:
        return said or ""
    return f"同意救助 {short_yuan(claim.granted)} 元。"
