"""What is done with pilot enterprises, one or many: the entries of the list's bar and of an enterprise's page."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QWidget

from desktop.base.calendar import today
from desktop.base.changes import Change
from desktop.base.codes import CodeList, Codes
from desktop.base.errors import ForbiddenError
from desktop.base.fields import Field, Kind, Value, field_of
from desktop.pilots.enterprise import PilotState
from desktop.pilots.flow import BY_STEP, CHOSEN, FLOW, Verb
from desktop.pilots.periods import before, period_of, read_period
from desktop.pilots.stages import Key
from desktop.pilots.wave import Milestone
from desktop.policy.pilot_standards import Period, StageRule
from ui.desk import Desk
from ui.forms.dialog import FormDialog
from ui.pilots.pairing_asking import ask_pairing
from ui.pilots.unit_reading import WAVE, wave_list

if TYPE_CHECKING:
    from desktop.office.office import Office

_STAGE = tuple(
    replace(field_of(Milestone, name), limit=20) if name == "period" else field_of(Milestone, name)
    for name in ("stage", "period", "day", "document_no", "note")
)
"""A period is typed as one likes, such as 2022年三季度, which is longer than it is kept."""
_DAY = Field(label="日期", kind=Kind.DATE, name="day", needed=True)
_REASON = Field(label="情况或原因", name="reason", needed=True, limit=300)
_UNTIL = Field(label="延续至", kind=Kind.DATE, name="until", needed=True)
_NO_WAVE = "还没有批次。请先点单位列表右上角的“更多”，在“批次…”里新建一个批次。"

NO_STAGES = "政策里没有试点阶段。请先在“设置 · 政策标准”里登记。"


class Deed(NamedTuple):
    """One thing that can be done.

    Attributes:
        possible: whether it is offered for an enterprise in that state; of several the office says which can't.
        begin: asks for what it needs; the widget is the parent of its dialog.
        apart: whether a group of a menu begins with it.
    """

    text: str
    possible: Callable[[PilotState], bool]
    begin: Callable[[QWidget, Desk, Sequence[int]], object]
    icon: str = ""
    apart: bool = False


class _Ground(NamedTuple):
    """What a dialog must know first: whom it is about, the waves, the stages, the code lists."""

    who: str
    waves: dict[str, int]
    stages: tuple[StageRule, ...]
    codes: Codes


def _ground(numbers: Sequence[int], office: "Office") -> _Ground:
    first = office.enterprises.one(numbers[0]).name
    who = first if len(numbers) == 1 else f"{first} 等 {len(numbers)} 家单位"
    policy = office.standing.on()
    return _Ground(who, {one.name: one.id for one in office.enterprises.waves()}, policy.stages, policy.codes)


def ask_wave(parent: QWidget, desk: Desk, numbers: Sequence[int]) -> None:
    """Ask into which wave the enterprises come."""
    desk.ask(partial(_ground, numbers), partial(_show_wave, parent, desk, numbers), key=(id(parent), "dialog"))


def _show_wave(parent: QWidget, desk: Desk, numbers: Sequence[int], ground: _Ground) -> None:
    if not ground.waves:
        desk.known_error.emit(_NO_WAVE)
        return

    def deed(office: "Office", values: dict[str, Value]) -> Change:
        return office.enterprises.choose(numbers, ground.waves[str(values[WAVE.name])])

    fields = [replace(WAVE, needed=True)]
    codes = {WAVE.codes: wave_list(ground.waves)}
    FormDialog(parent, desk, "列入批次", fields, deed, codes=codes, text=f"{ground.who}。").open()


def ask_stage(parent: QWidget, desk: Desk, numbers: Sequence[int], proposed: Key | None = None) -> None:
    """Ask which stage the enterprises reached on which day; one can be proposed, with its period.

    A stage that a step makes them reach is asked for as that step.
    """
    if proposed and proposed[0] in _ASKED_OTHERWISE:
        _ASKED_OTHERWISE[proposed[0]](parent, desk, numbers)
        return
    desk.ask(
        partial(_ground, numbers), partial(_show_stage, parent, desk, numbers, proposed), key=(id(parent), "dialog")
    )


def _show_stage(parent: QWidget, desk: Desk, numbers: Sequence[int], proposed: Key | None, ground: _Ground) -> None:
    if ground.stages:
        StageDialog(parent, desk, numbers, ground, proposed).open()
    else:
        desk.known_error.emit(NO_STAGES)


class StageDialog(FormDialog):
    """Asks for a stage; the period only where the stage comes again, proposed as the one that ended last."""

    def __init__(
        self, parent: QWidget, desk: Desk, numbers: Sequence[int], ground: _Ground, proposed: Key | None = None
    ) -> None:
        self._numbers = numbers
        self._every = {one.name: one.every for one in ground.stages}
        stages = tuple(one for one in self._every if one not in BY_STEP)
        codes = {**ground.codes, "stage": CodeList("stage", stages)}
        values: dict[str, Value] = {"stage": proposed[0] if proposed else None, "day": today()}
        super().__init__(
            parent,
            desk,
            "登记阶段",
            _STAGE,
            self._reach,
            codes=codes,
            values=values,
            text=f"{ground.who}。",
            verb="登记",
        )
        self.form.changed.connect(self._follow)
        self._follow("stage")
        if proposed and proposed[1]:
            self.form.put("period", proposed[1])

    def _follow(self, name: str) -> None:
        if name == "stage":
            every = self._every.get(self.form.cells["stage"].text, "")
            self.form.cells["period"].setVisible(bool(every))
            self.form.put("period", before(period_of(today(), Period(every))) if every else None)

    def _reach(self, office: "Office", values: dict[str, Value]) -> Change:
        every = self._every.get(str(values.get("stage")), "")
        return office.enterprises.reach(self._numbers, {**values, "period": _period(every, values.get("period"))})


def _period(every: str, said: Value) -> str | None:
    """The period as it is kept; ``ForbiddenError`` where it is none of that kind."""
    if not every:
        return None
    found = read_period(str(said or ""), Period(every))
    if found is None:
        like = "2022Q3 或 2022年三季度" if every == Period.QUARTER else "2022"
        raise ForbiddenError(f"请填写是哪个{every}，例如 {like}。")
    return found


def ask_move(verb: Verb, parent: QWidget, desk: Desk, numbers: Sequence[int]) -> None:
    """Ask for what a step of pilots as a whole needs."""
    desk.ask(partial(_ground, numbers), partial(_show_move, verb, parent, desk, numbers), key=(id(parent), "dialog"))


_ASKED_OTHERWISE: Mapping[str, Callable[[QWidget, Desk, Sequence[int]], None]] = {
    CHOSEN: ask_wave,
    str(Verb.ACCEPT): partial(ask_move, Verb.ACCEPT),
}
"""The stages of ``BY_STEP``."""


def _show_move(verb: Verb, parent: QWidget, desk: Desk, numbers: Sequence[int], ground: _Ground) -> None:
    def deed(office: "Office", values: dict[str, Value]) -> Change:
        day, until = values["day"], values.get("until")
        return office.enterprises.move_all(
            numbers,
            verb,
            day=day if isinstance(day, dt.date) else today(),
            reason=str(values["reason"]),
            until=until if isinstance(until, dt.date) else None,
        )

    fields = [replace(_DAY, label=f"{verb}日期"), *([_UNTIL] if verb is Verb.EXTEND else []), _REASON]
    made = FormDialog(
        parent,
        desk,
        f"{verb}",
        fields,
        deed,
        values={"day": today()},
        text=f"{ground.who}。{_TOLD[verb]}",
        danger=verb is Verb.LEAVE,
    )
    made.open()


_TOLD = {
    Verb.ACCEPT: "验收后不再催材料、进展和评价。",
    Verb.EXTEND: "延续后，期满的各项截止日期相应推后。",
    Verb.LEAVE: "退出后资料都保留，不再催材料、进展和评价。",
    Verb.RESUME: "恢复后又算试点单位。",
}


def _always(_: PilotState) -> bool:
    return True


def _goes_on(state: PilotState) -> bool:
    return state.goes_on


def _can(verb: Verb) -> Callable[[PilotState], bool]:
    return lambda state: verb in FLOW[state]


DEEDS: tuple[Deed, ...] = (
    Deed("登记阶段…", _goes_on, ask_stage, icon="flag"),
    Deed("列入批次…", _always, ask_wave),
    Deed("挂钩干部…", _goes_on, ask_pairing),
    *(
        Deed(f"{verb}…", _can(verb), partial(ask_move, verb), apart=verb is Verb.ACCEPT)
        for verb in (Verb.ACCEPT, Verb.EXTEND, Verb.LEAVE, Verb.RESUME)
    ),
)
"""In the order in which they are offered."""
