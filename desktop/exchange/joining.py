"""Households told on several sheets: workers on one, members or bank accounts on another, joined by the worker."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from desktop.base.fields import Value, Values
from desktop.base.findings import NOWHERE, Finding
from desktop.cases.household import HouseholdDraft
from desktop.exchange.headings import Table
from desktop.exchange.lenient import JOINT, with_remarks, without_remarks
from desktop.exchange.mapping import APPLICANT, Target
from desktop.exchange.places import JoinedPlaces

_ID, _NAME = "resident_id", "name"


def split(tables: Sequence[Table]) -> tuple[list[Table], list[Table]]:
    """The tables that tell households, and those that only add to them.

    Such a one lacks 困难类别 beside one that has it, or has lines for members beside one with lines for households.
    """
    chief = [table for table in tables if Target(None, "category") in table.mapping.targets]
    if not chief:
        chief = [table for table in tables if not _is_of_members(table)]
    return (chief, [table for table in tables if table not in chief]) if chief else (list(tables), [])


def _is_of_members(table: Table) -> bool:
    told = {Target(APPLICANT, _ID), Target(APPLICANT, _NAME)}
    return table.mapping.by_rows and bool(told & set(table.mapping.targets))


def join(drafts: Iterable[HouseholdDraft], further: Iterable[HouseholdDraft]) -> list[HouseholdDraft]:
    """The households with what the further drafts add; a further one that belongs to none follows, with a doubt."""
    households = list(drafts)
    by_id = _first_by(households, _ID)
    by_name = _first_by(households, _NAME)
    left: dict[object, HouseholdDraft] = {}
    for one in further:
        who = one.persons[0]
        place = by_id.get(who.get(_ID)) if who.get(_ID) else by_name.get(who.get(_NAME))
        if place is not None and place >= 0:
            households[place] = joined(households[place], one)
        else:
            key = who.get(_ID) or who.get(_NAME) or id(one)
            left[key] = joined(left[key], one) if key in left else one
    return households + [_alone(one, by_name) for one in left.values()]


_MANY = -1


def _first_by(drafts: Iterable[HouseholdDraft], field: str) -> dict[object, int]:
    """By applicant's ID or name the household; of a name that several have, none."""
    found: dict[object, int] = {}
    for place, draft in enumerate(drafts):
        told = draft.persons[0].get(field)
        if told:
            found[told] = _MANY if field == _NAME and told in found else found.get(told, place)
    return found


def _alone(draft: HouseholdDraft, by_name: dict[object, int]) -> HouseholdDraft:
    name = draft.persons[0].get(_NAME)
    why = f"有几名叫“{name}”的职工" if by_name.get(name) == _MANY else "其他工作表里没有这名职工"
    message = f"{why}，没有并入；要并入的请核对职工的姓名和身份证号，要单独建档的请补填困难类别。"
    found = Finding(code="joined_nowhere", message=message, refuses=False, field=_ID, person=0)
    place = draft.places.get((0, _ID)) or draft.places.get((0, _NAME)) or draft.places.get((None, ""), NOWHERE)
    return replace(draft, findings=(*draft.findings, found.at(place)))


def joined(draft: HouseholdDraft, other: HouseholdDraft) -> HouseholdDraft:
    """One household of two drafts; what the first says stays, what it leaves blank is filled, new members are added."""
    persons = [dict(person) for person in draft.persons]
    numbers: list[int] = []
    for place, person in enumerate(other.persons):
        number = 0 if place == 0 else _same(persons, person)
        if number is None:
            number = len(persons)
            persons.append({})
        persons[number] = _filled(persons[number], person)
        numbers.append(number)
    values, remarks = _texts(draft, other)
    moved = (one if one.person is None else replace(one, person=numbers[one.person]) for one in other.findings)
    return HouseholdDraft(
        values=values,
        persons=tuple(persons),
        findings=(*draft.findings, *moved),
        places=JoinedPlaces(draft.places, other.places, tuple(numbers)),
        remarks=remarks,
    )


def _filled(values: Values, further: Values) -> dict[str, Value]:
    return {**further, **{name: value for name, value in values.items() if value is not None or name not in further}}


def _same(persons: Sequence[Values], person: Values) -> int | None:
    """The number of the member who is the same: by ID, else by a name of whom no other ID is told."""
    for number, one in enumerate(persons[1:], 1):
        own, told = one.get(_ID), person.get(_ID)
        if own == told if own and told else one.get(_NAME) == person.get(_NAME):
            return number
    return None


def _texts(draft: HouseholdDraft, other: HouseholdDraft) -> tuple[Values, dict[str, tuple[str, ...]]]:
    """The values of both; a text to which either added remarks is put together anew."""
    values = _filled(draft.values, other.values)
    remarks: dict[str, tuple[str, ...]] = {}
    for name in {**draft.remarks, **other.remarks}:
        own = dict.fromkeys(
            text for one in (draft, other) if (text := without_remarks(one.values.get(name), one.remarks.get(name, ())))
        )
        remarks[name] = (*draft.remarks.get(name, ()), *other.remarks.get(name, ()))
        values[name] = with_remarks(JOINT.join(own), remarks[name])
    return values, remarks
