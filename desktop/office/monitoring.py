"""Labour-relations monitoring: who filled in for which month or quarter, what, and who was reminded."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlite_utils import Database

from desktop.base.calendar import chinese_date, today
from desktop.base.changes import Change, Noun
from desktop.base.drafts import require_fit
from desktop.base.errors import ForbiddenError
from desktop.base.fields import Value, Values, fields_of
from desktop.base.findings import Finding
from desktop.office.fill_dues import DUES, dues, fill_days
from desktop.office.registers import NOTHING, Registers
from desktop.office.standing import Standing
from desktop.pilots.enterprise import Enterprise
from desktop.pilots.filling_checks import Risk, proposed_risk
from desktop.pilots.filling_dues import due_of, is_filled_in, last_ended, periods_of
from desktop.pilots.filling_grid import Grid, Line, Reminded, Wanted, chasing_table, lines, wanted
from desktop.pilots.monitoring import Filling, Reminder
from desktop.pilots.periods import begins, read_period, told
from desktop.policy.pilot_standards import Period, PilotRule
from desktop.store import contacts, journal, registers, rows, settings
from desktop.store.faults import translated

_NOUNS = (Noun.FILLINGS, Noun.PILOTS)


class Monitoring:
    """Doors to the monitoring of labour relations."""

    def __init__(self, db: Database, standing: Standing) -> None:
        self._db = db
        self._standing = standing
        self._registers = Registers(db, standing)

    def grid(self, year: int, every: Period | None = None) -> Grid:
        """Monitored pilots by the periods of a year; months or quarters by the rule of the year, unless said."""
        every = every or self.every(year)
        by = self.dues(periods_of(year, every))
        return Grid(year=year, every=every, day=today(), dues=by, lines=self._lines(by))

    def every(self, year: int) -> Period:
        """Whether pilots fill in each month or each quarter of a year."""
        rule = self._rule(min(today(), dt.date(year, 12, 31)))
        return rule.monitoring if rule else Period.QUARTER

    def newest(self) -> str:
        """The period that is to be filled in now: the last that is over."""
        return last_ended(today(), self.every(today().year))

    def dues(self, periods: Iterable[str]) -> dict[str, dt.date]:
        """By when each period is filled in: by the rule, or the day that was set for it."""
        with translated():
            return dues(self._db, self._standing, periods)

    def set_due(self, period: str, day: dt.date | None) -> Change:
        """Another due day for a period, also for what was filled in already; None: by the rule again."""
        period = _require_period(period)
        require_fit(Filling, {"due": day})
        if day is not None and day < begins(period):
            raise ForbiddenError(f"截止日期早于{told(period)}的第一天，没有保存。请核对。")
        with translated():
            own = dict(settings.get(self._db, DUES, {}))
            there = registers.of(self._db, Filling, period=period)
        due = day or due_of(period, fill_days(self._standing, period))
        if own.get(period) == (day and day.isoformat()):
            return NOTHING
        own = {name: one for name, one in own.items() if name != period}
        own |= {period: day.isoformat()} if day else {}
        label = f"{told(period)}监测截止日期：{chinese_date(due)}"
        with translated(), journal.operation(self._db, label, *_NOUNS, Noun.SETTINGS) as current:
            settings.put(self._db, DUES, own)
            for one in there:
                registers.update(self._db, Filling, one.id, {"due": due})
        return journal.done(current)

    def open(self, period: str | None = None) -> tuple[Wanted, ...]:
        """Who is to fill in a period, the newest that is over by default, and didn't; the latest first."""
        period = _require_period(period or self.newest())
        return wanted(self._lines(self.dues([period])), period)

    def chasing(self, period: str | None = None) -> list[tuple[str, ...]]:
        """The same as a table for copying: unit, liaison, phone, period, days late; its heading first."""
        period = _require_period(period or self.newest())
        return chasing_table(self.open(period), {period: told(period)})

    def filling(self, enterprise: int, period: str) -> Filling | None:
        """What was entered for an enterprise and a period; None where nothing was."""
        with translated():
            found = registers.of(self._db, Filling, enterprise=enterprise, period=period)
        return found[0] if found else None

    def reminders(self, enterprise: int, period: str | None = None) -> list[Reminder]:
        """When an enterprise was reminded, of one period or of any, the newest first."""
        where: dict[str, object] = {"enterprise": enterprise} | ({"period": period} if period else {})
        with translated():
            return registers.of(self._db, Reminder, **where)

    def check(self, enterprise: int, period: str, values: Values) -> tuple[Finding, ...]:
        """What stands against these figures, or is doubtful."""
        return self._registers.check(Filling, {**values, "enterprise": enterprise, "period": period})

    def proposed_risk(self, period: str, values: Values) -> Risk | None:
        """The risk that the figures speak for, and why."""
        return proposed_risk({**values, "period": period}, self._standing.on())

    def fill(self, enterprise: int, period: str, values: Values) -> Change:
        """Enter the figures of a period, or other ones; filled in today unless said. What isn't named stays."""
        period = _require_period(period)
        before = self.filling(enterprise, period)
        usual: dict[str, Value] = {"enterprise": enterprise, "period": period, "filled_on": today()}
        now = {name: getattr(before, name) for name in _SET if name != "filled_on"} if before else {}
        filled = {"filled_on": before.filled_on} if before and before.filled_on else {}
        row = self._registers.row(Filling, usual | now | filled | dict(values) | {"due": self.dues([period])[period]})
        if before and not _changed(before, row):
            return NOTHING
        label = f"监测填报：{self._registers.one(Enterprise, enterprise).name} {told(period)}"
        with translated(), journal.operation(self._db, label, *_NOUNS) as current:
            number = self._keep(before, row)
        return journal.done(current, number, None if before else Noun.FILLINGS)

    def fill_many(self, enterprises: Sequence[int], period: str, day: dt.date | None = None) -> Change:
        """Write down that pilots filled in on a day, today by default; those that had stay as they are."""
        period, day = _require_period(period), day or today()
        had = {number: self.filling(number, period) for number in dict.fromkeys(enterprises)}
        new = {number: one for number, one in had.items() if one is None or one.filled_on is None}
        if not new:
            raise ForbiddenError(f"选中的单位{told(period)}都已填报，什么也没有登记。")
        due = self.dues([period])[period]
        made = {
            number: self._registers.row(
                Filling, (_values(one) if one else {"enterprise": number}) | _on(period, day, due)
            )
            for number, one in new.items()
        }
        return self._for_many("登记已填报", new, period, made)

    def clear(self, enterprises: Sequence[int], period: str) -> Change:
        """Write down that pilots didn't fill in after all; the figures that were entered stay."""
        period = _require_period(period)
        had = {number: self.filling(number, period) for number in dict.fromkeys(enterprises)}
        filled = {number: one for number, one in had.items() if one and one.filled_on}
        if not filled:
            raise ForbiddenError(f"选中的单位{told(period)}都没有填报，不用退回。")
        made: dict[int, Mapping[str, Any]] = {number: {"filled_on": None} for number in filled}
        return self._for_many("改为未填报", filled, period, made)

    def remind(self, enterprises: Sequence[int], period: str, values: Values | None = None) -> Change:
        """Write down that pilots were reminded of a period: ``day``, ``channel``, ``who`` (else each one's liaison)."""
        period = _require_period(period)
        if not enterprises:
            raise ForbiddenError("没有选中单位，什么也没有登记。")
        said = {"day": today()} | {name: value for name, value in (values or {}).items() if value not in {None, ""}}
        units = [self._registers.one(Enterprise, number) for number in dict.fromkeys(enterprises)]
        made = [
            self._registers.row(Reminder, {"who": one.liaison, **said, "enterprise": one.id, "period": period})
            for one in units
        ]
        label = f"催报{told(period)}监测：{_told(units)}"
        with translated(), journal.operation(self._db, label, *_NOUNS) as current:
            numbers = [registers.insert(self._db, Reminder, row) for row in made]
            current.count = len(numbers)
        return journal.done(current, numbers[0] if len(numbers) == 1 else None)

    def _for_many(
        self, verb: str, before: Mapping[int, Filling | None], period: str, made: Mapping[int, Mapping[str, Any]]
    ) -> Change:
        units = [self._registers.one(Enterprise, number) for number in before]
        label = f"{verb}：{told(period)} {_told(units)}"
        with translated(), journal.operation(self._db, label, *_NOUNS) as current:
            numbers = [self._keep(one, made[number]) for number, one in before.items()]
            current.count = len(numbers)
        return journal.done(current, numbers[0] if len(numbers) == 1 else None)

    def _keep(self, before: Filling | None, row: Mapping[str, Any]) -> int:
        """Within an operation: what is entered for a period; its number."""
        if before is None:
            return registers.insert(self._db, Filling, row)
        registers.update(self._db, Filling, before.id, _changed(before, row))
        return before.id

    def _lines(self, by: Mapping[str, dt.date]) -> tuple[Line, ...]:
        """Pilots that are monitored in one of the periods, or filled in for one, by waves."""
        with translated():
            units = registers.of(self._db, Enterprise)
            chosen = {number: rows.day(day) for number, day in contacts.chosen_on(self._db).items()}
            filled = contacts.fillings(self._db, list(by))
            reminded = [Reminded(**row) for row in contacts.reminders(self._db, list(by))]
        return lines(units, chosen, by, filled, reminded, day=today())

    def _rule(self, day: dt.date) -> PilotRule | None:
        return self._standing.on(day).pilot


_SET = tuple(one.name for one in fields_of(Filling) if not one.computed)


def _require_period(text: str) -> str:
    period = read_period(text)
    if period is None or not is_filled_in(period):
        raise ForbiddenError(f"期间“{text}”看不懂，请写成 2022Q3 或 2022-09。")
    return period


def _values(one: Filling) -> dict[str, Value]:
    return {name: getattr(one, name) for name in ("enterprise", *_SET)}


def _on(period: str, day: dt.date, due: dt.date) -> dict[str, Value]:
    return {"period": period, "filled_on": day, "due": due}


def _changed(before: Filling, row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if value != getattr(before, name)}


def _told(units: Sequence[Enterprise]) -> str:
    return units[0].name + (f" 等 {len(units)} 家" if len(units) > 1 else "")
