"""Backups: taken by SQLite, verified by opening, thinned, restored."""

import datetime as dt
import os
import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import sqlcipher3.dbapi2 as sqlite
from sqlite_utils import Database

from desktop.base.calendar import now
from desktop.base.changes import Progress, silent
from desktop.base.errors import FileDamagedError, FileMissingError
from desktop.base.paths import backup_folder
from desktop.store.connection import SUFFIX, check_header, connect, key_clause, unlock
from desktop.store.faults import translated

_NAME = re.compile(
    r"(?P<stem>.+) (?P<day>\d{4}-\d\d-\d\d) (?P<time>\d{6}) 第(?P<operation>\d+)步 (?P<cases>\d+)户\.niangjia"
)
_PAGES = 2048


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup: when it was taken, the last operation it holds, and how many files."""

    path: Path
    at: dt.datetime
    operation: int
    cases: int


def list_backups(office: Path, folder: Path | None = None) -> list[Backup]:
    """The backups of an office, newest first."""
    place = folder or backup_folder(office)
    found = [_read_name(path) for path in place.glob(f"*{SUFFIX}")] if place.is_dir() else []
    return sorted((one for one in found if one), key=lambda one: (one.at, one.operation), reverse=True)


def _read_name(path: Path) -> Backup | None:
    match = _NAME.fullmatch(path.name)
    if match is None:
        return None
    at = dt.datetime.strptime(f"{match['day']} {match['time']}", "%Y-%m-%d %H%M%S")  # noqa: DTZ007  (local time)
    return Backup(path, at, int(match["operation"]), int(match["cases"]))


def take(
    db: Database, office: Path, password: str, *, folder: Path | None = None, progress: Progress = silent
) -> Backup:
    """Copy the open file into the folder under a temporary name, open the copy, and only then give it its name."""
    place = folder or backup_folder(office)
    with translated():
        place.mkdir(parents=True, exist_ok=True)
        draft = place / f".{office.stem}.{os.getpid()}.未完成"
        draft.unlink(missing_ok=True)
        try:
            _copy(db, draft, password, progress)
            operation, cases = _verify(draft, password)
            taken = now()
            name = f"{office.stem} {taken:%Y-%m-%d %H%M%S} 第{operation}步 {cases}户{SUFFIX}"
            draft.replace(place / name)
        finally:
            draft.unlink(missing_ok=True)
    return Backup(place / name, taken, operation, cases)


def _copy(db: Database, target: Path, password: str, progress: Progress) -> None:
    copy = sqlite.connect(str(target), isolation_level=None)
    try:
        copy.execute("PRAGMA cipher_log_level = NONE")
        copy.execute(f"PRAGMA key = {key_clause(password)}")
        db.conn.backup(copy, pages=_PAGES, progress=lambda _s, left, total: progress(total - left, total))
    finally:
        copy.close()


def _verify(path: Path, password: str) -> tuple[int, int]:
    """Open a copy and read it whole: its last operation and its number of files; else ``FileDamagedError``."""
    copy = sqlite.connect(str(path), isolation_level=None)
    try:
        copy.execute("PRAGMA cipher_log_level = NONE")
        copy.execute(f"PRAGMA key = {key_clause(password)}")
        try:
            whole = copy.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
            tables = {row[0] for row in copy.execute("SELECT name FROM sqlite_master")}
            operation = copy.execute("SELECT coalesce(max(id), 0) FROM operation").fetchone()[0] if tables else 0
            cases = copy.execute("SELECT count(*) FROM household").fetchone()[0] if tables else 0
        except sqlite.DatabaseError as error:
            raise FileDamagedError("备份写完后读不回来，已删除。请换一个位置（如本机硬盘）再备份。") from error
        if not whole:
            raise FileDamagedError("备份写完后检查不通过，已删除。请换一个位置（如本机硬盘）再备份。")
        return int(operation), int(cases)
    finally:
        copy.close()


def is_current(db: Database, office: Path) -> bool:
    """Whether the newest backup already holds the last operation."""
    newest = next(iter(list_backups(office)), None)
    last = db.execute("SELECT coalesce(max(id), 0) FROM operation").fetchone()[0]
    return newest is not None and newest.operation == last


def thin(taken: Iterable[dt.datetime], today: dt.date) -> set[dt.datetime]:
    """Which backups to keep: all of today and yesterday, then one a day for a week, a week for two months, a month.

    Of each day, week and month the newest is kept.
    """
    keep: set[dt.datetime] = set()
    spans: dict[tuple[str, object], dt.datetime] = {}
    for at in sorted(taken):
        age = (today - at.date()).days
        if age <= 1:
            keep.add(at)
        elif age <= _DAILY:
            spans["day", at.date()] = at
        elif age <= _WEEKLY:
            spans["week", at.isocalendar()[:2]] = at
        else:
            spans["month", (at.year, at.month)] = at
    return keep | set(spans.values())


_DAILY, _WEEKLY = 7, 60


def tidy(office: Path, folder: Path | None = None) -> list[Path]:
    """Delete what ``thin`` doesn't keep; says what went."""
    backups = list_backups(office, folder)
    keep = thin((one.at for one in backups), now().date())
    gone = [one.path for one in backups if one.at not in keep]
    for path in gone:
        path.unlink(missing_ok=True)
    return gone


def restore(backup: Path, office: Path, password: str) -> Path | None:
    """Put a backup in the place of the office file; the present file is kept beside it under the returned name.

    The backup is opened first, so a damaged one or a wrong password changes nothing.
    """
    if not backup.is_file():
        raise FileMissingError(f"找不到备份“{backup}”。请检查U盘是否插好。")
    check_header(backup)
    draft = office.with_name(office.name + ".恢复中")
    aside = None
    with translated():
        source = connect(backup, password)
        try:
            unlock(source, backup)
        finally:
            source.close()
        shutil.copyfile(backup, draft)
        _verify(draft, password)
        if office.exists():
            aside = office.with_name(f"{office.stem} 恢复前 {now():%Y-%m-%d %H%M%S}{SUFFIX}")
            office.replace(aside)
        draft.replace(office)
    return aside
