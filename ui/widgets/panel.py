"""The side panel of a page, and what stands where there is nothing."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QWidget

from ui.look import icons, scale
from ui.look.roles import dress
from ui.widgets.pieces import button, column, icon_button, label, row

_SENTENCE = 520
"""The longest line of a sentence in an empty page."""


class SidePanel(QFrame):
    """A titled box beside a list, for what belongs to the chosen row; Escape closes it.

    Signals:
        closed: the clerk closed it.
    """

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        dress(self, "card")
        self.setMinimumWidth(scale.PANEL * 3 // 4)
        self._title = label(role="heading", wrap=True)
        self._scroll = QScrollArea(widgetResizable=True)
        head = row(scale.WIDE, scale.NEAR, scale.NEAR, 0)
        head.addWidget(self._title, 1)
        head.addWidget(icon_button("close", "关闭侧栏", self.shut))
        whole = column(gap=scale.TIGHT)
        whole.addLayout(head)
        whole.addWidget(self._scroll, 1)
        self.setLayout(whole)
        self.hide()

    def show_widget(self, widget: QWidget, title: str) -> None:
        """Show this widget instead of the former one, which dies."""
        self._title.setText(title)
        dress(widget, "clear")
        self._scroll.setWidget(widget)
        self._scroll.viewport().setAutoFillBackground(False)
        self.show()

    def shut(self) -> None:
        """Close it."""
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.shut()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """The usual width."""
        return QSize(scale.PANEL, 400)


class EmptyState(QWidget):
    """An icon, a sentence and perhaps something to do, in the middle of an empty page."""

    def __init__(self, icon: str, text: str, hint: str = "") -> None:
        super().__init__()
        self._icon = icon
        self._picture = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._whole = column(scale.FAR, scale.FAR, scale.FAR, scale.FAR)
        self._whole.addStretch(1)
        self._whole.addWidget(self._picture)
        for words, role in ((text, "heading"), (hint, "muted")):
            if words:
                self._whole.addWidget(_centred(words, role), 0, Qt.AlignmentFlag.AlignHCenter)
        self._whole.addStretch(2)
        self.setLayout(self._whole)
        self._picture.setPixmap(icons.icon(icon, "edge").pixmap(QSize(48, 48), self.devicePixelRatioF()))

    def add_action(self, text: str, clicked: object, role: str = "primary") -> None:
        """Add something to do, below what was added before."""
        made = button(text, clicked, role=role)  # type: ignore[arg-type]
        self._whole.insertWidget(self._whole.count() - 1, made, 0, Qt.AlignmentFlag.AlignHCenter)


def _centred(words: str, role: str) -> QLabel:
    """A sentence in the middle, broken where it is long."""
    made = label(words, role, wrap=True)
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    made.ensurePolished()
    made.setFixedWidth(min(_SENTENCE, made.fontMetrics().horizontalAdvance(words) + scale.FAR))
    made.setMinimumHeight(made.heightForWidth(made.width()))
    return made
