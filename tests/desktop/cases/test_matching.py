"""Who may be one person is found by any slip of the pen; who is only of one family or of one name is left in peace."""

import datetime as dt
from collections import Counter
from dataclasses import replace
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.cases.agreement import grounds
from desktop.cases.matching import (
    ASK,
    Likeness,
    Trace,
    blocks,
    is_alike,
    key,
    likeness,
    pair,
    similar,
    trace,
    within,
)
from desktop.cases.traces import seen
from tests.builders import name, person, resident_id

BORN = dt.date(1975, 3, 8)
OTHER_DAY = dt.date(1982, 11, 23)
PHONE, OTHER_PHONE = "13812341234", "15987659876"
HOME, OTHER_HOME = "大港街道春风路12号3幢201室", "丁卯街道谷阳路7号"
NUMBER = resident_id(BORN, "女", 20)
OTHER_NUMBER = resident_id(OTHER_DAY, "女", 333)

HER = Trace("张晓明", None, BORN, "女", PHONE, HOME)
"""All of somebody but the ID."""

NAMES = ["张晓明", "张小明", "张晓亮", "张晓", "章小明", "欧阳晓明", "王芳", "王方", "王强", "李\ufa0c\ufa0d", ""]
BIRTHS = [None, BORN, dt.date(1975, 8, 3), dt.date(1975, 3, 18), OTHER_DAY]
NUMBERS = [
    None,
    NUMBER,
    NUMBER[:9] + "6" + NUMBER[10:],
    NUMBER[:15] + NUMBER[16] + NUMBER[15] + NUMBER[17],
    resident_id(BORN, "女", 21),
    OTHER_NUMBER,
    "32110219",
]
PHONES = [None, PHONE, "13812341235", OTHER_PHONE, f"{OTHER_PHONE}、{PHONE}", "无"]
ADDRESSES = [None, HOME, "镇江新区" + HOME, "春风路12号3幢201室", "大港街道", OTHER_HOME]

traces = st.builds(
    Trace,
    *(st.sampled_from(some) for some in (NAMES, NUMBERS, BIRTHS, [None, "男", "女"], PHONES, ADDRESSES)),
)


def score(one: Trace, **values: Any) -> int:
    return likeness(one, replace(one, **values)).score


@given(traces, traces)
def test_the_order_of_two_persons_does_not_matter(one: Trace, other: Trace) -> None:
    assert likeness(one, other) == likeness(other, one)


@given(traces, traces)
def test_a_score_is_from_nought_to_a_hundred(one: Trace, other: Trace) -> None:
    assert 0 <= likeness(one, other).score <= 100


@given(st.integers(0, 10**5))
def test_a_person_is_wholly_like_oneself(seed: int) -> None:
    someone = trace(vars_of(seed), {"address": HOME})
    assert likeness(someone, someone).score == 100
    assert likeness(someone, someone).same
    assert score(replace(someone, resident_id=None)) == 100


def vars_of(seed: int) -> dict[str, Any]:
    who = person(seed)
    return {field: getattr(who, field) for field in ("name", "resident_id", "birth", "sex", "phone")}


@given(traces, traces)
def test_one_id_is_one_person_whatever_else_differs(one: Trace, other: Trace) -> None:
    found = likeness(replace(one, resident_id=NUMBER), replace(other, resident_id=NUMBER))
    assert (found.score, found.same) == (100, True)
    assert "身份证号相同" in found.reasons


@given(traces, traces, st.sampled_from(["name", "resident_id", "birth", "sex", "phone", "address"]))
def test_what_agrees_more_never_scores_less(one: Trace, other: Trace, field: str) -> None:
    agreed = getattr(other, field)
    if agreed and (field != "resident_id" or key(other).startswith("i:")):  # a number that is no ID tells nothing
        assert likeness(replace(one, **{field: agreed}), other).score >= likeness(one, other).score


@given(traces, traces)
def test_any_two_who_are_alike_share_a_block(one: Trace, other: Trace) -> None:
    if is_alike(likeness(one, other)):
        assert blocks(one) & blocks(other)


