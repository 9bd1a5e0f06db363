"""What files and pilots wait for or lack: how many, which, and what of it the clerk knows."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from sqlite_utils import Database

from desktop.base.calendar import today
from desktop.base.changes import Change, Noun
from desktop.base.errors import ForbiddenError
from desktop.base.listing import Query
from desktop.base.matters import Matter
from desktop.cases.matters import MATTERS, Terms, terms
from desktop.office.matter_lists import BY_NAME, MEASURE, NOUN, names
from desktop.office.standing import Standing
from desktop.store import journal, listings, matters, overview
from desktop.store.documents import Predicate
from desktop.store.faults import translated

if TYPE_CHECKING:
    from desktop.office.pilot_matters import PilotMatters


class Reminder(NamedTuple):
    """A matter of which the first page tells: of how many records of which list it is new, and of how many known."""

    matter: Matter
    fresh: int
    known: int
    noun: Noun = Noun.CASES


class Matters:
    """Doors to the matters of files and of pilots."""

    def __init__(self, db: Database, standing: Standing) -> None:
        self._db = db
        self._standing = standing

    @cached_property
    def pilots(self) -> "PilotMatters":
        """Doors to the matters of pilots."""
        from desktop.office.pilot_matters import PilotMatters  # noqa: PLC0415  (a list of files needs none of it)

        return PilotMatters(self._db, self._standing)

    def concerned(self, query: Query) -> Predicate | None:
        """The condition of a query's matter; None where it names none. ``ForbiddenError`` for an unknown one."""
        if not query.matter:
            return None
        if query.matter not in names(query.noun):
            raise ForbiddenError(_unknown(query))
        if query.noun is Noun.PILOTS:
            return self.pilots.predicate(query.matter)
        return matters.predicate(query.matter, self._terms(), ranked=query.ranked)

    def counts(self, noun: Noun = Noun.CASES) -> Mapping[str, int]:
        """Of how many files, or pilots, each matter holds, by its name."""
        if noun is Noun.PILOTS:
            return self.pilots.counts()
        with translated():
            return matters.counts(self._db, self._terms())

    def count(self, name: str) -> int:
        """Of how many files one matter holds; of none where no rule says what files need."""
        on = self._present()
        if on is None:
            return 0
        query = Query(noun=Noun.CASES, matter=name)
        with translated():
            return len(listings.ids(self._db, query, matters.predicate(name, on)))

    def reminders(self) -> tuple[Reminder, ...]:
        """What the first page tells, the most urgent first; a file stands under one new matter at most."""
        return (*self._of_files(), *self._of_pilots())

    def _of_files(self) -> Iterator[Reminder]:
        on = self._present()
        if on is None:
            return
        with translated():
            fresh, known = matters.alerts(self._db, on), matters.known_counts(self._db, on)
        told = (Reminder(one, fresh.get(one.name, 0), known.get(one.name, 0)) for one in MATTERS)
        yield from (one for one in told if one.fresh or one.known)

    def _of_pilots(self) -> Iterator[Reminder]:
        with translated():
            units, _ = overview.pilots(self._db)
        if units:
            told = (Reminder(*one, Noun.PILOTS) for one in self.pilots.reminders())
            yield from (one for one in told if one.fresh or one.known)

    def known(self, name: str) -> frozenset[int]:
        """The files, or pilots, of which a matter holds and is known."""
        if NOUN[name] is Noun.PILOTS:
            return frozenset(self.pilots.known(name))
        with translated():
            return frozenset(matters.known(self._db, name, self._terms()))

    def acknowledge(self, name: str, numbers: Sequence[int] | None = None, note: str = "") -> Change:
        """Write down that a matter is known, of these records or of all of which the first page tells it.

        It isn't resolved by that: they stay in the list, and a new cycle is new again. ``ForbiddenError`` where there
        is nothing that isn't known already.
        """
        matter, noun = BY_NAME[name], NOUN[name]
        with translated(), journal.operation(self._db, f"知晓：{matter.label}", noun) as current:
            done = self._note(name, numbers, note.strip() or None)
            if not done:
                raise ForbiddenError(f"没有还不知晓的“{matter.label}”，什么也没有改动。")
            current.count = len(done)
            current.label = f"知晓：{matter.label} {len(done)} {MEASURE[noun]}"
        return journal.done(current, done[0] if len(done) == 1 else None)

    def _note(self, name: str, numbers: Sequence[int] | None, note: str | None) -> Sequence[int]:
        if NOUN[name] is Noun.PILOTS:
            return self.pilots.acknowledge(name, numbers, note)
        return matters.acknowledge(self._db, name, self._terms(), numbers, note)

    def _present(self) -> Terms | None:
        return terms(self._standing.on(), today(), self._standing.own_days())

    def _terms(self) -> Terms:
        on = self._present()
        if on is None:
            raise ForbiddenError("没有登记办理程序的规定，不能提醒；请先在“设置”的政策标准里登记。")
        return on


def _unknown(query: Query) -> str:
    known = names(query.noun)
    which = f"可用的有：{'、'.join(known)}" if known else "这个列表不能按待办筛选"
    return f"没有叫“{query.matter}”的筛选，{which}。"
