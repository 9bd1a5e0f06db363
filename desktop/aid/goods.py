"""Goods in words, as “大米×2、食用油×1”, against the items of an activity, and what they are worth."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from desktop.base.text import half_width, squeeze

BETWEEN, TIMES = "、", "×"
"""What stands between two things that are given, and before how many of one."""

_PARTS = re.compile(r"[、，,;；+＋\n]+")
_SIGNS = "×xX*＊✕"
_MEASURE = r"(?:公斤|千克|kg|KG|[个只袋桶箱瓶份条盒件床套斤罐包提壶张台把支双副])?"
_COUNT = r"(?P<count>\d{1,6}|[一二两三四五六七八九十])"
_REST = re.compile(rf"[（(]?[{_SIGNS}]?{_COUNT}{_MEASURE}[)）]?")
_BEHIND = re.compile(
    rf"(?P<name>.*[^\d{_SIGNS}（(])(?:[（(]?[{_SIGNS}]{_COUNT}{_MEASURE}[)）]?|[（(]?(?P<plain>\d{{1,6}}){_MEASURE}[)）]?)"
)
_NUMERALS = {"两": 2} | {numeral: number for number, numeral in enumerate("一二三四五六七八九十", 1)}


class Portion(NamedTuple):
    """So many of a thing."""

    name: str
    number: int


def portions(text: str, names: Iterable[str] = ()) -> tuple[Portion, ...]:
    """What a text says is given; things that are listed are found however the text writes them.

    A thing without a number is one; what is said twice is summed.

    >>> portions("大米2袋，油 x1", ["大米", "油"])
    (Portion(name='大米', number=2), Portion(name='油', number=1))
    """
    known = sorted(((_plain(name), name) for name in names), key=lambda pair: -len(pair[0]))
    found: dict[str, int] = {}
    for part in _PARTS.split(text):
        if word := _plain(part):
            name, count = _portion(word, known)
            found[name] = found.get(name, 0) + count
    return tuple(Portion(name, count) for name, count in found.items() if count)


def _plain(text: str) -> str:
    return squeeze(half_width(text))


def _portion(word: str, known: Iterable[tuple[str, str]]) -> Portion:
    for plain, name in known:
        if plain and word.startswith(plain):
            rest = word.removeprefix(plain)
            if not rest:
                return Portion(name, 1)
            if match := _REST.fullmatch(rest):
                return Portion(name, _number(match["count"]))
    if match := _BEHIND.fullmatch(word):
        return Portion(match["name"], _number(match["count"] or match["plain"]))
    return Portion(word, 1)


def _number(text: str) -> int:
    return _NUMERALS.get(text) or int(text)


def told(given: Iterable[Portion]) -> str | None:
    """The text of what is given; None where it is nothing.

    >>> told([Portion("大米", 2), Portion("食用油", 1)])
    '大米×2、食用油×1'
    """
    return BETWEEN.join(f"{one.name}{TIMES}{one.number}" for one in given) or None


def unpriced(text: str, prices: Mapping[str, int]) -> tuple[str, ...]:
    """The things in a text that no item of the activity is."""
    return tuple(one.name for one in portions(text, prices) if one.name not in prices)


def worth(text: str, prices: Mapping[str, int]) -> int | None:
    """What the things in a text cost together, fen; None where one of them has no price.

    >>> worth("大米×2、食用油", {"大米": 5000, "食用油": 6000})
    16000
    """
    given = portions(text, prices)
    if any(one.name not in prices for one in given):
        return None
    return sum(prices[one.name] * one.number for one in given)


def is_name(text: str) -> bool:
    """Whether a thing can be called so: what separates things or counts them can't stand in its name.

    >>> is_name("大米"), is_name("米、油"), is_name("大米×2")
    (True, False, False)
    """
    plain = _plain(text)
    return bool(plain) and not _PARTS.search(plain) and TIMES not in plain
