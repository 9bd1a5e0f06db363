"""From one version of the file to the next, and the columns that this one has."""

from pathlib import Path
from typing import Annotated, get_args, get_origin, get_type_hints

import pytest
from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from desktop.aid.batch import Batch, Payment
from desktop.aid.fund import Closing, Fund, Receipt
from desktop.base.changes import Noun
from desktop.base.errors import FileNewerError
from desktop.base.fields import Kind, fields_of
from desktop.cases.household import Household, Person
from desktop.office.registers import NOUNS
from desktop.pilots.assessment import Assessment
from desktop.pilots.enterprise import Enterprise
from desktop.pilots.fronts import Task
from desktop.pilots.incentive import Incentive
from desktop.pilots.submission import Submission
from desktop.pilots.wave import Wave
from desktop.store import backup, file, households, inversion, journal, migrations, registers
from tests import offices
from tests.offices import PASSWORD, Doors


def test_a_file_of_a_newer_version_is_refused_by_the_name_of_its_step(doors: Doors) -> None:
    doors.db.execute(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('niangjia', 'm999_pilots', '2030')"
    )
    doors.db.close()
    before = doors.path.read_bytes()
    with pytest.raises(FileNewerError, match="m999_pilots"):
        file.open_file(doors.path, PASSWORD)
    assert doors.path.read_bytes() == before


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> Migrations:
    """The list of steps, to be lengthened for one test."""
    monkeypatch.setattr(migrations.steps, "_migrations", list(migrations.steps._migrations))
    return migrations.steps


def test_a_step_to_the_next_version_is_taken_on_opening_and_its_columns_are_journalled(
    path: Path, steps: Migrations
) -> None:
    @steps()
    def m999_nickname(db: Database) -> None:
        db.execute("ALTER TABLE household ADD COLUMN nickname TEXT")

    with offices.opened(path) as doors:
        doors.enter()
        with journal.operation(doors.db, "改名", Noun.CASES):
            doors.db.execute("UPDATE household SET nickname = '老李'")
        after = offices.scalar(doors.db, "SELECT after FROM change ORDER BY id DESC")
        assert '"nickname":"老李"' in after
    assert len(backup.list_backups(path)) == 1


def test_a_step_that_fails_leaves_the_file_as_it_was_and_a_backup(path: Path, steps: Migrations) -> None:
    @steps()
    def m998_fine(db: Database) -> None:
        db.execute("ALTER TABLE household ADD COLUMN nickname TEXT")

    @steps()
    def m999_half(db: Database) -> None:
        db.execute("DROP TABLE payment")
        raise ZeroDivisionError

    before = path.read_bytes()
    with pytest.raises(ZeroDivisionError):
        file.open_file(path, PASSWORD)
    assert path.read_bytes() == before
    [kept] = backup.list_backups(path)
    steps._migrations[-2:] = []
    for one in (kept.path, path):
        db = file.open_file(one, PASSWORD)
        assert "nickname" not in db.table("household").columns_dict
        db.close()


def test_a_step_that_breaks_a_reference_is_not_taken(path: Path, steps: Migrations) -> None:
    @steps()
    def m999_orphan(db: Database) -> None:
        db.execute("DROP TRIGGER journal_receipt_insert")
        db.execute("INSERT INTO receipt (fund, day, amount) VALUES (77, '2022-01-01', 1)")

    before = path.read_bytes()
    with pytest.raises(AssertionError):
        file.open_file(path, PASSWORD)
    assert path.read_bytes() == before


SQL_TYPES = {
    Kind.COUNT: "INTEGER",
    Kind.MONEY: "INTEGER",
    Kind.AREA: "INTEGER",
    Kind.POINTS: "INTEGER",
    Kind.YES_NO: "INTEGER",
}
ELSEWHERE = {
    Fund: {"received", "given", "carried", "bound", "paid", "returned", "outlays"},
    Batch: {"fund_name", "source", "payees", "total", "returned", "unsettled"},
    Wave: {"enterprises"},
    Enterprise: {"wave_name", "stage", "stage_on", "cadres", "called_on"},
    Assessment: {"wave_name"},
    Submission: {"files"},
    Task: {"percent", "progress"},
    Incentive: {"paid", "spent"},
}
"""Fields that a query reckons."""


@pytest.mark.parametrize(
    ("record", "table"),
    [
        (Household, "household"),
        (Person, "person"),
        (Fund, "fund"),
        (Receipt, "receipt"),
        (Closing, "closing"),
        (Batch, "batch"),
        (Payment, "payment"),
        *((record, registers.table_of(record)) for record in NOUNS),
    ],
)
def test_every_described_field_has_its_column_of_the_right_type(db: Database, record: type, table: str) -> None:
    kept = {name: kind for _, name, kind, *_ in db.execute(f"PRAGMA table_info({table})")}
    described = {one.name: SQL_TYPES.get(one.kind, "TEXT") for one in fields_of(record)}
    for name in ELSEWHERE.get(record, ()):
        assert name not in kept
        described.pop(name)
    assert described.items() <= kept.items()


@pytest.mark.parametrize(("record", "table"), [(Household, "household"), (Person, "person"), (Payment, "payment")])
def test_a_field_that_may_be_empty_may_be_null(db: Database, record: type, table: str) -> None:
    must = {name for _, name, _, notnull, *_ in db.execute(f"PRAGMA table_info({table})") if notnull}
    hints = get_type_hints(record, include_extras=True)
    optional = {name for name, hint in hints.items() if get_origin(hint) is Annotated and _may_be_none(hint)}
    assert not must & optional


def _may_be_none(hint: object) -> bool:
    return type(None) in get_args(get_args(hint)[0])


def test_every_table_with_records_is_strict_and_journalled(db: Database) -> None:
    for table in journal.ROOTS:
        assert db.table(table).strict
        names = {trigger.name for trigger in db.table(table).triggers}
        assert {f"journal_{table}_{verb}" for verb in ("insert", "update", "delete")} <= names


def test_what_was_done_before_a_step_can_be_undone_and_done_again_after_it(path: Path, steps: Migrations) -> None:
    with offices.opened(path) as doors:
        number = doors.enter()
        offices.close(doors, number, "重复建档")

    @steps()
    def m999_nickname(db: Database) -> None:
        db.execute("ALTER TABLE household ADD COLUMN nickname TEXT")

    with offices.opened(path) as doors:
        before = offices.dump(doors.db)
        for _ in range(2):
            found = inversion.next_undo(doors.db)
            assert found
            assert not inversion.invert(doors.db, found[0], households.rederive).kept
        assert offices.scalar(doors.db, "SELECT count(*) FROM household") == 0
        for _ in range(2):
            found = inversion.next_redo(doors.db)
            assert found
            inversion.invert(doors.db, found[0], households.rederive)
        assert offices.dump(doors.db) == before
