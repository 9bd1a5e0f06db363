"""The sheets about pilots that go up: who filled in the monitoring, who called on whom, and how many are skilled."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby

from desktop.base.fields import Value
from desktop.exchange.sheet_layouts import OTHERS, Layout
from desktop.exchange.sheet_values import SUM
from desktop.exchange.sheet_values_pilots import Line, told
from desktop.office.monitoring import Monitoring
from desktop.office.pairing import Pairings
from desktop.office.sheet_rows_aid import SUBTOTAL
from desktop.office.sheet_rows_pilots import PilotSheet, PilotsWanted, known, listed, numbered, sums, total, used
from desktop.office.sheet_sums_aid import share
from desktop.pilots import contact_sums
from desktop.pilots.filling_dues import Mark
from desktop.pilots.filling_grid import Cell
from desktop.pilots.monitoring import Filling
from desktop.pilots.periods import begins
from desktop.pilots.periods import told as period_told
from desktop.store import pilot_sums, registers

# Who filled in the monitoring (reference: domain §5.3, Q3)


def _monitoring(wanted: PilotsWanted) -> PilotSheet:
    grid = Monitoring(wanted.db, wanted.standing).grid(wanted.asked.year)
    filled = {one.id: one for one in registers.of(wanted.db, Filling)}
    periods = [period for period in grid.dues if wanted.span.begins <= begins(period) <= wanted.span.ends]
    rows = numbered(wanted.layout, ())
    for period in periods:
        cells = [
            (line.enterprise, line.cells[period])
            for line in grid.lines
            if line.enterprise in wanted.units and line.cells[period].mark is not Mark.UNASKED
        ]
        lines = [_filling(wanted, number, period, cell, filled.get(cell.filling or 0)) for number, cell in cells]
        rows += numbered(wanted.layout, lines, listed(rows))
        if cells:
            label = SUM if len(periods) == 1 else SUBTOTAL
            rows.append(total(wanted.layout, label, _filled(wanted.layout, lines, cells, filled)))
    return PilotSheet(layout=wanted.layout, rows=rows, count=listed(rows))


def _filling(wanted: PilotsWanted, number: int, period: str, cell: Cell, filled: Filling | None) -> Line:
    late = f" {cell.days_late} 天" if cell.days_late else ""
    return {
        **told("enterprise", wanted.units[number]),
        **told("filling", filled),
        "period": period_told(period),
        "due": cell.due,
        "mark": f"{cell.mark}{late}",
        "reminders": cell.reminders,
        "contract_rate": _rate([filled], "contracts"),
        "insured_rate": _rate([filled], "insured"),
    }


def _filled(
    layout: Layout,
    lines: Sequence[Line],
    cells: Sequence[tuple[int, Cell]],
    filled: Mapping[int, Filling],
) -> Line:
    """The sums of a period, and how many of those asked filled in."""
    there = [filled.get(cell.filling or 0) for _, cell in cells]
    done = [cell for _, cell in cells if cell.mark.filled]
    late = sum(cell.mark is Mark.LATE for cell in done)
    return {
        **sums(layout, lines),
        "enterprise.name": f"应填 {len(cells)} 家，已填 {len(done)} 家",
        "period": f"填报率 {share(len(done), len(cells))}",
        "mark": f"逾期 {late} 家" if late else None,
        "contract_rate": _rate(there, "contracts"),
        "insured_rate": _rate(there, "insured"),
    }


def _rate(filled: Iterable[Filling | None], name: str) -> str | None:
    """A number of those who have both as a share of their heads."""
    both = [(getattr(one, name), one.heads) for one in filled if one and one.heads is not None]
    said = [(part, heads) for part, heads in both if part is not None]
    return share(sum(part for part, _ in said), sum(heads for _, heads in said))


# Who called on whom (reference: domain §5.3, Q5)


def _contacts(wanted: PilotsWanted) -> PilotSheet:
    found = Pairings(wanted.db, wanted.standing).sums(*wanted.span)
    units = [one for one in found.units if one.enterprise in wanted.units]
    with_cadre = [one for one in found.lines if one.enterprise in wanted.units]
    served = {one.enterprise for one in with_cadre}
    every = [*with_cadre, *(one for one in units if one.enterprise not in served)]
    labels = {"mode": wanted.policy.labels("call_mode"), "satisfied": wanted.policy.labels("satisfaction")}
    layout = _with_labels(wanted.layout, labels, [_contact(one, labels) for one in every])
    rows = numbered(layout, ())
    for cadre, some in groupby(every, key=lambda one: one.cadre):
        lines = list(some)
        rows += numbered(layout, [_contact(one, labels) for one in lines], listed(rows))
        if cadre and len(lines) > 1:
            rows.append(total(layout, SUBTOTAL, {"cadre": cadre, **_together(lines, labels)}))
    if every:
        cadres = len({one.cadre for one in with_cadre})
        rows.append(total(layout, SUM, {"cadre": f"{cadres} 人", **_together(units, labels)}))
    return PilotSheet(layout=layout, rows=rows, count=len(every))


Labels = Mapping[str, Sequence[str]]
"""The labels of the columns by their words."""


def _zeros(labels: Labels) -> dict[str, int]:
    return {f"{name}/{label}": 0 for name, every in labels.items() for label in (*every, OTHERS)}


def _with_labels(layout: Layout, labels: Labels, lines: Sequence[Line]) -> Layout:
    whole = layout.spread({one.codes: list(labels[one.of]) for one in layout.entries if one.codes})
    return used(whole, lines)


def _contact(one: contact_sums.Line, labels: Labels) -> Line:
    """A cadre and a unit; where nobody looks after the unit, only that."""
    remark = "" if one.paired and one.calls else "未走访" if one.paired else "非挂钩干部" if one.cadre else "没有挂钩"
    return {**_contact_sums([one], labels), "cadre": one.cadre or None, "unit": one.name, "remark": remark or None}


def _together(some: Sequence[contact_sums.Line], labels: Labels) -> Line:
    return {**_contact_sums(some, labels), "unit": f"{len(some)} 家"}


def _contact_sums(some: Sequence[contact_sums.Line], labels: Labels) -> dict[str, Value]:
    """What these lines come to."""
    counts: Counter[str] = Counter()
    for one in some:
        counts.update({"calls": one.calls, "problems": one.problems, "solved": one.solved})
        for name, by_label in (("mode", one.modes), ("satisfied", one.satisfaction)):
            counts.update({f"{name}/{known(label, labels[name])}": count for label, count in by_label.items()})
    return {
        **_zeros(labels),
        "calls": 0,
        "problems": 0,
        "solved": 0,
        **counts,
        "solved_rate": share(counts["solved"], counts["problems"]),
        "called_on": max((one.last for one in some if one.last), default=None),
    }


# Who is skilled (reference: domain §4.8)


def _talents(wanted: PilotsWanted) -> PilotSheet:
    names = None if wanted.asked.pilots is None else {one.name for one in wanted.units.values()}
    found = [one for one in pilot_sums.talents(wanted.db, wanted.span.ends) if names is None or one.unit in names]
    labels = {"grade_people": wanted.policy.labels("skill_grade")}
    units = {one.unit: [other for other in found if other.unit == one.unit] for one in found}
    lines = [{**_skilled(wanted, some, labels), "unit": unit or OTHERS} for unit, some in units.items()]
    layout = _with_labels(wanted.layout, labels, lines)
    rows = numbered(layout, lines)
    if found:
        rows.append(total(layout, SUM, {**_skilled(wanted, found, labels), "unit": f"{len(units)} 家"}))
    return PilotSheet(layout=layout, rows=rows, count=sum(one.people for one in found))


def _skilled(wanted: PilotsWanted, some: Sequence[pilot_sums.Tally], labels: Labels) -> dict[str, Value]:
    counts = Counter(_zeros(labels))
    for one in some:
        counts[f"grade_people/{known(one.grade, labels['grade_people'])}"] += one.people
    people = sum(one.people for one in some)
    high = sum(one.people for one in some if one.grade in wanted.policy.high_skilled)
    return {
        **counts,
        "people": people,
        "high_skilled": high,
        "high_skilled_rate": share(high, people),
        "craftsmen": sum(one.craftsmen for one in some),
    }


CONTACTS: Mapping[str, Callable[[PilotsWanted], PilotSheet]] = {
    "monitoring": _monitoring,
    "contacts": _contacts,
    "talent-summary": _talents,
}
"""Sheets about contact with pilots and about those who work there."""
