"""A radar: one axis for each matter, one line for each series, so that strong and weak sides are seen at once."""

import math
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPolygonF

from ui.charts.picture import WHOLE, Picture, Spot
from ui.charts.series import (
    CENTRE,
    COLOURS,
    LEFT,
    LINES,
    RIGHT,
    Ink,
    Series,
    check,
    draw_key,
    draw_mark,
    elided,
    key_height,
    metrics,
    said,
)
from ui.look import fonts, scale, shown

LEAST = 3
"""With fewer axes there is no surface."""
TOO_FEW = f"不足 {LEAST} 项，画不成雷达图；请看表。"

_RINGS = 4
_BESIDE = 0.3
"""The share of the width that a label may take."""
_GAP, _HIT, _FILL, _UPRIGHT = 10.0, 18.0, 0.12, 0.2
_FILLED = 2
"""More surfaces than these, one over the other, are mud."""


class Axis(NamedTuple):
    """What it measures, and the most that can be reached on it."""

    label: str
    most: float


class _Plan(NamedTuple):
    centre: QPointF
    radius: float
    labels: tuple[QRectF, ...]


class Radar(Picture):
    """Values as shares of the most on each axis; a value that is missing leaves a gap in its line.

    ``asked`` tells the axis and the series, or ``WHOLE`` where the name of an axis was pressed.
    """

    def __init__(self, empty: str = "没有可以画的数据") -> None:
        super().__init__(empty)
        self._usual = empty
        self._axes: tuple[Axis, ...] = ()
        self._series: tuple[Series, ...] = ()

    def show_series(self, title: str, axes: Sequence[Axis], series: Sequence[Series]) -> None:
        """Show these instead.

        Raises:
            ValueError: more than four series, values that don't fit the axes, an axis on which nothing can be reached.
        """
        check(series, len(axes))
        if any(axis.most <= 0 for axis in axes):
            raise ValueError("an axis needs something to reach")
        known = [one for one in series if any(value is not None for value in one.values)]
        self.sentence = TOO_FEW if known and len(axes) < LEAST else self._usual
        drawn = bool(known) and len(axes) >= LEAST
        self._axes, self._series = (tuple(axes), tuple(series)) if drawn else ((), ())
        self.tell(title, "；".join(self._heard(one) for one in self._series))

    @property
    def count(self) -> int:
        """How many axes there are."""
        return len(self._axes)

    @property
    def series_count(self) -> int:
        """How many series there are."""
        return len(self._series)

    def spots(self, area: QRectF) -> list[Spot]:
        """Each axis' name, and each value; what is missing is found at the name."""
        plan = self._plan(area)
        made = [Spot(at, WHOLE, plan.labels[at], self._told(at)) for at in range(self.count)]
        for number, one in enumerate(self._series):
            for at, value in enumerate(one.values):
                place = plan.labels[at]
                if value is not None:
                    place = QRectF(0, 0, _HIT, _HIT)
                    place.moveCenter(self._point(plan, at, value))
                made.append(Spot(at, number, place, f"{one.name} {self._axes[at].label}：{self._of(at, value)}"))
        return made

    def paint(self, painter: QPainter, area: QRectF, ink: Ink = shown.paper) -> None:
        """Draw rings, axes, lines, marks and names."""
        plan = self._plan(area)
        draw_key(painter, area, self._series, ink, shaped=True)
        self._draw_rings(painter, plan, ink)
        for number in range(self.series_count):
            self._draw_line(painter, plan, number, ink)
        for number, one in enumerate(self._series):
            for at, value in enumerate(one.values):
                if value is not None:
                    draw_mark(painter, self._point(plan, at, value), number, ink)
        self._draw_names(painter, plan, ink)

    def _plan(self, area: QRectF) -> _Plan:
        high = 2 * metrics().height()
        key = key_height(self._series, area.width())
        free = area.adjusted(0, key + scale.NEAR, 0, 0)
        wide = min(area.width() * _BESIDE, max(metrics().horizontalAdvance(text) for text in self._names()) + 2)
        radius = max(1.0, min(free.width() / 2 - wide - _GAP, free.height() / 2 - high - _GAP))
        bare = _Plan(free.center(), radius, ())
        return bare._replace(labels=tuple(self._label_place(bare, at, wide, high) for at in range(self.count)))

    def _label_place(self, plan: _Plan, at: int, wide: float, high: float) -> QRectF:
        angle = self._angle(at)
        edge = plan.centre + QPointF(math.cos(angle), math.sin(angle)) * (plan.radius + _GAP)
        place = QRectF(0, 0, wide, high)
        place.moveCenter(edge)
        if math.cos(angle) > _UPRIGHT:
            place.moveLeft(edge.x())
        elif math.cos(angle) < -_UPRIGHT:
            place.moveRight(edge.x())
        else:
            place.moveTop(edge.y() if math.sin(angle) > 0 else edge.y() - high)
        return place

    def _angle(self, at: int) -> float:
        """From the top, clockwise."""
        return 2 * math.pi * at / self.count - math.pi / 2

    def _on(self, plan: _Plan, at: int, share: float) -> QPointF:
        angle = self._angle(at)
        return plan.centre + QPointF(math.cos(angle), math.sin(angle)) * (plan.radius * share)

    def _point(self, plan: _Plan, at: int, value: float) -> QPointF:
        return self._on(plan, at, max(0.0, min(1.0, value / self._axes[at].most)))

    def _draw_rings(self, painter: QPainter, plan: _Plan, ink: Ink) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(ink("line"), 1))
        for at in range(self.count):
            painter.drawLine(plan.centre, self._on(plan, at, 1))
        for ring in range(1, _RINGS + 1):
            painter.setPen(QPen(ink("edge" if ring == _RINGS else "line"), 1))
            painter.drawPolygon(QPolygonF([self._on(plan, at, ring / _RINGS) for at in range(self.count)]))

    def _draw_line(self, painter: QPainter, plan: _Plan, number: int, ink: Ink) -> None:
        values = self._series[number].values
        points = [None if value is None else self._point(plan, at, value) for at, value in enumerate(values)]
        colour = ink(COLOURS[number])
        whole = [point for point in points if point is not None]
        if len(whole) == len(points) and self.series_count <= _FILLED:
            soft = QColor(colour)
            soft.setAlphaF(_FILL)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QBrush(soft))
            painter.drawPolygon(QPolygonF(whole))
        painter.setPen(QPen(colour, 2, LINES[number]))
        for at, point in enumerate(points):
            after = points[(at + 1) % len(points)]
            if point is not None and after is not None:
                painter.drawLine(point, after)

    def _draw_names(self, painter: QPainter, plan: _Plan, ink: Ink) -> None:
        painter.setFont(fonts.sized(scale.SMALL))
        for at, place in enumerate(plan.labels):
            right, left = place.left() > plan.centre.x(), place.right() < plan.centre.x()
            side = LEFT if right else RIGHT if left else CENTRE
            upper, lower = QRectF(place), QRectF(place)
            upper.setHeight(place.height() / 2)
            lower.setTop(upper.bottom())
            painter.setPen(ink("text"))
            painter.drawText(upper, side, elided(self._axes[at].label, place.width()))
            painter.setPen(ink("muted"))
            painter.drawText(lower, side, elided(self._below(at), place.width()))

    def _names(self) -> list[str]:
        return [text for at, axis in enumerate(self._axes) for text in (axis.label, self._below(at))]

    def _below(self, at: int) -> str:
        """A single series' value stands at the axis; of several there is no room for more than the most."""
        if self.series_count == 1:
            return self._of(at, self._series[0].values[at])
        return f"满 {said(self._axes[at].most)}"

    def _of(self, at: int, value: float | None) -> str:
        return said(value) if value is None else f"{said(value)} / {said(self._axes[at].most)}"

    def _told(self, at: int) -> str:
        values = (f"{one.name} {said(one.values[at])}" for one in self._series)
        return f"{self._axes[at].label}（满 {said(self._axes[at].most)}）：" + "，".join(values)

    def _heard(self, one: Series) -> str:
        told = (f"{axis.label} {self._of(at, one.values[at])}" for at, axis in enumerate(self._axes))
        return f"{one.name}：" + "，".join(told)
