"""A part of the settings: a title, a sentence, and what can be set."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from ui.look import scale
from ui.look.roles import dress
from ui.widgets.page import Page
from ui.widgets.pieces import column, label, row

NARROW = 760
"""The widest section that is read rather than looked through."""


class Section(Page):
    """One part of the settings, made when it is first shown.

    Signals:
        told: a sentence for the message bar.
    """

    told = Signal(str)

    def __init__(self, title: str, sentence: str = "") -> None:
        super().__init__()
        self.head = row()
        self.head.addWidget(label(title, "title"))
        self.head.addStretch(1)
        self.body = column(scale.FAR, scale.APART, scale.WIDE, scale.WIDE, gap=scale.APART)
        self.body.addLayout(self.head)
        if sentence:
            self.body.addWidget(label(sentence, "muted", wrap=True))

    @property
    def dirty(self) -> bool:
        """Whether anything typed isn't saved."""
        return False

    def refresh(self) -> None:
        """Ask for what is shown; called whenever the section comes into sight or something changed."""

    def fill(self) -> None:
        """Lay out the whole width, for tables."""
        self.setLayout(self.body)

    def read(self) -> None:
        """Lay out a column that is read, scrolled where the window is low."""
        self.body.addStretch(1)
        inside = dress(QWidget(maximumWidth=NARROW), "clear")
        inside.setLayout(self.body)
        holder = QScrollArea(widgetResizable=True)
        holder.setFrameShape(QFrame.Shape.NoFrame)
        holder.setWidget(inside)
        whole = column()
        whole.addWidget(holder)
        self.setLayout(whole)


def boxed(*parts: QWidget | QLayout) -> QFrame:
    """The parts on a card, one below the other."""
    made = dress(QFrame(), "card")
    inside = column(scale.WIDE, scale.APART, scale.WIDE, scale.APART)
    for part in parts:
        put(inside, part)
    made.setLayout(inside)
    return made


def beside(*parts: QWidget) -> QHBoxLayout:
    """The parts in one line, from the left."""
    made = row()
    for part in parts:
        made.addWidget(part)
    made.addStretch(1)
    return made


def put(layout: QVBoxLayout, part: QWidget | QLayout) -> None:
    """Add a widget or a layout."""
    if isinstance(part, QWidget):
        layout.addWidget(part)
    else:
        layout.addLayout(part)
