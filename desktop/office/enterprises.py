"""Pilot enterprises: entered, moved from stage to stage, and accepted, extended or left."""

import datetime as dt
from collections.abc import Sequence

from sqlite_utils import Database

from desktop.base.calendar import chinese_date, today
from desktop.base.changes import Change, Noun
from desktop.base.drafts import require_fit
from desktop.base.errors import ForbiddenError
from desktop.base.fields import Values
from desktop.base.findings import Finding, doubt
from desktop.base.reasons import reason_given
from desktop.office import unit_history
from desktop.office.cases import Step
from desktop.office.reaching import drop, joined, reached
from desktop.office.registers import NOTHING, checked_row, nouns_of, strangers
from desktop.office.standing import Standing
from desktop.pilots.checks import check
from desktop.pilots.enterprise import Enterprise, PilotState
from desktop.pilots.flow import BY_STEP, CHOSEN, Verb, after
from desktop.pilots.wave import Milestone, Wave
from desktop.store import journal, registers
from desktop.store.faults import translated


class Enterprises:
    """Doors to pilot enterprises and the stages that they reached."""

    def __init__(self, db: Database, standing: Standing) -> None:
        self._db = db
        self._standing = standing

    def one(self, number: int) -> Enterprise:
        """One enterprise; ``NotFoundError`` where there is none."""
        with translated():
            return registers.get(self._db, Enterprise, number)

    def every(self) -> list[Enterprise]:
        """All enterprises by their waves."""
        with translated():
            return registers.of(self._db, Enterprise)

    def waves(self) -> list[Wave]:
        """All waves in their order."""
        with translated():
            return registers.of(self._db, Wave)

    def stages(self, number: int) -> list[Milestone]:
        """What an enterprise reached, by the order of the stages."""
        with translated():
            return registers.of(self._db, Milestone, enterprise=number)

    def history(self, number: int) -> list[Step]:
        """What became of an enterprise and of all that is kept of it, the newest first."""
        with translated():
            return unit_history.history(self._db, number)

    def check(self, values: Values) -> tuple[Finding, ...]:
        """What stands against keeping an enterprise, or is doubtful."""
        return (*check(Enterprise, values, self._standing.on()), *strangers(self._db, Enterprise, values))

    def twins(self, values: Values, number: int | None = None) -> tuple[Finding, ...]:
        """What speaks for another enterprise being the same: its credit code, its name."""
        return tuple(
            doubt(f"{name}_taken", f"{word}和“{other.name}”{at}的一样，请核对是不是同一家单位。").about(name)
            for other in self.every()
            if other.id != number
            for name, word in (("credit_code", "信用代码"), ("name", "名称"))
            if values.get(name) and values[name] == getattr(other, name)
            for at in [f"（{other.wave_name}）" if other.wave_name else ""]
        )

    def enter(self, values: Values) -> Change:
        """Enter an enterprise; in a wave it has reached the first stage. ``RefusedError`` with what is wrong."""
        row = self._row(values)
        with translated(), journal.operation(self._db, f"登记试点单位：{row['name']}", *_NOUNS) as current:
            number = registers.insert(self._db, Enterprise, row | {"state": PilotState.ACTIVE})
            self._choose(number, row["wave"])
        return journal.done(current, number, Noun.PILOTS)

    def change(self, number: int, values: Values) -> Change:
        """Other values for an enterprise; those that aren't named stay."""
        before = self.one(number)
        now = {name: getattr(before, name) for name in self._row({"name": before.name})}
        row = self._row(now | dict(values))
        new = {name: value for name, value in row.items() if value != now[name]}
        if not new:
            return NOTHING
        with translated(), journal.operation(self._db, f"修改试点单位：{row['name']}", *_NOUNS) as current:
            registers.update(self._db, Enterprise, number, new)
            if "wave" in new:
                self._choose(number, row["wave"])
        return journal.done(current, number)

    def remove(self, number: int) -> Change:
        """Strike out an enterprise that was entered by mistake and of which nothing else is kept."""
        before = self.one(number)
        with translated(), journal.operation(self._db, f"删去试点单位：{before.name}", *_NOUNS) as current:
            for one in self.stages(number):
                registers.delete(self._db, Milestone, one.id)
            registers.delete(self._db, Enterprise, number)
        return journal.done(current, number)

    def choose(self, numbers: Sequence[int], wave: int) -> Change:
        """Put enterprises into a wave; they have reached the first stage on its day."""
        with translated():
            into = registers.get(self._db, Wave, wave)
        moved = [one for one in map(self.one, numbers) if one.wave != wave]
        if not moved:
            return NOTHING
        label = f"列入{into.name}：{moved[0].name}" + (f" 等 {len(moved)} 家" if len(moved) > 1 else "")
        with translated(), journal.operation(self._db, label, *_NOUNS) as current:
            for one in moved:
                registers.update(self._db, Enterprise, one.id, {"wave": wave})
                self._choose(one.id, wave)
            current.count = len(moved)
        return journal.done(current, moved[0].id if len(moved) == 1 else None)

    def reach(self, numbers: Sequence[int], values: Values) -> Change:
        """Write down for enterprises that they reached a stage on a day, those of which it isn't known yet.

        ``ForbiddenError`` where one is in no wave.
        """
        row = checked_row(Milestone, values, self._check_stage(values))
        if not numbers:
            raise ForbiddenError("没有选中单位，什么也没有登记。")
        _require_own(str(row["stage"]), "登记")
        key = {"stage": row["stage"], "period": row["period"]}
        with translated():
            every = [registers.get(self._db, Enterprise, number) for number in dict.fromkeys(numbers)]
            _require_in_waves(every)
            new = [one.id for one in every if not registers.of(self._db, Milestone, enterprise=one.id, **key)]
        if not new:
            raise ForbiddenError(f"所选单位都已登记过{row['stage']}，没有再登记。日期有误的，请修改原来那一条。")
        name = self.one(new[0]).name
        label = f"登记阶段：{row['stage']} {name}" + (f" 等 {len(new)} 家" if len(new) > 1 else "")
        with translated(), journal.operation(self._db, label, *_NOUNS) as current:
            for number in new:
                reached(self._db, self._standing, number, row)
            current.count = len(new)
        return journal.done(current, new[0] if len(new) == 1 else None)

    def correct_stage(self, number: int, values: Values) -> Change:
        """Other values for a stage that was reached; the stage itself stays."""
        with translated():
            before = registers.get(self._db, Milestone, number)
        now = {name: getattr(before, name) for name in ("stage", "period", "day", "document_no", "note")}
        row = checked_row(Milestone, now | dict(values), self._check_stage(now | dict(values)))
        new = {name: row[name] for name in ("day", "document_no", "note") if row[name] != now[name]}
        if not new:
            return NOTHING
        name = self.one(before.enterprise).name
        with translated(), journal.operation(self._db, f"修改阶段：{before.stage} {name}", *_NOUNS) as current:
            registers.update(self._db, Milestone, number, new)
        return journal.done(current, before.enterprise)

    def drop_stage(self, number: int) -> Change:
        """Strike out a stage that wasn't reached after all."""
        with translated():
            before = registers.get(self._db, Milestone, number)
        whose = self.one(before.enterprise)
        if _follows(whose, before.stage):
            _require_own(before.stage, "删去")
        name = whose.name
        with translated(), journal.operation(self._db, f"删去阶段：{before.stage} {name}", *_NOUNS) as current:
            registers.delete(self._db, Milestone, number)
        return journal.done(current, before.enterprise)

    def move(self, number: int, verb: Verb, *, day: dt.date, reason: str, until: dt.date | None = None) -> Change:
        """Accept, extend or let go of a pilot, or take it up again, for a reason; ``until`` where it is extended."""
        return self.move_all([number], verb, day=day, reason=reason, until=until)

    def move_all(
        self, numbers: Sequence[int], verb: Verb, *, day: dt.date, reason: str, until: dt.date | None = None
    ) -> Change:
        """The same of several at once; ``ForbiddenError`` names the first of which it can't be done."""
        moved = [self.one(number) for number in numbers]
        states = {one.id: after(one.state, verb, one.name, extended=one.until is not None) for one in moved}
        if not moved:
            raise ForbiddenError("没有选中单位，什么也没有办理。")
        _require_told(verb, day, reason, until)
        require_fit(Enterprise, {"until": until, "ended_on": day})
        self._require_after_choice(moved, verb, day)
        label = f"试点{verb}：{moved[0].name}" + (f" 等 {len(moved)} 家" if len(moved) > 1 else "")
        with translated(), journal.operation(self._db, label, *_NOUNS) as current:
            for one in moved:
                row = {
                    "state": states[one.id],
                    "state_reason": reason.strip(),
                    "ended_on": None if states[one.id].goes_on else day,
                    "until": until if verb is Verb.EXTEND else one.until,
                }
                registers.update(self._db, Enterprise, one.id, row)
                if verb in {Verb.ACCEPT, Verb.RESUME}:
                    self._unaccept(one.id)
                if verb is Verb.ACCEPT:
                    reached(self._db, self._standing, one.id, {"stage": str(verb), "day": day})
            current.count = len(moved)
        return journal.done(current, moved[0].id if len(moved) == 1 else None)

    def _require_after_choice(self, moved: Sequence[Enterprise], verb: Verb, day: dt.date) -> None:
        """``ForbiddenError`` where a pilot would end before it was chosen."""
        begins = {one.id: one.chosen_on for one in self.waves()}
        early = next((one for one in moved if one.wave and day < begins[one.wave]), None)
        if early is not None:
            chosen = chinese_date(begins[early.wave or 0])
            raise ForbiddenError(f"{verb}日期早于“{early.name}”确定为试点的日期 {chosen}，请核对。")

    def _unaccept(self, number: int) -> None:
        for mark in registers.of(self._db, Milestone, enterprise=number, stage=str(Verb.ACCEPT)):
            registers.delete(self._db, Milestone, mark.id)

    def _row(self, values: Values) -> dict[str, object]:
        return checked_row(Enterprise, values, self.check(values))

    def _check_stage(self, values: Values) -> tuple[Finding, ...]:
        return check(Milestone, values, self._standing.on())

    def _choose(self, number: int, wave: object) -> None:
        if isinstance(wave, int):
            joined(self._db, self._standing, number, wave)
        else:
            drop(self._db, number)


