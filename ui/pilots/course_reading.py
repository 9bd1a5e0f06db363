"""What the section 推进 shows: pilots as cards in columns, and as rows by stages with their days."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from desktop.base.calendar import today
from desktop.pilots.board import Board, Overdue, Whereabouts
from desktop.pilots.completeness import Completeness
from desktop.pilots.enterprise import PilotState
from desktop.pilots.periods import told
from desktop.pilots.stages import Key, Step
from ui.tables.periods import Cell, CellState, GridRow, Period
from ui.widgets.cards import LATE, Card, Column

if TYPE_CHECKING:
    from desktop.office.office import Office

_DONE = {PilotState.ACCEPTED: "good", PilotState.EXTENDED: "accent"}


class Course(NamedTuple):
    """All pilots by their stages, how complete their papers are by wave and altogether, and the waves by name."""

    board: Board
    papers: Mapping[str, Completeness]
    waves: Mapping[str, int]


class Shown(NamedTuple):
    """Rows by stages: what ``PeriodGrid`` shows."""

    rows: tuple[GridRow, ...]
    periods: tuple[Period, ...]
    cells: Mapping[tuple[int, str], Cell]


def read(office: "Office") -> Course:
    """In the worker."""
    waves = {one.name: one.id for one in office.enterprises.waves()}
    papers = {name: office.submissions.completeness(number) for name, number in ({"": None} | waves).items()}
    return Course(office.stages.board(), papers, waves)


def of_wave(pilots: Iterable[Whereabouts], wave: str) -> list[Whereabouts]:
    """Those of the wave of that name; all where none is named."""
    return [one for one in pilots if not wave or one.enterprise.wave_name == wave]


def columns(board: Board, shown: Sequence[Whereabouts], *, with_wave: bool) -> list[Column]:
    """The columns of the board with the cards that are shown."""
    numbers = {one.enterprise.id for one in shown}
    return [
        Column(lane.stage, "", tuple(_card(one, with_wave) for one in lane.pilots if one.enterprise.id in numbers))
        for lane in board.lanes
    ]


def _card(one: Whereabouts, with_wave: bool) -> Card:
    unit = one.enterprise
    since = f"{unit.stage_on:%Y-%m-%d} 起" if unit.stage_on else ""
    where = "　".join(part for part in (unit.wave_name if with_wave else "", since) if part)
    return Card(
        number=unit.id,
        title=unit.name,
        lines=(where, one.waiting.brief if one.waiting else one.text),
        tone=LATE if one.late else _DONE.get(unit.state, ""),
        tip=f"{unit.name}\n{one.text}",
    )


def key_of(step: Step) -> str:
    """The column of a stage, or of one period of it."""
    return f"{step.stage}|{step.period or ''}"


def stage_of(key: str) -> Key:
    """The stage and period of a column."""
    stage, _, period = key.partition("|")
    return stage, period or None


def grid(pilots: Sequence[Whereabouts]) -> Shown:
    """Who reached what when: a row each, a column for each stage, and for each period of those that come again."""
    steps = {key_of(step): step for one in pilots for step in one.steps}
    ordered = sorted(steps.items(), key=lambda found: (found[1].rank, found[1].period or ""))
    rows = tuple(GridRow(one.enterprise.id, one.enterprise.name, _under(one)) for one in pilots)
    periods = tuple(Period(key, _heading(step)) for key, step in ordered)
    cells = {(one.enterprise.id, key_of(step)): _cell(step) for one in pilots for step in one.steps}
    return Shown(rows, periods, cells)


def _under(one: Whereabouts) -> str:
    return "　".join(part for part in (one.enterprise.wave_name, one.enterprise.state) if part)


def _heading(step: Step) -> str:
    if step.period is None:
        return step.stage
    return told(step.period) if "Q" in step.period else f"{step.period}{step.stage}"


def _cell(step: Step) -> Cell:
    if step.reached is not None:
        late = step.late(step.reached.day)
        tip = f"{step.called}：{step.reached.day}" + (f"，晚 {late} 天" if late else "")
        return Cell(CellState.DONE, _day(step.reached.day), tip)
    if not step.wanted:
        return Cell(CellState.NONE)
    if late := step.late(today()):
        return Cell(CellState.LATE, f"逾 {late} 天", f"{step.called}：{step.due} 到期，逾期 {late} 天")
    until = f"{_day(step.due)}前" if step.due else ""
    return Cell(CellState.OPEN, until, f"{step.called}：{f'{step.due} 前' if step.due else '没有设截止日期'}")


def _day(day: dt.date) -> str:
    """Short, for a narrow column; of another year with it."""
    return f"{day.month}月{day.day}日" if day.year == today().year else f"{day:%y-%m-%d}"


def overdue_text(one: Overdue) -> str:
    """What stands in the menu that shows who is late with what."""
    return f"{one.stage}{f' {told(one.period)}' if one.period else ''}"
