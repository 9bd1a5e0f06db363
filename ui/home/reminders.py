"""What files wait for, as cards: each opens its list, the tick 知道了 makes it quiet until it comes up anew."""

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from desktop.base.changes import Noun
from desktop.base.listing import Query
from desktop.office.matters import Reminder
from ui.forms.flow import Reflow
from ui.look import scale
from ui.look.roles import dress
from ui.widgets.elided import Elided
from ui.widgets.pieces import clear, column, icon_button, label, row
from ui.widgets.tile import Tile

_NARROWEST = 268
_COUNT = 36
_FIGURES = {"bad": "figure-bad", "warn": "figure-warn", "keep": "figure-muted"}


class ReminderBox(QFrame):
    """All reminders, those that are new first.

    Signals:
        asked: the ``Query`` of the reminder that the clerk pressed.
        known: name of the matter that the clerk knows of.
        twins_asked: the clerk wants to see who may stand in two files.
    """

    asked = Signal(object)
    known = Signal(str)
    twins_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        dress(self, "card")
        self._shown: tuple[tuple[Reminder, ...], int] | None = None
        self._pressable: list[QWidget] = []
        self._sum = label(role="hint")
        self._cards = column()
        head = row(scale.NEAR, 0, 0, 0)
        head.addWidget(label("待办提醒", "muted"))
        head.addWidget(self._sum)
        head.addStretch(1)
        whole = column(scale.NEAR, scale.APART, scale.NEAR, scale.NEAR)
        whole.addLayout(head)
        whole.addLayout(self._cards)
        self.setLayout(whole)

    def show_reminders(self, reminders: Sequence[Reminder], twins: int = 0) -> None:
        """Show these, and how many pairs may be one person; what has the focus keeps it."""
        ordered = tuple(sorted(reminders, key=lambda one: one.fresh == 0))
        if (ordered, twins) == self._shown:
            return
        focus = next((at for at, one in enumerate(self._pressable) if one.hasFocus()), None)
        self._shown = ordered, twins
        self._sum.setText(_told(ordered))
        clear(self._cards)
        self._pressable = []
        cells = [*map(self._card, ordered), *([self._twins(twins)] if twins else [])]
        if cells:
            self._cards.addWidget(Reflow(cells, narrowest=_NARROWEST, gap=scale.NEAR))
        else:
            self._cards.addWidget(_nothing())
        if focus is not None and focus < len(self._pressable):
            self._cards.itemAt(0).widget().show()  # the layout would do it later, and what isn't seen gets no focus
            self._pressable[focus].setFocus(Qt.FocusReason.OtherFocusReason)

    def pressable(self) -> list[QWidget]:
        """What can be pressed, in the order shown."""
        return self._pressable

    def tiles(self) -> list[Tile]:
        """The reminders as they are shown."""
        return [one for one in self._pressable if isinstance(one, Tile)]

    def _twins(self, count: int) -> QWidget:
        words = _words(_Count(f"{count:,}", "对", "figure"), "可能重复", "可能是同一个人，请确认")
        made = Tile(f"可能重复 {count:,} 对：可能是同一个人，请确认", words, role="step")
        made.clicked.connect(self.twins_asked)
        self._pressable.append(made)
        return _beside(made, None)

    def _card(self, one: Reminder) -> QWidget:
        tile = Tile(_heard(one), _inside(one), role="step")
        tile.clicked.connect(partial(self._ask, one))
        self._pressable.append(tile)
        return _beside(tile, self._quiet(one) if one.fresh else None)

    def _quiet(self, one: Reminder) -> QPushButton:
        made = icon_button("check", f"知道了：{one.matter.label}", partial(self.known.emit, one.matter.name))
        made.setToolTip(f"知道了：这 {one.fresh:,} 户暂不提醒，到下一次再提醒；仍留在列表里")
        self._pressable.append(made)
        return made

    def _ask(self, one: Reminder) -> None:
        self.asked.emit(Query(noun=Noun.CASES, matter=one.matter.name, ranked=True))


def _beside(tile: Tile, quiet: QPushButton | None) -> QWidget:
    """A tile and its tick; without one its room stays free, so that all tiles are as wide."""
    made, inside = dress(QWidget(), "clear"), row(gap=2)
    inside.addWidget(tile, 1)
    if quiet is not None:
        inside.addWidget(quiet)
    else:
        inside.addSpacing(scale.CONTROL + inside.spacing())
    made.setLayout(inside)
    return made


class _Count(NamedTuple):
    """A count as it is shown, what it counts, and its role."""

    text: str
    unit: str
    role: str


def _inside(one: Reminder) -> QHBoxLayout:
    role = _FIGURES.get(one.matter.level, "figure") if one.fresh else "muted"
    count = _Count(f"{one.fresh or one.known:,}", "户", role)
    return _words(count, one.matter.label, _phrase(one), "strong" if one.fresh else "muted")


def _words(shown: _Count, name: str, phrase: str, role: str = "strong") -> QHBoxLayout:
    made = row(scale.NEAR, scale.TIGHT, scale.NEAR, scale.TIGHT)
    count = label(shown.text, shown.role)
    count.setMinimumWidth(_COUNT)
    count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    words = column(gap=0)
    words.addWidget(Elided(name, role))
    words.addWidget(Elided(phrase, "hint"))
    made.addWidget(count)
    made.addWidget(label(shown.unit, "hint"), 0, Qt.AlignmentFlag.AlignVCenter)
    made.addSpacing(scale.TIGHT)
    made.addLayout(words, 1)
    return made


def _phrase(one: Reminder) -> str:
    if not one.fresh:
        return "都已知晓"
    return f"另有 {one.known:,} 户已知晓" if one.known else one.matter.phrase


def _heard(one: Reminder) -> str:
    """What a screen reader says: with what is known."""
    known = f"，其中 {one.known:,} 户已知晓" if one.known else ""
    return f"{one.matter.label} {one.fresh + one.known:,} 户{known}：{one.matter.phrase}"


def _told(reminders: Sequence[Reminder]) -> str:
    fresh, known = sum(one.fresh for one in reminders), sum(one.known for one in reminders)
    said = (f"{fresh:,} 户" if fresh else "", f"{known:,} 户已知晓" if known else "")
    return "，".join(part for part in said if part)


def _nothing() -> QWidget:
    made = label("没有等着办的事", "hint")
    made.setContentsMargins(scale.NEAR, 0, 0, scale.TIGHT)
    return made
