"""Who is to stand in a batch, out of a file, an application or an activity: fields of the line, what is asked."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

from desktop.aid.activity import Visit
from desktop.aid.batch import Payment
from desktop.aid.ceiling import Ask
from desktop.aid.request import Request, RequestState
from desktop.aid.request_facts import own_payment
from desktop.base.calendar import age_on
from desktop.base.identity import identity
from desktop.cases.household import Household

COPIED = ("card", "bank", "phone")
"""What is taken over anew from the file while a batch is drawn up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Payee:
    """One who is to get something.

    Attributes:
        home: the file; None for who has none.
        line: the fields of the payment as they are true on the day of decision, ``household`` and numbers among them.
        ask: what is asked for.
        whose: who is counted where limits are by person: an ID, or a name within a file; None where nobody can tell.
        claim: who stands in the claim; ``activity`` is that of which there is one claim only.
        stop: why it can't be paid whatever policy says, such as an application that isn't granted.
        override, override_by: why it goes above the ceiling, and who allowed it.
    """

    home: Household | None
    line: Mapping[str, object]
    ask: Ask
    whose: str | None
    claim: str
    activity: int | None = None
    stop: str | None = None
    override: str = ""
    override_by: str = ""

    @property
    def name(self) -> str:
        """Who is paid."""
        return str(self.line["name"])

    @property
    def category(self) -> str:
        """The category that is shown."""
        return str(self.line["category"])

    @property
    def ids(self) -> tuple[str, ...]:
        """The IDs of whoever is paid, whom it is for, and everybody of the household."""
        said = (self.line.get("resident_id"), self.line.get("beneficiary_id"))
        home = (one.resident_id for one in self.home.persons) if self.home else ()
        return tuple(dict.fromkeys(str(one) for one in (*said, *home) if one))

    @property
    def places(self) -> set[tuple[object, ...]]:
        """What a batch has room for once: a person of a file, an application, a recipient."""
        return places(self.line)


def places(line: Mapping[str, object]) -> set[tuple[object, ...]]:
    """What a line takes of a batch: two applications of one person are two lines, and the year's limits judge both."""
    home, request, visit = (line.get(name) for name in ("household", "request", "visit"))
    found: set[tuple[object, ...]] = {(home, line.get("beneficiary_id"), visit, request)} if home else set()
    return found | ({("request", request)} if request else set()) | ({("visit", visit)} if visit else set())


def of_home(home: Household, day: dt.date) -> Payee:
    """A file: its applicant is paid."""
    who = home.applicant
    line = {
        "household": home.id,
        "name": who.name,
        "sex": who.sex,
        "age": age_on(who.birth, day) if who.birth else None,
        "resident_id": who.resident_id,
        "card": home.card,
        "bank": home.bank,
        "place": home.employer or home.address,
        "category": home.category,
        "phone": who.phone,
        "staff_no": home.staff_no,
        "file_no": home.file_no,
    }
    whose = who.resident_id or f"{home.id}:{who.name}"
    return Payee(home=home, line=line, ask=Ask(), whose=whose, claim=who.resident_id or f"#{home.id}")


def of_request(request: Request, home: Household | None, day: dt.date) -> Payee:
    """An application that was granted: who applied is paid, the pupil or the patient is whom it is for."""
    own = request.beneficiary_id in {None, request.resident_id} and request.beneficiary in {None, request.name}
    line = {
        "household": home.id if home else request.household,
        "request": request.id,
        **_person(request, day),
        "place": request.employer or request.address,
        "category": request.category or (home.category if home else ""),
        "staff_no": home and home.staff_no,
        "file_no": home and home.file_no,
        "beneficiary": None if own else request.beneficiary,
        "beneficiary_id": None if own else request.beneficiary_id,
    } | _bank(request, home)
    stage = request.facts.get("stage")
    ask = Ask(
        category=request.category or "",
        stage=str(stage or ""),
        own_payment=own_payment(dict(request.facts)),
        asked=request.asked,
        decided=request.granted,
        filed=False,
    )
    return Payee(
        home=home,
        line=line,
        ask=ask,
        whose=whose(line),
        claim=str(line["beneficiary_id"] or (own and request.resident_id) or f"@{request.id}"),
        stop=_not_granted(request),
        override=request.override or "",
        override_by=request.override_by or "",
    )


