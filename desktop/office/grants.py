"""What files get of a programme: the rule of aid over what stands in the year's batches."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import count
from typing import Any, NamedTuple

from sqlite_utils import Database

from desktop.aid.batch import PAID_STATES, BatchState
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
    """What each of these files gets by the policy of its day, in their order; each file once.

    What a person of the household got on another file counts, and what that one gets here counts for the next.
    """
    year = _Year(batches.paid(db, policy.day.year), households.merged(db))
    wanted = list(dict.fromkeys(numbers))
    for start in range(0, len(wanted), _PAGE):
        homes = households.many(db, wanted[start : start + _PAGE])
        elsewhere = households.find_person(db, [one.applicant.resident_id or "" for one in homes])
        for done, home in enumerate(homes, start + 1):
            files = {number for number, _ in elsewhere.get(home.applicant.resident_id or "", ())}
            before = year.before(home, files)
            paid = [_paid(line, own=year.is_own(line, home)) for line in before]
            one = _grant(home, programme, policy, paid, {line["claim"] for line in before})
            if one.granted.refused is None:
                year.add(_pending(one, programme, policy.day))
            yield one
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


class _Year:
    """The lines of the year under their file, or the one that it was merged into, and once more under the payee."""

    def __init__(self, lines: Lines, merged: Mapping[int, int]) -> None:
        self._merged = merged
        self._found: dict[int | str, list[Mapping[str, Any]]] = defaultdict(list)
        for line in lines:
            self.add(line)

    def add(self, line: Mapping[str, Any]) -> None:
        """One more line."""
        self._found[self._merged.get(line["household"], line["household"])].append(line)
        self._found[line["resident_id"]].append(line)

    def before(self, home: Household, files: Collection[int]) -> Lines:
        """What a household already has: its own lines, those of its people, and those of files with its applicant."""
        keys: list[int | str] = [home.id, *files]
        keys += [one.resident_id for one in home.persons if one.resident_id]
        return list({line["id"]: line for key in keys for line in self._found.get(key, ())}.values())

    def is_own(self, line: Mapping[str, Any], home: Household) -> bool:
        """Whether a line is the household's or its applicant's, not that of another file of its people."""
        file = self._merged.get(line["household"], line["household"])
        return bool(file == home.id or line["resident_id"] == home.applicant.resident_id)


def _pending(one: Grant, programme: str, day: dt.date) -> dict[str, object]:
    """A line that is about to be written, as ``batches.paid`` would give it."""
    who = one.home.applicant
    return {
        "id": -one.home.id,
        "household": one.home.id,
        "name": who.name,
        "resident_id": who.resident_id,
        "amount": one.granted.amount,
        "claim": one.claim,
        "title": "",
        "programme": programme,
        "state": BatchState.DRAWN,
        "day": day.isoformat(),
    }


def _grant(home: Household, programme: str, policy: Policy, paid: Sequence[Paid], held: Collection[str]) -> Grant:
    year = policy.day.year
    granted = _once(paid) or entitle(home, programme, year, policy, paid)
    claims = (f"{programme}|{year}|{home.applicant.resident_id}|{time}" for time in count(1))
    return Grant(home, granted, None if granted.refused else next(claim for claim in claims if claim not in held))


def _once(paid: Sequence[Paid]) -> Entitlement | None:
    """Nothing where somebody of the household stands in this very batch through another file, however often it may."""
    other = next((one.payee for one in paid if one.payee and not one.batch), None)
    if other is None:
        return None
    sentence = f"家庭成员已随另一份档案的{other}列入本批次，请核对是否一户多档。"
    return Entitlement(amount=0, reason=sentence, refused=sentence)


def _paid(line: Mapping[str, Any], *, own: bool) -> Paid:
    return Paid(
        programme=line["programme"],
        amount=line["amount"],
        day=dt.date.fromisoformat(line["day"]),
        batch=line["title"],
        waiting=line["state"] not in PAID_STATES,
        payee="" if own else line["name"],
    )
