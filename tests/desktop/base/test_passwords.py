"""New passwords: too short ones refused, easy ones warned of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.base.passwords import LEAST, Level, strength


@pytest.mark.parametrize(
    ("password", "level"),
    [
        ("", Level.SHORT),
        ("短密码", Level.SHORT),
        ("20221210", Level.WEAK),
        ("abcdefgh", Level.WEAK),
        ("aaaabbbb", Level.WEAK),
        ("zhxjkqpw", Level.WEAK),
        ("Zhen2022", Level.FAIR),
        ("niangjia-demo", Level.STRONG),
        ("春风十里 不如你 2022", Level.STRONG),
    ],
)
def test_a_password_has_a_level_and_a_sentence(password: str, level: Level) -> None:
    judged = strength(password)
    assert judged.level is level
    assert judged.sentence.endswith("。")


@given(st.text(max_size=40))
def test_only_the_length_forbids(password: str) -> None:
    assert (strength(password).level is Level.SHORT) == (len(password) < LEAST)


@given(st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=8, max_size=20))
def test_a_longer_password_of_any_kind_is_judged(password: str) -> None:
    assert strength(password).level in {Level.WEAK, Level.FAIR, Level.STRONG}
