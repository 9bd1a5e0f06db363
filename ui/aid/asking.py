"""The small operations of aid, each asked for with a few fields."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QWidget

from desktop.aid.batch import Batch, Payment
from desktop.aid.fund import Fund
from desktop.base.calendar import today
from desktop.base.fields import Field, field_of
from desktop.base.money import short_yuan
from ui.desk import Desk
from ui.forms.dialog import Deed, FormDialog

if TYPE_CHECKING:
    import datetime as dt


def fund_text(fund: Fund) -> str:
    """A fund as it is chosen: its name and what is left in it."""
    return f"{fund.name}（余额 {short_yuan(fund.balance)} 元）"


def ask_exclusion(parent: QWidget, desk: Desk, lines: Sequence[int], who: str, usual: str = "") -> FormDialog:
    """Why these payees get nothing; ``usual`` is the reason that was given last."""
    return _reason(
        parent,
        desk,
        "不发",
        f"{who}，本批不发。原因会写进批次，并印在金额依据表上。",
        lambda office, values: office.aid.exclude(list(lines), str(values["reason"])),
        usual=usual,
    )


def ask_amount(parent: QWidget, desk: Desk, line: Payment) -> FormDialog:
    """Another amount for a payee, and why."""
    fields = (replace(field_of(Payment, "amount"), label="改为", unit="元"), _reason_field("调整原因"))
    return opened(
        parent,
        desk,
        "调整金额",
        fields,
        lambda office, values: office.aid.set_amount(line.id, cast("int", values["amount"]), str(values["reason"])),
        text=f"{line.name}，{line.category}。\n{line.reason}。",
        values={"amount": line.amount},
    )


def ask_approval(parent: QWidget, desk: Desk, batch: Batch) -> FormDialog:
    """Who approved a batch."""
    fields = (replace(field_of(Batch, "approved_by"), needed=True, limit=40),)
    return opened(
        parent,
        desk,
        "登记审批",
        fields,
        lambda office, values: office.aid.approve(batch.id, str(values["approved_by"])),
        text=f"{_said(batch)}。填审批的会议或领导，如“主席办公会”。",
    )


def ask_payment(parent: QWidget, desk: Desk, batch: Batch) -> FormDialog:
    """When a batch was paid."""
    fields = (replace(field_of(Batch, "paid_on"), needed=True),)
    return opened(
        parent,
        desk,
        "登记发放",
        fields,
        lambda office, values: office.paying.pay(batch.id, cast("dt.date", values["paid_on"])),
        text=f"{_said(batch)}。登记后名单和金额不能再改。",
        values={"paid_on": max(today(), batch.decided_on)},
    )


def ask_return(parent: QWidget, desk: Desk, batch: Batch) -> FormDialog:
    """Why a batch is taken back."""
    return _reason(
        parent,
        desk,
        "退回编制",
        f"“{batch.title}”退回后可以再改名单和金额，占用的资金放回。",
        lambda office, values: office.aid.unlock(batch.id, str(values["reason"])),
    )


def ask_voiding(parent: QWidget, desk: Desk, batch: Batch) -> FormDialog:
    """Why a batch is void."""
    return _reason(
        parent,
        desk,
        "作废",
        f"“{batch.title}”作废后只能查看；名单上的人可以编入别的批次。",
        lambda office, values: office.aid.void(batch.id, str(values["reason"])),
        danger=True,
    )


def _reason(
    parent: QWidget, desk: Desk, title: str, text: str, deed: Deed, *, usual: str = "", danger: bool = False
) -> FormDialog:
    return opened(
        parent, desk, title, (_reason_field("原因"),), deed, text=text, values={"reason": usual}, danger=danger
    )


def _reason_field(text: str) -> Field:
    return Field(label=text, name="reason", needed=True, limit=100)


def _said(batch: Batch) -> str:
    return f"“{batch.title}”：{batch.payees:,} 人，{short_yuan(batch.total)} 元"


def opened(parent: QWidget, desk: Desk, title: str, fields: Sequence[Field], deed: Deed, **more: object) -> FormDialog:
    """Such a dialog, open."""
    made = FormDialog(parent, desk, title, fields, deed, **more)  # type: ignore[arg-type]
    made.open()
    return made
