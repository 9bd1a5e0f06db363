"""Activities of condolence: 送温暖, 送清凉, 暖新 and others, and whom they reach (reference: domain §3)."""

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from desktop.base.fields import Kind, field

WHO, GIFT, CALL = "慰问对象", "慰问金和慰问品", "走访"
"""The parts of a recipient's form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """One activity. Amounts are fen.

    Attributes:
        programme: the programme that pays it, such as 送温暖; its rule says the caps.
        units: how many enterprises were called on.
        recipients, visited, cash, goods_value: computed over its recipients who aren't void: how many, how many of them
            were visited, and what they get.
    """

    id: int
    name: Annotated[str, field("活动名称", needed=True)]
    kind: Annotated[str, field("活动类型", Kind.CODE, codes="activity_kind", needed=True)]
    programme: Annotated[str, field("帮扶项目", Kind.CODE, needed=True)]
    year: Annotated[int, field("年度", Kind.COUNT, needed=True)]
    plan_no: Annotated[str | None, field("方案文号")] = None
    begins: Annotated[dt.date, field("开始日期", Kind.DATE, needed=True)]
    ends: Annotated[dt.date, field("结束日期", Kind.DATE, needed=True)]
    leader: Annotated[str | None, field("带队领导")] = None
    budget: Annotated[int | None, field("预算金额", Kind.MONEY)] = None
    units: Annotated[int | None, field("走访企业数", Kind.COUNT)] = None
    closed_on: Annotated[dt.date | None, field("结束登记日期", Kind.DATE, computed=True)] = None
    note: Annotated[str | None, field("备注", limit=200)] = None
    recipients: Annotated[int, field("慰问对象", Kind.COUNT, computed=True)] = 0
    visited: Annotated[int, field("已走访", Kind.COUNT, computed=True)] = 0
    cash: Annotated[int, field("慰问金", Kind.MONEY, computed=True)] = 0
    goods_value: Annotated[int, field("慰问品折价", Kind.MONEY, computed=True)] = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Something that is given in an activity; ``price`` is fen for one ``measure`` of it, ``bought`` how many."""

    id: int
    activity: int
    name: Annotated[str, field("慰问品", needed=True)]
    measure: Annotated[str | None, field("单位", limit=10)] = None
    price: Annotated[int, field("单价", Kind.MONEY, needed=True)]
    bought: Annotated[int | None, field("采购数量", Kind.COUNT)] = None
    note: Annotated[str | None, field("备注", limit=200)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One recipient of an activity: a person, in a file or not, or a unit with so many ``heads``. Amounts are fen.

    Attributes:
        household: number of the recipient's file; None where there is none.
        goods: what is given and how many, as “大米×2、食用油×1”; ``goods_value`` follows from the items' prices, or is
            what a roster says of goods that are no items.
        visitors: who came, leader first, joined by “、”.
        proxy: who signed in the recipient's place.
        batch, batch_state: the batch in which it is paid, computed.
    """

    id: int
    activity: int
    position: int
    household: int | None = None
    kind: Annotated[str, field("人员类别", Kind.CODE, codes="recipient_kind", needed=True, group=WHO)]
    name: Annotated[str, field("姓名", Kind.NAME, needed=True, group=WHO)]
    sex: Annotated[str | None, field("性别", Kind.CODE, group=WHO)] = None
    resident_id: Annotated[str | None, field("身份证号", Kind.RESIDENT_ID, sensitive=True, group=WHO)] = None
    heads: Annotated[int | None, field("人次", Kind.COUNT, group=WHO)] = None
    unit: Annotated[str | None, field("工作单位", group=WHO)] = None
    town: Annotated[str | None, field("镇（街道）", Kind.CODE, group=WHO)] = None
    address: Annotated[str | None, field("家庭住址", group=WHO)] = None
    phone: Annotated[str | None, field("联系电话", Kind.PHONE, sensitive=True, group=WHO)] = None
    bank: Annotated[str | None, field("开户银行", group=GIFT)] = None
    card: Annotated[str | None, field("银行卡号", Kind.CARD, sensitive=True, group=GIFT)] = None
    reason: Annotated[str | None, field("慰问事由", limit=200, group=WHO)] = None
    cash: Annotated[int, field("慰问金", Kind.MONEY, group=GIFT)] = 0
    goods: Annotated[str | None, field("慰问品", limit=300, group=GIFT)] = None
    goods_value: Annotated[int, field("慰问品折价", Kind.MONEY, group=GIFT)] = 0
    visited_on: Annotated[dt.date | None, field("走访日期", Kind.DATE, group=CALL)] = None
    place: Annotated[str | None, field("走访地点", group=CALL)] = None
    visitors: Annotated[str | None, field("走访人员", group=CALL)] = None
    signed_by: Annotated[str | None, field("签收人", Kind.NAME, group=CALL)] = None
    proxy: Annotated[str | None, field("代领人", Kind.NAME, group=CALL)] = None
    note: Annotated[str | None, field("备注", limit=200, group=CALL)] = None
    void_reason: Annotated[str | None, field("作废原因", computed=True, limit=200)] = None
    batch: int | None = None
    batch_state: str = ""

    @property
    def value(self) -> int:
        """Money and goods together, fen."""
        return self.cash + self.goods_value


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """A photo of a call; ``media`` and ``size`` are those of its picture."""

    id: int
    visit: int
    media: str
    size: int
    title: Annotated[str | None, field("照片说明")] = None
    taken_on: Annotated[dt.date | None, field("拍摄日期", Kind.DATE)] = None
    void_reason: Annotated[str | None, field("作废原因", computed=True, limit=200)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """Recipients of one kind or paid from one source, and what they get. Amounts are fen.

    Attributes:
        label: the kind or source; empty for all, and for those who stand in no batch.
        recipients, heads: persons and units, and how many people they are.
        filed: how many of them have a file; ``visited`` how many were called on.
        with_cash, with_goods: how many get money, and how many goods.
    """

    label: str
    recipients: int
    heads: int
    filed: int
    visited: int
    cash: int
    goods_value: int
    with_cash: int
    with_goods: int

    @property
    def value(self) -> int:
        """Money and goods together, fen."""
        return self.cash + self.goods_value


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """Whom activities reach and with what: altogether, by kind of recipient, and by source of the money."""

    whole: Sums
    kinds: tuple[Sums, ...]
    sources: tuple[Sums, ...]
