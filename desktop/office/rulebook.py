"""Rules as a clerk reads them: what each says, and whether it holds."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from desktop.aid.activity import Activity
from desktop.aid.batch import Batch, Payment
from desktop.aid.request import Request
from desktop.aid.request_facts import FACTS
from desktop.base.fields import Kind, fields_of
from desktop.base.money import short_yuan
from desktop.cases.household import Former, Household, Person
from desktop.office import aid_clauses, pilot_clauses
from desktop.policy.aid_standards import AmountRule, FailureRule, ProgrammeRule, WaiverRule
from desktop.policy.choosing import PILOT_FRONTS, latest
from desktop.policy.reading import KINDS
from desktop.policy.standards import (
    CategoryRule,
    CodeRule,
    Condition,
    ConsentRule,
    DocumentRule,
    Line,
    MappingRule,
    NoticeRule,
    ProcedureRule,
    Rule,
    TestRule,
)

MATTERS = {
    "line": "低保标准",
    "category": "困难类别",
    "programme": "帮扶项目",
    "amount": "发放标准",
    "waiver": "费用减免",
    "failure": "银行退回",
    "notice": "公示天数",
    "test": "收入测算",
    "procedure": "建档程序",
    "consent": "知情同意",
    "document": "申报材料",
    **pilot_clauses.PILOTS,
    "codes": "代码表",
    "mapping": "代码对照",
}
"""What there are rules about: the word of ``policy.reading.KINDS`` and its name."""

_TYPES: dict[type, str] = {made: word for word, made in KINDS.items()}


class Holds(StrEnum):
    """Whether a row holds on a day; what comes with the program holds until the office has a row of its own."""

    NOW = "现行"
    SHIPPED = "随程序"
    PAST = "已被取代"
    COMING = "未到施行日"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A row of policy as a list shows it; ``programme`` where it is about one."""

    rule: Rule
    matter: str
    about: str
    content: str
    state: str
    programme: str = ""


def clauses(rules: Iterable[Rule], day: dt.date, shipped: Sequence[Rule] = ()) -> list[Clause]:
    """Every row with whether it holds on that day; of a matter the newest first. ``shipped`` come with the program."""
    held = [*shipped, *rules]
    chosen = latest(held, day)
    made = [
        clause(rule, _state(rule, day, Holds.SHIPPED if place < len(shipped) else Holds.NOW, chosen))
        for place, rule in enumerate(held)
    ]
    place = _places(chosen)
    return sorted(made, key=lambda one: (*place(one.rule), -one.rule.valid_from.toordinal()))


def _places(chosen: Mapping[str, Rule]) -> Callable[[Rule], tuple[Any, ...]]:
    """Where a row stands: by matter, but what a programme pays beside the programme."""
    stages, fronts = _labels("school_stage", chosen), _labels(PILOT_FRONTS, chosen)
    categories = sorted((one for one in chosen.values() if isinstance(one, CategoryRule)), key=_rank)
    grouping = aid_clauses.Grouping(chosen.values(), [one.category for one in categories], stages)
    order = list(MATTERS)

    def place(rule: Rule) -> tuple[Any, ...]:
        if isinstance(rule, ProgrammeRule | AmountRule):
            return order.index("programme"), grouping.place(rule)
        if isinstance(rule, pilot_clauses.RANKED):
            return order.index(matter_of(rule)), pilot_clauses.place_of(rule, fronts)
        return order.index(matter_of(rule)), _rank(rule)

    return place


def _labels(name: str, chosen: Mapping[str, Rule]) -> tuple[str, ...]:
    rule = chosen.get(f"codes:{name}")
    return rule.labels if isinstance(rule, CodeRule) else ()


def _state(rule: Rule, day: dt.date, holds: Holds, chosen: Mapping[str, Rule]) -> Holds:
    if rule.valid_from > day:
        return Holds.COMING
    return holds if chosen[rule.key] is rule else Holds.PAST


def _rank(rule: Rule) -> tuple[int, str]:
    return (rule.rank if isinstance(rule, CategoryRule | DocumentRule | WaiverRule | FailureRule) else 0, rule.key)


def clause(rule: Rule, state: str = "") -> Clause:
    """The row in words."""
    matter = matter_of(rule)
    about, content = _SAYS[matter](rule)
    return Clause(
        rule=rule,
        matter=MATTERS[matter],
        about=about,
        content=content,
        state=state,
        programme=aid_clauses.programme_of(rule),
    )


def matter_of(rule: Rule) -> str:
    """The key of ``MATTERS`` under which the row stands."""
    return _TYPES[type(rule)]


def _says_line(rule: Line) -> tuple[str, str]:
    return "低保标准", f"{short_yuan(rule.amount)} 元/人·月"


def _says_category(rule: CategoryRule) -> tuple[str, str]:
    if rule.times is None:
        return rule.category, "由人工认定，不自动建议"
    causes = f"，限于致困原因：{'、'.join(rule.needs_cause)}" if rule.needs_cause else ""
    return rule.category, f"月人均{'低于' if rule.strict else '不高于'}低保标准的 {rule.times}%{causes}"


