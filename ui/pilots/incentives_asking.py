"""Asking for what incentive projects need: the steps of one or of many, and the money of one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from desktop.base.calendar import today
from desktop.base.changes import Change
from desktop.base.codes import CodeList
from desktop.base.fields import Field, Kind, Value, Values, field_of
from desktop.base.findings import Finding
from desktop.base.money import short_yuan
from desktop.pilots.incentive import Incentive, Instalment
from desktop.pilots.incentive_flow import Verb, after
from desktop.pilots.incentive_statement import OTHERS, IncentiveStatement
from ui.aid.fund_asking import ask_for, fund_text, mind_closing
from ui.desk import Desk
from ui.forms.dialog import Deed, FormDialog
from ui.forms.tall import TallDialog

if TYPE_CHECKING:
    from desktop.office.office import Office

_LONGEST, _TOLD, _WIDE = 16, 5, 620
_FUND = Field(label="拨付资金", kind=Kind.CODE, name="fund", codes="fund", needed=True)
_RECEIPT = ("day", "amount", "invoice_no", "note")
_AMOUNT = "granted_"
_QUIET = 300  # milliseconds without a keystroke until the office checks

Ask = Callable[[QWidget, Desk, Sequence[int]], None]


class _Ground(NamedTuple):
    """What the dialog of a step must know first: the projects, and what is still open of their money."""

    projects: tuple[Incentive, ...]
    open_matters: tuple[Finding, ...] = ()

    @property
    def numbers(self) -> list[int]:
        return [one.id for one in self.projects]

    @property
    def who(self) -> str:
        """Whom it is about, as a sentence."""
        many = f" 等 {len(self.projects)} 个项目" if len(self.projects) > 1 else ""
        return f"{self.projects[0].name}{many}。"


def _ground(numbers: Sequence[int], verb: Verb, office: "Office") -> _Ground:
    projects = tuple(office.incentives.one(number) for number in numbers)
    for one in projects:
        after(one.state, verb, one.name)  # said before anything is typed
    if verb is Verb.ACCEPT:
        return _Ground(projects, office.incentives.check_accept(numbers))
    return _Ground(projects)


def ask_step(verb: Verb, parent: QWidget, desk: Desk, numbers: Sequence[int]) -> None:
    """Ask for what a step of projects needs."""
    if numbers:
        desk.ask(partial(_ground, list(numbers), verb), partial(_SHOWN[verb], parent, desk))


def _show_recommend(parent: QWidget, desk: Desk, ground: _Ground) -> None:
    def deed(office: "Office", values: dict[str, Value]) -> Change:
        rank = values.get("rank")
        return office.incentives.recommend(
            ground.numbers, _text(values, "district_opinion"), rank if isinstance(rank, int) else None
        )

    first = ground.projects[0]
    fields = [field_of(Incentive, "district_opinion"), replace(field_of(Incentive, "rank"), label="排在第几位")]
    values: dict[str, Value] = {"district_opinion": first.district_opinion or "同意推荐", "rank": first.rank}
    text = f"{ground.who}不填位次就排在最后，其余依次顺延。"
    FormDialog(parent, desk, "推荐", fields, deed, values=values, text=text).open()


def _show_grant(parent: QWidget, desk: Desk, ground: _Ground) -> None:
    def deed(office: "Office", values: dict[str, Any]) -> Change:
        amounts = {number: values[f"{_AMOUNT}{number}"] for number in ground.numbers}
        return office.incentives.grant(amounts, day=values["granted_on"], document_no=_text(values, "document_no"))

    amounts = [_amount(one, single=len(ground.projects) == 1) for one in ground.projects]
    day = replace(field_of(Incentive, "granted_on"), needed=True)
    fields = [*amounts, day, field_of(Incentive, "document_no")]
    values: dict[str, Value] = {f"{_AMOUNT}{one.id}": one.granted or one.asked for one in ground.projects}
    first = ground.projects[0]
    values |= {"granted_on": first.granted_on or today(), "document_no": first.document_no}
    asked = short_yuan(sum(one.asked or 0 for one in ground.projects))
    TallDialog(
        parent, desk, "立项", fields, deed, values=values, text=f"{ground.who}申请合计 {asked} 元。", verb="立项"
    ).open()


def _amount(one: Incentive, *, single: bool) -> Field:
    short = one.name if len(one.name) <= _LONGEST else f"{one.name[: _LONGEST - 1]}…"
    field = field_of(Incentive, "granted")
    return replace(field, name=f"{_AMOUNT}{one.id}", label=field.label if single else short, needed=True, unit="元")


def _show_accept(parent: QWidget, desk: Desk, ground: _Ground) -> None:
    def deed(office: "Office", values: dict[str, Any]) -> Change:
        return office.incentives.accept(ground.numbers, day=values["accepted_on"], opinion=_text(values, "acceptance"))

    fields = [replace(field_of(Incentive, "accepted_on"), needed=True), field_of(Incentive, "acceptance")]
    names = {one.id: f"{one.name}：" if len(ground.projects) > 1 else "" for one in ground.projects}
    lines = [f"{names[one.record or 0]}{one.message}" for one in ground.open_matters[:_TOLD]]
    lines += [f"……这样的共 {len(ground.open_matters)} 处。"] if len(ground.open_matters) > _TOLD else []
    values: dict[str, Value] = {"accepted_on": today(), "acceptance": "同意验收"}
    FormDialog(parent, desk, "验收", fields, deed, values=values, text="\n".join([ground.who, *lines])).open()


def _show_reason(verb: Verb, told: str, parent: QWidget, desk: Desk, ground: _Ground) -> None:
    def deed(office: "Office", values: dict[str, Value]) -> Change:
        steps = {
            Verb.REFUSE: office.incentives.refuse,
            Verb.WITHDRAW: office.incentives.withdraw,
            Verb.TAKE_BACK: office.incentives.take_back,
        }
        return steps[verb](ground.numbers, str(values["reason"]))

    FormDialog(parent, desk, f"{verb}", [_reason()], deed, text=f"{ground.who}{told}").open()


_SHOWN: Mapping[Verb, Callable[[QWidget, Desk, _Ground], None]] = {
    Verb.RECOMMEND: _show_recommend,
    Verb.GRANT: _show_grant,
    Verb.REFUSE: partial(_show_reason, Verb.REFUSE, "原因会留在项目上。"),
    Verb.WITHDRAW: partial(_show_reason, Verb.WITHDRAW, "撤回后不再排序，后面的依次前移。"),
    Verb.ACCEPT: _show_accept,
    Verb.TAKE_BACK: partial(_show_reason, Verb.TAKE_BACK, "这一步登记的内容会清空；已有拨付或支出的，要先作废、删去。"),
}


def ask_payment(parent: QWidget, desk: Desk, project: int) -> None:
    """Ask for an instalment of a project."""
    desk.ask(partial(_paying, project, None), partial(_show_payment, parent, desk))


def ask_correction(parent: QWidget, desk: Desk, payment: int) -> None:
    """Ask for other values of an instalment, and why."""
    desk.ask(partial(_correcting, payment), partial(_show_payment, parent, desk))


class _Paying(NamedTuple):
    """A project's money, the funds that may pay it by how they are chosen, and the instalment that is set right.

    ``last`` is the newest instalment of this project, or else of any: the next comes from where that came from.
    """

    statement: IncentiveStatement
    funds: Mapping[str, int | None]
    old: Instalment | None
    last: Instalment | None

    def chosen(self, one: Instalment | None) -> str | None:
        """How the fund of an instalment is chosen; None where there is none or it is empty."""
        return next((text for text, number in self.funds.items() if one and number == one.fund), None)


def _paying(project: int, old: Instalment | None, office: "Office") -> _Paying:
    kept = old.fund if old else None
    funds = [one for one in office.incentives.funds() if one.balance or one.id == kept]
    found = office.incentives.statement(project)
    paid = found.live or [one for one in office.registers.of(Instalment) if one.void_reason is None]
    last = max(paid, key=lambda one: one.id, default=None)
    return _Paying(found, {**{fund_text(one): one.id for one in funds}, OTHERS: None}, old, last)


def _correcting(payment: int, office: "Office") -> _Paying:
    old = office.incentives.payment(payment)
    return _paying(old.incentive, old, office)


def _show_payment(parent: QWidget, desk: Desk, paying: _Paying) -> None:
    found, old = paying.statement, paying.old
    fields = [
        _FUND,
        *(_in_yuan(field_of(Instalment, name)) for name in _RECEIPT),
        *([_reason("更正原因")] if old else []),
    ]
    left = found.unpaid + (old.amount if old else 0)
    text = f"{found.project.name}：立项 {short_yuan(found.granted)} 元，还可拨付 {short_yuan(left)} 元。"
    made = FormDialog(
        parent,
        desk,
        "更正拨付" if old else "登记拨付",
        fields,
        _payment_deed(paying),
        codes={_FUND.codes: CodeList(_FUND.codes, tuple(paying.funds))},
        values=_payment_values(paying, left),
        text=text,
        verb="更正" if old else "登记",
    )
    made.setMinimumWidth(_WIDE)  # so that the balance of a fund is seen
    _mind_payment(made, desk, paying)
    _mind_books(made, desk, paying)
    made.open()
    if not made.form.cells[_FUND.name].empty:
        made.go_to("amount")


def _mind_payment(made: FormDialog, desk: Desk, paying: _Paying) -> None:
    """Say as one types what is doubtful with the instalment, such as an invoice that another one has."""
    pause = QTimer(made, singleShot=True, interval=_QUIET)

    def ask() -> None:
        ask_for(made, desk, "check", partial(_check_payment, paying, made.form.values()[0]), made.show_findings)

    pause.timeout.connect(ask)
    made.form.changed.connect(pause.start)


def _mind_books(made: FormDialog, desk: Desk, paying: _Paying) -> None:
    """Say where the day isn't open; money that no fund pays is free of that."""
    fund, day = made.form.cells[_FUND.name], made.form.cells["day"]
    mind_closing(made, desk, "day", lambda: paying.funds.get(fund.text) is not None)
    fund.changed.connect(lambda _: day.judge())


