"""The lists that a window shows."""

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
"""Those of the page of pilots."""

LISTED = (
    Noun.CASES,
    Noun.REQUESTS,
    Noun.ACTIVITIES,
    Noun.VISITS,
    Noun.FUNDS,
    Noun.BATCHES,
    Noun.PAYMENTS,
    *PILOTS,
    Noun.SAMPLES,
    Noun.JOURNAL,
)
"""All of them."""
