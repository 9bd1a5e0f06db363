"""Applications: entered from the file, decided, seen to their end; one or many at once."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from desktop.aid.request import RequestState
from desktop.base.changes import Noun
from desktop.base.errors import ForbiddenError, NotFoundError, RefusedError
from desktop.base.listing import Query
from desktop.office.cases import draft_of, with_values
from desktop.office.history import changes
from desktop.policy.aid_standards import AmountRule, Over, ProgrammeRule
from desktop.store import inversion, listings
from tests import offices
from tests.offices import TODAY, Doors

SIGNED = {"decided_by": "李主席"}
MEDICAL = {"total_cost": 900_000, "reimbursed": 500_000, "disease": "肺炎"}
YEAR = dt.date(2022, 1, 1)


@pytest.fixture
def doors(doors: Doors) -> Doors:
    """Three files, and amounts for what is asked for here."""
    for seed in range(3):
        doors.enter(seed, members=2)
    share = AmountRule(
        valid_from=YEAR, programme="临时救助", category="", amount=200_000, cap_once=300_000, times_a_year=2
    )
    doors.standing.enter(
        [share, AmountRule(valid_from=YEAR, programme="子女助学", category="", stage="本科", amount=300_000)]
    )
    return doors


def child(doors: Doors, number: int = 1) -> int:
    """The number of the first member who isn't the applicant."""
    return doors.cases.get(number).persons[1].id


def asked(doors: Doors, programme: str = "临时救助", household: int | None = 1, **values: Any) -> int:
    """A new application; its number."""
    whole = doors.requests.begin({"programme": programme, "household": household, **values})
    made = doors.requests.save(whole).record
    assert made is not None
    return made


def pupil(doors: Doors, number: int = 1, **values: Any) -> int:
    """A new application for schooling aid; its number."""
    return asked(doors, "子女助学", number, person=child(doors, number), **{"stage": "本科", **values})


def state(doors: Doors, number: int) -> str:
    return doors.requests.one(number).state


# Entering


def test_an_application_takes_everything_from_the_file(doors: Doors) -> None:
    home, one = doors.cases.get(1), doors.requests.one(pupil(doors, school="江苏大学", tuition=550_000))
    assert (one.name, one.resident_id, one.card) == (home.applicant.name, home.applicant.resident_id, home.card)
    assert (one.beneficiary, one.beneficiary_id) == (home.persons[1].name, home.persons[1].resident_id)
    assert (one.relation, one.category, one.phone) == (home.persons[1].relation, home.category, home.applicant.phone)
    assert one.facts == {"stage": "本科", "school": "江苏大学", "tuition": 550_000}
    assert (one.day, one.year, one.state) == (TODAY, 2022, RequestState.OPEN)


def test_dates_and_answers_come_back_as_they_were_said(doors: Doors) -> None:
    number = asked(doors, event="火灾", happened_on=dt.date(2022, 12, 1), loss=1_000_000)
    assert doors.requests.one(number).facts["happened_on"] == dt.date(2022, 12, 1)
    assert doors.requests.one(pupil(doors, first_year=True)).facts["first_year"] is True


def test_what_was_paid_oneself_is_worked_out(doors: Doors) -> None:
    number = asked(doors, "医疗救助", **MEDICAL)
    assert doors.requests.one(number).facts["own_payment"] == 400_000


def test_while_it_waits_it_says_what_the_file_says_now(doors: Doors) -> None:
    number = asked(doors)
    doors.cases.save(with_values(draft_of(doors.cases.get(1)), employer="新单位"), number=1)
    assert doors.requests.one(number).employer == "新单位"
    doors.requests.decide([number], **SIGNED)
    doors.cases.save(with_values(draft_of(doors.cases.get(1)), employer="再换一家"), number=1)
    assert doors.requests.one(number).employer == "新单位"


def test_somebody_without_a_file_applies_where_the_programme_allows_it(doors: Doors) -> None:
    who = {"name": "刘强", "resident_id": offices.draft(8).persons[0]["resident_id"]}
    number = asked(doors, household=None, **who)
    assert (doors.requests.one(number).household, doors.requests.one(number).name) == (None, "刘强")
    with pytest.raises(RefusedError, match="只给建了档的"):
        asked(doors, "医疗救助", household=None, **who)


def test_an_application_without_a_name_or_a_programme_is_refused(doors: Doors) -> None:
    with pytest.raises(RefusedError) as refused:
        doors.requests.save({"household": None})
    assert {one.field for one in refused.value.findings} == {"programme", "year", "day", "name"}


