"""The documents of files: what was received, its scans, and which a file lacks.

Which documents a file must have is said once, here in SQL, from the conditions of policy; one file and all files are
answered by it alike.
"""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlite_utils import Database

from desktop.base.errors import NotFoundError
from desktop.base.fields import Field, Kind, Value, fields_of
from desktop.base.several import BETWEEN
from desktop.cases.documents import BEFORE_DECISION, Checklist, Document, Item
from desktop.cases.household import Household, Person
from desktop.policy.standards import YES, Condition, DocumentRule, Policy, Stage
from desktop.store import rows

_SHOWN = (
    "SELECT d.*, p.name AS whose, c.media, c.size FROM document d "
    "LEFT JOIN person p ON p.id = d.person LEFT JOIN content c ON c.id = d.content"
)
"""Columns of ``content`` by name: its blobs are read by nothing but ``content`` and ``thumbnails``."""


class Content(NamedTuple):
    """A scan: what it is, and its bytes."""

    media: str
    data: bytes


def of(db: Database, number: int) -> tuple[Document, ...]:
    """The documents of a file in the order they came; those that are void too."""
    found = rows.dicts(db, f"{_SHOWN} WHERE d.household = ? ORDER BY d.received_on, d.id", [number])
    return tuple(map(_document, found))


def get(db: Database, number: int) -> Document:
    """One document; ``NotFoundError`` where there is none of that number."""
    for row in rows.dicts(db, f"{_SHOWN} WHERE d.id = ?", [number]):
        return _document(row)
    raise NotFoundError("这份材料已经不在档案里，可能已被撤销。")


def _document(row: Mapping[str, Any]) -> Document:
    rest = {name: row[name] for name in ("id", "household", "person", "content", "media", "size")}
    return Document(**rest, **rows.fields_from(Document, row))


def insert(db: Database, values: Mapping[str, Value]) -> int:
    """A new document; gives its number."""
    made = rows.next_id(db, "document")
    rows.insert(db, "document", tuple(values), [tuple(values.values())])
    return made


def update(db: Database, number: int, values: Mapping[str, Value]) -> None:
    """Set columns of a document."""
    rows.update(db, "document", number, values)


def keep(db: Database, data: bytes, media: str, thumbnail: bytes | None) -> int:
    """Keep a scan, once however many documents name it; gives its number."""
    digest = hashlib.sha256(data).hexdigest()
    names = ("sha256", "media", "size", "data", "thumbnail")
    if (known := _kept(db, digest)) is None:
        rows.insert(db, "content", names, [(digest, media, len(data), data, thumbnail)])
        known = _kept(db, digest)
    assert known is not None  # noqa: S101  (it was just inserted)
    return known


def _kept(db: Database, digest: str) -> int | None:
    row = db.execute("SELECT id FROM content WHERE sha256 = ?", [digest]).fetchone()
    return int(row[0]) if row else None


def content(db: Database, number: int) -> Content:
    """The scan of a document; ``NotFoundError`` where it has none."""
    return content_of(db, "document", number, "这份材料没有扫描件，只有纸质件。")


def content_of(db: Database, table: str, number: int, gone: str) -> Content:
    """What is kept for a row of a table that names a content; ``NotFoundError`` with that sentence where nothing is."""
    sql = f"SELECT c.media, c.data FROM {table} n JOIN content c ON c.id = n.content WHERE n.id = ?"
    row = db.execute(sql, [number]).fetchone()
    if row is None:
        raise NotFoundError(gone)
    return Content(row[0], row[1])


def thumbnails(db: Database, number: int) -> dict[int, bytes]:
    """The small pictures of a file's documents, by document; those that have none are left out."""
    return thumbnails_of(db, "document", "n.household = ?", number)


def thumbnails_of(db: Database, table: str, where: str, whose: int) -> dict[int, bytes]:
    """The small pictures of the rows ``n`` of a table that names contents, by row; those without one are left out."""
    sql = (
        f"SELECT n.id, c.thumbnail FROM {table} n JOIN content c ON c.id = n.content "
        f"WHERE {where} AND c.thumbnail IS NOT NULL"
    )
    return dict(db.execute(sql, [whose]).fetchall())


def checklists(db: Database, policy: Policy, numbers: Iterable[int]) -> dict[int, Checklist]:
    """What each of these files must hold, and does, in the order asked for."""
    wanted = list(numbers)
    ids = rows.json_text(wanted)
    needed = [_needed(rule) for rule in policy.documents]
    due = [_due(rule) for rule in policy.documents]
    cells = "".join(f", {one.sql}" for pair in zip(needed, due, strict=True) for one in pair)
    values = [value for pair in zip(needed, due, strict=True) for one in pair for value in one.values]
    held = _held(db, ids)
    sql = (
        f"SELECT t.id, p.name, t.file_no, coalesce(t.\"union\", t.employer, ''){cells} FROM household t "
        "JOIN person p ON p.household = t.id AND p.position = 0 WHERE t.id IN (SELECT value FROM json_each(?))"
    )
    found = {row[0]: _checklist(row, policy.documents, held[row[0]]) for row in db.execute(sql, [*values, ids])}
    return {number: found[number] for number in wanted if number in found}


def _held(db: Database, ids: str) -> dict[int, dict[str, tuple[int, int]]]:
    """How many of each kind each file has, and of how many pages."""
    found: dict[int, dict[str, tuple[int, int]]] = defaultdict(dict)
    sql = (
        "SELECT household, kind, count(*), coalesce(sum(pages), 0) FROM document "
        "WHERE household IN (SELECT value FROM json_each(?)) AND void_reason IS NULL GROUP BY household, kind"
    )
    for household, kind, count, pages in db.execute(sql, [ids]):
        found[household][kind] = (count, pages)
    return found


