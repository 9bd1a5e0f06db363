"""Photos of calls on recipients; their pictures are kept as scans of documents are."""

from collections.abc import Mapping
from typing import Any

from sqlite_utils import Database

from desktop.aid.activity import Photo
from desktop.base.errors import NotFoundError
from desktop.base.fields import Value
from desktop.store import rows
from desktop.store.documents import Content, content_of, thumbnails_of

_GONE = "这张照片已经不在了，可能已被撤销。"
_SHOWN = "SELECT p.*, c.media, c.size FROM photo p JOIN content c ON c.id = p.content"


def of(db: Database, visit: int) -> tuple[Photo, ...]:
    """The photos of a recipient that aren't void, in the order they came."""
    where = "WHERE p.visit = ? AND p.void_reason IS NULL ORDER BY p.id"
    return tuple(_photo(row) for row in rows.dicts(db, f"{_SHOWN} {where}", [visit]))


def get(db: Database, number: int) -> Photo:
    """One photo; ``NotFoundError`` where there is none of that number."""
    for row in rows.dicts(db, f"{_SHOWN} WHERE p.id = ?", [number]):
        return _photo(row)
    raise NotFoundError(_GONE)


def _photo(row: Mapping[str, Any]) -> Photo:
    kept = {name: row[name] for name in ("id", "visit", "media", "size")}
    return Photo(**kept, **rows.fields_from(Photo, row))


def insert(db: Database, values: Mapping[str, Value]) -> None:
    """A new photo."""
    rows.insert(db, "photo", tuple(values), [tuple(values.values())])


def void(db: Database, number: int, reason: str) -> None:
    """Void a photo for a reason."""
    rows.update(db, "photo", number, {"void_reason": reason})


def content(db: Database, number: int) -> Content:
    """The picture; ``NotFoundError`` where there is none of that number."""
    return content_of(db, "photo", number, _GONE)


def thumbnails(db: Database, visit: int) -> dict[int, bytes]:
    """The small pictures of a recipient's photos, by photo."""
    return thumbnails_of(db, "photo", "n.visit = ? AND n.void_reason IS NULL", visit)
