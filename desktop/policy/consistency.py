"""Whether rows of policy agree with one another and can be carried out: what a file of rules is asked first."""

from collections.abc import Iterable, Iterator, Sequence

from desktop.policy.aid_standards import AmountRule, Basis, ProgrammeRule, RequestForm
from desktop.policy.standards import CodeRule, Rule

_WHOLE = 100


def faults(rules: Sequence[Rule], known: Iterable[Rule] = ()) -> Iterator[str]:
    """What is wrong in ``rules``, each with the row's key; ``known`` are rows that they may speak of."""
    every = [*known, *rules]
    programmes = {rule.name for rule in every if isinstance(rule, ProgrammeRule)} | labels("programme", every)
    lists = {name: labels(name, every) for name in ("category", "school_stage")}
    for rule in rules:
        if isinstance(rule, ProgrammeRule):
            said = _programme(rule, programmes)
        elif isinstance(rule, AmountRule):
            said = _amount(rule, programmes, lists["category"], lists["school_stage"])
        else:
            continue
        yield from (f"{rule.key}: {one}" for one in said)


def labels(name: str, rules: Iterable[Rule]) -> set[str]:
    """Every label that a code list ever had."""
    return {label for rule in rules if isinstance(rule, CodeRule) and rule.name == name for label in rule.labels}


def _programme(rule: ProgrammeRule, programmes: set[str]) -> Iterator[str]:
    if rule.form not in {"", *RequestForm}:
        yield f"unknown form {rule.form}"
    if rule.name in rule.excludes:
        yield "excludes itself"
    for name in rule.excludes:
        if name not in programmes:
            yield f"excludes {name}, which is no programme"


def _amount(rule: AmountRule, programmes: set[str], categories: set[str], stages: set[str]) -> Iterator[str]:
    for what, label, known in (
        ("programme", rule.programme, programmes),
        ("category", rule.category, categories),
        ("stage", rule.stage, stages),
    ):
        if label and known and label not in known:
            yield f"unknown {what} {label}"
    if (rule.percent is not None) != (rule.basis is Basis.PERCENT):
        yield f"percent and basis {rule.basis} don't go together"
    elif rule.percent is not None and not 1 <= rule.percent <= _WHOLE:
        yield f"percent {rule.percent}"
    negative = {"amount": rule.amount, "months": rule.months, "times_a_year": rule.times_a_year}
    capped = {"cap": rule.cap, "cap_once": rule.cap_once, "cap_months": rule.cap_months}
    yield from (f"{name} {value}" for name, value in (negative | capped).items() if value is not None and value < 0)
