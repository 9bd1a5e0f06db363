"""People's names: tidied, and found by pinyin."""

import os
import re
import unicodedata
from functools import lru_cache

from desktop.base.findings import Reading, doubt, refusal
from desktop.base.text import half_width, middle_dots, tidy

_LONGEST = 50
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_COMMON = re.compile(f"[\u4e00-\u9fff]{{1,{_LONGEST}}}")
_PLAIN = re.compile(r"[㐀-\U0003ffff·〇]+|[A-Za-z][A-Za-z .'·-]*")


def read_name(raw: object) -> Reading[str]:
    """A person's name: no blanks inside a Chinese one, minority dots as U+00B7, rare characters kept (domain §7.6).

    >>> read_name("陈　思洋").value, read_name("阿依古丽•买买提").value
    ('陈思洋', '阿依古丽·买买提')
    """
    if isinstance(raw, str) and _COMMON.fullmatch(raw):
        return Reading(raw)
    text = half_width(tidy(str(raw)))
    if _is_chinese(text):
        text = middle_dots(text.replace(" ", "")).replace("0", "〇")
    if len(text) > _LONGEST:
        return refusal("name", f"姓名有 {len(text)} 个字，超过 {_LONGEST} 个，请核对。")
    if _PRIVATE.search(text) or "?" in text or "□" in text or "\ufffd" in text:
        return refusal("name_character", f"姓名“{text}”里有打不出的字，请用身份证上的字重新录入。")
    if not _PLAIN.fullmatch(text):
        return Reading(text, (doubt("name", f"姓名“{text}”里有不像姓名的字符，请核对。"),))
    return Reading(text)


def _is_chinese(text: str) -> bool:
    return any(unicodedata.name(char, "").startswith("CJK") for char in text)


@lru_cache(maxsize=32768)
def _sound(char: str) -> str:
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")  # 40 MB of words, of which single characters need none
    from pypinyin import lazy_pinyin  # noqa: PLC0415  (a large dictionary; needed on writing only)

    return "".join(lazy_pinyin(char, errors="ignore")) if char >= "\u3400" else char.lower()


_SURNAMES = {
    pair[0]: pair[1:]
    for pair in (
        "单shan 解xie 仇qiu 区ou 查zha 曾zeng 朴piao 尉yu 盖ge 翟zhai 乐yue 员yun 纪ji 任ren 华hua 覃qin 种chong "
        "折she 召shao 缪miao 宁ning 长zhang 万wan 洗xian 繁po 黑he 秘bi 冼xian 郇huan 令ling 那na 卜bu 祭zhai"
    ).split()
}
"""Characters that sound otherwise as a surname than alone."""


def sounds(name: str) -> tuple[str, ...]:
    """The syllable of each character of a name, a surname in its surname reading.

    >>> sounds("单晓明")
    ('shan', 'xiao', 'ming')
    """
    syllables = [_sound(char) for char in name]
    if name[:1] in _SURNAMES:
        syllables[0] = _SURNAMES[name[0]]
    return tuple(one for one in syllables if one.strip())


def pinyin_key(name: str) -> str:
    """Initials and full spelling, for the search column.

    >>> pinyin_key("张晓明")
    'zxm zhangxiaoming'
    """
    syllables = [one for one in sounds(name) if one.isascii() and one.isalnum()]
    return "".join(one[0] for one in syllables) + " " + "".join(syllables)


def sort_key(name: str) -> str:
    """Spelling with the name behind it, by which lists sort."""
    return " ".join(sounds(name)) + " " + name
