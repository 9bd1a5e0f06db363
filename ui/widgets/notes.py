"""What stands in the way, each with what can be done about it."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtWidgets import QFrame, QWidget

from ui.look import scale
from ui.look.roles import dress
from ui.widgets.pieces import button, clear, column, label, row


class Note(NamedTuple):
    """One sentence, whether it is bad or only doubtful, and at most one thing to do about it."""

    text: str
    bad: bool = True
    action: str = ""
    deed: Callable[[], object] | None = None


class Notes(QFrame):
    """A heading and the notes below it; hidden while there are none."""

    def __init__(self) -> None:
        super().__init__()
        self._heading = label(role="strong")
        self._lines = column(gap=scale.TIGHT)
        whole = column(scale.APART, scale.NEAR, scale.APART, scale.NEAR, gap=scale.TIGHT)
        whole.addWidget(self._heading)
        whole.addLayout(self._lines)
        self.setLayout(whole)
        self.hide()

    def show_notes(self, heading: str, notes: Sequence[Note]) -> None:
        """Show these instead."""
        clear(self._lines)
        self._heading.setText(heading)
        dress(self, "stop" if any(note.bad for note in notes) else "mind")
        for note in notes:
            self._lines.addWidget(_line(note))
        self.setAccessibleName("；".join([heading, *(note.text for note in notes)]))
        self.setVisible(bool(notes))


def _line(note: Note) -> QWidget:
    made, inside = dress(QWidget(), "clear"), row(gap=scale.TIGHT)
    inside.addWidget(label(f"· {note.text}", "said-bad" if note.bad else "said-warn", wrap=True), 1)
    if note.deed is not None:
        inside.addWidget(button(note.action, note.deed, role="link"))
    made.setLayout(inside)
    return made
