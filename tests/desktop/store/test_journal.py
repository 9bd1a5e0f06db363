"""Every write is a named operation, and the journal can't be altered unseen."""

import json
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlite
from sqlite_utils import Database

from desktop.aid.fund import Source
from desktop.base.changes import Noun
from desktop.base.errors import FileDamagedError, ForbiddenError
from desktop.cases.household import State
from desktop.store import checking, funds, households, inversion, journal, settings
from desktop.store.faults import translated
from tests import growing, offices
from tests.offices import Doors

EVERY_TABLE = {
    "setting": "INSERT INTO setting (name, value) VALUES ('a', '1')",
    "standard": "INSERT INTO standard (key, valid_from, document_no, body) VALUES ('a', '2022-01-01', '', '{}')",
    "household": "INSERT INTO household (state, category) VALUES ('在档', '困难')",
    "person": "INSERT INTO person (household, position, name, relation) VALUES (1, 9, '某', '其他')",
    "step": "INSERT INTO step (household, verb, before, after, day, body) "
    "VALUES (1, '复核', '在档', '在档', '2022-01-01', '{}')",
    "document": "INSERT INTO document (household, kind, received_on) VALUES (1, '身份证', '2022-01-01')",
    "consent": "INSERT INTO consent (household, person, given_on, scopes, signed_by) "
    "VALUES (1, 2, '2022-01-01', '公示', '本人')",
    "consultation": "INSERT INTO consultation (household, day, reader, purpose) VALUES (1, '2022-01-01', '某', '核对')",
    "acknowledgement": "INSERT INTO acknowledgement (household, matter, key, day) VALUES (1, '某', 'b', '2022-01-01')",
    "pilot_acknowledgement": "INSERT INTO pilot_acknowledgement (enterprise, matter, key, day) "
    "VALUES (1, '某', 'b', '2022-01-01')",
    "sameness": "INSERT INTO sameness (one, other, same, day) VALUES ('3', '4', 0, '2022-01-01')",
    "sample": "INSERT INTO sample (year, percent, seed, population, drawn_on) VALUES (2022, 30, 1, 2, '2022-01-01')",
    "sample_line": "INSERT INTO sample_line (sample, household, position) VALUES (1, 2, 1)",
    "fund": "INSERT INTO fund (name, source, year) VALUES ('某资金', '其他', 2022)",
    "receipt": "INSERT INTO receipt (fund, day, amount) VALUES (1, '2022-01-01', 1)",
    "closing": "INSERT INTO closing (through) VALUES ('2021-12-31')",
    "activity": "INSERT INTO activity (name, kind, programme, year, begins, ends) "
    "VALUES ('某', '送清凉', '送温暖', 2022, '2022-07-01', '2022-08-31')",
    "item": "INSERT INTO item (activity, name, price) VALUES (1, '茶', 100)",
    "visit": "INSERT INTO visit (activity, position, kind, name) VALUES (1, 2, '农民工', '某')",
    "photo": "INSERT INTO photo (visit, content) VALUES (1, 1)",
    "request": "INSERT INTO request (state, programme, year, day, name) "
    "VALUES ('待审', '临时救助', 2022, '2022-01-01', '某')",
    "batch": "INSERT INTO batch (state, title, programme, year, fund, decided_on) "
    "VALUES ('编制', '某', '某', 2022, 1, '2022-01-01')",
    "payment": "INSERT INTO payment (batch, household, position, name, resident_id, category, amount, reason) "
    "VALUES (1, 2, 9, '某', '3', '困难', 1, '')",
    "wave": "INSERT INTO wave (name, number, level, chosen_on) VALUES ('第二批', 2, '区级', '2022-01-01')",
    "due": "INSERT INTO due (wave, stage, day) VALUES (1, '启动', '2022-01-01')",
    "enterprise": "INSERT INTO enterprise (state, name) VALUES ('试点中', '乙公司')",
    "milestone": "INSERT INTO milestone (enterprise, rank, stage, day) VALUES (1, 4, '启动', '2022-01-01')",
    "submission": "INSERT INTO submission (enterprise, state, version, kind, received_on) "
    "VALUES (1, '待核对', 2, '工作台账', '2022-01-01')",
    "enclosure": "INSERT INTO enclosure (enterprise, content) VALUES (1, 1)",
    "task": "INSERT INTO task (enterprise, front, task) VALUES (1, '建功立业', '练兵')",
    "progress": "INSERT INTO progress (task, quarter, percent) VALUES (1, '2022Q2', 50)",
    "incentive": "INSERT INTO incentive (enterprise, state, year, name, front) "
    "VALUES (1, '已申报', 2023, '某', '建功立业')",
    "instalment": "INSERT INTO instalment (incentive, day, amount) VALUES (1, '2022-01-01', 1)",
    "spending": "INSERT INTO spending (incentive, day, item, amount) VALUES (1, '2022-01-01', '某', 1)",
    "assessment": "INSERT INTO assessment (enterprise, state, version, scheme, year) "
    "VALUES (1, '自评中', 1, '{}', 2023)",
    "score": "INSERT INTO score (assessment, front, indicator, points) VALUES (1, '建功立业', '台账', 40)",
    "pairing": "INSERT INTO pairing (enterprise, cadre, begins) VALUES (1, '乙', '2022-01-01')",
    "call": "INSERT INTO call (enterprise, day, cadre, mode) VALUES (1, '2022-01-01', '乙', '实地')",
    "inspection": "INSERT INTO inspection (enterprise, kind, day, inspectors) "
    "VALUES (1, '中期督查', '2022-01-01', '乙')",
    "problem": "INSERT INTO problem (enterprise, found_on, problem) VALUES (1, '2022-01-01', '乙')",
    "filling": "INSERT INTO filling (enterprise, period) VALUES (1, '2022Q2')",
    "reminder": "INSERT INTO reminder (enterprise, period, day) VALUES (1, '2022Q2', '2022-01-01')",
    "studio": "INSERT INTO studio (name) VALUES ('乙')",
    "talent": "INSERT INTO talent (name) VALUES ('乙')",
    "contest": "INSERT INTO contest (name, day) VALUES ('乙', '2022-01-01')",
}

