"""Undo and redo: an operation is inverted by a new operation that writes its ``before`` back.

What was edited since, or is used by something that stays, is kept and named; the rest is reversed, in one transaction.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from sqlite_utils import Database

from desktop.aid.batch import BatchState
from desktop.base.changes import REDO, UNDO, Change, Kept, Noun
from desktop.base.errors import ForbiddenError, NotFoundError
from desktop.cases.household import State
from desktop.pilots.incentive_flow import PAYABLE
from desktop.store import journal, rows
from desktop.store.naming import NOUN, record_label
from desktop.store.settling import settle
from desktop.store.tied import keep_tied

_CHANGED = journal.changed("o")

_EDITED = "之后又修改过"
_OVERTAKEN = "之后又办理过别的步骤"
_USED = "之后又被别的记录用到"
_BARE = "要用到的记录已经撤销"

MAKING = journal.MAKING


Rederive = Callable[[Database, Sequence[int]], None]
"""Makes anew what is derived from households; called with the ids that were touched."""


def next_undo(db: Database) -> tuple[int, str] | None:
    """The newest operation that stands, with its label: what undo would undo."""
    return _newest(db, f"o.kind = 'do' AND o.id > {MAKING} AND {_CHANGED} AND NOT {journal.STANDING}")


def next_redo(db: Database) -> tuple[int, str] | None:
    """The newest undo that stands, if nothing was done since."""
    found = _newest(
        db,
        f"o.kind = 'undo' AND NOT {journal.STANDING} "
        f"AND o.id > coalesce((SELECT max(o.id) FROM operation o WHERE o.kind = 'do' AND {_CHANGED}), 0)",
    )
    if found is None:
        return None
    row = db.execute("SELECT d.label FROM operation u JOIN operation d ON d.id = u.inverts WHERE u.id = ?", [found[0]])
    return found[0], row.fetchone()[0]


def undo_of(db: Database, number: int) -> int | None:
    """The undo that stands of an operation, or the operation itself where it is one; None where there is none."""
    query = (
        f"SELECT o.id FROM operation o WHERE (o.inverts = :number OR o.id = :number) AND o.kind = 'undo' "
        f"AND NOT {journal.STANDING} ORDER BY o.id DESC LIMIT 1"
    )
    row = db.execute(query, {"number": number}).fetchone()
    return int(row[0]) if row else None


def _newest(db: Database, where: str) -> tuple[int, str] | None:
    row = db.execute(f"SELECT o.id, o.label FROM operation o WHERE {where} ORDER BY o.id DESC LIMIT 1").fetchone()
    return (row[0], row[1]) if row else None


def invert(db: Database, number: int, rederive: Rederive) -> Change:
    """Undo an operation, or redo one by inverting its undo.

    Raises ``NotFoundError`` for an unknown number, and ``ForbiddenError`` where it was undone already or nothing of it
    can be reversed.
    """
    target = _target(db, number)
    _require_newest_closing(db, number)
    redo = target["kind"] == "undo"
    label = (REDO if redo else UNDO) + (target["done"] or target["label"])
    nouns = [Noun(name) for name in json.loads(target["nouns"])]
    with journal.operation(db, label, *nouns, kind="redo" if redo else "undo", inverts=number) as current:
        db.execute("PRAGMA defer_foreign_keys = ON")
        kept = _keep(db, number)
        changes = _reversible(db, number)
        if not changes:
            reasons = "、".join(sorted({one.reason for one in kept})) or "没有可撤销的改动"
            raise ForbiddenError(f"这一步不能撤销：涉及的记录{reasons}。请在记录上直接修改。")
        for (table, verb, names), group in groupby(changes, key=lambda change: change[:3]):
            _write_back(db, table, verb, names, [change[3] for change in group])
        settle(db, number)
        rederive(db, _households(db, number))
        current.count = _roots_changed(db, current.id)
    return replace(journal.done(current), kept=tuple(kept))


def _target(db: Database, number: int) -> dict[str, Any]:
    query = (
        f"SELECT o.*, d.label AS done, {journal.STANDING} AS undone FROM operation o "
        "LEFT JOIN operation d ON d.id = o.inverts WHERE o.id = ?"
    )
    found = next(rows.dicts(db, query, [number]), None)
    if found is None:
        raise NotFoundError(f"操作记录里没有第 {number} 条。")
    if number == MAKING:
        raise ForbiddenError("新建办公文件这一步不能撤销。")
    if found["undone"] or found["kind"] == "redo":
        raise ForbiddenError("这一步已经撤销过了，不需要再撤销。")
    return found


def _require_newest_closing(db: Database, number: int) -> None:
    """``ForbiddenError`` where books would be opened again by undoing: that needs a reason, save for a slip."""
    sql = "SELECT 1 FROM change WHERE operation = ? AND \"table\" = 'closing' AND before IS NULL"
    newest = next_undo(db)
    if db.execute(sql, [number]).fetchone() and (newest is None or newest[0] != number):
        raise ForbiddenError("关账之后又办理过别的事，不能撤销关账。确要更正，请写明原因重新开账。")


def _keep(db: Database, number: int) -> list[Kept]:
    """Fill the temporary table ``kept`` with the records that can't be reversed, and name them.

    ``gone`` holds the rows that the inversion would delete, ``back`` those that it would insert.
    """
    db.execute("DROP TABLE IF EXISTS temp.kept")
    db.execute("CREATE TEMP TABLE kept (root TEXT, root_row INTEGER, reason TEXT, PRIMARY KEY (root, root_row))")
    _list_rows(db, number, "gone", "before IS NULL")
    _list_rows(db, number, "back", "after IS NULL")
    tables = [row[0] for row in db.execute('SELECT DISTINCT "table" FROM change WHERE operation = ?', [number])]
    _keep_overtaken(db, number)
    _keep_paid(db, number)
    _keep_granted(db, number)
    _keep_returned(db, number)
    _keep_funded(db, number)
    for table in tables:
        _keep_edited(db, number, table)
    while any(  # every table, every time
        [_keep_used(db, table) + _keep_bare(db, number, table) for table in tables] + [keep_tied(db, number)]
    ):
        pass
    found = db.execute("SELECT root, root_row, reason FROM temp.kept ORDER BY root, root_row").fetchall()
    return [Kept(NOUN[root], row, record_label(db, root, row), reason) for root, row, reason in found]


def _list_rows(db: Database, number: int, name: str, where: str) -> None:
    """A temporary table of rows that the operation changed so."""
    db.execute(f"DROP TABLE IF EXISTS temp.{name}")
    columns = '"table" TEXT, row INTEGER, root TEXT, root_row INTEGER, PRIMARY KEY ("table", row)'
    db.execute(f"CREATE TEMP TABLE {name} ({columns})")
    db.execute(
        f'INSERT INTO temp.{name} SELECT "table", row, root, root_row FROM change WHERE operation = ? AND {where}',
        [number],
    )


def _keep_overtaken(db: Database, number: int) -> None:
    """A file that took another step since, even where that led it back to what it was: only its last step can go.

    Nor does what the file and its people were change behind a step that was taken on that ground.
    """
    db.execute(
        f"INSERT OR IGNORE INTO temp.kept SELECT c.root, c.root_row, '{_OVERTAKEN}' FROM change c "
        "JOIN step s ON s.household = c.root_row WHERE c.operation = :number "
        "AND c.\"table\" IN ('household', 'person') "
        "AND :number < (SELECT min(m.operation) FROM change m WHERE m.root = 'household' AND m.root_row = s.household "
        "AND m.\"table\" = 'step' AND m.row = s.id)",
        {"number": number},
    )
    db.execute(
        f"INSERT OR IGNORE INTO temp.kept SELECT g.root, g.root_row, '{_OVERTAKEN}' "
        "FROM (SELECT * FROM temp.gone UNION ALL SELECT * FROM temp.back) g "
        "JOIN step s ON s.household = g.root_row AND s.id > g.row "
        "WHERE g.\"table\" = 'step' AND NOT EXISTS "
        "(SELECT 1 FROM temp.gone d WHERE d.\"table\" = 'step' AND d.row = s.id)"
    )


def _keep_paid(db: Database, number: int) -> None:
    """A file that would no longer be on file, though it was drawn into a batch on that ground, which still counts."""
    db.execute(
        f"INSERT OR IGNORE INTO temp.kept SELECT c.root, c.root_row, '{_USED}' FROM change c "
        "WHERE c.operation = :number AND c.\"table\" = 'household' AND json_extract(c.after, '$.state') = :on_file "
        "AND json_extract(c.before, '$.state') <> :on_file AND EXISTS (SELECT 1 FROM payment p "
        "JOIN batch b ON b.id = p.batch WHERE p.household = c.row AND p.excluded IS NULL "
        "AND p.withheld IS NULL AND b.state <> :void "
        "AND :number < (SELECT min(m.operation) FROM change m WHERE m.root = 'batch' AND m.root_row = b.id))",
        {"number": number, "on_file": State.ON_FILE, "void": BatchState.VOID},
    )


def _keep_granted(db: Database, number: int) -> None:
    """An application that moved on, and was drawn into a batch on that ground, which still counts."""
    db.execute(
        f"INSERT OR IGNORE INTO temp.kept SELECT c.root, c.root_row, '{_USED}' FROM change c "
        "JOIN live_payment p ON p.request = c.row "
        "WHERE c.operation = :number AND c.\"table\" = 'request' AND :number < (SELECT min(m.operation) FROM change m "
        "WHERE m.root = 'batch' AND m.root_row = p.batch AND m.\"table\" = 'payment' AND m.row = p.id) "
        "AND json_extract(c.before, '$.state') IS NOT json_extract(c.after, '$.state')",
        {"number": number},
    )


def _keep_returned(db: Database, number: int) -> None:
    """A batch that would no longer be paid though money came back since, or not come back though it is paid anew."""
    db.execute(
        f"INSERT OR IGNORE INTO temp.kept SELECT c.root, c.root_row, '{_USED}' FROM change c "
        "JOIN change m ON m.root = 'batch' AND m.root_row = c.row AND m.operation > c.operation "
        "JOIN operation o ON o.id = m.operation AND o.kind = 'do' JOIN payment p ON p.id = m.row "
        "WHERE c.operation = :number AND c.\"table\" = 'batch' AND m.\"table\" = 'payment' AND p.outcome IS NOT NULL "
        "AND json_extract(m.before, '$.outcome') IS NULL AND json_extract(m.after, '$.outcome') IS NOT NULL "
        "AND json_extract(c.before, '$.state') <> json_extract(c.after, '$.state') "
        "AND json_extract(c.before, '$.paid_on') IS NULL AND json_extract(c.after, '$.paid_on') IS NOT NULL",
        {"number": number},
    )
    db.execute(
        f"INSERT OR IGNORE INTO temp.kept SELECT c.root, c.root_row, '{_USED}' FROM change c "
        "JOIN payment r ON r.repays = c.row AND (r.claim IS NOT NULL OR r.outcome IS NOT NULL) "
        "WHERE c.operation = :number AND c.\"table\" = 'payment' AND json_extract(c.before, '$.outcome') IS NULL "
        "AND json_extract(c.after, '$.outcome') IS NOT NULL",
        {"number": number},
    )


def _keep_funded(db: Database, number: int) -> None:
    """A project whose grant would be taken back though it is paid or spends, or be less than what was paid of it."""
    states = ", ".join(f"'{one}'" for one in sorted(PAYABLE))
    db.execute(
        f"INSERT OR IGNORE INTO temp.kept SELECT c.root, c.root_row, '{_USED}' FROM change c "
        "JOIN instalment s ON s.incentive = c.row AND s.void_reason IS NULL "
        "WHERE c.operation = :number AND c.\"table\" = 'incentive' AND c.before IS NOT NULL GROUP BY c.id "
        f"HAVING json_extract(c.before, '$.state') NOT IN ({states}) "
        "OR coalesce(json_extract(c.before, '$.granted'), 0) < sum(s.amount)",
        {"number": number},
    )
    db.execute(
        f"INSERT OR IGNORE INTO temp.kept SELECT c.root, c.root_row, '{_USED}' FROM change c "
        "WHERE c.operation = :number AND c.\"table\" = 'incentive' AND c.before IS NOT NULL "
        f"AND json_extract(c.before, '$.state') NOT IN ({states}) "
        "AND EXISTS (SELECT 1 FROM spending s WHERE s.incentive = c.row)",
        {"number": number},
    )


def _keep_edited(db: Database, number: int, table: str) -> None:
    """A row whose present state isn't what the operation left."""
    last = 'SELECT max(id) FROM change WHERE operation = :number AND "table" = :table GROUP BY row'
    db.execute(
        f"INSERT OR IGNORE INTO temp.kept SELECT c.root, c.root_row, '{_EDITED}' FROM change c "
        f"LEFT JOIN {table} t ON t.id = c.row WHERE c.id IN ({last}) "
        f"AND iif(t.id IS NULL OR c.after IS NULL, (t.id IS NULL) <> (c.after IS NULL), "
        f"{journal.unlike(db, table, 't', 'c.after')})",
        {"number": number, "table": table},
    )


