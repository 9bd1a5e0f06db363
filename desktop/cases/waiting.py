"""What a file waits for, in one phrase, and the usual next step; for the screen and for lists of what is due."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import NamedTuple

from desktop.base.calendar import Days, add_working_days, chinese_date, working_days_until
from desktop.cases.effects import months_after
from desktop.cases.household import Household, State
from desktop.cases.procedure import Progress, levels
from desktop.cases.steps import Verb
from desktop.policy.standards import Policy


class Waiting(NamedTuple):
    """What a file waits for.

    Attributes:
        text: a phrase such as 公示到 10月15日，还有 3 个工作日; empty where there is nothing to say.
        verb: the usual next step; None where nothing is to be done.
        due: whether it can and should be done now, rather than some day.
        level: ``bad`` where something stands in the way, ``warn`` where a day has passed, or nothing.
        other: what may be done as well as the usual step; None mostly.
    """

    text: str
    verb: Verb | None = None
    due: bool = True
    level: str = ""
    other: Verb | None = None


class _Day(NamedTuple):
    """The day on which it is asked, and what it is reckoned by."""

    day: dt.date
    own: Days
    policy: Policy

    def said(self, day: dt.date) -> str:
        """The day as it is said: without the year where it is this one."""
        return chinese_date(day) if day.year != self.day.year else f"{day.month}月{day.day}日"


def waiting(home: Household, now: Progress, policy: Policy, day: dt.date, own: Days) -> Waiting:
    """What a file waits for on a day; ``own`` is the office's table of working days."""
    return _WAITING[now.state](home, now, _Day(day, own, policy))


def _draft(_home: Household, _now: Progress, _: _Day) -> Waiting:
    return Waiting("材料收齐后受理", Verb.ACCEPT)


def _accepted(_home: Household, now: Progress, on: _Day) -> Waiting:
    accepted, rule = now.latest(Verb.ACCEPT), on.policy.procedure
    if accepted is None or rule is None:
        return Waiting("等待入户核查", Verb.VISIT)
    until = add_working_days(accepted.day, rule.visit_days, on.own)
    if on.day > until:
        return Waiting(f"应在 {on.said(until)}前入户，已超过期限", Verb.VISIT, level="warn")
    return Waiting(f"等待入户核查，{on.said(until)}前完成", Verb.VISIT)


def _visited(_home: Household, now: Progress, _: _Day) -> Waiting:
    visit = now.latest(Verb.VISIT)
    if visit and visit.body.get("exclusions"):
        found = f"入户发现不予建档情形：{visit.body['exclusions']}"
        return Waiting(found, Verb.REFUSE, due=False, level="bad", other=Verb.RETURN)
    return Waiting("等待经济状况核对", Verb.ASSESS)


def _assessed(home: Household, now: Progress, on: _Day) -> Waiting:
    assessed = now.latest(Verb.ASSESS)
    if assessed and assessed.body.get("agrees") is False:
        return Waiting("核对不相符，不能公示", Verb.RETURN, due=False, level="bad", other=Verb.REFUSE)
    excluded = _visited(home, now, on)
    return excluded if excluded.level else Waiting("等待公示", Verb.POST)


def _posted(_home: Household, now: Progress, on: _Day) -> Waiting:
    posted = now.latest(Verb.POST)
    ends = posted.body.get("ends") if posted else None
    if found := _objected(now):
        return found
    if isinstance(ends, dt.date) and on.day <= ends:
        left = working_days_until(on.day, ends, on.own)
        last = "今天是最后一天" if on.day == ends else f"还有 {left} 个工作日"
        return Waiting(f"公示到 {on.said(ends)}，{last}", Verb.END_NOTICE, due=False)
    until = f"（{on.said(ends)}）" if isinstance(ends, dt.date) else ""
    return Waiting(f"公示期已满{until}，没有异议", Verb.END_NOTICE)


def _objected(now: Progress) -> Waiting | None:
    if now.objections:
        return Waiting(f"有 {len(now.objections)} 件异议未处理", Verb.ANSWER, level="bad")
    if now.upheld:
        found = f"有 {len(now.upheld)} 件异议成立，不能往下办"
        return Waiting(found, Verb.RETURN, due=False, level="bad", other=Verb.REFUSE)
    return None


def _pending(_home: Household, now: Progress, on: _Day) -> Waiting:
    who, done = levels(on.policy), len(now.approvals)
    level = who[min(done, len(who) - 1)]
    count = f"（{min(done + 1, len(who))}/{len(who)}）" if len(who) > 1 else ""
    return _objected(now) or Waiting(f"等待{level}审批{count}", Verb.DECIDE)


def _on_file(home: Household, _now: Progress, on: _Day) -> Waiting:
    since = home.life.reviewed_on or home.filed_on
    if since is None or on.policy.procedure is None:
        return Waiting("", Verb.REVIEW, due=False)
    until = months_after(since, on.policy.procedure.review_months)
    if on.day > until:
        return Waiting(f"复核已到期（{on.said(until)}）", Verb.REVIEW, level="warn")
    return Waiting(f"{on.said(until)}前复核", Verb.REVIEW, due=False)


def _suspended(home: Household, _now: Progress, on: _Day) -> Waiting:
    since = f"{on.said(home.life.since)}起暂停帮扶" if home.life.since else "暂停帮扶"
    return Waiting(since, Verb.RESUME, due=False)


def _lifted(home: Household, _now: Progress, on: _Day) -> Waiting:
    due = home.life.visit_due
    if due is None:
        return Waiting("", Verb.RETURN_VISIT, due=False)
    if on.day >= due:
        return Waiting(f"该回访了（{on.said(due)}）", Verb.RETURN_VISIT, level="warn" if on.day > due else "")
    return Waiting(f"{on.said(due)}回访", Verb.RETURN_VISIT, due=False)


def _closed(home: Household, _now: Progress, on: _Day) -> Waiting:
    closed, rule = home.life.closed_on, on.policy.procedure
    if closed is None or rule is None:
        return Waiting("")
    return Waiting(f"{on.said(closed)}注销，保管到 {months_after(closed, 12 * rule.keep_years).year} 年")


_WAITING: Mapping[State, Callable[[Household, Progress, _Day], Waiting]] = {
    State.DRAFT: _draft,
    State.ACCEPTED: _accepted,
    State.VISITED: _visited,
    State.ASSESSED: _assessed,
    State.POSTED: _posted,
    State.PENDING: _pending,
    State.ON_FILE: _on_file,
    State.SUSPENDED: _suspended,
    State.LIFTED: _lifted,
    State.CLOSED: _closed,
}
