"""Tidying: same width, single blanks, nothing that can't be seen; and nothing else changed."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.base.text import NOTHING, half_width, is_nothing, middle_dots, squeeze, tidy


@given(st.text())
def test_tidying_twice_is_tidying_once(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)
    assert half_width(half_width(text)) == half_width(text)
    assert squeeze(squeeze(text)) == squeeze(text)


@given(st.text())
def test_tidied_text_is_one_line_with_single_blanks(text: str) -> None:
    seen = tidy(text)
    assert seen == seen.strip()
    assert "  " not in seen
    assert not {"\n", "\t", "\u3000", "\ufeff", "\u200b", "\x00", "\x0b"} & set(seen)


@given(st.text())
def test_nothing_a_workbook_refuses_is_left(text: str) -> None:
    assert not [char for char in tidy(text) if unicodedata.category(char) == "Cc"]


@given(st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E)))
def test_every_full_width_form_has_its_half(text: str) -> None:
    assert half_width("".join(chr(ord(char) + 0xFEE0) for char in text)) == text


@given(st.text(st.characters(min_codepoint=0x3400, max_codepoint=0xFAFF, exclude_categories=("Cs", "Co", "Cn"))))
def test_ideographs_stay_as_they_are(text: str) -> None:
    kept = "".join(char for char in text if unicodedata.name(char, "").startswith("CJK"))
    assert tidy(kept) == half_width(kept) == kept


def test_letters_are_composed() -> None:
    assert tidy("Ame\u0301lie") == "Am\u00e9lie"


def test_chinese_punctuation_stays_full_width_in_text() -> None:
    assert tidy("镇江（新区），总工会。") == "镇江（新区），总工会。"


@pytest.mark.parametrize("word", ["", " ", "-", "——", "/", "无", " 无 ", "没有", "N/A", "ｎ／ａ", "暂无"])
def test_words_for_nothing_are_known(word: str) -> None:
    assert is_nothing(word)


@pytest.mark.parametrize("word", ["0", "无房", "无劳动能力", "否", "·"])
def test_words_that_say_something_are_not_nothing(word: str) -> None:
    assert not is_nothing(word)


def test_middle_dots_touch_nothing_else() -> None:
    assert middle_dots("买买提•阿不都") == "买买提·阿不都"
    assert middle_dots("张晓明 abc，（）") == "张晓明 abc，（）"


@given(st.sampled_from(sorted(NOTHING)), st.sampled_from(["", " ", "房", "0", "a", "１"]))
def test_only_the_whole_word_says_nothing(word: str, more: str) -> None:
    for text in (word + more, more + word, f" {word}　{more}"):
        assert is_nothing(text) == (squeeze(text) in NOTHING)
