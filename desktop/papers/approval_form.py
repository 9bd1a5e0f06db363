"""Every opinion that led to a file: 困难职工档案审批表 (reference: domain §1.4)."""

from collections.abc import Iterator

from desktop.cases.steps import Verb
from desktop.papers.blocks import Block, Group, Paper, Sides, Text
from desktop.papers.dossier import Dossier, Issuer, date_or_pen
from desktop.papers.filled import LINE, SHEET, TITLE, boxes, line, note, opinion, pairs_of, table

_TITLE = "困难职工档案审批表"
_FACTS = (
    "file_no category file_level",
    "self.name self.sex self.phone",
    "self.resident_id+ self.identity",
    "employer+ union",
    "address+ town",
    "size yearly_income per_head",
    "rigid_spending dibao living_size",
    "main_cause other_causes+",
)
_STEPS = (
    (Verb.ACCEPT, "受理意见", "受理人"),
    (Verb.VISIT, "入户核查意见", "核查人"),
    (Verb.ASSESS, "经济状况核对意见", "核对人"),
)


def approval_form(dossier: Dossier, issuer: Issuer) -> Paper:
    """The opinion of every step and level; empty boxes for those that are to come."""
    return Paper(
        title=f"{_TITLE}（{dossier.home.applicant.name}）", sheet=SHEET, blocks=tuple(_blocks(dossier, issuer))
    )


def _blocks(dossier: Dossier, issuer: Issuer) -> Iterator[Block]:
    accepted = dossier.latest(Verb.ACCEPT)
    yield Text(text=_TITLE, style=TITLE, holds=True)
    applied = dossier.said(Verb.ACCEPT, "applied_on") or date_or_pen(accepted.day if accepted else None)
    yield Sides(left=f"单位：{issuer.office}", right=f"申请日期：{applied}", style=LINE)
    home = dossier.home
    rows = [*(line(*pairs_of(home, names)) for names in _FACTS), note("困难情况说明", home.cause_note, 20.0)]
    yield table([*rows, *([note("类别确定理由", home.category_reason)] if home.category_reason else [])])
    yield boxes(_opinions(dossier))


def _opinions(dossier: Dossier) -> Iterator[Group]:
    for verb, label, who in _STEPS:
        yield opinion(label, who, dossier.latest(verb), text=_said(dossier, verb), height=14.0, seal=False)
    yield opinion(
        "公示结果", "经办人", dossier.latest(Verb.END_NOTICE), text=notice_said(dossier), height=14.0, seal=False
    )
    for level in dossier.levels:
        step = dossier.approval(level)
        yield opinion(f"{level}\n审批意见", "审批人", step, text=_decided(dossier, level), height=18.0)


def _said(dossier: Dossier, verb: Verb) -> str:
    """The opinion of a step, behind what was found."""
    return _found(dossier, verb) + dossier.said(verb, "opinion")


def _found(dossier: Dossier, verb: Verb) -> str:
    if verb is Verb.VISIT:
        excluded = dossier.said(verb, "exclusions")
        return f"有不予建档情形：{excluded}。" if excluded else ""
    if verb is Verb.ASSESS:
        differs = f"核对不相符：{dossier.said(verb, 'differences')}。"
        return {"是": "核对相符。", "否": differs}.get(dossier.said(verb, "agrees"), "")
    return ""


def notice_said(dossier: Dossier) -> str:
    """From when to when and where the notice stood, how many objected, and what came of it."""
    begins, ends, place = (dossier.said(Verb.POST, name) for name in ("day", "ends", "place"))
    ended = dossier.latest(Verb.END_NOTICE)
    if not begins or ended is None:
        return ""
    count = len(tuple(dossier.objections()))
    objected = f"收到异议{count}件，均已处理" if count else "没有收到异议"
    return f"{begins}至{ends}在{place}公示，{objected}。{ended.opinion or ''}"


def _decided(dossier: Dossier, level: str) -> str:
    step = dossier.approval(level)
    if step is None:
        return ""
    category = step.body.get("category")
    parts = (step.opinion or "同意建档", f"认定类别：{category}" if category else "", step.body.get("meeting"))
    return "。".join(str(part).rstrip("。") for part in parts if part) + "。"
