"""What files wait for or lack, asked of the office file: which files a matter concerns, how many, which are known.

A matter is a condition on ``household t`` and a key that says which cycle of it holds: what was acknowledged is known
until the key is another. Of all matters that hold of a file the first page tells one, by ``_alert``.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sqlite_utils import Database

from desktop.aid.batch import BatchState
from desktop.cases.household import State
from desktop.cases.matters import BY_NAME, MATTERS, Matter, Terms
from desktop.cases.steps import Verb
from desktop.store import acknowledging
from desktop.store.acknowledging import Book, Cycle
from desktop.store.documents import Predicate, missing_sql

_FILES = Book("household", "acknowledgement", "household")


class _Asked(NamedTuple):
    """When a matter holds of a file of its states, and the SQL of its key."""

    holds: Predicate
    key: str = "t.since"


_ALWAYS = Predicate("1")
_STAGE = "t.state || coalesce(t.since, '')"
_REVIEWED = "coalesce(t.reviewed_on, t.filed_on)"
_POSTED = f"coalesce((SELECT max(s.id) FROM step s WHERE s.household = t.id AND s.verb = '{Verb.POST}'), 0)"
_OBJECTION = f"o.household = t.id AND o.verb = '{Verb.OBJECT}'"
_ANSWERED = (
    f"EXISTS (SELECT 1 FROM step a WHERE a.household = t.id AND a.verb = '{Verb.ANSWER}' "
    "AND a.body ->> '$.objection' = o.id)"
)
_UPHELD = f"u.household = t.id AND u.verb = '{Verb.ANSWER}' AND u.body ->> '$.upheld' = 1"
_ACCEPTED = (
    f"(SELECT s.day FROM step s WHERE s.household = t.id AND s.verb IN ('{Verb.ACCEPT}', '{Verb.RELAPSE}') "
    "ORDER BY s.id DESC LIMIT 1)"
)
_CHANGES = "SELECT max(c.id) FROM change c WHERE c.root_row = t.id AND c.root = 'household'"
_PAID = (
    "SELECT {what} FROM payment p JOIN batch b ON b.id = p.batch WHERE p.household {whose} AND p.excluded IS NULL "
    f"AND p.withheld IS NULL AND p.outcome IS NULL AND b.state IN ('{BatchState.PAID}', '{BatchState.FINISHED}')"
)
_PAID_ONE = _PAID.format(what="max(b.paid_on)", whose="= t.id")
_MERGED = f"SELECT h.merged_into FROM household h WHERE h.state = '{State.CLOSED}' AND h.merged_into IS NOT NULL"
_PAID_MERGED = _PAID.format(what="1", whose="= h.id")
_UNSIGNED = (
    "EXISTS (SELECT 1 FROM person m WHERE m.household = t.id AND m.left_on IS NULL AND NOT EXISTS (SELECT 1 "
    "FROM consent c WHERE c.household = t.id AND c.person = m.id AND c.withdrawn_on IS NULL))"
)
_WITHDRAWN = "SELECT max(c.withdrawn_on) FROM consent c WHERE c.household = t.id"
_DRAWN = "SELECT l.household FROM sample_line l WHERE l.checked_on IS NULL"
_DRAWING = "SELECT max(l.sample) FROM sample_line l WHERE l.household = t.id AND l.checked_on IS NULL"


def _asked(on: Terms) -> Mapping[str, _Asked]:
    """Every matter as it is asked on a day."""
    since = on.change.isoformat()
    return {
        "objection_open": _Asked(
            Predicate(f"EXISTS (SELECT 1 FROM step o WHERE {_OBJECTION} AND o.id > {_POSTED} AND NOT {_ANSWERED})"),
            f"(SELECT max(o.id) FROM step o WHERE {_OBJECTION})",
        ),
        "objection_upheld": _Asked(
            Predicate(f"EXISTS (SELECT 1 FROM step u WHERE {_UPHELD} AND u.id > {_POSTED})"),
            f"(SELECT max(u.id) FROM step u WHERE {_UPHELD})",
        ),
        "notice_over": _Asked(Predicate("t.notice_ends < ?", (on.day.isoformat(),)), "t.notice_ends"),
        "visit_late": _Asked(Predicate(f"{_ACCEPTED} <= ?", (on.acceptance.isoformat(),)), _ACCEPTED),
        **{name: _Asked(_ALWAYS) for name in ("to_decide", "to_post", "to_assess", "to_visit", "to_accept")},
        "return_visit_due": _Asked(Predicate("t.visit_due <= ?", (on.day.isoformat(),)), "t.visit_due"),
        "review_due": _Asked(Predicate(f"{_REVIEWED} <= ?", (on.review.isoformat(),)), _REVIEWED),
        "sample_unchecked": _Asked(Predicate(f"t.id IN ({_DRAWN})"), f"({_DRAWING})"),
        "unsynced": _Asked(Predicate("t.unsynced_since <= ?", (on.sync.isoformat(),)), "t.unsynced_since"),
        "incomplete": _Asked(missing_sql(on.policy), _STAGE),
        "consent_missing": _Asked(_consent(on), f"{_STAGE} || coalesce(({_WITHDRAWN}), '')"),
        "dormant": _Asked(
            Predicate(
                f"coalesce(t.reviewed_on, '') <= ? AND coalesce(({_CHANGES}), 0) < {_first_since('?')}",
                (since, since),
            ),
            f"({_CHANGES})",
        ),
        "never_helped": _Asked(_unpaid(), "t.filed_on"),
        "not_helped": _Asked(_unpaid(since), f"({_PAID_ONE})"),
        "keeping_over": _Asked(Predicate("t.closed_on <= ?", (on.closing.isoformat(),)), "t.closed_on"),
    }


def _consent(on: Terms) -> Predicate:
    return Predicate(_UNSIGNED) if on.policy.consent else Predicate("0")


def _first_since(day: str) -> str:
    """The first change after a day, past every number where there is none; asked once for however many files."""
    last = f"SELECT coalesce(max(o.id), 0) FROM operation o WHERE o.at < date({day}, '+1 day')"
    change = f"SELECT min(c.id) FROM change c WHERE c.operation > ({last})"
    return f"coalesce(({change}), 9223372036854775807)"


def _unpaid(since: str = "") -> Predicate:
    """Whether nothing was paid to the household, or to one that was merged into it, at all or after a day."""
    when, values = (" AND b.paid_on > ?", (since, since)) if since else ("", ())
    own = f"NOT EXISTS ({_PAID.format(what='1', whose='= t.id')}{when})"
    merged = f"t.id NOT IN ({_MERGED} AND EXISTS ({_PAID_MERGED}{when}))"
    old = (" AND coalesce(t.filed_on, '') <= ?", (since,)) if since else ("", ())
    return Predicate(f"{own} AND {merged}{old[0]}", (*values, *old[1]))


def holding(matter: Matter, on: Terms) -> Predicate:
    """Whether a matter holds of the file ``t``."""
    asked = _asked(on)[matter.name].holds
    if matter.states == frozenset(State):
        return Predicate(f"({asked.sql})", asked.values)
    states = ", ".join(f"'{state}'" for state in State if state in matter.states)
    many = "+" if State.ON_FILE in matter.states else ""  # no index: most files are read, faster in their order
    return Predicate(f"({many}t.state IN ({states}) AND {asked.sql})", asked.values)


def _known(matter: Matter, on: Terms) -> str:
    """Whether the present cycle of a matter was acknowledged."""
    return _cycle(matter.name, on).known.sql


def _cycle(name: str, on: Terms, *, ranked: bool = False) -> Cycle:
    told = predicate(name, on, ranked=True) if ranked else holding(BY_NAME[name], on)
    return Cycle(_FILES, name, told, Predicate(_asked(on)[name].key))


def _alert(on: Terms) -> Predicate:
    """What the first page tells of the file ``t``: the first matter that holds and isn't known or told already."""
    parts = []
    values: list[object] = []
    for matter in MATTERS:
        told = [holding(BY_NAME[name], on) for name in matter.told_by]
        holds = holding(matter, on)
        beside = "".join(f" AND NOT {one.sql}" for one in told)
        parts.append(f"WHEN {holds.sql}{beside} AND NOT {_known(matter, on)} THEN '{matter.name}'")
        values += [*holds.values, *(value for one in told for value in one.values)]
    return Predicate(f"CASE {' '.join(parts)} END", tuple(values))


