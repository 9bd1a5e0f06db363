"""The menu of what can be done with enterprises: on a button, at a right click, on an enterprise's page."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from ui.look import icons
from ui.pilots.deeds import DEEDS, Deed
from ui.widgets.pieces import drop_arguments


def deed_menu(parent: QWidget, begin: Callable[[Deed], object], deeds: Iterable[Deed] = DEEDS) -> QMenu:
    """A menu of these deeds; it dies when it is closed."""
    made = QMenu(parent)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for deed in deeds:
        if deed.apart:
            made.addSeparator()
        entry = made.addAction(deed.text)
        entry.triggered.connect(drop_arguments(lambda deed=deed: begin(deed)))  # type: ignore[misc]
        if deed.icon:
            icons.put(entry, deed.icon)
    return made


def pop_below(menu: QMenu, below: QPushButton | QAction) -> None:
    """Show a menu below its button."""
    if isinstance(below, QPushButton):
        menu.popup(below.mapToGlobal(QPoint(0, below.height() + 2)))
