"""Hardship files: reading, checking, saving, and their history."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sqlite_utils import Database

from desktop.base.changes import Change, Noun
from desktop.base.errors import RefusedError
from desktop.base.fields import Value, Values, fields_of
from desktop.base.findings import Finding, doubt, refuses
from desktop.cases.checks import check_category, check_draft, check_new, check_sums, complete
from desktop.cases.household import Household, HouseholdDraft, Person, State
from desktop.cases.income_test import same_case
from desktop.cases.posted import check_applicant, check_posted, check_recategorised, check_struck
from desktop.office import wording
from desktop.office.procedure import Procedure
from desktop.office.sameness import Sameness
from desktop.office.standing import Standing
from desktop.store import households, journal
from desktop.store.faults import translated


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One line of a file's history: when, by whom, in which operation, and what became of a field."""

    operation: int
    label: str
    at: str
    actor: str
    field: str
    person: str
    before: str
    after: str


class Cases:
    """Doors to the hardship files."""

    def __init__(self, db: Database, standing: Standing, procedure: Procedure) -> None:
        self._db = db
        self._standing = standing
        self._procedure = procedure
        self._sameness = Sameness(db)

    def get(self, number: int) -> Household:
        """One file; ``NotFoundError`` where there is none."""
        with translated():
            return households.get(self._db, number)

    def many(self, numbers: Iterable[int]) -> list[Household]:
        """Files in the order asked for; numbers that don't exist are left out."""
        with translated():
            return households.many(self._db, numbers)

    def check(self, draft: HouseholdDraft, number: int | None = None) -> tuple[Finding, ...]:
        """All that is wrong or doubtful with a draft: in itself, and against the other files."""
        whole = complete(draft)
        found = (*draft.findings, *check_sums(draft), *check_draft(whole, self._standing.on()))
        if number is None:
            found += check_new(whole)
        return (
            *found,
            *self._unreasoned(whole, number),
            *self._decided(draft, number),
            *self._elsewhere(whole, number),
        )

    def _decided(self, draft: HouseholdDraft, number: int | None) -> tuple[Finding, ...]:
        """What the draft would alter past the procedure."""
        if number is None:
            return ()
        home = self.get(number)
        if posted := check_posted(home, draft):
            return posted
        who = (*check_applicant(home, draft.persons), *check_struck(home, draft.persons))
        return (*who, *check_recategorised(home, draft.values))

    def _unreasoned(self, draft: HouseholdDraft, number: int | None) -> tuple[Finding, ...]:
        """A category other than the proposed one without a reason, where this save says either anew."""
        policy = self._standing.on()
        found = check_category(draft, policy)
        if found is None:
            return ()
        return () if number is not None and same_case(draft, self.get(number), policy) else (found,)

    def _elsewhere(self, draft: HouseholdDraft, number: int | None) -> tuple[Finding, ...]:
        """Persons of the draft that stand in another file: two files for a worker refuse, the rest warns."""
        asked = [str(person["resident_id"]) for person in draft.persons if person.get("resident_id")]
        with translated():
            known = households.find_person(self._db, asked)
        found: list[Finding] = []
        for place, person in enumerate(draft.persons):
            own = str(person.get("resident_id"))
            elsewhere = (household for household, _ in known.get(own, ()) if household != number)
            found += [self._two_households(one, own, place).about("resident_id", place) for one in elsewhere]
        return (*found, *self._sameness.doubts([(draft, number)])[0])

    def _two_households(self, household: int, own: str, place: int) -> Finding:
        home = self.get(household)
        there = next(one for one in home.persons if one.resident_id == own)
        head, where = home.applicant.name, home.file_no or f"第 {household} 号"
        if place == 0 and there is home.applicant:
            return Finding(code="on_file", message=f"此人已有档案（{head}，{where}），一户一档，请在原档案上修改。")
        as_what = "申请人" if there is home.applicant else there.relation
        message = f"此人也在“{head}”户的档案里（{where}，{as_what}），请核对是否一户多档。"
        return doubt("person_in_two_households", message)

    def save(self, draft: HouseholdDraft, number: int | None = None) -> Change:
        """Enter an application, or change a file; persons carry their ``id`` where they have one.

        Raises ``RefusedError`` with the findings where something refuses.
        """
        findings = self.check(draft, number)
        if refuses(findings):
            raise RefusedError(findings)
        whole = complete(draft)
        name = str(whole.persons[0]["name"])
        if number is None:
            with translated(), journal.operation(self._db, f"新建申请：{name}", Noun.CASES) as current:
                number = households.insert(self._db, [(whole.values, whole.persons)], State.DRAFT)[0]
            return journal.done(current, number)
        return self._change(number, name, whole)

    def _change(self, number: int, name: str, draft: HouseholdDraft) -> Change:
        before = self.get(number)
        values = {key: value for key, value in draft.values.items() if value != getattr(before, key)}
        people = [(self._person_id(person), self._fields(person)) for person in draft.persons]
        if not values and _same(before, people):
            return Change(operation=0, label="没有改动", nouns=frozenset(), count=0, record=number)
        with translated(), journal.operation(self._db, f"修改档案：{name}", Noun.CASES) as current:
            households.update(self._db, number, values, people, drop=True)
        return journal.done(current, number)

    @staticmethod
    def _person_id(person: Values) -> int | None:
        number = person.get("id")
        return number if isinstance(number, int) else None

    @staticmethod
    def _fields(person: Values) -> Values:
        return {key: value for key, value in person.items() if key != "id"}

    def stamp(self, number: int) -> int:
        """The last operation that touched a file: whether it is still as somebody saw it."""
        with translated():
            return households.stamp(self._db, number)

    def history(self, number: int) -> list[Step]:
        """What became of each field, the newest first."""
        with translated():
            changes = households.history(self._db, number)
        return [step for change in changes for step in _steps(change)]


def draft_of(household: Household) -> HouseholdDraft:
    """A file as a draft, for a form; its persons carry their ids."""
    values = {one.name: getattr(household, one.name) for one in fields_of(Household)}
    persons = tuple({"id": person.id, **_values_of(person)} for person in household.persons)
    return HouseholdDraft(values=values, persons=persons)


def with_values(draft: HouseholdDraft, **values: Value) -> HouseholdDraft:
    """The draft with some values set."""
    return replace(draft, values={**draft.values, **values})


def _same(before: Household, people: Sequence[tuple[int | None, Values]]) -> bool:
    """Whether these are the persons of the file in their order, with nothing about them changed."""
    known = {one.id: _values_of(one) for one in before.persons}
    return [one for one, _ in people] == list(known) and all(
        fields.items() <= known[one].items() for one, fields in people if one is not None
    )


def _values_of(person: Person) -> Values:
    return {one.name: getattr(person, one.name) for one in fields_of(Person)}


def _steps(change: dict[str, str]) -> list[Step]:
    """One step a field; a whole row that came or went is one step."""
    before, after = json.loads(change["before"] or "null"), json.loads(change["after"] or "null")
    table = change["table"]
    person = (after or before).get("name", "") if table == "person" else ""
    common = {key: change[key] for key in ("operation", "label", "at", "actor")} | {"person": person}
    if before is None or after is None:
        said = ["" if one is None else _said(table, one) for one in (before, after)]
        return [Step(field=wording.name(table), before=said[0], after=said[1], **common)]
    changes = wording.altered(table, before, after)
    return [Step(field=label, before=was, after=now, **common) for label, was, now in changes]


def _said(table: str, image: wording.Image) -> str:
    """The file and its people are said by what became of them; the rest in words."""
    return "有" if table in {"household", "person"} else wording.says(table, image)
