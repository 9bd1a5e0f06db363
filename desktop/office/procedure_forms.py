"""New rules of the procedure out of forms: income test, steps and days, consent, documents, what labels are called."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from desktop.base.codes import CodeList
from desktop.base.fields import Field, Kind, Value, Values
from desktop.base.findings import Finding
from desktop.office.rule_values import Made, pair, parts, positive, whole
from desktop.office.rulebook import list_label, mapping_label, occasion, said_split
from desktop.policy.consistency import labels
from desktop.policy.standards import (
    ConsentRule,
    Divisor,
    DocumentRule,
    MappingRule,
    ProcedureRule,
    Rule,
    Stage,
    TestRule,
)


def _count(label: str, name: str, unit: str) -> Field:
    return Field(label=label, name=name, kind=Kind.COUNT, needed=True, unit=unit)


_COUNTS = (
    _count("入户人数至少", "visitors", "人"),
    _count("受理后入户", "visit_days", "个工作日内"),
    _count("复核周期", "review_months", "个月"),
    _count("每年抽查", "sample_percent", "%"),
    _count("电子档案同步", "sync_days", "个工作日内"),
    _count("注销后保管", "keep_years", "年"),
    _count("次要致困原因最多", "other_causes", "项"),
    _count("单个附件不超过", "attachment_mb", "MB"),
    _count("核算申请前", "lookback_months", "个月的收支"),
)
FIELDS: Mapping[str, tuple[Field, ...]] = {
    "test": (Field(label="人均收入除以", name="divisor", kind=Kind.CODE, codes="divisor", needed=True),),
    "procedure": (
        Field(label="审批层级", name="levels", needed=True, limit=200),
        *_COUNTS,
        Field(label="脱困后回访", name="return_visits", unit="个月"),
    ),
    "consent": (
        Field(label="公示须本人同意", name="notice", kind=Kind.YES_NO, needed=True),
        Field(label="对外提供须本人同意", name="handing_on", kind=Kind.YES_NO, needed=True),
        _count("不满几周岁由监护人同意", "guardian_below", "周岁"),
    ),
    "document": (
        Field(label="材料名称", name="name", needed=True, limit=60),
        Field(label="排列顺序", name="rank", kind=Kind.COUNT, needed=True),
        Field(label="什么情况下需要", name="occasion", kind=Kind.CODE, codes="occasion"),
        Field(label="最迟何时交齐", name="stage", kind=Kind.CODE, codes="stage"),
        Field(label="不再需要", name="retired", kind=Kind.YES_NO),
    ),
    "mapping": (
        Field(label="对照表", name="mapping", kind=Kind.CODE, codes="mapping", needed=True),
        Field(label="对照关系", name="pairs", needed=True, limit=20000),
    ),
}
"""What the forms ask, by matter."""

HINTS = {
    "procedure": "审批层级按先后写，用分号隔开，最后一级批准即建档。脱困后回访写成“3；6；12”，不回访的留空。",
    "document": "“什么情况下需要”不填，表示一律需要。取消一种材料时，名称照旧，把“不再需要”选“是”。",
    "mapping": "写成“甲＝乙；丙＝丁”。要看是不是本人的，写成“甲＝本人的写法／其他人的写法”。",
}


def lists(rules: Iterable[Rule]) -> dict[str, CodeList]:
    """The lists that the forms choose from; occasions and mappings are those that there are."""
    held = list(rules)
    occasions = dict.fromkeys(occasion(rule) for rule in held if isinstance(rule, DocumentRule) and rule.when)
    mappings = dict.fromkeys(mapping_label(rule) for rule in held if isinstance(rule, MappingRule))
    named = {"divisor": tuple(Divisor), "stage": tuple(Stage), "occasion": occasions, "mapping": mappings}
    return {name: CodeList(name, tuple(labels)) for name, labels in named.items()}


SHOWN: Mapping[tuple[type, str], Callable[[Any], Value]] = {
    (ProcedureRule, "levels"): lambda rule: "；".join(rule.levels),
    (ProcedureRule, "return_visits"): lambda rule: "；".join(map(str, rule.return_visits)) or None,
    (DocumentRule, "occasion"): lambda rule: occasion(rule) if rule.when else None,
    (DocumentRule, "stage"): lambda rule: rule.stage or None,
    (DocumentRule, "retired"): lambda rule: not rule.needed,
    (MappingRule, "mapping"): mapping_label,
    (MappingRule, "pairs"): lambda rule: "；".join(
        [*(f"{one}＝{other}" for one, other in rule.pairs.items()), *said_split(rule)]
    ),
}
"""How a value of a row stands in the form, where not as it is."""


def _test(values: Values, common: dict[str, Any], _: Sequence[Rule]) -> Made:
    return TestRule(divisor=Divisor(str(values["divisor"])), **common), ()


def _procedure(values: Values, common: dict[str, Any], _: Sequence[Rule]) -> Made:
    findings = tuple(
        finding
        for field in _COUNTS
        if field.name != "other_causes"
        for finding in positive(values, field.name, f"“{field.label}”应大于 0。")
    )
    if whole(values, "sample_percent") > 100:  # noqa: PLR2004  (of a hundred)
        findings += (Finding(code="percent", message="抽查比例不能超过 100%。", field="sample_percent"),)
    months = re.findall(r"[^;；、，,\s]+", str(values.get("return_visits") or ""))
    if not all(one.isdecimal() and int(one) > 0 for one in months):
        message = "回访的月数看不懂，应写成“3；6；12”的样子。"
        findings += (Finding(code="months", message=message, field="return_visits"),)
    levels = tuple(dict.fromkeys(parts(str(values["levels"]))))
    if not levels:
        findings += (Finding(code="missing", message="请至少写一级审批的工会。", field="levels"),)
    if findings:
        return None, findings
    counts: dict[str, Any] = {field.name: whole(values, field.name) for field in _COUNTS}
    visits = tuple(sorted({int(one) for one in months}))
    return ProcedureRule(levels=levels, return_visits=visits, **counts, **common), ()


def _consent(values: Values, common: dict[str, Any], _: Sequence[Rule]) -> Made:
    asked: dict[str, Any] = {name: values[name] is True for name in ("notice", "handing_on")}
    return ConsentRule(**asked, guardian_below=whole(values, "guardian_below"), **common), ()


def _document(values: Values, common: dict[str, Any], before: Sequence[Rule]) -> Made:
    findings = positive(values, "rank", "排列顺序从 1 开始，请填大于 0 的数。")
    called = values.get("occasion")
    known = {occasion(rule): rule for rule in before if isinstance(rule, DocumentRule) and rule.when}
    if called is not None and called not in known:
        findings += (Finding(code="unknown_code", message="没有这种情况，请从列表里选。", field="occasion"),)
    if findings:
        return None, findings
    like = known.get(str(called))
    rule = DocumentRule(
        name=str(values["name"]),
        rank=whole(values, "rank"),
        when=like.when if like else (),
        occasion=like.occasion if like else "",
        needed=values.get("retired") is not True,
        stage=str(values.get("stage") or ""),
        **common,
    )
    return rule, ()


def _mapping(values: Values, common: dict[str, Any], before: Sequence[Rule]) -> Made:
    known = {mapping_label(rule): rule for rule in before if isinstance(rule, MappingRule)}
    like = known.get(str(values["mapping"]))
    if like is None:
        return None, (Finding(code="unknown_code", message="没有这个对照表，请从列表里选。", field="mapping"),)
    pairs: dict[str, str] = {}
    split: dict[str, tuple[str, str]] = {}
    for text in parts(str(values["pairs"])):
        label, other = pair(text)
        own, mark, others = (side.strip() for side in other.partition("／"))
        if not label or not own or (mark and not others):
            return _unfit("pair", f"“{text}”看不懂，应写成“甲＝乙”的样子。")
        if mark:
            split[label] = own, others
        else:
            pairs[label] = own
    rule = MappingRule(codes=like.codes, source=like.source, target=like.target, pairs=pairs, split=split, **common)
    reached = {*pairs.values(), *(label for both in split.values() for label in both)}
    for version, used in ((rule.source, {*pairs, *split}), (rule.target, reached)):
        if unknown := used - labels(f"{rule.codes}:{version}", before):
            return _unfit("unknown_code", f"“{min(unknown)}”不在代码表“{list_label(f'{rule.codes}:{version}')}”里。")
    return rule, ()


def _unfit(code: str, message: str) -> Made:
    return None, (Finding(code=code, message=message, field="pairs"),)


MAKERS: Mapping[str, Callable[[Values, dict[str, Any], Sequence[Rule]], Made]] = {
    "test": _test,
    "procedure": _procedure,
    "consent": _consent,
    "document": _document,
    "mapping": _mapping,
}
"""The row that a filled form says, by matter."""
