"""Ledgers of pilot enterprises: what their lines would do to the enterprises, waves and papers of the office."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlite_utils import Database

from desktop.base.calendar import today
from desktop.base.changes import Progress
from desktop.base.fields import Value, fields_of
from desktop.base.findings import Finding, doubt
from desktop.base.text import squeeze
from desktop.exchange.flat import FlatDraft
from desktop.exchange.flat_plan import FlatLine, settle
from desktop.exchange.headings import Table
from desktop.exchange.lenient import with_remarks
from desktop.exchange.planning import Existing, Verdict
from desktop.office.ledger_looks import Basis, Planned, added, good
from desktop.office.ledger_waves import LedgerWaves, check_counts, waves_of_parts
from desktop.office.standing import Standing
from desktop.office.unit_filed import NAMELESS, Filed
from desktop.office.unit_names import Match, UnitNames, bare, has_left
from desktop.office.unit_writing import write_units
from desktop.pilots.checks import check
from desktop.pilots.enterprise import Enterprise
from desktop.pilots.ledger_lines import PROJECT
from desktop.pilots.ticks import TICK, Tick, read_tick
from desktop.pilots.wave import Wave
from desktop.store import registers

OWN = tuple(one.name for one in fields_of(Enterprise) if not one.computed)
"""What a line can say of the enterprise itself."""

_WAVE = "wave_name"


class UnitLedger:
    """Plans and writes the lines of such ledgers."""

    def __init__(self, db: Database, standing: Standing) -> None:
        self._db = db
        self._standing = standing

    def plan(self, drafts: Sequence[FlatDraft], tables: Sequence[Table], existing: Existing, basis: Basis) -> Planned:
        """What entering the lines would do to the office as it is now."""
        parts = waves_of_parts(tables)
        lines = tuple(_Planning(self._db, self._standing, existing, basis, parts).lines(drafts))
        waves = LedgerWaves(registers.of(self._db, Wave))
        entered = [one for one in lines if one.verdict is Verdict.NEW or _changes(one, _WAVE)]
        new = waves.new(str(one.values[_WAVE]) for one in entered if one.values[_WAVE])
        named = {str(one.values[_WAVE]) for one in lines if one.values[_WAVE]}
        papers = tuple(rule.name for rule in self._standing.on().submissions)
        sums = _sums(lines, papers, len(named))
        made = f"，新建 {len(new)} 个批次" if new else ""
        filed = "".join(f"，《{name}》{sums['papers'][name]} 份" for name in papers if sums["papers"][name])
        projects = f"，激励项目 {sums['projects']} 个" if sums["projects"] else ""
        return Planned(
            lines=lines,
            told=f"{sums['units']:,} 家，职工 {sums['workers']:,} 人{made}{filed}{projects}",
            sums=sums,
            waves=new,
            whole=tuple(check_counts(tables, len(named), len(lines))),
        )

    def write(self, planned: Planned, basis: Basis, progress: Progress) -> None:
        """Within an operation: make the waves, enter the new units and what changes in others."""
        write_units(self._db, self._standing, planned, basis, progress)


def _changes(line: FlatLine, name: str) -> bool:
    return any(one.field == name for one in line.changes)


def _sums(lines: Sequence[FlatLine], papers: Sequence[str], waves: int) -> dict[str, Any]:
    counted = good(lines)
    workers = sum(one.values["workers"] for one in counted if isinstance(one.values["workers"], int))
    told = {name: sum(bool(one.values.get(name)) for one in counted) for name in (*papers, PROJECT)}
    projects = told.pop(PROJECT)
    return {"units": len(counted), "workers": workers, "batches": waves, "papers": told, "projects": projects}


class _Planning:
    """One pass over the lines, against the office as it is now."""

    def __init__(
        self, db: Database, standing: Standing, existing: Existing, basis: Basis, parts: Mapping[tuple[str, int], str]
    ) -> None:
        self._parts = parts
        self._policy = standing.on()
        self._papers = tuple(rule.name for rule in self._policy.submissions)
        self._existing, self._basis = existing, basis
        units = registers.of(db, Enterprise)
        self._names = UnitNames(units)
        self._taken = {one.name: one.id for one in units}
        waves = registers.of(db, Wave)
        self._waves, self._levels = LedgerWaves(waves), {one.name: one.level for one in waves}
        self._filed = Filed(db, basis.day.year)
        self._seen: dict[object, FlatDraft] = {}

    def lines(self, drafts: Sequence[FlatDraft]) -> Iterator[FlatLine]:
        """What becomes of each line."""
        return map(self._line, drafts)

    def _line(self, draft: FlatDraft) -> FlatLine:
        row = {name: draft.values.get(name) for name in OWN} | {_WAVE: None}
        match = self._names.find(_text(draft, "name"), _text(draft, "credit_code"))
        found = [*match.findings, *self._again(draft, match)]
        found += self._wave(draft, row)
        found += self._ticks(draft, row)
        self._level(row, match)
        draft = added(draft, [*found, *check(Enterprise, row, self._policy)])
        if match.unit is None:
            verdict = Verdict.REFUSED if draft.refused else Verdict.NEW
            return FlatLine(verdict=verdict, draft=draft, values=row)
        return self._known(draft, row, match.unit)

    def _again(self, draft: FlatDraft, match: Match) -> Iterator[Finding]:
        """A refusal where an earlier line is about the same unit, a doubt where it may be."""
        name = _text(draft, "name") or ""
        if not name and match.unit is None:
            return
        key: object = match.unit.id if match.unit else squeeze(name)
        earlier = self._seen.setdefault(key, draft)
        twin = self._seen.setdefault(("bare", bare(name)), draft)
        told = any(one.code == "duplicate_in_file" for one in draft.findings)
        if earlier is not draft and not told:
            message = f"与第 {earlier.place.row} 行是同一家单位，请删去多余的一行或更正。"
            yield Finding(code="duplicate_in_file", message=message, field="name")
        elif twin is not draft and earlier is draft:
            message = f"与第 {twin.place.row} 行的“{twin.values.get('name')}”只差公司形式，请核对是不是同一家。"
            yield doubt("unit_alike", message).about("name")

    def _wave(self, draft: FlatDraft, row: dict[str, Value]) -> tuple[Finding, ...]:
        text = _text(draft, _WAVE) or self._parts.get((draft.place.sheet, draft.place.row))
        if text:
            row[_WAVE], found = self._waves.read(text)
            return found
        return ()

    def _level(self, row: dict[str, Value], match: Match) -> None:
        """A level that a unit's wave says already isn't said of the unit too, unless it was."""
        unit = match.unit
        wave = row[_WAVE] or (unit.wave_name if unit else None)
        if not (unit and unit.level) and row["level"] is not None and row["level"] == self._levels.get(str(wave)):
            row["level"] = None

    def _ticks(self, draft: FlatDraft, row: dict[str, Value]) -> Iterator[Finding]:
        """Reads what was handed in; words that say neither yes nor no stand in the note."""
        for name in self._papers:
            tick = read_tick(_text(draft, name))
            row[name] = (tick.document_no or (tick.day and tick.day.isoformat()) or TICK) if tick.given else None
            if tick.rest:
                row["note"] = with_remarks(row["note"], [f"{name}：{tick.rest}"])
                done = "按已报登记" if tick.given else "没有登记"
                yield doubt("tick", f"《{name}》“{tick.rest}”{done}，原文记在备注里，请核对。").about(name)
            if tick.day and tick.day > self._basis.day:
                ahead, what = tick.day > today(), "今天" if tick.day > today() else "台账日期"
                message = f"《{name}》的日期 {tick.day} 在{what}之后，请核对。"
                yield Finding(code="ahead", message=message, field=name, refuses=ahead)
        yield from self._project(read_tick(_text(draft, PROJECT)), row)

    def _project(self, tick: Tick, row: dict[str, Value]) -> Iterator[Finding]:
        """What the line says of a project: its name, or no more than that there is one, or how many."""
        if tick.denied:
            row["note"] = with_remarks(row["note"], [f"申报激励项目：{tick.rest}"])
            row[PROJECT] = None
            yield doubt("tick", f"申报激励项目“{tick.rest}”没有登记，原文记在备注里，请核对。").about(PROJECT)
            return
        name = "" if tick.rest.isdecimal() else tick.rest
        row[PROJECT] = name or (NAMELESS if tick.given or tick.rest else None)
        if row[PROJECT] == NAMELESS:
            yield doubt("project_nameless", f"申报激励项目没有写名称，按“{NAMELESS}”登记，请在激励项目里补填。").about(
                PROJECT
            )

    def _known(self, draft: FlatDraft, row: dict[str, Value], unit: Enterprise) -> FlatLine:
        """The line of a unit that the office has."""
        now: dict[str, Any] = {name: getattr(unit, name) for name in (*OWN, _WAVE)}
        for name in self._papers:
            now[name], found = self._filed.paper(unit.id, name, row[name])
            draft = draft.found(*found)
        now[PROJECT] = row[PROJECT] if self._filed.has_project(unit.id) else None
        changes, kept = settle(row, now, self._existing)
        draft = draft.found(*(has_left(unit) if changes else ()))
        renamed = next((str(one.after) for one in changes if one.field == "name"), unit.name)
        if self._taken.get(renamed, unit.id) != unit.id:
            draft = draft.found(Finding(code="unit_of_two", message=f"已有另一家“{renamed}”，请核对。", field="name"))
        verdict = Verdict.REFUSED if draft.refused else Verdict.CHANGED if changes else Verdict.SAME
        whose = f"{unit.wave_name or '未列批次'} · {unit.state}"
        return FlatLine(
            verdict=verdict, draft=draft, values=row, record=unit.id, changes=changes, kept=kept, whose=whose
        )


def _text(draft: FlatDraft, name: str) -> str | None:
    found: Mapping[str, Value] = draft.values
    return str(found[name]) if found.get(name) else None
