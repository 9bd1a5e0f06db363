"""Which rules hold on a day."""

import datetime as dt
from collections.abc import Iterable

from desktop.policy.standards import AmountRule, CategoryRule, CodeRule, Line, NoticeRule, Policy, Rule, code_list


def in_force(rules: Iterable[Rule], day: dt.date) -> Policy:
    """What holds on that day: of each key the latest row that has begun; of two from one day, the later given."""
    latest: dict[str, Rule] = {}
    for rule in rules:
        held = latest.get(rule.key)
        if rule.valid_from <= day and (held is None or rule.valid_from >= held.valid_from):
            latest[rule.key] = rule
    chosen = latest.values()
    return Policy(
        day=day,
        line=next((rule for rule in chosen if isinstance(rule, Line)), None),
        categories=tuple(sorted((r for r in chosen if isinstance(r, CategoryRule)), key=_hardest_first)),
        amounts={(rule.programme, rule.category): rule for rule in chosen if isinstance(rule, AmountRule)},
        notice=next((rule for rule in chosen if isinstance(rule, NoticeRule)), None),
        codes={rule.name: code_list(rule) for rule in chosen if isinstance(rule, CodeRule)},
    )


def _hardest_first(rule: CategoryRule) -> tuple[int, str]:
    return rule.rank, rule.category
