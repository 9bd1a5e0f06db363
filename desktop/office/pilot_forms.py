"""New rules about pilots out of forms: stages, what is handed in, how pilots are assessed; tenths of a point."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from desktop.base.codes import CodeList
from desktop.base.fields import Field, Kind, Value, Values
from desktop.base.findings import Finding, doubt
from desktop.base.values import show_points
from desktop.office.rule_values import Made, above_zero, parts, positive, whole
from desktop.policy.choosing import in_force
from desktop.policy.pilot_standards import (
    FACTS,
    FULL_POINTS,
    BonusRule,
    GradeRule,
    IndicatorRule,
    Period,
    PilotRule,
    StageRule,
    SubmissionRule,
    VetoRule,
    points_of,
)
from desktop.policy.standards import Rule

_RANK = Field(label="排列顺序", name="rank", kind=Kind.COUNT, needed=True)
_RETIRED = Field(label="不再使用", name="retired", kind=Kind.YES_NO)
_COUNTS = (
    Field(label="试点期", name="term_months", kind=Kind.COUNT, unit="个月", needed=True),
    Field(label="季度结束后报进展", name="report_days", kind=Kind.COUNT, unit="天内", needed=True),
    Field(label="监测期满后填报", name="fill_days", kind=Kind.COUNT, unit="天内", needed=True),
    Field(label="没有联系就提醒", name="contact_days", kind=Kind.COUNT, unit="天", needed=True),
    Field(label="每名干部挂钩", name="cadre_units", kind=Kind.COUNT, unit="家", needed=True),
)


def _name(label: str) -> Field:
    return Field(label=label, name="name", needed=True, limit=30)


def _points(label: str, name: str = "points") -> Field:
    return Field(label=label, name=name, kind=Kind.POINTS, unit="分", needed=True)


FIELDS: Mapping[str, tuple[Field, ...]] = {
    "pilot": (
        *_COUNTS,
        Field(label="劳动关系监测", name="monitoring", kind=Kind.CODE, codes="monitoring", needed=True),
        _points("加分合计不超过", "bonus_most"),
    ),
    "stage": (
        _name("阶段名称"),
        _RANK,
        Field(label="随哪种材料完成", name="paper", kind=Kind.CODE, codes="submission"),
        Field(label="多久一次", name="every", kind=Kind.CODE, codes="period"),
        Field(label="批次确定后", name="months", kind=Kind.COUNT, unit="个月内完成"),
        _RETIRED,
    ),
    "submission": (
        _name("材料名称"),
        _RANK,
        Field(label="必须上报", name="needed", kind=Kind.YES_NO, needed=True),
        Field(label="内容要点", name="contents", limit=400),
        _RETIRED,
    ),
    "indicator": (
        Field(label="方面", name="front", kind=Kind.CODE, codes="pilot_front", needed=True),
        _name("指标名称"),
        _RANK,
        _points("标准分"),
        Field(label="评分办法", name="scoring", needed=True, limit=300),
        Field(label="佐证材料", name="source", limit=100),
        Field(label="自动评分依据", name="fact", kind=Kind.CODE, codes="fact"),
        Field(label="达到多少得满分", name="full", kind=Kind.COUNT),
        _RETIRED,
    ),
    "bonus": (
        _name("加分项名称"),
        _RANK,
        _points("最多加"),
        Field(label="加分办法", name="scoring", needed=True, limit=300),
        _RETIRED,
    ),
    "veto": (_name("否决事项"), _RANK, _RETIRED),
    "grade": (_name("等次名称"), _RANK, _points("多少分以上", "least"), _RETIRED),
}
"""What the forms ask, by matter."""

HINTS = {
    "stage": "“多久一次”不填，表示只办一次；“批次确定后”不填，表示不建议期限。",
    "submission": "内容要点之间用分号隔开，收到材料时逐项核对。",
    "indicator": "各方面标准分合计应为 100 分。选了自动评分依据的，要填达到多少得满分，不足的按比例给分。",
    "veto": "发生否决事项的，不论得分多少都定为最低等次。",
    "grade": "排列顺序从 1 开始，最好的等次在最前；最后一个等次填 0 分以上。",
}

_FACT_LABELS = {fact.label: name for name, fact in FACTS.items()}
LISTS: Mapping[str, CodeList] = {
    name: CodeList(name, tuple(labels))
    for name, labels in {
        "fact": _FACT_LABELS,
        "period": (Period.QUARTER, Period.YEAR),
        "monitoring": (Period.QUARTER, Period.MONTH),
    }.items()
}
"""The lists that the forms choose from and no row of policy sets."""

SHOWN: Mapping[tuple[type, str], Callable[[Any], Value]] = {
    (SubmissionRule, "contents"): lambda rule: "；".join(rule.contents),
    (IndicatorRule, "fact"): lambda rule: FACTS[rule.fact].label if rule.fact else None,
    **{
        (kind, "retired"): lambda rule: not rule.used
        for kind in (StageRule, SubmissionRule, IndicatorRule, BonusRule, VetoRule, GradeRule)
    },
}
"""How a value of a row stands in the form, where not as it is."""


def _ranked(values: Values) -> tuple[Finding, ...]:
    return positive(values, "rank", "排列顺序从 1 开始，请填大于 0 的数。")


def _common(values: Values, common: dict[str, Any]) -> dict[str, Any]:
    """What every row with a rank has."""
    used = values.get("retired") is not True
    return {"name": str(values["name"]), "rank": whole(values, "rank"), "used": used, **common}


def _pilot(values: Values, common: dict[str, Any], _: Sequence[Rule]) -> Made:
    findings = tuple(
        finding for field in _COUNTS for finding in positive(values, field.name, f"“{field.label}”应大于 0。")
    )
    if findings:
        return None, findings
    counts: dict[str, Any] = {field.name: whole(values, field.name) for field in _COUNTS}
    monitoring, most = Period(str(values["monitoring"])), whole(values, "bonus_most")
    return PilotRule(monitoring=monitoring, bonus_most=most, **counts, **common), ()


def _stage(values: Values, common: dict[str, Any], _: Sequence[Rule]) -> Made:
    findings = _ranked(values)
    months = values.get("months")
    if values.get("every") and months is not None:
        message = "每季度或者每年都来一次的阶段，期限按期推算，“批次确定后”请留空。"
        findings += (Finding(code="unfit", message=message, field="months"),)
    if findings:
        return None, findings
    rule = StageRule(
        paper=_text(values, "paper"),
        every=_text(values, "every"),
        months=months if isinstance(months, int) else None,
        **_common(values, common),
    )
    return rule, ()


def _submission(values: Values, common: dict[str, Any], _: Sequence[Rule]) -> Made:
    findings = _ranked(values)
    contents = tuple(dict.fromkeys(parts(_text(values, "contents"))))
    rule = SubmissionRule(needed=values["needed"] is True, contents=contents, **_common(values, common))
    return (None if findings else rule), findings


def _indicator(values: Values, common: dict[str, Any], before: Sequence[Rule]) -> Made:
    findings = _ranked(values) + positive(values, "points", "标准分应大于 0；不要的指标请把“不再使用”选“是”。")
    findings += above_zero(values, "full", "得满分的数应大于 0。") + tuple(_fact_fits(values))
    if findings:
        return None, findings
    fact = _text(values, "fact")
    rule = IndicatorRule(
        front=str(values["front"]),
        points=whole(values, "points"),
        scoring=str(values["scoring"]),
        source=_text(values, "source"),
        fact=_FACT_LABELS[fact] if fact else "",
        full=whole(values, "full") or None,
        **_common(values, common),
    )
    return rule, tuple(_sum_doubt(rule, before))


def _fact_fits(values: Values) -> Iterator[Finding]:
    """A fact and the number that gives all points go together."""
    fact, full = values.get("fact"), values.get("full")
    if fact is not None and fact not in _FACT_LABELS:
        yield Finding(code="unknown_code", message="没有这种自动评分依据，请从列表里选。", field="fact")
    elif fact is not None and full is None:
        yield Finding(code="missing", message="请填达到多少得满分。", field="full")
    elif fact is None and full is not None:
        yield Finding(code="unfit", message="没有自动评分依据的，这里请留空。", field="full")


def _sum_doubt(rule: IndicatorRule, before: Sequence[Rule]) -> Iterator[Finding]:
    """Whether all fronts still add up; only a doubt, for indicators are changed one after the other."""
    total = points_of(in_force([*before, rule], rule.valid_from).indicators)
    if total != FULL_POINTS:
        full = show_points(FULL_POINTS)
        message = f"登记后各方面标准分合计 {show_points(total)} 分，不是 {full} 分，请接着调整别的指标。"
        yield doubt("points_sum", message).about("points")


def _bonus(values: Values, common: dict[str, Any], _: Sequence[Rule]) -> Made:
    findings = _ranked(values) + positive(values, "points", "最多加的分应大于 0。")
    if findings:
        return None, findings
    points, scoring = whole(values, "points"), str(values["scoring"])
    return BonusRule(points=points, scoring=scoring, **_common(values, common)), ()


def _veto(values: Values, common: dict[str, Any], _: Sequence[Rule]) -> Made:
    findings = _ranked(values)
    return (None if findings else VetoRule(**_common(values, common))), findings


def _grade(values: Values, common: dict[str, Any], before: Sequence[Rule]) -> Made:
    findings = _ranked(values)
    rule = GradeRule(least=whole(values, "least"), **_common(values, common))
    if not findings:
        findings = tuple(_grade_doubts(rule, before))
    return (None if any(one.refuses for one in findings) else rule), findings


def _grade_doubts(rule: GradeRule, before: Sequence[Rule]) -> Iterator[Finding]:
    """Whether the grades fall down to 0; only a doubt, for they are changed one after the other."""
    grades = in_force([*before, rule], rule.valid_from).grades
    for better, worse in pairwise(grades):
        if better.least <= worse.least:
            message = f"登记后“{better.name}”的分数不比“{worse.name}”高，请接着调整。"
            yield doubt("grade_order", message).about("least")
    if grades and grades[-1].least:
        message = f"最后的等次“{grades[-1].name}”应从 0 分起，否则低分的没有等次，请接着调整。"
        yield doubt("grade_last", message).about("least")


def _text(values: Values, name: str) -> str:
    return str(values.get(name) or "")


MAKERS: Mapping[str, Callable[[Values, dict[str, Any], Sequence[Rule]], Made]] = {
    "pilot": _pilot,
    "stage": _stage,
    "submission": _submission,
    "indicator": _indicator,
    "bonus": _bonus,
    "veto": _veto,
    "grade": _grade,
}
"""The row that a filled form says, by matter."""
