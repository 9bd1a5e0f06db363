"""What is wrong or doubtful within one household, and what can be filled in; the same for a sheet and a form.

Called for every line of an import, so plain comparisons only.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace

from desktop.base.calendar import today
from desktop.base.fields import Value, Values, field_of, fields_of
from desktop.base.findings import NOWHERE, Finding
from desktop.base.identity import Identity, identity
from desktop.base.money import short_yuan
from desktop.cases.figures import totals
from desktop.cases.household import SELF, Household, HouseholdDraft, Person
from desktop.cases.income_test import per_head, proposed
from desktop.policy.standards import Policy

_ID = "resident_id"
_NEEDED = tuple((one.name, one.label) for one in fields_of(Person) if one.needed)
_NAME = field_of(Person, "name").label
_DATES = tuple((name, field_of(Household, name).label) for name in ("filed_on", "work_began"))

_ONE_MONTH = "工资性收入与月收入相同，请核对是否把一个月的填成了十二个月的。"


def check_draft(draft: HouseholdDraft, policy: Policy) -> tuple[Finding, ...]:
    """What there is to say of a draft beyond what was found while reading it, each placed where its value stands.

    A field that was already refused while reading isn't reported again.
    """
    refused = {(one.person, one.field) for one in draft.findings if one.refuses} if draft.findings else frozenset()
    found = [one for one in _findings(draft, policy) if (one.person, one.field) not in refused]
    return tuple(_placed(one, draft) for one in found)


def check_new(draft: HouseholdDraft) -> tuple[Finding, ...]:
    """What a draft lacks to become a new file: fields that its source doesn't have at all."""
    return tuple(
        _placed(_missing(field.name, field.label, None), draft)
        for field in fields_of(Household)
        if field.needed and not field.computed and field.name not in draft.values
    )


def _findings(draft: HouseholdDraft, policy: Policy) -> Iterator[Finding]:
    yield from _people(draft)
    yield from _whole(draft, policy)


def _people(draft: HouseholdDraft) -> Iterator[Finding]:
    seen: dict[Value, int] = {}
    for number, person in enumerate(draft.persons):
        own = person.get(_ID)
        if number == 0:
            yield from (_missing(name, label, 0) for name, label in _NEEDED if not person.get(name))
        elif not person.get("name"):
            yield _missing("name", _NAME, number)
        elif not own:
            yield _doubt("member_id_missing", f"家庭成员{_called(person)}没有身份证号，请尽量补填。", _ID, number)
        if own:
            if own in seen:
                yield _twice(draft.persons[seen[own]], person, number)
            seen.setdefault(own, number)
            yield from _agreement(person, str(own), number)
        if person.get("wage_income") and person.get("wage_income") == person.get("monthly_income"):
            yield _doubt("wage_of_one_month", _ONE_MONTH, "wage_income", number)


def _missing(name: str, label: str, person: int | None) -> Finding:
    return Finding(code="missing", message=f"缺少{label}，请补填。", field=name, person=person)


def _doubt(code: str, message: str, field: str, person: int | None = None) -> Finding:
    return Finding(code=code, message=message, refuses=False, field=field, person=person)


def _called(person: Values) -> str:
    name = person.get("name")
    return f"“{name}”" if name else ""


def _twice(first: Values, second: Values, number: int) -> Finding:
    message = f"{_called(second) or '家庭成员'}的身份证号与同户的{_called(first) or '另一人'}相同，请按证件核对。"
    return Finding(code="duplicate_in_household", message=message, field=_ID, person=number)


def _agreement(person: Values, number: str, place: int) -> Iterator[Finding]:
    """Sex and birth against the ID."""
    sex, birth = person.get("sex"), person.get("birth")
    if not sex and not birth:
        return
    said = _said(number)
    if said is None:
        return
    if sex and sex != said.sex:
        message = f"性别“{sex}”与身份证号不符，按身份证号应为“{said.sex}”，请核对。"
        yield _doubt("sex_disagrees_with_id", message, "sex", place)
    if isinstance(birth, dt.date) and birth != said.birth and not _month_only(birth, said.birth):
        message = f"出生日期“{birth}”与身份证号不符，按身份证号应为“{said.birth}”，请核对。"
        yield _doubt("birth_disagrees_with_id", message, "birth", place)


def _said(number: str) -> Identity | None:
    """What an ID says; None of one that isn't right, which reading has already refused."""
    try:
        return identity(number)
    except (ValueError, IndexError):
        return None


def _month_only(birth: dt.date, said: dt.date) -> bool:
    """Whether it may have been written as year and month, which is read as the first of the month."""
    return birth.day == 1 and (birth.year, birth.month) == (said.year, said.month)


