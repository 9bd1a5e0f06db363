"""Opening an office file while the rest of the program is still being imported.

SQLCipher derives the key for a tenth of a second without Python; so that is begun with the least that it needs.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from desktop.store import file
from desktop.store.backup import Backup, list_backups

if TYPE_CHECKING:
    from desktop.office.office import Office


__all__ = ["Backup", "newest_backup", "open_office"]


def newest_backup(path: Path) -> Backup | None:
    """The newest automatic backup of an office file that can't be opened; None where there is none in reach."""
    return next(iter(list_backups(path)), None)


def open_office(path: Path, password: str) -> "Office":
    """Open an office file; every way in which that can fail is a known error."""
    db = file.open_file(path, password)
    from desktop.office.office import Office  # noqa: PLC0415  (takes as long as the key, and is imported beside it)

    return Office(db, path, password)
