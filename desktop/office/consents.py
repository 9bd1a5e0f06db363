"""What the persons of files agreed to."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from sqlite_utils import Database

from desktop.base.calendar import today
from desktop.base.changes import Change, Noun
from desktop.base.codes import CodeList, Codes
from desktop.base.errors import ForbiddenError, RefusedError
from desktop.base.fields import Value, Values
from desktop.base.findings import Finding, refuses
from desktop.base.several import BETWEEN, parts
from desktop.cases.consents import Consenting, check_consent, check_withdrawal, is_minor
from desktop.cases.documents import members
from desktop.cases.household import Household, Person
from desktop.office.standing import Standing
from desktop.policy.standards import Policy
from desktop.store import consents, households, journal
from desktop.store.faults import translated


class Consents:
    """Doors to the consents of files' persons."""

    def __init__(self, db: Database, standing: Standing) -> None:
        self._db = db
        self._standing = standing

    def of(self, number: int) -> tuple[Consenting, ...]:
        """The persons of a file in their order, each with whether somebody else signs, and what they agreed to."""
        with translated():
            home, given = households.get(self._db, number), consents.of(self._db, number)
        policy, day = self._standing.on(), today()
        return tuple(
            Consenting(
                person=one, minor=is_minor(one, day, policy), given=tuple(two for two in given if two.person == one.id)
            )
            for one in home.persons
        )

    def missing(self, numbers: Sequence[int], scope: str) -> Mapping[int, tuple[str, ...]]:
        """Who of each file hasn't agreed to that scope; files in which everybody has are left out."""
        with translated():
            return consents.missing(self._db, numbers, scope)

    def begin(self, number: int) -> tuple[Values, Codes]:
        """What the form of a consent begins with: everybody, every scope, today; and what it chooses from."""
        with translated():
            home = households.get(self._db, number)
        policy = self._standing.on()
        called, scopes = tuple(members(home.persons)), policy.labels("consent_scope")
        grown = [one.name for one in home.persons if not is_minor(one, today(), policy)]
        children = len(grown) < len(home.persons)
        values: Values = {
            "persons": BETWEEN.join(called),
            "scopes": BETWEEN.join(scopes),
            "given_on": today(),
            "guardian": grown[0] if grown and children else None,
        }
        lists = {"member": CodeList("member", called), "consent_scope": policy.codes["consent_scope"]}
        return values, lists

    def record(self, number: int, values: Values) -> Change:
        """Write down what persons of a file agreed to, in one operation.

        ``values``: ``persons`` as their form calls them, ``scopes``, ``given_on``, ``guardian`` who signs for children,
        ``note``. ``RefusedError`` with what is wrong.
        """
        with translated():
            home = households.get(self._db, number)
        policy = self._standing.on()
        persons, findings = _persons(home, str(values.get("persons") or ""))
        findings += check_consent(persons, values, policy)
        if refuses(findings):
            raise RefusedError(findings)
        rows = [self._row(one, values, policy) | {"household": number} for one in persons]
        count = f"（{len(persons)} 人）" if len(persons) > 1 else f" {persons[0].name}"
        label = f"登记同意书：{home.applicant.name}户{count}"
        with translated(), journal.operation(self._db, label, Noun.CASES) as current:
            consents.insert(self._db, rows)
            current.count = len(rows)
        return journal.done(current, number)

    @staticmethod
    def _row(person: Person, values: Values, policy: Policy) -> dict[str, Value]:
        day = values["given_on"]
        minor = isinstance(day, dt.date) and is_minor(person, day, policy)
        return {
            "person": person.id,
            "given_on": str(day),
            "scopes": values["scopes"],
            "signed_by": values["guardian"] if minor else person.name,
            "note": values.get("note") or None,
        }

    def record_all(self, number: int, values: Values) -> Change:
        """The same of every person of a file, for all scopes unless ``values`` name some."""
        return self.record(number, {**self.begin(number)[0], **values})

    def record_many(self, numbers: Sequence[int], values: Values) -> Change:
        """Write down that everybody in these files who hadn't agreed to these scopes now has, as one operation.

        Who withdrew agrees again by name only, not among many.
        ``values``: ``scopes``, all where none are named; ``given_on``, by default today; ``note``.
        The first grown-up signs for children.
        ``RefusedError`` names the files that can't be; ``ForbiddenError`` where everybody has agreed already.
        """
        policy = self._standing.on()
        whole = {"scopes": BETWEEN.join(policy.labels("consent_scope")), "given_on": today(), **values}
        with translated():
            homes = households.many(self._db, numbers)
            lacking = consents.lacking(self._db, numbers, str(whole["scopes"]).split(BETWEEN))
        rows = [row for home in homes for row in self._rows_of(home, lacking, whole, policy)]
        if not rows:
            raise ForbiddenError("选中的档案都已登记过这些同意书，不用再登记；撤回过的请逐户登记。")
        signed = {row["household"] for row in rows}
        first, count = next(home for home in homes if home.id in signed), len(signed)
        called = first.applicant.name + (f"等 {count} 户" if count > 1 else "户")
        with (
            translated(),
            journal.operation(self._db, f"登记同意书：{called}（{len(rows)} 人）", Noun.CASES) as current,
        ):
            consents.insert(self._db, rows)
            current.count = len(rows)
        return journal.done(current, None if count > 1 else first.id)

    def _rows_of(
        self, home: Household, lacking: Collection[int], values: Values, policy: Policy
    ) -> list[dict[str, Value]]:
        persons = [one for one in home.persons if one.id in lacking]
        if not persons:
            return []
        guardian = next((one.name for one in home.persons if not is_minor(one, today(), policy)), None)
        signed = {**values, "guardian": guardian}
        findings = check_consent(persons, signed, policy)
        if refuses(findings):
            raise RefusedError([replace(one, message=f"“{home.applicant.name}”户：{one.message}") for one in findings])
        return [self._row(one, signed, policy) | {"household": home.id} for one in persons]

    def withdraw(self, consent: int, values: Values) -> Change:
        """Write down that a person withdrew a consent on ``withdrawn_on``; ``RefusedError`` for a wrong day."""
        with translated():
            found = consents.get(self._db, consent)
        if found.withdrawn_on:
            raise ForbiddenError("这份同意书已经撤回，不用再撤回。")
        findings = check_withdrawal(found, values.get("withdrawn_on"))
        if refuses(findings):
            raise RefusedError(findings)
        with translated(), journal.operation(self._db, f"撤回同意书：{found.name}", Noun.CASES) as current:
            consents.withdraw(self._db, consent, str(values["withdrawn_on"]))
        return journal.done(current, found.household)


def _persons(home: Household, text: str) -> tuple[list[Person], tuple[Finding, ...]]:
    """The persons of a file that a text names as the form calls them."""
    called = members(home.persons)
    found = parts(CodeList("member", tuple(called)), text)
    unknown = [part.words for part in found if part.label is None]
    chosen = {called[part.label] for part in found if part.label}
    message = f"家里没有叫“{'、'.join(unknown)}”的人，请从名单里选。"
    findings = (Finding(code="unknown_code", message=message, field="persons"),) if unknown else ()
    return [one for one in home.persons if one.id in chosen], findings
