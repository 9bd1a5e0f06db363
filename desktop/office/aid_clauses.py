"""Rows of policy about aid as a clerk reads them."""

from collections.abc import Iterable, Iterator

from desktop.base.money import short_yuan
from desktop.policy.aid_standards import AmountRule, Basis, FailureRule, Over, ProgrammeRule, WaiverRule

ANYBODY = "不限类别"
"""What a clerk calls a rule for whatever category."""


def says_programme(rule: ProgrammeRule) -> tuple[str, str]:
    """What a programme is about, and on what conditions it is given."""
    return rule.name, "；".join(_conditions(rule)) if rule.used else "不再办理"


def _conditions(rule: ProgrammeRule) -> Iterator[str]:
    if rule.purpose:
        yield f"用于{rule.purpose}"
    if rule.recipients:
        yield rule.recipients
    yield f"{_way(rule)}，按{rule.per}计次"
    if not rule.money:
        yield "不发钱"
    elif rule.over is Over.FORBID:
        yield "超过上限不许发"
    if not rule.on_file:
        yield "不限在档"
    if rule.excludes:
        yield f"同一年度不能再享受{'、'.join(rule.excludes)}"
    if rule.upper_above is not None:
        yield f"超过 {short_yuan(rule.upper_above)} 元报上级审批"
    if rule.documents:
        yield f"材料：{'、'.join(rule.documents)}"


def _way(rule: ProgrammeRule) -> str:
    """How it comes to people."""
    if rule.visits:
        return "随走访活动发放"
    return f"凭“{rule.form}”申请办理" if rule.form else "直接发给在档家庭"


def says_amount(rule: AmountRule) -> tuple[str, str]:
    """For whom an amount is, and how much it is."""
    about = " · ".join(one for one in (rule.programme, rule.category or ANYBODY, rule.stage) if one)
    return about, "，".join((said_standard(rule), f"每年 {rule.times_a_year} 次", *_caps(rule)))


def said_standard(rule: AmountRule) -> str:
    """What is given at a time, before any cap.

    >>> import datetime as dt
    >>> said_standard(AmountRule(valid_from=dt.date(2022, 1, 1), programme="生活救助", category="", amount=50_000))
    '500 元/人'
    """
    if rule.basis is Basis.PERCENT:
        return f"自付部分的 {rule.percent}%/{rule.per}"
    amount = f"{short_yuan(rule.amount)} 元" if rule.basis is Basis.FIXED else f"低保标准 × {rule.months} 个月"
    return f"{amount}/{rule.per}"


def _caps(rule: AmountRule) -> Iterator[str]:
    if rule.cap_once is not None:
        yield f"每次不超过 {short_yuan(rule.cap_once)} 元"
    if rule.cap is not None:
        yield f"全年不超过 {short_yuan(rule.cap)} 元"
    if rule.cap_months is not None:
        yield f"全年不超过 {rule.cap_months} 个月低保标准"


def says_failure(rule: FailureRule) -> tuple[str, str]:
    """How a bank says it, and what comes next."""
    words = f"银行写“{'”“'.join(rule.words)}”" if rule.words else ""
    return rule.reason, "；".join(one for one in (words, rule.action.rstrip("。"), _again(repay=rule.repay)) if one)


def _again(*, repay: bool) -> str:
    return "" if repay else "不再发放"


def says_waiver(rule: WaiverRule) -> tuple[str, str]:
    """To whom a waiver is sent, and what it is."""
    saved = f"每月约省 {short_yuan(rule.monthly)} 元" if rule.monthly is not None else ""
    return rule.item, "；".join(one for one in (rule.receiver, rule.benefit, saved) if one)


def programme_of(rule: object) -> str:
    """The programme that a row is about; empty for any other row."""
    if isinstance(rule, ProgrammeRule):
        return rule.name
    return rule.programme if isinstance(rule, AmountRule) else ""


class Grouping:
    """The order of rows about aid: by programme; first the programme itself, then what it pays, the neediest first."""

    def __init__(self, chosen: Iterable[object], categories: Iterable[str], stages: Iterable[str]) -> None:
        self._programmes = {rule.name: rule.rank for rule in chosen if isinstance(rule, ProgrammeRule)}
        self._categories = {label: place for place, label in enumerate(categories, start=1)}
        self._stages = {label: place for place, label in enumerate(stages, start=1)}

    def place(self, rule: ProgrammeRule | AmountRule) -> tuple[object, ...]:
        """The place of a row among those about programmes."""
        name = programme_of(rule)
        head = (self._programmes.get(name, 10**6), name)
        if isinstance(rule, ProgrammeRule):
            return (*head, 0, 0, 0, "")
        last = 10**6
        category = self._categories.get(rule.category, last)
        return (*head, 1, category, self._stages.get(rule.stage, last if rule.stage else 0), rule.key)
