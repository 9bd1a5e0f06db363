"""Aid: funds, and batches from drawing up to paid."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import count
from typing import Any

from sqlite_utils import Database

from desktop.aid import flow
from desktop.aid.batch import Batch, Payment
from desktop.aid.entitlement import Entitlement, Paid, entitle
from desktop.aid.flow import Verb
from desktop.aid.fund import Fund, Receipt, Source
from desktop.base.calendar import age_on, chinese_date, today
from desktop.base.changes import Change, Noun, Progress, silent
from desktop.base.errors import ForbiddenError, RefusedError
from desktop.base.findings import Finding, refuses
from desktop.base.listing import Query
from desktop.base.money import short_yuan
from desktop.cases.household import Household, State
from desktop.office.standing import Standing
from desktop.policy.standards import Policy
from desktop.store import batches, funds, households, journal, listings, settings
from desktop.store.faults import translated

_MONEY = (Noun.BATCHES, Noun.PAYMENTS, Noun.FUNDS)


class Aid:
    """Doors to funds and batches."""

    def __init__(self, db: Database, standing: Standing) -> None:
        self._db = db
        self._standing = standing

    def programmes(self, day: dt.date | None = None) -> list[str]:
        """The programmes for which the policy of that day has amounts."""
        return list(dict.fromkeys(programme for programme, _ in self._standing.on(day).amounts))

    def funds(self) -> list[Fund]:
        """All funds, the newest year first."""
        with translated():
            return funds.every(self._db)

    def fund(self, number: int) -> Fund:
        """One fund."""
        with translated():
            return funds.get(self._db, number)

    def open_fund(
        self, *, name: str, source: Source, year: int, document_no: str | None = None, received: int = 0
    ) -> Change:
        """A new fund, with what it received at once in fen."""
        if not name.strip():
            raise ForbiddenError("请填资金名称。")
        with translated(), journal.operation(self._db, f"设立资金：{name.strip()}", Noun.FUNDS) as current:
            number = funds.insert(self._db, name.strip(), source, year, document_no)
            if received:
                funds.receive(self._db, Receipt(fund=number, day=today(), amount=received, note="设立时到账"))
        return journal.done(current, number)

    def receive(self, receipt: Receipt) -> Change:
        """Enter money that a fund received."""
        if receipt.amount <= 0:
            raise ForbiddenError("到账金额应大于 0。")
        label = f"到账 {short_yuan(receipt.amount)} 元：{self.fund(receipt.fund).name}"
        with translated(), journal.operation(self._db, label, Noun.FUNDS) as current:
            funds.receive(self._db, receipt)
        return journal.done(current, receipt.fund)

    def receipts(self, number: int) -> list[Receipt]:
        """What a fund received, in order."""
        with translated():
            return funds.receipts(self._db, number)

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
        title = title.strip() or f"{day.year}年{programme}（{chinese_date(day)}）"
        with translated():
            funds.get(self._db, fund)
            numbers = self._on_file() if households_ is None else households_
            if not numbers:
                raise ForbiddenError("没有在档的困难职工，编制不出批次。请先建档或导入台账。")
            with journal.operation(self._db, f"编制批次：{title}", *_MONEY) as current:
                number = batches.insert(
                    self._db, title=title, programme=programme, year=day.year, fund=fund, decided_on=day
                )
                current.count = self._fill(number, numbers, programme, day, progress)
        return journal.done(current, number)

    def _on_file(self) -> Sequence[int]:
        return listings.ids(self._db, Query(noun=Noun.CASES, chips={"state": State.ON_FILE}))

    def _fill(self, batch: int, numbers: Sequence[int], programme: str, day: dt.date, progress: Progress) -> int:
        """Enter a line for each household."""
        policy = self._standing.on(day)
        before = _by_payee(batches.paid(self._db, day.year))
        homes = households.many(self._db, dict.fromkeys(numbers))
        lines = []
        for done, home in enumerate(homes, 1):
            granted, claim = _grant(home, programme, day.year, policy, _before(before, home))
            lines.append((home, _line(home, granted, day), claim))
            progress(done, len(homes))
        return batches.add_payments(self._db, batch, lines)

    def exclude(self, payment: int, reason: str) -> Change:
        """Take a payee out of a batch that is being drawn up, for a reason."""
        if not reason.strip():
            raise ForbiddenError("请写明不发原因。")
        with translated():
            line = batches.payment(self._db, payment)
            with journal.operation(self._db, f"不发：{line.name}", *_MONEY) as current:
                batches.exclude(self._db, payment, reason.strip(), None)
        return journal.done(current, line.batch)

    def include(self, payment: int) -> Change:
        """Put an excluded payee back, at the amount that the policy gives now."""
        with translated():
            line = batches.payment(self._db, payment)
            if line.excluded is None:
                raise ForbiddenError(f"{line.name}本来就在发放名单里，不用恢复。")
            batch = batches.get(self._db, line.batch)
            home = households.get(self._db, line.household)
            before = _before(_by_payee(batches.paid(self._db, batch.year)), home)
            granted, claim = _grant(home, batch.programme, batch.year, self._standing.on(batch.decided_on), before)
            if granted.refused:
                raise ForbiddenError(f"{line.name}不能恢复发放：{granted.refused}")
            with journal.operation(self._db, f"恢复发放：{line.name}", *_MONEY) as current:
                batches.exclude(self._db, payment, None, claim)
                batches.set_amount(self._db, payment, granted.amount, granted.reason)
        return journal.done(current, line.batch)

    def set_amount(self, payment: int, amount: int, reason: str) -> Change:
        """Another amount for a payee, in fen; the reason is kept behind what the rule gave."""
        if not reason.strip():
            raise ForbiddenError("请写明调整金额的原因。")
        if amount <= 0:
            raise ForbiddenError("金额应大于 0；不发的人请用“不发”。")
        with translated():
            line = batches.payment(self._db, payment)
            if line.excluded is not None:
                raise ForbiddenError(f"{line.name}已列为不发，请先恢复发放再调整金额。")
            label = f"调整金额：{line.name} {short_yuan(line.amount)} → {short_yuan(amount)} 元"
            with journal.operation(self._db, label, *_MONEY) as current:
                kept = f"{line.reason}；调整为 {short_yuan(amount)}：{reason.strip()}"
                batches.set_amount(self._db, payment, amount, kept)
        return journal.done(current, line.batch)

    def check_lock(self, number: int) -> tuple[Finding, ...]:
        """What stands against locking a batch."""
        batch = self.batch(number)
        return flow.check_lock(batch, self.payments(number), self.fund(batch.fund))

    def lock(self, number: int) -> Change:
        """Fix list and amounts, bind the money, and keep each household as it is now."""
        batch = self.batch(number)
        state = flow.step(batch.state, Verb.LOCK)
        findings = self.check_lock(number)
        if refuses(findings):
            raise RefusedError(findings)
        with translated():
            lines = batches.payments(self._db, number)
            homes = {home.id: home for home in households.many(self._db, [line.household for line in lines])}
            with journal.operation(self._db, f"锁定批次：{batch.title}", *_MONEY) as current:
                digests = zip(lines, flow.chain(lines, key=self._key()), strict=True)
                batches.seal(self._db, [(line.id, digest, homes[line.household]) for line, digest in digests])
                batches.set_state(self._db, number, state)
        return journal.done(current, number)

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

    def pay(self, number: int, paid_on: dt.date | None = None) -> Change:
        """Enter that an approved batch was paid."""
        batch = self.batch(number)
        state = flow.step(batch.state, Verb.PAY)
        with translated(), journal.operation(self._db, f"发放批次：{batch.title}", *_MONEY) as current:
            batches.set_state(self._db, number, state, paid_on=paid_on or today())
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


_Lines = Sequence[Mapping[str, Any]]
"""Lines of the year's batches, as ``batches.paid`` gives them."""


