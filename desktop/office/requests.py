"""Applications for aid: entering, deciding, what comes of them; one or many at once."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from sqlite_utils import Database

from desktop.aid.batch import PAID_STATES
from desktop.aid.candidates import Candidate, candidates
from desktop.aid.deciding import Judged, check_days, check_state, judge
from desktop.aid.entitlement import Entitlement
from desktop.aid.request import Request, RequestState
from desktop.aid.request_checks import Ground, check_request, rule_of, same_asked
from desktop.aid.request_facts import own_payment, progress_of
from desktop.base.calendar import today
from desktop.base.changes import Change, Noun
from desktop.base.errors import ForbiddenError, RefusedError
from desktop.base.fields import Field, Value, Values
from desktop.base.findings import Finding, refuses
from desktop.base.listing import Query
from desktop.cases.household import State
from desktop.office.request_ground import Grounds
from desktop.office.request_values import (
    called,
    completed,
    facts_in,
    fields_in,
    granted,
    is_asked,
    made,
    missing,
    refreshed,
    refuse_any,
)
from desktop.office.standing import Standing
from desktop.policy.standards import Policy
from desktop.store import households, journal, listings, requests
from desktop.store.faults import translated

if TYPE_CHECKING:
    from desktop.office.aid import Aid

_DECIDED = ("granted", "basis", "override", "override_by", "upper_no", "decided_on", "decided_by", "opinion")
_ENDED = ("result", "finished_on")
_MONEYLESS = (RequestState.OPEN, RequestState.GRANTED)


_NOTHING: Values = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestLook:
    """An application as it would be saved.

    Attributes:
        values: its fields and facts, with what follows from the file.
        money: whether its programme gives money.
        fields: the facts that its programme asks for.
        entitlement: what the rule gives today; None while it can't be said, or where there is no money.
        before: the file's other applications of the year.
    """

    values: Values
    fields: tuple[Field, ...]
    findings: tuple[Finding, ...]
    money: bool = True
    entitlement: Entitlement | None = None
    before: tuple[Request, ...] = ()


class Requests:
    """Doors to applications."""

    def __init__(self, db: Database, standing: Standing, aid: "Aid") -> None:
        self._db = db
        self._standing = standing
        self._aid = aid

    def one(self, number: int) -> Request:
        """One application; what it took from the file is as the file says now while it waits for a decision."""
        return self._many([number])[0]

    def many(self, numbers: Iterable[int]) -> list[Request]:
        """Applications in the order asked for, each as ``one`` gives it."""
        return self._many(numbers)

    def of_household(self, number: int) -> list[Request]:
        """A file's applications, the newest first."""
        with translated():
            return requests.of_household(self._db, number)

    def of_programme(self, programme: str, year: int | None = None) -> list[Request]:
        """The applications for a programme, of one year or of all, the oldest first."""
        with translated():
            return requests.of_programme(self._db, programme, year)

    def ready(self, programme: str) -> list[int]:
        """The numbers of the granted applications that stand in no batch, the oldest first."""
        with translated():
            return requests.ready(self._db, programme)

    def candidates(self, programme: str, year: int | None = None) -> list[Candidate]:
        """The members of files 在档 whom a programme may mean: pupils or graduates; nobody for other programmes."""
        policy, wanted = self._standing.on(), year or today().year
        rule = rule_of(policy, programme)
        with translated():
            homes = households.many(self._db, self._on_file())
            asked = requests.of_programme(self._db, programme, wanted)
        found = candidates(rule.form if rule else "", homes, wanted, policy.codes)
        return [replace(one, asked=is_asked(one, asked)) for one in found]

    def begin(self, values: Values) -> Values:
        """What a new application begins with: today, this year, what its file and its last waiver say."""
        return self._begun(values, Grounds(self._db, self._standing))

    def look(self, values: Values, number: int | None = None) -> RequestLook:
        """What saving would write, what stands against it, and what the rule would give today."""
        grounds = Grounds(self._db, self._standing)
        whole, ground = self._whole(values, number, grounds)
        rule = ground.rule(whole.get("programme"))
        facts = facts_in(whole, ground)
        found = (*missing(whole), *check_request(whole, ground))
        given = None
        if rule is not None and rule.money and not refuses(found):
            given = self._entitlement(made(whole, {one.name: whole.get(one.name) for one in facts}), today())
        before = grounds.of_file(ground.home.id) if ground.home else ()
        same_year = tuple(one for one in before if one.year == whole.get("year") and one.id != number)
        money = rule is not None and rule.money
        return RequestLook(values=whole, fields=facts, findings=found, money=money, entitlement=given, before=same_year)

    def check(self, values: Values, number: int | None = None) -> tuple[Finding, ...]:
        """What is wrong or doubtful with an application; ``number`` is its own where it stands already."""
        return self.look(values, number).findings

    def save(self, values: Values, number: int | None = None) -> Change:
        """Save a new application, or a changed one that waits for a decision; ``RefusedError`` says what is wrong."""
        if number is not None:
            self._require(self._many([number]), RequestState.OPEN)
        whole, facts, found = self._checked(values, number, Grounds(self._db, self._standing))
        if refuses(found):
            raise RefusedError(found)
        label = f"{'登记' if number is None else '修改'}申请：{called([made(whole, facts)])}"
        with translated(), journal.operation(self._db, label, Noun.REQUESTS) as current:
            if number is None:
                number = requests.insert(self._db, [(whole, facts)])[0]
            else:
                requests.update(self._db, number, {**fields_in(whole), "facts": facts})
        return journal.done(current, number)

    def apply_for(
        self, programme: str, members: Iterable[tuple[int, int]], otherwise: Values = _NOTHING, **values: Value
    ) -> Change:
        """Enter an application for each of these members, (file, member), as one operation: all of them, or none.

        ``otherwise`` holds of those whose file doesn't say it. Who applied in the year already is passed over;
        ``ForbiddenError`` where nobody is left.
        """
        base = {"programme": programme, **values}
        every = [{**base, "household": home, "person": one} for home, one in members]
        return self._enter_many(programme, every, otherwise)

    def apply_for_waivers(self, programme: str, homes: Sequence[int], items: Sequence[str], **values: Value) -> Change:
        """Enter an application for each of these files and fees, as one operation; what stands already is passed over.

        Certificate, address and account are those of the household's last application for the same fee.
        """
        base = {"programme": programme, **values}
        return self._enter_many(
            programme, [{**base, "household": home, "item": one} for home in homes for one in items]
        )

    def looks(self, numbers: Sequence[int], **values: Value) -> list[Judged]:
        """What granting these applications would come to, one by one."""
        said = {"decided_on": today(), **values}
        policy = self._policy(said, "decided_on")
        return [self._judged(one, policy, said) for one in self._many(numbers)]

    def decide(self, numbers: Sequence[int], **values: Value) -> Change:
        """Grant applications that wait for a decision, all of them or none; ``values`` are those of ``DECISION``.

        Where no amount is said, each gets what the rule gives on the day of decision.
        """
        judged = self.looks(numbers, **values)
        refuse_any([(one.request, one.findings) for one in judged])
        said = {"decided_on": today(), **values}
        label = f"同意申请：{called([one.request for one in judged])}"
        return self._move([(one.request, granted(one, said)) for one in judged], label)

    def refuse(self, numbers: Sequence[int], **values: Value) -> Change:
        """Refuse applications that wait for a decision; ``values`` are those of ``REFUSAL``."""
        said = {"decided_on": today(), **values}
        found = self._require(self._many(numbers), RequestState.OPEN)
        refuse_any([(one, check_days(one, said, "decided_on")) for one in found])
        if not said.get("decided_by") or not said.get("opinion"):
            raise ForbiddenError("请填审批人，并写明为什么不给。")
        row = {
            "state": RequestState.REFUSED,
            **{name: said.get(name) for name in ("decided_on", "decided_by", "opinion")},
        }
        return self._move([(one, row) for one in found], f"不予：{called(found)}")

    def withdraw(self, numbers: Sequence[int], note: str = "") -> Change:
        """Write down that applications were withdrawn; ``ForbiddenError`` where one stands in a batch."""
        found = self._require(self._many(numbers), *_MONEYLESS)
        row = {"state": RequestState.WITHDRAWN, **({"note": note.strip()} if note.strip() else {})}
        return self._move([(one, row) for one in found], f"撤回申请：{called(found)}")

    def take_back(self, numbers: Sequence[int]) -> Change:
        """Have decided applications wait for a decision again; ``ForbiddenError`` where one stands in a batch."""
        found = self._require(self._many(numbers), *(one for one in RequestState if one is not RequestState.OPEN))
        row = {"state": RequestState.OPEN, **dict.fromkeys((*_DECIDED, *_ENDED))}
        return self._move([(one, row) for one in found], f"退回待审：{called(found)}")

    def register(self, numbers: Sequence[int], **values: Value) -> Change:
        """Write down what came of granted applications: facts of ``progress_of`` their form; one that is None stays."""
        found = self._require(self._many(numbers), RequestState.GRANTED, RequestState.DONE, batched=True)
        rows = [(one, {"facts": self._progressed(one, values)}) for one in found]
        return self._move(rows, f"登记办理情况：{called(found)}")

    def finish(self, numbers: Sequence[int], **values: Value) -> Change:
        """Finish applications with their result; ``values`` are those of ``ENDED`` and facts of ``progress_of``.

        Where the programme gives money, that was paid before.
        """
        said = {"finished_on": today(), **values}
        found = self._require(self._many(numbers), *_MONEYLESS, batched=True)
        refuse_any([(one, (*check_days(one, said, "finished_on"), *self._unpaid(one))) for one in found])
        if not said.get("result"):
            raise ForbiddenError("请写办理结果。")
        row = {"state": RequestState.DONE, **{name: said[name] for name in (*_ENDED, "note") if said.get(name)}}
        rows = [(one, {**row, "facts": self._progressed(one, values)}) for one in found]
        return self._move(rows, f"办结申请：{called(found)}")

    # What is beneath

    def _many(self, numbers: Iterable[int]) -> list[Request]:
        with translated():
            found = requests.many(self._db, numbers)
            filed = {one.household for one in found if one.household and one.state is RequestState.OPEN}
            homes = {home.id: home for home in households.many(self._db, filed)}
        return [refreshed(one, homes.get(one.household or 0)) for one in found]

    def _require(self, found: list[Request], *states: RequestState, batched: bool = False) -> list[Request]:
        """The same; ``RefusedError`` where one is in another state, or in a batch unless it may be ``batched``."""
        if not found:
            raise ForbiddenError("没有选中申请，什么也没有改动。")
        refuse_any([(one, check_state(one, *states)) for one in found])
        stands = next((one for one in found if one.batch is not None and not batched), None)
        if stands is not None:
            raise ForbiddenError(
                f"{stands.whose}的申请已列入批次“{stands.batch_title}”，没有改动；请先在批次里把这一笔列为不发。"
            )
        return found

    def _begun(self, values: Values, grounds: Grounds) -> Values:
        begun = {"day": today(), "year": today().year, **values}
        return completed(begun, grounds.of(begun), grounds.former(begun), propose=True)

    def _whole(self, values: Values, number: int | None, grounds: Grounds) -> tuple[Values, Ground]:
        ground = grounds.of(values, number)
        return completed(values, ground, None, propose=False), ground

    def _checked(
        self, values: Values, number: int | None, grounds: Grounds
    ) -> tuple[Values, Mapping[str, Value], tuple[Finding, ...]]:
        """What would be written, and what stands against it."""
        whole, ground = self._whole(values, number, grounds)
        facts = {one.name: whole.get(one.name) for one in facts_in(whole, ground)}
        return whole, facts, (*missing(whole), *check_request(whole, ground))

    def _enter_many(self, programme: str, every: Sequence[Values], otherwise: Values = _NOTHING) -> Change:
        grounds = Grounds(self._db, self._standing)
        known = [self._begun(values, grounds) for values in every]
        begun = [{**otherwise, **{name: one for name, one in values.items() if one is not None}} for values in known]
        fresh = [one for one in begun if not any(same_asked(one, other) for other in grounds.of(one).others)]
        if not fresh:
            raise ForbiddenError(
                f"选中的人本年都已申请过{programme}，没有登记。" if every else "没有选中任何人，没有登记。"
            )
        looked = [self._checked(values, None, grounds) for values in fresh]
        refuse_any([(made(whole, facts), found) for whole, facts, found in looked])
        label = f"登记申请：{programme} {len(looked)} 份"
        with translated(), journal.operation(self._db, label, Noun.REQUESTS) as current:
            current.count = len(requests.insert(self._db, [(whole, facts) for whole, facts, _ in looked]))
        return journal.done(current)

    def _move(self, changed: Sequence[tuple[Request, Mapping[str, object]]], label: str) -> Change:
        with translated(), journal.operation(self._db, label, Noun.REQUESTS) as current:
            for one, row in changed:
                requests.update(self._db, one.id, row)
            current.count = len(changed)
        return journal.done(current, changed[0][0].id if len(changed) == 1 else None)

    def _judged(self, one: Request, policy: Policy, values: Values) -> Judged:
        rule = rule_of(policy, one.programme)
        given = self._entitlement(one, policy.day) if rule is not None and rule.money else None
        return judge(one, rule, given, values)

    def _entitlement(self, one: Request, day: dt.date) -> Entitlement:
        return self._aid.limits(
            one.programme,
            household=one.household,
            resident_id=one.resident_id,
            category=one.category or "",
            stage=str(one.facts.get("stage") or ""),
            own_payment=own_payment({**one.facts}),
            asked=one.asked,
            day=day,
            beneficiary_id=one.beneficiary_id,
            beneficiary=one.beneficiary,
        )

    def _unpaid(self, one: Request) -> tuple[Finding, ...]:
        rule = rule_of(self._standing.on(one.day), one.programme)
        if rule is None or not rule.money or one.batch_state in PAID_STATES:
            return ()
        return (Finding(code="unpaid", message=f"{one.programme}要先编制批次、发放，才能办结。", field="state"),)

    def _progressed(self, one: Request, values: Values) -> dict[str, Value]:
        rule = rule_of(self._standing.on(one.day), one.programme)
        names = [field.name for field in progress_of(rule.form if rule else "")]
        return {**one.facts, **{name: values[name] for name in names if values.get(name) is not None}}

    def _policy(self, values: Values, name: str) -> Policy:
        day = values.get(name)
        return self._standing.on(day if isinstance(day, dt.date) else None)

    def _on_file(self) -> Sequence[int]:
        return listings.ids(self._db, Query(noun=Noun.CASES, chips={"state": State.ON_FILE}))
