"""The stages of pilots: who is where, what is due when, and what is late."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlite_utils import Database

from desktop.base.calendar import chinese_date, today
from desktop.base.changes import Change, Noun
from desktop.base.drafts import require_fit
from desktop.base.errors import ForbiddenError
from desktop.office.registers import NOTHING
from desktop.office.standing import Standing
from desktop.pilots import board
from desktop.pilots.board import Board, Overdue
from desktop.pilots.enterprise import Enterprise
from desktop.pilots.periods import read_period
from desktop.pilots.stages import Key, Pilot, Step, Waiting, course, planned_end, proposed, waiting
from desktop.pilots.wave import Due, Milestone, Wave
from desktop.policy.pilot_standards import Period
from desktop.store import journal, registers
from desktop.store.faults import translated


class Stages:
    """Doors to where pilots are and by when they should be further."""

    def __init__(self, db: Database, standing: Standing) -> None:
        self._db = db
        self._standing = standing

    def board(self, wave: int | None = None) -> Board:
        """All pilots of a wave, or of all waves, in the columns of their stages."""
        return board.board(self._standing.on(), self._pilots(wave=wave), today())

    def reminders(self, wave: int | None = None) -> tuple[Overdue, ...]:
        """What pilots are late with, each stage with who they are."""
        return self.board(wave).overdue

    def course(self, number: int) -> tuple[Step, ...]:
        """Every stage of a pilot, whether it was reached, and by when it is due."""
        return course(self._standing.on(), self._pilot(number), today())

    def waiting(self, number: int) -> Waiting | None:
        """What a pilot waits for next; None where nothing is due of it any more."""
        return waiting(self.course(number), today())

    def asked(self, numbers: Iterable[int]) -> dict[int, list[Step]]:
        """What is asked of these pilots by now, by their numbers, whatever they reached of it."""
        with translated():
            some = self._made([registers.get(self._db, Enterprise, number) for number in numbers], ())
        steps = {one.enterprise.id: course(self._standing.on(), one, today()) for one in some}
        return {number: [step for step in found if step.wanted] for number, found in steps.items()}

    def dues(self, wave: int) -> dict[Key, dt.date]:
        """By when the stages of a wave are due, as it was set."""
        with translated():
            return {(one.stage, one.period): one.day for one in registers.of(self._db, Due, wave=wave)}

    def proposed(self, wave: int) -> dict[Key, dt.date]:
        """By when they could be due, by what policy proposes."""
        with translated():
            return proposed(self._standing.on(), registers.get(self._db, Wave, wave))

    def ends(self, wave: int) -> dt.date | None:
        """The day on which the time of a wave is over; None where nobody said how long it lasts."""
        with translated():
            return planned_end(registers.get(self._db, Wave, wave), self._standing.on().pilot)

    def schedule(self, wave: int, days: Mapping[Key, dt.date | None]) -> Change:
        """Set once for all pilots of a wave by when stages are due; None takes a day back, others stay."""
        with translated():
            into = registers.get(self._db, Wave, wave)
            known = {(one.stage, one.period): one for one in registers.of(self._db, Due, wave=wave)}
        new = {key: day for key, day in days.items() if day != (known[key].day if key in known else None)}
        self._require_sensible(into, new)
        if not new:
            return NOTHING
        with (
            translated(),
            journal.operation(self._db, f"设置截止日期：{into.name}", Noun.WAVES, Noun.PILOTS) as current,
        ):
            for key, day in new.items():
                self._set(wave, key, day, known.get(key))
            current.count = len(new)
        return journal.done(current, wave)

    def _set(self, wave: int, key: Key, day: dt.date | None, known: Due | None) -> None:
        if known is None:
            registers.insert(self._db, Due, {"wave": wave, "stage": key[0], "period": key[1], "day": day})
        elif day is None:
            registers.delete(self._db, Due, known.id)
        else:
            registers.update(self._db, Due, known.id, {"day": day})

    def _require_sensible(self, wave: Wave, days: Mapping[Key, dt.date | None]) -> None:
        rules = {rule.name: rule for rule in self._standing.on().stages}
        for (stage, period), day in days.items():
            if stage not in rules:
                raise ForbiddenError(f"没有“{stage}”这个阶段，可用的有：{'、'.join(rules)}。")
            every = rules[stage].every
            if bool(every) is (period is None) or (period and read_period(period, Period(every)) != period):
                raise ForbiddenError(f"{stage}{f'按{every}设' if every else '不分期'}，请改正后再保存。")
            require_fit(Due, {"day": day})
            if day is not None and day < wave.chosen_on:
                chosen = chinese_date(wave.chosen_on)
                raise ForbiddenError(f"{stage}的截止日期早于{wave.name}确定的日期 {chosen}，请核对。")

    def _pilot(self, number: int) -> Pilot:
        with translated():
            one = registers.get(self._db, Enterprise, number)
        return next(iter(self._made([one], registers.of(self._db, Milestone, enterprise=number))))

    def _pilots(self, wave: int | None) -> Sequence[Pilot]:
        with translated():
            some = registers.of(self._db, Enterprise, **({} if wave is None else {"wave": wave}))
            return self._made(some, registers.of(self._db, Milestone))

    def _made(self, enterprises: Iterable[Enterprise], marks: Iterable[Milestone]) -> list[Pilot]:
        reached: dict[int, list[Milestone]] = defaultdict(list)
        for mark in marks:
            reached[mark.enterprise].append(mark)
        dues: dict[int | None, list[Due]] = defaultdict(list)
        for due in registers.of(self._db, Due):
            dues[due.wave].append(due)
        waves = {one.id: one for one in registers.of(self._db, Wave)}
        return [
            Pilot(
                enterprise=one,
                wave=waves.get(one.wave or 0),
                dues=tuple(dues[one.wave]),
                reached=tuple(reached[one.id]),
            )
            for one in enterprises
        ]
