"""One choice out of a few, side by side."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from ui.look.roles import dress
from ui.widgets.pieces import row


class Segments(QWidget):
    """Buttons of which exactly one is pressed; the arrow keys go from one to the next.

    Signals:
        chosen: key of the one that the clerk pressed.
    """

    chosen = Signal(str)

    def __init__(self, name: str, texts: Mapping[str, str]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._group = QButtonGroup(self, exclusive=True)
        self._buttons: dict[str, QPushButton] = {}
        whole = row(gap=0)
        for at, (key, text) in enumerate(texts.items()):
            made = dress(QPushButton(text), "segment")
            made.setCheckable(True)
            made.setProperty("place", "first" if at == 0 else "last" if at == len(texts) - 1 else "middle")
            made.clicked.connect(lambda _=False, key=key: self.chosen.emit(key))
            self._group.addButton(made)
            self._buttons[key] = made
            whole.addWidget(made)
        self.setLayout(whole)
        self.choose(next(iter(texts)))

    @property
    def value(self) -> str:
        """Key of the one that is pressed."""
        return next(key for key, one in self._buttons.items() if one.isChecked())

    def choose(self, key: str) -> None:
        """Press one, without saying so."""
        self._buttons[key].setChecked(True)

    def enter(self) -> None:
        """Give the focus to the one that is pressed; as a focus proxy it would stop Tab on its way round."""
        self._buttons[self.value].setFocus(Qt.FocusReason.OtherFocusReason)

    def set_text(self, key: str, text: str, *, enabled: bool = True) -> None:
        """Name one anew, for instance with a count; a pressed one that can't be any more gives way to the first."""
        self._buttons[key].setText(text)
        self._buttons[key].setEnabled(enabled)
        if not enabled and self._buttons[key].isChecked():
            self.choose(next(iter(self._buttons)))
