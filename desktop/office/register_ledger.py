"""Ledgers of which a line is one simple record of a unit: planned and written alike, whatever the record."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from sqlite_utils import Database

from desktop.base.changes import Progress
from desktop.base.fields import Value, fields_of
from desktop.base.findings import Finding
from desktop.base.text import is_nothing
from desktop.exchange.flat import FlatDraft
from desktop.exchange.flat_plan import FlatLine, settle
from desktop.exchange.headings import Table
from desktop.exchange.planning import Existing, FieldChange, Verdict
from desktop.office.ledger_looks import Basis, Planned, added, good
from desktop.office.standing import Standing
from desktop.office.unit_names import UnitNames
from desktop.pilots.checks import check
from desktop.pilots.enterprise import Enterprise, PilotState
from desktop.store import registers

UNIT = "unit"
"""The field in which a line names its unit."""

Row = dict[str, Any]


@dataclass(slots=True)
class _Known:
    """What the office has, by key, and what earlier lines were about."""

    there: dict[Hashable, list[Row]] = field(default_factory=dict)
    seen: dict[Hashable, FlatDraft] = field(default_factory=dict)
    used: dict[int, FlatDraft] = field(default_factory=dict)

    def find(self, keys: Sequence[Hashable]) -> Row | None:
        """The record that a line is about: by the surest key whichever, by others none of an earlier line."""
        for place, key in enumerate(keys):
            for row in self.there.get(key, ()):
                if not place or row["id"] not in self.used:
                    return row
        return None

    def again(self, keys: Sequence[Hashable], before: Row | None, draft: FlatDraft) -> Iterator[Finding]:
        """A refusal where an earlier line has the same surest key, or is about the same record."""
        earlier = next((self.seen.setdefault(key, draft) for key in keys[:1]), draft)
        if before is not None and earlier is draft:
            earlier = self.used.setdefault(before["id"], draft)
        if earlier is not draft:
            message = f"与第 {earlier.place.row} 行说的是同一个，请删去多余的一行或更正。"
            yield Finding(code="duplicate_in_file", message=message, field="name")


class RegisterLedger:
    """What the ledgers of one record have in common; a row's ``enterprise`` is the number of its unit, if ours."""

    record: ClassVar[type]

    def __init__(self, db: Database, standing: Standing) -> None:
        self._db = db
        self._standing = standing

    def plan(
        self,
        drafts: Sequence[FlatDraft],
        tables: Sequence[Table],  # noqa: ARG002  (ledgers of units ask what stands over them)
        existing: Existing,
        basis: Basis,
    ) -> Planned:
        """What entering the lines would do to the office as it is now."""
        units = registers.of(self._db, Enterprise)
        self.names, self.called = UnitNames(units), {one.id: one.name for one in units}
        self.left = {one.id: one for one in units if one.state is PilotState.LEFT}
        self.policy = self._standing.on()
        lines = tuple(self._lines(drafts, existing, basis))
        counted = [one for one in good(lines) if not self.outdone(one.draft)]
        return Planned(lines=lines, told=self.sentence(counted), sums=self.sums(counted))

    def write(self, planned: Planned, basis: Basis, progress: Progress) -> None:  # noqa: ARG002  (the rows have it)
        """Within an operation: enter the lines that are new or changed."""
        wanted = [one for one in planned.lines if one.verdict in {Verdict.NEW, Verdict.CHANGED}]
        for done, line in enumerate(wanted):
            progress(done, len(wanted))
            if line.record is None:
                registers.insert(self._db, self.record, self._columns(line.values, line.values))
            else:
                said = {one.field: one.after for one in line.changes}
                registers.update(self._db, self.record, line.record, self._columns(said, line.values))

    def complete(self, row: Row, draft: FlatDraft, basis: Basis) -> Iterator[Finding]:
        """Sets what follows from the line and from what is said for all lines."""
        del row, draft, basis
        yield from ()

    def keys(self, row: Row) -> Sequence[Hashable]:
        """By what a line and a record of the office are the same, the surest first."""
        raise NotImplementedError

    def held(self, row: Row) -> Sequence[Hashable]:
        """By what a record of the office is found; as lines are where nothing else is said."""
        return self.keys(row)

    def sentence(self, lines: Sequence[FlatLine]) -> str:
        """What the lines come to, in a few words."""
        raise NotImplementedError

    def sums(self, lines: Sequence[FlatLine]) -> dict[str, Any]:
        """The same as numbers."""
        raise NotImplementedError

    def settled(
        self, row: Row, before: Row, existing: Existing
    ) -> tuple[tuple[FieldChange, ...], tuple[FieldChange, ...]]:
        """What changes in the record, and what stays though the line says otherwise."""
        return settle(self._own(row), before, existing)

    def beside(self, row: Row, before: Row) -> Iterator[Finding]:
        """What there is to say of a line beside the record that it is about."""
        del row, before
        yield from ()

    def outdone(self, draft: FlatDraft) -> bool:
        """Whether another line says the same and more, so that this one does nothing."""
        del draft
        return False

    def stranger(self, row: Row) -> Iterator[Finding]:
        """What there is to say of a line whose unit is none of the office's."""
        del row
        yield from ()

    def _lines(self, drafts: Sequence[FlatDraft], existing: Existing, basis: Basis) -> Iterator[FlatLine]:
        held: list[Any] = registers.of(self._db, self.record)
        known = _Known()
        for row in map(self._row_of, held):
            for key in self.held(row):
                known.there.setdefault(key, []).append(row)
        for draft in self.chosen(drafts):
            yield self._line(draft, known, existing, basis)

    def chosen(self, drafts: Sequence[FlatDraft]) -> Sequence[FlatDraft]:
        """The lines, with what is found of them by looking at all."""
        return drafts

    def _line(self, draft: FlatDraft, known: "_Known", existing: Existing, basis: Basis) -> FlatLine:
        row: Row = {one.name: draft.values.get(one.name) for one in fields_of(self.record) if not one.computed}
        found = [*self._unit(row, draft), *self.complete(row, draft, basis)]
        draft = added(draft, [*found, *check(self.record, row, self.policy)])
        keys = [] if draft.refused or self.outdone(draft) else self.keys(row)
        before = known.find(keys)
        draft = draft.found(*known.again(keys, before, draft), *(self.beside(row, before) if before else ()))
        whose = self.called.get(row["enterprise"], "") if row["enterprise"] else ""
        if before is None:
            verdict = Verdict.REFUSED if draft.refused else Verdict.SAME if self.outdone(draft) else Verdict.NEW
            return FlatLine(verdict=verdict, draft=draft, values=row, whose=whose)
        changes, kept = self.settled(row, before, existing)
        verdict = Verdict.REFUSED if draft.refused else Verdict.CHANGED if changes else Verdict.SAME
        return FlatLine(
            verdict=verdict, draft=draft, values=row, record=before["id"], changes=changes, kept=kept, whose=whose
        )

    def _unit(self, row: Row, draft: FlatDraft) -> Iterator[Finding]:
        """Finds whose the line is; its name becomes the one that the office has."""
        name, code = draft.values.get(UNIT), draft.values.get("credit_code")
        match = self.names.find(str(name) if name else None, str(code) if code else None)
        row["enterprise"] = match.unit.id if match.unit else None
        row[UNIT] = match.unit.name if match.unit else name
        yield from (one.about(UNIT if one.field == "name" else one.field) for one in match.findings)
        if match.unit is None:
            yield from self.stranger(row)

    def _row_of(self, one: Any) -> Row:
        """A record as a line of its own list would say it: a word for nothing comes back as an empty cell."""
        row = {each.name: _told(getattr(one, each.name)) for each in fields_of(self.record) if not each.computed}
        return row | {
            "id": one.id,
            "enterprise": one.enterprise,
            UNIT: self.called.get(one.enterprise) or row.get(UNIT),
        }

    def _own(self, row: Row) -> dict[str, Value]:
        """What of a row may change a record: everything but the number of its unit, which follows from its name."""
        return {name: value for name, value in row.items() if name != "enterprise"}

    def _columns(self, said: Mapping[str, Value], row: Mapping[str, Value]) -> dict[str, Value]:
        """The columns to write: a unit of ours by its number, another by its name where the record has one."""
        own = {one.name for one in fields_of(self.record)}
        columns = {name: value for name, value in said.items() if name in own and name != UNIT}
        if UNIT in said:
            columns["enterprise"] = row["enterprise"]
            if UNIT in own:
                columns[UNIT] = None if row["enterprise"] else said[UNIT]
        return columns


def _told(value: Value) -> Value:
    return None if isinstance(value, str) and is_nothing(value) else value
