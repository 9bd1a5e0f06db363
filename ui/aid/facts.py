"""What the pages of aid show, asked for in the worker."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import SignalInstance

from desktop.aid.batch import Batch, BatchState, Payment
from desktop.aid.fund import Fund
from desktop.aid.statement import Entry
from desktop.base.changes import Noun
from desktop.base.errors import KnownError, NotFoundError
from desktop.base.findings import Finding
from desktop.base.listing import Query
from desktop.office.aid import Received
from ui.desk import Desk

if TYPE_CHECKING:
    from desktop.office.office import Office

_MANY = 3  # of one kind of finding; more are told by their number


class BatchFacts(NamedTuple):
    """A batch with all that its page says of it.

    ``excluded`` is how many get nothing, ``findings`` what stands against locking, ``broken`` the first line that isn't
    as it was locked.
    """

    batch: Batch
    fund: Fund
    excluded: int
    findings: tuple[Finding, ...]
    broken: Payment | None

    @property
    def left(self) -> int:
        """What is or would be left in the fund after this batch, in fen."""
        return self.fund.balance - (self.batch.total if self.batch.state is BatchState.DRAWN else 0)


class LineFacts(NamedTuple):
    """A payment, and all that the year's batches say of its payee."""

    payment: Payment
    year: int
    received: Sequence[Received]


class FundFacts(NamedTuple):
    """A fund and its statement; ``closed`` is the day through which the books are closed."""

    fund: Fund
    entries: tuple[Entry, ...]
    closed: dt.date | None = None


def batch_facts(number: int, office: "Office") -> BatchFacts:
    """All about a batch; ``NotFoundError`` where it is no more."""
    batch = office.aid.batch(number)
    counts = office.counts(Query(noun=Noun.PAYMENTS, chips={"batch": str(number)}), "given")
    return BatchFacts(
        batch=batch,
        fund=office.funds.one(batch.fund),
        excluded=counts.get("不发", 0),
        findings=office.aid.check_lock(number) if batch.state is BatchState.DRAWN else (),
        broken=None if batch.state in {BatchState.DRAWN, BatchState.VOID} else office.aid.verify(number),
    )


def line_facts(number: int, office: "Office") -> LineFacts:
    """All about a payment; ``NotFoundError`` where it is no more."""
    payment = office.aid.payment(number)
    year = office.aid.batch(payment.batch).year
    return LineFacts(payment, year, office.aid.year_of(payment, year))


def fund_facts(number: int, office: "Office") -> FundFacts:
    """All about a fund; ``NotFoundError`` where it is no more."""
    return FundFacts(office.funds.one(number), office.funds.statement(number), office.funds.closed_through())


def leave_or_tell(left: SignalInstance, desk: Desk, error: KnownError) -> None:
    """What a page does when it can't be shown: it leaves where its record is no more, else it says why."""
    if isinstance(error, NotFoundError):
        left.emit()
    else:
        desk.known_error.emit(error.sentence)


def gathered(findings: Iterable[Finding]) -> list[Finding]:
    """The findings, what refuses first; of many of one kind the first, with the number of all."""
    kinds: dict[str, list[Finding]] = {}
    for one in findings:
        kinds.setdefault(one.code, []).append(one)
    told: list[Finding] = []
    for ones in sorted(kinds.values(), key=lambda ones: not ones[0].refuses):
        if len(ones) > _MANY:
            told.append(replace(ones[0], message=f"{ones[0].message.rstrip('。')}；同样的共 {len(ones):,} 处。"))
        else:
            told += ones
    return told
