"""Which pilots filed what they must, and what the others lack (reference: domain §4.2)."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from desktop.pilots.enterprise import Enterprise, PilotState
from desktop.pilots.submission import Submission, SubmissionState
from desktop.policy.standards import Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitPapers:
    """The papers of one pilot by how they stand.

    Attributes:
        accepted: kinds of which a version is in order.
        unchecked: kinds whose newest version waits to be checked.
        missing: kinds that are needed and of which no version is in order; some may be ``unchecked``.
    """

    enterprise: int
    name: str
    accepted: tuple[str, ...]
    unchecked: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Completeness:
    """How many of these pilots filed what they must."""

    needed: tuple[str, ...]
    units: tuple[UnitPapers, ...]

    @property
    def complete(self) -> int:
        """Those that lack nothing."""
        return sum(1 for one in self.units if not one.missing)

    @property
    def lacking(self) -> dict[str, int]:
        """How many lack each paper, by the order of policy; papers that nobody lacks aren't there."""
        counts = Counter(kind for one in self.units for kind in one.missing)
        return {kind: counts[kind] for kind in self.needed if counts[kind]}

    @property
    def sentence(self) -> str:
        """Such as “30 家中 22 家齐全，缺《产改组织机构文件》7 家、《产改试点实施方案》6 家”."""
        if not self.units:
            return "还没有试点单位。"
        if not self.needed:
            return "政策里没有要求报送的材料。"
        whole = f"{len(self.units)} 家"
        if not self.lacking:
            return f"{whole}材料齐全。"
        lacking = "、".join(f"《{kind}》{count} 家" for kind, count in self.lacking.items())
        return f"{whole}中 {self.complete} 家齐全，缺{lacking}。"


def completeness(policy: Policy, enterprises: Sequence[Enterprise], submissions: Iterable[Submission]) -> Completeness:
    """What these pilots filed and lack; those that left aren't asked."""
    needed = tuple(rule.name for rule in policy.submissions if rule.needed)
    filed: dict[int, list[Submission]] = defaultdict(list)
    for one in submissions:
        filed[one.enterprise].append(one)
    asked = (one for one in enterprises if one.state is not PilotState.LEFT)
    return Completeness(needed=needed, units=tuple(_unit(one, filed[one.id], needed) for one in asked))


def completeness_of(
    policy: Policy, enterprises: Iterable[Enterprise], in_order: Callable[[int, str], bool]
) -> Completeness:
    """The same where it is known already of which kinds of paper an enterprise has one in order."""
    needed = tuple(rule.name for rule in policy.submissions if rule.needed)
    return Completeness(needed=needed, units=tuple(_known(one, needed, in_order) for one in enterprises))


def _known(one: Enterprise, needed: Sequence[str], in_order: Callable[[int, str], bool]) -> UnitPapers:
    accepted = tuple(kind for kind in needed if in_order(one.id, kind))
    missing = tuple(kind for kind in needed if kind not in accepted)
    return UnitPapers(enterprise=one.id, name=one.name, accepted=accepted, unchecked=(), missing=missing)


def _unit(one: Enterprise, filed: Iterable[Submission], needed: Sequence[str]) -> UnitPapers:
    ordered = sorted(filed, key=lambda paper: paper.version)
    newest = {paper.kind: paper for paper in ordered}
    accepted = dict.fromkeys(paper.kind for paper in ordered if paper.state is SubmissionState.ACCEPTED)
    return UnitPapers(
        enterprise=one.id,
        name=one.name,
        accepted=tuple(accepted),
        unchecked=tuple(kind for kind, paper in newest.items() if paper.state is SubmissionState.RECEIVED),
        missing=tuple(kind for kind in needed if kind not in accepted),
    )
