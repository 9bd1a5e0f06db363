"""Tidying what people type: full-width forms, stray blanks, kinds of dots and dashes."""

import re
import unicodedata

_WIDTHS = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xA0: 0x20}
_INVISIBLE = dict.fromkeys(
    [0xFEFF, 0x200B, 0x200C, 0x200D, 0x2060, 0xAD, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
)
_CONTROL = dict.fromkeys([*range(9), *range(0x0E, 0x1C), *range(0x7F, 0x85), *range(0x86, 0xA0), 0xFFFE, 0xFFFF])
"""What no workbook can hold."""

_UNSEEN = _INVISIBLE | _CONTROL

_NARROWED = {**_WIDTHS, **_INVISIBLE}
_PARTED = re.compile(r"\d\s+\d")
_COMPOSABLE = re.compile("[^\uf900-\ufaff\U0002f800-\U0002fa1f]+")
"""All but compatibility ideographs: composing would replace them, and those stand in people's names."""

_DOTS = str.maketrans(dict.fromkeys("•‧・．.∙⋅●", "·"))

NOTHING = frozenset({"", "-", "--", "—", "——", "/", "\\", "无", "没有", "空", "暂无", "n/a", "na", "none", "null"})
"""What clerks write into a cell to say that there is nothing."""

_BEGINNINGS = frozenset(word[:1] for word in NOTHING)
_LONGEST_NOTHING = 8  # the words above with blanks between their characters


def half_width(text: str) -> str:
    """Full-width letters, digits, punctuation and blanks as half-width; Chinese characters stay as they are.

    NFKC would do the same but also replaces compatibility ideographs.

    >>> half_width("３２１Ｘ　（ａ）")
    '321X (a)'
    """
    return text if text.isascii() else text.translate(_NARROWED)


def tidy(text: str) -> str:
    r"""One line, composed, with single blanks and none at the ends; Chinese punctuation stays full-width.

    >>> tidy("  镇江　新区\n总工会 ")
    '镇江 新区 总工会'
    """
    seen = text.translate(_UNSEEN)
    if not unicodedata.is_normalized("NFC", seen):
        seen = _COMPOSABLE.sub(_composed, seen)
    return " ".join(seen.split())


def _composed(part: re.Match[str]) -> str:
    return unicodedata.normalize("NFC", part[0])


def squeeze(text: str) -> str:
    """Half-width and without any blank: for numbers, codes and headings.

    >>> squeeze(" 321181 1963 0218 ９４６７")
    '321181196302189467'
    """
    return "".join(half_width(text).split())


def split_number(text: str) -> bool:
    """Whether a blank parts two digits: two numbers in one cell, which squeezing would make one.

    >>> split_number("600 700"), split_number(" 600 元")
    (True, False)
    """
    return _PARTED.search(text) is not None


def is_nothing(text: str) -> bool:
    """Whether the text says that there is nothing.

    >>> is_nothing(" 无 "), is_nothing("０")
    (True, False)
    """
    first = text[:1]
    if first not in _BEGINNINGS and ("0" <= first <= "9" or "\u4e00" <= first <= "\u9fff"):
        return False
    return len(text.strip()) <= _LONGEST_NOTHING and squeeze(text).lower() in NOTHING


def is_blank(text: str) -> bool:
    """Whether there is nothing to see in the text.

    >>> is_blank(" \u3000\u200b"), is_blank("－")
    (True, False)
    """
    return not text or not (text[0].isalnum() or squeeze(text))


def middle_dots(text: str) -> str:
    """The dots of a minority name as U+00B7, which is what registration asks for (reference: domain §7.6)."""
    return text.translate(_DOTS)
