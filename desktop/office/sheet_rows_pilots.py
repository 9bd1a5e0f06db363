"""The sheets about pilots that go up, line by line: who they are, what they ask for, do and have."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from sqlite_utils import Database

from desktop.base.calendar import today
from desktop.exchange.sheet_layouts import OTHERS, Layout
from desktop.exchange.sheet_values import SUM
from desktop.exchange.sheet_values_pilots import Line, row, told, word
from desktop.exchange.writing import Total
from desktop.office.sheet_kinds import Asked, SheetKind
from desktop.office.sheet_rows import Row
from desktop.office.standing import Standing
from desktop.pilots.completeness import completeness_of
from desktop.pilots.enterprise import Enterprise, PilotState
from desktop.pilots.fronts import Progress, Task
from desktop.pilots.incentive import Incentive, IncentiveState
from desktop.pilots.pairing import Pairing
from desktop.pilots.periods import period_of
from desktop.pilots.rollup import TaskStand, is_of, stand, sum_of
from desktop.pilots.submission import SubmissionState
from desktop.pilots.talent import Contest, Studio
from desktop.pilots.ticks import TICK
from desktop.pilots.wave import Wave
from desktop.policy.pilot_standards import Period
from desktop.policy.standards import Policy
from desktop.store import pilot_sums, registers
from desktop.store.aid_lines import Span
from desktop.store.pilot_sums import Paper

FRONTS = "front"


@dataclass(frozen=True, kw_only=True)
class PilotsWanted:
    """What a sheet about pilots is made of: its layout, what was asked, and what was in force when its time ended."""

    db: Database
    standing: Standing
    kind: SheetKind
    layout: Layout
    asked: Asked
    policy: Policy

    @property
    def span(self) -> Span:
        """The days that the sheet is of."""
        return Span(*self.asked.span(self.kind.per))

    @property
    def day(self) -> dt.date:
        """The day as of which it tells: the last of its time, or today; the first of a time to come."""
        return max(self.span.begins, min(self.span.ends, today()))

    @property
    def quarter(self) -> str:
        """The quarter of that day."""
        return period_of(self.day, Period.QUARTER)

    @cached_property
    def units(self) -> Mapping[int, Enterprise]:
        """The pilots that may stand on it, by waves."""
        every = registers.of(self.db, Enterprise)
        numbers = self.asked.pilots
        return {one.id: one for one in every if numbers is None or one.id in numbers}

    def in_span(self) -> list[Enterprise]:
        """Those that were pilots on some day of its time."""
        chosen = {one.id: one.chosen_on for one in registers.of(self.db, Wave)}
        begins, ends = self.span
        return [
            one
            for one in self.units.values()
            if one.wave
            and chosen[one.wave] <= ends
            and (one.state.goes_on or one.ended_on is None or one.ended_on >= begins)
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class PilotSheet:
    """A sheet about pilots: its layout with a column for each label, its lines with their sums, and what it counts.

    ``said`` stands under its title: what it comes to, in a sentence.
    """

    layout: Layout
    rows: Sequence[Row]
    count: int
    said: str = ""


def made(layout: Layout, lines: Iterable[Line], whole: Line | None = None, said: str = "") -> PilotSheet:
    """A sheet of these lines, numbered, with one below that sums them up; without lines there is none."""
    every = list(lines)
    rows = numbered(layout, every)
    if every and (layout.sums or whole):
        rows.append(total(layout, SUM, {**sums(layout, every), **(whole or {})}))
    return PilotSheet(layout=layout, rows=rows, count=len(every), said=said)


def numbered(layout: Layout, lines: Iterable[Line], before: int = 0) -> list[Row]:
    """The lines, numbered from behind as many as stand ``before``."""
    return [row(layout, {"number": number, **line}) for number, line in enumerate(lines, before + 1)]


def listed(rows: Iterable[Row]) -> int:
    """How many of these lines are no sums."""
    return sum(type(one) is not Total for one in rows)


def total(layout: Layout, label: str, line: Line) -> Total:
    """A line of sums; its first cell says what it is."""
    return Total((label, *row(layout, line)[1:]))


def sums(layout: Layout, lines: Iterable[Line]) -> dict[str, int]:
    """What the layout sums, of these lines."""
    found = dict.fromkeys(layout.sums, 0)
    for line in lines:
        for of in found:
            cell = line.get(of)
            found[of] += cell if isinstance(cell, int) else 0
    return found


def spread(layout: Layout, codes: str, labels: Iterable[str], lines: Iterable[Line]) -> Layout:
    """The layout with a column for each label of a list, and for what is none of them only where there is any."""
    return used(layout.spread({codes: list(labels)}), lines)


def used(layout: Layout, lines: Iterable[Line]) -> Layout:
    """The layout with a column for what is none of a list's labels only where there is any."""
    told_of = {key for line in lines for key, value in line.items() if value}
    kept = (one for one in layout.entries if one.label != OTHERS or word(one) in told_of)
    return replace(layout, entries=tuple(kept))


