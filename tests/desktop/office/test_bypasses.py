"""What was posted and decided holds: no other way round leads to what the procedure forbids."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from desktop.aid.flow import Verb as BatchVerb
from desktop.base.errors import ForbiddenError, RefusedError
from desktop.cases.household import State
from desktop.cases.steps import Verb
from desktop.exchange.planning import Existing, Verdict
from desktop.office.cases import draft_of, with_values
from desktop.office.consents import Consents
from desktop.office.intake import Intake
from desktop.policy.standards import ProcedureRule
from desktop.store import households, inversion
from desktop.store.faults import translated
from tests import lives, offices
from tests.builders import person
from tests.desktop.exchange.workbooks import xlsx
from tests.lives import APPROVED, POSTED
from tests.offices import TODAY, Doors

PENDING = APPROVED[:-1]


def changed(doors: Doors, number: int, place: int = 0, **values: Any) -> None:
    """Save the file's form with values of one person changed."""
    draft = draft_of(doors.cases.get(number))
    persons = [dict(one) for one in draft.persons]
    persons[place].update(values)
    doors.cases.save(replace(draft, persons=tuple(persons)), number)


def undone(doors: Doors, number: int) -> None:
    with translated():
        inversion.invert(doors.db, number, households.rederive)


# While a notice stands, and until it is decided


@pytest.mark.parametrize("verbs", [POSTED, PENDING])
@pytest.mark.parametrize(
    "values",
    [
        {"category": "相对困难"},
        {"yearly_income": 1},
        {"size": 9},
        {"main_cause": "失业"},
        {"employer": "另一家单位"},
        {"town": "另一个镇"},
    ],
)
def test_what_was_posted_is_not_changed_in_the_form(
    doors: Doors, verbs: tuple[Verb, ...], values: dict[str, Any]
) -> None:
    number = lives.lived(doors, verbs)
    before = doors.cases.get(number)
    with pytest.raises(RefusedError, match="请先退回") as refused:
        doors.cases.save(with_values(draft_of(before), **values), number)
    assert {one.field for one in refused.value.findings if one.refuses} == set(values)
    assert doors.cases.get(number) == before


@pytest.mark.parametrize("values", [{"name": "张冒名"}, {"wage_income": 5}, {"lives_here": False}])
def test_nor_are_the_people_of_whom_it_was_posted(doors: Doors, values: dict[str, Any]) -> None:
    number = lives.lived(doors, POSTED)
    before = doors.cases.get(number)
    with pytest.raises(RefusedError, match="请先退回"):
        changed(doors, number, 1, **values)
    assert doors.cases.get(number) == before


def test_nobody_is_added_to_or_taken_from_a_file_that_is_posted(doors: Doors) -> None:
    number = lives.lived(doors, POSTED)
    before = doors.cases.get(number)
    draft = draft_of(before)
    for persons in (draft.persons[:1], (*draft.persons, offices.draft(9).persons[1])):
        with pytest.raises(RefusedError, match="请先退回"):
            doors.cases.save(replace(draft, persons=persons), number)
    assert doors.cases.get(number) == before


def test_what_was_not_posted_can_be_changed_all_the_time(doors: Doors) -> None:
    number = lives.lived(doors, POSTED)
    changed(doors, number, phone="13900000000", health="较差")
    doors.cases.save(with_values(draft_of(doors.cases.get(number)), note="来电咨询", card=None), number)
    assert (doors.cases.get(number).applicant.phone, doors.cases.get(number).note) == ("13900000000", "来电咨询")


def test_once_it_is_returned_everything_can_be_changed_again(doors: Doors) -> None:
    number = lives.lived(doors, [*POSTED, Verb.RETURN])
    doors.cases.save(with_values(draft_of(doors.cases.get(number)), category="相对困难"), number)
    assert doors.cases.get(number).category == "相对困难"


