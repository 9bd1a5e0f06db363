"""What the ledger writes our import reads back without a change."""

import datetime as dt
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, get_type_hints

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.base.fields import Field, Kind, fields_of
from desktop.base.several import BETWEEN
from desktop.base.text import tidy
from desktop.cases.figures import totals
from desktop.cases.household import Former, Household, Person, State
from desktop.exchange.headings import find_tables
from desktop.exchange.ledger import layout, write_ledger
from desktop.exchange.planning import Existing, Known, outcome, plan
from desktop.exchange.reading import read_workbook
from tests.builders import card, household, person, policy, resident_id
from tests.desktop.exchange.workbooks import looked_at, taken

OFFICE = "某区总工会"
EXAMPLES = settings().max_examples // 4  # each is a workbook written and read
_LETTERS = st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cs", "Cn", "Co"])
_TEXTS = st.text(_LETTERS, min_size=1, max_size=10).map(tidy).filter(bool)
_NAMES = st.text(st.sampled_from("张王李赵晓明春花建国𬭎堃"), min_size=2, max_size=5)
_VALUES: dict[Kind, st.SearchStrategy[Any]] = {
    Kind.TEXT: st.sampled_from(["=1+1", "-甲", "+86", "@x", "a<b&c", "0012", "1-2", "3.10", "_x0041_"]) | _TEXTS,
    Kind.NAME: _NAMES,
    Kind.CARD: st.integers(0, 10**6).map(card),
    Kind.PHONE: st.integers(0, 10**8 - 1).map(lambda number: f"138{number:08}"),
    Kind.DATE: st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31)),
    Kind.MONEY: st.integers(0, 10**11),
    Kind.AREA: st.integers(0, 10**6),
    Kind.POINTS: st.integers(0, 9999),
    Kind.COUNT: st.integers(0, 30),
    Kind.YES_NO: st.booleans(),
}


def _drawn(draw: st.DrawFn, field: Field) -> Any:
    if field.kind is Kind.CODE and field.most > 1:
        labels = policy().labels(field.codes)
        few = draw(st.sets(st.sampled_from(labels), max_size=field.most))
        return BETWEEN.join(sorted(few, key=labels.index)) or None
    if field.kind is Kind.CODE:
        return draw(st.none() | st.sampled_from(policy().labels(field.codes)))
    return draw(st.none() | _VALUES[field.kind])


@st.composite
def _persons(draw: st.DrawFn, number: int) -> Person:
    birth = draw(st.dates(dt.date(1930, 1, 1), dt.date(2020, 12, 31)))
    sex = draw(st.sampled_from("男女"))
    own = resident_id(birth, sex, number) if number == 0 or draw(st.booleans()) else None
    rest = {one.name: _drawn(draw, one) for one in fields_of(Person) if one.kind is not Kind.RESIDENT_ID}
    relation = draw(st.sampled_from(policy().labels("relation"))) if number else "本人"
    said = {"sex": sex, "birth": birth} if own else {"birth": draw(st.none() | st.just(birth))}
    return Person(**rest | said | {"id": 0, "name": draw(_NAMES), "relation": relation, "resident_id": own})


@st.composite
def _households(draw: st.DrawFn) -> Household:
    persons = tuple(draw(_persons(number)) for number in range(draw(st.integers(1, 8))))
    rest = {one.name: _drawn(draw, one) for one in fields_of(Household)}
    category = draw(st.sampled_from(policy().labels("category")))
    fixed = {"id": 1, "state": State.ON_FILE, "persons": persons, "category": category}
    return Household(**rest | totals(persons) | fixed)


def _known(home: Household) -> dict[str, Known]:
    return {str(one.resident_id): Known(home, number) for number, one in enumerate(home.persons) if one.resident_id}


