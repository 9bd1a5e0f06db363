"""What a clerk knows of matters: kept by a key that says which cycle of a matter holds, so that the next is new."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sqlite_utils import Database

from desktop.base.calendar import today
from desktop.store import rows
from desktop.store.documents import Predicate


class Book(NamedTuple):
    """Where it is written down for the records of a table: the table, and its column of their numbers."""

    records: str
    kept: str
    column: str


class Cycle(NamedTuple):
    """When a matter holds of the record ``t``, and the SQL of its key: that is another where it is to be told anew."""

    book: Book
    matter: str
    holds: Predicate
    key: Predicate

    @property
    def known(self) -> Predicate:
        """Whether the present cycle is known, whether it holds or not."""
        sql = (
            f"EXISTS (SELECT 1 FROM {self.book.kept} k WHERE k.{self.book.column} = t.id "
            f"AND k.matter = '{self.matter}' AND k.key = coalesce({self.key.sql}, ''))"
        )
        return Predicate(sql, self.key.values)

    @property
    def fresh(self) -> Predicate:
        """Whether it holds and isn't known."""
        known = self.known
        return Predicate(f"({self.holds.sql} AND NOT {known.sql})", (*self.holds.values, *known.values))


def counted(db: Database, book: Book, asked: Mapping[str, Predicate]) -> dict[str, int]:
    """Of how many records each condition holds, by its name."""
    sums = ", ".join(f"count(iif({one.sql}, 1, NULL))" for one in asked.values())
    values = [value for one in asked.values() for value in one.values]
    found = db.execute(f"SELECT {sums} FROM {book.records} t", values).fetchone()
    return dict(zip(asked, found, strict=True))


def known(db: Database, cycle: Cycle) -> list[int]:
    """The records of which a matter holds and is known."""
    records, kept, column = cycle.book
    quiet = cycle.known
    sql = (
        f"SELECT t.id FROM {records} t WHERE t.id IN (SELECT {column} FROM {kept} WHERE matter = ?) "
        f"AND {cycle.holds.sql} AND {quiet.sql}"
    )
    return [number for (number,) in db.execute(sql, (cycle.matter, *cycle.holds.values, *quiet.values))]


def known_counts(db: Database, book: Book, cycles: Iterable[Cycle]) -> dict[str, int]:
    """Of how many records each matter holds and is known; only of matters that somebody knew once."""
    used = {name for (name,) in db.execute(f"SELECT DISTINCT matter FROM {book.kept}")}
    return {one.matter: len(known(db, one)) for one in cycles if one.matter in used}


def acknowledge(db: Database, cycle: Cycle, numbers: Iterable[int] | None, note: str | None) -> Sequence[int]:
    """Write down that a matter is known, of these records or of all of which it holds; gives of which it was new."""
    records, kept, column = cycle.book
    among = "" if numbers is None else " AND t.id IN (SELECT value FROM json_each(?))"
    more = () if numbers is None else (rows.json_text(numbers),)
    found = db.execute(
        f"SELECT t.id, coalesce({cycle.key.sql}, '') FROM {records} t WHERE {cycle.fresh.sql}{among} ORDER BY t.id",
        (*cycle.key.values, *cycle.fresh.values, *more),
    ).fetchall()
    day = today().isoformat()
    lines = [(number, cycle.matter, str(key), day, note) for number, key in found]
    rows.insert(db, kept, (column, "matter", "key", "day", "note"), lines)
    return [number for number, _ in found]
