"""The income test: what a household has a head a month, and the category that it proposes (reference: domain §1.1)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from desktop.base.calendar import chinese_date
from desktop.base.fields import Value, Values, field_of
from desktop.base.money import short_yuan, yuan
from desktop.cases.figures import totals
from desktop.cases.household import Household, HouseholdDraft, Person
from desktop.policy.standards import CategoryRule, Divisor, Policy

MONTHS = 12
_ONE = 100
"""Thresholds are hundredths of the subsistence line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomeTest:
    """What the test came to.

    Attributes:
        income, spending: fen a year; None where it isn't known, and then spending counts as none.
        heads: by how many persons it divides, and ``divisor`` what they are called.
        gross: fen a head a month, rounded down; None where a figure is missing.
        net: the same after rigid spending; below zero where more is spent than comes in.
        formula: how ``net`` comes about, in words and numbers.
        times: ``net`` as a multiple of the subsistence line, two decimals, rounded down; empty where there is no line.
        category: the category proposed; None where none of the rules holds or something is missing.
        reasons: Chinese sentences for the form, the papers and the file, also why it is no harder category.
        missing: labels of what has to be filled in first.
    """

    income: int | None = None
    spending: int | None = None
    heads: int | None = None
    divisor: str = Divisor.SIZE
    gross: int | None = None
    net: int | None = None
    formula: str = ""
    times: str = ""
    category: str | None = None
    reasons: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Sum:
    """A sum that can be done: fen a year, and by whom it is divided."""

    income: int
    spending: int
    heads: int
    divisor: str

    @property
    def net(self) -> int:
        return per_head(self.income, self.heads, self.spending)

    @property
    def formula(self) -> str:
        """“(42,000 − 12,000) ÷ 家庭人口 4 ÷ 12 = 625.00 元”, and whether fractions of a fen were dropped."""
        start = short_yuan(self.income)
        if self.spending:
            start = f"({start} − {short_yuan(self.spending)})"
        dropped = "（尾数舍去）" if (self.income - self.spending) % (self.heads * MONTHS) else ""
        return f"{start} ÷ {self.divisor} {self.heads} ÷ {MONTHS} = {yuan(self.net)} 元{dropped}"

    def times(self, line: int) -> str:
        """The multiple of the line, two decimals, rounded down; exact, so that 2.00 is never below twice."""
        return yuan((self.income - self.spending) * _ONE // (line * self.heads * MONTHS)) if line else ""


def per_head(yearly_income: int, size: int, rigid_spending: int = 0) -> int:
    """Fen a head a month, rounded down, so that what is shown as the line is never below the line.

    Without spending it is 家庭月人均收入 as forms and sheets have it: they stand beside the yearly income and the size,
    and a superior divides them again (reference: domain §0.2 no 6, §1.3.1).

    >>> per_head(4200000, 4), per_head(4200000, 4, 1200000)
    (87500, 62500)
    """
    return (yearly_income - rigid_spending) // size // MONTHS


def test_income(household: Household | HouseholdDraft | Values, policy: Policy) -> IncomeTest:
    """The test of a household, or of a draft or its values; where figures are missing it says which.

    Where persons have figures, their sums count. A missing rigid spending is none. Thresholds are compared without
    dividing, so no rounding decides a category.
    """
    values, persons = _told(household)
    income, spending = _count(values, "yearly_income"), _count(values, "rigid_spending")
    divisor = _divisor(policy)
    heads = _heads(values, persons, divisor)
    missing = _missing(income, heads, divisor, policy)
    if income is None or not heads:
        told = (f"还缺{'、'.join(missing)}，补填后才能测算。",)
        return IncomeTest(income=income, spending=spending, divisor=divisor, reasons=told, missing=missing)
    done = _Sum(income, spending or 0, heads, divisor)
    reasons, category = _propose(done, _causes(values), policy) if policy.line else (_without_line(done, policy), None)
    return IncomeTest(
        income=income,
        spending=spending,
        heads=heads,
        divisor=divisor,
        gross=per_head(income, heads),
        net=done.net,
        formula=done.formula,
        times=done.times(policy.line.amount) if policy.line else "",
        category=category,
        reasons=(*reasons, *_gross_too(done)),
        missing=missing,
    )


def proposed(household: Household | HouseholdDraft | Values, policy: Policy) -> tuple[bool, str | None]:
    """Whether the test can be done, and the category it proposes, as ``test_income`` says with its reasons."""
    values, persons = _told(household)
    income, heads = _count(values, "yearly_income"), _heads(values, persons, _divisor(policy))
    if income is None or not heads or not policy.line:
        return False, None
    done = _Sum(income, _count(values, "rigid_spending") or 0, heads, _divisor(policy))
    at = _place(_rules(policy), done, _causes(values), policy)
    return True, None if at is None else _rules(policy)[at].category


test_income.__test__ = False  # type: ignore[attr-defined]  # pytest takes it for a test where it is imported


def same_case(draft: HouseholdDraft, home: Household, policy: Policy) -> bool:
    """Whether a draft says the same category, on the same figures, as the file does."""
    now, before = test_income(draft, policy), test_income(home, policy)
    return now == before and draft.values.get("category", home.category) == home.category


_ASKED = ("yearly_income", "rigid_spending", "size", "living_size", "main_cause", "other_causes")


def _told(household: Household | HouseholdDraft | Values) -> tuple[Values, Sequence[Person | Values]]:
    """The values that count, with the sums of the persons' figures, and the persons."""
    if isinstance(household, Mapping):
        return household, ()
    persons: Sequence[Person | Values] = household.persons
    if isinstance(household, HouseholdDraft):
        return {**household.values, **totals(persons)}, persons
    values: dict[str, Value] = {name: getattr(household, name) for name in _ASKED}
    return values | totals(persons), persons


def _count(values: Values, name: str) -> int | None:
    value = values.get(name)
    return value if isinstance(value, int) else None


def _divisor(policy: Policy) -> Divisor:
    return policy.test.divisor if policy.test else Divisor.SIZE


def _heads(values: Values, persons: Sequence[Person | Values], divisor: Divisor) -> int | None:
    """By how many it divides; those who don't live there count only in the size."""
    size = _count(values, "size")
    if divisor is Divisor.SIZE:
        return size
    away = len(persons) - living(persons)
    return _count(values, "living_size") or (size and max(0, size - away))


def living(persons: Sequence[Person | Values]) -> int:
    """How many of these live in the household: all of whom it isn't said that they don't."""
    return sum(_lives_here(one) is not False for one in persons)


def _lives_here(person: Person | Values) -> object:
    return person.lives_here if isinstance(person, Person) else person.get("lives_here")


def _causes(values: Values) -> frozenset[str]:
    told = (values.get("main_cause"), *str(values.get("other_causes") or "").split("、"))
    return frozenset(str(one) for one in told if one)


def _missing(income: int | None, heads: int | None, divisor: Divisor, policy: Policy) -> tuple[str, ...]:
    labels = [field_of(Household, "yearly_income").label] if income is None else []
    labels += [] if heads else [str(divisor)]
    return (*labels, *([] if policy.line else ["低保标准"]))


def _without_line(done: _Sum, policy: Policy) -> tuple[str, ...]:
    day = chinese_date(policy.day)
    return (f"{done.formula}；没有{day}执行的低保标准，请在“设置”里登记后再定类别。",)


def _gross_too(done: _Sum) -> tuple[str, ...]:
    if not done.spending:
        return ()
    return (f"不扣刚性支出：{_Sum(done.income, 0, done.heads, done.divisor).formula}。",)


def _propose(done: _Sum, causes: frozenset[str], policy: Policy) -> tuple[tuple[str, ...], str | None]:
    rules = _rules(policy)
    if not rules:
        return (f"{done.formula}；没有登记类别标准，类别由人工确定。",), None
    at = _place(rules, done, causes, policy)
    told, category = (rules[-1], None) if at is None else (rules[at], rules[at].category)
    verdict = f"建议类别：{category}。" if category else "不在各类困难标准以内。"
    sentence = f"{done.formula}，{_compared(done, told, policy)}"
    return (sentence, verdict, *_why_no_harder(done, rules[:at], told, policy)), category


def _rules(policy: Policy) -> list[CategoryRule]:
    return [rule for rule in policy.categories if rule.times is not None]


def _place(rules: Sequence[CategoryRule], done: _Sum, causes: frozenset[str], policy: Policy) -> int | None:
    """The place of the first rule that holds."""
    return next((at for at, rule in enumerate(rules) if _within(rule, done, policy) and _befell(rule, causes)), None)


def _why_no_harder(done: _Sum, harder: Sequence[CategoryRule], told: CategoryRule, policy: Policy) -> Iterator[str]:
    """Why none of these: the last of them that has too low a threshold, and each that wants another cause."""
    above = [rule for rule in harder if rule is not told and not _within(rule, done, policy)]
    for rule in above[-1:]:
        yield f"不属于“{rule.category}”：{_compared(done, rule, policy)}。"
    for rule in harder:
        if _within(rule, done, policy):
            yield f"不属于“{rule.category}”：致困原因里没有{'、'.join(rule.needs_cause)}。"


def _within(rule: CategoryRule, done: _Sum, policy: Policy) -> bool:
    left = (done.income - done.spending) * _ONE
    right = _threshold(rule, policy) * done.heads * MONTHS
    return left < right or (left == right and not rule.strict)


def _befell(rule: CategoryRule, causes: frozenset[str]) -> bool:
    """Whether what the category is for befell the household."""
    return not rule.needs_cause or not causes.isdisjoint(rule.needs_cause)


def _threshold(rule: CategoryRule, policy: Policy) -> int:
    """The threshold in hundredths of a fen, exact."""
    return (rule.times or 0) * (policy.line.amount if policy.line else 0)


_WORDS = {(True, True): "低于", (True, False): "不低于", (False, True): "不高于", (False, False): "高于"}
"""How it compares, by whether the rule is strict and whether it is within the threshold."""


def _compared(done: _Sum, rule: CategoryRule, policy: Policy) -> str:
    line = f"低保标准 {short_yuan(policy.line.amount if policy.line else 0)} 元"
    if rule.times != _ONE:
        times = f"{(rule.times or 0) / _ONE:g}"
        line += f"的 {times} 倍 {short_yuan(_threshold(rule, policy) // _ONE)} 元"
    return f"{_WORDS[rule.strict, _within(rule, done, policy)]}{line}"
