"""The page of charts: four pictures of files or of pilots, or the same as tables."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QStackedWidget

from desktop.base.changes import Change, Noun
from desktop.base.fields import Kind
from desktop.base.listing import Column, Listing, Query
from ui.charts.drawing import ChartView
from ui.desk import Desk
from ui.look import scale
from ui.look.roles import dress
from ui.tables.model import ListModel
from ui.tables.source import MemorySource
from ui.tables.view import TableView
from ui.widgets.page import PageToLeave
from ui.widgets.panel import EmptyState
from ui.widgets.pieces import column, drop_arguments, icon_button, label, row
from ui.widgets.segments import Segments

if TYPE_CHECKING:
    from desktop.office.charts import Bar, Chart
    from desktop.office.office import Office

PICTURE, TABLE = "picture", "table"
_ACROSS, _COUNT = 2, 4
_LABEL, _VALUE, _LINE = 36, 10, 58
"""Characters of the columns of a table, and of a whole line on a small screen."""
_HINT = "点一条柱子，打开它所数的名单"
_ABOUT = {str(Noun.CASES): "困难职工", str(Noun.PILOTS): "产改试点"}
_NOUNS = {Noun.CASES: {Noun.CASES}, Noun.PILOTS: {Noun.PILOTS, Noun.WAVES, Noun.ASSESSMENTS, Noun.TALENTS}}
"""Of what the charts are, and what they count."""


class ChartBox(QFrame):
    """One chart with its title, as a picture or as a table; Enter on a line of the table opens its list.

    Signals:
        asked: the ``Query`` of what the clerk pressed.
    """

    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        dress(self, "card")
        self.chart: Chart | None = None
        self.table: TableView | None = None
        self._title = label(role="strong")
        self.view = ChartView()
        self.view.query_asked.connect(self.asked)
        self._empty = EmptyState("chart", "没有可以统计的记录")
        self._stack = QStackedWidget()
        for one in (self.view, self._empty):
            self._stack.addWidget(one)
        self._shape = PICTURE
        whole = column(scale.WIDE, scale.NEAR, scale.WIDE, scale.NEAR, gap=scale.TIGHT)
        whole.addWidget(self._title)
        whole.addWidget(self._stack, 1)
        self.setLayout(whole)

    def show_chart(self, chart: "Chart") -> None:
        """Show this chart instead."""
        if chart == self.chart:
            return
        self.chart = chart
        self._title.setText(chart.title)
        self.view.show_chart(chart)
        self._show_table(chart)
        self.turn(self._shape)

    def turn(self, shape: str) -> None:
        """Show it as a picture or as a table."""
        self._shape = shape
        if self.chart is not None and self.chart.empty:
            self._stack.setCurrentWidget(self._empty)
        elif shape == TABLE and self.table is not None:
            self._stack.setCurrentWidget(self.table)
        else:
            self._stack.setCurrentWidget(self.view)

    def _show_table(self, chart: "Chart") -> None:
        if self.table is not None:
            self._stack.removeWidget(self.table)
            self.table.deleteLater()
        listing = _listing(chart)
        lines = list(zip(*chart.series.values(), strict=True))
        model = ListModel(listing, MemorySource(listing, [(bars[0].label, *(b.value for b in bars)) for bars in lines]))
        self.table = TableView(model, key=f"chart/{chart.key}")
        model.setParent(self.table)
        self.table.setAccessibleName(chart.title)
        self.table.horizontalHeader().setSectionsClickable(False)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.opened.connect(partial(self._open, lines))
        model.show(Query(noun=chart.noun))
        self._stack.addWidget(self.table)

    def _open(self, lines: "list[tuple[Bar, ...]]", at: int) -> None:
        """The list of the cell that the clerk is in, or else of the first that counts anything."""
        bars, across = lines[at], self.table.currentIndex().column() if self.table else 0
        query = bars[across - 1].query if across else _first(bars)
        if query is not None:
            self.asked.emit(query)


class ChartsPage(PageToLeave):
    """Files by category, cause, town and month, or pilots by wave, stage and grade; Escape goes back, F5 counts anew.

    Signals:
        left: the clerk went back.
        query_asked: the ``Query`` of a bar: show its list.
    """

    query_asked = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._due = True
        self.boxes = [ChartBox() for _ in range(_COUNT)]
        self.about = Segments("统计什么", _ABOUT)
        self.shape = Segments("显示方式", {PICTURE: "图", TABLE: "表"})
        self.about.chosen.connect(drop_arguments(self.refresh))
        self._assemble()
        for box in self.boxes:
            box.asked.connect(self.query_asked)
            self.shape.chosen.connect(box.turn)
        desk.changed.connect(self._on_change)
        shortcut = QShortcut(QKeySequence("F5"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.refresh)

    def refresh(self) -> None:
        """Ask again: now if the page is seen, else when it next is."""
        self._due = not self.isVisible()
        if not self._due:
            self._desk.ask(partial(_charts, Noun(self.about.value)), self._show, key=(id(self), "charts"))

    def _assemble(self) -> None:
        whole = column(scale.WIDE, scale.APART, scale.WIDE, scale.WIDE)
        whole.addLayout(self._head())
        grid = QGridLayout()
        grid.setSpacing(scale.APART)
        for at, box in enumerate(self.boxes):
            grid.addWidget(box, *divmod(at, _ACROSS))
        for at in range(_ACROSS):
            grid.setColumnStretch(at, 1)
            grid.setRowStretch(at, 1)
        whole.addLayout(grid, 1)
        self.setLayout(whole)

    def _head(self) -> QHBoxLayout:
        made = row()
        made.addWidget(icon_button("back", "返回（Esc）", self.left.emit))
        made.addWidget(label("统计", "title"))
        made.addSpacing(scale.NEAR)
        made.addWidget(self.about)
        made.addWidget(label(_HINT, "muted"), 0, Qt.AlignmentFlag.AlignBottom)
        made.addStretch(1)
        made.addWidget(self.shape)
        return made

    def _show(self, charts: "tuple[Chart, ...]") -> None:
        for box, chart in zip(self.boxes, charts, strict=True):
            box.show_chart(chart)

    def _on_change(self, change: Change, _initiator: object) -> None:
        if change.nouns & _NOUNS[Noun(self.about.value)]:
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Ask again if something changed meanwhile."""
        super().showEvent(event)
        if self._due:
            self.refresh()


def _charts(noun: Noun, office: "Office") -> "tuple[Chart, ...]":
    return office.statistics.charts(noun)


def _listing(chart: "Chart") -> Listing:
    return Listing(
        noun=chart.noun,
        columns=(
            Column(name="label", label=chart.about, width=min(_LABEL, _LINE - _VALUE * len(chart.series))),
            *(Column(name=name, label=name, kind=Kind.COUNT, width=_VALUE) for name in chart.series),
        ),
    )


def _first(bars: "tuple[Bar, ...]") -> Query | None:
    """The list of a line of the table: that of the first bar that counts something."""
    return next((bar.query for bar in bars if bar.value), bars[0].query)
