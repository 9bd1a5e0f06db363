"""The journal: every write is a named operation, and triggers write down what it changed.

A row can only change while an operation is open, because the triggers' own insert needs its number. Operations are
chained: each digest covers the operation, all its changes and the digest before, so nothing can be altered unseen.
"""

import getpass
import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from desktop.base.calendar import now
from desktop.base.changes import Change, Noun
from desktop.base.errors import FileDamagedError
from desktop.store import rows

ROOTS = {
    "setting": ("setting", "id"),
    "standard": ("standard", "id"),
    "household": ("household", "id"),
    "person": ("household", "household"),
    "step": ("household", "household"),
    "document": ("household", "household"),
    "consent": ("household", "household"),
    "consultation": ("household", "household"),
    "acknowledgement": ("acknowledgement", "id"),
    "pilot_acknowledgement": ("pilot_acknowledgement", "id"),
    "sameness": ("sameness", "id"),
    "sample": ("sample", "id"),
    "sample_line": ("sample", "sample"),
    "fund": ("fund", "id"),
    "receipt": ("fund", "fund"),
    "closing": ("closing", "id"),
    "request": ("request", "id"),
    "activity": ("activity", "id"),
    "item": ("activity", "activity"),
    "visit": ("visit", "id"),
    "photo": ("visit", "visit"),
    "batch": ("batch", "id"),
    "payment": ("batch", "batch"),
    "wave": ("wave", "id"),
    "due": ("wave", "wave"),
    "enterprise": ("enterprise", "id"),
    "milestone": ("enterprise", "enterprise"),
    "submission": ("submission", "id"),
    "task": ("task", "id"),
    "progress": ("task", "task"),
    "incentive": ("incentive", "id"),
    "instalment": ("incentive", "incentive"),
    "spending": ("incentive", "incentive"),
    "assessment": ("assessment", "id"),
    "score": ("assessment", "assessment"),
    "pairing": ("pairing", "id"),
    "call": ("call", "id"),
    "inspection": ("inspection", "id"),
    "problem": ("problem", "id"),
    "filling": ("filling", "id"),
    "reminder": ("reminder", "id"),
    "studio": ("studio", "id"),
    "talent": ("talent", "id"),
    "contest": ("contest", "id"),
    "enclosure": ("enclosure", "id"),
}
"""Journalled tables, each with the table of the record that its rows belong to, and the column that names it."""

_ORIGIN = hashlib.sha256(b"niangjia").hexdigest()


@dataclass(slots=True)
class Operation:
    """An open operation. ``label`` may be set until it is sealed; ``count`` is how many records it touched."""

    id: int
    label: str
    nouns: frozenset[Noun]
    count: int = 1


def image(db: Database, table: str, alias: str) -> str:
    """An SQL expression: the whole row as JSON, columns without a value left out; images of older files name them too.

    Most columns of most rows are empty, and a merge patch drops what is null (RFC 7396).
    """
    names = [column.name for column in db.table(table).columns]
    return "json_patch('{}', json_object(" + ", ".join(f"'{name}', {alias}.\"{name}\"" for name in names) + "))"


def unlike(db: Database, table: str, alias: str, kept: str) -> str:
    """SQL: whether a row isn't what the image ``kept`` says; what an image doesn't name was empty."""
    now = image(db, table, alias)
    return (
        f"""({kept} <> {now} AND EXISTS (SELECT 1 FROM json_each({kept}) j """
        f"""WHERE j.value IS NOT json_extract({now}, '$."' || j.key || '"') UNION ALL """
        f"""SELECT 1 FROM json_each({now}) j WHERE json_extract({kept}, '$."' || j.key || '"') IS NULL))"""
    )


def arm(db: Database) -> None:
    """Write the triggers of every journalled table anew, after its columns may have changed."""
    for table, (root, column) in ROOTS.items():
        old, new = image(db, table, "OLD"), image(db, table, "NEW")
        for verb, alias, before, after, condition in (
            ("INSERT", "NEW", "NULL", new, ""),
            ("UPDATE", "NEW", old, new, f"WHEN {old} IS NOT {new}"),
            ("DELETE", "OLD", old, "NULL", ""),
        ):
            name = f"journal_{table}_{verb.lower()}"
            db.execute(f"DROP TRIGGER IF EXISTS {name}")
            db.execute(
                f"CREATE TRIGGER {name} AFTER {verb} ON {table} {condition} BEGIN "
                f'INSERT INTO change (operation, "table", row, root, root_row, before, after) '
                f"VALUES ((SELECT operation FROM open_operation), '{table}', {alias}.id, '{root}', "
                f'{alias}."{column}", {before}, {after}); END'
            )


@contextmanager
def operation(
    db: Database, label: str, *nouns: Noun, kind: str = "do", inverts: int | None = None
) -> Iterator[Operation]:
    """One transaction under a name: committed whole at the end, or leaving no trace. Operations don't nest."""
    assert not db.conn.in_transaction, label  # noqa: S101  (inside another one this wouldn't be committed)
    with db.atomic():
        previous = _last_digest(db)
        number = db.execute(
            "INSERT INTO operation (label, kind, inverts, nouns, actor, at, previous) VALUES (?, ?, ?, ?, ?, ?, ?)",
            [label, kind, inverts, json.dumps(sorted(nouns)), _actor(), now().isoformat(" "), previous],
        ).lastrowid
        assert number is not None  # noqa: S101  (an INSERT has one)
        db.execute("UPDATE open_operation SET operation = ?", [number])
        current = Operation(number, label, frozenset(nouns))
        yield current
        db.execute("UPDATE open_operation SET operation = NULL")
        db.execute("UPDATE operation SET label = ?, count = ? WHERE id = ?", [current.label, current.count, current.id])
        db.execute("UPDATE operation SET digest = ? WHERE id = ?", [digest(db, current.id), current.id])


