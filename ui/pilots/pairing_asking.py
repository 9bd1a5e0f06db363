"""Asking who looks after pilots: pairing many at once, ending, handing over."""

import datetime as dt
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.base.calendar import today
from desktop.base.changes import Change
from desktop.base.codes import CodeList, Codes
from desktop.base.fields import Field, Kind, Value, field_of
from desktop.base.findings import Finding
from desktop.office.pairing import Cadre
from desktop.pilots.pairing import Pairing
from ui.desk import Desk
from ui.forms.choices import LabelFinder
from ui.forms.dialog import FormDialog

if TYPE_CHECKING:
    from desktop.office.office import Office

_PAIR = tuple(field_of(Pairing, name) for name in ("cadre", "duty", "phone", "way", "begins", "note"))
_DAY = Field(label="结束日期", kind=Kind.DATE, name="day", needed=True)
_NOTE = Field(label="原因", name="note", limit=200)
_FROM = Field(label="原挂钩干部", kind=Kind.CODE, name="cadre", needed=True)
_TO = Field(label="交给", kind=Kind.NAME, name="to", needed=True)
_SINCE = Field(label="从哪天起", kind=Kind.DATE, name="day", needed=True)
_QUIET = 300  # milliseconds without a keystroke until the office checks


class _Ground(NamedTuple):
    """What a dialog must know first: whom it is about, whom to propose, and the lists to choose from."""

    who: str
    cadres: Sequence[Cadre]
    codes: Codes


def _ground(numbers: Sequence[int], office: "Office") -> _Ground:
    names = [office.enterprises.one(number).name for number in numbers[:1]]
    who = names[0] if len(numbers) == 1 else f"{names[0]} 等 {len(numbers)} 家单位" if names else ""
    return _Ground(who, office.pairing.cadres(), office.standing.on().codes)


def ask_pairing(parent: QWidget, desk: Desk, numbers: Sequence[int]) -> None:
    """Ask who looks after these enterprises from now on."""
    desk.ask(partial(_ground, numbers), partial(_show_pairing, parent, desk, numbers), key=(id(parent), "dialog"))


def _show_pairing(parent: QWidget, desk: Desk, numbers: Sequence[int], ground: _Ground) -> None:
    PairDialog(parent, desk, numbers, ground).open()


class PairDialog(FormDialog):
    """Asks for a cadre; those who look after pilots already are proposed, with what is known of them."""

    def __init__(self, parent: QWidget, desk: Desk, numbers: Sequence[int], ground: _Ground) -> None:
        self._numbers = list(numbers)
        self._known = {one.name: one for one in ground.cadres}
        values: dict[str, Value] = {"begins": today()}
        text = f"{ground.who}。"
        super().__init__(
            parent, desk, "挂钩干部", _PAIR, self._pair, codes=ground.codes, values=values, text=text, verb="挂钩"
        )
        editor = self.form.cells["cadre"].editor
        if isinstance(editor, QLineEdit):
            editor.setCompleter(LabelFinder(tuple(self._known), editor))
        self._pause = QTimer(self, singleShot=True, interval=_QUIET)
        self._pause.timeout.connect(self._check)
        self.form.changed.connect(self._follow)

    def _follow(self, name: str) -> None:
        known = self._known.get(self.form.cells["cadre"].text.strip())
        if name == "cadre" and known is not None:
            for field, value in (("duty", known.duty), ("phone", known.phone)):
                if self.form.cells[field].empty:
                    self.form.put(field, value)
        self._pause.start()

    def _check(self) -> None:
        question = partial(_check, self._numbers, self.form.values()[0])
        self._desk.ask(question, self.show_findings, key=(id(self), "check"))

    def _pair(self, office: "Office", values: dict[str, Value]) -> Change:
        return office.pairing.pair(
            str(values["cadre"]),
            self._numbers,
            _day(values.get("begins")),
            duty=_text(values.get("duty")),
            phone=_text(values.get("phone")),
            way=_text(values.get("way")),
            note=_text(values.get("note")),
        )


def _check(numbers: list[int], values: dict[str, Value], office: "Office") -> list[Finding]:
    return [one for one in office.pairing.check_pairing(values, numbers) if one.code != "missing"]


def ask_end(parent: QWidget, desk: Desk, pairings: Sequence[int]) -> None:
    """Ask on which day these pairings end."""

    def deed(office: "Office", values: dict[str, Value]) -> Change:
        return office.pairing.end(pairings, _day(values["day"]), _text(values.get("note")))

    text = f"{len(pairings)} 条挂钩关系到这一天为止；走访记录都保留。"
    FormDialog(parent, desk, "结束挂钩", (_DAY, _NOTE), deed, values={"day": today()}, text=text).open()


def ask_hand_over(parent: QWidget, desk: Desk, cadre: str = "") -> None:
    """Ask to whom all units of a cadre go."""
    desk.ask(partial(_ground, ()), partial(_show_hand_over, parent, desk, cadre), key=(id(parent), "dialog"))


def _show_hand_over(parent: QWidget, desk: Desk, cadre: str, ground: _Ground) -> None:
    active = tuple(one.name for one in ground.cadres if one.units)
    if not active:
        desk.known_error.emit("现在没有干部挂钩单位，没有可交接的。")
        return

    def deed(office: "Office", values: dict[str, Value]) -> Change:
        return office.pairing.hand_over(str(values["cadre"]), str(values["to"]), _day(values["day"]))

    made = FormDialog(
        parent,
        desk,
        "交接挂钩单位",
        (_FROM, _TO, _SINCE),
        deed,
        codes={_FROM.name: CodeList(_FROM.name, active)},
        values={"cadre": cadre if cadre in active else active[0] if len(active) == 1 else None, "day": today()},
        text="原干部挂钩的单位全部交给另一位，从这一天起算。",
        verb="交接",
    )
    editor = made.form.cells["to"].editor
    if isinstance(editor, QLineEdit):
        editor.setCompleter(LabelFinder(tuple(one.name for one in ground.cadres), editor))
    made.open()


def _day(value: Value) -> dt.date:
    return value if isinstance(value, dt.date) else today()


def _text(value: Value) -> str | None:
    return str(value) if value else None
