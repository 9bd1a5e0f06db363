"""What is refused and doubted in an application, by its programme's rule."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.aid.request import ENDING, Request, RequestState
from desktop.aid.request_checks import Ground, check_request, same_asked
from desktop.aid.request_facts import FACTS, PROGRESS, facts_of, fields_named, own_payment, progress_of
from desktop.base.fields import Values
from desktop.cases.household import State
from desktop.policy.aid_standards import RequestForm
from tests import builders

FAMILY = tuple(replace(one, id=at + 1) for at, one in enumerate(builders.household().persons))
HOME = builders.household(persons=FAMILY)
PUPIL = FAMILY[1]


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NIANGJIA_NOW", "2022-12-10T09:00:00")


def said(programme: str, **values: Any) -> Values:
    """An application of the made-up household."""
    asked = builders.request(programme=programme)
    usual = {name: getattr(asked, name) for name in ("programme", "year", "day", "household", "name", "resident_id")}
    papers = builders.policy().programme(programme).documents if builders.policy().programme(programme) else ()
    return {**usual, "documents": "、".join(papers), **values}


def codes(values: Values, home: Any = HOME, others: Any = ()) -> dict[str, bool]:
    """What was found: each code with whether it refuses."""
    ground = Ground(policy=builders.policy(), home=home, others=others)
    return {one.code: one.refuses for one in check_request(values, ground)}


def test_an_application_that_is_in_order_finds_nothing() -> None:
    facts = {"total_cost": 900_000, "reimbursed": 500_000, "own_payment": 400_000, "admitted_on": dt.date(2022, 11, 1)}
    assert codes(said("医疗救助", **facts)) == {}


def test_a_programme_that_policy_does_not_have_is_refused() -> None:
    assert codes(said("登月补贴")) == {"programme_unknown": True}


def test_who_has_no_file_is_refused_where_the_programme_wants_one() -> None:
    assert codes(said("医疗救助"), home=None) == {"file_needed": True}
    assert codes(said("临时救助"), home=None) == {}


def test_who_has_no_file_names_an_id_where_money_is_given() -> None:
    assert codes(said("临时救助", resident_id=None), home=None) == {"id_missing": True}
    assert codes(said("法律援助", resident_id=None), home=None) == {}


@pytest.mark.parametrize(
    ("state", "found"),
    [
        (State.ON_FILE, {}),
        (State.SUSPENDED, {"file_on_its_way": False}),
        (State.PENDING, {"file_on_its_way": False}),
        (State.LIFTED, {"file_gone": True}),
        (State.CLOSED, {"file_gone": True}),
    ],
)
def test_a_file_that_is_not_on_file_is_doubted_and_one_that_is_gone_refused(state: State, found: Any) -> None:
    assert codes(said("生活救助"), home=replace(HOME, state=state)) == found


def test_temporary_aid_also_goes_to_a_file_on_its_way() -> None:
    assert codes(said("临时救助"), home=replace(HOME, state=State.PENDING)) == {}


def test_schooling_aid_names_the_pupil_among_the_members() -> None:
    school = {"stage": "本科", "enrolled": 2021, "school_years": 4}
    assert codes(said("子女助学", **school)) == {"member_missing": True}
    assert codes(said("子女助学", **school, person=PUPIL.id)) == {}
    assert codes(said("子女助学", **school, person=99)) == {"member_gone": True}
    assert codes(said("子女助学", **school, person=FAMILY[0].id)) == {"pupil_applies": False}


@pytest.mark.parametrize(
    ("school", "found"),
    [
        ({"stage": None}, {"stage_missing": True}),
        ({"enrolled": 2023}, {"enrolled_to_come": True}),
        ({"enrolled": 2016, "school_years": 4}, {"left_school": False}),
        ({"enrolled": 2021, "first_year": True}, {"not_first_year": False}),
        ({"enrolled": 2022, "first_year": True}, {}),
        ({"enrolled": 2018, "school_years": 4}, {}),
    ],
)
def test_years_at_school_are_held_against_the_year_of_the_aid(school: Values, found: Any) -> None:
    assert codes(said("子女助学", person=PUPIL.id, **{"stage": "本科", **school})) == found


@given(total=st.integers(0, 10**8), back=st.none() | st.integers(0, 10**8), own=st.none() | st.integers(0, 10**8))
def test_no_more_is_paid_oneself_than_is_left_of_the_total(total: int, back: int | None, own: int | None) -> None:
    found = codes(said("医疗救助", total_cost=total, reimbursed=back, own_payment=own))
    left = total - (back or 0)
    assert found.get("reimbursed_above_total", False) == (left < 0)
    if left >= 0:
        wrong = None if own in {None, left} else own > left  # type: ignore[operator]
        assert found.get("own_payment_differs") == wrong


@given(total=st.integers(0, 10**8), back=st.none() | st.integers(0, 10**8))
def test_what_was_paid_oneself_is_never_below_nothing(total: int, back: int | None) -> None:
    own = own_payment({"total_cost": total, "reimbursed": back})
    assert own is not None
    assert 0 <= own <= total


def test_more_asked_than_was_paid_oneself_is_doubted() -> None:
    assert codes(said("医疗救助", total_cost=500_000, asked=600_000)) == {"asked_above_own": False}


def test_days_that_cannot_be_are_refused() -> None:
    assert codes(said("生活救助", day=dt.date(2023, 1, 1), year=2023)) == {"day_to_come": True}
    assert codes(said("生活救助", year=2019)) == {"year_far_off": True}
    late = said("医疗救助", admitted_on=dt.date(2022, 12, 5), own_payment=1)
    assert codes(late) == {"after_application": True}
    turned = {"item": "水费", "valid_from": dt.date(2022, 5, 1), "valid_to": dt.date(2022, 4, 1)}
    assert codes(said("费用减免", **turned)) == {"days_turned": True}


def test_a_waiver_says_which_fee() -> None:
    assert codes(said("费用减免")) == {"item_missing": True}


def test_documents_that_were_not_handed_in_are_named() -> None:
    ground = Ground(policy=builders.policy(), home=HOME)
    found = check_request(said("医疗救助", documents="医保结算单"), ground)
    assert [(one.code, one.refuses) for one in found] == [("documents_missing", False)]
    assert "疾病诊断证明" in found[0].message
    assert "医保结算单" not in found[0].message


def test_the_same_again_for_the_same_person_and_year_is_doubted_with_what_became_of_it() -> None:
    former = builders.request(programme="生活救助", day=dt.date(2022, 3, 1), state=RequestState.GRANTED)
    ground = Ground(policy=builders.policy(), home=HOME, others=[former])
    found = check_request(said("生活救助"), ground)
    assert [one.code for one in found] == ["asked_before"]
    assert "2022-03-01，已同意" in found[0].message


@pytest.mark.parametrize("state", sorted(ENDING))
def test_what_came_to_nothing_can_be_asked_again(state: RequestState) -> None:
    assert codes(said("生活救助"), others=[builders.request(state=state)]) == {}


def test_two_children_of_one_file_can_both_be_asked_for_and_two_fees_too() -> None:
    first = builders.request(programme="子女助学", person=2, beneficiary="甲", beneficiary_id=FAMILY[1].resident_id)
    second: Values = {"household": 1, "person": 3, "beneficiary_id": FAMILY[2].resident_id}
    assert not same_asked(second, first)
    water: Request = builders.request(programme="费用减免", facts={"item": "水费"})
    assert same_asked(said("费用减免", item="水费"), water)
    assert not same_asked(said("费用减免", item="电费"), water)


def test_what_comes_of_an_application_is_among_the_facts_of_its_form() -> None:
    for form in RequestForm:
        names = [one.name for one in progress_of(form)]
        assert set(names) == set(PROGRESS.get(form, ()))
    assert progress_of("") == ()


def test_a_form_is_known_by_its_facts() -> None:
    for form in RequestForm:
        assert fields_named({one.name for one in facts_of(form)}) == facts_of(form)
    assert {one.name for one in fields_named({"school", "stage"})} >= {"tuition"}
    assert fields_named({"nothing"}) == ()
    assert len(FACTS) == len(RequestForm)
