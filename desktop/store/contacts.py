"""Questions about contact with pilots and their monitoring, each in one pass over all of them."""

from collections.abc import Iterator
from typing import Any

from sqlite_utils import Database

from desktop.pilots.monitoring import Filling
from desktop.store import registers, rows

_GOES_ON = "e.state IN ('试点中', '已延续')"
_AFTER = "p.enterprise = e.id AND p.begins <= :day AND (p.ends IS NULL OR p.ends >= :day)"
_CADRES = f"(SELECT group_concat(p.cadre, '、') FROM pairing p WHERE {_AFTER})"


def contacts(db: Database, day: str) -> Iterator[dict[str, Any]]:
    """Each pilot that goes on: who looks after it on a day, the last call by then, and since when one is waited for."""
    sql = (
        f"SELECT e.id AS enterprise, e.name, w.name AS wave_name, e.liaison, e.phone, {_CADRES} AS cadres, "
        "c.last, c.mode, coalesce(p.since, iif(w.chosen_on <= :day, w.chosen_on, NULL)) AS since "
        "FROM enterprise e LEFT JOIN wave w ON w.id = e.wave "
        "LEFT JOIN (SELECT enterprise, max(day) AS last, mode FROM call WHERE day <= :day GROUP BY enterprise) c "
        "ON c.enterprise = e.id "
        "LEFT JOIN (SELECT enterprise, min(begins) AS since FROM pairing WHERE begins <= :day GROUP BY enterprise) p "
        f"ON p.enterprise = e.id WHERE {_GOES_ON} ORDER BY w.number, e.id"
    )
    return rows.dicts(db, sql, {"day": day})


def cadres(db: Database, day: str) -> Iterator[dict[str, Any]]:
    """Everybody who ever looked after a pilot, with what was last said of them, and how many they have on a day."""
    said = {
        name: f"(SELECT q.{name} FROM pairing q WHERE q.cadre = p.cadre AND q.{name} IS NOT NULL "
        f"ORDER BY q.id DESC LIMIT 1) AS {name}"
        for name in ("duty", "phone")
    }
    sql = (
        f"SELECT p.cadre, {', '.join(said.values())}, "
        "count(DISTINCT iif(p.begins <= :day AND (p.ends IS NULL OR p.ends >= :day), p.enterprise, NULL)) AS units "
        "FROM pairing p GROUP BY p.cadre ORDER BY units DESC, p.cadre"
    )
    return rows.dicts(db, sql, {"day": day})


def pairings_between(db: Database, begins: str, ends: str) -> Iterator[dict[str, Any]]:
    """Who looked after which pilot on a day of a span."""
    sql = (
        "SELECT DISTINCT p.cadre, p.enterprise FROM pairing p "
        "WHERE p.begins <= :ends AND (p.ends IS NULL OR p.ends >= :begins)"
    )
    return rows.dicts(db, sql, {"begins": begins, "ends": ends})


def calls_between(db: Database, begins: str, ends: str) -> Iterator[dict[str, Any]]:
    """The calls of a span."""
    sql = "SELECT id, enterprise, cadre, mode, day FROM call WHERE day BETWEEN :begins AND :ends"
    return rows.dicts(db, sql, {"begins": begins, "ends": ends})


def problems_between(db: Database, begins: str, ends: str) -> Iterator[dict[str, Any]]:
    """The problems found in a span, but by an inspection; ``cadre`` as ``contact_sums.Found`` has it."""
    sql = (
        "SELECT t.id, t.enterprise, t.solved_on, t.satisfaction, coalesce(c.cadre, "
        "(SELECT group_concat(p.cadre, '、') FROM pairing p WHERE p.enterprise = t.enterprise "
        "AND p.begins <= t.found_on AND (p.ends IS NULL OR p.ends >= t.found_on)), '') AS cadre "
        "FROM problem t LEFT JOIN call c ON c.id = t.call "
        "WHERE t.inspection IS NULL AND t.found_on BETWEEN :begins AND :ends"
    )
    return rows.dicts(db, sql, {"begins": begins, "ends": ends})


def unit_names(db: Database) -> dict[int, str]:
    """The names of all enterprises by number."""
    return dict(db.execute("SELECT id, name FROM enterprise").fetchall())


def reminders(db: Database, periods: list[str]) -> list[dict[str, Any]]:
    """How often an enterprise was reminded of each period, and on which day last."""
    sql = (
        "SELECT enterprise, period, count(*) AS count, max(day) AS day FROM reminder "
        "WHERE period IN (SELECT value FROM json_each(?)) GROUP BY 1, 2"
    )
    return [row | {"day": rows.day(row["day"])} for row in rows.dicts(db, sql, [rows.json_text(periods)])]


def fillings(db: Database, periods: list[str]) -> list[Filling]:
    """What was entered for these periods."""
    return [one for period in periods for one in registers.of(db, Filling, period=period)]


def chosen_on(db: Database) -> dict[int, str]:
    """The day on which each enterprise's wave was chosen; those without a wave aren't there."""
    found = db.execute("SELECT e.id, w.chosen_on FROM enterprise e JOIN wave w ON w.id = e.wave").fetchall()
    return dict(found)
