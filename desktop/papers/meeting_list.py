"""Whom the meeting decides on: 困难职工审核会议纪要名单 (reference: domain §1.4, §1.6)."""

from collections.abc import Iterator, Sequence

from desktop.cases.income_test import test_income
from desktop.cases.steps import Verb
from desktop.papers.blocks import Block, Cell, Gap, Group, Paper, Row, Sheet, Sides, Table, Text
from desktop.papers.dossier import Dossier, Issuer, date_or_pen
from desktop.papers.filled import AMOUNT, HINT, LABEL, LINE, SMALL, TITLE, money

_TITLE = "困难职工审核会议纪要（名单）"
_SHEET = Sheet(width=297, height=210, top=18, bottom=15, left=18, right=16)
_COLUMNS = (
    ("序号", 11.0),
    ("姓名", 20.0),
    ("工作单位", 42.0),
    ("所属镇街", 22.0),
    ("人口", 11.0),
    ("月人均收入\n（元）", 21.0),
    ("扣刚性支出后\n（元）", 23.0),
    ("主要致困原因", 27.0),
    ("公示情况", 26.0),
    ("拟定类别", 33.0),
    ("会议意见", 27.0),
)
_ROW, _MOST_ROW = 9.0, 20.0
_SIGNED = (25.0, 150.0, 20.0, 68.0)


def meeting_list(dossiers: Sequence[Dossier], issuer: Issuer) -> Paper:
    """The households that a meeting decides on, each with what the income test proposes; its outcome for the pen."""
    return Paper(title=f"{_TITLE}（{len(dossiers)}户）", sheet=_SHEET, blocks=tuple(_blocks(dossiers, issuer)))


def _blocks(dossiers: Sequence[Dossier], issuer: Issuer) -> Iterator[Block]:
    yield Text(text=_TITLE, style=TITLE, holds=True)
    yield Sides(
        left=f"单位：{issuer.office}", middle=f"会议或文号：{_meeting(dossiers)}", right=_day(dossiers), style=LINE
    )
    yield Sides(left=f"主持人：{'＿' * 8}", middle=f"地点：{'＿' * 10}", right=f"记录人：{'＿' * 8}", style=LINE)
    head = (Row(tuple(Cell(label, LABEL) for label, _ in _COLUMNS), 11.0),)
    groups = tuple(_line(number, one) for number, one in enumerate(dossiers, 1))
    yield Table(widths=tuple(width for _, width in _COLUMNS), head=head, groups=groups)
    counted = "，".join(f"{category}{count}户" for category, count in _counts(dossiers).items())
    yield Text(
        text=f"合计{len(dossiers)}户：{counted}。会议意见填“同意”“不同意”或“补充材料”，改定类别的注明。",
        style=HINT,
        clings=True,
    )
    yield Gap(3, clings=True)
    row = Row((Cell("出席人员\n（签名）", LABEL), Cell(""), Cell("盖章", LABEL), Cell("")), 22.0)
    yield Table(widths=_SIGNED, groups=((row,),), clings=True)


def _meeting(dossiers: Sequence[Dossier]) -> str:
    """The meeting that decided, where it is the same for all."""
    named = {one.said(Verb.DECIDE, "meeting") for one in dossiers}
    return named.pop() if len(named) == 1 and "" not in named else "＿" * 10


def _day(dossiers: Sequence[Dossier]) -> str:
    days = {step.day if (step := one.latest(Verb.DECIDE)) else None for one in dossiers}
    return f"会议日期：{date_or_pen(days.pop() if len(days) == 1 else None)}"


def _counts(dossiers: Sequence[Dossier]) -> dict[str, int]:
    found: dict[str, int] = {}
    for one in dossiers:
        found[one.home.category] = found.get(one.home.category, 0) + 1
    return found


def _line(number: int, one: Dossier) -> Group:
    home = one.home
    test = test_income(home, one.policy) if one.policy else None
    decided = one.latest(Verb.DECIDE)
    texts = (str(number), home.applicant.name, home.employer, home.town, "" if home.size is None else str(home.size))
    amounts = (money(test.gross if test else home.per_head), money(test.net if test else None))
    proposed = home.category + _proposed(one)
    rest = (home.main_cause, _posted(one), proposed, (decided.opinion or "同意") if decided else "")
    cells = (
        *(Cell(text or "", SMALL) for text in texts),
        *(Cell(amount, AMOUNT) for amount in amounts),
        *(Cell(text or "", SMALL) for text in rest),
    )
    return (Row(cells, _ROW, _MOST_ROW),)


def _posted(one: Dossier) -> str:
    """What came of the notice."""
    objected = len(tuple(one.objections()))
    if one.latest(Verb.END_NOTICE) is None:
        return "公示中" if one.latest(Verb.POST) else ""
    return f"异议{objected}件，已处理" if objected else "无异议"


def _proposed(one: Dossier) -> str:
    """What the income test leads to, where that is another category than the file has."""
    test = test_income(one.home, one.policy) if one.policy else None
    if test is None or test.missing or test.category == one.home.category:
        return ""
    return f"\n测算：{test.category or '不在标准内'}"
