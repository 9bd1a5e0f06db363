"""What changed rules would cost in a year, beside what they cost now; amounts are fen."""

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.aid.ceiling import Ask, ceiling
from desktop.policy.aid_standards import AmountRule
from desktop.policy.standards import Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """So many households, pupils or applications of a programme that get the same.

    Attributes:
        applied: whether they applied, and so are paid once.
        own: what each paid oneself; None where nobody says.
    """

    programme: str
    category: str
    count: int
    stage: str = ""
    applied: bool = False
    own: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What those of a category and stage get by the rule now and by the rule then: in a year, all together."""

    programme: str
    category: str
    stage: str
    count: int
    rule_before: AmountRule | None
    rule_after: AmountRule | None
    before: int
    after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Simulation:
    """What changed rules would cost.

    Attributes:
        year: the year that is reckoned, whole.
        costs: by programme, category and stage; only those whom somebody of is there.
        spent: what batches of these programmes already hold or paid in that year.
        balance: what the year's funds that may pay it have left.
    """

    year: int
    costs: tuple[Cost, ...]
    spent: int
    balance: int

    @property
    def before(self) -> int:
        """What the year costs by the rules as they are."""
        return sum(cost.before for cost in self.costs)

    @property
    def after(self) -> int:
        """What it would cost."""
        return sum(cost.after for cost in self.costs)

    @property
    def more(self) -> int:
        """How much more that is; below zero where it is less."""
        return self.after - self.before

    @property
    def missing(self) -> int:
        """What the funds lack for what is still to be paid; 0 where they suffice."""
        return max(max(self.after - self.spent, 0) - self.balance, 0)


def costs(cases: Iterable[Alike], before: Policy, after: Policy) -> tuple[Cost, ...]:
    """What the cases cost by each policy; those of one category and stage together, the costliest first."""
    held: dict[tuple[str, str, str], Cost] = {}
    for alike in cases:
        key = alike.programme, alike.category, alike.stage
        one, so_far = _cost(alike, before, after), held.get(key)
        held[key] = one if so_far is None else _together(so_far, one)
    return tuple(sorted(held.values(), key=lambda one: (one.programme, -one.after, one.category, one.stage)))


def _cost(alike: Alike, before: Policy, after: Policy) -> Cost:
    rules = [policy.amount(alike.programme, alike.category, alike.stage) for policy in (before, after)]
    sums = [alike.count * _yearly(rule, alike, policy) for rule, policy in zip(rules, (before, after), strict=True)]
    return Cost(
        programme=alike.programme,
        category=alike.category,
        stage=alike.stage,
        count=alike.count,
        rule_before=rules[0],
        rule_after=rules[1],
        before=sums[0],
        after=sums[1],
    )


def _together(one: Cost, other: Cost) -> Cost:
    return Cost(
        programme=one.programme,
        category=one.category,
        stage=one.stage,
        count=one.count + other.count,
        rule_before=one.rule_before,
        rule_after=one.rule_after,
        before=one.before + other.before,
        after=one.after + other.after,
    )


def _yearly(rule: AmountRule | None, alike: Alike, policy: Policy) -> int:
    """What one of them gets in a year: an application is paid once, anybody else as often as the rule says."""
    if rule is None:
        return 0
    line, paid = policy.line.amount if policy.line else 0, 0
    for _ in range(1 if alike.applied else rule.times_a_year):
        found = ceiling(rule, Ask(own_payment=alike.own), line, paid)
        paid += min(found.standard, found.most)
    return paid
