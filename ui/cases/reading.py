"""What the page of a file reads and writes, in the worker."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from desktop.base.changes import Change
from desktop.base.findings import Finding
from desktop.cases.household import HouseholdDraft, State
from desktop.cases.waiting import Waiting
from desktop.office.cases import draft_of
from desktop.office.drafts import Unsaved
from desktop.office.procedure import Standpoint
from desktop.policy.standards import Policy
from ui.cases.list import DRAFTS

if TYPE_CHECKING:
    from desktop.office.office import Office

NEW = f"{DRAFTS}new:"
"""How the name of a new file begins under which what is typed is kept."""


class Opened(NamedTuple):
    """A file as it is read for the form; a new one stands nowhere yet."""

    number: int | None
    kept_as: str
    draft: HouseholdDraft
    state: str
    base: int
    kept: Unsaved | None
    policy: Policy
    at: Standpoint | None = None
    waiting: Waiting | None = None
    others: Sequence[Unsaved] = ()


def read(number: int, office: "Office") -> Opened:
    """A file, with what was typed and not saved; ``NotFoundError`` where it is no more."""
    at = office.procedure.of(number)
    home, name = at.home, f"{DRAFTS}{number}"
    return Opened(
        number=number,
        kept_as=name,
        draft=draft_of(home),
        state=home.state,
        base=office.cases.stamp(number),
        kept=office.drafts.get(name),
        policy=office.standing.on(),
        at=at,
        waiting=office.procedure.waiting(at),
    )


def begin(name: str, office: "Office") -> Opened:
    """What a new file begins with, or what was typed under that name and not saved."""
    kept = office.drafts.get(name)
    return Opened(
        number=None,
        kept_as=name,
        draft=HouseholdDraft(values={}, persons=()),
        state=State.DRAFT,
        base=0,
        kept=kept,
        policy=office.standing.on(),
        others=() if kept else office.drafts.every(NEW),
    )


def check(draft: HouseholdDraft, number: int | None, office: "Office") -> list[Finding]:
    """What the office finds beyond what reading a field found; that something is missing is said on saving only."""
    own = set(draft.findings)
    return [one for one in office.cases.check(draft, number) if one.code != "missing" and one not in own]


def save(draft: HouseholdDraft, number: int | None, name: str, office: "Office") -> Change:
    """Write it, and forget what was kept under that name."""
    change = office.cases.save(draft, number)
    office.drafts.drop(name)
    return change
