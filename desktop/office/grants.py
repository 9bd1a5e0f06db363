"""What files get of a programme: the rule of aid over what stands in the year's batches."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import Any, NamedTuple

from sqlite_utils import Database

from desktop.aid.batch import BatchState
from desktop.aid.entitlement import Entitlement, Paid, entitle
from desktop.base.calendar import age_on
from desktop.base.changes import Progress, silent
from desktop.cases.household import Household
from desktop.policy.standards import Policy
from desktop.store import batches, households

_PAGE = 500

Lines = Sequence[Mapping[str, Any]]
"""Lines of the year's batches, as ``batches.paid`` gives them."""


class Grant(NamedTuple):
    """What a file gets, and its claim on it: no two lines that stand can hold the same one."""

    home: Household
    granted: Entitlement
    claim: str | None


def grants(
    db: Database, numbers: Sequence[int], programme: str, policy: Policy, progress: Progress = silent
) -> Iterator[Grant]:
    """What each of these files gets by the policy of its day, in their order; each file once."""
    before = _by_payee(batches.paid(db, policy.day.year))
    wanted = list(dict.fromkeys(numbers))
    for start in range(0, len(wanted), _PAGE):
        for done, home in enumerate(households.many(db, wanted[start : start + _PAGE]), start + 1):
            yield _grant(home, programme, policy, _before(before, home))
            progress(done, len(wanted))


def line_of(home: Household, granted: Entitlement, day: dt.date) -> dict[str, object]:
    """The fields of a payment as they are true of a household on the day of decision."""
    who = home.applicant
    return {
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
        "amount": granted.amount,
        "reason": granted.reason,
        "excluded": granted.refused,
    }


def _by_payee(lines: Lines) -> dict[int | str, Lines]:
    """The lines under their household, and once more under the worker: a worker may have a closed file besides."""
    found: dict[int | str, list[Mapping[str, Any]]] = defaultdict(list)
    for line in lines:
        found[line["household"]].append(line)
        found[line["resident_id"]].append(line)
    return dict(found)


def _before(lines: Mapping[int | str, Lines], home: Household) -> Lines:
    """What a household or its worker already has in the year."""
    own = (*lines.get(home.id, ()), *lines.get(home.applicant.resident_id or "", ()))
    return list({line["id"]: line for line in own}.values())


def _grant(home: Household, programme: str, policy: Policy, before: Lines) -> Grant:
    year = policy.day.year
    granted = entitle(home, programme, year, policy, [_paid(line) for line in before])
    held = {line["claim"] for line in before}
    claims = (f"{programme}|{year}|{home.applicant.resident_id}|{time}" for time in count(1))
    return Grant(home, granted, None if granted.refused else next(claim for claim in claims if claim not in held))


def _paid(line: Mapping[str, Any]) -> Paid:
    return Paid(
        programme=line["programme"],
        amount=line["amount"],
        day=dt.date.fromisoformat(line["day"]),
        batch=line["title"],
        waiting=line["state"] != BatchState.PAID,
    )
