"""The lines of a pilot's record: each part's columns, and what stands in them."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from desktop.base.calendar import chinese_date
from desktop.base.fields import Kind, field_of
from desktop.papers.blocks import Style
from desktop.papers.filled import AMOUNT, SMALL
from desktop.papers.unit import Unit
from desktop.papers.unit_parts import LISTED, Column, label_of, said
from desktop.pilots.assessment import Assessment
from desktop.pilots.contact import SAID
from desktop.pilots.fronts import Progress, Task
from desktop.pilots.incentive import Incentive
from desktop.pilots.monitoring import Filling
from desktop.pilots.pairing import Call, Inspection, Pairing, Problem
from desktop.pilots.periods import told
from desktop.pilots.stages import Step
from desktop.pilots.submission import Submission
from desktop.pilots.talent import Contest, Studio

_Fields = tuple[tuple[str, float], ...]

_STEPS = Column("阶段", 44.0), Column("完成日期", 30.0), Column("应完成日期", 30.0), Column("文号和说明", 60.0, LISTED)
_PAPERS = ("kind", 48.0), ("version", 12.0), ("received_on", 27.0), ("document_no", 27.0), ("state", 20.0), (
    "return_reason", 30.0)  # fmt: skip
_TASKS = (
    Column("方面", 20.0),
    Column("任务和举措", 50.0, LISTED),
    Column("责任人", 20.0),
    Column("完成时限", 27.0),
    Column("进展", 47.0, LISTED),
)
_PROJECTS = ("year", 13.0), ("name", 45.0), ("state", 18.0), ("granted", 26.0), ("paid", 26.0), ("spent", 36.0)
_GRADES = ("year", 13.0), ("version", 13.0), ("state", 20.0), ("self_total", 18.0), ("total", 16.0), ("grade", 16.0), (
    "problems", 68.0)  # fmt: skip
_SEEN = ("day", 27.0), ("kind", 20.0), ("shortcomings", 47.0), ("mend_by", 27.0), ("mended", 43.0)
_PAIRED = ("cadre", 24.0), ("duty", 36.0), ("way", 20.0), ("phone", 30.0), ("begins", 27.0), ("ends", 27.0)
_CALLS = (
    Column("走访日期", 27.0),
    Column("走访干部", 22.0),
    Column("方式和接待人", 22.0),
    Column("了解的情况", 93.0, LISTED),
)
_PROBLEMS = ("found_on", 27.0), ("problem", 44.0), ("owner", 20.0), ("deadline", 27.0), ("result", 32.0), (
    "satisfaction", 14.0)  # fmt: skip
_STUDIOS = ("name", 50.0), ("level", 18.0), ("named_on", 27.0), ("leader", 25.0), ("members", 16.0), ("review", 28.0)

_FILLED = ("period", 27.0), ("filled_on", 27.0), ("heads", 18.0), ("contracts", 28.0), ("insured", 28.0), (
    "overdue_heads", 18.0), ("risk", 18.0)  # fmt: skip
_SKILLED = Column("技能等级", 60.0), Column("人数", 52.0), Column("其中有工匠称号", 52.0)
_CONTESTS = ("name", 50.0), ("day", 27.0), ("heads", 18.0), ("intermediate", 21.0), ("senior", 21.0), (
    "technician", 27.0)  # fmt: skip


class Part(NamedTuple):
    """A part of the record: its heading, its columns, and a line for everything that is kept."""

    label: str
    columns: tuple[Column, ...]
    lines: Sequence[Sequence[str]]


def parts(unit: Unit, day: dt.date) -> Iterator[Part]:
    """The parts of a unit's record behind its master data, as they stand on a day."""
    yield Part("试点阶段", _STEPS, [_step(one, day) for one in unit.steps if one.reached or one.wanted])
    yield _of_fields("报送材料", Submission, _PAPERS, unit.submissions)
    yield Part("五个方面的任务和进展", _TASKS, [_task(unit, one) for one in unit.tasks])
    yield _of_fields("激励项目", Incentive, _PROJECTS, unit.incentives)
    yield _of_fields("年度评价", Assessment, _GRADES, unit.assessments)
    yield _of_fields("督查", Inspection, _SEEN, unit.inspections)
    yield _of_fields("挂钩干部", Pairing, _PAIRED, unit.pairings)
    yield Part("走访", _CALLS, [_call(one) for one in unit.calls])
    yield _of_fields("问题和办理", Problem, _PROBLEMS, unit.problems)
    filled = _of_fields("劳动关系监测", Filling, _FILLED, unit.fillings)
    lines = [(told(one.period), *line[1:]) for one, line in zip(unit.fillings, filled.lines, strict=True)]
    yield filled._replace(lines=lines)
    yield _of_fields("创新工作室", Studio, _STUDIOS, unit.studios)
    yield Part("技能人才", _SKILLED, list(_skilled(unit)))
    yield _of_fields("技能竞赛", Contest, _CONTESTS, unit.contests)


def _of_fields(label: str, kind: type, fields: _Fields, records: Iterable[object]) -> Part:
    columns = tuple(Column(label_of(kind, name), width, _style(kind, name)) for name, width in fields)
    return Part(label, columns, [[said(kind, one, name) for name, _ in fields] for one in records])


def _style(kind: type, name: str) -> Style:
    one = field_of(kind, name)
    if one.kind is Kind.MONEY:
        return AMOUNT
    return LISTED if one.kind is Kind.TEXT else SMALL


def _step(one: Step, day: dt.date) -> tuple[str, ...]:
    mark, due = one.reached, chinese_date(one.due) if one.due else ""
    if mark is None:
        return one.called, "逾期未完成" if one.late(day) else "未完成", due, ""
    return one.called, chinese_date(mark.day), due, "　".join(part for part in (mark.document_no, mark.note) if part)


def _task(unit: Unit, one: Task) -> tuple[str, ...]:
    what = "\n".join(part for part in (one.task, f"举措：{one.measure}" if one.measure else "") if part)
    reports = [_report(report) for report in unit.progress.get(one.id, ())]
    if one.done_on:
        reports.append(f"{chinese_date(one.done_on)}完成")
    return one.front, what, one.responsible or "", said(Task, one, "deadline"), "\n".join(reports)


def _skilled(unit: Unit) -> Iterator[tuple[str, ...]]:
    """How many there are of each grade, by the order of policy; behind them those of whom no grade is known."""
    found = Counter(one.grade or "没有填等级" for one in unit.talents)
    craftsmen = Counter(one.grade or "没有填等级" for one in unit.talents if one.craftsman)
    for grade in dict.fromkeys((*(one for one in unit.labels("skill_grade") if one in found), *found)):
        yield grade, str(found[grade]), str(craftsmen[grade])


def _report(one: Progress) -> str:
    words = "：".join(part for part in (f"{told(one.quarter)} {one.percent}%", one.progress) if part)
    return f"{words}（{one.evidence}）" if one.evidence else words


def _call(one: Call) -> tuple[str, ...]:
    topics = [f"{label_of(Call, name)}：{text}" for name in SAID if (text := said(Call, one, name))]
    met = "\n".join(part for part in (one.mode, one.met) if part)
    return chinese_date(one.day), one.cadre, met, "\n".join(topics) or one.note or ""
