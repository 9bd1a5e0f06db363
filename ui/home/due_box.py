"""What is due in one field of work: each line opens its list, the tick 知道了 makes it quiet until it comes up anew."""

from collections.abc import Sequence
from functools import partial
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from ui.home.dues import Due
from ui.look import scale
from ui.look.roles import dress
from ui.widgets.elided import Elided
from ui.widgets.pieces import clear, column, icon_button, label, plain_tip, row
from ui.widgets.tile import Tile

_COUNT, _NAME, _PHRASE = 34, 6 * scale.BASE + 2, 9 * scale.SMALL
_HIGH = 28


class DueBox(QFrame):
    """The lines under their title; where there are none it says so.

    Signals:
        asked: the ``Query`` of the line that the clerk pressed, or None.
        known: name of the matter that the clerk knows of.
    """

    asked = Signal(object)
    known = Signal(str)

    def __init__(self, title: str, empty: str) -> None:
        super().__init__()
        dress(self, "card")
        self._shown: Sequence[Due] | None = None
        self._pressable: list[QWidget] = []
        self._empty = empty
        self._sum = label(role="hint")
        self._lines = column(gap=1)
        head = row(scale.NEAR, 0, 0, scale.TIGHT)
        head.addWidget(label(title, "muted"))
        head.addWidget(self._sum)
        head.addStretch(1)
        whole = column(scale.NEAR, scale.NEAR, scale.NEAR, scale.NEAR, gap=0)
        whole.addLayout(head)
        whole.addLayout(self._lines)
        whole.addStretch(1)
        self.setLayout(whole)

    def show_dues(self, dues: Sequence[Due]) -> None:
        """Show these; what has the focus keeps it."""
        if dues == self._shown:
            return
        focus = next((at for at, one in enumerate(self._pressable) if one.hasFocus()), None)
        self._shown = dues
        self._sum.setText(f"{len(dues):,} 项" if dues else "")
        clear(self._lines)
        self._pressable = []
        for one in dues:
            self._lines.addWidget(self._line(one, room=any(other.quiet for other in dues)))
        if not dues:
            self._lines.addWidget(_nothing(self._empty))
        if focus is not None and focus < len(self._pressable):
            again = self._pressable[focus]
            cast("QWidget", again.parentWidget()).show()  # the layout would do it later; unseen it gets no focus
            again.setFocus(Qt.FocusReason.OtherFocusReason)

    def pressable(self) -> list[QWidget]:
        """What can be pressed, in the order shown."""
        return self._pressable

    def tiles(self) -> list[Tile]:
        """The lines as they are shown."""
        return [one for one in self._pressable if isinstance(one, Tile)]

    def _line(self, one: Due, *, room: bool) -> QWidget:
        """A tile and its tick; without one its room stays free, so that all tiles are as wide."""
        tile = Tile(one.heard, _inside(one))
        tile.setToolTip(plain_tip(f"{one.name}：{one.phrase}"))
        tile.clicked.connect(partial(self._ask, one))
        made, inside = dress(QWidget(), "clear"), row(gap=2)
        inside.addWidget(tile, 1)
        self._pressable.append(tile)
        if one.quiet:
            inside.addWidget(self._tick(one.name, *one.quiet))
        elif room:
            inside.addSpacing(scale.CONTROL + inside.spacing())
        made.setLayout(inside)
        made.setFixedHeight(_HIGH)
        return made

    def _tick(self, name: str, matter: str, tip: str) -> QPushButton:
        made = icon_button("check", f"知道了：{name}", partial(self.known.emit, matter))
        made.setToolTip(tip)
        made.setFixedHeight(_HIGH)
        self._pressable.append(made)
        return made

    def _ask(self, one: Due) -> None:
        self.asked.emit(one.query)


def _inside(one: Due) -> QHBoxLayout:
    made = row(scale.TIGHT, 0, scale.NEAR, 0, gap=scale.TIGHT)
    count = label(f"{one.many:,}", one.role[0])
    count.ensurePolished()
    count.setMinimumWidth(max(_COUNT, count.sizeHint().width()))
    count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    made.addWidget(count)
    made.addWidget(label(one.unit, "hint"))
    made.addSpacing(scale.TIGHT)
    name = Elided(one.name, one.role[1])
    name.setMinimumWidth(_NAME)  # so that what is behind the names stands in a column
    made.addWidget(name)
    made.addSpacing(scale.TIGHT)
    phrase = Elided(one.phrase, "hint")
    phrase.setMinimumWidth(min(_PHRASE, phrase.sizeHint().width()))  # a long name is cut before it
    made.addWidget(phrase, 1)
    return made


def _nothing(text: str) -> QWidget:
    made = label(text, "hint", wrap=True)
    made.setContentsMargins(scale.NEAR, 0, 0, scale.TIGHT)
    return made
