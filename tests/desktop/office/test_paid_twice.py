"""Whatever way round is taken, nobody is paid more for one purpose in a year than policy lets."""

import datetime as dt
from dataclasses import replace

import pytest

from desktop.aid.flow import Verb
from desktop.base.errors import ForbiddenError, RefusedError
from desktop.cases.steps import Verb as Life
from desktop.office.cases import draft_of
from desktop.policy.aid_standards import AmountRule
from desktop.store import households, inversion
from tests.asking import ONCE, SIGNED
from tests.builders import resident_id
from tests.offices import TODAY, Doors, draft, on_file
from tests.visiting import begin, someone

PAID = (Verb.LOCK, Verb.APPROVE, Verb.PAY)


@pytest.fixture
def home(doors: Doors) -> int:
    """A file of a couple and its child, and a fund."""
    doors.fund()
    return doors.enter(0, members=2)


def returned(doors: Doors, batch: int) -> int:
    """The first line of a batch, which came back."""
    line = doors.aid.payments(batch)[0].id
    doors.paying.fail({line: "卡号错误"}, TODAY)
    return line


def excluded(doors: Doors, batch: int) -> str:
    """Why the only line of a batch isn't paid."""
    [line] = doors.aid.payments(batch)
    return line.excluded or ""


def ask(doors: Doors, home: int) -> None:
    """Temporary aid that is granted to a file's applicant."""
    doors.requests.save(doors.requests.begin({"programme": "临时救助", "household": home, "event": "失火"}))
    [waiting] = [one.id for one in doors.requests.of_programme("临时救助") if one.granted is None]
    doors.requests.decide([waiting], **SIGNED)


def test_what_came_back_is_not_paid_anew_where_the_household_got_it_under_another_head(doors: Doors, home: int) -> None:
    first = doors.seen_through(doors.batch(1), *PAID)
    returned(doors, first)
    head, spouse, *_ = (one.id for one in doors.cases.get(home).persons)
    doors.people.change_head(home, spouse, TODAY, "变更")
    doors.seen_through(doors.batch(1), *PAID)
    doors.people.change_head(home, head, TODAY, "变更")
    again = doors.paying.repay(first).record or 0
    assert "2022 年度已发 1 次" in excluded(doors, again)
    with pytest.raises(ForbiddenError, match="不能恢复发放"):
        doors.aid.include([one.id for one in doors.aid.payments(again)])


def test_nor_where_other_activities_gave_all_that_the_year_allows(doors: Doors) -> None:
    doors.fund()
    twice = AmountRule(valid_from=dt.date(2022, 1, 1), programme="送温暖", category="", amount=100_000, times_a_year=2)
    doors.standing.enter([twice])
    rounds = [begin(doors, name=f"第{number}次") for number in range(3)]
    for activity in rounds:
        doors.activities.add(activity, [someone()])
    first, _ = (doors.seen_through(doors.batch(1, "送温暖", activity=one), *PAID) for one in rounds[:2])
    returned(doors, first)
    doors.seen_through(doors.batch(1, "送温暖", activity=rounds[2]), *PAID)
    assert "2022 年度已发 2 次" in excluded(doors, doors.paying.repay(first).record or 0)


def test_a_batch_that_pays_anew_is_not_locked_where_the_year_gave_it_since(doors: Doors, home: int) -> None:
    first = doors.seen_through(doors.batch(1), *PAID)
    returned(doors, first)
    again = doors.paying.repay(first).record or 0
    doors.aid.void(again, "先不补发")
    _, spouse, *_ = (one.id for one in doors.cases.get(home).persons)
    doors.people.change_head(home, spouse, TODAY, "变更")
    doors.seen_through(doors.batch(1), *PAID)
    voiding = doors.db.execute("SELECT id FROM operation WHERE label GLOB '作废批次*'").fetchone()[0]
    inversion.invert(doors.db, voiding, households.rederive)
    with pytest.raises(RefusedError) as caught:
        doors.aid.lock(again)
    assert "not_payable" in {one.code for one in caught.value.findings}


def test_what_was_settled_since_is_not_paid_anew(doors: Doors, home: int) -> None:
    assert home
    first = doors.seen_through(doors.batch(1), *PAID)
    line = returned(doors, first)
    again = doors.paying.repay(first).record or 0
    doors.aid.void(again, "先不补发")
    doors.paying.settle([line], "上缴")
    voiding = doors.db.execute("SELECT id FROM operation WHERE label GLOB '作废批次*'").fetchone()[0]
    inversion.invert(doors.db, voiding, households.rederive)
    [found] = doors.aid.check_lock(again)
    assert found.message == "“王建国”现在不能发放：退回的那一笔已另行处理，或已不是退回。请列为不发。"


