"""A damaged file says what is lost."""

from pathlib import Path

import pytest
from sqlite_utils import Database

from desktop.aid.flow import Verb
from desktop.base.errors import (
    FileBusyError,
    FileDamagedError,
    KnownError,
)
from desktop.store import checking, file, journal
from tests import offices, piloting
from tests.offices import PASSWORD, Doors

PAGE = 4096


def test_a_bad_page_is_found_and_the_table_it_took_is_named(doors: Doors) -> None:
    offices.enter_many(doors.db, range(300))
    page = offices.scalar(doors.db, "SELECT rootpage FROM sqlite_master WHERE name = 'household'")
    doors.db.close()
    spoil(doors.path, page)
    with offices.opened(doors.path) as again, pytest.raises(FileDamagedError) as caught:
        checking.check(again.db)
    assert "1 页" in caught.value.sentence
    assert "读不全的有：困难职工档案；" in caught.value.sentence
    assert "备份恢复" in caught.value.sentence


def test_reading_a_bad_page_is_a_known_error_and_the_check_still_names_what_is_lost(doors: Doors) -> None:
    doors.enter()
    page = offices.scalar(doors.db, "SELECT rootpage FROM sqlite_master WHERE name = 'person'")
    doors.db.close()
    spoil(doors.path, page)
    with offices.opened(doors.path) as again:
        with pytest.raises(FileDamagedError, match="已损坏"):
            again.cases.get(1)
        with pytest.raises(FileDamagedError, match="读不全的有：家庭成员；"):
            checking.check(again.db)


def test_after_the_check_of_a_damaged_file_it_is_still_ours_alone(doors: Doors) -> None:
    page = offices.scalar(doors.db, "SELECT rootpage FROM sqlite_master WHERE name = 'person'")
    doors.db.close()
    spoil(doors.path, page)
    with offices.opened(doors.path) as again:
        with pytest.raises(FileDamagedError):
            checking.check(again.db)
        with pytest.raises(FileBusyError):
            file.open_file(doors.path, PASSWORD)


@pytest.mark.parametrize("page", range(1, 60, 4))
def test_whatever_page_is_bad_a_sentence_says_so(path: Path, page: int) -> None:
    spoil(path, page)
    with pytest.raises(KnownError) as caught:
        checking.check(file.open_file(path, PASSWORD))
    assert "损坏" in caught.value.sentence


def spoil(path: Path, page: int) -> None:
    """Overwrite a page, the first being 1."""
    with path.open("r+b") as raw:
        raw.seek((page - 1) * PAGE)
        raw.write(bytes(range(256)) * 16)


def test_every_table_that_holds_what_somebody_typed_is_named_when_it_is_lost(db: Database) -> None:
    made_anew = {"finder", "sound", "unseen", "twin", "open_operation", "sqlite_sequence", "_sqlite_migrations"}
    assert {*db.table_names()} - made_anew == {*checking._CALLED}


def test_a_whole_file_says_what_was_examined(doors: Doors) -> None:
    doors.enter()
    said = "".join(checking.check(doors.db))
    assert "困难职工档案 1 条，家庭成员 2 条" in said
    assert "操作记录 2 条" in said


def test_a_file_whose_state_no_step_led_to_is_named(doors: Doors) -> None:
    doors.enter()
    offices.close(doors, 1, "搬走")
    name = doors.cases.get(1).applicant.name
    with journal.operation(doors.db, "撤销", kind="undo", inverts=1):
        doors.db.execute("UPDATE household SET state = '在档' WHERE id = 1")
    with pytest.raises(FileDamagedError, match=f"^{name}（档案编号 .+）的办理记录和档案状态对不上。"):
        checking.check(doors.db)