def done(current: Operation, record: int | None = None, made: Noun | None = None) -> Change:
    """The change to report for an operation; ``made`` is the list on which the record is new."""
    return Change(
        operation=current.id,
        label=current.label,
        nouns=current.nouns,
        count=current.count,
        record=record,
        made=None if record is None else made,
    )


def _actor() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "?"


def _last_digest(db: Database) -> str:
    row = db.execute("SELECT digest FROM operation ORDER BY id DESC LIMIT 1").fetchone()
    return str(row[0]) if row else _ORIGIN


def digest(db: Database, number: int) -> str:
    """SHA-256 over an operation, its changes in order, and the digest before it."""
    total = hashlib.sha256()
    names = "id, label, kind, inverts, nouns, actor, at, count, previous"
    total.update(repr(tuple(db.execute(f"SELECT {names} FROM operation WHERE id = ?", [number]).fetchone())).encode())
    changes = 'SELECT "table", row, root, root_row, before, after FROM change WHERE operation = ? ORDER BY id'
    for change in db.execute(changes, [number]):
        total.update(repr(tuple(change)).encode())
    return total.hexdigest()


def verify(db: Database) -> int:
    """How many operations the chain has; ``FileDamagedError`` names the first one that was altered."""
    previous, count = _ORIGIN, 0
    for number, before, kept in db.execute("SELECT id, previous, digest FROM operation ORDER BY id").fetchall():
        if before != previous or digest(db, number) != kept:
            raise FileDamagedError(f"操作记录第 {number} 条被改动过，请从改动之前的备份恢复，并报告主管。")
        previous, count = kept, count + 1
    return count


def entries(db: Database, *, limit: int, before: int | None = None) -> list[dict[str, Any]]:
    """The newest operations first, with their state and ``undone`` saying whether an undo of them stands."""
    where = "WHERE o.id < ?" if before else ""
    return list(
        rows.dicts(
            db,
            "SELECT o.id, o.at, o.actor, o.label, o.kind, o.count, o.inverts, o.digest, "
            f"{STANDING} AS undone, {state('o')} AS state FROM operation o {where} ORDER BY o.id DESC LIMIT ?",
            [before, limit] if before else [limit],
        )
    )


def standing(alias: str) -> str:
    """SQL: whether an inversion of the operation of that alias stands, that is, was not itself inverted.

    Deeper chains never come about: undoing again what was redone inverts the redo's own target anew.
    """
    return (
        f"EXISTS (SELECT 1 FROM operation i WHERE i.inverts = {alias}.id AND NOT EXISTS "
        "(SELECT 1 FROM operation j WHERE j.inverts = i.id))"
    )


def changed(alias: str) -> str:
    """SQL: whether the operation of that alias changed anything; an export only stands in the journal."""
    return f"EXISTS (SELECT 1 FROM change c WHERE c.operation = {alias}.id)"


STANDING = standing("o")

MAKING = 1
"""The number of the operation that made the office; it can't be undone."""

STATES = ("有效", "已撤销", "撤销", "重做", "只登记")
"""What an operation is to the clerk: it holds, was undone, is an undo, is a redo, or changed nothing, as an export."""


def state(alias: str) -> str:
    """SQL: which of ``STATES`` the operation of that alias has."""
    holds, undone, undo, redo, noted = STATES
    return (
        f"CASE WHEN {alias}.kind = 'undo' THEN '{undo}' WHEN {alias}.kind = 'redo' THEN '{redo}' "
        f"WHEN {standing(alias)} THEN '{undone}' WHEN {changed(alias)} THEN '{holds}' ELSE '{noted}' END"
    )


def entry(db: Database, number: int) -> dict[str, Any] | None:
    """One operation: id, at, actor, label, kind, count, state."""
    query = (
        f"SELECT o.id, o.at, o.actor, o.label, o.kind, o.count, {state('o')} AS state FROM operation o WHERE o.id = ?"
    )
    return next(rows.dicts(db, query, [number]), None)


def changes(db: Database, number: int, *, limit: int) -> list[dict[str, Any]]:
    """The first rows that an operation changed: table, row, root, root_row, before, after (JSON or None)."""
    query = 'SELECT "table", row, root, root_row, before, after FROM change WHERE operation = ? ORDER BY id LIMIT ?'
    return list(rows.dicts(db, query, [number, limit]))


def sums(db: Database, number: int) -> list[tuple[str, str, int]]:
    """How many rows of each table an operation inserted, updated and deleted."""
    query = (
        "SELECT \"table\", CASE WHEN before IS NULL THEN 'insert' WHEN after IS NULL THEN 'delete' ELSE 'update' END "
        "AS verb, count(*) FROM change WHERE operation = ? GROUP BY 1, 2 ORDER BY min(id)"
    )
    return [(table, verb, count) for table, verb, count in db.execute(query, [number]).fetchall()]
