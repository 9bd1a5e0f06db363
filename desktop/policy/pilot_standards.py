"""Rows of policy about pilot enterprises: stages, what they hand in, and how they are assessed; tenths of a point."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from desktop.policy.rows import Standard

FULL_POINTS = 1000
"""What the indicators of all fronts add up to: 100 points."""


class Period(StrEnum):
    """How often something comes again."""

    MONTH = "月"
    QUARTER = "季度"
    YEAR = "年度"


class Fact(NamedTuple):
    """A number that the register knows of an enterprise and a year, and its unit."""

    label: str
    unit: str


FACTS: Mapping[str, Fact] = {
    "org_document": Fact("机构文件已通过", "份"),
    "plan": Fact("实施方案已通过", "份"),
    "quarterly": Fact("季度进展按期上报", "%"),
    "contests": Fact("当年竞赛次数", "次"),
    "studios": Fact("创新工作室数", "个"),
    "skilled_share": Fact("技能人才占产业工人", "%"),
    "high_skilled_share": Fact("高技能人才占技能人才", "%"),
    "member_rate": Fact("入会率", "%"),
    "registered_rate": Fact("会员实名录入率", "%"),
    "tasks_done": Fact("本方面任务完成率", "%"),
    "incentives": Fact("当年立项的激励项目", "个"),
}
"""What an indicator can be scored from by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StageRule(Standard):
    """A stage of a pilot's life (reference: domain §4.3).

    Attributes:
        name: such as 方案上报.
        rank: its place among the stages.
        paper: the submission whose acceptance reaches it; none: reached by hand.
        every: the period in which it comes again, of ``Period``; none: it comes once.
        months: proposed to be due so many months after the wave was chosen; None: no proposal.
        used: False in a row that does away with the stage.
    """

    name: str
    rank: int
    paper: str = ""
    every: str = ""
    months: int | None = None
    used: bool = True

    @property
    def key(self) -> str:
        """One rule for a stage."""
        return f"stage:{self.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionRule(Standard):
    """A paper that a pilot hands in (reference: domain §4.2).

    Attributes:
        name: what it is called, such as 产改试点实施方案.
        rank: its place in lists.
        needed: whether a pilot without it is incomplete.
        contents: the points that it must hold, ticked off one by one.
        used: False in a row that does away with the paper.
    """

    name: str
    rank: int
    needed: bool
    contents: tuple[str, ...] = ()
    used: bool = True

    @property
    def key(self) -> str:
        """One rule for a paper."""
        return f"submission:{self.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorRule(Standard):
    """What a pilot is scored by within a front (reference: domain §4.4).

    Attributes:
        front: label of the code list ``pilot_front``.
        name: such as 入会率.
        rank: its place within the front.
        points: the most it gives, tenths of a point.
        scoring: how it is scored, a sentence.
        source: what evidence is looked at.
        fact: a key of ``FACTS`` that it is scored from by itself; none: by hand.
        full: the value of the fact at which all points are given, in its unit; None without a fact.
        used: False in a row that does away with the indicator.
    """

    front: str
    name: str
    rank: int
    points: int
    scoring: str
    source: str = ""
    fact: str = ""
    full: int | None = None
    used: bool = True

    @property
    def key(self) -> str:
        """One rule for a front and a name."""
        return f"indicator:{self.front}:{self.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class BonusRule(Standard):
    """What gives points beside the indicators (reference: domain §4.4); ``points`` is the most, tenths of a point."""

    name: str
    rank: int
    points: int
    scoring: str
    used: bool = True

    @property
    def key(self) -> str:
        """One rule for a name."""
        return f"bonus:{self.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class VetoRule(Standard):
    """What gives the last grade whatever the score (reference: domain §4.4)."""

    name: str
    rank: int
    used: bool = True

    @property
    def key(self) -> str:
        """One rule for a name."""
        return f"veto:{self.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeRule(Standard):
    """A grade and the total from which it is given, tenths of a point (reference: domain §4.4); the best first."""

    name: str
    rank: int
    least: int
    used: bool = True

    @property
    def key(self) -> str:
        """One rule for a grade."""
        return f"grade:{self.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PilotRule(Standard):
    """How pilots are kept (reference: domain §4.1, §4.4 to §4.6).

    Attributes:
        bonus_most: the most that all bonuses give together, tenths of a point.
        contact_days: a pilot on which nobody called for so many days is told.
        monitoring: how often labour relations are filled in, a month or a quarter.
        fill_days: days after a period's end until which its monitoring is filled in.
        term_months: how long a pilot lasts.
        report_days: days after a quarter's end until which its progress is reported.
        cadre_units: so many enterprises a cadre.
    """

    bonus_most: int
    contact_days: int
    monitoring: Period
    fill_days: int
    term_months: int
    report_days: int
    cadre_units: int

    @property
    def key(self) -> str:
        """There is one rule at a time."""
        return "pilot"


def points_of(indicators: Iterable[IndicatorRule]) -> int:
    """What the indicators add up to, tenths of a point."""
    return sum(one.points for one in indicators)
