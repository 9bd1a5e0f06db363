"""Lines of a batch that is being drawn up, judged anew: what limits them now, and what stands against locking."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from sqlite_utils import Database

from desktop.aid.batch import Batch, BatchState, Payment
from desktop.aid.ceiling import check_amount, needs_superior
from desktop.aid.entitlement import Entitlement
from desktop.aid.payee import Payee, drawn, of_home, of_payment, of_request, of_visit, owed
from desktop.aid.request import RequestState
from desktop.base.errors import RefusedError
from desktop.base.findings import Finding, doubt
from desktop.base.money import short_yuan
from desktop.cases.household import Household
from desktop.office.acquaintance import DIED
from desktop.office.grants import PAGE, Grant, Year, files_of, grant, homes_of, pending, raised, year_of
from desktop.policy.aid_standards import ProgrammeRule
from desktop.policy.standards import Policy
from desktop.store import batches, households, payees, paying, requests, visits


class Amount(NamedTuple):
    """Another amount for a line, fen; above the ceiling it needs ``override`` and who allowed it."""

    payment: int
    amount: int
    reason: str = ""
    override: str = ""
    override_by: str = ""


class Priced(NamedTuple):
    """A line, its columns at another amount, and what stands against it."""

    line: Payment
    values: Mapping[str, object]
    findings: tuple[Finding, ...]


class Judge:
    """What lines of a batch may get beside everything else of the year, one after the other."""

    def __init__(
        self,
        db: Database,
        batch: Batch,
        policy: Policy,
        lines: Sequence[Payment],
        override: tuple[str, str] = ("", ""),
        *,
        again: bool = False,
    ) -> None:
        """With ``again``, of lines that stand: what became of their files since is no matter."""
        self._db, self._batch, self._policy, self._lines = db, batch, policy, lines
        self._override, self._again = override, again
        self._year = year_of(db, batch.year, batch=batch.id, without={line.id for line in lines})

    def __iter__(self) -> Iterator[tuple[Payment, Grant]]:
        """Each line and what it may get now; until ``take`` says otherwise it takes nothing."""
        for start in range(0, len(self._lines), PAGE):
            page = self._lines[start : start + PAGE]
            people = [self._allowed(one) for one in payees_of(self._db, page, self._policy)]
            files = files_of(self._db, people)
            for line, payee in zip(page, people, strict=True):
                yield line, grant(payee, self._batch.programme, self._policy, self._year, files)

    def _allowed(self, payee: Payee) -> Payee:
        why, who = self._override
        one = drawn(payee) if self._again else payee
        return replace(one, override=why, override_by=who) if why else one

    def take(self, one: Grant, amount: int) -> Grant:
        """So much, in fen, counts for the lines that follow; the grant again."""
        if amount:
            granted = one._replace(granted=replace(one.granted, amount=amount))
            self._year.add(pending(granted, self._batch.programme, self._policy.day, self._batch.id))
        return one


def priced(judge: Judge, amounts: Sequence[Amount], rule: ProgrammeRule) -> Iterator[Priced]:
    """What each line would hold at another amount, by its number."""
    wanted = {one.payment: one for one in amounts}
    for line, one in judge:
        change = wanted[line.id]
        findings = tuple(_check(line, one, change, rule))
        judge.take(one, line.amount if findings else change.amount)
        yield Priced(line, _at(line, one, change), findings)


def _check(line: Payment, one: Grant, change: Amount, rule: ProgrammeRule) -> Iterator[Finding]:
    if change.amount <= 0:
        yield Finding(code="no_amount", message="金额应大于 0；不发的人请用“不发”。", field="amount")
    elif line.excluded is not None:
        message = f"{line.name}已列为不发，请先恢复发放再调整金额。"
        yield Finding(code="excluded", message=message, field="excluded")
    elif change.amount < (line.goods or 0):
        message = f"{line.name}的慰问品折价 {short_yuan(line.goods or 0)} 元，金额不能比它少。"
        yield Finding(code="below_goods", message=message, field="amount")
    elif one.granted.final:
        yield _not_payable(line, one.granted.refused or "", BatchState.DRAWN)
    else:
        said = {"override": change.override, "override_by": change.override_by}
        yield from check_amount(line.name, change.amount, one.granted.ceiling, rule, **said)


def _at(line: Payment, one: Grant, change: Amount) -> dict[str, object]:
    over = one.granted.ceiling is not None and change.amount > one.granted.ceiling
    reason = f"{line.reason}；调整为 {short_yuan(change.amount)}"
    if change.reason.strip():
        reason = f"{reason}：{change.reason.strip()}"
    if over:
        reason = raised(reason, change.amount, change.override, change.override_by)
    return {
        "amount": change.amount,
        "reason": reason,
        "standard": one.granted.standard,
        "ceiling": one.granted.ceiling,
        "override": change.override.strip() if over else None,
        "override_by": change.override_by.strip() if over else None,
    }


def limits_of(db: Database, batch: Batch, policy: Policy, line: Payment) -> Entitlement:
    """What the payee of one line may get beside all other lines of the year; only those of the household are read."""
    (payee,) = payees_of(db, [line], policy)
    files = files_of(db, [payee])
    homes = {*files.of(payee), *([payee.home.id] if payee.home else [])}
    found = payees.paid_to(db, batch.year, homes, payee.ids)
    year = Year(found, households.merged(db), batch=batch.id, without={line.id})
    return grant(payee, batch.programme, policy, year, files).granted


def payees_of(db: Database, lines: Sequence[Payment], policy: Policy) -> list[Payee]:
    """Who stands in these lines, as files, applications and activities say it now."""
    merged = households.merged(db)
    numbers = [merged.get(line.household or 0, line.household) for line in lines]
    homes = homes_of(db, numbers)
    found = _asked(db, lines, homes, numbers, policy)
    return [
        _payee(line, homes.get(number or 0), found.get(line.id), policy)
        for line, number in zip(lines, numbers, strict=True)
    ]


def _asked(
    db: Database,
    lines: Sequence[Payment],
    homes: Mapping[int, Household],
    numbers: Sequence[int | None],
    policy: Policy,
) -> dict[int, Payee]:
    """The lines that pay an application or a recipient of an activity; standing in this very batch is no matter."""
    asked = {one.id: one for one in requests.many(db, [line.request for line in lines if line.request])}
    called = {one.id: one for one in visits.many(db, [line.visit for line in lines if line.visit])}
    found = {}
    for line, number in zip(lines, numbers, strict=True):
        home = homes.get(number or 0)
        if line.request is not None:
            one = asked[line.request]
            own = replace(one, batch=None) if one.batch == line.batch else one
            granted = replace(own, state=RequestState.GRANTED) if line.owed else own  # it may be finished by now
            found[line.id] = of_request(granted, home, policy.day)
        elif line.visit is not None:
            visit = called[line.visit]
            called_on = replace(visit, batch=None) if visit.batch == line.batch else visit
            found[line.id] = of_visit(called_on, home, policy.day)
    return found


def _payee(line: Payment, home: Household | None, asked: Payee | None, policy: Policy) -> Payee:
    """Who stands in a line that is owed, that an application or a visit explains, a file, or nothing else."""
    if line.owed:
        return owed(line, home, asked)
    return asked or (of_home(home, policy.day) if home else of_payment(line, home))


def check_limits(db: Database, batch: Batch, lines: Sequence[Payment], policy: Policy) -> Iterator[Finding]:
    """What stands against locking by the ceilings, by what else the year gave since, and by who died.

    Only lines that share somebody with another batch are reckoned anew; the others were right when they were drawn up.
    While it is being drawn up also those whose file or application changed since, or all where policy did.
    """
    rule = policy.programme(batch.programme)
    live = [line for line in lines if line.live]
    gone = payees.dead(db, [one for line in live for one in (line.resident_id, line.beneficiary_id) if one], DIED)
    close = payees.near(db, batch.id, batch.year)
    if batch.state is BatchState.DRAWN:
        close |= payees.changed_since(db, batch.id)
    again = [line for line in live if line.id in close or _ids(line) & gone]
    judge = Judge(db, batch, policy, again, again=True)
    for line, found in judge:
        judge.take(found, line.amount)
        sentence = hindrance(line, found, rule)
        if found.granted.final:
            yield _not_payable(line, sentence, batch.state)
        elif sentence:
            yield _over(line, sentence)
    told, settled = {line.id for line in again}, paying.not_owed(db, batch.id)
    for line in live:
        if line.id not in told and (sentence := _above(line, line.ceiling, rule)):
            yield _over(line, sentence)
    for line in live:
        if line.id in settled:
            yield _not_payable(line, "退回的那一笔已另行处理，或已不是退回", batch.state)
    yield from _superior(batch, live, rule, payees.approved_above(db, batch.id))


def require_payable(db: Database, batch: Batch, policy: Policy) -> None:
    """``RefusedError`` where a locked batch passes a limit by now, as after an undo; asked before it is paid."""
    findings = tuple(check_limits(db, batch, batches.payments(db, batch.id), policy))
    if findings:
        raise RefusedError(findings)


def _ids(line: Payment) -> set[str | None]:
    return {line.resident_id, line.beneficiary_id}


def _not_payable(line: Payment, sentence: str, state: BatchState) -> Finding:
    out = "请列为不发" if state is BatchState.DRAWN else "请先停发"
    message = f"“{line.name}”现在不能发放：{sentence.rstrip('。')}。{out}。"
    return Finding(code="not_payable", message=message, field="payees", record=line.id)


def hindrance(line: Payment, one: Grant, rule: ProgrammeRule) -> str:
    """Why a line can't be paid as it stands, as a sentence; empty where it can.

    What is owed was right by its standard when it was given, so that only what the year leaves limits it.
    """
    if one.granted.final:
        return one.granted.refused or ""
    return _above(line, one.granted.left if line.owed else one.granted.ceiling, rule)


def _above(line: Payment, most: int | None, rule: ProgrammeRule) -> str:
    said = {"override": line.override or "", "override_by": line.override_by or ""}
    found = check_amount(line.name, line.amount, most, rule, **said)
    return found[0].message if found else ""


def _over(line: Payment, sentence: str) -> Finding:
    return Finding(code="over_ceiling", message=sentence, field="amount", record=line.id)


def _superior(
    batch: Batch, lines: Sequence[Payment], rule: ProgrammeRule, approved: Collection[int]
) -> Iterator[Finding]:
    if batch.upper_no:
        return
    for line in lines:
        if needs_superior(line.amount, rule) and line.id not in approved:
            message = (
                f"“{line.name}”的金额 {short_yuan(line.amount)} 元超过 {short_yuan(rule.upper_above or 0)} 元，"
                "要报上级批准，请填批次的上级批复文号。"
            )
            yield Finding(code="upper_no", message=message, field="upper_no", record=line.id)


def check_accounts(found: Sequence[payees.Account]) -> Iterator[Finding]:
    """That a file has another card by now than the batch."""
    for one in found:
        if not one.same_card:
            message = f"“{one.name}”的银行卡号在编制之后改过，名单上仍是原来的，请更新卡号后再锁定。"
            yield doubt("card_changed", message).about("card").of(one.payment)
