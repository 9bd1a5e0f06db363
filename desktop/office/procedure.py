"""The procedure of hardship files: where a file stands, what a step needs, and taking it, of one file or of many."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlite_utils import Database

from desktop.base.calendar import today
from desktop.base.changes import Change, Noun, silent
from desktop.base.changes import Progress as Reporting
from desktop.base.errors import ForbiddenError, RefusedError
from desktop.base.fields import Values
from desktop.base.findings import Finding, refuses
from desktop.cases import procedure
from desktop.cases.consents import NOTICE
from desktop.cases.effects import effects, falls_behind
from desktop.cases.household import Household
from desktop.cases.income_test import test_income
from desktop.cases.posted import altered
from desktop.cases.procedure import Facts, Progress
from desktop.cases.step_checks import check_step, repeated
from desktop.cases.steps import Step, Verb
from desktop.cases.waiting import Waiting, waiting
from desktop.office.standing import Standing
from desktop.policy.standards import Policy
from desktop.store import consents, documents, households, journal, steps
from desktop.store.faults import translated


@dataclass(frozen=True, slots=True, kw_only=True)
class Standpoint:
    """Where a file stands: its steps, what counts of them, what can be done next."""

    home: Household
    steps: tuple[Step, ...]
    progress: Progress
    verbs: tuple[Verb, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a step would be: where the file stands, the values with what follows from them, and what was found."""

    at: Standpoint
    values: Values
    findings: tuple[Finding, ...]


