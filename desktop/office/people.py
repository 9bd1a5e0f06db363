"""People come and go, and one household has one file: leaving, joining, a new head, merging, splitting.

(reference: domain §1.5). Each is one operation with a step on every file that it touches.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from sqlite_utils import Database

from desktop.base.calendar import today
from desktop.base.changes import Change, Noun
from desktop.base.errors import ForbiddenError, RefusedError
from desktop.base.fields import Value, Values
from desktop.base.findings import Finding, refuses
from desktop.base.reasons import reason_if_any
from desktop.cases import procedure
from desktop.cases.checks import complete
from desktop.cases.effects import effects
from desktop.cases.family import HANDED_DOWN, Merger, headed, merger, relations_to, values_of
from desktop.cases.figures import totals
from desktop.cases.household import SELF, Household, HouseholdDraft, Person, State
from desktop.cases.income_test import living, per_head
from desktop.cases.matching import similar
from desktop.cases.posted import is_posted, stays
from desktop.cases.steps import Verb
from desktop.office.cases import Cases, draft_of
from desktop.office.standing import Standing
from desktop.store import households, journal, steps
from desktop.store import people as store_people
from desktop.store.faults import translated

NO_RELATIONS: Mapping[int, str] = MappingProxyType({})
"""What everybody is to the head follows from what they were."""

NOBODY: Mapping[int, int] = MappingProxyType({})
"""Only the same ID makes two persons one."""

Persons = Sequence[Person | Values]

_DUPLICATE = "重复建档"  # (reference: domain §1.5, exit reasons)


class People:
    """Doors to what happens to the people of a file."""

    def __init__(self, db: Database, standing: Standing, cases: Cases) -> None:
        self._db = db
        self._standing = standing
        self._cases = cases

    def leave(self, person: int, day: dt.date, reason: str, people: str = "") -> Change:
        """Somebody leaves the household; what is known of the person stays on the file."""
        home = self._home_of(person)
        who = _present(home, person)
        if who is home.applicant:
            message = f"{who.name}是申请人，不能直接离户；请先变更户主，申请人去世的可以一并办理“离户并变更户主”。"
            raise ForbiddenError(message)
        _check(day, reason)
        with translated(), journal.operation(self._db, f"{Verb.LEAVE}：{who.name}（{reason}）", Noun.CASES) as current:
            self._resize(home, left=[who])
            self._leave(home, [who], day, reason)
            self._step(home, Verb.LEAVE, {"day": day, "people": people, "who": who.name, "opinion": reason})
        return journal.done(current, home.id)

    def leave_as_head(
        self,
        number: int,
        new_head: int,
        day: dt.date,
        reason: str,
        *,
        relations: Mapping[int, str] = NO_RELATIONS,
        people: str = "",
    ) -> Change:
        """The applicant leaves, for instance by death, and somebody of the household takes the place."""
        home, new = self._with_new_head(number, new_head, day, reason)
        former = home.applicant
        label = f"{Verb.LEAVE}并{Verb.CHANGE_HEAD}：{former.name} → {new.name}（{reason}）"
        with translated(), journal.operation(self._db, label, Noun.CASES) as current:
            self._reorder(home, new, relations)
            self._resize(home, left=[former])
            self._leave(home, [former], day, reason)
            said: Values = {"day": day, "people": people, "opinion": reason}
            self._step(home, Verb.LEAVE, {**said, "who": former.name})
            self._step(home, Verb.CHANGE_HEAD, {**said, "who": f"{former.name} → {new.name}"})
        return journal.done(current, number)

    def change_head(
        self,
        number: int,
        person: int,
        day: dt.date,
        reason: str,
        *,
        relations: Mapping[int, str] = NO_RELATIONS,
        people: str = "",
    ) -> Change:
        """Another member becomes the applicant; relations follow, where the clerk doesn't say otherwise."""
        home, new = self._with_new_head(number, person, day, reason)
        who = f"{home.applicant.name} → {new.name}"
        with translated(), journal.operation(self._db, f"{Verb.CHANGE_HEAD}：{who}", Noun.CASES) as current:
            self._reorder(home, new, relations)
            self._step(home, Verb.CHANGE_HEAD, {"day": day, "people": people, "who": who, "opinion": reason})
        return journal.done(current, number)

    def join(self, number: int, values: Values, day: dt.date, how: str = "", people: str = "") -> Change:
        """Somebody joins the household, by birth or marriage; ``RefusedError`` with what is wrong about the person."""
        home = self._open(number)
        _check(day, how or "-")
        draft = draft_of(home)
        whole = complete(HouseholdDraft(values=draft.values, persons=(*draft.persons, values)))
        place = len(draft.persons)
        found = [one.about(one.field) for one in self._cases.check(whole, number) if one.person == place]
        if refuses(found):
            raise RefusedError(found)
        name = str(values["name"])
        with translated(), journal.operation(self._db, f"{Verb.JOIN}：{name}", Noun.CASES) as current:
            self._resize(home, joined=[whole.persons[place]])
            households.update(self._db, number, {}, [(None, whole.persons[place])])
            self._step(home, Verb.JOIN, {"day": day, "people": people, "who": name, "opinion": how})
        return journal.done(current, number)

    def come_back(self, person: int, day: dt.date, reason: str = "", people: str = "") -> Change:
        """Somebody who left stands in the household again."""
        home = self._home_of(person)
        who = next((one.person for one in home.former if one.person.id == person), None)
        if who is None:
            raise ForbiddenError("这位成员没有离户，不用办理回户。")
        if who.resident_id and who.resident_id in {one.resident_id for one in home.persons}:
            raise ForbiddenError(f"{who.name}已在这一户的名单里，不用办理回户。")
        _check(day, reason or "-")
        with translated(), journal.operation(self._db, f"成员回户：{who.name}", Noun.CASES) as current:
            self._resize(home, joined=[who])
            households.come_back(self._db, person)
            households.rederive(self._db, [home.id])
            said: Values = {"day": day, "people": people, "who": who.name, "opinion": reason or "回户"}
            self._step(home, Verb.JOIN, said)
        return journal.done(current, home.id)

    def relations(self, number: int, head: int) -> dict[int, str]:
        """What everybody present would be to that member, were he the head, by number."""
        return relations_to(self._open(number).persons, head)

    def alike(self, into: int, other: int) -> dict[int, int]:
        """Who of another file may be who of this one, by number: the same ID, or as like as a clerk is asked about."""
        with translated():
            living = store_people.living_in(self._db, [into, other])
        mine, theirs = ([one for one in living if one.household == number] for number in (into, other))
        found: dict[int, int] = {}
        for there, here, _ in similar([one.trace for one in theirs], [one.trace for one in mine]):
            if mine[here].id not in found.values():
                found.setdefault(theirs[there].id, mine[here].id)
        return found

    def merging(
        self, into: int, other: int, same: Mapping[int, int] = NOBODY, relations: Mapping[int, str] = NO_RELATIONS
    ) -> Merger:
        """What a file would take over from another, before anything is written."""
        return merger(*self._two(into, other), same, relations)

    def merge(
        self,
        into: int,
        other: int,
        reason: str,
        *,
        day: dt.date | None = None,
        same: Mapping[int, int] = NOBODY,
        relations: Mapping[int, str] = NO_RELATIONS,
        people: str = "",
    ) -> Change:
        """Two files of one household become one: ``into`` stays, ``other`` is closed as 重复建档.

        ``same`` says by number which persons of the other file are which of this one, beside those with the same ID;
        ``relations`` what added persons are to its head. Documents and payments stay where they are.
        """
        stays, goes = self._two(into, other)
        day = day or today()
        _check(day, reason)
        taken = merger(stays, goes, same, relations)
        label = f"{Verb.MERGE}：{goes.applicant.name}户并入{stays.applicant.name}户"
        said: Values = {"day": day, "people": people, "opinion": reason}
        with translated(), journal.operation(self._db, label, Noun.CASES) as current:
            self._close(goes, {**said, "other": into, "kind": _DUPLICATE, "who": _names(goes.persons)})
            self._take_over(stays, taken)
            who = "、".join(str(one["name"]) for one in taken.added)
            self._step(stays, Verb.MERGE, {**said, "other": other, "who": who})
            current.count = 2
        return journal.done(current, into)

    def split(
        self,
        number: int,
        persons: Sequence[int],
        head: int,
        reason: str,
        *,
        day: dt.date | None = None,
        people: str = "",
    ) -> Change:
        """Some of a household become one of their own: a new application, under that head."""
        home = self._open(number)
        going = [_present(home, one) for one in dict.fromkeys((head, *persons))]
        day = day or today()
        _check(day, reason)
        if home.applicant in going:
            raise ForbiddenError(f"{home.applicant.name}是申请人，不能分出去；请先变更户主。")
        self._not_elsewhere(home, going[0])
        said: Values = {"day": day, "people": people, "opinion": reason, "who": _names(going)}
        label = f"{Verb.SPLIT}：{going[0].name}户从{home.applicant.name}户分出"
        with translated(), journal.operation(self._db, label, Noun.CASES) as current:
            self._resize(home, left=going)
            self._leave(home, going, day, Verb.SPLIT)
            made = households.split_off(self._db, _handed_down(home, len(going)), _of_their_own(home, going), number)
            self._step(home, Verb.SPLIT, {**said, "other": made})
            self._step(self._cases.get(made), Verb.SPLIT, {**said, "other": number})
            current.count = 2
        return journal.done(current, made)

    def _open(self, number: int) -> Household:
        """A file that isn't closed, and of which no notice stands."""
        home = self._cases.get(number)
        if is_posted(home):
            raise ForbiddenError(f"“{home.applicant.name}”：{stays(home, '家庭成员')}")
        if home.state is State.CLOSED:
            raise ForbiddenError(f"“{home.applicant.name}”的档案已注销，什么也没有改动；要用请先恢复档案。")
        return home

    def _home_of(self, person: int) -> Household:
        with translated():
            number = households.of_person(self._db, person)
        return self._open(number)

    def _two(self, into: int, other: int) -> tuple[Household, Household]:
        if into == other:
            raise ForbiddenError("不能把一份档案并入它自己，请选另一份。")
        return self._open(into), self._open(other)

    def _with_new_head(self, number: int, person: int, day: dt.date, reason: str) -> tuple[Household, Person]:
        home = self._open(number)
        new = _present(home, person)
        if new is home.applicant:
            raise ForbiddenError(f"{new.name}已经是申请人，不用变更。")
        _check(day, reason)
        self._not_elsewhere(home, new)
        return home, new

    def _not_elsewhere(self, home: Household, who: Person) -> None:
        """Nobody is the applicant of two files: the database says so, but less kindly."""
        if not who.resident_id:
            raise ForbiddenError(f"{who.name}没有身份证号，不能作申请人；请先在档案里补填。")
        with translated():
            known = households.find_person(self._db, [who.resident_id])
        if any(number != home.id and position == 0 for number, position in known.get(who.resident_id, ())):
            raise ForbiddenError(f"{who.name}已是另一份档案的申请人，一户一档，请先并户。")

    def _reorder(self, home: Household, new: Person, relations: Mapping[int, str]) -> None:
        found = {**relations_to(home.persons, new.id), **relations, new.id: SELF}
        order = (new, *(one for one in home.persons if one is not new))
        own, work = headed(home, new)
        told = [(one.id, {**work.get(one.id, {}), "relation": found[one.id]}) for one in order]
        households.update(self._db, home.id, own, told, drop=True)

    def _leave(self, home: Household, going: Iterable[Person], day: dt.date, reason: str) -> None:
        for one in going:
            households.leave(self._db, one.id, day, reason)
        households.rederive(self._db, [home.id])

    def _resize(self, home: Household, *, joined: Persons = (), left: Persons = ()) -> None:
        """The sizes follow where they were those of the people listed; the income a head follows the size."""
        values: dict[str, Value] = {}
        if home.size == len(home.persons):
            values["size"] = size = len(home.persons) + len(joined) - len(left)
            if home.yearly_income is not None:
                values["per_head"] = per_head(home.yearly_income, size)
        if home.living_size == living(home.persons):
            values["living_size"] = living(home.persons) + living(joined) - living(left)
        households.update(self._db, home.id, values, [])

    def _close(self, home: Household, values: Values) -> None:
        now = procedure.progress(home.state, steps.of(self._db, [home.id]).get(home.id, ()))
        steps.insert(self._db, home.id, Verb.MERGE, (home.state, State.CLOSED), values)
        sets = effects(now, Verb.MERGE, State.CLOSED, values, self._standing.on())
        households.move(self._db, home.id, State.CLOSED, sets)

    def _take_over(self, home: Household, taken: Merger) -> None:
        self._resize(home, joined=taken.added)
        persons: list[tuple[int | None, Values]] = [*taken.filled.items(), *((None, one) for one in taken.added)]
        households.update(self._db, home.id, taken.values, persons)

    def _step(self, home: Household, verb: Verb, values: Values) -> None:
        self._sum_up(home.id)
        steps.insert(self._db, home.id, verb, (home.state, home.state), values)

    def _sum_up(self, number: int) -> None:
        """Where persons have figures, the totals are those of the persons who are there now."""
        home = self._cases.get(number)
        values: dict[str, Value] = {
            name: total for name, total in totals(home.persons).items() if total != getattr(home, name)
        }
        income = values.get("yearly_income", home.yearly_income)
        if isinstance(income, int) and home.size:
            values["per_head"] = per_head(income, home.size)
        households.update(self._db, number, values, [])


def _present(home: Household, person: int) -> Person:
    found = next((one for one in home.persons if one.id == person), None)
    if found is None:
        raise ForbiddenError("这位成员已不在这一户里，什么也没有改动，请重新打开档案。")
    return found


def _check(day: dt.date, reason: str = "-") -> None:
    """``RefusedError`` for a day to come or without a reason; ``ForbiddenError`` for one that is too long."""
    found = []
    if day > today():
        found.append(Finding(code="future_date", message=f"“{day}”在今天之后，请填实际日期。", field="day"))
    if not reason.strip():
        found.append(Finding(code="missing", message="请填写原因。", field="reason"))
    reason_if_any(reason)
    if found:
        raise RefusedError(found)


def _names(persons: Iterable[Person]) -> str:
    return "、".join(one.name for one in persons)


def _of_their_own(home: Household, going: Sequence[Person]) -> list[Values]:
    """Those who split off as persons of a new file, the head first."""
    relations = relations_to((home.applicant, *going), going[0].id)
    return [{**values_of(one), "relation": relations[one.id]} for one in going]


def _handed_down(home: Household, count: int) -> Values:
    return {**{name: getattr(home, name) for name in HANDED_DOWN}, "size": count}
