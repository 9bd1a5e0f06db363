"""The first page: figures that open what they count, what comes next, what was done last."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlite_utils import Database

from desktop.aid.batch import BatchState
from desktop.aid.fund import Fund
from desktop.aid.request import RequestState
from desktop.base.calendar import today
from desktop.base.changes import Noun
from desktop.base.fields import Kind
from desktop.base.listing import Query
from desktop.base.money import short_yuan
from desktop.cases.household import State
from desktop.office.matters import Reminder
from desktop.store import funds, journal, listings, overview
from desktop.store.backup import Backup

_RECENT, _FUNDS, _ACTIVITIES = 8, 6, 3
_TENTH = 10
"""A fund of which less than the tenth part is left is nearly empty."""


class Advice(StrEnum):
    """What an office that is still empty does first."""

    IMPORT = "import"
    NEW_CASE = "new_case"
    POLICY = "policy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number of a card.

    Attributes:
        value: fen for ``Kind.MONEY``, else a count.
        whole: what the value is a part of, for a bar; None where there is no bar.
        parts: what became of the rest of the whole, before the value: what is gone, and what is held.
        query: the list that it counts; None where there is none.
        note: what is to be done about it, or what else is known.
        first: the number that the card is about; the others are its parts.
    """

    label: str
    value: int
    kind: Kind = Kind.COUNT
    unit: str = ""
    whole: int | None = None
    parts: tuple[int, int] | None = None
    query: Query | None = None
    note: str = ""
    first: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """Some figures under one title; ``empty`` is the sentence where there are none."""

    key: str
    title: str
    figures: tuple[Figure, ...]
    empty: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recent:
    """One of the last operations; ``can_undo`` where it holds."""

    operation: int
    at: str
    actor: str
    label: str
    count: int
    state: str
    can_undo: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """All that the first page shows: what is due comes first.

    Attributes:
        reminders: what files and pilots wait for.
        twins: how many pairs may be one person each.
        waiting: what of aid waits: batches, applications, visits.
        pilots: whether there are any.
        cards: how things stand.
    """

    day: dt.date
    reminders: tuple[Reminder, ...]
    twins: int
    waiting: tuple[Figure, ...]
    pilots: bool
    cards: tuple[Card, ...]
    advice: tuple[Advice, ...]
    recent: tuple[Recent, ...]
    backup: Backup | None


def survey(
    db: Database,
    newest: Backup | None,
    *,
    has_line: bool,
    reminders: tuple[Reminder, ...] = (),
    twins: int = 0,
    unhelped: int = 0,
) -> Overview:
    """The first page as the office is now; ``unhelped`` is how many files on file were given nothing in a year."""
    day = today()
    pilots = tuple(_pilots(db))
    return Overview(
        day=day,
        reminders=reminders,
        twins=twins,
        waiting=(*_waiting(db), *_asking(db)),
        pilots=bool(pilots),
        cards=(
            _cases(db),
            _paid(db, day.year, unhelped),
            *pilots,
            _balances(funds.every(db), day.year),
        ),
        advice=tuple(_advice(db, has_line=has_line)),
        recent=recent(db, _RECENT),
        backup=newest,
    )


def recent(db: Database, limit: int) -> tuple[Recent, ...]:
    """The newest operations."""
    return tuple(_recent(entry) for entry in journal.entries(db, limit=limit))


def _recent(entry: Mapping[str, object]) -> Recent:
    return Recent(
        operation=int(str(entry["id"])),
        at=str(entry["at"]),
        actor=str(entry["actor"]),
        label=str(entry["label"]),
        count=int(str(entry["count"])),
        state=str(entry["state"]),
        can_undo=entry["state"] == journal.STATES[0] and entry["id"] != journal.MAKING,
    )


def _advice(db: Database, *, has_line: bool) -> Iterable[Advice]:
    if not overview.cases(db):
        yield from (Advice.IMPORT, Advice.NEW_CASE, Advice.POLICY)
    elif not has_line:
        yield Advice.POLICY


def _cases(db: Database) -> Card:
    counted = overview.on_file(db)
    chips = {"state": str(State.ON_FILE)}
    total = Figure(
        label="在档", value=sum(counted.values()), unit="户", query=Query(noun=Noun.CASES, chips=chips), first=True
    )
    parts = (
        Figure(
            label=category or "未填类别",
            value=count,
            unit="户",
            whole=total.value,
            query=Query(noun=Noun.CASES, chips={**chips, "category": category}),
        )
        for category, count in counted.items()
    )
    return Card(key="cases", title="困难职工档案", figures=(total, *parts))


