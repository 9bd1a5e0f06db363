"""Finished assessments side by side: waves, years, units; averages and sums are tenths of a point."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from desktop.base.values import show_points


class Judged(NamedTuple):
    """A finished assessment that stands; ``fronts`` with what each got, and could get.

    ``wave_place`` is the wave's place among the waves.
    """

    assessment: int
    enterprise: int
    name: str
    wave: int | None
    wave_name: str | None
    wave_place: int | None
    year: int
    total: int
    grade: str
    fronts: Mapping[str, tuple[int, int]]
    vetoed: bool = False

    @property
    def order(self) -> tuple[bool, int]:
        """What its place follows from: whoever is vetoed comes behind all others, then the better total is first."""
        return self.vetoed, -self.total


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The assessments of a wave, or of a year.

    Attributes:
        label: the wave or the year.
        average: of the totals.
        fronts: of each front the average that was got, and that could be got.
        grades: how many got each grade.
    """

    label: str
    count: int
    average: int
    fronts: Mapping[str, tuple[int, int]]
    grades: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """One unit's place among those of a year, and how its total changed since the year before."""

    place: int
    assessment: int
    enterprise: int
    name: str
    wave: str
    year: int
    total: int
    grade: str
    vetoed: bool
    change: int | None

    @property
    def moved(self) -> str:
        """The change as one writes it, such as +2.5; an empty text where there was no year before."""
        if self.change is None:
            return ""
        return f"{'+' if self.change > 0 else '−' if self.change else '±'}{show_points(abs(self.change))}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Groups in their order, and the units of the newest year by their totals."""

    groups: tuple[Group, ...]
    ranking: tuple[Ranked, ...]


NO_WAVE = "未列批次"


def group(label: str, every: Sequence[Judged]) -> Group:
    """These as one; ``ValueError`` where there is none."""
    if not every:
        raise ValueError(label)
    fronts = dict.fromkeys(front for one in every for front in one.fronts)
    return Group(
        label=label,
        count=len(every),
        average=average([one.total for one in every]),
        fronts={front: _front(front, every) for front in fronts},
        grades=Counter(one.grade for one in every),
    )


def _front(front: str, every: Iterable[Judged]) -> tuple[int, int]:
    known = [one.fronts[front] for one in every if front in one.fronts]
    return average([got for got, _ in known]), average([most for _, most in known])


def average(numbers: Sequence[int]) -> int:
    """Rounded to the nearest, half up.

    >>> average([1, 2])
    2
    """
    return (2 * sum(numbers) + len(numbers)) // (2 * len(numbers))


def by_wave(every: Iterable[Judged]) -> tuple[Group, ...]:
    """One group a wave, in the order of the waves."""
    waves: dict[tuple[bool, int, str], list[Judged]] = {}
    for one in every:
        key = (one.wave_place is None, one.wave_place or 0, one.wave_name or NO_WAVE)
        waves.setdefault(key, []).append(one)
    return tuple(group(key[-1], waves[key]) for key in sorted(waves))


def by_year(every: Iterable[Judged]) -> tuple[Group, ...]:
    """One group a year, the oldest first."""
    years: dict[int, list[Judged]] = {}
    for one in every:
        years.setdefault(one.year, []).append(one)
    return tuple(group(f"{year} 年", years[year]) for year in sorted(years))


def ranking(every: Iterable[Judged], year: int) -> tuple[Ranked, ...]:
    """The units of a year, the best first and those that are vetoed last; equal totals share a place."""
    known = list(every)
    former = {one.enterprise: one.total for one in known if one.year == year - 1}
    of_year = sorted((one for one in known if one.year == year), key=lambda one: (one.order, one.enterprise))
    orders = [one.order for one in of_year]
    return tuple(
        Ranked(
            place=orders.index(one.order) + 1,
            assessment=one.assessment,
            enterprise=one.enterprise,
            name=one.name,
            wave=one.wave_name or NO_WAVE,
            year=year,
            total=one.total,
            grade=one.grade,
            vetoed=one.vetoed,
            change=one.total - former[one.enterprise] if one.enterprise in former else None,
        )
        for one in of_year
    )
