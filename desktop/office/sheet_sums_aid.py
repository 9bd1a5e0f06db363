"""The sheets about aid that go up: sums of what was paid, what funds had, and whom activities reached."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from desktop.aid.fund import Source
from desktop.aid.goods import portions
from desktop.base.fields import Kind, Value
from desktop.base.several import BETWEEN
from desktop.exchange.sheet_layouts import OTHERS, Layout
from desktop.exchange.sheet_values import SUM
from desktop.exchange.sheet_values_aid import kind_of_sum
from desktop.exchange.writing import Total
from desktop.office.sheet_rows import Row
from desktop.office.sheet_rows_aid import SUBTOTAL, AidSheet, Wanted
from desktop.policy.aid_standards import RequestForm
from desktop.policy.standards import Policy
from desktop.store import activities, aid_lines, aid_sums
from desktop.store.aid_lines import Span
from desktop.store.aid_sums import flows, reached, tallies

Sums = Mapping[str, Value]
PROJECTS = "产改激励项目"
"""What funds paid for projects of pilots, beside the programmes of aid: money, but no household."""


def summed(wanted: Wanted) -> AidSheet:
    """A sheet of sums."""
    count, rows = _SHEETS[wanted.kind.name]
    return AidSheet(
        kinds={one.of: kind_of_sum(one.of) for one in wanted.layout.entries},
        count=lambda: count(wanted),
        rows=lambda _: list(rows(wanted)),
    )


def share(part: int, whole: int) -> str | None:
    """A share as it is written; None of nothing.

    >>> share(5, 6), share(0, 0)
    ('83.3%', None)
    """
    return f"{part / whole:.1%}" if whole > 0 else None


def _cells(layout: Layout, sums: Sums) -> Row:
    """One line; counts and money that nobody has are 0."""
    empty = {one.of: 0 if kind_of_sum(one.of) is not Kind.TEXT else None for one in layout.entries}
    return tuple({**empty, **sums}[one.of] for one in layout.entries)


def _under(prefix: str, sums: Sums) -> dict[str, Value]:
    return {f"{prefix}.{name}": value for name, value in sums.items()}


def _ranked(policy: Policy) -> Callable[[str], tuple[int, str]]:
    """Programmes in the order of their rows, others behind."""
    order = {one.name: one.rank for one in policy.programmes.values()}
    return lambda name: (order.get(name, len(order) + 100), name)


_SOURCES = {str(one): place for place, one in enumerate(Source)}


# What was paid in a quarter (reference: domain §5.3, Q1)


def _quarterly(wanted: Wanted) -> Iterator[Row]:
    now, since = (tallies(wanted.db, span, "programme", "source") for span in (wanted.span, wanted.year))
    rank = _ranked(wanted.policy)
    for key in sorted(since, key=lambda one: (rank(one[0]), _SOURCES.get(one[1], 0))):
        named: Sums = {"programme": key[0], "source": key[1]}
        yield _cells(wanted.layout, {**named, **_under("now", now.get(key, {})), **_under("all", since[key])})
    spans = wanted.span, wanted.year
    paid, since_then = (aid_sums.outlays(wanted.db, span, "source") for span in spans)
    for (source,), one in sorted(since_then.items(), key=lambda item: _SOURCES.get(item[0][0], 0)):
        now_paid = paid.get((source,), {}).get("amount", 0)
        named = {"programme": PROJECTS, "source": source, "now.amount": now_paid, "all.amount": one["amount"]}
        yield _blank(wanted.layout, named)
    sums = [_under(prefix, _whole(wanted, span)) for prefix, span in zip(("now", "all"), spans, strict=True)]
    yield Total(_cells(wanted.layout, {"programme": SUM, **sums[0], **sums[1]}))


def _whole(wanted: Wanted, span: Span) -> Sums:
    """All that was paid in these days; projects add money, but nobody."""
    whole = tallies(wanted.db, span)[()]
    return {**whole, "amount": whole["amount"] + aid_sums.outlays(wanted.db, span)[()]["amount"]}


def _paid_so_far(wanted: Wanted) -> int:
    return sum(sums(wanted.db, wanted.year)[()]["payments"] for sums in (tallies, aid_sums.outlays))


# What became of a year's money (reference: domain §5.1, Y9)


def _used(wanted: Wanted) -> Iterator[Row]:
    moved, rank = flows(wanted.db, wanted.span), _ranked(wanted.policy)
    by_both = tallies(wanted.db, wanted.span, "source", "programme")
    by_source = tallies(wanted.db, wanted.span, "source")
    outlays = aid_sums.outlays(wanted.db, wanted.span, "source")
    for source in sorted(moved, key=lambda one: _SOURCES.get(one, 0)):
        for programme in sorted((one for of, one in by_both if of == source), key=rank):
            named: Sums = {"source": source, "programme": programme}
            yield _blank(wanted.layout, {**named, **by_both[source, programme]})
        projects = outlays.get((source,), {}).get("amount", 0)
        if projects:
            yield _blank(wanted.layout, {"source": source, "programme": PROJECTS, "amount": projects})
        named = {"source": source, "programme": SUBTOTAL, "rate": _rate(moved[source])}
        paid = by_source.get((source,), {})
        named |= {**paid, "amount": paid.get("amount", 0) + projects}
        yield Total(_cells(wanted.layout, {**named, **moved[source]}))
    names = ("before", "came", "handed", "spent", "left")
    whole = {name: sum(one[name] for one in moved.values()) for name in names}
    sums: Sums = {"source": SUM, "rate": _rate(whole)}
    yield Total(_cells(wanted.layout, {**sums, **_whole(wanted, wanted.span), **whole}))


def _rate(moved: Mapping[str, int]) -> str | None:
    return share(moved["spent"], moved["before"] + moved["came"] - moved["handed"])


def _blank(layout: Layout, sums: Sums) -> Row:
    """A line that says these only: what a fund has is told once, below its source's programmes."""
    return tuple(sums.get(one.of) for one in layout.entries)


