"""The sheets about pilots that go up: what became of them, and what was done with them, in sums."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby

from desktop.base.fields import Value
from desktop.exchange.sheet_values_pilots import Line, told
from desktop.office.sheet_contacts_pilots import CONTACTS
from desktop.office.sheet_kinds import BY_TOTAL
from desktop.office.sheet_rows_pilots import (
    FRONTS,
    LINES,
    PilotSheet,
    PilotsWanted,
    in_order,
    made,
    numbered,
    paper_kinds,
    papers_said,
    spread,
    stands,
    total,
)
from desktop.pilots.assessment import Assessment
from desktop.pilots.comparing import Judged, average, group, ranking
from desktop.pilots.incentive import Incentive, IncentiveState
from desktop.pilots.rollup import TaskStand, by_front
from desktop.store import assessments, pilot_sums, registers

AVERAGE = "平均"


def of_pilots(wanted: PilotsWanted) -> PilotSheet:
    """A sheet about pilots."""
    return _SHEETS[wanted.kind.name](wanted)


# What assessments came to (reference: domain §5.1, Y11)


def _assessments(wanted: PilotsWanted) -> PilotSheet:
    year = wanted.asked.year
    every = [one for one in assessments.finished(wanted.db) if one.enterprise in wanted.units]
    found = [one for one in every if one.year == year]
    records = {one.id: one for one in registers.of(wanted.db, Assessment, year=year)}
    places = {one.assessment: one.place for one in ranking(every, year)}
    found.sort(key=_by_total if wanted.asked.order == BY_TOTAL else _by_wave)
    lines = [
        {
            **told("enterprise", wanted.units[one.enterprise]),
            **told("assessment", records[one.assessment]),
            **_points({front: got for front, (got, _) in one.fronts.items()}),
            "place": places[one.assessment],
        }
        for one in found
    ]
    fronts = dict.fromkeys((*wanted.policy.labels("pilot_front"), *(front for one in found for front in one.fronts)))
    layout = spread(wanted.layout, "pilot_front", fronts, lines)
    rows = numbered(layout, lines)
    if found:
        rows.append(total(layout, AVERAGE, _averages(found, records, wanted.policy.labels("grade"))))
    return PilotSheet(layout=layout, rows=rows, count=len(found))


def _by_wave(one: Judged) -> tuple[bool, int, tuple[bool, int], int]:
    return one.wave_place is None, one.wave_place or 0, one.order, one.enterprise


def _by_total(one: Judged) -> tuple[tuple[bool, int], int]:
    return one.order, one.enterprise


def _points(fronts: Mapping[str, int]) -> dict[str, Value]:
    return {f"front_points/{front}": got for front, got in fronts.items()}


def _averages(found: Sequence[Judged], records: Mapping[int, Assessment], grades: Sequence[str]) -> Line:
    """The averages, and how many got each grade."""
    whole = group(AVERAGE, found)
    every = dict.fromkeys((*grades, *whole.grades))
    return {
        "enterprise.name": f"{whole.count} 家",
        **_points({front: got for front, (got, _) in whole.fronts.items()}),
        "assessment.bonus": average([records[one.assessment].bonus or 0 for one in found]),
        "assessment.total": whole.average,
        "assessment.highlights": "、".join(f"{grade} {whole.grades.get(grade, 0)} 家" for grade in every),
    }


# How far pilots are (reference: domain §5.2, H4)


def _progress(wanted: PilotsWanted) -> PilotSheet:
    papers, stages = pilot_sums.papers(wanted.db, wanted.day), pilot_sums.stages(wanted.db, wanted.day)
    called, every, projects = pilot_sums.called_on(wanted.db, wanted.day), stands(wanted), _projects(wanted)
    kinds, there = paper_kinds(wanted.layout), wanted.in_span()
    lines = [
        {
            **told("enterprise", one),
            **_papers(kinds, {kind: papers.get((one.id, kind)) for kind in kinds}),
            **_percents(wanted, every.get(one.id, ())),
            "stage": stages.get(one.id),
            "progress": _words(every.get(one.id, ())),
            "projects": "；".join(projects.get(one.id, ())) or None,
            "called_on": called.get(one.id),
        }
        for one in there
    ]
    layout = spread(wanted.layout, FRONTS, _fronts(wanted, lines), lines)
    numbers = [one.id for one in there]
    whole = {
        **{f"paper.{kind}.no": f"已报 {_accepted(papers, numbers, kind)} 家" for kind in kinds},
        **_percents(wanted, [one for number in numbers for one in every.get(number, ())]),
        "enterprise.name": f"{len(there)} 家",
        "projects": f"{sum(len(projects.get(number, ())) for number in numbers)} 个",
        "called_on": f"{sum(number in called for number in numbers)} 家",
    }
    return made(layout, lines, whole, papers_said(wanted, there, papers))


def _accepted(papers: Mapping[tuple[int, str], pilot_sums.Paper], numbers: Iterable[int], kind: str) -> int:
    return sum(in_order(papers.get((number, kind))) for number in numbers)


def _papers(kinds: Iterable[str], found: Mapping[str, pilot_sums.Paper | None]) -> dict[str, Value]:
    cells: dict[str, Value] = {}
    for kind in kinds:
        paper = found[kind]
        done = in_order(paper)
        cells[f"paper.{kind}.no"] = "未报" if not paper else paper.document_no or "已报" if done else paper.state
        cells[f"paper.{kind}.day"] = paper.received_on if paper else None
    return cells


def _percents(wanted: PilotsWanted, every: Sequence[TaskStand]) -> dict[str, Value]:
    """How far each front is that has tasks."""
    sums_ = by_front(wanted.policy.labels(FRONTS), every)
    return {f"front_percent/{one.label}": f"{one.percent}%" for one in sums_ if one.tasks}


def _fronts(wanted: PilotsWanted, lines: Iterable[Line]) -> list[str]:
    """The fronts of the list, and those that only lines know."""
    told_of = (key.partition("/")[2] for line in lines for key in line if key.startswith("front_percent/"))
    return list(dict.fromkeys((*wanted.policy.labels(FRONTS), *told_of)))


def _words(every: Sequence[TaskStand]) -> str | None:
    """What was last reported of each front, in its order."""
    said = []
    for front, some in groupby(every, key=lambda one: one.task.front):
        reports = [one.reported or one.carried for one in some]
        words = list(dict.fromkeys(one.progress for one in reports if one and one.progress))
        said += [f"{front}：{'；'.join(words)}"] if words else []
    return "\n".join(said) or None


def _projects(wanted: PilotsWanted) -> dict[int, list[str]]:
    """The projects of the year by enterprise, with how they stand; those that were withdrawn are left out."""
    found: dict[int, list[str]] = {}
    for one in registers.of(wanted.db, Incentive, year=wanted.asked.year):
        if one.state is not IncentiveState.WITHDRAWN:
            found.setdefault(one.enterprise, []).append(f"{one.name}（{one.state}）")
    return found


_SHEETS: Mapping[str, Callable[[PilotsWanted], PilotSheet]] = {
    **LINES,
    **CONTACTS,
    "assessment-summary": _assessments,
    "pilot-progress": _progress,
}
"""All sheets about pilots."""
