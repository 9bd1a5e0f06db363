"""What is wrong or doubtful with incentive projects, their instalments and their spending (reference: domain §4.2)."""

import datetime as dt
from collections.abc import Iterator

from desktop.base.calendar import chinese_date, today
from desktop.base.fields import Values
from desktop.base.findings import Finding, doubt
from desktop.base.money import short_yuan
from desktop.policy.standards import Policy

_YEARS = range(1990, 3000)
"""Those that can be meant."""


def project(values: Values, _: Policy) -> Iterator[Finding]:
    """Days in order, and sums of money that agree."""
    yield from _in_order(values, "begins", "ends", "结束日期{}早于开始日期，请核对。")
    yield from _in_order(values, "granted_on", "accepted_on", "验收日期{}早于立项日期，请核对。")
    yield from _not_ahead(values, "granted_on", "立项日期")
    yield from _not_ahead(values, "accepted_on", "验收日期")
    yield from _above_nothing(values, "asked", "申请金额")
    yield from _above_nothing(values, "granted", "立项金额")
    yield from _parts(values)
    yield from _year(values)
    asked, granted = values.get("asked"), values.get("granted")
    if isinstance(asked, int) and isinstance(granted, int) and granted > asked > 0:
        said = f"立项金额 {short_yuan(granted)} 元多于申请的 {short_yuan(asked)} 元，请核对。"
        yield doubt("granted_above_asked", said).about("granted")


def instalment(values: Values, _: Policy) -> Iterator[Finding]:
    """An amount, and a day that was."""
    yield from _not_ahead(values, "day", "拨付日期")
    yield from _above_nothing(values, "amount", "拨付金额")


def spending(values: Values, _: Policy) -> Iterator[Finding]:
    """An amount, a day that was, and an invoice."""
    yield from _not_ahead(values, "day", "支出日期")
    yield from _above_nothing(values, "amount", "支出金额")
    if not values.get("invoice_no"):
        yield doubt("no_invoice", "还没有发票号，请在收到发票后补填。").about("invoice_no")


def _in_order(values: Values, first: str, later: str, said: str) -> Iterator[Finding]:
    begins, ends = values.get(first), values.get(later)
    if isinstance(begins, dt.date) and isinstance(ends, dt.date) and ends < begins:
        yield Finding(code="period", message=said.format(f" {chinese_date(ends)}"), field=later)


def _not_ahead(values: Values, name: str, label: str) -> Iterator[Finding]:
    day = values.get(name)
    if isinstance(day, dt.date) and day > today():
        yield Finding(code="ahead", message=f"{label} {chinese_date(day)}在今天之后，请核对。", field=name)


def _above_nothing(values: Values, name: str, label: str) -> Iterator[Finding]:
    if values.get(name) is not None and not _amount(values, name) > 0:
        yield Finding(code="amount", message=f"{label}应大于 0，请核对。", field=name)


def _year(values: Values) -> Iterator[Finding]:
    year = values.get("year")
    if isinstance(year, int) and year not in _YEARS:
        message = f"年度“{year}”不合理，应是四位数的年份，如 {today().year}。"
        yield Finding(code="year", message=message, field="year")
    elif isinstance(year, int) and year > today().year + 1:
        yield doubt("year", f"年度 {year} 还早，请核对。").about("year")


def _parts(values: Values) -> Iterator[Finding]:
    """The whole budget against what the unit raises itself and what it asks for."""
    if values.get("budget") is None or values.get("asked") is None:
        return
    budget, parts = _amount(values, "budget"), _amount(values, "self_raised") + _amount(values, "asked")
    told = f"总投入 {short_yuan(budget)} 元，自筹和申请合计 {short_yuan(parts)} 元"
    if budget < parts:
        yield Finding(code="budget_short", message=f"{told}，总投入不能比合计少，请核对。", field="budget")
    elif budget > parts:
        yield doubt("budget_differs", f"{told}，相差 {short_yuan(budget - parts)} 元，请核对。").about("budget")


def _amount(values: Values, name: str) -> int:
    found = values.get(name)
    return found if isinstance(found, int) else 0
