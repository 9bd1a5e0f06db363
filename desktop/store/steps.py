"""The steps of files' lives in the office file."""

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from sqlite_utils import Database

from desktop.base.fields import Value, Values
from desktop.cases.household import State
from desktop.cases.steps import COLUMNS, Step, Verb, form_of
from desktop.store import rows

_NAMES = ("household", "verb", "before", "after", "day", "people", "opinion", "body")


def of(db: Database, numbers: Iterable[int]) -> Mapping[int, tuple[Step, ...]]:
    """The steps of each of these files, the oldest first; files without any are left out."""
    found: dict[int, list[Step]] = defaultdict(list)
    sql = "SELECT * FROM step WHERE household IN (SELECT value FROM json_each(?)) ORDER BY household, id"
    for row in rows.dicts(db, sql, [rows.json_text(numbers)]):
        found[row["household"]].append(_step(row))
    return {number: tuple(steps) for number, steps in found.items()}


def within(db: Database, begins: dt.date, ends: dt.date) -> list[Step]:
    """Every step of these days, both included, the oldest first."""
    sql = "SELECT * FROM step WHERE day BETWEEN ? AND ? ORDER BY day, id"
    return [_step(row) for row in rows.dicts(db, sql, [begins.isoformat(), ends.isoformat()])]


def _step(row: Mapping[str, Any]) -> Step:
    verb = Verb(row["verb"])
    body = json.loads(row["body"])
    return Step(
        id=row["id"],
        household=row["household"],
        verb=verb,
        before=State(row["before"]),
        after=State(row["after"]),
        day=rows.day(row["day"]),
        people=row["people"],
        opinion=row["opinion"],
        body={one.name: rows.loaded(one, body[one.name]) for one in form_of(verb) if one.name in body},
    )


def insert(db: Database, number: int, verb: Verb, states: tuple[State, State], values: Values) -> int:
    """Write a step of a file down, with the file's states before and after it; gives the step's number."""
    asked = {one.name for one in form_of(verb)} - COLUMNS
    body = {name: _plain(value) for name, value in values.items() if name in asked and value is not None}
    row = (
        number,
        verb,
        *states,
        _plain(values["day"]),
        values.get("people") or None,
        values.get("opinion") or None,
        json.dumps(body, ensure_ascii=False),
    )
    made = rows.next_id(db, "step")
    rows.insert(db, "step", _NAMES, [row])
    return made


def _plain(value: Value) -> Value:
    return value.isoformat() if isinstance(value, dt.date) else value


def changed_since(db: Database, step: Step) -> list[tuple[str, Any, Any]]:
    """What a file and its people are other than when a step was taken: table, and the row before and after."""
    sql = (
        "SELECT c.\"table\", c.row, c.before, c.after FROM change c WHERE c.root = 'household' AND c.root_row = :file "
        "AND c.\"table\" IN ('household', 'person') AND c.operation > (SELECT min(m.operation) FROM change m "
        "WHERE m.root = 'household' AND m.root_row = :file AND m.\"table\" = 'step' AND m.row = :step) "
        'ORDER BY c."table", c.row, c.id'
    )
    first: dict[tuple[str, int], Any] = {}
    last: dict[tuple[str, int], Any] = {}
    for table, row, before, after in db.execute(sql, {"file": step.household, "step": step.id}):
        first.setdefault((table, row), before)
        last[table, row] = after
    return [(key[0], _image(first[key]), _image(last[key])) for key in first if first[key] != last[key]]


def _image(text: str | None) -> Any:
    return None if text is None else json.loads(text)
