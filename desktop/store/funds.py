"""Funds, what they received, and the days through which their books are closed."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, NamedTuple

from sqlite_utils import Database

from desktop.aid.batch import BatchState
from desktop.aid.fund import Closing, Fund, Receipt, ReceiptKind, Source
from desktop.aid.statement import Outlay, Returned
from desktop.base.errors import NotFoundError
from desktop.store import rows
from desktop.store.batches import UNSETTLED

CARRIED = "(SELECT coalesce(sum(r.amount), 0) FROM receipt r WHERE r.fund = b.fund AND r.kind = '结转下年')"
"""SQL: what was carried from a fund, of which ``b`` is the balance, into next year's."""

_FUNDS = (
    f"SELECT f.*, b.received, b.given, {CARRIED} AS carried, b.bound, b.paid - b.outlays AS paid, "
    "b.returned, b.outlays "
    "FROM fund f JOIN fund_balance b ON b.fund = f.id"
)


def every(db: Database) -> list[Fund]:
    """All funds, the newest year first."""
    return [_fund(row) for row in rows.dicts(db, f"{_FUNDS} ORDER BY f.year DESC, f.id")]


def get(db: Database, number: int) -> Fund:
    """One fund; ``NotFoundError`` where there is none of that number."""
    for row in rows.dicts(db, f"{_FUNDS} WHERE f.id = ?", [number]):
        return _fund(row)
    raise NotFoundError(f"没有第 {number} 号资金，可能已被撤销。")


def _fund(row: Mapping[str, Any]) -> Fund:
    fields = rows.fields_from(Fund, row) | {"source": Source(row["source"])}
    return Fund(id=row["id"], **fields)


def insert(db: Database, **values: object) -> int:
    """A new fund, empty, with these columns."""
    number = rows.next_id(db, "fund")
    rows.insert(db, "fund", ("id", *values), [(number, *values.values())])
    return number


def update(db: Database, number: int, values: Mapping[str, object]) -> None:
    """Other values of some columns."""
    rows.update(db, "fund", number, values)


def programmes_drawn(db: Database, number: int) -> list[str]:
    """The programmes of the batches that draw on a fund and aren't void."""
    sql = "SELECT DISTINCT programme FROM batch WHERE fund = ? AND state <> ? ORDER BY 1"
    return [row[0] for row in db.execute(sql, [number, BatchState.VOID])]


def drawn_up(db: Database) -> dict[int, int]:
    """How many batches are only drawn up, by their fund."""
    return dict(db.execute("SELECT fund, count(*) FROM batch WHERE state = ? GROUP BY 1", [BatchState.DRAWN]))


def receive(db: Database, receipt: Receipt) -> None:
    """Enter money that came, or left."""
    kind = None if receipt.kind is ReceiptKind.ARRIVED else receipt.kind
    names = ("fund", "day", "amount", "note", "kind", "document_no", "other")
    values = (receipt.fund, receipt.day.isoformat(), receipt.amount, receipt.note)
    rows.insert(db, "receipt", names, [(*values, kind, receipt.document_no, receipt.other)])


def correct(db: Database, old: Receipt, new: Receipt) -> None:
    """Another day, amount, note or document of a receipt; what stays the same isn't written: closed books mind it."""
    values = {name: getattr(new, name) for name in ("day", "amount", "note", "document_no")}
    differing = {name: value for name, value in values.items() if value != getattr(old, name)}
    rows.update(db, "receipt", old.id, {name: _column(value) for name, value in differing.items()})


def _column(value: object) -> object:
    return value.isoformat() if isinstance(value, dt.date) else value


def receipts(db: Database, number: int) -> list[Receipt]:
    """What a fund received and what left it otherwise than by a batch, in order."""
    found = rows.dicts(db, "SELECT * FROM receipt WHERE fund = ? ORDER BY day, id", [number])
    return [_receipt(row) for row in found]


