"""How a file moves through its life: one table of steps, where a file stands, and what each step needs.

(reference: domain §1.4, §1.5). Whatever takes a step (the form, the command line, many files at once) asks here.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from desktop.base.calendar import today
from desktop.base.errors import ForbiddenError
from desktop.base.fields import Values
from desktop.base.findings import Finding, doubt
from desktop.cases.household import State
from desktop.cases.steps import Step, Verb, form_of
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
    Verb.OBJECT: {State.POSTED: State.POSTED, State.PENDING: State.PENDING},
    Verb.ANSWER: {State.POSTED: State.POSTED, State.PENDING: State.PENDING},
    Verb.END_NOTICE: {State.POSTED: State.PENDING},
    Verb.DECIDE: {State.PENDING: State.ON_FILE},
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
_PEOPLE = re.compile(r"[、，,;；/\n]+|\s{2,}")


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
    """

    state: State
    trail: tuple[Step, ...] = ()
    objections: tuple[Step, ...] = ()
    upheld: tuple[Step, ...] = ()
    visits: int = 0
    came_from: State = State.ON_FILE
    lifted_on: dt.date | None = None
    last: dt.date | None = None

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


def progress(state: State, steps: Iterable[Step]) -> Progress:
    """Where a file in that state stands after its steps; a file without any came with a ledger.

    Steps that an undo took away are simply not there, so nothing needs to be kept in step with the journal.
    """
    now = Progress(state)
    for step in steps:
        now = replace(_after(now, step), state=step.after, last=step.day)
    return replace(now, state=state)


def _after(now: Progress, step: Step) -> Progress:
    """What a step changes beside the state and the last day."""
    if step.after is State.CLOSED and step.before is not State.CLOSED:
        now = replace(now, came_from=step.before)
    match step.verb:
        case Verb.RETURN:
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
    possible = tuple(verb for verb, leads in FLOW.items() if now.state in leads)
    return tuple(verb for verb in possible if verb is not Verb.ANSWER or now.objections)


def require(now: Progress, verb: Verb) -> None:
    """``ForbiddenError`` where a file can't take that step as it stands."""
    if verb not in verbs(now):
        if verb is Verb.ANSWER and now.state in FLOW[verb]:
            raise ForbiddenError("没有待处理的异议，什么也没有改动。")
        raise ForbiddenError(f"档案状态是“{now.state}”，不能办理“{verb}”，什么也没有改动；{_NEXT[now.state]}。")


def after(now: Progress, verb: Verb, values: Values, policy: Policy) -> State:
    """The state that a step leads to: a return to the applicant, a first level's approval, a reopened file differ."""
    if verb is Verb.RETURN and values.get("to_start"):
        return State.DRAFT
    if verb is Verb.REOPEN:
        return now.came_from
    if verb is Verb.DECIDE and len(now.approvals) + 1 < len(levels(policy)):
        return State.PENDING
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
        return {**values, "level": level, "category": values.get("category") or facts.category}
    if verb is Verb.ANSWER and now.objections:
        asked = values.get("objection")
        known = {one.id for one in now.objections}
        return {**values, "objection": asked if asked in known else now.objections[0].id}
    return values


def check_step(now: Progress, verb: Verb, values: Values, policy: Policy, facts: Facts) -> tuple[Finding, ...]:
    """What stands against a step, or is doubtful about it, each under its field; empty texts count as missing."""
    missing = [
        Finding(code="missing", message=f"缺少{one.label}，请补填。", field=one.name)
        for one in form_of(verb)
        if one.needed and values.get(one.name) in {None, ""}
    ]
    more = _CHECKS.get(verb)
    return (*missing, *_days(now, values), *(more(now, values, policy, facts) if more else ()))


def _days(now: Progress, values: Values) -> Iterator[Finding]:
    day = values.get("day")
    if not isinstance(day, dt.date):
        return
    if day > today():
        yield Finding(code="future_date", message=f"“{day}”在今天之后，请填已经办理的日期。", field="day")
    if now.last and day < now.last:
        message = f"“{day}”早于上一步的日期 {now.last}，请核对。"
        yield Finding(code="before_last_step", message=message, field="day")


def people_in(text: str) -> tuple[str, ...]:
    """The people named in a text, each once: “张三（副主席）、李四”.

    >>> people_in("张三（副主席）、李四")
    ('张三（副主席）', '李四')
    """
    return tuple(dict.fromkeys(part.strip() for part in _PEOPLE.split(text) if part.strip()))


def _visit(_now: Progress, values: Values, policy: Policy, _: Facts) -> Iterator[Finding]:
    least = policy.procedure.visitors if policy.procedure else 0
    people = people_in(str(values.get("people") or ""))
    if people and len(people) < least:
        message = f"入户至少要 {least} 人，只写了 {len(people)} 人，请把入户人员用顿号分开写全。"
        yield Finding(code="visitors", message=message, field="people")
    if values.get("exclusions"):
        if not values.get("evidence"):
            message = "勾选了不予建档情形，请写明依据。"
            yield Finding(code="missing", message=message, field="evidence")
        message = "有不予建档情形：核查记录会保存，但不能公示；核实不符的请退回后重新入户。"
        yield doubt("excluded", message).about("exclusions")


