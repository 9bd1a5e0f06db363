"""What granting an application comes to: the amount, how it came about, and what stands against it."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from desktop.aid.entitlement import Entitlement
from desktop.aid.request import Request, RequestState
from desktop.base.calendar import today
from desktop.base.fields import Values, field_of
from desktop.base.findings import Finding, doubt
from desktop.base.money import short_yuan
from desktop.policy.aid_standards import Over, ProgrammeRule

DECISION = tuple(
    field_of(Request, name)
    for name in ("decided_on", "decided_by", "granted", "opinion", "upper_no", "override", "override_by")
)
"""What granting asks for; an amount that isn't said is what the rule gives."""

REFUSAL = tuple(field_of(Request, name) for name in ("decided_on", "decided_by", "opinion"))
"""What refusing asks for; the opinion says why."""

ENDED = tuple(field_of(Request, name) for name in ("finished_on", "result", "note"))
"""What finishing asks for besides what came of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """An application as it would be granted.

    Attributes:
        granted: fen; None where the programme gives no money.
        basis: how the amount came about, as it is stored and printed.
        over: whether it is more than the rule gives.
        entitlement: what the rule gives; None where the programme gives no money.
    """

    request: Request
    granted: int | None = None
    basis: str | None = None
    over: bool = False
    entitlement: Entitlement | None = None
    findings: tuple[Finding, ...] = ()


def judge(request: Request, rule: ProgrammeRule | None, entitlement: Entitlement | None, values: Values) -> Judged:
    """What granting comes to, by what the rule gives (reference: domain §2.2, §2.4)."""
    found = (*_state(request, RequestState.OPEN), *check_days(request, values, "decided_on"), *_signed(values))
    if rule is None:
        gone = _wrong("programme_unknown", f"政策里已没有“{request.programme}”这个项目。", "programme")
        return Judged(request=request, findings=(*found, gone))
    if not rule.money or entitlement is None:
        return Judged(request=request, findings=found)
    typed = values.get("granted")
    amount = typed if isinstance(typed, int) else entitlement.amount
    over = amount > entitlement.amount or (entitlement.refused is not None and isinstance(typed, int))
    return Judged(
        request=request,
        granted=amount,
        basis=_basis(entitlement, amount, values if over else {}),
        over=over,
        entitlement=entitlement,
        findings=(*found, *_amount(amount, entitlement, values), *_above(amount, rule, values, over=over)),
    )


def check_state(request: Request, *states: RequestState) -> tuple[Finding, ...]:
    """That an application isn't where it could be moved on from."""
    return tuple(_state(request, *states))


def check_days(request: Request, values: Values, name: str) -> tuple[Finding, ...]:
    """What is wrong with the day of a decision or an end: it is needed, has come, and isn't before the application."""
    label, day = field_of(Request, name).label, values.get(name)
    if not isinstance(day, dt.date):
        return (_wrong("missing", f"请填{label}。", name),)
    if day > today():
        return (_wrong("day_to_come", f"{label} {day} 还没有到，请核对。", name),)
    if day < request.day:
        return (_wrong("before_application", f"{label} {day} 早于申请日期 {request.day}，请核对。", name),)
    return ()


def _state(request: Request, *states: RequestState) -> Iterator[Finding]:
    if request.state not in states:
        yield _wrong("state", f"申请已是“{request.state}”，不能再这样办理；要改请先退回待审。", "state")
    if request.batch is not None and RequestState.OPEN in states:
        yield _wrong("in_batch", f"申请已列入批次“{request.batch_title}”，请先在批次里列为不发。", "state")


def _signed(values: Values) -> Iterator[Finding]:
    if not values.get("decided_by"):
        yield _wrong("missing", "请填审批人。", "decided_by")


def _amount(amount: int, entitlement: Entitlement, values: Values) -> Iterator[Finding]:
    if values.get("granted") is None and entitlement.refused is not None:
        yield _wrong("refused", entitlement.refused, "granted")
    elif amount <= 0:
        yield _wrong("no_amount", "审定金额应大于 0；不给的请办“不予”。", "granted")


def _above(amount: int, rule: ProgrammeRule, values: Values, *, over: bool) -> Iterator[Finding]:
    if rule.upper_above is not None and amount > rule.upper_above and not values.get("upper_no"):
        limit = short_yuan(rule.upper_above)
        yield _wrong("upper_no", f"{rule.name}超过 {limit} 元要报上级批准，请填上级批复文号。", "upper_no")
    if not over:
        return
    if rule.over is Over.FORBID:
        yield _wrong("above_ceiling", f"{rule.name}不许超过标准和上限，请改小审定金额。", "granted")
        return
    yield doubt("above_ceiling", f"审定金额 {short_yuan(amount)} 元超过按标准能给的。").about("granted")
    if not values.get("override"):
        yield _wrong("override_missing", "超过标准或上限，请写明原因。", "override")
    if not values.get("override_by"):
        yield _wrong("override_by_missing", "超过标准或上限，请填是谁批准的。", "override_by")


def _basis(entitlement: Entitlement, amount: int, values: Values) -> str:
    said = entitlement.refused or entitlement.reason
    if amount == entitlement.amount and entitlement.refused is None:
        return said
    why = f"（{values.get('override')}，{values.get('override_by')}批准）" if values.get("override") else ""
    return f"{said.rstrip('。')}；审定 {short_yuan(amount)}{why}"


def _wrong(code: str, message: str, field: str) -> Finding:
    return Finding(code=code, message=message, field=field)
