"""The small operations of funds and their books, each asked for with a few fields."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar, cast

from PySide6.QtWidgets import QWidget

from desktop.aid.carrying import Carrying
from desktop.aid.fund import Closing, Fund, Receipt, Source
from desktop.base.calendar import today
from desktop.base.changes import Change
from desktop.base.codes import CodeList
from desktop.base.fields import Field, Kind, Value, field_of
from desktop.base.findings import Finding, doubt
from desktop.base.money import short_yuan
from desktop.office.funds import CORRECTED, EDITABLE
from ui.desk import Desk
from ui.forms.dialog import Deed, FormDialog

if TYPE_CHECKING:
    from desktop.office.office import Office

T = TypeVar("T")

_SOURCES = {"source": CodeList("source", tuple(Source))}
_PROGRAMMES = {"programme": CodeList("programme", ())}
_MANY = 8  # of funds or of what is still open; more are told by their number
_REASON = Field(label="更正原因", name="reason", needed=True, limit=100)


def fund_text(fund: Fund) -> str:
    """A fund as it is chosen: its name and what is left in it."""
    return f"{fund.name}（余额 {short_yuan(fund.balance)} 元）"


def able(funds: Sequence[Fund], programme: str, amount: int) -> list[Fund]:
    """The funds that may pay a programme; first those that have so many fen left."""
    found = [one for one in funds if one.programme in {None, "", programme}]
    return sorted(found, key=lambda one: one.balance < amount)


def ask_fund(parent: QWidget, desk: Desk) -> FormDialog:
    """A new fund."""
    fields = (
        *(field_of(Fund, name) for name in ("name", "source", "year", "document_no", "programme")),
        replace(field_of(Fund, "allotted"), unit="元"),
        Field(label="首笔到账", kind=Kind.MONEY, name="received", unit="元"),
        Field(label="到账日期", kind=Kind.DATE, name="received_on", needed=True),
        field_of(Fund, "note"),
    )
    values: dict[str, Value] = {"year": today().year, "received_on": today()}
    codes = _SOURCES | _PROGRAMMES
    made = _opened(parent, desk, "设立资金", fields, _open_fund, codes=codes, values=values)
    _offer_programmes(made, desk)
    mind_closing(made, desk, "received_on")
    return made


def _open_fund(office: "Office", values: dict[str, Value]) -> Change:
    return office.funds.open(
        name=str(values["name"]),
        source=Source(str(values["source"])),
        year=cast("int", values["year"]),
        document_no=cast("str | None", values.get("document_no")),
        programme=cast("str | None", values.get("programme")),
        allotted=cast("int | None", values.get("allotted")),
        received=cast("int | None", values.get("received")) or 0,
        received_on=cast("dt.date", values["received_on"]),
        note=cast("str | None", values.get("note")),
    )


def ask_change(parent: QWidget, desk: Desk, fund: Fund) -> FormDialog:
    """Other values of a fund."""
    fields = [replace(one, unit="元") if one.kind is Kind.MONEY else one for one in map(_of_fund, EDITABLE)]
    made = _opened(
        parent,
        desk,
        "修改资金",
        fields,
        lambda office, values: office.funds.change(fund.id, {name: values.get(name) for name in EDITABLE}),
        codes=_PROGRAMMES,
        values={name: getattr(fund, name) for name in EDITABLE},
        text=f"{fund.source}，{fund.year} 年度。来源和年度不能改。",
        verb="保存",
    )
    _offer_programmes(made, desk)
    return made


def _of_fund(name: str) -> Field:
    return field_of(Fund, name)


def ask_receipt(
    parent: QWidget, desk: Desk, funds: Sequence[Fund], fund: int | None = None, amount: int | None = None
) -> FormDialog:
    """Money that a fund received; ``amount`` is what is proposed, in fen."""
    texts = {fund_text(one): one.id for one in funds}
    chosen = next((text for text, number in texts.items() if number == fund), None)
    fields = (
        Field(label="资金", kind=Kind.CODE, name="fund", codes="fund", needed=True),
        Field(label="到账金额", kind=Kind.MONEY, name="amount", needed=True, unit="元"),
        Field(label="到账日期", kind=Kind.DATE, name="day", needed=True),
        field_of(Receipt, "document_no"),
        Field(label="摘要", name="note", limit=60),
    )
    made = _opened(
        parent,
        desk,
        "登记到账",
        fields,
        partial(_receive, texts),
        codes={"fund": CodeList("fund", tuple(texts))},
        values={"fund": chosen, "day": today(), "amount": amount},
    )
    mind_closing(made, desk, "day")
    if chosen:
        made.go_to("amount")
    return made


def _receive(texts: dict[str, int], office: "Office", values: dict[str, Value]) -> Change:
    return office.funds.receive(Receipt(fund=texts[str(values["fund"])], **_said(values)))


def _said(values: Mapping[str, Value]) -> dict[str, Any]:
    """What a dialog of money says: day, amount, document and note."""
    return {
        "day": values["day"],
        "amount": values["amount"],
        "document_no": values.get("document_no") or None,
        "note": str(values.get("note") or ""),
    }


def ask_correction(parent: QWidget, desk: Desk, fund: Fund, receipt: Receipt) -> FormDialog:
    """Other values of a receipt, and why."""
    fields = [
        *(replace(one, unit="元") if one.kind is Kind.MONEY else one for one in map(_of_receipt, CORRECTED)),
        _REASON,
    ]

    def deed(office: "Office", values: dict[str, Value]) -> Change:
        return office.funds.correct(receipt.id, _said(values), str(values["reason"]))

    said = f"{fund.name}：{receipt.day} {receipt.kind} {short_yuan(receipt.amount)} 元。原来的记录留在操作记录里。"
    values = {name: getattr(receipt, name) for name in CORRECTED}
    made = _opened(parent, desk, f"更正{receipt.kind}", fields, deed, values=values, text=said, verb="更正")
    mind_closing(made, desk, "day")
    return made


def _of_receipt(name: str) -> Field:
    return field_of(Receipt, name)


def ask_handing_back(parent: QWidget, desk: Desk, fund: Fund) -> FormDialog:
    """How much of what is left goes back to where it came from."""
    fields = (
        Field(label="上缴金额", kind=Kind.MONEY, name="amount", needed=True, unit="元"),
        Field(label="上缴日期", kind=Kind.DATE, name="day", needed=True),
        field_of(Receipt, "document_no"),
        Field(label="摘要", name="note", limit=60),
    )

    def deed(office: "Office", values: dict[str, Value]) -> Change:
        return office.funds.hand_back(fund.id, **_said(values))

    made = _opened(
        parent,
        desk,
        "上缴",
        fields,
        deed,
        values={"amount": fund.balance, "day": today()},
        text=f"{fund.name}还有余额 {short_yuan(fund.balance)} 元。",
    )
    mind_closing(made, desk, "day")
    return made


def ask_carrying(parent: QWidget, desk: Desk, seen: Sequence[Carrying], every: Sequence[Fund] = ()) -> FormDialog:
    """On which day what is left of these funds goes into those of the next year, after what it would do.

    One fund alone can be carried into another of ``every`` than the usual one.
    """
    fields = [Field(label="结转日期", kind=Kind.DATE, name="day", needed=True)]
    later = {fund_text(one): one.id for one in every if one.year > seen[0].fund.year} if len(seen) == 1 else {}
    if later:
        fields.append(Field(label="转入资金", kind=Kind.CODE, name="into", codes="into"))
    numbers = [one.fund.id for one in seen]

    def deed(office: "Office", values: dict[str, Value]) -> Change:
        into = later.get(str(values.get("into") or ""))
        return office.funds.carry_over(numbers, cast("dt.date", values["day"]), into)

    usual = next((text for text, number in later.items() if seen[0].into and number == seen[0].into.id), None)
    made = _opened(
        parent,
        desk,
        "结转下年",
        fields,
        deed,
        codes={"into": CodeList("into", tuple(later))},
        values={"day": today(), "into": usual},
        text=carrying_text(seen),
        verb="结转",
    )
    mind_closing(made, desk, "day")
    return made


def carrying_text(seen: Sequence[Carrying]) -> str:
    """What carrying over would do, a line a fund."""
    lines = []
    for one in seen[:_MANY]:
        new = "" if one.into else "（新设）"
        told = one.refused or f"{one.fund.name} → {one.name}{new}：{short_yuan(one.amount)} 元"
        lines.append("；".join((told.rstrip("。"), *one.doubts)) + "。")
    if len(seen) > _MANY:
        lines.append(f"……共 {len(seen)} 项资金。")
    possible = [one for one in seen if not one.refused]
    if len(possible) > 1:
        lines.append(f"合计结转 {short_yuan(sum(one.amount for one in possible))} 元。")
    return "\n".join(lines)


def ask_closing(parent: QWidget, desk: Desk, unfinished: Sequence[str], closed: dt.date | None) -> FormDialog:
    """Through which day the books are closed, after what is still open."""
    fields = (field_of(Closing, "through"), field_of(Closing, "note"))
    lines = ["到这一天为止的到账、发放、项目拨付和退回都不能再改，也不能撤销；需要更正时可以写明原因重新开账。"]
    lines += [f"现已关账至 {closed}。"] if closed else []
    lines += [f"还没有办完：{one}。" for one in unfinished]
    return _opened(
        parent,
        desk,
        "关账",
        fields,
        lambda office, values: office.funds.close(
            cast("dt.date", values["through"]), cast("str | None", values.get("note"))
        ),
        values={"through": usual_closing(today(), closed)},
        text="\n".join(lines),
    )


def usual_closing(day: dt.date, closed: dt.date | None) -> dt.date:
    """The day through which books are usually closed: the end of last year, or else of last month.

    >>> usual_closing(dt.date(2026, 3, 5), None), usual_closing(dt.date(2026, 3, 5), dt.date(2025, 12, 31))
    (datetime.date(2025, 12, 31), datetime.date(2026, 2, 28))
    """
    year = dt.date(day.year - 1, 12, 31)
    return year if closed is None or closed < year else day.replace(day=1) - dt.timedelta(days=1)


def ask_reopening(parent: QWidget, desk: Desk, closed: dt.date) -> FormDialog:
    """Why the books are reopened."""
    return _opened(
        parent,
        desk,
        "重新开账",
        (Field(label="原因", name="reason", needed=True, limit=100),),
        lambda office, values: office.funds.reopen(str(values["reason"])),
        text=f"现已关账至 {closed}。重新开账后这一期的账又可以改，原因会留在操作记录里；改完请再关账。",
        danger=True,
    )


def _opened(parent: QWidget, desk: Desk, title: str, fields: Sequence[Field], deed: Deed, **more: Any) -> FormDialog:
    made = FormDialog(parent, desk, title, fields, deed, **more)
    made.open()
    return made


def _offer_programmes(made: FormDialog, desk: Desk) -> None:
    """Have the programmes of the policy to choose from, as soon as they are known."""

    def offer(names: Sequence[str]) -> None:
        made.form.set_codes("programme", CodeList("programme", tuple(names)))

    ask_for(made, desk, "programmes", lambda office: list(office.standing.on().programmes), offer)


def mind_closing(made: FormDialog, desk: Desk, name: str, drawn: Callable[[], bool] = lambda: True) -> None:
    """Say under the day through which day the books are closed; as a doubt where the day that is typed isn't open.

    ``drawn`` says whether the money is a fund's; other money stands in no books.
    """

    def mind(closed: dt.date | None) -> None:
        def judged(day: dt.date | None) -> list[Finding]:
            return [found] if closed and day and day <= closed and drawn() else []

        found = doubt("period_closed", f"已关账至 {closed}，请填之后的日期。").about(name)
        if closed:
            made.form.cells[name].mind(judged, f"已关账至 {closed}。")

    ask_for(made, desk, "closed", lambda office: office.funds.closed_through(), mind)


def ask_for(
    made: FormDialog, desk: Desk, name: str, question: Callable[["Office"], T], then: Callable[[T], object]
) -> None:
    """Ask for the dialog; once it is gone nobody wants the answer."""
    key = (id(made), name)
    desk.ask(question, then, key=key)
    made.finished.connect(lambda _: desk.drop(key))
