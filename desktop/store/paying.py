"""What becomes of payments after their batch is locked; the guard is ``aid.flow``, and triggers behind it."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from sqlite_utils import Database

from desktop.aid.batch import Batch, BatchState, Means, Outcome, Payment
from desktop.store import batches, rows

_NUMBERS = "id IN (SELECT value FROM json_each(:numbers))"
_NEW = "signed_by proxy proxy_id outcome outcome_on failure settled withheld excluded".split()
"""What a payment doesn't hand on to the one that pays it anew."""


class Account(NamedTuple):
    """Where a payee is paid."""

    card: str | None
    bank: str | None
    phone: str | None


def transfers(db: Database, batch: int) -> int:
    """How many of a batch are paid by the bank; that is ``aid.sending.by_bank``, counted."""
    sql = (
        "SELECT count(*) FROM payment WHERE batch = ? AND excluded IS NULL AND withheld IS NULL "
        "AND amount > coalesce(goods, 0) AND coalesce(means, iif(coalesce(card, '') = '', '', ?)) = ?"
    )
    return int(db.execute(sql, [batch, Means.BANK, Means.BANK]).fetchone()[0])


def withhold(db: Database, numbers: Collection[int], reason: str) -> None:
    """Stop payments for a reason; their claims are free."""
    _set(db, numbers, withheld=reason, claim=None)


def exclude_withheld(db: Database, batch: int) -> None:
    """What was stopped is excluded from a batch that is drawn up again."""
    sql = "UPDATE payment SET excluded = withheld, withheld = NULL WHERE batch = ? AND withheld IS NOT NULL"
    db.execute(sql, [batch])


def fail(db: Database, failures: Mapping[int, str], day: dt.date) -> None:
    """What came back on a day, each for its reason; the claims are free."""
    db.conn.executemany(
        "UPDATE payment SET outcome = ?, outcome_on = ?, failure = ?, claim = NULL WHERE id = ?",
        [(Outcome.FAILED, day.isoformat(), reason, number) for number, reason in failures.items()],
    )


def recover(db: Database, numbers: Collection[int], day: dt.date, note: str) -> None:
    """What the payees gave back on a day, and why; the claims are free."""
    _set(db, numbers, outcome=Outcome.RECOVERED, outcome_on=day.isoformat(), settled=note, claim=None)


def settle(db: Database, numbers: Collection[int], note: str) -> None:
    """What was done with money that came back, where it isn't paid anew."""
    _set(db, numbers, settled=note)


def sign(db: Database, numbers: Collection[int], proxy: str | None, proxy_id: str | None) -> None:
    """Who signed: the payees themselves, or another in their place."""
    db.execute(
        "UPDATE payment SET signed_by = iif(:proxy IS NULL, name, NULL), proxy = :proxy, proxy_id = :proxy_id "
        f"WHERE {_NUMBERS}",
        {"proxy": proxy, "proxy_id": proxy_id, "numbers": rows.json_text(numbers)},
    )


def _set(db: Database, numbers: Collection[int], **values: object) -> None:
    pairs = ", ".join(f"{name} = :{name}" for name in values)
    db.execute(f"UPDATE payment SET {pairs} WHERE {_NUMBERS}", {**values, "numbers": rows.json_text(numbers)})


def next_voucher(db: Database, year: int) -> str:
    """The number in the books that the next payment of a year gets, such as 2022-0001."""
    row = db.execute("SELECT max(CAST(substr(voucher, 6) AS INTEGER)) FROM batch WHERE voucher GLOB ?", [f"{year}-*"])
    return f"{year}-{(row.fetchone()[0] or 0) + 1:04}"


def waiting_repays(db: Database, batch: int) -> list[str]:
    """The titles of batches that pay anew what came back of this one, and haven't been paid themselves."""
    states = [BatchState.PAID, BatchState.FINISHED, BatchState.VOID]
    sql = "SELECT title FROM batch WHERE repays = ? AND state NOT IN (?, ?, ?) ORDER BY id"
    return [row[0] for row in db.execute(sql, [batch, *states])]


