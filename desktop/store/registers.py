"""Records that are simply entered, changed and struck out: everything that is kept of pilots, by its record type."""

import datetime as dt
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

from sqlite_utils import Database

from desktop.base.errors import ForbiddenError, NotFoundError
from desktop.pilots.assessment import Assessment, Score
from desktop.pilots.enterprise import Enterprise
from desktop.pilots.fronts import Progress, Task
from desktop.pilots.incentive import Incentive, Instalment, Spending
from desktop.pilots.monitoring import Filling, Reminder
from desktop.pilots.pairing import Call, Inspection, Pairing, Problem
from desktop.pilots.submission import Enclosure, Submission
from desktop.pilots.talent import Contest, Studio, Talent
from desktop.pilots.wave import Due, Milestone, Wave
from desktop.store import rows

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class _Shelf:
    """Where records of a type are kept: their table, what a clerk calls one, SQL of what is reckoned, usual order."""

    table: str
    word: str
    reckoned: Mapping[str, str]
    order: str = "t.id"


FURTHEST = "FROM milestone m WHERE m.enterprise = t.id ORDER BY m.rank DESC, m.day DESC LIMIT 1"
"""SQL: the furthest stage of the enterprise ``t``."""

LOOKED_AFTER = "p.enterprise = t.id AND p.begins <= today() AND (p.ends IS NULL OR p.ends >= today())"
"""SQL: the pairings ``p`` that look after the enterprise ``t`` today."""

_WAVE_NAME = "(SELECT w.name FROM wave w WHERE w.id = t.wave)"

_LATEST = "FROM progress p WHERE p.task = t.id ORDER BY p.quarter DESC LIMIT 1"

_SHELVES: Mapping[type, _Shelf] = {
    Wave: _Shelf(
        "wave", "批次", {"enterprises": "(SELECT count(*) FROM enterprise e WHERE e.wave = t.id)"}, "t.number, t.id"
    ),
    Due: _Shelf("due", "截止日期", {}, "t.day, t.id"),
    Enterprise: _Shelf(
        "enterprise",
        "单位",
        {
            "wave_name": _WAVE_NAME,
            "stage": f"(SELECT m.stage {FURTHEST})",
            "stage_on": f"(SELECT m.day {FURTHEST})",
            "cadres": f"(SELECT group_concat(p.cadre, '、') FROM pairing p WHERE {LOOKED_AFTER})",
            "called_on": "(SELECT max(c.day) FROM call c WHERE c.enterprise = t.id)",
        },
        "(SELECT w.number FROM wave w WHERE w.id = t.wave), t.id",
    ),
    Milestone: _Shelf("milestone", "阶段", {}, "t.rank, t.period, t.id"),
    Submission: _Shelf(
        "submission",
        "材料",
        {"files": "(SELECT count(*) FROM enclosure n WHERE n.submission = t.id AND n.void_reason IS NULL)"},
        "t.kind, t.version",
    ),
    Enclosure: _Shelf(
        "enclosure",
        "附件",
        {name: f"(SELECT c.{name} FROM content c WHERE c.id = t.content)" for name in ("media", "size")},
    ),
    Task: _Shelf(
        "task", "任务", {"percent": f"(SELECT p.percent {_LATEST})", "progress": f"(SELECT p.progress {_LATEST})"}
    ),
    Progress: _Shelf("progress", "进展", {}, "t.quarter, t.id"),
    Incentive: _Shelf(
        "incentive",
        "激励项目",
        {
            "paid": "(SELECT coalesce(sum(s.amount), 0) FROM instalment s "
            "WHERE s.incentive = t.id AND s.void_reason IS NULL)",
            "spent": "(SELECT coalesce(sum(s.amount), 0) FROM spending s WHERE s.incentive = t.id)",
        },
        "t.year DESC, t.rank IS NULL, t.rank, t.id",
    ),
    Instalment: _Shelf("instalment", "拨付", {}, "t.day, t.id"),
    Spending: _Shelf("spending", "支出", {}, "t.day, t.id"),
    Assessment: _Shelf("assessment", "评价", {"wave_name": _WAVE_NAME}, "t.year DESC, t.version DESC"),
    Score: _Shelf("score", "评分", {}),
    Pairing: _Shelf("pairing", "挂钩关系", {}, "t.begins DESC, t.id"),
    Call: _Shelf("call", "走访记录", {}, "t.day DESC, t.id DESC"),
    Inspection: _Shelf("inspection", "督查", {}, "t.day DESC, t.id DESC"),
    Problem: _Shelf("problem", "问题", {}, "t.found_on DESC, t.id DESC"),
    Filling: _Shelf("filling", "监测填报", {}, "t.period DESC, t.id"),
    Reminder: _Shelf("reminder", "催报记录", {}, "t.day DESC, t.id DESC"),
    Studio: _Shelf("studio", "工作室", {}, "t.name, t.id"),
    Talent: _Shelf("talent", "技能人才", {}, "t.name, t.id"),
    Contest: _Shelf("contest", "竞赛", {}, "t.day DESC, t.id DESC"),
}