@pytest.mark.parametrize(
    "deed",
    [
        lambda doors, home, _: doors.people.leave(home.persons[1].id, TODAY, "死亡"),
        lambda doors, home, _: doors.people.change_head(home.id, home.persons[1].id, TODAY, "外出"),
        lambda doors, home, _: doors.people.leave_as_head(home.id, home.persons[1].id, TODAY, "死亡"),
        lambda doors, home, _: doors.people.join(home.id, {"name": "王小宝", "relation": "儿子"}, TODAY),
        lambda doors, home, _: doors.people.split(home.id, [], home.persons[1].id, "成家"),
        lambda doors, home, other: doors.people.merge(home.id, other, "一户"),
        lambda doors, home, other: doors.people.merge(other, home.id, "一户"),
    ],
)
def test_nobody_comes_or_goes_while_it_is_posted(doors: Doors, deed: Callable[..., object]) -> None:
    number, other = lives.lived(doors, POSTED), doors.enter(7)
    before = doors.cases.get(number)
    with pytest.raises(ForbiddenError, match="请先退回"):
        deed(doors, before, other)
    assert doors.cases.get(number) == before


@pytest.mark.parametrize("existing", [Existing.UPDATE, Existing.FILL])
def test_a_ledger_does_not_change_what_was_posted(doors: Doors, tmp_path: Path, existing: Existing) -> None:
    number = lives.lived(doors, POSTED)
    who = doors.cases.get(number).applicant
    rows = [("姓名", "身份证号", "困难类别", "低保金额"), (who.name, who.resident_id, "深度困难", "300")]
    intake = Intake(doors.db, doors.standing)
    look = intake.look(xlsx(tmp_path / "台账.xlsx", rows), existing)
    line = look.plan.lines[0]
    assert (line.verdict, [one.code for one in line.findings if one.refuses]) == (Verdict.REFUSED, ["posted"])
    intake.enter(look)
    assert doors.cases.get(number).dibao_amount is None


def test_a_ledger_that_was_looked_at_before_the_notice_changes_nothing_after_it(doors: Doors, tmp_path: Path) -> None:
    number = lives.lived(doors, POSTED[:-1])
    who = doors.cases.get(number).applicant
    rows = [("姓名", "身份证号", "困难类别", "低保金额"), (who.name, who.resident_id, "深度困难", "300")]
    intake = Intake(doors.db, doors.standing)
    look = intake.look(xlsx(tmp_path / "台账.xlsx", rows), Existing.UPDATE)
    lives.live(doors.procedure, number, [Verb.POST])
    intake.enter(look)
    assert doors.cases.get(number).dibao_amount is None


def test_an_edit_from_before_a_step_is_not_undone_from_under_it(doors: Doors) -> None:
    number = lives.applied(doors)
    right = doors.cases.get(number).persons[1].name
    changed(doors, number, phone="13900000000")
    changed(doors, number, 1, name="王改名")
    edit = inversion.next_undo(doors.db)
    assert edit
    lives.live(doors.procedure, number, POSTED)
    with pytest.raises(ForbiddenError, match="之后又"):
        undone(doors, edit[0])
    assert doors.cases.get(number).persons[1].name == "王改名" != right


def test_a_consent_that_is_withdrawn_during_the_notice_ends_it(doors: Doors) -> None:
    number = lives.lived(doors, POSTED)
    posted = doors.cases.get(number).life
    consents = Consents(doors.db, doors.standing)
    given = consents.of(number)[1].given[0]
    consents.withdraw(given.id, {"withdrawn_on": posted.notice_ends})
    with pytest.raises(RefusedError, match=f"{given.name}.*撤回"):
        lives.live(doors.procedure, number, [Verb.END_NOTICE])
    lives.live(doors.procedure, number, [Verb.RETURN])


def test_a_consent_that_is_withdrawn_after_the_notice_does_not(doors: Doors) -> None:
    number = lives.lived(doors, POSTED)
    ends = doors.cases.get(number).life.notice_ends
    assert ends
    consents = Consents(doors.db, doors.standing)
    consents.withdraw(consents.of(number)[1].given[0].id, {"withdrawn_on": ends + dt.timedelta(days=1)})
    lives.live(doors.procedure, number, [Verb.END_NOTICE, Verb.DECIDE])


# The decision


