"""The lines of the sheets that go up, made a page of files at a time."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from sqlite_utils import Database

from desktop.base.fields import Value
from desktop.cases.household import Household
from desktop.cases.movements import Balance, balances, moves, summed
from desktop.cases.steps import Step, Verb
from desktop.exchange.calling import Calling
from desktop.exchange.sheet_layouts import OTHERS, Entry, Layout
from desktop.exchange.sheet_values import SUM, Line, value_in
from desktop.exchange.writing import Total
from desktop.office.sheet_kinds import Asked
from desktop.store import households, lives, steps
from desktop.store.faults import translated

_PAGE = 500

Row = tuple[Value, ...]
Begun = Callable[..., Line]
"""A line that lacks only what differs from line to line."""


def by_file(db: Database, layout: Layout, numbers: Sequence[int], begun: Begun) -> Iterator[Row]:
    """A line for each file, and the sums below."""
    values = [value_in(one.of) for one in layout.entries]
    sums: dict[int, int] = {place: 0 for place, one in enumerate(layout.entries) if one.of in layout.sums}
    for number, (home, taken) in enumerate(_files(db, numbers), 1):
        line = begun(number=number, home=home, steps=taken)
        row = tuple(value(line) for value in values)
        for place in sums:
            cell = row[place]
            sums[place] += cell if isinstance(cell, int) else 0
        yield row
    if sums:
        yield Total((SUM, *(sums.get(place) for place in range(1, len(values)))))


def by_person(db: Database, layout: Layout, numbers: Sequence[int], begun: Begun) -> Iterator[Row]:
    """A line for each person of each file, and one that sums them."""
    values = [value_in(one.of) for one in layout.entries]
    for number, (home, taken) in enumerate(_files(db, numbers), 1):
        whole = begun(number=number, home=home, steps=taken)
        for line in whole.persons():
            yield tuple(value(line) for value in values)
        yield Total(value(whole) for value in values)


def by_step(db: Database, layout: Layout, taken: Sequence[Step], begun: Begun) -> Iterator[Row]:
    """A line for each of these steps."""
    values = [value_in(one.of) for one in layout.entries]
    for start in range(0, len(taken), _PAGE):
        page = taken[start : start + _PAGE]
        found = {home.id: (home, before) for home, before in _files(db, [one.household for one in page])}
        with translated():
            around = {one.id: lives.categories_around(db, one.id) for one in page if one.verb is Verb.REVIEW}
        for number, one in enumerate(page, start + 1):
            home, before = found[one.household]
            line = begun(number=number, home=home, steps=before, step=one, around=around.get(one.id, ("", "")))
            yield tuple(value(line) for value in values)


def _files(db: Database, numbers: Sequence[int]) -> Iterator[tuple[Household, tuple[Step, ...]]]:
    """The files with their steps, in their order, never more than a page of them at once."""
    for start in range(0, len(numbers), _PAGE):
        page = numbers[start : start + _PAGE]
        with translated():
            homes, taken = households.many(db, page), steps.of(db, page)
        yield from ((home, taken.get(home.id, ())) for home in homes)


def monthly(db: Database, asked: Asked, calling: Calling) -> list[Balance]:
    """What became of each category in a month, and the sum of all."""
    begins, ends = asked.span("month")
    wanted = None if asked.numbers is None else frozenset(asked.numbers)
    with translated():
        found = [
            move
            for turns in lives.turns(db)
            if wanted is None or turns[0].household in wanted
            for move in moves(turns, calling.category)
        ]
    lines = balances(found, begins, ends, calling.labels("category"))
    return [*lines, summed(lines, SUM)]


def of_balances(layout: Layout, lines: Iterable[Balance]) -> Iterator[Row]:
    """A line for each category, the last one set off as their sum."""
    for one in lines:
        row = tuple(getattr(one, entry.of) for entry in layout.entries)
        yield Total(row) if one.category == SUM else row


class Statistics:
    """How many households and persons each unit has on file, by level, category and cause."""

    def __init__(self, db: Database, numbers: Sequence[int], asked: Asked, calling: Calling) -> None:
        self._counts: dict[tuple[str, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
        self._labels = {codes: calling.labels(codes) for codes in ("file_level", "category", "cause")}
        with translated():
            for word, field, codes, called in (
                ("level", "file_level", "file_level", str),
                ("category", "category", "category", calling.category),
                ("cause", "main_cause", "cause", calling.cause),
            ):
                for unit, label, homes, persons in lives.tallies(db, numbers, field):
                    self._add(word, unit, self._known(codes, called(label)), homes, persons)
                    if word == "level":
                        self._add("all", unit, "", homes, persons)
            for word, verb in (("lifted", Verb.LIFT), ("relapsed", Verb.RELAPSE)):
                for unit, homes in lives.stepped(db, verb, *asked.span("year")):
                    self._add(word, unit, "", homes, 0)

    def _known(self, codes: str, label: str) -> str:
        return label if label in self._labels[codes] else OTHERS

    def _add(self, word: str, unit: str, label: str, homes: int, persons: int) -> None:
        self._counts[f"{word}.households", label][unit] += homes
        self._counts[f"{word}.persons", label][unit] += persons

    def spread(self, layout: Layout) -> Layout:
        """The layout with a column for each label; one for files that say none only where there are any."""
        whole = layout.spread(self._labels)
        entries = tuple(one for one in whole.entries if one.label != OTHERS or any(self._of(one).values()))
        return replace(whole, entries=entries)

    def _of(self, entry: Entry) -> Mapping[str, int]:
        return self._counts.get((entry.of, entry.label), {})

    @property
    def units(self) -> list[str]:
        """The units, those without a name last."""
        return sorted({unit for counts in self._counts.values() for unit in counts}, key=lambda one: (not one, one))

    def rows(self, layout: Layout) -> Iterator[Row]:
        """A line for each unit, and the sums."""
        counted = layout.entries[1:]
        for unit in self.units:
            yield (unit or OTHERS, *(self._of(one).get(unit, 0) for one in counted))
        yield Total((SUM, *(sum(self._of(one).values()) for one in counted)))
