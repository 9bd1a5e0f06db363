"""Problems that calls and inspections found: what is doubtful in them, and what solving them takes (domain §4.5)."""

import datetime as dt
from collections.abc import Iterator
from typing import Annotated

from desktop.base.calendar import chinese_date, today
from desktop.base.fields import Kind, Values, field
from desktop.base.findings import Finding, doubt
from desktop.policy.standards import Policy


class Solution:
    """What is asked where problems are solved."""

    solved_on: Annotated[dt.date, field("办结日期", Kind.DATE, needed=True)]
    result: Annotated[str, field("办理结果", needed=True, limit=500)]
    satisfaction: Annotated[str | None, field("满意度", Kind.CODE, codes="satisfaction")]


class Handing:
    """What is asked where problems are given to somebody to solve."""

    owner: Annotated[str | None, field("责任人")]
    handed_to: Annotated[str | None, field("转办单位")]
    deadline: Annotated[dt.date | None, field("办理期限", Kind.DATE)]


def check_problem(values: Values, _: Policy) -> Iterator[Finding]:
    """What is wrong or doubtful with the days of a problem, and with one that is solved by nothing."""
    found, deadline, solved = (values.get(name) for name in ("found_on", "deadline", "solved_on"))
    yield from _not_after_today(found, "提出日期", "found_on")
    yield from _not_after_today(solved, "办结日期", "solved_on")
    if isinstance(found, dt.date) and isinstance(solved, dt.date) and solved < found:
        yield Finding(code="period", message=f"办结日期早于提出日期 {chinese_date(found)}，请核对。", field="solved_on")
    if isinstance(found, dt.date) and isinstance(deadline, dt.date) and deadline < found:
        yield doubt("period", f"办理期限早于提出日期 {chinese_date(found)}，请核对。").about("deadline")
    if solved is not None and not str(values.get("result") or "").strip():
        yield doubt("no_result", "已办结，但没有填写办理结果，请补填。").about("result")


def check_inspection(values: Values, _: Policy) -> Iterator[Finding]:
    """What is wrong or doubtful with what an inspection demands, and with what was mended."""
    day, by, mended = (values.get(name) for name in ("day", "mend_by", "mended_on"))
    for name, label, other in (("mend_by", "整改期限", by), ("mended_on", "整改完成日期", mended)):
        if isinstance(day, dt.date) and isinstance(other, dt.date) and other < day:
            yield Finding(code="period", message=f"{label}早于督查日期 {chinese_date(day)}，请核对。", field=name)
    yield from _not_after_today(mended, "整改完成日期", "mended_on")
    if str(values.get("shortcomings") or "").strip() and by is None and mended is None:
        yield doubt("no_deadline", "写了存在问题，没有写整改期限；到期不会提醒。").about("mend_by")


def _not_after_today(day: object, label: str, name: str) -> Iterator[Finding]:
    if isinstance(day, dt.date) and day > today():
        yield Finding(code="ahead", message=f"{label} {chinese_date(day)}在今天之后，请核对。", field=name)