def known(label: str | None, labels: Sequence[str]) -> str:
    """The label, or what a column is called for those that a list doesn't know."""
    return label if label and label in labels else OTHERS


# Who they are, and what they filed (reference: domain §4.2)


def _roster(wanted: PilotsWanted) -> PilotSheet:
    papers, stages = pilot_sums.papers(wanted.db, wanted.day), pilot_sums.stages(wanted.db, wanted.day)
    asking = {one.enterprise for one in registers.of(wanted.db, Incentive) if _applied(one, wanted)}
    kinds = paper_kinds(wanted.layout)
    there = list(_ever(wanted))
    lines = [
        {
            **told("enterprise", one),
            **{f"paper.{kind}.tick": tick(papers.get((one.id, kind))) for kind in kinds},
            "project_tick": TICK if one.id in asking else None,
            "stage": stages.get(one.id),
        }
        for one in there
    ]
    counted = {name: f"{sum(bool(line[name]) for line in lines)} 家" for name in _ticks(kinds)}
    return made(wanted.layout, lines, {**_how_many(there), **counted}, papers_said(wanted, there, papers))


def _register(wanted: PilotsWanted) -> PilotSheet:
    stages, cadres, there = pilot_sums.stages(wanted.db, wanted.day), _cadres(wanted), list(_ever(wanted))
    levels = {one.id: one.level for one in registers.of(wanted.db, Wave)}
    lines = [
        {
            **told("enterprise", one),
            "enterprise.level": one.level or levels.get(one.wave or 0),
            "cadres": "、".join(cadres[one.id]) or None,
            "stage": stages.get(one.id),
        }
        for one in there
    ]
    return made(wanted.layout, lines, _how_many(there))


def _how_many(units: Sequence[Enterprise]) -> Line:
    return {"enterprise.name": f"共 {len({one.wave for one in units})} 批 {len(units)} 家"}


def _cadres(wanted: PilotsWanted) -> Mapping[int, Sequence[str]]:
    """Who looked after each pilot on the day of the sheet."""
    found: dict[int, list[str]] = defaultdict(list)
    for one in sorted(registers.of(wanted.db, Pairing), key=lambda one: (one.begins, one.id)):
        if one.begins <= wanted.day and (one.ends is None or one.ends >= wanted.day):
            found[one.enterprise].append(one.cadre)
    return found


def papers_said(wanted: PilotsWanted, units: Iterable[Enterprise], papers: Mapping[tuple[int, str], Paper]) -> str:
    """How many of these pilots had filed all that they must, and what the others lacked (reference: domain §4.2)."""
    return completeness_of(wanted.policy, units, lambda number, kind: in_order(papers.get((number, kind)))).sentence


def _ticks(kinds: Iterable[str]) -> list[str]:
    return [*(f"paper.{kind}.tick" for kind in kinds), "project_tick"]


def _ever(wanted: PilotsWanted) -> Iterator[Enterprise]:
    """The pilots of all waves that were chosen by then, but those that had left."""
    chosen = {one.id: one.chosen_on for one in registers.of(wanted.db, Wave)}
    for one in wanted.units.values():
        left = one.state is PilotState.LEFT and (one.ended_on is None or one.ended_on <= wanted.day)
        if one.wave and chosen[one.wave] <= wanted.day and not left:
            yield one


def _applied(one: Incentive, wanted: PilotsWanted) -> bool:
    return one.state is not IncentiveState.WITHDRAWN and one.year <= wanted.asked.year


def paper_kinds(layout: Layout) -> list[str]:
    """The papers of which a layout tells something."""
    found = (one.of.partition(".")[2].rpartition(".")[0] for one in layout.entries if one.of.startswith("paper."))
    return list(dict.fromkeys(found))


def tick(paper: Paper | None) -> str | None:
    """A tick for a paper that is in order."""
    return TICK if in_order(paper) else None


def in_order(paper: Paper | None) -> bool:
    """Whether there is such a paper, and it was accepted."""
    return paper is not None and paper.state == SubmissionState.ACCEPTED


# What they ask for (reference: domain §5.1, Y12)


