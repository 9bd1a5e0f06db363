"""How a household leaves: 困难职工脱困审批表, 困难职工档案注销审批表 (reference: domain §1.5)."""

from collections.abc import Iterator
from typing import NamedTuple

from desktop.cases.steps import Verb
from desktop.papers.blocks import Block, Cell, Group, Paper, Row, Sides, Text
from desktop.papers.dossier import Dossier, Issuer, date_or_pen, said
from desktop.papers.filled import (
    LABEL,
    LINE,
    LONG,
    PAIRS,
    SHEET,
    TITLE,
    Pair,
    boxes,
    line,
    note,
    opinion,
    pairs_of,
    signed,
    table,
    ticks,
)

_FACTS = (
    "self.name self.sex self.phone",
    "self.resident_id file_no category",
    "employer+ union",
    "address+ town",
    "filed_on size per_head",
    "main_cause other_causes+",
)
_COLUMNS = 2 * PAIRS - 1


class _Exit(NamedTuple):
    """One way out: its verb, its paper's title, what its reason is called, what is decided."""

    verb: Verb
    title: str
    reason: str
    decided: str


_LIFTING = _Exit(Verb.LIFT, "困难职工脱困审批表", "脱困理由", "同意脱困")
_CLOSING = _Exit(Verb.CLOSE, "困难职工档案注销审批表", "注销原因", "同意注销")


def lifting_form(dossier: Dossier, issuer: Issuer) -> Paper:
    """The approval of lifting a household out, with its income by then and how it was helped."""
    return _paper(_LIFTING, dossier, issuer)


def closing_form(dossier: Dossier, issuer: Issuer) -> Paper:
    """The approval of closing a file, with the reason."""
    return _paper(_CLOSING, dossier, issuer)


def _paper(way: _Exit, dossier: Dossier, issuer: Issuer) -> Paper:
    blocks = tuple(_blocks(way, dossier, issuer))
    return Paper(title=f"{way.title}（{dossier.home.applicant.name}）", sheet=SHEET, blocks=blocks)


def _blocks(way: _Exit, dossier: Dossier, issuer: Issuer) -> Iterator[Block]:
    step = dossier.latest(way.verb)
    yield Text(text=way.title, style=TITLE, holds=True)
    day = date_or_pen(step.day if step else None)
    yield Sides(left=f"单位：{issuer.office}", right=f"办理日期：{day}", style=LINE)
    rows = [line(*pairs_of(dossier.home, names), least=9.0) for names in _FACTS]
    more = _lifted(dossier) if way is _LIFTING else _closed(dossier)
    yield table([*rows, *more, note(way.reason, said(step, "opinion"), 34.0)])
    yield boxes(_opinions(way, dossier))


def _lifted(dossier: Dossier) -> Iterator[Row]:
    income, months = (dossier.said(Verb.LIFT, name) for name in ("income", "months"))
    yield line(Pair("脱困时家庭月人均收入（元）", income), Pair("连续超过低保标准的月数", months), least=11.0)
    yield note("采取的帮扶措施", dossier.home.measure, 16.0)


def _closed(dossier: Dossier) -> Iterator[Row]:
    labels = dossier.policy.labels("close_reason") if dossier.policy else ()
    chosen = ticks(labels, dossier.said(Verb.CLOSE, "kind"))
    yield Row((Cell("注销类型", LABEL), Cell(chosen, LONG, columns=_COLUMNS)), 16.0, 40.0)


def _opinions(way: _Exit, dossier: Dossier) -> Iterator[Group]:
    step = dossier.latest(way.verb)
    blank = "　　　　　　　　年　　月　　日"
    yield signed("困难职工\n本人意见", "", f"本人（签名）：　　　　{blank}", 18.0)
    yield signed("单位工会\n意见", "", f"负责人（签名）：　　　　　（盖章）{blank}", 22.0)
    meeting = said(step, "meeting")
    decided = f"{way.decided}。{meeting}" if step else ""
    yield opinion(f"{dossier.levels[-1]}\n审批意见", "审批人", step, text=decided, height=24.0)
