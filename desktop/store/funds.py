"""Funds and what they received."""

from collections.abc import Mapping
from typing import Any

from sqlite_utils import Database

from desktop.aid.fund import Fund, Receipt, ReceiptKind, Source
from desktop.base.errors import NotFoundError
from desktop.store import rows

_FUNDS = "SELECT f.*, b.received, b.given, b.bound, b.paid, b.returned FROM fund f JOIN fund_balance b ON b.fund = f.id"


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


def insert(db: Database, name: str, source: Source, year: int, document_no: str | None) -> int:
    """A new fund, empty."""
    number = rows.next_id(db, "fund")
    names = ("id", "name", "source", "year", "document_no")
    rows.insert(db, "fund", names, [(number, name, source, year, document_no)])
    return number


def receive(db: Database, receipt: Receipt) -> None:
    """Enter money received."""
    kind = None if receipt.kind is ReceiptKind.ARRIVED else receipt.kind
    names = ("fund", "day", "amount", "note", "kind", "document_no", "other")
    values = (receipt.fund, receipt.day.isoformat(), receipt.amount, receipt.note)
    rows.insert(db, "receipt", names, [(*values, kind, receipt.document_no, receipt.other)])


def receipts(db: Database, number: int) -> list[Receipt]:
    """What a fund received, in order."""
    found = rows.dicts(db, "SELECT * FROM receipt WHERE fund = ? ORDER BY day, id", [number])
    return [_receipt(row) for row in found]


def _receipt(row: Mapping[str, Any]) -> Receipt:
    kept = {name: row[name] for name in ("fund", "amount", "note", "document_no", "other")}
    return Receipt(**kept, day=rows.day(row["day"]), kind=ReceiptKind(row["kind"] or ReceiptKind.ARRIVED))
