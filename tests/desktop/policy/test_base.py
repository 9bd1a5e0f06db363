"""What comes with the program holds where an office has no row of its own, and says nothing that nobody knows."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.base.fields import Field, Kind, Value, fields_of
from desktop.cases.household import Household, Person
from desktop.policy.choosing import in_force
from desktop.policy.reading import base_rules, presets, read_preset
from desktop.policy.standards import (
    Condition,
    Divisor,
    DocumentRule,
    MappingRule,
    NoticeRule,
    Policy,
    ProcedureRule,
    Rule,
    Stage,
    TestRule,
)
from tests.wanted import wanted

DAY = dt.date(2026, 1, 1)
PRESETS = sorted(presets())
BASE = in_force(base_rules(), DAY)
ZHENJIANG = in_force((*base_rules(), *read_preset("zhenjiang-new-area-2022")), DAY)
ALWAYS = [rule.name for rule in BASE.documents if not rule.when]
FIELDS = {
    "household": {one.name: one for one in fields_of(Household)},
    "person": {one.name: one for one in fields_of(Person)},
    "applicant": {one.name: one for one in fields_of(Person)},
}
MAPPINGS = sorted((*ZHENJIANG.mappings, *BASE.mappings))
VERSIONS = [tuple(name.split(":")) for name in ZHENJIANG.codes if ":" in name]


def asked(one: Condition) -> Field:
    return FIELDS[one.whose][one.field]


def conditions() -> list[Condition]:
    return [one for rule in BASE.documents for one in rule.when]


def test_every_row_has_its_document_and_held_long_ago() -> None:
    assert all(rule.document_no for rule in base_rules())
    assert {rule.valid_from for rule in base_rules()} == {dt.date(2000, 1, 1)}
    assert len({rule.key for rule in base_rules()}) == len(base_rules())


def test_an_office_without_rows_has_a_procedure() -> None:
    assert BASE.test == TestRule(
        valid_from=dt.date(2000, 1, 1),
        document_no="《困难职工档案管理办法》（总工办〔2016〕36号）",
        divisor=Divisor.SIZE,
    )
    assert BASE.procedure is not None
    assert (BASE.procedure.visitors, BASE.procedure.levels, BASE.procedure.keep_years) == (2, ("区总工会",), 10)
    assert BASE.consent is not None
    assert BASE.consent.notice
    assert BASE.consent.handing_on
    assert BASE.consent.guardian_below == 14


def test_what_comes_with_the_program_is_no_preset() -> None:
    assert "base" not in presets()


def test_a_row_of_the_office_takes_the_place_of_the_programs_on_the_same_day() -> None:
    assert BASE.procedure is not None
    own = replace(BASE.procedure, visitors=3)
    assert in_force((*base_rules(), own), DAY).procedure == own


@given(st.dates(dt.date(2001, 1, 1), dt.date(2030, 1, 1)), st.dates(dt.date(2001, 1, 1), dt.date(2030, 1, 1)))
def test_the_programs_row_holds_until_the_offices_own_begins(begins: dt.date, day: dt.date) -> None:
    own = TestRule(valid_from=begins, divisor=Divisor.LIVING)
    policy = in_force((*base_rules(), own), day)
    assert policy.test == (own if day >= begins else BASE.test)


def test_a_document_is_done_away_with_by_a_later_row() -> None:
    gone = DocumentRule(valid_from=dt.date(2020, 1, 1), name="工会会员证明", rank=7, needed=False)
    rules: tuple[Rule, ...] = (*base_rules(), gone)
    assert "工会会员证明" in [rule.name for rule in in_force(rules, dt.date(2019, 12, 31)).documents]
    assert "工会会员证明" not in [rule.name for rule in in_force(rules, dt.date(2020, 1, 1)).documents]
    assert not wanted(gone, {}, [{}])


def test_documents_stand_by_rank() -> None:
    ranks = [rule.rank for rule in BASE.documents]
    assert ranks == list(range(1, len(ranks) + 1))
    assert {rule.stage for rule in BASE.documents} == set(Stage)


@pytest.mark.parametrize("one", conditions(), ids=lambda one: one.field)
def test_conditions_ask_fields_that_a_file_has(one: Condition) -> None:
    field = asked(one)
    assert field.kind in {Kind.CODE, Kind.YES_NO}
    assert not one.any_of or field.kind is Kind.CODE or one.any_of == ("是",)


@pytest.mark.parametrize("preset", PRESETS)
def test_conditions_name_labels_of_their_field(preset: str) -> None:
    policy = in_force((*base_rules(), *read_preset(preset)), DAY)
    for one in conditions():
        if asked(one).kind is Kind.CODE:
            assert set(one.any_of) <= set(policy.labels(asked(one).codes))


def test_every_illness_asks_for_the_doctors_papers() -> None:
    (illness,) = next(rule for rule in BASE.documents if rule.occasion == "有患病成员").when
    assert set(illness.any_of) == set(ZHENJIANG.labels("health")) - {"良好", "残疾"}


@pytest.mark.parametrize(
    ("household", "persons", "more"),
    [
        ({}, [{"health": "良好"}], []),
        ({}, [{}, {"health": "尿毒症"}], ["疾病诊断证明和自付费用票据"]),
        ({}, [{}, {"identity": "大学生"}], ["在学证明或录取通知书和学费票据"]),
        ({}, [{"disability": "视力残疾一级"}], ["残疾人证复印件"]),
        ({}, [{"health": "残疾"}], ["残疾人证复印件"]),
        ({}, [{"identity": "农民工"}], ["劳动合同或居住证"]),
        ({}, [{}, {"identity": "农民工"}], []),
        ({"dibao": True}, [{}], ["低保证"]),
        ({"dibao": False}, [{}], []),
    ],
)
def test_a_file_needs_the_documents_of_its_case(
    household: dict[str, Value], persons: list[dict[str, Value]], more: list[str]
) -> None:
    needed = [rule.name for rule in BASE.documents if wanted(rule, household, persons)]
    assert needed == [rule.name for rule in BASE.documents if rule.name in {*ALWAYS, *more}]


@pytest.mark.parametrize("mapping", MAPPINGS, ids=":".join)
def test_every_label_of_a_mapping_stands_in_its_version(mapping: tuple[str, str, str]) -> None:
    rule = ZHENJIANG.mappings[mapping]
    assert {*rule.pairs, *rule.split} <= set(ZHENJIANG.labels(f"{rule.codes}:{rule.source}"))
    assert not rule.pairs.keys() & rule.split.keys()
    reached = {*rule.pairs.values(), *(label for both in rule.split.values() for label in both)}
    assert reached <= set(ZHENJIANG.labels(f"{rule.codes}:{rule.target}"))


@pytest.mark.parametrize("codes", ["category", "cause"])
def test_every_label_between_the_two_national_versions_is_taken_over(codes: str) -> None:
    national = [rule for rule in BASE.mappings.values() if rule.codes == codes and rule.source.isdecimal()]
    for rule in (one for one in national if one.target.isdecimal()):
        assert {*rule.pairs, *rule.split} == set(BASE.labels(f"{codes}:{rule.source}"))


@pytest.mark.parametrize(("source", "target"), [("2016", "2020"), ("2020", "2016"), ("2020", "江苏"), ("本区", "2020")])
def test_a_category_comes_back_as_it_went(source: str, target: str) -> None:
    for label in ZHENJIANG.labels(f"category:{source}"):
        there = ZHENJIANG.convert("category", label, target)
        assert there is None or ZHENJIANG.convert("category", there, source) == label


@pytest.mark.parametrize("label", ["下岗失业", "患重特大疾病", "遭受自然灾害", "子女上学", "其他"])
@pytest.mark.parametrize("applicant", [True, False])
def test_a_cause_that_both_versions_know_comes_back_as_it_went(label: str, *, applicant: bool) -> None:
    there = BASE.convert("cause", label, "2011", applicant=applicant)
    assert there is not None
    assert BASE.convert("cause", there, "2017") == label


@pytest.mark.parametrize(
    ("codes", "label", "target", "called"),
    [
        ("category", "深度困难", "2016", "低保户"),
        ("category", "意外致困", "2016", "意外致困户"),
        ("category", "深度困难", "江苏", "深度困难"),
        ("category", "特困", "2016", "低保户"),
        ("category", "低保户", "本区", "深度特困"),
        ("category", "相对困难", "本区", "相对特困"),
        ("category", "困难", "本区", "困难"),
        ("category", "困难", "2020", None),
        ("category", "生活暂时困难", "2020", None),
        ("category", "没有的类别", "2020", None),
        ("category", "深度困难", "2099", None),
        ("cause", "患重特大疾病", "2011", "本人大病"),
        ("cause", "供养直系亲属大病", "2017", "患重特大疾病"),
        ("cause", "残疾", "2017", "其他"),
        ("cause", "残疾", "2011", "残疾"),
    ],
)
def test_a_label_is_called_as_the_other_version_has_it(codes: str, label: str, target: str, called: str | None) -> None:
    assert ZHENJIANG.convert(codes, label, target) == called


def test_whose_illness_it_is_decides_what_it_is_called() -> None:
    assert BASE.convert("cause", "患重特大疾病", "2011", applicant=False) == "供养直系亲属大病"


@given(version=st.sampled_from(VERSIONS), data=st.data(), own=st.booleans())
def test_what_is_converted_stands_in_the_target(version: tuple[str, str], data: st.DataObject, *, own: bool) -> None:
    codes, source = version
    label = data.draw(st.sampled_from(ZHENJIANG.labels(f"{codes}:{source}")))
    target = data.draw(st.sampled_from([other for name, other in VERSIONS if name == codes]))
    called = ZHENJIANG.convert(codes, label, target, applicant=own)
    assert called is None or called in ZHENJIANG.labels(f"{codes}:{target}")
    if target == source:
        assert called == label


@pytest.mark.parametrize("preset", PRESETS)
def test_the_offices_own_labels_are_known_to_some_version(preset: str) -> None:
    policy = in_force((*base_rules(), *read_preset(preset)), DAY)
    for codes in ("category", "cause"):
        versions = {label for name in policy.codes if name.startswith(f"{codes}:") for label in policy.labels(name)}
        assert set(policy.labels(codes)) <= versions


def test_a_row_about_something_else_leaves_the_procedure() -> None:
    policy: Policy = in_force((*base_rules(), NoticeRule(valid_from=DAY, working_days=7)), DAY)
    assert isinstance(policy.procedure, ProcedureRule)
    assert policy.mappings == BASE.mappings
    assert all(isinstance(rule, MappingRule) for rule in policy.mappings.values())
