"""What pilots wait for or lack, asked of the office file: a condition on ``enterprise t`` a matter, and its cycle.

Each matter is a duty of its own, so a pilot is told under each that holds and isn't known.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from desktop.pilots.enterprise import PilotState
from desktop.pilots.matters import MATTERS
from desktop.pilots.submission import SubmissionState
from desktop.store import acknowledging, rows
from desktop.store.acknowledging import Book, Cycle
from desktop.store.documents import Predicate

Asked = tuple[int, str, str | None, str | None]
"""A stage and its period that are asked of a pilot, and of all that are like it, with the day by which it is due."""

_GOES_ON = f"t.state IN ({', '.join(repr(str(one)) for one in PilotState if one.goes_on)})"
_NEVER = Predicate("0")
_UNITS = Book("enterprise", "pilot_acknowledgement", "enterprise")


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What counts on a day.

    Attributes:
        late, quarter: what is overdue, and what the last quarter asks, of one pilot of each kind (``alike``).
        papers: what each pilot must have filed.
        contact: whoever wasn't called on since this day waits for a call; None without a rule.
        period: of monitoring what is to be filled in now, with its first and last day.
    """

    day: dt.date
    late: Sequence[Asked]
    quarter: Sequence[Asked]
    papers: Sequence[str]
    contact: dt.date | None
    period: tuple[str, dt.date, dt.date]


def alike(db: Database) -> list[int]:
    """One pilot of each kind that goes on: of all of a kind the same stages are due on the same days."""
    sql = (
        f"SELECT min(t.id) FROM enterprise t WHERE {_GOES_ON} AND t.wave IS NOT NULL "
        "GROUP BY t.wave, t.until, t.ended_on"
    )
    return [number for (number,) in db.execute(sql)]


def predicate(name: str, on: Terms) -> Predicate:
    """Whether a matter holds of the pilot ``t``."""
    return _asked(on)[name].holds


def counts(db: Database, on: Terms) -> dict[str, int]:
    """Of how many pilots each matter holds."""
    return acknowledging.counted(db, _UNITS, {name: one.holds for name, one in _asked(on).items()})


def fresh_counts(db: Database, on: Terms) -> dict[str, int]:
    """Of how many pilots each matter holds and isn't known."""
    return acknowledging.counted(db, _UNITS, {name: one.fresh for name, one in _asked(on).items()})


def known_counts(db: Database, on: Terms) -> dict[str, int]:
    """Of how many pilots each matter holds and is known."""
    return acknowledging.known_counts(db, _UNITS, _asked(on).values())


def known(db: Database, name: str, on: Terms) -> list[int]:
    """The pilots of which a matter holds and is known."""
    return acknowledging.known(db, _asked(on)[name])


def acknowledge(db: Database, name: str, on: Terms, numbers: Iterable[int] | None, note: str | None) -> Sequence[int]:
    """Write down that a matter is known, of these pilots or of all of which it holds; gives of which it was new."""
    return acknowledging.acknowledge(db, _asked(on)[name], numbers, note)


_Told = tuple[Predicate, Predicate]
"""When a matter holds, and its key."""


def _asked(on: Terms) -> Mapping[str, Cycle]:
    """Every matter as it is asked on a day, the most urgent first."""
    asked: dict[str, _Told] = {
        "stage_late": (_short_of(on.late), _latest_of(on.late)),
        "problem_late": _problem_late(on.day),
        "not_filled": (_not_filled(*on.period), Predicate("?", (on.period[0],))),
        "not_reported": (_short_of(on.quarter), _latest_of(on.quarter)),
        "not_contacted": _not_contacted(on.day, on.contact),
        "papers_missing": (_papers_missing(on.papers), Predicate(_RETURNED)),
        "unpaired": _unpaired(on.day),
    }
    return {one.name: Cycle(_UNITS, one.name, *asked[one.name]) for one in MATTERS}


def _unpaired(day: dt.date) -> _Told:
    """Whether nobody looks after the pilot; anew since the last who did went."""
    sql = (
        f"({_GOES_ON} AND NOT EXISTS (SELECT 1 FROM pairing p WHERE p.enterprise = t.id AND p.begins <= ? "
        "AND (p.ends IS NULL OR p.ends >= ?)))"
    )
    last = "(SELECT max(p.ends) FROM pairing p WHERE p.enterprise = t.id AND p.ends < ?)"
    return Predicate(sql, (day.isoformat(),) * 2), Predicate(last, (day.isoformat(),))