_NOUNS = (*nouns_of(Enterprise), Noun.WAVES)


def _follows(one: Enterprise, stage: str) -> bool:
    """Whether a stage stands because of the wave that a pilot is in, or because it was accepted."""
    return one.wave is not None if stage == CHOSEN else one.state is PilotState.ACCEPTED


def _require_own(stage: str, verb: str) -> None:
    """``ForbiddenError`` for a stage that isn't reached, or left, by saying so alone."""
    if stage in BY_STEP:
        raise ForbiddenError(f"“{stage}”不在这里{verb}，{BY_STEP[stage]}。")


def _require_in_waves(some: Sequence[Enterprise]) -> None:
    """``ForbiddenError`` where one isn't a pilot yet: by its wave it becomes one (reference: domain §4.1, §4.3)."""
    without = [one.name for one in some if one.wave is None]
    if without:
        more = f" 等 {len(without)} 家" if len(without) > 1 else ""
        raise ForbiddenError(f"“{without[0]}”{more}还没有列入批次，没有登记。请先列入批次，再登记阶段。")


def _require_told(verb: Verb, day: dt.date, reason: str, until: dt.date | None) -> None:
    reason_given(reason, f"请写明{verb}的情况或原因，再保存。")
    if day > today():
        raise ForbiddenError(f"{verb}日期 {chinese_date(day)}在今天之后，请核对。")
    if verb is Verb.EXTEND and (until is None or until <= day):
        raise ForbiddenError("请填写延续到哪一天，应在办理延续的日期之后。")
