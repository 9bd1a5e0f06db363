"""One search over everything that an office keeps."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlite_utils import Database

from desktop.base.changes import Noun
from desktop.base.identity import mask_id
from desktop.base.listing import Query
from desktop.base.money import short_yuan
from desktop.base.names import pinyin_key
from desktop.base.text import half_width
from desktop.cases.household import Household, Person
from desktop.store import households, listings, lookup

_AGAIN = 5
"""So many rows are looked at for each that is told, for one person may stand in many activities."""

_STANDING = {Noun.VISITS: "activity", Noun.PAYMENTS: "batch"}
"""Whoever stands in something else, and in what."""

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Something found.

    Attributes:
        noun, record: what it is, and its number.
        label: what it is called.
        detail: what tells it from others of that name; numbers of persons are masked.
        within: number of the activity or batch in which a recipient or a payee stands.
    """

    noun: Noun
    record: int
    label: str
    detail: str
    within: int | None = None


def find(db: Database, text: str, limit: int) -> Iterator[Match]:
    """What every word stands in, noun by noun: those with something that is called just so first.

    Each noun has its share of the places; what one doesn't fill goes to those before it.
    """
    words = half_width(text).lower().split()
    groups = [list(_cases(db, text, words, limit))]
    files = {one.record for one in groups[0]}
    for noun, told in _TOLD.items():
        rows = lookup.find(db, noun, words, limit * _AGAIN)
        once = _once(rows, files) if noun in _STANDING else rows
        groups.append([_match(noun, told, row) for row in islice(once, limit)])
    groups.sort(key=lambda group: not any(one.label.lower() == " ".join(words) for one in group))
    yield from _shared(groups, limit)


def _shared(groups: Sequence[Sequence[Match]], limit: int) -> Iterator[Match]:
    """As many as there are places for, every group with its share."""
    filled = [group for group in groups if group]
    share = max(1, limit // max(1, len(filled)))
    taken = [min(len(group), share) for group in filled]
    free = limit - sum(taken)
    for at, group in enumerate(filled):
        more = min(max(free, 0), len(group) - taken[at])
        free -= more
        taken[at] += more
    every = (one for group, most in zip(filled, taken, strict=True) for one in group[:most])
    return islice(every, limit)


def _once(found: Iterable[Row], files: set[int]) -> Iterator[Row]:
    """Each recipient or payee once, by the newest of their rows, and nobody whose file is found already."""
    seen: set[tuple[object, ...]] = set()
    for row in found:
        who = (row["name"], row["resident_id"], row.get("unit"))
        if row["household"] not in files and who not in seen:
            seen.add(who)
            yield row


def _cases(db: Database, text: str, words: Sequence[str], limit: int) -> Iterator[Match]:
    found = households.many(db, listings.ids(db, Query(noun=Noun.CASES, text=text))[:limit])
    found.sort(key=lambda home: not _matches(home.applicant, words))  # applicants before members of that name
    return (_case(home, words) for home in found)


def _case(home: Household, words: Sequence[str]) -> Match:
    head = home.applicant
    member = next((one for one in home.persons[1:] if _matches(one, words)), None)
    who = f"成员 {member.name}" if member and not _matches(head, words) else ""
    detail = _joined(who, mask_id(head.resident_id or ""), home.employer or home.town, home.category, home.state)
    return Match(noun=Noun.CASES, record=home.id, label=head.name, detail=detail)


def _matches(person: Person, words: Sequence[str]) -> bool:
    own = f"{person.name} {pinyin_key(person.name)} {person.resident_id} {person.phone}".lower()
    return any(word in own for word in words)


def _match(noun: Noun, told: "Told", row: Row) -> Match:
    label, *details = told(row)
    within = row[_STANDING[noun]] if noun in _STANDING else None
    return Match(noun=noun, record=row["id"], label=str(label), detail=_joined(*details), within=within)


def _joined(*parts: object) -> str:
    return " · ".join(str(part) for part in parts if part)


def _request(row: Row) -> tuple[object, ...]:
    whose = row["beneficiary"] or row["name"]
    who = f"申请人 {row['name']}" if whose != row["name"] else mask_id(row["resident_id"] or "")
    return whose, f"{row['year']} 年{row['programme']}", who, row["school"], row["state"]


def _visit(row: Row) -> tuple[object, ...]:
    return row["name"], row["kind"], mask_id(row["resident_id"] or ""), row["unit"], row["title"]


def _payment(row: Row) -> tuple[object, ...]:
    return row["name"], mask_id(row["resident_id"] or ""), row["title"], f"{short_yuan(row['amount'])} 元"


def _activity(row: Row) -> tuple[object, ...]:
    return row["name"], row["kind"], row["plan_no"], f"{row['begins']} 开始", "已结束" if row["closed_on"] else "进行中"


def _batch(row: Row) -> tuple[object, ...]:
    day = f"{row['paid_on']} 发放" if row["paid_on"] else f"{row['decided_on']} 决定"
    return row["title"], row["state"], row["programme"], day, row["voucher"]


def _fund(row: Row) -> tuple[object, ...]:
    return row["name"], row["source"], f"{row['year']} 年度", row["document_no"]


def _pilot(row: Row) -> tuple[object, ...]:
    liaison = f"联系人 {row['liaison']}" if row["liaison"] else ""
    return row["name"], row["wave_name"], row["state"], liaison


def _talent(row: Row) -> tuple[object, ...]:
    return row["name"], row["unit_name"], row["trade"], row["grade"], mask_id(row["resident_id"] or "")


def _incentive(row: Row) -> tuple[object, ...]:
    return row["name"], row["unit_name"], f"{row['year']} 年", row["state"]


def _studio(row: Row) -> tuple[object, ...]:
    return row["name"], row["unit_name"], row["level"], f"领衔人 {row['leader']}" if row["leader"] else ""


def _cadre(row: Row) -> tuple[object, ...]:
    return row["cadre"], row["duty"], f"挂钩 {row['units']} 家"


def _wave(row: Row) -> tuple[object, ...]:
    return row["name"], row["level"], f"{row['chosen_on']} 确定", row["document_no"]


def _call(row: Row) -> tuple[object, ...]:
    return row["unit_name"], row["day"], row["cadre"], row["mode"], row["met"]


Told = Callable[[Row], tuple[object, ...]]
"""What a row is called, and what is told beside that."""

_TOLD: Mapping[Noun, Told] = {
    Noun.REQUESTS: _request,
    Noun.VISITS: _visit,
    Noun.PAYMENTS: _payment,
    Noun.PILOTS: _pilot,
    Noun.TALENTS: _talent,
    Noun.ACTIVITIES: _activity,
    Noun.BATCHES: _batch,
    Noun.FUNDS: _fund,
    Noun.INCENTIVES: _incentive,
    Noun.STUDIOS: _studio,
    Noun.PAIRINGS: _cadre,
    Noun.WAVES: _wave,
    Noun.CALLS: _call,
}
"""The nouns beside the files, the likeliest first."""
