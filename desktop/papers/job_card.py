"""A graduate's own card, one a person, one plan each: 阳光就业暖心行动 一人一档 (reference: domain §2.2)."""

from collections.abc import Iterator

from desktop.base.calendar import chinese_date
from desktop.base.identity import identity
from desktop.papers.blocks import Block, Cell, Paper, Row, Sides, Table, Text
from desktop.papers.claim import Claim
from desktop.papers.dossier import Issuer
from desktop.papers.filled import (
    HINT,
    LABEL,
    LINE,
    PEN,
    SHEET,
    TITLE,
    Pair,
    Signed,
    line,
    note,
    signed_pairs,
    table,
    ticks,
)

_TITLE = "阳光就业暖心行动帮扶档案（一人一档）"
_SERVED = (("日期", 26.0), ("服务内容（岗位推荐、培训、面试等）", 88.0), ("结果", 36.0), ("经办人", 24.0))
_LINES = 6


def job_card(claim: Claim, issuer: Issuer) -> Paper:
    """The card of one graduate: school, intention, needs, what is done, and lines for what comes of it."""
    whose = claim.beneficiary.name or claim.name
    return Paper(title=f"{_TITLE}（{whose}）", sheet=SHEET, blocks=tuple(_blocks(claim, issuer)))


def _blocks(claim: Claim, issuer: Issuer) -> Iterator[Block]:
    yield Text(text=_TITLE, style=TITLE, holds=True)
    yield Sides(left=f"单位：{issuer.office}", right=f"家庭档案编号：{claim.said('file_no') or '　' * 8}", style=LINE)
    yield table([*_graduate(claim), *_family(claim), *_plan(claim)])
    yield Text(text="服务记录", style=HINT, clings=True, holds=True)
    yield _served()
    yield signed_pairs((Signed("本人确认", "", f"签名：{PEN}"), Signed("经办单位", "", f"（盖章）{PEN}")))


def _graduate(claim: Claim) -> Iterator[Row]:
    fact, (name, number, _) = claim.fact, claim.beneficiary
    who = identity(number) if number else None
    yield line(Pair("姓名", name), Pair("性别", who.sex if who else ""), Pair("联系电话", _phone(claim)))
    yield line(Pair("身份证号", number, wide=True), Pair("出生日期", chinese_date(who.birth) if who else ""))
    yield line(Pair("毕业院校", fact("school"), wide=True), Pair("学历", fact("degree")))
    yield line(Pair("专业", fact("major")), Pair("毕业时间", fact("graduated_on")), Pair("生源地", fact("origin")))


def _phone(claim: Claim) -> str:
    """The graduate's own number, as the file has it."""
    wanted = claim.request.person if claim.request else None
    persons = claim.home.persons if claim.home else ()
    own = next((one.phone for one in persons if one.id == wanted), None) if wanted else None
    return own or ("" if claim.beneficiary.other else claim.said("phone"))


def _family(claim: Claim) -> Iterator[Row]:
    say = claim.said
    yield line(
        Pair("家长（申请人）", claim.name),
        Pair("与家长关系", claim.beneficiary.relation),
        Pair("家长电话", say("phone")),
    )
    yield line(Pair("家长工作单位", say("employer"), wide=True), Pair("困难类别", say("category")))
    yield line(Pair("家庭住址", say("address"), wide=True))


def _plan(claim: Claim) -> Iterator[Row]:
    fact, policy = claim.fact, claim.policy
    states, measures = (policy.labels(name) if policy else () for name in ("graduate_state", "job_measure"))
    yield note("就业状态", ticks(states, fact("job_state")), 9.0)
    yield note("就业意向", fact("intention"))
    yield note("帮扶需求", fact("needs"))
    yield note("帮扶措施", ticks(measures, fact("measures")))
    yield line(Pair("就业单位", fact("unit"), wide=True), Pair("就业日期", fact("employed_on")))
    yield note("办理结果", claim.request.result if claim.request else None)


def _served() -> Table:
    head = (Row(tuple(Cell(label, LABEL) for label, _ in _SERVED), 8.0),)
    empty = (Row((Cell(""),) * len(_SERVED), 9.0),)
    return Table(widths=tuple(width for _, width in _SERVED), head=head, groups=(empty,) * _LINES, together=True)
