"""A batch out of granted applications: from which fund, decided when, under what name."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.base.calendar import today
from desktop.base.errors import ForbiddenError
from desktop.base.fields import Field
from desktop.base.money import short_yuan
from desktop.office.requests import Requests
from ui.aid.drawing import FIELDS, Waiting, ask_drawing, funds_for
from ui.desk import Desk

if TYPE_CHECKING:
    from desktop.office.office import Office

_FIELDS = (*FIELDS, Field(label="上级批复文号", name="upper_no"))


def ask_batch(
    parent: QWidget, desk: Desk, chosen: Sequence[int], programme: str, drawn: Callable[[int], object]
) -> None:
    """Ask for the fund of a batch of the chosen applications, or of all that are ready where none is chosen."""
    desk.ask(partial(_ready, tuple(chosen), programme), partial(_show, parent, desk, drawn))


def _show(parent: QWidget, desk: Desk, drawn: Callable[[int], object], found: Waiting) -> None:
    passed = f"选中的另有 {found.passed} 份没有同意或已列入批次，不在内。" if found.passed else ""
    count, total = found.number, short_yuan(found.total)
    text = f"{found.programme}已同意、还没有列入批次的 {count} 份，共 {total} 元。{passed}"
    ask_drawing(parent, desk, found, drawn, heading="按申请编制批次", text=text, fields=_FIELDS)


def _ready(chosen: tuple[int, ...], programme: str, office: "Office") -> Waiting:
    found = _by_programme(office.requests, chosen, programme)
    if not found:
        raise ForbiddenError("没有可以编制的申请：要先同意，还没有列入别的批次，并且项目发钱。请先选中或筛选。")
    if len(found) > 1:
        raise ForbiddenError(f"选中的申请分属{'、'.join(found)}，一个批次只发一个项目，请按项目筛选后再编制。")
    (name, numbers), *_ = found.items()
    total = sum(office.requests.one(number).granted or 0 for number in numbers)
    funds, title = funds_for(office, name, total, "设立资金"), office.aid.title(name, today())
    passed = max(len(chosen) - len(numbers), 0)
    return Waiting(name, {"requests": tuple(numbers)}, len(numbers), total, passed, funds, title)


def _by_programme(requests: Requests, chosen: tuple[int, ...], programme: str) -> dict[str, list[int]]:
    """The ready ones among the chosen, or all of the programme, each under its programme."""
    found: dict[str, list[int]] = defaultdict(list)
    if not chosen and programme:
        found[programme] = requests.ready(programme)
    for number in chosen:
        one = requests.one(number)
        if one.granted is not None and one.state == "已同意" and one.batch is None:
            found[one.programme].append(number)
    return {name: numbers for name, numbers in found.items() if numbers}
