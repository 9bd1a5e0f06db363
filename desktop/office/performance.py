"""How an office judges its use of a year's money: indicators are data, what it knows of them is counted here."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from desktop.base.fields import Kind, Value
from desktop.cases.steps import Verb
from desktop.exchange.sheet_values import SUM
from desktop.exchange.writing import Total
from desktop.office.sheet_rows import Row
from desktop.office.sheet_rows_aid import AidSheet, Wanted
from desktop.store import aid_sums, lives


class Indicator(NamedTuple):
    """One line: what it stands under, its points of a hundred, its target, and the word for what is done."""

    first: str
    second: str
    name: str
    points: int
    target: str
    of: str


class Done(NamedTuple):
    """What was done: so many of so many in percent, or so many of a measure."""

    part: float
    whole: float | None = None
    measure: str = ""

    @property
    def share(self) -> float | None:
        """The percentage; None where it is none, or one of nothing."""
        return 100 * self.part / self.whole if self.whole else None

    def __str__(self) -> str:
        if self.whole is None:
            return f"{self.part:,.0f} {self.measure}"
        return "" if self.share is None else f"{self.share:.1f}%"


def judged(wanted: Wanted, on_file: Callable[[], Sequence[int]]) -> AidSheet:
    """The sheet by which an office judges itself; ``on_file`` gives the files on file when the year ended."""
    return AidSheet(
        kinds={one.of: Kind.COUNT if one.of == "points" else Kind.TEXT for one in wanted.layout.entries},
        count=lambda: len(_indicators(wanted)) if aid_sums.flows(wanted.db, wanted.span) else 0,
        rows=lambda _: list(_rows(wanted, on_file())),
    )


def _indicators(wanted: Wanted) -> list[Indicator]:
    return [Indicator(*one) for one in wanted.layout.more["indicators"]]


def _rows(wanted: Wanted, on_file: Sequence[int]) -> Iterator[Row]:
    known, points = _known(wanted, on_file), 0
    for one in _indicators(wanted):
        done = known.get(one.of)
        points += one.points
        said = one._asdict() | {"done": str(done) if done else "", "score": score(one, done), "blank": None}
        yield tuple(said[entry.of] or None for entry in wanted.layout.entries)
    sums: dict[str, Value] = {"first": SUM, "points": points}
    yield Total(sums.get(entry.of) for entry in wanted.layout.entries)


def score(one: Indicator, done: Done | None) -> str:
    """The points where target and what was done are percentages; else nothing, for the clerk judges that.

    >>> score(Indicator("", "", "", 10, "100%", ""), Done(1, 3)), score(Indicator("", "", "", 10, "", ""), Done(1, 3))
    ('3.3', '')
    """
    share = done.share if done else None
    if share is None or not one.target.endswith("%"):
        return ""
    tenths = int(10 * one.points * min(share / float(one.target[:-1]), 1) + 0.5)
    return f"{tenths / 10:.1f}"


def _known(wanted: Wanted, on_file: Sequence[int]) -> Mapping[str, Done]:
    """What the office knows, by the words of the indicators."""
    db, span, year = wanted.db, wanted.span, wanted.asked.year
    paid, quality = aid_sums.tallies(db, span)[()], aid_sums.qualities(db, span)
    asked, decided = aid_sums.decided(db, year)
    visited = aid_sums.reached(db, wanted.policy.labels("activity_kind"), year)[()]["heads"]
    homes = paid["households"]
    average = Done(paid["amount"] / homes / 100 if homes else 0, None, "元")
    return {
        "rate": _spent(wanted),
        "households": Done(homes, None, "户"),
        "heads": Done(paid["heads"], None, "人次"),
        "visited": Done(visited, None, "人次"),
        "named": Done(quality["named"], paid["payments"]),
        "banked": Done(quality["banked"], quality["money"]),
        "settled": Done(quality["back"] - quality["open"], quality["back"]),
        "decided": Done(decided, asked),
        "average": average,
        "coverage": Done(aid_sums.helped(db, span, on_file), len(on_file)),
        "lifted": Done(sum(homes for _, homes in lives.stepped(db, Verb.LIFT, *span)), None, "户"),
    }


def _spent(wanted: Wanted) -> Done:
    moved = aid_sums.flows(wanted.db, wanted.span).values()
    had = sum(one["before"] + one["came"] - one["handed"] for one in moved)
    return Done(sum(one["spent"] for one in moved), had)
