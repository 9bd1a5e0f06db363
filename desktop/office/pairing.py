"""Cadres who look after pilots: who has which, who hasn't been there for how long, and what they did in a span."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from desktop.base.calendar import chinese_date, today
from desktop.base.changes import Change, Noun
from desktop.base.drafts import require_fit
from desktop.base.errors import ForbiddenError, RefusedError
from desktop.base.fields import Values
from desktop.base.findings import Finding, doubt, refuses
from desktop.office.calls import Calls
from desktop.office.registers import checked_row
from desktop.pilots.contact import Contact, names, quiet
from desktop.pilots.contact_sums import Called, Found, Paired, Sums, sums
from desktop.pilots.enterprise import Enterprise
from desktop.pilots.pairing import Pairing
from desktop.pilots.periods import begins, ends
from desktop.store import contacts, journal, registers, rows
from desktop.store.faults import translated

_NOUNS = (Noun.PAIRINGS, Noun.PILOTS)
_TOLD = 3
"""So many units are named in a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cadre:
    """Somebody who looks after pilots, or did, with what was last said of them; ``units`` they have today."""

    name: str
    duty: str | None
    phone: str | None
    units: int


class Pairings(Calls):
    """Doors to pairings, calls, inspections and problems."""

    def pair(
        self,
        cadre: str,
        enterprises: Sequence[int],
        begins: dt.date,
        *,
        duty: str | None = None,
        phone: str | None = None,
        way: str | None = None,
        note: str | None = None,
    ) -> Change:
        """Have a cadre look after pilots from a day on; those that they have already stay as they are.

        Duty and telephone are those said of them before, unless others are.
        """
        person = self._person(cadre, duty, phone)
        values: Values = {**person, "way": way, "begins": begins, "note": note}
        findings = self.check_pairing(values, enterprises)
        if refuses(findings):
            raise RefusedError(findings)
        new = self._not_yet(cadre.strip(), enterprises, begins)
        if not new:
            raise ForbiddenError(f"选中的单位都已由{cadre.strip()}挂钩，什么也没有登记。")
        label = f"挂钩：{cadre.strip()} {self._told(new)}"
        with translated(), journal.operation(self._db, label, *_NOUNS) as current:
            made = [
                registers.insert(self._db, Pairing, checked_row(Pairing, {**values, "enterprise": number}, ()))
                for number in new
            ]
            current.count = len(made)
        return journal.done(current, made[0] if len(made) == 1 else None, Noun.PAIRINGS)

    def check_pairing(self, values: Values, enterprises: Sequence[int]) -> tuple[Finding, ...]:
        """What stands against pairing a cadre with these pilots, or is doubtful."""
        if not enterprises:
            return (Finding(code="missing", message="没有选中单位，请先选择单位。", field="enterprise"),)
        found = self._registers.check(Pairing, {**values, "enterprise": enterprises[0]})
        cadre, day = str(values.get("cadre") or "").strip(), values.get("begins")
        if not cadre or not isinstance(day, dt.date):
            return found
        new = self._not_yet(cadre, enterprises, day)
        return (*found, *self._had(cadre, enterprises, new), *self._too_many(cadre, day, new))

    def end(self, numbers: Sequence[int], day: dt.date, note: str | None = None) -> Change:
        """End pairings on a day, their last."""
        found = [self._registers.one(Pairing, number) for number in numbers]
        current_ones = [one for one in found if one.ends is None or one.ends > day]
        if not current_ones:
            raise ForbiddenError("选中的挂钩都已结束，什么也没有登记。")
        early = next((one for one in current_ones if one.begins > day), None)
        if early is not None:
            raise ForbiddenError(
                f"{early.cadre}的挂钩从{chinese_date(early.begins)}开始，不能在这之前结束。登记错了的请用“删去”。"
            )
        label = f"结束挂钩：{_cadres(current_ones)} {self._told([one.enterprise for one in current_ones])}"
        row = {"ends": day} | ({"note": note.strip()} if note and note.strip() else {})
        require_fit(Pairing, row)
        with translated(), journal.operation(self._db, label, *_NOUNS) as current:
            for one in current_ones:
                registers.update(self._db, Pairing, one.id, row)
            current.count = len(current_ones)
        return journal.done(current, current_ones[0].id if len(current_ones) == 1 else None)

    def hand_over(
        self, cadre: str, to: str, day: dt.date, *, duty: str | None = None, phone: str | None = None
    ) -> Change:
        """Give all pilots of a cadre to another from a day on; what the other has already only ends."""
        cadre, to = cadre.strip(), to.strip()
        if not to or to == cadre:
            raise ForbiddenError("请写明交给哪位干部，不能是本人。")
        found = [one for one in self._all_of(cadre) if one.ends is None or one.ends >= day]
        if not found:
            raise ForbiddenError(f"{cadre}在{chinese_date(day)}没有挂钩的单位，什么也没有交接。")
        person = self._person(to, duty, phone)
        require_fit(Pairing, {**person, "begins": day})
        label = f"交接挂钩：{cadre} → {to} {self._told([one.enterprise for one in found])}"
        with translated(), journal.operation(self._db, label, *_NOUNS) as current:
            for one in found:
                self._hand_over(one, person, day)
            current.count = len(found)
        return journal.done(current)

    def of(self, enterprise: int) -> list[Pairing]:
        """Who looks after a pilot and who did, the newest first."""
        with translated():
            return registers.of(self._db, Pairing, enterprise=enterprise)

    def cadres(self) -> list[Cadre]:
        """Everybody who looks after pilots or did, who has the most before others: whom to propose."""
        with translated():
            found = list(contacts.cadres(self._db, today().isoformat()))
        return [Cadre(name=row["cadre"], duty=row["duty"], phone=row["phone"], units=row["units"]) for row in found]

    def contacts(self, day: dt.date | None = None) -> tuple[Contact, ...]:
        """How it stands with the contact to each pilot that goes on, by waves."""
        with translated():
            found = list(contacts.contacts(self._db, (day or today()).isoformat()))
        return tuple(_contact(row) for row in found)

    def contact(self, enterprise: int) -> Contact | None:
        """How it stands with the contact to a pilot; None where it isn't one any more."""
        return next((one for one in self.contacts() if one.enterprise == enterprise), None)

    def uncontacted(self, day: dt.date | None = None, days: int | None = None) -> tuple[Contact, ...]:
        """The pilots without contact for so many days, by the rule's where none are given, the longest first."""
        rule = self._standing.on(day).pilot
        limit = days if days is not None else rule.contact_days if rule else None
        return () if limit is None else quiet(self.contacts(day), day or today(), limit)

    def unpaired(self, day: dt.date | None = None) -> tuple[Contact, ...]:
        """The pilots that go on and that nobody looks after."""
        return tuple(one for one in self.contacts(day) if not one.cadres)

    def of_cadres(self, period: str) -> Sums:
        """What cadres did in a year, quarter or month: calls, and problems found and solved, by cadre and by unit."""
        return self.sums(begins(period), ends(period))

    def sums(self, begins: dt.date, ends: dt.date) -> Sums:
        """The same of any span, both days included."""
        span = begins.isoformat(), ends.isoformat()
        with translated():
            return sums(
                contacts.unit_names(self._db),
                [Paired(**row) for row in contacts.pairings_between(self._db, *span)],
                [Called(**row | {"day": rows.day(row["day"])}) for row in contacts.calls_between(self._db, *span)],
                [_problem(row) for row in contacts.problems_between(self._db, *span)],
                ends,
            )

    def _person(self, cadre: str, duty: str | None, phone: str | None) -> dict[str, Any]:
        """A cadre with what was said of them before, where nothing is said now."""
        known = next((one for one in self.cadres() if one.name == cadre.strip()), None)
        usual = (known.duty, known.phone) if known else (None, None)
        return {"cadre": cadre, "duty": duty or usual[0], "phone": phone or usual[1]}

    def _all_of(self, cadre: str) -> list[Pairing]:
        with translated():
            return registers.of(self._db, Pairing, cadre=cadre)

    def _not_yet(self, cadre: str, enterprises: Sequence[int], day: dt.date) -> list[int]:
        """Those that the cadre doesn't have on that day or after it."""
        had = {one.enterprise for one in self._all_of(cadre) if one.ends is None or one.ends >= day}
        return [number for number in dict.fromkeys(enterprises) if number not in had]

    def _had(self, cadre: str, enterprises: Sequence[int], new: Sequence[int]) -> Iterable[Finding]:
        had = [number for number in enterprises if number not in new]
        if had:
            yield doubt("paired", f"{cadre}已挂钩{self._told(had)}，不会重复登记。").about("cadre")

    def _too_many(self, cadre: str, day: dt.date, new: Sequence[int]) -> Iterable[Finding]:
        rule = self._standing.on().pilot
        has = {one.enterprise for one in self._all_of(cadre) if one.begins <= day and (not one.ends or one.ends >= day)}
        count = len(has | set(new))
        if rule and count > rule.cadre_units:
            message = f"{cadre}共挂钩 {count} 家，超过每人 {rule.cadre_units} 家，请考虑分给别的干部。"
            yield doubt("too_many_units", message).about("cadre")

    def _hand_over(self, one: Pairing, person: dict[str, Any], day: dt.date) -> None:
        """Within an operation: a pairing goes to another cadre; one that hasn't begun simply becomes theirs."""
        free = bool(self._not_yet(person["cadre"], [one.enterprise], day))
        if one.begins < day:
            registers.update(self._db, Pairing, one.id, {"ends": day - dt.timedelta(days=1)})
            if free:
                row = {**person, "way": one.way, "enterprise": one.enterprise, "begins": day, "ends": one.ends}
                registers.insert(self._db, Pairing, row)
        elif free:
            registers.update(self._db, Pairing, one.id, person)
        else:
            registers.delete(self._db, Pairing, one.id)

    def _told(self, enterprises: Sequence[int]) -> str:
        """The units in a sentence: the first few by name."""
        named = [self._registers.one(Enterprise, number).name for number in enterprises[:_TOLD]]
        return "、".join(named) + (f" 等 {len(enterprises)} 家" if len(enterprises) > _TOLD else "")


def _cadres(pairings: Iterable[Pairing]) -> str:
    return "、".join(dict.fromkeys(one.cadre for one in pairings))


def _contact(row: dict[str, Any]) -> Contact:
    days = {name: rows.day(row[name]) if row[name] else None for name in ("last", "since")}
    return Contact(**row | days | {"cadres": names(row["cadres"])})


def _problem(row: dict[str, Any]) -> Found:
    return Found(**row | {"solved_on": rows.day(row["solved_on"]) if row["solved_on"] else None})
