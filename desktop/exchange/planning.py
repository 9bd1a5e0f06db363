"""What entering drafts would do to the office file, shown before anything is written."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

from desktop.base.fields import Value, Values, fields_of
from desktop.base.findings import Finding, doubt, refuses
from desktop.cases.checks import check_new, complete
from desktop.cases.figures import FIGURES, totals
from desktop.cases.household import SELF, Household, HouseholdDraft, Person, State
from desktop.cases.posted import fixed, is_posted, recategorised, stays
from desktop.exchange.lenient import with_remarks, without_remarks

_ID, _FILE_NO = "resident_id", "file_no"
NO_NUMBERS: Mapping[str, int] = MappingProxyType({})
"""None of the numbers is the office's."""

_OTHER = "其他"  # what forms have for a relation that nobody named (reference: domain §1.3.2)


class Existing(StrEnum):
    """What to do with a household that the office has already; a blank never overwrites."""

    SKIP = "跳过"
    UPDATE = "更新"
    FILL = "只补空白"


class Verdict(StrEnum):
    """What entering a draft does."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Known:
    """Where the office has somebody: the household, and which person of it."""

    household: Household
    person: int


class FieldChange(NamedTuple):
    """One field that changes; a person beyond those of the household is a new member."""

    field: str
    person: int | None
    before: Value
    after: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLine:
    """What becomes of one draft.

    Attributes:
        household: what the office has now; None where it has none.
        changes: what entering changes in it.
        kept: where the draft says otherwise but the office's value stays, by the choice for existing households.
    """

    verdict: Verdict
    draft: HouseholdDraft
    household: Household | None = None
    changes: tuple[FieldChange, ...] = ()
    kept: tuple[FieldChange, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What becomes of all drafts, in their order.

    Attributes:
        whole: what there is to say of the workbook as a whole.
    """

    lines: tuple[PlanLine, ...]
    whole: tuple[Finding, ...] = ()

    def count(self, verdict: Verdict) -> int:
        """How many drafts have this verdict."""
        return sum(line.verdict is verdict for line in self.lines)

    def of(self, verdict: Verdict) -> tuple[PlanLine, ...]:
        """The lines with this verdict."""
        return tuple(line for line in self.lines if line.verdict is verdict)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Those of the whole, then all others in the order of the lines."""
        return (*self.whole, *(finding for line in self.lines for finding in line.findings))

    @property
    def new(self) -> int:
        """How many households are new."""
        return self.count(Verdict.NEW)

    @property
    def changed(self) -> int:
        """How many households change."""
        return self.count(Verdict.CHANGED)

    @property
    def same(self) -> int:
        """How many households stay as they are."""
        return self.count(Verdict.SAME)

    @property
    def refused(self) -> int:
        """How many drafts can't be entered."""
        return self.count(Verdict.REFUSED)

    def to_json(self) -> dict[str, Any]:
        """The counts and findings as the command line prints them, for ``json.dumps``."""
        counts = {str(verdict): self.count(verdict) for verdict in Verdict}
        return counts | {"findings": [as_data(one) for one in self.findings]}


def as_data(finding: Finding) -> dict[str, object]:
    """A finding as the command line prints it."""
    place = finding.place
    return {
        "code": finding.code,
        "sheet": place.sheet,
        "row": place.row,
        "column": place.column,
        "field": finding.field,
        "refuses": finding.refuses,
        "message": finding.message,
    }


def ids_of(drafts: Iterable[HouseholdDraft]) -> set[str]:
    """Every ID that the drafts name: what the office must be asked for before planning."""
    return {str(person[_ID]) for draft in drafts for person in draft.persons if person.get(_ID)}


def file_nos_of(drafts: Iterable[HouseholdDraft]) -> set[str]:
    """Every file number that the drafts name: what the office must be asked for before planning."""
    return {str(draft.values[_FILE_NO]) for draft in drafts if draft.values.get(_FILE_NO)}


def plan(
    drafts: Iterable[HouseholdDraft],
    known: Mapping[str, Known],
    existing: Existing = Existing.FILL,
    file_nos: Mapping[str, int] = NO_NUMBERS,
    whole: tuple[Finding, ...] = (),
) -> Plan:
    """The plan for drafts whose IDs the office knows as these; the applicant's ID tells households apart.

    ``file_nos`` are the office's file numbers of those that the drafts name, each with the household that has it;
    ``whole`` is what was found of the workbook as a whole.
    """
    return Plan(tuple(_line(draft, known, existing, file_nos) for draft in drafts), whole)


