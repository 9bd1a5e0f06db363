"""What files went through, as far as it decides whether they are on file and under which category."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from sqlite_utils import Database

from desktop.cases.household import State
from desktop.cases.movements import Turn
from desktop.cases.steps import Verb
from desktop.store import journal, rows

_STEP = (
    "SELECT max(d.row) FROM change d WHERE d.root_row = c.root_row AND d.root = 'household' "
    "AND +d.operation = c.operation AND d.\"table\" = 'step'"  # by file: an import's operation has very many changes
)
_TURNS = (
    "SELECT c.root_row AS household, json_extract(c.after, '$.state') AS state, "
    "json_extract(c.after, '$.category') AS category, s.verb, "
    "coalesce(s.day, iif(c.before IS NULL, min(date(o.at), json_extract(c.after, '$.filed_on')), NULL), date(o.at)) "
    "AS day "
    f"FROM change c JOIN operation o ON o.id = c.operation LEFT JOIN step s ON s.id = ({_STEP}) "
    "WHERE c.\"table\" = 'household' AND c.after IS NOT NULL AND o.kind = 'do' "
    f"AND NOT {journal.standing('o')} AND (c.before IS NULL "
    "OR json_extract(c.before, '$.state') <> json_extract(c.after, '$.state') "
    "OR json_extract(c.before, '$.category') <> json_extract(c.after, '$.category')) ORDER BY c.root_row, c.id"
)
"""A file's turns as the journal has them, without what was undone; a step says its own day."""


def turns(db: Database) -> Iterator[list[Turn]]:
    """The turns of each file, the oldest first, ending with how it stands now."""
    now = {row["id"]: row for row in rows.dicts(db, "SELECT id, state, category, filed_on FROM household ORDER BY id")}
    for number, group in groupby(rows.dicts(db, _TURNS), key=lambda row: int(row["household"])):
        stands = now.pop(number, None)
        if stands:
            yield _ending([_turn(row) for row in group], stands)
    for number, row in now.items():  # the journal doesn't reach back so far
        day = rows.day(row["filed_on"]) if row["filed_on"] else dt.date.min
        yield [Turn(number, day, State(row["state"]), row["category"])]


def _turn(row: Mapping[str, Any]) -> Turn:
    verb = Verb(row["verb"]) if row["verb"] else None
    return Turn(row["household"], rows.day(row["day"]), State(row["state"]), row["category"], verb)


def _ending(found: list[Turn], now: Mapping[str, Any]) -> list[Turn]:
    """What an undo kept in part may end otherwise than the file; then how the file stands is one turn more."""
    state, category = State(now["state"]), str(now["category"])
    last = found[-1]
    return (
        found
        if (last.state, last.category) == (state, category)
        else [*found, Turn(last.household, last.day, state, category)]
    )


def newest(db: Database) -> int:
    """The number of the last operation: while it is the same, so are all turns."""
    return int(db.execute("SELECT coalesce(max(id), 0) FROM operation").fetchone()[0])


def on_file(db: Database, states: Iterable[State]) -> list[int]:
    """The numbers of the files in these states now, by file number."""
    sql = (
        "SELECT id FROM household WHERE state IN (SELECT value FROM json_each(?)) ORDER BY file_no IS NULL, file_no, id"
    )
    return [number for (number,) in db.execute(sql, [rows.json_text(states)])]


def ordered(db: Database, numbers: Iterable[int]) -> list[int]:
    """These numbers by file number."""
    sql = "SELECT id FROM household WHERE id IN (SELECT value FROM json_each(?)) ORDER BY file_no IS NULL, file_no, id"
    return [number for (number,) in db.execute(sql, [rows.json_text(numbers)])]


def of_categories(db: Database, categories: Iterable[str], states: Iterable[State]) -> list[int]:
    """The numbers of the files of these categories in these states, by file number."""
    sql = (
        "SELECT id FROM household WHERE category IN (SELECT value FROM json_each(?)) "
        "AND state IN (SELECT value FROM json_each(?)) ORDER BY file_no IS NULL, file_no, id"
    )
    return [number for (number,) in db.execute(sql, [rows.json_text(categories), rows.json_text(states)])]


def persons_in(db: Database, numbers: Iterable[int]) -> int:
    """How many persons these files have."""
    sql = "SELECT count(*) FROM person WHERE left_on IS NULL AND household IN (SELECT value FROM json_each(?))"
    return int(db.execute(sql, [rows.json_text(numbers)]).fetchone()[0])


_AROUND = """
WITH at AS (
    SELECT household, (
        SELECT min(operation) FROM change
        WHERE root_row = step.household AND root = 'household' AND "table" = 'step' AND row = step.id
    ) AS made FROM step WHERE id = ?
), moved AS (
    SELECT operation, json_extract(before, '$.category') AS category, id FROM change, at
    WHERE root = 'household' AND root_row = at.household AND "table" = 'household'
    AND json_extract(before, '$.category') <> json_extract(after, '$.category')
)
SELECT coalesce((SELECT category FROM moved WHERE operation >= made ORDER BY id LIMIT 1), h.category),
    coalesce((SELECT category FROM moved WHERE operation > made ORDER BY id LIMIT 1), h.category)
FROM at JOIN household h ON h.id = at.household
"""


def categories_around(db: Database, step: int) -> tuple[str, str]:
    """A file's category before and after a step: that which the next change of it took away, else the present one."""
    before, after = db.execute(_AROUND, [step]).fetchone()
    return str(before), str(after)


_UNIT = "coalesce(nullif(h.\"union\", ''), nullif(h.employer, ''), '')"
_PERSONS = "coalesce(h.size, (SELECT count(*) FROM person p WHERE p.household = h.id AND p.left_on IS NULL))"


def tallies(db: Database, numbers: Iterable[int], field: str) -> list[tuple[str, str, int, int]]:
    """Unit, label of a field, households and persons, of these files; empty texts where a file says neither."""
    sql = (
        f"SELECT {_UNIT}, coalesce(h.{rows.quoted([field])}, ''), count(*), sum({_PERSONS}) FROM household h "
        "WHERE h.id IN (SELECT value FROM json_each(?)) GROUP BY 1, 2 ORDER BY 1, 2"
    )
    return [tuple(row) for row in db.execute(sql, [rows.json_text(numbers)])]


def stepped(db: Database, verb: Verb, begins: dt.date, ends: dt.date) -> list[tuple[str, int]]:
    """Unit and how many of its households took a step in these days."""
    sql = (
        f"SELECT {_UNIT}, count(DISTINCT h.id) FROM step s JOIN household h ON h.id = s.household "
        "WHERE s.verb = ? AND s.day BETWEEN ? AND ? GROUP BY 1 ORDER BY 1"
    )
    return [tuple(row) for row in db.execute(sql, [verb, begins.isoformat(), ends.isoformat()])]
