"""What papers are made of, gathered from the office: files, applications, batches, activities, recipients, pilots."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlite_utils import Database

from desktop.aid.activity import Visit
from desktop.base.changes import Noun
from desktop.cases.household import Household
from desktop.office.earlier import EarlierAid
from desktop.office.pilot_subjects import PilotSubjects
from desktop.papers.claim import Claim
from desktop.papers.dossier import Dossier
from desktop.papers.roll import Roll
from desktop.papers.round import Call, Round
from desktop.store import batches, households, photos
from desktop.store.faults import translated

if TYPE_CHECKING:
    from desktop.office.activities import Activities
    from desktop.office.aid import Aid
    from desktop.office.cases import Cases
    from desktop.office.documents import Documents
    from desktop.office.funds import Funds
    from desktop.office.pilot_doors import PilotDoors
    from desktop.office.procedure import Procedure
    from desktop.office.requests import Requests
    from desktop.office.standing import Standing

SIGN_OFF = "sign_off"
"""The code list of those who sign a roster off; one named ``sign_off/`` and a source is for money from there."""


class Doors(NamedTuple):
    """Where papers have it from."""

    cases: "Cases"
    aid: "Aid"
    funds: "Funds"
    requests: "Requests"
    activities: "Activities"
    procedure: "Procedure"
    documents: "Documents"
    standing: "Standing"
    pilots: "PilotDoors"


class Subjects:
    """Gathers what the papers of records need."""

    def __init__(self, db: Database, doors: Doors) -> None:
        self._db = db
        self._doors = doors

    def of(self, noun: Noun, numbers: Sequence[int], *, documents: bool = False) -> Sequence[Any]:
        """What the papers of that noun are made from, in the order of the numbers."""
        if noun is Noun.CASES:
            return self.dossiers(numbers, documents=documents)
        pilots = PilotSubjects(self._doors.pilots, self._doors.standing).makers
        if noun in pilots:
            return [pilots[noun](one) for one in numbers]
        makers: dict[Noun, Callable[[Sequence[int]], Sequence[Any]]] = {
            Noun.REQUESTS: self.claims,
            Noun.BATCHES: lambda some: [self.roll(one) for one in some],
            Noun.ACTIVITIES: lambda some: [self.round(one) for one in some],
            Noun.VISITS: self.calls,
        }
        return makers[noun](numbers)

    def dossiers(self, numbers: Sequence[int], *, documents: bool = False) -> list[Dossier]:
        """Files with their steps, and with what they hold on paper where that is wanted."""
        homes, policy = self._doors.cases.many(numbers), self._doors.standing.on()
        steps = self._doors.procedure.steps_of(numbers)
        held = {one.id: self._doors.documents.of(one.id) for one in homes} if documents else {}
        return [
            Dossier(home=one, steps=steps.get(one.id, ()), policy=policy, documents=held.get(one.id, ()))
            for one in homes
        ]

    def claims(self, numbers: Sequence[int]) -> list[Claim]:
        """Applications with their files and with what the household had in the same year before."""
        found = self._doors.requests.many(numbers)
        homes = self._homes(one.household for one in found)
        before = {year: EarlierAid(self._db, year, found, homes) for year in {one.year for one in found}}
        return [
            Claim(
                programme=one.programme,
                request=one,
                home=homes.get(one.household or 0),
                earlier=before[one.year].of(one, one.batch, one.decided_on),
                policy=self._doors.standing.on(one.decided_on or one.day),
            )
            for one in found
        ]

    def lines(self, roll: Roll) -> list[Claim]:
        """Every line of a batch that counts, with its application where it has one.

        Its file is as it was when the batch was locked; before that as it is.
        """
        batch = roll.batch
        policy = self._doors.standing.on(batch.decided_on)
        homes = self._homes(one.household for one in roll.paid)
        asked = {one.id: one for one in self._doors.requests.many(one.request for one in roll.paid if one.request)}
        with translated():
            locked = batches.snapshots(self._db, batch.id)
        before = EarlierAid(self._db, batch.year, roll.paid, homes)
        return [
            Claim(
                programme=batch.programme,
                request=asked.get(one.request or 0),
                payment=one,
                batch=batch,
                home=locked.get(one.id) or homes.get(one.household or 0),
                earlier=before.of(one, batch.id, batch.decided_on),
                policy=policy,
            )
            for one in roll.paid
        ]

    def roll(self, number: int) -> Roll:
        """A batch with its lines, its fund, and who signs such money off."""
        batch, policy = self._doors.aid.batch(number), self._doors.standing.on()
        signers = policy.labels(f"{SIGN_OFF}/{batch.source}") or policy.labels(SIGN_OFF)
        lines, fund = self._doors.aid.payments(number), self._doors.funds.one(batch.fund)
        return Roll(batch=batch, payments=lines, signers=signers, fund=fund)

    def round(self, number: int) -> Round:
        """An activity with its recipients and what is given in it."""
        doors = self._doors.activities
        return Round(activity=doors.one(number), visits=doors.of(number), items=doors.items(number))

    def calls(self, numbers: Sequence[int]) -> list[Call]:
        """Recipients, each with its activity."""
        found = self._doors.activities.visits(numbers)
        rounds = {number: self.round(number) for number in dict.fromkeys(one.activity for one in found)}
        return [call for one in found for call in self.calls_of(rounds[one.activity], [one])]

    def calls_of(self, whole: Round, visits: Sequence[Visit] | None = None) -> list[Call]:
        """These recipients of an activity, or all of them, with the numbers of their photos and files."""
        some = whole.live if visits is None else visits
        homes = self._homes(one.household for one in some)
        with translated():
            pictures = {one.id: tuple(photo.id for photo in photos.of(self._db, one.id)) for one in some}
        files = {number: home.file_no or "" for number, home in homes.items()}
        told = replace(whole, photos=pictures, files=files)
        return [Call(told, one) for one in some]

    def _homes(self, numbers: Iterable[int | None]) -> dict[int, Household]:
        wanted = list(dict.fromkeys(number for number in numbers if number))
        with translated():
            return {home.id: home for home in households.many(self._db, wanted)}
