"""What is wrong with a stage, a due day, a paper or a quarterly report as it is said."""

import datetime as dt
from collections.abc import Iterator

from desktop.base.calendar import chinese_date, today
from desktop.base.fields import Values
from desktop.base.findings import Finding
from desktop.pilots.periods import begins, read_period, told
from desktop.pilots.rollup import WHOLE
from desktop.policy.pilot_standards import Period
from desktop.policy.standards import Policy

_EXAMPLES = {Period.MONTH: "2022-09", Period.QUARTER: "2022Q3", Period.YEAR: "2022"}


_LONGEST = 600
"""Months that a wave can last, whatever is meant by them; what follows is a slip of the hand."""


def check_term(values: Values, _: Policy) -> Iterator[Finding]:
    """A wave lasts some months, so that its end is a day."""
    term = values.get("term")
    if isinstance(term, int) and term > _LONGEST:
        yield Finding(code="term", message=f"试点期限 {term:,} 个月不合理，请核对。", field="term")


def check_period(values: Values, policy: Policy) -> Iterator[Finding]:
    """A stage that comes again needs its period, another has none."""
    rule = next((one for one in policy.stages if one.name == values.get("stage")), None)
    period = values.get("period") or ""
    if rule is None:
        return
    if rule.every and read_period(str(period), Period(rule.every)) != period:
        example = _EXAMPLES[Period(rule.every)]
        yield Finding(code="period", message=f"{rule.name}按{rule.every}登记，期间请写成 {example}。", field="period")
    if period and not rule.every:
        yield Finding(code="period", message=f"{rule.name}只登记一次，不用写期间。", field="period")


def check_progress(values: Values, _: Policy) -> Iterator[Finding]:
    """A percentage is between 0 and 100, and nothing is reported of a quarter that hasn't begun."""
    percent, quarter = values.get("percent"), str(values.get("quarter") or "")
    if isinstance(percent, int) and not 0 <= percent <= WHOLE:
        yield Finding(code="percent", message=f"进度 {percent}% 不对，应在 0 到 100 之间。", field="percent")
    if quarter and read_period(quarter, Period.QUARTER) != quarter:
        yield Finding(code="period", message=f"季度“{quarter}”看不懂，请写成 2022Q3。", field="quarter")
    elif quarter and begins(quarter) > today():
        yield Finding(code="ahead", message=f"{told(quarter)}还没有开始，请核对。", field="quarter")


def check_received(values: Values, _: Policy) -> Iterator[Finding]:
    """A paper didn't come after today."""
    day = values.get("received_on")
    if isinstance(day, dt.date) and day > today():
        yield Finding(code="ahead", message=f"收到日期 {chinese_date(day)}在今天之后，请核对。", field="received_on")


def check_reached(values: Values, _: Policy) -> Iterator[Finding]:
    """A stage wasn't reached after today."""
    day = values.get("day")
    if isinstance(day, dt.date) and day > today():
        yield Finding(code="ahead", message=f"完成日期 {chinese_date(day)}在今天之后，请核对。", field="day")
