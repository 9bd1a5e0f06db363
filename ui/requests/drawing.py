"""A batch out of granted applications: from which fund, decided when, under what name."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QWidget

from desktop.aid.fund import Fund
from desktop.base.calendar import today
from desktop.base.changes import Change
from desktop.base.codes import CodeList
from desktop.base.errors import ForbiddenError
from desktop.base.fields import Field, Kind, Value
from desktop.base.money import short_yuan
from desktop.office.requests import Requests
from ui.aid.fund_asking import able, fund_text
from ui.desk import Desk
from ui.forms.dialog import FormDialog

if TYPE_CHECKING:
    import datetime as dt

    from desktop.office.office import Office

_FIELDS = (
    Field(label="资金", kind=Kind.CODE, name="fund", codes="fund", needed=True),
    Field(label="决定日期", kind=Kind.DATE, name="decided_on", needed=True),
    Field(label="批次名称", name="title", limit=80),
    Field(label="上级批复文号", name="upper_no"),
)


class Ready(NamedTuple):
    """Applications of one programme that wait for a batch; ``passed`` chosen ones don't."""

    programme: str
    numbers: tuple[int, ...]
    total: int
    passed: int
    funds: Sequence[Fund]
    title: str


def ask_batch(
    parent: QWidget, desk: Desk, chosen: Sequence[int], programme: str, drawn: Callable[[int], object]
) -> None:
    """Ask for the fund of a batch of the chosen applications, or of all that are ready where none is chosen."""
    desk.ask(partial(_ready, tuple(chosen), programme), partial(_show, parent, desk, drawn))


def _show(parent: QWidget, desk: Desk, drawn: Callable[[int], object], ready: Ready) -> None:
    funds = {fund_text(one): one.id for one in ready.funds}

    def deed(office: "Office", values: dict[str, Value]) -> Change:
        day: dt.date = values["decided_on"]  # type: ignore[assignment]
        return office.aid.draw_up(
            programme=ready.programme,
            fund=funds[str(values["fund"])],
            decided_on=day,
            title=str(values.get("title") or ""),
            requests=ready.numbers,
            upper_no=str(values["upper_no"]) if values.get("upper_no") else None,
        )

    made = FormDialog(
        parent,
        desk,
        "按申请编制批次",
        _FIELDS,
        deed,
        codes={"fund": CodeList("fund", tuple(funds))},
        values={"fund": next(iter(funds), None), "decided_on": today(), "title": ready.title},
        text=_text(ready),
        verb="编制批次",
    )
    made.achieved.connect(lambda change: drawn(change.record))
    made.open()


def _text(ready: Ready) -> str:
    passed = f"选中的另有 {ready.passed} 份没有同意或已列入批次，不在内。" if ready.passed else ""
    return (
        f"{ready.programme}已同意、还没有列入批次的 {len(ready.numbers)} 份，共 {short_yuan(ready.total)} 元。{passed}"
    )


def _ready(chosen: tuple[int, ...], programme: str, office: "Office") -> Ready:
    found = _by_programme(office.requests, chosen, programme)
    if not found:
        raise ForbiddenError("没有可以编制的申请：要先同意，还没有列入别的批次，并且项目发钱。请先选中或筛选。")
    if len(found) > 1:
        raise ForbiddenError(f"选中的申请分属{'、'.join(found)}，一个批次只发一个项目，请按项目筛选后再编制。")
    (name, numbers), *_ = found.items()
    total = sum(office.requests.one(number).granted or 0 for number in numbers)
    funds = able(office.funds.every(), name, total)
    if not funds:
        raise ForbiddenError(f"还没有能用于{name}的资金，请先设立资金。")
    title = office.aid.title(name, today())
    return Ready(name, tuple(numbers), total, max(len(chosen) - len(numbers), 0), funds, title)


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
