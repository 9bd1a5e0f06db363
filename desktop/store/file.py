"""Opening and making the office file."""

from contextlib import suppress
from pathlib import Path

import sqlcipher3.dbapi2 as sqlite
from sqlite_utils import Database

from desktop.base.errors import FileExistsAlreadyError, FileMissingError, StorageError
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


def change_password(db: Database, password: str, *, present: str) -> None:
    """Encrypt the file anew under another password, or leave it under the present one.

    Raises:
        ForbiddenError, StorageError.
    """
    check_password(password)
    try:
        db.execute(f"PRAGMA rekey = {key_clause(password)}")
    except sqlite.Error as error:
        # SQLCipher took the pages back but would write on with the new key, and with that destroy the file. Asking for
        # the present key puts that right, even where it can't be written either.
        with suppress(sqlite.Error):
            db.execute(f"PRAGMA rekey = {key_clause(present)}")
        raise StorageError(
            "密码没有改成，原密码仍然有效，内容都在。多半是磁盘已满或不能写入，请清理磁盘后再改。"
        ) from error
