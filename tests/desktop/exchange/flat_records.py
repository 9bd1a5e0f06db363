"""Records with described fields, as flat ledgers hold them, and the kinds of their lines."""

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from desktop.base.codes import CodeList
from desktop.base.fields import Kind, field
from desktop.exchange.flat_kinds import FlatKind

CODES = {
    "recipient_kind": CodeList("recipient_kind", ("困难职工", "环卫工人", "货车司机"), {"卡车司机": "货车司机"}),
    "sex": CodeList("sex", ("男", "女")),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Visited:
    """Somebody who was visited."""

    name: Annotated[str, field("姓名", Kind.NAME, needed=True)]
    kind: Annotated[str, field("人员类别", Kind.CODE, codes="recipient_kind")]
    sex: Annotated[str, field("性别", Kind.CODE)]
    age: Annotated[int, field("年龄", Kind.COUNT, computed=True)]
    resident_id: Annotated[str, field("身份证号", Kind.RESIDENT_ID)]
    heads: Annotated[int, field("慰问人数", Kind.COUNT)]
    unit: Annotated[str, field("工作单位")]
    town: Annotated[str, field("镇街道")]
    address: Annotated[str, field("家庭住址")]
    phone: Annotated[str, field("联系电话", Kind.PHONE)]
    bank: Annotated[str, field("开户银行")]
    card: Annotated[str, field("银行卡号", Kind.CARD)]
    reason: Annotated[str, field("慰问事由")]
    cash: Annotated[int, field("慰问金", Kind.MONEY)]
    goods: Annotated[str, field("慰问品")]
    goods_value: Annotated[int, field("慰问品价值", Kind.MONEY)]
    visited_on: Annotated[dt.date, field("慰问日期", Kind.DATE)]
    visitors: Annotated[str, field("走访人员")]
    signed_by: Annotated[str, field("签收人")]
    proxy: Annotated[str, field("代领人")]
    note: Annotated[str, field("备注", limit=60)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paid:
    """What was paid in a year before."""

    name: Annotated[str, field("姓名", Kind.NAME)]
    resident_id: Annotated[str, field("身份证号", Kind.RESIDENT_ID)]
    programme: Annotated[str, field("帮扶项目")]
    amount: Annotated[int, field("金额", Kind.MONEY)]
    source: Annotated[str, field("资金来源")]
    paid_on: Annotated[dt.date, field("发放日期", Kind.DATE)]
    bank: Annotated[str, field("开户银行")]
    card: Annotated[str, field("银行卡号", Kind.CARD)]
    phone: Annotated[str, field("联系电话", Kind.PHONE)]
    note: Annotated[str, field("备注")]


VISITS = FlatKind(
    noun="visits",
    record=Visited,
    needed=("name",),
    either=(("cash", "goods"),),
    unique=("resident_id",),
    remarks="note",
)
PAYMENTS = FlatKind(noun="past-payments", record=Paid, needed=("name", "resident_id", "amount"))
