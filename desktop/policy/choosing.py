"""Which rules hold on a day."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from desktop.base.codes import CodeList
from desktop.policy.aid_standards import AmountRule, FailureRule, ProgrammeRule, WaiverRule
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

_Kind = TypeVar("_Kind", Line, NoticeRule, TestRule, ProcedureRule, ConsentRule)


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
    )
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


def _only(kind: type[_Kind], chosen: Iterable[Rule]) -> _Kind | None:
    """The row of a matter that has one row at a time."""
    return next((rule for rule in chosen if isinstance(rule, kind)), None)


def _hardest_first(rule: CategoryRule) -> tuple[int, str]:
    return rule.rank, rule.category
