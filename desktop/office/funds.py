"""Funds: what they are, what came to them, what draws on them, and closing their books."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlite_utils import Database

from desktop.aid.carrying import Carrying, carrying
from desktop.aid.fund import Closing, Fund, Receipt, ReceiptKind, Source
from desktop.aid.statement import Entry, statement
from desktop.base.calendar import chinese_date, today
from desktop.base.changes import Change, Noun
from desktop.base.drafts import require_fit
from desktop.base.errors import ForbiddenError
from desktop.base.fields import Value
from desktop.base.money import short_yuan
from desktop.base.reasons import reason_given
from desktop.store import batches, funds, journal
from desktop.store.faults import translated

_YEARS = range(1990, 3000)
"""What the file takes."""

EDITABLE = ("name", "document_no", "programme", "allotted", "note")
"""The fields of a fund that can be changed once it is open."""
CORRECTED = ("day", "amount", "document_no", "note")
"""The fields of a receipt that can be corrected."""

LEDGER = "fund-ledger"
"""What the command line calls the sheet of all funds."""

_NAMED = 3
"""So many batches are named where some hinder or are to be minded."""


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
        programme: str | None = None,
        allotted: int | None = None,
        received: int = 0,
        received_on: dt.date | None = None,
        note: str | None = None,
    ) -> Change:
        """A new fund, with what it received at once in fen, today where no day is given."""
        name = _named(name)
        check_year(year)
        with translated(), journal.operation(self._db, f"设立资金：{name}", Noun.FUNDS) as current:
            number = funds.insert(
                self._db,
                name=name,
                source=source,
                year=year,
                document_no=document_no,
                programme=programme or None,
                allotted=allotted,
                note=note or None,
            )
            if received:
                first = Receipt(fund=number, day=received_on or today(), amount=received, note="设立时到账")
                self._check_day(first.day)
                funds.receive(self._db, first)
        return journal.done(current, number)

    def change(self, number: int, values: Mapping[str, Value]) -> Change:
        """Other values of ``EDITABLE`` fields; limiting it to a programme is refused where another draws on it."""
        fund = self.one(number)
        wanted = {name: value if value != "" else None for name, value in values.items()}
        if "name" in wanted:
            wanted["name"] = _named(str(wanted["name"] or ""))
        new = {name: value for name, value in wanted.items() if value != getattr(fund, name)}
        if not set(new) <= set(EDITABLE):
            raise ValueError(new)
        if not new:
            return Change(operation=0, label="没有改动", nouns=frozenset(), count=0)
        if new.get("programme"):
            self._check_programme(number, str(new["programme"]))
        with translated(), journal.operation(self._db, f"修改资金：{fund.name}", Noun.FUNDS) as current:
            funds.update(self._db, number, new)
        return journal.done(current, number)

    def _check_programme(self, number: int, programme: str) -> None:
        with translated():
            others = [one for one in funds.programmes_drawn(self._db, number) if one != programme]
        if others:
            raise ForbiddenError(f"这笔资金已有{'、'.join(others)}的批次，不能限定用于{programme}，没有保存。")

    def receive(self, receipt: Receipt) -> Change:
        """Enter money that came to a fund; ``ValueError`` for a kind that leaves it."""
        if receipt.kind.leaves:
            raise ValueError(receipt.kind)
        return self._enter(receipt)

    def hand_back(
        self, fund: int, amount: int, day: dt.date | None = None, *, document_no: str | None = None, note: str = ""
    ) -> Change:
        """Enter that a part of what is left, in fen, was handed back to where it came from (上缴)."""
        left = self.one(fund).balance
        if amount > left:
            raise ForbiddenError(f"余额只有 {short_yuan(left)} 元，不够上缴 {short_yuan(amount)} 元，没有保存。")
        kind = ReceiptKind.HANDED_BACK
        day = day or today()
        return self._enter(
            Receipt(fund=fund, day=day, amount=amount, kind=kind, document_no=document_no or None, note=note)
        )

    def _enter(self, receipt: Receipt) -> Change:
        if receipt.amount <= 0:
            raise ForbiddenError(f"{receipt.kind}金额应大于 0。")
        label = f"{receipt.kind} {short_yuan(receipt.amount)} 元：{self.one(receipt.fund).name}"
        with translated():
            self._check_day(receipt.day)
            with journal.operation(self._db, label, Noun.FUNDS) as current:
                funds.receive(self._db, receipt)
        return journal.done(current, receipt.fund)

    def receipt(self, number: int) -> Receipt:
        """One receipt."""
        with translated():
            return funds.receipt(self._db, number)

    def receipts(self, number: int) -> list[Receipt]:
        """What a fund received and what left it otherwise than by a batch, in order."""
        with translated():
            return funds.receipts(self._db, number)

    def correct(self, receipt: int, values: Mapping[str, Value], reason: str) -> Change:
        """Other values of the ``CORRECTED`` fields of a receipt, for a reason that stays in the journal."""
        if not set(values) <= set(CORRECTED):
            raise ValueError(values)
        said = reason_given(reason, "请写明更正原因。")
        with translated():
            old = funds.receipt(self._db, receipt)
            if old.other is not None:
                raise ForbiddenError("结转的钱在两笔资金里都有记录，不能只改一边。请撤销那次结转，再重新结转。")
            new = replace(old, **{**values, "note": str(values.get("note", old.note) or "")})  # type: ignore[arg-type]
            self._check_corrected(old, new)
            fund = funds.get(self._db, old.fund)
            label = f"更正{old.kind}：{fund.name}，{_difference(old, new)}（{said}）"
            with journal.operation(self._db, label, Noun.FUNDS) as current:
                funds.correct(self._db, old, new)
        return journal.done(current, old.fund)

    def _check_corrected(self, old: Receipt, new: Receipt) -> None:
        if new == old:
            raise ForbiddenError("和原来的记录一样，没有改动。")
        if new.amount <= 0:
            raise ForbiddenError(f"{new.kind}金额应大于 0。")
        if (old.day, old.amount) != (new.day, new.amount):
            self._check_day(old.day)
            self._check_day(new.day)

    def carrying(self, numbers: Sequence[int], into: int | None = None) -> tuple[Carrying, ...]:
        """What ``carry_over`` would do with each of these funds, without writing anything."""
        with translated():
            every, waiting = funds.every(self._db), funds.drawn_up(self._db)
            by_number = {one.id: one for one in every}
            target = funds.get(self._db, into) if into else None
            wanted = [by_number.get(number) or funds.get(self._db, number) for number in numbers]
            return tuple(carrying(one, every, waiting.get(one.id, 0), target) for one in wanted)

    def carry_over(self, numbers: int | Sequence[int], day: dt.date | None = None, into: int | None = None) -> Change:
        """Carry all that is left of funds into those of the next year, which are made where there are none.

        Of several, those with nothing left are passed over.
        """
        day = day or today()
        seen = self.carrying([numbers] if isinstance(numbers, int) else numbers, into)
        possible = [one for one in seen if not one.refused]
        if not possible or (len(seen) == 1 and seen[0].refused):
            raise ForbiddenError(seen[0].refused if len(seen) == 1 else "选中的资金都没有余额，不用结转。")
        with translated():
            self._check_day(day)
            with journal.operation(self._db, _carried(possible), Noun.FUNDS) as current:
                made: dict[str, int] = {}
                targets = [self._carry(one, day, made) for one in possible]
                current.count = len(possible)
        return journal.done(current, targets[0] if len(targets) == 1 else None)

    def _carry(self, one: Carrying, day: dt.date, made: dict[str, int]) -> int:
        """Enter both sides; gives the number of the fund that has it now. ``made`` are those made by their name."""
        fund = one.fund
        target = one.into.id if one.into else made.get(one.name)
        if target is None:
            kept = {"source": fund.source, "document_no": fund.document_no, "programme": fund.programme}
            target = made[one.name] = funds.insert(self._db, name=one.name, year=fund.year + 1, **kept)
        both = Receipt(fund=target, day=day, amount=one.amount, document_no=fund.document_no)
        came = replace(both, kind=ReceiptKind.CARRIED_IN, note=f"{fund.year} 年“{fund.name}”结转", other=fund.id)
        left = replace(both, fund=fund.id, kind=ReceiptKind.CARRIED_OUT, note=f"转入“{one.name}”", other=target)
        funds.receive(self._db, came)
        funds.receive(self._db, left)
        return target

    def closed_through(self) -> dt.date | None:
        """The day through which the books are closed; None where they aren't."""
        with translated():
            return funds.closed_through(self._db)

    def closings(self) -> list[Closing]:
        """All closings, the newest first, those that were reopened among them."""
        with translated():
            return funds.closings(self._db)

    def unfinished(self, through: dt.date) -> tuple[str, ...]:
        """What is still open up to a day, as sentences; closing doesn't wait for it."""
        with translated():
            titles, back = funds.bound(self._db, through), funds.unsettled(self._db, through)
        said = []
        if titles:
            more = f"等 {len(titles)} 个批次" if len(titles) > _NAMED else ""
            said.append(f"{'、'.join(titles[:_NAMED])}{more}已锁定但还没有发放，关账后只能登记之后的发放日期")
        if back.lines:
            said.append(f"退回的 {back.lines:,} 笔 {short_yuan(back.amount)} 元还没有处理")
        return tuple(said)

    def close(self, through: dt.date, note: str | None = None) -> Change:
        """Close the books through a day: what came or went up to it stays as it is until it is reopened."""
        if through > today():
            raise ForbiddenError(f"{chinese_date(through)}还没有过完，不能关账到这一天。请选今天或以前的日期。")
        closed = self.closed_through()
        if closed and through <= closed:
            raise ForbiddenError(f"已经关账至 {chinese_date(closed)}，请选之后的日期。")
        said = (note or "").strip() or None
        require_fit(Closing, {"through": through, "note": said})
        with translated(), journal.operation(self._db, f"关账至 {through}", Noun.FUNDS) as current:
            funds.close(self._db, through, said)
        return journal.done(current)

    def reopen(self, reason: str) -> Change:
        """Take the newest closing back, for a reason; an earlier one holds again."""
        said = reason_given(reason, "请写明重新开账的原因。")
        standing = [one for one in self.closings() if one.reopened_on is None]
        if not standing:
            raise ForbiddenError("现在没有关账，不用重新开账。")
        newest = max(standing, key=lambda one: one.through)
        label = f"重新开账：{newest.through}（{said}）"
        with translated(), journal.operation(self._db, label, Noun.FUNDS) as current:
            funds.reopen(self._db, newest.id, today(), said)
        return journal.done(current)

    def statement(self, number: int) -> tuple[Entry, ...]:
        """What a fund received, what draws on it and what came back, line by line, with the balance."""
        with translated():
            return statement(
                funds.receipts(self._db, number),
                batches.of_fund(self._db, number),
                funds.returns(self._db, number),
                funds.closed_through(self._db),
                funds.outlays(self._db, number),
            )

    def _check_day(self, day: dt.date) -> None:
        """``ForbiddenError`` for a day that is still to come or whose books are closed."""
        if day > today():
            raise ForbiddenError(f"日期 {chinese_date(day)} 还没有到，没有保存，请核对。")
        closed = funds.closed_through(self._db)
        if closed and day <= closed:
            raise ForbiddenError(
                f"已关账至 {chinese_date(closed)}，{chinese_date(day)}的账不能再改，没有保存。"
                "确需更正，请先写明原因重新开账。"
            )


def check_year(year: int) -> None:
    """``ForbiddenError`` for a year that is none."""
    if year not in _YEARS:
        raise ForbiddenError(f"年度“{year}”不合理，应是四位数的年份，如 {today().year}；没有保存。")


def _named(name: str) -> str:
    if not name.strip():
        raise ForbiddenError("请填资金名称。")
    return name.strip()


def _difference(old: Receipt, new: Receipt) -> str:
    if old.amount != new.amount:
        return f"{short_yuan(old.amount)} → {short_yuan(new.amount)} 元"
    return f"{old.day} → {new.day}" if old.day != new.day else "改摘要文号"


def _carried(ones: Sequence[Carrying]) -> str:
    total = short_yuan(sum(one.amount for one in ones))
    if len(ones) == 1:
        return f"结转 {total} 元：{ones[0].fund.name} → {ones[0].name}"
    return f"结转 {len(ones)} 项资金 {total} 元到下年"
