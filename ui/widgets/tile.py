"""A button that holds more than a word: a figure with its label, a file with its folder."""

from typing import cast

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QLayout, QSizePolicy, QStyle, QStyleOption, QWidget

from ui.look.roles import dress

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class Tile(QAbstractButton):
    """As high as what lies in it; a screen reader hears ``name``. Space and Enter press it."""

    def __init__(self, name: str, inside: QLayout, role: str = "tile") -> None:
        super().__init__()
        dress(self, role)
        self.setAccessibleName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setLayout(inside)
        for part in cast("list[QWidget]", self.findChildren(QWidget)):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw what the style sheet says of the role."""
        option = QStyleOption()
        option.initFrom(self)
        painter = QPainter(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it too."""
        if event.key() in _ENTER:
            self.click()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """What the layout asks for."""
        layout = self.layout()
        return layout.sizeHint() if layout else super().sizeHint()
