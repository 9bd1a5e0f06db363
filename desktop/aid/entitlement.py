"""What somebody gets from a programme in a year, and why (reference: domain §2.2, §2.3)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktop.aid.ceiling import Ask, Ceiling, ceiling
from desktop.aid.conflicts import Conflict, Paid, barred, conflicts, counted, listed
from desktop.base.calendar import chinese_date
from desktop.base.money import short_yuan
from desktop.cases.household import Household, State
from desktop.policy.aid_standards import AmountRule, Basis
from desktop.policy.standards import Policy

FILE = Ask()
"""What a file gets by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entitlement:
    """An amount in fen with its reason; where nothing can be paid it is 0 and ``refused`` is the sentence.

    Attributes:
        standard: what the rule gives, before any cap.
        ceiling: the most that can be given now. None where no rule limits it, or nothing can be given at all.
        left: what the year's caps leave; None where there are none.
        conflicts: what the year already gave for the same purpose, or what can't be had beside it.
    """

    amount: int
    reason: str
    refused: str | None = None
    standard: int | None = None
    ceiling: int | None = None
    left: int | None = None
    conflicts: tuple[Conflict, ...] = ()

    @property
    def final(self) -> bool:
        """Whether it is refused for another reason than a ceiling, so that nobody can allow it."""
        return self.refused is not None and self.ceiling is None


def entitle(
    household: Household | None,
    programme: str,
    policy: Policy,
    paid_this_year: Sequence[Paid] = (),
    ask: Ask = FILE,
) -> Entitlement:
    """What the household, or somebody without a file, gets by the policy in force on the day of decision.

    File first, aid after: only a file that is 在档 gets anything, unless the programme goes to others too. The amount
    is the standard, or what is asked for, or what the ceiling leaves of it; where nothing is left it is refused. The
    caller picks what counts as paid in the year of that day.
    """
    found = _entitled(household, programme, policy, paid_this_year, ask)
    return replace(found, conflicts=conflicts(programme, policy, paid_this_year)) if paid_this_year else found


def _entitled(
    household: Household | None, programme: str, policy: Policy, paid: Sequence[Paid], ask: Ask
) -> Entitlement:
    once = listed(programme, policy, paid, filed=ask.filed)
    stops = once or _unpayable(household, programme, policy, ask) or barred(programme, policy, paid)
    if stops:
        return _refuse(stops)
    category = ask.category or (household.category if household else "")
    rule = policy.amount(programme, category, ask.stage)
    if rule is None:
        return _without_rule(programme, category, policy, ask)
    before = counted(programme, policy, paid)
    stops = _unreckoned(rule, before, policy, ask)
    if stops:
        return _refuse(stops)
    line = policy.line.amount if policy.line else 0
    return _reckon(ceiling(rule, ask, line, sum(one.amount for one in before)), ask)


def _unpayable(household: Household | None, programme: str, policy: Policy, ask: Ask) -> str | None:
    """Why this person or file can't be paid at all."""
    if ask.died:
        return "档案里登记已死亡，不能发放。"
    if ask.owed or not (ask.filed or policy.programme(programme).on_file):
        return None
    if household is None:
        return f"没有困难职工档案，{programme}要先建档才能帮扶。"
    if household.state is not State.ON_FILE:
        return f"档案状态是“{household.state}”，不是“{State.ON_FILE}”，先建档才能帮扶。"
    return None


def _unreckoned(rule: AmountRule, before: Sequence[Paid], policy: Policy, ask: Ask) -> str | None:
    """Why the rule gives nothing, or can't be reckoned."""
    if rule.basis is Basis.PERCENT and ask.own_payment is None and not ask.owed:
        out = "请先登记申请" if ask.filed else "请在申请里补填自付金额"
        return f"{rule.programme}按自付费用的比例计算，{out}。"
    if len(before) >= rule.times_a_year:
        return _already(before, policy.day.year, rule)
    if policy.line is None and (rule.basis is Basis.TIMES_DIBAO or rule.cap_months is not None):
        return f"没有{chinese_date(policy.day)}执行的低保标准，算不出金额，请在“设置”里登记。"
    return None


def _without_rule(programme: str, category: str, policy: Policy, ask: Ask) -> Entitlement:
    """What was decided or bought where no rule says an amount; else nothing."""
    of = f"“{category}”的" if category else ""
    if not ask.wanted:
        return _refuse(f"{chinese_date(policy.day)}没有{of}{programme}标准，请在“设置”里登记。")
    said = short_yuan(ask.wanted)
    return Entitlement(amount=ask.wanted, reason=f"没有登记{of}{programme}标准；{ask.said}；本次 {said}")


def _refuse(sentence: str) -> Entitlement:
    return Entitlement(amount=0, reason=sentence, refused=sentence)


def _already(before: Sequence[Paid], year: int, rule: AmountRule) -> str:
    if not before:
        return f"{rule.programme}定为每年 {rule.times_a_year} 次，现在不发，请在“设置”里核对标准。"
    latest = max(before, key=lambda one: one.day)
    batch = f"，批次“{latest.batch}”" if latest.batch else ""
    stands = "已列入" if latest.waiting else "已发"
    often = f"每年 {rule.times_a_year} 次，{year} 年度{stands} {len(before)} 次"
    amount = f"{short_yuan(latest.amount)} 元{'，还没有发放' if latest.waiting else ''}"
    other = f"，发给另一份档案的{latest.payee}，请核对是否一户多档" if latest.payee else ""
    return f"{rule.programme}{often}，最近一次是 {chinese_date(latest.day)}{batch}，{amount}{other}。"


def _reckon(found: Ceiling, ask: Ask) -> Entitlement:
    """What is asked for or the standard gives, as far as the ceiling lets it."""
    wanted = found.standard if ask.wanted is None else ask.wanted
    amount = 0 if ask.whole and wanted > found.most else min(wanted, found.most)
    reason = "；".join(one for one in (*found.steps, ask.said, f"本次 {short_yuan(amount)}") if one)
    result = Entitlement(amount=amount, reason=reason, standard=found.standard, ceiling=found.most, left=found.left)
    if amount:
        return result
    if wanted > found.most > 0:
        above = f"{ask.said} 元超过上限 {short_yuan(found.most)} 元，没有列入（{reason}）。"
        return replace(result, refused=above)
    return replace(result, refused=f"{_why_nothing(found, wanted)}，不能再发（{reason}）。")


def _why_nothing(found: Ceiling, wanted: int) -> str:
    if not found.standard:
        return "标准为 0"
    if found.left == 0:
        return "本年已到上限"
    return "上限为 0" if wanted else "金额为 0"
