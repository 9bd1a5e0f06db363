"""The files of pilots: their bytes are kept as scans of documents are, once by their digest."""

from sqlite_utils import Database

from desktop.store.documents import Content, content_of, thumbnails_of


def content(db: Database, number: int) -> Content:
    """The file; ``NotFoundError`` where there is none of that number."""
    return content_of(db, "enclosure", number, "这个附件已经不在了，可能已被撤销。")


def thumbnails(db: Database, enterprise: int) -> dict[int, bytes]:
    """The small pictures of a pilot's files that aren't void, by file; those that have none are left out."""
    return thumbnails_of(db, "enclosure", "n.enterprise = ? AND n.void_reason IS NULL", enterprise)
