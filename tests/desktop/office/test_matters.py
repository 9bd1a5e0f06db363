"""What files wait for: each matter finds its files, the first page tells each once, and what is known stays quiet."""

import datetime as dt
from collections.abc import Sequence

import pytest

from desktop.aid.flow import Verb as BatchVerb
from desktop.base.changes import Noun
from desktop.base.errors import ForbiddenError
from desktop.base.fields import Values
from desktop.base.listing import Query
from desktop.cases.matters import BY_NAME, MATTERS
from desktop.cases.steps import Verb
from desktop.office.matters import Matters
from desktop.store import households, inversion, journal, listings
from tests import offices
from tests.offices import TODAY, Doors

PAID = (BatchVerb.LOCK, BatchVerb.APPROVE, BatchVerb.PAY)
STEPS: dict[Verb, Values] = {
    Verb.ACCEPT: {"people": "王芳"},
    Verb.VISIT: {"people": "王芳、李强"},
    Verb.ASSESS: {"people": "王芳", "agrees": True},
    Verb.POST: {"place": "单位公告栏", "people": "王芳"},
    Verb.OBJECT: {"opinion": "有人反映另有住房"},
    Verb.END_NOTICE: {"people": "王芳"},
    Verb.DECIDE: {"people": "张主席"},
    Verb.LIFT: {"people": "张主席", "opinion": "收入稳定"},
    Verb.CLOSE: {"people": "张主席", "opinion": "调离"},
    Verb.REVIEW: {"people": "王芳", "changed": False},
    Verb.SYNC: {"people": "王芳"},
    Verb.TAKE_OVER: {"document_no": "镇新工〔2022〕8号"},
}


@pytest.fixture
def matters(doors: Doors) -> Matters:
    return Matters(doors.db, doors.standing)


def ids(doors: Doors, matters: Matters, name: str, *, ranked: bool = False, **more: object) -> list[int]:
    query = Query(noun=Noun.CASES, matter=name, ranked=ranked, order="file_no", **more)  # type: ignore[arg-type]
    return list(listings.ids(doors.db, query, matters.concerned(query)))


def sign(doors: Doors, number: int) -> None:
    """Everybody of a file agreed, so that it can be posted."""
    with journal.operation(doors.db, "同意", Noun.CASES):
        doors.db.execute(
            "INSERT INTO consent (household, person, given_on, scopes, signed_by) "
            "SELECT household, id, '2022-01-01', '公示、收集使用', name FROM person WHERE household = ?",
            [number],
        )


def go(doors: Doors, number: int, *verbs: Verb, day: dt.date = TODAY, **more: object) -> int:
    """The file after these steps, all on one day."""
    for verb in verbs:
        doors.procedure.take(number, verb, {"day": day, **STEPS[verb], **more})  # type: ignore[dict-item]
    return number


def posted(doors: Doors, seed: int, day: dt.date) -> int:
    number = doors.apply(seed, category_reason="见会议纪要")
    sign(doors, number)
    return go(doors, number, Verb.ACCEPT, Verb.VISIT, Verb.ASSESS, Verb.POST, day=day)


def told(matters: Matters) -> dict[str, tuple[int, int]]:
    return {one.matter.name: (one.fresh, one.known) for one in matters.reminders()}


def set_day(monkeypatch: pytest.MonkeyPatch, day: str) -> None:
    monkeypatch.setenv("NIANGJIA_NOW", f"{day}T09:00:00")


def test_an_application_waits_under_the_step_that_is_next(doors: Doors, matters: Matters) -> None:
    numbers = [doors.apply(seed) for seed in range(4)]
    way = (Verb.ACCEPT, Verb.VISIT, Verb.ASSESS)
    for count, number in enumerate(numbers):
        go(doors, number, *way[:count])
    for name, number in zip(("to_accept", "to_visit", "to_assess", "to_post"), numbers, strict=True):
        assert ids(doors, matters, name) == [number]
        assert ids(doors, matters, name, ranked=True) == [number]


