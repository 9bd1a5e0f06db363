"""A field is described once; forms, lists, sheets, papers and the import read the description."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from typing import Annotated, get_args, get_origin, get_type_hints

Value = str | int | bool | dt.date | None
"""What a field can hold. Money is fen, an area hundredths of a square metre, points tenths of a point."""

Values = Mapping[str, Value]
"""Field name to value: what a draft is made of."""


class Kind(StrEnum):
    """What a field holds, and so how it is read, checked, aligned, written and masked."""

    TEXT = "text"
    NAME = "name"
    RESIDENT_ID = "resident_id"
    CREDIT_CODE = "credit_code"
    CARD = "card"
    PHONE = "phone"
    DATE = "date"
    MONEY = "money"
    AREA = "area"
    COUNT = "count"
    POINTS = "points"
    CODE = "code"
    YES_NO = "yes_no"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of a record.

    Attributes:
        label: the Chinese word on forms, sheets and papers.
        kind: what it holds.
        name: the attribute of the record and the column of the table; filled in by ``fields_of``.
        group: the part of the form that it stands in.
        codes: name of the code list, for ``Kind.CODE``; the field's own name where none is given.
        most: how many labels of its list a ``Kind.CODE`` field may hold, as one text joined by “、”.
        needed: whether a record can't be without it.
        computed: derived by the program: shown and exported, never taken from a sheet or a form.
        limit: the longest text, in characters.
        unit: printed behind the value, such as 元.
        sensitive: personal data that lists and logs mask.
    """

    label: str
    kind: Kind = Kind.TEXT
    name: str = ""
    group: str = ""
    codes: str = ""
    most: int = 1
    needed: bool = False
    computed: bool = False
    limit: int = 100
    unit: str = ""
    sensitive: bool = False


def field(label: str, kind: Kind = Kind.TEXT, **details: object) -> Field:
    """A ``Field``, for use inside ``Annotated``."""
    return Field(label=label, kind=kind, **details)  # type: ignore[arg-type]


@cache
def fields_of(record: type) -> tuple[Field, ...]:
    """The described fields of a record type, in the order they are written.

    >>> class Town:
    ...     name: Annotated[str, field("名称", needed=True)]
    >>> fields_of(Town)[0].name
    'name'
    """
    found = []
    for name, hint in get_type_hints(record, include_extras=True).items():
        if get_origin(hint) is Annotated:
            found += [
                replace(note, name=name, codes=note.codes or name)
                for note in get_args(hint)[1:]
                if isinstance(note, Field)
            ]
    return tuple(found)


@cache
def field_of(record: type, name: str) -> Field:
    """The field of that name; ``KeyError`` where the type has none."""
    for one in fields_of(record):
        if one.name == name:
            return one
    raise KeyError(name)
