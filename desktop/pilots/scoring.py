"""What scores come to: sums by front, bonus, veto and grade (reference: domain §4.4), in whole tenths of a point."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from desktop.base.findings import Finding
from desktop.base.values import show_points
from desktop.pilots.scheme import BONUS, Grade, Scheme


class Mark(NamedTuple):
    """What somebody gave for an indicator or a bonus; None: nothing yet."""

    front: str
    name: str
    points: int
    given: int | None

    @property
    def is_bonus(self) -> bool:
        """Whether it is given beside the indicators."""
        return self.front == BONUS


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What marks come to.

    Attributes:
        fronts: what each front got so far; what has no mark yet counts nothing.
        bonus: what the bonuses give, no more than they may together; ``claimed`` is their sum.
        missing: indicators without a mark; a bonus without one is simply none.
        vetoes: what gives the last grade.
        grade: what follows from the total, or from a veto; None while an indicator is missing and nothing vetoes.
    """

    fronts: Mapping[str, int]
    bonus: int
    claimed: int
    missing: tuple[Mark, ...]
    vetoes: tuple[str, ...]
    grade: str | None

    @property
    def so_far(self) -> int:
        """What was given until now, bonus included: it may lift the total above a hundred points."""
        return sum(self.fronts.values()) + self.bonus

    @property
    def total(self) -> int | None:
        """The total, where no indicator is missing."""
        return None if self.missing else self.so_far

    @property
    def lacks(self) -> str:
        """The missing indicators in one phrase; an empty text where none is.

        >>> mark = Mark("建功立业", "劳动竞赛", 60, None)
        >>> Outcome(fronts={}, bonus=0, claimed=0, missing=(mark,), vetoes=(), grade=None).lacks
        '劳动竞赛'
        """
        shown = "、".join(one.name for one in self.missing[:_NAMED])
        return f"{shown}等 {len(self.missing)} 项" if len(self.missing) > _NAMED else shown


_NAMED = 4


def reckon(marks: Iterable[Mark], scheme: Scheme, vetoes: Collection[str] = ()) -> Outcome:
    """What the marks come to, in whatever order they were given."""
    every = tuple(marks)
    indicators = [one for one in every if not one.is_bonus]
    fronts = dict.fromkeys((*scheme.fronts, *(one.front for one in indicators)), 0)
    for one in indicators:
        fronts[one.front] += one.given or 0
    claimed = sum(one.given or 0 for one in every if one.is_bonus)
    bonus = min(claimed, scheme.bonus_most)
    missing = tuple(one for one in indicators if one.given is None)
    total = None if missing else sum(fronts.values()) + bonus
    return Outcome(
        fronts=fronts,
        bonus=bonus,
        claimed=claimed,
        missing=missing,
        vetoes=tuple(vetoes),
        grade=grade_of(total, scheme.grades, vetoed=bool(vetoes)),
    )


def grade_of(total: int | None, grades: Sequence[Grade], *, vetoed: bool) -> str | None:
    """The best grade that a total reaches; the last one where something vetoes or no grade is reached."""
    if not grades or (total is None and not vetoed):
        return None
    last = min(grades, key=lambda one: one.least)
    if vetoed or total is None:
        return last.name
    reached = [one for one in grades if one.least <= total]
    return max(reached, key=lambda one: one.least).name if reached else last.name


def above(mark: Mark) -> Finding | None:
    """The refusal of a mark that is more than its indicator gives."""
    if mark.given is None or 0 <= mark.given <= mark.points:
        return None
    message = f"{mark.name}最多 {show_points(mark.points)} 分，填了 {show_points(mark.given)} 分，请改小。"
    return Finding(code="above_points", message=message)
