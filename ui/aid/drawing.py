"""A batch out of what waits for one, applications or recipients: from which fund, decided when, under what name."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtWidgets import QWidget

from desktop.aid.fund import Fund
from desktop.base.calendar import today
from desktop.base.changes import Change
from desktop.base.codes import CodeList
from desktop.base.errors import ForbiddenError
from desktop.base.fields import Field, Kind, Value
from ui.aid.fund_asking import able, fund_text
from ui.desk import Desk
from ui.forms.dialog import FormDialog

if TYPE_CHECKING:
    import datetime as dt

    from desktop.office.office import Office

FIELDS = (
    Field(label="资金", kind=Kind.CODE, name="fund", codes="fund", needed=True),
    Field(label="决定日期", kind=Kind.DATE, name="decided_on", needed=True),
    Field(label="批次名称", name="title", limit=80),
)
"""What every batch is asked for."""


class Waiting(NamedTuple):
    """What waits for a batch, all of one programme.

    Attributes:
        whom: who they are, as ``draw_up`` of the office takes them.
        number, total: how many, and what they come to, in fen.
        passed: how many of the chosen don't wait for one.
        funds: those that may pay it, and the name that is proposed for the batch.
    """

    programme: str
    whom: Mapping[str, Any]
    number: int
    total: int
    passed: int
    funds: Sequence[Fund]
    title: str


def funds_for(office: "Office", programme: str, total: int, way: str) -> Sequence[Fund]:
    """The funds that may pay so much for a programme; ``ForbiddenError`` that says the ``way`` out where none may."""
    found = able(office.funds.every(), programme, total)
    if not found:
        raise ForbiddenError(f"还没有能用于{programme}的资金，请先{way}。")
    return found


def ask_drawing(
    parent: QWidget,
    desk: Desk,
    waiting: Waiting,
    drawn: Callable[[int], object],
    *,
    heading: str,
    text: str,
    fields: Sequence[Field] = FIELDS,
) -> FormDialog:
    """Ask for the fund of the batch; ``drawn`` is called with its number."""
    funds = {fund_text(one): one.id for one in waiting.funds}
    made = FormDialog(
        parent,
        desk,
        heading,
        fields,
        partial(_draw_up, waiting, funds),
        codes={"fund": CodeList("fund", tuple(funds))},
        values={"fund": next(iter(funds), None), "decided_on": today(), "title": waiting.title},
        text=text,
        verb="编制批次",
    )
    made.achieved.connect(lambda change: drawn(change.record))
    made.open()
    return made


def _draw_up(waiting: Waiting, funds: Mapping[str, int], office: "Office", values: dict[str, Value]) -> Change:
    day: dt.date = values["decided_on"]  # type: ignore[assignment]
    return office.aid.draw_up(
        programme=waiting.programme,
        fund=funds[str(values["fund"])],
        decided_on=day,
        title=str(values.get("title") or ""),
        upper_no=str(values["upper_no"]) if values.get("upper_no") else None,
        **waiting.whom,
    )
