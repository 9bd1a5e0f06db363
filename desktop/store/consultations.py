"""The register of who read a file."""

from collections.abc import Mapping
from typing import Any

from sqlite_utils import Database

from desktop.base.errors import NotFoundError
from desktop.base.fields import Value
from desktop.cases.consents import Consultation
from desktop.store import rows


def of(db: Database, number: int) -> tuple[Consultation, ...]:
    """The entries about a file, the newest first."""
    sql = "SELECT * FROM consultation WHERE household = ? ORDER BY day DESC, id DESC"
    return tuple(map(_consultation, rows.dicts(db, sql, [number])))


def get(db: Database, number: int) -> Consultation:
    """One entry; ``NotFoundError`` where there is none of that number."""
    for row in rows.dicts(db, "SELECT * FROM consultation WHERE id = ?", [number]):
        return _consultation(row)
    raise NotFoundError("这条查阅登记已经不在，可能已被撤销。")


def _consultation(row: Mapping[str, Any]) -> Consultation:
    return Consultation(id=row["id"], household=row["household"], **rows.fields_from(Consultation, row))


def insert(db: Database, values: Mapping[str, Value]) -> int:
    """A new entry; gives its number."""
    made = rows.next_id(db, "consultation")
    rows.insert(db, "consultation", tuple(values), [tuple(values.values())])
    return made


def give_back(db: Database, number: int, day: str) -> None:
    """Write down when the file came back."""
    rows.update(db, "consultation", number, {"returned_on": day})
