"""The sheets about aid that go up: who was paid, asked or was visited, line by line."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlite_utils import Database

from desktop.aid.request import Request, RequestState
from desktop.aid.request_facts import FACTS
from desktop.base.fields import Kind, fields_of
from desktop.exchange.calling import Calling
from desktop.exchange.sheet_layouts import Layout
from desktop.exchange.sheet_values import SUM
from desktop.exchange.sheet_values_aid import AidLine, kind_of, value_of
from desktop.exchange.writing import Total
from desktop.office.request_values import refreshed
from desktop.office.sheet_kinds import Asked, SheetKind
from desktop.office.sheet_rows import Row
from desktop.policy.aid_standards import RequestForm
from desktop.policy.standards import Policy
from desktop.store import aid_lines, aid_sums, households, requests
from desktop.store.aid_lines import Lines, Span

SUBTOTAL = "小计"
_CODES = {field.name: field.codes for form in FACTS.values() for field in fields_of(form)}
"""The code lists of facts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a sheet about aid is made of: its layout, what was asked, and what was in force when its time ended."""

    db: Database
    kind: SheetKind
    layout: Layout
    asked: Asked
    policy: Policy
    calling: Calling

    @property
    def span(self) -> Span:
        """The days that the sheet is of."""
        return Span(*self.asked.span(self.kind.per))

    @property
    def year(self) -> Span:
        """The days from the year's beginning to the end of the sheet's time."""
        return Span(dt.date(self.asked.year, 1, 1), self.span.ends)

    def programmes(self, form: RequestForm) -> list[str]:
        """The programmes that are asked for by this form."""
        return [name for name, rule in self.policy.programmes.items() if rule.form == form]


@dataclass(frozen=True, slots=True, kw_only=True)
class AidSheet:
    """A sheet about aid.

    Attributes:
        count: how many records stand on it.
        rows: makes its lines, none of these files.
        households: the files of which persons are named on it.
    """

    kinds: Mapping[str, Kind]
    count: Callable[[], int]
    rows: Callable[[Collection[int]], list[Row]]
    households: Callable[[], list[int]] = list


def by_line(wanted: Wanted) -> AidSheet:
    """A sheet with a line for each payment, application or recipient."""
    make, reader = _LINES[wanted.kind.layout or wanted.kind.name]
    lines, numbers = make(wanted), wanted.asked.numbers
    return AidSheet(
        kinds={one.of: kind_of(one.of) for one in wanted.layout.entries},
        count=lambda: aid_lines.count(wanted.db, lines, numbers),
        rows=lambda without: list(_rows(wanted, reader(wanted, aid_lines.read(wanted.db, lines, numbers, without)))),
        households=lambda: aid_lines.households(wanted.db, lines, numbers),
    )


def _rows(wanted: Wanted, lines: Iterator[AidLine]) -> Iterator[Row]:
    """The lines, with a sum of all below them, and one of those that stand together where the layout says so."""
    layout = wanted.layout
    values = [value_of(one.of) for one in layout.entries]
    facts = layout.more.get("together", ())
    whole = _Sum(layout, SUM)
    for _, together in groupby(lines, key=lambda line: [line.facts.get(name) for name in facts]):
        part = _Sum(layout, SUBTOTAL)
        for line in together:
            row = tuple(value(line) for value in values)
            whole.add(row)
            part.add(row)
            yield row
        if facts:
            yield part.line()
    if layout.sums and whole.count:
        yield whole.line()


class _Sum:
    """The sums of some lines."""

    def __init__(self, layout: Layout, label: str) -> None:
        self._label = label
        self._sums = {place: 0 for place, one in enumerate(layout.entries) if one.of in layout.sums}
        self._counted, self._measure = layout.more.get("counted", ("", ""))
        self._words = [one.of for one in layout.entries]
        self.count = 0

    def add(self, row: Row) -> None:
        """Count one more line."""
        self.count += 1
        for place in self._sums:
            cell = row[place]
            self._sums[place] += cell if isinstance(cell, int) else 0

    def line(self) -> Total:
        """The sums as a line of the sheet."""
        counted = f"{self.count} {self._measure}"
        cells = (counted if word == self._counted else self._sums.get(at) for at, word in enumerate(self._words))
        return Total((self._label, *list(cells)[1:]))


def _plain(wanted: Wanted, found: Iterator[dict[str, Any]]) -> Iterator[AidLine]:
    for number, row in enumerate(found, 1):
        yield AidLine(number=number, values=row, calling=wanted.calling)


def _of_requests(wanted: Wanted, found: Iterator[dict[str, Any]]) -> Iterator[AidLine]:
    """The lines of applications; one that waits for a decision is as its file says now."""
    lines = list(found)
    every = requests.many(wanted.db, [line["id"] for line in lines])
    waiting = {one.household for one in every if one.household and one.state is RequestState.OPEN}
    homes = {home.id: home for home in households.many(wanted.db, waiting)}
    for number, (line, one) in enumerate(_together(wanted, zip(lines, every, strict=True)), 1):
        now = refreshed(one, homes.get(one.household or 0)) if one.state is RequestState.OPEN else one
        said = {each.name: getattr(now, each.name) for each in fields_of(Request)}
        yield AidLine(number=number, values={**said, **line}, facts=one.facts, calling=wanted.calling)


def _together(wanted: Wanted, found: Iterable[tuple[dict[str, Any], Request]]) -> list[tuple[dict[str, Any], Request]]:
    """Those side by side that agree in the facts that the layout names, in the order of their lists."""
    names = wanted.layout.more.get("together", ())
    ranks = [{label: at for at, label in enumerate(wanted.policy.labels(_CODES.get(name, "")))} for name in names]

    def place(one: tuple[dict[str, Any], Request]) -> list[tuple[int, str]]:
        said = [str(one[1].facts.get(name) or "") for name in names]
        return [(rank.get(value, len(rank)), value) for rank, value in zip(ranks, said, strict=True)]

    return sorted(found, key=place)


def _of_form(form: RequestForm) -> Callable[[Wanted], Lines]:
    return lambda wanted: aid_lines.asked(wanted.programmes(form), wanted.asked.year)


def _regular(wanted: Wanted) -> Lines:
    """What is paid to files without an application and not in an activity (reference: domain §2.2)."""
    paid = [programme for (programme,) in aid_sums.tallies(wanted.db, wanted.span, "programme")]
    rules = map(wanted.policy.programme, paid)
    return aid_lines.paid(wanted.span, [rule.name for rule in rules if not rule.form and not rule.visits])


_Maker = Callable[[Wanted], Lines]
_Reader = Callable[[Wanted, Iterator[dict[str, Any]]], Iterator[AidLine]]
_LINES: Mapping[str, tuple[_Maker, _Reader]] = {
    "payments": (lambda wanted: aid_lines.paid(wanted.span, came_back=True), _plain),
    "quarter-roster": (_regular, _plain),
    "school": (_of_form(RequestForm.SCHOOL), _of_requests),
    "jobs": (_of_form(RequestForm.JOB), _of_requests),
    "waivers": (_of_form(RequestForm.WAIVER), _of_requests),
    "warmth-roster": (lambda wanted: aid_lines.given(wanted.layout.more["activities"], wanted.asked.year), _plain),
}
