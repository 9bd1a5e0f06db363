"""The icon set: strokes on a 24×24 grid in ``resources/icons``, coloured when they are loaded."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QAction, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication

from desktop.base.paths import resources
from ui.look import shown

_PIXELS = (16, 20, 24, 32, 40, 48, 64)
_PROPERTY = "icon-name"


@lru_cache(maxsize=128)
def _source(name: str) -> str:
    return (resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


def pixmap(name: str, colour: str, pixels: int) -> QPixmap:
    """The icon in a theme colour, that many device pixels square; ``FileNotFoundError`` where there is none."""
    return _drawn(name, shown.colours().tokens()[colour], pixels)


@lru_cache(maxsize=1024)
def _drawn(name: str, colour: str, pixels: int) -> QPixmap:
    renderer = QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour).encode()))
    drawn = QPixmap(pixels, pixels)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    renderer.render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    return drawn


def icon(name: str, colour: str = "muted", off: str = "edge") -> QIcon:
    """The icon in a theme colour, crisp at any scale; ``off`` colours it while disabled."""
    made = QIcon()
    for pixels in _PIXELS:
        made.addPixmap(pixmap(name, colour, pixels), QIcon.Mode.Normal)
        made.addPixmap(pixmap(name, off, pixels), QIcon.Mode.Disabled)
    return made


def put(thing: QAbstractButton | QAction, name: str, colour: str = "muted") -> None:
    """Give a button or an action its icon, recoloured whenever the theme changes."""
    thing.setProperty(_PROPERTY, f"{name} {colour}")
    thing.setIcon(icon(name, colour))


def recolour(app: QApplication) -> None:
    """Draw every icon that was ``put`` again, in the present theme."""
    for widget in app.allWidgets():
        for thing in (widget, *widget.actions()):
            kept = thing.property(_PROPERTY)
            if kept and isinstance(thing, QAbstractButton | QAction):
                thing.setIcon(icon(*kept.split()))
