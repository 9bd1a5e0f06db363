"""The doors to the procedure: what a step writes, one file or many, and what is refused."""

import datetime as dt
from collections.abc import Sequence

import pytest
import sqlcipher3.dbapi2 as sqlite

from desktop.base.changes import Noun
from desktop.base.errors import Cancelled, ForbiddenError, NotFoundError, RefusedError
from desktop.cases.household import Life, State
from desktop.cases.steps import Verb
from desktop.office.consents import Consents
from desktop.policy.aid_standards import AmountRule
from desktop.policy.standards import NoticeRule
from desktop.store import journal
from tests import lives, offices
from tests.lives import APPROVED, BEGUN, POSTED
from tests.offices import Doors

MANY = 500


def on_file(doors: Doors, count: int) -> list[int]:
    offices.enter_many(doors.db, range(count))
    return list(range(1, count + 1))


REVIEWED = {"day": offices.TODAY, "people": "张三", "changed": False}


# One file


def test_a_file_comes_on_file_by_its_steps_and_its_days_say_so(doors: Doors) -> None:
    number = lives.lived(doors, APPROVED)
    at = doors.procedure.of(number)
    assert (at.home.state, [one.verb for one in at.steps]) == (State.ON_FILE, list(APPROVED))
    ended = dt.date(2022, 3, 9)
    assert at.home.life == Life(
        since=ended,
        notice_begins=BEGUN,
        notice_ends=dt.date(2022, 3, 8),
        visited_on=BEGUN,
        reviewed_on=ended,
        unsynced_since=ended,
    )
    assert at.home.filed_on == ended
    assert at.steps[1].people == "张三（副主席）、李四"


def test_a_step_is_an_operation_with_its_name_and_its_file(doors: Doors) -> None:
    number = lives.applied(doors)
    change = doors.procedure.take(number, Verb.ACCEPT, lives.usual(doors.procedure, number, Verb.ACCEPT))
    name = doors.cases.get(number).applicant.name
    assert (change.label, change.nouns, change.record) == (f"受理：{name}", frozenset({Noun.CASES}), number)


def test_what_the_decision_says_of_the_category_becomes_the_files(doors: Doors) -> None:
    number = lives.lived(doors, APPROVED[:-1])
    lives.live(doors.procedure, number, [Verb.DECIDE], category="相对困难", category_reason="会议决定")
    home = doors.cases.get(number)
    assert (home.category, home.category_reason) == ("相对困难", "会议决定")


def test_return_visits_fall_due_by_policy_and_end_with_the_last(doors: Doors) -> None:
    number = lives.lived(doors, [*APPROVED, Verb.LIFT])
    due = [doors.cases.get(number).life.visit_due]
    for time in range(3):
        lives.live(doors.procedure, number, [Verb.RETURN_VISIT], opinion=f"第 {time} 次")
        due.append(doors.cases.get(number).life.visit_due)
    assert due == [dt.date(2022, 6, 9), dt.date(2022, 9, 9), dt.date(2023, 3, 9), None]


def test_a_lifted_file_that_was_closed_by_mistake_is_visited_when_it_was_due(doors: Doors) -> None:
    number = lives.lived(doors, [*APPROVED, Verb.LIFT, Verb.RETURN_VISIT])
    due = doors.cases.get(number).life.visit_due
    lives.live(doors.procedure, number, [Verb.CLOSE])
    assert doors.cases.get(number).life.visit_due is None
    lives.live(doors.procedure, number, [Verb.REOPEN])
    life = doors.cases.get(number).life
    assert (life.visit_due, life.closed_on) == (due, None)


@pytest.mark.parametrize("ending", [Verb.WITHDRAW, Verb.REFUSE])
@pytest.mark.parametrize("way", [(), (Verb.VISIT,), (Verb.VISIT, Verb.RETURN)])
def test_a_relapse_that_comes_to_nothing_leaves_the_household_lifted_out_and_visited(
    doors: Doors, way: tuple[Verb, ...], ending: Verb
) -> None:
    number = lives.lived(doors, [*APPROVED, Verb.LIFT, Verb.RETURN_VISIT])
    before = doors.cases.get(number)
    lives.live(doors.procedure, number, [Verb.RELAPSE, *way, ending])
    home = doors.cases.get(number)
    assert (home.state, home.life.visit_due) == (State.LIFTED, before.life.visit_due)
    assert (home.life.closed_on, home.life.relapsed_on) == (None, None)


