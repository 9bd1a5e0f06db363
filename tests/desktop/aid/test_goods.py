"""Goods in words and what they are worth."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.aid.goods import Portion, is_name, portions, told, unpriced, worth

PRICES = {"大米": 8_000, "食用油": 6_000, "10kg大米": 9_900, "棉被": 12_000}

names = (
    st.text("大米油面被10kgx ×、（）A", min_size=1, max_size=6).filter(is_name).map(lambda text: text.replace(" ", ""))
)
given_things = st.dictionaries(names, st.integers(1, 999), max_size=5)


@pytest.mark.parametrize(
    "text",
    [
        "大米×2、食用油×1",
        "大米x2，食用油",
        "大米2袋,食用油1桶",
        "大米（2袋）；食用油",
        "大米 * 2 + 油",
        "大米两袋\n食用油一桶",
        "大米X２、食用油",
    ],
)
def test_goods_are_read_however_they_are_written(text: str) -> None:
    prices = PRICES if "油" not in text.replace("食用油", "") else PRICES | {"油": 6_000}
    assert worth(text, prices) == 22_000


def test_a_thing_whose_name_holds_a_number_is_found_before_one_whose_name_begins_so() -> None:
    assert portions("10kg大米×2、大米2", PRICES) == (Portion("10kg大米", 2), Portion("大米", 2))


def test_what_is_said_twice_is_summed_and_none_of_a_thing_is_nothing() -> None:
    assert told(portions("大米×1、大米×2、棉被×0", PRICES)) == "大米×3"
    assert told(portions("", PRICES)) is None


def test_a_thing_that_is_no_item_is_kept_with_its_number_and_has_no_worth() -> None:
    assert portions("春联3副、大礼包", PRICES) == (Portion("春联", 3), Portion("大礼包", 1))
    assert unpriced("大米×2、大礼包", PRICES) == ("大礼包",)
    assert worth("大米×2、大礼包", PRICES) is None


@given(given_things)
def test_what_is_told_reads_as_the_same(things: dict[str, int]) -> None:
    found = tuple(Portion(name, count) for name, count in things.items())
    assert portions(told(found) or "", things) == found


@given(given_things, st.dictionaries(names, st.integers(0, 10**7), max_size=5))
def test_the_worth_is_the_sum_of_the_prices_or_unknown(things: dict[str, int], others: dict[str, int]) -> None:
    prices = others | {name: len(name) * 100 for name in things}
    text = told(Portion(name, count) for name, count in things.items()) or ""
    assert worth(text, prices) == sum(prices[name] * count for name, count in things.items())


@given(st.text(max_size=40), given_things)
def test_no_text_is_too_odd_to_read(text: str, things: dict[str, int]) -> None:
    once = told(portions(text, things)) or ""
    assert worth(text, things) == worth(once, things) or unpriced(text, things)
