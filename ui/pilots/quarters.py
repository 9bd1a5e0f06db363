"""The five fronts of all pilots: which quarters were reported, how far each front is, and all tasks."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.base.calendar import today
from desktop.base.changes import Change, Noun
from desktop.pilots.periods import ends, kind_of, told
from desktop.pilots.rollup import FrontSum, Rollup, UnitSum
from desktop.pilots.stages import Step
from desktop.policy import pilot_standards
from ui.cases.past import ignore
from ui.look import scale
from ui.look.roles import dress
from ui.pilots.course_lists import TaskList
from ui.pilots.fronts_tab import quarters
from ui.pilots.reach import Reach
from ui.pilots.report_dialog import ask_report
from ui.tables.grid import PeriodGrid
from ui.tables.periods import Cell, CellState, GridRow, Period
from ui.widgets.elided import Elided
from ui.widgets.pieces import card, clear, column, label, row
from ui.widgets.segments import Segments

if TYPE_CHECKING:
    from desktop.office.office import Office

QUARTERS, TASKS = "quarters", "tasks"
_SHOWN = 6


class Quarters(NamedTuple):
    """The newest quarters, and by pilot and quarter by when it is asked for."""

    rollups: Sequence[Rollup]
    steps: Mapping[tuple[int, str], Step]


class QuartersView(QWidget):
    """A row for each pilot, a column for each quarter; Enter on a cell reports it. Or the list of all tasks."""

    def __init__(self, reach: Reach) -> None:
        super().__init__()
        self.reach = reach
        self._rollups: Sequence[Rollup] = ()
        self.which = Segments("看季度进展还是任务", {QUARTERS: "季度进展", TASKS: "任务清单"})
        self.which.chosen.connect(self._turn)
        self._told = Elided(role="muted")
        self._fronts = row(gap=scale.NEAR)
        self.grid = PeriodGrid(
            "季度进展：单位和季度", done="已报", empty="还没有任务。打开一家单位，在“五个方面”里新建任务。"
        )
        self.grid.cell_asked.connect(self._report)
        self.grid.row_asked.connect(lambda number: reach.open_unit(number, "五个方面"))
        self.grid.chosen_changed.connect(self._show_fronts)
        self._stack = QStackedWidget()
        self._tasks: TaskList | None = None
        self._assemble()
        reach.desk.changed.connect(self._on_change)
        self._ask()

    def show_tasks(self) -> TaskList:
        """Show the list of all tasks."""
        self.which.choose(TASKS)
        self._turn(TASKS)
        assert self._tasks is not None  # noqa: S101  (it was just made)
        return self._tasks

    def _turn(self, which: str) -> None:
        if which == TASKS and self._tasks is None:
            self._tasks = TaskList(self.reach)
            self._stack.addWidget(self._tasks)
        self._stack.setCurrentIndex(1 if which == TASKS else 0)

    def _ask(self) -> None:
        self.reach.desk.ask(_read, self._show, ignore, key=(id(self), "rollups"))

    def _show(self, read: Quarters) -> None:
        self._rollups = read.rollups
        units = {one.enterprise: one for rollup in read.rollups for one in rollup.units}
        rows = [GridRow(one.enterprise, one.name, one.wave) for one in units.values()]
        periods = [Period(one.quarter, told(one.quarter)) for one in read.rollups]
        cells = {key: cell for rollup in read.rollups for key, cell in _cells(rollup, read)}
        self.grid.show_grid(rows, periods, {**_asked(units, read), **cells})
        self._show_fronts()

    def _show_fronts(self, *_: object) -> None:
        """The sums of the quarter that is chosen, else of the one that ended last."""
        key = self.grid.chosen()[1]
        ended = [one for one in self._rollups if one.quarter == key or (not key and ends(one.quarter) < today())]
        found = ended[-1] if ended else None
        clear(self._fronts)
        if found is None or not found.whole.tasks:
            self._told.set_whole("")
            return
        self._told.set_whole(found.sentence)
        for one in (*found.fronts, found.whole):
            self._fronts.addWidget(_front(one), 1)

    def _report(self, number: int, quarter: str) -> None:
        ask_report(self, self.reach.desk, number, quarter)

    def _assemble(self) -> None:
        head = row()
        head.addWidget(self.which)
        head.addStretch(1)
        inside = column(scale.WIDE, 0, scale.WIDE, scale.NEAR)
        inside.addLayout(self._fronts)
        inside.addWidget(self.grid, 1)
        inside.addWidget(self._told)
        shown = QWidget()
        shown.setLayout(inside)
        self._stack.addWidget(shown)
        above = column(scale.WIDE, 0, scale.WIDE, 0)
        above.addLayout(head)
        whole = column(gap=scale.NEAR)
        whole.addLayout(above)
        whole.addWidget(self._stack, 1)
        self.setLayout(whole)

    def _on_change(self, change: Change, _initiator: object) -> None:
        if change.nouns & {Noun.TASKS, Noun.PILOTS, Noun.STANDARDS}:
            self._ask()


def _front(one: FrontSum) -> QWidget:
    made, inside = card(), column(scale.APART, scale.NEAR, scale.APART, scale.NEAR, gap=0)
    inside.addWidget(label(one.label, "muted"))
    inside.addWidget(label(f"{one.percent}%" if one.tasks else "—", "figure"))
    said = f"{one.tasks} 项，完成 {one.done}" if one.tasks else "没有任务"
    late = label(f"{said}，逾期 {one.late}" if one.late else said, "warn" if one.late else "hint")
    inside.addWidget(late)
    made.setLayout(inside)
    made.setAccessibleName(f"{one.label}：平均 {one.percent}%，{late.text()}")
    return dress(made, "card")


def _asked(units: Mapping[int, UnitSum], read: Quarters) -> dict[tuple[int, str], Cell]:
    """The quarters that are asked of a pilot though none of its tasks had begun."""
    shown = {one.quarter for one in read.rollups}
    tips = {key: f"{units[key[0]].name} {told(key[1])}：任务还没有开始" for key in read.steps if key[0] in units}
    return {key: _open(read.steps[key], "未报", tip) for key, tip in tips.items() if key[1] in shown}


def _cells(rollup: Rollup, read: Quarters) -> Iterator[tuple[tuple[int, str], Cell]]:
    for one in rollup.units:
        key = (one.enterprise, rollup.quarter)
        yield key, _cell(one, rollup.quarter, read.steps.get(key))


def _cell(one: UnitSum, quarter: str, step: Step | None) -> Cell:
    """How it stands with a quarter; one that isn't asked of a pilot expects nothing."""
    whole = one.whole
    if not whole.tasks or not (step or whole.reported):
        return Cell(CellState.NONE)
    counts = f"任务 {whole.tasks} 项，完成 {whole.done}，已报 {whole.reported}"
    tip = f"{one.name} {told(quarter)}：平均进度 {whole.percent}%，{counts}"
    if one.reported:
        return Cell(CellState.DONE, f"{whole.percent}%", tip)
    partly = f"{whole.percent}%（{whole.reported}/{whole.tasks - whole.done}）" if whole.reported else "未报"
    return _open(step, partly, tip)


def _open(step: Step | None, text: str, tip: str) -> Cell:
    """A quarter of which not everything was reported."""
    late = step is not None and step.due is not None and step.due < today()
    return Cell(CellState.LATE if late else CellState.OPEN, text, tip)


def _read(office: "Office") -> Quarters:
    steps = {
        (pilot.enterprise.id, step.period): step
        for pilot in office.stages.board().pilots
        for step in pilot.steps
        if step.period and kind_of(step.period) is pilot_standards.Period.QUARTER
    }
    rollups = [office.fronts.rollup(quarter) for quarter in reversed(quarters(_SHOWN))]
    first = min((period for _, period in steps), default="")
    return Quarters([one for one in rollups if one.quarter >= first], steps)