def _problem_late(day: dt.date) -> _Told:
    """Whether a problem of the pilot is overdue; anew with the next that is."""
    late = "problem p WHERE p.solved_on IS NULL AND p.deadline < ?"
    newest = f"(SELECT max(p.deadline) || '/' || max(p.id) FROM {late} AND p.enterprise = t.id)"
    today = (day.isoformat(),)
    return Predicate(f"t.id IN (SELECT p.enterprise FROM {late})", today), Predicate(newest, today)


_UNREACHED = (
    "NOT EXISTS (SELECT 1 FROM milestone m WHERE m.enterprise = e.id AND m.stage = d.value ->> 1 "
    "AND coalesce(m.period, '') = coalesce(d.value ->> 2, ''))"
)
_ALIKE = "e.wave = k.wave AND e.until IS k.until AND e.ended_on IS k.ended_on"


def _short_of(asked: Iterable[Asked]) -> Predicate:
    """Whether the pilot hasn't reached one of the stages that are asked of its kind."""
    sql = (
        "t.id IN (SELECT e.id FROM json_each(?) d JOIN enterprise k ON k.id = d.value ->> 0 "
        f"JOIN enterprise e ON {_ALIKE} AND {_GOES_ON.replace('t.', 'e.')} WHERE {_UNREACHED})"
    )
    return Predicate(sql, (rows.json_text(asked),))


def _latest_of(asked: Iterable[Asked]) -> Predicate:
    """The last day by which one of these stages was due that the pilot hasn't reached; worked out once for all."""
    sql = (
        "(WITH latest AS MATERIALIZED (SELECT e.id, max(d.value ->> 3) AS day FROM json_each(?) d "
        f"JOIN enterprise k ON k.id = d.value ->> 0 JOIN enterprise e ON {_ALIKE} WHERE {_UNREACHED} GROUP BY e.id) "
        "SELECT l.day FROM latest l WHERE l.id = t.id)"
    )
    return Predicate(sql, (rows.json_text(asked),))


def _not_filled(period: str, begins: dt.date, ends: dt.date) -> Predicate:
    """Whether the pilot is asked for a period, as ``filling_dues.is_asked`` says, and didn't fill it in."""
    chosen = "(SELECT w.chosen_on FROM wave w WHERE w.id = t.wave)"
    sql = (
        f"(coalesce(t.monitored, t.wave IS NOT NULL) AND coalesce({chosen}, '') <= ? "
        f"AND ({_GOES_ON} OR t.ended_on IS NULL OR t.ended_on >= ?) AND NOT EXISTS (SELECT 1 FROM filling f "
        "WHERE f.enterprise = t.id AND f.period = ? AND f.filled_on IS NOT NULL))"
    )
    return Predicate(sql, (ends.isoformat(), begins.isoformat(), period))


def _not_contacted(day: dt.date, since: dt.date | None) -> _Told:
    """Whether nobody called on the pilot since a day, nor was it paired or chosen since; anew each time as long."""
    if since is None:
        return _NEVER, _NEVER
    last = (
        "coalesce((SELECT max(c.day) FROM call c WHERE c.enterprise = t.id AND c.day <= ?), "
        "(SELECT min(p.begins) FROM pairing p WHERE p.enterprise = t.id AND p.begins <= ?), "
        "(SELECT w.chosen_on FROM wave w WHERE w.id = t.wave AND w.chosen_on <= ?), '')"
    )
    now = (day.isoformat(),) * 3
    times = f"s.day || '/' || (CAST(julianday(?) - julianday(s.day) AS INTEGER) / ?) FROM (SELECT {last} AS day) s"
    return (
        Predicate(f"({_GOES_ON} AND {last} <= ?)", (*now, since.isoformat())),
        Predicate(f"(SELECT {times})", (day.isoformat(), (day - since).days, *now)),
    )


_RETURNED = (
    "(SELECT coalesce(t.wave, 0) || '/' || count(*) FROM submission s "
    f"WHERE s.enterprise = t.id AND s.state = '{SubmissionState.RETURNED}')"
)
"""SQL: how many papers of the pilot were returned, in the wave in which it is: another one is told anew."""


def _papers_missing(papers: Sequence[str]) -> Predicate:
    """Whether the pilot was chosen for a wave and one of the papers isn't in order."""
    sql = (
        f"({_GOES_ON} AND t.wave IS NOT NULL AND (SELECT count(DISTINCT s.kind) FROM submission s "
        f"WHERE s.enterprise = t.id AND s.state = '{SubmissionState.ACCEPTED}' "
        f"AND s.kind IN ({', '.join('?' * len(papers))})) < {len(papers)})"
    )
    return Predicate(sql, tuple(papers))