def _paid(db: Database, year: int, unhelped: int) -> Card:
    amount, people, payments = overview.paid_in(db, year)
    query = Query(noun=Noun.BATCHES, chips={"year": str(year)}, order="paid_on", descending=True)
    figures = (
        Figure(label="金额", value=amount, kind=Kind.MONEY, unit="元", query=query, first=True),
        Figure(label="发放对象", value=people, unit="人", query=query),
        Figure(label="发放笔数", value=payments, unit="笔", query=query),
    )
    left = Query(noun=Noun.CASES, matter="not_helped")
    missed = Figure(label="一年未帮扶", value=unhelped, unit="户", note="在档，一年内没有发放过", query=left)
    return Card(key="paid", title=f"{year} 年已发放", figures=(*figures, missed) if unhelped else figures)


_NEXT = {
    BatchState.DRAWN: "待核对后锁定",
    BatchState.LOCKED: "待领导审批",
    BatchState.APPROVED: "待送银行或登记发放",
    BatchState.SENT: "待登记银行回执",
    BatchState.PAID: "待完结",
}


def _waiting(db: Database) -> Iterator[Figure]:
    """Batches on their way, and money that came back."""
    counted = overview.batches_by_state(db)
    for state, note in _NEXT.items():
        if counted.get(state):
            query = Query(noun=Noun.BATCHES, chips={"state": str(state)})
            yield Figure(label=f"批次{state}", value=counted[state], unit="批", note=note, query=query)
    if (back := funds.unsettled(db)).lines:
        said = f"{short_yuan(back.amount)} 元，待补发或写明处理"
        yield Figure(label="退回待处理", value=back.lines, unit="笔", note=said, query=overview.RETURNED)


def _asking(db: Database) -> Iterator[Figure]:
    """Applications that wait, and activities in which somebody wasn't visited."""
    opened = Query(noun=Noun.REQUESTS, chips={"state": str(RequestState.OPEN)})
    waiting = (
        ("申请待审", overview.requests_by_state(db).get(RequestState.OPEN, 0), "待审批", opened),
        ("申请已同意", overview.granted(db), "待编入批次", overview.GRANTED),
    )
    for label, count, note, query in waiting:
        if count:
            yield Figure(label=label, value=count, unit="份", note=note, query=query)
    for one in overview.running(db)[:_ACTIVITIES]:
        note = f"未走访，共 {one.recipients:,} 人"
        query = Query(noun=Noun.ACTIVITIES, text=one.name, chips={"state": "进行中"})
        yield Figure(label=one.name, value=one.unvisited, unit="人", note=note, query=query)


def _pilots(db: Database) -> Iterator[Card]:
    """The pilots by what became of them; no card where there are none."""
    units, waves = overview.pilots(db)
    if units:
        first = Figure(
            label=f"试点单位（{waves:,} 批）" if waves else "试点单位",
            value=units,
            unit="家",
            query=Query(noun=Noun.PILOTS),
            first=True,
        )
        parts = (
            Figure(label=state, value=count, unit="家", whole=units, query=_in_state(state))
            for state, count in listings.counts(db, Query(noun=Noun.PILOTS), "state").items()
        )
        yield Card(key="pilots", title="产改试点", figures=(first, *parts))


def _in_state(state: str) -> Query:
    return Query(noun=Noun.PILOTS, chips={"state": state})


def _balances(every: Sequence[Fund], year: int) -> Card:
    """The funds of the year, and older ones that still have money."""
    kept = [fund for fund in every if fund.year >= year or fund.balance][:_FUNDS]
    figures = tuple(
        Figure(
            label=fund.name,
            value=fund.balance,
            kind=Kind.MONEY,
            unit="元",
            whole=fund.received - fund.given,
            parts=(fund.spent, fund.bound),
            note=_left(fund),
            query=Query(noun=Noun.FUNDS, text=fund.name),
        )
        for fund in kept
    )
    return Card(key="funds", title="资金余额", figures=figures, empty="还没有登记资金")


def _left(fund: Fund) -> str:
    """Whose money it is, and how much of it is left where that is little."""
    had = fund.received - fund.given
    if not had:
        return f"{fund.source}，还没有到账" if not fund.received else f"{fund.source}，已结转"
    if not fund.balance:
        return f"{fund.source}，已用完"
    return f"{fund.source}，不足一成" if fund.balance * _TENTH < had else str(fund.source)
