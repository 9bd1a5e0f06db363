"""What is wrong or doubtful with an activity or an item (reference: domain §3)."""

import datetime as dt
from collections.abc import Iterator

from desktop.aid.activity import Activity, Item
from desktop.aid.goods import is_name
from desktop.base.calendar import chinese_date
from desktop.base.drafts import missing
from desktop.base.fields import Values
from desktop.base.findings import Finding, doubt
from desktop.policy.standards import Policy


def check_activity(values: Values, policy: Policy) -> tuple[Finding, ...]:
    """What stands against keeping an activity."""
    return (*missing(Activity, values), *_unlisted(values, policy), *_period(values))


def _unlisted(values: Values, policy: Policy) -> Iterator[Finding]:
    known, programme = policy.labels("programme"), values.get("programme")
    if programme and known and programme not in known:
        message = f"没有叫“{programme}”的帮扶项目，请从名单里选，或先在“设置”里登记。"
        yield Finding(code="unknown_code", message=message, field="programme")


def _period(values: Values) -> Iterator[Finding]:
    begins, ends, year = values.get("begins"), values.get("ends"), values.get("year")
    if not isinstance(begins, dt.date) or not isinstance(ends, dt.date):
        return
    if ends < begins:
        message = f"结束日期 {chinese_date(ends)} 早于开始日期，请核对。"
        yield Finding(code="period", message=message, field="ends")
    elif isinstance(year, int) and year not in {begins.year, ends.year}:
        message = f"年度是 {year}，活动却在 {chinese_date(begins)}开始，请核对。"
        yield doubt("activity_year", message).about("year")


def check_item(values: Values) -> tuple[Finding, ...]:
    """What stands against keeping an item."""
    found = tuple(missing(Item, values))
    name = str(values.get("name") or "")
    if name and not is_name(name):
        message = f"“{name}”里有顿号、逗号或乘号，数量和别的物品会分不清，请改一个名称。"
        found += (Finding(code="item_name", message=message, field="name"),)
    return found
