"""Backups are taken by SQLite, opened before they count, thinned by a pure function, and restored."""

import datetime as dt
import os
import shutil
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop.base.errors import (
    Cancelled,
    FileBusyError,
    FileDamagedError,
    FileMissingError,
    StorageError,
    WrongPasswordError,
)
from desktop.store import backup, checking, file
from desktop.store.backup import list_backups, restore, take, thin, tidy
from tests import offices
from tests.offices import PASSWORD, Doors, Limit

TODAY = dt.date(2022, 12, 10)
NOON = dt.time(12)


def names(folder: Path) -> set[str]:
    return {one.name for one in folder.rglob("*")}


@pytest.fixture
def filled(doors: Doors) -> Doors:
    offices.enter_many(doors.db, range(200))
    return doors


# Taking


def test_a_backup_opens_with_the_same_password_and_holds_the_same(filled: Doors) -> None:
    taken = take(filled.db, filled.path, PASSWORD)
    with offices.opened(taken.path) as copy:
        assert offices.dump(copy.db) == offices.dump(filled.db)
        checking.check(copy.db)


def test_its_name_says_when_and_how_much(filled: Doors) -> None:
    taken = take(filled.db, filled.path, PASSWORD)
    assert taken.path.parent == filled.path.parent / "润州区-备份"
    assert taken.path.name == "润州区 2022-12-10 090000 第2步 200户.niangjia"
    assert list_backups(filled.path) == [taken]
    assert (taken.at, taken.operation, taken.cases) == (at("12-10 09"), 2, 200)


def test_nothing_but_the_backup_is_left_in_the_folder(filled: Doors) -> None:
    taken = take(filled.db, filled.path, PASSWORD)
    assert names(taken.path.parent) == {taken.path.name}


def test_work_can_go_on_after_a_backup(filled: Doors) -> None:
    take(filled.db, filled.path, PASSWORD)
    assert backup.is_current(filled.db, filled.path)
    filled.enter(300)
    assert not backup.is_current(filled.db, filled.path)


def test_a_backup_reports_its_progress_to_the_end(filled: Doors) -> None:
    said: list[tuple[int, int]] = []
    take(filled.db, filled.path, PASSWORD, progress=lambda done, total: said.append((done, total)))
    assert said[-1][0] == said[-1][1] == filled.path.stat().st_size // 4096