def test_another_category_than_was_posted_needs_its_reason_even_where_the_test_proposes_it(doors: Doors) -> None:
    number = doors.apply(3, members=1, category="相对困难", category_reason="街道意见")
    Consents(doors.db, doors.standing).record_all(number, {"given_on": lives.BEGUN})
    lives.live(doors.procedure, number, PENDING)
    with pytest.raises(RefusedError, match="公示的是“相对困难”"):
        lives.live(doors.procedure, number, [Verb.DECIDE], category="深度困难")
    lives.live(doors.procedure, number, [Verb.DECIDE], category="深度困难", category_reason="会议核定")
    assert doors.cases.get(number).category == "深度困难"


def test_what_the_first_level_decided_stands_unless_the_next_says_otherwise(doors: Doors) -> None:
    rule = doors.standing.on(lives.BEGUN).procedure
    assert rule
    doors.standing.enter([replace(rule, valid_from=lives.BEGUN, levels=("镇街总工会", "区总工会"))])
    number = lives.lived(doors, PENDING)
    lives.live(doors.procedure, number, [Verb.DECIDE], category="相对困难", category_reason="会议核定")
    assert doors.procedure.begin(number, Verb.DECIDE)["category"] == "相对困难"
    lives.live(doors.procedure, number, [Verb.DECIDE], people="区总工会主席")
    home = doors.cases.get(number)
    assert (home.state, home.category, home.category_reason) == (State.ON_FILE, "相对困难", "会议核定")


@pytest.mark.parametrize("fewer", [(), ("区总工会",)])
def test_fewer_levels_by_a_later_rule_still_want_a_decision_each_time(doors: Doors, fewer: tuple[str, ...]) -> None:
    rule = doors.standing.on(lives.BEGUN).procedure
    assert isinstance(rule, ProcedureRule)
    doors.standing.enter([replace(rule, valid_from=lives.BEGUN, levels=("镇街总工会", "区总工会", "市总工会"))])
    number = lives.lived(doors, [*PENDING, Verb.DECIDE])
    doors.standing.enter([replace(rule, valid_from=dt.date(2022, 3, 2), levels=fewer)])
    assert doors.cases.get(number).state is State.PENDING
    lives.live(doors.procedure, number, [Verb.DECIDE], people="区总工会主席")
    assert doors.cases.get(number).state is State.ON_FILE


@pytest.mark.parametrize(
    "verbs",
    [
        (Verb.ACCEPT, Verb.RETURN),
        (Verb.ACCEPT, Verb.VISIT, Verb.REFUSE, Verb.REOPEN, Verb.RETURN, Verb.RETURN),
        (*APPROVED, Verb.LIFT, Verb.RELAPSE, Verb.RETURN),
    ],
)
def test_what_once_was_an_application_is_not_taken_over_past_the_procedure(
    doors: Doors, verbs: tuple[Verb, ...]
) -> None:
    number = lives.lived(doors, verbs)
    assert doors.cases.get(number).state is State.DRAFT
    assert Verb.TAKE_OVER not in doors.procedure.of(number).verbs
    with pytest.raises(ForbiddenError, match="受理过"):
        lives.live(doors.procedure, number, [Verb.TAKE_OVER])
    lives.live(doors.procedure, number, [Verb.ACCEPT])


# On file


def test_a_review_sets_the_category_of_a_file_at_rest_too(doors: Doors) -> None:
    number = lives.lived(doors, [*APPROVED, Verb.SUSPEND])
    lives.live(doors.procedure, number, [Verb.REVIEW], changed=True, category="相对困难", opinion="子女就业")
    home = doors.cases.get(number)
    assert (home.state, home.category, home.category_reason) == (State.SUSPENDED, "相对困难", "子女就业")


@pytest.mark.parametrize("values", [{"changed": True}, {"changed": False, "category": "相对困难"}])
def test_a_review_that_changes_something_says_what(doors: Doors, values: dict[str, Any]) -> None:
    number = lives.lived(doors, APPROVED)
    with pytest.raises(RefusedError) as refused:
        lives.live(doors.procedure, number, [Verb.REVIEW], **values)
    assert [one.field for one in refused.value.findings] == ["opinion"]


