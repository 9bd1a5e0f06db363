"""What a list shows and how it is asked for."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from desktop.base.changes import Noun
from desktop.base.fields import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a list: its name in queries, heading, kind of value and usual width in characters.

    Its rows are sorted in the order of the code list ``codes``, or of ``labels`` where only these may stand there.
    """

    name: str
    label: str
    kind: Kind = Kind.TEXT
    width: int = 10
    shown: bool = True
    codes: str = ""
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list that the office can show.

    Attributes:
        columns: everything that can be shown, sorted and exported, in usual order.
        chips: names of the columns by whose values the list can be narrowed, with counts.
        order: the column it is sorted by at first.
        descending: whether that begins with the greatest or newest.
    """

    noun: Noun
    columns: tuple[Column, ...]
    chips: tuple[str, ...] = ()
    order: str = ""
    descending: bool = False

    def column(self, name: str) -> Column:
        """The column of that name; ``KeyError`` where the list has none."""
        for one in self.columns:
            if one.name == name:
                return one
        raise KeyError(name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What to show of a list.

    Attributes:
        text: all its words must be found.
        chips: a column to the one value wanted.
        matter: only the files, or pilots, that this matter of theirs concerns; ``ranked`` leaves those files out that
            the first page shows under a more urgent one.
    """

    noun: Noun
    text: str = ""
    chips: Mapping[str, str] = field(default_factory=dict)
    matter: str = ""
    ranked: bool = False
    order: str = ""
    descending: bool = False
