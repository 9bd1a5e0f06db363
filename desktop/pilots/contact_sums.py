"""Calls and problems of a span of time, summed by cadre and by unit (reference: domain §5.3)."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from desktop.pilots.contact import names


@dataclass(frozen=True, slots=True)
class Called:
    """A call as sums need it: ``cadre`` may name several."""

    id: int
    enterprise: int
    cadre: str
    mode: str
    day: dt.date


@dataclass(frozen=True, slots=True)
class Found:
    """A problem as sums need it: ``cadre`` are those of its call, else who looked after the pilot then."""

    id: int
    enterprise: int
    cadre: str
    solved_on: dt.date | None
    satisfaction: str | None


@dataclass(frozen=True, slots=True)
class Paired:
    """That a cadre looked after a pilot."""

    cadre: str
    enterprise: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What one cadre did for one pilot, or a sum of it: a sum over cadres has no cadre, one over pilots no pilot.

    Attributes:
        paired: whether the cadre looked after the pilot in that time; of a sum over cadres whether anybody did.
        units: pilots that stand in it.
        modes: calls by how they were made; ``satisfaction``: solved problems by what the unit said.
    """

    cadre: str = ""
    enterprise: int | None = None
    name: str = ""
    paired: bool = False
    units: int = 1
    calls: int = 0
    problems: int = 0
    solved: int = 0
    last: dt.date | None = None
    modes: Mapping[str, int] = field(default_factory=dict)
    satisfaction: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """Lines by cadre and pilot, and their sums; what two cadres did together counts once in ``units`` and ``whole``."""

    lines: tuple[Line, ...]
    cadres: tuple[Line, ...]
    units: tuple[Line, ...]
    whole: Line


def sums(
    unit_names: Mapping[int, str],
    paired: Iterable[Paired],
    calls: Iterable[Called],
    problems: Iterable[Found],
    until: dt.date,
) -> Sums:
    """Sums of calls and of problems that were found in a span; solved is what was by its last day.

    Cadres who look after a pilot stand there also where they did nothing.
    """
    whole = _Pile()
    for one in paired:
        whole.pair(one)
    for call in calls:
        whole.call(call)
    for problem in problems:
        whole.find(problem, until)
    return whole.summed(unit_names)


class _Tally:
    """What is counted for one line."""

    def __init__(self) -> None:
        self.paired = False
        self.units: set[int] = set()
        self.calls: dict[int, Called] = {}
        self.problems: dict[int, tuple[Found, bool]] = {}

    def line(self, cadre: str, enterprise: int | None, name: str) -> Line:
        solved = [problem for problem, is_solved in self.problems.values() if is_solved]
        return Line(
            cadre=cadre,
            enterprise=enterprise,
            name=name,
            paired=self.paired,
            units=len(self.units),
            calls=len(self.calls),
            problems=len(self.problems),
            solved=len(solved),
            last=max((one.day for one in self.calls.values()), default=None),
            modes=Counter(one.mode for one in self.calls.values()),
            satisfaction=Counter(one.satisfaction for one in solved if one.satisfaction),
        )


class _Pile:
    """Tallies by cadre and pilot; a line of either alone has an empty cadre or pilot 0."""

    def __init__(self) -> None:
        self._tallies: dict[tuple[str, int], _Tally] = {("", 0): _Tally()}

    def pair(self, one: Paired) -> None:
        for tally in self._of(one.cadre, one.enterprise):
            tally.paired = True

    def call(self, one: Called) -> None:
        for tally in self._of(one.cadre, one.enterprise):
            tally.calls[one.id] = one

    def find(self, one: Found, until: dt.date) -> None:
        for tally in self._of(one.cadre, one.enterprise):
            tally.problems[one.id] = one, one.solved_on is not None and one.solved_on <= until

    def _of(self, cadre: str, enterprise: int) -> Iterable[_Tally]:
        keys = [("", 0), ("", enterprise), *((name, unit) for name in names(cadre) for unit in (0, enterprise))]
        for key in keys:
            tally = self._tallies.setdefault(key, _Tally())
            tally.units.add(enterprise)
            yield tally

    def summed(self, unit_names: Mapping[int, str]) -> Sums:
        made = {key: one.line(key[0], key[1] or None, unit_names.get(key[1], "")) for key, one in self._tallies.items()}
        return Sums(
            lines=tuple(sorted((made[key] for key in made if all(key)), key=_by_cadre)),
            cadres=tuple(sorted((made[key] for key in made if key[0] and not key[1]), key=_by_cadre)),
            units=tuple(sorted((made[key] for key in made if key[1] and not key[0]), key=_by_cadre)),
            whole=made["", 0],
        )


def _by_cadre(line: Line) -> tuple[str, int]:
    return line.cadre, line.enterprise or 0
