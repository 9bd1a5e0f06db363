"""Small pieces: buttons, labels, lines, boxes."""

from collections.abc import Callable
from html import escape
from typing import TypeVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QVBoxLayout,
    QWidget,
)

from ui.look import icons, scale
from ui.look.roles import dress

L = TypeVar("L", QHBoxLayout, QVBoxLayout)


def button(text: str, clicked: Callable[[], object] | None = None, *, icon: str = "", role: str = "") -> QPushButton:
    """A button; roles are ``primary``, ``danger``, ``quiet``, ``link``, ``inline`` (a link in a text) or none.

    A button without a text needs ``named``, else nobody hears what it is.
    """
    made = QPushButton(text)
    if role:
        dress(made, role)
    if icon:
        icons.put(made, icon, "on_accent" if role == "primary" else "muted")
        made.setIconSize(QSize(scale.ICON, scale.ICON))
    if clicked is not None:
        made.clicked.connect(drop_arguments(clicked))
    return made


def drop_arguments(deed: Callable[[], object]) -> Callable[..., None]:
    """The deed for a signal that says more than it needs, such as ``clicked``."""

    def done(*_: object) -> None:
        deed()

    return done


def toggle_button(text: str, role: str) -> QPushButton:
    """A button that stays pressed."""
    made = QPushButton(text)
    made.setCheckable(True)
    return dress(made, role)


def icon_button(icon: str, name: str, clicked: Callable[[], object] | None = None) -> QPushButton:
    """A quiet button with an icon only; the name is its tool tip and what a screen reader says."""
    made = button("", clicked, icon=icon, role="quiet")
    made.setAccessibleName(name)
    made.setToolTip(name)
    made.setFixedWidth(scale.CONTROL)
    return made


def turn_eye(made: QPushButton, *, revealed: bool, hide: str = "隐去号码") -> None:
    """Have an eye say what it does next: hide the numbers that are revealed, or reveal them."""
    icons.put(made, "eye-off" if revealed else "eye")
    made.setToolTip(hide if revealed else "显示完整号码")


def label(text: str = "", role: str = "", *, wrap: bool = False) -> QLabel:
    """A label; its role is ``title``, ``heading``, ``strong``, ``muted``, ``hint``, ``warn`` or ``pill-good``."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    return dress(made, role) if role else made


def plain_tip(text: str) -> str:
    """A tool tip that shows just this text: Qt takes for markup what begins like it."""
    return f"<span>{escape(text)}</span>" if "<" in text else text


def section_heading(text: str) -> QLabel:
    """The heading of a part of a page."""
    return label(text, "heading")


def key_hint(keys: str) -> QLabel:
    """The keys that do the same as the button beside it, such as ``Ctrl+S``."""
    made = label(keys, "key")
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return made


def line(*, upright: bool = False) -> QFrame:
    """A hairline."""
    return dress(QFrame(), "upright" if upright else "line")


def card(within: QWidget | None = None) -> QFrame:
    """A raised box. What is much is made within its parent: wherever it is put, all that it holds is styled anew."""
    return dress(QFrame(within), "card")


def row(*margins: int, gap: int = scale.NEAR) -> QHBoxLayout:
    """A horizontal layout with these margins (left, top, right, bottom), or none."""
    return _spaced(QHBoxLayout(), margins, gap)


def column(*margins: int, gap: int = scale.NEAR) -> QVBoxLayout:
    """A vertical layout with these margins (left, top, right, bottom), or none."""
    return _spaced(QVBoxLayout(), margins, gap)


def _spaced(layout: L, margins: tuple[int, ...], gap: int) -> L:
    layout.setContentsMargins(*(margins or (0, 0, 0, 0)))
    layout.setSpacing(gap)
    return layout


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and let its widgets die."""
    while item := layout.takeAt(0):
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()


class Tick(QCheckBox):
    """A box to tick, with our own mark in it."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the mark in the theme's colour."""
        super().paintEvent(event)
        if self.isChecked():
            option = QStyleOptionButton()
            self.initStyleOption(option)
            box = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, self)
            mark = icons.pixmap("check", "on_accent", round(box.width() * self.devicePixelRatioF()))
            painter = QPainter(self)
            painter.drawPixmap(box, mark)
            painter.end()


class Combo(QComboBox):
    """A combo box that the wheel only turns while it has the focus, with our own arrow."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll on unless the clerk is in this editor."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the arrow in the theme's colour."""
        super().paintEvent(event)
        painter = QPainter(self)
        side, dense = 14, self.devicePixelRatioF()
        arrow = icons.pixmap("chevron-down", "muted", round(side * dense))
        painter.drawPixmap(self.width() - side - 6, (self.height() - side) // 2, side, side, arrow)
        painter.end()


def room_for(widget: QWidget) -> QWidget:
    """A place for a widget that comes and goes: it stays when the widget is hidden."""
    made, inside = dress(QWidget(), "clear"), row()
    inside.addWidget(widget, 1)
    made.setLayout(inside)
    return made
