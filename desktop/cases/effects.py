"""What a step sets on the file: the days of its life, its category."""

import calendar
import datetime as dt
from collections.abc import Mapping

from desktop.base.fields import Value, Values
from desktop.cases.household import State
from desktop.cases.procedure import Progress
from desktop.cases.steps import Verb
from desktop.policy.standards import Policy


def effects(now: Progress, verb: Verb, to: State, values: Values, policy: Policy) -> Mapping[str, Value]:
    """The columns of the file that the step sets, beside its state."""
    day = values.get("day")
    set_by: dict[str, Value] = {}
    if to is not now.state:
        set_by.update(since=day, state_reason=values.get("opinion"))
    if now.state in _POSTED and to not in {*_POSTED, State.ON_FILE}:
        set_by.update(notice_begins=None, notice_ends=None)
    for column, value in _SETS.get(verb, {}).items():
        set_by[column] = values.get(value) if value else None
    if verb is Verb.DECIDE and to is State.ON_FILE:
        set_by.update({"reviewed_on": day} if now.relapsed else {"reviewed_on": day, "filed_on": day})
    if verb in _CATEGORISING and to in {State.ON_FILE, State.SUSPENDED}:
        set_by.update({name: value for name, value in _category(verb, values).items() if value})
    if verb is Verb.REOPEN:
        set_by.update(_notice(now, to))
    if verb in _ENDING:
        set_by.update({"relapsed_on": None} if to is State.LIFTED else {"closed_on": day})
    if verb in _VISITED and to is State.LIFTED:
        set_by["visit_due"] = visit_due(day if verb is Verb.LIFT else now.lifted_on, _visits(now, verb), policy)
    return set_by


def falls_behind(now: Progress, verb: Verb, to: State) -> bool:
    """Whether the paper file and the superior's system have to follow the step: entry, and what moves a file after it.

    (reference: domain §1.4, entry). What is taken over stands there already.
    """
    return to is not now.state and verb is not Verb.TAKE_OVER and (to is State.ON_FILE or now.state in _ENTERED)


def _category(verb: Verb, values: Values) -> Values:
    """What a decision or a review says of the category; a review's reason is what changed."""
    reason = values.get("opinion") if verb is Verb.REVIEW and values.get("category") else values.get("category_reason")
    return {"category": values.get("category"), "category_reason": reason}


def _notice(now: Progress, to: State) -> Mapping[str, Value]:
    """The notice by which a file that comes back was put on file."""
    posted = now.latest(Verb.POST) if to is State.ON_FILE else None
    return {"notice_begins": posted.day, "notice_ends": posted.body.get("ends")} if posted else {}


_POSTED = (State.POSTED, State.PENDING)
_ENTERED = (State.ON_FILE, State.SUSPENDED, State.LIFTED)
_CATEGORISING = (Verb.DECIDE, Verb.REVIEW)
_ENDING = (Verb.REFUSE, Verb.WITHDRAW)
_VISITED = (Verb.LIFT, Verb.RETURN_VISIT, Verb.REOPEN, *_ENDING)
_SETS: Mapping[Verb, Mapping[str, str]] = {
    Verb.POST: {"notice_begins": "day", "notice_ends": "ends"},
    Verb.VISIT: {"visited_on": "day"},
    Verb.TAKE_OVER: {"filed_on": "day", "reviewed_on": "day"},
    Verb.REVIEW: {"reviewed_on": "day"},
    Verb.LIFT: {"lifted_on": "day", "relapsed_on": ""},
    Verb.RELAPSE: {"relapsed_on": "day", "visit_due": "", "notice_begins": "", "notice_ends": ""},
    Verb.CLOSE: {"closed_on": "day", "visit_due": ""},
    Verb.REOPEN: {"closed_on": "", "merged_into": ""},
    Verb.MERGE: {"closed_on": "day", "visit_due": "", "merged_into": "other"},
    Verb.SYNC: {"unsynced_since": ""},
}
"""What each verb sets: column of the file, and the field of the step that it takes; none empties it."""


def _visits(now: Progress, verb: Verb) -> int:
    """Return visits that are done once this step is."""
    if verb is Verb.RETURN_VISIT:
        return now.visits + 1
    return 0 if verb is Verb.LIFT else now.visits


def visit_due(lifted_on: object, done: int, policy: Policy) -> dt.date | None:
    """When the next return visit is due: months after lifting-out by policy; None after the last one."""
    months = policy.procedure.return_visits if policy.procedure else ()
    if not isinstance(lifted_on, dt.date) or done >= len(months):
        return None
    return months_after(lifted_on, months[done])


def months_after(day: dt.date, months: int) -> dt.date:
    """The same day so many months later, or the last day of a shorter month.

    >>> months_after(dt.date(2023, 11, 30), 3)
    datetime.date(2024, 2, 29)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
