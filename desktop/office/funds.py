"""Funds: what they are, what came to them, and what draws on them."""

import datetime as dt

from sqlite_utils import Database

from desktop.aid.fund import Fund, Receipt, Source
from desktop.aid.statement import Entry, statement
from desktop.base.calendar import today
from desktop.base.changes import Change, Noun
from desktop.base.errors import ForbiddenError
from desktop.base.money import short_yuan
from desktop.store import batches, funds, journal
from desktop.store.faults import translated

_YEARS = range(1990, 3000)
"""What the file takes."""


class Funds:
    """Doors to funds."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def every(self) -> list[Fund]:
        """All funds, the newest year first."""
        with translated():
            return funds.every(self._db)

    def one(self, number: int) -> Fund:
        """One fund."""
        with translated():
            return funds.get(self._db, number)

    def open(
        self,
        *,
        name: str,
        source: Source,
        year: int,
        document_no: str | None = None,
        received: int = 0,
        received_on: dt.date | None = None,
    ) -> Change:
        """A new fund, with what it received at once in fen, today where no day is given."""
        if not name.strip():
            raise ForbiddenError("请填资金名称。")
        check_year(year)
        with translated(), journal.operation(self._db, f"设立资金：{name.strip()}", Noun.FUNDS) as current:
            number = funds.insert(self._db, name.strip(), source, year, document_no)
            if received:
                funds.receive(
                    self._db, Receipt(fund=number, day=received_on or today(), amount=received, note="设立时到账")
                )
        return journal.done(current, number)

    def receive(self, receipt: Receipt) -> Change:
        """Enter money that a fund received."""
        if receipt.amount <= 0:
            raise ForbiddenError("到账金额应大于 0。")
        label = f"到账 {short_yuan(receipt.amount)} 元：{self.one(receipt.fund).name}"
        with translated(), journal.operation(self._db, label, Noun.FUNDS) as current:
            funds.receive(self._db, receipt)
        return journal.done(current, receipt.fund)

    def receipts(self, number: int) -> list[Receipt]:
        """What a fund received, in order."""
        with translated():
            return funds.receipts(self._db, number)

    def statement(self, number: int) -> tuple[Entry, ...]:
        """What a fund received and what draws on it, line by line, with the balance."""
        with translated():
            return statement(funds.receipts(self._db, number), batches.of_fund(self._db, number))


def check_year(year: int) -> None:
    """``ForbiddenError`` for a year that is none."""
    if year not in _YEARS:
        raise ForbiddenError(f"年度“{year}”不合理，应是四位数的年份，如 {today().year}；没有保存。")
