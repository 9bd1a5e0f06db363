"""The colours that are shown now."""

from functools import lru_cache

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
    return _made(is_dark(), token)


def paper(token: str) -> QColor:
    """The colour as it is on paper, and in pictures that leave the program: that of the light theme."""
    return _made(False, token)


@lru_cache
def _made(dark: bool, token: str) -> QColor:
    return QColor((palette.DARK if dark else palette.LIGHT).tokens()[token])
