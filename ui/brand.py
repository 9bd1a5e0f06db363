"""The head of the side bar: whose program it is, and whose office."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton

from ui import NAME
from ui.look import icons, scale
from ui.look.roles import dress
from ui.widgets.pieces import row


def brand(office: QLabel) -> QHBoxLayout:
    """The mark beside the office's name."""
    mark = QPushButton()
    mark.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    mark.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    dress(mark, "link")
    icons.put(mark, "mark", "brand")
    mark.setIconSize(QSize(24, 24))
    mark.setAccessibleName(NAME)
    made = row(2, 0, 2, 0, gap=scale.TIGHT)
    made.addWidget(mark)
    made.addWidget(office, 1)
    return made
