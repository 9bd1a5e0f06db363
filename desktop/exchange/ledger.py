"""The flat ledger: one line a household, as a city system takes it in and as our own import reads it back."""

import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from desktop.base.changes import Progress, silent
from desktop.base.fields import Field, Value, field_of, fields_of
from desktop.base.identity import identity
from desktop.base.listing import Column
from desktop.base.paths import resources
from desktop.cases.household import Household, Person
from desktop.exchange.mapping import APPLICANT, Target, target_label
from desktop.exchange.writing import write_rows

_WIDE = frozenset({"address", "cause_note", "note", "employer", "union"})


class _Written(NamedTuple):
    """One column: its heading, its field, and how to get the value of a household."""

    heading: str
    field: Field
    value: Callable[[Household], Value]


@dataclass(frozen=True, slots=True)
class Layout:
    """The ledger's columns as data.

    Attributes:
        title: what the sheet is called.
        columns: headings and fields of the household and the applicant, in order.
        member: headings and fields of each member.
        members: for how many members there are columns at least.
    """

    title: str
    columns: tuple[tuple[str, type, str], ...]
    member: tuple[tuple[str, str], ...]
    members: int


@cache
def layout() -> Layout:
    """The layout in ``resources/layouts/ledger.toml``; ``KeyError`` where it names a field that no record has."""
    with (resources() / "layouts" / "ledger.toml").open("rb") as file:
        data = tomllib.load(file)
    records = {"household": Household, "person": Person}
    columns = [(heading, *name.split(".")) for heading, name in data["columns"]]
    return Layout(
        title=data["title"],
        columns=tuple(
            (heading, records[record], field_of(records[record], name).name) for heading, record, name in columns
        ),
        member=tuple((heading, field_of(Person, name).name) for heading, name in data["member"]),
        members=data["members"],
    )


def write_ledger(path: Path, households: Iterable[Household], *, office: str, progress: Progress = silent) -> int:
    """Write the ledger of these households and return how many; ``WorkbookError`` where it can't be written."""
    columns, rows = ledger_rows(households)
    return write_rows(path, layout().title, columns, rows, note=f"填报单位：{office}", progress=progress)


def ledger_rows(households: Iterable[Household]) -> tuple[list[Column], Sequence[tuple[Value, ...]]]:
    """The ledger's columns and lines, as they are written."""
    files = tuple(households)
    written = _columns(files)
    columns = [
        Column(name=str(number), label=one.heading, kind=one.field.kind, width=30 if one.field.name in _WIDE else 10)
        for number, one in enumerate(written)
    ]
    return columns, _Rows(files, [one.value for one in written])


class _Rows(Sequence[tuple[Value, ...]]):
    """The lines, made when they are asked for."""

    def __init__(self, households: Sequence[Household], values: Sequence[Callable[[Household], Value]]) -> None:
        self._households, self._values = households, values

    def __len__(self) -> int:
        return len(self._households)

    def __getitem__(self, place: Any) -> Any:
        return tuple(value(self._households[place]) for value in self._values)


def _columns(households: Sequence[Household]) -> list[_Written]:
    """The layout's columns, then one for everything else that some household has."""
    members = max([layout().members, *(len(one.persons) - 1 for one in households)])
    written = [
        _of_household(heading, name) if record is Household else _of_person(heading, 0, name)
        for heading, record, name in layout().columns
    ]
    for member in range(1, members + 1):
        written += (_of_person(f"家庭成员{member}{heading}", member, name) for heading, name in layout().member)
    return written + [one for one in _further(members) if any(one.value(file) is not None for file in households)]


def _further(members: int) -> Iterator[_Written]:
    """The fields that the layout lacks; 关系 of the applicant is 本人 and needs no column."""
    named = {(record, name) for _, record, name in layout().columns}
    for one in fields_of(Household):
        if (Household, one.name) not in named:
            yield _of_household(one.label, one.name)
    for one in fields_of(Person):
        if (Person, one.name) not in named and one.name != "relation":
            yield _of_person(target_label(Target(APPLICANT, one.name)), 0, one.name)
    for member in range(1, members + 1):
        for one in fields_of(Person):
            if one.name not in {name for _, name in layout().member}:
                yield _of_member_beyond(member, one)


def _of_household(heading: str, name: str) -> _Written:
    return _Written(heading, field_of(Household, name), lambda file: getattr(file, name))


def _of_person(heading: str, number: int, name: str) -> _Written:
    def value(file: Household) -> Value:
        found: Value = getattr(file.persons[number], name) if number < len(file.persons) else None
        return found

    return _Written(heading, field_of(Person, name), value)


def _of_member_beyond(number: int, one: Field) -> _Written:
    """A column of a member that the layout lacks; a birth that the ID tells needs none."""
    written = _of_person(target_label(Target(number, one.name)), number, one.name)

    def untold(file: Household) -> Value:
        day, own = written.value(file), _of_person("", number, "resident_id").value(file)
        return None if own and day == identity(str(own)).birth else day

    return written._replace(value=untold) if one.name == "birth" else written
