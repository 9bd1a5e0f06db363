"""How one enterprise was assessed over the years: its totals as bars, its fronts as a radar."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from desktop.base.changes import Change, Noun
from desktop.pilots.comparing import Judged
from ui.charts.bars import GroupedBars
from ui.charts.radar import Axis, Radar
from ui.charts.series import MOST, Series
from ui.desk import Desk
from ui.look import scale
from ui.look.roles import dress
from ui.widgets.pieces import card, column, section_heading

if TYPE_CHECKING:
    from desktop.office.office import Office

_NONE = "评定之后这里显示历年得分"
_TENTHS, _FULL = 10, 100.0
_WIDTH, _BARS, _RADAR = 340, 150, 236


class CourseView(QScrollArea):
    """Asks the desk itself, again whenever an assessment changes."""

    def __init__(self, desk: Desk, enterprise: int) -> None:
        super().__init__(widgetResizable=True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedWidth(_WIDTH)
        self._desk, self._enterprise = desk, enterprise
        self.totals, self.fronts = GroupedBars(_NONE), Radar(_NONE)
        self.totals.setFixedHeight(_BARS)
        self.fronts.setFixedHeight(_RADAR)
        body, inside = dress(QWidget(), "clear"), column(0, scale.APART, scale.WIDE, scale.NEAR, gap=scale.APART)
        for title, chart in (("历年总分", self.totals), ("各方面得分率（%）", self.fronts)):
            box, within = card(), column(scale.WIDE, scale.NEAR, scale.WIDE, scale.NEAR, gap=scale.TIGHT)
            within.addWidget(section_heading(title))
            within.addWidget(chart)
            box.setLayout(within)
            inside.addWidget(box)
        inside.addStretch(1)
        body.setLayout(inside)
        self.setWidget(body)
        desk.changed.connect(self._on_change)

    def refresh(self) -> None:
        """Ask again."""
        self._desk.ask(partial(_read, self._enterprise), self._show, key=(id(self), "course"))

    def _show(self, course: Sequence[Judged]) -> None:
        years = [f"{one.year} 年" for one in course]
        self.totals.show_bars("历年总分", years, [Series("总分", tuple(one.total / _TENTHS for one in course))])
        newest = course[-MOST:]
        fronts = list(dict.fromkeys(front for one in newest for front in one.fronts))
        series = [Series(f"{one.year} 年", tuple(_share(one, front) for front in fronts)) for one in newest]
        self.fronts.show_series("各方面得分率", [Axis(front, _FULL) for front in fronts], series)

    def _on_change(self, change: Change, _initiator: object) -> None:
        if Noun.ASSESSMENTS in change.nouns and self.isVisible():
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for what may have changed meanwhile."""
        super().showEvent(event)
        self.refresh()


def _share(one: Judged, front: str) -> float | None:
    """Of a hundred that could be got in a front, so many were."""
    got, most = one.fronts.get(front, (0, 0))
    return got * 100 * _TENTHS // most / _TENTHS if most else None


def _read(enterprise: int, office: "Office") -> list[Judged]:
    return office.assessments.course(enterprise)
