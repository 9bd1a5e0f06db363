"""What the lines of a flat ledger are, and the tables of a workbook that have such lines."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from desktop.base.fields import Field, Kind, field_of, fields_of
from desktop.exchange.flat_words import FlatWords, flat_words
from desktop.exchange.headings import Table, passed_over, tables_by
from desktop.exchange.mapping import Mapping as Columns
from desktop.exchange.mapping import mapping_from_json
from desktop.exchange.reading import Workbook

_TELLING = frozenset({Kind.RESIDENT_ID, Kind.CREDIT_CODE})
_FEW = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class FlatKind:
    """What the lines of a flat ledger are.

    Attributes:
        noun: names its words, ``resources/layouts/headings-<noun>.toml``.
        record: the type whose described fields the columns hold; computed ones are never read.
        needed: fields for which a table must have a column, and that each line must fill, but for the ``blank`` ones.
        either: of each of these groups a table must have a column, and each line must fill one.
        blank: needed fields that a line may leave empty; of a group all must be named.
        keys: fields of which a row fills one if it is a line; where none are named, the needed ones that are no
            amounts, and the numbers that identify.
        unique: fields of which no two lines may say the same.
        remarks: the text field that keeps words no code list knows; where there is none, such words refuse their line.
        spare: days and credit codes that a line can do without too: what is said instead, such as 2021年 or 办理中, is
            kept in the remarks.
        cure: what the clerk is told to do where a table lacks a column that is needed.
    """

    noun: str
    record: type
    needed: tuple[str, ...]
    either: tuple[tuple[str, ...], ...] = ()
    blank: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    unique: tuple[str, ...] = ()
    remarks: str = ""
    spare: tuple[str, ...] = ()
    cure: str = "请指定各列的含义后再导入。"

    @property
    def words(self) -> FlatWords:
        """What headings mean; ``ValueError`` where its file doesn't fit the record."""
        return flat_words(self.noun, self.record, (*self.needed, *(group[0] for group in self.either)))

    @property
    def telling(self) -> tuple[str, ...]:
        """The fields of which a row fills one if it is a line."""
        if self.keys:
            return self.keys
        named = (*self.needed, *(name for group in self.either for name in group))
        numbers = (one.name for one in fields_of(self.record) if one.kind in _TELLING)
        return tuple(dict.fromkeys((*(name for name in named if self.field(name).kind is not Kind.MONEY), *numbers)))

    def field(self, name: str) -> Field:
        """The description of a field; ``KeyError`` where the record has none of that name."""
        return field_of(self.record, name)

    def label(self, *names: str) -> str:
        """The labels of fields, in words; of many the first.

        >>> from typing import Annotated
        >>> from desktop.base.fields import field
        >>> class Gift:
        ...     name: Annotated[str, field("姓名")]
        ...     card: Annotated[str, field("卡号")]
        >>> FlatKind(noun="gifts", record=Gift, needed=("name",)).label("name", "card")
        '姓名或卡号'
        """
        few = "或".join(self.field(name).label for name in names[:_FEW])
        return few + "等" if len(names) > _FEW else few

    def lacking(self, told: Iterable[str]) -> tuple[str, ...]:
        """The labels of what is needed and isn't among these fields."""
        known = frozenset(told)
        groups = (*((name,) for name in self.needed), *self.either)
        return tuple(self.label(*group) for group in groups if not known.intersection(group))

    def mapping(self, text: str) -> Columns:
        """The mapping of columns that was kept as text by ``Mapping.to_json``."""
        return mapping_from_json(text, self.record)


def find_flat(workbook: Workbook, kind: FlatKind, saved: Mapping[str, Columns] | None = None) -> tuple[Table, ...]:
    """The tables that have all columns the kind needs; meanings saved by source are used where they fit.

    Where no sheet has all, what was found comes back incomplete, for the clerk to say the rest. Hidden sheets are
    passed over. ``WorkbookError`` where no sheet has any headings.
    """
    tables = tables_by(kind.words, workbook, saved or {})
    lacking = {id(table): lacking_columns(table, kind) for table in tables}
    complete = [table for table in tables if not lacking[id(table)]]
    doubts = [passed_over(one.sheet, without(lacking[id(one)])) for one in tables if lacking[id(one)]]
    return tuple(replace(table, passed=(*table.passed, *doubts)) for table in complete) or tables


def without(labels: Sequence[str]) -> str:
    """What to say of a sheet without such columns."""
    return f"里没有认出{'、'.join(f'“{label}”' for label in labels)}列，没有读入。"


def lacking_columns(table: Table, kind: FlatKind) -> tuple[str, ...]:
    """The labels of the columns that the kind needs and the table lacks."""
    return kind.lacking(target.field for target in table.mapping.targets if target)