def word_of(record: type) -> str:
    """What a clerk calls a record of a type."""
    return _SHELVES[record].word


def table_of(record: type) -> str:
    """The table that holds the records of a type."""
    return _SHELVES[record].table


def words() -> dict[str, str]:
    """What a clerk calls the records of each table."""
    return {shelf.table: shelf.word for shelf in _SHELVES.values()}


def get(db: Database, record: type[R], number: int) -> R:
    """One record; ``NotFoundError`` where there is none of that number."""
    for one in of(db, record, id=number):
        return one
    raise NotFoundError(f"没有这条{word_of(record)}，可能已被撤销或删去。")


def of(db: Database, record: type[R], **where: object) -> list[R]:
    """The records whose columns hold these values, in usual order; all where none is named.

    >>> of(db, Call, enterprise=3)  # doctest: +SKIP
    """
    asked = [f"t.{name} IS :{name}" for name in where]
    conditions = f"WHERE {' AND '.join(asked)}" if asked else ""
    values = {name: _column(value) for name, value in where.items()}
    cells = _cells(cast("Hashable", record))
    sql = f"SELECT {cells} FROM {table_of(record)} t {conditions} ORDER BY {_SHELVES[record].order}"
    return [_record(record, row) for row in rows.dicts(db, sql, values)]


@cache
def _cells(record: Any) -> str:
    reckoned = _SHELVES[record].reckoned
    names = (one.name for one in fields(record))
    return ", ".join(f"{reckoned[name]} AS {name}" if name in reckoned else f't."{name}"' for name in names)


@cache
def _loaders(record: Any) -> Mapping[str, Any]:
    """How columns become what the record holds, where that isn't the column's value itself."""
    loaders: dict[str, Any] = {}
    for name, hint in get_type_hints(record).items():
        kinds = get_args(hint) if get_origin(hint) is not None else (hint,)
        for kind in kinds or (hint,):
            if kind is dt.date:
                loaders[name] = dt.date.fromisoformat
            elif kind is bool or (isinstance(kind, type) and issubclass(kind, StrEnum)):
                loaders[name] = kind
    return loaders


def _record(record: type[R], row: Mapping[str, Any]) -> R:
    loaders = _loaders(cast("Hashable", record))
    values = {
        name: loaders[name](value) if name in loaders and value is not None else value for name, value in row.items()
    }
    return record(**values)


def insert(db: Database, record: type, values: Mapping[str, object]) -> int:
    """A new record with these columns; its number."""
    table = table_of(record)
    number = rows.next_id(db, table)
    cells = (number, *map(_column, values.values()))
    rows.insert(db, table, ("id", *values), [cells])
    return number


def insert_many(db: Database, record: type, names: tuple[str, ...], lines: list[tuple[object, ...]]) -> list[int]:
    """New records with these columns, all at once; their numbers."""
    table = table_of(record)
    first = rows.next_id(db, table)
    numbers = range(first, first + len(lines))
    given = [(number, *map(_column, line)) for number, line in zip(numbers, lines, strict=True)]
    rows.insert(db, table, ("id", *names), given)
    return list(numbers)


def update(db: Database, record: type, number: int, values: Mapping[str, object]) -> None:
    """Set columns of a record."""
    rows.update(db, table_of(record), number, {name: _column(value) for name, value in values.items()})


def _column(value: object) -> object:
    if isinstance(value, dt.date):
        return value.isoformat()
    return int(value) if isinstance(value, bool) else value


def delete(db: Database, record: type, number: int) -> None:
    """Strike out a record; the journal keeps it. ``ForbiddenError`` where something else stands on it."""
    for other, shelf in _SHELVES.items():
        for key in db.table(shelf.table).foreign_keys:
            if key.other_table == table_of(record):
                _require_unused(db, record, number, other, str(key.column))
    db.execute(f"DELETE FROM {table_of(record)} WHERE id = ?", [number])


def _require_unused(db: Database, record: type, number: int, other: type, column: str) -> None:
    sql = f"SELECT count(*) FROM {table_of(other)} WHERE {column} = ?"
    count = db.execute(sql, [number]).fetchone()[0]
    if count:
        raise ForbiddenError(
            f"这条{word_of(record)}下还有 {count} 条{word_of(other)}，没有删去。请先处理那些{word_of(other)}。"
        )
