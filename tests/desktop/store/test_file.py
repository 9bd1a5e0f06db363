"""Making and opening the one file."""

import os
import signal
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from desktop.base.errors import (
    FileBusyError,
    FileDamagedError,
    FileExistsAlreadyError,
    FileMissingError,
    ForbiddenError,
    KnownError,
    StorageError,
    WrongPasswordError,
)
from desktop.cases.household import State
from desktop.store import backup, checking, file, households, journal
from desktop.store.connection import key_clause
from tests import offices
from tests.offices import PASSWORD, Doors

PAGE = 4096
HOLDER = """
import sys, time
from pathlib import Path
from desktop.store import file
from tests import keys
db = file.open_file(Path(sys.argv[1]), sys.argv[2])
print("open", flush=True)
time.sleep(60)
"""


def refused(path: Path, kind: type[KnownError], password: str = PASSWORD) -> str:
    """The sentence of a refusal that left the file as it was."""
    before = path.read_bytes()
    with pytest.raises(kind) as caught:
        file.open_file(path, password)
    assert path.read_bytes() == before
    assert caught.value.sentence.endswith("。")
    return caught.value.sentence


@contextmanager
def another_program(path: Path) -> Iterator["subprocess.Popen[str]"]:
    """The program, started a second time with the file open."""
    with subprocess.Popen(  # noqa: S603  (our own interpreter)
        [sys.executable, "-c", HOLDER, str(path), PASSWORD], stdout=subprocess.PIPE, text=True, cwd=Path.cwd()
    ) as process:
        assert process.stdout is not None
        try:
            assert process.stdout.readline() == "open\n"
            yield process
        finally:
            process.kill()


# Making one


def test_a_new_file_opens_with_its_password_only(tmp_path: Path) -> None:
    path = tmp_path / "office.niangjia"
    file.create(path, PASSWORD).close()
    file.open_file(path, PASSWORD).close()
    assert "密码不对" in refused(path, WrongPasswordError, "another one")


def test_nothing_else_is_left_beside_a_new_file(tmp_path: Path) -> None:
    file.create(tmp_path / "office.niangjia", PASSWORD).close()
    assert [one.name for one in tmp_path.iterdir()] == ["office.niangjia"]


def test_a_file_that_stands_there_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "office.niangjia"
    path.write_bytes(b"a thesis")
    with pytest.raises(FileExistsAlreadyError, match="没有覆盖"):
        file.create(path, PASSWORD)
    assert path.read_bytes() == b"a thesis"


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileMissingError, match="没有文件夹"):
        file.create(tmp_path / "no" / "office.niangjia", PASSWORD)


@pytest.mark.parametrize("password", ["", "1234567", "1234\0567"])
def test_a_password_that_is_too_short_or_cannot_be_typed_makes_no_file(tmp_path: Path, password: str) -> None:
    with pytest.raises(ForbiddenError, match="密码"):
        file.create(tmp_path / "office.niangjia", password)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "password", ['it\'s "quoted"; --', "总工会２０２２　密码", "x'" + "ab" * 32 + "'", "  spaced  "]
)
def test_quotes_blanks_and_chinese_are_part_of_a_password(tmp_path: Path, password: str) -> None:
    path = tmp_path / "office.niangjia"
    file.create(path, password).close()
    file.open_file(path, password).close()
    refused(path, WrongPasswordError, password.strip() + "?")


def test_a_full_disk_leaves_no_half_made_file(tmp_path: Path, full_disk: offices.Limit) -> None:
    with full_disk(64 * 1024), pytest.raises(StorageError):
        file.create(tmp_path / "office.niangjia", PASSWORD)
    assert not [one for one in tmp_path.iterdir() if one.suffix == ".niangjia"]


# What isn't an office file


def test_a_file_that_is_missing_is_named_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(FileMissingError, match="U盘"):
        file.open_file(tmp_path / "gone.niangjia", PASSWORD)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("password", ["", "a\0b"])
def test_what_cannot_be_a_password_is_a_wrong_one(path: Path, password: str) -> None:
    refused(path, WrongPasswordError, password)


def test_a_text_is_no_office_file(tmp_path: Path) -> None:
    path = tmp_path / "a.niangjia"
    path.write_text("Dear colleague, …", "utf-8")
    assert "不是娘家人的办公文件" in refused(path, FileDamagedError)
    path.write_bytes(b"name,amount\r\n" * 4096)
    assert "不是娘家人的办公文件" in refused(path, FileDamagedError)


def test_a_workbook_is_no_office_file(tmp_path: Path) -> None:
    path = tmp_path / "a.niangjia"
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("xl/workbook.xml", os.urandom(9000))
    assert "不是娘家人的办公文件" in refused(path, FileDamagedError)


def test_a_plain_database_is_no_office_file(tmp_path: Path) -> None:
    path = tmp_path / "a.niangjia"
    plain = sqlite3.connect(path)
    plain.execute("CREATE TABLE t (a)")
    plain.close()
    assert "不是娘家人的办公文件" in refused(path, FileDamagedError)


def test_an_encrypted_database_of_another_program_is_no_office_file(tmp_path: Path) -> None:
    path = tmp_path / "a.niangjia"
    db = offices.bare(path)
    db.execute("CREATE TABLE t (a)")
    db.close()
    assert "不是娘家人的办公文件" in refused(path, FileDamagedError)


def test_an_empty_file_is_called_incomplete(tmp_path: Path) -> None:
    path = tmp_path / "a.niangjia"
    path.touch()
    assert "不完整（0 字节）" in refused(path, FileDamagedError)