def _not_granted(request: Request) -> str | None:
    if request.state is not RequestState.GRANTED:
        return f"申请是“{request.state}”，不是“{RequestState.GRANTED}”，先审批才能发放。"
    return f"申请已列入批次“{request.batch_title}”。" if request.batch is not None else None


def of_visit(visit: Visit, home: Household | None, day: dt.date) -> Payee:
    """A recipient of an activity: money and goods together, whole or not at all."""
    line = {
        "household": home.id if home else visit.household,
        "visit": visit.id,
        **_person(visit, day),
        "place": visit.unit or visit.address,
        "category": visit.kind,
        "staff_no": home and home.staff_no,
        "file_no": home and home.file_no,
        "heads": visit.heads,
        "goods": visit.goods_value or None,
        "goods_note": visit.goods,
    } | _bank(visit, home)
    category = home.category if home else visit.kind
    ask = Ask(category=category, asked=visit.value, filed=False, whole=True, heads=visit.heads or 1)
    stop = None
    if visit.void_reason is not None:
        stop = f"慰问对象已作废：{visit.void_reason}。"
    elif visit.batch is not None:
        stop = f"这位慰问对象已列入第 {visit.batch} 号批次。"
    claim = visit.resident_id or f"#{visit.id}"
    return Payee(
        home=home, line=line, ask=ask, whose=visit.resident_id, claim=claim, activity=visit.activity, stop=stop
    )


def of_payment(payment: Payment, home: Household | None) -> Payee:
    """A line as it stands, for one that neither a file nor an application nor an activity explains."""
    names = (*COPIED, "name", "sex", "age", "resident_id", "place", "category", "staff_no", "file_no", "heads")
    more = ("household", "request", "visit", "repays", "beneficiary", "beneficiary_id", "goods", "goods_note")
    line = {name: getattr(payment, name) for name in (*names, *more)}
    ask = Ask(category=payment.category, decided=payment.amount, filed=False, heads=payment.heads or 1)
    claim = str(payment.beneficiary_id or payment.resident_id or f"@{payment.id}")
    return Payee(home=home, line=line, ask=ask, whose=whose(line), claim=claim)


def owed(payment: Payment, home: Household | None, asked: Payee | None) -> Payee:
    """What came back, to be paid anew as it was; ``asked`` is what its application or its visit says."""
    plain = of_payment(payment, home)
    ask = replace(asked.ask if asked else plain.ask, decided=payment.amount, filed=False, whole=False, owed=True)
    if asked is None:
        return replace(plain, ask=ask)
    return replace(plain, ask=ask, claim=asked.claim, activity=asked.activity, stop=asked.stop)


def drawn(payee: Payee) -> Payee:
    """The same, who stands in a batch already: what became of the file since is said otherwise."""
    return replace(payee, ask=replace(payee.ask, owed=True))


def dead(payee: Payee) -> Payee:
    """The same, of somebody who died."""
    return replace(payee, ask=replace(payee.ask, died=True))


def whose(line: Mapping[str, object]) -> str | None:
    """Who is counted for a line where limits are by person: an ID, or a name within a file."""
    if line.get("beneficiary"):
        found, name = line.get("beneficiary_id"), line["beneficiary"]
    else:
        found, name = line.get("resident_id"), line["name"]
    if found:
        return str(found)
    return f"{line['household']}:{name}" if line.get("household") else None


def _person(said: Request | Visit, day: dt.date) -> dict[str, object]:
    birth = identity(said.resident_id).birth if said.resident_id else None
    age = age_on(birth, day) if birth else None
    return {"name": said.name, "sex": said.sex, "age": age, "resident_id": said.resident_id, "phone": said.phone}


def _bank(said: Request | Visit, home: Household | None) -> dict[str, object]:
    """Card and bank: those of the file where its applicant is paid, or else what was said."""
    if home is not None and said.resident_id == home.applicant.resident_id and home.card:
        return {"card": home.card, "bank": home.bank}
    return {"card": said.card, "bank": said.bank}
