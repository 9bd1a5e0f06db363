"""The list of applications."""

from desktop.aid.request import Request
from desktop.base.changes import Noun
from desktop.base.fields import Kind
from desktop.base.listing import Column, Listing
from desktop.store.requests import STANDS
from desktop.store.sources import Source, columns_of

_HIDDEN = (
    "resident_id", "relation", "employer", "phone", "reason", "documents", "handler", "basis", "override", "upper_no",
    "decided_by", "opinion", "finished_on", "note",
)  # fmt: skip
_FACTS = {
    "item": Column(name="item", label="减免项目", kind=Kind.CODE, width=8, shown=False),
    "stage": Column(name="stage", label="学段", kind=Kind.CODE, width=8, shown=False),
    "school": Column(name="school", label="学校", width=16, shown=False),
    "sent_on": Column(name="sent_on", label="送出日期", kind=Kind.DATE, shown=False),
    "saved": Column(name="saved", label="减免金额", kind=Kind.MONEY, width=11, shown=False),
}
"""Facts that are asked for by their programme's form, but sorted and narrowed by in the list of all."""

_ABOUT = ("item", "school", "stage", "disease", "event", "course", "matter", "product")
"""Facts that tell one application from another of the same programme."""


def _fact(name: str) -> str:
    return f"json_extract(t.facts, '$.{name}')"


REQUESTS = Source(
    listing=Listing(
        noun=Noun.REQUESTS,
        columns=(
            Column(name="whose", label="受益人", kind=Kind.NAME, width=8),
            *columns_of(Request, "programme"),
            Column(name="about", label="内容", width=14),
            Column(name="name", label="申请人", kind=Kind.NAME, width=8),
            *columns_of(Request, "state"),
            Column(name="paying", label="发放", kind=Kind.CODE, width=8, labels=("未列入", "已列入", "已发放", "退回")),
            *columns_of(Request, "day", "asked", "granted", "year", "category", hidden=("year", "category")),
            *columns_of(Request, "decided_on", "result"),
            *columns_of(Request, *_HIDDEN, hidden=_HIDDEN),
            *_FACTS.values(),
            Column(name="batch_title", label="批次", width=24, shown=False),
            Column(name="household", label="档案序号", kind=Kind.COUNT, shown=False),
        ),
        chips=("state", "programme", "year", "paying"),
        order="day",
        descending=True,
    ),
    table=f"request t {STANDS}",
    sql={
        "whose": "coalesce(t.beneficiary, t.name)",
        "paying": "CASE WHEN s.came_back THEN '退回' WHEN s.batch_state IN ('已发放', '已完结') THEN '已发放' "
        "WHEN s.batch IS NOT NULL THEN '已列入' WHEN t.state = '已同意' AND t.granted IS NOT NULL THEN '未列入' END",
        "about": f"coalesce({', '.join(map(_fact, _ABOUT))})",
        "batch_title": "s.batch_title",
        **{name: _fact(name) for name in _FACTS},
    },
    search="t.name || ' ' || coalesce(t.beneficiary, '') || ' ' || coalesce(t.resident_id, '') || ' ' || "
    "coalesce(t.beneficiary_id, '') || ' ' || t.programme || ' ' || coalesce(t.employer, '') || ' ' || "
    "coalesce((SELECT f.text FROM finder f WHERE f.household = t.household), '')",
)
