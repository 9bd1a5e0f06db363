"""New rules out of forms: the fields of each matter, and the row that a filled form says."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from desktop.base.codes import CodeList, Codes
from desktop.base.fields import Field, Kind, Value, Values
from desktop.base.findings import Finding, doubt
from desktop.office import aid_forms, pilot_forms, procedure_forms
from desktop.office.rule_values import Made, pair, parts, positive, whole
from desktop.office.rulebook import list_label, matter_of
from desktop.policy.standards import CategoryRule, CodeRule, Line, NoticeRule, Rule

_COMMON = (
    Field(label="施行日期", name="valid_from", kind=Kind.DATE, needed=True, group="依据"),
    Field(label="文号或依据", name="document_no", needed=True, group="依据"),
)
_FIELDS: dict[str, tuple[Field, ...]] = {
    "line": (Field(label="低保标准", name="amount", kind=Kind.MONEY, needed=True, unit="元/人·月"),),
    "category": (
        Field(label="困难类别", name="category", kind=Kind.CODE, codes="category", needed=True),
        Field(label="认定顺序", name="rank", kind=Kind.COUNT, needed=True),
        Field(label="低保标准的", name="times", kind=Kind.COUNT, unit="%"),
        Field(label="等于也算", name="inclusive", kind=Kind.YES_NO),
        Field(label="限于致困原因", name="needs_cause", kind=Kind.CODE, codes="cause", most=12),
    ),
    "notice": (Field(label="公示天数", name="working_days", kind=Kind.COUNT, needed=True, unit="个工作日"),),
    "codes": (
        Field(label="代码表", name="name", kind=Kind.CODE, codes="list", needed=True),
        Field(label="各项", name="labels", needed=True, limit=4000),
        Field(label="别的写法", name="synonyms", limit=20000),
    ),
    **aid_forms.FIELDS,
    **procedure_forms.FIELDS,
    **pilot_forms.FIELDS,
}
HINTS = {
    "category": "“低保标准的”不填，表示由人工认定；月人均按扣除刚性支出后的收入计算。认定顺序从 1 开始，越小越困难。",
    "codes": "各项之间用分号隔开。“别的写法”写成“特困职工＝深度困难；特困＝深度困难”，导入台账时会认得。",
    **aid_forms.HINTS,
    **procedure_forms.HINTS,
    **pilot_forms.HINTS,
}
"""What a form says above its fields."""


def fields_for(matter: str) -> tuple[Field, ...]:
    """The fields of a form for a new row."""
    return (*_FIELDS[matter], *_COMMON)


def codes_for(codes: Codes, rules: Iterable[Rule] = ()) -> Codes:
    """The code lists that the forms choose from, where these are in force among those rules."""
    held = list(rules)
    return {
        **codes,
        **procedure_forms.lists(held),
        **aid_forms.LISTS,
        **pilot_forms.LISTS,
        "list": CodeList(
            "list", tuple(dict.fromkeys(list_label(one.name) for one in held if isinstance(one, CodeRule)))
        ),
    }


def values_of(rule: Rule) -> dict[str, Value]:
    """A row as the form shows it, as a start for the next one: without its date and document."""
    found: dict[str, Value] = {}
    for field in _FIELDS[matter_of(rule)]:
        value = _SHOWN.get((type(rule), field.name), lambda one, name=field.name: getattr(one, name))(rule)
        found[field.name] = None if value == "" else value
    return found


_SHOWN: dict[tuple[type, str], Callable[[Any], Value]] = {
    (CategoryRule, "inclusive"): lambda rule: not rule.strict,
    (CategoryRule, "needs_cause"): lambda rule: "、".join(rule.needs_cause) or None,
    (CodeRule, "name"): lambda rule: list_label(rule.name),
    (CodeRule, "labels"): lambda rule: "；".join(rule.labels),
    (CodeRule, "synonyms"): lambda rule: "；".join(f"{word}＝{label}" for word, label in rule.synonyms.items()),
    **aid_forms.SHOWN,
    **procedure_forms.SHOWN,
    **pilot_forms.SHOWN,
}


def new_rule(matter: str, values: Values, before: Sequence[Rule]) -> tuple[Rule | None, tuple[Finding, ...]]:
    """The row that a form says, and what is wrong or doubtful about it; None where something refuses.

    A row of the same matter and day refuses: what is in force is never altered, only followed.
    """
    missing = tuple(
        Finding(code="missing", message=f"缺少{field.label}，请补填。", field=field.name)
        for field in fields_for(matter)
        if field.needed and values.get(field.name) is None
    )
    if missing:
        return None, missing
    common: dict[str, Any] = {name: values[name] for name in ("valid_from", "document_no")}
    rule, findings = _MAKERS[matter](values, common, before)
    if rule is None:
        return None, findings
    return _placed(rule, findings, before)


def _placed(
    rule: Rule, findings: tuple[Finding, ...], before: Sequence[Rule]
) -> tuple[Rule | None, tuple[Finding, ...]]:
    same = [one for one in before if one.key == rule.key]
    if any(one.valid_from == rule.valid_from for one in same):
        message = f"{rule.valid_from} 起施行的已有一条，不能覆盖。登错了请在操作记录里撤销那一步，再重新登记。"
        return None, (*findings, Finding(code="same_day", message=message, field="valid_from"))
    newest = max((one.valid_from for one in same), default=None)
    if newest and rule.valid_from < newest:
        message = f"早于已登记的 {newest}，只用于 {newest} 以前的认定和发放。"
        findings = (*findings, doubt("earlier", message).about("valid_from"))
    return rule, findings


def _line(values: Values, common: dict[str, Any], _: Sequence[Rule]) -> Made:
    findings = positive(values, "amount", "低保标准应大于 0。")
    return (None if findings else Line(amount=whole(values, "amount"), **common)), findings


def _category(values: Values, common: dict[str, Any], _: Sequence[Rule]) -> Made:
    findings = positive(values, "rank", "认定顺序从 1 开始，请填大于 0 的数。")
    if values.get("times") is not None:
        findings += positive(values, "times", "百分比应大于 0；由人工认定的请留空。")
    if findings:
        return None, findings
    times = values.get("times")
    rule = CategoryRule(
        category=str(values["category"]),
        rank=whole(values, "rank"),
        times=times if isinstance(times, int) else None,
        strict=values.get("inclusive") is not True,
        needs_cause=tuple(str(values.get("needs_cause") or "").split("、")) if values.get("needs_cause") else (),
        **common,
    )
    return rule, ()


def _notice(values: Values, common: dict[str, Any], _: Sequence[Rule]) -> Made:
    findings = positive(values, "working_days", "公示天数应大于 0。")
    return (None if findings else NoticeRule(working_days=whole(values, "working_days"), **common)), findings


def _codes(values: Values, common: dict[str, Any], before: Sequence[Rule]) -> Made:
    name = next((one.name for one in before if isinstance(one, CodeRule) and _called(one, values)), None)
    if name is None:
        return None, (Finding(code="unknown_code", message="没有这个代码表，请从列表里选。", field="name"),)
    labels = tuple(dict.fromkeys(parts(str(values["labels"]))))
    synonyms: dict[str, str] = {}
    for text in parts(str(values.get("synonyms") or "")):
        word, label = pair(text)
        if label not in labels or word in labels:
            message = f"“{text}”看不懂，应写成“别的写法＝标准写法”，标准写法要在上面的各项里。"
            return None, (Finding(code="synonym", message=message, field="synonyms"),)
        synonyms[word] = label
    return CodeRule(name=name, labels=labels, synonyms=synonyms, **common), ()


def _called(rule: CodeRule, values: Values) -> bool:
    return values["name"] in {rule.name, list_label(rule.name)}


_MAKERS: dict[str, Callable[[Values, dict[str, Any], Sequence[Rule]], Made]] = {
    "line": _line,
    "category": _category,
    "notice": _notice,
    "codes": _codes,
    **aid_forms.MAKERS,
    **procedure_forms.MAKERS,
    **pilot_forms.MAKERS,
}
