"""What every page is: a surface of the window's colour, and often a way back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.look.roles import dress


class Page(QWidget):
    """A surface that the style sheet paints."""

    def __init__(self) -> None:
        super().__init__()
        dress(self, "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)


class PageToLeave(Page):
    """A page that Escape leaves, where nothing inside had a use for the key.

    Signals:
        left: the clerk goes back.
    """

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
