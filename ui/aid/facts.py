"""What the pages of aid show, asked for in the worker."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from desktop.aid.batch import Batch, BatchState, Payment
from desktop.aid.entitlement import Entitlement
from desktop.aid.fund import Fund
from desktop.aid.statement import Entry
from desktop.base.changes import Noun
from desktop.base.errors import ForbiddenError
from desktop.base.findings import Finding
from desktop.base.listing import Query
from desktop.office.aid import Received

if TYPE_CHECKING:
    from desktop.office.office import Office

_MANY = 3  # of one kind of finding; more are told by their number


class BatchFacts(NamedTuple):
    """A batch with all that its page says of it.

    Attributes:
        excluded, stopped: how many get nothing, and how many of those were to be paid when it was locked.
        transfers: how many are paid by the bank.
        repayable: how many came back and wait to be paid anew.
        origin: title of the batch whose returned money it pays.
        activity: name of the activity whose recipients it pays.
    """

    batch: Batch
    fund: Fund
    excluded: int
    stopped: int = 0
    transfers: int = 0
    repayable: int = 0
    origin: str = ""
    activity: str = ""

    @property
    def left(self) -> int:
        """What is or would be left in the fund after this batch, in fen."""
        return self.fund.balance - (self.batch.total if self.batch.state is BatchState.DRAWN else 0)


class Troubles(NamedTuple):
    """What stands against locking a batch, or the first line that isn't as it was locked."""

    findings: tuple[Finding, ...] = ()
    broken: Payment | None = None


class LineFacts(NamedTuple):
    """A payment, and all that the year's batches say of its payee.

    Attributes:
        limits: what the payee may get now beside everything else; None where the line can't be changed any more.
        visit_of: number of the activity of whose recipient it is.
    """

    payment: Payment
    batch: Batch
    received: Sequence[Received]
    limits: Entitlement | None = None
    visit_of: int | None = None

    @property
    def year(self) -> int:
        """The year of its batch."""
        return self.batch.year


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
        stopped=counts.get("停发", 0),
        transfers=office.paying.transfers(number),
        repayable=_repayable(batch, office),
        origin=office.aid.batch(batch.repays).title if batch.repays else "",
        activity=office.activities.one(batch.activity).name if batch.activity else "",
    )


def troubles(number: int, office: "Office") -> Troubles:
    """What stands against a batch; asked for by itself, for all its lines are looked at. ``NotFoundError`` as above."""
    state = office.aid.batch(number).state
    if state is BatchState.DRAWN:
        return Troubles(findings=office.aid.check_lock(number))
    return Troubles(broken=office.aid.verify(number) if state is not BatchState.VOID else None)


def _repayable(batch: Batch, office: "Office") -> int:
    if not batch.unsettled:
        return 0
    try:
        return len(office.paying.repaying(batch.id).lines)
    except ForbiddenError:  # all that came back is to be settled otherwise
        return 0


def line_facts(number: int, office: "Office") -> LineFacts:
    """All about a payment; ``NotFoundError`` where it is no more."""
    payment = office.aid.payment(number)
    batch = office.aid.batch(payment.batch)
    return LineFacts(
        payment,
        batch,
        office.aid.year_of(payment, batch.year),
        office.aid.limits_of(number) if batch.state is BatchState.DRAWN else None,
        office.activities.visit(payment.visit).activity if payment.visit else None,
    )


def fund_facts(number: int, office: "Office") -> FundFacts:
    """All about a fund; ``NotFoundError`` where it is no more."""
    return FundFacts(office.funds.one(number), office.funds.statement(number), office.funds.closed_through())


class Gathered(NamedTuple):
    """One thing that is found, of many of one kind the first; ``records`` are those that all of them are about."""

    finding: Finding
    records: tuple[int, ...]


def gathered(findings: Iterable[Finding]) -> list[Gathered]:
    """The findings, what refuses first; of many of one kind the first, with the number of all."""
    kinds: dict[str, list[Finding]] = {}
    for one in findings:
        kinds.setdefault(one.code, []).append(one)
    told: list[Gathered] = []
    for ones in sorted(kinds.values(), key=lambda ones: not ones[0].refuses):
        if len(ones) > _MANY:
            many = replace(ones[0], message=f"{ones[0].message.rstrip('。')}；同样的共 {len(ones):,} 处。")
            told.append(Gathered(many, _records(ones)))
        else:
            told += [Gathered(one, _records([one])) for one in ones]
    return told


def _records(findings: Iterable[Finding]) -> tuple[int, ...]:
    return tuple(one.record for one in findings if one.record is not None)
