"""Bars in groups: a group for each category, in it a bar for each series."""

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPen

from ui.charts.picture import WHOLE, Picture, Spot
from ui.charts.series import (
    CENTRE,
    COLOURS,
    LEFT,
    RIGHT,
    Ink,
    Series,
    check,
    draw_key,
    elided,
    key_height,
    metrics,
    said,
)
from ui.look import fonts, scale, shown

_GROUP = 0.84
"""The share of a category's room that its bars take."""
_BESIDE = 0.36
"""The share of the width that the names of lying bars may take."""
_THICKEST, _TICKS, _HIT = 44.0, 5, 12.0
_NONE = "无"


def rounded_up(greatest: float, *, whole: bool = False) -> tuple[float, float]:
    """The end of an axis that reaches that far, and its step: 1, 2 or 5 times a power of ten, of counts no fraction.

    >>> rounded_up(93), rounded_up(3), rounded_up(0)
    ((100.0, 20.0), (3.0, 1.0), (1.0, 1.0))
    >>> rounded_up(1), rounded_up(1, whole=True)
    ((1.0, 0.2), (1.0, 1.0))
    """
    if greatest <= 0:
        return 1.0, 1.0
    power = 10.0 ** math.floor(math.log10(greatest / _TICKS))
    step = next(power * times for times in (1, 2, 5, 10, 20) if power * times * _TICKS >= greatest)
    step = max(1.0, step) if whole else step
    return step * math.ceil(greatest / step), step


class _Frame(NamedTuple):
    """Where the bars stand, and how much of a pixel one unit takes."""

    plot: QRectF
    end: float
    step: float
    upright: bool

    def room(self, at: int, count: int) -> QRectF:
        """The room of a category."""
        if self.upright:
            wide = self.plot.width() / count
            return QRectF(self.plot.left() + at * wide, self.plot.top(), wide, self.plot.height())
        high = self.plot.height() / count
        return QRectF(self.plot.left(), self.plot.top() + at * high, self.plot.width(), high)

    def bar(self, room: QRectF, number: int, count: int, value: float) -> QRectF:
        """The bar of a series in that room."""
        across = room.width() if self.upright else room.height()
        thick = min(_THICKEST, across * _GROUP / count)
        begin = (across - thick * count) / 2 + thick * number
        long = self.reach(value)
        if self.upright:
            return QRectF(room.left() + begin, self.plot.bottom() - long, thick, long)
        return QRectF(self.plot.left(), room.top() + begin, long, thick)

    def reach(self, value: float) -> float:
        """How long the bar of a value is."""
        length = self.plot.height() if self.upright else self.plot.width()
        return length * max(0.0, min(1.0, value / self.end))


