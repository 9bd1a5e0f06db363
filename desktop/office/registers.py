"""Doors to what is simply entered, changed and struck out: one way for every record that is kept of pilots."""

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from sqlite_utils import Database

from desktop.base.changes import Change, Noun
from desktop.base.errors import RefusedError
from desktop.base.fields import Values, fields_of
from desktop.base.findings import Finding, refuses
from desktop.office.following import follow
from desktop.office.standing import Standing
from desktop.pilots.assessment import Assessment, Score
from desktop.pilots.checks import check
from desktop.pilots.enterprise import Enterprise
from desktop.pilots.fronts import Progress, Task
from desktop.pilots.incentive import Incentive, Instalment, Spending
from desktop.pilots.monitoring import Filling, Reminder
from desktop.pilots.pairing import Call, Inspection, Pairing, Problem
from desktop.pilots.submission import Enclosure, Submission
from desktop.pilots.talent import Contest, Studio, Talent
from desktop.pilots.wave import Due, Milestone, Wave
from desktop.store import journal, registers
from desktop.store.faults import translated

R = TypeVar("R")

NOTHING = Change(operation=0, label="没有改动", nouns=frozenset(), count=0)

NOUNS: Mapping[type, Noun] = {
    Wave: Noun.WAVES,
    Due: Noun.WAVES,
    Enterprise: Noun.PILOTS,
    Milestone: Noun.PILOTS,
    Enclosure: Noun.PILOTS,
    Submission: Noun.SUBMISSIONS,
    Task: Noun.TASKS,
    Progress: Noun.TASKS,
    Incentive: Noun.INCENTIVES,
    Instalment: Noun.INCENTIVES,
    Spending: Noun.INCENTIVES,
    Assessment: Noun.ASSESSMENTS,
    Score: Noun.ASSESSMENTS,
    Pairing: Noun.PAIRINGS,
    Call: Noun.CALLS,
    Inspection: Noun.INSPECTIONS,
    Problem: Noun.PROBLEMS,
    Filling: Noun.FILLINGS,
    Reminder: Noun.FILLINGS,
    Studio: Noun.STUDIOS,
    Talent: Noun.TALENTS,
    Contest: Noun.CONTESTS,
}
"""Where each type of record is listed; the list of enterprises shows something of nearly all."""

SIMPLE = frozenset(
    {Wave, Due, Task, Progress, Spending, Pairing, Call, Inspection, Problem, Filling, Reminder}
    | {Studio, Talent, Contest}
)
"""Records that have no state of their own; those that have are entered by the doors that know it."""

_OWNERS: Mapping[str, type] = {
    "enterprise": Enterprise,
    "wave": Wave,
    "task": Task,
    "incentive": Incentive,
    "call": Call,
    "inspection": Inspection,
}
"""Columns that say to what a record belongs."""

_NAMED = ("name", "task", "problem", "item", "stage", "cadre", "indicator", "kind", "period", "quarter")
"""Fields by which a record is called, the first that it has."""
_LONGEST = 24


