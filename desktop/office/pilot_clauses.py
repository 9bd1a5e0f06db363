"""Rows of policy about pilots as a clerk reads them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from desktop.base.values import show_points
from desktop.policy.pilot_standards import (
    FACTS,
    BonusRule,
    GradeRule,
    IndicatorRule,
    PilotRule,
    StageRule,
    SubmissionRule,
    VetoRule,
)

PILOTS = {
    "pilot": "试点管理",
    "stage": "试点阶段",
    "submission": "上报材料",
    "indicator": "评价指标",
    "bonus": "加分项",
    "veto": "一票否决",
    "grade": "评价等次",
}
"""The matters about pilots: the word of ``policy.reading.KINDS`` and its name."""
LISTS = {
    **PILOTS,
    "pilot_level": "试点级别",
    "pilot_type": "试点类型",
    "pilot_front": "评价方面",
    "front": "产改方面",
    "pilot_industry": "试点行业",
    "pilot_kind": "试点单位性质",
    "enterprise_size": "企业规模",
    "pairing_way": "联系机制",
    "call_mode": "联系方式",
    "problem_category": "问题类别",
    "satisfaction": "满意度",
    "skill_grade": "技能等级",
    "high_skilled": "算作高技能人才的等级",
    "studio_level": "工作室级别",
    "studio_review": "工作室考核结果",
    "craftsman": "工匠称号",
    "worker_honour": "职工荣誉",
    "risk": "劳动关系风险等级",
    "inspection_kind": "督查类型",
}
"""What the code lists about pilots are called; those of rows like the rows."""
RANKED = StageRule | SubmissionRule | IndicatorRule | BonusRule | VetoRule | GradeRule
"""The rows that stand by rank and can be done away with."""

_GONE = "不再使用"


def _stage(rule: StageRule) -> Iterator[str]:
    if rule.every:
        yield f"每{rule.every}一次" if rule.every != "年度" else "每年一次"
    if rule.paper:
        yield f"《{rule.paper}》通过即完成"
    if rule.months is not None:
        yield f"建议在批次确定后 {rule.months} 个月内完成" if rule.months else "建议在批次确定当天完成"


def _submission(rule: SubmissionRule) -> Iterator[str]:
    yield "必须上报" if rule.needed else "按需上报"
    if rule.contents:
        yield f"内容要点：{'、'.join(rule.contents)}"


def _indicator(rule: IndicatorRule) -> Iterator[str]:
    yield f"{show_points(rule.points)} 分"
    yield rule.scoring.rstrip("。")
    if rule.fact and rule.full is not None:
        yield f"按“{FACTS[rule.fact].label}”自动评分，达到 {_counted(rule.full, FACTS[rule.fact].unit)}得满分"
    if rule.source:
        yield f"依据：{rule.source}"


def _counted(number: int, unit: str) -> str:
    return f"{number}% " if unit == "%" else f"{number} {unit}"


def _bonus(rule: BonusRule) -> Iterator[str]:
    yield f"最多 {show_points(rule.points)} 分"
    yield rule.scoring.rstrip("。")


def _veto(_: VetoRule) -> Iterator[str]:
    yield "发生的，直接定为最低等次"


def _grade(rule: GradeRule) -> Iterator[str]:
    yield f"{show_points(rule.least)} 分以上"


def _pilot(rule: PilotRule) -> Iterator[str]:
    yield f"试点期 {rule.term_months} 个月"
    yield f"季度结束后 {rule.report_days} 天内报进展"
    yield f"劳动关系监测每{rule.monitoring}填一次，期满后 {rule.fill_days} 天内填报"
    yield f"超过 {rule.contact_days} 天没有联系的提醒，每名干部挂钩 {rule.cadre_units} 家"
    yield f"加分合计不超过 {show_points(rule.bonus_most)} 分"


_PARTS: Mapping[type, Callable[[Any], Iterator[str]]] = {
    StageRule: _stage,
    SubmissionRule: _submission,
    IndicatorRule: _indicator,
    BonusRule: _bonus,
    VetoRule: _veto,
    GradeRule: _grade,
}


def says_ranked(rule: RANKED) -> tuple[str, str]:
    """What the row is about, and what it says."""
    about = f"{rule.front} · {rule.name}" if isinstance(rule, IndicatorRule) else rule.name
    return about, "；".join(parts_of(rule)) if rule.used else _GONE


def parts_of(rule: RANKED) -> tuple[str, ...]:
    """What a row says, part by part; where it has points, they come first."""
    return tuple(_PARTS[type(rule)](rule))


def says_pilot(rule: PilotRule) -> tuple[str, str]:
    """How pilots are kept."""
    return "试点管理", "；".join(_pilot(rule))


SAYS: Mapping[str, Callable[[Any], tuple[str, str]]] = {
    **dict.fromkeys(PILOTS, says_ranked),
    "pilot": says_pilot,
}
"""What a row of each matter says."""


def place_of(rule: RANKED, fronts: Iterable[str]) -> tuple[object, ...]:
    """The place of a row within its matter: indicators by front, all by rank."""
    if not isinstance(rule, IndicatorRule):
        return rule.rank, rule.key
    places = {front: place for place, front in enumerate(fronts)}
    return places.get(rule.front, len(places)), rule.front, rule.rank, rule.key
