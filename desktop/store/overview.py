"""The figures of the first page: sums that SQLite reckons, however many records there are."""

from sqlite_utils import Database

from desktop.aid.batch import PAID_STATES
from desktop.base.changes import Noun
from desktop.base.listing import Query
from desktop.cases.household import State
from desktop.store import listings


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


def cases(db: Database) -> int:
    """How many files there are, in whatever state."""
    return int(db.execute("SELECT count(*) FROM household").fetchone()[0])
