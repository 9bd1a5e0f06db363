"""What an operation changed, in words: record, field, before, after."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from desktop.aid.batch import Batch, Payment
from desktop.aid.fund import Fund
from desktop.base.errors import NotFoundError
from desktop.base.fields import Field, Kind, fields_of
from desktop.base.money import short_yuan
from desktop.base.values import show_value
from desktop.cases.household import Household, Person
from desktop.office.rulebook import clause
from desktop.policy.reading import rule_from_json
from desktop.store import inversion, journal, rows

MOST = 600
"""Changed rows that are told one by one; the sums tell of all."""

_Image = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Alteration:
    """One line: of which record, which field, and what it was and became."""

    record: str
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """One operation and what it changed.

    Attributes:
        sums: how much of what was entered, altered and removed, as a sentence.
        lines: the first of its changes.
        more: how many changed rows aren't among the lines.
        can_undo, can_redo: whether the operation holds, or its undo does.
    """

    operation: int
    label: str
    at: str
    actor: str
    count: int
    state: str
    sums: str
    lines: tuple[Alteration, ...]
    more: int
    can_undo: bool
    can_redo: bool


def changes(db: Database, number: int, limit: int = MOST) -> Changes:
    """What an operation changed; ``NotFoundError`` for an unknown number."""
    entry = journal.entry(db, number)
    if entry is None:
        raise NotFoundError(f"操作记录里没有第 {number} 条。")
    counted = journal.sums(db, number)
    told = journal.changes(db, number, limit=limit)
    return Changes(
        operation=number,
        label=entry["label"],
        at=entry["at"],
        actor=entry["actor"],
        count=entry["count"],
        state=entry["state"],
        sums="，".join(f"{_VERBS[verb]}{_name(table)} {count:,} 条" for table, verb, count in counted),
        lines=tuple(_Telling(db, told).lines()),
        more=sum(count for *_, count in counted) - len(told),
        can_undo=entry["state"] == journal.STATES[0] and number != journal.MAKING,
        can_redo=inversion.undo_of(db, number) is not None,
    )


_VERBS = {"insert": "新增", "update": "修改", "delete": "移除"}

_NAMES = {
    "household": "档案",
    "person": "家庭成员",
    "fund": "资金",
    "receipt": "到账",
    "batch": "批次",
    "payment": "发放记录",
    "standard": "政策标准",
    "setting": "设置",
}
_RECORDS: dict[str, type] = {
    "household": Household,
    "person": Person,
    "fund": Fund,
    "batch": Batch,
    "payment": Payment,
}
_MORE: dict[str, tuple[Field, ...]] = {
    "household": (Field(label="状态", name="state"), Field(label="原因", name="state_reason")),
    "batch": (Field(label="原因", name="state_reason"),),
    "receipt": (
        Field(label="到账日期", name="day", kind=Kind.DATE),
        Field(label="到账金额", name="amount", kind=Kind.MONEY),
        Field(label="备注", name="note"),
    ),
}
"""Columns that a clerk knows besides the described fields of a record."""

SETTINGS = {
    "office.name": "单位名称",
    "office.city": "市总工会名称",
    "office.phone": "联系电话",
    "working_days": "工作日表",
}
"""Settings that may be read; any other is told by its kind only, for it may be a key."""


def _name(table: str) -> str:
    return _NAMES.get(table, "其他记录")


class _Telling:
    """Puts the changed rows of one operation into words."""

    def __init__(self, db: Database, told: Sequence[_Image]) -> None:
        self._db = db
        self._told = told
        self._labels: dict[tuple[str, int], str] = {}
        for change in told:
            image = _image(change["after"]) or _image(change["before"]) or {}
            if change["table"] == "person" and image.get("position") == 0:
                self._labels["household", change["root_row"]] = str(image["name"])

    def lines(self) -> Iterator[Alteration]:
        """One line a field; a row that came or went is one line."""
        for change in self._told:
            before, after = _image(change["before"]), _image(change["after"])
            record = self._record(change, after or before or {})
            if before is not None and after is not None:
                yield from _altered(change["table"], record, before, after)
            else:
                what = _VERBS["delete" if after is None else "insert"] + _name(change["table"])
                texts = [_SAYS.get(change["table"], _says_nothing)(one) if one else "" for one in (before, after)]
                yield Alteration(record=record, field=what, before=texts[0], after=texts[1])

    def _record(self, change: _Image, image: _Image) -> str:
        if change["root"] in {"standard", "setting"}:
            return _title(change["root"], image)
        key = (change["root"], change["root_row"])
        if key not in self._labels:
            self._labels[key] = inversion.record_label(self._db, *key)
        member = change["table"] == "person" and image.get("position") != 0
        return f"{self._labels[key]} / {image['name']}" if member else self._labels[key]


def _image(text: str | None) -> _Image | None:
    return json.loads(text) if text else None


def _title(root: str, image: _Image) -> str:
    if root == "setting":
        return SETTINGS.get(image["name"], "内部设置")
    return clause(rule_from_json(image["body"])).about


def _altered(table: str, record: str, before: _Image, after: _Image) -> Iterator[Alteration]:
    if table in {"standard", "setting"}:
        says = _SAYS[table]
        yield Alteration(record=record, field=_name(table), before=says(before), after=says(after))
        return
    for field in (*_fields(table), *_MORE.get(table, ())):
        if before.get(field.name) != after.get(field.name):
            yield Alteration(
                record=record,
                field=field.label,
                before=_shown(field, before.get(field.name)),
                after=_shown(field, after.get(field.name)),
            )


def _fields(table: str) -> tuple[Field, ...]:
    more = {field.name for field in _MORE.get(table, ())}
    record = _RECORDS.get(table)
    return tuple(field for field in fields_of(record) if field.name not in more) if record else ()


def _shown(field: Field, value: Any) -> str:
    return show_value(field, rows.loaded(field, value))


def _says_nothing(_: _Image) -> str:
    return ""


def _says_payment(image: _Image) -> str:
    return (
        f"{image['name']} {'不发：' + image['excluded'] if image['excluded'] else short_yuan(image['amount']) + ' 元'}"
    )


def _says_standard(image: _Image) -> str:
    said = clause(rule_from_json(image["body"]))
    return f"{said.content}（{image['valid_from']} 起，{image['document_no'] or '未填文号'}）"


def _says_setting(image: _Image) -> str:
    if image["name"] not in SETTINGS:
        return "…"
    value = json.loads(image["value"])
    if image["name"] == "working_days":
        return "、".join(f"{day}{'上班' if working else '放假'}" for day, working in value.items())
    return str(value)


_SAYS: dict[str, Callable[[_Image], str]] = {
    "household": lambda image: f"{image['category']}，{image['state']}",
    "person": lambda image: f"{image['name']}（{image['relation']}）",
    "fund": lambda image: f"{image['year']} 年，{image['source']}",
    "receipt": lambda image: f"{short_yuan(image['amount'])} 元（{image['day']}）",
    "batch": lambda image: f"{image['programme']}，{image['decided_on']}",
    "payment": _says_payment,
    "standard": _says_standard,
    "setting": _says_setting,
}
