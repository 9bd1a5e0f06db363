"""What every page is: a surface of the window's colour, and often a way back."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop.base.errors import KnownError, NotFoundError
from ui.look.roles import dress
from ui.widgets.reading_order import InReadingOrder

if TYPE_CHECKING:
    from ui.desk import Desk


def surface(role: str) -> QWidget:
    """A plain widget that the style sheet paints."""
    made = dress(QWidget(), role)
    made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return made


class Page(InReadingOrder):
    """A surface that the style sheet paints, through which Tab goes as it is read."""

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


def leave_or_tell(page: PageToLeave, desk: "Desk", error: KnownError) -> None:
    """What a page does when it can't be shown: it leaves where its record is no more, else it says why.

    The page itself is handed over, so that the desk sees when it is gone: of two questions the first may end it.
    """
    if isinstance(error, NotFoundError):
        page.left.emit()
    else:
        desk.known_error.emit(error.sentence)
