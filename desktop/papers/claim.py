"""What the papers about one claim to aid are made from: application, paying line, file, and the aid of the year."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from desktop.aid.batch import Batch, Payment
from desktop.aid.request import Request
from desktop.aid.request_facts import facts_of
from desktop.base.calendar import chinese_date
from desktop.base.fields import Field, Kind, field_of
from desktop.base.money import yuan
from desktop.cases.household import Household
from desktop.papers.dossier import shown
from desktop.policy.aid_standards import ProgrammeRule, RequestForm
from desktop.policy.standards import Policy


class Earlier(NamedTuple):
    """Aid that stands in the same year: on which day, of what, how many fen; ``waiting``: not paid out yet."""

    day: dt.date
    programme: str
    amount: int
    waiting: bool = False


class Beneficiary(NamedTuple):
    """For whom aid is: the pupil, the patient."""

    name: str
    resident_id: str
    relation: str

    @property
    def other(self) -> bool:
        """Whether it is somebody else than who applies."""
        return self.relation != _SELF


_SELF = "本人"


@dataclass(frozen=True, kw_only=True)
class Claim:
    """One claim with all that its papers say; before there is an application, its form for the pen.

    Attributes:
        programme: what aid is for.
        request: the application; None where it is paid without one, or where none was made yet.
        payment, batch: the line that pays it and where that stands.
        home: the file; None for somebody who has none.
        earlier: what the household had in the same year, this claim not among it.
        policy: what holds on the day of the application; None where that isn't known.
    """

    programme: str
    request: Request | None = None
    payment: Payment | None = None
    batch: Batch | None = None
    home: Household | None = None
    earlier: tuple[Earlier, ...] = ()
    policy: Policy | None = None

    @property
    def rule(self) -> ProgrammeRule | None:
        """What there is to know about the programme."""
        return self.policy.programme(self.programme) if self.policy else None

    @property
    def form(self) -> RequestForm | None:
        """By what kind of application it is asked for."""
        return RequestForm(self.rule.form) if self.rule and self.rule.form else None

    @property
    def name(self) -> str:
        """Who asks for it and is paid."""
        return self.said("name")

    @property
    def beneficiary(self) -> "Beneficiary":
        """For whom it is: a member of the household, or whoever applies; nobody yet before there is an application."""
        for record in (self.request, self.payment):
            if record and record.beneficiary:
                relation = self.request.relation if self.request else ""
                return Beneficiary(record.beneficiary, record.beneficiary_id or "", relation or "")
        if self.request is None and self.payment is None:
            return Beneficiary("", "", "")
        return Beneficiary(self.name, self.said("resident_id"), _SELF)

    @property
    def granted(self) -> int | None:
        """What is given, fen; None while nothing is decided."""
        if self.payment:
            return self.payment.amount if self.payment.live else None
        return self.request.granted if self.request else None

    @property
    def basis(self) -> str:
        """How the amount came about, or why nothing is given."""
        if self.payment is None:
            return (self.request and self.request.basis) or ""
        refused = self.payment.excluded or self.payment.withheld
        return f"不发：{refused}" if refused else self.payment.reason

    @property
    def year(self) -> int | None:
        """The year of the aid."""
        return self.request.year if self.request else self.batch.year if self.batch else None

    @property
    def decided_on(self) -> dt.date | None:
        """When it was decided."""
        if self.request and self.request.decided_on:
            return self.request.decided_on
        return self.batch.decided_on if self.batch and self.batch.approved_by else None

    @property
    def decided_by(self) -> str:
        """Who decided, or nothing."""
        asked = self.request and self.request.decided_by
        return asked or (self.batch and self.batch.approved_by) or ""

    def said(self, name: str) -> str:
        """What application, line, batch, file or applicant say under that name: the first that says anything."""
        home = self.home
        records: tuple[Any, ...] = (self.request, self.payment, self.batch, home, home and home.applicant)
        for record in records:
            kind, value = record.__class__, getattr(record, name, None)
            if value not in {None, ""}:
                return shown(field_of(kind, name), value)
        return ""

    def facts(self) -> Iterator[tuple[Field, str]]:
        """What the programme's form asks besides, each with what was answered."""
        known = self.request.facts if self.request else {}
        for one in facts_of(self.form or ""):
            yield one, shown(one, known.get(one.name))

    def fact(self, name: str) -> str:
        """One answer of the programme's form; nothing where there is none."""
        return next((text for one, text in self.facts() if one.name == name), "")

    def earlier_said(self) -> str:
        """The year's earlier aid line by line, with its sum; “无” where there was none, nothing for the pen."""
        if not self.earlier:
            return "无" if self.request or self.payment else ""
        lines = [
            f"{chinese_date(one.day)}　{one.programme}　{yuan(one.amount)}元{_WAITING * one.waiting}"
            for one in self.earlier
        ]
        total = f"合计 {yuan(sum(one.amount for one in self.earlier))}元"
        return "\n".join([*lines, total] if len(lines) > 1 else lines)


_WAITING = "（待发放）"


def label_of(one: Field) -> str:
    """What a paper calls a field: its label with the unit, 元 for money."""
    unit = one.unit or ("元" if one.kind is Kind.MONEY else "")
    return f"{one.label}（{unit}）" if unit else one.label
