"""Who agreed to what."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlite_utils import Database

from desktop.base.errors import NotFoundError
from desktop.base.fields import Value
from desktop.base.several import BETWEEN
from desktop.cases.consents import Consent
from desktop.store import rows

_SHOWN = "SELECT c.*, p.name FROM consent c JOIN person p ON p.id = c.person"
_NAMES = ("household", "person", "given_on", "scopes", "signed_by", "note")


def of(db: Database, number: int) -> tuple[Consent, ...]:
    """The consents of a file's persons, the newest first; those that were withdrawn too."""
    sql = f"{_SHOWN} WHERE c.household = ? ORDER BY c.given_on DESC, c.id DESC"
    return tuple(map(_consent, rows.dicts(db, sql, [number])))


def get(db: Database, number: int) -> Consent:
    """One consent; ``NotFoundError`` where there is none of that number."""
    for row in rows.dicts(db, f"{_SHOWN} WHERE c.id = ?", [number]):
        return _consent(row)
    raise NotFoundError("这份同意书已经不在档案里，可能已被撤销。")


def _consent(row: Mapping[str, Any]) -> Consent:
    rest = {name: row[name] for name in ("id", "household", "person", "name")}
    return Consent(**rest, **rows.fields_from(Consent, row))


def insert(db: Database, found: Sequence[Mapping[str, Value]]) -> None:
    """New consents."""
    rows.insert(db, "consent", _NAMES, [tuple(map(one.get, _NAMES)) for one in found])


def withdraw(db: Database, number: int, day: str) -> None:
    """Write down that a consent was withdrawn."""
    rows.update(db, "consent", number, {"withdrawn_on": day})


def missing(
    db: Database, numbers: Iterable[int], scope: str, given: dt.date | None = None, until: dt.date | None = None
) -> dict[int, tuple[str, ...]]:
    """Who of each file hasn't agreed to something; files in which everybody has are left out.

    With ``given`` and ``until`` a consent counts that was given by the one day and not withdrawn up to the other.
    """
    found: dict[int, list[str]] = defaultdict(list)
    for household, _, name in _without(db, numbers, scope, given, until):
        found[household].append(name)
    return {household: tuple(names) for household, names in found.items()}


def lacking(db: Database, numbers: Sequence[int], scopes: Iterable[str]) -> set[int]:
    """The numbers of the persons in these files who lack one of these scopes; those who ever withdrew are left out."""
    found = {person for scope in scopes for _, person, _ in _without(db, numbers, scope)}
    sql = "SELECT person FROM consent WHERE withdrawn_on IS NOT NULL AND person IN (SELECT value FROM json_each(?))"
    return found - {person for (person,) in db.execute(sql, [rows.json_text(found)])}


def _without(
    db: Database, numbers: Iterable[int], scope: str, given: dt.date | None = None, until: dt.date | None = None
) -> Iterable[tuple[int, int, str]]:
    covers = f"instr('{BETWEEN}' || c.scopes || '{BETWEEN}', ?) > 0"
    sql = (
        "SELECT p.household, p.id, p.name FROM person p WHERE p.household IN (SELECT value FROM json_each(?)) "
        "AND p.left_on IS NULL AND NOT EXISTS (SELECT 1 FROM consent c WHERE c.household = p.household "
        f"AND c.person = p.id AND c.given_on <= ? AND coalesce(c.withdrawn_on > ?, 1) AND {covers}) "
        "ORDER BY p.household, p.position"
    )
    days = [str(day or dt.date.max) for day in (given, until)]
    return db.execute(sql, [rows.json_text(numbers), *days, f"{BETWEEN}{scope}{BETWEEN}"]).fetchall()
