"""The recipients of activities, and what else the office knows of them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sqlite_utils import Database

from desktop.aid.activity import Visit
from desktop.base.errors import NotFoundError
from desktop.base.fields import Value, Values
from desktop.cases.household import State
from desktop.store import rows

_VISITS = (
    "SELECT v.*, b.id AS batch, coalesce(b.state, '') AS batch_state FROM visit v "
    "LEFT JOIN payment p ON p.visit = v.id AND p.claim IS NOT NULL LEFT JOIN batch b ON b.id = p.batch"
)
_AMONG = "IN (SELECT value FROM json_each(?))"
FIELDS = rows.columns(Visit)
"""The columns of a recipient that a clerk knows."""


def get(db: Database, number: int) -> Visit:
    """One recipient; ``NotFoundError`` where there is none of that number."""
    found = many(db, [number])
    if not found:
        raise NotFoundError("没有这位慰问对象，可能已被撤销。")
    return found[0]


def many(db: Database, numbers: Iterable[int]) -> list[Visit]:
    """Recipients in the order asked for; numbers that don't exist are left out."""
    wanted = list(numbers)
    found = {
        row["id"]: _visit(row) for row in rows.dicts(db, f"{_VISITS} WHERE v.id {_AMONG}", [rows.json_text(wanted)])
    }
    return [found[number] for number in wanted if number in found]


def of(db: Database, activity: int) -> list[Visit]:
    """The recipients of an activity in their order, but for those who are void."""
    where = "WHERE v.activity = ? AND v.void_reason IS NULL ORDER BY v.position, v.id"
    return [_visit(row) for row in rows.dicts(db, f"{_VISITS} {where}", [activity])]


def of_household(db: Database, household: int) -> list[Visit]:
    """What a file received in activities, the newest first."""
    where = "WHERE v.household = ? AND v.void_reason IS NULL ORDER BY v.id DESC"
    return [_visit(row) for row in rows.dicts(db, f"{_VISITS} {where}", [household])]


def _visit(row: Mapping[str, Any]) -> Visit:
    kept = {name: row[name] for name in ("id", "activity", "position", "household", "batch", "batch_state")}
    return Visit(**kept, **rows.fields_from(Visit, row))


def insert(db: Database, activity: int, recipients: Iterable[Mapping[str, Value]]) -> list[int]:
    """New recipients behind those of the activity, from right values with ``household``; gives their numbers."""
    first = rows.next_id(db, "visit")
    last = db.execute("SELECT coalesce(max(position), 0) FROM visit WHERE activity = ?", [activity]).fetchone()[0]
    names = ("id", "activity", "position", "claim", "household", *FIELDS)
    made = [
        (first + at, activity, last + 1 + at, claim(activity, first + at, one.get("resident_id")), *_row(one))
        for at, one in enumerate(recipients)
    ]
    rows.insert(db, "visit", names, made)
    return [one[0] for one in made]


def _row(values: Mapping[str, Value]) -> tuple[Value, ...]:
    zero = {"cash": 0, "goods_value": 0}
    return (values.get("household"), *(values.get(name) or zero.get(name) for name in FIELDS))


def claim(activity: int, number: int, resident_id: Value) -> str:
    """What a recipient holds so that nobody is one of the same activity twice."""
    return f"慰问|{activity}|{resident_id or number}"


def update(db: Database, number: int, values: Mapping[str, object]) -> None:
    """Set fields of a recipient."""
    rows.update(db, "visit", number, values)


def set_goods_values(db: Database, values: Iterable[tuple[int, int]]) -> None:
    """Set what the goods of recipients are worth: pairs of fen and number."""
    db.conn.executemany("UPDATE visit SET goods_value = ? WHERE id = ?", values)


def record(db: Database, numbers: Iterable[int], values: Values) -> None:
    """Write down the same call for several recipients."""
    pairs = ", ".join(f'"{name}" = ?' for name in values)
    db.execute(f"UPDATE visit SET {pairs} WHERE id {_AMONG}", [*values.values(), rows.json_text(numbers)])


def void(db: Database, numbers: Iterable[int], reason: str) -> None:
    """Void recipients for a reason; they hold no claim any more."""
    db.execute(f"UPDATE visit SET void_reason = ?, claim = NULL WHERE id {_AMONG}", [reason, rows.json_text(numbers)])


class Filed(NamedTuple):
    """The file in which somebody stands, its applicant and its state."""

    household: int
    head: str
    state: State


