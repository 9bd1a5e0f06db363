"""The one file: a keystroke on 100,000 files, encrypted against plain, and an import against bare inserts."""

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from statistics import median, quantiles

import sqlcipher3.dbapi2 as sqlite
from sqlite_utils import Database

from desktop.base.changes import Noun
from desktop.base.listing import Query
from desktop.cases.household import HouseholdDraft, State
from desktop.store import households, journal, listings, migrations
from desktop.store.connection import connect, tuned
from tests import offices
from tests.benchmarks.timing import Measure, paired, seconds

FILES, IMPORTED, WORK = 100_000, 10_000, 2_000
PAGE = 100
LIMIT = 0.050
"""Seconds in which the list must stand after a keystroke."""

KEYSTROKES = [
    text[: length + 1]
    for text in ("zxm", "zhangxiaoming", "张晓明", "李建国", "0218", "13800", "2022-09", "春风", "zxm 丁岗", "大港 z")
    for length in range(len(text))
]


def measure() -> list[Measure]:
    """All of them."""
    folder = Path(tempfile.mkdtemp())
    try:
        return [*_keystrokes(folder), *_encryption(folder), _import(folder)]
    finally:
        shutil.rmtree(folder)


def _keystrokes(folder: Path) -> Iterator[Measure]:
    with _opened(folder / "large.niangjia") as db:
        for start in range(0, FILES, IMPORTED):
            _enter(db, _drafts(range(start, start + IMPORTED)))
    with _opened(folder / "large.niangjia") as db:
        _scan(db, "z")
        taken = [(seconds(partial(_scan, db, text)), seconds(partial(_list, db, text))) for text in KEYSTROKES * 3]
    floor, ours = [one for one, _ in taken], [one for _, one in taken]
    yield Measure(f"keystroke to list, {FILES:,} files, against the bare scan", 2, median(floor), median(ours))
    yield Measure(f"the same, p95, against {LIMIT * 1000:.0f} ms", 1, LIMIT, quantiles(ours, n=20)[-1])


def _scan(db: Database, text: str) -> Sequence[object]:
    words = text.split()
    where = " AND ".join("text GLOB ?" for _ in words)
    return db.conn.execute(f"SELECT household FROM finder WHERE {where}", [f"*{word}*" for word in words]).fetchall()


def _list(db: Database, text: str) -> Sequence[object]:
    found = listings.ids(db, Query(noun=Noun.CASES, text=text))
    return listings.page(db, Noun.CASES, found[:PAGE])


def _encryption(folder: Path) -> Iterator[Measure]:
    """The same work by the same code, with and without a key; the key itself is derived once, when a file is opened."""
    with _plain(folder / "plain.db") as plain, _opened(folder / "encrypted.niangjia") as encrypted:
        drafts = iter([_drafts(range(start, start + WORK)) for start in range(0, WORK * 12, WORK)])
        medians = paired(lambda: _work(plain, next(drafts)), lambda: _work(encrypted, next(drafts)))
    yield Measure(f"entering {WORK:,} files and reading them, encrypted against plain", 1.5, *medians)
    with _plain(folder / "plain.db") as plain, _opened(folder / "encrypted.niangjia") as encrypted:
        floor, ours = seconds(lambda: _read(plain)), seconds(lambda: _read(encrypted))
    yield Measure("the first reading of everything after opening, encrypted against plain", None, floor, ours)


def _work(db: Database, drafts: Sequence[HouseholdDraft]) -> None:
    _enter(db, drafts)
    for text in ("z", "zxm", "丁岗"):
        _list(db, text)
    households.many(db, listings.ids(db, Query(noun=Noun.CASES, text="1"))[:WORK])


def _read(db: Database) -> None:
    for table in journal.ROOTS:
        db.execute(f"SELECT count(*), max(id) FROM {table} NOT INDEXED").fetchall()
    _list(db, "z")


def _import(folder: Path) -> Measure:
    drafts = _drafts(range(IMPORTED))
    rounds = iter(range(99))

    def fresh(work: Callable[[Database], object]) -> None:
        with _opened(folder / f"import{next(rounds)}.niangjia") as db:
            taken.append(seconds(lambda: work(db)))

    taken: list[float] = []
    for _ in range(3):
        fresh(lambda db: _bare(db, drafts))
        fresh(lambda db: _enter(db, drafts))
    return Measure(
        f"{IMPORTED:,} households into the store, against bare inserts", 6, median(taken[::2]), median(taken[1::2])
    )


def _bare(db: Database, drafts: Sequence[HouseholdDraft]) -> None:
    """The same records in the same encrypted file, with no rule, no journal and no search table."""
    for table in ("household", "person"):
        names = ", ".join(column.name.join('""') for column in db.table(table).columns)
        db.execute(f"CREATE TABLE bare_{table} ({names})")
    homes = [(number, *one.values.values()) for number, one in enumerate(drafts)]
    people = [(number, *who.values()) for number, one in enumerate(drafts) for who in one.persons]
    with db.atomic():
        for table, rows in (("household", homes), ("person", people)):
            width = len(db.table(f"bare_{table}").columns)
            filled = [(*row, *(None,) * (width - len(row))) for row in rows]
            db.conn.executemany(f"INSERT INTO bare_{table} VALUES ({', '.join('?' * width)})", filled)


def _drafts(seeds: range) -> list[HouseholdDraft]:
    return [offices.draft(seed) for seed in seeds]


def _enter(db: Database, drafts: Sequence[HouseholdDraft]) -> None:
    with journal.operation(db, "导入台账", Noun.CASES) as current:
        current.count = len(households.insert(db, ((one.values, one.persons) for one in drafts), State.ON_FILE))


@contextmanager
def _opened(path: Path) -> Iterator[Database]:
    with _closing(connect(path, offices.PASSWORD)) as db:
        yield db


@contextmanager
def _plain(path: Path) -> Iterator[Database]:
    connection = sqlite.connect(str(path), isolation_level=None)
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    with _closing(tuned(connection)) as db:
        yield db


@contextmanager
def _closing(db: Database) -> Iterator[Database]:
    try:
        if migrations.pending(db):
            migrations.apply(db)
        yield db
    finally:
        db.close()


if __name__ == "__main__":
    sys.stdout.write("\n".join(map(str, measure())))