def test_another_application_of_the_year_does_not_stand_in_the_way_of_what_is_owed(doors: Doors, home: int) -> None:
    doors.standing.enter([ONCE])
    ask(doors, home)
    first = doors.seen_through(doors.batch(1, "临时救助"), *PAID)
    returned(doors, first)
    ask(doors, home)
    doors.seen_through(doors.batch(1, "临时救助"), *PAID)
    again = doors.paying.repay(first).record or 0
    assert not excluded(doors, again)
    doors.seen_through(again, *PAID)


def test_what_is_owed_is_paid_anew_though_its_application_is_finished_and_the_standard_is_lower_now(
    doors: Doors, home: int
) -> None:
    doors.standing.enter([ONCE])
    ask(doors, home)
    first = doors.seen_through(doors.batch(1, "临时救助"), *PAID)
    doors.requests.finish([1], result="已发放")
    returned(doors, first)
    doors.standing.enter([AmountRule(valid_from=dt.date(2022, 2, 1), programme="临时救助", category="", amount=1)])
    again = doors.paying.repay(first).record or 0
    assert not excluded(doors, again)
    doors.seen_through(again, *PAID)


def test_a_rule_that_changed_since_drawing_up_is_minded_before_locking(doors: Doors, home: int) -> None:
    assert home
    batch = doors.batch(1)
    lower = AmountRule(valid_from=dt.date(2022, 12, 1), programme="生活救助", category="深度困难", amount=300_000)
    doors.standing.enter([lower])
    [found] = doors.aid.check_lock(batch)
    assert found.code == "over_ceiling"
    assert "5,000 元超过上限 3,000 元" in found.message


def test_a_recipient_whose_file_is_closed_is_judged_like_any_other(doors: Doors, home: int) -> None:
    once = AmountRule(valid_from=dt.date(2022, 2, 1), programme="送温暖", category="深度困难", amount=100_000)
    doors.standing.enter([once])
    first, second = (begin(doors, name=name) for name in ("春节", "国庆"))
    doors.activities.add_households(first, [home], 100_000)
    one = doors.batch(1, "送温暖", activity=first)
    doors.aid.void(one, "先不发")
    doors.activities.add_households(second, [home], 100_000)
    doors.seen_through(doors.batch(1, "送温暖", activity=second), *PAID)
    voiding = doors.db.execute("SELECT id FROM operation WHERE label GLOB '作废批次*'").fetchone()[0]
    inversion.invert(doors.db, voiding, households.rederive)
    doors.procedure.take(home, Life.CLOSE, {"day": TODAY, "opinion": "迁出"})
    assert "not_payable" in {found.code for found in doors.aid.check_lock(one)}


def test_whose_household_was_paid_under_a_file_that_is_closed_now_is_not_paid_under_an_own_one(
    doors: Doors, home: int
) -> None:
    doors.seen_through(doors.batch(1), *PAID)
    spouse = doors.cases.get(home).persons[1]
    doors.procedure.take(home, Life.CLOSE, {"day": TODAY, "opinion": "迁出"})
    alone = draft(60, members=0)
    persons = (
        {**alone.persons[0], "name": spouse.name, "resident_id": spouse.resident_id, "birth": None, "sex": None},
    )
    on_file(doors, replace(alone, persons=persons))
    assert "2022 年度已发 1 次" in excluded(doors, doors.batch(1))


@pytest.mark.parametrize("former", [None, resident_id(dt.date(2012, 5, 1), "男", 9)])
def test_a_pupil_whose_id_was_entered_or_mended_since_is_the_same_pupil(
    doors: Doors, home: int, former: str | None
) -> None:
    right = named(doors, home, former)
    doors.requests.decide([learns(doors, home)], **SIGNED)
    doors.seen_through(doors.batch(1, "子女助学"), *PAID)
    named(doors, home, right)
    number = learns(doors, home)
    with pytest.raises(RefusedError, match="2022 年度已发 1 次"):
        doors.requests.decide([number], **SIGNED)


def named(doors: Doors, home: int, number: str | None) -> str | None:
    """Gives the child of a file this ID; the one that it had."""
    draft = draft_of(doors.cases.get(home))
    persons = [dict(one) for one in draft.persons]
    had = persons[2]["resident_id"]
    persons[2] |= {"resident_id": number, "birth": None, "sex": None}
    doors.cases.save(replace(draft, persons=tuple(persons)), home)
    return str(had)


def learns(doors: Doors, home: int) -> int:
    """An application for the child of a file to go to school; its number."""
    child = doors.cases.get(home).persons[2].id
    said = {"programme": "子女助学", "household": home, "person": child, "stage": "小学"}
    number = doors.requests.save(doors.requests.begin(said)).record
    assert number is not None
    return number
