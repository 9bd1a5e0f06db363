"""The lists of money: funds, batches and payments."""

from dataclasses import replace

from desktop.aid.batch import Batch, BatchState, Payment
from desktop.aid.fund import Fund
from desktop.base.changes import Noun
from desktop.base.fields import Kind
from desktop.base.listing import Column, Listing
from desktop.store.batches import UNSETTLED
from desktop.store.funds import CARRIED
from desktop.store.sources import Source, columns_of

_HAD = f"(b.received - b.given + {CARRIED})"
"""SQL: what could be spent of a fund in its year."""


def _narrow(columns: tuple[Column, ...], width: int) -> tuple[Column, ...]:
    """The same, so narrow that all sums stand beside them on the usual screen."""
    return tuple(replace(one, width=width) for one in columns)


_FUND_SUMS = ("allotted", "received", "given", "bound", "paid", "outlays", "returned")

FUNDS = Source(
    listing=Listing(
        noun=Noun.FUNDS,
        columns=(
            Column(name="name", label="资金名称", width=24),
            *_narrow(columns_of(Fund, "source"), 11),
            *columns_of(Fund, "year", "document_no", hidden=("document_no",)),
            *_narrow(columns_of(Fund, "programme"), 8),
            *columns_of(Fund, *_FUND_SUMS, hidden=("allotted", "returned")),
            Column(name="balance", label="余额", kind=Kind.MONEY, width=11),
            Column(name="rate", label="执行率", width=6),
            *columns_of(Fund, "note", hidden=("note",)),
        ),
        chips=("year", "source", "programme"),
        order="year",
        descending=True,
    ),
    table="fund t JOIN fund_balance b ON b.fund = t.id",
    sql={
        **{name: f"b.{name}" for name in ("received", "given", "bound", "returned", "outlays")},
        "paid": "b.paid - b.outlays",
        "balance": "b.received - b.given - b.bound - b.paid",
        "rate": f"iif({_HAD} > 0, printf('%.1f%%', 100.0 * b.paid / {_HAD}), NULL)",
    },
    search="t.name || ' ' || coalesce(t.document_no, '') || ' ' || coalesce(t.programme, '')",
    order={"rate": (f"1.0 * b.paid / nullif({_HAD}, 0)",)},
)

_LIVE = "FROM payment p WHERE p.batch = t.id AND p.excluded IS NULL AND p.withheld IS NULL"
_BACK = f"{_LIVE} AND p.outcome IS NOT NULL AND t.state IN ('{BatchState.PAID}', '{BatchState.FINISHED}')"
WAITING = "退回待处理"
"""The mark of a batch or a payment whose money came back and is neither paid anew nor settled otherwise."""
_BATCH_FIELDS = (
    "title", "programme", "year", "state", "payees", "total", "fund_name", "source", "decided_on", "paid_on", "voucher",
    "returned", "unsettled",
)  # fmt: skip

BATCHES = Source(
    listing=Listing(
        noun=Noun.BATCHES,
        columns=(
            *columns_of(Batch, *_BATCH_FIELDS, hidden=("voucher", "returned")),
            Column(name="returns", label="退回", kind=Kind.CODE, width=10, shown=False),
        ),
        chips=("state", "programme", "year"),
        order="decided_on",
        descending=True,
    ),
    table="batch t JOIN fund f ON f.id = t.fund",
    sql={
        "fund_name": "f.name",
        "source": "f.source",
        "payees": f"(SELECT count(*) {_LIVE})",
        "total": f"(SELECT coalesce(sum(amount), 0) {_LIVE})",
        "returned": f"(SELECT sum(amount) {_BACK})",
        "unsettled": f"(SELECT nullif(count(*), 0) {_BACK} AND {UNSETTLED})",
        "returns": f"iif(EXISTS (SELECT 1 {_BACK} AND {UNSETTLED}), '{WAITING}', NULL)",
    },
    search="t.title || ' ' || t.programme || ' ' || f.name",
)

_GIVEN = "t.excluded IS NULL AND t.withheld IS NULL AND t.outcome IS NULL"
"""SQL: whether a payment was given, or is to be."""
_PAYMENT_FIELDS = (
    "name", "sex", "age", "resident_id", "category", "place", "amount", "excluded", "reason", "bank", "card", "phone",
    "staff_no", "file_no", "beneficiary", "means", "outcome", "outcome_on", "failure", "settled",
)  # fmt: skip

PAYMENTS = Source(
    listing=Listing(
        noun=Noun.PAYMENTS,
        columns=(
            *columns_of(Payment, *_PAYMENT_FIELDS, hidden=_PAYMENT_FIELDS[11:]),
            *columns_of(Batch, "title", "programme", "year", "state", "paid_on"),
            Column(name="batch", label="批次号", kind=Kind.COUNT, shown=False),
            Column(name="due", label="应发金额", kind=Kind.MONEY, width=11, shown=False),
            Column(name="given", label="发放", kind=Kind.CODE, width=6, shown=False),
            Column(name="returns", label="退回", kind=Kind.CODE, width=10, shown=False),
            Column(name="why", label="金额依据或不发原因", width=56, shown=False),
        ),
        chips=("batch", "programme", "year", "state", "category"),
        order="batch",
    ),
    table="payment t JOIN batch b ON b.id = t.batch",
    sql={
        **{name: f"b.{name}" for name in ("title", "programme", "year", "state", "paid_on")},
        "amount": f"iif({_GIVEN}, t.amount, 0)",  # so that a sheet's sum is what is paid
        "due": "iif(t.excluded IS NULL AND t.withheld IS NULL, t.amount, 0)",  # what came back among it
        "means": "coalesce(t.means, CASE WHEN t.goods > 0 AND t.goods = t.amount THEN '实物' "
        "WHEN coalesce(t.card, '') <> '' THEN '银行转账' ELSE '现金' END)",
        "given": f"CASE WHEN {_GIVEN} THEN '发放' WHEN t.excluded IS NOT NULL THEN '不发' "
        "WHEN t.withheld IS NOT NULL THEN '停发' ELSE t.outcome END",
        "returns": f"(SELECT '{WAITING}' FROM payment p WHERE p.id = t.id AND p.excluded IS NULL "
        f"AND p.withheld IS NULL AND b.state IN ('{BatchState.PAID}', '{BatchState.FINISHED}') AND {UNSETTLED})",
        "why": "coalesce('不发：' || t.excluded, '停发：' || t.withheld, t.outcome || '：' || t.failure, t.reason)",
    },
    search="t.name || ' ' || coalesce(t.resident_id, '') || ' ' || coalesce(t.place, '') || ' ' || b.title",
    order={"batch": ("t.batch", "t.position")},
)
