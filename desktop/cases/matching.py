"""Who may be one person, so that one household has one file (reference: domain §1.5).

A pure matter of what is known of both; answers are asked once and kept by ``key`` and ``pair``.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from desktop.cases.agreement import ASK, Likeness, compared
from desktop.cases.traces import Seen, Trace, key, pair, seen, trace

__all__ = ["ASK", "Likeness", "Trace", "blocks", "is_alike", "key", "likeness", "pair", "similar", "trace", "within"]


def likeness(one: Trace, other: Trace) -> Likeness:
    """How alike two persons are, and why; the order of the two doesn't matter."""
    return compared(seen(one), seen(other))


def is_alike(found: Likeness) -> bool:
    """Whether a clerk is to be asked if the two are one."""
    return found.score >= ASK


def blocks(one: Trace) -> frozenset[str]:
    """Keys of which any two persons who are alike share one, so that nobody need compare all pairs.

    The ID (``i:``), the sound of the name (``n:``), and each birth with the first and with the last character of the
    name (``b:``, ``e:``): where one character parts two names, their births are the same and one of their ends is.
    """
    return _blocks(seen(one))


def similar(traces: Sequence[Trace], others: Sequence[Trace]) -> list[tuple[int, int, Likeness]]:
    """Whom of the others a clerk is to be asked about, by place in both; the likest first."""
    return _asked([seen(one) for one in traces], [seen(one) for one in others], once=False)


def within(traces: Sequence[Trace]) -> list[tuple[int, int, Likeness]]:
    """Who in one list are alike, each two once, the lesser place first; the likest first."""
    own = [seen(one) for one in traces]
    return _asked(own, own, once=True)


def _blocks(one: Seen) -> frozenset[str]:
    keys = [f"i:{one.number}"] if one.number else []
    if one.name:
        keys.append(f"n:{one.sound}")
        for day in one.births:
            keys += (f"b:{day:%Y%m%d}{one.name[0]}", f"e:{day:%Y%m%d}{one.name[-1]}")
    return frozenset(keys)


def _asked(traces: Sequence[Seen], others: Sequence[Seen], *, once: bool) -> list[tuple[int, int, Likeness]]:
    """The alike among those who share a block; ``once`` for one list with itself."""
    found = [
        (here, there, how)
        for here, there in _candidates(traces, others)
        if not (once and there <= here) and is_alike(how := compared(traces[here], others[there]))
    ]
    return sorted(found, key=lambda one: (-one[2].score, one[:2]))


def _candidates(traces: Sequence[Seen], others: Sequence[Seen]) -> Iterator[tuple[int, int]]:
    index: defaultdict[str, list[int]] = defaultdict(list)
    for there, other in enumerate(others):
        for block in _blocks(other):
            index[block].append(there)
    for here, one in enumerate(traces):
        for there in set().union(*(index.get(block, ()) for block in _blocks(one))):
            yield here, there
