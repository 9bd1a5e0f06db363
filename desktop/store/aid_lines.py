"""What was paid, asked for and given in activities, line by line, for the sheets that go up; ``aid_sums`` sums it.

A payment counts where it is live, its batch is paid and it didn't come back, on the day when it was paid; of what was
entered later, on the day that its basis says.
"""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple

from sqlite_utils import Database

from desktop.aid.batch import PAID_STATES
from desktop.aid.request import ENDING
from desktop.store import rows

PAID = "state IN ('" + "', '".join(PAID_STATES) + "')"
"""SQL: whether the money of a batch is out."""
_ENDED = "('" + "', '".join(sorted(ENDING)) + "')"
_DAY = "iif(p.reason LIKE '补录：____-__-__%', coalesce(date(substr(p.reason, 4, 10)), p.paid_on), p.paid_on)"
OUT = (
    f"SELECT p.*, f.source, {_DAY} AS day, coalesce('h' || p.household, p.resident_id, 'p' || p.id) AS who, "
    "iif(p.came_back, p.amount, NULL) AS back, iif(p.came_back, NULL, p.amount) AS kept "
    f"FROM live_payment p JOIN fund f ON f.id = p.fund WHERE p.{PAID}"
)
"""SQL: what went out; ``who`` tells households apart, of which everybody without a file is one."""
GIVEN = (
    "SELECT v.*, a.kind AS activity_kind, a.name AS activity_name, h.file_no, p.id AS payment, p.paid_on, "
    "coalesce(f.source, '') AS source, coalesce('h' || v.household, v.resident_id, 'v' || v.id) AS who, "
    "coalesce(v.heads, 1) AS people, coalesce(v.signed_by, p.signed_by) AS signed, "
    "coalesce(v.proxy, p.proxy) AS stood, "
    "iif(p.id IS NULL, v.cash, p.amount - coalesce(p.goods, 0)) AS given_cash, "
    "iif(p.id IS NULL, v.goods_value, coalesce(p.goods, 0)) AS given_goods "
    "FROM visit v JOIN activity a ON a.id = v.activity LEFT JOIN household h ON h.id = v.household "
    f"LEFT JOIN live_payment p ON p.visit = v.id AND NOT p.came_back AND p.{PAID} "
    "LEFT JOIN fund f ON f.id = p.fund "
    "WHERE v.void_reason IS NULL AND a.year = :year AND a.kind IN (SELECT value FROM json_each(:kinds)) "
    "AND (p.id IS NOT NULL OR NOT EXISTS (SELECT 1 FROM payment q JOIN batch b ON b.id = q.batch "
    "WHERE q.visit = v.id AND b.state <> '已作废'))"
)
"""SQL: whom activities reached: by what was paid, and who stands in no batch by the list of the activity."""


class Span(NamedTuple):
    """The first and the last day of what counts."""

    begins: dt.date
    ends: dt.date

    @property
    def values(self) -> dict[str, str]:
        """As a statement takes them."""
        return {"begins": self.begins.isoformat(), "ends": self.ends.isoformat()}


class Lines(NamedTuple):
    """Lines that can be counted and read: the query, its order, and what both need."""

    sql: str
    order: str
    values: Mapping[str, object]


WITHIN = "p.paid_on >= :begins AND day BETWEEN :begins AND :ends"
"""SQL, behind ``OUT``: paid in these days. A batch is paid on the last of its days."""


def paid(span: Span, programmes: Collection[str] | None = None, *, came_back: bool = False) -> Lines:
    """What was paid in these days, of these programmes or of all; with ``came_back`` also what came back since."""
    sql = f"{OUT} AND {WITHIN}"
    if not came_back:
        sql += " AND NOT p.came_back"
    if programmes is not None:
        sql += " AND p.programme IN (SELECT value FROM json_each(:programmes))"
    return Lines(sql, "day, batch, position", {**span.values, "programmes": rows.json_text(programmes or ())})


def asked(programmes: Collection[str], year: int) -> Lines:
    """The applications for these programmes in a year that didn't come to nothing, with what is or is to be paid."""
    sql = (
        "SELECT t.id, t.household, h.file_no, t.day AS asked_on, p.amount, p.state AS batch_state, f.source, "
        f"iif(p.{PAID}, {_DAY}, NULL) AS given_on FROM request t "
        "LEFT JOIN live_payment p ON p.request = t.id AND NOT p.came_back "
        "LEFT JOIN fund f ON f.id = p.fund LEFT JOIN household h ON h.id = t.household "
        f"WHERE t.programme IN (SELECT value FROM json_each(:programmes)) AND t.year = :year "
        f"AND t.state NOT IN {_ENDED}"
    )
    return Lines(sql, "asked_on, id", {"programmes": rows.json_text(programmes), "year": year})


def given(kinds: Collection[str], year: int) -> Lines:
    """Whom the year's activities of these kinds reached, and with what."""
    return Lines(GIVEN, "activity, position, id", {"kinds": rows.json_text(kinds), "year": year})


def count(db: Database, lines: Lines, numbers: Collection[int] | None = None) -> int:
    """How many lines there are; with ``numbers`` only those of these files."""
    sql, values = _narrowed(lines, numbers, ())
    return int(db.execute(f"SELECT count(*) FROM ({sql})", values).fetchone()[0])


def read(
    db: Database, lines: Lines, numbers: Collection[int] | None = None, without: Collection[int] = ()
) -> Iterator[dict[str, Any]]:
    """The lines in their order, only those of the files ``numbers`` if any are named, none of those ``without``."""
    sql, values = _narrowed(lines, numbers, without)
    yield from rows.dicts(db, f"{sql} ORDER BY {lines.order}", values)


def households(db: Database, lines: Lines, numbers: Collection[int] | None = None) -> list[int]:
    """The files that have such lines."""
    sql, values = _narrowed(lines, numbers, ())
    found = db.execute(f"SELECT DISTINCT household FROM ({sql}) WHERE household IS NOT NULL ORDER BY 1", values)
    return [number for (number,) in found]


def _narrowed(lines: Lines, numbers: Collection[int] | None, without: Collection[int]) -> tuple[str, dict[str, object]]:
    sql = f"SELECT * FROM ({lines.sql}) WHERE coalesce(household, 0) NOT IN (SELECT value FROM json_each(:without))"
    if numbers is not None:
        sql += " AND household IN (SELECT value FROM json_each(:numbers))"
    return sql, {**lines.values, "without": rows.json_text(without), "numbers": rows.json_text(numbers or ())}
