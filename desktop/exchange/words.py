"""The words by which ledgers call things, read once from ``resources/layouts/headings.toml``."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from desktop.base.fields import field_of, fields_of
from desktop.base.paths import resources
from desktop.base.text import squeeze
from desktop.cases.household import Household, Person
from desktop.exchange.units import without_unit

_BRACKETS = re.compile(r"[(\[【〔{（][^()\[\]【】〔〕{}（）]*[)\]】〕}）]")
_MARKS = re.compile(r"[*★☆※△▲●#:;,。、·.“”\"'‘’《》<>?!_\\-]")
_ORDINAL = re.compile(r"^(?:\d{1,2}[.、)]|[①-⑳])(?=\D)")


@dataclass(frozen=True, slots=True)
class Words:
    """What the file says, by plain heading.

    Attributes:
        person: heading to field of ``Person``.
        household: heading to field of ``Household``.
        ignored: headings that are known and not taken in.
        household_numbers: headings of numbers that tell households apart.
        line_numbers: headings of running numbers.
        applicant: words for the applicant, the longest first.
        selves: what a relation column says of the applicant.
        unsaid_income: incomes of a year that don't say whose.
        beside: what some headings mean beside a column of the field that they usually mean: by that field, the headings
            and the other field.
        member: words for some member, the longest first.
        member_fields: fields of the household, such as the employer, and what their headings say of a member.
        tails: words that may follow a group's name.
        relations: words for one certain member, the longest first.
        by_sex: words for a relation of either sex, with the words for a man and for a woman.
    """

    person: Mapping[str, str]
    household: Mapping[str, str]
    ignored: frozenset[str]
    household_numbers: frozenset[str]
    line_numbers: frozenset[str]
    applicant: tuple[str, ...]
    selves: frozenset[str]
    unsaid_income: frozenset[str]
    beside: Mapping[str, tuple[frozenset[str], str]]
    member: tuple[str, ...]
    member_fields: Mapping[str, str]
    tails: tuple[str, ...]
    relations: tuple[str, ...]
    by_sex: Mapping[str, tuple[str, str]]


@lru_cache(maxsize=8192)
def plain(heading: str) -> str:
    r"""A heading by its meaning: without blanks, line breaks, brackets, ordinals, marks and units.

    >>> plain("＊ 身份证\n号码（18位）："), plain("（元）")
    ('身份证号码', '元')
    """
    text = _ORDINAL.sub("", squeeze(heading)).lower()
    bare = _MARKS.sub("", without_unit(_BRACKETS.sub("", text)))
    return bare or _MARKS.sub("", text).strip("()[]{}")


@cache
def words() -> Words:
    """The words; ``ValueError`` where the file names a field that no record has or calls two fields alike."""
    with (resources() / "layouts" / "headings.toml").open("rb") as file:
        data = tomllib.load(file)
    contested = {one["second"]: _set(one["headings"]) for one in data["beside"]}
    return Words(
        person=_by_heading(Person, data["person"], contested),
        household=_by_heading(Household, data["household"], contested),
        ignored=_set(data["ignored"]["headings"]),
        household_numbers=_set(data["numbered"]["household"]),
        line_numbers=_set(data["numbered"]["line"]),
        applicant=_longest_first(data["applicant"]["words"]),
        selves=frozenset(squeeze(word) for word in data["applicant"]["self"]),
        unsaid_income=_set(data["applicant"]["unsaid_income"]),
        beside={one["first"]: (contested[one["second"]], one["second"]) for one in data["beside"]},
        member=_longest_first(data["member"]["words"]),
        member_fields=_fields(data["member"]["fields"]),
        tails=_longest_first(data["member"]["tails"]),
        relations=_longest_first(data["member"]["relations"]),
        by_sex={squeeze(word): (man, woman) for man, woman, either in data["member"]["by_sex"] for word in either},
    )


def _by_heading(
    record: type, synonyms: Mapping[str, list[str]], contested: Mapping[str, frozenset[str]]
) -> dict[str, str]:
    found: dict[str, str] = {}
    names = {one.name: one.label for one in fields_of(record)}
    if unknown := set(synonyms) - set(names):
        raise ValueError(f"headings.toml: {record.__name__} has no {sorted(unknown)}")
    for name, label in names.items():
        for heading in (label, *synonyms.get(name, ())):
            if plain(heading) in contested.get(name, ()):
                continue
            if found.setdefault(plain(heading), name) != name:
                raise ValueError(f"headings.toml: {heading} means {found[plain(heading)]} and {name}")
    return found


def _fields(pairs: Mapping[str, str]) -> dict[str, str]:
    return {field_of(Household, name).name: field_of(Person, member).name for name, member in pairs.items()}


def _set(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(plain(text) for text in texts)


def _longest_first(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({plain(text) for text in texts}, key=len, reverse=True))