def test_facts_of_another_programme_are_not_kept(doors: Doors) -> None:
    assert doors.requests.one(asked(doors, event="火灾", disease="肺炎")).facts == {"event": "火灾"}


def test_an_application_is_changed_while_it_waits_and_no_longer(doors: Doors) -> None:
    number = asked(doors, asked=100_000)
    values = doors.requests.begin({"programme": "临时救助", "household": 1, "asked": 150_000, "event": "车祸"})
    assert doors.requests.save(values, number).record == number
    assert doors.requests.one(number).asked == 150_000
    doors.requests.decide([number], **SIGNED)
    with pytest.raises(RefusedError, match="已同意"):
        doors.requests.save(values, number)


def test_the_same_asked_again_is_doubted_but_saved(doors: Doors) -> None:
    asked(doors)
    values = doors.requests.begin({"programme": "临时救助", "household": 1})
    assert [one.code for one in doors.requests.check(values)] == ["documents_missing", "asked_before"]
    doors.requests.save(values)


def test_a_look_says_what_the_rule_would_give_and_what_was_asked_this_year(doors: Doors) -> None:
    first = asked(doors)
    look = doors.requests.look({"programme": "临时救助", "household": 1, "day": TODAY, "year": 2022})
    assert look.entitlement is not None
    assert (look.entitlement.amount, look.entitlement.ceiling) == (200_000, 300_000)
    assert [one.id for one in look.before] == [first]
    assert "event" in {one.name for one in look.fields}


def test_a_look_at_what_is_not_whole_says_no_amount(doors: Doors) -> None:
    assert doors.requests.look({"programme": "子女助学", "household": 1}).entitlement is None
    assert doors.requests.look({}).fields == ()


def test_there_is_no_application_of_an_unknown_number(doors: Doors) -> None:
    with pytest.raises(NotFoundError, match="没有第 9 号申请"):
        doors.requests.one(9)


# Deciding


def test_granting_gives_what_the_rule_gives_and_keeps_why(doors: Doors) -> None:
    number = asked(doors)
    doors.requests.decide([number], **SIGNED, opinion="同意")
    one = doors.requests.one(number)
    assert (one.state, one.granted, one.decided_on) == (RequestState.GRANTED, 200_000, TODAY)
    assert (one.decided_by, one.opinion) == ("李主席", "同意")
    assert one.basis is not None
    assert one.basis.startswith("标准 2,000")


def test_the_stage_of_schooling_chooses_the_amount(doors: Doors) -> None:
    number = pupil(doors)
    doors.requests.decide([number], **SIGNED)
    assert doors.requests.one(number).granted == 300_000


def test_many_are_granted_at_once_each_by_its_own_rule(doors: Doors) -> None:
    numbers = [asked(doors, household=1), asked(doors, household=2), pupil(doors, 3)]
    change = doors.requests.decide(numbers, **SIGNED)
    assert (change.count, change.record) == (3, None)
    assert [doors.requests.one(one).granted for one in numbers] == [200_000, 200_000, 300_000]


def test_of_many_none_is_granted_where_one_cannot_be_and_it_is_named(doors: Doors) -> None:
    good, bad = asked(doors), asked(doors, household=2)
    doors.requests.refuse([bad], **SIGNED, opinion="材料不实")
    with pytest.raises(RefusedError, match=doors.cases.get(2).applicant.name):
        doors.requests.decide([good, bad], **SIGNED)
    assert state(doors, good) == RequestState.OPEN


def test_above_the_ceiling_a_reason_and_a_name_are_needed_and_kept(doors: Doors) -> None:
    number = asked(doors)
    with pytest.raises(RefusedError, match="超过上限 3,000 元"):
        doors.requests.decide([number], **SIGNED, granted=400_000)
    doors.requests.decide([number], **SIGNED, granted=400_000, override="三人重伤", override_by="王书记")
    one = doors.requests.one(number)
    assert (one.granted, one.override, one.override_by) == (400_000, "三人重伤", "王书记")


def test_a_reason_that_was_not_needed_is_not_kept(doors: Doors) -> None:
    number = asked(doors)
    doors.requests.decide([number], **SIGNED, override="随手填", override_by="王书记")
    assert doors.requests.one(number).override is None