def _line(
    draft: HouseholdDraft, known: Mapping[str, Known], existing: Existing, file_nos: Mapping[str, int]
) -> PlanLine:
    have = known.get(str(draft.persons[0].get(_ID) or ""))
    household = have.household if have and have.person == 0 else None
    findings = (*draft.findings, *_elsewhere(draft, known, household))
    if household is None:
        findings += check_new(draft)
    if file_nos:
        findings += _number_taken(draft, household, file_nos)
    if refuses(findings):
        return PlanLine(verdict=Verdict.REFUSED, draft=draft, household=household, findings=findings)
    if household is None:
        return PlanLine(verdict=Verdict.NEW, draft=draft, findings=findings)
    changes, kept = _differences(draft, household, existing)
    findings += tuple(_settled(draft, household, changes))
    if refuses(findings):
        return PlanLine(verdict=Verdict.REFUSED, draft=draft, household=household, findings=findings)
    verdict = Verdict.CHANGED if changes else Verdict.SAME
    return PlanLine(verdict=verdict, draft=draft, household=household, changes=changes, kept=kept, findings=findings)


def _elsewhere(draft: HouseholdDraft, known: Mapping[str, Known], household: Household | None) -> Iterator[Finding]:
    """Warnings for persons whom the office has in another household."""
    for number, person in enumerate(draft.persons):
        have = known.get(str(person.get(_ID) or ""))
        if have and (household is None or have.household.id != household.id):
            name = have.household.applicant.name
            message = f"此人已在{name}家庭的档案里，请核对应属于哪一户。"
            found = Finding(code="person_in_two_households", message=message, refuses=False, field=_ID, person=number)
            place = draft.places.get((number, _ID)) or draft.places.get((None, ""))
            yield found.at(place) if place else found


def _number_taken(
    draft: HouseholdDraft, household: Household | None, file_nos: Mapping[str, int]
) -> tuple[Finding, ...]:
    """The refusal of a file number that another household of the office has."""
    number = draft.values.get(_FILE_NO)
    holder = file_nos.get(str(number)) if number else None
    if holder is None or (household is not None and household.id == holder):
        return ()
    message = f"档案编号“{number}”已是另一户的编号，编号不能重复，请核对后更正。"
    found = Finding(code="file_no_taken", message=message, field=_FILE_NO)
    place = draft.places.get((None, _FILE_NO)) or draft.places.get((None, ""))
    return (found.at(place) if place else found,)


def _settled(draft: HouseholdDraft, household: Household, changes: Sequence[FieldChange]) -> Iterator[Finding]:
    """What would change of that which was made public, and a category that was decided."""
    places, whole = draft.places, draft.places.get((None, ""))
    for one in changes:
        place = places.get((one.person, one.field)) or whole
        found = _posted(household, one) if is_posted(household) else _recategorised(household, one)
        if found is not None:
            yield found.at(place) if place else found


def _posted(household: Household, one: FieldChange) -> Finding | None:
    new = one.person is not None and one.person >= len(household.persons)
    labels = fixed(Household if one.person is None else Person)
    if new and one.field != "name":
        return None  # the name says it
    what = "家庭成员" if new else labels.get(one.field)
    message = stays(household, what) if what else ""
    return Finding(code="posted", message=message, field=one.field, person=one.person) if what else None


def _recategorised(household: Household, one: FieldChange) -> Finding | None:
    if one.person is not None or not recategorised(household, {one.field: one.after}):
        return None
    message = f"档案已按“{one.before}”认定，导入会改成“{one.after}”；不是按批准的名单更正的，请改为办理“复核”。"
    return doubt("recategorised", message).about(one.field)


@cache
def _taken(record: type) -> tuple[str, ...]:
    """The fields that a draft can set."""
    return tuple(one.name for one in fields_of(record) if not one.computed)


def _differences(
    draft: HouseholdDraft, household: Household, existing: Existing
) -> tuple[tuple[FieldChange, ...], tuple[FieldChange, ...]]:
    """What changes and what is kept; nothing is changed where households that exist are skipped."""
    values, added, stays = draft.values, [], []
    if draft.remarks:
        values = {name: value for name, value in values.items() if name not in draft.remarks}
        for name in draft.remarks:
            add, stay = _remarked(draft, household, name, existing)
            added += add
            stays += stay
    found = list(_compared(Household, values, household, None))
    for number, person in _matched(draft.persons, household.persons):
        before = household.persons[number] if number < len(household.persons) else None
        found += _compared(Person, person, before, number)
    changes = _summed(household, tuple(one for one in found if _takes(one, existing)))
    kept = tuple(one for one in found if one not in changes)
    return (*added, *changes), (*stays, *kept)


