"""A connection to one encrypted file: the key, the lock, and what can be wrong with the file itself."""

import datetime as dt
from functools import lru_cache
from pathlib import Path

import sqlcipher3.dbapi2 as sqlite
from sqlite_utils import Database

from desktop.base.calendar import today
from desktop.base.errors import FileDamagedError, FileMissingError, ForbiddenError, WrongPasswordError
from desktop.base.names import pinyin_key
from desktop.base.passwords import Level, strength

SUFFIX = ".niangjia"

APPLICATION_ID = 0x4E_4A_4A_31
"""SQLite's application_id of an office file."""

_PAGE = 4096
_PLAIN = b"SQLite format 3\0"
_TEXT = frozenset(b"\t\n\r" + bytes(range(32, 127)))
_CACHE_KIB = 96 * 1024


sqlite.register_adapter(dt.date, dt.date.isoformat)


def key_clause(password: str) -> str:
    """The office password as PRAGMA key and rekey take it; SQLCipher derives the key from it."""
    return "'" + password.replace("'", "''") + "'"


def keyed(path: Path, password: str) -> sqlite.Connection:
    """A connection with the key set and nothing read. Statements commit by themselves; ``atomic`` opens transactions.

    ``WrongPasswordError`` for what can't be a password.
    """
    if not password or "\0" in password:  # SQLite would call either a mistake of ours
        raise _wrong(path)
    connection = sqlite.connect(str(path), isolation_level=None, timeout=0.5)
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = {key_clause(password)}")
    return connection


def connect(path: Path, password: str) -> Database:
    """A connection that has proved its key and keeps the file's lock from its first reading on.

    Raises:
        WrongPasswordError, FileDamagedError; SQLite's own errors otherwise.
    """
    connection = keyed(path, password)
    try:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        _prove(connection, path)
        return tuned(connection)
    except BaseException:
        connection.close()
        raise


def tuned(connection: sqlite.Connection) -> Database:
    """The connection with everything set that safety and speed need.

    SQL asks our clock by ``today()`` and how a name sounds by ``pinyin(name)``.
    """
    for pragma in (
        "journal_mode = DELETE",
        "synchronous = EXTRA",
        f"cache_size = -{_CACHE_KIB}",
        "temp_store = MEMORY",
        "trusted_schema = OFF",
        "foreign_keys = ON",
    ):
        connection.execute(f"PRAGMA {pragma}")
    connection.create_function("today", 0, lambda: today().isoformat())
    connection.create_function("pinyin", 1, _pinyin, deterministic=True)
    return Database(connection, execute_plugins=False)  # turns recursive triggers on: REPLACE is journalled too


@lru_cache(maxsize=32768)
def _pinyin(name: str | None) -> str:
    """Asked of every row again with each keystroke."""
    return pinyin_key(name) if name else ""


def _prove(connection: sqlite.Connection, path: Path) -> None:
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite.DatabaseError as error:
        if getattr(error, "sqlite_errorname", "") != "SQLITE_NOTADB":
            raise
        check_header(path)
        raise _wrong(path) from error


def _wrong(path: Path) -> WrongPasswordError:
    return WrongPasswordError(
        f"打不开“{path.name}”：密码不对。请核对大小写和输入法后再试；忘记密码请取出保险柜里的密码封存单。"
        "如果确定密码无误，可能是文件开头已损坏，请从备份恢复。文件没有被改动。"
    )


def take_lock(db: Database, path: Path) -> None:
    """Keep everybody else out, and make sure that it is an office file."""
    db.execute("BEGIN EXCLUSIVE")
    db.execute("COMMIT")
    if db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise _foreign(path)


def _foreign(path: Path) -> FileDamagedError:
    return FileDamagedError(f"“{path.name}”不是娘家人的办公文件。请选扩展名为 {SUFFIX} 的文件。")


def check_length(path: Path) -> None:
    """Refuse a file that isn't there or was cut short; it isn't opened for that unless it is refused."""
    try:
        length = path.stat().st_size
    except FileNotFoundError as error:
        raise FileMissingError(f"找不到“{path}”。请检查U盘是否插好，或文件是否移动过。") from error
    except OSError as error:
        raise _unreadable(path) from error
    if length and length % _PAGE == 0:
        return
    check_header(path)
    raise FileDamagedError(
        f"“{path.name}”不完整（{length} 字节），可能是复制时中断。请重新复制，或从备份恢复；没有改动这个文件。"
    )


def check_header(path: Path) -> None:
    """Refuse a file that begins like something else: a plain database, a workbook, a text.

    Never call it for a file that this process has open: on POSIX systems closing any handle of a file gives up all the
    locks that the process holds on it.
    """
    try:
        with path.open("rb") as file:
            head = file.read(len(_PLAIN))
    except OSError as error:
        raise _unreadable(path) from error
    if head == _PLAIN or head[:2] == b"PK" or (len(head) == len(_PLAIN) and _TEXT.issuperset(head)):
        raise _foreign(path)


def _unreadable(path: Path) -> FileMissingError:
    return FileMissingError(f"读不了“{path}”。请检查是否有权限，或U盘是否插好。")


def check_password(password: str) -> None:
    """Refuse a new password that is too short, with ``ForbiddenError``; one that a file has already opens it."""
    judged = strength(password)
    if judged.level is Level.SHORT:
        raise ForbiddenError(judged.sentence)
    if "\0" in password:
        raise ForbiddenError("密码里有不能用的字符，请换一个。")
