"""The income test: what a household has a head a month, and the category that it proposes (reference: domain §1.1)."""

from dataclasses import dataclass

from desktop.base.calendar import chinese_date
from desktop.base.fields import Values, field_of
from desktop.base.money import short_yuan, yuan
from desktop.cases.household import Household
from desktop.policy.standards import CategoryRule, Policy

MONTHS = 12
_ONE = 100
"""Thresholds are hundredths of the subsistence line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomeTest:
    """What the test came to.

    Attributes:
        gross: fen a head a month, rounded down; None where a figure is missing.
        net: the same after rigid spending; below zero where more is spent than comes in.
        category: the category proposed; None where none of the rules holds or something is missing.
        reasons: Chinese sentences for the form, the papers and the file.
        missing: labels of what has to be filled in first.
    """

    gross: int | None = None
    net: int | None = None
    category: str | None = None
    reasons: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Figures:
    income: int
    spending: int
    size: int

    @property
    def net(self) -> int:
        return per_head(self.income, self.size, self.spending)

    @property
    def formula(self) -> str:
        """“(42,000 − 12,000) ÷ 4 ÷ 12 = 625.00 元”, and whether fractions of a fen were dropped."""
        start = short_yuan(self.income)
        if self.spending:
            start = f"({start} − {short_yuan(self.spending)})"
        dropped = "（尾数舍去）" if (self.income - self.spending) % (self.size * MONTHS) else ""
        return f"{start} ÷ {self.size} ÷ {MONTHS} = {yuan(self.net)} 元{dropped}"


def per_head(yearly_income: int, size: int, rigid_spending: int = 0) -> int:
    """Fen a head a month, rounded down, so that what is shown as the line is never below the line.

    Without spending it is 家庭月人均收入 as forms and sheets have it: they stand beside the yearly income and the size,
    and a superior divides them again (reference: domain §0.2 no 6, §1.3.1).

    >>> per_head(4200000, 4), per_head(4200000, 4, 1200000)
    (87500, 62500)
    """
    return (yearly_income - rigid_spending) // size // MONTHS


def test_income(household: Household | Values, policy: Policy) -> IncomeTest:
    """The test of a household, or of the values of a draft; where figures are missing it says which.

    A missing rigid spending is none. Thresholds are compared without dividing, so no rounding decides a category.
    """
    income, spending, size = (_get(household, name) for name in ("yearly_income", "rigid_spending", "size"))
    missing = _missing(income, size, policy)
    if income is None or not size:
        return IncomeTest(reasons=(f"还缺{'、'.join(missing)}，补填后才能测算。",), missing=missing)
    figures = _Figures(income, spending or 0, size)
    reasons, category = _propose(figures, policy) if policy.line else (_without_line(figures, policy), None)
    return IncomeTest(
        gross=per_head(income, size),
        net=figures.net,
        category=category,
        reasons=(*reasons, *_gross_too(figures)),
        missing=missing,
    )


test_income.__test__ = False  # type: ignore[attr-defined]  # pytest takes it for a test where it is imported


def _get(household: Household | Values, name: str) -> int | None:
    value = getattr(household, name) if isinstance(household, Household) else household.get(name)
    return value if isinstance(value, int) else None


def _missing(income: int | None, size: int | None, policy: Policy) -> tuple[str, ...]:
    labels = [field_of(Household, "yearly_income").label] if income is None else []
    labels += [] if size else [field_of(Household, "size").label]
    return (*labels, *([] if policy.line else ["低保标准"]))


def _without_line(figures: _Figures, policy: Policy) -> tuple[str, ...]:
    day = chinese_date(policy.day)
    return (f"{figures.formula}；没有{day}执行的低保标准，请在“设置”里登记后再定类别。",)


def _gross_too(figures: _Figures) -> tuple[str, ...]:
    if not figures.spending:
        return ()
    return (f"不扣刚性支出：{_Figures(figures.income, 0, figures.size).formula}。",)


def _propose(figures: _Figures, policy: Policy) -> tuple[tuple[str, ...], str | None]:
    rules = [rule for rule in policy.categories if rule.times is not None]
    if not rules:
        return (f"{figures.formula}；没有登记类别标准，类别由人工确定。",), None
    for rule in rules:
        if _holds(rule, figures, policy):
            return (_sentence(figures, rule, policy, holds=True), f"建议类别：{rule.category}。"), rule.category
    return (_sentence(figures, rules[-1], policy, holds=False), "不在各类困难标准以内。"), None


def _holds(rule: CategoryRule, figures: _Figures, policy: Policy) -> bool:
    left = (figures.income - figures.spending) * _ONE
    right = _threshold(rule, policy) * figures.size * MONTHS
    return left < right or (left == right and not rule.strict)


def _threshold(rule: CategoryRule, policy: Policy) -> int:
    """The threshold in hundredths of a fen, exact."""
    return (rule.times or 0) * (policy.line.amount if policy.line else 0)


_WORDS = {(True, True): "低于", (True, False): "不低于", (False, True): "不高于", (False, False): "高于"}
"""How it compares, by whether the rule is strict and whether it holds."""


def _sentence(figures: _Figures, rule: CategoryRule, policy: Policy, *, holds: bool) -> str:
    line = f"低保标准 {short_yuan(policy.line.amount if policy.line else 0)} 元"
    if rule.times != _ONE:
        times = f"{(rule.times or 0) / _ONE:g}"
        line += f"的 {times} 倍 {short_yuan(_threshold(rule, policy) // _ONE)} 元"
    return f"{figures.formula}，{_WORDS[rule.strict, holds]}{line}"
