"""The lists of who looks after pilots and what they found, of monitoring, studios, skilled workers and contests."""

from desktop.base.changes import Noun
from desktop.base.fields import Kind
from desktop.base.listing import Column
from desktop.pilots.monitoring import Filling
from desktop.pilots.pairing import Call, Inspection, Pairing, Problem
from desktop.pilots.talent import Contest, Studio, Talent
from desktop.store.listings_pilots import BY_WAVE, HEARD, IN_WAVES, NAMES, NUMBER, OF, WAVE, WHOSE, listing_of, text_of
from desktop.store.sources import Source, columns_of, standing

_MAYBE_OF = "LEFT JOIN enterprise e ON e.id = t.enterprise LEFT JOIN wave w ON w.id = e.wave"
_YEAR = Column(name="in_year", label="年份", width=6, shown=False)

PAIRINGS = Source(
    listing=listing_of(
        Noun.PAIRINGS,
        (
            *columns_of(Pairing, "cadre"),
            WHOSE,
            WAVE,
            standing("情况", "未开始", "挂钩中", "已结束"),
            *columns_of(Pairing, "begins", "ends"),
            Column(name="units", label="挂钩单位数", kind=Kind.COUNT, width=9),
            Column(name="calls", label="走访次数", kind=Kind.COUNT, width=8),
            *columns_of(Pairing, "duty", "phone", "way", "note"),
            NUMBER,
        ),
        ("cadre", "standing", "way", "wave_name"),
        "cadre",
    ),
    table=f"pairing t {OF}",
    sql={
        **NAMES,
        "standing": "CASE WHEN t.ends < today() THEN '已结束' WHEN t.begins > today() THEN '未开始' ELSE '挂钩中' END",
        "units": "(SELECT count(DISTINCT p.enterprise) FROM pairing p WHERE p.cadre = t.cadre AND p.begins <= today() "
        "AND (p.ends IS NULL OR p.ends >= today()))",
        "calls": "(SELECT count(*) FROM call c WHERE c.enterprise = t.enterprise AND instr(c.cadre, t.cadre) > 0 "
        "AND c.day >= t.begins AND (t.ends IS NULL OR c.day <= t.ends))",
    },
    search=text_of("t.cadre", "t.duty", "e.name"),
    ranked=BY_WAVE,
    order=IN_WAVES,
)

_TOPICS = ("business", "hiring", "talent", "training", "insurance", "relations")

CALLS = Source(
    listing=listing_of(
        Noun.CALLS,
        (
            *columns_of(Call, "day"),
            WHOSE,
            WAVE,
            *columns_of(Call, "cadre", "mode", "met", *_TOPICS, "note", hidden=(*_TOPICS[2:], "note")),
            Column(name="problems", label="问题", kind=Kind.COUNT, width=6),
            Column(name="solved", label="已解决", kind=Kind.COUNT, width=6),
            _YEAR,
            NUMBER,
        ),
        ("in_year", "cadre", "mode", "wave_name"),
        "day",
        newest=True,
    ),
    table=f"call t {OF}",
    sql={
        **NAMES,
        "problems": "(SELECT count(*) FROM problem p WHERE p.call = t.id)",
        "solved": "(SELECT count(p.solved_on) FROM problem p WHERE p.call = t.id)",
        "in_year": "substr(t.day, 1, 4)",
    },
    search=text_of("e.name", "t.cadre", "t.met", *(f"t.{name}" for name in _TOPICS), "t.note"),
    ranked=BY_WAVE,
    order={**IN_WAVES, "day": ("t.day", "t.id")},
)

INSPECTIONS = Source(
    listing=listing_of(
        Noun.INSPECTIONS,
        (
            *columns_of(Inspection, "day"),
            WHOSE,
            WAVE,
            *columns_of(Inspection, "kind"),
            standing("整改", "整改中", "已逾期", "已整改", "无须整改"),
            *columns_of(Inspection, "mend_by", "inspectors", "shortcomings", "mended_on", "document_no", "note"),
            _YEAR,
            NUMBER,
        ),
        ("in_year", "kind", "standing", "wave_name"),
        "day",
        newest=True,
    ),
    table=f"inspection t {OF}",
    sql={
        **NAMES,
        "standing": "CASE WHEN t.mended_on IS NOT NULL THEN '已整改' WHEN t.mend_by < today() THEN '已逾期' "
        "WHEN t.mend_by IS NOT NULL THEN '整改中' ELSE '无须整改' END",
        "in_year": "substr(t.day, 1, 4)",
    },
    search=text_of("e.name", "t.inspectors", "t.shortcomings", "t.document_no"),
    ranked=BY_WAVE,
    order={**IN_WAVES, "day": ("t.day", "t.id")},
)