def test_another_category_of_a_file_on_file_is_not_just_typed(doors: Doors) -> None:
    number = lives.lived(doors, APPROVED)
    draft = draft_of(doors.cases.get(number))
    with pytest.raises(RefusedError, match="复核"):
        doors.cases.save(with_values(draft, category="相对困难"), number)
    doors.cases.save(with_values(draft, category="相对困难", category_reason="新工发〔2022〕9号调整"), number)
    assert doors.cases.get(number).category == "相对困难"


def test_no_other_person_is_put_in_the_applicants_place_by_the_form(doors: Doors) -> None:
    number = lives.lived(doors, APPROVED)
    before = doors.cases.get(number)
    draft = draft_of(before)
    with pytest.raises(RefusedError, match="变更户主"):
        doors.cases.save(replace(draft, persons=draft.persons[::-1]), number)
    other = person(8)
    with pytest.raises(RefusedError, match="变更户主"):
        changed(doors, number, name=other.name, resident_id=other.resident_id, birth=other.birth, sex=other.sex)
    assert doors.cases.get(number) == before
    changed(doors, number, name="王正名")
    assert doors.cases.get(number).applicant.name == "王正名"


# Money


def test_a_new_head_is_not_paid_on_the_former_heads_account(doors: Doors) -> None:
    number = doors.enter(1, members=1, branch="大港支行", staff_no="Z1")
    spouse = doors.cases.get(number).persons[1]
    doors.people.leave_as_head(number, spouse.id, TODAY, "死亡")
    home = doors.cases.get(number)
    assert (home.bank, home.branch, home.card, home.staff_no) == (None, None, None, None)


def test_the_work_of_a_file_is_that_of_its_head(doors: Doors) -> None:
    number = doors.enter(1, members=1, employer_kind="国有企业", industry="制造业")
    changed(doors, number, 1, workplace="大港小学", job_kind="事业单位")
    old, new = doors.cases.get(number).persons
    doors.people.change_head(number, new.id, TODAY, "外出")
    home = doors.cases.get(number)
    assert (home.employer, home.employer_kind, home.industry) == ("大港小学", "事业单位", None)
    former = next(one for one in home.persons if one.id == old.id)
    assert (former.workplace, former.job_kind, former.job_industry) == ("镇江春风机械有限公司", "国有企业", "制造业")
    assert home.applicant.workplace is None


@pytest.mark.parametrize("verb", [Verb.SUSPEND, Verb.LIFT, Verb.CLOSE])
def test_a_batch_with_somebody_who_is_no_longer_on_file_is_not_locked(doors: Doors, verb: Verb) -> None:
    number, other = lives.lived(doors, APPROVED), doors.enter(7)
    batch = doors.batch(doors.fund(), households_=[number, other])
    lives.live(doors.procedure, number, [verb])
    with pytest.raises(RefusedError, match="不发"):
        doors.aid.lock(batch)
    line = next(one for one in doors.aid.payments(batch) if one.household == number)
    doors.aid.exclude(line.id, "已不在档")
    doors.seen_through(batch, BatchVerb.LOCK)


def test_a_batch_is_not_locked_for_a_head_who_left(doors: Doors) -> None:
    number, other = doors.enter(1, members=1), doors.enter(7)
    batch = doors.batch(doors.fund(), households_=[number, other])
    doors.people.leave_as_head(number, doors.cases.get(number).persons[1].id, TODAY, "死亡")
    with pytest.raises(RefusedError, match="申请人"):
        doors.aid.lock(batch)


# People


def test_who_joined_anew_does_not_come_back_a_second_time(doors: Doors) -> None:
    home = doors.cases.get(doors.enter(1, members=2))
    gone = home.persons[2]
    doors.people.leave(gone.id, TODAY, "外出")
    doors.people.join(home.id, {"name": gone.name, "resident_id": gone.resident_id, "relation": "儿子"}, TODAY)
    with pytest.raises(ForbiddenError, match="已在这一户"):
        doors.people.come_back(gone.id, TODAY)