def _keep_used(db: Database, table: str) -> bool:
    """A row that would go, but stands in a row that stays; says whether one was found."""
    before = _count_kept(db)
    for child in journal.ROOTS:
        for key in db.table(child).foreign_keys:
            if key.other_table == table:
                db.execute(
                    f"INSERT OR IGNORE INTO temp.kept SELECT g.root, g.root_row, '{_USED}' FROM temp.gone g "
                    f'JOIN {child} u ON u."{key.column}" = g.row WHERE g."table" = :table AND NOT EXISTS ('
                    'SELECT 1 FROM temp.gone d WHERE d."table" = :child AND d.row = u.id '
                    "AND (d.root, d.root_row) NOT IN (SELECT root, root_row FROM temp.kept))",
                    {"table": table, "child": child},
                )
    return _count_kept(db) > before


def _keep_bare(db: Database, number: int, table: str) -> bool:
    """A row that would come back, but stands on one that isn't there; says whether one was found."""
    before = _count_kept(db)
    for key in db.table(table).foreign_keys:
        parent = f"json_extract(c.before, '$.{key.column}')"
        db.execute(
            f"INSERT OR IGNORE INTO temp.kept SELECT c.root, c.root_row, '{_BARE}' FROM change c "
            f'WHERE c.operation = :number AND c."table" = :table AND c.after IS NULL AND {parent} IS NOT NULL '
            f"AND NOT EXISTS (SELECT 1 FROM {key.other_table} p WHERE p.id = {parent}) AND NOT EXISTS ("
            f'SELECT 1 FROM temp.back d WHERE d."table" = :parent AND d.row = {parent} '
            "AND (d.root, d.root_row) NOT IN (SELECT root, root_row FROM temp.kept))",
            {"number": number, "table": table, "parent": key.other_table},
        )
    return _count_kept(db) > before


