"""The small operations of a batch, each asked for with a few fields."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QWidget

from desktop.aid.batch import Batch
from desktop.aid.fund import Fund
from desktop.base.calendar import today
from desktop.base.codes import CodeList
from desktop.base.fields import Field, Kind, Value, field_of
from desktop.base.findings import doubt
from desktop.base.money import short_yuan
from ui.aid.fund_asking import ask_for, fund_text, mind_closing
from ui.desk import Desk
from ui.forms.dialog import Deed, FormDialog

if TYPE_CHECKING:
    import datetime as dt

    from desktop.base.changes import Change
    from desktop.office.office import Office
    from desktop.office.repaying import Repaying

_NAMED = 8
"""How many of those who are paid anew are told one by one."""


def ask_approval(parent: QWidget, desk: Desk, batch: Batch) -> FormDialog:
    """Who approved a batch."""
    fields = (replace(field_of(Batch, "approved_by"), needed=True, limit=40),)
    return opened(
        parent,
        desk,
        "登记审批",
        fields,
        lambda office, values: office.aid.approve(batch.id, str(values["approved_by"])),
        text=f"{said(batch)}。填审批的会议或领导，如“主席办公会”。",
    )


def ask_payment(parent: QWidget, desk: Desk, batch: Batch) -> FormDialog:
    """When a batch was paid."""
    fields = (replace(field_of(Batch, "paid_on"), needed=True),)
    made = opened(
        parent,
        desk,
        "登记发放",
        fields,
        lambda office, values: office.paying.pay(batch.id, cast("dt.date", values["paid_on"])),
        text=f"{said(batch)}。登记后名单和金额不能再改。",
        values={"paid_on": max(today(), batch.decided_on)},
    )
    mind_closing(made, desk, "paid_on")
    return made


def ask_finishing(parent: QWidget, desk: Desk, batch: Batch) -> FormDialog:
    """When a batch was finished."""
    fields = (Field(label="完结日期", kind=Kind.DATE, name="finished_on", needed=True),)
    return opened(
        parent,
        desk,
        "完结",
        fields,
        lambda office, values: office.paying.finish(batch.id, cast("dt.date", values["finished_on"])),
        text=f"{said(batch)}。都已发到手、退回的都处理完了，就可以完结。",
        values={"finished_on": max(today(), batch.paid_on or batch.decided_on)},
    )


def ask_return(parent: QWidget, desk: Desk, batch: Batch) -> FormDialog:
    """Why a batch is taken back."""
    made = ask_reason(
        parent,
        desk,
        "退回编制",
        f"“{batch.title}”退回后可以再改名单和金额，占用的资金放回。",
        lambda office, values: office.aid.unlock(batch.id, str(values["reason"])),
    )
    _mind_files(made, desk, batch)
    return made


def ask_recall(parent: QWidget, desk: Desk, batch: Batch) -> FormDialog:
    """Why what was sent to the bank is taken back."""
    return ask_reason(
        parent,
        desk,
        "撤回送盘",
        f"“{batch.title}”：只有银行没有受理那个文件时才能撤回。撤回后可以改了再送，再送要写明原因。",
        lambda office, values: office.paying.recall(batch.id, str(values["reason"])),
        danger=True,
    )


def ask_voiding(parent: QWidget, desk: Desk, batch: Batch) -> FormDialog:
    """Why a batch is void."""
    made = ask_reason(
        parent,
        desk,
        "作废",
        f"“{batch.title}”作废后只能查看；名单上的人可以编入别的批次。",
        lambda office, values: office.aid.void(batch.id, str(values["reason"])),
        danger=True,
    )
    _mind_files(made, desk, batch)
    return made


def _mind_files(made: FormDialog, desk: Desk, batch: Batch) -> None:
    """Say which bank files of the batch may be out: who is on them may be paid by the bank all the same."""

    def mind(said: str) -> None:
        if said:
            text = f"{said}先问清银行没有收到、没有付款，并删掉那个文件，免得重复付款。"
            made.show_findings([doubt("file_out", text)])

    ask_for(made, desk, "files", lambda office: office.paying.files_out(batch.id), mind)


def ask_upper_no(parent: QWidget, desk: Desk, batch: Batch) -> FormDialog:
    """The document by which a superior approved."""
    return opened(
        parent,
        desk,
        "上级批复文号",
        (field_of(Batch, "upper_no"),),
        lambda office, values: office.aid.set_upper_no(batch.id, str(values.get("upper_no") or "")),
        values={"upper_no": batch.upper_no},
        text="金额超过上级审批线的批次，锁定前要填上级同意发放的文号。",
        verb="保存",
    )


def ask_repaying(parent: QWidget, desk: Desk, found: "Repaying", funds: Sequence[Fund]) -> FormDialog:
    """Out of which fund what came back is paid anew, after what it would do."""
    able = {fund_text(one): one.id for one in funds if may_pay(one, found.batch.programme)}
    usual = next((text for text, number in able.items() if number == found.batch.fund), None)
    fields = (
        Field(label="资金", kind=Kind.CODE, name="fund", codes="fund", needed=True),
        Field(label="批次名称", name="title", limit=80),
    )
    return opened(
        parent,
        desk,
        "补发退回的",
        fields,
        partial(_repay, found.batch.id, able),
        codes={"fund": CodeList("fund", tuple(able))},
        values={"fund": usual},
        text=repaying_text(found),
        verb="编制补发批次",
    )


def _repay(batch: int, funds: dict[str, int], office: "Office", values: dict[str, Value]) -> "Change":
    return office.paying.repay(batch, str(values.get("title") or ""), funds[str(values["fund"])])


def repaying_text(found: "Repaying") -> str:
    """What paying anew would do: whom, to which card, and what has to be done before."""
    lines = [found.sentence]
    for one in found.lines[:_NAMED]:
        todo = one.hindrance or (f"先{one.action.rstrip('。')}" if one.same_card and one.action else "")
        card = "卡号没有改" if one.same_card else "卡号已更新" if one.account.card else "改发现金"
        told = "；".join(part for part in (one.payment.failure or "退回", card, todo) if part)
        lines.append(f"{one.payment.name} {short_yuan(one.payment.amount)} 元：{told}")
    if len(found.lines) > _NAMED:
        lines.append(f"……共 {len(found.lines)} 人。")
    if found.left:
        lines.append(f"另有 {len(found.left)} 人按退回原因不补发，请用“不再补发”写明怎样处理。")
    return "\n".join(lines)


def may_pay(fund: Fund, programme: str) -> bool:
    """Whether a fund may pay a programme."""
    return fund.programme in {None, "", programme}


def ask_reason(
    parent: QWidget,
    desk: Desk,
    title: str,
    text: str,
    deed: Deed,
    *,
    label: str = "原因",
    usual: str = "",
    verb: str = "",
    danger: bool = False,
) -> FormDialog:
    """Why something is done."""
    values = {"reason": usual}
    fields = (reason_field(label),)
    return opened(parent, desk, title, fields, deed, text=text, values=values, verb=verb, danger=danger)


def reason_field(text: str) -> Field:
    """A field for why."""
    return Field(label=text, name="reason", needed=True, limit=100)


def said(batch: Batch) -> str:
    """A batch in a phrase."""
    return f"“{batch.title}”：{batch.payees:,} 人，{short_yuan(batch.total)} 元"


def opened(parent: QWidget, desk: Desk, title: str, fields: Sequence[Field], deed: Deed, **more: object) -> FormDialog:
    """Such a dialog, open."""
    made = FormDialog(parent, desk, title, fields, deed, **more)  # type: ignore[arg-type]
    made.open()
    return made
