"""What one heading says by itself: of whom, and which field."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from desktop.base.text import squeeze
from desktop.exchange.units import is_unit
from desktop.exchange.words import plain, words

_NUMERALS = "一二三四五六七八九十"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
_NUMBER = rf"\d{{1,2}}|十[{_NUMERALS[:9]}]?|[{_NUMERALS[:9]}]|[{_CIRCLED}]"
_BRACKETED = re.compile(rf"[(（]({_NUMBER})[)）]")
_AT_END = re.compile(rf"(?P<field>.+?)(?P<number>{_NUMBER})")
_PERIOD = re.compile(r"[/每按(]([年月])(?=$|[)/,、均计度])")


class Who(StrEnum):
    """Of whom a heading speaks."""

    UNSAID = "unsaid"
    APPLICANT = "applicant"
    MEMBER = "member"
    HOUSEHOLD = "household"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Sign:
    """What a heading means.

    Attributes:
        member: what tells this member from the others, such as 1 or 配偶; empty where nothing does.
        relation: the relation that the heading names, such as 配偶.
        grouped: whether another heading above it said of whom.
    """

    who: Who
    field: str = ""
    member: str = ""
    relation: str = ""
    grouped: bool = False


@lru_cache(maxsize=8192)
def read_heading(path: tuple[str, ...]) -> Sign | None:
    """The meaning of a column whose headings from the top down are these; None where it isn't known.

    >>> read_heading(("家庭成员二", "身份证号码"))
    Sign(who=<Who.MEMBER: 'member'>, field='resident_id', member='2', relation='', grouped=True)
    """
    path = tuple(text for text in path if not is_unit(text))
    if not path:
        return None
    leaf = _with_period(plain(_bare_numbers(path[-1])), path)
    group = _group_over(path[:-1])
    if len(path) > 1 and (sign := _whose_field(leaf, plain(_bare_numbers(path[-2])))):
        return sign
    if group and group.who is Who.MEMBER:
        return _in_member(leaf, group)
    if group and (field := words().person.get(leaf)):
        return Sign(Who.APPLICANT, field, grouped=True)
    if leaf.startswith(words().member):  # 成员备注: a field's label that says of whom it is
        return _flat(leaf) or _exact(leaf) or _alone(leaf)
    return _exact(leaf) or _flat(leaf) or _alone(leaf)


def _bare_numbers(text: str) -> str:
    return _BRACKETED.sub(r"\1", text)


def _with_period(leaf: str, path: tuple[str, ...]) -> str:
    """收入 under or beside 元/月 is 月收入; where nothing says the period, an income stays without."""
    if "收入" not in leaf or "年" in leaf or "月" in leaf:
        return leaf
    found = (match for text in reversed(path) if (match := _PERIOD.search(squeeze(text))))
    match = next(found, None)
    return match[1] + leaf if match else leaf


def _whose_field(leaf: str, above: str) -> Sign | None:
    """A field over the persons it is told of, such as 联系电话 over 本人 and 配偶."""
    field = words().person.get(above)
    whose = _group(leaf) if field and field != "name" else None
    return Sign(whose.who, field or "", whose.member, whose.relation, grouped=True) if whose else None


def _group_over(groups: tuple[str, ...]) -> Sign | None:
    """The nearest heading above that says of whom; one that tells members apart before one that doesn't."""
    found = [sign for text in reversed(groups) if (sign := _group(plain(_bare_numbers(text))))]
    return next((sign for sign in found if sign.member), found[0] if found else None)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A member's word with a number, and the same before a field."""
    some, certain = "|".join(words().member), "|".join(words().relations)
    ordinal = rf"(?:第?(?P<first>{_NUMBER})[个位名]?)?"
    group = rf"{ordinal}(?:(?P<some>{some})|(?P<certain>{certain}))(?P<number>{_NUMBER})?"
    return re.compile(group), re.compile(rf"{group}[的/]?(?P<field>.+)")


def _group(text: str) -> Sign | None:
    for tail in words().tails:
        text = text.removesuffix(tail)
    if text in words().applicant:
        return Sign(Who.APPLICANT)
    match = _patterns()[0].fullmatch(text)
    return _member(match) if match else None


def _member(match: re.Match[str]) -> Sign:
    number, relation = _digits(match["first"] or match["number"]), match["certain"] or ""
    return Sign(Who.MEMBER, member=relation + number, relation=relation)


def _digits(number: str | None) -> str:
    if not number or number.isascii():
        return (number or "").lstrip("0")
    if number in _CIRCLED:
        return str(_CIRCLED.index(number) + 1)
    return str(sum(_NUMERALS.index(char) + 1 for char in number))


def _in_member(leaf: str, group: Sign) -> Sign | None:
    field = _person_field(leaf)
    if field:
        return Sign(Who.MEMBER, field, group.member, group.relation, grouped=True)
    sign = _flat(leaf)
    return sign if sign and sign.who is Who.MEMBER else None


def says_whose_income(path: tuple[str, ...]) -> bool:
    """Whether a heading of the household's income says that it is the household's."""
    return plain(path[-1]) not in words().unsaid_income or any("家" in text or "户" in text for text in path)


def _person_field(leaf: str) -> str | None:
    """A field of a member; what is the household's of the applicant, such as the employer, is a member's own."""
    return words().person.get(leaf) or words().member_fields.get(words().household.get(leaf, ""))


def _exact(leaf: str) -> Sign | None:
    known = words()
    if leaf in known.ignored:
        return Sign(Who.NOBODY)
    if field := known.person.get(leaf):
        return Sign(Who.UNSAID, field)
    if field := known.household.get(leaf):
        return Sign(Who.HOUSEHOLD, field)
    return Sign(Who.NOBODY) if leaf in known.household_numbers | known.line_numbers else None


def _flat(leaf: str) -> Sign | None:
    """A heading that holds both, such as 户主姓名, 家庭成员1姓名, 成员姓名1, 配偶身份证号 or 姓名1."""
    for word in words().applicant:
        rest = leaf.removeprefix(word)
        if rest != leaf and (sign := _exact(rest)) and sign.field and rest not in words().unsaid_income:
            return sign if sign.who is Who.HOUSEHOLD else Sign(Who.APPLICANT, sign.field)
    match = _patterns()[1].fullmatch(leaf)
    if match:
        return _flat_member(_member(match), match["field"])
    match = _AT_END.fullmatch(leaf)
    field = words().person.get(match["field"]) if match else None
    return Sign(Who.MEMBER, field, _digits(match["number"])) if match and field else None


def _flat_member(whose: Sign, rest: str) -> Sign | None:
    if field := _person_field(rest):
        return Sign(Who.MEMBER, field, whose.member, whose.relation)
    match = _AT_END.fullmatch(rest)
    field = _person_field(match["field"]) if match else None
    if not match or not field:
        return None
    return Sign(Who.MEMBER, field, whose.relation + _digits(match["number"]), whose.relation)


def _alone(leaf: str) -> Sign | None:
    """A bare word for a person, which stands for the name."""
    sign = _group(leaf)
    return Sign(sign.who, "name", sign.member, sign.relation) if sign else None
