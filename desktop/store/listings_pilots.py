"""The lists about pilots: enterprises and waves, what they filed, do, ask for and get, and who looks after them."""

from collections.abc import Sequence
from dataclasses import replace

from desktop.base.changes import Noun
from desktop.base.fields import Kind
from desktop.base.listing import Column, Listing
from desktop.pilots.assessment import Assessment
from desktop.pilots.enterprise import Enterprise
from desktop.pilots.fronts import Task
from desktop.pilots.incentive import Incentive
from desktop.pilots.submission import Submission
from desktop.pilots.wave import Wave
from desktop.store.assessments import GIVEN_BONUS, SELF_TOTAL, TOTAL
from desktop.store.registers import FURTHEST, LOOKED_AFTER
from desktop.store.sources import Source, columns_of, standing

WHOSE = Column(name="unit_name", label="单位", width=24)
NUMBER = Column(name="enterprise", label="单位号", kind=Kind.COUNT, shown=False)
WAVE = Column(name="wave_name", label="批次", kind=Kind.CODE, width=8)
OF = "JOIN enterprise e ON e.id = t.enterprise LEFT JOIN wave w ON w.id = e.wave"
BY_WAVE = {"wave_name": "min(w.number) IS NULL, min(w.number), 1"}
"""Waves stand as they followed one another, those without one behind."""

NAMES = {"unit_name": "e.name", "wave_name": "w.name"}
IN_WAVES: dict[str, tuple[str, ...]] = {"wave_name": ("w.number", "e.id", "t.id")}


HEARD = "pinyin(t.name)"
"""SQL: initials and spelling of a name, by which it is found too."""


def text_of(*columns: str) -> str:
    """SQL: these columns as one text to be searched."""
    return " || ' ' || ".join(f"coalesce({column}, '')" for column in columns)


def listing_of(
    noun: Noun, columns: Sequence[Column], chips: Sequence[str], order: str, *, newest: bool = False
) -> Listing:
    """A listing sorted by a column, the newest first where that is said."""
    return Listing(noun=noun, columns=tuple(columns), chips=tuple(chips), order=order, descending=newest)


_TRADE = 13
"""Characters in which most trades and kinds of enterprises stand whole."""
_UNIT = (
    "workers", "industrial_workers", "members", "liaison", "phone", "credit_code", "address", "town", "size",
    "founded_on", "honours", "skilled", "high_skilled", "party_members", "union_name", "union_founded_on",
    "registered_members", "chair", "topic", "monitored", "until", "ended_on", "state_reason", "note",
)  # fmt: skip

PILOTS = Source(
    listing=listing_of(
        Noun.PILOTS,
        (
            Column(name="name", label="单位名称", width=26),
            WAVE,
            *columns_of(Enterprise, "level", "type", "state", "stage", "stage_on", hidden=("level", "stage_on")),
            *columns_of(Enterprise, "cadres", "called_on"),
            *(replace(one, width=_TRADE) for one in columns_of(Enterprise, "industry", "kind")),
            *columns_of(Enterprise, *_UNIT, hidden=_UNIT[5:]),
            Column(name="wave", label="批次号", kind=Kind.COUNT, shown=False),
        ),
        ("wave_name", "state", "stage", "industry", "kind", "type", "level", "town"),
        "name",
    ),
    table="enterprise t LEFT JOIN wave w ON w.id = t.wave",
    sql={
        "wave_name": "w.name",
        "level": "coalesce(t.level, w.level)",
        "stage": f"(SELECT m.stage {FURTHEST})",
        "stage_on": f"(SELECT m.day {FURTHEST})",
        "cadres": f"(SELECT group_concat(p.cadre, '、') FROM pairing p WHERE {LOOKED_AFTER})",
        "called_on": "(SELECT max(c.day) FROM call c WHERE c.enterprise = t.id)",
    },
    search=text_of("t.name", "t.credit_code", "t.liaison", "t.chair", "t.phone", "t.topic", "t.address", HEARD),
    ranked={**BY_WAVE, "stage": f"min((SELECT m.rank {FURTHEST}))"},
    order={
        "name": ("w.number", "t.id"),
        "wave_name": ("w.number", "t.id"),
        "stage": (f"(SELECT m.rank {FURTHEST})", f"(SELECT m.day {FURTHEST})"),
    },
)

WAVES = Source(
    listing=listing_of(
        Noun.WAVES,
        (*columns_of(Wave, "name", "number", "level", "chosen_on", "document_no", "term", "enterprises", "note"),),
        ("level",),
        "number",
    ),
    table="wave t",
    sql={"enterprises": "(SELECT count(*) FROM enterprise e WHERE e.wave = t.id)"},
    search=text_of("t.name", "t.document_no"),
)

