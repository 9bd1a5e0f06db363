"""Which lists the page of pilots shows."""

from desktop.base.changes import Noun

PILOTS = (
    Noun.PILOTS,
    Noun.WAVES,
    Noun.SUBMISSIONS,
    Noun.TASKS,
    Noun.INCENTIVES,
    Noun.ASSESSMENTS,
    Noun.PAIRINGS,
    Noun.CALLS,
    Noun.INSPECTIONS,
    Noun.PROBLEMS,
    Noun.FILLINGS,
    Noun.STUDIOS,
    Noun.TALENTS,
    Noun.CONTESTS,
)
"""Whatever asks for one of these leads there."""