EVERY_LIFE = (
    "INSERT INTO step VALUES (1, 1, '复核', '在档', '在档', '2022-01-01', NULL, NULL, '{}')",
    "INSERT INTO document (household, kind, received_on) VALUES (1, '户口簿', '2022-01-01')",
    "INSERT INTO consent (household, person, given_on, scopes, signed_by) VALUES (1, 1, '2022-01-01', '公示', '本人')",
    "INSERT INTO consultation (household, day, reader, purpose) VALUES (1, '2022-01-01', '某', '核对')",
    "INSERT INTO acknowledgement (household, matter, key, day) VALUES (1, '某', 'a', '2022-01-01')",
    "INSERT INTO pilot_acknowledgement (enterprise, matter, key, day) VALUES (1, '某', 'a', '2022-01-01')",
    "INSERT INTO sameness (one, other, same, day) VALUES ('1', '2', 1, '2022-01-01')",
    "INSERT INTO sample (year, percent, seed, population, drawn_on) VALUES (2022, 30, 1, 2, '2022-01-01')",
    "INSERT INTO sample_line (sample, household, position) VALUES (1, 1, 0)",
    "INSERT INTO closing (through) VALUES ('2020-12-31')",
    """INSERT INTO activity (name, kind, programme, year, begins, ends)
    VALUES ('送清凉', '送清凉', '送温暖', 2022, '2022-07-01', '2022-08-31')""",
    "INSERT INTO item (activity, name, price) VALUES (1, '毛巾', 100)",
    "INSERT INTO visit (activity, position, kind, name) VALUES (1, 1, '农民工', '某')",
    f"INSERT INTO content (sha256, media, size, data) VALUES ('{'0' * 64}', 'image/png', 1, x'00')",
    "INSERT INTO photo (visit, content) VALUES (1, 1)",
    "INSERT INTO request (state, programme, year, day, name) VALUES ('待审', '临时救助', 2022, '2022-01-01', '某')",
    "INSERT INTO wave (name, number, level, chosen_on) VALUES ('第一批', 1, '区级', '2022-01-01')",
    "INSERT INTO due (wave, stage, day) VALUES (1, '验收', '2022-12-01')",
    "INSERT INTO enterprise (state, name, wave) VALUES ('试点中', '甲公司', 1)",
    "INSERT INTO milestone (enterprise, rank, stage, day) VALUES (1, 1, '确定批次', '2022-01-01')",
    """INSERT INTO submission (enterprise, state, version, kind, received_on)
    VALUES (1, '待核对', 1, '工作台账', '2022-01-01')""",
    "INSERT INTO enclosure (enterprise, content) VALUES (1, 1)",
    "INSERT INTO task (enterprise, front, task) VALUES (1, '建功立业', '比武')",
    "INSERT INTO progress (task, quarter, percent) VALUES (1, '2022Q1', 50)",
    """INSERT INTO incentive (enterprise, state, year, name, front, granted)
    VALUES (1, '已立项', 2022, '某', '建功立业', 100)""",
    "INSERT INTO instalment (incentive, day, amount) VALUES (1, '2022-01-01', 1)",
    "INSERT INTO spending (incentive, day, item, amount) VALUES (1, '2022-01-01', '某', 1)",
    "INSERT INTO assessment (enterprise, state, version, scheme, year) VALUES (1, '自评中', 1, '{}', 2022)",
    "INSERT INTO score (assessment, front, indicator, points) VALUES (1, '建功立业', '比武', 40)",
    "INSERT INTO pairing (enterprise, cadre, begins) VALUES (1, '甲', '2022-01-01')",
    "INSERT INTO call (enterprise, day, cadre, mode) VALUES (1, '2022-01-01', '甲', '实地')",
    "INSERT INTO inspection (enterprise, kind, day, inspectors) VALUES (1, '中期督查', '2022-01-01', '甲')",
    "INSERT INTO problem (enterprise, found_on, problem) VALUES (1, '2022-01-01', '甲')",
    "INSERT INTO filling (enterprise, period) VALUES (1, '2022Q1')",
    "INSERT INTO reminder (enterprise, period, day) VALUES (1, '2022Q1', '2022-01-01')",
    "INSERT INTO studio (name) VALUES ('甲')",
    "INSERT INTO talent (name) VALUES ('甲')",
    "INSERT INTO contest (name, day) VALUES ('甲', '2022-01-01')",
)
"""What no door of this test makes."""


