"""Activities of condolence and what is given in them."""

from collections.abc import Mapping
from typing import Any

from sqlite_utils import Database

from desktop.aid.activity import Activity, Item
from desktop.base.errors import NotFoundError
from desktop.base.fields import Values
from desktop.store import rows

_LIVE = "FROM visit v WHERE v.activity = a.id AND v.void_reason IS NULL"
_ACTIVITIES = (
    f"SELECT a.*, (SELECT count(*) {_LIVE}) AS recipients, (SELECT count(v.visited_on) {_LIVE}) AS visited, "
    f"(SELECT coalesce(sum(v.cash), 0) {_LIVE}) AS cash, "
    f"(SELECT coalesce(sum(v.goods_value), 0) {_LIVE}) AS goods_value FROM activity a"
)


def get(db: Database, number: int) -> Activity:
    """One activity; ``NotFoundError`` where there is none of that number."""
    for row in rows.dicts(db, f"{_ACTIVITIES} WHERE a.id = ?", [number]):
        return _activity(row)
    raise NotFoundError(f"没有第 {number} 号慰问活动，可能已被撤销。")


def every(db: Database) -> list[Activity]:
    """All activities, the newest first."""
    return [_activity(row) for row in rows.dicts(db, f"{_ACTIVITIES} ORDER BY a.begins DESC, a.id DESC")]


def _activity(row: Mapping[str, Any]) -> Activity:
    return Activity(id=row["id"], **rows.fields_from(Activity, row))


def insert(db: Database, values: Values) -> int:
    """A new activity; its number."""
    number = rows.next_id(db, "activity")
    rows.insert(db, "activity", ("id", *values), [(number, *values.values())])
    return number


def update(db: Database, number: int, values: Values) -> None:
    """Set fields of an activity."""
    rows.update(db, "activity", number, values)


def items(db: Database, activity: int) -> list[Item]:
    """What is given in an activity, in the order entered."""
    found = rows.dicts(db, "SELECT * FROM item WHERE activity = ? ORDER BY id", [activity])
    return [_item(row) for row in found]


def item(db: Database, number: int) -> Item:
    """One item; ``NotFoundError`` where there is none of that number."""
    for row in rows.dicts(db, "SELECT * FROM item WHERE id = ?", [number]):
        return _item(row)
    raise NotFoundError("没有这样慰问品，可能已被撤销。")


def _item(row: Mapping[str, Any]) -> Item:
    return Item(id=row["id"], activity=row["activity"], **rows.fields_from(Item, row))


def insert_item(db: Database, activity: int, values: Values) -> int:
    """A new item of an activity; its number."""
    number = rows.next_id(db, "item")
    rows.insert(db, "item", ("id", "activity", *values), [(number, activity, *values.values())])
    return number


def update_item(db: Database, number: int, values: Values) -> None:
    """Set fields of an item."""
    rows.update(db, "item", number, values)


def delete_item(db: Database, number: int) -> None:
    """Strike out an item; the journal keeps it."""
    db.execute("DELETE FROM item WHERE id = ?", [number])
