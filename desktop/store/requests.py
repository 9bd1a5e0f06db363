"""Applications for aid in the office file."""

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from typing import Any

from sqlite_utils import Database

from desktop.aid.request import Request, RequestState
from desktop.aid.request_facts import FACTS
from desktop.base.errors import NotFoundError
from desktop.base.fields import Field, Kind, Value, Values, fields_of
from desktop.store import rows

COLUMNS = tuple(name for name in rows.columns(Request) if name != "state")
"""The described fields of an application that are written; its state moves by itself."""

STANDS = (
    "LEFT JOIN (SELECT request, max(id) AS payment, batch, title AS batch_title, state AS batch_state, came_back "
    "FROM live_payment WHERE request IS NOT NULL GROUP BY request) s ON s.request = t.id"
)
"""SQL: joins to applications ``t`` the line ``s`` of a batch that pays them, the newest where there are several."""

_SELECT = f"SELECT t.*, s.batch, s.batch_title, s.batch_state FROM request t {STANDS}"
_FILES = (
    "WITH RECURSIVE file (id) AS (VALUES (?) UNION SELECT h.id FROM file JOIN household h ON h.merged_into = file.id) "
)


def many(db: Database, numbers: Iterable[int]) -> list[Request]:
    """Applications in the order asked for; ``NotFoundError`` where one of them isn't there."""
    wanted = list(dict.fromkeys(numbers))
    sql = f"{_SELECT} WHERE t.id IN (SELECT value FROM json_each(?))"
    found = {row["id"]: _request(row) for row in rows.dicts(db, sql, [rows.json_text(wanted)])}
    for number in wanted:
        if number not in found:
            raise NotFoundError(f"没有第 {number} 号申请，可能已被撤销。")
    return [found[number] for number in wanted]


def of_household(db: Database, household: int) -> list[Request]:
    """A file's applications, the newest first; also those of files that were merged into it."""
    sql = f"{_FILES}{_SELECT} WHERE t.household IN (SELECT id FROM file) ORDER BY t.day DESC, t.id DESC"
    return list(map(_request, rows.dicts(db, sql, [household])))


def of_programme(db: Database, programme: str, year: int | None = None) -> list[Request]:
    """All applications for a programme, of one year or of all, the oldest first."""
    sql = f"{_SELECT} WHERE t.programme = ? AND t.year = coalesce(?, t.year) ORDER BY t.id"
    return list(map(_request, rows.dicts(db, sql, [programme, year])))


def ready(db: Database, programme: str) -> list[int]:
    """The numbers of the granted applications for a programme that stand in no batch, the oldest first."""
    sql = (
        "SELECT t.id FROM request t WHERE t.programme = ? AND t.state = ? AND t.id NOT IN "
        "(SELECT request FROM live_payment WHERE request IS NOT NULL) ORDER BY t.day, t.id"
    )
    return [number for (number,) in db.execute(sql, [programme, RequestState.GRANTED])]


def insert(db: Database, every: Iterable[tuple[Values, Mapping[str, Value]]]) -> list[int]:
    """New applications, each its fields and its facts; gives their numbers."""
    first = rows.next_id(db, "request")
    entered = [
        (number, RequestState.OPEN, *_row({**values, "facts": facts}).values())
        for number, (values, facts) in enumerate(every, first)
    ]
    rows.insert(db, "request", ("id", "state", *_WRITTEN), entered)
    return [int(str(one[0])) for one in entered]


def update(db: Database, number: int, values: Mapping[str, object]) -> None:
    """Set fields of an application, ``facts`` and ``state`` among them."""
    rows.update(db, "request", number, {name: _plain(value) for name, value in values.items()})


_WRITTEN = ("household", "person", "facts", *COLUMNS)


def _row(values: Mapping[str, object]) -> dict[str, object]:
    return {name: _plain(values.get(name)) for name in _WRITTEN}


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        held = {name: one for name, one in value.items() if one is not None}
        return json.dumps(held, default=str, ensure_ascii=False)
    return value.isoformat() if isinstance(value, dt.date) else value


def _request(row: Mapping[str, Any]) -> Request:
    values = rows.fields_from(Request, row) | {"state": RequestState(row["state"])}
    values |= {name: row[name] for name in ("id", "household", "person", "batch")}
    values |= {name: row[name] or "" for name in ("batch_title", "batch_state")}
    return Request(**values, facts=_facts(json.loads(row["facts"])))


def _facts(held: Mapping[str, Any]) -> dict[str, Value]:
    return {name: rows.loaded(_DATE, value) if name in _DATES else value for name, value in held.items()}


_DATE = Field(label="", kind=Kind.DATE)
_DATES = frozenset(one.name for form in FACTS.values() for one in fields_of(form) if one.kind is Kind.DATE)
