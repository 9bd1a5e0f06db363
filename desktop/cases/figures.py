"""What the persons of a household have and spend in twelve months, and the sums (reference: domain §1.1, formula)."""

from collections.abc import Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple

from desktop.base.fields import Values
from desktop.cases.household import COSTS, INCOMES, Person

FIGURES = (*INCOMES, *COSTS)
"""The figures of one person, fen over twelve months."""

_NAMES, _TOLD = frozenset(FIGURES), attrgetter(*FIGURES)

TOTALS: Mapping[str, tuple[str, ...]] = {"yearly_income": INCOMES, "rigid_spending": COSTS}
"""What the figures of all persons add up to, by field of the household."""


class Figures(NamedTuple):
    """The figures of some persons, in their order. What isn't known is None, and so is a sum of nothing known."""

    persons: tuple[Mapping[str, int], ...]

    def of_person(self, number: int, names: Sequence[str] = FIGURES) -> int | None:
        """The sum of some figures of one person, fen."""
        return _sum([self.persons[number][name] for name in names if name in self.persons[number]])

    def of_all(self, names: Sequence[str]) -> int | None:
        """The sum of some figures over all persons, fen."""
        return _sum([one[name] for one in self.persons for name in names if name in one])


def figures(persons: Sequence[Person | Values]) -> Figures:
    """The figures of a file's persons, or of those of a draft."""
    return Figures(tuple(_of(one) for one in persons))


def totals(persons: Sequence[Person | Values]) -> dict[str, int]:
    """The household's yearly income and rigid spending, fen, as far as figures of its persons say them.

    Each side by itself: where only spending is known by person, an income that was typed as a whole still holds.
    """
    told = tuple(filter(None, map(_of, persons)))
    if not told:
        return {}
    known = Figures(told)
    return {name: total for name, kinds in TOTALS.items() if (total := known.of_all(kinds)) is not None}


def _of(person: Person | Values) -> dict[str, int]:
    if not isinstance(person, Person) and _NAMES.isdisjoint(person):
        return {}
    told = _TOLD(person) if isinstance(person, Person) else map(person.get, FIGURES)
    return {name: value for name, value in zip(FIGURES, told, strict=True) if isinstance(value, int)}


def _sum(amounts: Sequence[int]) -> int | None:
    return sum(amounts) if amounts else None