SUBMISSIONS = Source(
    listing=listing_of(
        Noun.SUBMISSIONS,
        (
            WHOSE,
            WAVE,
            Column(name="kind", label="材料", kind=Kind.CODE, width=16, codes="submission"),
            *columns_of(Submission, "version", "state", "received_on", "document_no", "checked_by", "checked_on"),
            *columns_of(Submission, "return_reason", "files", "note", hidden=("note",)),
            replace(standing("版本情况", "最新", "旧版"), name="newest", shown=False),
            NUMBER,
        ),
        ("kind", "state", "wave_name", "newest"),
        "received_on",
        newest=True,
    ),
    table=f"submission t {OF}",
    sql={
        **NAMES,
        "files": "(SELECT count(*) FROM enclosure n WHERE n.submission = t.id AND n.void_reason IS NULL)",
        "newest": "iif(EXISTS (SELECT 1 FROM submission n WHERE n.enterprise = t.enterprise AND n.kind = t.kind "
        "AND n.version > t.version), '旧版', '最新')",
    },
    search=text_of("e.name", "t.kind", "t.document_no", "t.checked_by"),
    ranked=BY_WAVE,
    order={**IN_WAVES, "received_on": ("t.received_on", "t.id")},
)

_LATEST = "FROM progress p WHERE p.task = t.id ORDER BY p.quarter DESC LIMIT 1"

TASKS = Source(
    listing=listing_of(
        Noun.TASKS,
        (
            WHOSE,
            WAVE,
            *columns_of(Task, "front", "task", "measure", "responsible", "deadline", "percent", "progress", "done_on"),
            Column(name="quarter", label="最近季度", width=8),
            standing("情况", "进行中", "已逾期", "已完成"),
            *columns_of(Task, "begins", "note", hidden=("begins", "note")),
            NUMBER,
        ),
        ("front", "standing", "wave_name"),
        "unit_name",
    ),
    table=f"task t {OF}",
    sql={
        **NAMES,
        **{name: f"(SELECT p.{name} {_LATEST})" for name in ("percent", "progress", "quarter")},
        "standing": "CASE WHEN t.done_on IS NOT NULL THEN '已完成' WHEN t.deadline < today() THEN '已逾期' "
        "ELSE '进行中' END",
    },
    search=text_of("e.name", "t.task", "t.measure", "t.responsible"),
    ranked=BY_WAVE,
    order={**IN_WAVES, "unit_name": ("w.number", "e.id", "t.id")},
)

_PROJECT = (
    "leader", "phone", "budget", "self_raised", "begins", "ends", "granted_on", "document_no", "accepted_on",
    "state_reason",
)  # fmt: skip

_PAID = "(SELECT coalesce(sum(s.amount), 0) FROM instalment s WHERE s.incentive = t.id AND s.void_reason IS NULL)"

INCENTIVES = Source(
    listing=listing_of(
        Noun.INCENTIVES,
        (
            *columns_of(Incentive, "rank"),
            Column(name="name", label="项目名称", width=24),
            WHOSE,
            *columns_of(Incentive, "state", "front", "asked", "granted", "paid", "spent", "year"),
            WAVE,
            *columns_of(Incentive, *_PROJECT, hidden=_PROJECT),
            NUMBER,
        ),
        ("year", "state", "front", "wave_name"),
        "rank",
    ),
    table=f"incentive t {OF}",
    sql={
        **NAMES,
        "paid": _PAID,
        "spent": "(SELECT coalesce(sum(s.amount), 0) FROM spending s WHERE s.incentive = t.id)",
    },
    search=text_of("t.name", "e.name", "t.leader", "t.document_no"),
    ranked=BY_WAVE,
    order={**IN_WAVES, "rank": ("-t.year", "t.rank IS NULL", "t.rank", "t.id")},
)

ASSESSMENTS = Source(
    listing=listing_of(
        Noun.ASSESSMENTS,
        (
            WHOSE,
            WAVE,
            *columns_of(Assessment, "year", "version", "state", "self_total", "bonus", "veto", "total", "grade"),
            *columns_of(Assessment, "highlights", "problems", "assessed_by", "assessed_on", "redo_reason"),
            NUMBER,
        ),
        ("year", "state", "grade", "wave_name"),
        "year",
        newest=True,
    ),
    table="assessment t JOIN enterprise e ON e.id = t.enterprise LEFT JOIN wave w ON w.id = t.wave",
    sql={**NAMES, "self_total": SELF_TOTAL, "total": TOTAL, "bonus": GIVEN_BONUS},
    search=text_of("e.name", "t.highlights", "t.problems"),
    ranked=BY_WAVE,
    order={**IN_WAVES, "year": ("t.year", f"coalesce({TOTAL}, -1)", "t.id")},
)

PILOT_SOURCES = (PILOTS, WAVES, SUBMISSIONS, TASKS, INCENTIVES, ASSESSMENTS)
"""The lists of enterprises and of what they do."""
