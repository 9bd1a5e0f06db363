"""The lists of activities and of their recipients."""

from desktop.aid.activity import Activity, Visit
from desktop.base.changes import Noun
from desktop.base.fields import Kind
from desktop.base.listing import Column, Listing
from desktop.store.sources import Source, columns_of

_LIVE = "FROM visit v WHERE v.activity = t.id AND v.void_reason IS NULL"

ACTIVITIES = Source(
    listing=Listing(
        noun=Noun.ACTIVITIES,
        columns=(
            Column(name="name", label="活动名称", width=26),
            *columns_of(Activity, "kind", "year", "begins", "ends"),
            Column(name="state", label="状态", kind=Kind.CODE, width=8, labels=("进行中", "已结束")),
            *columns_of(Activity, "recipients", "visited", "cash", "goods_value"),
            *columns_of(
                Activity, "programme", "plan_no", "leader", "budget", "units", "note", hidden=("units", "note")
            ),
        ),
        chips=("state", "kind", "year"),
        order="begins",
        descending=True,
    ),
    table="activity t",
    sql={
        "state": "iif(t.closed_on IS NULL, '进行中', '已结束')",
        "recipients": f"(SELECT count(*) {_LIVE})",
        "visited": f"(SELECT count(v.visited_on) {_LIVE})",
        "cash": f"(SELECT coalesce(sum(v.cash), 0) {_LIVE})",
        "goods_value": f"(SELECT coalesce(sum(v.goods_value), 0) {_LIVE})",
    },
    search="t.name || ' ' || coalesce(t.plan_no, '') || ' ' || coalesce(t.leader, '')",
    order={"begins": ("t.begins", "t.id")},
)

_FIELDS = (
    "sex", "resident_id", "unit", "heads", "cash", "goods", "goods_value", "visited_on", "visitors", "signed_by",
    "proxy", "phone", "town", "address", "bank", "card", "reason", "place", "note",
)  # fmt: skip
_HIDDEN = ("sex", "heads", "goods_value", "visited_on", "visitors", "signed_by", "proxy", *_FIELDS[11:])

VISITS = Source(
    listing=Listing(
        noun=Noun.VISITS,
        columns=(
            Column(name="position", label="序号", kind=Kind.COUNT, width=5),
            *columns_of(Visit, "name", "kind"),
            Column(name="filed", label="档案", kind=Kind.CODE, width=8),
            *columns_of(Visit, *_FIELDS, hidden=_HIDDEN),
            Column(name="called", label="走访", kind=Kind.CODE, width=8, labels=("未走访", "已走访")),
            Column(name="paid", label="批次", kind=Kind.CODE, width=9),
            Column(name="title", label="活动", width=26, shown=False),
            Column(name="year", label="年度", kind=Kind.COUNT, width=6, shown=False),
            Column(name="source", label="资金来源", kind=Kind.CODE, width=12, shown=False),
            Column(name="activity", label="活动号", kind=Kind.COUNT, shown=False),
            Column(name="household", label="档案序号", kind=Kind.COUNT, shown=False),
            Column(name="valid", label="有效", kind=Kind.CODE, width=6, shown=False),
        ),
        chips=("kind", "filed", "called", "paid", "town", "activity", "year", "valid", "source"),
        order="position",
    ),
    table="visit t JOIN activity a ON a.id = t.activity LEFT JOIN payment p ON p.visit = t.id AND p.claim IS NOT NULL "
    "LEFT JOIN batch b ON b.id = p.batch LEFT JOIN fund f ON f.id = b.fund",
    sql={
        "filed": "iif(t.household IS NULL, '非在档', coalesce((SELECT h.state FROM household h "
        "WHERE h.id = t.household), ''))",
        "called": "iif(t.visited_on IS NULL, '未走访', '已走访')",
        "paid": "coalesce(b.state, '未编批次')",
        "title": "a.name",
        "year": "a.year",
        "source": "f.source",
        "valid": "iif(t.void_reason IS NULL, '有效', '已移出')",
    },
    search="t.name || ' ' || coalesce(t.resident_id, '') || ' ' || coalesce(t.unit, '') || ' ' || "
    "coalesce(t.phone, '') || ' ' || coalesce(t.address, '')",
    order={"position": ("t.activity", "t.position", "t.id")},
)
