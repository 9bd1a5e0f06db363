"""What granting an application comes to: the amount, how it came about, and what stands against it."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from desktop.aid.ceiling import check_amount, needs_superior
from desktop.aid.entitlement import Entitlement
from desktop.aid.request import Request, RequestState
from desktop.base.calendar import today
from desktop.base.fields import Field, Values, field_of
from desktop.base.findings import Finding, doubt
from desktop.base.money import short_yuan
from desktop.policy.aid_standards import Over, ProgrammeRule

_SIGNED = ("decided_on", "decided_by")
_MORE = ("granted", "opinion", "upper_no", "override", "override_by")


def _needed(*names: str) -> tuple[Field, ...]:
    return tuple(replace(field_of(Request, name), needed=True) for name in names)


DECISION = (*_needed(*_SIGNED), *(field_of(Request, name) for name in _MORE))
"""What granting asks for; an amount that isn't said is what the rule gives."""

REFUSAL = _needed(*_SIGNED, "opinion")
"""What refusing asks for; the opinion says why."""

ENDED = (*_needed("finished_on", "result"), field_of(Request, "note"))
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
    stands = (*_state(request, RequestState.OPEN), *_free(request))
    found = (*stands, *check_days(request, values, "decided_on"), *_signed(values))
    if rule is None:
        gone = _wrong("programme_unknown", f"政策里已没有“{request.programme}”这个项目。", "programme")
        return Judged(request=request, findings=(*found, gone))
    if not rule.money or entitlement is None:
        return Judged(request=request, findings=found)
    typed = values.get("granted")
    amount = typed if isinstance(typed, int) else entitlement.amount
    over = entitlement.ceiling is not None and amount > entitlement.ceiling
    return Judged(
        request=request,
        granted=amount,
        basis=_basis(entitlement, amount, values if over else {}),
        over=over,
        entitlement=entitlement,
        findings=(*found, *_amount(request, amount, entitlement, values, rule)),
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


def _free(request: Request) -> Iterator[Finding]:
    if request.batch is not None:
        yield _wrong("in_batch", f"申请已列入批次“{request.batch_title}”，请先在批次里列为不发。", "state")


def _signed(values: Values) -> Iterator[Finding]:
    if not values.get("decided_by"):
        yield _wrong("missing", "请填审批人。", "decided_by")


def _amount(
    request: Request, amount: int, entitlement: Entitlement, values: Values, rule: ProgrammeRule
) -> Iterator[Finding]:
    if entitlement.refused is not None and (entitlement.final or values.get("granted") is None):
        yield _wrong("refused", entitlement.refused, "granted")
        return
    if amount <= 0:
        yield _wrong("no_amount", "审定金额应大于 0；不给的请办“不予”。", "granted")
    if request.asked is not None and amount > request.asked:
        yield doubt("above_asked", f"审定金额大于申请的 {short_yuan(request.asked)} 元，请核对。").about("granted")
    why, who = (str(values.get(name) or "") for name in ("override", "override_by"))
    for one in check_amount(request.whose, amount, entitlement.ceiling, rule, override=why, override_by=who):
        yield one.about("granted" if rule.over is Over.FORBID else "override")
    if needs_superior(amount, rule) and not values.get("upper_no"):
        limit = short_yuan(rule.upper_above or 0)
        yield _wrong("upper_no", f"{rule.name}超过 {limit} 元要报上级批准，请填上级批复文号。", "upper_no")


def _basis(entitlement: Entitlement, amount: int, values: Values) -> str:
    said = (entitlement.refused or entitlement.reason).rstrip("。")
    if amount == entitlement.amount and entitlement.refused is None:
        return said
    why = f"（{values['override']}，{values.get('override_by') or '…'}批准）" if values.get("override") else ""
    return f"{said}；审定 {short_yuan(amount)}{why}"


def _wrong(code: str, message: str, field: str) -> Finding:
    return Finding(code=code, message=message, field=field)
