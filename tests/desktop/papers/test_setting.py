"""Texts in boxes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.papers.blocks import Style
from desktop.papers.setting import fit, tokens, wrap

LETTERS = st.text(alphabet="张王、，。（）《》“”0123456789abc \n", max_size=200)


def _ruler(text: str) -> float:
    return sum(0.5 if char.isascii() else 1.0 for char in text)


@given(LETTERS, st.floats(10, 300), st.floats(5, 100), st.booleans(), st.sampled_from([0, 6, 9]))
def test_a_text_never_runs_over_its_box(text: str, width: float, height: float, wraps: bool, one_line: float) -> None:  # noqa: FBT001
    style = Style(size=12, least=4, wraps=wraps, one_line=one_line)
    found = fit(text, style, width, height, _ruler)
    assert all(line_width <= width + 1e-3 for _, line_width in found.lines)
    assert all(abs(_ruler(line) * found.size - line_width) < 1e-3 for line, line_width in found.lines)
    if len(found.lines) > 1:
        assert found.height <= height + 1e-3
    assert not found.lines or 4 <= found.size <= 12


@given(LETTERS)
def test_nothing_is_lost_where_there_is_room(text: str) -> None:
    lines = fit(text, Style(size=12), 60, 1e6, _ruler).lines
    assert "".join(line for line, _ in lines).replace(" ", "") == text.replace("\n", "").replace(" ", "")


@given(LETTERS.map(lambda text: text.replace("\n", "")))
def test_tokens_are_the_text(text: str) -> None:
    assert "".join(token.text for token in tokens(text, _ruler)) == text


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("一二三四，五六", ["一二三", "四，五六"]),
        ("一二三（四）五", ["一二三", "（四）五"]),
        ("共2022年", ["共2022年"]),
        ("一二2022年", ["一二2022", "年"]),
        ("一二三2022年", ["一二三", "2022年"]),
        ("abcdefghijklmn", ["abcdefgh", "ijklmn"]),
    ],
)
def test_lines_end_where_chinese_lines_may(text: str, lines: list[str]) -> None:
    found = wrap(tokens(text, _ruler), 4, _ruler)
    assert ["".join(token.text for token in line) for line in found] == lines


def test_what_does_not_fit_at_the_least_size_is_cut_visibly() -> None:
    found = fit("长" * 500, Style(size=12, least=6), 60, 16, _ruler)
    assert [len(line) for line, _ in found.lines] == [10, 10]
    assert found.lines[-1][0].endswith("…")


def test_a_number_shrinks_before_it_is_torn() -> None:
    style = Style(size=12, one_line=8)
    assert len(fit("12345678901234", style, 60, 40, _ruler).lines) == 1
    assert len(fit("1234567890123456", style, 60, 40, _ruler).lines) == 2
