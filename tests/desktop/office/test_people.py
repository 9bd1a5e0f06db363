"""People come and go, and one household has one file: each in one operation that can be undone."""

import datetime as dt
from dataclasses import replace

import pytest

from desktop.aid.flow import Verb as BatchVerb
from desktop.base.errors import ForbiddenError, RefusedError
from desktop.cases.household import Household, State
from desktop.cases.steps import Verb, value_of
from desktop.office.cases import draft_of, with_values
from desktop.store import households, inversion, journal
from desktop.store.faults import translated
from tests import offices
from tests.builders import person, resident_id
from tests.offices import TODAY, Doors

DAY = dt.date(2022, 12, 1)


@pytest.fixture
def home(doors: Doors) -> Household:
    """A file of an applicant, spouse, son and daughter."""
    return doors.cases.get(doors.enter(1, members=3))


def undo(doors: Doors) -> None:
    found = inversion.next_undo(doors.db)
    assert found
    with translated():
        inversion.invert(doors.db, found[0], households.rederive)


def told(doors: Doors, number: int) -> list[tuple[Verb, object, object]]:
    """The verb, whom it is about and the other file, of each step of a file."""
    steps = doors.procedure.steps_of([number]).get(number, ())
    return [(one.verb, value_of(one, "who"), value_of(one, "other")) for one in steps]


# Leaving, joining, coming back


