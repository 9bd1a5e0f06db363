"""Hardship files in the office file."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlite_utils import Database

from desktop.base.calendar import today
from desktop.base.errors import ForbiddenError, NotFoundError
from desktop.base.fields import Value, Values
from desktop.base.names import pinyin_key, sort_key
from desktop.cases.household import SELF, Former, Household, Life, Person, State
from desktop.cases.procedure import PATH
from desktop.store import rows
from desktop.store.people import note

_HOUSEHOLD = rows.columns(Household)
_PERSON = rows.columns(Person)
_PRESENT = "left_on IS NULL"
_FINDER = ("sort_name", "household", "state", "category", "town", "text")


def get(db: Database, number: int) -> Household:
    """One file; ``NotFoundError`` where there is none of that number."""
    found = many(db, [number])
    if not found:
        raise NotFoundError(f"没有第 {number} 号困难职工档案，可能已被撤销。")
    return found[0]


def many(db: Database, numbers: Iterable[int]) -> list[Household]:
    """Files in the order asked for, with their persons; numbers that don't exist are left out."""
    wanted = list(numbers)
    ids = rows.json_text(wanted)
    persons: dict[int, list[Person]] = defaultdict(list)
    former: dict[int, list[Former]] = defaultdict(list)
    for row in rows.dicts(
        db,
        "SELECT * FROM person WHERE household IN (SELECT value FROM json_each(?)) ORDER BY household, position",
        [ids],
    ):
        one = Person(id=row["id"], **rows.fields_from(Person, row))
        if row["left_on"] is None:
            persons[row["household"]].append(one)
        else:
            former[row["household"]].append(Former(person=one, **rows.fields_from(Former, row)))
    households = {
        row["id"]: Household(
            id=row["id"],
            state=State(row["state"]),
            persons=tuple(persons[row["id"]]),
            former=tuple(former[row["id"]]),
            life=Life(**rows.fields_from(Life, row)),
            **rows.fields_from(Household, row),
        )
        for row in rows.dicts(db, "SELECT * FROM household WHERE id IN (SELECT value FROM json_each(?))", [ids])
    }
    return [households[number] for number in wanted if number in households]


def find_person(db: Database, resident_ids: Iterable[str]) -> dict[str, list[tuple[int, int]]]:
    """Where each resident ID stands: pairs of household and position, in files that aren't closed."""
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, household, position in db.execute(
        "SELECT p.resident_id, p.household, p.position FROM json_each(?) j JOIN person p ON p.resident_id = j.value "
        "JOIN household h ON h.id = p.household WHERE h.state <> ? AND p.left_on IS NULL "
        "ORDER BY p.position, p.household",
        [rows.json_text(resident_ids), State.CLOSED],
    ):
        found[number].append((household, position))
    return dict(found)


def merged(db: Database) -> dict[int, int]:
    """Into which open file each file that was merged went, in the end."""
    into = dict(db.execute("SELECT id, merged_into FROM household WHERE merged_into IS NOT NULL").fetchall())
    return {number: _last(into, number) for number in into}


def _last(into: Mapping[int, int], number: int) -> int:
    while number in into:
        number = into[number]
    return number


def closed(db: Database, resident_ids: Iterable[str]) -> dict[str, int]:
    """The last closed file of each of these applicants; who has an open one too is among them."""
    sql = (
        "SELECT p.resident_id, max(h.id) FROM json_each(?) j CROSS JOIN person p ON p.resident_id = j.value "
        "CROSS JOIN household h ON h.id = p.household WHERE p.position = 0 AND h.state = ? GROUP BY 1"
    )  # in this order: by itself SQLite begins with all closed files
    return dict(db.execute(sql, [rows.json_text(resident_ids), State.CLOSED]).fetchall())


def file_numbers(db: Database, numbers: Iterable[str]) -> dict[str, int]:
    """Which file has each of these numbers, closed files too: a number is never given twice."""
    sql = "SELECT h.file_no, h.id FROM json_each(?) j JOIN household h ON h.file_no = j.value"
    return dict(db.execute(sql, [rows.json_text(numbers)]).fetchall())


