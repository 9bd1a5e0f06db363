"""Which documents a file needs is answered alike for one file and for all of them, as the conditions of policy say."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from desktop.base.changes import Noun
from desktop.base.errors import FileDamagedError, ForbiddenError, StorageError
from desktop.base.several import BETWEEN
from desktop.cases.documents import BEFORE_DECISION
from desktop.cases.household import State
from desktop.office.documents import Documents, Scan
from desktop.policy.standards import YES, Condition, DocumentRule, Policy, Stage
from desktop.store import checking, documents, households, journal
from desktop.store.faults import translated
from tests import builders, offices
from tests.offices import Doors, Limit
from tests.wanted import wanted

HEALTH = ("良好", "尿毒症", "残疾")
CAUSES = ("子女上学", "残疾", "患重特大疾病")
LABELS = st.lists(st.sampled_from(HEALTH)).map(tuple)
CONDITIONS = st.one_of(
    st.builds(Condition, st.just("health"), LABELS, whose=st.sampled_from(["person", "applicant"])),
    st.builds(Condition, st.just("dibao"), st.sampled_from([(), (YES,), ("否",)]), whose=st.just("household")),
    st.builds(Condition, st.just("size"), st.sampled_from([(), ("2",), ("3", "1")]), whose=st.just("household")),
    st.builds(Condition, st.just("other_causes"), st.lists(st.sampled_from(CAUSES)).map(tuple)),
    st.builds(Condition, st.just("no_such_field"), st.just(())),
)
RULES = st.lists(st.tuples(st.lists(CONDITIONS, max_size=3).map(tuple), st.sampled_from(["", *Stage])), max_size=5)
HOUSEHOLDS = st.fixed_dictionaries(
    {
        "dibao": st.none() | st.booleans(),
        "size": st.none() | st.integers(1, 3),
        "other_causes": st.lists(st.sampled_from(CAUSES), unique=True).map(lambda some: BETWEEN.join(some) or None),
    }
)
PERSONS = st.lists(st.none() | st.sampled_from(HEALTH), min_size=1, max_size=3).map(
    lambda health: [{"name": f"人{place}", "health": one} for place, one in enumerate(health)]
)
FILES = st.tuples(st.sampled_from(list(State)), HOUSEHOLDS, PERSONS, st.lists(st.integers(0, 4)))
"""State, household, persons, and the ranks of the documents that are there, of some more than one."""


def asking(rules: Sequence[tuple[tuple[Condition, ...], str]]) -> Policy:
    """A policy that asks for documents on these conditions, by these stages."""
    made = [
        DocumentRule(valid_from=dt.date(2000, 1, 1), name=f"材料{rank}", rank=rank, when=when, stage=stage)
        for rank, (when, stage) in enumerate(rules)
    ]
    return replace(builders.policy(), documents=tuple(made))


def lacks(db: Database, policy: Policy, number: int) -> bool:
    """Whether a list narrowed to files that lack something holds the file."""
    lacking = documents.missing_sql(policy)
    sql = f"SELECT count(*) FROM household t WHERE t.id = ? AND {lacking.sql}"
    return bool(offices.scalar(db, sql, number, *lacking.values))


@given(rules=RULES, file=FILES)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_a_file_needs_what_the_conditions_say_and_lacks_what_it_has_not(
    doors: Doors, rules: list[tuple[tuple[Condition, ...], str]], file: tuple[State, Any, Any, list[int]]
) -> None:
    policy, (state, household, persons, held) = asking(rules), file
    with journal.operation(doors.db, "试", Noun.CASES):
        [number] = households.insert(doors.db, [({"category": "深度困难", **household}, persons)], state)
        for rank in held:
            documents.insert(doors.db, {"household": number, "kind": f"材料{rank}", "received_on": "2022-12-01"})
    found = documents.checklists(doors.db, policy, [number])[number]
    needed = [rule for rule in policy.documents if wanted(rule, household, persons)]
    due = [rule for rule in needed if rule.stage != Stage.APPROVAL or state not in BEFORE_DECISION]
    assert [item.name for item in found.items] == [rule.name for rule in needed]
    assert list(found.missing) == [rule.name for rule in due if rule.rank not in held]
    assert lacks(doors.db, policy, number) == bool(found.missing)


ILL = (((Condition("health", ("尿毒症",), "person"),), ""),)


def test_who_left_the_household_needs_no_documents_any_more(doors: Doors) -> None:
    number = doors.enter(0, members=2)
    with journal.operation(doors.db, "试", Noun.CASES):
        spouse = doors.cases.get(number).persons[1].id
        households.update(doors.db, number, {}, [(spouse, {"health": "尿毒症"})])
    assert lacks(doors.db, asking(ILL), number)
    with journal.operation(doors.db, "试", Noun.CASES):
        households.leave(doors.db, spouse, offices.TODAY, "离异")
    assert not lacks(doors.db, asking(ILL), number)


def test_a_void_document_is_missing_again(doors: Doors) -> None:
    policy, number = asking([((), "")]), doors.enter()
    with journal.operation(doors.db, "试", Noun.CASES):
        made = documents.insert(doors.db, {"household": number, "kind": "材料0", "received_on": "2022-12-01"})
    assert not lacks(doors.db, policy, number)
    with journal.operation(doors.db, "试", Noun.CASES):
        documents.update(doors.db, made, {"void_reason": "不是本人的"})
    assert lacks(doors.db, policy, number)


def test_a_scan_is_sealed_and_the_check_finds_one_that_was_altered(doors: Doors) -> None:
    with journal.operation(doors.db, "试", Noun.CASES):
        documents.keep(doors.db, b"scan", "PDF", None)
    assert "扫描件 1 份，和收到时一样。" in checking.check(doors.db)
    for deed in ("UPDATE content SET data = x'00'", "DELETE FROM content"):
        with pytest.raises(ForbiddenError, match="不能改动"), translated():
            doors.db.execute(deed)
    doors.db.execute("DROP TRIGGER content_is_sealed")
    doors.db.execute("UPDATE content SET data = x'00'")
    with pytest.raises(FileDamagedError, match="扫描件被改动"):
        checking.check(doors.db)


def test_on_a_full_disk_a_scan_leaves_no_trace(doors: Doors, full_disk: Limit) -> None:
    number = doors.enter()
    before, length = offices.dump(doors.db), doors.path.stat().st_size
    door = Documents(doors.db, doors.standing)
    looked = door.look([Scan("大.pdf", b"%PDF-1.4\n" + bytes(4 * 1024**2) + b"%%EOF\n")])
    with full_disk(length + 1024**2), pytest.raises(StorageError, match="之前的内容都在"):
        door.attach(number, {"kind": "银行卡复印件", "received_on": offices.TODAY}, looked)
    assert offices.dump(doors.db) == before
    assert offices.scalar(doors.db, "SELECT count(*) FROM content") == 0
