"""Which column holds which field: worked out from headings, kept for the next time, changed by the clerk."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from collections.abc import Mapping as Keyed
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from desktop.base.fields import field_of, fields_of
from desktop.cases.household import Household, Person
from desktop.exchange.signs import Sign, Who, read_heading
from desktop.exchange.words import plain

REASON = "错误原因"
"""Heading of the column in which we say what is wrong with a line."""

ROW = -1
"""The person on the line, where a household stands over several lines."""

APPLICANT = 0


class Target(NamedTuple):
    """What a column holds: a field of the household (person None), of person 0, 1, … or of the person on the line."""

    person: int | None
    field: str


@dataclass(frozen=True, slots=True)
class Mapping:
    """The meaning of each column of a table.

    Attributes:
        source: fingerprint of the headings; tables of one source are laid out alike.
        targets: by column; None where a column isn't taken in.
        known: columns that were understood, be it as something that isn't taken in.
        relations: by member, the relation that the headings name, such as 配偶.
    """

    source: str
    targets: tuple[Target | None, ...]
    known: frozenset[int] = frozenset()
    relations: Keyed[int, str] = field(default_factory=dict)

    @property
    def by_rows(self) -> bool:
        """Whether a household stands over several lines, one for each person."""
        return any(target and target.person == ROW for target in self.targets)

    @property
    def complete(self) -> bool:
        """Whether it tells names and IDs of applicants, without which nothing can be entered."""
        people = {(target.person, target.field) for target in self.targets if target}
        return all(people & {(APPLICANT, name), (ROW, name)} for name in ("name", "resident_id"))

    def column_of(self, target: Target) -> int | None:
        """The column that holds it."""
        return self.targets.index(target) if target in self.targets else None

    def with_target(self, column: int, target: Target | None) -> "Mapping":
        """The same with one column changed by the clerk; another column that held the same is let go."""
        freed = (None if one == target else one for one in self.targets)
        targets = tuple(target if place == column else one for place, one in enumerate(freed))
        return replace(self, targets=targets, known=self.known | {column})

    def fitted(self, width: int) -> "Mapping":
        """The same for a table with so many columns, where only columns that nobody needs are fewer or more."""
        targets = (self.targets + (None,) * width)[:width]
        return replace(self, targets=targets, known=self.known | set(range(len(self.targets), width)))

    def to_json(self) -> str:
        """The mapping as text to keep."""
        columns = [[one.person, one.field] if one else None for one in self.targets]
        relations = {str(person): relation for person, relation in self.relations.items()}
        return json.dumps(
            {"source": self.source, "columns": columns, "known": sorted(self.known), "relations": relations},
            ensure_ascii=False,
        )


def mapping_from_json(text: str) -> Mapping:
    """The mapping that was kept; a column whose field is no more isn't taken in."""
    data = json.loads(text)
    return Mapping(
        source=data["source"],
        targets=tuple(_still(Target(*one)) if one else None for one in data["columns"]),
        known=frozenset(data["known"]),
        relations={int(person): relation for person, relation in data["relations"].items()},
    )


def _still(target: Target) -> Target | None:
    record = Household if target.person is None else Person
    return target if any(one.name == target.field for one in fields_of(record)) else None


def target_label(target: Target) -> str:
    """The target in the clerk's words, for choosing from a list.

    >>> target_label(Target(2, "resident_id"))
    '家庭成员2身份证号'
    """
    if target.person is None:
        return field_of(Household, target.field).label
    whose = {ROW: "本行人员", APPLICANT: "本人"}.get(target.person, f"家庭成员{target.person}")
    return whose + field_of(Person, target.field).label


def choices(members: int = 5) -> tuple[Target, ...]:
    """All that a column can be said to hold, in the order of forms."""
    household = [Target(None, one.name) for one in fields_of(Household) if not one.computed]
    people = [Target(who, one.name) for who in (APPLICANT, ROW, *range(1, members + 1)) for one in fields_of(Person)]
    return (*household, *people)