class GroupedBars(Picture):
    """Bars that stand, or lie one below the other; the value is written at each where there is room.

    ``asked`` tells the category and the series, or ``WHOLE`` where the name of a category was pressed.
    """

    def __init__(self, empty: str = "没有可以画的数据", *, upright: bool = True) -> None:
        super().__init__(empty)
        self._upright = upright
        self._most: float | None = None
        self._categories: tuple[str, ...] = ()
        self._series: tuple[Series, ...] = ()

    def show_bars(
        self,
        title: str,
        categories: Sequence[str],
        series: Sequence[Series],
        *,
        most: float | None = None,
        upright: bool | None = None,
    ) -> None:
        """Show these instead; the axis ends at ``most``, or beyond the longest bar.

        Raises:
            ValueError: more than four series, or values that don't fit the categories.
        """
        check(series, len(categories))
        drawn = any(value is not None for one in series for value in one.values)
        self._categories, self._series = (tuple(categories), tuple(series)) if drawn else ((), ())
        self._most = most
        self._upright = self._upright if upright is None else upright
        self.tell(title, "；".join(self._heard(one) for one in self._series))

    @property
    def count(self) -> int:
        """How many categories there are."""
        return len(self._categories)

    @property
    def series_count(self) -> int:
        """How many series there are."""
        return len(self._series)

    @property
    def upright(self) -> bool:
        """Whether the bars stand."""
        return self._upright

    def spots(self, area: QRectF) -> list[Spot]:
        """Each category's name, and each bar; a short or missing one has room enough to be pointed at."""
        frame = self._frame(area)
        made = [Spot(at, WHOLE, self._name_place(frame, area, at), self._told(at)) for at in range(self.count)]
        for at, number, value, bar in self._bars(frame):
            place = QRectF(bar)
            if frame.upright:
                place.setTop(min(bar.top(), bar.bottom() - _HIT))
            else:
                place.setRight(max(bar.right(), bar.left() + _HIT))
            one = self._series[number]
            name = f"{one.name} " if self.series_count > 1 else ""
            made.append(Spot(at, number, place, f"{name}{self._categories[at]}：{said(value)}"))
        return made

    def paint(self, painter: QPainter, area: QRectF, ink: Ink = shown.paper) -> None:
        """Draw key, axis, bars with their values, and names."""
        frame = self._frame(area)
        draw_key(painter, area, self._series, ink, shaped=False)
        painter.setFont(fonts.sized(scale.SMALL))
        self._draw_axis(painter, frame, ink)
        bars = list(self._bars(frame))
        for _at, number, value, bar in bars:
            if value is not None:
                painter.fillRect(bar.adjusted(0, 0, *((-1, 0) if frame.upright else (0, -1))), ink(COLOURS[number]))
        for value, place in self._written(frame, bars):
            painter.setPen(ink("muted" if value is None else "text"))
            painter.drawText(place, CENTRE if frame.upright else LEFT, _short(value))
        painter.setPen(ink("text"))
        for at, name in enumerate(self._categories):
            place = self._name_place(frame, area, at)
            painter.drawText(place, CENTRE if frame.upright else RIGHT, elided(name, place.width()))

    def _frame(self, area: QRectF) -> _Frame:
        known = [value for one in self._series for value in one.values if value is not None]
        end, step = rounded_up(self._most or max(known), whole=all(float(value).is_integer() for value in known))
        line = metrics().height()
        top = key_height(self._series, area.width()) + scale.TIGHT
        if self._upright:
            beside = metrics().horizontalAdvance(said(end)) + scale.NEAR
            plot = area.adjusted(beside, top + line, -scale.TIGHT, -line - scale.NEAR)
        else:
            wide = max(metrics().horizontalAdvance(name) for name in self._categories)
            after = max(metrics().horizontalAdvance(said(value)) for one in self._series for value in one.values)
            beside = min(area.width() * _BESIDE, wide + 2) + scale.NEAR
            plot = area.adjusted(beside, top, -after - scale.NEAR, -scale.TIGHT)
        return _Frame(plot, self._most or end, step, self._upright)

    def _bars(self, frame: _Frame) -> Iterator[tuple[int, int, float | None, QRectF]]:
        for at in range(self.count):
            room = frame.room(at, self.count)
            for number, one in enumerate(self._series):
                value = one.values[at]
                yield at, number, value, frame.bar(room, number, self.series_count, value or 0.0)

    def _name_place(self, frame: _Frame, area: QRectF, at: int) -> QRectF:
        room = frame.room(at, self.count)
        if frame.upright:
            below = frame.plot.bottom() + scale.TIGHT
            return QRectF(room.left() + 1, below, room.width() - 2, metrics().height())
        return QRectF(area.left(), room.top(), frame.plot.left() - area.left() - scale.NEAR, room.height())

    def _written(
        self, frame: _Frame, bars: Sequence[tuple[int, int, float | None, QRectF]]
    ) -> Iterator[tuple[float | None, QRectF]]:
        """The values for which there is room, above bars that stand, behind those that lie."""
        taken = [bar for *_, bar in bars]
        for _at, _number, value, bar in bars:
            place = self._place_of(frame, bar, _short(value))
            if not any(place.intersects(one) for one in taken if one is not bar):
                taken.append(place)
                yield value, place

    def _place_of(self, frame: _Frame, bar: QRectF, text: str) -> QRectF:
        place = QRectF(0, 0, metrics().horizontalAdvance(text) + 2, metrics().height())
        if frame.upright:
            place.moveCenter(QPointF(bar.center().x(), bar.top() - place.height() / 2 - 1))
        else:
            place.setHeight(metrics().ascent())
            place.moveCenter(QPointF(bar.right() + scale.TIGHT + place.width() / 2, bar.center().y()))
        return place

    def _draw_axis(self, painter: QPainter, frame: _Frame, ink: Ink) -> None:
        plot = frame.plot
        if frame.upright:
            for tick in range(math.floor(frame.end / frame.step) + 1):
                y = plot.bottom() - frame.reach(tick * frame.step)
                painter.setPen(QPen(ink("edge" if tick == 0 else "line"), 1))
                painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
                painter.setPen(ink("muted"))
                beside = QRectF(0, y - scale.NEAR, plot.left() - scale.TIGHT, 2 * scale.NEAR)
                painter.drawText(beside, RIGHT, said(tick * frame.step))
        else:
            painter.setPen(QPen(ink("edge"), 1))
            painter.drawLine(plot.topLeft(), plot.bottomLeft())

    def _told(self, at: int) -> str:
        values = (f"{one.name} {said(one.values[at])}" for one in self._series)
        return f"{self._categories[at]}：" + "，".join(values)

    def _heard(self, one: Series) -> str:
        pairs = zip(self._categories, one.values, strict=True)
        return f"{one.name} " + "，".join(f"{name} {said(value)}" for name, value in pairs)


def _short(value: float | None) -> str:
    """A value where there is little room."""
    return _NONE if value is None else said(value)
