"""Finished assessments side by side: waves over the years, the fronts of a year, and who stands where."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSplitter, QWidget

from desktop.base.changes import Change, Noun
from desktop.base.fields import Kind, Value
from desktop.base.listing import Column, Listing, Query
from desktop.base.values import show_points
from desktop.pilots.comparing import Comparison, Group, Ranked, average
from ui.charts.bars import GroupedBars
from ui.charts.series import MOST, Series
from ui.look import scale
from ui.pilots.reach import Reach
from ui.tables.small import SmallTable
from ui.widgets.page import PageToLeave
from ui.widgets.pieces import Combo, card, column, icon_button, label, row, section_heading
from ui.widgets.segments import Segments

if TYPE_CHECKING:
    from desktop.office.office import Office

_TENTHS, _WHOLE = 10, 100
_FULL = 100.0
_NONE = "还没有评定的评价"
GRADES = {"优秀": "good", "良好": "good", "合格": "accent", "不合格": "bad"}
"""Tones of the usual grades; a grade of an office's own has none."""
_VETOED = "·一票否决"
_SIZES = [540, 620]
"""Charts and ranking, in proportion."""
_TONES = GRADES | {f"{grade}{_VETOED}": tone for grade, tone in GRADES.items()}
WAVES, YEARS = "waves", "years"
_RANKING = Listing(
    noun=Noun.ASSESSMENTS,
    columns=(
        Column(name="place", label="名次", kind=Kind.COUNT, width=4),
        Column(name="name", label="单位", width=20),
        Column(name="wave", label="批次", width=6),
        Column(name="total", label="总分", kind=Kind.POINTS, width=5),
        Column(name="moved", label="比上年", width=5),
        Column(name="grade", label="等次", kind=Kind.CODE, width=15),
    ),
)


class _Found(NamedTuple):
    """What the page shows: the years of which something is finished, and of each the waves."""

    years: tuple[int, ...]
    waves: tuple[Comparison, ...]
    course: Comparison
    shown: Comparison


class ComparePage(PageToLeave):
    """By waves of a year or by years; Enter in the ranking opens the score sheet, Escape goes back."""

    def __init__(self, reach: Reach, open_one: Callable[[int], object]) -> None:
        super().__init__()
        self._desk = reach.desk
        self._found: _Found | None = None
        self._due = True
        self.by = Segments("比较什么", {WAVES: "按批次", YEARS: "按年度"})
        self.year = Combo()
        self.year.setAccessibleName("年度")
        self.totals, self.fronts = GroupedBars(_NONE), GroupedBars(_NONE)
        self.ranking = SmallTable(
            _RANKING, sorts=False, stretch=False, key="assessment-ranking", tones={"grade": _TONES}, empty=_NONE
        )
        self._model = self.ranking.listed
        self._model.query = Query(noun=Noun.ASSESSMENTS)  # by rank alone
        self.ranking.setAccessibleName("名次")
        self._said, self._title = label(role="muted", wrap=True), label("各方面得分率（%）", "strong")
        self._assemble()
        self.by.chosen.connect(self._show_charts)
        self.year.activated.connect(self.refresh)
        self.ranking.opened.connect(open_one)
        self._desk.changed.connect(self._on_change)

    def refresh(self, *_: object) -> None:
        """Ask again: now if the page is seen, else when it next is."""
        self._due = not self.isVisible()
        if not self._due:
            year = self.year.currentData()
            self._desk.ask(partial(_read, year), self._show, key=(id(self), "compare"))

    def _show(self, found: _Found) -> None:
        self._found = found
        asked = self.year.currentData()
        self.year.clear()
        for year in found.years:
            self.year.addItem(f"{year} 年", year)
        self.year.setCurrentIndex(found.years.index(asked) if asked in found.years else 0)
        self.year.setEnabled(len(found.years) > 1)
        self._said.setText(_says(found))
        self.ranking.show_rows(_ranked(found.shown), [one.assessment for one in found.shown.ranking])
        self._show_charts()

    def _show_charts(self, *_: object) -> None:
        if self._found is None:
            return
        by_wave = self.by.value == WAVES
        groups = self._found.shown.groups if by_wave else self._found.course.groups
        self.totals.show_bars("平均总分", *_totals(self._found, by_wave=by_wave))
        self.fronts.show_bars("各方面得分率", *_fronts(groups[-MOST:]), most=_FULL)
        left_out = len(groups) - MOST
        told = f"，只画最近 {MOST} 组" if left_out > 0 else ""
        self._title.setText(f"各方面得分率（%）{told}")

    def _on_change(self, change: Change, _initiator: object) -> None:
        if Noun.ASSESSMENTS in change.nouns:
            self.refresh()

    def _assemble(self) -> None:
        head = row()
        head.addWidget(icon_button("back", "返回（Esc）", self.left.emit))
        head.addWidget(label("年度评价比较", "title"))
        head.addStretch(1)
        head.addWidget(self.by)
        head.addWidget(self.year)
        charts = column()
        charts.addWidget(_box(label("平均总分（分）", "strong"), self.totals), 1)
        charts.addWidget(_box(self._title, self.fronts), 1)
        left = QWidget()
        left.setLayout(charts)
        both = QSplitter(Qt.Orientation.Horizontal, childrenCollapsible=False)
        both.setHandleWidth(scale.NEAR)
        both.addWidget(left)
        both.addWidget(_box(section_heading("名次"), self.ranking))
        both.setStretchFactor(0, 1)
        both.setSizes(_SIZES)
        whole = column(scale.WIDE, scale.APART, scale.WIDE, scale.WIDE)
        whole.addLayout(head)
        whole.addWidget(self._said)
        whole.addWidget(both, 1)
        self.setLayout(whole)
        self.setFocusProxy(self.ranking)

    def showEvent(self, event: QShowEvent) -> None:
        """Ask again if something changed meanwhile."""
        super().showEvent(event)
        if self._due:
            self.refresh()


