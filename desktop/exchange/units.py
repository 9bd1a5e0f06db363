"""In what unit a column of money is written, as its headings or a line above the table say."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from desktop.base.money import TIMES
from desktop.base.text import squeeze
from desktop.exchange.reading import Cell

_TIMES = "|".join(sorted(TIMES, key=len, reverse=True))
_OPEN, _CLOSE = r"[(\[【〔{]", r"[)\]】〕}]"
_YUAN = rf"(?:人民币)?(?P<{{0}}>{_TIMES})?元"
_END = rf"(?=$|{_CLOSE}|[/,;、，；每计]|为单位)"
_BEFORE = rf"(?:{_OPEN}|[/:,，、;_|-]|单位|以|按|计)"
_IN_HEADING = re.compile(
    rf"{_BEFORE}{_YUAN.format('said')}{_END}"
    rf"|(?:{_OPEN}|/)(?P<alone>{_TIMES})(?=$|{_CLOSE}|/)"
    rf"|^{_YUAN.format('whole')}{_END}"
    rf"|(?P<tail>{_TIMES})?元(?:/[年月人户])*$"
)
_ABOVE = re.compile(
    rf"单位[:为]?(?:[^:()\d]{{0,6}}[、,/])?{_YUAN.format('said')}(?![\u4e00-\u9fff])"
    rf"|{_OPEN}(?:金额)?[:]?{_YUAN.format('whole')}{_CLOSE}"
)
_HEADS = re.compile(rf"(?:{_OPEN}|[/:,])(?:{_TIMES})[人户家]")
_ONLY_UNIT = re.compile(
    rf"{_OPEN}?(?:金额|计量|货币)?(?:单位)?[:/]?(?:人民币)?(?:{_TIMES})?元(?:/[年月人户])*{_CLOSE}?"
)
_AT_END = re.compile(
    rf"(?<=[^{_TIMES.replace('|', '')}])[/:,_-]?(?:单位)?:?(?:人民币)?(?:{_TIMES})?元(?:/[年月人户])*$"
)


@lru_cache(maxsize=8192)
def unit_of(path: tuple[str, ...]) -> int | None:
    """How many yuan one counts in a column with these headings from the top down; None where they don't say.

    >>> unit_of(("收入情况（万元）", "家庭年收入")), unit_of(("月收入(元)",)), unit_of(("年收入",))
    (10000, 1, None)
    """
    for text in reversed(path):
        if match := _IN_HEADING.search(squeeze(text)):
            return _factor(match)
    return None


def unit_above(rows: Sequence[Iterable[Cell]]) -> int | None:
    """What the lines above a table say of all its amounts, such as “单位：万元”; the lowest that says anything.

    >>> unit_above([["某区台账（万元）", ""], ["填报单位：某区总工会", "单位：千元"]])
    1000
    """
    for row in reversed(rows):
        for cell in row:
            if isinstance(cell, str) and (match := _ABOVE.search(squeeze(cell))):
                return _factor(match)
    return None


def _factor(match: re.Match[str]) -> int:
    return TIMES.get(next(filter(None, match.groupdict().values()), ""), 1)


def is_unit(text: str) -> bool:
    """Whether a heading is nothing but a unit, as where it stands in a cell of its own.

    >>> is_unit("（万元）"), is_unit("年收入（万元）")
    (True, False)
    """
    return _ONLY_UNIT.fullmatch(squeeze(text)) is not None


def without_unit(text: str) -> str:
    """A squeezed heading without the unit at its end.

    >>> without_unit("家庭年收入万元"), without_unit("月收入/元"), without_unit("万元")
    ('家庭年收入', '月收入', '万元')
    """
    return _AT_END.sub("", text)


def counts_many(text: str) -> bool:
    """Whether a heading says that its numbers of heads are counted in more than one.

    >>> counts_many("职工总数（万人）"), counts_many("职工总数（人）")
    (True, False)
    """
    return _HEADS.search(squeeze(text)) is not None