def test_a_relapsed_file_keeps_the_day_on_which_it_was_first_put_on_file(doors: Doors) -> None:
    number = lives.lived(doors, [*APPROVED, Verb.LIFT])
    first = doors.cases.get(number).filed_on
    lives.live(doors.procedure, number, [Verb.RELAPSE, *APPROVED[1:]])
    home = doors.cases.get(number)
    assert (home.state, home.filed_on) == (State.ON_FILE, first)
    assert home.life.reviewed_on == home.life.since
    assert home.life.relapsed_on is not None


def test_a_notice_counts_by_the_offices_own_days_and_by_the_rule_of_its_first_day(doors: Doors) -> None:
    doors.standing.set_days({dt.date(2022, 3, 4): False})
    doors.standing.enter([NoticeRule(valid_from=dt.date(2022, 3, 2), working_days=9)])
    assert doors.cases.get(lives.lived(doors, POSTED)).life.notice_ends == dt.date(2022, 3, 9)


def test_a_return_takes_the_notice_away_and_the_next_sets_it_anew(doors: Doors) -> None:
    number = lives.lived(doors, [*POSTED, Verb.RETURN])
    life = doors.cases.get(number).life
    assert (life.notice_begins, life.notice_ends) == (None, None)
    lives.live(doors.procedure, number, [Verb.POST], day=dt.date(2022, 4, 1))
    assert doors.cases.get(number).life.notice_ends == dt.date(2022, 4, 11)


def test_the_paper_file_falls_behind_when_a_file_enters_or_moves_on_until_both_agree(doors: Doors) -> None:
    number = lives.lived(doors, APPROVED)
    life = doors.cases.get(number).life
    assert life.unsynced_since == life.since
    lives.live(doors.procedure, number, [Verb.SUSPEND])
    assert doors.cases.get(number).life.unsynced_since == life.since
    lives.live(doors.procedure, number, [Verb.SYNC, Verb.REVIEW])
    assert doors.cases.get(number).life.unsynced_since is None
    lives.live(doors.procedure, number, [Verb.RESUME])
    assert doors.cases.get(number).life.unsynced_since is not None
    assert doors.cases.get(lives.lived(doors, [Verb.TAKE_OVER], seed=7)).life.unsynced_since is None


def test_a_form_begins_with_today_and_what_follows(doors: Doors) -> None:
    number = lives.lived(doors, POSTED[:-1])
    begun = doors.procedure.begin(number, Verb.POST)
    assert begun == {"day": offices.TODAY, "ends": dt.date(2022, 12, 16)}


def test_a_notice_waits_for_the_consent_of_everybody(doors: Doors) -> None:
    number = doors.apply(1, members=1, category_reason="因病支出大")
    lives.live(doors.procedure, number, POSTED[:-1])
    with pytest.raises(RefusedError, match="还没有签公示的同意书"):
        lives.live(doors.procedure, number, [Verb.POST])
    Consents(doors.db, doors.standing).record_all(number, {"given_on": BEGUN})
    lives.live(doors.procedure, number, [Verb.POST])


# What is refused


def test_a_step_that_is_refused_names_all_that_stands_against_it_and_writes_nothing(doors: Doors) -> None:
    number = lives.lived(doors, [Verb.ACCEPT])
    before = offices.dump(doors.db)
    with pytest.raises(RefusedError) as caught:
        doors.procedure.take(number, Verb.VISIT, {"day": BEGUN - dt.timedelta(days=1), "people": "张三"})
    assert {one.code for one in caught.value.findings} == {"visitors", "before_last_step"}
    assert offices.dump(doors.db) == before


def test_a_step_out_of_turn_and_a_file_that_there_is_not_are_said(doors: Doors) -> None:
    number = lives.applied(doors)
    with pytest.raises(ForbiddenError, match="请先受理"):
        doors.procedure.take(number, Verb.DECIDE, lives.USUAL[Verb.DECIDE])
    with pytest.raises(NotFoundError, match="没有第 77 号"):
        doors.procedure.take(77, Verb.ACCEPT, lives.USUAL[Verb.ACCEPT])
    with pytest.raises(NotFoundError, match="没有第 77 号"):
        doors.procedure.take_many([number, 77], Verb.ACCEPT, {"day": BEGUN, **lives.USUAL[Verb.ACCEPT]})
    with pytest.raises(ForbiddenError, match="没有选中"):
        doors.procedure.take_many([], Verb.ACCEPT, {})


