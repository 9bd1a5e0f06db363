"""Where the values of a draft stand in a sheet, worked out only when somebody asks: most values are never asked for."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from desktop.base.findings import Place
from desktop.exchange.headings import Table
from desktop.exchange.mapping import Target

Key = tuple[int | None, str]
"""Person or None, and field; ``(None, "")`` is where the draft begins."""


class Stand(NamedTuple):
    """Where a person of a draft stands: as which person of the table, and in which row, None for any of the block."""

    person: int | None
    row: int | None = None


class Places(Mapping[Key, Place]):
    """The places of one draft.

    Attributes:
        block: indexes of the rows of the household.
    """

    __slots__ = ("_people", "_table", "block")

    def __init__(self, table: Table, block: tuple[int, ...], people: tuple[tuple[Stand, ...], ...]) -> None:
        self._table, self.block, self._people = table, block, people

    @property
    def blocks(self) -> dict[str, tuple[int, ...]]:
        """The rows of the household by sheet."""
        return {self._table.sheet.name: self.block}

    def __getitem__(self, key: Key) -> Place:
        person, name = key
        sheet = self._table.sheet.name
        if not name:
            if person is None:
                return Place(sheet, self.block[0] + 1)
            raise KeyError(key)
        if person is not None and not 0 <= person < len(self._people):
            raise KeyError(key)
        cells = self._cells((Stand(None),) if person is None else self._people[person], name)
        if not cells:
            raise KeyError(key)
        rows = self._table.sheet.rows
        row, column = next(((row, column) for row, column in cells if rows[row][column] != ""), cells[0])
        return Place(sheet, row + 1, self._table.headings[column])

    def _cells(self, stands: tuple[Stand, ...], name: str) -> list[tuple[int, int]]:
        """The cells that may hold a value, the likeliest first."""
        columns = ((stand, self._table.mapping.column_of(Target(stand.person, name))) for stand in stands)
        return [
            (row, column)
            for stand, column in columns
            if column is not None
            for row in (self.block if stand.row is None else (stand.row,))
        ]

    def __iter__(self) -> Iterator[Key]:
        yield None, ""
        for target in filter(None, self._table.mapping.targets):
            if target.person is None:
                yield None, target.field
        for person, stands in enumerate(self._people):
            whose = {stand.person for stand in stands}
            names = (one.field for one in self._table.mapping.targets if one and one.person in whose)
            yield from ((person, name) for name in dict.fromkeys(names))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __bool__(self) -> bool:
        return True


class JoinedPlaces(Mapping[Key, Place]):
    """The places of a household that stands on two sheets; ``numbers`` are those persons of the second in the whole."""

    __slots__ = ("_first", "_numbers", "_second")

    def __init__(self, first: Mapping[Key, Place], second: Mapping[Key, Place], numbers: tuple[int, ...]) -> None:
        self._first, self._second, self._numbers = first, second, numbers

    @property
    def blocks(self) -> dict[str, tuple[int, ...]]:
        """The rows of the household by sheet."""
        found = dict(blocks_of(self._first))
        for sheet, block in blocks_of(self._second).items():
            found[sheet] = tuple(sorted({*found.get(sheet, ()), *block}))
        return found

    def __getitem__(self, key: Key) -> Place:
        place = self._first.get(key)
        if place is not None:
            return place
        person, name = key
        if person is None:
            return self._second[key]
        if person not in self._numbers:
            raise KeyError(key)
        return self._second[self._numbers.index(person), name]

    def __iter__(self) -> Iterator[Key]:
        yield from self._first
        for person, name in self._second:
            key = (person if person is None else self._numbers[person], name)
            if key not in self._first:
                yield key

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __bool__(self) -> bool:
        return True


def blocks_of(places: Mapping[Key, Place]) -> dict[str, tuple[int, ...]]:
    """The rows of a household by sheet, counted from 0."""
    if isinstance(places, Places | JoinedPlaces):
        return places.blocks
    begins = places[None, ""]
    return {begins.sheet: (begins.row - 1,)}
