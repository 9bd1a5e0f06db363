"""Aid: batches from drawing up to paid."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from desktop.aid import flow
from desktop.aid.batch import PAID_STATES, Batch, BatchState, Means, Payment
from desktop.aid.entitlement import Entitlement
from desktop.aid.flow import Verb
from desktop.base.changes import Change, Progress, silent
from desktop.base.errors import ForbiddenError, RefusedError
from desktop.base.findings import Finding, refuses
from desktop.base.money import short_yuan
from desktop.base.reasons import reason_given, reason_if_any
from desktop.office.drawing import MONEY, Drawing, people
from desktop.office.grants import granted_columns
from desktop.office.lines import (
    Amount,
    Judge,
    Priced,
    check_accounts,
    check_limits,
    limits_of,
    priced,
    require_payable,
)
from desktop.store import batches, funds, households, journal, payees, paying, settings
from desktop.store.faults import translated

_PAGE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """One line of a household in a batch; ``amount`` is fen, ``day`` that of payment or else of decision.

    ``excluded`` is why the payee hasn't the money, ``fate`` in a word: 不发, 停发, 退回, 已收回; None where it counts.
    """

    batch: int
    title: str
    programme: str
    state: BatchState
    day: dt.date
    amount: int
    reason: str
    excluded: str | None
    fate: str | None = None

    @property
    def paid(self) -> bool:
        """Whether the money went out."""
        return self.state in PAID_STATES and self.excluded is None


class Aid(Drawing):
    """Doors to batches, from drawing up to approved."""

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

    def limits_of(self, payment: int) -> Entitlement:
        """What a line's payee may get now beside everything else of the year, and what that is."""
        with translated():
            line = batches.payment(self._db, payment)
            batch = batches.get(self._db, line.batch)
            return limits_of(self._db, batch, self._standing.on(batch.judged_on), line)

    def exclude(self, payment: int | Sequence[int], reason: str) -> Change:
        """Take payees out of a batch that is being drawn up, for a reason; of several, those who are still in it."""
        said = reason_given(reason, "请写明不发原因。")
        with translated():
            lines = self._open_lines(payment)
            if len(lines) > 1:
                lines = [line for line in lines if line.excluded is None]
            if not lines:
                raise ForbiddenError("选中的人都已列为不发，没有改动。")
            with journal.operation(self._db, f"不发：{_people(lines)}", *MONEY) as current:
                for line in lines:
                    batches.exclude(self._db, line.id, said, None)
                current.count = len(lines)
        return journal.done(current, lines[0].batch)

    def include(self, payment: int | Sequence[int], *, override: str = "", override_by: str = "") -> Change:
        """Put excluded payees back, at the amount that the policy gives now; of several, those whom it gives any.

        What was decided or bought above the ceiling can be allowed for a reason, where policy lets it.
        """
        with translated():
            excluded = [line for line in self._open_lines(payment) if line.excluded is not None]
            if not excluded:
                raise ForbiddenError("选中的人本来就在发放名单里，不用恢复。")
            batch = batches.get(self._db, excluded[0].batch)
            judge = Judge(self._db, batch, self._standing.on(batch.judged_on), excluded, (override, override_by))
            found = [(line, judge.take(one, one.granted.amount)) for line, one in judge]
            allowed = [(line, one) for line, one in found if one.granted.refused is None]
            if not allowed:
                line, one = found[0]
                raise ForbiddenError(f"{line.name}不能恢复发放：{one.granted.refused}")
            label = f"恢复发放：{_people([line for line, _ in allowed])}"
            with journal.operation(self._db, label, *MONEY) as current:
                batches.set_lines(self._db, ((line.id, granted_columns(one)) for line, one in allowed))
                current.count = len(allowed)
        return journal.done(current, batch.id)

    def set_amount(
        self, payment: int, amount: int, reason: str, *, override: str = "", override_by: str = ""
    ) -> Change:
        """Another amount for a payee, in fen; the reason is kept behind what the rule gave.

        Above the ceiling it needs the reason for that and who allowed it, or isn't possible, by policy.
        """
        why, above = reason_if_any(reason), reason_if_any(override)
        reason_given(why or above, "请写明调整金额的原因。")
        with translated():
            line = self._open_lines(payment)[0]
            change = Amount(payment, amount, why, above, override_by)
            [(_, values, findings)] = self._priced([line], [change])
            if findings:
                raise ForbiddenError(findings[0].message)
            label = f"调整金额：{line.name} {short_yuan(line.amount)} → {short_yuan(amount)} 元"
            with journal.operation(self._db, label, *MONEY) as current:
                batches.set_lines(self._db, [(line.id, values)])
        return journal.done(current, line.batch)

    def check_amounts(self, amounts: Sequence[Amount]) -> dict[int, tuple[Finding, ...]]:
        """What stands against other amounts for lines of one batch, by line; lines that may be so aren't named."""
        with translated():
            lines = self._open_lines([one.payment for one in amounts])
            return {line.id: findings for line, _, findings in self._priced(lines, amounts) if findings}

    def _priced(self, lines: Sequence[Payment], amounts: Sequence[Amount]) -> list[Priced]:
        """What each line would hold at another amount, one after the other, and what stands against it."""
        batch = batches.get(self._db, lines[0].batch)
        policy = self._standing.on(batch.judged_on)
        return list(priced(Judge(self._db, batch, policy, lines), amounts, policy.programme(batch.programme)))

    def set_means(self, payments: Sequence[int], means: Means) -> Change:
        """How payees of a batch that is being drawn up get it; who gets it so already isn't touched."""
        with translated():
            lines = [line for line in self._open_lines(payments) if line.paid_by is not means]
            if not lines:
                raise ForbiddenError(f"选中的人已是{means}，没有改动。")
            for line in lines:
                flow.require_means(line, means)
            with journal.operation(self._db, f"改为{means}：{_people(lines)}", *MONEY) as current:
                batches.set_lines(self._db, ((line.id, {"means": means}) for line in lines))
                current.count = len(lines)
        return journal.done(current, lines[0].batch)

    def set_upper_no(self, batch: int, upper_no: str) -> Change:
        """Enter the document by which a superior approved what a batch that is being drawn up pays."""
        with translated():
            one = batches.get(self._db, batch)
            flow.require_open(one.state)
            said = upper_no.strip()
            label = f"上级批复：{one.title}（{said or '删去文号'}）"
            with journal.operation(self._db, label, *MONEY) as current:
                batches.set_upper_no(self._db, batch, said or None)
        return journal.done(current, batch)

    def _open_lines(self, payment: int | Sequence[int]) -> list[Payment]:
        """Lines of a batch that can still be changed; ``ForbiddenError`` says why it can't."""
        lines = batches.lines(self._db, [payment] if isinstance(payment, int) else payment)
        for number in {line.batch for line in lines}:
            flow.require_open(batches.get(self._db, number).state)
        return lines

    def check_lock(self, number: int) -> tuple[Finding, ...]:
        """What stands against locking a batch."""
        return self._check_lock(self.batch(number), self.payments(number))

    def _check_lock(self, batch: Batch, lines: Sequence[Payment]) -> tuple[Finding, ...]:
        policy = self._standing.on(batch.judged_on)
        with translated():
            strays = batches.strays(self._db, batch.id, filed=policy.programme(batch.programme).on_file)
            limits = (
                *check_limits(self._db, batch, lines, policy),
                *check_accounts(payees.accounts(self._db, batch.id)),
            )
        return (
            *flow.check_lock(batch, lines, funds.get(self._db, batch.fund)),
            *flow.check_strays(strays),
            *limits,
        )

    def lock(self, number: int, progress: Progress = silent) -> Change:
        """Fix list and amounts, bind the money, and keep each household as it is now."""
        batch = self.batch(number)
        state = flow.step(batch.state, Verb.LOCK)
        lines = self.payments(number)
        findings = self._check_lock(batch, lines)
        if refuses(findings):
            raise RefusedError(findings)
        with translated(), journal.operation(self._db, f"锁定批次：{batch.title}", *MONEY) as current:
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
        said = reason_given(reason, "请写明退回原因。")
        batch = self.batch(number)
        state = flow.step(batch.state, Verb.UNLOCK)
        with translated(), journal.operation(self._db, f"退回编制：{batch.title}", *MONEY) as current:
            batches.set_state(self._db, number, state, state_reason=said, approved_by=None)
            batches.unseal(self._db, number)
            paying.exclude_withheld(self._db, number)
        return journal.done(current, number)

    def approve(self, number: int, approved_by: str) -> Change:
        """Enter who approved a locked batch."""
        if not approved_by.strip():
            raise ForbiddenError("请填审批人。")
        batch = self.batch(number)
        state = flow.step(batch.state, Verb.APPROVE)
        with translated(), journal.operation(self._db, f"审批批次：{batch.title}", *MONEY) as current:
            require_payable(self._db, batch, self._standing.on(batch.judged_on))
            batches.set_state(self._db, number, state, approved_by=approved_by.strip())
        return journal.done(current, number)

    def void(self, number: int, reason: str) -> Change:
        """Void a batch that wasn't paid, for a reason; its payees can stand in another one."""
        said = reason_given(reason, "请写明作废原因。")
        batch = self.batch(number)
        state = flow.step(batch.state, Verb.VOID)
        with translated(), journal.operation(self._db, f"作废批次：{batch.title}", *MONEY) as current:
            batches.set_state(self._db, number, state, state_reason=said)
            batches.release_claims(self._db, number)
        return journal.done(current, number)


def _received(line: Mapping[str, Any]) -> Received:
    return Received(**{**line, "state": BatchState(line["state"]), "day": dt.date.fromisoformat(line["day"])})


def _people(lines: Sequence[Payment]) -> str:
    return people([line.name for line in lines])
