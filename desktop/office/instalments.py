"""The money of incentive projects: paid in instalments, from a fund of aid or by others, and what became of it.

The rooms of aid and of pilots don't know each other; here, where both are known, an instalment may name a fund.
"""

import datetime as dt
from collections.abc import Iterator

from sqlite_utils import Database

from desktop.aid.fund import Fund
from desktop.base.calendar import chinese_date
from desktop.base.changes import Change, Noun
from desktop.base.errors import ForbiddenError
from desktop.base.fields import Values
from desktop.base.findings import Finding, doubt
from desktop.base.money import short_yuan
from desktop.base.reasons import reason_given
from desktop.office.registers import NOTHING, checked_row, nouns_of
from desktop.office.standing import Standing
from desktop.pilots.checks import check
from desktop.pilots.enterprise import Enterprise, PilotState
from desktop.pilots.incentive import Incentive, Instalment, Spending
from desktop.pilots.incentive_flow import PAYABLE
from desktop.pilots.incentive_statement import IncentiveStatement, statement
from desktop.store import funds, journal, registers
from desktop.store.faults import translated

_SET = ("day", "amount", "invoice_no", "note")
"""The fields of an instalment that a form asks for, beside the fund."""


class Instalments:
    """Doors to what incentive projects are paid."""

    def __init__(self, db: Database, standing: Standing) -> None:
        self._db = db
        self._standing = standing

    def one(self, number: int) -> Incentive:
        """One project; ``NotFoundError`` where there is none."""
        with translated():
            return registers.get(self._db, Incentive, number)

    def payment(self, number: int) -> Instalment:
        """One instalment; ``NotFoundError`` where there is none."""
        with translated():
            return registers.get(self._db, Instalment, number)

    def funds(self) -> list[Fund]:
        """The funds that may pay a project: those that aren't kept for a programme of aid, the newest first."""
        with translated():
            return [one for one in funds.every(self._db) if not one.programme]

    def statement(self, number: int) -> IncentiveStatement:
        """What a project was granted and paid, out of which funds, what it spent, and what is left."""
        project = self.one(number)
        with translated():
            return statement(
                project,
                registers.of(self._db, Instalment, incentive=number),
                registers.of(self._db, Spending, incentive=number),
                {one.id: one.name for one in funds.every(self._db)},
            )

    def check_payment(
        self, incentive: int, values: Values, fund: int | None = None, *, instead_of: Instalment | None = None
    ) -> tuple[Finding, ...]:
        """What stands against paying an instalment, or is doubtful; ``instead_of`` is the one that is corrected."""
        project = self.one(incentive)
        with translated():
            found = check(Instalment, values, self._standing.on())
            more = (
                *self._within_grant(project, values, instead_of),
                *self._within_fund(values, fund, instead_of),
                *self._once(project, values, instead_of),
            )
        return (*found, *more)

    def pay(self, incentive: int, values: Values, fund: int | None = None) -> Change:
        """Enter an instalment, drawn on a fund or paid by others; ``RefusedError`` with what is wrong."""
        project = self.one(incentive)
        row = checked_row(Instalment, {**values, "incentive": incentive}, self.check_payment(incentive, values, fund))
        label = f"拨付 {short_yuan(row['amount'])} 元：{project.name}"
        with translated(), journal.operation(self._db, label, *_nouns(fund)) as current:
            registers.insert(self._db, Instalment, {**row, "fund": fund})
        return journal.done(current, incentive)

    def correct_payment(self, number: int, values: Values, fund: int | None, reason: str) -> Change:
        """Other values for an instalment, and the fund that pays it, for a reason that stays in the journal."""
        before = self._live(number)
        said = reason_given(reason, "请写明更正原因。")
        now = {name: getattr(before, name) for name in _SET} | dict(values)
        findings = self.check_payment(before.incentive, now, fund, instead_of=before)
        row = checked_row(Instalment, {**now, "incentive": before.incentive}, findings) | {"fund": fund}
        new = {name: value for name, value in row.items() if value != getattr(before, name)}
        if not new:
            return NOTHING
        label = f"更正拨付：{self.one(before.incentive).name}（{said}）"
        with translated(), journal.operation(self._db, label, *_nouns(fund, before.fund)) as current:
            registers.update(self._db, Instalment, number, new)
        return journal.done(current, before.incentive)

    def void_payment(self, number: int, reason: str) -> Change:
        """An instalment that wasn't paid after all, for a reason; it stays on the statement as void."""
        before = self._live(number)
        said = reason_given(reason, "请写明作废原因，再保存。")
        label = f"作废拨付 {short_yuan(before.amount)} 元：{self.one(before.incentive).name}（{said}）"
        with translated(), journal.operation(self._db, label, *_nouns(before.fund)) as current:
            registers.update(self._db, Instalment, number, {"void_reason": said})
        return journal.done(current, before.incentive)

    def _live(self, number: int) -> Instalment:
        found = self.payment(number)
        if found.void_reason is not None:
            raise ForbiddenError("这笔拨付已经作废，不能再改。需要的请重新登记拨付。")
        return found

    def _within_grant(self, project: Incentive, values: Values, old: Instalment | None) -> Iterator[Finding]:
        day, amount = values.get("day"), values.get("amount")
        if project.state not in PAYABLE or project.granted is None:
            said = f"“{project.name}”{project.state}，还不能拨付；请先登记立项。"
            yield Finding(code="not_granted", message=said)
            return
        left = project.granted - project.paid + (old.amount if old else 0)
        if isinstance(amount, int) and amount > left:
            told = f"立项 {short_yuan(project.granted)} 元，还可拨付 {short_yuan(left)} 元"
            yield Finding(code="grant_is_used_up", message=f"{told}，请减少拨付金额。", field="amount")
        if project.granted_on and isinstance(day, dt.date) and day < project.granted_on:
            said = f"拨付日期早于立项日期 {chinese_date(project.granted_on)}，请核对。"
            yield doubt("before_grant", said).about("day")

    def _once(self, project: Incentive, values: Values, old: Instalment | None) -> Iterator[Finding]:
        """Doubts: an invoice for which was paid already, and a unit that isn't a pilot any more."""
        invoice = str(values.get("invoice_no") or "").strip()
        same = registers.of(self._db, Instalment, invoice_no=invoice, void_reason=None) if invoice else []
        other = next((one for one in same if old is None or one.id != old.id), None)
        if other is not None:
            told = f"票据号“{invoice}”已用于 {chinese_date(other.day)}拨付的 {short_yuan(other.amount)} 元"
            named = registers.get(self._db, Incentive, other.incentive).name
            yield doubt("invoice_twice", f"{told}（{named}），请核对是否重复拨付。").about("invoice_no")
        whose = registers.get(self._db, Enterprise, project.enterprise)
        if whose.state is PilotState.LEFT and old is None:
            yield doubt("left", f"{whose.name}已退出试点，请核对是否还要拨付。")

    def _within_fund(self, values: Values, fund: int | None, old: Instalment | None) -> Iterator[Finding]:
        if old is None or _moves(old, values, fund):
            yield from self._within_open_books(values, fund, old)
        if fund is None:
            return
        paying, amount = funds.get(self._db, fund), values.get("amount")
        if paying.programme:
            said = f"“{paying.name}”限定用于{paying.programme}，不能拨付激励项目，请换一笔资金。"
            yield Finding(code="fund_of_other_programme", message=said, field="fund")
        left = paying.balance + (old.amount if old and old.fund == fund else 0)
        if isinstance(amount, int) and amount > left:
            said = f"“{paying.name}”余额 {short_yuan(left)} 元，不够拨付，请先登记到账或换一笔资金。"
            yield Finding(code="fund_short", message=said, field="fund")

    def _within_open_books(self, values: Values, fund: int | None, old: Instalment | None) -> Iterator[Finding]:
        closed, day = funds.closed_through(self._db), values.get("day")
        if closed is None:
            return
        if old and old.fund is not None and old.day <= closed:
            said = f"已关账至 {chinese_date(closed)}，这笔拨付只能改票据号和备注；确需更正，请先写明原因重新开账。"
            yield Finding(code="period_is_closed", message=said)
        elif fund is not None and isinstance(day, dt.date) and day <= closed:
            said = f"已关账至 {chinese_date(closed)}，请填之后的日期；确需更正，请先写明原因重新开账。"
            yield Finding(code="period_is_closed", message=said, field="day")


def _moves(old: Instalment, values: Values, fund: int | None) -> bool:
    """Whether a correction touches what the books of a fund say."""
    return (old.day, old.amount, old.fund) != (values.get("day"), values.get("amount"), fund)


def _nouns(*paying: int | None) -> tuple[Noun, ...]:
    """The lists that show something of an instalment that these funds pay."""
    return (*nouns_of(Instalment), *((Noun.FUNDS,) if any(paying) else ()))