def _count_kept(db: Database) -> int:
    return int(db.execute("SELECT count(*) FROM temp.kept").fetchone()[0])


def _reversible(db: Database, number: int) -> list[tuple[str, str, tuple[str, ...], tuple[object, ...]]]:
    """The steps back, newest first: table, verb, columns to set, and the values with the row's id last."""
    changes = db.execute(
        'SELECT "table", row, before, after FROM change c WHERE operation = ? AND NOT EXISTS '
        "(SELECT 1 FROM temp.kept k WHERE k.root = c.root AND k.root_row = c.root_row) ORDER BY id DESC",
        [number],
    )
    return [_step_back(*change) for change in changes.fetchall()]


def _step_back(
    table: str, row: int, before: str | None, after: str | None
) -> tuple[str, str, tuple[str, ...], tuple[object, ...]]:
    if before is None:
        return table, "delete", (), (row,)
    old = json.loads(before)
    if after is None:
        return table, "insert", tuple(old), tuple(old.values())
    new = json.loads(after)
    differing = {name: old.get(name) for name in {**old, **new} if old.get(name) != new.get(name)}
    return table, "update", tuple(differing), (*differing.values(), row)


def _write_back(
    db: Database, table: str, verb: str, names: tuple[str, ...], values: Iterable[tuple[object, ...]]
) -> None:
    if verb == "delete":
        db.conn.executemany(f"DELETE FROM {table} WHERE id = ?", values)
    elif verb == "insert":
        rows.insert(db, table, names, values)
    else:
        pairs = ", ".join(f'"{name}" = ?' for name in names)
        db.conn.executemany(f"UPDATE {table} SET {pairs} WHERE id = ?", values)


def _households(db: Database, number: int) -> list[int]:
    return [
        row[0]
        for row in db.execute(
            "SELECT DISTINCT root_row FROM change WHERE operation = ? AND root = 'household'", [number]
        )
    ]


def _roots_changed(db: Database, number: int) -> int:
    return int(
        db.execute(
            "SELECT count(*) FROM (SELECT DISTINCT root, root_row FROM change WHERE operation = ?)", [number]
        ).fetchone()[0]
    )
