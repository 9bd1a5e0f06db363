"""An office that the second version of the file wrote comes along whole."""

from pathlib import Path

import pytest
from sqlite_utils.migrations import Migrations

from desktop.base.changes import Noun
from desktop.cases.household import Life, State
from desktop.store import backup, checking, file, households, inversion, journal, migrations
from desktop.store.connection import connect
from tests import offices
from tests.desktop.store.test_crash import killed
from tests.offices import PASSWORD

_TABLES = "setting standard household person fund receipt batch payment".split()
_FILES = 3
_GONE = 4
"""The number of a file that was entered and undone."""


@pytest.fixture
def second(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An office as the second version left it: three files, one of them closed, and one undone."""
    path = tmp_path / "旧版.niangjia"
    with monkeypatch.context() as patch:
        patch.setattr(migrations.steps, "_migrations", list(migrations.steps._migrations)[:2])
        patch.setattr(journal, "ROOTS", {table: journal.ROOTS[table] for table in _TABLES})
        db = file.create(path, PASSWORD)
        with journal.operation(db, "新建办公文件", Noun.SETTINGS):
            db.execute("INSERT INTO setting (name, value) VALUES ('office.name', '\"旧版区总工会\"')")
        for number in range(1, _GONE + 1):
            with journal.operation(db, f"新建档案：{number}", Noun.CASES):
                _enter(db, number)
        with journal.operation(db, f"撤销：新建档案：{_GONE}", Noun.CASES, kind="undo", inverts=_GONE + 1):
            for table, column in (("person", "household"), ("finder", "household"), ("household", "id")):
                db.execute(f"DELETE FROM {table} WHERE {column} = ?", [_GONE])
        with journal.operation(db, "注销档案：1", Noun.CASES):
            db.execute("UPDATE household SET state = '注销', state_reason = '迁出' WHERE id = 1")
        db.close()
    return path


def _enter(db: migrations.Database, number: int) -> None:
    db.execute(
        "INSERT INTO household (id, state, category, town, size) VALUES (?, '在档', '困难', '大路镇', 1)", [number]
    )
    db.execute(
        "INSERT INTO person (household, position, name, relation) VALUES (?, 0, ?, '本人')", [number, f"第{number}户"]
    )
    db.execute("INSERT INTO finder VALUES ('a', ?, '在档', '困难', '大路镇', 'x')", [number])


def test_every_file_keeps_its_number_its_people_and_its_state(second: Path) -> None:
    db = file.open_file(second, PASSWORD)
    homes = households.many(db, range(1, 9))
    assert [(home.id, home.applicant.name, home.state) for home in homes] == [
        (1, "第1户", State.CLOSED),
        (2, "第2户", State.ON_FILE),
        (3, "第3户", State.ON_FILE),
    ]
    assert all(home.life == Life() and not home.former for home in homes)
    assert not db.execute("PRAGMA foreign_key_check").fetchall()
    assert not db.execute("PRAGMA legacy_alter_table").fetchone()[0]
    db.close()


def test_the_number_of_an_undone_file_is_not_given_again(second: Path) -> None:
    db = file.open_file(second, PASSWORD)
    with journal.operation(db, "新建申请", Noun.CASES):
        [made] = households.insert(db, [({"category": "困难"}, [{"name": "新户"}])], State.DRAFT)
    assert made == _GONE + 1
    db.close()


def test_what_the_second_version_did_can_be_undone_and_done_again(second: Path) -> None:
    db = file.open_file(second, PASSWORD)
    checking.check(db)
    before = offices.dump(db)
    for state in (State.ON_FILE, None):
        found = inversion.next_undo(db)
        assert found
        assert not inversion.invert(db, found[0], households.rederive).kept
        if state:
            assert households.get(db, 1).state is state
    assert len(households.many(db, range(1, 9))) == _FILES - 1
    for _ in range(2):
        found = inversion.next_redo(db)
        assert found
        inversion.invert(db, found[0], households.rederive)
    assert offices.dump(db) == before
    journal.verify(db)
    db.close()


def test_a_backup_is_taken_before_and_restores_as_it_was(second: Path) -> None:
    as_it_was = second.read_bytes()
    file.open_file(second, PASSWORD).close()
    [kept] = backup.list_backups(second)
    assert second.read_bytes() != as_it_was
    db = file.open_file(kept.path, PASSWORD)
    assert [home.id for home in households.many(db, range(9))] == [1, 2, 3]
    db.close()


def test_a_migration_that_fails_half_way_leaves_the_second_version(
    second: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = Migrations("niangjia")
    steps._migrations = list(migrations.steps._migrations)

    @steps()
    def m999_half(db: migrations.Database) -> None:
        db.execute("DROP TABLE payment")
        raise ZeroDivisionError

    before = second.read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(migrations.steps, "_migrations", steps._migrations)
        with pytest.raises(ZeroDivisionError):
            file.open_file(second, PASSWORD)
    assert second.read_bytes() == before
    db = file.open_file(second, PASSWORD)
    assert len(households.many(db, range(9))) == _FILES
    db.close()


def _rows(db: migrations.Database) -> list[list[tuple[object, ...]]]:
    return [db.execute(f"SELECT * FROM {table} ORDER BY id").fetchall() for table in (*_TABLES, "operation", "change")]


SLOW = """
import sys
import time
from pathlib import Path
from desktop.store import file, migrations
from tests import keys, offices
@migrations.steps()
def m999_slow(db):
    db.execute("PRAGMA cache_size = 10")
    db.execute("CREATE TABLE spill AS SELECT zeroblob(20000000) AS data")
    print(0, flush=True)
    time.sleep(60)
file.open_file(Path(sys.argv[1]), offices.PASSWORD)
"""


def test_a_program_killed_while_it_brings_an_office_along_leaves_the_second_version_whole(second: Path) -> None:
    left = connect(second, PASSWORD)
    tables, before = left.table_names(), _rows(left)
    left.close()
    size = second.stat().st_size
    killed(SLOW, second, 1, 0.01)
    assert second.stat().st_size > size  # it was being written to
    left = connect(second, PASSWORD)
    assert left.table_names() == tables
    assert _rows(left) == before
    left.close()
    db = file.open_file(second, PASSWORD)
    checking.check(db)
    assert [home.id for home in households.many(db, range(9))] == [1, 2, 3]
    db.close()
