"""The section 劳动关系监测: pilots by periods, who filled in, who is late, who was reminded."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QPushButton, QStackedWidget, QTabBar, QWidget

from desktop.base.calendar import chinese_date, today
from desktop.base.changes import Change, Noun
from desktop.base.listing import Query
from desktop.pilots.filling_dues import Mark
from desktop.pilots.filling_grid import Cell, Grid
from desktop.pilots.periods import begins, ends, kind_of, read_period, told
from desktop.policy.pilot_standards import Period
from ui.look import scale
from ui.pilots.monitoring_asking import ask_due, ask_figures, ask_filled, ask_reminded
from ui.pilots.monitoring_list import FillingList
from ui.pilots.reach import Reach
from ui.pilots.section import SectionPage
from ui.tables import periods
from ui.tables.clipboard import rows_to_mime
from ui.tables.grid import PeriodGrid
from ui.widgets.pieces import button, column, drop_arguments, icon_button, label, row
from ui.widgets.segments import Segments

if TYPE_CHECKING:
    from desktop.office.office import Office

_EMPTY = "这一年没有要填报的单位。试点单位的“劳动关系监测点”不填或填“是”时要填报。"
_STATES = {
    Mark.ON_TIME: periods.CellState.DONE,
    Mark.LATE: periods.CellState.DONE,
    Mark.MISSING: periods.CellState.LATE,
    Mark.OPEN: periods.CellState.OPEN,
    Mark.AHEAD: periods.CellState.OPEN,
}


class GridView(QWidget):
    """The grid of a year: Enter opens figures, Ctrl+D says filled in, Ctrl+R reminds, Del takes back.

    ``bar`` stands where the section wants it.
    """

    def __init__(self, reach: Reach) -> None:
        super().__init__()
        self._reach = reach
        self.year = today().year
        self._wanted: Period | None = None
        self._shown: Grid | None = None
        self.bar = QWidget()
        self.grid = PeriodGrid("劳动关系监测填报", done="已填报", empty=_EMPTY)
        self._year = label(role="heading")
        self.rhythm = Segments("按月还是按季度", {Period.QUARTER: "季度", Period.MONTH: "月"})
        self.told = label(role="muted")
        self._assemble()
        self.grid.cell_asked.connect(self._on_cell)
        self.grid.row_asked.connect(lambda number: reach.open_unit(number, "监测"))
        self.grid.menu_asked.connect(self._pop)
        self.grid.chosen_changed.connect(self._tell)
        self.rhythm.chosen.connect(self._choose_rhythm)
        keys_of: tuple[tuple[str, Callable[[], object]], ...] = (
            ("Ctrl+D", self.fill),
            ("Ctrl+R", self.remind),
            ("Ctrl+Shift+C", self.copy_list),
            ("Del", self.clear),
            ("F2", self.figures),
            ("Alt+PgUp", partial(self.step, -1)),
            ("Alt+PgDown", partial(self.step, 1)),
        )
        for keys, deed in keys_of:
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(deed)
        reach.desk.changed.connect(self._on_change)
        self.ask()
        self.setFocusProxy(self.grid)

    def ask(self) -> None:
        """Ask for the year."""
        self._reach.desk.ask(partial(_read, self.year, self._wanted), self._show, key=(id(self), "grid"))

    def step(self, by: int) -> None:
        """Show the year after or before."""
        self.year += by
        self.ask()

    def go(self, period: str) -> None:
        """Show the year of a period."""
        self.year, self._wanted = begins(period).year, kind_of(period)
        self.ask()

    def chosen(self) -> tuple[list[int], str]:
        """The chosen pilots and their period; none where nothing is asked."""
        numbers, period = self.grid.chosen()
        return numbers, period

    def figures(self) -> None:
        """Ask what the current pilot filled in."""
        current = self.grid.current()
        if current is not None:
            self._on_cell(*current)

    def fill(self) -> None:
        """Ask on which day the chosen ones filled in: of those that are to, where some are."""
        numbers, period = self.chosen()
        if numbers and self._shown is not None:
            asked = {one.enterprise for one in self._shown.lines if one.cells[period].mark is not Mark.UNASKED}
            ask_filled(self, self._reach.desk, [one for one in numbers if one in asked] or numbers, period)

    def clear(self) -> None:
        """The chosen ones didn't fill in after all; undo brings it back."""
        numbers, period = self.chosen()
        if numbers:
            self._reach.desk.do(partial(_clear, numbers, period))

    def remind(self) -> None:
        """Ask how those of the chosen ones were reminded that didn't fill in."""
        numbers, period = self.chosen()
        if numbers and self._shown is not None:
            filled = {one.enterprise for one in self._shown.lines if one.cells[period].mark.filled}
            waiting = [one for one in numbers if one not in filled]
            if waiting:
                ask_reminded(self, self._reach.desk, waiting, period)
            else:
                self._reach.desk.known_error.emit(f"选中的单位{told(period)}都已填报，不用催报。")

    def set_due(self) -> None:
        """Ask for another due day of the period that is chosen."""
        _, period = self.chosen()
        if period and self._shown is not None:
            ask_due(self, self._reach.desk, period, self._shown.dues[period])

    def copy_list(self) -> None:
        """The list for calling those who didn't fill in, to the clipboard."""
        _, period = self.chosen()
        self._reach.desk.ask(partial(_chasing, period), self._copy, key=(id(self), "copy"))

    def _assemble(self) -> None:
        line = row()
        line.addWidget(icon_button("chevron-left", "前一年（Alt+PgUp）", partial(self.step, -1)))
        line.addWidget(self._year)
        line.addWidget(icon_button("chevron-right", "后一年（Alt+PgDn）", partial(self.step, 1)))
        line.addSpacing(scale.NEAR)
        line.addWidget(self.rhythm)
        line.addStretch(1)
        for text, deed, icon in self._deeds():
            if icon:
                line.addWidget(button(text.partition("\t")[0], deed, icon=icon))
        line.addWidget(self._more())
        line.addWidget(button("填报数据…", self.figures, icon="edit", role="primary"))
        self.bar.setLayout(line)
        whole = column(scale.WIDE, 0, scale.WIDE, scale.NEAR)
        whole.addWidget(self.grid, 1)
        whole.addWidget(self.told)
        self.setLayout(whole)

    def _deeds(self) -> tuple[tuple[str, Callable[[], object], str], ...]:
        """What can be done with the chosen cells; those with an icon have a button."""
        return (
            ("登记已填报…\tCtrl+D", self.fill, "check"),
            ("登记催报…\tCtrl+R", self.remind, "people"),
            ("改为未填报\tDel", self.clear, ""),
            ("复制催报名单\tCtrl+Shift+C", self.copy_list, ""),
            ("这一期的截止日期…", self.set_due, ""),
        )

    def _menu(self, parent: QWidget) -> QMenu:
        made = QMenu(parent)
        for text, deed, _ in (("填报数据…\tF2", self.figures, ""), *self._deeds()):
            made.addAction(text).triggered.connect(drop_arguments(deed))
        return made

    def _more(self) -> QPushButton:
        made = icon_button("more", "更多")
        made.setMenu(self._menu(made))  # as a first child of the page itself it would break Tab's ring
        return made

    def _choose_rhythm(self, key: str) -> None:
        self._wanted = Period(key)
        self.ask()

    def _show(self, found: Grid) -> None:
        self._shown = found
        self.rhythm.choose(found.every)
        self._year.setText(f"{found.year}年")
        self.grid.show_grid(
            [periods.GridRow(one.enterprise, one.name, one.wave_name or "") for one in found.lines],
            [periods.Period(key, told(key).partition("年")[2], f"{due:%m-%d}截止") for key, due in found.dues.items()],
            {(one.enterprise, key): _cell(cell) for one in found.lines for key, cell in one.cells.items()},
        )
        if self.grid.current() is None and found.lines:
            self.grid.go_to(found.lines[0].enterprise, _now(found))
        self._tell()

    def _tell(self, *_: object) -> None:
        if self._shown is None:
            return
        numbers, period = self.chosen()
        period = period or _now(self._shown)
        many = f"　已选 {len(numbers)} 家" if len(numbers) > 1 else ""
        self.told.setText(f"{told(period)}：{self._shown.count(period).sentence}{many}" if self._shown.lines else "")

    def _on_cell(self, number: int, period: str) -> None:
        ask_figures(self, self._reach.desk, number, period)

    def _pop(self, _numbers: list[int], _period: str, place: QPoint) -> None:
        menu = self._menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)

    def _copy(self, table: list[tuple[str, ...]]) -> None:
        heading, *lines = table
        QGuiApplication.clipboard().setMimeData(rows_to_mime(heading, lines))
        self.told.setText(f"已复制 {len(lines)} 家的催报名单，可以粘贴到表格或聊天里。")

    def _on_change(self, change: Change, _initiator: object) -> None:
        if change.nouns & {Noun.FILLINGS, Noun.PILOTS, Noun.WAVES, Noun.STANDARDS}:
            self.ask()