def receipt(db: Database, number: int) -> Receipt:
    """One receipt; ``NotFoundError`` where there is none of that number."""
    for row in rows.dicts(db, "SELECT * FROM receipt WHERE id = ?", [number]):
        return _receipt(row)
    raise NotFoundError(f"没有第 {number} 号到账记录，可能已被撤销。")


def _receipt(row: Mapping[str, Any]) -> Receipt:
    kept = {name: row[name] for name in ("id", "fund", "amount", "note", "document_no", "other")}
    return Receipt(**kept, day=rows.day(row["day"]), kind=ReceiptKind(row["kind"] or ReceiptKind.ARRIVED))


def sums(db: Database) -> dict[tuple[int, ReceiptKind], int]:
    """What came to each fund and left it, by kind, in fen."""
    sql = "SELECT fund, coalesce(kind, ?), sum(amount) FROM receipt GROUP BY 1, 2"
    return {(fund, ReceiptKind(kind)): amount for fund, kind, amount in db.execute(sql, [ReceiptKind.ARRIVED])}


def returns(db: Database, number: int) -> list[Returned]:
    """What came back of a fund's batches, by batch and day, in order."""
    sql = (
        "SELECT batch, title, outcome_on, count(*), sum(amount) FROM live_payment WHERE fund = ? AND came_back "
        "GROUP BY batch, outcome_on ORDER BY outcome_on, batch"
    )
    return [Returned(batch, title, rows.day(day), *sums) for batch, title, day, *sums in db.execute(sql, [number])]


def outlays(db: Database, number: int) -> list[Outlay]:
    """What a fund paid for projects, in order; the only place where aid and pilots meet."""
    sql = (
        "SELECT incentive, '激励项目拨付：' || project || '（' || enterprise_name || '）', day, amount "
        "FROM live_instalment WHERE fund = ? ORDER BY day, id"
    )
    return [Outlay(project, title, rows.day(day), fen) for project, title, day, fen in db.execute(sql, [number])]


class Unsettled(NamedTuple):
    """Money that came back and is neither paid anew nor settled: how many lines, and how many fen."""

    lines: int
    amount: int


def unsettled(db: Database, through: dt.date | None = None) -> Unsettled:
    """What came back up to a day, or ever, and waits for a decision."""
    sql = f"SELECT count(*), coalesce(sum(amount), 0) FROM live_payment p WHERE came_back AND {UNSETTLED}"
    if through is None:
        return Unsettled(*db.execute(sql).fetchone())
    return Unsettled(*db.execute(f"{sql} AND outcome_on <= ?", [through.isoformat()]).fetchone())


def bound(db: Database, through: dt.date) -> list[str]:
    """The titles of batches that were decided up to a day and hold money, but aren't paid."""
    sql = "SELECT title FROM batch WHERE state IN (?, ?, ?) AND decided_on <= ? ORDER BY decided_on, id"
    states = (BatchState.LOCKED, BatchState.APPROVED, BatchState.SENT)
    return [row[0] for row in db.execute(sql, [*states, through.isoformat()])]


def closed_through(db: Database) -> dt.date | None:
    """The day through which the books are closed."""
    day = db.execute("SELECT day FROM closed_through").fetchone()[0]
    return rows.day(day) if day else None


def closings(db: Database) -> list[Closing]:
    """All closings, the newest first, those that were reopened among them."""
    found = rows.dicts(db, "SELECT * FROM closing ORDER BY id DESC")
    return [Closing(id=row["id"], **rows.fields_from(Closing, row)) for row in found]


def close(db: Database, through: dt.date, note: str | None) -> int:
    """Close the books through a day."""
    number = rows.next_id(db, "closing")
    rows.insert(db, "closing", ("id", "through", "note"), [(number, through.isoformat(), note)])
    return number


def reopen(db: Database, number: int, day: dt.date, reason: str) -> None:
    """Take a closing back."""
    rows.update(db, "closing", number, {"reopened_on": day.isoformat(), "reopen_reason": reason})
