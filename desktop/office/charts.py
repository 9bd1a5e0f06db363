"""What a chart shows: bars by their labels, each with the list that it counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from desktop.base.changes import Noun
from desktop.base.listing import Query


class Bar(NamedTuple):
    """What it counts, how many, and their list; None where that isn't one list."""

    label: str
    value: int
    query: Query | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Bars of one or more series over the same labels, in the order of the labels.

    Attributes:
        noun: of what lists its bars lead to.
        about: what the labels are.
        ordered: they are times, one after the other.
    """

    key: str
    title: str
    series: Mapping[str, tuple[Bar, ...]]
    noun: Noun = Noun.CASES
    about: str = "项目"
    ordered: bool = False

    @property
    def labels(self) -> tuple[str, ...]:
        """What the bars count."""
        return tuple(bar.label for bar in next(iter(self.series.values())))

    @property
    def empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not any(bar.value for bars in self.series.values() for bar in bars)
