"""Rules as a clerk reads them: what each says, and whether it holds."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from desktop.aid.batch import Batch
from desktop.base.fields import Kind, fields_of
from desktop.base.money import short_yuan
from desktop.cases.household import Household, Person
from desktop.policy.standards import AmountRule, Basis, CategoryRule, CodeRule, Line, NoticeRule, Rule

MATTERS = {
    "line": "低保标准",
    "category": "困难类别",
    "amount": "发放标准",
    "notice": "公示天数",
    "codes": "代码表",
}
"""What there are rules about: the word of ``policy.reading.KINDS`` and its name."""

_TYPES: dict[type, str] = {
    Line: "line",
    CategoryRule: "category",
    AmountRule: "amount",
    NoticeRule: "notice",
    CodeRule: "codes",
}


class Holds(StrEnum):
    """Whether a row holds on a day."""

    NOW = "现行"
    PAST = "已被取代"
    COMING = "未到施行日"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A row of policy as a list shows it."""

    rule: Rule
    matter: str
    about: str
    content: str
    state: str


def clauses(rules: Iterable[Rule], day: dt.date) -> list[Clause]:
    """Every row with whether it holds on that day; of a matter the newest first."""
    held = list(rules)
    latest: dict[str, dt.date] = {}
    for rule in held:
        if rule.valid_from <= day:
            latest[rule.key] = max(rule.valid_from, latest.get(rule.key, rule.valid_from))
    made = [clause(rule, _state(rule, day, latest)) for rule in held]
    order = list(MATTERS.values())
    return sorted(made, key=lambda one: (order.index(one.matter), _rank(one.rule), -one.rule.valid_from.toordinal()))


def _state(rule: Rule, day: dt.date, latest: Mapping[str, dt.date]) -> str:
    if rule.valid_from > day:
        return Holds.COMING
    return Holds.NOW if rule.valid_from == latest[rule.key] else Holds.PAST


def _rank(rule: Rule) -> tuple[int, str]:
    return (rule.rank if isinstance(rule, CategoryRule) else 0, rule.key)


def clause(rule: Rule, state: str = "") -> Clause:
    """The row in words."""
    matter = matter_of(rule)
    about, content = _SAYS[matter](rule)
    return Clause(rule=rule, matter=MATTERS[matter], about=about, content=content, state=state)


def matter_of(rule: Rule) -> str:
    """The key of ``MATTERS`` under which the row stands."""
    return _TYPES[type(rule)]


def _says_line(rule: Line) -> tuple[str, str]:
    return "低保标准", f"{short_yuan(rule.amount)} 元/人·月"


def _says_category(rule: CategoryRule) -> tuple[str, str]:
    if rule.times is None:
        return rule.category, "由人工认定，不自动建议"
    return rule.category, f"月人均{'低于' if rule.strict else '不高于'}低保标准的 {rule.times}%"


def _says_amount(rule: AmountRule) -> tuple[str, str]:
    amount = f"{short_yuan(rule.amount)} 元" if rule.basis is Basis.FIXED else f"低保标准 × {rule.months} 个月"
    cap = f"，全年不超过 {rule.cap_months} 个月低保标准" if rule.cap_months else ""
    return f"{rule.programme} · {rule.category}", f"{amount}/{rule.per}，每年 {rule.times_a_year} 次{cap}"


def _says_notice(rule: NoticeRule) -> tuple[str, str]:
    return "公示天数", f"{rule.working_days} 个工作日"


def _says_codes(rule: CodeRule) -> tuple[str, str]:
    return list_label(rule.name), "、".join(rule.labels)


_SAYS: dict[str, Callable[[Any], tuple[str, str]]] = {
    "line": _says_line,
    "category": _says_category,
    "amount": _says_amount,
    "notice": _says_notice,
    "codes": _says_codes,
}


def list_label(name: str) -> str:
    """What a clerk calls a code list: the label of the field that is filled from it."""
    for record in (Person, Household, Batch):
        for field in fields_of(record):
            if field.kind is Kind.CODE and field.codes == name:
                return field.label
    return name
