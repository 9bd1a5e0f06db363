"""What payees get of a programme: the rule of aid over what stands in the year's batches."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count
from typing import Any, NamedTuple, TypeVar

from sqlite_utils import Database

from desktop.aid.batch import PAID_STATES, BatchState
from desktop.aid.ceiling import check_amount
from desktop.aid.conflicts import Paid
from desktop.aid.entitlement import Entitlement, entitle
from desktop.aid.payee import Payee, dead, whose
from desktop.base.changes import Progress, silent
from desktop.base.money import short_yuan
from desktop.cases.household import Household
from desktop.office.acquaintance import DIED
from desktop.policy.standards import Policy
from desktop.store import households, payees

T = TypeVar("T")

PAGE = 500
"""Payees that are looked up at a time."""

Lines = Sequence[Mapping[str, Any]]
"""Lines of the year's batches, as ``payees.paid`` gives them."""


class Grant(NamedTuple):
    """What a payee gets, and the claim on it: no two lines that stand can hold the same one."""

    payee: Payee
    granted: Entitlement
    claim: str | None


class Files(NamedTuple):
    """What other files say of payees: whose people stand where, and who died."""

    where: Mapping[str, Collection[int]]
    dead: Collection[str]

    def of(self, payee: Payee) -> set[int]:
        """The files in which anybody of the household stands, closed ones too: what they got, the household got."""
        return {number for one in payee.ids for number in self.where.get(one, ())}


def files_of(db: Database, page: Iterable[Payee]) -> Files:
    """What other files say of these payees."""
    ids = {one for payee in page for one in payee.ids}
    return Files(payees.files(db, ids), payees.dead(db, ids, DIED))


def grants(
    db: Database, wanted: Iterable[Sequence[Payee]], programme: str, policy: Policy, year: "Year"
) -> Iterator[Grant]:
    """What each payee gets by the policy of its day, page by page in their order.

    What a person of the household got on another file counts, and what that one gets here counts for the next.
    """
    for page in wanted:
        files = files_of(db, page)
        for payee in page:
            one = grant(payee, programme, policy, year, files)
            if one.granted.refused is None:
                year.add(pending(one, programme, policy.day, year.batch))
            yield one


def grant(payee: Payee, programme: str, policy: Policy, year: "Year", files: Files) -> Grant:
    """What one payee gets beside what stands."""
    if payee.stop:
        return Grant(payee, Entitlement(amount=0, reason=payee.stop, refused=payee.stop), None)
    who = payee.line.get("beneficiary_id") or payee.line.get("resident_id")
    asked = dead(payee) if who in files.dead or payee.line.get("resident_id") in files.dead else payee
    before = year.before(payee, files.of(payee))
    paid = [year.paid(line, payee) for line in before]
    granted = _allowed(entitle(payee.home, programme, policy, paid, asked.ask), payee, programme, policy)
    claim = None if granted.refused else _claim(payee, programme, policy, {line["claim"] for line in before})
    return Grant(payee, granted, claim)


def _claim(payee: Payee, programme: str, policy: Policy, held: Collection[str]) -> str:
    """The first that is free; of an activity there is but one."""
    if payee.activity is not None:
        return f"慰问|{payee.activity}|{payee.claim}"
    stem = f"{policy.programme(programme).counts_for}|{policy.day.year}|{payee.claim}"
    return next(claim for time in count(1) if (claim := f"{stem}|{time}") not in held)


def _allowed(granted: Entitlement, payee: Payee, programme: str, policy: Policy) -> Entitlement:
    """What was decided above the ceiling and allowed, if policy lets anybody allow it."""
    wanted = payee.ask.wanted
    if granted.final or granted.ceiling is None or wanted is None or wanted <= granted.ceiling:
        return granted
    rule, said = policy.programme(programme), {"override": payee.override, "override_by": payee.override_by}
    if check_amount(payee.name, wanted, granted.ceiling, rule, **said):
        return granted
    return replace(granted, amount=wanted, refused=None, reason=raised(granted.reason, wanted, **said))


def raised(reason: str, amount: int, override: str, override_by: str) -> str:
    """How an amount above the ceiling came about, fen."""
    return f"{reason}；超上限发 {short_yuan(amount)}：{override.strip()}（{override_by.strip()}批准）"


def line_of(one: Grant) -> dict[str, object]:
    """The columns of a payment as they are true of a payee on the day of decision."""
    return {**one.payee.line, **granted_columns(one)}


