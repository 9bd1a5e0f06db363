"""What the papers of a hardship file are made from: the file, its steps, the policy, what it holds on paper."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from desktop.base.calendar import chinese_date
from desktop.base.fields import Field, Value, field_of
from desktop.base.values import show_value
from desktop.cases.consents import is_minor
from desktop.cases.documents import Document
from desktop.cases.household import Household, Person
from desktop.cases.procedure import Progress, levels, progress
from desktop.cases.steps import FORMS, Step, Verb, value_of
from desktop.policy.standards import Policy

_TRAIL = frozenset({Verb.ACCEPT, Verb.VISIT, Verb.ASSESS, Verb.POST, Verb.END_NOTICE, Verb.DECIDE})
"""Steps that no longer count once they were returned."""

NO_DATE = "　　　　年　　月　　日"
"""A date for the pen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuer:
    """Who makes the paper and on what day; the office's telephone, and the city union above it."""

    office: str
    day: dt.date
    phone: str = ""
    city: str = ""


@dataclass(frozen=True, kw_only=True)
class Dossier:
    """One hardship file with all that its papers say.

    Attributes:
        steps: every step that was taken, the oldest first.
        policy: what is in force; None where that isn't known.
        documents: what it holds, in the order it came; where the paper needs them.
    """

    home: Household
    steps: tuple[Step, ...] = ()
    policy: Policy | None = None
    documents: tuple[Document, ...] = ()

    @cached_property
    def progress(self) -> Progress:
        """Where the file stands."""
        return progress(self.home.state, self.steps)

    def latest(self, verb: Verb) -> Step | None:
        """The newest step of that verb, of those that count."""
        steps = self.progress.trail if verb in _TRAIL else self.steps
        return next((step for step in reversed(steps) if step.verb is verb), None)

    def said(self, verb: Verb, name: str) -> str:
        """What the newest step of that verb says in a field, as papers show it; nothing where there is none."""
        return said(self.latest(verb), name)

    @property
    def levels(self) -> tuple[str, ...]:
        """Who decides, in order."""
        return levels(self.policy) if self.policy else ("区总工会",)

    def approval(self, level: str) -> Step | None:
        """The approval of that level."""
        return next((step for step in self.progress.approvals if step.body.get("level") == level), None)

    def objections(self) -> Iterator[tuple[Step, Step | None]]:
        """The objections to the newest notice, each with how it was dealt with."""
        posted = self.latest(Verb.POST)
        since = [step for step in self.steps if posted is None or step.id > posted.id]
        answers = {step.body.get("objection"): step for step in since if step.verb is Verb.ANSWER}
        return ((step, answers.get(step.id)) for step in since if step.verb is Verb.OBJECT)


def said(step: Step | None, name: str) -> str:
    """What a step says in a field, as papers show it; nothing where there is no step."""
    if step is None:
        return ""
    value = value_of(step, name)
    return shown(field_of(FORMS[step.verb], name), value)


def shown(one: Field, value: Value) -> str:
    """A value as papers show it: as everywhere, but dates in Chinese."""
    return chinese_date(value) if isinstance(value, dt.date) else show_value(one, value)


def date_or_pen(day: dt.date | None) -> str:
    """The date, or an empty one for the pen."""
    return chinese_date(day) if day else NO_DATE


def guarded(person: Person, policy: Policy | None, day: dt.date) -> bool:
    """Whether somebody else signs for that person, by policy."""
    return policy is not None and is_minor(person, day, policy)
