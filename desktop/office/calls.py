"""Calls on pilots and inspections of them, entered together with the problems that they found."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from desktop.base.changes import Change
from desktop.base.errors import RefusedError
from desktop.base.fields import Value, Values, fields_of
from desktop.base.findings import Finding, refuses
from desktop.office.documents import Picture
from desktop.office.enclosures import keep
from desktop.office.following import VISITS, follow
from desktop.office.problems import NOUNS, Problems
from desktop.office.registers import NOTHING, checked_row, made_on
from desktop.pilots.pairing import Call, Inspection, Problem
from desktop.store import journal, registers
from desktop.store.faults import translated


class Calls(Problems):
    """Doors to calls and inspections; those to pairings come with ``Pairings``."""

    def call(self, values: Values, problems: Sequence[Values] = (), files: Sequence[Picture] = ()) -> Change:
        """Enter a call with what it found, and photos; ``RefusedError`` with what is wrong, of a problem by its place.

        Files were looked at by ``enclosures.look``.
        """
        return self._enter(Call, values, problems, files)

    def change_call(
        self, number: int, values: Values, problems: Sequence[Values] | None = None, files: Sequence[Picture] = ()
    ) -> Change:
        """Other values for a call, and further files.

        ``problems`` are all that it has then, known ones with ``id``; None leaves them.
        """
        return self._change(Call, number, values, problems, files)

    def inspect(self, values: Values, problems: Sequence[Values] = (), files: Sequence[Picture] = ()) -> Change:
        """Enter an inspection with what it found; a stage that is called like its kind is reached with it."""
        return self._enter(Inspection, values, problems, files)

    def change_inspection(
        self, number: int, values: Values, problems: Sequence[Values] | None = None, files: Sequence[Picture] = ()
    ) -> Change:
        """Other values for an inspection, such as what was mended; ``problems`` and files as with a call."""
        return self._change(Inspection, number, values, problems, files)

    def check_found(self, record: type, values: Values, problems: Sequence[Values]) -> tuple[Finding, ...]:
        """What stands against a call or an inspection with these problems, or is doubtful."""
        found = list(self._registers.check(record, values))
        for place, problem in enumerate(problems):
            whole = self._of_visit(values, problem)
            own = (
                one for one in self._registers.check(Problem, whole) if one.field != "found_on" or one.field in problem
            )
            found += [replace(one, person=place) for one in own]
        return tuple(found)

    def problems_of(self, record: type, number: int) -> list[Problem]:
        """What a call or an inspection found, in the order entered."""
        with translated():
            found = registers.of(self._db, Problem, **{VISITS[record]: number})
        return sorted(found, key=lambda one: one.id)

    def _enter(self, record: type, values: Values, problems: Sequence[Values], files: Sequence[Picture]) -> Change:
        row, found = self._rows(record, values, problems)
        count = f"（问题 {len(found)} 个）" if found else ""
        label = f"登记{registers.word_of(record)}：{self._registers.title(row)}{count}"
        with translated(), journal.operation(self._db, label, *NOUNS) as current:
            number = registers.insert(self._db, record, row)
            for one in found:
                registers.insert(self._db, Problem, one | {VISITS[record]: number})
            keep(self._db, files, {"enterprise": row["enterprise"], VISITS[record]: number})
            follow(self._db, self._standing, None, self._registers.one(record, number))
        return journal.done(current, number, made_on(record))

    def _change(
        self,
        record: type,
        number: int,
        values: Values,
        problems: Sequence[Values] | None,
        files: Sequence[Picture],
    ) -> Change:
        before: Any = self._registers.one(record, number)
        now = {name: getattr(before, name) for name in ("enterprise", *_names(record))}
        there = self.problems_of(record, number)
        given = [_as_values(one) for one in there] if problems is None else problems
        row, found = self._rows(record, now | dict(values), given)
        new = {name: value for name, value in row.items() if value != now[name]}
        if not new and not files and _same(there, given, found):
            return NOTHING
        label = f"修改{registers.word_of(record)}：{self._registers.title(row)}"
        with translated(), journal.operation(self._db, label, *NOUNS) as current:
            if new:
                registers.update(self._db, record, number, new)
            self._keep(there, given, found, {VISITS[record]: number})
            keep(self._db, files, {"enterprise": row["enterprise"], VISITS[record]: number})
            follow(self._db, self._standing, before, self._registers.one(record, number))
        return journal.done(current, number)

    def _keep(
        self,
        there: Sequence[Problem],
        given: Sequence[Values],
        rows: Sequence[Mapping[str, Any]],
        whose: Mapping[str, int],
    ) -> None:
        """Within an operation: what a visit found is this from now on."""
        kept = {one.id: one for one in there}
        for values, row in zip(given, rows, strict=True):
            known = kept.pop(_number(values), None)
            if known is None:
                registers.insert(self._db, Problem, {**row, **whose})
            elif new := _changed(known, values, row):
                registers.update(self._db, Problem, known.id, new)
        for gone in kept:
            registers.delete(self._db, Problem, gone)

    def _rows(
        self, record: type, values: Values, problems: Sequence[Values]
    ) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        """The columns of a visit and of what it found; ``RefusedError`` with all that is wrong."""
        findings = self.check_found(record, values, problems)
        if refuses(findings):
            raise RefusedError(findings)
        found = [checked_row(Problem, self._of_visit(values, one), ()) for one in problems]
        return checked_row(record, values, ()), found

    def _of_visit(self, values: Values, problem: Values) -> dict[str, Value]:
        """A problem as it is kept: found by the visit on its day, unless it is known or said otherwise."""
        usual: dict[str, Value] = {"enterprise": values.get("enterprise"), "found_on": values.get("day")}
        known = _as_values(self._registers.one(Problem, _number(problem))) if "id" in problem else {}
        return usual | known | {name: value for name, value in problem.items() if name != "found_on" or value}


def _names(record: type) -> tuple[str, ...]:
    return tuple(one.name for one in fields_of(record) if not one.computed)


def _as_values(one: Problem) -> dict[str, Value]:
    return {name: getattr(one, name) for name in ("id", "enterprise", *_names(Problem))}


def _number(values: Values) -> int:
    """The number of a problem that is there already; 0 of a new one."""
    found = values.get("id")
    return found if isinstance(found, int) else 0


def _changed(known: Problem, values: Values, row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in _names(Problem) if name in values and row[name] != getattr(known, name)}


def _same(there: Sequence[Problem], given: Sequence[Values], rows: Sequence[Mapping[str, Any]]) -> bool:
    """Whether a visit found just what it is known to have found."""
    kept = {one.id: one for one in there}
    if sorted(kept) != sorted(map(_number, given)):
        return False
    return not any(_changed(kept[_number(one)], one, row) for one, row in zip(given, rows, strict=True))