PROBLEMS = Source(
    listing=listing_of(
        Noun.PROBLEMS,
        (
            *columns_of(Problem, "found_on"),
            WHOSE,
            WAVE,
            Column(name="problem", label="问题", width=30),
            standing("办理", "办理中", "已逾期", "已解决"),
            *columns_of(Problem, "deadline"),
            Column(name="overdue", label="逾期天数", kind=Kind.COUNT, width=8),
            *columns_of(Problem, "owner", "category", "handed_to", "result", "solved_on", "satisfaction"),
            _YEAR,
            NUMBER,
        ),
        ("standing", "category", "owner", "in_year", "wave_name"),
        "found_on",
        newest=True,
    ),
    table=f"problem t {OF}",
    sql={
        **NAMES,
        "standing": "CASE WHEN t.solved_on IS NOT NULL THEN '已解决' WHEN t.deadline < today() THEN '已逾期' "
        "ELSE '办理中' END",
        "overdue": "iif(t.solved_on IS NULL AND t.deadline < today(), "
        "CAST(julianday(today()) - julianday(t.deadline) AS INTEGER), NULL)",
        "in_year": "substr(t.found_on, 1, 4)",
    },
    search=text_of("e.name", "t.problem", "t.owner", "t.result"),
    ranked=BY_WAVE,
    order={**IN_WAVES, "found_on": ("t.found_on", "t.id")},
)

_FILLED = (
    "heads", "joined", "departed", "contracts", "insured", "overdue_heads", "overdue", "overtime", "disputes",
    "dispute_heads", "contract_until", "risk", "note",
)  # fmt: skip

FILLINGS = Source(
    listing=listing_of(
        Noun.FILLINGS,
        (
            WHOSE,
            WAVE,
            *columns_of(Filling, "period", "due", "filled_on"),
            standing("填报", "未填报", "逾期填报", "按时填报"),
            *columns_of(Filling, *_FILLED, hidden=("overtime", "contract_until", "note")),
            Column(name="reminders", label="催报次数", kind=Kind.COUNT, width=8),
            NUMBER,
        ),
        ("period", "standing", "risk", "wave_name"),
        "period",
        newest=True,
    ),
    table=f"filling t {OF}",
    sql={
        **NAMES,
        "standing": "CASE WHEN t.filled_on IS NULL THEN '未填报' WHEN t.filled_on > t.due THEN '逾期填报' "
        "ELSE '按时填报' END",
        "reminders": "(SELECT count(*) FROM reminder r WHERE r.enterprise = t.enterprise AND r.period = t.period)",
    },
    search=text_of("e.name", "t.period", "t.note"),
    ranked=BY_WAVE,
    order={**IN_WAVES, "period": ("t.period", "t.enterprise")},
)

_PLACE = "coalesce(e.name, t.unit)"
_STUDIO = (
    "document_no", "members", "area", "grade", "team", "money", "topics", "results", "benefit", "apprentices",
    "exchanges", "note",
)  # fmt: skip

STUDIOS = Source(
    listing=listing_of(
        Noun.STUDIOS,
        (
            Column(name="name", label="工作室名称", width=24),
            WHOSE,
            *columns_of(Studio, "level", "named_on", "leader", "honour", "trade", "review"),
            *columns_of(Studio, *_STUDIO, hidden=_STUDIO[3:]),
            NUMBER,
        ),
        ("level", "review"),
        "name",
    ),
    table=f"studio t {_MAYBE_OF}",
    sql={"unit_name": _PLACE},
    search=text_of("t.name", "e.name", "t.unit", "t.leader", "t.trade"),
)

_TALENT = (
    "sex", "birth", "resident_id", "certificate_no", "issuer", "certified_on", "trade_code", "speciality", "mentor",
    "phone", "note",
)  # fmt: skip

TALENTS = Source(
    listing=listing_of(
        Noun.TALENTS,
        (
            *columns_of(Talent, "name"),
            WHOSE,
            *columns_of(Talent, "trade"),
            Column(name="grade", label="技能等级", kind=Kind.CODE, width=15, codes="skill_grade"),
            *columns_of(Talent, "craftsman", "honour", *_TALENT, hidden=("birth", *_TALENT[6:])),
            NUMBER,
        ),
        ("grade", "craftsman", "unit_name"),
        "name",
    ),
    table=f"talent t {_MAYBE_OF}",
    sql={"unit_name": _PLACE},
    search=text_of("t.name", "e.name", "t.unit", "t.trade", "t.certificate_no", "t.resident_id", HEARD),
)

CONTESTS = Source(
    listing=listing_of(
        Noun.CONTESTS,
        (
            Column(name="name", label="竞赛名称", width=26),
            *columns_of(Contest, "day", "organiser"),
            WHOSE,
            *columns_of(Contest, "heads", "intermediate", "senior", "technician"),
            Column(name="raised", label="晋升合计", kind=Kind.COUNT, width=8),
            *columns_of(Contest, "note"),
            _YEAR,
            NUMBER,
        ),
        ("in_year",),
        "day",
        newest=True,
    ),
    table=f"contest t {_MAYBE_OF}",
    sql={
        "unit_name": "e.name",
        "raised": "coalesce(t.intermediate, 0) + coalesce(t.senior, 0) + coalesce(t.technician, 0)",
        "in_year": "substr(t.day, 1, 4)",
    },
    search=text_of("t.name", "e.name", "t.organiser"),
    order={"day": ("t.day", "t.id")},
)

CONTACT_SOURCES = (PAIRINGS, CALLS, INSPECTIONS, PROBLEMS, FILLINGS, STUDIOS, TALENTS, CONTESTS)
"""All of these lists."""
