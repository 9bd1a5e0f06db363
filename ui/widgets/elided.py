"""A label that shortens its text to the room it has, and tells the whole of it when the pointer rests there."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel

from ui.look.roles import dress
from ui.widgets.pieces import plain_tip

_LEAST = 40


class Elided(QLabel):
    """One line; the end is cut off where it doesn't fit."""

    def __init__(self, text: str = "", role: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._whole = ""
        if role:
            dress(self, role)
        self.set_whole(text)

    @property
    def whole(self) -> str:
        """The text, not shortened."""
        return self._whole

    def set_whole(self, text: str) -> None:
        """Show this text."""
        self._whole = " ".join(text.split())
        self._fit()
        self.updateGeometry()

    def _fit(self) -> None:
        shortened = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width())
        self.setText(shortened)
        self.setToolTip(plain_tip(self._whole) if shortened != self._whole else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten anew."""
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        """As wide as the whole text."""
        return QSize(self.fontMetrics().horizontalAdvance(self._whole) + 2, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """It can be cut to almost nothing."""
        return QSize(min(_LEAST, self.sizeHint().width()), super().minimumSizeHint().height())