def test_where_policy_forbids_it_nobody_goes_above_the_ceiling(doors: Doors) -> None:
    rule = ProgrammeRule(valid_from=YEAR, name="临时救助", rank=4, on_file=False, form="临时", over=Over.FORBID)
    doors.standing.enter([rule])
    with pytest.raises(RefusedError, match="不许超过"):
        doors.requests.decide([asked(doors)], **SIGNED, granted=400_000, override="重伤", override_by="王书记")


def test_refusing_needs_a_reason(doors: Doors) -> None:
    number = asked(doors)
    with pytest.raises(ForbiddenError, match="写明为什么"):
        doors.requests.refuse([number], **SIGNED)
    doors.requests.refuse([number], **SIGNED, opinion="不符合条件")
    assert (state(doors, number), doors.requests.one(number).opinion) == (RequestState.REFUSED, "不符合条件")


def test_a_decision_is_taken_back_and_made_anew(doors: Doors) -> None:
    number = asked(doors)
    doors.requests.decide([number], **SIGNED)
    doors.requests.take_back([number])
    one = doors.requests.one(number)
    assert (one.state, one.granted, one.basis, one.decided_by) == (RequestState.OPEN, None, None, None)
    doors.requests.refuse([number], **SIGNED, opinion="重复")


def test_what_was_withdrawn_can_be_asked_again(doors: Doors) -> None:
    number = asked(doors)
    doors.requests.withdraw([number], "本人不要了")
    assert (state(doors, number), doors.requests.one(number).note) == (RequestState.WITHDRAWN, "本人不要了")
    codes = [one.code for one in doors.requests.check(doors.requests.begin({"programme": "临时救助", "household": 1}))]
    assert "asked_before" not in codes


def test_nothing_chosen_is_said(doors: Doors) -> None:
    with pytest.raises(ForbiddenError, match="没有选中"):
        doors.requests.withdraw([])


# Undo


def test_a_decision_is_undone_and_told_in_the_journal(doors: Doors) -> None:
    number = asked(doors)
    done = doors.requests.decide([number], **SIGNED)
    told = {one.field: one.after for one in changes(doors.db, done.operation).lines}
    assert (told["状态"], told["审定金额"], told["审批人"]) == ("已同意", "2,000.00", "李主席")
    inversion.invert(doors.db, done.operation, lambda *_: None)
    assert state(doors, number) == RequestState.OPEN


def test_facts_that_changed_are_told_by_their_names(doors: Doors) -> None:
    number = pupil(doors, school="镇江中学")
    values = {**doors.requests.begin({"programme": "子女助学", "household": 1, "person": child(doors)})}
    done = doors.requests.save({**values, "stage": "本科", "school": "江苏大学"}, number)
    told = [(one.field, one.before, one.after) for one in changes(doors.db, done.operation).lines]
    assert told == [("学校", "镇江中学", "江苏大学")]


# What comes of them


def waived(doors: Doors, *items: str, homes: tuple[int, ...] = (1, 2, 3), **values: Any) -> list[int]:
    doors.requests.apply_for_waivers("费用减免", homes, items, **values)
    return [one.id for one in doors.requests.of_programme("费用减免", 2022)]


def test_waivers_are_entered_for_many_files_and_fees_at_once(doors: Doors) -> None:
    numbers = waived(doors, "水费", "电费", valid_from=YEAR, valid_to=dt.date(2022, 12, 31))
    assert len(numbers) == 6
    facts = doors.requests.one(numbers[0]).facts
    assert (facts["item"], facts["receiver"], facts["valid_to"]) == ("水费", "供水公司", dt.date(2022, 12, 31))


def test_waivers_that_stand_already_are_passed_over(doors: Doors) -> None:
    waived(doors, "水费", homes=(1,))
    assert len(waived(doors, "水费", "燃气费")) == 6
    with pytest.raises(ForbiddenError, match="都已申请过"):
        waived(doors, "水费")


def test_a_waiver_begins_with_the_account_of_last_year(doors: Doors) -> None:
    waived(doors, "水费", homes=(1,), account_no="0511-1", certificate_no="T-7")
    values = {"programme": "费用减免", "household": 1, "item": "水费", "year": 2023}
    begun = doors.requests.begin(values)
    assert (begun["account_no"], begun["certificate_no"]) == ("0511-1", "T-7")