def test_the_income_a_head_follows_what_a_merger_fills_in(doors: Doors) -> None:
    into = doors.enter(1, members=0, yearly_income=None, per_head=None, size=1)
    other = doors.enter(2, members=1)
    doors.people.merge(into, other, "一户")
    home = doors.cases.get(into)
    assert (home.yearly_income, home.size, home.per_head) == (4_200_000, 3, 4_200_000 // 3 // 12)


def test_those_who_live_there_are_counted_anew_when_people_come_and_go(doors: Doors) -> None:
    number = doors.enter(1, members=3, living_size=3)
    changed(doors, number, 1, lives_here=False)
    away, son, _ = doors.cases.get(number).persons[1:]
    doors.people.leave(away.id, TODAY, "外出")
    assert doors.cases.get(number).living_size == 3
    doors.people.leave(son.id, TODAY, "死亡")
    assert doors.cases.get(number).living_size == 2
    doors.people.come_back(son.id, TODAY)
    doors.people.join(number, {"name": "王小宝", "relation": "儿子"}, TODAY)
    assert doors.cases.get(number).living_size == 4
    doors.people.split(number, [], son.id, "成家")
    assert doors.cases.get(number).living_size == 3


# A notice that stood


@pytest.mark.parametrize("verbs", [(*POSTED, Verb.WITHDRAW), (*PENDING, Verb.REFUSE)])
def test_an_application_that_was_closed_after_its_notice_is_posted_again(doors: Doors, verbs: tuple[Verb, ...]) -> None:
    number = lives.lived(doors, [*verbs, Verb.REOPEN])
    at = doors.procedure.of(number)
    assert (at.home.state, at.home.life.notice_begins, at.home.life.notice_ends) == (State.ASSESSED, None, None)
    lives.live(doors.procedure, number, [Verb.POST, Verb.END_NOTICE, Verb.DECIDE])


def test_a_consent_that_was_given_after_the_notice_went_up_does_not_carry_it(doors: Doors) -> None:
    number = doors.apply(1, members=1, category_reason="因病支出大")
    lives.live(doors.procedure, number, POSTED[:-1])
    Consents(doors.db, doors.standing).record_all(number, {"given_on": lives.BEGUN + dt.timedelta(days=1)})
    with pytest.raises(RefusedError, match="同意书"):
        lives.live(doors.procedure, number, [Verb.POST])
    lives.live(doors.procedure, number, [Verb.POST], day=lives.BEGUN + dt.timedelta(days=1))


def test_what_was_changed_after_the_assessment_is_said_before_the_notice(doors: Doors) -> None:
    number = lives.applied(doors)
    changed(doors, number, phone="13900000000")
    doors.cases.save(with_values(draft_of(doors.cases.get(number)), size=3), number)
    lives.live(doors.procedure, number, POSTED[:-1])
    usual = lives.usual(doors.procedure, number, Verb.POST)
    assert not doors.procedure.check(number, Verb.POST, usual)
    changed(doors, number, 1, phone="13900000001", lives_here=False)
    doors.cases.save(with_values(draft_of(doors.cases.get(number)), size=2, note="补登"), number)
    [found] = doors.procedure.check(number, Verb.POST, usual)
    assert "家庭人口、是否共同生活" in found.message
    assert not found.refuses
    doors.people.leave(doors.cases.get(number).persons[1].id, TODAY, "死亡")
    assert "家庭成员" in doors.procedure.check(number, Verb.POST, usual)[0].message


def test_who_is_struck_out_of_a_file_is_said(doors: Doors) -> None:
    number = lives.lived(doors, APPROVED)
    draft = draft_of(doors.cases.get(number))
    found = doors.cases.check(replace(draft, persons=draft.persons[:1]), number)
    assert [one.refuses for one in found if "成员离户" in one.message] == [False]


# Two files, one operation


@pytest.mark.parametrize("edited", [0, 1])
def test_a_split_is_undone_of_both_files_or_of_none(doors: Doors, edited: int) -> None:
    number = doors.enter(1, members=2)
    made = doors.people.split(number, [], doors.cases.get(number).persons[1].id, "成家")
    both = (number, made.record or 0)
    doors.cases.save(with_values(draft_of(doors.cases.get(both[edited])), note="又登记了一句"), both[edited])
    before = doors.cases.many(both)
    with pytest.raises(ForbiddenError, match="之后又修改过"):
        undone(doors, made.operation)
    assert doors.cases.many(both) == before


@pytest.mark.parametrize("edited", [0, 1])
def test_a_merger_is_undone_of_both_files_or_of_none(doors: Doors, edited: int) -> None:
    both = (doors.enter(1), doors.enter(2))
    made = doors.people.merge(*both, "一户")
    doors.cases.save(with_values(draft_of(doors.cases.get(both[edited])), note="又登记了一句"), both[edited])
    before = doors.cases.many(both)
    with pytest.raises(ForbiddenError, match="之后又修改过"):
        undone(doors, made.operation)
    assert doors.cases.many(both) == before


def test_only_what_the_superiors_system_holds_falls_behind_it(doors: Doors) -> None:
    number = lives.lived(doors, [Verb.ACCEPT])
    changed(doors, number, phone="13900000000")
    assert doors.cases.get(number).life.unsynced_since is None
    lives.live(doors.procedure, number, APPROVED[1:])
    lives.live(doors.procedure, number, [Verb.SYNC])
    changed(doors, number, phone="13900000001")
    assert doors.cases.get(number).life.unsynced_since == TODAY


def test_a_step_keeps_only_what_its_form_has(doors: Doors) -> None:
    number = lives.applied(doors)
    lives.live(doors.procedure, number, [Verb.ACCEPT], bogus="x")
    assert "bogus" not in offices.scalar(doors.db, "SELECT body FROM step")


@pytest.mark.parametrize("void", [False, True])
def test_a_decision_by_which_somebody_is_paid_is_not_undone(doors: Doors, *, void: bool) -> None:
    number = lives.lived(doors, PENDING)
    decided = doors.procedure.take(number, Verb.DECIDE, lives.usual(doors.procedure, number, Verb.DECIDE))
    batch = doors.batch(doors.fund(), households_=[number])
    if void:
        doors.seen_through(batch, BatchVerb.VOID)
        undone(doors, decided.operation)
        assert doors.cases.get(number).state is State.PENDING
    else:
        doors.seen_through(batch, BatchVerb.LOCK, BatchVerb.APPROVE, BatchVerb.PAY)
        with pytest.raises(ForbiddenError, match="用到"):
            undone(doors, decided.operation)
        assert doors.cases.get(number).state is State.ON_FILE


def test_nobody_else_takes_the_place_in_a_file_that_went_back_to_the_applicant(doors: Doors) -> None:
    number = lives.lived(doors, [Verb.ACCEPT, Verb.RETURN])
    draft = draft_of(doors.cases.get(number))
    with pytest.raises(RefusedError, match="变更户主"):
        doors.cases.save(replace(draft, persons=draft.persons[::-1]), number)
    fresh = lives.applied(doors, 7)
    draft = draft_of(doors.cases.get(fresh))
    doors.cases.save(replace(draft, persons=draft.persons[::-1]), fresh)


def test_somebody_of_a_file_that_others_left_is_told_by_what_he_is_there(doors: Doors) -> None:
    home = doors.cases.get(doors.enter(1, members=3))
    last = home.persons[3]
    doors.people.leave(home.persons[1].id, TODAY, "死亡")
    doors.people.leave(home.persons[2].id, TODAY, "死亡")
    other = offices.draft(8, members=0)
    draft = replace(other, persons=(*other.persons, {"name": last.name, "resident_id": last.resident_id}))
    [found] = [one for one in doors.cases.check(draft) if one.code == "person_in_two_households"]
    assert f"，{last.relation}）" in found.message


def test_who_comes_back_stands_behind_those_who_stayed(doors: Doors) -> None:
    home = doors.cases.get(doors.enter(1, members=3))
    for one in home.persons[1:3]:
        doors.people.leave(one.id, TODAY, "外出")
    for one in (home.persons[1], home.persons[2]):
        doors.people.come_back(one.id, TODAY)
    wanted = [home.persons[at].id for at in (0, 3, 1, 2)]
    assert [one.id for one in doors.cases.get(home.id).persons] == wanted
    places = [place for (place,) in doors.db.execute("SELECT position FROM person WHERE household = ?", [home.id])]
    assert len(set(places)) == len(places)
