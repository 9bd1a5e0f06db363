"""What drawing up a batch asks: what the year gave to whom, who died, whose file changed since."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from sqlite_utils import Database

from desktop.aid import payee
from desktop.aid.batch import BatchState
from desktop.base.changes import Noun
from desktop.cases.steps import Verb
from desktop.store import rows

_AMONG = "IN (SELECT value FROM json_each(?))"
_LINES = (
    "SELECT p.id, p.batch, p.household, p.name, p.resident_id, p.beneficiary, p.beneficiary_id, p.amount, p.claim, "
    "b.title, b.programme, b.state, b.decided_on, coalesce(b.paid_on, b.decided_on) AS day "
    "FROM batch b JOIN payment p ON p.batch = b.id "
    f"WHERE b.year = ? AND b.state <> '{BatchState.VOID}' "
    "AND p.excluded IS NULL AND p.withheld IS NULL AND p.outcome IS NULL"
)


def paid(db: Database, year: int) -> list[dict[str, Any]]:
    """What stands in the year's batches that aren't void: each line that counts, with its batch."""
    return list(rows.dicts(db, f"{_LINES} ORDER BY day, p.id", [year]))


def paid_to(db: Database, year: int, households: Iterable[int], resident_ids: Iterable[str]) -> list[dict[str, Any]]:
    """The same of these files, those that were merged into them, and these persons."""
    files, ids = rows.json_text(households), rows.json_text(resident_ids)
    into = (
        "WITH RECURSIVE file (id) AS (SELECT value FROM json_each(?) "
        "UNION SELECT h.id FROM file JOIN household h ON h.merged_into = file.id) "
    )
    near = f"(p.household IN (SELECT id FROM file) OR p.resident_id {_AMONG} OR p.beneficiary_id {_AMONG})"
    return list(rows.dicts(db, f"{into}{_LINES} AND {near} ORDER BY day, p.id", [files, year, ids, ids]))


def dead(db: Database, resident_ids: Iterable[str], reason: str) -> set[str]:
    """Those of whom a file says that they left it for this reason, or whose file was closed for it."""
    sql = (
        f"SELECT resident_id FROM person WHERE resident_id {_AMONG} AND left_reason = ? "
        "UNION SELECT p.resident_id FROM person p JOIN step s ON s.household = p.household "
        f"WHERE p.resident_id {_AMONG} AND p.position = 0 AND s.verb = ? AND json_extract(s.body, '$.kind') = ? "
        "AND NOT EXISTS (SELECT 1 FROM step later WHERE later.household = s.household AND later.id > s.id "
        "AND later.verb = ?)"
    )
    ids = rows.json_text(resident_ids)
    found = db.execute(sql, [ids, reason, ids, Verb.CLOSE, reason, Verb.REOPEN])
    return {number for (number,) in found}


def files(db: Database, resident_ids: Iterable[str]) -> dict[str, set[int]]:
    """The files in which each of these persons stands, or stood when they were closed."""
    found: dict[str, set[int]] = {}
    sql = (
        "SELECT p.resident_id, p.household FROM json_each(?) j JOIN person p ON p.resident_id = j.value "
        "WHERE p.left_on IS NULL"
    )
    for number, household in db.execute(sql, [rows.json_text(resident_ids)]):
        found.setdefault(number, set()).add(household)
    return found


def near(db: Database, batch: int, year: int) -> set[int]:
    """The lines of a batch of whose household somebody stands in another batch of the year."""
    sql = (
        f"WITH RECURSIVE other AS MATERIALIZED ({_LINES} AND b.id <> ?), "
        "file (id) AS (SELECT household FROM other WHERE household IS NOT NULL "
        "UNION SELECT h.merged_into FROM file JOIN household h ON h.id = file.id WHERE h.merged_into IS NOT NULL), "
        "who (id) AS (SELECT resident_id FROM other UNION SELECT beneficiary_id FROM other "
        "UNION SELECT p.resident_id FROM file f JOIN person p ON p.household = f.id), "
        "home (id) AS (SELECT id FROM file UNION SELECT p.household FROM who JOIN person p ON p.resident_id = who.id) "
        "SELECT p.id FROM payment p WHERE p.batch = ? AND p.excluded IS NULL AND p.withheld IS NULL AND ("
        "p.household IN (SELECT id FROM home) OR p.resident_id IN (SELECT id FROM who WHERE id IS NOT NULL) "
        "OR p.beneficiary_id IN (SELECT id FROM who WHERE id IS NOT NULL))"
    )
    return {number for (number,) in db.execute(sql, [year, batch, batch])}


def changed_since(db: Database, batch: int) -> set[int]:
    """The lines of a batch whose file or application changed since they stand there; all of them where policy did."""
    sql = (
        "WITH line AS MATERIALIZED (SELECT m.row AS id, min(m.operation) AS made FROM change m "
        "WHERE m.root = 'batch' AND m.root_row = :batch AND m.\"table\" = 'payment' GROUP BY m.row) "
        "SELECT p.id FROM line l JOIN payment p ON p.id = l.id WHERE "
        "EXISTS (SELECT 1 FROM operation o WHERE o.id > l.made AND instr(o.nouns, :standards)) "
        "OR EXISTS (SELECT 1 FROM change c WHERE c.operation > l.made "
        "AND c.root = 'household' AND c.root_row = p.household) "
        "OR EXISTS (SELECT 1 FROM change c WHERE c.operation > l.made "
        "AND c.root = 'request' AND c.root_row = p.request)"
    )
    found = db.execute(sql, {"batch": batch, "standards": f'"{Noun.STANDARDS}"'})
    return {number for (number,) in found}


def place(db: Database, batch: int) -> int:
    """The last place of a batch; 0 where nobody stands in it."""
    return int(db.execute("SELECT coalesce(max(position), 0) FROM payment WHERE batch = ?", [batch]).fetchone()[0])


def places(db: Database, batch: int) -> set[tuple[object, ...]]:
    """The places of a batch that are taken, by the excluded too."""
    sql = "SELECT household, beneficiary_id, request, visit FROM payment WHERE batch = ?"
    return {one for row in rows.dicts(db, sql, [batch]) for one in payee.places(row)}


def approved_above(db: Database, batch: int) -> set[int]:
    """The lines of a batch whose application a superior decided on."""
    sql = "SELECT p.id FROM payment p JOIN request r ON r.id = p.request WHERE p.batch = ? AND r.upper_no IS NOT NULL"
    return {number for (number,) in db.execute(sql, [batch])}


class Account(NamedTuple):
    """A line whose payee's file has another card, bank or phone now, and what it has."""

    payment: int
    name: str
    same_card: bool
    values: Mapping[str, object]


def accounts(db: Database, batch: int) -> list[Account]:
    """The lines of a batch whose file says something else by now of card, bank or phone, in roster order.

    Only of the file's applicant: nobody else's card stands in it. What a file leaves empty takes nothing away.
    """
    sql = (
        "SELECT p.id, p.name, coalesce(h.card, p.card) AS card, coalesce(h.bank, p.bank) AS bank, "
        "coalesce(a.phone, p.phone) AS phone, p.card AS old_card, p.bank AS old_bank, p.phone AS old_phone "
        "FROM payment p JOIN household h ON h.id = p.household JOIN person a ON a.household = h.id AND a.position = 0 "
        "WHERE p.batch = ? AND p.resident_id = a.resident_id ORDER BY p.position"
    )
    found = []
    for row in rows.dicts(db, sql, [batch]):
        fresh = {name: row[name] for name in ("card", "bank", "phone") if row[name] != row[f"old_{name}"]}
        if fresh:
            found.append(Account(row["id"], row["name"], "card" not in fresh, fresh))
    return found
