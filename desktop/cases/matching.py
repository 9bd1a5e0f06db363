"""Who may be one person, so that one household has one file (reference: domain §1.5).

A pure matter of what is known of both; answers are asked once and kept by ``key`` and ``pair``.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from desktop.cases.agreement import ASK, Likeness, compared, grounds
from desktop.cases.traces import Seen, Trace, key, pair, seen, trace

__all__ = [
    "ASK",
    "Likeness",
    "Register",
    "Trace",
    "blocks",
    "is_alike",
    "key",
    "likeness",
    "pair",
    "similar",
    "trace",
    "within",
]


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


class Register:
    """Persons prepared once, so that many others can be compared with them."""

    def __init__(self, traces: Sequence[Trace]) -> None:
        self._seen = [seen(one) for one in traces]
        self._index: defaultdict[str, list[int]] = defaultdict(list)
        for place, one in enumerate(self._seen):
            for key_ in _held_under(one):
                self._index[key_].append(place)

    def like(self, traces: Sequence[Trace]) -> list[tuple[int, int, Likeness]]:
        """Whom of the register a clerk is to be asked about, by place in both; the likest first."""
        return _sorted(self._alike(enumerate(map(seen, traces))))

    def like_own(self, places: Iterable[int]) -> list[tuple[int, int, Likeness]]:
        """The same for some of the register itself, by their places in it; each is like oneself, too."""
        return _sorted(self._alike((place, self._seen[place]) for place in places))

    def within(self) -> list[tuple[int, int, Likeness]]:
        """Who of the register are alike, each two once, the lesser place first; the likest first."""
        return _sorted(found for found in self._alike(enumerate(self._seen)) if found[0] < found[1])

    def _alike(self, traces: Iterable[tuple[int, Seen]]) -> Iterator[tuple[int, int, Likeness]]:
        """The alike among those whom they may be alike."""
        for here, one in traces:
            for there in set().union(*(self._index.get(key_, ()) for key_ in _sought_under(one))):
                if is_alike(how := compared(one, self._seen[there])):
                    yield here, there, how


def similar(traces: Sequence[Trace], others: Sequence[Trace]) -> list[tuple[int, int, Likeness]]:
    """Whom of the others a clerk is to be asked about, by place in both; the likest first."""
    return Register(others).like(traces)


def within(traces: Sequence[Trace]) -> list[tuple[int, int, Likeness]]:
    """Who in one list are alike, each two once, the lesser place first; the likest first."""
    return Register(traces).within()


def _blocks(one: Seen) -> frozenset[str]:
    keys = [f"i:{one.number}"] if one.number else []
    if one.name:
        keys.append(f"n:{one.sound}")
        for day in one.births:
            keys += (f"b:{day:%Y%m%d}{one.name[0]}", f"e:{day:%Y%m%d}{one.name[-1]}")
    return frozenset(keys)


def _held_under(one: Seen) -> frozenset[str]:
    """The blocks; and beside the sound what two who have an ID must share, or that there is none."""
    return _blocks(one) | (_beside(one) if one.number else {f"o:{one.sound}"})


def _sought_under(one: Seen) -> frozenset[str]:
    """Where those are held who may be alike; who has an ID seeks not all of the same sound."""
    sound = f"n:{one.sound}"
    return (_blocks(one) - {sound}) | _beside(one) | {f"o:{one.sound}"} if one.number else _blocks(one)


def _beside(one: Seen) -> frozenset[str]:
    return frozenset(f"s:{one.sound} {ground}" for ground in grounds(one))


def _sorted(found: Iterable[tuple[int, int, Likeness]]) -> list[tuple[int, int, Likeness]]:
    return sorted(found, key=lambda one: (-one[2].score, one[:2]))
