"""What is asked for about single lines of a batch."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from desktop.aid.batch import Means, Payment
from desktop.aid.entitlement import Entitlement
from desktop.base.calendar import today
from desktop.base.changes import Change
from desktop.base.codes import CodeList
from desktop.base.fields import Field, Kind, Value, field_of
from desktop.base.findings import Finding
from desktop.base.money import short_yuan
from desktop.office.lines import Amount
from desktop.policy.aid_standards import FailureRule, Over
from ui.aid.asking import ask_reason, opened, reason_field
from ui.aid.fund_asking import mind_closing
from ui.desk import Desk
from ui.forms.dialog import FormDialog

if TYPE_CHECKING:
    import datetime as dt

    from desktop.office.office import Office

_QUIET = 250  # milliseconds without a keystroke until the office looks at what is typed
OVER = tuple(field_of(Payment, name) for name in ("override", "override_by"))
"""Why an amount goes above the ceiling, and who allowed it."""

_OVER_NAMES = tuple(one.name for one in OVER)


def ask_exclusion(parent: QWidget, desk: Desk, lines: Sequence[int], who: str, usual: str = "") -> FormDialog:
    """Why these payees get nothing; ``usual`` is the reason that was given last."""
    return ask_reason(
        parent,
        desk,
        "不发",
        f"{who}，本批不发。原因会写进批次，并印在金额依据表上。",
        lambda office, values: office.aid.exclude(list(lines), str(values["reason"])),
        usual=usual,
    )


def ask_withholding(parent: QWidget, desk: Desk, lines: Sequence[int], who: str, usual: str = "") -> FormDialog:
    """Why these payees aren't paid after all."""
    return ask_reason(
        parent,
        desk,
        "停发",
        f"{who}，名单已锁定，停发后不再送银行，占用的资金放回。",
        lambda office, values: office.paying.withhold(list(lines), str(values["reason"])),
        usual=usual,
        danger=True,
    )


def ask_settling(parent: QWidget, desk: Desk, lines: Sequence[int], who: str, usual: str = "") -> FormDialog:
    """What is done with money that came back and isn't paid anew."""
    return ask_reason(
        parent,
        desk,
        "不再补发",
        f"{who}退回的钱不再补发，留在资金余额里。",
        lambda office, values: office.paying.settle(list(lines), str(values["reason"])),
        label="怎样处理、为什么",
        usual=usual,
        verb="登记",
    )


def ask_recovery(parent: QWidget, desk: Desk, lines: Sequence[int], who: str, usual: str = "") -> FormDialog:
    """When and why payees gave money back."""
    fields = (Field(label="收回日期", kind=Kind.DATE, name="day", needed=True), reason_field("收回原因"))

    def deed(office: "Office", values: dict[str, Value]) -> Change:
        return office.paying.recover(list(lines), str(values["reason"]), cast("dt.date", values["day"]))

    text = f"{who}把已发的钱退还，记为已收回，不再补发。"
    made = opened(parent, desk, "登记收回", fields, deed, text=text, values={"day": today(), "reason": usual})
    mind_closing(made, desk, "day")
    return made


def ask_failure(
    parent: QWidget, desk: Desk, lines: Sequence[int], who: str, rules: Sequence[FailureRule]
) -> FormDialog:
    """When and why the bank sent money back."""
    fields = (
        Field(label="退回日期", kind=Kind.DATE, name="day", needed=True),
        replace(field_of(Payment, "failure"), needed=True, codes="failure"),
    )

    def deed(office: "Office", values: dict[str, Value]) -> Change:
        reason = str(values["failure"])
        return office.paying.fail(dict.fromkeys(lines, reason), cast("dt.date", values["day"]))

    made = opened(
        parent,
        desk,
        "登记退回",
        fields,
        deed,
        text=f"{who}的钱被银行退回，可以补发。\n{failure_text(rules)}",
        codes={"failure": CodeList("failure", tuple(rule.reason for rule in rules))},
        values={"day": today()},
    )
    mind_closing(made, desk, "day")
    return made


def failure_text(rules: Sequence[FailureRule]) -> str:
    """What comes next for each reason."""
    return "\n".join(f"{rule.reason}：{rule.action.rstrip('。')}。" for rule in rules if rule.action)


