"""What files wait for or lack: the matters by which lists are narrowed and of which the first page reminds.

(reference: domain §1.4, §1.5, §1.8; peers §3 no 8, 10). How the office file answers them is in ``store/matters.py``.
"""

import datetime as dt
from dataclasses import dataclass

from desktop.base import matters as base
from desktop.base.calendar import Days, is_working_day
from desktop.cases.effects import months_after
from desktop.cases.household import State
from desktop.policy.standards import Policy

_YEAR = 12
_SHORTER_MONTHS = 3
"""The most days by which a month's end falls earlier in a shorter month."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter(base.Matter):
    """One thing that files can wait for or lack.

    Attributes:
        states: the states of the files that it can concern.
        told_by: matters that say the same of a file more urgently; it then isn't reminded of twice.
    """

    states: frozenset[State]
    told_by: tuple[str, ...] = ()


_POSTED = frozenset({State.POSTED, State.PENDING})
_KEPT = frozenset({State.ON_FILE, State.SUSPENDED})
_LIVE = frozenset(State) - {State.LIFTED, State.CLOSED}


def _on(*states: State) -> frozenset[State]:
    return frozenset(states)


MATTERS = (
    Matter(
        name="objection_open",
        label="有异议未处理",
        phrase="处理后才能往下办",
        states=_POSTED,
        level="bad",
    ),
    Matter(name="objection_upheld", label="异议成立", phrase="退回，或不予建档", states=_POSTED, level="bad"),
    Matter(
        name="notice_over",
        label="公示期满",
        phrase="该登记公示结束了",
        states=_on(State.POSTED),
        level="warn",
        told_by=("objection_open", "objection_upheld"),
    ),
    Matter(name="visit_late", label="入户超期", phrase="受理后超过入户期限", states=_on(State.ACCEPTED), level="warn"),
    Matter(
        name="to_decide",
        label="待审批",
        phrase="公示无异议，等待审批",
        states=_on(State.PENDING),
        told_by=("objection_open", "objection_upheld"),
    ),
    Matter(name="to_post", label="待公示", phrase="核对完毕，等待公示", states=_on(State.ASSESSED)),
    Matter(name="to_assess", label="待核对", phrase="等待经济状况核对", states=_on(State.VISITED)),
    Matter(
        name="to_visit",
        label="待入户",
        phrase="等待入户核查",
        states=_on(State.ACCEPTED),
        told_by=("visit_late",),
    ),
    Matter(name="to_accept", label="待受理", phrase="材料收齐后受理", states=_on(State.DRAFT)),
    Matter(
        name="return_visit_due",
        label="回访到期",
        phrase="该回访脱困户了",
        states=_on(State.LIFTED),
        level="warn",
        sheet="脱困户回访名单",
        columns=("name", "phone", "employer", "town", "file_no", "lifted_on", "visit_due"),
    ),
    Matter(
        name="review_due",
        label="复核到期",
        phrase="该做年度复核了",
        states=_KEPT,
        level="warn",
        sheet="复核到期名单",
        columns=("name", "phone", "category", "employer", "town", "file_no", "filed_on", "reviewed_on"),
    ),
    Matter(name="sample_unchecked", label="抽查未完成", phrase="抽中的还没登记结果", states=frozenset(State)),
    Matter(
        name="unsynced",
        label="纸电未同步",
        phrase="纸质和电子超期没同步",
        states=frozenset(State),
        level="warn",
    ),
    Matter(name="incomplete", label="材料不全", phrase="还缺应交的材料", states=_LIVE, level="keep"),
    Matter(name="consent_missing", label="未签同意书", phrase="有成员没有签字", states=_LIVE, level="keep"),
    Matter(
        name="dormant",
        label="一年未改",
        phrase="没有改动也没有复核",
        states=_KEPT,
        level="keep",
        told_by=("review_due",),
    ),
    Matter(name="never_helped", label="从未帮扶", phrase="在档但没有发放过", states=_on(State.ON_FILE), level="keep"),
    Matter(
        name="not_helped",
        label="一年未帮扶",
        phrase="一年内没有发放过",
        states=_on(State.ON_FILE),
        level="keep",
        told_by=("never_helped",),
    ),
    Matter(
        name="keeping_over",
        label="保管期满",
        phrase="可列入销毁清册",
        states=_on(State.CLOSED),
        level="keep",
        sheet="档案销毁清册",
        columns=("name", "category", "employer", "town", "file_no", "filed_on", "closed_on", "note"),
    ),
)
"""The matters, the most urgent first: the first page reminds of a file under the first that holds and isn't known."""

BY_NAME = {one.name: one for one in MATTERS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The days by which matters are told on a day; whatever lies on a day or before it is due.

    Attributes:
        review: last reviewed, or put on file.
        change: last changed, last helped.
        closing: closed, so that it has been kept long enough.
        acceptance: accepted, so that the visit is late.
        sync: changed, so that paper and electronic file must agree.
    """

    day: dt.date
    policy: Policy
    review: dt.date
    change: dt.date
    closing: dt.date
    acceptance: dt.date
    sync: dt.date


def terms(policy: Policy, day: dt.date, own: Days) -> Terms | None:
    """The days that count on a day by the policy then in force; None where it has no rule of the procedure."""
    rule = policy.procedure
    if rule is None:
        return None
    return Terms(
        day=day,
        policy=policy,
        review=months_passed(day, rule.review_months),
        change=months_passed(day, rule.lookback_months),
        closing=months_passed(day, rule.keep_years * _YEAR),
        acceptance=working_days_passed(day, rule.visit_days, own),
        sync=working_days_passed(day, rule.sync_days, own),
    )


def months_passed(day: dt.date, months: int) -> dt.date:
    """The last day that so many months lie between and ``day`` is over: ``months_after`` it comes before ``day``.

    >>> months_passed(dt.date(2026, 11, 20), 12)
    datetime.date(2025, 11, 19)
    """
    found = months_after(day, -months) + dt.timedelta(days=_SHORTER_MONTHS)
    while months_after(found, months) >= day:
        found -= dt.timedelta(days=1)
    return found


def working_days_passed(day: dt.date, count: int, own: Days) -> dt.date:
    """The last day after which ``count`` working days were over before ``day``.

    >>> working_days_passed(dt.date(2026, 10, 12), 5, {})
    datetime.date(2026, 9, 28)
    """
    found = day - dt.timedelta(days=1)
    while count > 0:
        count -= is_working_day(found, own)
        found -= dt.timedelta(days=1)
    return found
