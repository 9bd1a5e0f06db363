"""How many files there are by category, cause, town and month: the charts, each bar with the list that it counts.

Those of pilots are in ``pilot_statistics``.
"""

import datetime as dt
from collections.abc import Mapping

from sqlite_utils import Database

from desktop.base.calendar import today
from desktop.base.changes import Noun
from desktop.base.listing import Query
from desktop.cases.effects import months_after
from desktop.cases.household import State
from desktop.office.charts import Bar, Chart
from desktop.office.pilot_statistics import pilot_charts
from desktop.office.standing import Standing
from desktop.store import listings
from desktop.store.faults import translated

_MOST, _MONTHS = 10, 12
_ON_FILE = {"state": str(State.ON_FILE)}


class Statistics:
    """Doors to the charts."""

    def __init__(self, db: Database, standing: Standing) -> None:
        self._db = db
        self._standing = standing

    def charts(self, noun: Noun = Noun.CASES) -> tuple[Chart, ...]:
        """Four charts of files, or of pilots.

        Files on file by category, main cause and town; files filed and lifted out by month, over a year.
        """
        if noun is Noun.PILOTS:
            with translated():
                return pilot_charts(self._db, self._standing.on())
        return (
            self._on_file("category", "在档：困难类别"),
            self._on_file("main_cause", "在档：主要致困原因"),
            self._on_file("town", "在档：所属镇街"),
            self._by_month(today()),
        )

    def _on_file(self, column: str, title: str) -> Chart:
        counts = self._counts(column, _ON_FILE)
        bars = [
            Bar(label or "未填", count, Query(noun=Noun.CASES, chips={**_ON_FILE, column: label}))
            for label, count in counts.items()
        ]
        rest = bars[_MOST:] if len(bars) > _MOST + 1 else []
        others = [Bar(f"其他 {len(rest)} 项", sum(bar.value for bar in rest), None)] if rest else []
        return Chart(key=column, title=title, series={"户数": (*bars[: len(bars) - len(rest)], *others)})

    def _by_month(self, day: dt.date) -> Chart:
        months = [f"{months_after(day.replace(day=1), back):%Y-%m}" for back in range(1 - _MONTHS, 1)]
        series = {
            name: _months(self._counts(column, {}), column, months)
            for name, column in (("建档", "filed_month"), ("脱困", "lifted_month"))
        }
        return Chart(key="months", title="近十二个月建档和脱困", series=series, about="月份", ordered=True)

    def _counts(self, column: str, chips: Mapping[str, str]) -> Mapping[str, int]:
        with translated():
            return listings.counts(self._db, Query(noun=Noun.CASES, chips=chips), column)


def _months(counts: Mapping[str, int], column: str, months: list[str]) -> tuple[Bar, ...]:
    return tuple(Bar(month, counts.get(month, 0), Query(noun=Noun.CASES, chips={column: month})) for month in months)
