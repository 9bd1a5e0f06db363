"""What a write reports."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

Progress = Callable[[int, int], None]
"""Called with (done, total) during long work; may raise ``Cancelled``."""


def silent(done: int, total: int) -> None:
    """Report progress to nobody."""


class Noun(StrEnum):
    """What an office keeps; the names that lists, changes and the command line use."""

    CASES = "cases"
    CONSULTATIONS = "consultations"
    SAMPLES = "samples"
    PROGRAMMES = "programmes"
    REQUESTS = "requests"
    ACTIVITIES = "activities"
    VISITS = "visits"
    FUNDS = "funds"
    BATCHES = "batches"
    PAYMENTS = "payments"
    PILOTS = "pilots"
    WAVES = "waves"
    SUBMISSIONS = "submissions"
    TASKS = "tasks"
    INCENTIVES = "incentives"
    ASSESSMENTS = "assessments"
    PAIRINGS = "pairings"
    CALLS = "calls"
    INSPECTIONS = "inspections"
    PROBLEMS = "problems"
    FILLINGS = "fillings"
    STUDIOS = "studios"
    TALENTS = "talents"
    CONTESTS = "contests"
    STANDARDS = "standards"
    SETTINGS = "settings"
    JOURNAL = "journal"


UNDO, REDO = "撤销：", "重做："
"""What the labels of undos and redos begin with."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A record that an undo left as it is, and the reason as a Chinese sentence."""

    noun: Noun
    record: int
    label: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One committed operation.

    Attributes:
        operation: its number in the journal; 0 where nothing had to be written.
        label: what was done, in the clerk's words: the text of undo and of the journal.
        nouns: what was touched; screens refresh from it.
        count: how many records.
        record: the record's id where it is just one.
        made: the list on which that record is new; None where it isn't, or several are.
        kept: what an undo left alone.
    """

    operation: int
    label: str
    nouns: frozenset[Noun]
    count: int = 1
    record: int | None = None
    made: Noun | None = None
    kept: tuple[Kept, ...] = ()
