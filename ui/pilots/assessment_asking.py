"""Asking for what assessments need: for which year and whom they begin, who finishes them, why they are done anew."""

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.base.calendar import today
from desktop.base.changes import Change
from desktop.base.codes import CodeList
from desktop.base.fields import Field, Kind, Value
from ui.desk import Desk
from ui.forms.dialog import FormDialog

if TYPE_CHECKING:
    from desktop.office.office import Office

EVERYBODY = "全部试点单位"
_YEAR = Field(label="年度", kind=Kind.COUNT, name="year", needed=True)
_WHOM = Field(label="单位", kind=Kind.CODE, name="whom", codes="whom", needed=True)
_BY = Field(label="评定人", name="by", needed=True)
_DAY = Field(label="评定日期", kind=Kind.DATE, name="day", needed=True)
_REASON = Field(label="重评原因", name="reason", needed=True, limit=200)

Then = Callable[[Change], object]


def ask_begin(parent: QWidget, desk: Desk, units: Sequence[int], then: Then | None = None) -> None:
    """Ask for the year of assessments to begin; without units also for whom: all pilots, or those of a wave."""
    desk.ask(partial(_ground, units), partial(_show_begin, parent, desk, units, then))


def _ground(units: Sequence[int], office: "Office") -> tuple[str, dict[str, int]]:
    """Whom it is about, and the waves by name."""
    names = [office.enterprises.one(number).name for number in units[:1]]
    who = f"{names[0]}{f' 等 {len(units)} 家' if len(units) > 1 else ''}" if names else ""
    return who, {one.name: one.id for one in office.enterprises.waves()}


def _show_begin(
    parent: QWidget, desk: Desk, units: Sequence[int], then: Then | None, ground: tuple[str, dict[str, int]]
) -> None:
    who, waves = ground
    text = "本年已经有评价的单位跳过。评价按今天的指标开始，以后修改指标不影响它。"

    def deed(office: "Office", values: dict[str, Value]) -> Change:
        numbers = units or _of(office, waves.get(str(values.get("whom"))))
        return office.assessments.begin(numbers, _number(values["year"]))

    made = FormDialog(
        parent,
        desk,
        "开始年度评价",
        [_YEAR] if units else [_YEAR, _WHOM],
        deed,
        codes={"whom": CodeList("whom", (EVERYBODY, *waves))},
        values={"year": today().year, "whom": EVERYBODY},
        text=f"{who}。{text}" if who else text,
        verb="开始评价",
    )
    _then(made, then)


def _of(office: "Office", wave: int | None) -> list[int]:
    every = office.enterprises.every()
    return [one.id for one in every if one.state.goes_on and (wave is None or one.wave == wave)]


def ask_finish(parent: QWidget, desk: Desk, numbers: Sequence[int], who: str, then: Then | None = None) -> None:
    """Ask who finishes assessments and on which day."""

    def deed(office: "Office", values: dict[str, Value]) -> Change:
        day = values["day"]
        return office.assessments.finish(numbers, str(values["by"]), day if isinstance(day, dt.date) else None)

    made = FormDialog(
        parent,
        desk,
        "评定",
        [_BY, _DAY],
        deed,
        values={"day": today()},
        text=f"{who}。评定后分数和等次不再改动；确需更改，可以写明原因重新评价。",
    )
    _then(made, then)


def ask_redo(parent: QWidget, desk: Desk, number: int, who: str, then: Then | None = None) -> None:
    """Ask why an assessment is done anew."""

    def deed(office: "Office", values: dict[str, Value]) -> Change:
        return office.assessments.redo(number, str(values["reason"]))

    text = f"{who}。原来的评价保留，新的一版从原来的分数开始改。"
    _then(FormDialog(parent, desk, "重新评价", [_REASON], deed, text=text), then)


def _then(made: FormDialog, then: Then | None) -> None:
    if then is not None:
        made.achieved.connect(then)
    made.open()


def _number(value: Value) -> int:
    return value if isinstance(value, int) else today().year
