"""What pilots are assessed by: indicators of the fronts, bonuses, vetoes and grades, as they were on a day.

An assessment keeps its scheme, so that a later row of policy changes nothing of it. Points are tenths of a point.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any

from desktop.base.errors import ForbiddenError
from desktop.base.findings import Finding, doubt
from desktop.base.values import show_points
from desktop.policy.pilot_standards import FULL_POINTS
from desktop.policy.standards import Policy

BONUS = "加分"
"""The front of what gives points beside the indicators."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """What is scored within a front, or as a bonus; as ``IndicatorRule`` has it."""

    front: str
    name: str
    points: int
    scoring: str = ""
    source: str = ""
    fact: str = ""
    full: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """A grade and the total from which it is given."""

    name: str
    least: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """All that an assessment goes by; the best grade first.

    Attributes:
        indicators: by fronts; ``bonuses`` are those of the front ``BONUS``.
        bonus_most: the most that all bonuses give together.
    """

    indicators: tuple[Indicator, ...] = ()
    bonuses: tuple[Indicator, ...] = ()
    bonus_most: int = 0
    vetoes: tuple[str, ...] = ()
    grades: tuple[Grade, ...] = ()

    @property
    def every(self) -> tuple[Indicator, ...]:
        """All that is scored, the bonuses last."""
        return (*self.indicators, *self.bonuses)

    @property
    def full(self) -> int:
        """What all indicators give together."""
        return sum(one.points for one in self.indicators)

    @property
    def fronts(self) -> Mapping[str, int]:
        """The fronts in their order, each with what its indicators give together."""
        found: dict[str, int] = {}
        for one in self.indicators:
            found[one.front] = found.get(one.front, 0) + one.points
        return found


def scheme_of(policy: Policy) -> Scheme:
    """The scheme that is in force; ``ForbiddenError`` where there is nothing to assess by."""
    if not policy.indicators or not policy.grades:
        lacks = "评价指标" if not policy.indicators else "评价等次"
        raise ForbiddenError(f"政策里没有{lacks}，不能开始评价。请先在“设置 · 政策标准”里登记。")
    return Scheme(
        indicators=tuple(
            Indicator(
                front=one.front,
                name=one.name,
                points=one.points,
                scoring=one.scoring,
                source=one.source,
                fact=one.fact,
                full=one.full,
            )
            for one in policy.indicators
        ),
        bonuses=tuple(
            Indicator(front=BONUS, name=one.name, points=one.points, scoring=one.scoring) for one in policy.bonuses
        ),
        bonus_most=policy.pilot.bonus_most if policy.pilot else 0,
        vetoes=tuple(one.name for one in policy.vetoes),
        grades=tuple(Grade(name=one.name, least=one.least) for one in policy.grades),
    )


def doubts(scheme: Scheme) -> Iterator[Finding]:
    """What is odd about a scheme: a sum of points that isn't a hundred."""
    if scheme.full != FULL_POINTS:
        message = (
            f"各指标合计 {show_points(scheme.full)} 分，不是 {show_points(FULL_POINTS)} 分，"
            "等次按合计得分评定，请核对指标。"
        )
        yield doubt("points_sum", message)


def to_json(scheme: Scheme) -> str:
    """The scheme as an assessment keeps it."""
    return json.dumps(asdict(scheme), ensure_ascii=False)


@lru_cache(maxsize=32)
def from_json(text: str) -> Scheme:
    """The scheme that an assessment keeps; what it doesn't say is empty."""
    kept: dict[str, Any] = json.loads(text)
    return Scheme(
        indicators=tuple(Indicator(**one) for one in kept.get("indicators", ())),
        bonuses=tuple(Indicator(**one) for one in kept.get("bonuses", ())),
        bonus_most=kept.get("bonus_most", 0),
        vetoes=tuple(kept.get("vetoes", ())),
        grades=tuple(Grade(**one) for one in kept.get("grades", ())),
    )