SLIPS = [
    ("name", "张小明"),
    ("name", "张晓朋"),
    ("name", "张晓"),
    ("birth", dt.date(1975, 8, 3)),
    ("birth", dt.date(1975, 3, 1)),
    ("birth", dt.date(1957, 3, 8)),
    ("sex", "男"),
    ("phone", "13812341334"),
    ("phone", OTHER_PHONE),
    ("address", OTHER_HOME),
]


@pytest.mark.parametrize(("field", "slip"), SLIPS)
def test_a_person_with_one_slip_of_the_pen_is_still_asked_about(field: str, slip: object) -> None:
    assert score(HER, **{field: slip}) >= ASK


@given(st.integers(0, 10**4), st.integers(0, 17), st.integers(1, 9))
def test_a_wrong_digit_in_an_id_is_still_asked_about(seed: int, at: int, off: int) -> None:
    someone = trace(vars_of(seed), {})
    number = someone.resident_id or ""
    wrong = number[:at] + str((int(number[at].replace("X", "0")) + off) % 10) + number[at + 1 :]
    assert score(someone, resident_id=wrong) >= ASK
    if wrong != number and _has_date(wrong):
        found = likeness(Trace(someone.name, number), Trace(someone.name, wrong))
        assert is_alike(found)
        assert found.reasons[0] == "身份证号一位之差或相邻两位颠倒"


def _has_date(number: str) -> bool:
    try:
        return bool(dt.date(int(number[6:10]), int(number[10:12]), int(number[12:14])))
    except ValueError:
        return False


@pytest.mark.parametrize("at", range(16))
def test_two_digits_of_an_id_that_changed_places_are_a_slip(at: int) -> None:
    number = "321102197612203581"
    swapped = number[:at] + number[at + 1] + number[at] + number[at + 2 :]
    if swapped == number or not _has_date(swapped):
        return
    assert is_alike(likeness(Trace("张晓明", number), Trace("张小明", swapped)))


def test_an_old_id_with_a_slip_whose_check_digit_was_reckoned_anew_is_a_slip_too() -> None:
    wrong = resident_id(dt.date(1975, 3, 18), "女", 20)
    assert wrong[-1] != NUMBER[-1]
    assert is_alike(likeness(Trace("张晓明", NUMBER), Trace("张晓明", wrong)))


@given(
    st.sampled_from([(None, None), (NUMBER, None), (NUMBER, OTHER_NUMBER)]),
    st.sampled_from([(None, None), (BORN, None), (BORN, OTHER_DAY)]),
    st.lists(st.integers(0, 319), min_size=2, max_size=2, unique=True),
)
def test_members_of_a_household_who_share_address_and_phone_are_not_asked_about(
    numbers: tuple[str | None, str | None], births: tuple[dt.date | None, dt.date | None], seeds: list[int]
) -> None:
    one, other = (Trace(name(seeds[at]), numbers[at], births[at], None, PHONE, HOME) for at in (0, 1))
    assert not is_alike(likeness(one, other))


@given(traces, traces)
def test_without_a_like_name_only_one_id_is_asked_about(one: Trace, other: Trace) -> None:
    found = likeness(one, other)
    if is_alike(found) and not found.same:
        assert any(reason.startswith("姓名") for reason in found.reasons)


def test_twins_of_one_home_and_one_phone_are_two_by_their_ids() -> None:
    first = replace(HER, resident_id=resident_id(BORN, "女", 20))
    second = replace(HER, name="张晓亮", resident_id=resident_id(BORN, "女", 21))
    assert not is_alike(likeness(first, second))


def test_a_slip_in_the_name_and_one_in_the_id_are_still_asked_about() -> None:
    assert is_alike(likeness(Trace("张晓明", NUMBER), Trace("张晓朋", "33" + NUMBER[2:])))
    assert not is_alike(likeness(Trace("张晓明", NUMBER), Trace("王晓朋", "33" + NUMBER[2:])))


def test_siblings_whose_names_one_character_parts_are_two() -> None:
    assert not is_alike(likeness(HER, replace(HER, name="张晓亮", birth=OTHER_DAY)))
    assert not is_alike(likeness(replace(HER, birth=None), replace(HER, name="张晓亮", birth=None)))


