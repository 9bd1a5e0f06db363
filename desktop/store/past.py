"""Payments of years before: what the office has of those years, and batches entered as paid."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from typing import Any

from sqlite_utils import Database

from desktop.aid.batch import PAID_STATES, BatchState
from desktop.aid.fund import Receipt, Source
from desktop.aid.past import Given, Group, day_of
from desktop.base.fields import Value
from desktop.store import batches, funds, rows

_NAMES = (
    "name", "sex", "age", "resident_id", "card", "bank", "place", "category", "phone", "staff_no", "file_no", "amount",
    "reason", "household",
)  # fmt: skip


def given(db: Database, years: Iterable[int]) -> "Counter[Given]":
    """What the batches of these years that are paid gave, and how often the same."""
    sql = (
        "SELECT p.resident_id, p.name, b.programme, f.source, p.amount, b.paid_on, p.reason FROM batch b "
        "JOIN fund f ON f.id = b.fund JOIN payment p ON p.batch = b.id "
        "WHERE b.year IN (SELECT value FROM json_each(?)) AND b.state IN (?, ?) AND p.excluded IS NULL "
        "AND p.withheld IS NULL AND p.outcome IS NULL"
    )
    found = db.execute(sql, [rows.json_text(sorted(set(years))), *PAID_STATES])
    return Counter(
        Given(number or name, programme, source, amount, day_of(reason) or rows.day(paid_on))
        for number, name, programme, source, amount, paid_on, reason in found
    )


def particulars(db: Database, households: Iterable[int]) -> dict[int, dict[str, Any]]:
    """What a payment says of its payee's file, by file."""
    sql = (
        "SELECT id, coalesce(employer, address) AS place, category, staff_no, file_no FROM household "
        "WHERE id IN (SELECT value FROM json_each(?))"
    )
    return {row.pop("id"): row for row in rows.dicts(db, sql, [rows.json_text(households)])}


def fund(db: Database, group: Group, received: int, day: dt.date) -> int:
    """The fund of such payments with so much more, fen, that came on this day; it is made where there is none."""
    found = db.execute("SELECT id FROM fund WHERE name = ?", [group.fund]).fetchone()
    made = found[0] if found else funds.insert(db, name=group.fund, source=Source(group.source), year=group.year)
    funds.receive(db, Receipt(fund=made, day=day, amount=received, note="补录往年发放"))
    return int(made)


def batch(db: Database, group: Group, fund_: int, days: Sequence[dt.date]) -> int:
    """A batch that lines can be added to, decided on the first of these days."""
    taken = batches.titles(db, group.title)
    titles = (group.title, *(f"{group.title}（{number}）" for number in range(2, len(taken) + 3)))
    title = next(one for one in titles if one not in taken)
    return batches.insert(db, title=title, programme=group.programme, year=group.year, fund=fund_, decided_on=min(days))


def add(db: Database, number: int, lines: Sequence[Mapping[str, Value]], purpose: str, year: int) -> None:
    """The lines of a batch; each holds the first claim of its payee's that is free."""
    stems = [f"{purpose}|{year}|{one['resident_id'] or f'{number}-{at}'}" for at, one in enumerate(lines)]
    held = _held(db, stems)
    made = []
    for place, (stem, line) in enumerate(zip(stems, lines, strict=True), 1):
        claim = next(one for time in count(1) if (one := f"{stem}|{time}") not in held)
        held.add(claim)
        made.append((number, place, claim, *map(line.get, _NAMES)))
    rows.insert(db, "payment", ("batch", "position", "claim", *_NAMES), made)


def _held(db: Database, stems: Iterable[str]) -> set[str]:
    """The claims that begin so; names of programmes hold no sign that ranges or GLOB would mind."""
    sql = "SELECT p.claim FROM json_each(?) j JOIN payment p ON p.claim > j.value || '|' AND p.claim < j.value || '}'"
    return {claim for (claim,) in db.execute(sql, [rows.json_text(sorted(set(stems)))])}


def finish(db: Database, number: int, days: Sequence[dt.date]) -> None:
    """The batch was paid on the last of these days, and nothing is left to do with it."""
    last = max(days)
    batches.set_state(db, number, BatchState.FINISHED, paid_on=last, finished_on=last)
