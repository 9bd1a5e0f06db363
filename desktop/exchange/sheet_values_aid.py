"""What a column of a sheet about aid holds of a payment, an application or a recipient, by the word of its layout.

``payment.…``, ``request.…``, ``facts.…`` and ``visit.…`` are fields of those records; a plain word is a column of the
line itself, or what is worked out here. Sums have words of their own: ``kind_of_sum``.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from desktop.aid.activity import Visit
from desktop.aid.batch import Outcome, Payment
from desktop.aid.request import Request, RequestState
from desktop.aid.request_facts import FACTS
from desktop.base.fields import Kind, Value, fields_of
from desktop.base.identity import identity
from desktop.exchange.calling import Calling


@dataclass(frozen=True, slots=True, kw_only=True)
class AidLine:
    """One line of a sheet about aid.

    Attributes:
        number: the running number.
        values: the columns of the line and the fields of its record.
        facts: what an application's form asks besides.
    """

    number: int
    values: Mapping[str, Any]
    calling: Calling
    facts: Mapping[str, Value] = field(default_factory=dict)


def value_of(of: str) -> Callable[[AidLine], Value]:
    """How to get what a layout's word means; ``KeyError`` for one that means nothing."""
    if of in _MADE:
        return _MADE[of][1]
    kind, name = kind_of(of), of.rpartition(".")[2]
    if of.startswith("facts."):
        return lambda line: line.facts.get(name)
    if name == "category":
        return lambda line: line.calling.category(line.values[name] or "") or None
    return lambda line: _loaded(kind, line.values[name])


def kind_of(of: str) -> Kind:
    """The kind of what a layout's word means; ``KeyError`` for one that means nothing."""
    if of in _MADE:
        return _MADE[of][0]
    if of in _PLAIN:
        return _PLAIN[of]
    whose, _, name = of.partition(".")
    return next(one.kind for record in _RECORDS[whose] for one in fields_of(record) if one.name == name)


def kind_of_sum(of: str) -> Kind:
    """The kind of a word for a sum: by its last part money, a count, or else a text."""
    name = of.rpartition(".")[2]
    return Kind.MONEY if name in _MONEY else Kind.COUNT if name in _COUNTS else Kind.TEXT


_RECORDS: Mapping[str, tuple[type, ...]] = {
    "payment": (Payment,),
    "request": (Request,),
    "facts": tuple(FACTS.values()),
    "visit": (Visit,),
}
_MONEY = frozenset({"amount", "cash", "goods", "money", "before", "came", "handed", "spent", "left"})
_COUNTS = frozenset({"households", "heads", "recipients", "persons", "units", "rounds", "number"})
_PLAIN = {
    "source": Kind.CODE,
    "programme": Kind.CODE,
    "title": Kind.TEXT,
    "voucher": Kind.TEXT,
    "file_no": Kind.TEXT,
    "activity_name": Kind.TEXT,
    "day": Kind.DATE,
    "back": Kind.MONEY,
    "kept": Kind.MONEY,
    "given_cash": Kind.MONEY,
    "given_goods": Kind.MONEY,
    "people": Kind.COUNT,
}


def _loaded(kind: Kind, value: Any) -> Value:
    found: Value = dt.date.fromisoformat(value) if kind is Kind.DATE and isinstance(value, str) else value
    return found


def _joined(*said: object) -> str | None:
    return "；".join(str(one) for one in said if one) or None


def _payment_remark(line: AidLine) -> Value:
    """What came of a payment: money that came back and why, goods, for whom, who signed instead."""
    row = line.values
    came = f"{row['outcome']}（{_joined(row['failure'], row['outcome_on'])}）" if row["came_back"] else ""
    whom = f"受益人{row['beneficiary']}" if row["beneficiary"] and row["beneficiary"] != row["name"] else ""
    stood = f"{row['proxy']}代领" if row["proxy"] else ""
    anew = "补发" if row["repays"] else ""
    settled = row["settled"] if row["outcome"] == Outcome.FAILED else ""
    return _joined(came, settled, anew, whom, row["goods_note"], stood)


def _whose_name(line: AidLine) -> Value:
    """For whom an application is: the member named, or else who applies."""
    found: Value = line.values["beneficiary"] or line.values["name"]
    return found


def _whose_id(line: AidLine) -> str | None:
    row = line.values
    found: str | None = row["beneficiary_id"] if row["beneficiary"] else row["resident_id"]
    return found


def _whose_sex(line: AidLine) -> Value:
    number = _whose_id(line)
    own: Value = None if line.values["beneficiary"] else line.values["sex"]
    return identity(number).sex if number else own


def _amount(line: AidLine) -> Value:
    """What stands in a batch, or else was granted, or asked for, in fen."""
    row = line.values
    said = (row["amount"], row["granted"], row["asked"])
    return next((one for one in said if one is not None), None)


def _progress(line: AidLine) -> Value:
    """Where an application stands: paid on a day, in a batch, or its own state."""
    row = line.values
    if row["given_on"]:
        return f"已发放 {row['given_on']}"
    batched = row["batch_state"] and row["state"] == RequestState.GRANTED
    return f"列入批次（{row['batch_state']}）" if batched else row["state"]


def _parent(line: AidLine) -> Value:
    """The family of a graduate: who applied, and the number of the file."""
    row = line.values
    return _joined(row["name"] if row["beneficiary"] else None, row["file_no"])


def _validity(line: AidLine) -> Value:
    days = [line.facts.get(name) for name in ("valid_from", "valid_to")]
    return " 至 ".join(str(one) for one in days if one) or None


def _result(line: AidLine) -> Value:
    found: str = line.values["result"] or line.values["state"]
    return found


def _visit_remark(line: AidLine) -> Value:
    row = line.values
    return _joined(row["note"], "" if row["payment"] else "未列批次")


def _received(line: AidLine) -> Value:
    row = line.values
    return f"{row['stood']}代领" if row["stood"] else row["signed"]


_MADE: Mapping[str, tuple[Kind, Callable[[AidLine], Value]]] = {
    "number": (Kind.COUNT, lambda line: line.number),
    "blank": (Kind.TEXT, lambda _: None),
    "payment_remark": (Kind.TEXT, _payment_remark),
    "payment_people": (Kind.COUNT, lambda line: line.values["heads"] or 1),
    "whose.name": (Kind.NAME, _whose_name),
    "whose.resident_id": (Kind.RESIDENT_ID, _whose_id),
    "whose.sex": (Kind.TEXT, _whose_sex),
    "amount": (Kind.MONEY, _amount),
    "progress": (Kind.TEXT, _progress),
    "parent": (Kind.TEXT, _parent),
    "validity": (Kind.TEXT, _validity),
    "result": (Kind.TEXT, _result),
    "visit_value": (Kind.MONEY, lambda line: line.values["given_cash"] + line.values["given_goods"]),
    "visit_remark": (Kind.TEXT, _visit_remark),
    "received": (Kind.TEXT, _received),
}
