"""Which rules hold on a day."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from desktop.base.codes import CodeList
from desktop.policy.aid_standards import AmountRule, FailureRule, ProgrammeRule, WaiverRule
from desktop.policy.pilot_standards import (
    BonusRule,
    GradeRule,
    IndicatorRule,
    PilotRule,
    StageRule,
    SubmissionRule,
    VetoRule,
)
from desktop.policy.standards import (
    CategoryRule,
    CodeRule,
    ConsentRule,
    DocumentRule,
    Line,
    MappingRule,
    NoticeRule,
    Policy,
    ProcedureRule,
    Rule,
    TestRule,
    code_list,
)

PROGRAMMES, FAILURES, WAIVERS = "programme", "failure", "waiver_item"
"""Code lists whose labels are those of rows: of ``ProgrammeRule``, ``FailureRule``, ``WaiverRule``."""
PILOT_FRONTS = "pilot_front"
"""The code list of the fronts that are assessed."""

_Kind = TypeVar("_Kind", Line, NoticeRule, TestRule, ProcedureRule, ConsentRule, PilotRule)
_Ranked = TypeVar("_Ranked", StageRule, SubmissionRule, IndicatorRule, BonusRule, VetoRule, GradeRule)


def latest(rules: Iterable[Rule], day: dt.date) -> dict[str, Rule]:
    """Of each key the latest row that has begun; of two from one day, the later given."""
    found: dict[str, Rule] = {}
    for rule in rules:
        held = found.get(rule.key)
        if rule.valid_from <= day and (held is None or rule.valid_from >= held.valid_from):
            found[rule.key] = rule
    return found


def in_force(rules: Iterable[Rule], day: dt.date) -> Policy:
    """What holds on that day, by ``latest``."""
    chosen = latest(rules, day).values()
    documents = (rule for rule in chosen if isinstance(rule, DocumentRule) and rule.needed)
    mappings = (rule for rule in chosen if isinstance(rule, MappingRule))
    programmes = sorted((r for r in chosen if isinstance(r, ProgrammeRule)), key=lambda r: (r.rank, r.name))
    policy = Policy(
        day=day,
        line=_only(Line, chosen),
        categories=tuple(sorted((r for r in chosen if isinstance(r, CategoryRule)), key=_hardest_first)),
        amounts={(r.programme, r.category, r.stage): r for r in chosen if isinstance(r, AmountRule)},
        notice=_only(NoticeRule, chosen),
        codes={rule.name: code_list(rule) for rule in chosen if isinstance(rule, CodeRule)},
        test=_only(TestRule, chosen),
        procedure=_only(ProcedureRule, chosen),
        consent=_only(ConsentRule, chosen),
        documents=tuple(sorted(documents, key=lambda rule: (rule.rank, rule.name))),
        mappings={(rule.codes, rule.source, rule.target): rule for rule in mappings},
        programmes={rule.name: rule for rule in programmes if rule.used},
        failures=tuple(sorted((r for r in chosen if isinstance(r, FailureRule)), key=lambda r: (r.rank, r.reason))),
        waivers=tuple(sorted((r for r in chosen if isinstance(r, WaiverRule)), key=lambda r: (r.rank, r.item))),
        stages=_ranked(StageRule, chosen),
        submissions=_ranked(SubmissionRule, chosen),
        bonuses=_ranked(BonusRule, chosen),
        vetoes=_ranked(VetoRule, chosen),
        grades=_ranked(GradeRule, chosen),
        pilot=_only(PilotRule, chosen),
    )
    policy = replace(policy, indicators=_by_front(_ranked(IndicatorRule, chosen), policy.labels(PILOT_FRONTS)))
    codes = {name: replace(one, renamed=policy.renamed(name)) for name, one in policy.codes.items()}
    gone = {rule.name for rule in programmes if not rule.used}
    return replace(policy, codes=codes | dict(_lists(policy, gone)))


def _lists(policy: Policy, gone: set[str]) -> Iterator[tuple[str, CodeList]]:
    """The code lists that rows of their own say: programmes, also those that the list leaves out, and so on."""
    listed = policy.codes.get(PROGRAMMES, CodeList(PROGRAMMES, ()))
    names = (one for one in dict.fromkeys((*listed.labels, *policy.programmes)) if one not in gone)
    if policy.programmes:
        yield PROGRAMMES, replace(listed, labels=tuple(names))
    if policy.failures:
        words = {word: rule.reason for rule in policy.failures for word in rule.words}
        yield FAILURES, CodeList(FAILURES, tuple(rule.reason for rule in policy.failures), words)
    if policy.waivers:
        yield WAIVERS, CodeList(WAIVERS, tuple(rule.item for rule in policy.waivers))
    yield from _pilot_lists(policy)


def _pilot_lists(policy: Policy) -> Iterator[tuple[str, CodeList]]:
    rows: Mapping[str, Sequence[StageRule | SubmissionRule | BonusRule | VetoRule | GradeRule]] = {
        "stage": policy.stages,
        "submission": policy.submissions,
        "bonus": policy.bonuses,
        "veto": policy.vetoes,
        "grade": policy.grades,
    }
    for name, rules in rows.items():
        if rules:
            yield name, CodeList(name, tuple(rule.name for rule in rules))


def _ranked(kind: type[_Ranked], chosen: Iterable[Rule]) -> tuple[_Ranked, ...]:
    """The rows of a kind that aren't done away with, by rank."""
    used = (rule for rule in chosen if isinstance(rule, kind) and rule.used)
    return tuple(sorted(used, key=lambda rule: (rule.rank, rule.name)))


def _by_front(indicators: Iterable[IndicatorRule], fronts: Sequence[str]) -> tuple[IndicatorRule, ...]:
    """The fronts in the order of their list; one that it lacks comes last."""
    places = {front: place for place, front in enumerate(fronts)}
    return tuple(sorted(indicators, key=lambda rule: (places.get(rule.front, len(places)), rule.front)))


def _only(kind: type[_Kind], chosen: Iterable[Rule]) -> _Kind | None:
    """The row of a matter that has one row at a time."""
    return next((rule for rule in chosen if isinstance(rule, kind)), None)


def _hardest_first(rule: CategoryRule) -> tuple[int, str]:
    return rule.rank, rule.category