def fingerprint(paths: Iterable[Sequence[str]]) -> str:
    """A short name for a layout, from its headings; a sheet that we gave back with reasons is still of its source."""
    headings = ["|".join(map(plain, path)) for path in paths]
    text = "\n".join("" if heading == plain(REASON) else heading for heading in headings).rstrip("\n")
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def work_out(paths: Sequence[tuple[str, ...]]) -> Mapping:
    """The mapping of columns with these headings, each from the top down."""
    signs = [read_heading(path) for path in paths]
    drawn = _Drawing(rows_first=_rows_first(signs))
    for column, sign in enumerate(signs):
        if sign:
            drawn.take(column, sign)
    return Mapping(
        source=fingerprint(paths),
        targets=tuple(drawn.targets().get(column) for column in range(len(paths))),
        known=frozenset(column for column, sign in enumerate(signs) if sign and column not in drawn.left),
        relations=drawn.relations(),
    )


def _rows_first(signs: Sequence[Sign | None]) -> bool:
    """Whether 姓名 and 关系 stand before 户主姓名: then what is said of nobody is of the person on the line."""
    columns = {(sign.who, sign.field): place for place, sign in reversed(list(enumerate(signs))) if sign}
    unsaid, said = columns.get((Who.UNSAID, "name")), columns.get((Who.APPLICANT, "name"))
    return unsaid is not None and said is not None and unsaid < said and (Who.UNSAID, "relation") in columns


class _Drawing:
    """The columns taken so far. A block is the columns of one member, by what tells it from the others."""

    def __init__(self, *, rows_first: bool) -> None:
        self._rows_first = rows_first
        self._household: dict[str, int] = {}
        self._applicant: dict[str, int] = {}
        self._blocks: dict[str, dict[str, int]] = {}
        self._relations: dict[str, str] = {}
        self._open: str | None = None
        self.left: set[int] = set()

    def take(self, column: int, sign: Sign) -> None:
        """Place one column."""
        if sign.who is Who.MEMBER:
            self._take_member(column, sign)
        elif sign.who is Who.UNSAID:
            self._take_unsaid(column, sign)
        elif sign.who is not Who.NOBODY:
            self._open = None
            self._put(self._household if sign.who is Who.HOUSEHOLD else self._applicant, sign.field, column)

    def _put(self, block: dict[str, int], name: str, column: int) -> None:
        if block.setdefault(name, column) != column:
            self.left.add(column)

    def _take_member(self, column: int, sign: Sign) -> None:
        key = sign.member or self._unnumbered(sign.field)
        first = key not in self._blocks
        self._put(self._blocks.setdefault(key, {}), sign.field, column)
        if sign.relation:
            self._relations[key] = sign.relation
        # 家庭成员1姓名, 关系, 身份证号: what follows a member's name without a word of its own is still the member's.
        self._open = key if first and sign.field == "name" and not sign.grouped else None

    def _unnumbered(self, name: str) -> str:
        """The block of a member that nothing tells apart: another begins where a field comes again."""
        number = sum(key.startswith("#") for key in self._blocks)
        latest = f"#{number}"
        return f"#{number + 1}" if not number or name in self._blocks[latest] else latest

    def _take_unsaid(self, column: int, sign: Sign) -> None:
        if self._open is not None and sign.field not in self._blocks[self._open]:
            self._blocks[self._open][sign.field] = column
        elif self._rows_first:
            self._put(self._blocks.setdefault("#1", {}), sign.field, column)
        elif sign.field == "name" and "name" in self._applicant:
            self._open = self._unnumbered("name")
            self._blocks[self._open] = {"name": column}
        else:
            self._put(self._applicant, sign.field, column)

    def _persons(self) -> dict[int, dict[str, int]]:
        """The columns of each person; a block without name or ID is nobody's."""
        blocks = [block for block in self._blocks.values() if block.keys() & {"name", "resident_id"}]
        if not blocks and "relation" in self._applicant:
            return {ROW: self._applicant}
        if len(blocks) == 1 and self._blocks.get("#1") is blocks[0]:
            return {APPLICANT: self._applicant, ROW: blocks[0]}
        return {APPLICANT: self._applicant} | dict(enumerate(blocks, 1))

    def targets(self) -> dict[int, Target]:
        """What each placed column holds."""
        found = {column: Target(None, name) for name, column in self._household.items()}
        for person, block in self._persons().items():
            found |= {column: Target(person, name) for name, column in block.items()}
        return found

    def relations(self) -> dict[int, str]:
        """The relations that headings name, by person."""
        keys = {id(block): key for key, block in self._blocks.items()}
        named = {person: self._relations.get(keys.get(id(block), "")) for person, block in self._persons().items()}
        return {person: relation for person, relation in named.items() if relation}