def _whole(draft: HouseholdDraft, policy: Policy) -> Iterator[Finding]:
    values = draft.values
    if "category" in values:
        yield from _category(values["category"], policy)
    size, listed = values.get("size"), len(draft.persons)
    if isinstance(size, int) and size < listed:
        yield _doubt("size", f"家庭人口填的是 {size} 人，但列出了 {listed} 人，请核对。", "size")
    yield from _sizes(values)
    yield from check_sums(draft)
    for name, label in _DATES:
        day = values.get(name)
        if isinstance(day, dt.date) and day > today():
            yield _doubt("future_date", f"{label}“{day}”在今天之后，请核对。", name)


def _sizes(values: Values) -> Iterator[Finding]:
    size, living = values.get("size"), values.get("living_size")
    if isinstance(size, int) and isinstance(living, int) and living > size:
        message = f"共同生活人口 {living} 人，多于家庭人口 {size} 人，请核对。"
        yield _doubt("living_size", message, "living_size")


def check_sums(draft: HouseholdDraft) -> Iterator[Finding]:
    """Doubts about typed totals beside figures of the persons that come to something else; the figures hold."""
    for name, total in totals(draft.persons).items():
        typed = draft.values.get(name)
        if isinstance(typed, int) and typed != total:
            label = field_of(Household, name).label
            message = (
                f"{label}填的是 {short_yuan(typed)} 元，各人的相加是 {short_yuan(total)} 元，按相加的计算，请核对。"
            )
            yield _doubt("figures_disagree", message, name)


def _category(category: Value, policy: Policy) -> Iterator[Finding]:
    known = policy.labels("category")
    if not category:
        yield _missing("category", field_of(Household, "category").label, None)
    elif known and category not in known:
        message = f"困难类别“{category}”不在代码表里，可用的有：{'、'.join(known)}。"
        yield Finding(code="unknown_code", message=message, field="category")


def check_category(draft: HouseholdDraft, policy: Policy) -> Finding | None:
    """That a category other than the proposed one lacks its reason; None where it doesn't, or figures are missing."""
    category = draft.values.get("category")
    if not category or draft.values.get("category_reason"):
        return None
    known, better = proposed(draft, policy)
    if not known or better == category:
        return None
    told = f"测算建议“{better}”" if better else "测算不在各类困难标准以内"
    message = f"{told}，所填为“{category}”，请写明类别确定理由，或改用建议的类别。"
    return _placed(Finding(code="category_reason_missing", message=message, field="category_reason"), draft)


def _placed(found: Finding, draft: HouseholdDraft) -> Finding:
    places = draft.places
    if not places:
        return found
    place = places.get((found.person, found.field)) or places.get((None, ""), NOWHERE)
    return found.at(place)


def complete(draft: HouseholdDraft) -> HouseholdDraft:
    """The draft with what follows from the rest: sex and birth from IDs, the first relation, size, per-head income.

    Where persons have figures, yearly income and rigid spending are their sums. The size is taken from the persons
    only where members are listed: a lone applicant says nothing of a household. What else is given is kept, but a
    birth of which only the month was given becomes the day on the ID.
    """
    persons = complete_persons(draft.persons)
    values = {**draft.values, **totals(persons)}
    return replace(draft, values=_complete_values(values, len(persons)), persons=persons)


def complete_persons(persons: Sequence[Values]) -> tuple[Values, ...]:
    """The persons with what follows from their IDs and their places."""
    return tuple(_complete_person(person, number) for number, person in enumerate(persons))


def _complete_person(person: Values, number: int) -> Values:
    extra: dict[str, Value] = {}
    if number == 0 and not person.get("relation"):
        extra["relation"] = SELF
    own, birth = person.get(_ID), person.get("birth")
    if own and not (person.get("sex") and isinstance(birth, dt.date) and birth.day != 1):
        said = _said(str(own))
        if said and not person.get("sex"):
            extra["sex"] = said.sex
        if said and (not isinstance(birth, dt.date) or _month_only(birth, said.birth)):
            extra["birth"] = said.birth
    return {**person, **extra} if extra else person


def _complete_values(values: Values, listed: int) -> Values:
    extra: dict[str, Value] = {}
    if values.get("size") is None and listed > 1:
        extra["size"] = listed
    size, income = extra.get("size", values.get("size")), values.get("yearly_income")
    if isinstance(size, int) and isinstance(income, int) and size:
        extra["per_head"] = per_head(income, size)
    return {**values, **extra} if extra else values
