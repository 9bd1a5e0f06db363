"""What categories and causes are called in the version of the lists that a superior uses."""

from desktop.base.several import BETWEEN
from desktop.cases.household import Household
from desktop.policy.standards import Policy

_CAUSES = frozenset({"main_cause", "other_causes"})


class Calling:
    """Says labels in another version of their lists; what has no word there keeps its own.

    Attributes:
        unknown: the labels that had none.
    """

    def __init__(self, policy: Policy, version: str = "") -> None:
        self._policy = policy
        self._version = version
        self.unknown: set[str] = set()

    def of_field(self, name: str, value: str, home: Household) -> str:
        """The value of a field of a household, where its labels have versions."""
        if name == "category":
            return self.category(value)
        return self._causes(value, home) if name in _CAUSES else value

    def category(self, label: str) -> str:
        """What a category is called."""
        return self._called("category", label)

    def cause(self, label: str, *, applicant: bool = True) -> str:
        """What a cause is called; in some lists that depends on whether the applicant is concerned."""
        return self._called("cause", label, applicant=applicant)

    def _causes(self, labels: str, home: Household) -> str:
        own = not home.sick_person or home.applicant.name in home.sick_person
        return BETWEEN.join(dict.fromkeys(self.cause(label, applicant=own) for label in labels.split(BETWEEN)))

    def labels(self, codes: str) -> tuple[str, ...]:
        """The labels of a list, in the superior's words, each once."""
        if self._has(codes):
            return self._policy.labels(f"{codes}:{self._version}")
        return self._policy.labels(codes)

    def _called(self, codes: str, label: str, *, applicant: bool = True) -> str:
        if not label or not self._has(codes):
            return label
        found = self._policy.convert(codes, label, self._version, applicant=applicant)
        if found is None:
            self.unknown.add(label)
        return found or label

    def _has(self, codes: str) -> bool:
        return f"{codes}:{self._version}" in self._policy.codes


def versions(policy: Policy) -> tuple[str, ...]:
    """The versions of lists that there are words for."""
    found = (name.partition(":")[2] for name in policy.codes if name.startswith(("category:", "cause:")))
    return tuple(dict.fromkeys(found))
