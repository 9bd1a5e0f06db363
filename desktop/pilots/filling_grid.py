"""The grid of labour-relations monitoring: pilots by periods, who filled in and who didn't (reference: domain §4.6)."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from desktop.pilots.enterprise import Enterprise
from desktop.pilots.filling_dues import Mark, days_late, is_asked, mark
from desktop.pilots.monitoring import Filling
from desktop.policy.pilot_standards import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """How it stands with a pilot and a period.

    Attributes:
        days_late: by which it was filled in, or still isn't, too late.
        filling: number of what was entered, None where nothing was; that alone doesn't say that it was filled in.
        reminders, reminded_on: how often it was reminded of, and when last.
    """

    mark: Mark
    due: dt.date
    filled_on: dt.date | None = None
    days_late: int = 0
    filling: int | None = None
    risk: str | None = None
    reminders: int = 0
    reminded_on: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A monitored pilot with whom to ask, and its cells by period."""

    enterprise: int
    name: str
    wave_name: str | None = None
    credit_code: str | None = None
    liaison: str | None = None
    phone: str | None = None
    cells: Mapping[str, Cell] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """Of a period: pilots that are asked, that filled in, of them too late, and that are overdue."""

    asked: int
    filled: int
    late: int
    missing: int

    @property
    def sentence(self) -> str:
        """The same in words, such as 应填 30 家，已填 22 家，逾期未报 8 家."""
        late = f"（其中逾期 {self.late:,} 家）" if self.late else ""
        missing = f"，逾期未报 {self.missing:,} 家" if self.missing else ""
        return f"应填 {self.asked:,} 家，已填 {self.filled:,} 家{late}{missing}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The monitoring of a year as it stands on a day; ``dues`` are the periods in their order, with their due days."""

    year: int
    every: Period
    day: dt.date
    dues: Mapping[str, dt.date]
    lines: tuple[Line, ...]

    def count(self, period: str) -> Count:
        """How many filled in for a period."""
        marks = [one.cells[period].mark for one in self.lines if period in one.cells]
        return Count(
            asked=sum(mark is not Mark.UNASKED for mark in marks),
            filled=sum(mark.filled for mark in marks),
            late=marks.count(Mark.LATE),
            missing=marks.count(Mark.MISSING),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A pilot that is to fill in a period and didn't: whom to call, and how late it is."""

    enterprise: int
    name: str
    liaison: str | None
    phone: str | None
    period: str
    due: dt.date
    days_late: int
    reminders: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminded:
    """How often an enterprise was reminded of a period, and on which day last."""

    enterprise: int
    period: str
    count: int
    day: dt.date


def lines(
    units: Iterable[Enterprise],
    chosen_on: Mapping[int, dt.date],
    dues: Mapping[str, dt.date],
    fillings: Iterable[Filling],
    reminders: Iterable[Reminded],
    *,
    day: dt.date,
) -> tuple[Line, ...]:
    """The pilots that are asked for one of these periods, or filled in for one, as they stand on a day."""
    filled = {(one.enterprise, one.period): one for one in fillings}
    reminded = {(one.enterprise, one.period): one for one in reminders}
    made = []
    for unit in units:
        asked = {period: is_asked(unit, chosen_on.get(unit.id), period) for period in dues}
        if any(asked.values()) or any((unit.id, period) in filled for period in dues):
            cells = {
                period: _cell(
                    mark_at=(period, due, day),
                    asked=asked[period],
                    filling=filled.get((unit.id, period)),
                    reminded=reminded.get((unit.id, period)),
                )
                for period, due in dues.items()
            }
            made.append(_line(unit, cells))
    return tuple(made)


def _cell(
    *, mark_at: tuple[str, dt.date, dt.date], asked: bool, filling: Filling | None, reminded: Reminded | None
) -> Cell:
    period, due, day = mark_at
    filled_on = filling.filled_on if filling else None
    state = mark(period, due, filled_on, day, asked=asked)
    return Cell(
        mark=state,
        due=due,
        filled_on=filled_on,
        days_late=days_late(due, filled_on, day) if state.filled or state.wanted else 0,
        filling=filling.id if filling else None,
        risk=filling.risk if filling else None,
        reminders=reminded.count if reminded else 0,
        reminded_on=reminded.day if reminded else None,
    )


def _line(unit: Enterprise, cells: Mapping[str, Cell]) -> Line:
    return Line(
        enterprise=unit.id,
        name=unit.name,
        wave_name=unit.wave_name,
        credit_code=unit.credit_code,
        liaison=unit.liaison,
        phone=unit.phone,
        cells=cells,
    )


_HEADING = ("单位", "联系人", "联系电话", "期间", "截止日期", "逾期天数", "已催报次数")


def wanted(lines: Iterable[Line], period: str) -> tuple[Wanted, ...]:
    """Who is to fill in a period now and didn't, the latest first."""
    found = [(one, one.cells[period]) for one in lines if period in one.cells and one.cells[period].mark.wanted]
    made = (
        Wanted(
            enterprise=one.enterprise,
            name=one.name,
            liaison=one.liaison,
            phone=one.phone,
            period=period,
            due=cell.due,
            days_late=cell.days_late,
            reminders=cell.reminders,
        )
        for one, cell in found
    )
    return tuple(sorted(made, key=lambda one: -one.days_late))


def chasing_table(found: Iterable[Wanted], told: Mapping[str, str]) -> list[tuple[str, ...]]:
    """The list for calling them, its heading first; ``told`` says what a period is called."""
    return [
        _HEADING,
        *(
            (
                one.name,
                one.liaison or "",
                one.phone or "",
                told.get(one.period, one.period),
                one.due.isoformat(),
                str(one.days_late),
                str(one.reminders),
            )
            for one in found
        ),
    ]
