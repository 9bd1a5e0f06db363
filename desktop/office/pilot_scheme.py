"""The scheme of pilots as a tree: what they are assessed by, with the sum of points, and how they are kept."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from desktop.base.values import show_points
from desktop.office.pilot_clauses import LISTS, PILOTS, RANKED, parts_of
from desktop.office.rulebook import Clause, Holds, list_label
from desktop.policy.pilot_standards import (
    FULL_POINTS,
    BonusRule,
    GradeRule,
    IndicatorRule,
    PilotRule,
    SubmissionRule,
    points_of,
)
from desktop.policy.standards import CodeRule, Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """A line of the tree.

    Attributes:
        title: what it is about.
        measure: its points, or whether it is needed, in words.
        content: what it says besides.
        clause: the row that it shows; None for a heading.
        doubtful: whether the points below it don't add up.
    """

    title: str
    measure: str = ""
    content: str = ""
    clause: Clause | None = None
    doubtful: bool = False
    branches: tuple["Branch", ...] = ()


def about_pilots(rule: Rule) -> bool:
    """Whether a row is about pilots, or a code list that only they use."""
    return isinstance(rule, RANKED | PilotRule) or (isinstance(rule, CodeRule) and rule.name in LISTS)


def scheme(clauses: Sequence[Clause]) -> list[Branch]:
    """What holds of pilots and what is to come, in the order of ``rulebook.clauses``; only what holds is counted."""
    shown = [one for one in clauses if about_pilots(one.rule) and _shown(one)]
    made = [_indicators(_of(shown, "indicator")), *(_plain(shown, word) for word in PILOTS if word != "indicator")]
    lists = sorted((one for one in shown if isinstance(one.rule, CodeRule)), key=_place)
    made.append(Branch(title="代码表", branches=tuple(map(_leaf, lists))))
    return [one for one in made if one.branches]


def _shown(one: Clause) -> bool:
    """What holds and isn't done away with, and all that is to come."""
    gone = isinstance(one.rule, RANKED) and not one.rule.used
    return one.state == Holds.COMING or (one.state != Holds.PAST and not gone)


def _of(shown: Iterable[Clause], word: str) -> list[Clause]:
    return [one for one in shown if one.matter == PILOTS[word]]


def _indicators(shown: Sequence[Clause]) -> Branch:
    fronts = groupby(shown, key=lambda one: one.rule.front if isinstance(one.rule, IndicatorRule) else "")
    branches = tuple(_front(front, list(rows)) for front, rows in fronts)
    total = points_of(_counted(shown))
    doubtful = total != FULL_POINTS
    return Branch(
        title=PILOTS["indicator"],
        measure=f"合计 {show_points(total)} 分",
        content=f"应为 {show_points(FULL_POINTS)} 分，请调整各指标的标准分" if doubtful else "",
        doubtful=doubtful,
        branches=branches,
    )


def _front(front: str, rows: Sequence[Clause]) -> Branch:
    points = show_points(points_of(_counted(rows)))
    return Branch(title=front, measure=f"{points} 分", branches=tuple(map(_leaf, rows)))


def _counted(shown: Iterable[Clause]) -> Iterator[IndicatorRule]:
    for one in shown:
        if isinstance(one.rule, IndicatorRule) and one.state != Holds.COMING:
            yield one.rule


def _plain(shown: Sequence[Clause], word: str) -> Branch:
    return Branch(title=PILOTS[word], branches=tuple(map(_leaf, _of(shown, word))))


def _place(one: Clause) -> int:
    return list(LISTS).index(one.rule.name) if isinstance(one.rule, CodeRule) else 0


def _leaf(one: Clause) -> Branch:
    rule = one.rule
    if isinstance(rule, IndicatorRule | BonusRule | GradeRule | SubmissionRule) and rule.used:
        measure, *rest = parts_of(rule)
        return Branch(title=rule.name, measure=measure, content="；".join(rest), clause=one)
    title = (
        rule.name if isinstance(rule, RANKED) else list_label(rule.name) if isinstance(rule, CodeRule) else one.about
    )
    return Branch(title=title, content=one.content, clause=one)
