"""What is typed on a form and not saved yet: kept encrypted with the rest, outside the journal, for it is no record."""

import json
from typing import Any

from sqlite_utils import Database

from desktop.base.calendar import now
from desktop.store import rows

_NAMES = "name, label, base, body, at"


def keep(db: Database, name: str, label: str, base: int, body: object) -> None:
    """Keep what a form holds, instead of what was kept under that name before."""
    db.execute(
        f"INSERT OR REPLACE INTO draft ({_NAMES}) VALUES (?, ?, ?, ?, ?)",
        [name, label, base, json.dumps(body, ensure_ascii=False), now().isoformat(" ")],
    )


def get(db: Database, name: str) -> dict[str, Any] | None:
    """What is kept under a name: name, label, base, body, at."""
    return next(iter(_found(db, "name = ?", name)), None)


def every(db: Database, prefix: str) -> list[dict[str, Any]]:
    """Everything whose name begins so, the newest first."""
    return _found(db, "name GLOB ? ORDER BY at DESC", prefix + "*")


def drop(db: Database, name: str) -> None:
    """Forget what is kept under a name."""
    db.execute("DELETE FROM draft WHERE name = ?", [name])


def _found(db: Database, where: str, value: str) -> list[dict[str, Any]]:
    found = rows.dicts(db, f"SELECT {_NAMES} FROM draft WHERE {where}", [value])
    return [{**row, "body": json.loads(row["body"])} for row in found]