def files_of(db: Database, resident_ids: Sequence[str]) -> dict[str, Filed]:
    """The file of each of these persons: an open one before a closed one, that in which they apply before others."""
    found: dict[str, Filed] = {}
    sql = (
        "SELECT p.resident_id, h.id, a.name, h.state FROM json_each(?) j "
        "CROSS JOIN person p ON p.resident_id = j.value "
        "JOIN household h ON h.id = p.household JOIN person a ON a.household = h.id AND a.position = 0 "
        "WHERE p.left_on IS NULL AND h.merged_into IS NULL ORDER BY h.state = ?, h.state <> ?, p.position, h.id DESC"
    )
    for number, *rest in db.execute(sql, [rows.json_text(resident_ids), State.CLOSED, State.ON_FILE]):
        found.setdefault(number, Filed(rest[0], rest[1], State(rest[2])))
    return found


def given(
    db: Database, programme: str, year: int, resident_ids: Sequence[str], besides: Sequence[int] = ()
) -> dict[str, int]:
    """What each person has of a programme in a year, fen: as a recipient of activities, and else in batches.

    ``besides`` are recipients who don't count, such as the one that is changed.
    """
    sql = (
        "SELECT resident_id, sum(fen) FROM (SELECT v.resident_id, v.cash + v.goods_value AS fen "
        "FROM json_each(:ids) j CROSS JOIN visit v ON v.resident_id = j.value JOIN activity a ON a.id = v.activity "
        "WHERE a.programme = :programme AND a.year = :year AND v.void_reason IS NULL "
        "AND v.id NOT IN (SELECT value FROM json_each(:besides)) UNION ALL "
        "SELECT p.resident_id, p.amount FROM json_each(:ids) j CROSS JOIN payment p ON p.resident_id = j.value "
        "JOIN batch b ON b.id = p.batch WHERE b.programme = :programme AND b.year = :year AND p.visit IS NULL "
        "AND p.excluded IS NULL AND p.withheld IS NULL AND p.outcome IS NULL AND b.state <> '已作废') GROUP BY 1"
    )
    values = {"ids": rows.json_text(resident_ids), "besides": rows.json_text(besides)}
    return dict(db.execute(sql, values | {"programme": programme, "year": year}).fetchall())


_HERE = (
    "SELECT household FROM visit WHERE activity = :activity AND void_reason IS NULL AND household IS NOT NULL UNION "
    "SELECT p.household FROM visit v JOIN person p ON p.resident_id = v.resident_id "
    "WHERE v.activity = :activity AND v.void_reason IS NULL AND p.left_on IS NULL"
)


def missed(db: Database, activity: int) -> list[int]:
    """The files on file of which nobody is a recipient of the activity, in the order of their numbers."""
    sql = f"SELECT id FROM household WHERE state = :state AND id NOT IN ({_HERE}) ORDER BY id"
    return [number for (number,) in db.execute(sql, {"activity": activity, "state": State.ON_FILE})]


_SUMS = (
    "count(*) AS recipients, coalesce(sum(coalesce(v.heads, 1)), 0) AS heads, count(v.household) AS filed, "
    "count(v.visited_on) AS visited, coalesce(sum(v.cash), 0) AS cash, coalesce(sum(v.goods_value), 0) AS goods_value, "
    "coalesce(sum(v.cash > 0), 0) AS with_cash, coalesce(sum(v.goods IS NOT NULL), 0) AS with_goods"
)
_SOURCE = "coalesce(f.source, '')"


def sums(db: Database, by: str, *, year: int | None = None, activity: int | None = None) -> Iterator[dict[str, Any]]:
    """How many recipients there are and what they get, by ``kind`` or by ``source``, the most first.

    The source is that of the batch's fund; empty where the recipient is in none.
    """
    key = {"kind": "v.kind", "source": _SOURCE, "all": "''"}[by]
    sql = (
        f"SELECT {key} AS label, {_SUMS} FROM visit v JOIN activity a ON a.id = v.activity "
        "LEFT JOIN payment p ON p.visit = v.id AND p.claim IS NOT NULL LEFT JOIN batch b ON b.id = p.batch "
        "LEFT JOIN fund f ON f.id = b.fund WHERE v.void_reason IS NULL "
        "AND (:year IS NULL OR a.year = :year) AND (:activity IS NULL OR a.id = :activity) "
        "GROUP BY 1 ORDER BY recipients DESC, 1"
    )
    return rows.dicts(db, sql, {"year": year, "activity": activity})