class Registers:
    """Doors to the simple records; ``ValueError`` for a type that isn't one."""

    def __init__(self, db: Database, standing: Standing) -> None:
        self._db = db
        self._standing = standing

    def one(self, record: type[R], number: int) -> R:
        """One record; ``NotFoundError`` where there is none."""
        with translated():
            return registers.get(self._db, record, number)

    def of(self, record: type[R], **where: object) -> list[R]:
        """The records whose columns hold these values, such as ``enterprise=3``, in usual order."""
        with translated():
            return registers.of(self._db, record, **where)

    def check(self, record: type, values: Values) -> tuple[Finding, ...]:
        """What stands against keeping a record of this type, or is doubtful."""
        found = check(record, values, self._standing.on())
        lost = [
            Finding(code="missing", message=f"请选择{registers.word_of(owner)}，再保存。", field=name)
            for name, owner in _OWNERS.items()
            if record.__annotations__.get(name) is int and values.get(name) is None
        ]
        return (*lost, *strangers(self._db, record, values), *found)

    def enter(self, record: type, values: Values) -> Change:
        """Enter a record; ``RefusedError`` with what is wrong."""
        row = self.row(record, values)
        label = f"登记{registers.word_of(record)}：{self.title(row)}"
        with translated(), journal.operation(self._db, label, *nouns_of(record)) as current:
            number = registers.insert(self._db, record, row)
            follow(self._db, self._standing, None, registers.get(self._db, record, number))
        return journal.done(current, number, made_on(record))

    def change(self, record: type, number: int, values: Values) -> Change:
        """Other values for a record; those that aren't named stay."""
        before: Any = self.one(record, number)
        now = {name: getattr(before, name) for name in _settable(record)}
        row = self.row(record, now | dict(values))
        new = {name: value for name, value in row.items() if value != now[name]}
        if not new:
            return NOTHING
        label = f"修改{registers.word_of(record)}：{self.title(row)}"
        with translated(), journal.operation(self._db, label, *nouns_of(record)) as current:
            registers.update(self._db, record, number, new)
            follow(self._db, self._standing, before, registers.get(self._db, record, number))
        return journal.done(current, number)

    def remove(self, record: type, number: int) -> Change:
        """Strike out a record that was entered by mistake; ``ForbiddenError`` where something else stands on it."""
        _require_simple(record)
        before: Any = self.one(record, number)
        row = {name: getattr(before, name) for name in _settable(record)}
        label = f"删去{registers.word_of(record)}：{self.title(row)}"
        with translated(), journal.operation(self._db, label, *nouns_of(record)) as current:
            registers.delete(self._db, record, number)
            follow(self._db, self._standing, before, None)
        return journal.done(current, number)

    def row(self, record: type, values: Values) -> dict[str, Any]:
        """The columns of a simple record out of what a form holds; ``RefusedError`` with what is wrong."""
        _require_simple(record)
        return checked_row(record, values, self.check(record, values))

    def title(self, row: Mapping[str, Any]) -> str:
        """What a record is called in the journal: its enterprise, and what names it there."""
        named = next((str(row[name]) for name in _NAMED if row.get(name)), "")
        short = named if len(named) <= _LONGEST else f"{named[: _LONGEST - 1]}…"
        whose = self.one(Enterprise, row["enterprise"]).name if row.get("enterprise") else ""
        return " ".join(filter(None, (whose, short)))


def checked_row(record: type, values: Values, findings: tuple[Finding, ...]) -> dict[str, Any]:
    """The columns of a record that can be set; ``RefusedError`` where a finding refuses."""
    if refuses(findings):
        raise RefusedError(findings)
    return {name: _kept(values.get(name)) for name in _settable(record)}


def _kept(value: object) -> object:
    if isinstance(value, str):
        return value.strip() or None
    return value


def _settable(record: type) -> tuple[str, ...]:
    described = tuple(one.name for one in fields_of(record) if not one.computed)
    return (*owners_of(record), *described)


def owners_of(record: type) -> dict[str, str]:
    """The columns that say to what a record of this type belongs, with what a clerk calls that."""
    described = {one.name for one in fields_of(record)}
    return {
        name: registers.word_of(owner)
        for name, owner in _OWNERS.items()
        if name in record.__annotations__ and name not in described
    }


def strangers(db: Database, record: type, values: Values) -> Iterator[Finding]:
    """A refusal where what a record belongs to is gone, or is another enterprise's."""
    owners = owners_of(record)
    for name, word in owners.items():
        if values.get(name) is None:
            continue
        with translated():
            found: Any = next(iter(registers.of(db, _OWNERS[name], id=values[name])), None)
        if found is None:
            message = f"没有这{'家' if name == 'enterprise' else '条'}{word}，可能已被撤销或删去，请重新选择。"
            yield Finding(code="gone", message=message, field=name)
        elif "enterprise" in owners and getattr(found, "enterprise", None) not in {None, values.get("enterprise")}:
            message = f"这条{word}是另一家单位的，请核对是哪一家。"
            yield Finding(code="other_unit", message=message, field="enterprise")


def _require_simple(record: type) -> None:
    if record not in SIMPLE:
        raise ValueError(record)


def made_on(record: type) -> Noun | None:
    """The list on which a new record of this type is a line of its own: of several types the one named first."""
    noun = NOUNS[record]
    return noun if next(one for one, other in NOUNS.items() if other is noun) is record else None


def nouns_of(record: type) -> tuple[Noun, ...]:
    """The lists that show something of a record of this type."""
    return tuple(dict.fromkeys((NOUNS[record], Noun.PILOTS)))