def insert(db: Database, drafts: Iterable[tuple[Values, Sequence[Values]]], state: State) -> list[int]:
    """New files from right values; gives their numbers."""
    first = rows.next_id(db, "household")
    households: list[tuple[object, ...]] = []
    people: list[tuple[object, ...]] = []
    finders: list[tuple[object, ...]] = []
    names: set[str] = set()
    for number, (values, persons) in enumerate(drafts, first):
        names.update(str(person["name"]) for person in persons)
        households.append((number, state, *map(values.get, _HOUSEHOLD)))
        people += [(number, place, *_person_row(person, place)) for place, person in enumerate(persons)]
        finders.append(_finder_row(number, state, values, persons))
    rows.insert(db, "household", ("id", "state", *_HOUSEHOLD), households)
    rows.insert(db, "person", ("household", "position", *_PERSON), people)
    rows.insert(db, "finder", _FINDER, finders)
    made = list(range(first, first + len(households)))
    note(db, names, made)
    return made


def _person_row(person: Values, place: int) -> tuple[object, ...]:
    relation = person.get("relation") or (SELF if place == 0 else "其他")
    return tuple(map({**person, "relation": relation}.get, _PERSON))


def update(
    db: Database, number: int, values: Values, persons: Sequence[tuple[int | None, Values]], *, drop: bool = False
) -> None:
    """Set fields of a file and of its persons.

    Args:
        db: the open file.
        number: the household.
        values: fields to set; others stay.
        persons: the persons by id, None for a new one, each with the fields to set, in their new order.
        drop: whether persons that aren't named leave the household.

    Raises:
        NotFoundError: a person isn't of this household.
        ForbiddenError: somebody who would go stands in a document or a consent.
    """
    fresh = {**values, **_unsynced(db, number)}
    if fresh:
        rows.update(db, "household", number, fresh)
    stay = rows.json_text(one for one, _ in persons if one is not None)
    others = "SELECT 1 FROM json_each(?) j LEFT JOIN person p ON p.id = j.value WHERE p.household IS NOT ?"
    if db.execute(others, [stay, number]).fetchone():
        raise NotFoundError("要修改的家庭成员不在这份档案里，可能已被删去，没有保存。请重新打开档案。")
    if drop:
        _require_unnamed(db, number, stay)
        db.execute(
            f"DELETE FROM person WHERE household = ? AND {_PRESENT} AND id NOT IN (SELECT value FROM json_each(?))",
            [number, stay],
        )
    used = db.execute("SELECT coalesce(max(position), -1) FROM person WHERE household = ?", [number]).fetchone()[0]
    for place, (one, fields) in enumerate(persons):
        if one is None:
            used += 1
            position = place if drop else used
            row = (number, position, *_person_row(fields, position))
            rows.insert(db, "person", ("household", "position", *_PERSON), [row])
        elif fields or drop:
            rows.update(db, "person", one, {**fields, "position": place} if drop else fields)
    rederive(db, [number])


def _require_unnamed(db: Database, number: int, stay: str) -> None:
    """Whoever stands in a document or a consent can leave the household, but isn't struck out of its file."""
    sql = (
        f"SELECT p.name FROM person p WHERE p.household = ? AND p.{_PRESENT} "
        "AND p.id NOT IN (SELECT value FROM json_each(?)) AND (EXISTS (SELECT 1 FROM document WHERE person = p.id) "
        "OR EXISTS (SELECT 1 FROM consent WHERE person = p.id)) ORDER BY p.position"
    )
    names = "、".join(name for (name,) in db.execute(sql, [number, stay]))
    if names:
        message = f"{names}有登记过的材料或同意书，不能直接删去，没有保存；不在这户了的，请办理“成员离户”。"
        raise ForbiddenError(message)


def _unsynced(db: Database, number: int) -> Values:
    """What was entered is behind from today on, unless it was already (reference: domain §1.4, entry)."""
    sql = "SELECT unsynced_since IS NULL AND state NOT IN (SELECT value FROM json_each(?)) FROM household WHERE id = ?"
    behind = db.execute(sql, [rows.json_text(PATH), number]).fetchone()
    return {"unsynced_since": today()} if behind and behind[0] else {}


