"""The figures of the first page: sums that SQLite reckons, however many records there are."""

from typing import NamedTuple

from sqlite_utils import Database

from desktop.aid.batch import PAID_STATES
from desktop.aid.request import RequestState
from desktop.base.changes import Noun
from desktop.base.listing import Query
from desktop.cases.household import State
from desktop.store import listings
from desktop.store.listings_aid import WAITING

GRANTED = Query(noun=Noun.REQUESTS, chips={"state": RequestState.GRANTED, "paying": "未列入"})
"""Applications that were granted money and stand in no batch."""
RETURNED = Query(noun=Noun.BATCHES, chips={"returns": WAITING})
"""Batches of whose money some came back and is neither paid anew nor settled otherwise."""


def on_file(db: Database) -> dict[str, int]:
    """How many files are on file, by category, the commonest first."""
    return listings.counts(db, Query(noun=Noun.CASES, chips={"state": State.ON_FILE}), "category")


def batches_by_state(db: Database) -> dict[str, int]:
    """How many batches there are in each state."""
    return listings.counts(db, Query(noun=Noun.BATCHES), "state")


def paid_in(db: Database, year: int) -> tuple[int, int, int]:
    """What was paid in the batches of a year, in fen; how many people it went to; in how many payments."""
    row = db.execute(
        "SELECT coalesce(sum(p.amount), 0), count(DISTINCT p.resident_id), count(*) FROM batch b "
        "JOIN payment p ON p.batch = b.id WHERE b.year = ? AND b.state IN (?, ?) AND p.excluded IS NULL "
        "AND p.withheld IS NULL AND p.outcome IS NULL",
        [year, *PAID_STATES],
    ).fetchone()
    return int(row[0]), int(row[1]), int(row[2])


def requests_by_state(db: Database) -> dict[str, int]:
    """How many applications there are in each state."""
    return listings.counts(db, Query(noun=Noun.REQUESTS), "state")


def granted(db: Database) -> int:
    """How many applications were granted money and stand in no batch."""
    return listings.counts(db, GRANTED, "paying").get(GRANTED.chips["paying"], 0)


class Running(NamedTuple):
    """An activity that isn't closed, how many it is to reach, and how many of them weren't visited."""

    name: str
    recipients: int
    unvisited: int


def running(db: Database) -> list[Running]:
    """The activities that aren't closed and in which somebody wasn't visited, the newest first."""
    found = db.execute(
        "SELECT a.name, count(*), count(*) - count(v.visited_on) FROM activity a "
        "JOIN visit v ON v.activity = a.id AND v.void_reason IS NULL WHERE a.closed_on IS NULL "
        "GROUP BY a.id HAVING count(*) > count(v.visited_on) ORDER BY a.begins DESC, a.id DESC"
    )
    return [Running(*row) for row in found]


def cases(db: Database) -> int:
    """How many files there are, in whatever state."""
    return int(db.execute("SELECT count(*) FROM household").fetchone()[0])


def pilots(db: Database) -> tuple[int, int]:
    """How many pilots there are, whatever became of them, and in how many waves."""
    row = db.execute("SELECT count(*), count(DISTINCT wave) FROM enterprise").fetchone()
    return int(row[0]), int(row[1])
