"""What headings mean in flat ledgers, where one line is one record: the words of each noun, and of its fields."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from desktop.base.fields import Kind, field_of, fields_of
from desktop.base.paths import resources
from desktop.exchange.heading_rows import Path
from desktop.exchange.headings import Table
from desktop.exchange.mapping import Mapping as Columns
from desktop.exchange.mapping import Target, fingerprint
from desktop.exchange.units import counts_many, is_unit, unit_of
from desktop.exchange.words import plain, words

_WHOLE = frozenset({"总数", "总人数", "人数", "合计", "总计", "数量"})
"""What stands under the heading of a group for the group as a whole."""
_NUMBERS = frozenset({Kind.COUNT, Kind.MONEY})


@dataclass(frozen=True, slots=True)
class FlatWords:
    """The words by which ledgers call the fields of one record type; a ``headings.Vocabulary``.

    Attributes:
        noun: whose ledgers, as in ``resources/layouts/headings-<noun>.toml``; part of every source.
        fields: plain heading to field.
        weak: plain headings that mean a field where no other column does, such as 慰问标准 beside no 慰问金.
        ignored: plain headings that are known and not taken in.
        subjects: words before a field that mean whom the line is about, the longest first.
        wanted: the headings that a table must have, in words.
    """

    noun: str
    record: type
    fields: Mapping[str, str]
    weak: Mapping[str, str]
    ignored: frozenset[str]
    subjects: tuple[str, ...]
    wanted: str

    def understands(self, text: str) -> bool:
        """Whether a cell may be a heading."""
        return self.meaning((text,)) is not None

    def called(self, path: Path) -> str:
        """The lowest heading; with the one above it where only both together mean something."""
        return "".join(path[-2:]) if len(path) > 1 and self._known(plain(path[-1])) is None else path[-1]

    def settled(self, table: Table, paths: Sequence[Path]) -> Table:  # noqa: ARG002  (others look at their lines)
        """The table as it is: the headings of a flat one say everything."""
        return table

    def work_out(self, paths: Sequence[Path], unit: int | None = None) -> Columns:
        """The columns that hold a field; of two for one field the first, the other is left to the clerk."""
        meanings = self._with_weak([None if self._in_units(path) else self.meaning(path) for path in paths], paths)
        first = {name: column for column, name in reversed(list(enumerate(meanings))) if name}
        left = {column for column, name in enumerate(meanings) if name and first[name] != column}
        targets = tuple(
            Target(None, name) if name and column not in left else None for column, name in enumerate(meanings)
        )
        factors = {
            column: times for column, path in enumerate(paths) if path and (times := unit_of(path) or unit or 1) > 1
        }
        factors = {column: times for column, times in factors.items() if self._may_be_money(targets[column])}
        return Columns(
            source=f"{self.noun}:{fingerprint(paths, factors)}",
            targets=targets,
            known=frozenset(column for column, name in enumerate(meanings) if name is not None and column not in left),
            factors=factors,
            record=self.record,
        )

    def _in_units(self, path: Path) -> bool:
        """Whether a column of heads counts more than one, as 职工总数（万人） does; it is left to the clerk."""
        name = self.meaning(path) if path and counts_many(path[-1]) else None
        return bool(name) and field_of(self.record, str(name)).kind is Kind.COUNT

    def _with_weak(self, meanings: Sequence[str | None], paths: Sequence[Path]) -> list[str | None]:
        told = frozenset(meanings)
        weak = [
            self.weak.get(plain(path[-1])) if path and not name else None
            for name, path in zip(meanings, paths, strict=True)
        ]
        return [other if other and other not in told else name for name, other in zip(meanings, weak, strict=True)]

    def _may_be_money(self, target: Target | None) -> bool:
        return target is None or field_of(self.record, target.field).kind is Kind.MONEY

    def meaning(self, path: Path) -> str | None:
        """The field of a column with these headings; empty where it is known and not taken in, None if unknown."""
        texts = [plain(text) for text in path if not is_unit(text)]
        if not texts:
            return None
        together = self.fields.get("".join(texts[-2:])) if len(texts) > 1 else None
        found = together or self._known(texts[-1])
        return self._whole(texts[-2]) if found is None and len(texts) > 1 and texts[-1] in _WHOLE else found

    def _whole(self, group: str) -> str | None:
        """The number that a group is called after, over its own 总数 and what else belongs to it."""
        name = self._known(group)
        return name if name and field_of(self.record, name).kind in _NUMBERS else None

    def _known(self, leaf: str) -> str | None:
        if leaf in self.fields:
            return self.fields[leaf]
        if leaf in self.ignored or leaf in self.weak:
            return ""
        rests = (leaf.removeprefix(word) for word in self.subjects if leaf.startswith(word))
        return next((self.fields[rest] for rest in rests if rest in self.fields), None)


@cache
def flat_words(noun: str, record: type, needed: tuple[str, ...]) -> FlatWords:
    """The words of a noun; ``ValueError`` where its file names a field that the record lacks or calls two alike.

    What stands under ``maybe`` is of fields that an office's own policy may do without.
    """
    with (resources() / "layouts" / f"headings-{noun}.toml").open("rb") as file:
        data = tomllib.load(file)
    taken = {one.name: one.label for one in fields_of(record) if not one.computed}
    if unknown := {name for part in ("fields", "same", "weak") for name in data.get(part, {})} - taken.keys():
        raise ValueError(f"headings-{noun}.toml: {record.__name__} has no {sorted(unknown)}")
    maybe = {name: texts for name, texts in data.get("maybe", {}).items() if name in taken}
    fields = _own(noun, taken, data.get("fields", {}) | maybe)
    for name, other in data.get("same", {}).items():
        for heading in _of_households(other):
            fields.setdefault(heading, name)
    reckoned = (one.label for one in fields_of(record) if one.computed)
    ignored = {plain(text) for text in (*data.get("ignored", ()), *reckoned)} | words().ignored
    return FlatWords(
        noun=noun,
        record=record,
        fields=fields,
        weak={plain(text): name for name, texts in data.get("weak", {}).items() for text in texts},
        ignored=frozenset(ignored - fields.keys()),
        subjects=_longest_first(data.get("subjects", ())),
        wanted="、".join(f"“{field_of(record, name).label}”" for name in needed),
    )


def _own(noun: str, labels: Mapping[str, str], synonyms: Mapping[str, list[str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, label in labels.items():
        for heading in (label, *synonyms.get(name, ())):
            if found.setdefault(plain(heading), name) != name:
                raise ValueError(f"headings-{noun}.toml: {heading} means {found[plain(heading)]} and {name}")
    return found


def _of_households(field: str) -> Iterable[str]:
    """The headings by which hardship files call a field, such as ``person.name``."""
    whose, _, name = field.partition(".")
    known = {"person": words().person, "household": words().household}[whose]
    found = [heading for heading, one in known.items() if one == name]
    if not found:
        raise ValueError(field)
    return found


def _longest_first(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({plain(text) for text in texts}, key=len, reverse=True))
