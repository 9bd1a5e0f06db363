"""Whether rows of policy agree with one another and can be carried out: what a file of rules is asked first."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from desktop.policy.aid_standards import AmountRule, Basis, ProgrammeRule, RequestForm
from desktop.policy.choosing import PILOT_FRONTS, in_force
from desktop.policy.pilot_standards import (
    FACTS,
    BonusRule,
    GradeRule,
    IndicatorRule,
    Period,
    PilotRule,
    StageRule,
    SubmissionRule,
)
from desktop.policy.standards import CodeRule, Rule

_WHOLE = 100


def faults(rules: Sequence[Rule], known: Iterable[Rule] = ()) -> Iterator[str]:
    """What is wrong in ``rules``, each with the row's key; ``known`` are rows that they may speak of."""
    every = [*known, *rules]
    programmes = {rule.name for rule in every if isinstance(rule, ProgrammeRule)} | labels("programme", every)
    papers = {rule.name for rule in every if isinstance(rule, SubmissionRule)}
    lists = {name: labels(name, every) for name in ("category", "school_stage", PILOT_FRONTS)}
    for rule in rules:
        if isinstance(rule, ProgrammeRule):
            said = _programme(rule, programmes)
        elif isinstance(rule, AmountRule):
            said = _amount(rule, programmes, lists["category"], lists["school_stage"])
        elif isinstance(rule, StageRule):
            said = _stage(rule, papers)
        elif isinstance(rule, IndicatorRule | BonusRule | PilotRule):
            said = _points(rule, lists[PILOT_FRONTS])
        else:
            continue
        yield from (f"{rule.key}: {one}" for one in said)
    if begun := [rule.valid_from for rule in rules if isinstance(rule, GradeRule)]:
        yield from _grades(in_force(every, max(begun)).grades)


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


def _stage(rule: StageRule, papers: set[str]) -> Iterator[str]:
    if rule.every not in {"", Period.QUARTER, Period.YEAR}:
        yield f"unknown period {rule.every}"
    if rule.every and rule.months is not None:
        yield "months, though it comes again"
    if rule.paper and rule.paper not in papers:
        yield f"paper {rule.paper}, which is no submission"


def _points(rule: IndicatorRule | BonusRule | PilotRule, fronts: set[str]) -> Iterator[str]:
    """Whether points can be given; that they add up is only a doubt, for indicators are changed one after the other."""
    if isinstance(rule, PilotRule):
        if rule.bonus_most < 0:
            yield f"bonus_most {rule.bonus_most}"
        return
    if rule.points <= 0:
        yield f"points {rule.points}"
    if isinstance(rule, IndicatorRule):
        yield from _indicator(rule, fronts)


def _indicator(rule: IndicatorRule, fronts: set[str]) -> Iterator[str]:
    if fronts and rule.front not in fronts:
        yield f"unknown front {rule.front}"
    if rule.fact and rule.fact not in FACTS:
        yield f"unknown fact {rule.fact}"
    if bool(rule.fact) != (rule.full is not None):
        yield "fact and full don't go together"
    elif rule.full is not None and rule.full <= 0:
        yield f"full {rule.full}"


def _grades(grades: Sequence[GradeRule]) -> Iterator[str]:
    for better, worse in pairwise(grades):
        if better.least <= worse.least:
            yield f"{better.key}: not above {worse.name}"
    if grades and grades[-1].least != 0:
        yield f"{grades[-1].key}: the last grade isn't given from 0"
