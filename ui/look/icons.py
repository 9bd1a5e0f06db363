"""The icon set: strokes on a 24×24 grid in ``resources/icons``, coloured when they are loaded."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication

from desktop.base.paths import resources
from ui.look import shown

_PROPERTY = "icon-name"


@lru_cache(maxsize=128)
def _source(name: str) -> str:
    return (resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


def _coloured(name: str, colour: str) -> bytes:
    return _source(name).replace("currentColor", colour).encode()


def pixmap(name: str, colour: str, pixels: int) -> QPixmap:
    """The icon in a theme colour, that many device pixels square; ``FileNotFoundError`` where there is none."""
    return _drawn(name, shown.colours().tokens()[colour], pixels)


@lru_cache(maxsize=1024)
def _drawn(name: str, colour: str, pixels: int) -> QPixmap:
    renderer = QSvgRenderer(QByteArray(_coloured(name, colour)))
    drawn = QPixmap(pixels, pixels)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    renderer.render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    return drawn


class _Strokes(QIconEngine):
    """Draws an icon at whatever size is asked for, when it is: a window has dozens and shows each at one size."""

    def __init__(self, name: str, on: str, off: str) -> None:
        super().__init__()
        self._name, self._on, self._off = name, on, off

    def pixmap(self, size: QSize, mode: QIcon.Mode, _state: QIcon.State) -> QPixmap:
        """The icon of that many device pixels."""
        return _drawn(self._name, self._colour(mode), max(1, min(size.width(), size.height())))

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        """Draw it into a rectangle, crisp on dense screens too."""
        renderer = QSvgRenderer(QByteArray(_coloured(self._name, self._colour(mode))))
        renderer.render(painter, QRectF(rect))

    def _colour(self, mode: QIcon.Mode) -> str:
        return self._off if mode is QIcon.Mode.Disabled else self._on


def icon(name: str, colour: str = "muted", off: str = "edge") -> QIcon:
    """The icon in a theme colour, crisp at any scale; ``off`` colours it while disabled."""
    tokens = shown.colours().tokens()
    _source(name)  # where there is none, it is said here
    return QIcon(_Strokes(name, tokens[colour], tokens[off]))


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
