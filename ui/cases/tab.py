"""What every tab beside the form is."""

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from ui.cases.reach import Reach
from ui.look import scale
from ui.look.roles import dress
from ui.widgets.pieces import column


class FileTab(QScrollArea):
    """One tab about the file that is shown; it asks the desk itself, with a key of its own.

    Attributes:
        title: what stands on the tab.
    """

    title: ClassVar[str] = ""

    def __init__(self, reach: Reach) -> None:
        super().__init__(widgetResizable=True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.reach = reach

    def of(self, number: int | None) -> None:
        """Show this file. Called only while the tab is seen, and again whenever something of it may be new."""
        raise NotImplementedError

    def fill(self, made: QWidget) -> None:
        """Show this widget instead of the former one, which dies."""
        held, whole = dress(QWidget(), "clear"), column(scale.WIDE, 0, scale.WIDE, scale.WIDE)
        whole.addWidget(made)
        whole.addStretch(1)
        held.setLayout(whole)
        place = self.verticalScrollBar().value()
        self.setWidget(held)
        self.verticalScrollBar().setValue(place)
