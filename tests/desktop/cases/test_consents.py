"""A consent has a day, scopes and somebody who may sign; the register of readers knows who allowed it."""

import datetime as dt

import pytest

from desktop.base.fields import Value
from desktop.cases.consents import (
    Consent,
    Consenting,
    check_consent,
    check_consultation,
    check_return,
    check_withdrawal,
)
from tests.builders import person, policy

DAY = dt.date(2022, 12, 1)
GROWN = person(1, name="王建国", birth=dt.date(1970, 5, 1))
GIVEN: dict[str, Value] = {"given_on": DAY, "scopes": "收集使用、公示"}


@pytest.fixture(autouse=True)
def _on_that_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NIANGJIA_NOW", "2022-12-10T09:00:00")


def consent(**values: object) -> Consent:
    usual: dict[str, object] = {"id": 1, "household": 1, "person": 1, "name": "王建国", "signed_by": "王建国"}
    return Consent(**usual | GIVEN | values)  # type: ignore[arg-type]


def test_a_grown_person_signs_for_oneself() -> None:
    assert check_consent([GROWN], GIVEN, policy()) == ()


def test_on_the_fourteenth_birthday_a_child_signs_for_oneself() -> None:
    child = person(2, name="王小明", birth=dt.date(2008, 12, 1))
    assert check_consent([child], GIVEN, policy()) == ()
    [found] = check_consent([child], GIVEN | {"given_on": dt.date(2022, 11, 30)}, policy())
    assert (found.code, found.field) == ("guardian_missing", "guardian")
    assert found.message == "王小明不满 14 周岁，要由监护人签字，请填监护人姓名。"


def test_a_guardian_signs_for_a_child_but_no_child_for_another() -> None:
    child = person(2, name="王小明", birth=dt.date(2015, 1, 1))
    assert check_consent([GROWN, child], GIVEN | {"guardian": "王建国"}, policy()) == ()
    [found] = check_consent([GROWN, child], GIVEN | {"guardian": "王小明"}, policy())
    assert found.code == "guardian_minor"


def test_one_whose_birth_is_not_known_signs() -> None:
    assert check_consent([person(3, resident_id=None, birth=None)], GIVEN, policy()) == ()


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        ({"scopes": None}, "missing", "scopes"),
        ({"given_on": None}, "missing", "given_on"),
        ({"given_on": dt.date(2022, 12, 11)}, "future_date", "given_on"),
    ],
)
def test_what_is_wrong_with_a_consent_stands_under_its_field(wrong: dict[str, Value], code: str, field: str) -> None:
    [found] = check_consent([GROWN], GIVEN | wrong, policy())
    assert (found.code, found.field) == (code, field)


def test_nobody_can_not_agree() -> None:
    assert [found.field for found in check_consent([], GIVEN, policy())] == ["persons"]


def test_a_person_agrees_to_what_any_consent_covers_that_is_not_withdrawn() -> None:
    given = (
        consent(scopes="收集使用、公示"),
        consent(scopes="上报上级工会", withdrawn_on=DAY),
        consent(scopes="公示、部门核对"),
    )
    assert Consenting(person=GROWN, minor=False, given=given).covers == ("收集使用", "公示", "部门核对")


def test_a_consent_is_withdrawn_after_it_was_given_and_not_in_the_future() -> None:
    assert check_withdrawal(consent(), DAY) == ()
    assert [one.code for one in check_withdrawal(consent(), dt.date(2022, 11, 30))] == ["before_consent"]
    assert [one.code for one in check_withdrawal(consent(), dt.date(2022, 12, 11))] == ["future_date"]
    assert [one.code for one in check_withdrawal(consent(), None)] == ["missing"]


READ: dict[str, Value] = {"day": DAY, "reader": "张三", "purpose": "核对本人信息"}


def test_one_reads_ones_own_file_without_approval_and_another_unit_with_it() -> None:
    assert check_consultation(READ) == ()
    assert [one.field for one in check_consultation(READ | {"unit": "区审计局"})] == ["approved_by"]
    assert check_consultation(READ | {"unit": "区审计局", "approved_by": "李主席"}) == ()


@pytest.mark.parametrize("name", ["day", "reader", "purpose"])
def test_an_entry_of_the_register_lacks_nothing(name: str) -> None:
    assert [(one.code, one.field) for one in check_consultation(READ | {name: None})] == [("missing", name)]


def test_a_file_comes_back_after_it_was_taken() -> None:
    assert check_return(DAY, DAY) == ()
    assert [one.code for one in check_return(DAY, dt.date(2022, 11, 30))] == ["before_reading"]
    assert [one.code for one in check_consultation(READ | {"returned_on": dt.date(2022, 11, 1)})] == ["before_reading"]
