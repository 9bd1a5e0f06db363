"""One chart in the colours of the theme, with its values written at the bars."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCharts import (
    QAbstractBarSeries,
    QBarCategoryAxis,
    QBarSeries,
    QBarSet,
    QChart,
    QChartView,
    QHorizontalBarSeries,
    QValueAxis,
)
from PySide6.QtCore import QEvent, QMargins, Qt, Signal
from PySide6.QtGui import QBrush, QFont, QPainter, QPen

from ui.look import scale, shown

if TYPE_CHECKING:
    from desktop.office.statistics import Bar, Chart

_SERIES = ("accent", "good")
"""The colour of each series."""
_ROOM = 1.18
"""How much longer the axis is than the longest bar: the values stand there."""
_THICK, _THIN = 0.62, 0.8


class ChartView(QChartView):
    """Draws a chart; months stand side by side, everything else one below the other, the greatest first.

    Signals:
        asked: the ``Query`` of the bar that was pressed.
    """

    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._shown: Chart | None = None
        self._bars: list[Sequence[Bar]] = []
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setFrameShape(QChartView.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setStyleSheet("background: transparent")

    def show_chart(self, chart: "Chart") -> None:
        """Draw this chart instead."""
        self._shown = chart
        self.setAccessibleName(f"{chart.title}：{_heard(chart)}")
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        """Draw anew in another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._shown is not None:
            self._draw()

    def _draw(self) -> None:
        if self._shown is None:
            return
        old, made = self.chart(), _blank()
        labels = list(self._shown.labels)
        upright = self._shown.ordered
        self._bars = [tuple(bars) if upright else tuple(reversed(bars)) for bars in self._shown.series.values()]
        series = self._series(list(self._shown.series), upright=upright)
        made.addSeries(series)
        greatest = max((bar.value for bars in self._bars for bar in bars), default=0)
        self._add_axes(made, series, labels if upright else labels[::-1], greatest, upright=upright)
        made.legend().setVisible(len(self._bars) > 1)
        self.setChart(made)
        if old is not None:
            old.deleteLater()

    def _series(self, names: Sequence[str], *, upright: bool) -> QAbstractBarSeries:
        made = QBarSeries() if upright else QHorizontalBarSeries()
        made.setBarWidth(_THIN if upright else _THICK)
        for at, (name, bars) in enumerate(zip(names, self._bars, strict=True)):
            made.append(_bar_set(name, bars, _SERIES[at % len(_SERIES)]))
        made.setLabelsVisible(True)
        made.setLabelsPosition(QAbstractBarSeries.LabelsPosition.LabelsOutsideEnd)
        made.clicked.connect(self._on_clicked)
        made.hovered.connect(self._on_hovered)
        return made

    def _add_axes(
        self, chart: QChart, series: QAbstractBarSeries, labels: list[str], greatest: int, *, upright: bool
    ) -> None:
        names = QBarCategoryAxis()
        names.append([_month(label) for label in labels] if upright else labels)
        names.setGridLineVisible(False)
        names.setLabelsBrush(QBrush(shown.colour("text")))
        names.setLinePen(QPen(shown.colour("line")))
        names.setLabelsFont(_font())
        values = QValueAxis()
        values.setRange(0, max(1, greatest * _ROOM))
        values.setVisible(False)
        below, beside = Qt.AlignmentFlag.AlignBottom, Qt.AlignmentFlag.AlignLeft
        chart.addAxis(names, below if upright else beside)
        chart.addAxis(values, beside if upright else below)
        series.attachAxis(names)
        series.attachAxis(values)

    def _on_clicked(self, at: int, pressed: QBarSet) -> None:
        query = self._bar(at, pressed).query
        if query is not None:
            self.asked.emit(query)

    def _on_hovered(self, over: bool, at: int, bars: QBarSet) -> None:
        opens = over and self._bar(at, bars).query is not None
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if opens else Qt.CursorShape.ArrowCursor)

    def _bar(self, at: int, pressed: QBarSet) -> "Bar":
        names = list(self._shown.series) if self._shown else []
        return self._bars[names.index(pressed.label())][at]


def _month(label: str) -> str:
    """The month alone; twelve in a row are told apart by it.

    >>> _month("2026-03")
    '3月'
    """
    return f"{int(label[-2:])}月"


def _blank() -> QChart:
    made = QChart()
    made.setBackgroundVisible(False)
    made.setMargins(QMargins(0, 0, 0, 0))
    made.layout().setContentsMargins(0, 0, 0, 0)
    made.legend().setAlignment(Qt.AlignmentFlag.AlignTop)
    made.legend().setLabelBrush(QBrush(shown.colour("text")))
    made.legend().setFont(_font())
    return made


def _bar_set(name: str, bars: Sequence["Bar"], colour: str) -> QBarSet:
    made = QBarSet(name)
    made.append([float(bar.value) for bar in bars])
    made.setBrush(QBrush(shown.colour(colour)))
    made.setPen(QPen(Qt.PenStyle.NoPen))
    made.setLabelBrush(QBrush(shown.colour("text")))
    made.setLabelFont(_font())
    return made


def _font() -> QFont:
    made = QFont()
    made.setPixelSize(scale.SMALL)
    return made


def _heard(chart: "Chart") -> str:
    """What a screen reader says instead of the picture."""
    return "；".join(
        f"{name} " + "，".join(f"{bar.label} {bar.value:,}" for bar in bars if bar.value)
        for name, bars in chart.series.items()
    )
