"""The statement of a fund: what came in and what was drawn on it, line by line, with the balance."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from desktop.aid.batch import PAID_STATES, Batch, BatchState
from desktop.aid.fund import Receipt

_COUNTED = frozenset({BatchState.LOCKED, BatchState.APPROVED, BatchState.SENT, *PAID_STATES})


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line; amounts are fen, ``balance`` is what is left after it.

    Attributes:
        batch: number of the batch that draws on the fund; None for a receipt.
        state: the batch's state; a batch that is being drawn up stands here, but takes nothing yet.
    """

    day: dt.date
    label: str
    received: int = 0
    drawn: int = 0
    balance: int = 0
    batch: int | None = None
    state: str = ""


def statement(receipts: Iterable[Receipt], batches: Iterable[Batch]) -> tuple[Entry, ...]:
    """Receipts and batches by their day, receipts first; void batches aren't listed."""
    entries = [Entry(day=one.day, label=one.note or "到账", received=one.amount) for one in receipts]
    entries += [_of_batch(one) for one in batches if one.state is not BatchState.VOID]
    return tuple(_balanced(sorted(entries, key=lambda one: (one.day, one.batch or 0))))


def _of_batch(batch: Batch) -> Entry:
    drawn = batch.total if batch.state in _COUNTED else 0
    day = batch.paid_on or batch.decided_on
    return Entry(day=day, label=batch.title, drawn=drawn, batch=batch.id, state=batch.state)


def _balanced(entries: Iterable[Entry]) -> Iterator[Entry]:
    balance = 0
    for one in entries:
        balance += one.received - one.drawn
        yield Entry(
            day=one.day,
            label=one.label,
            received=one.received,
            drawn=one.drawn,
            balance=balance,
            batch=one.batch,
            state=one.state,
        )
