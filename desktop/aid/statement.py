"""The statement of a fund: what came in, what was drawn on it and what came back, line by line, with the balance."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from desktop.aid.batch import PAID_STATES, Batch, BatchState
from desktop.aid.fund import Receipt

_COUNTED = frozenset({BatchState.LOCKED, BatchState.APPROVED, BatchState.SENT, *PAID_STATES})
_CAME, _DRAWN, _SPENT, _BACK, _LEFT, _CLOSED, _OPEN = range(7)
"""The order within a day."""

CLOSED = "已关账"
"""The state of the line up to which the books are closed."""

SPENT = "拨付"
"""The state of a line about money that isn't aid."""


class Returned(NamedTuple):
    """What came back of one batch on one day: how many lines, and how many fen."""

    batch: int
    title: str
    day: dt.date
    lines: int
    amount: int


class Outlay(NamedTuple):
    """What the fund paid otherwise than as aid: for which project, when, how many fen; ``number`` is the project's."""

    number: int
    title: str
    day: dt.date
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line; amounts are fen, ``balance`` is what is left after it.

    Attributes:
        batch: number of the batch that draws on the fund or whose money came back; None for a receipt.
        receipt: number of the receipt; None for a batch.
        project: number of the project that was paid for; None for anything else.
        state: the batch's state; a batch that is being drawn up stands here, but takes nothing yet. ``CLOSED`` for the
            line up to which the books are closed, ``SPENT`` for what was paid for a project.
    """

    day: dt.date
    label: str
    received: int = 0
    drawn: int = 0
    balance: int = 0
    batch: int | None = None
    receipt: int | None = None
    project: int | None = None
    state: str = ""


def statement(
    receipts: Iterable[Receipt],
    batches: Iterable[Batch],
    returns: Iterable[Returned] = (),
    closed: dt.date | None = None,
    outlays: Iterable[Outlay] = (),
) -> tuple[Entry, ...]:
    """Everything by its day; within a day what came in, batches, projects, what came back, what was handed on.

    Void batches aren't listed. Where the books are closed a line says so behind all that it concerns; a batch that was
    decided before but isn't paid comes behind it, for its money can still go or be free again.
    """
    placed = [*map(_of_receipt, receipts), *map(_of_return, returns), *map(_of_outlay, outlays)]
    placed += [_of_batch(one) for one in batches if one.state is not BatchState.VOID]
    if closed:
        said = f"已关账至 {closed}，以上的账不能再改"
        placed.append((_CLOSED, Entry(day=closed, label=said, state=CLOSED)))

    def place(one: tuple[int, Entry]) -> tuple[dt.date, int, int]:
        rank, entry = one
        if closed and entry.day <= closed and rank == _DRAWN and entry.state not in PAID_STATES:
            return closed, _OPEN, entry.batch or 0
        return entry.day, rank, entry.batch or 0

    return tuple(_balanced(entry for _, entry in sorted(placed, key=place)))


def _of_receipt(one: Receipt) -> tuple[int, Entry]:
    number = one.id or None
    if one.kind.leaves:
        label = f"{one.kind}：{one.note}" if one.note else str(one.kind)
        return _LEFT, Entry(day=one.day, label=label, drawn=one.amount, receipt=number)
    return _CAME, Entry(day=one.day, label=one.note or str(one.kind), received=one.amount, receipt=number)


def _of_return(one: Returned) -> tuple[int, Entry]:
    label = f"退回 {one.lines} 笔：{one.title}"
    return _BACK, Entry(day=one.day, label=label, received=one.amount, batch=one.batch, state="退回")


def _of_outlay(one: Outlay) -> tuple[int, Entry]:
    return _SPENT, Entry(day=one.day, label=one.title, drawn=one.amount, project=one.number, state=SPENT)


def _of_batch(batch: Batch) -> tuple[int, Entry]:
    drawn = batch.total if batch.state in _COUNTED else 0
    day = batch.paid_on or batch.decided_on
    return _DRAWN, Entry(day=day, label=batch.title, drawn=drawn, batch=batch.id, state=batch.state)


def _balanced(entries: Iterable[Entry]) -> Iterator[Entry]:
    balance = 0
    for one in entries:
        balance += one.received - one.drawn
        yield replace(one, balance=balance)
