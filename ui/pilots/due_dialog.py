"""By when the stages of a wave are due: asked once for all its pilots."""

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QWidget

from desktop.base.changes import Change
from desktop.base.fields import Field, Kind, Value
from desktop.pilots.periods import told
from desktop.pilots.stages import Key, periods_of
from desktop.pilots.wave import Wave
from ui.desk import Desk
from ui.forms.tall import TallDialog
from ui.pilots.deeds import NO_STAGES

if TYPE_CHECKING:
    from desktop.office.office import Office


class Dues(NamedTuple):
    """A wave, the stages that can have a day, those that were set, and those that policy proposes."""

    wave: Wave
    keys: tuple[Key, ...]
    days: dict[Key, dt.date]
    proposed: dict[Key, dt.date]
    report_days: int


def ask_dues(parent: QWidget, desk: Desk, wave: int) -> None:
    """Ask by when the pilots of that wave should have reached each stage."""
    desk.ask(partial(_read, wave), partial(_show, parent, desk), key=(id(parent), "dialog"))


def _show(parent: QWidget, desk: Desk, dues: Dues) -> None:
    if dues.keys:
        DueDialog(parent, desk, dues).open()
    else:
        desk.known_error.emit(NO_STAGES)


class DueDialog(TallDialog):
    """A day for each stage; where none was set before, what policy proposes stands there already."""

    def __init__(self, parent: QWidget, desk: Desk, dues: Dues) -> None:
        self._keys = {f"day{at}": key for at, key in enumerate(dues.keys)}
        begun = dues.days or dues.proposed
        fields = [Field(label=_label(key), kind=Kind.DATE, name=name) for name, key in self._keys.items()]
        values: dict[str, Value] = {name: begun.get(key) for name, key in self._keys.items()}
        proposal = "" if dues.days or not dues.proposed else "下面是按政策标准提出的日期，可以改。"
        usual = f"季度进展不填的，按季度结束后 {dues.report_days} 天。" if dues.report_days else ""
        text = (
            f"{dues.wave.name}（{dues.wave.chosen_on} 确定，{dues.wave.enterprises} 家）一次设好，本批单位都按它提醒。"
        )
        super().__init__(
            parent,
            desk,
            "截止日期",
            fields,
            partial(_write, dues.wave.id, self._keys),
            values=values,
            text=f"{text}{proposal}{usual}",
            verb="保存",
        )


def _label(key: Key) -> str:
    stage, period = key
    if period is None:
        return stage
    return told(period) if "Q" in period else f"{period}{stage}"


def _read(number: int, office: "Office") -> Dues:
    policy = office.standing.on()
    wave = next(one for one in office.enterprises.waves() if one.id == number)
    keys: list[Key] = []
    for rule in policy.stages:
        if rule.every:
            keys += [(rule.name, period) for period in periods_of(rule, wave, policy)]
        elif rule.months != 0:
            keys.append((rule.name, None))
    days = office.stages.dues(number)
    more = [key for key in days if key not in keys]
    report = policy.pilot.report_days if policy.pilot else 0
    return Dues(wave, (*keys, *more), days, office.stages.proposed(number), report)


def _write(wave: int, keys: dict[str, Key], office: "Office", values: dict[str, Value]) -> Change:
    days = {keys[name]: value if isinstance(value, dt.date) else None for name, value in values.items()}
    return office.stages.schedule(wave, days)
