"""What pilots wait for or lack, asked of the office file: a condition on ``enterprise t`` for each matter."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from desktop.pilots.enterprise import PilotState
from desktop.pilots.matters import MATTERS
from desktop.pilots.submission import SubmissionState
from desktop.store import rows
from desktop.store.documents import Predicate

Asked = tuple[int, str, str | None]
"""A stage and its period that are asked of a pilot, and of all that are like it."""

_GOES_ON = f"t.state IN ({', '.join(repr(str(one)) for one in PilotState if one.goes_on)})"
_NEVER = Predicate("0")


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
    return _asked(on)[name]


def counts(db: Database, on: Terms) -> dict[str, int]:
    """Of how many pilots each matter holds."""
    asked = _asked(on)
    found = [asked[one.name] for one in MATTERS]
    sums = ", ".join(f"count(iif({one.sql}, 1, NULL))" for one in found)
    values = [value for one in found for value in one.values]
    counted = db.execute(f"SELECT {sums} FROM enterprise t", values).fetchone()
    return {matter.name: count for matter, count in zip(MATTERS, counted, strict=True)}


def _asked(on: Terms) -> Mapping[str, Predicate]:
    return {
        "stage_late": _short_of(on.late),
        "problem_late": Predicate(
            "t.id IN (SELECT p.enterprise FROM problem p WHERE p.solved_on IS NULL AND p.deadline < ?)",
            (on.day.isoformat(),),
        ),
        "not_filled": _not_filled(*on.period),
        "not_reported": _short_of(on.quarter),
        "not_contacted": _not_contacted(on.day, on.contact) if on.contact else _NEVER,
        "papers_missing": _papers_missing(on.papers),
        "unpaired": Predicate(
            f"({_GOES_ON} AND NOT EXISTS (SELECT 1 FROM pairing p WHERE p.enterprise = t.id AND p.begins <= ? "
            "AND (p.ends IS NULL OR p.ends >= ?)))",
            (on.day.isoformat(), on.day.isoformat()),
        ),
    }


def _short_of(asked: Iterable[Asked]) -> Predicate:
    """Whether the pilot hasn't reached one of the stages that are asked of its kind."""
    sql = (
        "t.id IN (SELECT e.id FROM json_each(?) d JOIN enterprise k ON k.id = d.value ->> 0 "
        "JOIN enterprise e ON e.wave = k.wave AND e.until IS k.until AND e.ended_on IS k.ended_on "
        f"AND {_GOES_ON.replace('t.', 'e.')} WHERE NOT EXISTS (SELECT 1 FROM milestone m "
        "WHERE m.enterprise = e.id AND m.stage = d.value ->> 1 "
        "AND coalesce(m.period, '') = coalesce(d.value ->> 2, '')))"
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


def _not_contacted(day: dt.date, since: dt.date) -> Predicate:
    """Whether nobody called on the pilot since a day, nor was it paired or chosen since."""
    sql = (
        f"({_GOES_ON} AND coalesce((SELECT max(c.day) FROM call c WHERE c.enterprise = t.id AND c.day <= ?), "
        "(SELECT min(p.begins) FROM pairing p WHERE p.enterprise = t.id AND p.begins <= ?), "
        "(SELECT w.chosen_on FROM wave w WHERE w.id = t.wave AND w.chosen_on <= ?), '') <= ?)"
    )
    return Predicate(sql, (*[day.isoformat()] * 3, since.isoformat()))


def _papers_missing(papers: Sequence[str]) -> Predicate:
    """Whether the pilot was chosen for a wave and one of the papers isn't in order."""
    sql = (
        f"({_GOES_ON} AND t.wave IS NOT NULL AND (SELECT count(DISTINCT s.kind) FROM submission s "
        f"WHERE s.enterprise = t.id AND s.state = '{SubmissionState.ACCEPTED}' "
        f"AND s.kind IN ({', '.join('?' * len(papers))})) < {len(papers)})"
    )
    return Predicate(sql, tuple(papers))
