"""Numbers that identify: right ones pass, slips are refused, what only looks odd warns."""

import datetime as dt

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from desktop.base.identity import (
    identity,
    mask_card,
    mask_id,
    mask_name,
    mask_phone,
    read_card,
    read_credit_code,
    read_phone,
    read_resident_id,
)
from tests.builders import card, resident_id

BIRTHS = st.dates(dt.date(1940, 1, 1), dt.date(2021, 12, 31))
IDS = st.builds(resident_id, BIRTHS, st.sampled_from("男女"), st.integers(0, 499))


def codes(reading: object) -> list[str]:
    return [one.code for one in reading.findings]  # type: ignore[attr-defined]


@given(BIRTHS, st.sampled_from("男女"), st.integers(0, 499))
def test_a_right_id_tells_sex_and_birth(birth: dt.date, sex: str, seq: int) -> None:
    number = resident_id(birth, sex, seq)
    assert read_resident_id(number) == (number, ())
    assert identity(number).sex == sex
    assert identity(number).birth == birth


@given(IDS, st.integers(0, 17), st.integers(1, 9))
def test_any_single_wrong_digit_is_refused(number: str, place: int, more: int) -> None:
    was = number[place]
    digit = str(((10 if was == "X" else int(was)) + more) % 10)
    assume(digit != was)
    assert read_resident_id(number[:place] + digit + number[place + 1 :]).refused


@given(IDS, st.integers(0, 16))
def test_two_neighbours_exchanged_are_refused(number: str, place: int) -> None:
    assume(number[place] != number[place + 1])
    assert read_resident_id(number[:place] + number[place + 1] + number[place] + number[place + 2 :]).refused


@given(IDS)
def test_blanks_full_width_marks_and_a_small_x_are_mended(number: str) -> None:
    wide = "".join(chr(ord(char) + 0xFEE0) for char in number)
    for written in (wide, f" {number[:6]} {number[6:14]} {number[14:]} ", f"'{number}", number.lower(), f"{number}\n"):
        assert read_resident_id(written) == (number, ())


@given(IDS)
def test_a_number_cell_is_refused_because_digits_are_lost(number: str) -> None:
    lost = int(number[:17]) * 10
    for cell in (lost, float(lost), f"{float(lost):E}", f"{float(lost):.5e}"):
        assert codes(read_resident_id(cell)) == ["id_lost_digits"]


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("990000199913011231", "id_date"),
        ("32110220230229001X", "id_date"),
        ("321102218803080021", "id_date"),
        ("321102180001010011", "id_date"),
        ("32110219750308", "id_length"),
        ("32110219750308000A", "id_length"),
        ("X21102197503080002", "id_length"),
        ("", "id_length"),
        ("321102197503080003", "id_checksum"),
    ],
)
def test_a_wrong_id_says_what_is_wrong(number: str, code: str) -> None:
    assert codes(read_resident_id(number)) == [code]
    assert read_resident_id(number).refused


@pytest.mark.parametrize("number", ["11010519491231002X", "440524188001010014"])
def test_the_samples_of_the_standard_have_right_check_digits(number: str) -> None:
    assert "id_checksum" not in codes(read_resident_id(number))


@pytest.mark.parametrize("number", ["99000019800229001X", "990000200002291020", "990000197607054445"])
def test_an_unknown_region_only_warns(number: str) -> None:
    assert read_resident_id(number).value == number
    assert codes(read_resident_id(number)) == ["id_region"]


def test_people_born_before_their_district_was_founded_are_right() -> None:
    assert read_resident_id(resident_id(dt.date(1950, 5, 1), region="321102")).findings == ()


@given(st.dates(dt.date(1930, 1, 1), dt.date(1999, 12, 31)), st.sampled_from("男女"), st.integers(0, 499))
def test_fifteen_digits_become_eighteen_with_a_warning(birth: dt.date, sex: str, seq: int) -> None:
    number = resident_id(birth, sex, seq)
    reading = read_resident_id(number[:6] + number[8:17])
    assert reading.value == number
    assert codes(reading) == ["id_fifteen"]