def test_a_step_that_does_not_follow_the_one_before_is_found(doors: Doors) -> None:
    for seed in (1, 2):
        doors.enter(seed)
        offices.close(doors, seed, "搬走")
        offices.reopen(doors, seed, "回来")
    assert "办理记录 4 条" in "".join(checking.check(doors.db))
    with journal.operation(doors.db, "撤销", kind="undo", inverts=1):
        doors.db.execute("UPDATE step SET before = '脱困' WHERE before = '注销'")
    with pytest.raises(FileDamagedError, match="等 2 户的办理记录"):
        checking.check(doors.db)


BEHIND = [
    "UPDATE payment SET amount = amount + 100 WHERE id = 1",
    "UPDATE payment SET signed_by = '别人' WHERE id = 1",
    "UPDATE payment SET withheld = '查', claim = NULL WHERE id = 1",
    "UPDATE payment SET snapshot = '{}' WHERE id = 1",
    "UPDATE batch SET paid_on = '2022-12-11' WHERE id = 1",
    "UPDATE batch SET programme = '医疗救助' WHERE id = 1",
    "UPDATE receipt SET amount = amount - 1 WHERE id = 1",
    "UPDATE household SET card = '1' WHERE id = 1",
    "DELETE FROM receipt WHERE id = 1",
    "DELETE FROM payment WHERE id = 1",
    "INSERT INTO receipt (fund, day, amount) VALUES (1, '2022-12-10', 5)",
]
PAID = (Verb.LOCK, Verb.APPROVE, Verb.PAY)


@pytest.mark.parametrize("statement", BEHIND)
def test_what_was_changed_past_the_program_is_found(doors: Doors, statement: str) -> None:
    doors.enter()
    doors.seen_through(doors.batch(doors.fund()), *PAID)
    assert "锁定过的批次 1 个" in "".join(checking.check(doors.db))
    without_triggers(doors.db, statement)
    with pytest.raises(FileDamagedError, match=r"有 1 条.+不经过程序被改动、添加或删去了"):
        checking.check(doors.db)


@pytest.mark.parametrize(
    ("statement", "word"),
    [
        ("UPDATE submission SET document_no = '假号' WHERE id = 1", "材料"),
        ("UPDATE milestone SET day = '2022-01-01' WHERE id = 1", "阶段"),
        ("DELETE FROM enclosure WHERE id = 1", "附件"),
        ("UPDATE progress SET percent = 99 WHERE id = 1", "进展"),
    ],
)
def test_what_was_changed_of_a_pilot_past_the_program_is_named(doors: Doors, statement: str, word: str) -> None:
    piloting.full(doors)
    without_triggers(doors.db, statement)
    with pytest.raises(FileDamagedError, match=f"有 1 条{word}不经过程序被改动"):
        checking.check(doors.db)


def test_a_file_of_a_pilot_is_verified_by_its_digest_as_scans_are(doors: Doors) -> None:
    number = doors.enterprises.enter({"name": "甲公司"}).record or 0
    doors.enclosures.add(number, [piloting.scan()])
    assert "扫描件 1 份" in "".join(checking.check(doors.db))
    without_triggers(doors.db, "UPDATE content SET data = x'25504446'")
    with pytest.raises(FileDamagedError, match="扫描件被改动过"):
        checking.check(doors.db)


def test_a_locked_line_that_was_changed_with_the_journal_is_found_by_its_digest(doors: Doors) -> None:
    doors.enter()
    doors.seen_through(doors.batch(doors.fund()), *PAID)
    with journal.operation(doors.db, "改金额"):
        without_triggers(
            doors.db, "UPDATE payment SET amount = amount + 100 WHERE id = 1", but="journal_payment_update"
        )
    with pytest.raises(FileDamagedError, match="王建国的发放记录与锁定时不一致"):
        checking.check(doors.db)


def without_triggers(db: Database, statement: str, but: str = "") -> None:
    """Run a statement past every trigger that guards the tables, or all but one."""
    kept = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name <> ?", [but]).fetchall()
    for name, _ in kept:
        db.execute(f"DROP TRIGGER {name}")
    db.execute(statement)
    for _, sql in kept:
        db.execute(sql)
