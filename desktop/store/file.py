"""Opening and making the office file."""

from pathlib import Path

from sqlite_utils import Database

from desktop.base.errors import FileExistsAlreadyError, FileMissingError
from desktop.store import backup, migrations
from desktop.store.connection import check_length, check_password, connect, key_clause, take_lock
from desktop.store.faults import translated


def create(path: Path, password: str) -> Database:
    """Make a new, empty office file; it is there whole or not at all."""
    check_password(password)
    if path.exists():
        raise FileExistsAlreadyError(f"“{path.name}”已经存在，没有覆盖。请换一个文件名或文件夹。")
    if not path.parent.is_dir():
        raise FileMissingError(f"没有文件夹“{path.parent}”。请先建好文件夹，或选别的位置。")
    draft = path.with_name(path.name + ".新建")
    with translated():
        try:
            draft.unlink(missing_ok=True)
            db = connect(draft, password)
            try:
                migrations.apply(db)
            finally:
                db.close()
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
    return open_file(path, password)


def open_file(path: Path, password: str) -> Database:
    """Open an office file for this process alone.

    Raises:
        FileMissingError, WrongPasswordError, FileBusyError, FileNewerError, FileDamagedError, StorageError.
    """
    check_length(path)
    with translated():
        db = connect(path, password)
        try:
            take_lock(db, path)
            if migrations.pending(db):
                backup.take(db, path, password)
                migrations.apply(db)
        except BaseException:
            db.close()
            raise
    return db


def change_password(db: Database, password: str) -> None:
    """Encrypt the file anew under another password."""
    check_password(password)
    with translated():
        db.execute(f"PRAGMA rekey = {key_clause(password)}")