@given(st.text(max_size=25))
def test_any_text_is_read_or_refused_with_one_reason(text: str) -> None:
    reading = read_resident_id(text)
    assert (reading.value is None) == reading.refused


@given(IDS)
def test_a_refusal_never_repeats_the_whole_number(number: str) -> None:
    assert number[3:15] not in "".join(one.message for one in read_resident_id(number + "7").findings)


def test_credit_codes_are_checked() -> None:
    assert read_credit_code(" 91350100m000100y43").value == "91350100M000100Y43"
    assert codes(read_credit_code("91350100M000100Y44")) == ["credit_code"]
    assert codes(read_credit_code(913501000001000430)) == ["credit_code_lost_digits"]


@given(st.integers(0, 10**12 - 1))
def test_a_right_card_is_kept_as_text(seed: int) -> None:
    number = card(seed)
    spaced = " ".join(number[at : at + 4] for at in range(0, 19, 4))
    assert read_card(spaced) == (number, ())


def test_an_account_as_long_as_an_id_is_an_account() -> None:
    assert read_card("622848000000000002").value == "622848000000000002"
    assert not any(one.refuses for one in read_card("622848000000000002").findings)


@given(st.integers(0, 10**12 - 1), st.integers(0, 18), st.integers(1, 9))
def test_a_wrong_digit_of_a_card_warns_and_keeps_it(seed: int, place: int, more: int) -> None:
    number = card(seed)
    wrong = number[:place] + str((int(number[place]) + more) % 10) + number[place + 1 :]
    assert read_card(wrong).value == wrong
    assert codes(read_card(wrong)) == ["card_luhn"]


@pytest.mark.parametrize("cell", [6217000000000000038, 6.217e18, "6.217E+18", "6.217e+18"])
def test_a_card_that_arrives_as_a_number_is_refused(cell: object) -> None:
    assert codes(read_card(cell)) == ["card_lost_digits"]


@pytest.mark.parametrize("cell", ["1234567", "62170000000000000ab", "1" * 31, True, ""])
def test_what_is_no_account_is_refused(cell: object) -> None:
    assert codes(read_card(cell)) == ["card"]


def test_a_passbook_has_no_check_digit() -> None:
    assert read_card("110401234567").findings == ()


@pytest.mark.parametrize(
    ("written", "phone"),
    [
        ("138 1234 5678", "13812345678"),
        ("138-1234-5678", "13812345678"),
        (13812345678, "13812345678"),
        (13812345678.0, "13812345678"),
        ("+8613812345678", "13812345678"),
        ("0511-88881234", "0511-88881234"),
        ("88881234", "88881234"),
        ("12351", "12351"),
        ("13812345678/0511-88881234", "13812345678、0511-88881234"),
    ],
)
def test_phones_are_read_as_people_write_them(written: object, phone: str) -> None:
    assert read_phone(written) == (phone, ())


@pytest.mark.parametrize("written", ["1381234567", "23812345678", "没有手机"])
def test_an_odd_phone_is_kept_with_a_warning(written: str) -> None:
    assert read_phone(written).value == written
    assert codes(read_phone(written)) == ["phone"]


@given(IDS)
def test_a_masked_id_hides_the_birthday(number: str) -> None:
    assert mask_id(number) == number[:6] + "********" + number[14:]


@given(st.text("赵钱孙李一二三", min_size=1, max_size=6))
def test_a_masked_name_is_as_long_and_hides_somebody(name: str) -> None:
    masked = mask_name(name)
    assert len(masked) == len(name)
    assert ("*" in masked) == (len(name) > 1)
    assert masked[0] == name[0]


def test_cards_and_phones_show_their_ends_only() -> None:
    assert mask_card("6217000000000000038") == "***************0038"
    assert mask_phone("13812341234") == "138****1234"
