"""What is wrong or doubtful with what is kept of pilots, by the type of the record."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping

from desktop.base.calendar import chinese_date, today
from desktop.base.drafts import missing, out_of_range, too_long, unlisted
from desktop.base.fields import Values
from desktop.base.findings import Finding, doubt
from desktop.pilots import incentive_checks
from desktop.pilots.contact import says_something
from desktop.pilots.enterprise import Enterprise
from desktop.pilots.filling_checks import check_filled_period, check_filling
from desktop.pilots.fronts import Progress, Task
from desktop.pilots.incentive import Incentive, Instalment, Spending
from desktop.pilots.monitoring import Filling, Reminder
from desktop.pilots.pairing import Call, Inspection, Pairing, Problem
from desktop.pilots.solving import check_inspection, check_problem
from desktop.pilots.stage_checks import check_period, check_progress, check_reached, check_received, check_term
from desktop.pilots.submission import Submission
from desktop.pilots.talent import Contest, Studio, Talent
from desktop.pilots.wave import Due, Milestone, Wave
from desktop.policy.standards import Policy

Check = Callable[[Values, Policy], Iterable[Finding]]


def check(record: type, values: Values, policy: Policy) -> tuple[Finding, ...]:
    """What stands against keeping a record of this type with these values, or is doubtful."""
    return (
        *missing(record, values),
        *unlisted(record, values, policy.codes),
        *too_long(record, values),
        *out_of_range(record, values),
        *(finding for more in _MORE.get(record, ()) for finding in more(values, policy)),
    )


_PARTS = (
    ("industrial_workers", "产业工人数", "workers", "职工总数"),
    ("skilled", "技能人才数", "workers", "职工总数"),
    ("high_skilled", "高技能人才数", "skilled", "技能人才数"),
    ("party_members", "党员数", "workers", "职工总数"),
    ("members", "会员数", "workers", "职工总数"),
    ("registered_members", "实名制录入数", "members", "会员数"),
)
"""Numbers of people that belong to another number of people."""


def _heads(values: Values, _: Policy) -> Iterator[Finding]:
    for part, label, whole, of in _PARTS:
        some, every = values.get(part), values.get(whole)
        if isinstance(some, int) and isinstance(every, int) and some > every:
            yield doubt("more_than_all", f"{label} {some:,} 人多于{of} {every:,} 人，请核对。").about(part)


def _not_ahead(name: str, label: str, *, refuses: bool = True) -> Check:
    """What was done wasn't done after today; of what is only told of somebody it is doubtful."""

    def ahead(values: Values, _: Policy) -> Iterator[Finding]:
        day = values.get(name)
        if isinstance(day, dt.date) and day > today():
            message = f"{label} {chinese_date(day)}在今天之后，请核对。"
            yield Finding(code="ahead", message=message, field=name, refuses=refuses)

    return ahead


def _pairing_ends(values: Values, _: Policy) -> Iterator[Finding]:
    begins, ends = values.get("begins"), values.get("ends")
    if isinstance(begins, dt.date) and isinstance(ends, dt.date) and ends < begins:
        yield Finding(code="period", message=f"结束日期 {chinese_date(ends)}早于开始日期，请核对。", field="ends")


def _task_ends(values: Values, _: Policy) -> Iterator[Finding]:
    begins = values.get("begins")
    for name, label in (("deadline", "完成时限"), ("done_on", "完成日期")):
        ends = values.get(name)
        if isinstance(begins, dt.date) and isinstance(ends, dt.date) and ends < begins:
            yield doubt("period", f"{label}早于开始日期 {chinese_date(begins)}，请核对。").about(name)


_MORE: Mapping[type, tuple[Check, ...]] = {
    Wave: (check_term,),
    Enterprise: (
        _heads,
        _not_ahead("founded_on", "成立时间", refuses=False),
        _not_ahead("union_founded_on", "建会时间", refuses=False),
    ),
    Due: (check_period,),
    Milestone: (check_period, check_reached),
    Submission: (check_received,),
    Task: (_not_ahead("done_on", "完成日期"), _task_ends),
    Progress: (check_progress,),
    Incentive: (incentive_checks.project,),
    Instalment: (incentive_checks.instalment,),
    Spending: (incentive_checks.spending,),
    Call: (_not_ahead("day", "走访日期"), says_something),
    Inspection: (_not_ahead("day", "督查日期"), check_inspection),
    Pairing: (_pairing_ends,),
    Problem: (check_problem,),
    Filling: (check_filling,),
    Reminder: (_not_ahead("day", "催报日期"), check_filled_period),
    Studio: (_not_ahead("named_on", "命名日期", refuses=False),),
    Talent: (_not_ahead("certified_on", "发证日期", refuses=False),),
    Contest: (_not_ahead("day", "竞赛日期"),),
}
