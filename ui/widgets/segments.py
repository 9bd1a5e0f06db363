"""One choice out of a few, side by side."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from ui.look.roles import dress
from ui.widgets.pieces import row

_LEAST = 2
"""Characters that are left of a name at the least."""


class Segments(QWidget):
    """Buttons of which exactly one is pressed; the arrow keys go from one to the next.

    Where it ``shrinks``, the longest names are cut first when there is too little room.

    Signals:
        chosen: key of the one that the clerk pressed.
    """

    chosen = Signal(str)

    def __init__(self, name: str, texts: Mapping[str, str], *, shrinks: bool = False) -> None:
        super().__init__()
        self._texts, self._shrinks = dict(texts), shrinks
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
        self._texts[key] = text
        self._buttons[key].setText(text)
        self._buttons[key].setEnabled(enabled)
        if not enabled and self._buttons[key].isChecked():
            self.choose(next(iter(self._buttons)))

    def sizeHint(self) -> QSize:
        """Room for all names as they are."""
        hint = super().sizeHint()
        return QSize(self._wide(self._longest()), hint.height()) if self._shrinks else hint

    def minimumSizeHint(self) -> QSize:
        """Room for what is left of them at the least."""
        hint = super().minimumSizeHint()
        return QSize(self._wide(_LEAST), hint.height()) if self._shrinks else hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut as many names as must be, the longest first; the whole name is told and heard."""
        super().resizeEvent(event)
        if not self._shrinks:
            return
        most = next((many for many in range(self._longest(), _LEAST, -1) if self._wide(many) <= self.width()), _LEAST)
        for key, one in self._buttons.items():
            text = self._texts[key]
            one.setText(_cut(text, most))
            one.setToolTip(text if one.text() != text else "")
            one.setAccessibleName(text)

    def _longest(self) -> int:
        return max(map(len, self._texts.values()))

    def _wide(self, most: int) -> int:
        """How many pixels it takes with names of so many characters."""
        wide = 0
        for key, one in self._buttons.items():
            said = one.fontMetrics().horizontalAdvance
            wide += one.sizeHint().width() - said(one.text()) + said(_cut(self._texts[key], most))
        return wide


def _cut(text: str, most: int) -> str:
    """So many characters of it; of a few the sign that something is missing would take half."""
    return text if len(text) <= most else text[:most] if most == _LEAST else f"{text[: most - 1]}…"
