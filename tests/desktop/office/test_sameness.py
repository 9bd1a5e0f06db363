"""Who may be one person is asked once, wherever it shows, and remembered."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from desktop.base.errors import Cancelled, NotFoundError
from desktop.base.findings import Finding
from desktop.cases.matching import trace
from desktop.cases.twins import keys
from desktop.exchange.ledger import write_ledger
from desktop.office.intake import Intake
from desktop.store import households, inversion, people
from desktop.store.faults import translated
from tests import builders, offices
from tests.builders import person, resident_id
from tests.offices import Doors

BIRTH = dt.date(1980, 5, 6)
HERE = "大港街道春风路3号"
PHONE = "13912345678"


def someone(seq: int, name: str = "章小铭", **values: Any) -> builders.Person:
    """Somebody born on the day of all of them; each has an ID of their own."""
    number = resident_id(BIRTH, "男", seq * 37 % 500, ("321102", "320106")[seq % 2])
    return person(seq, name=name, sex="男", birth=BIRTH, resident_id=number, **values)


def similar(found: Iterable[Finding]) -> list[str]:
    return [one.message for one in found if one.code == "similar_person"]


@pytest.fixture
def two(doors: Doors) -> tuple[int, int]:
    """Two files whose applicants' names sound alike, with the same birth and telephone."""
    one = doors.enter(1, persons=(someone(1, "张晓明", phone=PHONE),), address=HERE)
    return one, doors.enter(2, persons=(someone(2, phone=PHONE),), address=HERE)


@pytest.mark.usefixtures("two")
def test_somebody_alike_in_another_file_is_doubted_in_the_form_with_the_reasons(doors: Doors) -> None:
    draft = offices.draft(3, persons=(someone(3, phone=PHONE),), address="别处")
    [said] = similar(doors.cases.check(draft))
    assert said.startswith("与“章小铭”户的申请人可能是同一人（姓名相同、出生日期相同、手机号相同）")


def test_a_file_is_not_compared_with_itself(doors: Doors, two: tuple[int, int]) -> None:
    doors.people.merge(*two, "同一人", same={second(doors, two): first(doors, two)})
    draft = offices.draft_of(doors.cases.get(two[0]))
    assert similar(doors.cases.check(draft, two[0])) == []


def first(doors: Doors, two: tuple[int, int]) -> int:
    return doors.cases.get(two[0]).applicant.id


def second(doors: Doors, two: tuple[int, int]) -> int:
    return doors.cases.get(two[1]).applicant.id


@pytest.mark.usefixtures("two")
def test_the_very_same_id_is_said_once_and_where(doors: Doors) -> None:
    draft = offices.draft(3, persons=(person(9), someone(2, phone=PHONE, relation="配偶")))
    found = [one for one in doors.cases.check(draft) if one.person == 1]
    assert [one.code for one in found] == ["person_in_two_households", "similar_person"]
    assert "2022-0003，申请人" in found[0].message
    assert "张晓明" in found[1].message  # the one of whom only the name sounds alike


@pytest.mark.parametrize("same", [True, False])
def test_what_was_answered_is_asked_nowhere_again(doors: Doors, two: tuple[int, int], same: bool) -> None:  # noqa: FBT001  (a parameter of the test)
    [pair] = doors.sameness.duplicates()
    draft = offices.draft_of(doors.cases.get(two[0]))
    assert similar(doors.cases.check(draft, two[0]))
    assert doors.sameness.count() == 1
    doors.sameness.answer(pair.one.trace, pair.other.trace, same=same, note="已电话核实")
    assert similar(doors.cases.check(draft, two[0])) == []
    assert doors.sameness.count() == 0
    assert [one.answer for one in doors.sameness.duplicates()] == [same]


@pytest.mark.usefixtures("two")
def test_an_answer_can_be_taken_back_changed_and_undone(doors: Doors) -> None:
    [pair] = doors.sameness.duplicates()
    doors.sameness.answer(pair.one.trace, pair.other.trace, same=False)
    doors.sameness.answer(pair.other.trace, pair.one.trace, same=True)
    [kept] = doors.sameness.answers()
    assert (kept.same, kept.day) == (True, "2022-12-10")
    doors.sameness.revoke(kept.id)
    assert (doors.sameness.answers(), doors.sameness.count()) == ([], 1)
    found = inversion.next_undo(doors.db)
    assert found
    with translated():
        inversion.invert(doors.db, found[0], households.rederive)
    assert doors.sameness.count() == 0
    with pytest.raises(NotFoundError):
        doors.sameness.revoke(99)


def test_two_of_whom_nothing_tells_them_apart_can_still_be_told_apart(doors: Doors) -> None:
    for seed in (1, 2):
        member = person(7, name="李桂兰", resident_id=None, birth=BIRTH, relation="母亲", phone=None)
        doors.enter(seed, persons=(person(seed), replace(member, birth=BIRTH)))
    [pair] = doors.sameness.duplicates()
    doors.sameness.answer(pair.one.trace, pair.other.trace, same=False)
    assert [one.answer for one in doors.sameness.duplicates()] == [False]


