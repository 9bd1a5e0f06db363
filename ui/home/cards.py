"""Cards of figures; each figure opens the list that it counts."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.fields import Field, Kind
from desktop.base.values import show_value
from desktop.office.overview import Card, Figure
from ui.forms.flow import Reflow
from ui.look import scale
from ui.look.roles import dress
from ui.widgets.elided import Elided
from ui.widgets.parts import Bar, Part
from ui.widgets.pieces import clear, column, label, row
from ui.widgets.tile import Tile

_NARROWEST = 250  # a figure where several stand side by side


class CardBox(QFrame):
    """One card, redrawn whenever it is shown anew; a ``wide`` one has its figures side by side.

    Signals:
        asked: the ``Query`` of the figure that the clerk pressed.
    """

    asked = Signal(object)

    def __init__(self, *, wide: bool = False) -> None:
        super().__init__()
        dress(self, "card")
        self._wide = wide
        self._tiles: list[Tile] = []
        self._shown: Card | None = None
        self._whole = column(scale.NEAR, scale.APART, scale.NEAR, scale.NEAR, gap=2)
        self.setLayout(self._whole)

    def show_card(self, card: Card) -> None:
        """Show this card; the figure with the focus keeps it."""
        if card == self._shown:
            return
        focus = next((at for at, one in enumerate(self.tiles()) if one.hasFocus()), None)
        self._shown = card
        clear(self._whole)
        heading = label(card.title, "muted")
        heading.setContentsMargins(scale.NEAR, 0, 0, scale.TIGHT)
        self._whole.addWidget(heading)
        self._tiles = [self._tile(figure) for figure in card.figures]
        if self._wide and self._tiles:
            self._whole.addWidget(Reflow(self._tiles, narrowest=_NARROWEST, filled=True))
        else:
            for tile in self._tiles:
                self._whole.addWidget(tile)
        if not card.figures:
            empty = label(card.empty, "hint", wrap=True)
            empty.setContentsMargins(scale.NEAR, 0, scale.NEAR, 0)
            self._whole.addWidget(empty)
        self._whole.addStretch(1)
        if focus is not None and focus < len(self.tiles()):
            self.tiles()[focus].show()  # the layout would do it later, and what isn't seen gets no focus
            self.tiles()[focus].setFocus(Qt.FocusReason.OtherFocusReason)

    def tiles(self) -> list[Tile]:
        """The figures as they are shown."""
        return list(self._tiles)

    def _tile(self, figure: Figure) -> Tile:
        text = number(figure)
        made = Tile(f"{figure.label} {text} {figure.unit} {figure.note}".strip(), _inside(figure, text))
        made.setEnabled(figure.query is not None)
        made.clicked.connect(partial(self._ask, figure))
        return made

    def _ask(self, figure: Figure) -> None:
        self.asked.emit(figure.query)


def number(figure: Figure) -> str:
    """The value as it is shown."""
    if figure.kind is Kind.MONEY:
        return show_value(Field(label="", kind=Kind.MONEY), figure.value)
    return f"{figure.value:,}"


def _inside(figure: Figure, text: str) -> QVBoxLayout:
    made = column(scale.NEAR, 3, scale.NEAR, 4, gap=3)
    two_lines = figure.kind is Kind.MONEY and figure.whole is not None
    if two_lines:
        made.addWidget(Elided(figure.label))
        made.addLayout(_line(Elided(figure.note, "hint"), text, figure))
    else:
        made.addLayout(_line(_name(figure), text, figure))
    if figure.whole is not None:
        made.addWidget(_bar(figure))
    return made


def _name(figure: Figure) -> QWidget:
    if not figure.note:
        return Elided(figure.label, "strong" if figure.first else "")
    holder, inside = dress(QWidget(), "clear"), column(gap=0)
    inside.addWidget(Elided(figure.label))
    inside.addWidget(Elided(figure.note, "hint"))
    holder.setLayout(inside)
    return holder


def _line(name: QWidget, text: str, figure: Figure) -> QHBoxLayout:
    made = row(gap=scale.TIGHT)
    made.addWidget(name, 1)
    made.addWidget(label(text, "title" if figure.first else "strong"), 0, Qt.AlignmentFlag.AlignBottom)
    made.addWidget(label(figure.unit, "hint"), 0, Qt.AlignmentFlag.AlignBottom)
    return made


def _bar(figure: Figure) -> QWidget:
    made = Bar()
    gone, held = figure.parts or (0, 0)
    parts = (Part("", gone, "gone"), Part("", held, "held"), Part(figure.label, figure.value, "left"))
    made.show_parts(parts, figure.whole or 0)
    return made
