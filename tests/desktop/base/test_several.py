"""Several labels in one text: whatever stands between them, each once, in the list's order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.base.codes import CodeList
from desktop.base.fields import Field, Kind
from desktop.base.findings import Reading
from desktop.base.several import Part, joined, parts
from desktop.base.values import read_value

LABELS = ("患病", "子女上学", "下岗失业", "农、林、牧、渔业", "残疾（一级）", "3级残疾", "其他")
CAUSE = CodeList("cause", LABELS, {"下岗、失业": "下岗失业", "收入低，无法维持": "其他", "上学": "子女上学"})


def read(raw: object, most: int = 3) -> Reading[str]:
    return read_value(
        Field(label="次要原因", kind=Kind.CODE, name="cause", codes="cause", most=most), raw, {"cause": CAUSE}
    )


@pytest.mark.parametrize(
    "written",
    [
        "患病、子女上学",
        "子女上学;患病",
        "子女上学；患病；",
        " 子女上学 ，患 病",
        "上学/患病",
        "上学｜患病",
        "上学\n患病\n",
        "1 子女上学 2 患病",
        "1.子女上学 2.患病",
        "1、子女上学2、患病",
        "（1）子女上学（2）患病",
        "①子女上学②患病",
        "１．上学；２．患病",
        "患病、上学、子女上学、患病",
        "患病、无、上学",
    ],
)
def test_labels_are_read_however_they_are_separated(written: str) -> None:
    assert read(written) == ("患病、子女上学", ())


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("患病，下岗、失业", "患病、下岗失业"),
        ("下岗；失业", "下岗失业"),
        ("收入低, 无法维持、患病", "患病、其他"),
        ("农、林、牧、渔业", "农、林、牧、渔业"),
        ("其他、农、林、牧、渔业、患病", "患病、农、林、牧、渔业、其他"),
        ("残疾(一级) 患病", "患病、残疾（一级）"),
        ("3级残疾、2 患病", "患病、3级残疾"),
    ],
)
def test_a_label_with_a_separator_or_a_number_in_it_is_found_whole(written: str, value: str) -> None:
    assert read(written) == (value, ())


@pytest.mark.parametrize("written", [None, "", " ", "无", "/", "、", "—"])
def test_nothing_is_nothing(written: str | None) -> None:
    assert read(written) == (None, ())


@pytest.mark.parametrize(
    ("written", "word"),
    [("外星、患病", "外星"), ("患病 火星人（外地）", "火星人（外地）"), ("患病、2", "2"), ("无患病", "无患病")],
)
def test_an_unknown_word_is_refused_by_name_as_a_single_one_is(written: str, word: str) -> None:
    assert read(written).findings == read(word, most=1).findings
    assert f"“{word}”" in read(written).findings[0].message


def test_all_unknown_words_are_named_once() -> None:
    assert "“外星、火星”" in read("外星、患病、火星、外星").findings[0].message


def test_more_than_the_field_holds_are_refused_with_both_numbers() -> None:
    found = read("患病、上学、其他、下岗失业").findings[0]
    assert (found.code, found.refuses, found.field) == ("too_many", True, "cause")
    assert found.message == "次要原因最多选 3 项，现有 4 项，请减少。"
    assert read("患病、上学、其他、子女上学").value == "患病、子女上学、其他"


def test_a_field_for_one_label_takes_one_only() -> None:
    assert read("患病、上学", most=1).findings[0].code == "unknown_code"


@given(st.lists(st.sampled_from(LABELS), max_size=5), st.sampled_from(["、", "，", ";", " ", "/", "\n", " 、"]))
def test_what_is_joined_by_anything_reads_back_in_the_lists_order(chosen: list[str], between: str) -> None:
    reading = read(between.join(chosen), most=len(LABELS))
    assert reading == (joined(CAUSE, chosen), ())
    assert read(reading.value, most=len(LABELS)) == reading


@given(st.text(st.sampled_from("患病子女上学残疾、，;/ 12.（）①外"), max_size=30))
def test_no_word_that_the_list_lacks_is_passed_over(text: str) -> None:
    said = "".join(part.words for part in parts(CAUSE, text))
    assert {*text} & {*"患病子女上学残疾外"} <= {*said}


def test_a_label_that_the_list_has_lost_stands_last() -> None:
    assert joined(CAUSE, ["旧", "患病"]) == "患病、旧"
    assert parts(CodeList("none", ()), "甲 乙") == (Part("甲", None), Part("乙", None))
