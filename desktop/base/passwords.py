"""How good a new password is, as a sentence."""

import math
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

LEAST = 8
"""Characters that a new office password has at least."""

_WEAK, _STRONG = 40, 64  # bits that a guesser of passwords would have to go through
_FEW = 4  # different characters
_POOLS = ((str.islower, 26), (str.isupper, 26), (str.isdigit, 10))
_OTHER = 32


class Level(StrEnum):
    """Whether a password can be taken, and how good it is."""

    SHORT = "short"
    WEAK = "weak"
    FAIR = "fair"
    STRONG = "strong"


class Strength(NamedTuple):
    """A level and the sentence that says what to do."""

    level: Level
    sentence: str


def strength(password: str) -> Strength:
    """The strength of a new password.

    >>> strength("abc").level, strength("20220101").level, strength("春风十里 不如 wo 2022").level
    (<Level.SHORT: 'short'>, <Level.WEAK: 'weak'>, <Level.STRONG: 'strong'>)
    """
    if len(password) < LEAST:
        return Strength(Level.SHORT, f"密码至少 {LEAST} 位，还差 {LEAST - len(password)} 位。")
    if password.isdigit():
        return Strength(Level.WEAK, "较弱：只有数字，容易被试出来，请加上字母或汉字。")
    if len(set(password)) <= _FEW or _runs(password):
        return Strength(Level.WEAK, "较弱：有规律，容易被猜到，请换一个。")
    bits = _bits(password)
    if bits < _WEAK:
        return Strength(Level.WEAK, "较弱：请再长一些，或加上数字、大写字母、符号。")
    if bits < _STRONG:
        return Strength(Level.FAIR, "可以用；再长几位更稳妥。")
    return Strength(Level.STRONG, "很好。请写进密码封存单，锁进保险柜。")


def _runs(password: str) -> bool:
    """Whether most characters are the neighbour of the one before, as in 12345678 or abcdefgh."""
    steps = sum(abs(ord(one) - ord(other)) <= 1 for one, other in pairwise(password))
    return steps * 2 > len(password)


def _bits(password: str) -> float:
    pool = sum(size for fits, size in _POOLS if any(fits(char) for char in password))
    pool += _OTHER if any(not char.isalnum() or not char.isascii() for char in password) else 0
    return len(password) * math.log2(pool)
