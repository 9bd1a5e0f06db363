"""Which documents a file needs, said a second time: what the answers of the office file are held against."""

from collections.abc import Sequence

from desktop.base.fields import Values
from desktop.base.several import BETWEEN
from desktop.policy.standards import YES, Condition, DocumentRule


def wanted(rule: DocumentRule, household: Values, persons: Sequence[Values]) -> bool:
    """Whether a household's file must have it; the applicant is the first of the persons."""
    return rule.needed and (not rule.when or any(_holds(one, household, persons) for one in rule.when))


def _holds(condition: Condition, household: Values, persons: Sequence[Values]) -> bool:
    asked = {"household": [household], "person": persons, "applicant": persons[:1]}[condition.whose]
    return any(_met(condition, values) for values in asked)


def _met(condition: Condition, values: Values) -> bool:
    value = values.get(condition.field)
    if value is None or value is False:
        return False
    said = [YES] if value is True else str(value).split(BETWEEN)
    return not condition.any_of or any(one in condition.any_of for one in said)
