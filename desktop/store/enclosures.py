"""The files of pilots: their bytes are kept as scans of documents are, once by their digest."""

from sqlite_utils import Database

from desktop.base.errors import NotFoundError
from desktop.store.documents import Content


def content(db: Database, number: int) -> Content:
    """The file; ``NotFoundError`` where there is none of that number."""
    sql = "SELECT c.media, c.data FROM enclosure n JOIN content c ON c.id = n.content WHERE n.id = ?"
    row = db.execute(sql, [number]).fetchone()
    if row is None:
        raise NotFoundError("这个附件已经不在了，可能已被撤销。")
    return Content(row[0], row[1])


def thumbnails(db: Database, enterprise: int) -> dict[int, bytes]:
    """The small pictures of a pilot's files that aren't void, by file; those that have none are left out."""
    sql = (
        "SELECT n.id, c.thumbnail FROM enclosure n JOIN content c ON c.id = n.content "
        "WHERE n.enterprise = ? AND n.void_reason IS NULL AND c.thumbnail IS NOT NULL"
    )
    return dict(db.execute(sql, [enterprise]).fetchall())
