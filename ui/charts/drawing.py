"""One chart of files or of pilots: what its bars count, and the lists to which they lead."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from ui.charts.bars import GroupedBars
from ui.charts.picture import WHOLE
from ui.charts.series import Series

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.base.listing import Query
    from desktop.office.charts import Bar, Chart


class ChartView(GroupedBars):
    """Draws a chart; times stand side by side, everything else lies one below the other.

    Signals:
        query_asked: the ``Query`` of the bar that was pressed.
    """

    query_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._counted: tuple[Sequence[Bar], ...] = ()
        self.asked.connect(self._on_asked)

    def show_chart(self, chart: "Chart") -> None:
        """Draw this chart instead."""
        self._counted = tuple(chart.series.values())
        labels = [_time(label) for label in chart.labels] if chart.ordered else chart.labels
        series = [Series(name, tuple(float(bar.value) for bar in bars)) for name, bars in chart.series.items()]
        self.show_bars(chart.title, labels, series, upright=chart.ordered)

    def leads(self, at: int, series: int) -> bool:
        """Whether what it counts is one list."""
        return self._query(at, series) is not None

    def _on_asked(self, at: int, series: int) -> None:
        query = self._query(at, series)
        if query is not None:
            self.query_asked.emit(query)

    def _query(self, at: int, series: int) -> "Query | None":
        """The list of a bar; a label leads to its only bar's."""
        if series == WHOLE:
            return self._counted[0][at].query if len(self._counted) == 1 else None
        return self._counted[series][at].query


def _time(label: str) -> str:
    """A year, or a month alone; twelve in a row are told apart by it.

    >>> _time("2026-03"), _time("2026")
    ('3月', '2026')
    """
    _, dash, month = label.partition("-")
    return f"{int(month)}月" if dash else label
