"""Incentive projects: applied for, recommended in an order, granted, accepted; their money is ``instalments``."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from desktop.base.changes import Change
from desktop.base.errors import ForbiddenError, RefusedError
from desktop.base.fields import Values
from desktop.base.findings import Finding, doubt, refuses
from desktop.base.money import short_yuan
from desktop.base.reasons import reason_given
from desktop.office.instalments import Instalments
from desktop.office.registers import NOTHING, checked_row, made_on, nouns_of
from desktop.pilots.checks import check
from desktop.pilots.enterprise import Enterprise, PilotState
from desktop.pilots.incentive import Incentive, IncentiveState
from desktop.pilots.incentive_flow import APPLICATION, Verb, after, cleared, placed
from desktop.store import journal, registers, settling
from desktop.store.faults import translated

_NOUNS = nouns_of(Incentive)


class Incentives(Instalments):
    """Doors to incentive projects."""

    def of(self, enterprise: int) -> list[Incentive]:
        """The projects of an enterprise, the newest year first."""
        with translated():
            return registers.of(self._db, Incentive, enterprise=enterprise)

    def of_year(self, year: int) -> list[Incentive]:
        """The projects of a year in their order, those without a place behind."""
        with translated():
            return registers.of(self._db, Incentive, year=year)

    def check(self, values: Values, number: int | None = None) -> tuple[Finding, ...]:
        """What stands against keeping an application, new or of that number, or is doubtful."""
        found = (*check(Incentive, values, self._standing.on()), *(() if number else self._left(values)))
        with translated():
            same = registers.of(
                self._db, Incentive, **{name: values.get(name) for name in ("enterprise", "year", "name")}
            )
        if any(one.id != number for one in same):
            said = f"这家单位 {values.get('year')} 年已有同名的激励项目，请换一个名称。"
            return (*found, Finding(code="same_name", message=said, field="name"))
        return found

    def _left(self, values: Values) -> Iterator[Finding]:
        """That who applies isn't a pilot any more."""
        if isinstance(whose := values.get("enterprise"), int):
            with translated():
                one = registers.get(self._db, Enterprise, whose)
            if one.state is PilotState.LEFT:
                said = f"{one.name}已退出试点，请核对。"
                yield doubt("left", said).about("enterprise")

    def apply(self, values: Values) -> Change:
        """Enter an application; ``RefusedError`` with what is wrong."""
        if values.get("enterprise") is None:
            raise RefusedError([Finding(code="missing", message="请选择单位，再保存。", field="enterprise")])
        row = _application(checked_row(Incentive, values, self.check(values)))
        with translated():
            whose = registers.get(self._db, Enterprise, row["enterprise"]).name
        label = f"申报激励项目：{whose} {row['name']}"
        with translated(), journal.operation(self._db, label, *_NOUNS) as current:
            number = registers.insert(self._db, Incentive, row | {"state": IncentiveState.APPLIED})
        return journal.done(current, number, made_on(Incentive))

    def change(self, number: int, values: Values) -> Change:
        """Other values for an application; what was decided is changed by the steps only."""
        before = self.one(number)
        now = {name: getattr(before, name) for name in ("enterprise", *APPLICATION)}
        wanted = now | {name: value for name, value in values.items() if name in APPLICATION}
        row = _application(checked_row(Incentive, wanted, self.check(wanted, number)))
        new = {name: value for name, value in row.items() if value != now[name]}
        if not new:
            return NOTHING
        if "year" in new and before.rank is not None:
            raise ForbiddenError(f"“{before.name}”在 {before.year} 年的排序里，不能改年度；请先退回到已申报。")
        with translated(), journal.operation(self._db, f"修改激励项目：{row['name']}", *_NOUNS) as current:
            registers.update(self._db, Incentive, number, new)
        return journal.done(current, number)

    def remove(self, number: int) -> Change:
        """Strike out an application that was entered by mistake and of which nothing else is kept."""
        before = self.one(number)
        if before.state is not IncentiveState.APPLIED:
            raise ForbiddenError(f"“{before.name}”{before.state}，不能删去；请先退回到已申报。")
        with translated(), journal.operation(self._db, f"删去激励项目：{before.name}", *_NOUNS) as current:
            registers.delete(self._db, Incentive, number)
            settling.place(self._db, [one for one in self._order(before.year) if one != number])
        return journal.done(current, number)

    def recommend(self, numbers: int | Sequence[int], opinion: str | None = None, rank: int | None = None) -> Change:
        """Recommend applications with the district's opinion; each takes a place in its year, the last or ``rank``."""
        chosen = self._after(numbers, Verb.RECOMMEND)
        row = {"state": IncentiveState.RECOMMENDED, "district_opinion": (opinion or "").strip() or None}
        self._require(chosen, row)
        with translated(), journal.operation(self._db, _label("推荐激励项目", chosen), *_NOUNS) as current:
            for at, one in enumerate(chosen):
                registers.update(self._db, Incentive, one.id, row)
                if rank is not None or one.rank is None:
                    place = None if rank is None else rank + at
                    settling.place(self._db, placed(self._order(one.year), one.id, place))
            current.count = len(chosen)
        return journal.done(current, _single(chosen))

    def rank(self, year: int, numbers: Sequence[int]) -> Change:
        """Give the projects of a year their places in this order, from 1.

        ``ForbiddenError`` where one stands twice or is of another year, or one that has a place is left out.
        """
        every = {one.id: one for one in self.of_year(year) if one.state is not IncentiveState.WITHDRAWN}
        strange = [number for number in numbers if number not in every]
        if strange or len(set(numbers)) < len(numbers):
            raise ForbiddenError(f"排序里有重复的、已撤回的或不是 {year} 年的项目，没有保存。请刷新后再排。")
        lost = [one.name for one in every.values() if one.rank is not None and one.id not in set(numbers)]
        if lost:
            many = f" 等 {len(lost)} 项" if len(lost) > 1 else ""
            raise ForbiddenError(f"“{lost[0]}”{many}没有排进去，请把已排序的项目都列上。")
        if all(every[number].rank == place for place, number in enumerate(numbers, 1)):
            return NOTHING
        with translated(), journal.operation(self._db, f"激励项目排序：{year} 年", *_NOUNS) as current:
            current.count = settling.place(self._db, numbers)
        return journal.done(current)

    def grant(self, amounts: Mapping[int, int], *, day: dt.date, document_no: str | None = None) -> Change:
        """Grant projects so many fen each, by one document; again, to set it right.

        ``RefusedError`` with what is wrong, ``ForbiddenError`` where more is paid already.
        """
        chosen = self._after(list(amounts), Verb.GRANT)
        decided = {"granted_on": day, "document_no": (document_no or "").strip() or None}
        for one in chosen:
            self._require([one], {**decided, "granted": amounts[one.id]})
        total = short_yuan(sum(amounts.values()))
        label = f"{_label('激励项目立项', chosen)}，{total} 元"
        with translated(), journal.operation(self._db, label, *_NOUNS) as current:
            for one in chosen:
                row = {**decided, "state": IncentiveState.GRANTED, "granted": amounts[one.id]}
                registers.update(self._db, Incentive, one.id, row)
            current.count = len(chosen)
        return journal.done(current, _single(chosen))

    def refuse(self, numbers: int | Sequence[int], reason: str) -> Change:
        """Applications that come to nothing, for a reason; their places stay."""
        chosen = self._after(numbers, Verb.REFUSE)
        row = {"state": IncentiveState.REFUSED, "state_reason": _reason(reason, "不予立项")}
        return self._set(_label("不予立项", chosen), chosen, row)

    def withdraw(self, numbers: int | Sequence[int], reason: str) -> Change:
        """Applications that the enterprises take back, for a reason; those behind move up."""
        chosen = self._after(numbers, Verb.WITHDRAW)
        row = {"state": IncentiveState.WITHDRAWN, "state_reason": _reason(reason, "撤回"), "rank": None}
        return self._set(_label("撤回激励项目申报", chosen), chosen, row)

    def check_accept(self, numbers: int | Sequence[int]) -> tuple[Finding, ...]:
        """What is doubtful with accepting projects: money that isn't paid or isn't spent, invoices that are missing."""
        chosen = self._after(numbers, Verb.ACCEPT)
        return tuple(found.of(one.id) for one in chosen for found in self.statement(one.id).open_matters())

    def accept(self, numbers: int | Sequence[int], *, day: dt.date, opinion: str | None = None) -> Change:
        """Accept projects on a day; ``check_accept`` says what is still open of their money."""
        chosen = self._after(numbers, Verb.ACCEPT)
        row = {"accepted_on": day, "acceptance": (opinion or "").strip() or None}
        self._require(chosen, row)
        return self._set(_label("激励项目验收", chosen), chosen, {**row, "state": IncentiveState.ACCEPTED})

    def take_back(self, numbers: int | Sequence[int], reason: str) -> Change:
        """The step before again, for a reason that stays in the journal; a project that is paid stays granted."""
        chosen = self._after(numbers, Verb.TAKE_BACK)
        label = f"{_label('退回激励项目', chosen)}（{_reason(reason, '退回')}）"
        states = {one.id: after(one.state, Verb.TAKE_BACK, one.name) for one in chosen}
        with translated(), journal.operation(self._db, label, *_NOUNS) as current:
            for one in chosen:
                registers.update(self._db, Incentive, one.id, {"state": states[one.id], **cleared(states[one.id])})
            self._close_up(chosen)
            current.count = len(chosen)
        return journal.done(current, _single(chosen))

    def _set(self, label: str, chosen: Sequence[Incentive], row: Mapping[str, object]) -> Change:
        with translated(), journal.operation(self._db, label, *_NOUNS) as current:
            for one in chosen:
                registers.update(self._db, Incentive, one.id, row)
            self._close_up(chosen)
            current.count = len(chosen)
        return journal.done(current, _single(chosen))

    def _after(self, numbers: int | Sequence[int], verb: Verb) -> list[Incentive]:
        """The chosen projects; ``ForbiddenError`` where there is none, or one of them can't take the step."""
        wanted = [numbers] if isinstance(numbers, int) else list(dict.fromkeys(numbers))
        if not wanted:
            raise ForbiddenError("没有选中激励项目，什么也没有登记。")
        chosen = [self.one(number) for number in wanted]
        for one in chosen:
            after(one.state, verb, one.name)
        return chosen

    def _require(self, chosen: Iterable[Incentive], row: Mapping[str, Any]) -> None:
        """``RefusedError`` where what a step writes down is wrong of one of these projects."""
        for one in chosen:
            values = {name: getattr(one, name) for name in (*APPLICATION, "granted_on")} | dict(row)
            found = check(Incentive, values, self._standing.on())
            wrong = [finding.of(one.id) for finding in found if finding.field in row]
            if refuses(wrong):
                raise RefusedError(wrong)

    def _order(self, year: int) -> list[int]:
        return [one.id for one in self.of_year(year) if one.rank is not None]

    def _close_up(self, chosen: Iterable[Incentive]) -> None:
        """Within an operation: those behind the ones that lost their place move up."""
        for year in sorted({one.year for one in chosen}):
            settling.place(self._db, self._order(year))


def _application(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in ("enterprise", *APPLICATION)}


def _reason(reason: str, verb: str) -> str:
    return reason_given(reason, f"请写明{verb}的原因，再保存。")


def _label(what: str, chosen: Sequence[Incentive]) -> str:
    return f"{what}：{chosen[0].name}" + (f" 等 {len(chosen)} 项" if len(chosen) > 1 else "")


def _single(chosen: Sequence[Incentive]) -> int | None:
    return chosen[0].id if len(chosen) == 1 else None
