"""The matters that there are, by the list that they narrow."""

from collections.abc import Mapping

from desktop.base.changes import Noun
from desktop.base.matters import Matter
from desktop.cases import matters as cases
from desktop.pilots import matters as pilots

LISTS: Mapping[Noun, tuple[Matter, ...]] = {Noun.CASES: cases.MATTERS, Noun.PILOTS: pilots.MATTERS}
"""By noun, the most urgent first."""

BY_NAME: Mapping[str, Matter] = {one.name: one for found in LISTS.values() for one in found}
"""Every matter; no two nouns have one of the same name."""

NOUN: Mapping[str, Noun] = {one.name: noun for noun, found in LISTS.items() for one in found}
"""The list of each matter."""

MEASURE: Mapping[Noun, str] = {Noun.CASES: "户", Noun.PILOTS: "家"}
"""What a list's records are counted in."""


def names(noun: Noun) -> tuple[str, ...]:
    """What the matters of a noun are called in queries; none where its list can't be narrowed so."""
    return tuple(one.name for one in LISTS.get(noun, ()))
