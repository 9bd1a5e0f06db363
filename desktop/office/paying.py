"""Paying: what becomes of an approved batch, from the bank file to the last yuan that came back."""

import datetime as dt

from sqlite_utils import Database

from desktop.aid import flow
from desktop.aid.batch import Batch
from desktop.aid.flow import Verb
from desktop.base.calendar import chinese_date, today
from desktop.base.changes import Change, Noun
from desktop.base.errors import ForbiddenError
from desktop.office.standing import Standing
from desktop.store import batches, journal
from desktop.store.faults import translated

_MONEY = (Noun.BATCHES, Noun.PAYMENTS, Noun.FUNDS)


class Paying:
    """Doors to what becomes of approved batches."""

    def __init__(self, db: Database, standing: Standing) -> None:
        self._db = db
        self._standing = standing

    def pay(self, number: int, paid_on: dt.date | None = None) -> Change:
        """Enter that an approved batch was paid."""
        with translated():
            batch = batches.get(self._db, number)
            state = flow.step(batch.state, Verb.PAY)
            day = paid_on or today()
            _check_day(batch, day)
            with journal.operation(self._db, f"发放批次：{batch.title}", *_MONEY) as current:
                batches.set_state(self._db, number, state, paid_on=day)
        return journal.done(current, number)


def _check_day(batch: Batch, day: dt.date) -> None:
    if day < batch.decided_on:
        decided = chinese_date(batch.decided_on)
        raise ForbiddenError(f"发放日期 {chinese_date(day)} 早于决定日期 {decided}，没有登记，请核对。")
