"""Batches of payments."""

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from functools import cache
from typing import Any

from sqlite_utils import Database

from desktop.aid.batch import Batch, BatchState, Means, Outcome, Payment, Stray
from desktop.aid.fund import Source
from desktop.base.errors import NotFoundError
from desktop.cases.household import Household, Person, State
from desktop.store import rows

_LIVE = "FROM payment p WHERE p.batch = b.id AND p.excluded IS NULL AND p.withheld IS NULL"
UNSETTLED = (
    "p.outcome = '退回' AND p.settled IS NULL "
    "AND NOT EXISTS (SELECT 1 FROM payment r WHERE r.repays = p.id AND (r.claim IS NOT NULL OR r.outcome IS NOT NULL))"
)
"""SQL: whether a payment ``p`` came back and is neither paid anew nor settled otherwise.

One that was paid anew and came back once more is settled by that line, or not."""
_BATCHES = (
    "SELECT b.*, f.name AS fund_name, f.source, "
    f"(SELECT count(*) {_LIVE}) AS payees, (SELECT coalesce(sum(amount), 0) {_LIVE}) AS total, "
    f"(SELECT coalesce(sum(amount), 0) {_LIVE} AND p.outcome IS NOT NULL) AS returned, "
    f"(SELECT count(*) {_LIVE} AND {UNSETTLED}) AS unsettled "
    "FROM batch b JOIN fund f ON f.id = b.fund"
)
_RECEIVED = (
    "SELECT b.id AS batch, b.title, b.programme, b.state, coalesce(b.paid_on, b.decided_on) AS day, "
    "p.amount, p.reason, coalesce(p.excluded, p.withheld, "
    "iif(p.outcome IS NULL, NULL, coalesce(p.failure, p.settled, p.outcome))) AS excluded, "
    "CASE WHEN p.excluded IS NOT NULL THEN '不发' WHEN p.withheld IS NOT NULL THEN '停发' ELSE p.outcome END AS fate "
    "FROM payment p JOIN batch b ON b.id = p.batch"
)
_LINE = ("household", "request", "visit", "repays", "claim", *rows.columns(Payment))


def get(db: Database, number: int) -> Batch:
    """One batch; ``NotFoundError`` where there is none of that number."""
    for row in rows.dicts(db, f"{_BATCHES} WHERE b.id = ?", [number]):
        return _batch(row)
    raise NotFoundError(f"没有第 {number} 号发放批次，可能已被撤销。")


def every(db: Database) -> list[Batch]:
    """All batches, the newest first."""
    return [_batch(row) for row in rows.dicts(db, f"{_BATCHES} ORDER BY b.id DESC")]


def of_fund(db: Database, fund: int) -> list[Batch]:
    """All batches that draw on a fund, void ones too, the oldest first."""
    return [_batch(row) for row in rows.dicts(db, f"{_BATCHES} WHERE b.fund = ? ORDER BY b.id", [fund])]


def titles(db: Database, start: str) -> set[str]:
    """The titles of batches that begin so and aren't void."""
    found = db.execute("SELECT title FROM batch WHERE instr(title, ?) = 1 AND state <> ?", [start, BatchState.VOID])
    return {row[0] for row in found}


def _batch(row: Mapping[str, Any]) -> Batch:
    values = rows.fields_from(Batch, row) | {"state": BatchState(row["state"]), "source": Source(row["source"])}
    kept = {name: row[name] for name in ("id", "fund", "activity", "repays", "sent_stamp")}
    return Batch(**kept, **values)


def payments(db: Database, batch: int) -> list[Payment]:
    """A batch's lines in roster order, the excluded ones among them."""
    return [_payment(row) for row in rows.dicts(db, "SELECT * FROM payment WHERE batch = ? ORDER BY position", [batch])]


def lines(db: Database, numbers: Iterable[int]) -> list[Payment]:
    """These lines, in roster order; ``NotFoundError`` where one isn't there."""
    wanted = set(numbers)
    sql = "SELECT * FROM payment WHERE id IN (SELECT value FROM json_each(?)) ORDER BY batch, position"
    found = [_payment(row) for row in rows.dicts(db, sql, [rows.json_text(wanted)])]
    missing = wanted - {one.id for one in found}
    if missing:
        raise NotFoundError(f"没有第 {min(missing)} 号发放记录，可能已被撤销。")
    return found


def strays(db: Database, batch: int, *, filed: bool = True) -> list[Stray]:
    """The payees of a batch whose file is no longer on file, or has another applicant, in roster order.

    Where the programme also goes to others than those on file (not ``filed``), the state of the file is no matter of
    who applied or is called on; and who is called on need not be an applicant.
    """
    sql = (
        "SELECT p.id, p.name, h.state, a.name FROM payment p JOIN household h ON h.id = p.household "
        "JOIN person a ON a.household = h.id AND a.position = 0 WHERE p.batch = ? AND p.excluded IS NULL "
        "AND p.withheld IS NULL AND ((h.state <> ? AND (? OR p.request IS NULL AND p.visit IS NULL)) "
        "OR (a.resident_id IS NOT p.resident_id AND p.visit IS NULL)) ORDER BY p.position"
    )
    found = db.execute(sql, [batch, State.ON_FILE, filed])
    return [Stray(number, name, State(state), head) for number, name, state, head in found]


