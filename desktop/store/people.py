"""The people of all open files: where they stand, and which two may be one.

Candidates are found by what ``cases.matching.blocks`` says: the same ID, the same sound of the name, the same birth.
"""

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlite_utils import Database

from desktop.cases.household import State
from desktop.cases.matching import Likeness, Trace
from desktop.cases.traces import births, sound
from desktop.cases.twins import Entered, keys
from desktop.store import rows

_FEW = 400
"""Persons of whom each is looked up; for more, everybody is read at once."""

_ENTERED = (
    "SELECT p.id, p.household, a.name AS head, p.position, p.relation, p.name, p.resident_id, p.birth, p.sex, p.phone, "
    "h.address FROM person p JOIN household h ON h.id = p.household "
    "JOIN person a ON a.household = h.id AND a.position = 0 "
    f"WHERE h.state <> '{State.CLOSED}' AND p.left_on IS NULL"
)
_CANDIDATES = (
    "SELECT p.id FROM json_each(:ids) j JOIN person p ON p.resident_id = j.value "
    "UNION SELECT p.id FROM json_each(:sounds) j JOIN sound s ON s.sound = j.value JOIN person p ON p.name = s.name "
    "UNION SELECT p.id FROM json_each(:births) j JOIN person p ON p.birth = j.value "
    "UNION SELECT p.id FROM json_each(:births) j "
    "JOIN person p ON substr(p.resident_id, 7, 8) = replace(j.value, '-', '')"
)


class Found(NamedTuple):
    """Two persons of different files, the lesser number first, and how alike they are."""

    one: Entered
    other: Entered
    likeness: Likeness


_TWIN = ("one", "other", "household", "other_household", "score", "reasons", "same", "key_one", "key_other")

_WAITING = (
    "SELECT 1 FROM twin w JOIN household a ON a.id = w.household JOIN household b ON b.id = w.other_household "
    f"WHERE a.state <> '{State.CLOSED}' AND b.state <> '{State.CLOSED}' AND NOT EXISTS ("
    "SELECT 1 FROM sameness s WHERE s.one = w.key_one AND s.other = w.key_other)"
)
"""The pairs that wait for an answer, each once."""


def waiting(db: Database) -> int:
    """How many pairs wait for an answer, as far as files were compared."""
    return int(db.execute(f"SELECT count(*) FROM ({_WAITING})").fetchone()[0])


def note(db: Database, names: Iterable[str], numbers: Iterable[int]) -> None:
    """Files were written, with these names: they are to be compared anew."""
    db.conn.executemany(
        "INSERT OR IGNORE INTO sound (name, sound) VALUES (?, ?)", ((name, sound(name)) for name in set(names))
    )
    db.execute("INSERT OR IGNORE INTO unseen SELECT value FROM json_each(?)", [rows.json_text(numbers)])


def note_all(db: Database) -> None:
    """The sound of every name in the file, for a file that has none yet."""
    note(db, (name for (name,) in db.execute("SELECT DISTINCT name FROM person").fetchall()), ())


def everybody(db: Database) -> list[Entered]:
    """Who stands in an open file, by number."""
    return [_entered(row) for row in rows.dicts(db, f"{_ENTERED} ORDER BY p.id")]


def those(db: Database, numbers: Iterable[int]) -> dict[int, Entered]:
    """Of these persons those who stand in an open file."""
    sql = f"{_ENTERED} AND p.id IN (SELECT value FROM json_each(?))"
    return {row["id"]: _entered(row) for row in rows.dicts(db, sql, [rows.json_text(numbers)])}


def living_in(db: Database, numbers: Iterable[int]) -> list[Entered]:
    """Who stands in these files, as far as they are open."""
    sql = f"{_ENTERED} AND p.household IN (SELECT value FROM json_each(?)) ORDER BY p.id"
    return [_entered(row) for row in rows.dicts(db, sql, [rows.json_text(numbers)])]


def has_any(db: Database) -> bool:
    """Whether anybody stands in the file at all; the first ledger has nobody to be compared with."""
    return db.execute("SELECT 1 FROM person LIMIT 1").fetchone() is not None


def nobody(db: Database) -> bool:
    """Whether no person was entered yet."""
    return bool(db.execute("SELECT NOT EXISTS (SELECT 1 FROM person)").fetchone()[0])


def known_ids(db: Database, numbers: Iterable[str]) -> frozenset[str]:
    """Which of these IDs stand in the file at all."""
    sql = "SELECT j.value FROM json_each(?) j WHERE EXISTS (SELECT 1 FROM person p WHERE p.resident_id = j.value)"
    return frozenset(number for (number,) in db.execute(sql, [rows.json_text(numbers)]))


def candidates(db: Database, traces: Sequence[Trace]) -> list[Entered]:
    """Who in open files may be one of these, among others who aren't."""
    if len(traces) > _FEW:
        return everybody(db)
    wanted = {
        "ids": [one.resident_id for one in traces if one.resident_id],
        "sounds": [sound(one.name) for one in traces if one.name],
        "births": [day.isoformat() for one in traces for day in births(one)],
    }
    given = {name: rows.json_text(dict.fromkeys(values)) for name, values in wanted.items()}
    return list(those(db, [number for (number,) in db.execute(_CANDIDATES, given)]).values())


def _entered(row: Mapping[str, Any]) -> Entered:
    return Entered(
        id=row["id"],
        household=row["household"],
        head=row["head"],
        position=row["position"],
        relation=row["relation"],
        trace=Trace(
            row["name"],
            row["resident_id"],
            dt.date.fromisoformat(row["birth"]) if row["birth"] else None,
            row["sex"],
            row["phone"],
            row["address"],
        ),
    )


def unseen(db: Database) -> list[int]:
    """The files that were written since their people were last compared."""
    return [number for (number,) in db.execute("SELECT household FROM unseen")]


def keep(db: Database, numbers: Sequence[int], found: Iterable[Found]) -> None:
    """What comparing the people of these files with everybody found, instead of what was found before."""
    ids = rows.json_text(numbers)
    with db.atomic():
        for column in ("household", "other_household"):
            db.execute(f"DELETE FROM twin WHERE {column} IN (SELECT value FROM json_each(?))", [ids])
        rows.insert(
            db,
            "twin",
            _TWIN,
            [
                (
                    *(one.id, other.id, one.household, other.household),
                    *(how.score, rows.json_text(how.reasons), how.same),
                    *keys(one.trace, other.trace),
                )
                for one, other, how in found
            ],
        )
        db.execute("DELETE FROM unseen WHERE household IN (SELECT value FROM json_each(?))", [ids])


def kept(db: Database) -> list[Found]:
    """What comparing found, of those who still stand in open files; the likest first."""
    pairs = db.execute("SELECT one, other, score, reasons, same FROM twin ORDER BY score DESC, one, other").fetchall()
    known = those(db, {number for pair in pairs for number in pair[:2]})
    return [
        Found(known[one], known[other], Likeness(score, tuple(json.loads(reasons)), bool(same)))
        for one, other, score, reasons, same in pairs
        if one in known and other in known
    ]
