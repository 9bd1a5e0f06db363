"""What speaks for and against two persons' being one: signs are added up, each with its weight and its words.

Only a like name or the very same ID may lead to a question, for a family shares its address, its telephone and much of
its IDs (reference: domain §1.5).
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from operator import ne
from typing import NamedTuple

from desktop.cases.traces import Seen

MOST = 100
"""The score of the very same person."""

ASK = 60
"""The score from which a clerk is asked."""


class _Sign(NamedTuple):
    """What one comparison says: points for or against, and the words for it; none where nobody need hear of it."""

    weight: int
    reason: str = ""


# A like name alone never asks: many people share one. With it, one full agreement does (40 + 20); less than that needs
# two. Against two IDs that differ, it takes two full agreements beside the name (40 + 30 + 20 - 30).
_NOTHING = _Sign(0)
_NAME_SAME = _Sign(40, "姓名相同")
_NAME_SOUND = _Sign(30, "姓名读音相同")
_NAME_SLIP = _Sign(25, "姓名一字之差")
_ID_SAME = _Sign(MOST, "身份证号相同")
_ID_SLIP = _Sign(45, "身份证号一位之差或相邻两位颠倒")
_ID_OTHER = _Sign(-30)
_BIRTH_SAME = _Sign(30, "出生日期相同")
_BIRTH_SWAPPED = _Sign(24, "出生日期月日颠倒")
_BIRTH_MONTH = _Sign(15, "出生年月相同")  # with a like name not enough: two of one name in one month are no wonder
_BIRTH_OTHER = _Sign(-30)
_PHONE_SAME = _Sign(30, "手机号相同")
_PHONE_SLIP = _Sign(15, "手机号一位之差")
_ADDRESS_SAME = _Sign(20, "住址相同")
_ADDRESS_COARSE = _Sign(10, "住址相同")  # without a house number: half a village has it
_ADDRESS_NEAR = _Sign(10, "住址相近")
_SEX_OTHER = _Sign(-20)

_LIKE_NAMES = frozenset({_NAME_SAME, _NAME_SOUND, _NAME_SLIP})
_SHORTEST_SLIP = 3
"""The longer of two names that one character parts has so many; two short ones share no more than the surname."""

_SWAPPED = 2
"""The places in which two numbers differ of which one has two neighbours swapped."""

_CHECKED = 17
"""The digits of an ID before its check digit."""

_APART = (slice(6, 11), slice(12, _CHECKED))
"""Two parts of an ID of which one slip, of a digit or two neighbours, spares at least one."""

_LETTERS_ALIKE, _FEWEST_LETTERS = 0.8, 4
"""The share of the shorter address's characters that a near one has too, and how many there must be to say so."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two persons are.

    Attributes:
        score: 0 to 100; a clerk is asked from ``ASK``.
        reasons: what agrees, in a clerk's words.
        same: whether they have the very same ID.
    """

    score: int
    reasons: tuple[str, ...]
    same: bool


def compared(one: Seen, other: Seen) -> Likeness:
    """How alike two persons are, and why; the order of the two doesn't matter."""
    name = _name(one, other)
    number = _numbers(one, other, name)
    birth = _birth(one, other)
    signs = (number, name, birth, _phone(one, other), _address(one, other), _sex(one, other))
    score = max(0, min(_sum(signs, number), MOST if _may_ask(name, number, birth) else ASK - 1))
    reasons = (_words(one, other) if sign is _NAME_SOUND else sign.reason for sign in signs if sign.reason)
    return Likeness(score, tuple(reasons), number is _ID_SAME)


def grounds(one: Seen) -> frozenset[str]:
    """Of which two persons of one sound, both with an ID, share one if a clerk is to be asked about them.

    Of a like name and two IDs that differ by more than a slip, which leave 10 points, neither birth nor phone agrees in
    full (at most 24 + 15), and a house number that would do the rest (20) isn't the same.
    """
    number = [f"i{place}{one.number[part]}" for place, part in enumerate(_APART)]
    house = [f"h{' '.join(one.figures)}"] if one.figures else []
    births = (f"b{day:%Y%m%d}" for day in one.births)
    return frozenset((*number, *house, *births, *(f"p{phone}" for phone in one.phones)))


