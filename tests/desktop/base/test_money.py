"""Money is whole fen: read exactly, shown exactly, and in capitals as vouchers need it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.base.money import as_decimal, capitals, read_money, short_yuan, yuan

FEN = st.integers(0, 10**12)


@given(FEN)
def test_what_is_shown_reads_back(fen: int) -> None:
    assert read_money(yuan(fen)).value == fen
    assert read_money(short_yuan(fen)).value == fen
    assert read_money(f"￥{yuan(fen)}元").value == fen


@given(st.integers(0, 10**11))
def test_a_cell_of_two_decimals_is_exact_though_it_is_a_float(fen: int) -> None:
    assert read_money(float(as_decimal(fen))).value == fen


@given(FEN, st.integers(1, 9), st.integers(0, 60))
def test_a_third_decimal_is_refused_however_far_behind(fen: int, digit: int, noughts: int) -> None:
    assert read_money(f"{as_decimal(fen):.2f}{'0' * noughts}{digit}").refused


@pytest.mark.parametrize(
    ("written", "fen"),
    [
        (1200, 120000),
        (600.5, 60050),
        ("1,200元", 120000),
        ("１，２００．５０", 120050),
        ("¥ 1200 元", 120000),
        ("人民币1200元整", 120000),
        ("1.2万元", 1200000),
        ("1.2千", 120000),
        ("3百元", 30000),
        ("1\u2009200", 120000),
        ("1\u202f200\u202f000.5元", 120000050),
        ("600元/月", 60000),
        ("500元/人/年", 50000),
        (".5", 50),
        (0, 0),
        ("无", 0),
        ("—", 0),
    ],
)
def test_amounts_are_read_as_clerks_write_them(written: object, fen: int) -> None:
    assert read_money(written) == (fen, ())


@pytest.mark.parametrize("empty", [None, "", "  ", "\u3000"])
def test_an_empty_cell_is_no_amount(empty: object) -> None:
    assert read_money(empty) == (None, ())


@pytest.mark.parametrize(
    "written",
    [
        "两千左右",
        "1,20",
        "1.2.3",
        "-5",
        -5,
        ".",
        "+",
        "1e3",
        1e20,
        float("nan"),
        True,
        "1200 1300元",
        "600\n700",
        "1 200",
        "600\u200970",
        "1200\u20091300",
        "9" * 60,
    ],
)
def test_what_is_no_amount_is_refused_with_a_sentence(written: object) -> None:
    reading = read_money(written, label="月收入")
    assert reading.value is None
    assert [(one.code, one.message[:3]) for one in reading.findings] == [("amount", "月收入")]


@pytest.mark.parametrize(
    ("written", "fen"),
    [(3.6, 3600000), ("3.6", 3600000), ("¥3.6", 3600000), ("3.6元", 360), ("36000元", 3600000), (0, 0)],
)
def test_a_bare_number_counts_what_its_column_says(written: object, fen: int) -> None:
    assert read_money(written, factor=10_000) == (fen, ())


def test_a_hidden_decimal_of_a_formula_is_refused_not_rounded() -> None:
    assert "两位小数" in read_money(0.1 + 0.2).findings[0].message


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused_and_never_below_zero(text: str) -> None:
    reading = read_money(text)
    assert reading.value is None or reading.value >= 0


@pytest.mark.parametrize(
    ("fen", "words"),
    [
        (500000, "伍仟元整"),
        (140950, "壹仟肆佰零玖元伍角"),
        (600714, "陆仟零柒元壹角肆分"),
        (168032, "壹仟陆佰捌拾元叁角贰分"),
        (10700053, "壹拾万柒仟元伍角叁分"),
        (1640902, "壹万陆仟肆佰零玖元零贰分"),
        (32504, "叁佰贰拾伍元零肆分"),
        (8900000, "捌万玖仟元整"),
        (10000000, "壹拾万元整"),
        (1000000100, "壹仟万零壹元整"),
        (2001001, "贰万零壹拾元零壹分"),
        (0, "零元整"),
        (10, "壹角"),
        (1, "壹分"),
    ],
)
def test_capitals_follow_the_rules_of_vouchers(fen: int, words: str) -> None:
    assert capitals(fen) == "人民币" + words


_DIGITS = {word: value for value, word in enumerate("零壹贰叁肆伍陆柒捌玖")}
_PLACES = {"拾": 10, "佰": 100, "仟": 1000}


def _spoken(words: str) -> int:
    """Fen from capitals: a reader of its own, so that a slip of the writer shows."""
    total = section = digit = 0
    for char in words:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _PLACES:
            section, digit = section + (digit or 1) * _PLACES[char], 0
        elif char in "万亿":
            total = (total + section + digit) * (10**4 if char == "万" else 10**8)
            section = digit = 0
        elif char == "元":
            total, section, digit = (total + section + digit) * 100, 0, 0
        elif char in "角分":
            total, digit = total + digit * (10 if char == "角" else 1), 0
    return total


@given(st.integers(0, 10**10 - 1))
def test_capitals_say_the_same_amount(fen: int) -> None:
    assert _spoken(capitals(fen).removeprefix("人民币")) == fen
    assert capitals(fen).endswith("整") == (fen % 100 == 0)
    assert "零零" not in capitals(fen)


def test_there_are_no_capitals_below_zero() -> None:
    with pytest.raises(ValueError, match="-1"):
        capitals(-1)
