"""Records and rows: the described fields of a record are the columns of its table."""

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import compress
from typing import Any, TypeVar

from sqlite_utils import Database

from desktop.base.fields import Field, Kind, fields_of

R = TypeVar("R")


@cache
def columns(record: type) -> tuple[str, ...]:
    """The columns that hold a record's fields."""
    return tuple(field.name for field in fields_of(record))


def loaded(field: Field, value: Any) -> Any:
    """A column's value as the record has it."""
    if value is None:
        return None
    if field.kind is Kind.DATE:
        return dt.date.fromisoformat(value)
    return bool(value) if field.kind is Kind.YES_NO else value


def fields_from(record: type, row: Mapping[str, Any]) -> dict[str, Any]:
    """The described fields of a record out of a row."""
    found = {name: row[name] for name in columns(record) if name in row}
    for field in _not_as_stored(record):
        if found.get(field.name) is not None:
            found[field.name] = loaded(field, found[field.name])
    return found


@cache
def _not_as_stored(record: type) -> tuple[Field, ...]:
    """The fields that a column holds otherwise than the record does; most are held as they are."""
    return tuple(field for field in fields_of(record) if field.kind in {Kind.DATE, Kind.YES_NO})


def quoted(names: Iterable[str]) -> str:
    """Column names for a statement."""
    return ", ".join(f'"{name}"' for name in names)


def dicts(db: Database, sql: str, values: Sequence[object] | Mapping[str, object] = ()) -> Iterator[dict[str, Any]]:
    """The rows of a query by their columns' names.

    ``Database.query`` would do, but it leaves a transaction open when it meets a damaged page.
    """
    cursor = db.conn.execute(sql, values)
    names = [column[0] for column in cursor.description]
    for row in cursor:
        yield dict(zip(names, row, strict=True))


def insert(db: Database, table: str, names: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> None:
    """Insert rows; the table and its columns must exist, so a slip of the pen raises instead of making a table.

    Columns that no row fills are left out: to hand over nothing costs as much as to hand over something.
    """
    given = list(rows)
    if not given:
        return
    filled = [column.count(None) < len(given) for column in zip(*given, strict=True)]
    names = tuple(compress(names, filled))
    if not all(filled):
        given = [tuple(compress(row, filled)) for row in given]
    marks = ", ".join("?" * len(names))
    db.conn.executemany(f"INSERT INTO {table} ({quoted(names)}) VALUES ({marks})", given)


def update(db: Database, table: str, row: int, values: Mapping[str, object]) -> None:
    """Set columns of one row."""
    pairs = ", ".join(f'"{name}" = ?' for name in values)
    db.execute(f"UPDATE {table} SET {pairs} WHERE id = ?", [*values.values(), row])


def next_id(db: Database, table: str) -> int:
    """The number that the next row of a table gets; numbers of undone rows stay used."""
    row = db.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", [table]).fetchone()
    return int(row[0]) + 1 if row else 1


def json_text(values: Iterable[object]) -> str:
    """Values for ``json_each``."""
    return json.dumps(list(values), ensure_ascii=False)


def day(text: str) -> dt.date:
    """A date column's value."""
    return dt.date.fromisoformat(text)
