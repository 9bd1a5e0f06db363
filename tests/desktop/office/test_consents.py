"""Consents are asked person by person and withdrawn on a day; who reads a file is written down."""

import datetime as dt
from dataclasses import replace

import pytest

from desktop.base.changes import Noun
from desktop.base.errors import ForbiddenError, NotFoundError, RefusedError
from desktop.base.fields import Value
from desktop.cases.consents import HANDING_ON, NOTICE
from desktop.cases.steps import Verb
from desktop.office.consents import Consents
from desktop.office.consultations import Consultations
from desktop.office.documents import Documents
from desktop.policy.standards import ConsentRule
from desktop.store import households, inversion, journal
from tests.builders import person
from tests.offices import TODAY, Doors, draft

CHILD = person(900, relation="女儿", name="王小明", birth=dt.date(2015, 3, 1))


@pytest.fixture
def consents(doors: Doors) -> Consents:
    return Consents(doors.db, doors.standing)


@pytest.fixture
def family(doors: Doors) -> int:
    """A file of a worker, a spouse and a child."""
    whole = draft(0, members=1, category_reason="评议认为深度困难")
    [child] = draft(0, persons=(CHILD,)).persons
    number = doors.cases.save(replace(whole, persons=(*whole.persons, child))).record
    assert number is not None
    return number


def test_the_scopes_that_are_asked_for_stand_in_the_list(doors: Doors) -> None:
    assert {NOTICE, HANDING_ON} <= set(doors.standing.on().labels("consent_scope"))


def test_one_dialog_records_the_whole_household(consents: Consents, family: int) -> None:
    values, lists = consents.begin(family)
    assert consents.missing([family], NOTICE)[family] == tuple(one.person.name for one in consents.of(family))
    change = consents.record(family, values)
    assert change.count == 3
    assert consents.missing([family], NOTICE) == consents.missing([family], HANDING_ON) == {}
    for one in consents.of(family):
        assert one.covers == lists["consent_scope"].labels
        [given] = one.given
        assert given.signed_by == (one.person.name if not one.minor else consents.of(family)[0].person.name)
    assert [one.minor for one in consents.of(family)] == [False, False, True]


def test_a_child_needs_a_guardian(consents: Consents, family: int) -> None:
    values, _ = consents.begin(family)
    with pytest.raises(RefusedError, match="王小明不满 14 周岁"):
        consents.record(family, {**values, "guardian": None})
    consents.record(family, {**values, "persons": consents.begin(family)[1]["member"].labels[0], "guardian": None})
    assert len(consents.missing([family], NOTICE)[family]) == 2


def test_only_what_was_ticked_is_agreed_to(consents: Consents, family: int) -> None:
    values, _ = consents.begin(family)
    consents.record(family, {**values, "scopes": "收集使用、公示"})
    assert consents.missing([family], NOTICE) == {}
    assert len(consents.missing([family], HANDING_ON)[family]) == 3


def test_several_files_are_asked_about_at_once(doors: Doors, consents: Consents, family: int) -> None:
    other = doors.enter(5)
    consents.record_all(family, {})
    assert list(consents.missing([family, other], NOTICE)) == [other]


def test_who_left_is_not_asked_any_more(doors: Doors, consents: Consents, family: int) -> None:

    *_, child = consents.of(family)
    values, _ = consents.begin(family)
    consents.record(family, {**values, "persons": "、".join(consents.begin(family)[1]["member"].labels[:2])})
    assert consents.missing([family], NOTICE) == {family: ("王小明",)}
    with journal.operation(doors.db, "试", Noun.CASES):
        households.leave(doors.db, child.person.id, TODAY, "其他")
    assert consents.missing([family], NOTICE) == {}


def test_a_consent_is_withdrawn_on_a_day_and_can_be_given_anew(consents: Consents, family: int) -> None:
    consents.record_all(family, {"given_on": dt.date(2022, 12, 1)})
    head = consents.of(family)[0]
    with pytest.raises(RefusedError, match="早于同意日期"):
        consents.withdraw(head.given[0].id, {"withdrawn_on": dt.date(2022, 11, 30)})
    consents.withdraw(head.given[0].id, {"withdrawn_on": TODAY})
    assert consents.missing([family], NOTICE) == {family: (head.person.name,)}
    with pytest.raises(ForbiddenError, match="已经撤回"):
        consents.withdraw(head.given[0].id, {"withdrawn_on": TODAY})
    consents.record_all(family, {})
    assert consents.missing([family], NOTICE) == {}
    assert [one.withdrawn_on for one in consents.of(family)[0].given] == [None, TODAY]


def test_undo_takes_consents_away(doors: Doors, consents: Consents, family: int) -> None:
    change = consents.record_all(family, {})
    inversion.invert(doors.db, change.operation, households.rederive)
    assert [one.given for one in consents.of(family)] == [(), (), ()]


def test_a_stranger_can_not_agree(consents: Consents, family: int) -> None:
    with pytest.raises(RefusedError, match="家里没有叫“赵六”的人"):
        consents.record_all(family, {"persons": "赵六"})


# The register of readers


READ: dict[str, Value] = {"day": dt.date(2022, 12, 1), "reader": "张三", "purpose": "核对本人信息", "unit": ""}


