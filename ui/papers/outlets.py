"""Where papers and sheets of a record or a list go, and the menus that offer them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from desktop.base.changes import Noun
from desktop.office.catalogue import PAPERS
from ui.look import icons
from ui.papers.saving import Saver
from ui.widgets.pieces import button, drop_arguments

if TYPE_CHECKING:
    from ui.papers.preview import Show

Entry = tuple[str, str, Callable[[], object]]
"""What it says, its icon, and what it does."""


@dataclass(frozen=True, slots=True)
class Outlets:
    """Where papers and sheets go: both are what ``ui.papers`` offers; without them nothing of the kind is offered."""

    show: "Show | None" = None
    saver: Saver | None = None


def menu_button(
    parent: QWidget, text: str, icon: str, entries: Sequence[Entry], *, role: str = "", apart: Sequence[Entry] = ()
) -> QPushButton:
    """A button that opens a menu, with a line above what stands apart; hidden where the menu is empty."""
    menu = QMenu(parent)
    for at, group in enumerate((entries, apart)):
        if at and group and not menu.isEmpty():
            menu.addSeparator()
        for words, picture, deed in group:
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
