"""What is done with applications, one or many: the entries of the list's bar and of an application's page."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QWidget

from desktop.aid.batch import PAID_STATES
from desktop.aid.deciding import ENDED, REFUSAL
from desktop.aid.request import Request, RequestState
from desktop.aid.request_checks import rule_of
from desktop.aid.request_facts import progress_of
from desktop.base.calendar import today
from desktop.base.changes import Change
from desktop.base.codes import Codes
from desktop.base.fields import Field, Value, field_of
from ui.desk import Desk
from ui.forms.dialog import FormDialog
from ui.requests.granting import GrantDialog

if TYPE_CHECKING:
    from desktop.office.office import Office

Memory = dict[str, Value]
"""What is mostly the same for the next decision: who signs."""

_SIGNED = "decided_by"


class Deed(NamedTuple):
    """One thing that can be done.

    Attributes:
        possible: whether it is offered for an application as it stands, given whether its programme gives money; of
            several the office says which can't.
        begin: asks for what it needs; the widget is the parent of its dialog.
    """

    text: str
    possible: Callable[[Request, bool], bool]
    begin: Callable[[QWidget, Desk, Sequence[int], Memory], object]
    icon: str = ""

    def __hash__(self) -> int:
        return hash(self.text)


class _Ended(NamedTuple):
    """What finishing asks for: the facts of the form that all of them share, and the code lists."""

    who: str
    fields: tuple[Field, ...]
    codes: Codes


def ask_grant(parent: QWidget, desk: Desk, numbers: Sequence[int], memory: Memory) -> None:
    """Ask how much is granted; where nothing is said, what the rule gives."""
    GrantDialog(parent, desk, numbers, memory).open()


def ask_refusal(parent: QWidget, desk: Desk, numbers: Sequence[int], memory: Memory) -> None:
    """Ask why nothing is given."""

    def deed(office: "Office", values: dict[str, Value]) -> Change:
        memory[_SIGNED] = values.get(_SIGNED)
        return office.requests.refuse(numbers, **values)

    values = {"decided_on": today(), _SIGNED: memory.get(_SIGNED)}
    text = f"{len(numbers)} 份申请不予帮扶。" if len(numbers) > 1 else ""
    FormDialog(parent, desk, "不予", REFUSAL, deed, values=values, text=text, danger=True).open()


def ask_withdrawal(parent: QWidget, desk: Desk, numbers: Sequence[int], _: Memory) -> None:
    """Ask why it was withdrawn."""

    def deed(office: "Office", values: dict[str, Value]) -> Change:
        return office.requests.withdraw(numbers, str(values.get("note") or ""))

    FormDialog(parent, desk, "撤回申请", [field_of(Request, "note")], deed, verb="撤回", danger=True).open()


def take_back(_parent: QWidget, desk: Desk, numbers: Sequence[int], _: Memory) -> None:
    """Have them wait for a decision again, without a question: undo brings the decision back."""
    desk.do(lambda office: office.requests.take_back(numbers))


def ask_progress(parent: QWidget, desk: Desk, numbers: Sequence[int], _: Memory) -> None:
    """Ask what came of granted applications so far."""
    desk.ask(partial(_ended, numbers), partial(_show_progress, parent, desk, numbers))


def ask_end(parent: QWidget, desk: Desk, numbers: Sequence[int], _: Memory) -> None:
    """Ask for the result."""
    desk.ask(partial(_ended, numbers), partial(_show_end, parent, desk, numbers))


def _show_progress(parent: QWidget, desk: Desk, numbers: Sequence[int], found: _Ended) -> None:
    def deed(office: "Office", values: dict[str, Value]) -> Change:
        return office.requests.register(numbers, **values)

    text = f"{found.who}。没有填的保持原样。"
    FormDialog(parent, desk, "登记办理情况", found.fields, deed, codes=found.codes, text=text, verb="登记").open()


def _show_end(parent: QWidget, desk: Desk, numbers: Sequence[int], found: _Ended) -> None:
    def deed(office: "Office", values: dict[str, Value]) -> Change:
        return office.requests.finish(numbers, **values)

    fields = (*ENDED, *found.fields)
    values = {"finished_on": today()}
    FormDialog(parent, desk, "办结", fields, deed, codes=found.codes, values=values, text=f"{found.who}。").open()


def _ended(numbers: Sequence[int], office: "Office") -> _Ended:
    found = [office.requests.one(number) for number in numbers]
    rules = {rule.form for one in found if (rule := rule_of(office.standing.on(one.day), one.programme))}
    fields = progress_of(rules.pop()) if len(rules) == 1 else ()
    who = f"{found[0].whose}的{found[0].programme}" + (f"等 {len(found)} 份" if len(found) > 1 else "")
    return _Ended(who, fields, office.standing.on().codes)


def _waits(one: Request, _money: bool) -> bool:
    return one.state is RequestState.OPEN and one.batch is None


def _is_decided(one: Request, _money: bool) -> bool:
    return one.state is not RequestState.OPEN and one.batch is None


def _goes_on(one: Request, money: bool) -> bool:
    return one.state in {RequestState.GRANTED, RequestState.DONE} and not money


def _can_end(one: Request, money: bool) -> bool:
    if money:
        return one.state is RequestState.GRANTED and one.batch_state in PAID_STATES
    return one.state in {RequestState.OPEN, RequestState.GRANTED}


DEEDS: tuple[Deed, ...] = (
    Deed("同意…", _waits, ask_grant, icon="check"),
    Deed("不予…", _waits, ask_refusal),
    Deed("登记办理情况…", _goes_on, ask_progress),
    Deed("办结…", _can_end, ask_end),
    Deed("撤回…", _waits, ask_withdrawal),
    Deed("退回待审", _is_decided, take_back),
)
"""In the order in which they are offered."""