def payment(db: Database, number: int) -> Payment:
    """One line; ``NotFoundError`` where there is none of that number."""
    return lines(db, [number])[0]


def _payment(row: Mapping[str, Any]) -> Payment:
    kept = {
        name: row[name] for name in ("id", "batch", "household", "position", "request", "visit", "repays", "digest")
    }
    values = rows.fields_from(Payment, row)
    values["means"] = values["means"] and Means(values["means"])
    values["outcome"] = values["outcome"] and Outcome(values["outcome"])
    return Payment(**kept, **values)


def insert(
    db: Database,
    *,
    title: str,
    programme: str,
    year: int,
    fund: int,
    decided_on: dt.date,
    activity: int | None = None,
    repays: int | None = None,
    upper_no: str | None = None,
) -> int:
    """A new batch without lines."""
    number = rows.next_id(db, "batch")
    names = ("id", "state", "title", "programme", "year", "fund", "decided_on", "activity", "repays", "upper_no")
    about = (title, programme, year, fund, decided_on.isoformat(), activity, repays, upper_no)
    rows.insert(db, "batch", names, [(number, BatchState.DRAWN, *about)])
    return number


def add_payments(db: Database, batch: int, lines: Iterable[Mapping[str, object]], start: int = 1) -> int:
    """Lines: the fields of ``Payment`` with what each pays, and the claim unless it is excluded. Gives how many."""
    entered = [(batch, place, *map(line.get, _LINE)) for place, line in enumerate(lines, start)]
    rows.insert(db, "payment", ("batch", "position", *_LINE), entered)
    return len(entered)


def year_of(db: Database, household: int | None, resident_id: str | None, year: int) -> list[dict[str, Any]]:
    """What the year's batches that aren't void say of a household or its worker, the oldest first."""
    where = "b.year = ? AND b.state <> ? AND (p.household = ? OR p.resident_id = ?) ORDER BY day, p.id"
    return list(rows.dicts(db, f"{_RECEIVED} WHERE {where}", [year, BatchState.VOID, household, resident_id]))


def received(db: Database, household: int) -> list[dict[str, Any]]:
    """Every line of a household with its batch, the newest first; also of files that were merged into it.

    The excluded and the void are among them.
    """
    files = (
        "WITH RECURSIVE file (id) AS ("
        "VALUES (?) UNION SELECT h.id FROM file JOIN household h ON h.merged_into = file.id) "
    )
    where = "WHERE p.household IN (SELECT id FROM file) ORDER BY day DESC, p.id DESC"
    return list(rows.dicts(db, f"{files}{_RECEIVED} {where}", [household]))


def set_state(db: Database, number: int, state: BatchState, **values: object) -> None:
    """Move a batch on; the guard is ``aid.flow``."""
    rows.update(db, "batch", number, {"state": state, **values})


def exclude(db: Database, number: int, reason: str | None, claim: str | None) -> None:
    """Take a line out for a reason, or back in with a claim."""
    db.execute("UPDATE payment SET excluded = ?, claim = ? WHERE id = ?", [reason, claim, number])


def set_lines(db: Database, lines: Iterable[tuple[int, Mapping[str, object]]]) -> None:
    """Set columns of lines of a batch that is being drawn up."""
    for number, values in lines:
        rows.update(db, "payment", number, values)


def set_upper_no(db: Database, number: int, upper_no: str | None) -> None:
    """The document by which a superior approved it."""
    rows.update(db, "batch", number, {"upper_no": upper_no})


def release_claims(db: Database, batch: int) -> None:
    """Free what a void batch had claimed."""
    db.execute("UPDATE payment SET claim = NULL WHERE batch = ?", [batch])


def seal(db: Database, digests: Sequence[tuple[int, str, Household | None]]) -> None:
    """Write each line's digest and the household as it is now."""
    db.conn.executemany(
        "UPDATE payment SET digest = ?, snapshot = ? WHERE id = ?",
        [
            (digest, home and json.dumps(_image(home), default=str, ensure_ascii=False), number)
            for number, digest, home in digests
        ],
    )


def _image(home: Household) -> dict[str, Any]:
    """The household as ``dataclasses.asdict`` gives it, which copies deep and takes ten times as long."""
    persons = [{name: getattr(person, name) for name in _names(Person)} for person in home.persons]
    return {name: getattr(home, name) for name in _names(Household)} | {"persons": persons}


def snapshots(db: Database, batch: int) -> dict[int, Household]:
    """The households as they were when the batch was locked, by line; of lines without a file there is none."""
    kept = rows.dicts(db, "SELECT id, snapshot FROM payment WHERE batch = ? AND snapshot IS NOT NULL", [batch])
    return {row["id"]: _as_it_was(json.loads(row["snapshot"])) for row in kept}


def _as_it_was(image: Mapping[str, Any]) -> Household:
    """The household of an image; who had left it and what it lived through isn't read back."""
    persons = tuple(Person(id=one["id"], **rows.fields_from(Person, one)) for one in image["persons"])
    values = rows.fields_from(Household, image)
    return Household(id=image["id"], state=State(image["state"]), persons=persons, **values)


@cache
def _names(record: type) -> tuple[str, ...]:
    return tuple(one.name for one in fields(record))


def unseal(db: Database, batch: int) -> None:
    """Take the digests and snapshots off again."""
    db.execute("UPDATE payment SET digest = NULL, snapshot = NULL WHERE batch = ?", [batch])
