"""What an inspection tells the unit: 督查反馈, with the list of what is to be mended (reference: domain §4.1, §6)."""

import datetime as dt
from collections.abc import Iterator

from desktop.base.calendar import chinese_date
from desktop.base.errors import ForbiddenError
from desktop.papers.blocks import Align, Block, Gap, NewPage, Paper, Role, Style, Text
from desktop.papers.dossier import Issuer
from desktop.papers.letters import letter, paragraphs, part
from desktop.papers.official import BODY, PITCH, THREE, TITLE
from desktop.papers.unit import Inspected
from desktop.papers.unit_parts import LISTED, Column, listed
from desktop.pilots.pairing import Inspection, Problem

_ANNEX = Style(role=Role.HEITI, size=THREE, pitch=PITCH, align=Align.LEFT)
_LIST = "督查发现问题整改清单"
_COLUMNS = (
    Column("序号", 11.0),
    Column("存在问题", 58.0, LISTED),
    Column("责任人", 22.0),
    Column("整改期限", 27.0),
    Column("整改情况", 38.0, LISTED),
)
_NUMERALS = "一二三"


def inspection_letter(seen: Inspected, issuer: Issuer) -> Paper:
    """What the inspection found well done, what not, and by when what is to be mended, for the seal.

    Raises:
        ForbiddenError: nothing was written down of what the inspection found.
    """
    one, name = seen.one, seen.unit.one.name
    if one is None or not (one.strengths or one.shortcomings or one.demands or seen.problems):
        raise ForbiddenError(f"“{name}”的督查还没有填写做法、问题或整改意见，反馈没有生成；请先填写督查情况。")
    title = f"关于{name}\n产改试点工作{one.kind}情况的反馈意见"
    body, annex = _body(one, seen), _annex(seen)
    return letter(title, name, body, issuer, number=one.document_no or "", annex=annex)


def _body(one: Inspection, seen: Inspected) -> Iterator[Block]:
    ways = f"，通过{one.ways.rstrip('。')}，" if one.ways else ""
    opening = (
        f"{chinese_date(one.day)}，督查组（{one.inspectors}）{ways}对你单位产业工人队伍建设改革试点工作进行了{one.kind}。"
        "现将有关情况反馈如下："
    )
    yield from paragraphs(opening)
    told = (("主要做法和成效", one.strengths), ("存在问题", _found(one, seen)), ("整改意见", one.demands))
    parts = [(heading, text) for heading, text in told if text]
    for numeral, (heading, text) in zip(_NUMERALS, parts, strict=False):
        yield from part(f"{numeral}、{heading}", text)
    if one.shortcomings or one.demands or seen.problems:
        when = f"于{chinese_date(one.mend_by)}前完成整改，并" if one.mend_by else "及时整改，并"
        yield from paragraphs(f"请你单位对照以上意见，{when}将整改情况书面报送我会。")
    if seen.problems:
        yield Gap(10, clings=True)
        yield Text(text=f"附件：{_LIST}", style=BODY, indent=2, clings=True)


def _found(one: Inspection, seen: Inspected) -> str:
    return one.shortcomings or ("见附件清单。" if seen.problems else "")


def _annex(seen: Inspected) -> Iterator[Block]:
    if seen.problems:
        yield NewPage()
        yield Text(text="附件", style=_ANNEX, holds=True)
        yield Text(text=_LIST, style=TITLE, holds=True)
        yield Gap(6)
        usual = seen.one.mend_by if seen.one else None
        yield listed(_COLUMNS, (_line(number, one, usual) for number, one in enumerate(seen.problems, 1)))


def _line(number: int, one: Problem, usual: dt.date | None) -> tuple[str, ...]:
    """A problem; one without a day of its own is mended by that of the whole inspection."""
    day = one.deadline or usual
    until = chinese_date(day) if day else ""
    return str(number), one.problem, one.owner or "", until, one.result or ""
