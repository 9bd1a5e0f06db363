"""Backups: taken by SQLite, verified by opening, thinned, restored."""

import datetime as dt
import os
import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path

import sqlcipher3.dbapi2 as sqlite
from sqlite_utils import Database

from desktop.base.calendar import now
from desktop.base.changes import Progress, silent
from desktop.base.errors import FileDamagedError, KnownError
from desktop.base.paths import backup_folder
from desktop.store.connection import SUFFIX, check_length, connect, keyed
from desktop.store.faults import translated

_NAME = re.compile(
    r"(?P<stem>.+) (?P<day>\d{4}-\d\d-\d\d) (?P<time>\d{6}) 第(?P<operation>\d+)步 (?P<cases>\d+)户\.niangjia"
)
_PAGE = 4096
_PAGES = 512
"""Pages copied between two reports: 2 MB, so that what waits doesn't wait long."""
_STEPS = 200_000  # of SQLite's machine between two reports while a copy is read whole: some milliseconds


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup: when it was taken, the last operation it holds, and how many files."""

    path: Path
    at: dt.datetime
    operation: int
    cases: int


def list_backups(office: Path, folder: Path | None = None) -> list[Backup]:
    """The backups of an office, newest first; those of other offices in the same folder aren't its own."""
    place = folder or backup_folder(office)
    with translated():
        found = [_read_name(path, office.stem) for path in place.glob(f"*{SUFFIX}")] if place.is_dir() else []
    return sorted((one for one in found if one), key=lambda one: (one.at, one.operation), reverse=True)


def _read_name(path: Path, stem: str) -> Backup | None:
    match = _NAME.fullmatch(path.name)
    if match is None or match["stem"] != stem:
        return None
    try:
        at = dt.datetime.strptime(f"{match['day']} {match['time']}", "%Y-%m-%d %H%M%S")  # noqa: DTZ007  (local time)
    except ValueError:
        return None
    return Backup(path, at, int(match["operation"]), int(match["cases"]))


def take(
    db: Database, office: Path, password: str, *, folder: Path | None = None, progress: Progress = silent
) -> Backup:
    """Copy the open file into the folder under a temporary name, open the copy, and only then give it its name."""
    place = folder or backup_folder(office)
    with translated():
        place.mkdir(parents=True, exist_ok=True)
        draft = place / f".{office.stem}.{os.getpid()}{_UNFINISHED}"
        _sweep(place, office.stem)
        try:
            _copy(db, draft, password, progress)
            operation, cases = _verify(draft, password, _UNREADABLE, progress)
            pages = draft.stat().st_size // _PAGE
            progress(pages, pages)
            taken = now()
            name = f"{office.stem} {taken:%Y-%m-%d %H%M%S} 第{operation}步 {cases}户{SUFFIX}"
            draft.replace(place / name)
        finally:
            _sweep(place, office.stem)
    return Backup(place / name, taken, operation, cases)


_UNFINISHED = ".未完成"
_UNREADABLE = "备份写完后读不回来，已删除；办公文件没有受影响。请换一个位置（如本机硬盘）再备份。"


def _sweep(place: Path, stem: str) -> None:
    """Delete what an unfinished backup of this office left, now or when the process was killed."""
    for path in [*place.glob(f".*{_UNFINISHED}"), *place.glob(f".*{_UNFINISHED}-journal")]:
        if path.name.startswith(f".{stem}."):
            path.unlink(missing_ok=True)


def _copy(db: Database, target: Path, password: str, progress: Progress) -> None:
    copy = keyed(target, password)
    try:
        db.conn.backup(copy, pages=_PAGES, progress=lambda _s, left, total: progress(total - left, total))
    finally:
        copy.close()


def _verify(path: Path, password: str, otherwise: str, progress: Progress = silent) -> tuple[int, int]:
    """Open a copy and read it whole: its last operation and its number of files; else ``FileDamagedError``."""
    copy = keyed(path, password)
    watch = _Watch(progress, path.stat().st_size // _PAGE)
    copy.set_progress_handler(watch, _STEPS)
    try:
        whole = copy.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
        operation = copy.execute("SELECT coalesce(max(id), 0) FROM operation").fetchone()[0]
        cases = copy.execute("SELECT count(*) FROM household").fetchone()[0]
    except sqlite.DatabaseError as error:
        if watch.stopped is not None:
            raise watch.stopped from error
        raise FileDamagedError(otherwise) from error
    finally:
        copy.close()
    if not whole:
        raise FileDamagedError(otherwise)
    return int(operation), int(cases)


class _Watch:
    """Reports to ``progress`` while SQLite reads, and stops it where that raises."""

    def __init__(self, progress: Progress, pages: int) -> None:
        self.stopped: BaseException | None = None
        self._progress, self._pages = progress, pages

    def __call__(self) -> bool:
        """Whether SQLite is to stop: it would swallow what is raised."""
        try:
            self._progress(self._pages - 1, self._pages)  # not yet at its end
        except BaseException as error:  # noqa: BLE001  (it is raised again as soon as SQLite has let go)
            self.stopped = error
        return self.stopped is not None


def is_current(db: Database, office: Path) -> bool:
    """Whether the newest backup already holds the last operation."""
    newest = next(iter(list_backups(office)), None)
    last = db.execute("SELECT coalesce(max(id), 0) FROM operation").fetchone()[0]
    return newest is not None and newest.operation == last


def thin(taken: Iterable[dt.datetime], today: dt.date) -> set[dt.datetime]:
    """Which backups to keep: all of today and yesterday, then one a day for a week, a week for two months, a month.

    Of each day, week and month the newest is kept; a week over the end of a month counts as two, so that every month
    keeps something.
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
            spans["week", (at.isocalendar()[:2], at.month)] = at
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

    The copy is opened and read whole first, so a damaged backup or a wrong password changes nothing. The password is
    the one that the office had when the backup was taken.
    """
    check_length(backup)
    draft = office.with_name(office.name + ".恢复中")
    with translated():
        try:
            connect(backup, password).close()
            _refuse_open(office, password)
            shutil.copyfile(backup, draft)
            _verify(draft, password, f"备份“{backup.name}”已损坏，没有恢复；现有的办公文件没有改动。请换另一个备份。")
            aside = _set_aside(office)
            draft.replace(office)
        finally:
            draft.unlink(missing_ok=True)
    return aside


def _refuse_open(office: Path, password: str) -> None:
    """``FileBusyError`` where the office file is open; whatever else is wrong with it is why it is being replaced."""
    if office.exists():
        try:
            connect(office, password).close()
        except KnownError:
            return
        except sqlite.DatabaseError as error:
            if getattr(error, "sqlite_errorname", "") in {"SQLITE_BUSY", "SQLITE_LOCKED"}:
                raise


def _set_aside(office: Path) -> Path | None:
    """Give the present file another name, and with it the journal that a crash left: it belongs to no other file."""
    name = f"{office.stem} 恢复前 {now():%Y-%m-%d %H%M%S}"
    marks = chain([""], (f" {number}" for number in count(2)))
    aside = next(path for mark in marks if not (path := office.with_name(f"{name}{mark}{SUFFIX}")).exists())
    if office.exists():
        office.replace(aside)
    left = office.with_name(office.name + "-journal")
    if left.exists():
        left.replace(aside.with_name(aside.name + "-journal"))
    return aside if aside.exists() else None