def _by_payee(lines: _Lines) -> dict[int | str, _Lines]:
    """The lines under their household, and once more under the worker: a worker may have a closed file besides."""
    found: dict[int | str, list[Mapping[str, Any]]] = defaultdict(list)
    for line in lines:
        found[line["household"]].append(line)
        found[line["resident_id"]].append(line)
    return dict(found)


def _before(lines: Mapping[int | str, _Lines], home: Household) -> _Lines:
    """What a household or its worker already has in the year."""
    own = (*lines.get(home.id, ()), *lines.get(home.applicant.resident_id or "", ()))
    return list({line["id"]: line for line in own}.values())


def _grant(
    home: Household, programme: str, year: int, policy: Policy, before: _Lines
) -> tuple[Entitlement, str | None]:
    """What a household gets, and its claim on it: no two lines that stand can hold the same one."""
    granted = entitle(home, programme, year, policy, [_paid(line) for line in before])
    held = {line["claim"] for line in before}
    claims = (f"{programme}|{year}|{home.applicant.resident_id}|{time}" for time in count(1))
    return granted, None if granted.refused else next(claim for claim in claims if claim not in held)


def _paid(line: Mapping[str, Any]) -> Paid:
    return Paid(
        programme=line["programme"],
        amount=line["amount"],
        day=dt.date.fromisoformat(line["day"]),
        batch=line["title"],
    )


def _line(home: Household, granted: Entitlement, day: dt.date) -> dict[str, object]:
    """The fields of a payment as they are true of a household on the day of decision."""
    who = home.applicant
    return {
        "name": who.name,
        "sex": who.sex,
        "age": age_on(who.birth, day) if who.birth else None,
        "resident_id": who.resident_id,
        "card": home.card,
        "bank": home.bank,
        "place": home.employer or home.address,
        "category": home.category,
        "phone": who.phone,
        "staff_no": home.staff_no,
        "file_no": home.file_no,
        "amount": granted.amount,
        "reason": granted.reason,
        "excluded": granted.refused,
    }
