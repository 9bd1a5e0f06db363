"""What a list is: the SQL of its columns, what it searches and how it is sorted."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import get_type_hints

from desktop.base.fields import Field, Kind, fields_of
from desktop.base.listing import Column, Listing

_NAMED = {"title": 32, "fund_name": 24, "document_no": 20, "name": 10, "source": 12, "sex": 4}
"""Texts that are longer or shorter than most: the widths of their columns by name, in characters."""

Labels = Callable[[str], Sequence[str]]
"""The labels of a code list in their order; none where there is no such list."""

_TIMES = frozenset({"year", "in_year", "month", "period", "quarter"})

_WIDTHS = {
    Kind.NAME: 8,
    Kind.RESIDENT_ID: 18,
    Kind.CARD: 20,
    Kind.PHONE: 12,
    Kind.DATE: 10,
    Kind.MONEY: 11,
    Kind.COUNT: 6,
    Kind.CODE: 10,
    Kind.TEXT: 16,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """How a list is read.

    Attributes:
        listing: what the screen is told.
        table: FROM clause; its first table's alias is ``t``.
        sql: SQL of the columns that aren't simply ``t.name``.
        search: SQL of the text that is searched.
        order: SQL by which a column is sorted, where that isn't the column itself.
        finder: the narrow table ``f`` that holds the search text, the first column's order and ``found``, where there
            is one; most questions are answered from it alone.
        found: the columns that stand in the finder too.
        ranked: SQL of groups by which a chip's values stand in an order of their own; otherwise times stand newest
            first, and everything else by how often it occurs.
    """

    listing: Listing
    table: str
    sql: dict[str, str] = field(default_factory=dict)
    search: str
    order: dict[str, tuple[str, ...]] = field(default_factory=dict)
    finder: str = ""
    found: tuple[str, ...] = ()
    ranked: dict[str, str] = field(default_factory=dict)

    @property
    def own(self) -> str:
        """The table whose rows it lists, with its alias."""
        return " ".join(self.table.split()[:2])

    def expression(self, name: str) -> str:
        """The SQL of a column; ``KeyError`` for a name that the list doesn't have."""
        return self.sql.get(name) or f't."{self.listing.column(name).name}"'

    def sorting(self, name: str, sql: str, labels: Labels) -> tuple[tuple[str, ...], list[str]]:
        """The SQL by which a column is sorted, and its values: codes in the order of their list, others behind.

        ``sql`` is that of the column itself.
        """
        if name in self.order:
            return self.order[name], []
        column = self.listing.column(name)
        known = column.labels or (labels(column.codes) if column.codes else ())
        if not known:
            return (sql,), []
        places = " ".join(f"WHEN ? THEN {at}" for at in range(len(known)))
        return (f"CASE {sql} {places} ELSE iif({sql} IS NULL, NULL, {len(known)}) END", sql), list(known)

    def rank(self, chip: str) -> str:
        """The SQL by which the values of a chip are put in order, ``n`` being how often each occurs."""
        return self.ranked.get(chip) or ("1 DESC" if chip in _TIMES else "n DESC, 1")


def columns_of(record: type, *names: str, hidden: Sequence[str] = ()) -> tuple[Column, ...]:
    """The columns of a record's fields by their names; the hidden ones are shown on request only."""
    described, hints = {one.name: one for one in fields_of(record)}, get_type_hints(record)
    return tuple(_column(described[name], hints[name], shown=name not in hidden) for name in names)


def standing(label: str, *words: str) -> Column:
    """The column that says where a record stands: these words, in the order in which one follows another."""
    return Column(name="standing", label=label, kind=Kind.CODE, width=8, labels=words)


def _column(one: Field, hint: object, *, shown: bool) -> Column:
    width = max(_NAMED.get(one.name) or _WIDTHS.get(one.kind, 10), len(one.label) * 2)
    codes = one.codes if one.kind is Kind.CODE else ""
    labels = tuple(map(str, hint)) if isinstance(hint, type) and issubclass(hint, StrEnum) else ()
    return Column(name=one.name, label=one.label, kind=one.kind, width=width, shown=shown, codes=codes, labels=labels)