_TABS = {"grid": "填报情况", "list": "填报数据"}


class MonitoringSection(SectionPage):
    """The grid, or the list of figures, by tabs: Ctrl+PgUp and Ctrl+PgDn go from one to the other."""

    def __init__(self, reach: Reach) -> None:
        super().__init__()
        self._reach = reach
        self.tabs = QTabBar(expanding=False, drawBase=False)
        self.tabs.setAccessibleName("看填报情况还是数据")
        for text in _TABS.values():
            self.tabs.addTab(text)
        self.view = GridView(reach)
        self._list: FillingList | None = None
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        line = row(scale.WIDE, 0, scale.WIDE, 0)
        line.addWidget(self.tabs)
        line.addSpacing(scale.NEAR)
        line.addWidget(self.view.bar, 1)
        line.addStretch(0)
        self.whole.addLayout(line)
        self.whole.addWidget(self._stack, 1)
        self.tabs.currentChanged.connect(self._turn)
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys in ("Ctrl+PgUp", "Ctrl+PgDown", "Alt+Left", "Alt+Right"):
            QShortcut(QKeySequence(keys), self, context=within).activated.connect(self._other)
        self.setFocusProxy(self.view)

    @property
    def list(self) -> FillingList:
        """The list of figures, made when it is first seen."""
        if self._list is None:
            self._list = FillingList(self._reach)
            self._stack.addWidget(self._list)
        return self._list

    def show_query(self, query: Query) -> None:
        """Show the list of figures, narrowed by the query; of a period alone, its column of the grid."""
        period = read_period(query.chips.get("period", ""))
        if period and set(query.chips) == {"period"} and not query.text:
            self._go("grid")
            self.view.go(period)
        else:
            self._go("list")
            self.list.show_query(query)

    def _go(self, key: str) -> None:
        self.tabs.setCurrentIndex(list(_TABS).index(key))

    def _other(self) -> None:
        self.tabs.setCurrentIndex(1 - self.tabs.currentIndex())

    def _turn(self, at: int) -> None:
        shown = self.list if at else self.view
        self._stack.setCurrentWidget(shown)
        self.view.bar.setVisible(not at)
        self.setFocusProxy(shown)
        if not self.tabs.hasFocus() and self.isVisible():
            shown.setFocus(Qt.FocusReason.OtherFocusReason)