def _assess(_now: Progress, values: Values, _policy: Policy, _facts: Facts) -> Iterator[Finding]:
    if values.get("agrees") is False and not values.get("differences"):
        yield Finding(code="missing", message="核对不相符，请写明不符之处。", field="differences")


def _post(now: Progress, _: Values, policy: Policy, facts: Facts) -> Iterator[Finding]:
    yield from _stands_in_the_way(now)
    yield from _category(facts)
    if policy.notice is None:
        yield Finding(code="no_notice_rule", message="没有登记公示天数，请先在“设置”的政策标准里登记。", field="day")
    if facts.consents_missing:
        names = "、".join(facts.consents_missing)
        message = f"{names}还没有签公示的同意书，请先登记同意书再公示。"
        yield Finding(code="consent_missing", message=message, field="place")


def _stands_in_the_way(now: Progress) -> Iterator[Finding]:
    """What the visit and the assessment found against a file."""
    visit, assessed = now.latest(Verb.VISIT), now.latest(Verb.ASSESS)
    if visit and visit.body.get("exclusions"):
        found = visit.body["exclusions"]
        message = f"入户核查有不予建档情形：{found}。核实不符的请退回后重新入户，属实的请办理不予建档。"
        yield Finding(code="excluded", message=message)
    if assessed and assessed.body.get("agrees") is False:
        message = "经济状况核对不相符，请退回后重新核对，或办理不予建档。"
        yield Finding(code="assessment_disagrees", message=message)


def _category(facts: Facts) -> Iterator[Finding]:
    if facts.figures_missing:
        message = f"还缺{'、'.join(facts.figures_missing)}，请在档案里补填，测算后再办理。"
        yield Finding(code="figures_missing", message=message)
    elif facts.category_proposed != facts.category and not facts.category_reason:
        proposed = f"测算建议“{facts.category_proposed}”" if facts.category_proposed else "测算不在各类困难标准以内"
        message = f"{proposed}，档案填的是“{facts.category}”，请在档案里写明类别确定理由。"
        yield Finding(code="category_reason_missing", message=message)


def _answer(_now: Progress, values: Values, _policy: Policy, _facts: Facts) -> Iterator[Finding]:
    if values.get("upheld"):
        message = "异议成立的不能再往下办，请退回重新核查，或办理不予建档。"
        yield doubt("objection_upheld", message).about("upheld")


def _objections(now: Progress, verb: Verb) -> Iterator[Finding]:
    if now.objections:
        message = f"还有 {len(now.objections)} 件异议没有处理，处理完才能{verb}。"
        yield Finding(code="objection_open", message=message)
    if now.upheld:
        message = f"有 {len(now.upheld)} 件异议成立，不能{verb}，请退回重新核查，或办理不予建档。"
        yield Finding(code="objection_upheld", message=message)


def _end_notice(now: Progress, values: Values, _policy: Policy, _facts: Facts) -> Iterator[Finding]:
    yield from _objections(now, Verb.END_NOTICE)
    posted = now.latest(Verb.POST)
    ends, day = posted.body.get("ends") if posted else None, values.get("day")
    if isinstance(ends, dt.date) and isinstance(day, dt.date) and day <= ends:
        message = f"公示到 {ends} 为止，这一天过完才能结束，请填之后的日期。"
        yield Finding(code="notice_running", message=message, field="day")


def _decide(now: Progress, values: Values, policy: Policy, facts: Facts) -> Iterator[Finding]:
    yield from _objections(now, Verb.DECIDE)
    yield from _stands_in_the_way(now)
    known = policy.labels("category")
    category = values.get("category")
    if category and known and category not in known:
        message = f"类别“{category}”不在代码表里，可用的有：{'、'.join(known)}。"
        yield Finding(code="unknown_code", message=message, field="category")
    reason = facts.category_reason or str(values.get("category_reason") or "")
    yield from _category(replace(facts, category=str(category or facts.category), category_reason=reason))
    if facts.documents_missing:
        yield doubt("documents_missing", f"材料还缺：{'、'.join(facts.documents_missing)}。").about("meeting")


def _accept(_now: Progress, _values: Values, _policy: Policy, facts: Facts) -> Iterator[Finding]:
    if facts.documents_missing:
        yield doubt("documents_missing", f"材料还缺：{'、'.join(facts.documents_missing)}，可先受理再补。").about("day")


def _lift(_now: Progress, values: Values, policy: Policy, _facts: Facts) -> Iterator[Finding]:
    income = values.get("income")
    if isinstance(income, int) and policy.line and income <= policy.line.amount:
        message = "脱困时的月人均收入没有超过低保标准，请核对是否符合脱困条件。"
        yield doubt("not_above_line", message).about("income")


_CHECKS: Mapping[Verb, Callable[[Progress, Values, Policy, Facts], Iterator[Finding]]] = {
    Verb.ACCEPT: _accept,
    Verb.VISIT: _visit,
    Verb.ASSESS: _assess,
    Verb.POST: _post,
    Verb.ANSWER: _answer,
    Verb.END_NOTICE: _end_notice,
    Verb.DECIDE: _decide,
    Verb.LIFT: _lift,
}
