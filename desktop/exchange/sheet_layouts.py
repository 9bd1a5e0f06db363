"""The sheets that a superior wants, as data: ``resources/layouts/sheets`` (reference: domain §5.1 to §5.4)."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from desktop.base.fields import Kind
from desktop.base.listing import Column
from desktop.base.paths import resources

OTHERS = "未填"
"""What a column is called in which stands what says none of a list's labels."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One column of a sheet.

    Attributes:
        heading: what stands over it; ``{}`` becomes the label of a list.
        of: what it holds.
        width: characters.
        group: what stands over several columns; empty where nothing does.
        codes: the code list for whose every label there is such a column.
        label: the label it is for, of a column of a list.
    """

    heading: str
    of: str
    width: int
    group: str = ""
    codes: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """A sheet: its columns, what of them is summed below the last line, and what else its file says."""

    title: str
    entries: tuple[Entry, ...]
    sums: frozenset[str]
    more: Mapping[str, Any] = field(default_factory=dict)

    @property
    def groups(self) -> tuple[str, ...]:
        """What stands over each column; nothing where no column belongs to a group."""
        return tuple(one.group for one in self.entries) if any(one.group for one in self.entries) else ()

    def columns(self, kinds: Mapping[str, Kind]) -> tuple[Column, ...]:
        """The columns, with the kind of what each holds; ``KeyError`` where that isn't known."""
        return tuple(
            Column(name=str(number), label=one.heading, kind=kinds[one.of], width=one.width)
            for number, one in enumerate(self.entries)
        )

    def spread(self, labels: Mapping[str, Sequence[str]]) -> "Layout":
        """The same with a column for each label of a list, and for none of them."""
        entries = [
            replace(one, heading=one.heading.format(label), label=label, codes="")
            for one in self.entries
            for label in ((*labels[one.codes], OTHERS) if one.codes else ("",))
        ]
        return replace(self, entries=tuple(entries))


@cache
def sheet_layout(name: str) -> Layout:
    """The layout of a sheet by its name; ``FileNotFoundError`` where there is none."""
    with (resources() / "layouts" / "sheets" / f"{name}.toml").open("rb") as file:
        data = tomllib.load(file)
    title, entries = data.pop("title"), tuple(Entry(*one) for one in data.pop("columns"))
    return Layout(title, entries, frozenset(data.pop("sums", ())), data)
