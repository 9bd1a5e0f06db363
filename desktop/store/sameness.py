"""What clerks said of two persons who may be one."""

from sqlite_utils import Database

from desktop.base.calendar import today
from desktop.base.errors import NotFoundError
from desktop.cases.twins import Answer
from desktop.store import rows

_COLUMNS = "id, one, other, same, day, note"


def every(db: Database) -> list[Answer]:
    """All answers, the newest first."""
    return [
        Answer(**{**row, "same": bool(row["same"])})
        for row in rows.dicts(db, f"SELECT {_COLUMNS} FROM sameness ORDER BY id DESC")
    ]


def by_keys(db: Database) -> dict[tuple[str, str], tuple[int, bool]]:
    """What was said with the number of the answer, by the keys of both in their order."""
    said = db.execute("SELECT one, other, id, same FROM sameness")
    return {(one, other): (number, bool(same)) for one, other, number, same in said}


def put(db: Database, keys: tuple[str, str], *, same: bool, note: str | None) -> int:
    """Keep an answer instead of a former one about the same two; gives its number."""
    found = db.execute("SELECT id FROM sameness WHERE one = ? AND other = ?", keys).fetchone()
    said = {"same": same, "day": today().isoformat(), "note": note}
    if found:
        rows.update(db, "sameness", found[0], said)
        return int(found[0])
    number = rows.next_id(db, "sameness")
    rows.insert(db, "sameness", ("one", "other", *said), [(*keys, *said.values())])
    return number


def drop(db: Database, number: int) -> None:
    """Take an answer back, so that it is asked again; ``NotFoundError`` where there is none of that number."""
    if not db.execute("DELETE FROM sameness WHERE id = ?", [number]).rowcount:
        raise NotFoundError("没有这条“是不是同一人”的记录，可能已被撤销。")
