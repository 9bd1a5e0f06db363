"""The menus of an activity's page: adding recipients, printing and exporting."""

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from desktop.base.changes import Noun
from desktop.office.catalogue import PAPERS
from ui.look import icons
from ui.widgets.pieces import button, drop_arguments

Entry = tuple[str, str, Callable[[], object]]
"""What it says, its icon, and what it does."""


def menu_button(parent: QWidget, text: str, icon: str, entries: Iterable[Entry], role: str = "") -> QPushButton:
    """A button that opens a menu; hidden where the menu is empty."""
    menu = QMenu(parent)
    for words, picture, deed in entries:
        one = menu.addAction(words)
        if picture:
            icons.put(one, picture)
        one.triggered.connect(drop_arguments(deed))
    made = button(text, icon=icon, role=role)
    made.setMenu(menu)
    if menu.isEmpty():
        made.hide()
    return made


def papers_of(noun: Noun, show: Callable[[str], object]) -> list[Entry]:
    """The papers that are made of such a record."""
    return [(f"{kind.label}…", "", partial(show, kind.name)) for kind in PAPERS if kind.of is noun]
