"""What each step of a file's life needs, and what is doubtful about it (reference: domain §1.2, §1.4, §1.5)."""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from desktop.base.calendar import today
from desktop.base.codes import CodeList
from desktop.base.fields import Kind, Value, Values
from desktop.base.findings import Finding, doubt
from desktop.base.several import BETWEEN, parts
from desktop.cases.procedure import Facts, Progress
from desktop.cases.steps import Step, Verb, form_of, value_of
from desktop.policy.standards import Policy

_PEOPLE = re.compile(r"[、，,;；/\n]+|\s{2,}")
_POST = re.compile(r"[（(].*?(?:[）)]|$)")


def check_step(now: Progress, verb: Verb, values: Values, policy: Policy, facts: Facts) -> tuple[Finding, ...]:
    """What stands against a step, or is doubtful about it, each under its field; empty texts count as missing."""
    more = _CHECKS.get(verb)
    return (
        *_missing(verb, values),
        *_unknown(verb, values, policy),
        *_days(now, values),
        *(more(now, values, policy, facts) if more else ()),
    )


def _missing(verb: Verb, values: Values) -> Iterator[Finding]:
    for one in form_of(verb):
        if one.needed and _blank(values.get(one.name)):
            yield Finding(code="missing", message=f"缺少{one.label}，请补填。", field=one.name)


def _blank(value: Value) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _unknown(verb: Verb, values: Values, policy: Policy) -> Iterator[Finding]:
    """Labels that their list doesn't know; a list that policy doesn't have knows every label."""
    for one in form_of(verb):
        known, held = policy.labels(one.codes), values.get(one.name)
        if one.kind is not Kind.CODE or not known or not isinstance(held, str):
            continue
        strange = [words for words, label in parts(CodeList(one.codes, known), held) if label not in known]
        if strange:
            message = f"{one.label}“{BETWEEN.join(strange)}”不在代码表里，可用的有：{'、'.join(known)}。"
            yield Finding(code="unknown_code", message=message, field=one.name)


def repeated(steps: Sequence[Step], verb: Verb, values: Values) -> tuple[Finding, ...]:
    """The refusal of a step that says just what the last one said and moved nothing, as a second click does."""
    last = steps[-1] if steps else None
    if last is None or last.verb is not verb or last.before is not last.after:
        return ()
    typed = [one.name for one in form_of(verb) if not one.computed]
    if any((value_of(last, name) or None) != (values.get(name) or None) for name in typed):
        return ()
    message = f"刚登记过同样的“{verb}”，没有重复登记；确实又办了一次的，请写明不同之处。"
    return (Finding(code="same_step", message=message),)


def _days(now: Progress, values: Values) -> Iterator[Finding]:
    day = values.get("day")
    if not isinstance(day, dt.date):
        return
    if day > today():
        yield Finding(code="future_date", message=f"“{day}”在今天之后，请填已经办理的日期。", field="day")
    if now.last and day < now.last:
        message = f"“{day}”早于上一步的日期 {now.last}，请核对。"
        yield Finding(code="before_last_step", message=message, field="day")


def people_in(text: str) -> tuple[str, ...]:
    """The people named in a text, each once: “张三（副主席）、李四”.

    >>> people_in("张三（副主席）、李四")
    ('张三（副主席）', '李四')
    """
    named: dict[str, str] = {}
    for part in _PEOPLE.split(text):
        named.setdefault(_POST.sub("", part).strip(), part.strip())
    return tuple(part for name, part in named.items() if name)


def _visit(_now: Progress, values: Values, policy: Policy, _: Facts) -> Iterator[Finding]:
    least = policy.procedure.visitors if policy.procedure else 0
    people = people_in(str(values.get("people") or ""))
    if len(people) < least and not _blank(values.get("people")):
        message = f"入户至少要 {least} 人，只写了 {len(people)} 人，请把入户人员用顿号分开写全。"
        yield Finding(code="visitors", message=message, field="people")
    if values.get("exclusions"):
        if not values.get("evidence"):
            message = "勾选了不予建档情形，请写明依据。"
            yield Finding(code="missing", message=message, field="evidence")
        message = "有不予建档情形：核查记录会保存，但不能公示；核实不符的请退回后重新入户。"
        yield doubt("excluded", message).about("exclusions")


def _assess(_now: Progress, values: Values, _policy: Policy, _facts: Facts) -> Iterator[Finding]:
    if values.get("agrees") is False and not values.get("differences"):
        yield Finding(code="missing", message="核对不相符，请写明不符之处。", field="differences")


def _post(now: Progress, _: Values, policy: Policy, facts: Facts) -> Iterator[Finding]:
    yield from _stands_in_the_way(now)
    yield from _category(facts)
    if policy.notice is None:
        yield Finding(code="no_notice_rule", message="没有登记公示天数，请先在“设置”的政策标准里登记。", field="day")
    if facts.consents_missing:
        names = "、".join(facts.consents_missing)
        message = f"{names}还没有签公示的同意书，请先登记同意书再公示。"
        yield Finding(code="consent_missing", message=message)
    if facts.altered:
        message = f"核对以后改动过{'、'.join(facts.altered)}，与核对结果对不上的，请退回重新核对。"
        yield doubt("altered_since", message)


