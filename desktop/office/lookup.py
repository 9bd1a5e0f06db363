"""One search over everything that an office keeps."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlite_utils import Database

from desktop.base.changes import Noun
from desktop.base.identity import mask_id
from desktop.base.listing import Query
from desktop.base.money import short_yuan
from desktop.base.names import pinyin_key
from desktop.cases.household import Household, Person
from desktop.store import batches, households, listings


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Something found: what it is, its number, what it is called, and what tells it from others of that name."""

    noun: Noun
    record: int
    label: str
    detail: str


def find(db: Database, text: str, limit: int) -> Iterator[Match]:
    """The first files and batches in which every word stands; numbers of persons are masked."""
    words = text.lower().split()
    found = households.many(db, listings.ids(db, Query(noun=Noun.CASES, text=text))[:limit])
    found.sort(key=lambda home: not _matches(home.applicant, words))  # applicants before members of that name
    yield from (_case(home, words) for home in found)
    query = Query(noun=Noun.BATCHES, text=text, order="decided_on", descending=True)
    yield from (_batch(db, number) for number in listings.ids(db, query)[: limit - len(found)])


def _case(home: Household, words: list[str]) -> Match:
    head = home.applicant
    member = next((one for one in home.persons[1:] if _matches(one, words)), None)
    who = f"成员 {member.name}" if member and not _matches(head, words) else ""
    parts = (who, mask_id(head.resident_id or ""), home.employer or home.town or "", home.category, home.state)
    return Match(noun=Noun.CASES, record=home.id, label=head.name, detail=" · ".join(part for part in parts if part))


def _matches(person: Person, words: list[str]) -> bool:
    own = f"{person.name} {pinyin_key(person.name)} {person.resident_id} {person.phone}".lower()
    return any(word in own for word in words)


def _batch(db: Database, number: int) -> Match:
    batch = batches.get(db, number)
    detail = f"{batch.state} · {batch.payees} 人 · {short_yuan(batch.total)} 元"
    return Match(noun=Noun.BATCHES, record=number, label=batch.title, detail=detail)