def test_who_leaves_is_no_longer_counted_but_stays_on_the_file(doors: Doors, home: Household) -> None:
    spouse = home.persons[1]
    doors.people.leave(spouse.id, DAY, "死亡", "王芳")
    after = doors.cases.get(home.id)
    assert [one.id for one in after.persons] == [one.id for one in home.persons if one is not spouse]
    assert [(one.person.id, one.left_on, one.left_reason) for one in after.former] == [(spouse.id, DAY, "死亡")]
    assert (after.size, after.per_head) == (3, 4_200_000 // 3 // 12)
    assert told(doors, home.id) == [(Verb.LEAVE, spouse.name, None)]
    assert after.state is State.ON_FILE


def test_a_size_that_counted_others_too_is_left_to_the_clerk(doors: Doors) -> None:
    number = doors.enter(1, members=3, size=6)
    doors.people.leave(doors.cases.get(number).persons[1].id, DAY, "死亡")
    assert doors.cases.get(number).size == 6


def test_totals_are_the_sums_of_those_who_stay_and_of_those_who_split_off(doors: Doors, home: Household) -> None:
    told = draft_of(home)
    figures = ({"wage_income": 3_600_000}, {"wage_income": 1_200_000, "illness_cost": 100}, {"work_cost": 70}, {})
    persons = tuple({**one, **its} for one, its in zip(told.persons, figures, strict=True))
    doors.cases.save(replace(told, persons=persons), home.id)
    doors.people.leave(home.persons[1].id, DAY, "离婚")
    after = doors.cases.get(home.id)
    assert (after.yearly_income, after.rigid_spending, after.per_head) == (3_600_000, 70, 100_000)
    made = doors.people.split(home.id, [home.persons[2].id], home.persons[2].id, "成家", day=DAY).record
    assert doors.cases.get(made or 0).rigid_spending == 70
    doors.people.come_back(home.persons[1].id, DAY)
    back = doors.cases.get(home.id)
    assert (back.yearly_income, back.rigid_spending) == (4_800_000, 100)


def test_the_applicant_cannot_leave_and_is_told_the_way(doors: Doors, home: Household) -> None:
    with pytest.raises(ForbiddenError, match="变更户主"):
        doors.people.leave(home.applicant.id, DAY, "死亡")


def test_nobody_leaves_on_a_day_to_come_or_without_a_reason(doors: Doors, home: Household) -> None:
    with pytest.raises(RefusedError) as refused:
        doors.people.leave(home.persons[1].id, TODAY + dt.timedelta(1), " ")
    assert [one.field for one in refused.value.findings] == ["day", "reason"]


def test_who_came_back_stands_in_the_file_as_before(doors: Doors, home: Household) -> None:
    spouse = home.persons[1]
    doors.people.leave(spouse.id, DAY, "离异")
    doors.people.come_back(spouse.id, DAY, "复婚")
    after = doors.cases.get(home.id)
    assert {one.id for one in after.persons} == {one.id for one in home.persons}
    assert (after.size, after.former) == (4, ())
    assert [one[0] for one in told(doors, home.id)] == [Verb.LEAVE, Verb.JOIN]
    with pytest.raises(ForbiddenError, match="没有离户"):
        doors.people.come_back(spouse.id, DAY)


BABY = {"name": "王小宝", "relation": "女儿", "resident_id": resident_id(dt.date(2022, 11, 30), "女")}


def test_a_child_that_is_born_is_checked_and_added(doors: Doors, home: Household) -> None:
    doors.people.join(home.id, BABY, DAY, "出生")
    after = doors.cases.get(home.id)
    assert (after.persons[-1].name, after.persons[-1].relation, after.size) == ("王小宝", "女儿", 5)
    assert after.persons[-1].birth == dt.date(2022, 11, 30)
    assert told(doors, home.id) == [(Verb.JOIN, "王小宝", None)]
    with pytest.raises(RefusedError) as refused:
        doors.people.join(home.id, BABY, DAY)
    assert [(one.code, one.field, one.person) for one in refused.value.findings if one.refuses] == [
        ("duplicate_in_household", "resident_id", None)
    ]


# Change of head


def test_another_head_takes_the_first_place_and_relations_follow(doors: Doors, home: Household) -> None:
    head, spouse, son, daughter = home.persons
    assert doors.people.relations(home.id, spouse.id) == {
        head.id: "配偶",
        spouse.id: "本人",
        son.id: "儿子",
        daughter.id: "女儿",
    }
    doors.people.change_head(home.id, spouse.id, DAY, "原户主长期在外", relations={son.id: "继子"})
    after = doors.cases.get(home.id)
    assert [(one.id, one.relation) for one in after.persons] == [
        (spouse.id, "本人"),
        (head.id, "配偶"),
        (son.id, "继子"),
        (daughter.id, "女儿"),
    ]
    assert (after.file_no, after.category, after.state) == (home.file_no, home.category, home.state)


def test_the_applicant_dies_and_the_file_goes_on_under_another(doors: Doors, home: Household) -> None:
    head, spouse = home.persons[:2]
    done = doors.people.leave_as_head(home.id, spouse.id, DAY, "死亡")
    after = doors.cases.get(home.id)
    assert (after.applicant.id, after.size, [one.person.id for one in after.former]) == (spouse.id, 3, [head.id])
    assert [one[0] for one in told(doors, home.id)] == [Verb.LEAVE, Verb.CHANGE_HEAD]
    assert "死亡" in done.label


def test_nobody_becomes_the_head_of_two_files(doors: Doors, home: Household) -> None:
    son = home.persons[2]
    doors.enter(5, members=0, persons=(person(0, name=son.name, resident_id=son.resident_id),))
    with pytest.raises(ForbiddenError, match="一户一档"):
        doors.people.change_head(home.id, son.id, DAY, "成年")
    with pytest.raises(ForbiddenError, match="一户一档"), journal.operation(doors.db, "硬改"), translated():
        doors.db.execute("UPDATE person SET position = 0 WHERE id = ?", [son.id])


def test_who_has_no_id_cannot_be_the_head(doors: Doors) -> None:
    number = doors.enter(1, persons=(person(1), person(2, relation="配偶", resident_id=None)))
    with pytest.raises(ForbiddenError, match="身份证号"):
        doors.people.change_head(number, doors.cases.get(number).persons[1].id, DAY, "长期在外")


# Merging and splitting


@pytest.fixture
def two(doors: Doors) -> tuple[int, int]:
    """The husband's file, in which the wife is a member, and the wife's own with their son."""
    wife = person(7, name="李桂兰", sex="女")
    his = doors.enter(1, persons=(person(1, sex="男"), person(7, name="李桂兰", sex="女", relation="配偶", phone=None)))
    hers = doors.enter(2, persons=(wife, person(8, relation="儿子", sex="男")), note="妻子自报")
    return his, hers


def test_two_files_of_one_household_become_one(doors: Doors, two: tuple[int, int]) -> None:
    his, hers = two
    doors.people.merge(his, hers, "同一家庭", day=DAY)
    stays, gone = doors.cases.get(his), doors.cases.get(hers)
    assert [one.relation for one in stays.persons] == ["本人", "配偶", "儿子"]
    assert (stays.size, stays.state, stays.note) == (3, State.ON_FILE, "妻子自报")
    assert stays.persons[1].phone == gone.applicant.phone
    assert (gone.state, gone.life.merged_into, gone.life.closed_on) == (State.CLOSED, his, DAY)
    assert told(doors, his) == [(Verb.MERGE, stays.persons[2].name, hers)]
    assert told(doors, hers) == [(Verb.MERGE, f"李桂兰、{stays.persons[2].name}", his)]
    assert value_of(doors.procedure.steps_of([hers])[hers][-1], "kind") == "重复建档"


def test_a_closed_file_is_not_merged_and_no_file_into_itself(doors: Doors, two: tuple[int, int]) -> None:
    with pytest.raises(ForbiddenError, match="它自己"):
        doors.people.merge(two[0], two[0], "重复")
    doors.people.merge(*two, "同一家庭")
    with pytest.raises(ForbiddenError, match="已注销"):
        doors.people.merge(*two, "同一家庭")


def test_a_merged_file_that_is_reopened_stands_for_itself_again(doors: Doors, two: tuple[int, int]) -> None:
    doors.people.merge(*two, "同一家庭")
    offices.reopen(doors, two[1], "并错了")
    back = doors.cases.get(two[1])
    assert (back.state, back.life.merged_into, back.life.closed_on) == (State.ON_FILE, None, None)


def test_some_of_a_household_become_one_of_their_own(doors: Doors, home: Household) -> None:
    head, spouse, son, daughter = home.persons
    done = doors.people.split(home.id, [daughter.id], son.id, "儿子成家", day=DAY)
    assert done.record
    made, left = doors.cases.get(done.record), doors.cases.get(home.id)
    assert [(one.name, one.relation) for one in made.persons] == [(son.name, "本人"), (daughter.name, "姐妹")]
    assert (made.state, made.life.split_from, made.category, made.size) == (State.DRAFT, home.id, home.category, 2)
    assert [one.id for one in left.persons] == [head.id, spouse.id]
    assert {one.left_reason for one in left.former} == {"分户"}
    assert left.size == 2
    assert told(doors, made.id) == [(Verb.SPLIT, f"{son.name}、{daughter.name}", home.id)]
    assert told(doors, home.id) == [(Verb.SPLIT, f"{son.name}、{daughter.name}", made.id)]
    with pytest.raises(ForbiddenError, match="申请人"):
        doors.people.split(home.id, [], head.id, "分户")


def test_the_procedure_goes_on_after_people_came_and_went(doors: Doors, home: Household) -> None:
    """A step of the procedure isn't too early because of what happened to the people since."""
    doors.people.leave(home.persons[1].id, TODAY, "死亡")
    at = doors.procedure.take(home.id, Verb.SUSPEND, {"day": TODAY - dt.timedelta(3), "opinion": "待复核"})
    assert at.record == home.id


# Payments


def paid(doors: Doors, number: int) -> list[tuple[int, str | None]]:
    return [(one.household, one.excluded) for one in doors.aid.payments(number)]


def test_what_a_merged_file_got_counts_as_paid_to_the_one_that_stays(doors: Doors, two: tuple[int, int]) -> None:
    his, hers = two
    fund = doors.fund()
    doors.seen_through(doors.batch(fund, households_=[hers]), BatchVerb.LOCK, BatchVerb.APPROVE, BatchVerb.PAY)
    doors.people.merge(his, hers, "同一家庭")
    [(number, excluded)] = paid(doors, doors.batch(fund, households_=[his]))
    assert number == his
    assert excluded
    assert "已发 1 次" in excluded
    assert [one.amount for one in doors.aid.received(his) if one.paid] == [500_000]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_nobody_is_paid_twice_through_two_files_that_are_not_merged(
    doors: Doors, two: tuple[int, int], order: tuple[int, int]
) -> None:
    fund = doors.fund()
    first, second = (two[at] for at in order)
    doors.batch(fund, households_=[first])
    [(_, excluded)] = paid(doors, doors.batch(fund, households_=[second]))
    assert excluded
    assert f"发给另一份档案的{doors.cases.get(first).applicant.name}" in excluded


def test_nobody_is_paid_twice_within_one_batch(doors: Doors, two: tuple[int, int]) -> None:
    """Both files stand in it; the one that comes later gets nothing, even of what may be had twice a year."""
    lines = paid(doors, doors.batch(doors.fund(), "送温暖", households_=list(two)))
    assert [excluded and "列入本批次" in excluded for _, excluded in lines] == [None, True]


def test_who_left_for_a_household_of_their_own_is_paid_there(doors: Doors, home: Household) -> None:
    fund = doors.fund()
    doors.batch(fund, households_=[home.id])
    son = home.persons[2]
    made = doors.people.split(home.id, [], son.id, "成家").record
    assert made
    doors.cases.save(with_values(draft_of(doors.cases.get(made)), category_reason="单独核查"), made)
    doors.procedure.take(made, Verb.TAKE_OVER, {"day": TODAY, "document_no": "新工发〔2022〕8号"})
    assert paid(doors, doors.batch(fund, households_=[made])) == [(made, None)]


# Undo


@pytest.mark.parametrize("verb", ["leave", "leave_as_head", "change_head", "join", "come_back", "split"])
def test_each_is_undone_as_one_step(doors: Doors, home: Household, verb: str) -> None:
    doors.people.leave(home.persons[3].id, DAY, "就学")
    before = offices.dump(doors.db)
    spouse, son = home.persons[1:3]
    {
        "leave": lambda: doors.people.leave(spouse.id, DAY, "死亡"),
        "leave_as_head": lambda: doors.people.leave_as_head(home.id, spouse.id, DAY, "死亡"),
        "change_head": lambda: doors.people.change_head(home.id, spouse.id, DAY, "在外"),
        "join": lambda: doors.people.join(home.id, BABY, DAY),
        "come_back": lambda: doors.people.come_back(home.persons[3].id, DAY),
        "split": lambda: doors.people.split(home.id, [], son.id, "成家"),
    }[verb]()
    assert offices.dump(doors.db) != before
    undo(doors)
    assert offices.dump(doors.db) == before


def test_a_merger_is_undone_as_one_step(doors: Doors, two: tuple[int, int]) -> None:
    before, found = offices.dump(doors.db), offices.finder(doors.db)
    doors.people.merge(*two, "同一家庭")
    undo(doors)
    assert (offices.dump(doors.db), offices.finder(doors.db)) == (before, found)
