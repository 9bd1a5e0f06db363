"""A button that holds more than a word: a figure with its label, a file with its folder."""

from typing import cast

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLayout, QPushButton, QWidget

from ui.look.roles import dress


class Tile(QPushButton):
    """As large as what lies in it; a screen reader hears ``name``."""

    def __init__(self, name: str, inside: QLayout) -> None:
        super().__init__()
        dress(self, "tile")
        self.setAccessibleName(name)
        self.setLayout(inside)
        for part in cast("list[QWidget]", self.findChildren(QWidget)):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        """What the layout asks for."""
        layout = self.layout()
        return layout.sizeHint() if layout else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """What the layout needs."""
        layout = self.layout()
        return layout.minimumSize() if layout else super().minimumSizeHint()
