"""What was paid, what funds had, and whom activities reached, as sums for the sheets that go up.

``households`` are distinct files, everybody without a file being one; ``heads`` is how many people payments are for.
"""

from collections.abc import Collection
from typing import Any

from sqlite_utils import Database

from desktop.store import rows
from desktop.store.aid_lines import GIVEN, OUT, WITHIN, Lines, Span
from desktop.store.batches import UNSETTLED

_SUMS = (
    "count(DISTINCT who) AS households, coalesce(sum(coalesce(heads, 1)), 0) AS heads, "
    "coalesce(sum(amount), 0) AS amount, count(*) AS payments"
)
_KEPT = f"SELECT * FROM ({OUT} AND {WITHIN} AND NOT p.came_back)"


def tallies(db: Database, span: Span, *by: str) -> dict[tuple[str, ...], dict[str, int]]:
    """What was paid in these days, by ``source``, ``programme`` or both; by nothing the sum of all."""
    keys = rows.quoted(by)
    group = f" GROUP BY {keys} ORDER BY {keys}" if by else ""
    sql = f"SELECT {f'{keys}, ' if by else ''}{_SUMS} FROM ({_KEPT}){group}"
    found = rows.dicts(db, sql, span.values)
    return {tuple(row.pop(one) for one in by): row for row in found}


OUTLAYS = "SELECT s.*, f.source FROM live_instalment s JOIN fund f ON f.id = s.fund"
"""SQL: what funds paid for projects, which is aid to nobody."""


def outlays(db: Database, span: Span, *by: str) -> dict[tuple[str, ...], dict[str, int]]:
    """What funds paid for projects in these days, by ``source``; by nothing the sum of all."""
    keys = rows.quoted(by)
    group = f" GROUP BY {keys} ORDER BY {keys}" if by else ""
    sql = (
        f"SELECT {f'{keys}, ' if by else ''}coalesce(sum(amount), 0) AS amount, count(*) AS payments "
        f"FROM ({OUTLAYS}) WHERE day BETWEEN :begins AND :ends{group}"
    )
    found = rows.dicts(db, sql, span.values)
    return {tuple(row.pop(one) for one in by): row for row in found}


_FLOWS = f"""
WITH flow AS (
    SELECT f.source, r.day, coalesce(r.kind, '到账') AS kind, r.amount FROM receipt r JOIN fund f ON f.id = r.fund
    UNION ALL SELECT source, day, '发放', amount FROM ({OUT} AND NOT p.came_back)
    UNION ALL SELECT source, day, '发放', amount FROM ({OUTLAYS})
), signed AS (
    SELECT *, iif(kind IN ('到账', '上年结转'), amount, -amount) AS fen FROM flow WHERE day <= :ends
)
SELECT source,
    sum(iif(day < :begins OR kind IN ('上年结转', '结转下年'), fen, 0)) AS before,
    sum(iif(day >= :begins AND kind = '到账', amount, 0)) AS came,
    sum(iif(day >= :begins AND kind = '上缴', amount, 0)) AS handed,
    sum(iif(day >= :begins AND kind = '发放', amount, 0)) AS spent,
    sum(fen) AS left
FROM signed GROUP BY source
"""


def flows(db: Database, span: Span) -> dict[str, dict[str, int]]:
    """What funds of each source had before these days, what came, was handed back and spent, and what was left, fen.

    Spent is what was paid as aid and for projects.
    What is carried from one year's fund into the next stays where it is, but for what an office began with.
    """
    return {row.pop("source"): row for row in rows.dicts(db, _FLOWS, span.values)}


def reached(db: Database, kinds: Collection[str], year: int, *by: str) -> dict[tuple[Any, ...], dict[str, int]]:
    """Whom the year's activities of these kinds reached, by ``activity``, ``kind``, ``source``; by nothing all."""
    keys = rows.quoted(by)
    sums = (
        "count(DISTINCT who) AS households, coalesce(sum(people), 0) AS heads, count(*) AS recipients, "
        "coalesce(sum(given_cash), 0) AS cash, coalesce(sum(given_goods), 0) AS goods"
    )
    group = f" GROUP BY {keys}" if by else ""
    sql = f"SELECT {f'{keys}, ' if by else ''}{sums} FROM ({GIVEN}){group}"
    found = rows.dicts(db, sql, {"kinds": rows.json_text(kinds), "year": year})
    return {tuple(row.pop(one) for one in by): row for row in found}


def rounds(db: Database, kinds: Collection[str], year: int) -> list[dict[str, Any]]:
    """The year's activities of these kinds, the oldest first."""
    sql = (
        "SELECT id, name, units FROM activity "
        "WHERE year = ? AND kind IN (SELECT value FROM json_each(?)) ORDER BY begins, id"
    )
    return list(rows.dicts(db, sql, [year, rows.json_text(kinds)]))


def goods_given(db: Database, kinds: Collection[str], year: int) -> list[tuple[int, str, int]]:
    """Activity, what somebody was given, in words, and how many were given just that."""
    sql = (
        f"SELECT activity, goods, count(*) FROM ({GIVEN}) WHERE goods IS NOT NULL GROUP BY 1, 2 ORDER BY min(position)"
    )
    values = {"kinds": rows.json_text(kinds), "year": year}
    return [tuple(row) for row in db.execute(sql, values)]


def graduates(db: Database, lines: Lines) -> list[tuple[str, str, str, int]]:
    """How many applications for help with finding work there are, by degree, state of work, and measures."""
    facts = ", ".join(
        f"coalesce(json_extract(t.facts, '$.{name}'), '')" for name in ("degree", "job_state", "measures")
    )
    sql = (
        f"SELECT {facts}, count(*) FROM ({lines.sql}) l JOIN request t ON t.id = l.id GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"
    )
    return [tuple(row) for row in db.execute(sql, dict(lines.values))]


def qualities(db: Database, span: Span) -> dict[str, int]:
    """Of what was paid in these days: how many name an ID, how much went to cards, what came back and is settled."""
    sql = (
        f"SELECT (SELECT count(*) FROM ({_KEPT}) WHERE resident_id IS NOT NULL) AS named, "
        f"(SELECT coalesce(sum(amount - coalesce(goods, 0)), 0) FROM ({_KEPT}) "
        "WHERE coalesce(means, '银行转账') = '银行转账' AND card IS NOT NULL) AS banked, "
        f"(SELECT coalesce(sum(amount - coalesce(goods, 0)), 0) FROM ({_KEPT})) AS money, "
        f"(SELECT count(*) FROM ({OUT} AND {WITHIN} AND p.came_back)) AS back, "
        f"(SELECT count(*) FROM ({OUT} AND {WITHIN} AND p.came_back AND {UNSETTLED})) AS open"
    )
    return next(rows.dicts(db, sql, span.values))


def helped(db: Database, span: Span, numbers: Collection[int]) -> int:
    """How many of these files were paid something in these days."""
    sql = f"SELECT count(DISTINCT household) FROM ({_KEPT}) WHERE household IN (SELECT value FROM json_each(:numbers))"
    found = db.execute(sql, {**span.values, "numbers": rows.json_text(numbers)}).fetchone()
    return int(found[0])


def decided(db: Database, year: int) -> tuple[int, int]:
    """How many applications of a year there are, and how many of them were decided."""
    sql = "SELECT count(*), count(decided_on) FROM request WHERE year = ? AND state <> '已撤回'"
    whole, done = db.execute(sql, [year]).fetchone()
    return int(whole), int(done)
