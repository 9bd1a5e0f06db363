"""What clerks typed and didn't save yet: it survives a crash, and stands in no list, sheet or journal."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from desktop.store import drafts
from desktop.store.faults import translated


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsaved:
    """What a form held when it was last kept.

    Attributes:
        name: which form, such as ``case:12``.
        label: what it is about, in the clerk's words.
        base: the operation by which the record was as the form began with it; 0 for a new one.
        body: the form's own texts.
    """

    name: str
    label: str
    base: int
    body: Any
    at: dt.datetime


class Drafts:
    """Doors to what isn't saved yet."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def keep(self, name: str, body: object, *, label: str = "", base: int = 0) -> None:
        """Keep what a form holds now; it is no operation, so nothing refreshes and there is nothing to undo."""
        with translated():
            drafts.keep(self._db, name, label, base, body)

    def get(self, name: str) -> Unsaved | None:
        """What was kept for a form; None where there is nothing."""
        with translated():
            found = drafts.get(self._db, name)
        return _unsaved(found) if found else None

    def every(self, prefix: str = "") -> list[Unsaved]:
        """What was kept for all forms whose name begins so, the newest first."""
        with translated():
            return [_unsaved(row) for row in drafts.every(self._db, prefix)]

    def drop(self, name: str) -> None:
        """Forget what was kept for a form, because it was saved or given up."""
        with translated():
            drafts.drop(self._db, name)


def _unsaved(row: dict[str, Any]) -> Unsaved:
    return Unsaved(**{**row, "at": dt.datetime.fromisoformat(row["at"])})
