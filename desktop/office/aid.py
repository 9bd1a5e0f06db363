"""Aid: batches from drawing up to paid."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from sqlite_utils import Database

from desktop.aid import flow
from desktop.aid.batch import PAID_STATES, Batch, BatchState, Payment
from desktop.aid.flow import Verb
from desktop.aid.outlook import Outlook, outlook
from desktop.base.calendar import chinese_date, today
from desktop.base.changes import Change, Noun, Progress, silent
from desktop.base.errors import ForbiddenError, RefusedError
from desktop.base.findings import Finding, refuses
from desktop.base.listing import Query
from desktop.base.money import short_yuan
from desktop.cases.household import State
from desktop.office.funds import check_year
from desktop.office.grants import grants, line_of
from desktop.office.standing import Standing
from desktop.store import batches, funds, households, journal, listings, paying, settings
from desktop.store.faults import translated

_MONEY = (Noun.BATCHES, Noun.PAYMENTS, Noun.FUNDS)
_PAGE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """One line of a household in a batch; ``amount`` is fen, ``day`` that of payment or else of decision."""

    batch: int
    title: str
    programme: str
    state: BatchState
    day: dt.date
    amount: int
    reason: str
    excluded: str | None

    @property
    def paid(self) -> bool:
        """Whether the money went out."""
        return self.state in PAID_STATES and self.excluded is None


class Aid:
    """Doors to batches."""

    def __init__(self, db: Database, standing: Standing) -> None:
        self._db = db
        self._standing = standing

    def programmes(self, day: dt.date | None = None) -> list[str]:
        """The programmes for which the policy of that day has amounts."""
        return list(dict.fromkeys(programme for programme, *_ in self._standing.on(day).amounts))

    def batch(self, number: int) -> Batch:
        """One batch."""
        with translated():
            return batches.get(self._db, number)

    def batches(self) -> list[Batch]:
        """All batches, the newest first."""
        with translated():
            return batches.every(self._db)

    def payments(self, batch: int) -> list[Payment]:
        """A batch's lines in roster order, the excluded ones among them."""
        with translated():
            return batches.payments(self._db, batch)

    def received(self, household: int) -> list[Received]:
        """What a household stands with in all batches, the newest first."""
        with translated():
            return [_received(line) for line in batches.received(self._db, household)]

    def payment(self, number: int) -> Payment:
        """One line."""
        with translated():
            return batches.payment(self._db, number)

    def year_of(self, payment: Payment, year: int) -> list[Received]:
        """All that the year's batches say of a line's payee, this line among it, the oldest first."""
        with translated():
            found = batches.year_of(self._db, payment.household, payment.resident_id, year)
        return [_received(line) for line in found]

    def title(self, programme: str, day: dt.date) -> str:
        """The usual title of a batch; numbered where the day already has one of that title."""
        usual = f"{day.year}年{programme}（{chinese_date(day)}）"
        with translated():
            taken = batches.titles(self._db, usual)
        return next(one for one in _numbered(usual) if one not in taken)

    def preview(
        self,
        *,
        programme: str,
        fund: int,
        decided_on: dt.date | None = None,
        households_: Sequence[int] | None = None,
        progress: Progress = silent,
    ) -> Outlook:
        """What drawing up a batch would give, without writing anything."""
        policy = self._standing.on(decided_on or today())
        with translated():
            numbers = self._on_file() if households_ is None else households_
            found = grants(self._db, numbers, programme, policy, progress)
            named = ((one.home.applicant.name, one.home.category, one.granted) for one in found)
            return outlook(named, funds.get(self._db, fund).balance)

    def draw_up(
        self,
        *,
        programme: str,
        fund: int,
        decided_on: dt.date | None = None,
        title: str = "",
        households_: Sequence[int] | None = None,
        progress: Progress = silent,
    ) -> Change:
        """Draw up a batch from the files on hand, or from the ones named.

        Everybody named stands in the batch: who can't be paid is excluded, with the reason. Where nobody is named, the
        files 在档 are taken.
        """
        day = decided_on or today()
        title = title.strip() or self.title(programme, day)
        check_year(day.year)
        policy = self._standing.on(day)
        with translated():
            funds.get(self._db, fund)
            numbers = self._on_file() if households_ is None else households_
            if not numbers:
                raise ForbiddenError("没有在档的困难职工，编制不出批次。请先建档或导入台账。")
            with journal.operation(self._db, f"编制批次：{title}", *_MONEY) as current:
                number = batches.insert(
                    self._db, title=title, programme=programme, year=day.year, fund=fund, decided_on=day
                )
                found = grants(self._db, numbers, programme, policy, progress)
                lines = ((one.home, line_of(one.home, one.granted, day), one.claim) for one in found)
                current.count = batches.add_payments(self._db, number, lines)
        return journal.done(current, number)

    def _on_file(self) -> Sequence[int]:
        return listings.ids(self._db, Query(noun=Noun.CASES, chips={"state": State.ON_FILE}))

    def exclude(self, payment: int | Sequence[int], reason: str) -> Change:
        """Take payees out of a batch that is being drawn up, for a reason; of several, those who are still in it."""
        if not reason.strip():
            raise ForbiddenError("请写明不发原因。")
        with translated():
            lines = self._open_lines(payment)
            if len(lines) > 1:
                lines = [line for line in lines if line.excluded is None]
            if not lines:
                raise ForbiddenError("选中的人都已列为不发，没有改动。")
            with journal.operation(self._db, f"不发：{_people(lines)}", *_MONEY) as current:
                for line in lines:
                    batches.exclude(self._db, line.id, reason.strip(), None)
                current.count = len(lines)
        return journal.done(current, lines[0].batch)

    def include(self, payment: int | Sequence[int]) -> Change:
        """Put excluded payees back, at the amount that the policy gives now; of several, those whom it gives any."""
        with translated():
            excluded = [line for line in self._open_lines(payment) if line.excluded is not None]
            if not excluded:
                raise ForbiddenError("选中的人本来就在发放名单里，不用恢复。")
            batch = batches.get(self._db, excluded[0].batch)
            policy = self._standing.on(batch.decided_on)
            found = grants(self._db, [line.household for line in excluded if line.household], batch.programme, policy)
            by_home = {one.home.id: one for one in found}
            paired = [(line, by_home[line.household]) for line in excluded if line.household]
            allowed = [(line, one) for line, one in paired if one.granted.refused is None]
            if not allowed:
                line, one = paired[0]
                raise ForbiddenError(f"{line.name}不能恢复发放：{one.granted.refused}")
            label = f"恢复发放：{_people([line for line, _ in allowed])}"
            with journal.operation(self._db, label, *_MONEY) as current:
                for line, one in allowed:
                    batches.exclude(self._db, line.id, None, one.claim)
                    batches.set_amount(self._db, line.id, one.granted.amount, one.granted.reason)
                current.count = len(allowed)
        return journal.done(current, batch.id)

    def set_amount(self, payment: int, amount: int, reason: str) -> Change:
        """Another amount for a payee, in fen; the reason is kept behind what the rule gave."""
        if not reason.strip():
            raise ForbiddenError("请写明调整金额的原因。")
        if amount <= 0:
            raise ForbiddenError("金额应大于 0；不发的人请用“不发”。")
        with translated():
            line = self._open_lines(payment)[0]
            if line.excluded is not None:
                raise ForbiddenError(f"{line.name}已列为不发，请先恢复发放再调整金额。")
            label = f"调整金额：{line.name} {short_yuan(line.amount)} → {short_yuan(amount)} 元"
            with journal.operation(self._db, label, *_MONEY) as current:
                kept = f"{line.reason}；调整为 {short_yuan(amount)}：{reason.strip()}"
                batches.set_amount(self._db, payment, amount, kept)
        return journal.done(current, line.batch)

    def _open_lines(self, payment: int | Sequence[int]) -> list[Payment]:
        """Lines of a batch that can still be changed; ``ForbiddenError`` says why it can't."""
        numbers = [payment] if isinstance(payment, int) else payment
        lines = [batches.payment(self._db, number) for number in numbers]
        for number in {line.batch for line in lines}:
            flow.require_open(batches.get(self._db, number).state)
        return lines

    def check_lock(self, number: int) -> tuple[Finding, ...]:
        """What stands against locking a batch."""
        return self._check_lock(self.batch(number), self.payments(number))

    def _check_lock(self, batch: Batch, lines: Sequence[Payment]) -> tuple[Finding, ...]:
        with translated():
            strays = batches.strays(self._db, batch.id)
        return (*flow.check_lock(batch, lines, funds.get(self._db, batch.fund)), *flow.check_strays(strays))

    def lock(self, number: int, progress: Progress = silent) -> Change:
        """Fix list and amounts, bind the money, and keep each household as it is now."""
        batch = self.batch(number)
        state = flow.step(batch.state, Verb.LOCK)
        lines = self.payments(number)
        findings = self._check_lock(batch, lines)
        if refuses(findings):
            raise RefusedError(findings)
        with translated(), journal.operation(self._db, f"锁定批次：{batch.title}", *_MONEY) as current:
            digests = dict(zip((line.id for line in lines), flow.chain(lines, key=self._key()), strict=True))
            for start in range(0, len(lines), _PAGE):
                self._seal(lines[start : start + _PAGE], digests)
                progress(min(start + _PAGE, len(lines)), len(lines))
            batches.set_state(self._db, number, state)
            current.count = len(lines)
        return journal.done(current, number)

    def _seal(self, lines: Sequence[Payment], digests: dict[int, str]) -> None:
        filed = [line.household for line in lines if line.household]
        homes = {home.id: home for home in households.many(self._db, filed)}
        kept = [(line.id, digests[line.id], homes.get(line.household or 0)) for line in lines]
        batches.seal(self._db, kept)

    def verify(self, number: int) -> Payment | None:
        """The first line of a locked batch that isn't as it was locked; None where all are."""
        return flow.first_broken(self.payments(number), key=self._key())

    def _key(self) -> bytes:
        return bytes.fromhex(settings.get(self._db, "digest_key", ""))

    def unlock(self, number: int, reason: str) -> Change:
        """Take a batch back to be drawn up, for a reason; its money is free again."""
        if not reason.strip():
            raise ForbiddenError("请写明退回原因。")
        batch = self.batch(number)
        state = flow.step(batch.state, Verb.UNLOCK)
        with translated(), journal.operation(self._db, f"退回编制：{batch.title}", *_MONEY) as current:
            batches.set_state(self._db, number, state, state_reason=reason.strip(), approved_by=None)
            batches.unseal(self._db, number)
            paying.exclude_withheld(self._db, number)
        return journal.done(current, number)

    def approve(self, number: int, approved_by: str) -> Change:
        """Enter who approved a locked batch."""
        if not approved_by.strip():
            raise ForbiddenError("请填审批人。")
        batch = self.batch(number)
        state = flow.step(batch.state, Verb.APPROVE)
        with translated(), journal.operation(self._db, f"审批批次：{batch.title}", *_MONEY) as current:
            batches.set_state(self._db, number, state, approved_by=approved_by.strip())
        return journal.done(current, number)

    def void(self, number: int, reason: str) -> Change:
        """Void a batch that wasn't paid, for a reason; its payees can stand in another one."""
        if not reason.strip():
            raise ForbiddenError("请写明作废原因。")
        batch = self.batch(number)
        state = flow.step(batch.state, Verb.VOID)
        with translated(), journal.operation(self._db, f"作废批次：{batch.title}", *_MONEY) as current:
            batches.set_state(self._db, number, state, state_reason=reason.strip())
            batches.release_claims(self._db, number)
        return journal.done(current, number)


def _received(line: Mapping[str, Any]) -> Received:
    return Received(**{**line, "state": BatchState(line["state"]), "day": dt.date.fromisoformat(line["day"])})


def _people(lines: Sequence[Payment]) -> str:
    """Who is meant: the first by name, the others by number."""
    return lines[0].name if len(lines) == 1 else f"{lines[0].name}等 {len(lines)} 人"


def _numbered(title: str) -> Iterator[str]:
    """The title, then the title with 第 2 批 and so on."""
    yield title
    yield from (f"{title}第 {number} 批" for number in count(2))