@given(home=_households(), existing=st.sampled_from(list(Existing)))
@settings(max_examples=EXAMPLES)
def test_any_household_comes_back_the_same(home: Household, existing: Existing) -> None:
    with TemporaryDirectory() as folder:
        write_ledger(Path(folder) / "a.xlsx", [home], office=OFFICE)
        planned = looked_at(Path(folder) / "a.xlsx", _known(home), existing)
    assert [finding for finding in planned.findings if finding.refuses] == []
    assert (planned.same, planned.lines[0].changes, planned.lines[0].kept) == (1, (), ())


def test_nothing_is_lost_on_the_way_to_another_office(tmp_path: Path) -> None:
    whole = household(3, members=3, note="备注", single_parent=False, floor_area=8550, union="某镇总工会")
    write_ledger(tmp_path / "a.xlsx", [whole], office=OFFICE)
    made = outcome(plan(taken(tmp_path / "a.xlsx").drafts, {}).lines[0])
    without_ids = {"id": whole.id, "persons": tuple(Person(**_values(one) | {"id": 0}) for one in whole.persons)}
    assert made == Household(**_values(whole) | without_ids | {"id": 0})


def test_who_left_the_household_is_not_written_and_nothing_about_them_changes(tmp_path: Path) -> None:
    gone = Former(person=person(99, relation="父亲"), left_on=dt.date(2022, 11, 1), left_reason="死亡")
    home = household(3, former=(gone,))
    write_ledger(tmp_path / "a.xlsx", [home], office=OFFICE)
    assert [one["name"] for one in taken(tmp_path / "a.xlsx").drafts[0].persons] == [one.name for one in home.persons]
    assert looked_at(tmp_path / "a.xlsx", _known(home)).same == 1


def test_what_a_member_has_beyond_the_layout_is_written_as_forms_call_it(tmp_path: Path) -> None:
    child = person(9, relation="儿子", household_register="农业", member_note="住校", school_years=3)
    write_ledger(tmp_path / "a.xlsx", [household(3, persons=(person(3), child))], office=OFFICE)
    headings = [cell.value for cell in openpyxl.load_workbook(tmp_path / "a.xlsx").active[3]]
    assert {"家庭成员1户口类型", "家庭成员1备注", "家庭成员1学制"} <= set(headings)


def _values(record: Household | Person) -> dict[str, Any]:
    return {name: getattr(record, name) for name in get_type_hints(type(record))}


def test_the_columns_are_those_of_the_city_system_and_five_members(tmp_path: Path) -> None:
    home = household(0, members=1, town=None, rigid_spending=None, staff_no=None)
    persons = tuple(Person(**_values(one) | {"ethnic": None}) for one in home.persons)
    write_ledger(tmp_path / "a.xlsx", [Household(**_values(home) | {"persons": persons})], office=OFFICE)
    headings = [cell.value for cell in openpyxl.load_workbook(tmp_path / "a.xlsx").active[3]]
    assert len(layout().columns) == 42
    assert len(headings) == 42 + 5 * 9
    assert (headings[0], headings[41], headings[42], headings[-1]) == (
        "编号",
        "建档日期",
        "家庭成员1姓名",
        "家庭成员5单位或学校",
    )


def test_there_are_columns_for_as_many_members_as_the_largest_household_has(tmp_path: Path) -> None:
    write_ledger(tmp_path / "a.xlsx", [household(0, members=0), household(1, members=7)], office=OFFICE)
    assert len(taken(tmp_path / "a.xlsx").drafts[1].persons) == 8


def test_every_column_is_understood_by_our_own_import(tmp_path: Path) -> None:
    write_ledger(tmp_path / "a.xlsx", [household(0, note="备注")], office=OFFICE)
    table = find_tables(read_workbook(tmp_path / "a.xlsx"))[0]
    assert table.unmapped == ()


def test_an_empty_office_gives_an_empty_ledger(tmp_path: Path) -> None:
    assert write_ledger(tmp_path / "a.xlsx", [], office=OFFICE) == 0
    assert taken(tmp_path / "a.xlsx").drafts == ()
