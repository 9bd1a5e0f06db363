"""What is due, a line a thing: of files, of aid, of pilots."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from desktop.base.changes import Noun
from desktop.base.listing import Query
from desktop.office.matter_lists import MEASURE
from desktop.office.matters import Reminder
from desktop.office.overview import Figure

_ROLES = {"bad": "figure-bad", "warn": "figure-warn", "keep": "figure-muted"}


class Due(NamedTuple):
    """How many of what wait for what.

    Attributes:
        many: how many.
        heard: what a screen reader says.
        role: of the count and of the name.
        query: the list of them; None for the pairs that may be one person each.
        quiet: the matter that can be made quiet, and what that does.
    """

    many: int
    unit: str
    name: str
    phrase: str
    heard: str
    role: tuple[str, str] = ("figure", "strong")
    query: Query | None = None
    quiet: tuple[str, str] | None = None


def of_reminders(reminders: Iterable[Reminder], noun: Noun) -> Sequence[Due]:
    """What records of a list wait for, that which is new first."""
    return [_reminded(one) for one in sorted(reminders, key=lambda one: one.fresh == 0) if one.noun is noun]


def of_twins(count: int) -> Iterator[Due]:
    """How many pairs may be one person each."""
    if count:
        phrase = "可能是同一个人，请确认"
        yield Due(count, "对", "可能重复", phrase, f"可能重复 {count:,} 对：{phrase}")


def of_figures(figures: Iterable[Figure]) -> Sequence[Due]:
    """What waits, by figures that open it."""
    return [
        Due(
            one.value,
            one.unit,
            one.label,
            one.note,
            f"{one.label} {one.value:,} {one.unit}：{one.note}",
            query=one.query,
        )
        for one in figures
    ]


def _reminded(one: Reminder) -> Due:
    unit, matter = MEASURE[one.noun], one.matter
    known = f"，其中 {one.known:,} {unit}已知晓" if one.known else ""
    tip = f"知道了：这 {one.fresh:,} {unit}暂不提醒，到下一次再提醒；仍留在列表里"
    return Due(
        one.fresh or one.known,
        unit,
        matter.label,
        _phrase(one, unit),
        f"{matter.label} {one.fresh + one.known:,} {unit}{known}：{matter.phrase}",
        (_ROLES.get(matter.level, "figure"), "strong") if one.fresh else ("muted", "muted"),
        Query(noun=one.noun, matter=matter.name, ranked=True),
        (matter.name, tip) if one.fresh else None,
    )


def _phrase(one: Reminder, unit: str) -> str:
    if not one.fresh:
        return "都已知晓"
    return f"另有 {one.known:,} {unit}已知晓" if one.known else one.matter.phrase
