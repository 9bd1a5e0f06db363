"""What of the year's payments counts for an amount, and what stands against it (reference: domain §2.3, peers L7)."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from desktop.base.calendar import chinese_date
from desktop.base.money import short_yuan
from desktop.policy.aid_standards import Per
from desktop.policy.standards import Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class Paid:
    """What a household already got in the year. ``amount`` is fen.

    Attributes:
        purpose: the programme whose benefit it was, where that isn't its own: two programmes clash only by purpose.
        batch: title of the batch, for the sentence.
        waiting: whether the batch isn't paid yet; it counts all the same.
        name: for whom it was.
        payee: who got it, where that was on another file of somebody of the household.
        mine: whether it was for the very person who is to get something now.
        here: whether it stands in the very batch.
    """

    programme: str
    amount: int
    day: dt.date
    purpose: str = ""
    batch: str = ""
    waiting: bool = False
    name: str = ""
    payee: str = ""
    mine: bool = True
    here: bool = False

    @property
    def counts_for(self) -> str:
        """The programme on whose limits it counts."""
        return self.purpose or self.programme


class Conflict(NamedTuple):
    """A payment of the year that counts against what is asked; ``refuses`` where nothing can be paid beside it."""

    paid: Paid
    refuses: bool

    @property
    def sentence(self) -> str:
        """Who got what, when and in which batch."""
        return f"{'不能同时享受' if self.refuses else '同一用途'}：{told(self.paid)}。"


def told(paid: Paid) -> str:
    """Programme, person, day, batch and amount of a payment."""
    who = f"（{paid.name}）" if paid.name else ""
    batch = f"，批次“{paid.batch}”" if paid.batch else ""
    waiting = "，还没有发放" if paid.waiting else ""
    return f"{paid.programme}{who} {chinese_date(paid.day)}{batch}，{short_yuan(paid.amount)} 元{waiting}"


def purpose_of(programme: str, policy: Policy) -> str:
    """What a programme is for: two payments that are for the same clash."""
    return policy.programme(programme).counts_for


def counted(programme: str, policy: Policy, paid: Iterable[Paid]) -> tuple[Paid, ...]:
    """What counts for the limits: the same purpose, of the person or of the whole household as policy says."""
    alone = policy.programme(programme).per is Per.PERSON
    return tuple(one for one in alike(programme, policy, paid) if one.mine or not alone)


def alike(programme: str, policy: Policy, paid: Iterable[Paid]) -> Iterator[Paid]:
    """What was paid for the same purpose to anybody of the household."""
    purpose = purpose_of(programme, policy)
    return (one for one in paid if purpose_of(one.counts_for, policy) == purpose)


def barring(programme: str, policy: Policy, paid: Iterable[Paid]) -> tuple[Paid, ...]:
    """What of the household's year can't be had beside the programme, whichever of the two says so."""
    excluded = policy.programme(programme).excludes
    return tuple(
        one for one in paid if one.programme in excluded or programme in policy.programme(one.programme).excludes
    )


def conflicts(programme: str, policy: Policy, paid: Sequence[Paid]) -> tuple[Conflict, ...]:
    """All that a clerk should know of before granting something, what refuses first."""
    bars = barring(programme, policy, paid)
    same = (one for one in alike(programme, policy, paid) if one not in bars)
    return (*(Conflict(one, refuses=True) for one in bars), *(Conflict(one, refuses=False) for one in same))


def barred(programme: str, policy: Policy, paid: Iterable[Paid]) -> str | None:
    """The sentence that refuses, where the household already has what can't be had beside it."""
    found = barring(programme, policy, paid)
    if not found:
        return None
    return f"{programme}不能与{found[0].programme}同一年度享受：{told(found[0])}。"


def listed(programme: str, policy: Policy, paid: Sequence[Paid], *, filed: bool) -> str | None:
    """The sentence that refuses whoever stands in this very batch already, however often it may be had a year.

    Args:
        programme: what the batch pays.
        policy: the policy of its day.
        paid: what the household has of the year.
        filed: whether the line is drawn from a file, so that no other file of the same people stands beside it.
    """
    here = [one for one in paid if one.here]
    other = next((one.payee for one in here if one.payee), None)
    if filed and other is not None:
        return f"家庭成员已随另一份档案的{other}列入本批次，请核对是否一户多档。"
    again = counted(programme, policy, here)
    return f"{again[0].name or '这一户'}已列入本批次，一批只能发一次。" if again else None