def _summed(household: Household, changes: tuple[FieldChange, ...]) -> tuple[FieldChange, ...]:
    """The changes with totals that are the sums of the figures that persons then have, not those of the sheet."""
    if not changes or not (totals(household.persons) or any(one.field in FIGURES for one in changes)):
        return changes
    sums = totals(_people_after(household, changes))
    own = tuple(one for one in changes if one.person is not None or one.field not in sums)
    now = {name: getattr(household, name) for name in sums}
    return (*own, *(FieldChange(name, None, now[name], one) for name, one in sums.items() if one != now[name]))


def _remarked(
    draft: HouseholdDraft, household: Household, name: str, existing: Existing
) -> tuple[list[FieldChange], list[FieldChange]]:
    """What becomes of a text with remarks: they are added to what stands there, and never take its place."""
    now, whole, remarks = getattr(household, name), draft.values[name], draft.remarks[name]
    if now == whole:
        return [], []
    if existing is Existing.SKIP:
        return [], [FieldChange(name, None, now, whole)]
    own = without_remarks(whole, remarks)
    base = own or now if existing is Existing.UPDATE else now or own
    after = with_remarks(base, remarks)
    stays = [FieldChange(name, None, now, own)] if own and base != own else []
    return ([FieldChange(name, None, now, after)] if after != now else []), stays


def _takes(change: FieldChange, existing: Existing) -> bool:
    return existing is Existing.UPDATE or (existing is Existing.FILL and change.before is None)


def _compared(
    record: type, values: Values, before: Household | Person | None, person: int | None
) -> Iterator[FieldChange]:
    for name in _taken(record):
        after = values.get(name)
        if after is not None:
            now = getattr(before, name) if before else None
            if now != after:
                yield FieldChange(name, person, now, after)


def _matched(drafts: Sequence[Values], persons: Sequence[Person]) -> list[tuple[int, Values]]:
    """Each person of a draft with the number of the one the office has: by ID, else by name and relation, else new."""
    numbers: dict[int, int] = {0: 0}
    free = dict(enumerate(persons[1:], 1))
    by_id = {person.resident_id: number for number, person in free.items() if person.resident_id}
    for place, draft in enumerate(drafts[1:], 1):
        number = by_id.get(str(draft.get(_ID) or ""))
        if number in free:
            numbers[place] = number
            del free[number]
    for place, draft in enumerate(drafts[1:], 1):
        if place not in numbers:
            number = next((one for one, person in free.items() if _same_name(draft, person)), None)
            numbers[place] = len(persons) + _new(numbers, persons) if number is None else number
            free.pop(numbers[place], None)
    return [(numbers[place], draft) for place, draft in enumerate(drafts)]


def _new(numbers: Mapping[int, int], persons: Sequence[Person]) -> int:
    return sum(number >= len(persons) for number in numbers.values())


def _same_name(draft: Values, person: Person) -> bool:
    return draft.get("name") == person.name and draft.get("relation") in {None, person.relation}


def outcome(line: PlanLine, state: State = State.ON_FILE) -> Household:
    """The household as entering the line leaves it; a new one has no id yet (0) and the given state."""
    if line.household is None:
        return _new_household(complete(line.draft), state)
    own = {change.field: change.after for change in line.changes if change.person is None}
    people = _people_after(line.household, line.changes)
    return replace(line.household, persons=people, **own)  # type: ignore[arg-type]


def _people_after(household: Household, changes: Iterable[FieldChange]) -> tuple[Person, ...]:
    """The persons as the changes leave them, with those that are new."""
    persons = dict(enumerate(household.persons))
    changed: dict[int, dict[str, Any]] = {}
    for change in changes:
        if change.person is not None:
            changed.setdefault(change.person, {})[change.field] = change.after
    for number, values in changed.items():
        persons[number] = replace(persons[number], **values) if number in persons else _new_person(values)
    return tuple(persons[number] for number in sorted(persons))


def _new_household(draft: HouseholdDraft, state: State) -> Household:
    persons = tuple(_new_person(values, SELF if number == 0 else _OTHER) for number, values in enumerate(draft.persons))
    values: dict[str, Any] = dict(draft.values)
    return Household(id=0, state=state, persons=persons, **values)


def _new_person(values: Values, relation: str = _OTHER) -> Person:
    known: dict[str, Any] = {_ID: None} | dict(values)
    return Person(id=0, **known | {"relation": values.get("relation") or relation})