def _says_notice(rule: NoticeRule) -> tuple[str, str]:
    return "公示天数", f"{rule.working_days} 个工作日"


def _says_codes(rule: CodeRule) -> tuple[str, str]:
    return list_label(rule.name), "、".join(rule.labels)


def _says_test(rule: TestRule) -> tuple[str, str]:
    return "收入测算", f"人均收入按{rule.divisor}计算"


def _says_procedure(rule: ProcedureRule) -> tuple[str, str]:
    visits = "、".join(map(str, rule.return_visits))
    said = (
        f"{'、'.join(rule.levels)}{'依次' if len(rule.levels) > 1 else ''}审批",
        f"受理后 {rule.visit_days} 个工作日内至少 {rule.visitors} 人入户",
        f"核算申请前 {rule.lookback_months} 个月的收支",
        f"每 {rule.review_months} 个月复核，每年抽查 {rule.sample_percent}%",
        f"脱困后第 {visits} 个月回访" if visits else "脱困后不回访",
        f"纸质和电子档案 {rule.sync_days} 个工作日内同步",
        f"注销后保管 {rule.keep_years} 年",
        f"次要致困原因最多 {rule.other_causes} 项，单个附件不超过 {rule.attachment_mb} MB",
    )
    return "建档程序", "；".join(said)


def _says_consent(rule: ConsentRule) -> tuple[str, str]:
    asked = [word for word, needed in (("公示", rule.notice), ("对外提供", rule.handing_on)) if needed]
    said = f"{'、'.join(asked)}须本人同意" if asked else "公示、对外提供不另行征求同意"
    return "知情同意", f"{said}；不满 {rule.guardian_below} 周岁的由监护人同意" if rule.guardian_below else said


def _says_document(rule: DocumentRule) -> tuple[str, str]:
    if not rule.needed:
        return rule.name, "不再需要"
    needed = f"{occasion(rule)}时需要" if rule.when else "一律需要"
    return rule.name, f"{needed}，{rule.stage}前交齐" if rule.stage else needed


def occasion(rule: DocumentRule) -> str:
    """In which case the document is needed: as the rule calls it, else as its conditions say; nothing for always."""
    return rule.occasion or "，或".join(_says_condition(one) for one in rule.when)


def _says_condition(one: Condition) -> str:
    whose: str = {"household": "家庭", "person": "有成员", "applicant": "申请人"}[one.whose]
    records = (Household,) if one.whose == "household" else (Person,)
    label = next((field.label for kind in records for field in fields_of(kind) if field.name == one.field), one.field)
    few = "、".join(one.any_of[:_FEW]) + ("等" if len(one.any_of) > _FEW else "")
    return f"{whose}“{label}”是{few}" if few else f"{whose}填了“{label}”"


_FEW = 3


def _says_mapping(rule: MappingRule) -> tuple[str, str]:
    same = [f"{one}＝{other}" for one, other in rule.pairs.items()]
    return mapping_label(rule), "；".join([*same, *said_split(rule)])


def mapping_label(rule: MappingRule) -> str:
    """What a clerk calls a mapping."""
    return f"{list_label(rule.codes)}：{_version(rule.source)} → {_version(rule.target)}"


def said_split(rule: MappingRule) -> list[str]:
    """The labels that become one of two, as text: first what it is of the applicant's own."""
    return [f"{label}＝{own}／{others}" for label, (own, others) in rule.split.items()]


_SAYS: dict[str, Callable[[Any], tuple[str, str]]] = {
    "line": _says_line,
    "category": _says_category,
    "programme": aid_clauses.says_programme,
    "amount": aid_clauses.says_amount,
    "waiver": aid_clauses.says_waiver,
    "failure": aid_clauses.says_failure,
    "notice": _says_notice,
    "codes": _says_codes,
    "test": _says_test,
    "procedure": _says_procedure,
    "consent": _says_consent,
    "document": _says_document,
    "mapping": _says_mapping,
    **pilot_clauses.SAYS,
}


_LISTS = {
    "exclusion": "不予建档情形",
    "sample_result": "抽查核查结果",
    "consent_scope": "同意范围",
    "close_reason": "注销原因",
    "sign_off": "签领表会签",
    "sign_off/中央财政": "签领表会签（中央资金）",
    "graduate_state": "毕业生就业状态",
    "recipient_kind": "慰问对象类别",
    **pilot_clauses.LISTS,
}
"""What lists are called that fill no field of the records below, or one of a name that another list has."""
_RECORDS = (Household, Person, Former, Batch, Payment, Activity, Request, *FACTS.values())


def list_label(name: str) -> str:
    """What a clerk calls a code list: the label of the field that is filled from it; a version says which.

    >>> list_label("cause:2011")
    '主要致困原因（2011 年版）'
    """
    base, _, version = name.partition(":")
    if version:
        return f"{list_label(base)}（{_version(version)}）"
    if name in _LISTS:
        return _LISTS[name]
    for record in _RECORDS:
        for field in fields_of(record):
            if field.kind is Kind.CODE and field.codes == name:
                return field.label
    return name


def _version(name: str) -> str:
    return f"{name} 年版" if name.isdecimal() else name
