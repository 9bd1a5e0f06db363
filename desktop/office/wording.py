"""What the rows of each table are called, and what they say in words, for the journal and the history of a file."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from desktop.aid.activity import Activity, Item, Photo, Visit
from desktop.aid.batch import Batch, Payment
from desktop.aid.fund import Closing, Fund, Receipt, ReceiptKind
from desktop.aid.request import Request
from desktop.aid.request_facts import fields_named
from desktop.base.fields import Field, Kind, fields_of
from desktop.base.money import short_yuan
from desktop.base.values import show_value
from desktop.cases.consents import Consent, Consultation
from desktop.cases.documents import Document
from desktop.cases.household import Former, Household, Life, Person
from desktop.cases.steps import COLUMNS, Verb, form_of
from desktop.office.rulebook import clause
from desktop.pilots.assessment import Assessment, Score
from desktop.pilots.enterprise import Enterprise
from desktop.pilots.fronts import Progress, Task
from desktop.pilots.incentive import Incentive, Instalment, Spending
from desktop.pilots.monitoring import Filling, Reminder
from desktop.pilots.pairing import Call, Inspection, Pairing, Problem
from desktop.pilots.periods import told
from desktop.pilots.submission import Enclosure, Submission
from desktop.pilots.talent import Contest, Studio, Talent
from desktop.pilots.wave import Due, Milestone, Wave
from desktop.policy.reading import rule_from_json
from desktop.store import rows

Image = Mapping[str, Any]
"""A row as the journal keeps it; what is empty may be left out."""

_NAMES = {
    "household": "档案",
    "person": "家庭成员",
    "step": "办理记录",
    "document": "材料",
    "consent": "同意书",
    "consultation": "查阅登记",
    "acknowledgement": "已知晓的待办",
    "pilot_acknowledgement": "已知晓的待办",
    "sameness": "同人核对",
    "sample": "抽查",
    "sample_line": "抽查名单",
    "fund": "资金",
    "receipt": "到账",
    "closing": "关账",
    "request": "申请",
    "batch": "批次",
    "payment": "发放记录",
    "activity": "慰问活动",
    "item": "慰问品",
    "visit": "慰问对象",
    "photo": "走访照片",
    "wave": "试点批次",
    "due": "截止日期",
    "enterprise": "试点单位",
    "milestone": "阶段",
    "submission": "报送材料",
    "enclosure": "附件",
    "task": "任务",
    "progress": "季度进展",
    "incentive": "激励项目",
    "instalment": "拨付",
    "spending": "支出",
    "assessment": "年度评价",
    "score": "评分",
    "pairing": "挂钩关系",
    "call": "企业走访",
    "inspection": "督查",
    "problem": "问题",
    "filling": "监测填报",
    "reminder": "催报记录",
    "studio": "创新工作室",
    "talent": "技能人才",
    "contest": "技能竞赛",
    "standard": "政策标准",
    "setting": "设置",
}
_RECORDS: dict[str, type] = {
    "household": Household,
    "person": Person,
    "document": Document,
    "consent": Consent,
    "consultation": Consultation,
    "fund": Fund,
    "receipt": Receipt,
    "closing": Closing,
    "request": Request,
    "batch": Batch,
    "payment": Payment,
    "activity": Activity,
    "item": Item,
    "visit": Visit,
    "photo": Photo,
    "wave": Wave,
    "due": Due,
    "enterprise": Enterprise,
    "milestone": Milestone,
    "submission": Submission,
    "enclosure": Enclosure,
    "task": Task,
    "progress": Progress,
    "incentive": Incentive,
    "instalment": Instalment,
    "spending": Spending,
    "assessment": Assessment,
    "score": Score,
    "pairing": Pairing,
    "call": Call,
    "inspection": Inspection,
    "problem": Problem,
    "filling": Filling,
    "reminder": Reminder,
    "studio": Studio,
    "talent": Talent,
    "contest": Contest,
}
_SILENT = {"since", "unsynced_since"}  # the step beside them says so already
_NOTE = Field(label="备注", name="note")
_MORE: dict[str, tuple[Field, ...]] = {
    "household": (
        Field(label="状态", name="state"),
        Field(label="原因", name="state_reason"),
        *(one for one in fields_of(Life) if one.name not in _SILENT),
    ),
    "person": fields_of(Former),
    "batch": (Field(label="原因", name="state_reason"),),
    "acknowledgement": (Field(label="日期", name="day", kind=Kind.DATE), _NOTE),
    "pilot_acknowledgement": (Field(label="日期", name="day", kind=Kind.DATE), _NOTE),
    "sameness": (
        Field(label="是否同一人", name="same", kind=Kind.YES_NO),
        Field(label="日期", name="day", kind=Kind.DATE),
        _NOTE,
    ),
    "sample": (Field(label="抽查比例", name="percent", kind=Kind.COUNT), _NOTE),
    "sample_line": (
        Field(label="核查日期", name="checked_on", kind=Kind.DATE),
        Field(label="核查人", name="checked_by"),
        Field(label="核查结果", name="result"),
        _NOTE,
    ),
}
"""Columns that a clerk knows besides the described fields of a record."""

SETTINGS = {
    "office.name": "单位名称",
    "office.city": "市总工会名称",
    "office.phone": "联系电话",
    "working_days": "工作日表",
    "bank_payer": "付款账户",
    "bank_templates": "银行模板",
    "monitoring_dues": "监测填报截止日期",
}
"""Settings that may be read; any other is told by its kind only, for it may be a key."""


def name(table: str) -> str:
    """What a clerk calls the rows of a table."""
    return _NAMES.get(table, "其他记录")


def says(table: str, image: Image) -> str:
    """What matters of a row, in a few words."""
    return _SAYS[table](image) if table in _SAYS else ""


def altered(table: str, before: Image, after: Image) -> Iterator[tuple[str, str, str]]:
    """What became of a row: field, what it was, what it is; only what a clerk knows of it."""
    if table in {"standard", "setting"}:
        yield name(table), says(table, before), says(table, after)
        return
    for field in _fields(table):
        if before.get(field.name) != after.get(field.name):
            yield field.label, _shown(field, before.get(field.name)), _shown(field, after.get(field.name))
    if table == "request" and before.get("facts") != after.get("facts"):
        yield from _facts(json.loads(before["facts"]), json.loads(after["facts"]))


def _facts(before: Image, after: Image) -> Iterator[tuple[str, str, str]]:
    """What became of the facts of an application."""
    for field in fields_named({*before, *after}):
        if before.get(field.name) != after.get(field.name):
            yield field.label, _shown(field, before.get(field.name)), _shown(field, after.get(field.name))


def _fields(table: str) -> tuple[Field, ...]:
    more = _MORE.get(table, ())
    known = {field.name for field in more}
    record = _RECORDS.get(table)
    return (*(field for field in fields_of(record) if field.name not in known), *more) if record else more


def _shown(field: Field, value: Any) -> str:
    return show_value(field, rows.loaded(field, value))


def _step(image: Image) -> str:
    """A step with all that was written down of it."""
    body = {**json.loads(image["body"]), **{column: image.get(column) for column in COLUMNS - {"day"}}}
    told = [(one.label, _shown(one, body[one.name])) for one in form_of(Verb(image["verb"])) if body.get(one.name)]
    moved = f"，{image['before']} → {image['after']}" if image["before"] != image["after"] else ""
    return "；".join([f"{image['verb']}（{image['day']}）{moved}", *(f"{label}：{value}" for label, value in told)])


def _document(image: Image) -> str:
    title = f"，{image['title']}" if image.get("title") else ""
    return f"{image['kind']}{title}（{image['received_on']}，{'有扫描件' if image.get('content') else '纸质'}）"


def _payment(image: Image) -> str:
    excluded = image.get("excluded")
    return f"{image['name']} {'不发：' + excluded if excluded else short_yuan(image['amount']) + ' 元'}"


def _standard(image: Image) -> str:
    said = clause(rule_from_json(image["body"]))
    return f"{said.content}（{image['valid_from']} 起，{image.get('document_no') or '未填文号'}）"


def _setting(image: Image) -> str:
    if image["name"] not in SETTINGS:
        return "…"
    value = json.loads(image["value"])
    if image["name"] == "working_days":
        return "、".join(f"{day}{'上班' if working else '放假'}" for day, working in value.items())
    if image["name"] == "monitoring_dues":
        return "、".join(f"{told(period)} {day}" for period, day in value.items())
    if image["name"] == "bank_templates":
        return "、".join(value)
    return " ".join(filter(None, value.values())) if isinstance(value, dict) else str(value)


_SAYS: dict[str, Callable[[Image], str]] = {
    "household": lambda image: f"{image['category']}，{image['state']}",
    "person": lambda image: f"{image['name']}（{image['relation']}）",
    "step": _step,
    "document": _document,
    "consent": lambda image: f"{image['scopes']}（{image['given_on']}，{image['signed_by']}签字）",
    "consultation": lambda image: f"{image['reader']}：{image['purpose']}（{image['day']}）",
    "acknowledgement": lambda image: f"已知晓（{image['day']}）",
    "pilot_acknowledgement": lambda image: f"已知晓（{image['day']}）",
    "sameness": lambda image: f"{'是' if image['same'] else '不是'}同一人（{image['day']}）",
    "sample": lambda image: (
        f"{image['year']} 年，{image['population']} 户中抽 {image['percent']}%（{image['drawn_on']}）"
    ),
    "sample_line": lambda image: image.get("result") or "待核查",
    "fund": lambda image: f"{image['year']} 年，{image['source']}",
    "receipt": lambda image: (
        f"{image.get('kind') or ReceiptKind.ARRIVED} {short_yuan(image['amount'])} 元（{image['day']}）"
    ),
    "closing": lambda image: f"关账至 {image['through']}",
    "request": lambda image: f"{image['programme']}，{image['day']}，{image['state']}",
    "batch": lambda image: f"{image['programme']}，{image['decided_on']}",
    "payment": _payment,
    "activity": lambda image: f"{image['kind']}，{image['begins']} 至 {image['ends']}",
    "item": lambda image: f"{image['name']} {short_yuan(image['price'])} 元",
    "visit": lambda image: f"{image['kind']}，{short_yuan(image['cash'] + image['goods_value'])} 元",
    "photo": lambda image: image.get("title") or "",
    "wave": lambda image: f"{image['level']}，{image['chosen_on']}",
    "due": lambda image: f"{image['stage']} {image.get('period') or ''}（{image['day']} 前）",
    "enterprise": lambda image: image["state"],
    "milestone": lambda image: f"{image['stage']} {image.get('period') or ''}（{image['day']}）",
    "submission": lambda image: f"第 {image['version']} 版，{image['received_on']} 收到，{image['state']}",
    "enclosure": lambda image: image.get("title") or "",
    "task": lambda image: image["front"],
    "progress": lambda image: f"{image['quarter']}，{image['percent']}%",
    "incentive": lambda image: f"{image['year']} 年，{image['front']}，{image['state']}",
    "instalment": lambda image: f"{short_yuan(image['amount'])} 元（{image['day']}）",
    "spending": lambda image: f"{image['item']} {short_yuan(image['amount'])} 元（{image['day']}）",
    "assessment": lambda image: f"第 {image['version']} 版，{image['state']}",
    "score": lambda image: f"{image['front']}，{image['indicator']}",
    "pairing": lambda image: f"{image['begins']} 起",
    "call": lambda image: f"{image['cadre']}，{image['mode']}",
    "inspection": lambda image: f"{image['kind']}，{image['inspectors']}",
    "problem": lambda image: f"{image['found_on']} 提出",
    "filling": lambda image: f"{image['period']}，{'已填报' if image.get('filled_on') else '未填报'}",
    "reminder": lambda image: f"{image['period']}，{image['day']}",
    "studio": lambda image: image.get("level") or "",
    "talent": lambda image: image.get("grade") or "",
    "contest": lambda image: image["day"],
    "standard": _standard,
    "setting": _setting,
}
