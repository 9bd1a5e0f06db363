"""The colours that are shown now."""

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from ui.look import palette
from ui.look.palette import Palette

_PROPERTY = "look-dark"


def set_dark(app: QApplication, dark: bool) -> None:
    """Have the dark colours count as shown; only the theme calls it."""
    app.setProperty(_PROPERTY, dark)


def is_dark() -> bool:
    """Whether the dark theme is shown."""
    app = QApplication.instance()
    return bool(app and app.property(_PROPERTY))


def colours() -> Palette:
    """The colours that are shown."""
    return palette.DARK if is_dark() else palette.LIGHT


def colour(token: str) -> QColor:
    """One colour that is shown, for painting by hand."""
    return QColor(colours().tokens()[token])