def move(db: Database, number: int, state: State, values: Mapping[str, object]) -> None:
    """Set a file's state, which the step before must have led to, and what else the step sets."""
    rows.update(db, "household", number, {"state": state, **values})
    rederive(db, [number])


def leave(db: Database, person: int, day: dt.date, reason: str) -> None:
    """Somebody leaves the household; the row stays, behind those who are present."""
    db.execute(
        "UPDATE person SET left_on = ?, left_reason = ?, position = (SELECT max(position) + 1 FROM person other "
        "WHERE other.household = person.household) WHERE id = ?",
        [day.isoformat(), reason, person],
    )


def come_back(db: Database, person: int) -> None:
    """Somebody who left stands in the file again, behind those who are present."""
    db.execute(
        "UPDATE person SET left_on = NULL, left_reason = NULL, position = (SELECT max(position) + 1 FROM person other "
        "WHERE other.household = person.household) WHERE id = ?",
        [person],
    )


def of_person(db: Database, person: int) -> int:
    """In whose file somebody stands or stood; ``NotFoundError`` where there is nobody of that number."""
    found = db.execute("SELECT household FROM person WHERE id = ?", [person]).fetchone()
    if found is None:
        raise NotFoundError("没有这位家庭成员，可能已被撤销。")
    return int(found[0])


def split_off(db: Database, values: Values, persons: Sequence[Values], origin: int) -> int:
    """A new draft that came from another file; its number."""
    number = insert(db, [(values, persons)], State.DRAFT)[0]
    rows.update(db, "household", number, {"split_from": origin, "since": today()})
    return number


def rederive(db: Database, numbers: Sequence[int]) -> None:
    """Make the search rows of these households anew."""
    ids = rows.json_text(numbers)
    db.execute("DELETE FROM finder WHERE household IN (SELECT value FROM json_each(?))", [ids])
    people: dict[int, list[Values]] = defaultdict(list)
    for person in rows.dicts(
        db,
        "SELECT household, name, resident_id, phone FROM person "
        f"WHERE household IN (SELECT value FROM json_each(?)) AND {_PRESENT} ORDER BY household, position",
        [ids],
    ):
        people[person["household"]].append(person)
    names = "id, state, category, file_no, staff_no, employer, town, other_contact"
    rows.insert(
        db,
        "finder",
        _FINDER,
        [
            _finder_row(row["id"], row["state"], row, people[row["id"]])
            for row in rows.dicts(
                db, f"SELECT {names} FROM household WHERE id IN (SELECT value FROM json_each(?))", [ids]
            )
        ],
    )
    note(db, {str(person["name"]) for found in people.values() for person in found}, numbers)


def _finder_row(number: int, state: str, values: Mapping[str, Any], persons: Sequence[Values]) -> tuple[object, ...]:
    words: list[Value] = [values.get(name) for name in ("file_no", "staff_no", "employer", "town", "other_contact")]
    for person in persons:
        name = str(person.get("name") or "")
        words += [name, pinyin_key(name), person.get("resident_id"), person.get("phone")]
    text = "\n".join(str(word) for word in words if word).lower()
    return sort_key(str(persons[0].get("name") or "")), number, state, values["category"], values.get("town"), text


def history(db: Database, number: int) -> list[dict[str, Any]]:
    """Every change of a file and its persons, the newest first: operation, label, at, actor, table, before, after."""
    return list(
        rows.dicts(
            db,
            'SELECT o.id AS operation, o.label, o.at, o.actor, c."table", c.row, c.before, c.after '
            "FROM change c JOIN operation o ON o.id = c.operation "
            "WHERE c.root = 'household' AND c.root_row = ? ORDER BY c.id DESC",
            [number],
        )
    )


def stamp(db: Database, number: int) -> int:
    """The last operation that changed a file or its persons; 0 where none did. Its papers and steps don't count."""
    sql = (
        "SELECT coalesce(max(operation), 0) FROM change WHERE root_row = ? AND root = 'household' "
        "AND \"table\" IN ('household', 'person')"
    )
    return int(db.execute(sql, [number]).fetchone()[0])
