"""The menu of what can be done with incentive projects: on a button, at a right click, on a project's page."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from desktop.pilots.incentive_flow import Verb
from ui.widgets.pieces import drop_arguments

_APART = frozenset({Verb.REFUSE, Verb.ACCEPT, Verb.TAKE_BACK})


def verb_menu(parent: QWidget, begin: Callable[[Verb], object], verbs: Iterable[Verb] = tuple(Verb)) -> QMenu:
    """A menu of these steps; it dies when it is closed."""
    made = QMenu(parent)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for verb in verbs:
        if verb in _APART and made.actions():
            made.addSeparator()
        entry = made.addAction(f"{verb}…")
        entry.triggered.connect(drop_arguments(lambda verb=verb: begin(verb)))  # type: ignore[misc]
    return made
