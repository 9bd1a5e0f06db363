"""What a chart shows: series of values, their colours and shapes, their key."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from ui.look import fonts, scale

COLOURS = ("accent", "second", "third", "fourth")
MOST = len(COLOURS)
"""As many series as are told apart in one chart."""
LINES = (Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine, Qt.PenStyle.DashDotLine, Qt.PenStyle.DotLine)
MISSING = "没有数据"

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter

_MARK, _HIGH = 9.0, 22.0
_DIAMOND = 2

Ink = Callable[[str], QColor]
"""Where colours come from: ``shown.colour`` for the screen, ``shown.paper`` for what leaves it."""


class Series(NamedTuple):
    """Its name and a value for each axis or category, None where there is none."""

    name: str
    values: tuple[float | None, ...]


def said(value: float | None) -> str:
    """A value in words.

    >>> said(1234.50), said(18.0), said(None)
    ('1,234.5', '18', '没有数据')
    """
    if value is None:
        return MISSING
    text = f"{value:,.2f}"
    return text.rstrip("0").rstrip(".")


def check(series: Sequence[Series], count: int) -> None:
    """``ValueError`` where there are too many series, or one hasn't as many values as there is to tell."""
    if len(series) > MOST:
        raise ValueError(f"{len(series)} series can't be told apart; at most {MOST}")
    if any(len(one.values) != count for one in series):
        raise ValueError(f"each series needs {count} values")


def metrics() -> QFontMetricsF:
    """Those of the small face in which charts are lettered."""
    return QFontMetricsF(fonts.sized(scale.SMALL))


def elided(text: str, room: float) -> str:
    """The text, cut off where it doesn't fit."""
    return metrics().elidedText(text, Qt.TextElideMode.ElideRight, room)


def key_height(series: Sequence[Series], width: float) -> float:
    """How high the key is; nothing for a single series."""
    return max((place.bottom() for place in _key_places(series, width)), default=0.0)


def draw_key(painter: QPainter, area: QRectF, series: Sequence[Series], ink: Ink, *, shaped: bool) -> None:
    """The key: each series' mark (or a square in its colour) and name, centred at the top of the area."""
    painter.setFont(fonts.sized(scale.SMALL))
    for at, place in enumerate(_key_places(series, area.width())):
        beside = place.translated(area.topLeft())
        mark = QRectF(beside.left(), beside.center().y() - _MARK / 2, _MARK, _MARK)
        if shaped:
            draw_mark(painter, mark.center(), at, ink)
        else:
            painter.fillRect(mark, ink(COLOURS[at]))
        painter.setPen(ink("text"))
        room = beside.adjusted(_MARK + scale.TIGHT, 0, 0, 0)
        painter.drawText(room, LEFT, elided(series[at].name, room.width() + 1))


def draw_mark(painter: QPainter, centre: QPointF, at: int, ink: Ink, side: float = _MARK) -> None:
    """The mark of a series; each has its own shape too, for eyes that can't tell the colours apart."""
    painter.setPen(QPen(ink("raised"), 1))
    painter.setBrush(QBrush(ink(COLOURS[at])))
    x, y, half = centre.x(), centre.y(), side / 2
    square = QRectF(x - half, y - half, side, side)
    diamond, triangle = (
        [(0, -half - 1), (half + 1, 0), (0, half + 1), (-half - 1, 0)],
        [(0, -half), (half, half), (-half, half)],
    )
    if at == 0:
        painter.drawEllipse(square)
    elif at == 1:
        painter.drawRect(square)
    else:
        corners = diamond if at == _DIAMOND else triangle
        painter.drawPolygon(QPolygonF([QPointF(x + right, y + down) for right, down in corners]))


def _key_places(series: Sequence[Series], width: float) -> Iterator[QRectF]:
    """Where the entries of the key stand, line by line, each line in the middle."""
    if len(series) <= 1:
        return
    lines: list[list[float]] = [[]]
    for one in series:
        wide = min(width, _MARK + scale.TIGHT + metrics().horizontalAdvance(one.name) + 2)
        if lines[-1] and sum(lines[-1]) + wide + scale.WIDE * len(lines[-1]) > width:
            lines.append([])
        lines[-1].append(wide)
    for row, line in enumerate(lines):
        left = (width - sum(line) - scale.WIDE * (len(line) - 1)) / 2
        for wide in line:
            yield QRectF(left, row * _HIGH, wide, _HIGH)
            left += wide + scale.WIDE