@pytest.mark.parametrize("verb", [Verb.REVIEW, Verb.SUSPEND, Verb.CLOSE])
def test_a_second_click_takes_no_second_step(doors: Doors, verb: Verb) -> None:
    number = lives.before(doors, verb)
    said = lives.usual(doors.procedure, number, verb)
    doors.procedure.take(number, verb, said)
    before = offices.dump(doors.db)
    with pytest.raises((ForbiddenError, RefusedError), match=r"没有重复登记|什么也没有改动"):
        doors.procedure.take(number, verb, said)
    assert offices.dump(doors.db) == before


def test_no_state_moves_past_the_steps(doors: Doors) -> None:
    number = lives.applied(doors)
    with pytest.raises(sqlite.IntegrityError, match="state_without_step"):
        force(doors, number)
    assert doors.cases.get(number).state is State.DRAFT


def force(doors: Doors, number: int) -> None:
    with journal.operation(doors.db, "硬写"):
        doors.db.execute("UPDATE household SET state = '在档' WHERE id = ?", [number])


def test_what_is_not_on_file_is_not_paid(doors: Doors) -> None:
    amount = AmountRule(valid_from=dt.date(2022, 1, 1), programme="生活救助", category="深度困难", amount=500_000)
    doors.standing.enter([amount])
    paid, fund = doors.enter(9), doors.fund()
    number = lives.applied(doors)
    for verb in APPROVED[:-1]:
        lives.live(doors.procedure, number, [verb])
        assert [line.household for line in doors.aid.payments(doors.batch(fund))] == [paid], verb
    lives.live(doors.procedure, number, [Verb.DECIDE])
    assert {line.household for line in doors.aid.payments(doors.batch(fund))} == {paid, number}


# Many files


def test_many_files_take_a_step_as_one_operation(doors: Doors) -> None:
    numbers = on_file(doors, MANY)
    told: list[tuple[int, int]] = []
    change = doors.procedure.take_many(numbers, Verb.REVIEW, REVIEWED, lambda *done: told.append(done))
    assert (change.count, change.record) == (MANY, None)
    assert change.label == f"复核：王建国等 {MANY} 户"
    assert told[-1] == (MANY, MANY)
    assert {home.life.reviewed_on for home in doors.cases.many(numbers)} == {offices.TODAY}
    assert len(doors.procedure.steps_of(numbers)) == MANY


def test_many_files_are_read_at_once(doors: Doors) -> None:
    numbers = on_file(doors, 50)
    assert len(asked(doors, numbers[:2])) == len(asked(doors, numbers))


def asked(doors: Doors, numbers: Sequence[int]) -> list[str]:
    """The queries by which what these files can do is found out."""
    said: list[str] = []
    doors.db.conn.set_trace_callback(said.append)
    assert Verb.REVIEW in doors.procedure.shared(numbers)
    doors.db.conn.set_trace_callback(None)
    return said


def test_where_some_of_many_cannot_none_does_and_each_is_named(doors: Doors) -> None:
    numbers = on_file(doors, 3)
    offices.close(doors, 2, "搬走")
    before = offices.dump(doors.db)
    with pytest.raises(RefusedError) as caught:
        doors.procedure.take_many(numbers, Verb.REVIEW, REVIEWED)
    [found] = caught.value.findings
    assert found.message.startswith(f"“{doors.cases.get(2).applicant.name}”：")
    assert offices.dump(doors.db) == before


def test_a_file_chosen_twice_takes_the_step_once(doors: Doors) -> None:
    on_file(doors, 2)
    assert doors.procedure.take_many([1, 2, 1], Verb.REVIEW, REVIEWED).count == 2
    assert len(doors.procedure.of(1).steps) == 1


def test_giving_up_in_the_middle_leaves_nothing_half_done(doors: Doors) -> None:
    numbers = on_file(doors, 9)
    before = offices.dump(doors.db)

    def give_up(done: int, _: int) -> None:
        if done == 5:
            raise Cancelled

    with pytest.raises(Cancelled):
        doors.procedure.take_many(numbers, Verb.REVIEW, REVIEWED, give_up)
    assert offices.dump(doors.db) == before
    doors.procedure.take_many(numbers, Verb.REVIEW, REVIEWED)