def predicate(name: str, on: Terms, *, ranked: bool = False) -> Predicate:
    """Whether a matter holds of the file ``t``; ``ranked``: whether the first page tells it, or it is known."""
    matter = BY_NAME[name]
    holds = holding(matter, on)
    if not ranked:
        return holds
    alert = _alert(on)
    sql = f"{holds.sql} AND ({_known(matter, on)} OR {alert.sql} = '{name}')"
    return Predicate(sql, (*holds.values, *alert.values))


def counts(db: Database, on: Terms) -> dict[str, int]:
    """Of how many files each matter holds."""
    return acknowledging.counted(db, _FILES, {matter.name: holding(matter, on) for matter in MATTERS})


def alerts(db: Database, on: Terms) -> dict[str, int]:
    """How many files the first page tells under each matter, those that are known left out."""
    alert = _alert(on)
    found = db.execute(f"SELECT {alert.sql} AS matter, count(*) FROM household t GROUP BY matter", alert.values)
    return {name: count for name, count in found if name}


def known_counts(db: Database, on: Terms) -> dict[str, int]:
    """Of how many files each matter holds and is known."""
    return acknowledging.known_counts(db, _FILES, (_cycle(name, on) for name in BY_NAME))


def known(db: Database, name: str, on: Terms) -> list[int]:
    """The files of which a matter holds and is known."""
    return acknowledging.known(db, _cycle(name, on))


def acknowledge(db: Database, name: str, on: Terms, numbers: Iterable[int] | None, note: str | None) -> Sequence[int]:
    """Write down that a matter is known, of these files or of all of which the first page tells it; gives which."""
    return acknowledging.acknowledge(db, _cycle(name, on, ranked=numbers is None), numbers, note)