def _incentives(wanted: PilotsWanted) -> PilotSheet:
    found = [
        one
        for one in registers.of(wanted.db, Incentive, year=wanted.asked.year)
        if one.state is not IncentiveState.WITHDRAWN and one.enterprise in wanted.units
    ]
    lines = [{**told("enterprise", wanted.units[one.enterprise]), **told("incentive", one)} for one in found]
    units = len({one.enterprise for one in found})
    return made(wanted.layout, lines, {"enterprise.name": f"{units} 家", "incentive.name": f"{len(lines)} 个"})


# What they do (reference: domain §5.3, Q4)


def stands(wanted: PilotsWanted) -> Mapping[int, Sequence[TaskStand]]:
    """How far the tasks of each pilot are in the quarter, front by front.

    Without what was done before the year, or begins after the quarter.
    """
    reports: dict[int, list[Progress]] = defaultdict(list)
    for one in registers.of(wanted.db, Progress):
        reports[one.task].append(one)
    places = {front: at for at, front in enumerate(wanted.policy.labels(FRONTS))}
    found: dict[int, list[TaskStand]] = defaultdict(list)
    for task in registers.of(wanted.db, Task):
        told_before = task.done_on is not None and task.done_on.year < wanted.asked.year
        if not told_before and is_of(task, reports[task.id], wanted.quarter):
            found[task.enterprise].append(stand(task, reports[task.id], wanted.quarter, wanted.day))
    return {
        number: sorted(every, key=lambda one: (places.get(one.task.front, len(places)), one.task.id))
        for number, every in found.items()
    }


def _tasks(wanted: PilotsWanted) -> PilotSheet:
    found = stands(wanted)
    there = [(unit, one) for unit in wanted.in_span() for one in found.get(unit.id, ())]
    lines = [
        {
            **told("enterprise", unit),
            **told("task", one.task),
            **told("report", one.reported),
            "percent": f"{one.percent}%",
            "standing": _standing(one),
        }
        for unit, one in there
    ]
    whole = sum_of(SUM, [one for _, one in there])
    units = len({unit.id for unit, _ in there})
    said = {
        "enterprise.name": f"{units} 家",
        "task.task": f"{whole.tasks} 项，已完成 {whole.done} 项",
        "percent": f"{whole.percent}%",
        "report.progress": f"本季上报 {sum(one.reported is not None for _, one in there)} 项",
        "standing": f"逾期 {whole.late} 项",
    }
    return made(wanted.layout, lines, said)


def _standing(one: TaskStand) -> str:
    """How it stands with a task: done, late, or whether it was reported."""
    if one.done:
        return "已完成"
    said = "" if one.reported else f"本季未报{f'（{one.carried_text}）' if one.carried else ''}"
    return "；".join(filter(None, ("已逾期" if one.late else "", said))) or "进行中"


# What they have (reference: domain §4.7, §4.8)


def _studios(wanted: PilotsWanted) -> PilotSheet:
    found = [one for one in registers.of(wanted.db, Studio) if one.named_on is None or one.named_on <= wanted.span.ends]
    names = _names(wanted)
    ranks = {level: at for at, level in enumerate(wanted.policy.labels("studio_level"))}
    found.sort(key=lambda one: (ranks.get(one.level or "", len(ranks)), one.named_on or dt.date.max, one.id))
    lines = [
        {**told("studio", one), "unit": names.get(one.enterprise or 0, one.unit)} for one in _of_units(wanted, found)
    ]
    return made(wanted.layout, lines, {"studio.name": f"{len(lines)} 个"})


def _contests(wanted: PilotsWanted) -> PilotSheet:
    begins, ends = wanted.span
    found = [one for one in registers.of(wanted.db, Contest) if begins <= one.day <= ends]
    names = _names(wanted)
    lines = [
        {
            **told("contest", one),
            "unit": names.get(one.enterprise or 0),
            "raised": (one.intermediate or 0) + (one.senior or 0) + (one.technician or 0),
        }
        for one in sorted(_of_units(wanted, found), key=lambda one: (one.day, one.id))
    ]
    return made(wanted.layout, lines, {"contest.name": f"{len(lines)} 场"})


def _of_units(wanted: PilotsWanted, found: Iterable[Any]) -> Iterator[Any]:
    """Those of the pilots that were asked for; where none were, also those of other units."""
    return (one for one in found if wanted.asked.pilots is None or one.enterprise in wanted.units)


def _names(wanted: PilotsWanted) -> dict[int, str]:
    return {number: one.name for number, one in wanted.units.items()}


LINES: Mapping[str, Callable[[PilotsWanted], PilotSheet]] = {
    "pilot-roster": _roster,
    "pilot-register": _register,
    "incentive-summary": _incentives,
    "studio-summary": _studios,
    "contest-summary": _contests,
    "pilot-ledger": _tasks,
}
"""Sheets with a line for each record."""
