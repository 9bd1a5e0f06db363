"""One value of a field, from a cell or a form: the same rules for both."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.base.codes import CodeList
from desktop.base.fields import Field, Kind, Value
from desktop.base.findings import Finding, Place, Reading, refuses
from desktop.base.values import plain_text, read_value, show_value
from tests.builders import card, resident_id

CODES = {"hukou": CodeList("hukou", ("非农业", "农业"), {"城镇（居民）": "非农业"})}


def field(kind: Kind, **details: Any) -> Field:
    return Field(**{"label": "此项", "name": "hukou", "codes": "hukou", "kind": kind} | details)


def read(kind: Kind, raw: object, **details: Any) -> Reading[Any]:
    return read_value(field(kind, **details), raw, CODES)


VALUES: dict[Kind, st.SearchStrategy[Any]] = {
    Kind.NAME: st.text("赵钱孙李周吴郑王", min_size=2, max_size=4),
    Kind.RESIDENT_ID: st.builds(resident_id, st.dates(dt.date(1940, 1, 1), dt.date(2020, 1, 1))),
    Kind.CARD: st.builds(card, st.integers(0, 10**12 - 1)),
    Kind.PHONE: st.builds("138{:08}".format, st.integers(0, 10**8 - 1)),
    Kind.DATE: st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31)),
    Kind.MONEY: st.integers(0, 10**12),
    Kind.AREA: st.integers(0, 10**6),
    Kind.POINTS: st.integers(0, 9999),
    Kind.COUNT: st.integers(0, 10**8),
    Kind.CODE: st.sampled_from(["非农业", "农业"]),
    Kind.YES_NO: st.booleans(),
}


@pytest.mark.parametrize("kind", VALUES)
@given(data=st.data())
def test_what_a_form_shows_reads_back(kind: Kind, data: st.DataObject) -> None:
    value: Value = data.draw(VALUES[kind])
    assert read(kind, show_value(field(kind), value)) == (value, ())


@pytest.mark.parametrize("kind", list(Kind))
@given(raw=st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40) | st.dates() | st.datetimes())
def test_whatever_stands_in_a_cell_is_read_or_refused(kind: Kind, raw: object) -> None:
    reading = read(kind, raw)
    assert not (reading.refused and reading.value is not None)
    assert all(one.field == "hukou" and one.message.endswith("。") for one in reading.findings)


@pytest.mark.parametrize(
    "written",
    [
        "2022-07-25",
        "2022-7-25",
        "2022/7/25",
        "2022.7.25",
        "2022年7月25日",
        "２０２２年７月２５日",
        "20220725",
        20220725,
        20220725.0,
        44767,
        44767.0,
        44767.5,
        "44767",
        "44767.5",
        "2022-07-25 00:00:00",
        " 2022 年 7 月 25 日 ",
        dt.date(2022, 7, 25),
        dt.datetime(2022, 7, 25, 8),  # noqa: DTZ001  (a cell has no zone)
    ],
)
def test_a_date_is_read_in_every_form(written: object) -> None:
    assert read(Kind.DATE, written) == (dt.date(2022, 7, 25), ())


@pytest.mark.parametrize("written", ["2022年7月", "2022-07", "2022.7"])
def test_a_month_alone_is_its_first_day(written: str) -> None:
    assert read(Kind.DATE, written).value == dt.date(2022, 7, 1)


@pytest.mark.parametrize(
    "written", ["2022-02-30", "2022-13-01", "去年七月", "2022", 2022, 202207, "220725", "1022-07-25", True, "20221"]
)
def test_what_is_no_date_is_refused(written: object) -> None:
    assert [one.code for one in read(Kind.DATE, written).findings] == ["date"]


def test_a_month_that_arrives_as_a_number_is_refused_because_october_looks_like_january() -> None:
    assert "数字" in read(Kind.DATE, 2022.1).findings[0].message


def test_nobody_is_born_tomorrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NIANGJIA_NOW", "2022-12-10T08:00:00")
    assert read(Kind.DATE, "2022-12-10", name="birth").value == dt.date(2022, 12, 10)
    assert read(Kind.DATE, "2022-12-11", name="birth").refused


@pytest.mark.parametrize(
    ("written", "count"),
    [
        (3.0, 3),
        ("3人", 3),
        ("３ 口", 3),
        ("3.0", 3),
        ("3口人", 3),
        ("五口人", 5),
        ("四年制", 4),
        ("2021级", 2021),
        ("0", 0),
        ("3家", 3),
        ("1,200人", 1200),
        ("12,345,678", 12_345_678),
        ("1.2万人", 12_000),
        ("2万", 20_000),
    ],
)
def test_counts_are_read(written: object, count: int) -> None:
    assert read(Kind.COUNT, written) == (count, ())


@pytest.mark.parametrize(
    "written", [3.5, "3.5人", "十三", "-1", True, "3-4人", "3 4", "1,2", "1.23456万", float("inf")]
)
def test_what_is_no_whole_number_is_refused(written: object) -> None:
    assert [one.code for one in read(Kind.COUNT, written).findings] == ["count"]


@pytest.mark.parametrize(("written", "area"), [(85.5, 8550), ("85.5㎡", 8550), ("85.5 平方米", 8550), ("60m2", 6000)])
def test_areas_are_hundredths_of_a_square_metre(written: object, area: int) -> None:
    assert read(Kind.AREA, written).value == area


def test_only_money_is_multiplied_by_a_factor() -> None:
    for kind, written, value in ((Kind.MONEY, 3.6, 3600000), (Kind.COUNT, 3, 3), (Kind.AREA, 85.5, 8550)):
        assert read_value(Field(label="甲", kind=kind), written, {}, factor=10_000).value == value


def test_a_word_for_a_label_becomes_the_label() -> None:
    assert read(Kind.CODE, " 城镇 (居民)").value == "非农业"


def test_an_unknown_word_is_refused_and_the_known_ones_are_named() -> None:
    found = read(Kind.CODE, "外星").findings[0]
    assert found.code == "unknown_code"
    assert "非农业、农业" in found.message


def test_a_field_without_a_list_takes_any_word() -> None:
    assert read(Kind.CODE, "外星", codes="nowhere").value == "外星"


@pytest.mark.parametrize(
    ("written", "value"),
    [("是", True), ("√", True), ("有", True), ("否", False), ("无", False), ("×", False), ("☑", True), ("╳", False)],
)
def test_yes_and_no_have_many_words(written: str, value: bool) -> None:  # noqa: FBT001
    assert read(Kind.YES_NO, written).value is value


@pytest.mark.parametrize("kind", [Kind.TEXT, Kind.NAME, Kind.RESIDENT_ID, Kind.CARD, Kind.PHONE, Kind.DATE, Kind.COUNT])
@pytest.mark.parametrize("empty", [None, "", " ", "无", "—"])
def test_nothing_is_nothing_and_refuses_only_where_it_is_needed(kind: Kind, empty: object) -> None:
    assert read(kind, empty) == (None, ())
    assert [one.code for one in read(kind, empty, needed=True).findings] == ["missing"]


def test_too_long_a_text_is_refused() -> None:
    assert read(Kind.TEXT, "字" * 11, limit=10).findings[0].code == "too_long"
    assert read(Kind.TEXT, "字" * 10, limit=10).value == "字" * 10


def test_a_cell_as_text_has_no_point_it_did_not_have() -> None:
    assert [plain_text(one) for one in (3.0, 3.5, 212013, "a")] == ["3", "3.5", "212013", "a"]


def test_a_finding_is_placed_without_losing_what_it_says() -> None:
    found = Finding(code="x", message="。", refuses=False).about("sex", 1).at(Place("表", 7, "性别"))
    assert (found.code, found.field, found.person, found.place.row) == ("x", "sex", 1, 7)
    assert not refuses([found])
    assert refuses([found, Finding(code="y", message="。")])
