"""The application for legal aid: 法律援助申请表 (reference: domain §2.2)."""

from collections.abc import Iterator

from desktop.papers.asking import documents_row
from desktop.papers.blocks import Block, Cell, Paper, Row, Sides, Table, Text
from desktop.papers.claim import Claim
from desktop.papers.dossier import Issuer
from desktop.papers.filled import (
    LABEL,
    LINE,
    MOST_ROW,
    PEN,
    SHEET,
    TEXT,
    TITLE,
    Pair,
    Signed,
    line,
    note,
    signed_pairs,
    table,
)

_TITLE = "法律援助申请表"
_DECIDING = (("审批机构", 44.0), ("审批人", 24.0), ("审批意见", 56.0), ("审批结果", 24.0), ("审批时间", 26.0))
_LEVELS = 2
"""Lines for those who decide: at least so many."""


def legal_form(claim: Claim, issuer: Issuer) -> Paper:
    """The application of one worker for legal aid, with who decided what."""
    return Paper(title=f"{_TITLE}（{claim.name}）", sheet=SHEET, blocks=tuple(_blocks(claim, issuer)))


def _blocks(claim: Claim, issuer: Issuer) -> Iterator[Block]:
    yield Text(text=_TITLE, style=TITLE, holds=True)
    yield Sides(left=f"单位：{issuer.office}", right=f"申请日期：{claim.said('day') or '　　年　月　日'}", style=LINE)
    yield table([*_person(claim), *_matter(claim)])
    yield _decided(claim, issuer)
    yield signed_pairs(
        (Signed("申请人", "以上情况属实。", f"签名：{PEN}"), Signed("区总工会\n意见", "", f"（盖章）{PEN}")),
        height=20.0,
    )


def _person(claim: Claim) -> Iterator[Row]:
    say, fact = claim.said, claim.fact
    yield line(Pair("姓名", claim.name), Pair("性别", say("sex")), Pair("民族", fact("ethnic") or say("ethnic")))
    yield line(Pair("身份证号码", say("resident_id"), wide=True), Pair("出生日期", say("birth") or _born(claim)))
    place = fact("hukou_place") or say("hukou_place")
    yield line(Pair("户籍所在地", place, wide=True), Pair("住宅电话", fact("home_phone")))
    yield line(Pair("工作单位", say("employer"), wide=True), Pair("工作电话", fact("work_phone")))
    code = fact("postcode") or say("postcode")
    yield line(Pair("通讯地址", say("address"), wide=True), Pair("邮政编号", code))
    studied, health = (fact(name) or say(name) for name in ("education", "health"))
    yield line(Pair("文化程度", studied), Pair("职业", fact("occupation")), Pair("健康状况", health))
    yield line(Pair("联系电话", say("phone")), Pair("档案编号", say("file_no")))


def _born(claim: Claim) -> str:
    number = claim.said("resident_id")
    return f"{number[6:10]}年{int(number[10:12])}月{int(number[12:14])}日" if number else ""


def _matter(claim: Claim) -> Iterator[Row]:
    asked = claim.request
    parts = (claim.fact("matter"), asked and asked.reason)
    yield note("申请事项及\n主要理由", "\n".join(part for part in parts if part), 52.0)
    yield line(Pair("所处法律程序", claim.fact("stage_of_law"), wide=True))
    yield documents_row(claim)
    yield line(Pair("承办律师或机构", claim.fact("lawyer"), wide=True), Pair("挽回金额（元）", claim.fact("recovered")))
    yield note("办理结果", asked.result if asked else None)


def _decided(claim: Claim, issuer: Issuer) -> Table:
    asked = claim.request
    first = ("",) * len(_DECIDING)
    if asked and asked.decided_on:
        texts = (asked.decided_by, asked.opinion, str(asked.state), claim.said("decided_on"))
        first = (issuer.office, *(text or "" for text in texts))
    rows = [tuple(Cell(text, TEXT) for text in one) for one in (first, *[("",) * len(_DECIDING)] * (_LEVELS - 1))]
    head = Row(tuple(Cell(label, LABEL) for label, _ in _DECIDING), 8.0)
    groups = ((head, *(Row(cells, 11.0, MOST_ROW) for cells in rows)),)
    return Table(widths=tuple(width for _, width in _DECIDING), groups=groups, clings=True)