# Whom activities reached (reference: domain §5.1, Y7, Y8)


def _rounds(wanted: Wanted) -> Iterator[Row]:
    layout, year = wanted.layout, wanted.asked.year
    kinds = layout.more["activities"]
    found = aid_sums.rounds(wanted.db, kinds, year)
    told = _Reached(wanted, "activity")
    for one in found:
        number = one["id"]
        named: Sums = {"name": one["name"], "rounds": 1, "units": told.units(one), "items": told.items(number)}
        yield _cells(layout, {**named, **told.of(number)})
    whole: Sums = {"name": SUM, "rounds": len(found), "units": sum(told.units(one) for one in found)}
    yield Total(_cells(layout, {**whole, **_Reached(wanted).of()}))


class _Reached:
    """Whom activities reached, each by itself or all together, under the headings of a layout."""

    def __init__(self, wanted: Wanted, *each: str) -> None:
        kinds, year = wanted.layout.more["activities"], wanted.asked.year
        self._db, self._more = wanted.db, wanted.layout.more
        self._whole = reached(wanted.db, kinds, year, *each)
        self._kinds = reached(wanted.db, kinds, year, *each, "kind")
        self._sources = reached(wanted.db, kinds, year, *each, "source")
        self._goods = aid_sums.goods_given(wanted.db, kinds, year)

    def of(self, *key: int) -> dict[str, Value]:
        """The sums of an activity, or of all."""
        whole = self._whole.get(key, {})
        amount = whole.get("cash", 0) + whole.get("goods", 0)
        sums: dict[str, Value] = {**_under("all", whole), **_under("given", whole)}
        sums |= {"given.amount": amount, "raised.amount": amount}
        for name, labels in self._more["sources"].items():
            found = self._among(self._sources, key, labels, self._more["sources"])
            sums[f"{name}.amount"] = sum(one["cash"] + one["goods"] for one in found)
        for name, labels in self._more["kinds"].items():
            found = self._among(self._kinds, key, labels, self._more["kinds"])
            sums |= {f"{name}.{word}": sum(one[word] for one in found) for word in ("households", "heads")}
        return sums

    @staticmethod
    def _among(
        sums: Mapping[tuple[Any, ...], Mapping[str, int]],
        key: tuple[int, ...],
        labels: Collection[str],
        every: Mapping[str, Collection[str]],
    ) -> Sequence[Mapping[str, int]]:
        """Those under one heading; under one without labels all that stand under no other."""
        others = {label for one in every.values() for label in one}
        return [
            found
            for (*start, label), found in sums.items()
            if tuple(start) == key and (label in labels if labels else label not in others)
        ]

    def items(self, activity: int) -> str | None:
        """What was given in an activity, all of a thing together, with its measure."""
        measures = {one.name: one.measure or "" for one in activities.items(self._db, activity)}
        given: Counter[str] = Counter()
        for of, text, times in self._goods:
            if of == activity:
                given.update({one.name: one.number * times for one in portions(text, measures)})
        return BETWEEN.join(f"{name}{number}{measures.get(name, '')}" for name, number in given.items()) or None

    def units(self, activity: Mapping[str, Any]) -> int:
        """How many enterprises an activity called on: as was said, or else those among its recipients."""
        said = activity["units"]
        called = (self._kinds.get((activity["id"], kind), {}).get("recipients", 0) for kind in self._more["called"])
        return sum(called) if said is None else int(said)