def test_a_reading_is_entered_and_given_back(doors: Doors, family: int) -> None:
    register = Consultations(doors.db)
    register.enter(family, READ)
    register.enter(family, READ | {"unit": "区审计局", "approved_by": "李主席", "day": TODAY})
    newest, oldest = register.of(family)
    assert (newest.unit, newest.approved_by, oldest.unit, oldest.returned_on) == ("区审计局", "李主席", None, None)
    with pytest.raises(RefusedError, match="早于查阅日期"):
        register.give_back(oldest.id, {"returned_on": dt.date(2022, 11, 30)})
    register.give_back(oldest.id, {"returned_on": TODAY})
    assert register.of(family)[1].returned_on == TODAY
    with pytest.raises(ForbiddenError, match="已经登记归还"):
        register.give_back(oldest.id, {"returned_on": TODAY})


def test_a_file_that_is_not_there_is_read_by_nobody(doors: Doors) -> None:
    register = Consultations(doors.db)
    with pytest.raises(NotFoundError):
        register.enter(99, READ)
    with pytest.raises(NotFoundError):
        register.give_back(99, {"returned_on": TODAY})
    with pytest.raises(RefusedError, match="要经批准"):
        register.enter(99, READ | {"unit": "某公司"})


# What the procedure asks


def at_notice(doors: Doors, number: int) -> None:
    """The file as far as it has to be for its notice."""
    day = {"day": TODAY, "people": "李四（副主席）、王五（干事）"}
    doors.procedure.take(number, Verb.ACCEPT, day)
    doors.procedure.take(number, Verb.VISIT, day)
    doors.procedure.take(number, Verb.ASSESS, day | {"agrees": True, "sources": "民政局"})


def codes(doors: Doors, number: int, verb: Verb) -> list[str]:
    values = {**doors.procedure.begin(number, verb), "place": "公示栏", "people": "李四"}
    return [one.code for one in doors.procedure.check(number, verb, values)]


def test_a_notice_waits_for_everybody_to_agree_where_policy_asks_for_it(
    doors: Doors, consents: Consents, family: int
) -> None:
    at_notice(doors, family)
    assert "consent_missing" in codes(doors, family, Verb.POST)
    consents.record_all(family, {"scopes": "公示"})
    assert "consent_missing" not in codes(doors, family, Verb.POST)


def test_a_notice_waits_for_nobody_where_policy_does_not_ask(doors: Doors, family: int) -> None:
    at_notice(doors, family)
    doors.standing.enter([ConsentRule(valid_from=TODAY, notice=False, handing_on=True, guardian_below=14)])
    assert "consent_missing" not in codes(doors, family, Verb.POST)


def test_taking_an_application_in_says_which_documents_are_missing(doors: Doors, family: int) -> None:
    assert "documents_missing" in codes(doors, family, Verb.ACCEPT)
    documents = Documents(doors.db, doors.standing)
    for name in documents.checklist(family).missing:
        documents.receive(family, {"kind": name, "received_on": TODAY})
    assert "documents_missing" not in codes(doors, family, Verb.ACCEPT)


def test_several_files_are_recorded_as_one_operation_and_only_who_had_not_agreed(
    doors: Doors, consents: Consents, family: int
) -> None:
    other = doors.enter(20, members=2)
    head = consents.begin(family)[1]["member"].labels[0]
    consents.record(family, {**consents.begin(family)[0], "persons": head, "guardian": None})
    change = consents.record_many([family, other], {})
    assert (change.count, change.label[-6:]) == (5, "户（5 人）")
    assert consents.missing([family, other], NOTICE) == consents.missing([family, other], HANDING_ON) == {}
    assert [len(one.given) for one in consents.of(family)] == [1, 1, 1]
    assert consents.of(family)[2].given[0].signed_by == consents.of(family)[0].person.name
    with pytest.raises(ForbiddenError, match="不用再登记"):
        consents.record_many([family, other], {"given_on": TODAY})


def test_the_operation_names_the_household_that_signed_not_one_that_had(doors: Doors, consents: Consents) -> None:
    had, lacks = doors.enter(20), doors.enter(30)
    consents.record_all(had, {})
    change = consents.record_many([had, lacks], {})
    assert (change.label, change.record) == (f"登记同意书：{doors.cases.get(lacks).applicant.name}户（2 人）", lacks)


def test_who_withdrew_is_asked_again_by_name_not_among_many(doors: Doors, consents: Consents) -> None:
    number, other = doors.enter(20), doors.enter(30)
    consents.record_all(number, {})
    consents.withdraw(consents.of(number)[1].given[0].id, {"withdrawn_on": TODAY})
    assert consents.record_many([number, other], {}).record == other
    assert list(consents.missing([number, other], NOTICE)) == [number]
    consents.record_all(number, {})
    assert not consents.missing([number], NOTICE)


def test_where_one_of_several_cannot_be_recorded_none_is_and_it_is_named(doors: Doors, consents: Consents) -> None:
    numbers = [doors.enter(20), doors.enter(30)]
    with pytest.raises(RefusedError, match="户：同意日期"):
        consents.record_many(numbers, {"given_on": TODAY + dt.timedelta(days=1)})
    assert set(consents.missing(numbers, NOTICE)) == set(numbers)