def unsettled(db: Database, batch: int) -> list[Payment]:
    """What came back of a batch and is neither paid anew nor settled, in roster order."""
    sql = f"SELECT p.id FROM payment p WHERE p.batch = ? AND {batches.UNSETTLED}"
    return batches.lines(db, [row[0] for row in db.execute(sql, [batch])])


def not_owed(db: Database, batch: int) -> set[int]:
    """The lines of a batch that pay anew what didn't come back after all, or was settled otherwise."""
    sql = (
        "SELECT r.id FROM payment r JOIN payment p ON p.id = r.repays WHERE r.batch = ? "
        "AND (p.outcome IS NOT ? OR p.settled IS NOT NULL)"
    )
    return {number for (number,) in db.execute(sql, [batch, Outcome.FAILED])}


def accounts(db: Database, batch: int) -> dict[int, Account]:
    """Where payees whose money came back are paid today.

    Of what file, application and visit say, the first that isn't the card that failed; else the card as it was.
    """
    sql = (
        "SELECT p.id, p.card, p.bank, coalesce(a.phone, q.phone, v.phone, p.phone), h.card, h.bank, q.card, q.bank, "
        "v.card, v.bank FROM payment p LEFT JOIN household h ON h.id = p.household "
        "LEFT JOIN person a ON a.household = h.id AND a.position = 0 AND a.resident_id = p.resident_id "
        "LEFT JOIN request q ON q.id = p.request LEFT JOIN visit v ON v.id = p.visit "
        "WHERE p.batch = ? AND p.outcome IS NOT NULL"
    )
    return {number: _account(*row) for number, *row in db.execute(sql, [batch])}


def _account(card: str | None, bank: str | None, phone: str | None, *others: str | None) -> Account:
    pairs = zip(others[::2], others[1::2], strict=True)
    return Account(*next((pair for pair in pairs if pair[0] and pair[0] != card), (card, bank)), phone)


def lost_claims(db: Database, batch: int) -> dict[int, str]:
    """The claims that payments of a batch held before they came back, as the journal has them."""
    sql = (
        "SELECT c.row, json_extract(c.before, '$.claim') AS held FROM change c JOIN payment p ON p.id = c.row "
        "WHERE c.root = 'batch' AND c.root_row = ? AND c.\"table\" = 'payment' AND held IS NOT NULL "
        "AND p.outcome IS NOT NULL ORDER BY c.id"
    )
    return dict(db.execute(sql, [batch]).fetchall())


def holders(db: Database, claims: Iterable[str]) -> dict[str, str]:
    """The claims among these that are held, each with the title of the batch that holds it."""
    sql = (
        "SELECT p.claim, b.title FROM payment p JOIN batch b ON b.id = p.batch "
        "WHERE p.claim IN (SELECT value FROM json_each(?))"
    )
    return dict(db.execute(sql, [rows.json_text(claims)]).fetchall())


class Anew(NamedTuple):
    """A payment that is paid anew: to which account, why so, and its claim, or why it can't be."""

    payment: Payment
    account: Account
    reason: str
    claim: str | None
    excluded: str | None


class Successor(NamedTuple):
    """What the batch that pays another anew is called, draws on, and was decided on."""

    title: str
    fund: int
    day: dt.date


def repay(db: Database, batch: Batch, successor: Successor, lines: Iterable[Anew]) -> int:
    """A batch that pays these lines of another anew; its number."""
    title, fund, day = successor
    number = batches.insert(db, title=title, programme=batch.programme, year=batch.year, fund=fund, decided_on=day)
    rows.update(db, "batch", number, {"repays": batch.id, "activity": batch.activity, "upper_no": batch.upper_no})
    kept = tuple(name for name in rows.columns(Payment) if name not in {*_NEW, *Account._fields, "reason"})
    kept += ("household", "request", "visit")
    names = ("batch", "position", "repays", "claim", "excluded", "reason", *Account._fields, *kept)
    entered = [
        (number, place, it.payment.id, it.claim, it.excluded, it.reason, *it.account, *_values(it.payment, kept))
        for place, it in enumerate(lines, 1)
    ]
    rows.insert(db, "payment", names, entered)
    return number


def _values(payment: Payment, names: Iterable[str]) -> Iterator[object]:
    return (getattr(payment, name) for name in names)
