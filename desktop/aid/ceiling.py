"""What an amount may be at most, step by step, and who may go above it (reference: domain §2.3, peers §3.1)."""

from dataclasses import dataclass

from desktop.base.findings import Finding
from desktop.base.money import short_yuan
from desktop.policy.aid_standards import AmountRule, Basis, Over, ProgrammeRule


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What is asked for, beyond what the file says. Amounts are fen.

    Attributes:
        category: of hardship or of the recipient; where it is empty, the file's.
        stage: of schooling, for the pupil.
        own_payment: what was paid oneself.
        asked, decided: what was asked for, and what was decided to give; None: what the standard gives.
        filed: whether it is drawn from a file, which then must be on file whatever the programme says.
        whole: whether it is given whole or not at all, as what was bought for a visit.
        heads: to how many people it goes.
        died: whether a file says that the person died.
        owed: whether it was given once and came back: what the file became since is no matter, nor is the standard.
    """

    category: str = ""
    stage: str = ""
    own_payment: int | None = None
    asked: int | None = None
    decided: int | None = None
    filed: bool = True
    whole: bool = False
    heads: int = 1
    died: bool = False
    owed: bool = False

    @property
    def wanted(self) -> int | None:
        """What is to be given, fen: what was decided, or else asked for."""
        return self.asked if self.decided is None else self.decided

    @property
    def said(self) -> str:
        """What is to be given, as the reason says it; nothing where nobody said."""
        word = "慰问" if self.whole else "申请" if self.decided is None else "审定"
        return "" if self.wanted is None else f"{word} {short_yuan(self.wanted)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ceiling:
    """What a rule gives and allows, fen, with the steps that led there; ``left`` is what the year's caps leave."""

    standard: int
    most: int
    left: int | None
    steps: tuple[str, ...]


def ceiling(rule: AmountRule, ask: Ask, line: int, paid: int) -> Ceiling:
    """What the rule gives and the most that can be given now. ``line`` and ``paid`` are fen.

    A rule that names the most at a time lets the standard be exceeded up to that; any other is the most itself. A share
    of one's own costs is never exceeded, nor are those costs.
    """
    standard, steps = _standard(rule, ask, line)
    left, caps = _yearly(rule, ask.heads, line, paid)
    once = None if rule.cap_once is None else rule.cap_once * ask.heads
    own = None if rule.basis is Basis.PERCENT else ask.own_payment
    most = standard if once is None else once if rule.basis is not Basis.PERCENT else min(standard, once)
    most = min(one for one in (most, own, left) if one is not None)
    said = (
        steps,
        "" if own is None else f"自付 {short_yuan(own)}",
        "" if once is None else f"单次上限 {short_yuan(once)}",
        *caps,
    )
    return Ceiling(standard=standard, most=most, left=left, steps=tuple(one for one in said if one))


def _standard(rule: AmountRule, ask: Ask, line: int) -> tuple[int, str]:
    """What the rule gives before any cap, and how it says so."""
    many = f"×{ask.heads} 人" if ask.heads > 1 else ""
    if rule.basis is Basis.PERCENT:
        return _share(rule.percent or 0, ask.own_payment or 0)
    if rule.basis is Basis.FIXED:
        standard = rule.amount * ask.heads
        said = f"标准 {short_yuan(rule.amount)} 元/{rule.per}{many}"
        return standard, f"{said} = {short_yuan(standard)}" if many else said
    standard = rule.months * line * ask.heads
    return standard, f"标准 {rule.months}×{short_yuan(line)}{many} = {short_yuan(standard)} 元/{rule.per}"


def _share(percent: int, own: int) -> tuple[int, str]:
    """So much of a hundred of one's own costs; a part of a fen is left."""
    standard = own * percent // 100
    said = f"自付 {short_yuan(own)}"
    return standard, said if percent == 100 else f"{said}×{percent}% = {short_yuan(standard)}"  # noqa: PLR2004


def _yearly(rule: AmountRule, heads: int, line: int, paid: int) -> tuple[int | None, list[str]]:
    """What the caps of the year leave, None where there are none, and how it is said."""
    caps, said = [], []
    if rule.cap is not None:
        caps.append(rule.cap * heads)
        said.append(f"年上限 {short_yuan(caps[-1])}")
    if rule.cap_months is not None:
        caps.append(rule.cap_months * line)
        said.append(f"上限 {rule.cap_months}×{short_yuan(line)} = {short_yuan(caps[-1])}")
    if not caps:
        return None, []
    left = max(min(caps) - paid, 0)
    said.append(f"本年已发 {short_yuan(paid)}")
    return left, [*said, f"还可发 {short_yuan(left)}"] if rule.cap is not None else said


def check_amount(
    who: str, amount: int, most: int | None, programme: ProgrammeRule, *, override: str = "", override_by: str = ""
) -> tuple[Finding, ...]:
    """What stands against an amount, fen, above the most that can be given; None: nothing limits it.

    By policy it is refused, or needs a reason and somebody who allowed it, which are then printed.
    """
    if most is None or amount <= most:
        return ()
    said = f"“{who}”的金额 {short_yuan(amount)} 元超过上限 {short_yuan(most)} 元"
    if programme.over is Over.FORBID:
        message = f"{said}，{programme.name}不许超过，请改为不超过上限的金额。"
    elif not override.strip() or not override_by.strip():
        message = f"{said}，请改小；确需发放的，请填超上限原因和批准人。"
    else:
        return ()
    return (Finding(code="over_ceiling", message=message, field="amount"),)


def needs_superior(amount: int, programme: ProgrammeRule) -> bool:
    """Whether a superior decides on so much, fen."""
    return programme.upper_above is not None and amount > programme.upper_above