def ask_signature(parent: QWidget, desk: Desk, lines: Sequence[int], who: str, _usual: str = "") -> FormDialog:
    """Who signed: the payees, or another in their place."""
    fields = tuple(field_of(Payment, name) for name in ("proxy", "proxy_id"))

    def deed(office: "Office", values: dict[str, Value]) -> Change:
        return office.paying.sign(
            list(lines), proxy=str(values.get("proxy") or ""), proxy_id=str(values.get("proxy_id") or "")
        )

    text = f"{who}已经签收。本人签收的直接登记；代领的要填代领人姓名和身份证号。"
    return opened(parent, desk, "登记签收", fields, deed, text=text, verb="登记")


def ask_means(parent: QWidget, desk: Desk, lines: Sequence[int], who: str, _usual: str = "") -> FormDialog:
    """How these payees get it."""
    fields = (replace(field_of(Payment, "means"), needed=True, codes="means"),)
    return opened(
        parent,
        desk,
        "发放方式",
        fields,
        lambda office, values: office.aid.set_means(list(lines), Means(str(values["means"]))),
        text=f"{who}。有银行卡的平常走银行转账，没有的发现金签字。",
        codes={"means": CodeList("means", tuple(Means))},
        verb="保存",
    )


def ask_inclusion(parent: QWidget, desk: Desk, lines: Sequence[int], sentence: str) -> FormDialog:
    """Why who would get nothing is paid above the ceiling, and who allowed it."""

    def deed(office: "Office", values: dict[str, Value]) -> Change:
        said = {name: str(values[name]) for name in _OVER_NAMES}
        return office.aid.include(list(lines), **said)

    fields = [replace(one, needed=True) for one in OVER]
    text = f"{sentence}\n确需发放的，写明超上限的原因和批准人，都会印在审批表上。"
    return opened(parent, desk, "恢复发放", fields, deed, text=text)


class AmountDialog(FormDialog):
    """Another amount for a payee, and why; above the ceiling also who allowed it, where policy lets anybody allow it.

    What stands against the amount is said while it is typed.
    """

    def __init__(self, parent: QWidget, desk: Desk, line: Payment, limits: Entitlement | None, over: Over) -> None:
        self._line, self._over = line, over
        amount = replace(field_of(Payment, "amount"), label="改为", unit="元")
        values = {"amount": line.amount, **{name: getattr(line, name) for name in _OVER_NAMES}}
        text = f"{line.name}，{line.category}。\n{line.reason.rstrip('。')}。{_limit_text(limits)}"
        super().__init__(
            parent, desk, "调整金额", (amount, reason_field("调整原因"), *OVER), self._set, values=values, text=text
        )
        self._pause = QTimer(self, singleShot=True, interval=_QUIET)
        self._pause.timeout.connect(self._look)
        self.form.changed.connect(self._pause.start)
        self._fold(asked=line.override is not None)

    def open(self) -> None:
        """Show it, ready for another amount."""
        super().open()
        self.go_to("amount")

    def _fold(self, *, asked: bool) -> None:
        for name in _OVER_NAMES:
            cell = self.form.cells[name]
            cell.setVisible(self._over is Over.WARN and (asked or not cell.empty))

    def _wanted(self, values: Mapping[str, Value]) -> Amount:
        said = {name: str(values.get(name) or "") for name in ("reason", *_OVER_NAMES)}
        return Amount(self._line.id, cast("int", values["amount"]), **said)

    def _look(self) -> None:
        values = self.form.values()[0]
        if isinstance(values.get("amount"), int):
            question = partial(_findings, self._wanted(values))
            self._desk.ask(question, self._on_findings, self._on_failed, key=(id(self), "look"))

    def _on_findings(self, found: Sequence[Finding]) -> None:
        self._fold(asked=any(one.code == "over_ceiling" for one in found))
        self.show_findings(found)

    def _set(self, office: "Office", values: dict[str, Value]) -> Change:
        one = self._wanted(values)
        return office.aid.set_amount(
            one.payment, one.amount, one.reason, override=one.override, override_by=one.override_by
        )


def _findings(one: Amount, office: "Office") -> tuple[Finding, ...]:
    return office.aid.check_amounts([one]).get(one.payment, ())


def _limit_text(limits: Entitlement | None) -> str:
    if limits is None or limits.ceiling is None:
        return ""
    left = "" if limits.left is None else f"，本年还可发 {short_yuan(limits.left)} 元"
    return f"\n现在的上限 {short_yuan(limits.ceiling)} 元{left}。"


Ask = Callable[[QWidget, Desk, Sequence[int], str, str], FormDialog]
"""Asks for what a deed with lines needs: the lines, who they are, the reason that was given last."""