def _now(grid: Grid) -> str:
    """The period that a clerk looks at first: the newest that is over, else the first of the year."""
    over = [period for period in grid.dues if begins(period) <= grid.day]
    ended = [period for period in over if ends(period) < grid.day]
    return (ended or over or list(grid.dues))[-1]


def _cell(cell: Cell) -> periods.Cell:
    state = _STATES.get(cell.mark, periods.CellState.NONE)
    reminded = f" 催{cell.reminders}" if cell.reminders and not cell.mark.filled else ""
    texts = {
        Mark.ON_TIME: f"{cell.filled_on:%m-%d}" if cell.filled_on else "",
        Mark.LATE: f"{cell.filled_on:%m-%d} 晚{cell.days_late}天" if cell.filled_on else "",
        Mark.MISSING: f"晚{cell.days_late}天{reminded}",
        Mark.OPEN: f"待填{reminded}",
        Mark.AHEAD: f"未到期{reminded}",
    }
    said = [
        str(cell.mark),
        f"{chinese_date(cell.due)}截止",
        f"{chinese_date(cell.filled_on)}填报" if cell.filled_on else "",
        f"催报 {cell.reminders} 次，最近 {cell.reminded_on}" if cell.reminders else "",
        f"风险 {cell.risk}" if cell.risk else "",
    ]
    return periods.Cell(state, texts.get(cell.mark, ""), "\n".join(one for one in said if one))


def _read(year: int, every: Period | None, office: "Office") -> Grid:
    return office.monitoring.grid(year, every)


def _clear(numbers: list[int], period: str, office: "Office") -> Change:
    return office.monitoring.clear(numbers, period)


def _chasing(period: str, office: "Office") -> list[tuple[str, ...]]:
    return office.monitoring.chasing(period or None)
