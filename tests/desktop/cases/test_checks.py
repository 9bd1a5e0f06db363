"""What is wrong within one household is found, placed and said; what follows is filled in."""

import datetime as dt
import timeit
from dataclasses import asdict
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.base.findings import Finding, Place
from desktop.cases.checks import check_category, check_draft, check_new, complete
from desktop.cases.household import HouseholdDraft
from tests.builders import draft, household, policy, resident_id

HER = {"name": "王桂兰", "resident_id": resident_id(dt.date(1975, 3, 8), "女")}
HIM = {"name": "李建国", "relation": "配偶", "resident_id": resident_id(dt.date(1973, 1, 2), "男")}


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NIANGJIA_NOW", "2022-12-10T08:00:00")


def found(checked: HouseholdDraft) -> list[tuple[str, int | None, str, bool]]:
    return [(one.code, one.person, one.field, one.refuses) for one in check_draft(checked, policy())]


def as_draft(seed: int, members: int) -> HouseholdDraft:
    values = asdict(household(seed, members=members))
    return draft(*values.pop("persons"), **values)


@given(st.integers(0, 10**4), st.integers(0, 5))
def test_a_right_household_has_no_findings(seed: int, members: int) -> None:
    assert check_draft(as_draft(seed, members), policy()) == ()


@pytest.mark.parametrize("lacking", ["name", "resident_id"])
@pytest.mark.parametrize("how", ["blank", "absent"])
def test_an_applicant_without_name_or_id_is_refused(lacking: str, how: str) -> None:
    who = HER | {lacking: None} if how == "blank" else {key: value for key, value in HER.items() if key != lacking}
    assert found(draft(who)) == [("missing", 0, lacking, True)]


def test_what_reading_refused_is_not_reported_twice() -> None:
    read = Finding(code="id_checksum", message="校验码不对。", field="resident_id", person=0)
    assert found(draft(HER | {"resident_id": None}, findings=(read,))) == []


def test_what_reading_only_doubted_hides_nothing() -> None:
    read = Finding(code="x", message="。", refuses=False, field="resident_id", person=0)
    assert [one[0] for one in found(draft(HER | {"resident_id": None}, findings=(read,)))] == ["missing"]


def test_a_member_without_id_only_warns() -> None:
    assert found(draft(HER, HIM | {"resident_id": None})) == [("member_id_missing", 1, "resident_id", False)]


@given(st.dates(dt.date(1940, 1, 1), dt.date(2020, 1, 1)), st.sampled_from("男女"), st.sampled_from("男女"))
def test_a_sex_warns_just_when_the_id_says_otherwise(birth: dt.date, sex: str, typed: str) -> None:
    who = HER | {"resident_id": resident_id(birth, sex), "sex": typed}
    assert found(draft(who)) == ([("sex_disagrees_with_id", 0, "sex", False)] if sex != typed else [])


@pytest.mark.parametrize(
    ("birth", "doubted"),
    [("1975-03-08", False), ("1975-03-01", False), ("1975-03-09", True), ("1975-08-03", True), ("1974-03-08", True)],
)
def test_a_birth_warns_where_the_id_says_otherwise_but_a_month_alone_agrees(birth: str, doubted: bool) -> None:  # noqa: FBT001
    who = HER | {"birth": dt.date.fromisoformat(birth)}
    assert found(draft(who)) == ([("birth_disagrees_with_id", 0, "birth", False)] if doubted else [])


def test_the_same_id_twice_is_refused_at_the_second() -> None:
    son = HIM | {"name": "李小明", "resident_id": HER["resident_id"], "sex": "女"}
    assert found(draft(HER, HIM, son)) == [("duplicate_in_household", 2, "resident_id", True)]
    assert "王桂兰" in check_draft(draft(HER, HIM, son), policy())[0].message


@pytest.mark.parametrize(("size", "doubted"), [(1, True), (2, False), (5, False), (None, False)])
def test_a_household_smaller_than_its_people_warns(size: int | None, doubted: bool) -> None:  # noqa: FBT001
    assert found(draft(HER, HIM, size=size)) == ([("size", None, "size", False)] if doubted else [])


@pytest.mark.parametrize(("living", "doubted"), [(3, True), (2, False), (None, False)])
def test_more_who_live_together_than_belong_to_the_household_warns(living: int | None, doubted: bool) -> None:  # noqa: FBT001
    expected = [("living_size", None, "living_size", False)] if doubted else []
    assert found(draft(HER, size=2, living_size=living)) == expected


def test_totals_beside_figures_that_come_to_something_else_warn_with_both_and_the_figures_hold() -> None:
    told = draft(HER | {"wage_income": 4000000}, yearly_income=4200000, rigid_spending=1)
    assert found(told) == [("figures_disagree", None, "yearly_income", False)]
    assert "42,000" in check_draft(told, policy())[0].message
    assert "40,000" in check_draft(told, policy())[0].message
    assert (complete(told).values["yearly_income"], complete(told).values["rigid_spending"]) == (4000000, 1)
    assert found(complete(told)) == []