def granted_columns(one: Grant) -> dict[str, object]:
    """Those that say what is given and how it came about."""
    over = one.granted.ceiling is not None and one.granted.amount > one.granted.ceiling
    return {
        "amount": one.granted.amount,
        "reason": one.granted.reason,
        "excluded": one.granted.refused,
        "claim": one.claim,
        "standard": one.granted.standard,
        "ceiling": one.granted.ceiling,
        "override": one.payee.override.strip() if over else None,
        "override_by": one.payee.override_by.strip() if over else None,
        "goods": None if one.granted.refused else one.payee.line.get("goods"),
    }


class Year:
    """The lines of the year under their file, or the one that it was merged into, and once more under their people."""

    def __init__(
        self, lines: Lines, merged: Mapping[int, int], *, batch: int | None = None, without: Collection[int] = ()
    ) -> None:
        self._merged = merged
        self._batch = batch
        self._found: dict[int | str, list[Mapping[str, Any]]] = defaultdict(list)
        for line in lines:
            if line["id"] not in without:
                self.add(line)

    def add(self, line: Mapping[str, Any]) -> None:
        """One more line."""
        file = self._file(line)
        for key in {file, line["resident_id"], line["beneficiary_id"]} - {None}:
            self._found[key].append(line)

    def _file(self, line: Mapping[str, Any]) -> int | None:
        number: int | None = line["household"]
        return number and self._merged.get(number, number)

    def before(self, payee: Payee, files: Collection[int]) -> Lines:
        """What a household already has: its own lines, those of its people, and those of files with one of them."""
        home = [payee.home.id] if payee.home else []
        keys: list[int | str] = [*home, *files, *payee.ids]
        return list({line["id"]: line for key in keys for line in self._found.get(key, ())}.values())

    def paid(self, line: Mapping[str, Any], payee: Payee) -> Paid:
        """A line as it counts for a payee."""
        person = whose(line)
        return Paid(
            programme=line["programme"],
            amount=line["amount"],
            day=dt.date.fromisoformat(line["day"]),
            batch=line["title"],
            waiting=line["state"] not in PAID_STATES,
            name=line["beneficiary"] or line["name"],
            payee="" if self._is_own(line, payee) else line["name"],
            mine=person is not None and (person == payee.whose or self._is_namesake(line, payee)),
            here=line["batch"] == self._batch,
        )

    def _is_namesake(self, line: Mapping[str, Any], payee: Payee) -> bool:
        """Whether a line is for somebody of that name in the same file: an ID may be mended, or entered, since."""
        name = payee.line.get("beneficiary") or payee.name
        return bool(payee.home) and self._is_own(line, payee) and (line["beneficiary"] or line["name"]) == name

    def _is_own(self, line: Mapping[str, Any], payee: Payee) -> bool:
        """Whether a line is the payee's household's or the payee's own, not that of another file of its people."""
        if payee.home and self._file(line) == payee.home.id:
            return True
        return bool(line["resident_id"]) and line["resident_id"] == payee.line.get("resident_id")

    @property
    def batch(self) -> int | None:
        """The batch whose lines stand here."""
        return self._batch


def year_of(db: Database, year: int, *, batch: int | None = None, without: Collection[int] = ()) -> Year:
    """All that stands in the year, but for the lines ``without``; ``batch`` is the one that is asked about."""
    return Year(payees.paid(db, year), households.merged(db), batch=batch, without=without)


def counting(found: Iterable[T], total: int, progress: Progress = silent) -> Iterator[T]:
    """The same, telling how far it is."""
    for done, one in enumerate(found, 1):
        yield one
        progress(done, total)


def homes_of(db: Database, numbers: Iterable[int | None]) -> dict[int, Household]:
    """The files of these numbers, those that are merged as they are."""
    return {home.id: home for home in households.many(db, dict.fromkeys(one for one in numbers if one))}


def pending(one: Grant, programme: str, day: dt.date, batch: int | None) -> dict[str, object]:
    """A line that is about to be written, as ``payees.paid`` would give it."""
    line = one.payee.line
    return {
        **{name: line.get(name) for name in ("household", "name", "resident_id", "beneficiary", "beneficiary_id")},
        "id": object(),
        "batch": batch,
        "amount": one.granted.amount,
        "claim": one.claim,
        "title": "",
        "programme": programme,
        "state": BatchState.DRAWN,
        "day": day.isoformat(),
    }
