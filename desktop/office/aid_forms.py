"""New rules of aid out of forms: programmes, what they pay, what a bank's refusal means, fee waivers."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from desktop.base.codes import CodeList
from desktop.base.fields import Field, Kind, Value, Values
from desktop.base.findings import Finding
from desktop.office.rule_values import Made, above_zero, parts, positive, whole
from desktop.policy.aid_standards import (
    AmountRule,
    Basis,
    FailureRule,
    Over,
    Per,
    ProgrammeRule,
    RequestForm,
    WaiverRule,
)
from desktop.policy.standards import Rule

_RANK = Field(label="排列顺序", name="rank", kind=Kind.COUNT, needed=True)
FIELDS: Mapping[str, tuple[Field, ...]] = {
    "programme": (
        Field(label="项目名称", name="name", needed=True, limit=30),
        _RANK,
        Field(label="用途", name="purpose", limit=30),
        Field(label="计次对象", name="per", kind=Kind.CODE, codes="per", needed=True),
        Field(label="限在档家庭", name="on_file", kind=Kind.YES_NO, needed=True),
        Field(label="申请表", name="form", kind=Kind.CODE, codes="request_form"),
        Field(label="发钱", name="money", kind=Kind.YES_NO, needed=True),
        Field(label="随走访活动发放", name="visits", kind=Kind.YES_NO, needed=True),
        Field(label="超过上限时", name="over", kind=Kind.CODE, codes="over", needed=True),
        Field(label="超过多少报上级", name="upper_above", kind=Kind.MONEY, unit="元"),
        Field(label="同年不能再享受", name="excludes", kind=Kind.CODE, codes="programme", most=20),
        Field(label="发放范围", name="recipients", limit=400),
        Field(label="所需材料", name="documents", limit=400),
        Field(label="不再办理", name="retired", kind=Kind.YES_NO),
    ),
    "amount": (
        Field(label="帮扶项目", name="programme", kind=Kind.CODE, codes="programme", needed=True),
        Field(label="困难类别", name="category", kind=Kind.CODE, codes="category"),
        Field(label="学段", name="stage", kind=Kind.CODE, codes="school_stage"),
        Field(label="计算办法", name="basis", kind=Kind.CODE, codes="basis", needed=True),
        Field(label="固定金额", name="amount", kind=Kind.MONEY, unit="元"),
        Field(label="低保月数", name="months", kind=Kind.COUNT, unit="个月"),
        Field(label="自付部分的", name="percent", kind=Kind.COUNT, unit="%"),
        Field(label="发放对象", name="per", kind=Kind.CODE, codes="per", needed=True),
        Field(label="每年次数", name="times_a_year", kind=Kind.COUNT, unit="次", needed=True),
        Field(label="每次上限", name="cap_once", kind=Kind.MONEY, unit="元"),
        Field(label="全年上限", name="cap", kind=Kind.MONEY, unit="元"),
        Field(label="全年上限（低保）", name="cap_months", kind=Kind.COUNT, unit="个月低保"),
    ),
    "failure": (
        Field(label="退回原因", name="reason", needed=True, limit=30),
        _RANK,
        Field(label="银行的写法", name="words", limit=400),
        Field(label="下一步怎么办", name="action", needed=True, limit=200),
        Field(label="办好后重新发放", name="repay", kind=Kind.YES_NO, needed=True),
    ),
    "waiver": (
        Field(label="减免项目", name="item", needed=True, limit=30),
        _RANK,
        Field(label="受理单位", name="receiver", limit=60),
        Field(label="减免标准", name="benefit", limit=200),
        Field(label="每月约省", name="monthly", kind=Kind.MONEY, unit="元"),
    ),
}
"""What the forms ask, by matter."""

HINTS = {
    "programme": "用途相同的项目不能重复享受。申请表不填，表示不用申请、直接发放。所需材料之间用分号隔开。",
    "amount": "按计算办法填固定金额、低保月数或自付比例中的一项。困难类别、学段不填表示不限，上限不填表示没有上限。",
    "failure": "银行的写法之间用分号隔开，导入银行回执时会认得。",
}

LISTS: Mapping[str, CodeList] = {
    name: CodeList(name, tuple(labels))
    for name, labels in {"basis": Basis, "per": Per, "over": Over, "request_form": RequestForm}.items()
}
"""The lists that the forms choose from and no row of policy sets."""

SHOWN: Mapping[tuple[type, str], Callable[[Any], Value]] = {
    (ProgrammeRule, "excludes"): lambda rule: "、".join(rule.excludes),
    (ProgrammeRule, "documents"): lambda rule: "；".join(rule.documents),
    (ProgrammeRule, "retired"): lambda rule: not rule.used,
    (AmountRule, "amount"): lambda rule: rule.amount or None,
    (AmountRule, "months"): lambda rule: rule.months or None,
    (FailureRule, "words"): lambda rule: "；".join(rule.words),
}
"""How a value of a row stands in the form, where not as it is."""

_RANK_TEXT = "排列顺序从 1 开始，请填大于 0 的数。"


def _programme(values: Values, common: dict[str, Any], _: Sequence[Rule]) -> Made:
    name, excludes = str(values["name"]), _several(values, "excludes")
    findings = positive(values, "rank", _RANK_TEXT)
    findings += above_zero(values, "upper_above", "报上级审批的金额应大于 0；不用报的请留空。")
    if name in excludes:
        findings += (_unfit("excludes", "项目不能和自己互斥，请把它去掉。"),)
    if values["visits"] is True and values.get("form"):
        findings += (_unfit("form", "随走访活动发放的不用申请表，请留空。"),)
    if findings:
        return None, findings
    rule = ProgrammeRule(
        name=name,
        rank=whole(values, "rank"),
        purpose=_text(values, "purpose"),
        recipients=_text(values, "recipients"),
        per=Per(str(values["per"])),
        on_file=values["on_file"] is True,
        form=_text(values, "form"),
        money=values["money"] is True,
        visits=values["visits"] is True,
        excludes=excludes,
        upper_above=_fen(values, "upper_above"),
        documents=tuple(parts(_text(values, "documents"))),
        over=Over(str(values["over"])),
        used=values.get("retired") is not True,
        **common,
    )
    return rule, ()


_ASKED = {
    Basis.FIXED: ("amount", "请填固定金额，应大于 0。"),
    Basis.TIMES_DIBAO: ("months", "请填低保月数，应大于 0。"),
    Basis.PERCENT: ("percent", "请填自付部分的百分之几，应大于 0。"),
}
"""What each basis needs."""


def _amount(values: Values, common: dict[str, Any], _: Sequence[Rule]) -> Made:
    basis = Basis(str(values["basis"]))
    findings = positive(values, *_ASKED[basis]) + positive(values, "times_a_year", "每年次数应大于 0。")
    for name in ("cap_once", "cap", "cap_months"):
        findings += above_zero(values, name, "上限应大于 0；没有上限的请留空。")
    if basis is Basis.PERCENT and whole(values, "percent") > 100:  # noqa: PLR2004  (of a hundred)
        findings += (_unfit("percent", "自付比例不能超过 100%。"),)
    if findings:
        return None, findings
    rule = AmountRule(
        programme=str(values["programme"]),
        category=_text(values, "category"),
        stage=_text(values, "stage"),
        basis=basis,
        amount=whole(values, "amount") if basis is Basis.FIXED else 0,
        months=whole(values, "months") if basis is Basis.TIMES_DIBAO else 0,
        percent=whole(values, "percent") if basis is Basis.PERCENT else None,
        per=Per(str(values["per"])),
        cap_once=_fen(values, "cap_once"),
        cap=_fen(values, "cap"),
        cap_months=_fen(values, "cap_months"),
        times_a_year=whole(values, "times_a_year"),
        **common,
    )
    return rule, ()


def _failure(values: Values, common: dict[str, Any], before: Sequence[Rule]) -> Made:
    reason, words = str(values["reason"]), tuple(dict.fromkeys(parts(_text(values, "words"))))
    others = {
        word: rule.reason
        for rule in before
        if isinstance(rule, FailureRule) and rule.reason != reason
        for word in rule.words
    }
    findings = positive(values, "rank", _RANK_TEXT)
    if taken := next((word for word in words if word in others), None):
        findings += (_unfit("words", f"“{taken}”已经算作“{others[taken]}”，请去掉。"),)
    if findings:
        return None, findings
    rank, repay = whole(values, "rank"), values["repay"] is True
    return FailureRule(reason=reason, rank=rank, words=words, action=_text(values, "action"), repay=repay, **common), ()


def _waiver(values: Values, common: dict[str, Any], _: Sequence[Rule]) -> Made:
    findings = positive(values, "rank", _RANK_TEXT)
    findings += above_zero(values, "monthly", "每月约省的金额应大于 0；说不准的请留空。")
    if findings:
        return None, findings
    rule = WaiverRule(
        item=str(values["item"]),
        rank=whole(values, "rank"),
        receiver=_text(values, "receiver"),
        benefit=_text(values, "benefit"),
        monthly=_fen(values, "monthly"),
        **common,
    )
    return rule, ()


def _text(values: Values, name: str) -> str:
    return str(values.get(name) or "")


def _fen(values: Values, name: str) -> int | None:
    """A number of the form, None where there is none."""
    return whole(values, name) or None


def _several(values: Values, name: str) -> tuple[str, ...]:
    return tuple(one for one in _text(values, name).split("、") if one)


def _unfit(field: str, message: str) -> Finding:
    return Finding(code="unfit", message=message, field=field)


MAKERS: Mapping[str, Callable[[Values, dict[str, Any], Sequence[Rule]], Made]] = {
    "programme": _programme,
    "amount": _amount,
    "failure": _failure,
    "waiver": _waiver,
}
"""The row that a filled form says, by matter."""