@pytest.mark.parametrize("length", [1, 100, PAGE - 1, PAGE * 3 + 17])
def test_a_file_cut_short_is_called_incomplete(path: Path, length: int) -> None:
    path.write_bytes(path.read_bytes()[:length])
    assert f"不完整（{length} 字节）" in refused(path, FileDamagedError)


def test_a_file_cut_at_a_page_is_damaged(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: PAGE * 20])
    with pytest.raises(FileDamagedError):
        checking.check(offices.doors(path).db)


def test_a_folder_is_no_office_file(tmp_path: Path) -> None:
    with pytest.raises(KnownError):
        file.open_file(tmp_path, PASSWORD)


# One program at a time


def test_a_second_program_is_refused_while_the_first_runs(path: Path) -> None:
    with another_program(path):
        assert "正在别的窗口" in refused(path, FileBusyError)
    file.open_file(path, PASSWORD).close()


def test_a_killed_program_holds_nothing(path: Path) -> None:
    with another_program(path) as process:
        process.send_signal(signal.SIGKILL)
        process.wait()
        file.open_file(path, PASSWORD).close()


@pytest.mark.parametrize("password", [PASSWORD, "a wrong one"])
def test_a_second_opening_here_is_refused_and_keeps_the_lock(path: Path, password: str) -> None:
    first = file.open_file(path, PASSWORD)
    with pytest.raises(FileBusyError):
        file.open_file(path, password)
    other = [sys.executable, "-c", HOLDER, str(path), PASSWORD]
    ran = subprocess.run(other, capture_output=True, text=True, check=False, timeout=60)  # noqa: S603  (our own)
    assert ran.stdout == ""
    assert "FileBusyError" in ran.stderr
    first.close()
    file.open_file(path, PASSWORD).close()


# Passwords and secrecy


def test_keys_are_derived_in_as_many_rounds_as_sqlcipher_means_them_to_be(path: Path) -> None:
    asked = f"""
from pathlib import Path
from desktop.store.connection import keyed
print(keyed(Path({str(path)!r}), "a password").execute("PRAGMA kdf_iter").fetchone()[0])
"""
    ran = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)  # noqa: S603  (our own)
    assert int(ran.stdout) >= 256_000


def test_after_a_change_of_password_only_the_new_one_opens(doors: Doors) -> None:
    number = doors.enter()
    file.change_password(doors.db, "另一个 'password'", present=PASSWORD)
    doors.db.close()
    refused(doors.path, WrongPasswordError)
    again = file.open_file(doors.path, "另一个 'password'")
    assert offices.doors_to(again, doors.path).cases.get(number).id == number
    again.close()


def test_a_new_password_that_is_too_short_leaves_the_old_one(doors: Doors) -> None:
    with pytest.raises(ForbiddenError, match="至少 8 位，还差 1 位"):
        file.change_password(doors.db, "1234567", present=PASSWORD)
    doors.db.close()
    file.open_file(doors.path, PASSWORD).close()


def test_an_office_of_the_time_of_shorter_passwords_still_opens(doors: Doors) -> None:
    doors.db.execute(f"PRAGMA rekey = {key_clause('123456')}")
    doors.db.close()
    file.open_file(doors.path, "123456").close()


def test_nothing_readable_of_a_person_is_on_the_disk(doors: Doors) -> None:
    seen = set()
    for seed in range(3):
        one = offices.draft(seed)
        with journal.operation(doors.db, "新建档案：张三丰"):
            households.insert(
                doors.db,
                [({**one.values, "file_no": None}, ({**one.persons[0], "resident_id": None},))] * 500,
                State.ON_FILE,
            )
            seen |= search(doors.path.parent)  # what was spilled, and the journal to roll back with
    backup.take(doors.db, doors.path, PASSWORD)
    doors.db.close()
    seen |= search(doors.path.parent)
    assert {".niangjia", ".niangjia-journal"} <= seen


def search(folder: Path) -> set[str]:
    """Look for names, numbers and SQL in every file of a folder; says what kinds of files there were."""
    looked = set()
    for path in folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            looked.add(path.suffix)
            for word in ("王建国", "张三丰", "13800000000", "春风路", "SQLite format", "CREATE TABLE", PASSWORD):
                assert word.encode() not in content
                assert word.encode("utf-16-le") not in content
    return looked


# Rights


def test_a_file_that_cannot_be_written_can_be_read_and_a_write_says_the_way_out(own_folder: Path) -> None:
    path = offices.make(own_folder / "office.niangjia")
    with offices.opened(path) as doors:
        number = doors.enter()
    path.chmod(0o444)
    own_folder.chmod(0o555)
    before = path.read_bytes()
    try:
        with offices.opened(path) as doors:
            assert doors.cases.get(number).id == number
            with pytest.raises(StorageError, match="复制到本机硬盘"):
                doors.enter(1)
    finally:
        own_folder.chmod(0o755)
    assert path.read_bytes() == before


def test_a_file_that_cannot_be_read_is_refused(own_folder: Path) -> None:
    path = offices.make(own_folder / "office.niangjia")
    path.chmod(0)
    with pytest.raises(KnownError, match=r"打不开|没有权限|读不了"):
        file.open_file(path, PASSWORD)


def test_a_folder_that_cannot_be_written_gets_no_new_file(own_folder: Path) -> None:
    own_folder.chmod(0o555)
    try:
        with pytest.raises(StorageError):
            file.create(own_folder / "office.niangjia", PASSWORD)
    finally:
        own_folder.chmod(0o755)
