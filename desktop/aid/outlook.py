"""What a batch would pay, before it is drawn up."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from desktop.aid.entitlement import Entitlement


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """So many payees of a category at the same amount, in fen each."""

    category: str
    amount: int
    count: int

    @property
    def total(self) -> int:
        """What they get in all, in fen."""
        return self.amount * self.count


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Who gets nothing for one and the same reason."""

    reason: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What would be paid and refused; ``balance`` is what the fund has now, in fen."""

    shares: tuple[Share, ...]
    refusals: tuple[Refusal, ...]
    balance: int

    @property
    def payees(self) -> int:
        """How many would be paid."""
        return sum(share.count for share in self.shares)

    @property
    def refused(self) -> int:
        """How many would get nothing."""
        return sum(len(one.names) for one in self.refusals)

    @property
    def total(self) -> int:
        """What would be paid in all, in fen."""
        return sum(share.total for share in self.shares)

    @property
    def left(self) -> int:
        """What would stay in the fund, in fen; below zero where it is short."""
        return self.balance - self.total


def outlook(grants: Iterable[tuple[str, str, Entitlement]], balance: int) -> Outlook:
    """The outlook of grants, each with the payee's name and category; the largest shares first."""
    paid: dict[tuple[str, int], int] = defaultdict(int)
    refused: dict[str, list[str]] = defaultdict(list)
    for name, category, granted in grants:
        if granted.refused is None:
            paid[category, granted.amount] += 1
        else:
            refused[granted.refused].append(name)
    shares = [Share(category=category, amount=amount, count=count) for (category, amount), count in paid.items()]
    refusals = [Refusal(reason=reason, names=tuple(names)) for reason, names in refused.items()]
    return Outlook(
        shares=tuple(sorted(shares, key=lambda one: (-one.total, one.category))),
        refusals=tuple(sorted(refusals, key=lambda one: (-len(one.names), one.reason))),
        balance=balance,
    )
