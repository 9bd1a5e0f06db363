"""Two persons of different files who may be one, and what the clerk said of them."""

from dataclasses import dataclass

from desktop.cases.matching import Trace, key, pair


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """Somebody who stands in an open file.

    Attributes:
        id: the person's number.
        head: name of the file's applicant.
        position: 0 of the applicant.
    """

    id: int
    household: int
    head: str
    position: int
    relation: str
    trace: Trace

    @property
    def name(self) -> str:
        """The person's name."""
        return self.trace.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Twins:
    """Two who may be one.

    Attributes:
        score, reasons: how alike they are.
        same: whether they have the very same ID.
        answer: whether the clerk said that they are one; None where nobody was asked.
        answered: the number of that answer.
    """

    one: Entered
    other: Entered
    score: int
    reasons: tuple[str, ...]
    same: bool
    answer: bool | None = None
    answered: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a clerk said of two persons, by their keys."""

    id: int
    one: str
    other: str
    same: bool
    day: str
    note: str | None


def keys(one: Trace, other: Trace) -> tuple[str, str]:
    """By which an answer about two persons is kept.

    Two who are known by nothing that tells them apart have one key; the second is marked, so that they can be told
    apart by the clerk.
    """
    mine, theirs = pair(key(one), key(other))
    return (mine, theirs) if mine != theirs else (mine, f"{mine} *")
