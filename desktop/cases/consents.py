"""Who agreed to what is done with their data, and who read a file (reference: domain §1.8, §8)."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated

from desktop.base.calendar import age_on, today
from desktop.base.fields import Kind, Values, field
from desktop.base.findings import Finding
from desktop.base.several import BETWEEN
from desktop.cases.household import Person
from desktop.policy.standards import Policy

NOTICE, HANDING_ON = "公示", "上报上级工会"
"""The scopes that a public notice and handing data on ask for; labels of the list ``consent_scope``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """What one person agreed to on one day.

    Attributes:
        name: the person's.
        signed_by: who signed: the person, or the guardian of a child.
    """

    id: int
    household: int
    person: int
    name: str
    given_on: Annotated[dt.date, field("同意日期", Kind.DATE, needed=True)]
    scopes: Annotated[str, field("同意范围", Kind.CODE, codes="consent_scope", most=9, needed=True)]
    signed_by: Annotated[str, field("签字人", Kind.NAME, needed=True)]
    withdrawn_on: Annotated[dt.date | None, field("撤回日期", Kind.DATE)] = None
    note: Annotated[str | None, field("备注", limit=200)] = None

    @property
    def covers(self) -> tuple[str, ...]:
        """The scopes one by one; none once it is withdrawn."""
        return () if self.withdrawn_on else tuple(self.scopes.split(BETWEEN))


@dataclass(frozen=True, slots=True, kw_only=True)
class Consenting:
    """One person of a file and the consents in force and withdrawn, the newest first."""

    person: Person
    minor: bool
    given: tuple[Consent, ...] = ()

    @property
    def covers(self) -> tuple[str, ...]:
        """Every scope that the person agrees to."""
        return tuple(dict.fromkeys(scope for one in self.given for scope in one.covers))


def is_minor(person: Person, day: dt.date, policy: Policy) -> bool:
    """Whether somebody else signs for that person on a day; one whose birth isn't known signs."""
    below = policy.consent.guardian_below if policy.consent else 0
    return person.birth is not None and age_on(person.birth, day) < below


def check_consent(persons: Sequence[Person], values: Values, policy: Policy) -> tuple[Finding, ...]:
    """What is wrong with the consent of these persons: the day, what they agree to, who signs for the children."""
    return tuple(_consent(persons, values, policy))


def _consent(persons: Sequence[Person], values: Values, policy: Policy) -> Iterator[Finding]:
    day = values.get("given_on")
    if not persons:
        yield Finding(code="nobody", message="请勾选是谁同意。", field="persons")
    if not values.get("scopes"):
        yield Finding(code="missing", message="请勾选同意的范围。", field="scopes")
    yield from _day(day, "given_on", "同意日期")
    if not isinstance(day, dt.date):
        return
    children = [one for one in persons if is_minor(one, day, policy)]
    if not children:
        return
    names = "、".join(one.name for one in children)
    below = policy.consent.guardian_below if policy.consent else 0
    guardian = str(values.get("guardian") or "")
    if not guardian:
        message = f"{names}不满 {below} 周岁，要由监护人签字，请填监护人姓名。"
        yield Finding(code="guardian_missing", message=message, field="guardian")
    elif guardian in {one.name for one in children}:
        message = f"{guardian}自己不满 {below} 周岁，不能作监护人签字。"
        yield Finding(code="guardian_minor", message=message, field="guardian")


def check_withdrawal(consent: Consent, day: object) -> tuple[Finding, ...]:
    """What is wrong with withdrawing a consent on a day."""
    found = tuple(_day(day, "withdrawn_on", "撤回日期"))
    if isinstance(day, dt.date) and day < consent.given_on:
        message = f"撤回日期早于同意日期 {consent.given_on}，请核对。"
        found += (Finding(code="before_consent", message=message, field="withdrawn_on"),)
    return found


def _day(day: object, name: str, label: str) -> Iterator[Finding]:
    if not isinstance(day, dt.date):
        yield Finding(code="missing", message=f"缺少{label}，请补填。", field=name)
    elif day > today():
        yield Finding(code="future_date", message=f"{label}“{day}”在今天之后，请核对。", field=name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Consultation:
    """Somebody read a file: the person it is about, or another unit with the keeper's approval."""

    id: int
    household: int
    day: Annotated[dt.date, field("查阅日期", Kind.DATE, needed=True)]
    reader: Annotated[str, field("查阅人", Kind.NAME, needed=True)]
    unit: Annotated[str | None, field("查阅单位")] = None
    purpose: Annotated[str, field("查阅事由", needed=True, limit=200)]
    approved_by: Annotated[str | None, field("批准人", limit=30)] = None
    items: Annotated[str | None, field("查阅内容", limit=200)] = None
    returned_on: Annotated[dt.date | None, field("归还日期", Kind.DATE)] = None
    note: Annotated[str | None, field("备注", limit=200)] = None


def check_consultation(values: Values) -> tuple[Finding, ...]:
    """What is wrong with an entry of the register; another unit needs the keeper's approval (domain §1.8)."""
    found = list(_day(values.get("day"), "day", "查阅日期"))
    for name, label in (("reader", "查阅人"), ("purpose", "查阅事由")):
        if not values.get(name):
            found.append(Finding(code="missing", message=f"缺少{label}，请补填。", field=name))
    if values.get("unit") and not values.get("approved_by"):
        message = "外单位查阅要经批准，请填批准人。"
        found.append(Finding(code="approval_missing", message=message, field="approved_by"))
    if values.get("returned_on"):
        found += check_return(values.get("day"), values.get("returned_on"))
    return tuple(found)


def check_return(day: object, returned_on: object) -> tuple[Finding, ...]:
    """What is wrong with the day on which a file came back."""
    found = tuple(_day(returned_on, "returned_on", "归还日期"))
    if isinstance(day, dt.date) and isinstance(returned_on, dt.date) and returned_on < day:
        message = f"归还日期早于查阅日期 {day}，请核对。"
        found += (Finding(code="before_reading", message=message, field="returned_on"),)
    return found