def _activities(wanted: Wanted) -> int:
    return len(aid_sums.rounds(wanted.db, wanted.layout.more["activities"], wanted.asked.year))


# What became of graduates (reference: domain §5.1, Y6)


def spread(wanted: Wanted) -> Layout:
    """The layout with a column for each label of its lists; one for none of them only where there are any."""
    lists = {one.codes for one in wanted.layout.entries if one.codes}
    if not lists:
        return wanted.layout
    whole, counts = wanted.layout.spread({codes: wanted.policy.labels(codes) for codes in lists}), _counts(wanted)
    kept = (one for one in whole.entries if one.label != OTHERS or counts[SUM, one.of, OTHERS])
    return replace(whole, entries=tuple(kept))


def _counts(wanted: Wanted) -> Counter[tuple[str, str, str]]:
    """How many graduates there are by degree, or of all, word and label."""
    counts: Counter[tuple[str, str, str]] = Counter()
    labels = {codes: wanted.policy.labels(codes) for codes in ("graduate_state", "job_measure")}
    for degree, state, measures, persons in aid_sums.graduates(wanted.db, _asking_work(wanted)):
        for of in (degree, SUM):
            counts[of, "all.persons", ""] += persons
            counts[of, "state.persons", state if state in labels["graduate_state"] else OTHERS] += persons
            for measure in measures.split(BETWEEN):
                counts[of, "measure.persons", measure if measure in labels["job_measure"] else OTHERS] += persons
    return counts


def _graduates(wanted: Wanted) -> Iterator[Row]:
    counts, order = _counts(wanted), (*wanted.policy.labels("education"), "")
    degrees = {degree for degree, *_ in counts if degree != SUM}
    for of in (*sorted(degrees, key=lambda one: order.index(one) if one in order else -1), SUM):
        row: Row = (of or OTHERS, *(counts[of, one.of, one.label] for one in wanted.layout.entries[1:]))
        yield Total(row) if of == SUM else row


def _asking_work(wanted: Wanted) -> aid_lines.Lines:
    return aid_lines.asked(wanted.programmes(RequestForm.JOB), wanted.asked.year)


_SHEETS: Mapping[str, tuple[Callable[[Wanted], int], Callable[[Wanted], Iterator[Row]]]] = {
    "quarter": (_paid_so_far, _quarterly),
    "fund-use": (lambda wanted: len(flows(wanted.db, wanted.span)), _used),
    "warmth": (_activities, _rounds),
    "cooling": (_activities, _rounds),
    "job-statistics": (lambda wanted: aid_lines.count(wanted.db, _asking_work(wanted)), _graduates),
}
