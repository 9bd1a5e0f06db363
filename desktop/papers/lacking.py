"""What a pilot still has to file, and is reminded of: 产改试点材料催报通知 (reference: domain §4.2, §4.3)."""

import datetime as dt
from collections.abc import Iterator, Sequence

from desktop.base.calendar import chinese_date
from desktop.base.errors import ForbiddenError
from desktop.papers.blocks import Align, Block, Gap, Paper, Role, Style, Table
from desktop.papers.dossier import Issuer
from desktop.papers.letters import letter, paragraphs
from desktop.papers.unit import Unit
from desktop.papers.unit_parts import Column, listed
from desktop.pilots.submission import Submission, SubmissionState

_TITLE = "关于补报产改试点材料的通知"
_TEXT = Style(role=Role.FANGSONG, size=12, one_line=10)
_LEFT = Style(role=Role.FANGSONG, size=12, align=Align.LEFT, one_line=10)
_COLUMNS = (
    Column("序号", 12.0, _TEXT),
    Column("材料名称", 54.0, _LEFT),
    Column("应报日期", 34.0, _TEXT),
    Column("目前情况", 56.0, _LEFT),
)


def lacking_papers(units: Sequence[Unit], issuer: Issuer) -> tuple[Paper, ...]:
    """A notice for each unit that still has to file something: what, by when it was due and how it stands.

    Raises:
        ForbiddenError: none of them lacks anything, or is asked any more.
    """
    lacking = [(one, one.papers.missing) for one in units if one.papers and one.papers.missing]
    if not lacking:
        whose = f"“{units[0].one.name}”" if len(units) == 1 else "选中的单位都"
        raise ForbiddenError(f"{whose}没有缺少的材料，通知没有生成；请选材料不齐的单位。")
    return tuple(letter(_TITLE, one.one.name, _body(one, lacks, issuer), issuer) for one, lacks in lacking)


def _body(unit: Unit, lacks: tuple[str, ...], issuer: Issuer) -> Iterator[Block]:
    yield from paragraphs(
        f"你单位是{_whose(unit)}产业工人队伍建设改革试点单位。截至{chinese_date(issuer.day)}，"
        f"下列{len(lacks)}种材料还没有报齐："
    )
    yield Gap(2)
    yield _table(unit, lacks, issuer.day)
    yield Gap(3)
    yield from paragraphs("请尽快补报纸质盖章件和电子件各一份。已经报送的，请与我会联系核对。")


def _whose(unit: Unit) -> str:
    wave = unit.wave
    return f"{wave.level}{wave.name}" if wave else ""


def _table(unit: Unit, lacks: tuple[str, ...], day: dt.date) -> Table:
    lines = ((str(number), kind, *how_it_stands(unit, kind, day)) for number, kind in enumerate(lacks, 1))
    return listed(_COLUMNS, lines)


def how_it_stands(unit: Unit, kind: str, day: dt.date) -> tuple[str, str]:
    """By when a paper was due, and how it stands."""
    due = _due(unit, kind)
    told = [one for one in unit.submissions if one.kind == kind]
    if told:
        return (chinese_date(due) if due else "", _stands(max(told, key=lambda one: one.version)))
    late = f"，已逾期{(day - due).days}天" if due and day > due else ""
    return (chinese_date(due) if due else "", f"未报送{late}")


def _stands(one: Submission) -> str:
    if one.state is SubmissionState.RETURNED:
        return f"已退回修改：{one.return_reason or ''}"
    return f"{chinese_date(one.received_on)}收到，正在核对"


def _due(unit: Unit, kind: str) -> dt.date | None:
    """By when the stage that a paper reaches is due."""
    stages = [rule.name for rule in unit.policy.stages if rule.paper == kind] if unit.policy else []
    return next((step.due for step in unit.steps if step.stage in stages and step.due), None)
