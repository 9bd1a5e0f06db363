"""How a file moves through its life: one table of steps, and where a file stands (reference: domain §1.4, §1.5).

Whatever takes a step (the form, the command line, many files) asks here; ``step_checks`` says what a step needs.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from desktop.base.errors import ForbiddenError
from desktop.base.fields import Values
from desktop.cases.household import State
from desktop.cases.steps import Step, Verb
from desktop.policy.standards import Policy

PATH = (State.DRAFT, State.ACCEPTED, State.VISITED, State.ASSESSED, State.POSTED, State.PENDING)
"""The way of an application, in order; a return leads one back on it, or to its beginning."""

_APPLYING = PATH[1:]
_OPEN = (*PATH, State.ON_FILE, State.SUSPENDED, State.LIFTED)

FLOW: Mapping[Verb, Mapping[State, State]] = {
    Verb.ACCEPT: {State.DRAFT: State.ACCEPTED},
    Verb.VISIT: {State.ACCEPTED: State.VISITED},
    Verb.ASSESS: {State.VISITED: State.ASSESSED},
    Verb.POST: {State.ASSESSED: State.POSTED},
    Verb.END_NOTICE: {State.POSTED: State.PENDING},
    Verb.DECIDE: {State.PENDING: State.ON_FILE},
    Verb.ANSWER: {State.POSTED: State.POSTED, State.PENDING: State.PENDING},
    Verb.OBJECT: {State.POSTED: State.POSTED, State.PENDING: State.PENDING},
    Verb.RETURN: dict(zip(_APPLYING, PATH, strict=False)),
    Verb.REFUSE: dict.fromkeys(_APPLYING, State.CLOSED),
    Verb.WITHDRAW: dict.fromkeys(PATH, State.CLOSED),
    Verb.TAKE_OVER: {State.DRAFT: State.ON_FILE},
    Verb.REVIEW: {State.ON_FILE: State.ON_FILE, State.SUSPENDED: State.SUSPENDED},
    Verb.SUSPEND: {State.ON_FILE: State.SUSPENDED},
    Verb.RESUME: {State.SUSPENDED: State.ON_FILE},
    Verb.LIFT: {State.ON_FILE: State.LIFTED, State.SUSPENDED: State.LIFTED},
    Verb.RETURN_VISIT: {State.LIFTED: State.LIFTED},
    Verb.RELAPSE: {State.LIFTED: State.ACCEPTED},
    Verb.CLOSE: dict.fromkeys((State.ON_FILE, State.SUSPENDED, State.LIFTED), State.CLOSED),
    Verb.REOPEN: {State.CLOSED: State.CLOSED},
    Verb.SYNC: {state: state for state in (*_OPEN, State.CLOSED)},
}
"""Where each verb can be done and where it usually leads; ``after`` knows the few that depend on more."""

_SETTLED = frozenset({State.ON_FILE, State.LIFTED})
_TAKEN_IN = (Verb.ACCEPT, Verb.RELAPSE)
_NOTICED = (State.POSTED, State.PENDING)

_NEXT: Mapping[State, str] = {
    State.DRAFT: "请先受理",
    State.ACCEPTED: "请先登记入户核查，或退回",
    State.VISITED: "请先登记经济状况核对，或退回",
    State.ASSESSED: "请先公示，或退回",
    State.POSTED: "公示期满后请登记公示结束，或退回",
    State.PENDING: "请审批，或退回",
    State.ON_FILE: "在档的档案可以复核、暂停、脱困或注销",
    State.SUSPENDED: "请先恢复在档",
    State.LIFTED: "脱困的档案可以回访、返困或注销",
    State.CLOSED: "要再用请先恢复档案",
}


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a file stands, read from its steps.

    Attributes:
        state: its state.
        trail: the steps that count in the present application, oldest first; what was returned no longer counts.
        objections: those of the present notice that nobody has dealt with.
        upheld: those that were found right.
        visits: return visits since it was lifted out on ``lifted_on``.
        came_from: of a closed file, the state in which it was closed.
        last: the day of the last step; None where there is none.
        applied: whether it was ever taken in as an application, by which it goes the whole way.
        relapsed: whether the present application is of a household whose hardship came back.
    """

    state: State
    trail: tuple[Step, ...] = ()
    objections: tuple[Step, ...] = ()
    upheld: tuple[Step, ...] = ()
    visits: int = 0
    came_from: State = State.ON_FILE
    lifted_on: dt.date | None = None
    last: dt.date | None = None
    applied: bool = False
    relapsed: bool = False

    def latest(self, verb: Verb) -> Step | None:
        """The last step of that verb that counts."""
        return next((step for step in reversed(self.trail) if step.verb is verb), None)

    @property
    def approvals(self) -> tuple[Step, ...]:
        """The levels that have approved so far."""
        return tuple(step for step in self.trail if step.verb is Verb.DECIDE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a step needs to know beside the steps before it.

    Attributes:
        consents_missing: names of those who haven't agreed to a public notice, where policy asks for it.
        documents_missing: names of the documents that have to be there by this step.
        category: the file's category, and ``category_proposed`` what the income test leads to.
        category_reason: why it is another one.
        altered: labels of what was changed since the assessment, of that which a notice makes public or rests on.
        figures_missing: labels of what the income test still lacks.
        notice_ends: last day of a notice from a day on.
    """

    notice_ends: Callable[[dt.date], dt.date]
    consents_missing: tuple[str, ...] = ()
    documents_missing: tuple[str, ...] = ()
    category: str = ""
    category_proposed: str | None = None
    category_reason: str = ""
    figures_missing: tuple[str, ...] = ()
    altered: tuple[str, ...] = ()


def progress(state: State, steps: Iterable[Step]) -> Progress:
    """Where a file in that state stands after its steps; a file without any came with a ledger.

    Steps that an undo took away are simply not there, so nothing needs to be kept in step with the journal.
    """
    now = Progress(state)
    for step in steps:
        last = step.day if step.verb in FLOW else now.last  # what happened to the people is told whenever it is known
        applied = now.applied or step.verb in _TAKEN_IN
        relapsed = step.verb is Verb.RELAPSE or (now.relapsed and step.after not in _SETTLED)
        now = replace(_after(now, step), state=step.after, last=last, applied=applied, relapsed=relapsed)
    return replace(now, state=state)


def _after(now: Progress, step: Step) -> Progress:
    """What a step changes beside the state and the last day."""
    if step.after is State.CLOSED and step.before is not State.CLOSED:
        now = replace(now, came_from=step.before)
    match step.verb:
        case Verb.RETURN | Verb.REOPEN if step.after in PATH:
            now = replace(now, trail=_kept(now.trail, step.after))
            return now if step.after is State.POSTED else replace(now, objections=(), upheld=())
        case Verb.TAKE_OVER | Verb.RELAPSE:
            return replace(now, trail=(step,), objections=(), upheld=())
        case Verb.POST:
            return replace(now, trail=(*now.trail, step), objections=(), upheld=())
        case Verb.ACCEPT | Verb.VISIT | Verb.ASSESS | Verb.END_NOTICE | Verb.DECIDE:
            return replace(now, trail=(*now.trail, step))
        case Verb.OBJECT:
            return replace(now, objections=(*now.objections, step))
        case Verb.ANSWER:
            return _answered(now, step)
        case Verb.LIFT:
            return replace(now, visits=0, lifted_on=step.day)
        case Verb.RETURN_VISIT:
            return replace(now, visits=now.visits + 1)
    return now


def _answered(now: Progress, answer: Step) -> Progress:
    dealt_with = tuple(one for one in now.objections if one.id == answer.body.get("objection"))
    left = tuple(one for one in now.objections if one not in dealt_with)
    return replace(now, objections=left, upheld=(*now.upheld, *dealt_with) if answer.body.get("upheld") else now.upheld)


def _kept(trail: Sequence[Step], back_to: State) -> tuple[Step, ...]:
    """The steps that still count after a return: those that led as far as the file now stands."""
    return tuple(
        step
        for step in trail
        if step.after in PATH and PATH.index(step.after) <= PATH.index(back_to) and step.verb is not Verb.DECIDE
    )


def verbs(now: Progress) -> tuple[Verb, ...]:
    """What can be done with a file as it stands, the usual next step first."""
    barred = {Verb.ANSWER, Verb.TAKE_OVER} if now.applied else {Verb.ANSWER}
    possible = [verb for verb, leads in FLOW.items() if now.state in leads and verb not in barred]
    return (Verb.ANSWER, *possible) if now.objections and now.state in FLOW[Verb.ANSWER] else tuple(possible)


def require(now: Progress, verb: Verb) -> None:
    """``ForbiddenError`` where a file can't take that step as it stands."""
    if verb not in verbs(now):
        if verb is Verb.ANSWER and now.state in FLOW[verb]:
            raise ForbiddenError("没有待处理的异议，什么也没有改动。")
        if verb is Verb.TAKE_OVER and now.state in FLOW[verb]:
            raise ForbiddenError(f"这份申请受理过，要按程序办理，不能“{verb}”，什么也没有改动；请先受理。")
        raise ForbiddenError(f"档案状态是“{now.state}”，不能办理“{verb}”，什么也没有改动；{_NEXT[now.state]}。")


def after(now: Progress, verb: Verb, values: Values, policy: Policy) -> State:
    """The state that a step leads to, where the table doesn't say all: returns, levels, reopened and relapsed files."""
    if verb is Verb.RETURN and values.get("to_start"):
        return State.DRAFT
    if verb is Verb.REOPEN:
        return State.ASSESSED if now.came_from in _NOTICED else now.came_from  # its notice came down
    if verb is Verb.DECIDE and len(now.approvals) + 1 < len(levels(policy)):
        return State.PENDING
    if verb in {Verb.REFUSE, Verb.WITHDRAW} and now.relapsed:
        return State.LIFTED  # its file is still that of a household that was lifted out, and is visited
    return FLOW[verb][now.state]


def levels(policy: Policy) -> tuple[str, ...]:
    """Who decides, in order; one level of no name where policy says nothing."""
    return (policy.procedure.levels if policy.procedure else ()) or ("区总工会",)


def completed(now: Progress, verb: Verb, values: Values, policy: Policy, facts: Facts) -> Values:
    """The values with what follows: a notice's last day, the level that decides, the objection that is answered."""
    day = values.get("day")
    if verb is Verb.POST and isinstance(day, dt.date):
        return {**values, "ends": facts.notice_ends(day)}
    if verb is Verb.DECIDE:
        level = levels(policy)[min(len(now.approvals), len(levels(policy)) - 1)]
        return {**values, "level": level, **_category(now, values, facts)}
    if verb is Verb.ANSWER and now.objections:
        asked = values.get("objection")
        known = {one.id for one in now.objections}
        return {**values, "objection": asked if asked in known else now.objections[0].id}
    return values


def _category(now: Progress, values: Values, facts: Facts) -> Values:
    """The category of a decision, with its reason: as the level before had it, where this one says nothing else."""
    before = now.approvals[-1].body if now.approvals else {"category": facts.category}
    category = values.get("category") or before.get("category")
    reason = before.get("category_reason") if category == before.get("category") else None
    return {"category": category, "category_reason": values.get("category_reason") or reason}