@pytest.mark.parametrize("shared", [{}, {"phone": PHONE}, {"address": HOME}, {"sex": "女"}])
def test_people_of_one_name_with_different_ids_are_two(shared: dict[str, Any]) -> None:
    assert not is_alike(likeness(Trace("王芳", NUMBER, **shared), Trace("王芳", OTHER_NUMBER, **shared)))


@pytest.mark.parametrize("shared", [{"phone": PHONE}, {"address": HOME}])
def test_people_of_one_name_with_births_far_apart_are_two(shared: dict[str, str]) -> None:
    assert is_alike(likeness(Trace("王芳", **shared), Trace("王芳", **shared)))
    assert not is_alike(likeness(Trace("王芳", birth=BORN, **shared), Trace("王芳", birth=OTHER_DAY, **shared)))


@pytest.mark.parametrize("nothing", [{"phone": "无"}, {"phone": "12351"}, {"address": "无"}, {"address": "—"}])
def test_what_says_nothing_of_a_person_agrees_with_nothing(nothing: dict[str, str]) -> None:
    assert likeness(Trace("王芳", **nothing), Trace("李强", **nothing)) == Likeness(0, (), same=False)


def test_people_of_one_name_with_different_ids_are_asked_about_where_all_else_agrees() -> None:
    one, other = replace(HER, resident_id=NUMBER), replace(HER, resident_id=OTHER_NUMBER)
    assert is_alike(likeness(one, other))
    assert not is_alike(likeness(one, replace(other, sex="男", birth=None)))


@pytest.mark.parametrize(
    "shared", [{}, {"sex": "女"}, {"address": "大港街道"}, {"resident_id": "32110219"}, {"phone": "无"}]
)
def test_a_name_alone_is_no_sign(shared: dict[str, Any]) -> None:
    assert not is_alike(likeness(Trace("王芳", **shared), Trace("王芳", **shared)))


@pytest.mark.parametrize(
    ("one", "other", "reasons"),
    [
        (
            HER,
            replace(HER, name="张小明"),
            ("姓名读音相同（张小明／张晓明）", "出生日期相同", "手机号相同", "住址相同"),
        ),
        (HER, replace(HER, name="张晓亮"), ("姓名一字之差", "出生日期相同", "手机号相同", "住址相同")),
        (
            HER,
            replace(HER, birth=dt.date(1975, 8, 3), phone="13812341235", address="镇江新区" + HOME),
            ("姓名相同", "出生日期月日颠倒", "手机号一位之差", "住址相近"),
        ),
        (Trace("王芳", birth=BORN), Trace("王芳", birth=dt.date(1975, 3, 1)), ("姓名相同", "出生年月相同")),
        (Trace("王芳", NUMBER), Trace("李四", birth=BORN), ("出生日期相同",)),
        (Trace("王强", OTHER_NUMBER), Trace("李四", NUMBER, None, "男", PHONE, HOME), ()),
    ],
)
def test_what_agrees_is_said_in_a_clerks_words(one: Trace, other: Trace, reasons: tuple[str, ...]) -> None:
    assert likeness(one, other).reasons == reasons


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("大港街道春风路12号", "镇江新区大港街道春风路12号", True),
        ("春风路12号3幢201室", "春风路12号3栋201", True),
        ("春风路12号3-201", "春风路12号 3－201", True),
        ("春风路12号", "春风路112号", False),
        ("春风路12号", "谷阳北街12号", False),
        ("12号", "春风路12号", False),
    ],
)
def test_an_address_is_near_by_its_numbers_and_most_of_its_words(one: str, other: str, *, near: bool) -> None:
    reasons = likeness(Trace("甲", address=one), Trace("乙", address=other)).reasons
    assert bool(reasons) is near