def test_a_visit_is_late_once_its_working_days_are_over(
    doors: Doors, matters: Matters, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = go(doors, doors.apply(), Verb.ACCEPT, day=dt.date(2022, 12, 5))
    set_day(monkeypatch, "2022-12-12")
    assert ids(doors, matters, "visit_late") == []
    set_day(monkeypatch, "2022-12-13")
    assert ids(doors, matters, "visit_late") == ids(doors, matters, "to_visit") == [number]
    assert told(matters) == {"visit_late": (1, 0)}


def test_a_notice_is_over_the_day_after_its_last(
    doors: Doors, matters: Matters, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = posted(doors, 0, TODAY)
    ends = doors.cases.get(number).life.notice_ends
    assert ends
    set_day(monkeypatch, ends.isoformat())
    assert ids(doors, matters, "notice_over") == []
    set_day(monkeypatch, (ends + dt.timedelta(days=1)).isoformat())
    assert ids(doors, matters, "notice_over") == [number]


def test_an_objection_is_told_before_the_end_of_the_notice_and_gone_once_answered(
    doors: Doors, matters: Matters, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = go(doors, posted(doors, 0, TODAY), Verb.OBJECT)
    set_day(monkeypatch, "2022-12-30")
    assert ids(doors, matters, "notice_over") == ids(doors, matters, "objection_open") == [number]
    assert told(matters)["objection_open"] == (1, 0)
    assert "notice_over" not in told(matters)
    answer = {"day": TODAY, "people": "王芳", "upheld": False, "opinion": "查无实据"}
    doors.procedure.take(number, Verb.ANSWER, answer)
    assert ids(doors, matters, "objection_open") == ids(doors, matters, "objection_upheld") == []
    assert told(matters)["notice_over"] == (1, 0)


def test_an_objection_that_was_right_is_told_until_the_file_is_posted_anew(doors: Doors, matters: Matters) -> None:
    number = go(doors, posted(doors, 0, TODAY), Verb.OBJECT)
    answer = {"day": TODAY, "people": "王芳", "upheld": True, "opinion": "属实"}
    doors.procedure.take(number, Verb.ANSWER, answer)
    assert ids(doors, matters, "objection_upheld") == [number]
    doors.procedure.take(number, Verb.RETURN, {"day": TODAY, "opinion": "重新核对"})
    assert ids(doors, matters, "objection_upheld") == []
    go(doors, number, Verb.POST)
    assert ids(doors, matters, "objection_upheld") == []


def test_a_file_is_reviewed_when_the_months_are_over_and_then_not_for_a_year(
    doors: Doors, matters: Matters, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = doors.enter(0, filed_on=dt.date(2021, 12, 10))
    assert ids(doors, matters, "review_due") == []
    set_day(monkeypatch, "2022-12-11")
    assert ids(doors, matters, "review_due") == [number]
    go(doors, number, Verb.REVIEW, day=dt.date(2022, 12, 11))
    assert ids(doors, matters, "review_due") == []


def test_who_was_lifted_out_is_visited_when_it_is_due(
    doors: Doors, matters: Matters, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = go(doors, doors.enter(), Verb.LIFT)
    assert ids(doors, matters, "return_visit_due") == []
    set_day(monkeypatch, "2023-03-10")
    assert ids(doors, matters, "return_visit_due", ranked=True) == [number]


def test_paper_and_file_must_agree_within_the_working_days(
    doors: Doors, matters: Matters, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = doors.enter()
    with journal.operation(doors.db, "修改", Noun.CASES):
        households.update(doors.db, number, {"note": "搬家"}, [])
    set_day(monkeypatch, "2023-01-20")
    assert ids(doors, matters, "unsynced") == []
    set_day(monkeypatch, "2023-02-20")
    assert ids(doors, matters, "unsynced") == [number]
    go(doors, number, Verb.SYNC, day=dt.date(2023, 2, 20))
    assert ids(doors, matters, "unsynced") == []


def test_a_file_that_nobody_touched_for_a_year_is_dormant_and_acknowledging_it_is_no_touch(
    doors: Doors, matters: Matters, monkeypatch: pytest.MonkeyPatch
) -> None:
    asleep, awake = doors.enter(0, filed_on=None), doors.enter(1, filed_on=None)
    set_day(monkeypatch, "2023-12-12")
    with journal.operation(doors.db, "修改", Noun.CASES):
        households.update(doors.db, awake, {"note": "搬家"}, [])
    assert ids(doors, matters, "dormant") == [asleep]
    matters.acknowledge("dormant", [asleep])
    assert ids(doors, matters, "dormant") == [asleep]
    assert doors.cases.stamp(asleep) < doors.cases.stamp(awake)


def test_a_dormant_file_that_is_due_for_review_is_told_of_once(
    doors: Doors, matters: Matters, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = doors.enter()
    set_day(monkeypatch, "2023-12-12")
    assert ids(doors, matters, "dormant") == ids(doors, matters, "review_due") == [number]
    matters.acknowledge("review_due")
    assert "dormant" not in told(matters)


def test_who_was_not_helped_is_found_until_the_money_is_paid(
    doors: Doors, matters: Matters, monkeypatch: pytest.MonkeyPatch
) -> None:
    helped, never, excluded = (doors.enter(seed) for seed in range(3))
    batch = doors.batch(doors.fund(), households_=[helped, excluded])
    doors.aid.exclude(doors.aid.payments(batch)[1].id, "已就业")
    assert ids(doors, matters, "never_helped") == [helped, never, excluded]
    doors.seen_through(batch, *PAID)
    assert ids(doors, matters, "never_helped") == [never, excluded]
    set_day(monkeypatch, "2023-12-09")
    assert ids(doors, matters, "not_helped") == [never, excluded]
    set_day(monkeypatch, "2023-12-12")
    assert ids(doors, matters, "not_helped") == [helped, never, excluded]
    assert ids(doors, matters, "never_helped") == [never, excluded]


def test_what_a_merged_file_received_counts(doors: Doors, matters: Matters) -> None:
    into, other = doors.enter(0), doors.enter(1)
    doors.seen_through(doors.batch(doors.fund(), households_=[other]), *PAID)
    go(doors, other, Verb.CLOSE)
    with journal.operation(doors.db, "并户", Noun.CASES):
        doors.db.execute("UPDATE household SET merged_into = ? WHERE id = ?", [into, other])
    assert ids(doors, matters, "never_helped") == []


def test_a_closed_file_is_kept_for_its_years(doors: Doors, matters: Matters, monkeypatch: pytest.MonkeyPatch) -> None:
    number = go(doors, doors.enter(), Verb.CLOSE)
    set_day(monkeypatch, "2032-12-10")
    assert ids(doors, matters, "keeping_over") == []
    set_day(monkeypatch, "2032-12-11")
    assert ids(doors, matters, "keeping_over") == [number]


def test_who_has_not_signed_is_found_and_who_withdrew_too(doors: Doors, matters: Matters) -> None:
    signed, unsigned = doors.enter(0, members=2), doors.enter(1)
    sign(doors, signed)
    assert ids(doors, matters, "consent_missing") == [unsigned]
    with journal.operation(doors.db, "撤回", Noun.CASES):
        doors.db.execute("UPDATE consent SET withdrawn_on = '2022-12-10' WHERE id = 2")
    assert ids(doors, matters, "consent_missing") == [signed, unsigned]


def test_documents_that_lack_are_asked_for_of_open_files_only(doors: Doors, matters: Matters) -> None:
    open_, closed = doors.enter(0), doors.enter(1)
    go(doors, closed, Verb.CLOSE)
    assert ids(doors, matters, "incomplete") == [open_]


def busy(doors: Doors, monkeypatch: pytest.MonkeyPatch) -> Sequence[int]:
    """An office of which nearly every matter holds somewhere."""
    numbers = [doors.apply(seed) for seed in range(3)]
    go(doors, numbers[0], Verb.ACCEPT)
    go(doors, numbers[1], Verb.ACCEPT, Verb.VISIT)
    numbers += [posted(doors, seed, TODAY) for seed in (3, 4)]
    go(doors, numbers[4], Verb.OBJECT)
    numbers += [doors.enter(seed) for seed in range(5, 10)]
    go(doors, numbers[5], Verb.LIFT)
    go(doors, numbers[6], Verb.CLOSE)
    doors.seen_through(doors.batch(doors.fund(), households_=[numbers[7]]), *PAID)
    set_day(monkeypatch, "2024-01-15")
    return numbers


def test_every_reminder_counts_the_list_that_it_opens_and_no_file_stands_under_two(
    doors: Doors, matters: Matters, monkeypatch: pytest.MonkeyPatch
) -> None:
    busy(doors, monkeypatch)
    listed = {name: ids(doors, matters, name, ranked=True) for name in BY_NAME}
    assert told(matters) == {name: (len(found), 0) for name, found in listed.items() if found}
    every = [number for found in listed.values() for number in found]
    assert len(every) == len(set(every)) > 5


def test_the_counts_of_the_filters_are_those_of_their_lists(
    doors: Doors, matters: Matters, monkeypatch: pytest.MonkeyPatch
) -> None:
    busy(doors, monkeypatch)
    assert matters.counts() == {name: len(ids(doors, matters, name)) for name in BY_NAME}


def test_a_matter_narrows_together_with_words_and_chips(doors: Doors, matters: Matters) -> None:
    first, second = doors.enter(0), doors.enter(1)
    towns = [doors.cases.get(number).town for number in (first, second)]
    assert towns[0] != towns[1]
    assert ids(doors, matters, "never_helped", chips={"town": towns[1]}) == [second]
    name = doors.cases.get(first).applicant.name
    assert ids(doors, matters, "never_helped", text=name) == [first]
    query = Query(noun=Noun.CASES, matter="never_helped", text=name)
    assert listings.counts(doors.db, query, "town", matters.concerned(query)) == {towns[0]: 1}


def test_what_is_known_is_quiet_but_stays_in_its_list_until_a_new_cycle(
    doors: Doors, matters: Matters, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = [doors.enter(seed, filed_on=dt.date(2021, 6, 1)) for seed in range(3)]
    assert told(matters)["review_due"] == (3, 0)
    change = matters.acknowledge("review_due", numbers[:2], "等集中复核")
    assert (change.label, change.count) == ("知晓：复核到期 2 户", 2)
    assert told(matters)["review_due"] == (1, 2)
    assert ids(doors, matters, "review_due", ranked=True) == numbers
    assert matters.known("review_due") == {*numbers[:2]}
    for number in numbers:
        go(doors, number, Verb.REVIEW)
    assert "review_due" not in told(matters)
    set_day(monkeypatch, "2024-01-15")
    assert told(matters)["review_due"] == (3, 0)


def test_what_is_known_lets_the_next_matter_be_told(doors: Doors, matters: Matters) -> None:
    number = doors.enter(0, filed_on=dt.date(2021, 6, 1))
    matters.acknowledge("review_due")
    assert told(matters) == {"review_due": (0, 1), "incomplete": (1, 0)}
    assert ids(doors, matters, "incomplete", ranked=True) == [number]


def test_acknowledging_all_takes_those_that_the_first_page_tells(doors: Doors, matters: Matters) -> None:
    doors.enter(0, filed_on=dt.date(2021, 6, 1))
    second = doors.enter(1)
    assert len(ids(doors, matters, "incomplete")) == 2
    matters.acknowledge("incomplete")
    assert matters.known("incomplete") == {second}


def test_acknowledging_can_be_undone_and_nothing_new_is_refused(doors: Doors, matters: Matters) -> None:
    doors.enter(0, filed_on=dt.date(2021, 6, 1))
    change = matters.acknowledge("review_due")
    with pytest.raises(ForbiddenError, match="没有还不知晓的“复核到期”"):
        matters.acknowledge("review_due")
    inversion.invert(doors.db, change.operation, households.rederive)
    assert told(matters)["review_due"] == (1, 0)


def test_what_is_known_of_a_file_does_not_keep_its_import_from_being_undone(doors: Doors, matters: Matters) -> None:
    operation = offices.enter_many(doors.db, range(3))
    matters.acknowledge("incomplete")
    undone = inversion.invert(doors.db, operation, households.rederive)
    assert not undone.kept
    assert not doors.cases.many([1, 2, 3])
    inversion.invert(doors.db, undone.operation, households.rederive)
    assert matters.known("incomplete") == {1, 2, 3}


def test_a_file_that_no_matter_concerns_can_not_be_acknowledged(doors: Doors, matters: Matters) -> None:
    number = doors.enter()
    with pytest.raises(ForbiddenError):
        matters.acknowledge("review_due", [number])


def test_an_unknown_matter_is_refused_by_name(matters: Matters) -> None:
    with pytest.raises(ForbiddenError, match="没有叫“x”的筛选"):
        matters.concerned(Query(noun=Noun.CASES, matter="x"))
    with pytest.raises(ForbiddenError):
        matters.concerned(Query(noun=Noun.FUNDS, matter="review_due"))


def test_a_list_is_never_shown_without_the_matter_that_it_was_asked_for(doors: Doors) -> None:
    with pytest.raises(ValueError, match="review_due"):
        listings.ids(doors.db, Query(noun=Noun.CASES, matter="review_due"))


def test_every_matter_can_be_asked_of_an_empty_office(matters: Matters) -> None:
    assert matters.counts() == dict.fromkeys((one.name for one in MATTERS), 0)
    assert matters.reminders() == ()