def _stands_in_the_way(now: Progress) -> Iterator[Finding]:
    """What the visit and the assessment found against a file."""
    visit, assessed = now.latest(Verb.VISIT), now.latest(Verb.ASSESS)
    if visit and visit.body.get("exclusions"):
        found = visit.body["exclusions"]
        message = f"入户核查有不予建档情形：{found}。核实不符的请退回后重新入户，属实的请办理不予建档。"
        yield Finding(code="excluded", message=message)
    if assessed and assessed.body.get("agrees") is False:
        message = "经济状况核对不相符，请退回后重新核对，或办理不予建档。"
        yield Finding(code="assessment_disagrees", message=message)


def _category(facts: Facts) -> Iterator[Finding]:
    if facts.figures_missing:
        message = f"还缺{'、'.join(facts.figures_missing)}，请在档案里补填，测算后再办理。"
        yield Finding(code="figures_missing", message=message)
    elif facts.category_proposed != facts.category and not facts.category_reason:
        proposed = f"测算建议“{facts.category_proposed}”" if facts.category_proposed else "测算不在各类困难标准以内"
        message = f"{proposed}，档案填的是“{facts.category}”，请在档案里写明类别确定理由。"
        yield Finding(code="category_reason_missing", message=message)


def _answer(_now: Progress, values: Values, _policy: Policy, _facts: Facts) -> Iterator[Finding]:
    if values.get("upheld"):
        message = "异议成立的不能再往下办，请退回重新核查，或办理不予建档。"
        yield doubt("objection_upheld", message).about("upheld")


def _objections(now: Progress, verb: Verb) -> Iterator[Finding]:
    if now.objections:
        message = f"还有 {len(now.objections)} 件异议没有处理，处理完才能{verb}。"
        yield Finding(code="objection_open", message=message)
    if now.upheld:
        message = f"有 {len(now.upheld)} 件异议成立，不能{verb}，请退回重新核查，或办理不予建档。"
        yield Finding(code="objection_upheld", message=message)


def _end_notice(now: Progress, values: Values, _policy: Policy, facts: Facts) -> Iterator[Finding]:
    yield from _objections(now, Verb.END_NOTICE)
    if facts.consents_missing:
        names = "、".join(facts.consents_missing)
        message = f"{names}在公示期内没有有效的同意书（撤回的自撤回起无效），请撤下公示并退回，签好后重新公示。"
        yield Finding(code="consent_missing", message=message)
    posted = now.latest(Verb.POST)
    ends, day = posted.body.get("ends") if posted else None, values.get("day")
    if isinstance(ends, dt.date) and isinstance(day, dt.date) and day <= ends:
        message = f"公示到 {ends} 为止，这一天过完才能结束，请填之后的日期。"
        yield Finding(code="notice_running", message=message, field="day")


def _decide(now: Progress, values: Values, _policy: Policy, facts: Facts) -> Iterator[Finding]:
    yield from _objections(now, Verb.DECIDE)
    yield from _stands_in_the_way(now)
    category, reason = str(values.get("category") or facts.category), str(values.get("category_reason") or "")
    if category != facts.category and not reason:
        message = f"公示的是“{facts.category}”，审批认定为“{category}”，请写明理由。"
        yield Finding(code="category_reason_missing", message=message, field="category_reason")
    else:
        kept = facts.category_reason if category == facts.category else ""
        yield from _category(replace(facts, category=category, category_reason=reason or kept))
    if facts.documents_missing:
        yield doubt("documents_missing", f"材料还缺：{'、'.join(facts.documents_missing)}。")


def _accept(_now: Progress, _values: Values, _policy: Policy, facts: Facts) -> Iterator[Finding]:
    if facts.documents_missing:
        yield doubt("documents_missing", f"材料还缺：{'、'.join(facts.documents_missing)}，可先受理再补。")


def _review(_now: Progress, values: Values, _policy: Policy, facts: Facts) -> Iterator[Finding]:
    another = values.get("category") not in {None, "", facts.category}
    if (values.get("changed") is True or another) and _blank(values.get("opinion")):
        message = "家庭情况有变化或改了类别的，请写明变化情况和原因。"
        yield Finding(code="missing", message=message, field="opinion")


def _lift(_now: Progress, values: Values, policy: Policy, _facts: Facts) -> Iterator[Finding]:
    income = values.get("income")
    if isinstance(income, int) and policy.line and income <= policy.line.amount:
        message = "脱困时的月人均收入没有超过低保标准，请核对是否符合脱困条件。"
        yield doubt("not_above_line", message).about("income")


_CHECKS: Mapping[Verb, Callable[[Progress, Values, Policy, Facts], Iterator[Finding]]] = {
    Verb.ACCEPT: _accept,
    Verb.VISIT: _visit,
    Verb.ASSESS: _assess,
    Verb.POST: _post,
    Verb.ANSWER: _answer,
    Verb.END_NOTICE: _end_notice,
    Verb.DECIDE: _decide,
    Verb.REVIEW: _review,
    Verb.LIFT: _lift,
}
