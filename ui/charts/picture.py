"""A chart that is painted: what is in it can be pointed at, walked through by keys, pressed, heard and saved."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QEvent,
    QIODevice,
    QMarginsF,
    QMetaMethod,
    QPoint,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QImage,
    QImageWriter,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui.charts.series import CENTRE, Ink
from ui.look import fonts, scale, shown
from ui.widgets.pieces import plain_tip

WHOLE = -1
"""Instead of a series: the axis or category itself."""

_PAGE, _DENSE = QSize(960, 600), 2.0
_LEAST = QSize(220, 180)
_MOVES = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_PRESSES = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}


class Spot(NamedTuple):
    """A place that tells a value: of which axis or category and which series, and what it says."""

    at: int
    series: int
    place: QRectF
    text: str


class Picture(QWidget):
    """Arrows go from value to value, across and between the series; Enter, Space or the mouse presses one.

    Signals:
        asked: number of the axis or category that was pressed, and of the series or ``WHOLE``.
    """

    asked = Signal(int, int)

    def __init__(self, empty: str = "没有可以画的数据") -> None:
        super().__init__()
        self.sentence = empty
        self.title = ""
        self._current: tuple[int, int] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def count(self) -> int:
        """How many axes or categories there are."""
        raise NotImplementedError

    @property
    def series_count(self) -> int:
        """How many series there are."""
        raise NotImplementedError

    def spots(self, area: QRectF) -> Sequence[Spot]:
        """What can be pointed at while the chart fills this area: for each axis or category itself and each series."""
        raise NotImplementedError

    def paint(self, painter: QPainter, area: QRectF, ink: Ink = shown.paper) -> None:
        """Draw the chart into the area, in pixels at 100 %; a denser device is for the painter to scale to."""
        raise NotImplementedError

    def png(self, size: QSize = _PAGE, dense: float = _DENSE) -> bytes:
        """The chart with its title as a PNG file, so large at 100 % and that much denser, in the colours of paper."""
        image = QImage(size * dense, QImage.Format.Format_ARGB32)
        image.setDevicePixelRatio(dense)
        image.fill(shown.paper("raised"))
        painter = _painter(image)
        area = QRectF(QPointF(0, 0), size).marginsRemoved(QMarginsF(*(float(scale.FAR),) * 4))
        if self.title:
            painter.setFont(fonts.sized(scale.LARGE, strong=True))
            painter.setPen(shown.paper("text"))
            painter.drawText(QRectF(area.topLeft(), area.topRight() + QPointF(0, scale.FAR)), CENTRE, self.title)
            area.setTop(area.top() + scale.FAR + scale.APART)
        self._paint_or_say(painter, area, shown.paper)
        painter.end()
        held = QBuffer()
        held.open(QIODevice.OpenModeFlag.WriteOnly)
        QImageWriter(held, QByteArray(b"PNG")).write(image)
        return bytes(held.data().data())

    def current(self) -> Spot | None:
        """What the keys act on."""
        return next((spot for spot in self._present() if (spot.at, spot.series) == self._current), None)

    def tell(self, title: str, description: str) -> None:
        """There is something else to show now: its title, and all of it in words."""
        self.title = title
        self._current = None
        self.setAccessibleName(title)
        self.setAccessibleDescription(description if self.count else self.sentence)
        self.update()

    def leads(self, _at: int, _series: int) -> bool:
        """Whether pressing this leads anywhere: where somebody listens, unless a chart knows better."""
        return self.isSignalConnected(QMetaMethod.fromSignal(self.asked))

    def sizeHint(self) -> QSize:
        """Room enough to be read."""
        return QSize(420, 320)

    def minimumSizeHint(self) -> QSize:
        """Less can't be read."""
        return _LEAST

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the chart, and a frame round what the keys act on."""
        painter = _painter(self)
        self._paint_or_say(painter, QRectF(self.rect()), shown.colour)
        current = self.current()
        if current is not None and self.hasFocus():
            painter.setPen(QPen(shown.colour("text"), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(current.place.adjusted(-2, -2, 2, 2), scale.TIGHT, scale.TIGHT)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk and press."""
        key = Qt.Key(event.key())
        if not self.count:
            super().keyPressEvent(event)
        elif key in _MOVES:
            self._walk(*_MOVES[key])
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            self._go(0 if key == Qt.Key.Key_Home else self.count - 1, self._place()[1])
        elif key in _PRESSES and self._current is not None:
            self.asked.emit(*self._current)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The first value is what the keys act on at first."""
        super().focusInEvent(event)
        if self.count and event.reason() != Qt.FocusReason.MouseFocusReason:
            self._go(*self._place())
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Nothing is framed any more."""
        super().focusOutEvent(event)
        self.setAccessibleName(self.title)
        QToolTip.hideText()
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over what leads somewhere."""
        over = self._found(event.position())
        hand = bool(over) and self.leads(over[0].at, over[0].series)
        self.setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Press what is nearest."""
        found = self._found(event.position())
        if event.button() == Qt.MouseButton.LeftButton and found:
            self._current = (found[0].at, found[0].series)
            self.update()
            self.asked.emit(*self._current)

    def event(self, event: QEvent) -> bool:
        """Tell the values under the pointer."""
        if isinstance(event, QHelpEvent):
            text = "\n".join(spot.text for spot in sorted(self._found(QPointF(event.pos())), key=lambda one: one[:2]))
            QToolTip.showText(event.globalPos(), plain_tip(text), self)
            return True
        return super().event(event)

    def _paint_or_say(self, painter: QPainter, area: QRectF, ink: Ink) -> None:
        if self.count:
            self.paint(painter, area, ink)
        else:
            painter.setPen(ink("muted"))
            painter.setFont(fonts.sized(scale.BASE))
            painter.drawText(area, CENTRE | Qt.TextFlag.TextWordWrap, self.sentence)

    def _present(self) -> Sequence[Spot]:
        return self.spots(QRectF(self.rect())) if self.count else ()

    def _found(self, point: QPointF) -> list[Spot]:
        """What is under the pointer, the nearest first."""
        over = [spot for spot in self._present() if spot.place.contains(point)]
        return sorted(over, key=lambda one: (one.place.center() - point).manhattanLength())

    def _place(self) -> tuple[int, int]:
        return self._current or (0, 0 if self.series_count else WHOLE)

    def _walk(self, across: int, down: int) -> None:
        if self._current is None:
            self._go(*self._place())
            return
        at, series = self._current
        self._go((at + across) % self.count, max(WHOLE, min(self.series_count - 1, series + down)))

    def _go(self, at: int, series: int) -> None:
        """Act on this from now on; it is shown, and a screen reader says it."""
        self._current = (at, series)
        self.update()
        spot = self.current()
        if spot is not None:
            self.setAccessibleName(f"{self.title}：{spot.text}")
            below = self.mapToGlobal(spot.place.bottomLeft().toPoint() + QPoint(0, scale.TIGHT))
            QToolTip.showText(below, plain_tip(spot.text), self)


def _painter(device: QWidget | QImage) -> QPainter:
    made = QPainter(device)
    made.setRenderHint(QPainter.RenderHint.Antialiasing)
    return made