def test_what_came_of_many_waivers_is_written_down_at_once(doors: Doors) -> None:
    numbers = waived(doors, "水费", account_no="0511-1")
    doors.requests.decide(numbers, **SIGNED)
    doors.requests.register(numbers, sent_on=TODAY)
    doors.requests.finish(numbers, result="已减免", saved=12_000)
    for one in map(doors.requests.one, numbers):
        assert (one.state, one.result, one.granted) == (RequestState.DONE, "已减免", None)
        assert (one.facts["sent_on"], one.facts["saved"], one.facts["account_no"]) == (TODAY, 12_000, "0511-1")


def test_what_gives_money_is_finished_only_once_it_is_paid(doors: Doors) -> None:
    number = asked(doors)
    doors.requests.decide([number], **SIGNED)
    with pytest.raises(RefusedError, match="要先编制批次"):
        doors.requests.finish([number], result="已发放")


def test_finishing_says_what_came_of_it(doors: Doors) -> None:
    number = asked(doors, "法律援助", matter="追讨工资")
    with pytest.raises(ForbiddenError, match="办理结果"):
        doors.requests.finish([number])
    doors.requests.finish([number], result="调解成功", recovered=1_200_000)
    assert doors.requests.one(number).facts == {**doors.requests.one(number).facts, "recovered": 1_200_000}


# Who is proposed


def test_pupils_are_proposed_from_files_on_file_and_entered_at_once(doors: Doors) -> None:
    doors.enter(5, members=0)
    one = draft_of(doors.cases.get(1))
    doors.cases.save(with_child(one, identity="大学生", workplace="江苏大学"), number=1)
    found = doors.requests.candidates("子女助学")
    assert [(found_one.household, found_one.why) for found_one in found if found_one.why == "本科"] == [(1, "本科")]
    doors.requests.apply_for("子女助学", [(1, child(doors))])
    entered = doors.requests.of_programme("子女助学", 2022)[0]
    assert (entered.facts["school"], entered.facts["stage"]) == ("江苏大学", "本科")
    again = doors.requests.candidates("子女助学")
    assert [found_one.asked for found_one in again if found_one.household == 1] == [True]
    with pytest.raises(ForbiddenError, match="都已申请过"):
        doors.requests.apply_for("子女助学", [(1, child(doors))])


def with_child(one: Any, **values: Any) -> Any:
    first, second, *rest = one.persons
    return replace(one, persons=(first, {**second, **values}, *rest))


def test_a_pupil_without_a_stage_is_refused_before_any_is_entered(doors: Doors) -> None:
    with pytest.raises(RefusedError, match="没有学段"):
        doors.requests.apply_for("子女助学", [(1, child(doors)), (2, child(doors, 2))])
    assert doors.requests.of_programme("子女助学") == []


# The list


def rows(doors: Doors, *names: str, **chips: str) -> list[tuple[Any, ...]]:
    query = Query(noun=Noun.REQUESTS, chips=chips, order="day", descending=True)
    at = [1 + [one.name for one in listings.REQUESTS.listing.columns].index(name) for name in names]
    return [
        tuple(row[one] for one in at) for row in listings.page(doors.db, Noun.REQUESTS, listings.ids(doors.db, query))
    ]


def test_the_list_says_for_whom_and_how_far(doors: Doors) -> None:
    first, second = asked(doors), pupil(doors, 2)
    doors.requests.decide([first], **SIGNED)
    home = doors.cases.get(2)
    assert rows(doors, "whose", "state", "paying") == [
        (home.persons[1].name, "待审", None),
        (doors.cases.get(1).applicant.name, "已同意", "未列入"),
    ]
    assert rows(doors, "stage", state="待审") == [("本科",)]
    assert listings.counts(doors.db, Query(noun=Noun.REQUESTS), "programme") == {"临时救助": 1, "子女助学": 1}
    assert second > first


def test_the_list_is_searched_by_initials_and_by_numbers_of_the_file(doors: Doors) -> None:
    asked(doors)
    home = doors.cases.get(1)
    for text in (home.applicant.name, str(home.applicant.resident_id), str(home.file_no)):
        assert len(listings.ids(doors.db, Query(noun=Noun.REQUESTS, text=text))) == 1
    assert len(listings.ids(doors.db, Query(noun=Noun.REQUESTS, text="没有这个人"))) == 0


def test_the_applications_of_a_file_are_also_those_of_files_merged_into_it(doors: Doors) -> None:
    first, second = asked(doors, household=1), asked(doors, household=2)
    doors.people.merge(1, 2, "同一家庭")
    assert [one.id for one in doors.requests.of_household(1)] == [second, first]
