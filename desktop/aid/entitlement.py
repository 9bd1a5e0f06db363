"""What a household gets from a programme in a year, and why (reference: domain §2.2, §2.3)."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.base.calendar import chinese_date
from desktop.base.money import short_yuan
from desktop.cases.household import Household, State
from desktop.policy.aid_standards import AmountRule, Basis
from desktop.policy.standards import Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class Paid:
    """What a household already got in the year. ``amount`` is fen.

    Attributes:
        purpose: the programme whose benefit it was, where that isn't its own: two programmes clash only by purpose.
        batch: title of the batch, for the sentence.
        waiting: whether the batch isn't paid yet; it counts all the same.
        payee: who got it, where that was on another file of somebody of the household.
    """

    programme: str
    amount: int
    day: dt.date
    purpose: str = ""
    batch: str = ""
    waiting: bool = False
    payee: str = ""

    @property
    def counts_for(self) -> str:
        """The programme on whose limits it counts."""
        return self.purpose or self.programme


@dataclass(frozen=True, slots=True, kw_only=True)
class Entitlement:
    """An amount in fen with its reason; where nothing can be paid it is 0 and ``refused`` is the sentence."""

    amount: int
    reason: str
    refused: str | None = None


def entitle(
    household: Household, programme: str, year: int, policy: Policy, paid_this_year: Sequence[Paid] = ()
) -> Entitlement:
    """What the household gets, by the policy in force on the day of decision.

    File first, aid after: only a file that is 在档 gets anything. The amount is the standard, or what the year's cap
    leaves of it; where nothing is left it is refused. The caller picks what counts as paid in ``year``.
    """
    if household.state is not State.ON_FILE:
        return _refuse(f"档案状态是“{household.state}”，不是“{State.ON_FILE}”，先建档才能帮扶。")
    rule = policy.amount(programme, household.category)
    if rule is None:
        return _refuse(f"{chinese_date(policy.day)}没有“{household.category}”的{programme}标准，请在“设置”里登记。")
    if rule.basis is Basis.PERCENT:
        return _refuse(f"{programme}按自付费用的比例计算，请先登记申请。")
    before = [one for one in paid_this_year if one.counts_for == programme]
    if len(before) >= rule.times_a_year:
        return _refuse(_already(before, programme, year, rule))
    if policy.line is None and (rule.basis is Basis.TIMES_DIBAO or rule.cap_months is not None):
        return _refuse(f"没有{chinese_date(policy.day)}执行的低保标准，算不出金额，请在“设置”里登记。")
    return _reckon(rule, policy.line.amount if policy.line else 0, sum(one.amount for one in before))


def _refuse(sentence: str) -> Entitlement:
    return Entitlement(amount=0, reason=sentence, refused=sentence)


def _already(before: Sequence[Paid], programme: str, year: int, rule: AmountRule) -> str:
    if not before:
        return f"{programme}定为每年 {rule.times_a_year} 次，现在不发，请在“设置”里核对标准。"
    latest = max(before, key=lambda one: one.day)
    batch = f"，批次“{latest.batch}”" if latest.batch else ""
    stands = "已列入" if latest.waiting else "已发"
    often = f"每年 {rule.times_a_year} 次，{year} 年度{stands} {len(before)} 次"
    amount = f"{short_yuan(latest.amount)} 元{'，还没有发放' if latest.waiting else ''}"
    other = f"，发给另一份档案的{latest.payee}，请核对是否一户多档" if latest.payee else ""
    return f"{programme}{often}，最近一次是 {chinese_date(latest.day)}{batch}，{amount}{other}。"


def _reckon(rule: AmountRule, line: int, paid: int) -> Entitlement:
    """The standard, or what the cap leaves of it. ``line`` and ``paid`` are fen."""
    standard, steps = _standard(rule, line)
    amount = standard
    if rule.cap_months is not None:
        cap = rule.cap_months * line
        amount = max(min(standard, cap - paid), 0)
        steps += f"；上限 {rule.cap_months}×{short_yuan(line)} = {short_yuan(cap)}；本年已发 {short_yuan(paid)}"
    reason = f"{steps}；本次 {short_yuan(amount)}"
    if amount:
        return Entitlement(amount=amount, reason=reason)
    why = "本年已到上限" if standard else "标准为 0"
    return Entitlement(amount=0, reason=reason, refused=f"{why}，不能再发（{reason}）。")


def _standard(rule: AmountRule, line: int) -> tuple[int, str]:
    """What the rule gives before any cap, and how it says so."""
    if rule.basis is Basis.FIXED:
        return rule.amount, f"标准 {short_yuan(rule.amount)} 元/{rule.per}"
    standard = rule.months * line
    return standard, f"标准 {rule.months}×{short_yuan(line)} = {short_yuan(standard)} 元/{rule.per}"