class Procedure:
    """Doors to the procedure."""

    def __init__(self, db: Database, standing: Standing) -> None:
        self._db = db
        self._standing = standing

    def of(self, number: int) -> Standpoint:
        """Where a file stands; ``NotFoundError`` where there is none."""
        with translated():
            home = households.get(self._db, number)
            taken = steps.of(self._db, [number]).get(number, ())
        return _standpoint(home, taken)

    def _every(self, numbers: Sequence[int]) -> list[Standpoint]:
        """Where each of these files stands, read at once; ``NotFoundError`` where one of them isn't there."""
        with translated():
            homes, taken = households.many(self._db, numbers), steps.of(self._db, numbers)
            if len(homes) < len(numbers):
                households.get(self._db, next(iter(set(numbers) - {home.id for home in homes})))
        return [_standpoint(home, taken.get(home.id, ())) for home in homes]

    def waiting(self, at: Standpoint) -> Waiting:
        """What a file waits for today, and its usual next step."""
        return waiting(at.home, at.progress, self._standing.on(), today(), self._standing.own_days())

    def steps_of(self, numbers: Sequence[int]) -> Mapping[int, tuple[Step, ...]]:
        """The steps of each of these files, the oldest first."""
        with translated():
            return steps.of(self._db, numbers)

    def check(self, number: int, verb: Verb, values: Values) -> tuple[Finding, ...]:
        """What stands against a step or is doubtful about it; ``ForbiddenError`` where the file can't take it."""
        return self.look(number, verb, values).findings

    def look(self, number: int, verb: Verb, values: Values) -> Look:
        """What a step would be, with what follows from its values; ``ForbiddenError`` where the file can't take it."""
        return self._looked(self.of(number), verb, values)

    def looks(self, numbers: Sequence[int], verb: Verb, values: Values) -> list[Look]:
        """The same for several files; that one of them can't take the step as it stands is then a finding."""
        if len(numbers) == 1:
            return [self.look(numbers[0], verb, values)]
        return [self._looked_kindly(at, verb, values) for at in self._every(numbers)]

    def shared(self, numbers: Sequence[int]) -> tuple[Verb, ...]:
        """What can be done with every one of these files, the usual next step first."""
        possible = [at.verbs for at in self._every(tuple(dict.fromkeys(numbers)))]
        return tuple(verb for verb in possible[0] if all(verb in verbs for verbs in possible)) if possible else ()

    def begin(self, number: int, verb: Verb) -> Values:
        """What a step's form begins with: today, and what follows from the steps before."""
        at, policy = self.of(number), self._standing.on()
        procedure.require(at.progress, verb)
        return procedure.completed(at.progress, verb, {"day": today()}, policy, self._facts(at, verb, policy))

    def take(self, number: int, verb: Verb, values: Values) -> Change:
        """Take a step; ``ForbiddenError`` where the file can't, ``RefusedError`` with what stands against it."""
        return self.take_many([number], verb, values)

    def take_many(self, numbers: Sequence[int], verb: Verb, values: Values, progress: Reporting = silent) -> Change:
        """Take the same step with several files as one operation: all of them, or none.

        Where some of several can't, the findings of all of them name their applicants.
        """
        if not numbers:
            raise ForbiddenError(f"没有选中档案，没有办理“{verb}”。")
        ready = self._ready(tuple(dict.fromkeys(numbers)), verb, values)
        name = ready[0].at.home.applicant.name
        called = name if len(ready) == 1 else f"{name}等 {len(ready)} 户"
        with translated(), journal.operation(self._db, f"{verb}：{called}", Noun.CASES) as current:
            for done, one in enumerate(ready, 1):
                self._write(one.at, verb, one.values)
                progress(done, len(ready))
            current.count = len(ready)
        return journal.done(current, ready[0].at.home.id if len(ready) == 1 else None)

    def _ready(self, numbers: Sequence[int], verb: Verb, values: Values) -> list[Look]:
        looks = self.looks(numbers, verb, values)
        if len(looks) == 1 and refuses(looks[0].findings):
            raise RefusedError(looks[0].findings)
        against = [_named(found, one) for one in looks for found in one.findings if found.refuses]
        if against:
            raise RefusedError(against)
        return looks

    def _looked(self, at: Standpoint, verb: Verb, values: Values) -> Look:
        procedure.require(at.progress, verb)
        policy = self._policy(values)
        facts = self._facts(at, verb, policy)
        whole = procedure.completed(at.progress, verb, values, policy, facts)
        found = check_step(at.progress, verb, whole, policy, facts)
        return Look(at=at, values=whole, findings=(*found, *repeated(at.steps, verb, whole)))

    def _looked_kindly(self, at: Standpoint, verb: Verb, values: Values) -> Look:
        """The same where the file is one of several: that it can't take the step is a finding."""
        try:
            return self._looked(at, verb, values)
        except ForbiddenError as error:
            return Look(at=at, values=values, findings=(Finding(code="forbidden", message=error.sentence),))

    def _write(self, at: Standpoint, verb: Verb, values: Values) -> None:
        policy = self._policy(values)
        to = procedure.after(at.progress, verb, values, policy)
        steps.insert(self._db, at.home.id, verb, (at.home.state, to), values)
        changed = dict(effects(at.progress, verb, to, values, policy))
        if at.home.life.unsynced_since is None and falls_behind(at.progress, verb, to):
            changed["unsynced_since"] = values["day"]
        households.move(self._db, at.home.id, to, changed)

    def _policy(self, values: Values) -> Policy:
        """What is in force on the day of the step."""
        day = values.get("day")
        return self._standing.on(day if isinstance(day, dt.date) else None)

    def _facts(self, at: Standpoint, verb: Verb, policy: Policy) -> Facts:
        home, test = at.home, test_income(at.home, policy)
        return Facts(
            notice_ends=self._standing.notice_ends,
            consents_missing=self._consents_missing(home, verb, policy),
            documents_missing=self._documents_missing(home, verb, policy),
            category=home.category,
            category_proposed=test.category,
            category_reason=home.category_reason or "",
            figures_missing=test.missing,
            altered=self._altered(at, verb),
        )

    def _consents_missing(self, home: Household, verb: Verb, policy: Policy) -> tuple[str, ...]:
        """Who hadn't agreed to the notice on its first day, by the rule of that day, or no longer did on its last."""
        if verb not in {Verb.POST, Verb.END_NOTICE}:
            return ()
        begins = home.life.notice_begins or policy.day
        rule = self._standing.on(begins).consent
        if rule is None or not rule.notice:
            return ()
        with translated():
            return consents.missing(self._db, [home.id], NOTICE, begins, home.life.notice_ends).get(home.id, ())

    def _altered(self, at: Standpoint, verb: Verb) -> tuple[str, ...]:
        assessed = at.progress.latest(Verb.ASSESS)
        if verb is not Verb.POST or assessed is None:
            return ()
        with translated():
            return altered(steps.changed_since(self._db, assessed))

    def _documents_missing(self, home: Household, verb: Verb, policy: Policy) -> tuple[str, ...]:
        if verb not in {Verb.ACCEPT, Verb.DECIDE}:
            return ()
        with translated():
            return documents.checklists(self._db, policy, [home.id])[home.id].missing


def _standpoint(home: Household, taken: tuple[Step, ...]) -> Standpoint:
    now = procedure.progress(home.state, taken)
    return Standpoint(home=home, steps=taken, progress=now, verbs=procedure.verbs(now))


def _named(found: Finding, one: Look) -> Finding:
    return replace(found, message=f"“{one.at.home.applicant.name}”：{found.message}")
