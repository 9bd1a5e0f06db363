"""Names: tidied without losing a character, found by their pinyin."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.base.names import pinyin_key, read_name, sort_key, sounds

HAN = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5)
NAMES = st.text(HAN, min_size=2, max_size=6)


@given(NAMES)
def test_a_chinese_name_is_kept(name: str) -> None:
    assert read_name(name) == (name, ())


@given(NAMES, st.lists(st.sampled_from(" \u3000\t\u200b\xa0\n"), min_size=1, max_size=6))
def test_blanks_inside_a_chinese_name_go(name: str, blanks: list[str]) -> None:
    spread = "".join(char + blanks[at % len(blanks)] for at, char in enumerate(name))
    assert read_name(spread) == (name, ())


@pytest.mark.parametrize("dot", "•‧・．.∙⋅●·")
def test_every_dot_of_a_minority_name_becomes_the_registered_one(dot: str) -> None:
    assert read_name(f"阿依古丽{dot}买买提").value == "阿依古丽·买买提"


@pytest.mark.parametrize(
    "name", ["王\U00020bb7", "李䶮", "张镕堃", "赵喆", "刘\U0002b74e", "陈\ufa0c", "林\uf9dc", "孙〇"]
)
def test_rare_and_compatibility_characters_are_kept(name: str) -> None:
    assert read_name(name) == (name, ())


def test_a_nought_in_a_chinese_name_is_the_character() -> None:
    assert read_name("孙0").value == "孙〇"


@pytest.mark.parametrize("name", ["John A. Smith", "Anna-Maria O'Neil"])
def test_a_foreign_name_keeps_its_blanks(name: str) -> None:
    assert read_name(name) == (name, ())


@pytest.mark.parametrize("name", ["张\ue0c5", "王?", "李□", "赵\ufffd"])
def test_a_character_that_was_lost_is_refused(name: str) -> None:
    assert [one.code for one in read_name(name).findings] == ["name_character"]
    assert read_name(name).value is None


def test_a_name_with_remarks_warns_and_is_kept() -> None:
    assert read_name("张晓明（已故）").value == "张晓明(已故)"
    assert not read_name("张晓明（已故）").refused
    assert read_name("张晓明（已故）").findings[0].code == "name"


def test_fifty_characters_are_the_most() -> None:
    assert not read_name("张" * 50).refused
    assert read_name("张" * 51).refused


@given(st.text(max_size=60))
def test_reading_a_name_again_changes_nothing(text: str) -> None:
    first = read_name(text)
    if first.value is not None:
        assert read_name(first.value).value == first.value


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("张晓明", "zxm zhangxiaoming"),
        ("单晓明", "sxm shanxiaoming"),
        ("曾玉", "zy zengyu"),
        ("吕红", "lh lvhong"),
        ("阿依·买买提", "aymmt ayimaimaiti"),
    ],
)
def test_a_name_is_found_by_initials_and_spelling(name: str, key: str) -> None:
    assert pinyin_key(name) == key


@given(st.text(max_size=20))
def test_any_name_has_a_key_of_plain_letters(name: str) -> None:
    assert pinyin_key(name).isascii()


def test_lists_sort_by_sound() -> None:
    assert sorted(["张三", "安七", "李四", "单五"], key=sort_key) == ["安七", "李四", "单五", "张三"]


def test_a_surname_sounds_otherwise_only_in_front() -> None:
    assert sounds("单单")[0] == "shan"
    assert sounds("单单")[1] == "dan"