def _sum(signs: Sequence[_Sign], number: _Sign) -> int:
    """All points; of a birth or sex that the ID tells too, the slip in it is no second sign against."""
    if number is _ID_SAME:
        return MOST
    if number is _ID_SLIP:
        return sum(sign.weight for sign in signs if sign.weight > 0)
    if number is _ID_OTHER:
        return sum(sign.weight for sign in signs if sign is not _BIRTH_OTHER)
    return sum(sign.weight for sign in signs)


def _may_ask(name: _Sign, number: _Sign, birth: _Sign) -> bool:
    """Whether any score may ask; names parted by one character are those of siblings, often of twins."""
    if number is _ID_SAME:
        return True
    if name is _NAME_SLIP:
        return birth is _BIRTH_SAME and number is not _ID_OTHER
    return name in _LIKE_NAMES


def _words(one: Seen, other: Seen) -> str:
    return f"{_NAME_SOUND.reason}（{'／'.join(sorted((one.name, other.name)))}）"


def _name(one: Seen, other: Seen) -> _Sign:
    if not one.name or not other.name:
        return _NOTHING
    if one.sound == other.sound:
        return _NAME_SAME if one.name == other.name else _NAME_SOUND
    return _NAME_SLIP if _one_off(one.name, other.name) else _NOTHING


def _one_off(one: str, other: str) -> bool:
    """Whether one character was written wrongly, left out or added."""
    short, long = sorted((one, other), key=len)
    if len(long) < _SHORTEST_SLIP or len(long) - len(short) > 1:
        return False
    if len(long) == len(short):
        return _parted(one, other) == 1
    at = _parting(short, long)
    return short[at:] == long[at + 1 :]


def _parted(one: str, other: str) -> int:
    """In how many places two texts of one length differ."""
    return sum(map(ne, one, other))


def _parting(one: str, other: str) -> int:
    """Where two texts begin to differ."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _numbers(one: Seen, other: Seen, name: _Sign) -> _Sign:
    """What the IDs say. Where a digit slipped, an ID that is right has another check digit: so have those of twins."""
    mine, theirs = one.number, other.number
    if not mine or not theirs:
        return _NOTHING
    if mine == theirs:
        return _ID_SAME
    if _slipped(mine, theirs):
        return _ID_SLIP
    sounds_alike = name is _NAME_SAME or name is _NAME_SOUND
    return _ID_SLIP if sounds_alike and _slipped(mine[:_CHECKED], theirs[:_CHECKED]) else _ID_OTHER


def _slipped(one: str, other: str) -> bool:
    """Whether two numbers of one length differ in one digit or have two neighbours swapped."""
    parted = _parted(one, other)
    if parted != _SWAPPED:
        return parted == 1
    at = _parting(one, other)
    return one[at : at + _SWAPPED] == other[at : at + _SWAPPED][::-1]


def _birth(one: Seen, other: Seen) -> _Sign:
    """What the births say; of one that was given and one on the ID, that which agrees better."""
    return max((_births(*days) for days in product(one.births, other.births)), default=_NOTHING)


def _births(one: dt.date, other: dt.date) -> _Sign:
    if one == other:
        return _BIRTH_SAME
    if one.year != other.year:
        return _BIRTH_OTHER
    if (one.month, one.day) == (other.day, other.month):
        return _BIRTH_SWAPPED
    return _BIRTH_MONTH if one.month == other.month else _BIRTH_OTHER


def _phone(one: Seen, other: Seen) -> _Sign:
    if not one.phones.isdisjoint(other.phones):
        return _PHONE_SAME
    both = product(one.phones, other.phones)
    slip = any(len(mine) == len(theirs) and _parted(mine, theirs) == 1 for mine, theirs in both)
    return _PHONE_SLIP if slip else _NOTHING


def _address(one: Seen, other: Seen) -> _Sign:
    if one.figures != other.figures:
        return _NOTHING
    if one.letters == other.letters:
        return _ADDRESS_SAME if one.figures else _ADDRESS_COARSE if one.letters else _NOTHING
    return _ADDRESS_NEAR if one.figures and _near(set(one.letters), set(other.letters)) else _NOTHING


def _near(one: set[str], other: set[str]) -> bool:
    fewest = min(len(one), len(other))
    return fewest >= _FEWEST_LETTERS and len(one & other) >= _LETTERS_ALIKE * fewest


def _sex(one: Seen, other: Seen) -> _Sign:
    return _SEX_OTHER if one.sex and other.sex and one.sex != other.sex else _NOTHING