def test_a_cancelled_backup_leaves_nothing(filled: Doors) -> None:
    def cancel(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        take(filled.db, filled.path, PASSWORD, progress=cancel)
    assert names(filled.path.parent / "润州区-备份") == set()
    filled.enter(300)


def test_a_backup_cancelled_while_it_is_read_back_leaves_nothing(
    filled: Doors, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup, "_STEPS", 100)
    copied: list[int] = []

    def cancel(done: int, total: int) -> None:
        if done == total:
            copied.append(total)
        elif copied:
            raise Cancelled

    with pytest.raises(Cancelled):
        take(filled.db, filled.path, PASSWORD, progress=cancel)
    assert copied
    assert list_backups(filled.path) == []
    checking.check(filled.db)


def test_a_full_disk_leaves_no_half_backup_and_the_office_works_on(filled: Doors, full_disk: Limit) -> None:
    kept = take(filled.db, filled.path, PASSWORD)
    filled.enter(300)
    with full_disk(64 * 1024), pytest.raises(StorageError) as caught:
        take(filled.db, filled.path, PASSWORD)
    assert "磁盘" in caught.value.sentence
    assert names(kept.path.parent) == {kept.path.name}
    filled.enter(301)


def test_what_a_killed_backup_left_is_swept_by_the_next(filled: Doors) -> None:
    folder = filled.path.parent / "润州区-备份"
    folder.mkdir()
    for name in (".润州区.77.未完成", ".润州区.77.未完成-journal", ".丹徒区.77.未完成", "letter.txt"):
        (folder / name).touch()
    taken = take(filled.db, filled.path, PASSWORD)
    assert names(folder) == {taken.path.name, ".丹徒区.77.未完成", "letter.txt"}


def test_a_folder_that_cannot_be_made_is_a_known_error(filled: Doors, tmp_path: Path) -> None:
    (tmp_path / "stick").touch()
    with pytest.raises(StorageError):
        take(filled.db, filled.path, PASSWORD, folder=tmp_path / "stick" / "office")


def test_two_offices_share_a_folder_without_touching_each_other(filled: Doors, tmp_path: Path) -> None:
    other = tmp_path / "丹徒区.niangjia"
    shutil.copyfile(take(filled.db, filled.path, PASSWORD).path, other)
    stick = tmp_path / "stick"
    mine = take(filled.db, filled.path, PASSWORD, folder=stick)
    with offices.opened(other) as doors:
        theirs = take(doors.db, other, PASSWORD, folder=stick)
    assert list_backups(filled.path, stick) == [mine]
    assert list_backups(other, stick) == [theirs]


def test_only_backups_are_listed_the_newest_first(path: Path) -> None:
    folder = path.parent / "润州区-备份"
    folder.mkdir()
    right = ["润州区 2022-12-01 080000 第5步 3户.niangjia", "润州区 2022-11-30 235959 第4步 3户.niangjia"]
    wrong = [
        "润州区 2022-13-01 080000 第5步 3户.niangjia",
        "润州区.niangjia",
        "润州区 2022-12-01 第5步.niangjia",
        "a.txt",
    ]
    for name in right + wrong:
        (folder / name).touch()
    assert [one.path.name for one in list_backups(path)] == right


# Thinning

THINNED = [
    ("all of today", ["12-10 08", "12-10 09", "12-10 10"], ["12-10 08", "12-10 09", "12-10 10"]),
    ("all of yesterday", ["12-09 08", "12-09 09"], ["12-09 08", "12-09 09"]),
    ("the last of the day before", ["12-08 08", "12-08 09"], ["12-08 09"]),
    ("one a day for a week", ["12-03 08", "12-03 09", "12-04 08", "12-05 08"], ["12-03 09", "12-04 08", "12-05 08"]),
    ("then the last of a week", ["11-22 08", "11-23 08", "11-25 08"], ["11-25 08"]),
    ("and of each month in it", ["11-28 08", "11-29 08", "12-02 08"], ["11-29 08", "12-02 08"]),
    ("weeks apart", ["11-20 08", "11-21 08"], ["11-20 08", "11-21 08"]),
    ("then the last of a month", ["09-01 08", "09-29 08", "08-31 08"], ["09-29 08", "08-31 08"]),
    ("of a wrong clock too", ["12-25 08", "12-25 09"], ["12-25 08", "12-25 09"]),
    ("nothing of nothing", [], []),
]


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(f"2022-{text}:00:00")


@pytest.mark.parametrize(("what", "taken", "kept"), THINNED)
def test_thinning_keeps(what: str, taken: list[str], kept: list[str]) -> None:
    assert thin(map(at, taken), TODAY) == set(map(at, kept)), what


MOMENTS = st.lists(
    st.datetimes(at("01-01 00").replace(year=2020), at("12-20 00")).map(lambda one: one.replace(microsecond=0)),
    max_size=60,
)


@given(MOMENTS)
def test_thinning_keeps_what_is_there_the_newest_and_two_whole_days_and_is_done_once(taken: list[dt.datetime]) -> None:
    kept = thin(taken, TODAY)
    assert kept <= set(taken)
    assert not taken or max(taken) in kept
    assert {one for one in taken if (TODAY - one.date()).days <= 1} <= kept
    assert thin(kept, TODAY) == kept


@example([at("11-28 00"), at("12-01 00")])
@given(MOMENTS)
def test_something_of_every_month_outlives_thinning(taken: list[dt.datetime]) -> None:
    kept = thin(taken, TODAY)
    assert {(one.year, one.month) for one in kept} == {(one.year, one.month) for one in taken}


@given(st.integers(0, 400))
def test_an_office_that_is_used_for_long_keeps_a_few_dozen_backups(days: int) -> None:
    kept: set[dt.datetime] = set()
    for day in range(days):
        today = dt.date(2021, 1, 1) + dt.timedelta(days=day)
        taken = {dt.datetime.combine(today, NOON), dt.datetime.combine(today, dt.time(18))}
        kept = thin(kept | taken, today)
    assert len(kept) <= 4 + 6 + 9 + 14


def test_tidying_deletes_what_thinning_does_not_keep_and_nothing_else(
    filled: Doors, monkeypatch: pytest.MonkeyPatch
) -> None:
    for hour in (8, 9):
        monkeypatch.setenv("NIANGJIA_NOW", f"2022-12-05T{hour:02}:00:00")
        take(filled.db, filled.path, PASSWORD)
    other = filled.path.parent / "润州区-备份" / "丹徒区 2022-12-05 070000 第5步 3户.niangjia"
    other.touch()
    monkeypatch.setenv("NIANGJIA_NOW", offices.NOW)
    [gone] = tidy(filled.path)
    assert "080000" in gone.name
    assert not gone.exists()
    assert other.exists()
    assert [one.at.hour for one in list_backups(filled.path)] == [9]
    assert tidy(filled.path) == []


# Restoring


@pytest.fixture
def taken(filled: Doors) -> backup.Backup:
    """A backup of 200 files, after which the office went on to 201 and was closed."""
    found = take(filled.db, filled.path, PASSWORD)
    filled.enter(300)
    filled.db.close()
    return found


def test_what_is_restored_opens_and_holds_what_was_backed_up(taken: backup.Backup, path: Path) -> None:
    restore(taken.path, path, PASSWORD)
    with offices.opened(path) as doors:
        assert offices.scalar(doors.db, "SELECT count(*) FROM household") == 200
        checking.check(doors.db)
        doors.enter(301)


def test_the_present_file_is_kept_beside_it(taken: backup.Backup, path: Path) -> None:
    aside = restore(taken.path, path, PASSWORD)
    assert aside == path.with_name("润州区 恢复前 2022-12-10 090000.niangjia")
    with offices.opened(aside) as doors:
        assert offices.scalar(doors.db, "SELECT count(*) FROM household") == 201


def test_a_second_restore_in_the_same_second_keeps_both(taken: backup.Backup, path: Path) -> None:
    first, second = restore(taken.path, path, PASSWORD), restore(taken.path, path, PASSWORD)
    assert first is not None
    assert second is not None
    assert first != second
    assert first.exists()
    assert second.exists()


def test_the_backup_itself_stays(taken: backup.Backup, path: Path) -> None:
    before = taken.path.read_bytes()
    restore(taken.path, path, PASSWORD)
    assert taken.path.read_bytes() == before


def test_an_office_that_was_lost_is_restored_with_nothing_to_keep(taken: backup.Backup, path: Path) -> None:
    path.unlink()
    assert restore(taken.path, path, PASSWORD) is None
    file.open_file(path, PASSWORD).close()


def test_a_damaged_office_is_kept_as_it_is(taken: backup.Backup, path: Path) -> None:
    path.write_bytes(os.urandom(4096 * 3 + 5))
    before = path.read_bytes()
    aside = restore(taken.path, path, PASSWORD)
    assert aside is not None
    assert aside.read_bytes() == before
    file.open_file(path, PASSWORD).close()


def test_a_wrong_password_changes_nothing(taken: backup.Backup, path: Path) -> None:
    before, there = path.read_bytes(), names(path.parent)
    with pytest.raises(WrongPasswordError):
        restore(taken.path, path, "another one")
    assert (path.read_bytes(), names(path.parent)) == (before, there)


@pytest.mark.parametrize("page", [1, 2, 12, 40])
def test_a_damaged_backup_changes_nothing(taken: backup.Backup, path: Path, page: int) -> None:
    with taken.path.open("r+b") as raw:
        raw.seek(page * 4096)
        raw.write(bytes(range(256)) * 16)
    before, there = path.read_bytes(), names(path.parent)
    with pytest.raises(FileDamagedError) as caught:
        restore(taken.path, path, PASSWORD)
    assert "已删除" not in caught.value.sentence
    assert (path.read_bytes(), names(path.parent)) == (before, there)


def test_a_backup_cut_short_changes_nothing(taken: backup.Backup, path: Path) -> None:
    taken.path.write_bytes(taken.path.read_bytes()[:-100])
    before, there = path.read_bytes(), names(path.parent)
    with pytest.raises(FileDamagedError, match="不完整"):
        restore(taken.path, path, PASSWORD)
    assert (path.read_bytes(), names(path.parent)) == (before, there)


def test_a_backup_that_is_gone_is_named(path: Path, tmp_path: Path) -> None:
    with pytest.raises(FileMissingError, match="U盘"):
        restore(tmp_path / "gone.niangjia", path, PASSWORD)


def test_an_open_office_is_not_replaced(taken: backup.Backup, path: Path) -> None:
    with offices.opened(path) as doors:
        before = names(path.parent)
        with pytest.raises(FileBusyError):
            restore(taken.path, path, PASSWORD)
        assert names(path.parent) == before
        doors.enter(301)


def test_a_full_disk_while_restoring_changes_nothing(taken: backup.Backup, path: Path, full_disk: Limit) -> None:
    before, there = path.read_bytes(), names(path.parent)
    with full_disk(64 * 1024), pytest.raises(StorageError):
        restore(taken.path, path, PASSWORD)
    assert (path.read_bytes(), names(path.parent)) == (before, there)


def test_a_write_protected_backup_can_be_restored(own_folder: Path) -> None:
    path = offices.make(own_folder / "office.niangjia")
    with offices.opened(path) as doors:
        taken = take(doors.db, path, PASSWORD)
    taken.path.chmod(0o444)
    taken.path.parent.chmod(0o555)
    try:
        restore(taken.path, path, PASSWORD)
        with offices.opened(path) as doors:
            doors.enter()
    finally:
        taken.path.parent.chmod(0o755)


def test_the_journal_that_a_crash_left_goes_with_its_own_file(taken: backup.Backup, path: Path) -> None:
    left = path.with_name(path.name + "-journal")
    left.write_bytes(b"what belongs to the old file")
    aside = restore(taken.path, path, PASSWORD)
    assert aside is not None
    assert aside.with_name(aside.name + "-journal").exists() or not left.exists()
    with offices.opened(path) as doors:
        checking.check(doors.db)
