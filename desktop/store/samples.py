"""Spot checks in the office file."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlite_utils import Database

from desktop.base.fields import Value
from desktop.cases.samples import POPULATION, Drawn, Sample, SampleLine
from desktop.store import rows


def population(db: Database) -> list[int]:
    """The numbers of the files among which is drawn, in ascending order."""
    marks = ", ".join("?" * len(POPULATION))
    found = db.execute(f"SELECT id FROM household WHERE state IN ({marks}) ORDER BY id", POPULATION)
    return [number for (number,) in found]


def of(db: Database, year: int) -> Sample | None:
    """The newest drawing of a year; None where there is none."""
    found = rows.dicts(db, "SELECT * FROM sample WHERE year = ? ORDER BY id DESC LIMIT 1", [year])
    return next(map(_sample, found), None)


def every(db: Database) -> list[Sample]:
    """All drawings, the newest year first."""
    return list(map(_sample, rows.dicts(db, "SELECT * FROM sample ORDER BY year DESC, id DESC")))


def of_lines(db: Database, numbers: Iterable[int]) -> list[Sample]:
    """The drawings that these lines belong to."""
    sql = (
        "SELECT * FROM sample WHERE id IN (SELECT sample FROM sample_line WHERE id IN (SELECT value FROM json_each(?)))"
    )
    return list(map(_sample, rows.dicts(db, sql, [rows.json_text(numbers)])))


def lines(db: Database, sample: int) -> list[Drawn]:
    """The drawn files in the order drawn."""
    sql = (
        "SELECT l.*, coalesce(h.file_no, '') AS file_no, p.name, coalesce(h.employer, '') AS employer, h.category "
        "FROM sample_line l JOIN household h ON h.id = l.household "
        "JOIN person p ON p.household = l.household AND p.position = 0 WHERE l.sample = ? ORDER BY l.position"
    )
    return list(map(_drawn, rows.dicts(db, sql, [sample])))


def insert(db: Database, values: Mapping[str, Value], drawn: Sequence[int]) -> int:
    """A new drawing with its files in the order drawn; gives its number."""
    made = rows.next_id(db, "sample")
    rows.insert(db, "sample", tuple(values), [tuple(values.values())])
    found = [(made, number, place) for place, number in enumerate(drawn, 1)]
    rows.insert(db, "sample_line", ("sample", "household", "position"), found)
    return made


def register(db: Database, numbers: Iterable[int], values: Mapping[str, Value]) -> int:
    """Set what checking these lines found; gives how many there are."""
    pairs = ", ".join(f'"{name}" = ?' for name in values)
    sql = f"UPDATE sample_line SET {pairs} WHERE id IN (SELECT value FROM json_each(?))"
    return int(db.execute(sql, [*values.values(), rows.json_text(numbers)]).rowcount)


def _sample(row: Mapping[str, Any]) -> Sample:
    return Sample(id=row["id"], **rows.fields_from(Sample, row))


def _drawn(row: Mapping[str, Any]) -> Drawn:
    line = SampleLine(id=row["id"], household=row["household"], **rows.fields_from(SampleLine, row))
    return Drawn(line=line, **{name: row[name] for name in ("file_no", "name", "employer", "category")})
