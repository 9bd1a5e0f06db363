"""What is wrong or doubtful with figures of labour-relations monitoring, and what they say (reference: domain §4.6)."""

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from desktop.base.calendar import chinese_date, today
from desktop.base.fields import Values
from desktop.base.findings import Finding, doubt
from desktop.base.money import short_yuan
from desktop.pilots.filling_dues import is_filled_in
from desktop.pilots.periods import begins, ends, read_period, told
from desktop.policy.standards import Policy

RISKS = "risk"
"""The code list of risks, from the lowest to the highest."""

_PARTS = (("contracts", "签订劳动合同人数"), ("insured", "参加社会保险人数"), ("overdue_heads", "欠薪人数"))
_RATES = (("contracts", "劳动合同签订率"), ("insured", "社会保险参保率"))


class Risk(NamedTuple):
    """A proposed risk, and why."""

    label: str
    reason: str


def check_filling(values: Values, policy: Policy) -> Iterator[Finding]:
    """What is wrong or doubtful with what a pilot filled in."""
    yield from check_filled_period(values, policy)
    heads = values.get("heads")
    for name, label in _PARTS:
        some = values.get(name)
        if isinstance(heads, int) and isinstance(some, int) and some > heads:
            yield Finding(
                code="more_than_all", message=f"{label} {some:,} 人多于用工人数 {heads:,} 人，请核对。", field=name
            )
    yield from _with_heads(values)
    risk = proposed_risk(values, policy)
    if risk and values.get("risk") and values["risk"] != risk.label:
        yield doubt("risk", f"按填报的情况建议风险等级为“{risk.label}”：{risk.reason}。").about("risk")


def check_filled_period(values: Values, _: Policy) -> Iterator[Finding]:
    """What is wrong or doubtful with the month or quarter that is filled in."""
    key, filled = values.get("period"), values.get("filled_on")
    period = _known(key)
    if key and period is None:
        yield Finding(code="period", message=f"期间“{key}”看不懂，请写成 2022Q3 或 2022-09。", field="period")
    if isinstance(filled, dt.date) and filled > today():
        yield Finding(code="ahead", message=f"填报日期 {chinese_date(filled)}在今天之后，请核对。", field="filled_on")
    if period is not None and begins(period) > today():
        yield Finding(code="period", message=f"{told(period)}还没有开始，请核对。", field="period")
    elif isinstance(filled, dt.date) and period is not None and filled < begins(period):
        yield doubt("ahead", f"填报日期早于{told(period)}的第一天，请核对。").about("filled_on")


def _known(key: object) -> str | None:
    """The period, as it is kept already; None for anything else."""
    found = read_period(key) if isinstance(key, str) else None
    return found if found == key and found is not None and is_filled_in(found) else None


def _with_heads(values: Values) -> Iterator[Finding]:
    if values.get("disputes") and not values.get("dispute_heads"):
        yield doubt("no_heads", "有劳动争议，没有写涉及人数，请核实补填。").about("dispute_heads")
    if values.get("overdue") and not values.get("overdue_heads"):
        yield doubt("no_heads", "有欠薪金额，没有写欠薪人数，请核实补填。").about("overdue_heads")
    if values.get("overdue_heads") and not values.get("overdue"):
        yield doubt("no_money", "有欠薪人数，没有写欠薪金额，请核实补填。").about("overdue")


def proposed_risk(values: Values, policy: Policy) -> Risk | None:
    """The risk that the figures speak for, and why; None where nothing was filled in or the list has no risks.

    The highest for wages that are owed or disputes that involve people, a middle one for other disputes and a
    collective contract that has run out, else the lowest.
    """
    known = policy.labels(RISKS)
    if not known or not _said(values):
        return None
    grave, some = list(_grave(values)), list(_some(values))
    if grave:
        return Risk(known[-1], "、".join(grave))
    return Risk(known[len(known) // 2], "、".join(some)) if some else Risk(known[0], "没有欠薪和劳动争议")


def _said(values: Values) -> bool:
    return any(values.get(name) is not None for name in ("heads", "overdue", "overdue_heads", "disputes"))


def _grave(values: Values) -> Iterator[str]:
    heads, money = values.get("overdue_heads"), values.get("overdue")
    if heads or money:
        who = f" {heads:,} 人" if isinstance(heads, int) and heads else ""
        yield f"欠薪{who}" + (f" {short_yuan(money)} 元" if isinstance(money, int) and money else "")
    disputes, people = values.get("disputes"), values.get("dispute_heads")
    if isinstance(people, int) and people:
        yield f"劳动争议 {disputes or 1} 件、涉及 {people:,} 人"


def _some(values: Values) -> Iterator[str]:
    if values.get("disputes"):
        yield f"劳动争议 {values['disputes']} 件"
    until, period = values.get("contract_until"), _known(values.get("period"))
    if isinstance(until, dt.date) and period is not None and until < ends(period):
        yield f"集体合同{chinese_date(until)}到期"


def rate(part: object, heads: object) -> int | None:
    """A share in tenths of a percent, rounded to the nearest; None where there are no heads.

    >>> rate(482, 500)
    964
    """
    if not isinstance(part, int) or not isinstance(heads, int) or heads <= 0:
        return None
    return (part * 2000 + heads) // (2 * heads)


def rates(values: Values) -> tuple[str, ...]:
    """What shares have contracts and insurance, in words; what isn't known isn't told."""
    heads = values.get("heads")
    found = ((label, values.get(name), rate(values.get(name), heads)) for name, label in _RATES)
    return tuple(
        f"{label} {share / 10:.1f}%（{part:,}/{heads:,} 人）" for label, part, share in found if share is not None
    )
