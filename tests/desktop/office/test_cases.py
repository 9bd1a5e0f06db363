"""The doors to the hardship files: what is refused, what is written, and what its history says."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest

from desktop.base.changes import Noun
from desktop.base.errors import ForbiddenError, KnownError, NotFoundError, RefusedError
from desktop.base.fields import fields_of
from desktop.base.findings import Finding
from desktop.cases.household import Household, HouseholdDraft, Life, Person, State
from desktop.cases.income_test import test_income
from desktop.office.cases import draft_of, with_values
from desktop.store import households, journal
from desktop.store.faults import translated
from tests import offices
from tests.builders import resident_id
from tests.offices import Doors


def codes(found: tuple[Finding, ...]) -> set[str]:
    return {one.code for one in found if one.refuses}


def with_person(draft: HouseholdDraft, place: int, **values: object) -> HouseholdDraft:
    """The draft with some values of a person set."""
    persons = [dict(one) for one in draft.persons]
    persons[place].update(values)  # type: ignore[arg-type]
    return replace(draft, persons=tuple(persons))


# Saving


def test_what_was_saved_is_what_is_read(doors: Doors) -> None:
    draft = offices.draft(
        3, members=2, single_parent=True, self_help=False, floor_area=8550, work_began=dt.date(1999, 7, 1)
    )
    change = doors.cases.save(draft)
    home = doors.cases.get(change.record or 0)
    assert {one.name: getattr(home, one.name) for one in fields_of(Household)} == {
        one.name: draft.values.get(one.name) for one in fields_of(Household)
    }
    kept = [{one.name: getattr(who, one.name) for one in fields_of(Person)} for who in home.persons]
    assert kept == [{one.name: who.get(one.name) for one in fields_of(Person)} for who in draft.persons]
    assert home.state is State.DRAFT
    assert (change.label, change.nouns, change.count) == (
        f"新建申请：{home.applicant.name}",
        frozenset({Noun.CASES}),
        1,
    )


def test_what_follows_from_the_rest_is_filled_in(doors: Doors) -> None:
    number = resident_id(dt.date(1980, 5, 6), "男")
    draft = HouseholdDraft(
        values={"category": "深度困难", "yearly_income": 1_200_000, "size": 2},
        persons=({"name": "单晓明", "resident_id": number},),
    )
    home = doors.cases.get(doors.cases.save(draft).record or 0)
    assert (home.applicant.sex, home.applicant.birth, home.applicant.relation) == ("男", dt.date(1980, 5, 6), "本人")
    assert home.per_head == 50_000


def test_another_category_than_the_proposed_one_is_saved_with_a_reason_only(doors: Doors) -> None:
    unreasoned = offices.draft(1, category="困难", category_reason=None)
    with pytest.raises(RefusedError) as refused:
        doors.cases.save(unreasoned)
    assert codes(refused.value.findings) == {"category_reason_missing"}
    assert doors.cases.save(with_values(unreasoned, category_reason="在区内无其他帮扶")).record


def test_a_file_that_was_decided_otherwise_can_be_changed_elsewhere_without_a_reason(doors: Doors) -> None:
    number = doors.enter(1, category_reason=None, category="相对困难", rigid_spending=0, yearly_income=3_000_000)
    home = doors.cases.get(number)
    assert test_income(home, doors.standing.on()).category == home.category
    line = replace(doors.standing.on().line, valid_from=dt.date(2022, 12, 1), amount=900000)
    doors.standing.enter([line])
    doors.cases.save(with_values(draft_of(home), note="补记"), number)
    with pytest.raises(RefusedError):
        doors.cases.save(with_values(draft_of(home), yearly_income=3_000_001), number)


def test_totals_are_saved_as_the_sums_of_what_each_person_has(doors: Doors) -> None:
    draft = with_person(offices.draft(1), 0, wage_income=1_000_000, illness_cost=500_000)
    draft = with_person(draft, 1, other_income=1, housing_cost=1)
    assert "figures_disagree" in {one.code for one in doors.cases.check(draft)}
    home = doors.cases.get(doors.cases.save(draft).record or 0)
    assert (home.yearly_income, home.rigid_spending) == (1_000_001, 500_001)
    assert (home.applicant.wage_income, home.persons[1].housing_cost) == (1_000_000, 1)


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda one: with_person(one, 0, name=None), "missing"),
        (lambda one: with_person(one, 0, resident_id=None), "missing"),
        (lambda one: with_values(one, category=None), "missing"),
        (lambda one: with_values(one, category="很困难"), "unknown_code"),
        (lambda one: with_person(one, 1, resident_id=one.persons[0]["resident_id"]), "duplicate_in_household"),
        (lambda one: replace(one, findings=(Finding(code="id_checksum", message="身份证号不对。"),)), "id_checksum"),
    ],
)
def test_what_is_wrong_is_refused_with_its_findings_and_nothing_is_written(
    doors: Doors, spoil: Callable[[HouseholdDraft], HouseholdDraft], code: str
) -> None:
    before = offices.dump(doors.db)
    with pytest.raises(RefusedError) as caught:
        doors.cases.save(spoil(offices.draft(1)))
    assert code in codes(caught.value.findings)
    assert caught.value.sentence.endswith("。")
    assert offices.dump(doors.db) == before


def test_a_doubt_does_not_refuse(doors: Doors) -> None:
    draft = with_person(offices.draft(1), 1, resident_id=None)
    assert not codes(doors.cases.check(draft))
    assert {one.code for one in doors.cases.check(draft)} == {"member_id_missing"}
    assert doors.cases.save(draft).operation


def test_a_member_without_a_name_is_refused_not_a_crash(doors: Doors) -> None:
    with pytest.raises(RefusedError, match="姓名"):
        doors.cases.save(with_person(offices.draft(1), 1, name=None))


def test_a_change_writes_what_differs_and_nothing_else(doors: Doors) -> None:
    number = doors.enter(1)
    before = doors.cases.get(number)
    change = doors.cases.save(with_values(draft_of(before), town="新区", note="已核"), number=number)
    assert doors.cases.get(number) == replace(before, town="新区", note="已核", life=Life(unsynced_since=offices.TODAY))
    touched = offices.scalar(doors.db, "SELECT count(*) FROM change WHERE operation = ?", change.operation)
    assert touched == 1
    assert (change.record, change.label) == (number, f"修改档案：{before.applicant.name}")


@pytest.mark.parametrize(
    "same",
    [
        lambda one: one,
        lambda one: with_values(one, town=one.values["town"]),
        lambda one: HouseholdDraft(
            values={}, persons=tuple({"id": who["id"], "name": who["name"]} for who in one.persons)
        ),
    ],
)
def test_saving_what_is_there_already_writes_nothing(
    doors: Doors, same: Callable[[HouseholdDraft], HouseholdDraft]
) -> None:
    number = doors.enter(1)
    entries = len(journal.entries(doors.db, limit=99))
    draft = same(draft_of(doors.cases.get(number)))
    home = doors.cases.get(number)
    draft = with_person(draft, 0, resident_id=home.applicant.resident_id)
    assert doors.cases.save(draft, number=number).operation == 0
    assert len(journal.entries(doors.db, limit=99)) == entries


def test_members_come_go_and_change_places(doors: Doors) -> None:
    number = doors.enter(1, members=2)
    home = draft_of(doors.cases.get(number))
    first, second, third = home.persons
    new = offices.draft(9).persons[1]
    doors.cases.save(replace(home, persons=(first, third, new)), number=number)
    after = doors.cases.get(number).persons
    assert [who.name for who in after] == [first["name"], third["name"], new["name"]]
    assert [who.id for who in after[:2]] == [first["id"], third["id"]]
    assert second["id"] not in {who.id for who in after}


def test_a_member_of_another_household_is_not_changed(doors: Doors) -> None:
    number, other = doors.enter(1), doors.enter(2)
    before = doors.cases.get(other)
    foreign = with_person(draft_of(doors.cases.get(number)), 1, id=before.persons[1].id, workplace="某厂")
    with pytest.raises(NotFoundError, match="不在这份档案里"):
        doors.cases.save(foreign, number=number)
    assert doors.cases.get(other) == before


def test_a_file_that_there_is_not_is_named(doors: Doors) -> None:
    with pytest.raises(NotFoundError, match="没有第 77 号"):
        doors.cases.get(77)
    with pytest.raises(NotFoundError, match="没有第 77 号"):
        doors.cases.save(offices.draft(1), number=77)


def test_many_files_come_in_the_order_asked_for(doors: Doors) -> None:
    for seed in range(4):
        doors.enter(seed)
    assert [home.id for home in doors.cases.many([3, 1, 99, 4])] == [3, 1, 4]


# One file a worker


def test_a_worker_gets_no_second_file(doors: Doors) -> None:
    doors.enter(1)
    with pytest.raises(RefusedError, match="一户一档"):
        doors.cases.save(offices.draft(1, file_no=None))


def test_a_worker_whose_file_was_closed_gets_a_new_one(doors: Doors) -> None:
    offices.close(doors, doors.enter(1), "脱困")
    assert doors.enter(1, file_no=None) == 2


def test_a_closed_file_does_not_reopen_beside_a_new_one(doors: Doors) -> None:
    offices.close(doors, doors.enter(1), "脱困")
    doors.enter(1, file_no=None)
    with pytest.raises(ForbiddenError, match="一户一档"):
        offices.reopen(doors, 1, "返困")
    assert doors.cases.get(1).state is State.CLOSED


def test_a_closed_file_can_be_corrected_beside_a_new_one(doors: Doors) -> None:
    offices.close(doors, doors.enter(1), "脱困")
    doors.enter(1, file_no=None)
    with translated(), journal.operation(doors.db, "更正"):
        home = doors.cases.get(1)
        households.update(doors.db, 1, {"note": "旧档"}, [(who.id, {}) for who in home.persons], drop=True)
    assert doors.cases.get(1).note == "旧档"


def test_the_file_itself_refuses_a_second_one_however_it_is_asked(doors: Doors) -> None:
    first, second = doors.enter(1), doors.enter(2)
    mine = doors.cases.get(first).applicant.resident_id
    with pytest.raises(ForbiddenError, match="一户一档"):
        enter_twice(doors)
    with pytest.raises(ForbiddenError, match="一户一档"):
        take_over(doors, second, mine)
    assert doors.cases.get(second).applicant.resident_id != mine


def enter_twice(doors: Doors) -> None:
    one = offices.draft(1, file_no=None)
    with translated(), journal.operation(doors.db, "硬写"):
        households.insert(doors.db, [(one.values, one.persons)], State.ON_FILE)


def take_over(doors: Doors, number: int, resident: str | None) -> None:
    applicant = doors.cases.get(number).applicant.id
    with translated(), journal.operation(doors.db, "硬写"):
        households.update(doors.db, number, {}, [(applicant, {"resident_id": resident})])


def test_somebody_in_two_households_is_a_doubt(doors: Doors) -> None:
    doors.enter(1)
    someone = doors.cases.get(1).persons[1].resident_id
    draft = with_person(offices.draft(2), 1, resident_id=someone)
    assert {one.code for one in doors.cases.check(draft)} >= {"person_in_two_households"}
    assert doors.cases.save(draft).record == 2


def test_a_file_number_is_given_once(doors: Doors) -> None:
    doors.enter(1, file_no="A-1")
    with pytest.raises(KnownError, match="档案编号"):
        doors.enter(2, file_no="A-1")


# Closing


@pytest.mark.parametrize("reason", ["", "  ", "\t"])
def test_closing_and_reopening_need_a_reason(doors: Doors, reason: str) -> None:
    number = doors.enter(1)
    with pytest.raises(RefusedError, match="缺少注销原因"):
        offices.close(doors, number, reason)
    offices.close(doors, number, "搬走")
    with pytest.raises(RefusedError, match="缺少恢复原因"):
        offices.reopen(doors, number, reason)


def test_a_closed_file_stays_readable_with_its_reason_in_its_history(doors: Doors) -> None:
    number = doors.enter(1)
    offices.close(doors, number, "搬走")
    assert doors.cases.get(number).state is State.CLOSED
    steps = {(step.field, step.before, step.after) for step in doors.cases.history(number)[:2]}
    assert steps == {("状态", "在档", "注销"), ("原因", "", "搬走")}


def test_nothing_is_closed_or_reopened_twice(doors: Doors) -> None:
    number = doors.enter(1)
    with pytest.raises(ForbiddenError, match="不能办理“恢复档案”"):
        offices.reopen(doors, number, "返困")
    offices.close(doors, number, "搬走")
    with pytest.raises(ForbiddenError, match="不能办理“注销”"):
        offices.close(doors, number, "搬走")
    offices.reopen(doors, number, "返困")
    assert doors.cases.get(number).state is State.ON_FILE


# History


def test_history_says_what_became_of_each_field_by_its_label(doors: Doors) -> None:
    number = doors.enter(1)
    name = doors.cases.get(number).applicant.name
    draft = with_values(
        draft_of(doors.cases.get(number)),
        town="新区",
        yearly_income=5_000_050,
        single_parent=True,
        filed_on=dt.date(2022, 8, 1),
    )
    draft = with_person(draft, 0, phone="13900001111")
    change = doors.cases.save(draft, number=number)
    steps = [step for step in doors.cases.history(number) if step.operation == change.operation]
    assert {(step.field, step.before, step.after, step.person) for step in steps} == {
        ("所属镇街", "丁卯街道", "新区", ""),
        ("家庭年度总收入", "42,000.00", "50,000.50", ""),
        ("家庭月人均收入", "1,750.00", "2,083.35", ""),
        ("是否单亲", "", "是", ""),
        ("建档日期", "2022-07-25", "2022-08-01", ""),
        ("手机号码", "13800000001", "13900001111", name),
    }
    assert {(step.at, step.label) for step in steps} == {("2022-12-10 09:00:00", f"修改档案：{name}")}


def test_history_says_who_came_and_who_went(doors: Doors) -> None:
    number = doors.enter(1)
    home = draft_of(doors.cases.get(number))
    new = offices.draft(9).persons[1]
    doors.cases.save(replace(home, persons=(home.persons[0], new)), number=number)
    steps = doors.cases.history(number)
    assert {(step.person, step.before, step.after) for step in steps if step.field == "家庭成员"} >= {
        (str(new["name"]), "", "有"),
        (str(home.persons[1]["name"]), "有", ""),
    }
    assert ("档案", "", "有") in {(step.field, step.before, step.after) for step in steps}


def test_history_is_of_this_file_alone_the_newest_first(doors: Doors) -> None:
    first, second = doors.enter(1), doors.enter(2)
    offices.close(doors, first, "搬走")
    operations = [step.operation for step in doors.cases.history(first)]
    assert operations == sorted(operations, reverse=True)
    assert {step.operation for step in doors.cases.history(second)}.isdisjoint(operations)
