"""Which column holds which field: worked out from headings, kept for the next time, changed by the clerk."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from collections.abc import Mapping as Keyed
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from desktop.base.fields import Field, Kind, field_of, fields_of
from desktop.cases.household import Household, Person
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
        factors: by column, how many yuan one counts where that is more than one: 10,000 under 万元.
        record: what a line holds where it is no household, as in a roster of recipients.
    """

    source: str
    targets: tuple[Target | None, ...]
    known: frozenset[int] = frozenset()
    relations: Keyed[int, str] = field(default_factory=dict)
    factors: Keyed[int, int] = field(default_factory=dict)
    record: type | None = None

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

    def factor(self, column: int) -> int:
        """How many yuan one counts in this column; 1 where it holds no money."""
        target = self.targets[column]
        return self.factors.get(column, 1) if target and is_money(target, self.record) else 1

    def with_factor(self, column: int, factor: int) -> "Mapping":
        """The same with the unit of one column changed by the clerk."""
        return replace(self, factors={**self.factors, column: factor})

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
        data = {"source": self.source, "columns": columns, "known": sorted(self.known), "relations": relations}
        factors = {str(column): factor for column, factor in self.factors.items()}
        return json.dumps(data | ({"factors": factors} if factors else {}), ensure_ascii=False)


def mapping_from_json(text: str, record: type | None = None) -> Mapping:
    """The mapping that was kept, of such records; a column whose field is no more isn't taken in."""
    data = json.loads(text)
    return Mapping(
        source=data["source"],
        targets=tuple(_still(Target(*one), record) if one else None for one in data["columns"]),
        known=frozenset(data["known"]),
        relations={int(person): relation for person, relation in data["relations"].items()},
        factors={int(column): factor for column, factor in data.get("factors", {}).items()},
        record=record,
    )


def is_money(target: Target, record: type | None = None) -> bool:
    """Whether it is an amount."""
    return field_at(target, record).kind is Kind.MONEY


def field_at(target: Target, record: type | None = None) -> Field:
    """The description of the field that a target names: of such a record, else of a household or a person of it."""
    return field_of(_record_of(target, record), target.field)


def _record_of(target: Target, record: type | None) -> type:
    return record or (Household if target.person is None else Person)


def _still(target: Target, record: type | None) -> Target | None:
    described = fields_of(_record_of(target, record))
    return target if any(one.name == target.field for one in described) else None


def target_label(target: Target, record: type | None = None) -> str:
    """The target in the clerk's words, for choosing from a list; of such a record, else of a household.

    >>> target_label(Target(2, "resident_id"))
    '家庭成员2身份证号'
    """
    if target.person is None:
        return field_at(target, record).label
    label = field_of(Person, target.field).label
    if target.person == APPLICANT:
        return f"本人{label}"
    whose = "本行人员" if target.person == ROW else f"家庭成员{target.person}"
    return whose + label.removeprefix("成员")


def choices(members: int = 5) -> tuple[Target, ...]:
    """All that a column can be said to hold, in the order of forms."""
    household = [Target(None, one.name) for one in fields_of(Household) if not one.computed]
    people = [Target(who, one.name) for who in (APPLICANT, ROW, *range(1, members + 1)) for one in fields_of(Person)]
    return (*household, *people)


def flat_choices(record: type) -> tuple[Target, ...]:
    """All that a column can be said to hold where each line is such a record, in the order of forms."""
    return tuple(Target(None, one.name) for one in fields_of(record) if not one.computed)


def fingerprint(paths: Iterable[Sequence[str]], factors: Keyed[int, int] | None = None) -> str:
    """A short name for a layout, from its headings and units; a sheet that we gave back is still of its source."""
    headings = ["|".join(map(plain, path)) for path in paths]
    text = "\n".join("" if heading == plain(REASON) else heading for heading in headings).rstrip("\n")
    text += "".join(f"\n{column}×{factor}" for column, factor in sorted((factors or {}).items()))
    return hashlib.sha256(text.encode()).hexdigest()[:16]