def _box(*widgets: QWidget) -> QWidget:
    made, inside = card(), column(scale.WIDE, scale.NEAR, scale.WIDE, scale.NEAR, gap=scale.TIGHT)
    for one in widgets[:-1]:
        inside.addWidget(one)
    inside.addWidget(widgets[-1], 1)
    made.setLayout(inside)
    return made


def _ranked(found: Comparison) -> list[tuple[Value, ...]]:
    return [(one.place, one.name, one.wave, one.total, one.moved, _graded(one)) for one in found.ranking]


def _graded(one: Ranked) -> str:
    return f"{one.grade}{_VETOED}" if one.vetoed else one.grade


def _read(year: int | None, office: "Office") -> _Found:
    years = tuple(office.assessments.years())
    asked = year if year in years else years[0] if years else None
    return _Found(
        years,
        tuple(office.assessments.compare("wave", one) for one in years[:MOST]),
        office.assessments.compare("year"),
        office.assessments.compare("wave", asked),
    )


def _says(found: _Found) -> str:
    if not found.years:
        return "评定了的评价在这里比较。"
    ranked = found.shown.ranking
    grades: dict[str, int] = {}
    for one in ranked:
        grades[one.grade] = grades.get(one.grade, 0) + 1
    told = "、".join(f"{grade} {count} 家" for grade, count in grades.items())
    if not ranked:
        return ""
    mean = show_points(average([one.total for one in ranked]))
    return f"{ranked[0].year} 年评定 {len(ranked)} 家，平均 {mean} 分：{told}。"


def _totals(found: _Found, *, by_wave: bool) -> tuple[list[str], list[Series]]:
    """Waves with a bar for each year, or the years with one bar each."""
    if not by_wave:
        groups = found.course.groups
        return [one.label for one in groups], [Series("平均总分", tuple(one.average / _TENTHS for one in groups))]
    waves = list(dict.fromkeys(one.label for year in found.waves for one in year.groups))
    series = []
    for year, compared in sorted(zip(found.years, found.waves, strict=False)):
        known = {one.label: one.average / _TENTHS for one in compared.groups}
        series.append(Series(f"{year} 年", tuple(known.get(wave) for wave in waves)))
    return waves, series


def _fronts(groups: Sequence[Group]) -> tuple[list[str], list[Series]]:
    """Fronts with a bar for each group: of a hundred that could be got, so many were."""
    fronts = list(dict.fromkeys(front for one in groups for front in one.fronts))
    return fronts, [Series(one.label, tuple(_share(one, front) for front in fronts)) for one in groups]


def _share(group: Group, front: str) -> float | None:
    got, most = group.fronts.get(front, (0, 0))
    return got * _WHOLE * _TENTHS // most / _TENTHS if most else None
