"""What the register knows of a pilot and a year by itself, and the points that follow (``pilot_standards.FACTS``)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from desktop.base.values import show_points
from desktop.pilots.scheme import Indicator
from desktop.policy.pilot_standards import FACTS

ORGANISATION, PLAN = "产改组织机构文件", "产改试点实施方案"
"""The papers that every pilot files (reference: domain §4.2)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Numbers of an enterprise as of the end of a year; None: the register doesn't know.

    Attributes:
        over: the year, where it is over; heads are those that are registered now, for they have no day.
        dated: whether skilled and high-skilled workers are counted by the days of their certificates all the same; of
            ``skilled_undated`` nobody knows the day, and they count.
        organisation, plan: 1 where the paper was accepted by the end of the year.
        quarters, quarters_kept: reports that were due by today, and those that came in time.
        studios: of these ``studios_undated`` were named nobody knows when; ``studios_closed`` are closed, nobody knows
            since when, and don't count.
        tasks: of each front how many tasks of the year there are, and how many were done.
        incentives: projects granted in the year.
    """

    over: int | None = None
    dated: bool = False
    skilled_undated: int = 0

    organisation: int = 0
    plan: int = 0
    quarters: int = 0
    quarters_kept: int = 0
    contests: int = 0
    studios: int = 0
    studios_undated: int = 0
    studios_closed: int = 0
    workers: int | None = None
    industrial_workers: int | None = None
    skilled: int | None = None
    high_skilled: int | None = None
    members: int | None = None
    registered_members: int | None = None
    tasks: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    incentives: int = 0


class Share(NamedTuple):
    """A number of a whole, each with its word and what one counts."""

    part: int | None
    word: str
    whole: int | None
    of: str
    unit: str

    @property
    def unknown(self) -> str:
        """Why there is no share; an empty text where there is one."""
        absent = [word for number, word in ((self.part, self.word), (self.whole, self.of)) if number is None]
        if absent:
            return f"没有登记{'、'.join(absent)}，系统算不出。"
        return "" if self.whole else f"没有{self.of}，系统算不出。"


class Known(NamedTuple):
    """The points that follow by themselves, None where they can't be known, and why in a sentence."""

    points: int | None
    sentence: str


_COUNTS: Mapping[str, Callable[[Facts], int]] = {
    "org_document": lambda facts: facts.organisation,
    "plan": lambda facts: facts.plan,
    "contests": lambda facts: facts.contests,
    "studios": lambda facts: facts.studios,
    "incentives": lambda facts: facts.incentives,
}

_SHARES: Mapping[str, Callable[[Facts, str], Share]] = {
    "quarterly": lambda facts, _: Share(facts.quarters_kept, "按期上报", facts.quarters, "应报的季度", "个"),
    "skilled_share": lambda facts, _: Share(facts.skilled, "技能人才", facts.industrial_workers, "产业工人", "人"),
    "high_skilled_share": lambda facts, _: Share(facts.high_skilled, "高技能人才", facts.skilled, "技能人才", "人"),
    "member_rate": lambda facts, _: Share(facts.members, "会员", facts.workers, "职工", "人"),
    "registered_rate": lambda facts, _: Share(facts.registered_members, "实名录入", facts.members, "会员", "人"),
    "tasks_done": lambda facts, front: Share(*_tasks(facts, front)),
}


def _tasks(facts: Facts, front: str) -> tuple[int, str, int, str, str]:
    every, done = facts.tasks.get(front, (0, 0))
    return done, "完成任务", every, "本方面的任务", "项"


def known(indicator: Indicator, facts: Facts) -> Known | None:
    """What the register says to an indicator: points × value / full, cut to tenths; None where it is scored by hand."""
    if not indicator.full:
        return None
    if indicator.fact in _COUNTS:
        found = _counted(indicator, indicator.full, _COUNTS[indicator.fact](facts))
    elif indicator.fact in _SHARES:
        found = _shared(indicator, indicator.full, _SHARES[indicator.fact](facts, indicator.front))
    else:
        return None
    return found if found.points is None else Known(found.points, found.sentence + _undated(indicator.fact, facts))


def _counted(indicator: Indicator, full: int, count: int) -> Known:
    points = indicator.points * min(count, full) // full
    fact = FACTS[indicator.fact]
    wanted = f"满分要 {full} {fact.unit}，得 {show_points(points)} 分。"
    return Known(points, f"{fact.label} {count} {fact.unit}，{wanted}")


def _shared(indicator: Indicator, full: int, share: Share) -> Known:
    if share.unknown or share.part is None or not share.whole:
        return Known(None, share.unknown)
    points = min(indicator.points, indicator.points * share.part * 100 // (share.whole * full))
    reckoned = f"{share.word} {share.part:,} {share.unit} / {share.of} {share.whole:,} {share.unit}"
    percent = show_points(share.part * 1000 // share.whole)
    return Known(points, f"{reckoned} = {percent}%，满分要 {full}%，得 {show_points(points)} 分。")


def _undated(fact: str, facts: Facts) -> str:
    """What of a fact isn't as of the end of a year that is over, in sentences; an empty text where all of it is."""
    if facts.over is None:
        return ""
    if fact == "studios":
        named = f"其中 {facts.studios_undated} 个没有登记命名日期。" if facts.studios_undated else ""
        return named + (f"另有 {facts.studios_closed} 个已撤牌，没有计入。" if facts.studios_closed else "")
    if facts.dated and fact in _BY_CERTIFICATE:
        few = f"，没有登记发证日期的 {facts.skilled_undated} 人也计入" if facts.skilled_undated else ""
        more = "，产业工人按评分时的登记" if fact == "skilled_share" else ""
        return f"技能人才按发证日期计到年末{few}{more}。"
    return "人数按评分时的登记，非年末数。" if fact in _OF_HEADS else ""


_BY_CERTIFICATE = frozenset({"skilled_share", "high_skilled_share"})
_OF_HEADS = _BY_CERTIFICATE | {"member_rate", "registered_rate"}
