"""What waves are called: 首批, 2, 第3批 are read as we write them, so that a name in a ledger finds its wave."""

import re

from desktop.base.text import squeeze

_DIGITS = "零一二三四五六七八九"
_TEN = "十"
_NUMERAL = rf"(?:\d{{1,2}}|[{_DIGITS[1:]}]?{_TEN}[{_DIGITS[1:]}]?|[{_DIGITS[1:]}])"
_WAVE = re.compile(rf"第?({_NUMERAL})批次?")
_ALONE = re.compile(rf"第?({_NUMERAL})(?:\.0)?")
_FIRST = "首批"


def read_numeral(text: str) -> int:
    """A number up to 99 in digits or Chinese numerals; ``ValueError`` for anything else.

    >>> read_numeral("12"), read_numeral("十"), read_numeral("二十三")
    (12, 10, 23)
    """
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.rpartition(_TEN)
    if not text or len(tens) > 1 or len(ones) > 1:
        raise ValueError(text)
    return (_DIGITS.index(tens) if tens else 1) * 10 * bool(ten) + (_DIGITS.index(ones) if ones else 0)


def numeral(number: int) -> str:
    """A number from 1 to 99 in Chinese numerals.

    >>> numeral(4), numeral(10), numeral(21)
    ('四', '十', '二十一')
    """
    tens, ones = divmod(number, 10)
    shown = _DIGITS[ones] if ones else ""
    return f"{_DIGITS[tens] if tens > 1 else ''}{_TEN}{shown}" if tens else shown


def wave_name(text: str) -> str:
    """The name of a wave as we write it: numbers in Chinese numerals, without blanks; other words stay.

    >>> wave_name("首批"), wave_name("第 2 批"), wave_name("3"), wave_name("2022年第1批"), wave_name("示范批")
    ('第一批', '第二批', '第三批', '2022年第一批', '示范批')
    """
    name = squeeze(text).replace(_FIRST, "第1批")
    if alone := _ALONE.fullmatch(name):
        name = f"第{alone[1]}批"
    return _WAVE.sub(lambda found: f"第{numeral(read_numeral(found[1]))}批" if _counts(found[1]) else found[0], name)


def wave_number(text: str) -> int | None:
    """The place among the waves that a name tells; None where it tells none.

    >>> wave_number("第十批"), wave_number("2022年第1批"), wave_number("示范批")
    (10, 1, None)
    """
    found = _WAVE.search(wave_name(text))
    return read_numeral(found[1]) if found else None


def is_plain(text: str) -> bool:
    """Whether a name tells nothing but the number.

    >>> is_plain("第2批"), is_plain("2022年第二批")
    (True, False)
    """
    return _WAVE.fullmatch(wave_name(text)) is not None


def _counts(text: str) -> bool:
    return not text.isdecimal() or int(text) > 0
