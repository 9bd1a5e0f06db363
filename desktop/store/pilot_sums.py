"""What is counted of pilots for the sheets that go up, as it stood on a day: for all of them in one pass."""

import datetime as dt
from typing import Any, NamedTuple

from sqlite_utils import Database

from desktop.store import rows


class Paper(NamedTuple):
    """How a paper of a pilot stood on a day: the version in order, else the newest."""

    state: str
    document_no: str | None
    received_on: dt.date


class Tally(NamedTuple):
    """Skilled workers of a unit and a grade, and how many of them have a title of craftsman."""

    unit: str
    grade: str
    people: int
    craftsmen: int


_PAPERS = """
SELECT enterprise, kind, said AS state, document_no, received_on FROM (
    SELECT *, row_number() OVER (PARTITION BY enterprise, kind ORDER BY said = '合格' DESC, version DESC) AS place
    FROM (SELECT s.*, iif(coalesce(s.checked_on, s.received_on) <= :day, s.state, '待核对') AS said
        FROM submission s WHERE s.received_on <= :day)
) WHERE place = 1
"""


def papers(db: Database, day: dt.date) -> dict[tuple[int, str], Paper]:
    """The papers that had come by a day, by enterprise and kind."""
    found = rows.dicts(db, _PAPERS, {"day": day.isoformat()})
    return {(one["enterprise"], one["kind"]): _paper(one) for one in found}


def _paper(row: dict[str, Any]) -> Paper:
    return Paper(row["state"], row["document_no"], rows.day(row["received_on"]))


def stages(db: Database, day: dt.date) -> dict[int, str]:
    """The furthest stage that each enterprise had reached on a day."""
    sql = (
        "SELECT enterprise, stage FROM (SELECT m.*, row_number() OVER (PARTITION BY enterprise "
        "ORDER BY rank DESC, day DESC) AS place FROM milestone m WHERE m.day <= ?) WHERE place = 1"
    )
    return dict(db.execute(sql, [day.isoformat()]).fetchall())


def called_on(db: Database, day: dt.date) -> dict[int, dt.date]:
    """The last day by then on which somebody called on each enterprise."""
    sql = "SELECT enterprise, max(day) FROM call WHERE day <= ? GROUP BY enterprise"
    return {number: rows.day(last) for number, last in db.execute(sql, [day.isoformat()])}


def talents(db: Database, day: dt.date) -> list[Tally]:
    """The skilled workers who aren't known to have got their certificate after a day, by unit and grade."""
    sql = (
        "SELECT coalesce(e.name, t.unit, '') AS unit, coalesce(t.grade, '') AS grade, count(*), count(t.craftsman) "
        "FROM talent t LEFT JOIN enterprise e ON e.id = t.enterprise LEFT JOIN wave w ON w.id = e.wave "
        "WHERE coalesce(t.certified_on, '') <= ? GROUP BY 1, 2 "
        "ORDER BY max(e.id) IS NULL, min(w.number), min(e.id), 1"
    )
    return [Tally(*row) for row in db.execute(sql, [day.isoformat()])]
