"""What an application says: what it takes from its file, what follows from that, and what is written of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from desktop.aid.candidates import Candidate, kept_over, proposed
from desktop.aid.deciding import Judged
from desktop.aid.request import APPLICANT, ASKED, ENDING, Request, RequestState
from desktop.aid.request_checks import Ground
from desktop.aid.request_facts import facts_of, fields_named, own_payment
from desktop.base.errors import RefusedError
from desktop.base.fields import Field, Value, Values, fields_of
from desktop.base.findings import Finding, refuses
from desktop.cases.household import Household, Person
from desktop.policy.aid_standards import RequestForm

FIELDS = tuple(one for one in fields_of(Request) if one.group in {APPLICANT, ASKED} or one.name == "note")
"""What an application is entered with, besides the facts of its programme."""

OF_FILE = tuple(one.name for one in FIELDS if one.group == APPLICANT)
"""What it takes from its file."""


def facts_in(values: Values, ground: Ground) -> tuple[Field, ...]:
    """The facts that the programme of these values asks for."""
    rule = ground.rule(values.get("programme"))
    return facts_of(rule.form) if rule else ()


def copied(home: Household) -> dict[str, Value]:
    """What a file says of who applies."""
    who = home.applicant
    return {
        "name": who.name,
        "sex": who.sex,
        "resident_id": who.resident_id,
        "category": home.category,
        "employer": home.employer,
        "address": home.address,
        "phone": who.phone,
        "bank": home.bank,
        "card": home.card,
    }


def for_whom(home: Household, member: Person | None) -> dict[str, Value]:
    """What a file says of for whom it is; nothing where that is who applies."""
    if member is None or member is home.applicant:
        return {"beneficiary": None, "beneficiary_id": None, "relation": None}
    return {"beneficiary": member.name, "beneficiary_id": member.resident_id, "relation": member.relation}


def completed(values: Values, ground: Ground, former: Values | None, *, propose: bool) -> Values:
    """The values with what the file says, and what follows; ``propose`` fills facts that nobody typed yet."""
    whole: dict[str, Value] = dict(values)
    home, member = ground.home, ground.member(values.get("person"))
    if home is not None:
        whole |= copied(home)
        if member is not None or values.get("person") is None:
            whole |= for_whom(home, member)
    if propose:
        whole |= {name: one for name, one in _proposals(whole, ground, former).items() if whole.get(name) is None}
    if "own_payment" in {one.name for one in facts_in(whole, ground)} and whole.get("own_payment") is None:
        whole["own_payment"] = own_payment(whole)
    return whole


def _proposals(values: Values, ground: Ground, former: Values | None) -> Values:
    rule, home, year = ground.rule(values.get("programme")), ground.home, values.get("year")
    found: dict[str, Value] = {}
    if rule is None:
        return found
    if home is not None and isinstance(year, int):
        member = ground.member(values.get("person")) or home.applicant
        found |= proposed(rule.form, home, member, year, ground.policy)
    if rule.form == RequestForm.WAIVER:
        fee = next((one for one in ground.policy.waivers if one.item == values.get("item")), None)
        found |= {"receiver": fee.receiver or None, "benefit": fee.benefit or None} if fee else {}
    return found | kept_over(former or {})


def missing(values: Values) -> tuple[Finding, ...]:
    """What no application can be without."""
    lacking = (one for one in FIELDS if one.needed and values.get(one.name) in {None, ""})
    return tuple(Finding(code="missing", message=f"缺少{one.label}，请补填。", field=one.name) for one in lacking)


def fields_in(values: Values) -> dict[str, Value]:
    """What is written of an application but its facts; what isn't said is empty."""
    return {name: values.get(name) for name in ("household", "person", *(one.name for one in FIELDS))}


def made(values: Values, facts: Mapping[str, Value]) -> Request:
    """The application as it would be saved; its number is 0."""
    return Request(id=0, state=RequestState.OPEN, facts=facts, **fields_in(values))  # type: ignore[arg-type]


def refreshed(one: Request, home: Household | None) -> Request:
    """An application that waits for a decision, as its file says now."""
    if home is None:
        return one
    member = next((member for member in home.persons if member.id == one.person), None)
    beneficiary = for_whom(home, member) if member else {}
    return replace(one, **copied(home), **beneficiary)  # type: ignore[arg-type]


def granted(one: Judged, values: Values) -> dict[str, object]:
    """What granting writes of an application, and what its file said on that day."""
    said = ("decided_on", "decided_by", "opinion", "upper_no")
    more = ("override", "override_by") if one.over else ()
    kept = {name: getattr(one.request, name) for name in (*OF_FILE, "beneficiary", "beneficiary_id", "relation")}
    return {
        **kept,
        "state": RequestState.GRANTED,
        "granted": one.granted,
        "basis": one.basis,
        **{name: values.get(name) or None for name in (*said, *more)},
    }


def is_asked(one: Candidate, asked: Iterable[Request]) -> bool:
    """Whether an application for that member stands among these."""
    member = (one.household, one.person)
    return any((other.household, other.person) == member and other.state not in ENDING for other in asked)


def refuse_any(found: Sequence[tuple[Request, Sequence[Finding]]]) -> None:
    """``RefusedError`` where something stands against one of them; of several it names whom."""
    if len(found) == 1:
        against = [finding for finding in found[0][1] if finding.refuses]
    else:
        against = [named(one, finding) for one, findings in found for finding in findings if finding.refuses]
    if refuses(against):
        raise RefusedError(against)


def named(one: Request, found: Finding) -> Finding:
    """A finding that says whose application it is about."""
    return replace(found, message=f"“{one.whose}”：{found.message}")


def called(found: Sequence[Request]) -> str:
    """Which applications are meant: the first by name, the others by number."""
    first = f"{found[0].whose}的{found[0].programme}"
    return first if len(found) == 1 else f"{first}等 {len(found)} 份"


def facts_shown(one: Request) -> tuple[tuple[Field, Value], ...]:
    """The facts of an application that say something, each with its field, in the form's order."""
    said = {name: value for name, value in one.facts.items() if value is not None}
    return tuple((field, said[field.name]) for field in fields_named(said) if field.name in said)