def _checklist(row: Sequence[Any], rules: Sequence[DocumentRule], held: Mapping[str, tuple[int, int]]) -> Checklist:
    number, name, file_no, unit, *said = row
    items = [
        Item(
            name=rule.name,
            because=rule.occasion,
            due=bool(due),
            held=held.get(rule.name, (0, 0))[0],
            pages=held.get(rule.name, (0, 0))[1],
        )
        for rule, needed, due in zip(rules, said[::2], said[1::2], strict=True)
        if needed
    ]
    return Checklist(household=number, name=name, file_no=file_no, unit=unit, items=tuple(items))


class Predicate(NamedTuple):
    """A condition on a row ``t``, mostly a ``household``, and the values for its marks."""

    sql: str
    values: tuple[object, ...] = ()


_HELD = "document d WHERE d.household = t.id AND d.void_reason IS NULL"
_LACKS = f"NOT EXISTS (SELECT 1 FROM {_HELD} AND d.kind = ?)"


def missing_sql(policy: Policy) -> Predicate:
    """Whether the file ``t`` lacks a document that it must have by now, for narrowing a list.

    Its members are gone through once for all documents that depend on what a member is, which are lacking most often;
    then its documents once for those that every file needs.
    """
    some = [rule for rule in policy.documents if rule.when]
    about_file = [_without(rule, [_holds(one) for one in rule.when if _of_file(one)]) for rule in some]
    about_members = [_without(rule, [_is(one) for one in rule.when if not _of_file(one)]) for rule in some]
    every = [rule for rule in policy.documents if not rule.when]
    return _any([*about_file, _some_member(_any(about_members)), _short_of(every)])


def _short_of(rules: Sequence[DocumentRule]) -> Predicate:
    """Whether one of the documents is lacking that every file needs."""
    early = _fewer({rule.name for rule in rules if rule.stage != Stage.APPROVAL})
    whole = _fewer({rule.name for rule in rules})
    sql = f"CASE WHEN t.state IN ({_marks(BEFORE_DECISION)}) THEN {early.sql} ELSE {whole.sql} END"
    return Predicate(sql, (*BEFORE_DECISION, *early.values, *whole.values))


def _fewer(names: Collection[str]) -> Predicate:
    """Whether the file has fewer kinds of documents than these; the plus has them read on rather than looked up."""
    sql = f"(SELECT count(DISTINCT d.kind) FROM {_HELD} AND +d.kind IN ({_marks(names)})) < {len(names)}"
    return Predicate(sql, tuple(sorted(names)))


def _without(rule: DocumentRule, needed: Sequence[Predicate]) -> Predicate:
    return _every(_due(rule), _any(needed), Predicate(_LACKS, (rule.name,))) if needed else Predicate("0")


def _due(rule: DocumentRule) -> Predicate:
    """Whether it is asked for in the file's state."""
    if rule.stage != Stage.APPROVAL:
        return Predicate("1")
    return Predicate(f"t.state NOT IN ({_marks(BEFORE_DECISION)})", BEFORE_DECISION)


def _needed(rule: DocumentRule) -> Predicate:
    """Whether the file must have it at all."""
    return _any([_holds(one) for one in rule.when]) if rule.when else Predicate("1")


def _holds(condition: Condition) -> Predicate:
    return _is(condition) if _of_file(condition) else _some_member(_is(condition))


def _of_file(condition: Condition) -> bool:
    return condition.whose == "household"


def _some_member(what: Predicate) -> Predicate:
    """Whether it holds of somebody ``m`` who is in the household."""
    sql = f"EXISTS (SELECT 1 FROM person m WHERE m.household = t.id AND m.left_on IS NULL AND {what.sql})"
    return Predicate(sql, what.values)


def _is(condition: Condition) -> Predicate:
    """Whether it holds of the file ``t``, or of the person ``m``."""
    record, alias = (Household, "t") if _of_file(condition) else (Person, "m")
    asked = next((one for one in fields_of(record) if one.name == condition.field), None)
    if asked is None:  # an office's own row may name what there isn't; then it holds for nobody
        return Predicate("0")
    met = _met(asked, f'{alias}."{asked.name}"', condition.any_of)
    return _every(Predicate("m.position = 0"), met) if condition.whose == "applicant" else met


def _met(asked: Field, column: str, labels: Sequence[str]) -> Predicate:
    if asked.kind is Kind.YES_NO:
        return Predicate(f"{column} IS 1" if not labels or YES in labels else "0")
    if not labels:
        return Predicate(f"{column} IS NOT NULL")
    if asked.most > 1:
        has = f"instr('{BETWEEN}' || {column} || '{BETWEEN}', ?) > 0"
        return _any([Predicate(has, (f"{BETWEEN}{label}{BETWEEN}",)) for label in labels])
    text = f"CAST({column} AS TEXT)" if asked.kind in {Kind.COUNT, Kind.MONEY, Kind.AREA} else column
    return Predicate(f"{text} IN ({_marks(labels)})", tuple(labels))


def _marks(values: Collection[object]) -> str:
    return ", ".join("?" * len(values))


def _any(parts: Sequence[Predicate]) -> Predicate:
    return _joined(" OR ", parts) if parts else Predicate("0")


def _every(*parts: Predicate) -> Predicate:
    return _joined(" AND ", parts)


def _joined(word: str, parts: Sequence[Predicate]) -> Predicate:
    sql = word.join(part.sql for part in parts)
    return Predicate(f"({sql})", tuple(value for part in parts for value in part.values))