@pytest.fixture(scope="module")
def grown(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return growing.grown(template, tmp_path_factory, fill)


def fill(doors: Doors) -> None:
    """A row in every table."""
    doors.enter()
    doors.batch(doors.fund())
    doors.enter(1)
    with journal.operation(doors.db, "生平"):
        for statement in EVERY_LIFE:
            doors.db.execute(statement)


def last(db: Database) -> int:
    return int(offices.scalar(db, "SELECT max(id) FROM operation"))


def changes(db: Database, operation: int) -> list[tuple[object, ...]]:
    """Table, row, before and after of each change of an operation."""
    found = db.execute('SELECT "table", row, before, after FROM change WHERE operation = ? ORDER BY id', [operation])
    return [
        (table, row, before and json.loads(before), after and json.loads(after)) for table, row, before, after in found
    ]


# Nothing past the journal


def test_there_is_a_case_for_every_journalled_table() -> None:
    assert EVERY_TABLE.keys() == journal.ROOTS.keys()


@pytest.mark.parametrize("table", EVERY_TABLE)
def test_no_row_comes_outside_an_operation(full: Doors, table: str) -> None:
    before = offices.dump(full.db)
    with pytest.raises(sqlite.IntegrityError, match=r"change\.operation"):
        full.db.execute(EVERY_TABLE[table])
    assert offices.dump(full.db) == before


@pytest.mark.parametrize("table", EVERY_TABLE)
@pytest.mark.parametrize(
    "statement", ["UPDATE {} SET id = id + 1000", "DELETE FROM {}", "REPLACE INTO {0} SELECT * FROM {0}"]
)
def test_no_row_changes_or_goes_outside_an_operation(full: Doors, table: str, statement: str) -> None:
    before = offices.dump(full.db)
    with pytest.raises(sqlite.IntegrityError):
        full.db.execute(statement.format(table))
    assert offices.dump(full.db) == before


def test_a_replaced_row_is_journalled_as_gone_and_come(db: Database) -> None:
    with journal.operation(db, "换") as current:
        db.execute("REPLACE INTO setting (name, value) SELECT name, '\"0\"' FROM setting WHERE name = 'digest_key'")
    gone, come = changes(db, current.id)
    assert gone[3] is come[2] is None
    assert gone[2]["value"] != '"0"' == come[3]["value"]  # type: ignore[index]


def test_an_operation_that_fails_leaves_no_trace(full: Doors) -> None:
    before, count, chain = offices.dump(full.db), last(full.db), offices.finder(full.db)
    with pytest.raises(ZeroDivisionError):
        enter_and_fail(full.db)
    assert (offices.dump(full.db), last(full.db), offices.finder(full.db)) == (before, count, chain)
    assert full.enter(7)
    assert journal.verify(full.db) == count + 1


def test_a_refused_row_takes_the_whole_operation_back(full: Doors) -> None:
    before = offices.dump(full.db)
    with pytest.raises(ForbiddenError, match="已有同名的资金"):
        open_funds(full.db, "新资金", "帮扶资金")
    assert offices.dump(full.db) == before


def enter_and_fail(db: Database) -> None:
    with journal.operation(db, "坏了", Noun.CASES):
        one = offices.draft(7)
        households.insert(db, [(one.values, one.persons)], State.ON_FILE)
        raise ZeroDivisionError


def open_funds(db: Database, *names: str) -> None:
    with translated(), journal.operation(db, "几个资金"):
        for name in names:
            funds.insert(db, name=name, source=Source.OTHER, year=2022)


def test_an_operation_needs_a_label(db: Database) -> None:
    with pytest.raises(sqlite.IntegrityError, match="label"), journal.operation(db, ""):
        settings.put(db, "a", 1)
    assert settings.get(db, "a") is None


def test_a_label_cannot_be_taken_away_before_the_end(db: Database) -> None:
    with pytest.raises(sqlite.IntegrityError, match="label"):
        remember_without_label(db)
    assert settings.get(db, "a") is None


def remember_without_label(db: Database) -> None:
    with journal.operation(db, "记住") as current:
        settings.put(db, "a", 1)
        current.label = ""


def test_an_operation_in_another_one_is_a_mistake_of_ours(db: Database) -> None:
    with pytest.raises(AssertionError), journal.operation(db, "外"), journal.operation(db, "内"):
        pass
    with pytest.raises(AssertionError), db.atomic(), journal.operation(db, "内"):
        pass


# What stands in it


def _told(row: dict[str, object]) -> dict[str, object]:
    """What an image says of a row: nothing of columns without a value."""
    return {name: value for name, value in row.items() if value is not None}


def test_an_insert_stands_with_the_whole_row_after_and_nothing_before(doors: Doors) -> None:
    number = doors.enter(3)
    home, *people = changes(doors.db, last(doors.db))
    assert home[:3] == ("household", number, None)
    assert home[3] == _told(next(doors.db.table("household").rows))
    assert [(table, before) for table, _, before, _ in people] == [("person", None)] * 2
    assert [after for *_, after in people] == [_told(row) for row in doors.db.table("person").rows]


def test_an_update_stands_with_the_whole_row_before_and_after(doors: Doors) -> None:
    number = doors.enter(3)
    before = next(doors.db.table("household").rows)
    offices.close(doors, number, "搬走了")
    after = next(doors.db.table("household").rows)
    step, home = changes(doors.db, last(doors.db))
    assert (step[0], step[2], step[3]["verb"]) == ("step", None, "注销")  # type: ignore[index]
    assert home == ("household", number, _told(before), _told(after))
    assert (before["state"], after["state"], after["state_reason"]) == ("在档", "注销", "搬走了")


def test_a_delete_stands_with_the_whole_row_before(doors: Doors) -> None:
    number = doors.enter(3, members=2)
    gone = list(doors.db.table("person").rows)[2]
    home = doors.cases.get(number)
    with journal.operation(doors.db, "去掉一人") as current:
        households.update(doors.db, number, {}, [(one.id, {}) for one in home.persons[:2]], drop=True)
    _unsynced, *others = changes(doors.db, current.id)
    assert others == [("person", gone["id"], _told(gone), None)]


def test_an_update_that_changes_nothing_is_no_change(doors: Doors) -> None:
    doors.enter(3)
    with journal.operation(doors.db, "无") as current:
        doors.db.execute("UPDATE household SET town = town")
    assert changes(doors.db, current.id) == []


def test_an_operation_says_who_when_what_and_how_many(doors: Doors) -> None:
    number = offices.enter_many(doors.db, range(30), "导入台账：一.xlsx")
    [entry] = journal.entries(doors.db, limit=1)
    assert (entry["id"], entry["label"], entry["count"], entry["kind"]) == (number, "导入台账：一.xlsx", 30, "do")
    assert entry["at"] == "2022-12-10 09:00:00"
    assert entry["actor"]
    assert not entry["undone"]


def test_entries_come_newest_first_a_page_at_a_time(doors: Doors) -> None:
    for seed in range(5):
        doors.enter(seed)
    first = journal.entries(doors.db, limit=2)
    second = journal.entries(doors.db, limit=9, before=first[-1]["id"])
    assert [one["id"] for one in first + second] == [6, 5, 4, 3, 2, 1]


def test_a_change_reports_what_was_touched(doors: Doors) -> None:
    change = doors.cases.save(offices.draft(1))
    assert (change.operation, change.nouns, change.count) == (last(doors.db), frozenset({Noun.CASES}), 1)
    assert change.label.startswith("新建申请：")


# The chain


def test_the_chain_of_an_untouched_file_holds(full: Doors) -> None:
    assert journal.verify(full.db) == last(full.db) == 6


@pytest.mark.parametrize("table", ["operation", "change"])
@pytest.mark.parametrize(
    "statement", ["UPDATE {} SET id = id + 1000", "DELETE FROM {}", "REPLACE INTO {0} SELECT * FROM {0}"]
)
def test_the_journal_takes_no_update_and_no_delete(full: Doors, table: str, statement: str) -> None:
    with pytest.raises(ForbiddenError, match="操作记录不能改动"), translated():
        full.db.execute(statement.format(table))
    journal.verify(full.db)


@pytest.mark.parametrize("operation", [1, 3])
def test_nothing_can_be_added_to_a_sealed_operation(full: Doors, operation: int) -> None:
    add = "INSERT INTO change (operation, \"table\", row, root, root_row) VALUES (?, 'fund', 1, 'fund', 1)"
    with pytest.raises(ForbiddenError, match="操作记录不能改动"), translated():
        full.db.execute(add, [operation])
    with pytest.raises(ForbiddenError, match="操作记录不能改动"), translated(), journal.operation(full.db, "某"):
        full.db.execute(add, [operation])
    journal.verify(full.db)


CELLS = [
    *(("operation", name) for name in "label kind inverts nouns actor at count previous digest".split()),
    *(("change", name) for name in "operation table row root root_row before after".split()),
]


@pytest.mark.parametrize(("table", "column"), CELLS)
def test_a_cell_altered_behind_the_journal_is_found_and_its_operation_named(
    full: Doors, table: str, column: str
) -> None:
    unseal(full.db)
    key = "id" if table == "operation" else "operation"
    kind = full.db.table(table).columns_dict[column]
    value = 4 if kind is int else "undo" if column == "kind" else '["cases"]'
    extra = ", inverts = 1" if column == "kind" else ", kind = 'undo'" if column == "inverts" else ""
    full.db.execute(f'UPDATE {table} SET "{column}" = ?{extra} WHERE {key} = 3', [value])
    with pytest.raises(FileDamagedError, match="操作记录第 3 条被改动过") as caught:
        journal.verify(full.db)
    assert "备份恢复" in caught.value.sentence
    with pytest.raises(FileDamagedError, match="第 3 条"):
        checking.check(full.db)


def test_a_change_taken_out_behind_the_journal_is_found(full: Doors) -> None:
    unseal(full.db)
    full.db.execute("DELETE FROM change WHERE id = (SELECT min(id) FROM change WHERE operation = 3)")
    with pytest.raises(FileDamagedError, match="第 3 条"):
        journal.verify(full.db)


def test_an_operation_taken_out_behind_the_journal_is_found_by_the_next_one(full: Doors) -> None:
    unseal(full.db)
    full.db.execute("PRAGMA foreign_keys = OFF")
    full.db.execute("DELETE FROM change WHERE operation = 3")
    full.db.execute("DELETE FROM operation WHERE id = 3")
    with pytest.raises(FileDamagedError, match="第 4 条"):
        journal.verify(full.db)


def test_a_whole_operation_rewritten_with_a_fresh_digest_is_found_by_the_next_one(full: Doors) -> None:
    unseal(full.db)
    full.db.execute("UPDATE operation SET label = '什么也没发生' WHERE id = 3")
    full.db.execute("UPDATE operation SET digest = ? WHERE id = 3", [journal.digest(full.db, 3)])
    with pytest.raises(FileDamagedError, match="第 4 条"):
        journal.verify(full.db)


def unseal(db: Database) -> None:
    """Take the guards off, as somebody with the password and a database tool could."""
    for name in ("operation_is_sealed", "operation_stays", "change_is_sealed", "change_stays"):
        db.execute(f"DROP TRIGGER {name}")
    db.execute("DROP INDEX operation_chain")


@pytest.mark.parametrize(("first", "then"), [(None, "低保户邻居"), ("低保户邻居", None), ("甲", "乙")])
def test_a_field_that_was_or_becomes_empty_is_taken_back_and_done_again(
    doors: Doors, first: str | None, then: str | None
) -> None:
    number = doors.enter(3, note=first)
    with journal.operation(doors.db, "改备注", Noun.CASES) as current:
        households.update(doors.db, number, {"note": then}, [])
    undone = inversion.invert(doors.db, current.id, households.rederive)
    assert doors.cases.get(number).note == first
    inversion.invert(doors.db, undone.operation, households.rederive)
    assert doors.cases.get(number).note == then


def test_a_field_that_was_empty_and_is_filled_since_is_an_edit_that_undo_keeps(doors: Doors) -> None:
    number = doors.enter(3, note=None)
    with journal.operation(doors.db, "改镇街", Noun.CASES) as current:
        households.update(doors.db, number, {"town": "丁岗镇"}, [])
    with journal.operation(doors.db, "写备注", Noun.CASES):
        households.update(doors.db, number, {"note": "另有情况"}, [])
    with pytest.raises(ForbiddenError, match="之后又修改过"):
        inversion.invert(doors.db, current.id, households.rederive)
    assert doors.cases.get(number).note == "另有情况"