def _check_payment(paying: _Paying, values: Values, office: "Office") -> list[Finding]:
    """What the office finds; that something is missing is said on saving only."""
    said = {name: values.get(name) for name in _RECEIPT}
    fund = paying.funds.get(str(values.get("fund")))
    found = office.incentives.check_payment(paying.statement.project.id, said, fund, instead_of=paying.old)
    return [one for one in found if one.code != "missing"]


def _payment_values(paying: _Paying, left: int) -> Values:
    old = paying.old
    if old is None:
        return {"day": today(), "amount": left or None, "fund": paying.chosen(paying.last)}
    return {"fund": paying.chosen(old), **{name: getattr(old, name) for name in _RECEIPT}}


def _payment_deed(paying: _Paying) -> Deed:
    def deed(office: "Office", values: dict[str, Value]) -> Change:
        fund = paying.funds[str(values["fund"])]
        said = {name: values.get(name) for name in _RECEIPT}
        if paying.old is None:
            return office.incentives.pay(paying.statement.project.id, said, fund)
        return office.incentives.correct_payment(paying.old.id, said, fund, str(values["reason"]))

    return deed


def ask_void(parent: QWidget, desk: Desk, payment: Instalment) -> None:
    """Ask why an instalment wasn't paid after all."""

    def deed(office: "Office", values: dict[str, Value]) -> Change:
        return office.incentives.void_payment(payment.id, str(values["reason"]))

    text = f"{payment.day} 拨付 {short_yuan(payment.amount)} 元。作废后金额退回资金余额，这一笔仍列在下面。"
    FormDialog(parent, desk, "作废拨付", [_reason("作废原因")], deed, text=text, danger=True).open()


def _reason(text: str = "原因") -> Field:
    return Field(label=text, name="reason", needed=True, limit=100)


def _in_yuan(field: Field) -> Field:
    return replace(field, unit="元") if field.kind is Kind.MONEY else field


def _text(values: Mapping[str, Any], name: str) -> str | None:
    found = values.get(name)
    return None if found is None else str(found)