@pytest.mark.parametrize(("wage", "doubted"), [(300000, True), (3600000, False), (0, False), (None, False)])
def test_a_wage_of_twelve_months_that_is_that_of_one_warns(wage: int | None, doubted: bool) -> None:  # noqa: FBT001
    expected = [("wage_of_one_month", 1, "wage_income", False)] if doubted else []
    assert found(draft(HER, HIM | {"monthly_income": 300000, "wage_income": wage})) == expected


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"category": "相对困难"}, "测算建议“深度困难”，所填为“相对困难”"),
        ({"category": "相对困难", "category_reason": "大病"}, None),
        ({"category": "深度困难"}, None),
        ({"category": None}, None),
        ({"category": "相对困难", "size": None}, None),
        ({"category": "困难", "yearly_income": 10**9}, "测算不在各类困难标准以内，所填为“困难”"),
    ],
)
def test_a_category_other_than_the_proposed_one_needs_a_reason(more: dict[str, Any], said: str | None) -> None:
    whole = draft(HER, **{"yearly_income": 1200000, "size": 2} | more)
    refused = check_category(whole, policy())
    assert (refused is None) == (said is None)
    if refused and said:
        assert refused.message.startswith(said)
        assert (refused.code, refused.field, refused.refuses) == ("category_reason_missing", "category_reason", True)


@pytest.mark.parametrize("field", ["filed_on", "work_began"])
def test_a_date_to_come_warns(field: str) -> None:
    assert found(draft(HER, **{field: dt.date(2022, 12, 11)})) == [("future_date", None, field, False)]
    assert found(draft(HER, **{field: dt.date(2022, 12, 10)})) == []


@pytest.mark.parametrize(("category", "code"), [("特别困难", "unknown_code"), (None, "missing"), ("困难", None)])
def test_a_category_is_one_of_the_list(category: str | None, code: str | None) -> None:
    assert found(draft(HER, category=category)) == ([(code, None, "category", True)] if code else [])


def test_a_source_without_a_category_can_change_a_file_but_not_make_one() -> None:
    bare = HouseholdDraft(values={}, persons=(HER,))
    assert found(bare) == []
    assert [(one.code, one.field, one.refuses) for one in check_new(bare)] == [("missing", "category", True)]
    assert check_new(draft(HER)) == ()


def test_a_finding_stands_where_its_value_stood_else_where_the_draft_begins() -> None:
    sex, start = Place("台账", 8, "性别"), Place("台账", 8, "")
    wrong = HER | {"sex": "男", "birth": dt.date(1990, 1, 2)}
    checked = draft(wrong, places={(0, "sex"): sex, (None, ""): start})
    assert [one.place for one in check_draft(checked, policy())] == [sex, start]


def test_numbers_that_are_no_ids_break_nothing() -> None:
    odd = HER | {"resident_id": "X", "sex": "女", "birth": dt.date(1975, 3, 8)}
    assert check_draft(draft(odd), policy()) == ()
    assert complete(draft(odd)).persons[0]["sex"] == "女"


@given(
    st.lists(
        st.fixed_dictionaries(
            {},
            optional={
                "name": st.none() | st.text(max_size=3),
                "resident_id": st.none() | st.builds(resident_id, st.dates(dt.date(1940, 1, 1), dt.date(2020, 1, 1))),
                "sex": st.none() | st.sampled_from("男女"),
                "birth": st.none() | st.dates(dt.date(1940, 1, 1), dt.date(2020, 1, 1)),
            },
        ),
        min_size=1,
        max_size=4,
    )
)
def test_completing_agrees_with_ids_and_keeps_what_was_given(persons: list[dict[str, Any]]) -> None:
    before = draft(*persons)
    after = complete(before)
    assert complete(after) == after
    for old, new in zip(before.persons, after.persons, strict=True):
        assert all(new[key] == value for key, value in old.items() if value and key != "birth")
        if not old.get("sex") and old.get("resident_id"):
            assert new["sex"] in {"男", "女"}
    filled = [one.code for one in check_draft(after, policy()) if one.code.endswith("_with_id")]
    assert set(filled) <= {one.code for one in check_draft(before, policy())}


def test_what_follows_is_filled_in() -> None:
    after = complete(draft(HER, HIM, yearly_income=2400000))
    assert after.persons[0] == HER | {"relation": "本人", "sex": "女", "birth": dt.date(1975, 3, 8)}
    assert after.persons[1]["sex"] == "男"
    assert (after.values["size"], after.values["per_head"]) == (2, 100000)


def test_a_month_alone_becomes_the_day_of_the_id() -> None:
    assert complete(draft(HER | {"birth": dt.date(1975, 3, 1)})).persons[0]["birth"] == dt.date(1975, 3, 8)
    assert complete(draft(HER | {"birth": dt.date(1975, 4, 1)})).persons[0]["birth"] == dt.date(1975, 4, 1)


def test_a_lone_applicant_says_nothing_of_the_size() -> None:
    assert "size" not in complete(draft(HER)).values
    assert complete(draft(HER, HIM, size=4)).values["size"] == 4


def test_per_head_income_is_what_the_form_shows_beside_income_and_size() -> None:
    after = complete(draft(HER, size=4, yearly_income=4200000, rigid_spending=1200000))
    assert after.values["per_head"] == 87500
    assert "per_head" not in complete(draft(HER, size=0, yearly_income=1)).values


def test_a_draft_is_checked_and_completed_in_far_less_than_a_millisecond() -> None:
    one, rules = as_draft(1, 3), policy()
    seconds = min(timeit.repeat(lambda: (check_draft(one, rules), complete(one)), number=200, repeat=5)) / 200
    assert seconds < 0.0005