# The list over all files


def pairs(doors: Doors) -> list[tuple[int, int]]:
    return [(one.one.household, one.other.household) for one in doors.sameness.duplicates()]


def test_the_list_follows_whatever_is_written(doors: Doors, two: tuple[int, int]) -> None:
    assert pairs(doors) == [two]
    before = offices.draft_of(doors.cases.get(two[1]))
    named = {**before.persons[0], "name": "欧阳娜娜", "phone": None}
    doors.cases.save(replace(before, persons=(named,)), two[1])
    assert pairs(doors) == []
    found = inversion.next_undo(doors.db)
    assert found
    with translated():
        inversion.invert(doors.db, found[0], households.rederive)
    assert pairs(doors) == [two]
    offices.close(doors, two[1], "调离")
    assert pairs(doors) == []


def test_who_stands_in_two_files_with_one_id_is_on_the_list(doors: Doors) -> None:
    one = doors.enter(1, persons=(someone(1, "张晓明"),))
    other = doors.enter(2, persons=(person(2), someone(1, "张晓明", relation="配偶")))
    [pair] = doors.sameness.duplicates()
    assert (pair.one.household, pair.other.household, pair.same, pair.score) == (one, other, True, 100)
    doors.people.leave(pair.other.id, dt.date(2022, 12, 1), "离异")
    assert pairs(doors) == []


def test_few_files_and_many_are_compared_alike(doors: Doors) -> None:
    """Looked up one by one after small changes, or everybody with everybody after a ledger."""
    drafts = [
        offices.draft(
            seed,
            persons=(someone(seed, "王李张刘陈"[seed % 5] + "晓明", phone=f"139{seed % 60:08}"),),
            address=f"春风路{seed % 40}号",
        )
        for seed in range(120)
    ]
    with offices.journal.operation(doors.db, "导入"):
        numbers = households.insert(doors.db, [(one.values, one.persons) for one in drafts], households.State.ON_FILE)
    at_once = [(one.one.id, one.other.id, one.score) for one in doors.sameness.duplicates()]
    assert len(at_once) > 100
    for number in numbers:
        households.rederive(doors.db, [number])
        doors.sameness.compare()
    assert [(one.one.id, one.other.id, one.score) for one in doors.sameness.duplicates()] == at_once


def test_comparing_that_is_cancelled_goes_on_where_it_was(doors: Doors, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.office.sameness._STEP", 2)
    offices.enter_many(doors.db, range(6))

    def cancel(done: int, _total: int) -> None:
        if done == 4:
            raise Cancelled

    with pytest.raises(Cancelled):
        doors.sameness.duplicates(cancel)
    assert len(people.unseen(doors.db)) == 2
    doors.sameness.duplicates()
    assert people.unseen(doors.db) == []


# A ledger


def ledger(path: Path, *homes: builders.Household) -> Path:
    write_ledger(path, homes, office="某区总工会")
    return path


def test_a_ledger_says_whom_its_new_people_may_be_in_the_cell_of_the_name(
    doors: Doors, two: tuple[int, int], tmp_path: Path
) -> None:
    new = builders.household(5, persons=(someone(5, "张晓明", phone=PHONE),))
    path = ledger(tmp_path / "台账.xlsx", new, doors.cases.get(two[1]))
    look = Intake(doors.db, doors.standing).look(path)
    found = [one for one in look.plan.findings if one.code == "similar_person"]
    assert [(one.place.column, one.refuses) for one in found] == [("姓名", False)]
    assert "张晓明" in found[0].message
    mine = trace(look.drafts[0].persons[0], look.drafts[0].values)
    for other in people.living_in(doors.db, two):
        doors.sameness.answer(mine, other.trace, same=False)
    again = Intake(doors.db, doors.standing).again(look)
    assert [one for one in again.plan.findings if one.code == "similar_person"] == []


@pytest.mark.usefixtures("two")
def test_entering_a_ledger_does_not_wait_for_answers(doors: Doors, tmp_path: Path) -> None:
    path = ledger(tmp_path / "台账.xlsx", builders.household(5, persons=(someone(5, "张晓明", phone=PHONE),)))
    intake = Intake(doors.db, doors.standing)
    assert intake.enter(intake.look(path)).count == 1
    assert doors.sameness.count() == 3


def test_an_answer_is_found_whichever_way_round_the_two_are(doors: Doors, two: tuple[int, int]) -> None:
    one, other = (each.trace for each in people.living_in(doors.db, two))
    assert keys(one, other) == keys(other, one)


def test_a_file_from_before_is_compared_once_it_is_opened(doors: Doors, two: tuple[int, int]) -> None:
    """What ``m004_people`` fills: without the sounds of names nobody of a like sound would be found."""
    doors.db.execute("DELETE FROM sound")
    doors.db.execute("DELETE FROM unseen")
    people.note_all(doors.db)
    named = offices.draft_of(doors.cases.get(two[1]))
    assert offices.scalar(doors.db, "SELECT count(*) FROM sound WHERE sound = 'zhang xiao ming'") == 2
    assert similar(doors.cases.check(named, two[1]))
