"""What a paper must hold, ticked off point by point (reference: domain §4.2)."""

from collections.abc import Iterable

from desktop.base import several
from desktop.base.codes import CodeList
from desktop.base.errors import ForbiddenError
from desktop.policy.pilot_standards import SubmissionRule
from desktop.policy.standards import Policy


def rule_of(policy: Policy, kind: str) -> SubmissionRule | None:
    """What policy asks of a paper; None of one that it no longer knows."""
    return next((rule for rule in policy.submissions if rule.name == kind), None)


def points_in(rule: SubmissionRule | None, contents: str | None) -> tuple[str, ...]:
    """The points that were found in a paper."""
    return tuple(part.label or part.words for part in several.parts(_listed(rule), contents or ""))


def lacking(rule: SubmissionRule | None, contents: Iterable[str]) -> tuple[str, ...]:
    """The points that a paper must hold and that weren't found."""
    found = set(contents)
    return tuple(point for point in (rule.contents if rule else ()) if point not in found)


def joined(rule: SubmissionRule | None, contents: Iterable[str]) -> str | None:
    """The points as they are kept, in the order of the list; ``ForbiddenError`` for one that isn't on it."""
    listed = _listed(rule)
    found = tuple(contents)
    strange = next((point for point in found if point not in listed.labels), None)
    if strange is not None and rule:
        known = several.BETWEEN.join(listed.labels) or "（没有）"
        raise ForbiddenError(f"《{rule.name}》的内容清单里没有“{strange}”，清单是：{known}。")
    return several.joined(listed, found)


def _listed(rule: SubmissionRule | None) -> CodeList:
    return CodeList("contents", rule.contents if rule else ())


def reason_for(points: Iterable[str]) -> str:
    """Why a paper without these points is returned, as a proposal; empty where it lacks none."""
    missing = several.BETWEEN.join(points)
    return f"缺少{missing}，请补充后重新报送。" if missing else ""