def test_characters_that_no_dictionary_knows_do_not_sound_alike() -> None:
    assert likeness(Trace("王\U0003134a"), Trace("王\U00031349")).reasons == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Trace("张晓明", "11010519491231002x"), Trace("张小明", " １１０１０５１９４９１２３１００２Ｘ")),
        (Trace("张晓明", "110105491231002"), Trace("张晓明", "11010519491231002X")),
        (
            Trace("张 晓明", None, BORN, "女", "138-1234-1234"),
            Trace("张　晓明", "", BORN, None, "１３８１２３４１２３４"),
        ),
        (Trace("张晓明", phone="+86 138 1234 1234"), Trace("张晓明", phone=PHONE)),
        (Trace("阿依古丽•买买提"), Trace("阿依古丽·买买提")),
        (
            Trace("张晓明", None, None, None, f"{PHONE}、{OTHER_PHONE}"),
            Trace("张晓明", "无", phone=f"{OTHER_PHONE}/{PHONE}"),
        ),
        (Trace("Jose\u0301 Li"), Trace("Jos\u00e9  li")),
    ],
)
def test_two_spellings_of_one_person_have_one_key(one: Trace, other: Trace) -> None:
    assert key(one) == key(other)


def test_a_key_is_written_as_it_always_was() -> None:
    assert key(replace(HER, resident_id="11010519491231002X")) == "i:11010519491231002X"
    assert key(HER) == "n:张晓明 1975-03-08 13812341234"
    assert key(Trace("张晓明")) == "n:张晓明  "


@given(traces, traces)
def test_of_whom_the_ids_are_known_the_key_is_one_if_and_only_if_the_person_is(one: Trace, other: Trace) -> None:
    if {key(one)[:2], key(other)[:2]} == {"i:"}:
        assert (key(one) == key(other)) is likeness(one, other).same


@given(st.text(), st.text())
def test_an_answer_is_kept_in_one_order(one: str, other: str) -> None:
    assert pair(one, other) == pair(other, one)
    assert set(pair(one, other)) == {one, other}


def test_a_trace_is_taken_from_a_draft_as_it_stands() -> None:
    drafted = {"name": "张晓明", "resident_id": NUMBER, "birth": BORN, "sex": "女", "phone": PHONE, "health": "良好"}
    assert trace(drafted, {"address": HOME, "size": 3}) == replace(HER, resident_id=NUMBER)
    assert trace({"name": None, "birth": None}, {}) == Trace("")


@given(st.lists(traces, max_size=12), st.lists(traces, max_size=12))
def test_all_who_are_alike_are_found_the_likest_first(some: list[Trace], others: list[Trace]) -> None:
    every = [
        (here, there, likeness(one, other))
        for (here, one), (there, other) in product(enumerate(some), enumerate(others))
    ]
    asked = [line for line in every if is_alike(line[2])]
    assert similar(some, others) == sorted(asked, key=lambda line: (-line[2].score, line[:2]))


@given(traces, traces, st.sampled_from([NUMBER, *NUMBERS]), st.sampled_from([OTHER_NUMBER, *NUMBERS]))
def test_two_of_one_sound_who_share_no_ground_would_not_be_asked_about(
    one: Trace, other: Trace, mine: str | None, theirs: str | None
) -> None:
    one, other = replace(one, resident_id=mine), replace(other, resident_id=theirs, name=one.name)
    this, that = seen(one), seen(other)
    if this.number and that.number and grounds(this).isdisjoint(grounds(that)):
        assert not is_alike(likeness(one, other))
        assert not is_alike(likeness(other, one))


@given(st.lists(traces, max_size=15))
def test_within_one_list_each_two_are_found_once_and_nobody_with_oneself(some: list[Trace]) -> None:
    twice = similar(some, some)
    assert within(some) == [line for line in twice if line[0] < line[1]]


def test_of_all_pairs_hardly_any_are_compared() -> None:
    count = 4000
    sizes = Counter(block for seed in range(count) for block in blocks(trace(vars_of(seed), {})))
    assert sum(size * (size - 1) for size in sizes.values()) < 0.01 * count * (count - 1)


def test_a_likeness_is_asked_about_from_a_score() -> None:
    assert is_alike(Likeness(ASK, (), same=False))
    assert not is_alike(Likeness(ASK - 1, (), same=False))
