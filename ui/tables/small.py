"""A table of a few rows that are held in memory."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from desktop.base.listing import Listing
from ui.tables.model import ListModel
from ui.tables.source import MemorySource, Row
from ui.tables.view import TableView


class SmallTable(TableView):
    """Give it rows by ``show_rows``; a heading sorts them, unless they have one order only.

    Attributes:
        listed: its model.
    """

    def __init__(self, listing: Listing, *, sorts: bool = True, stretch: bool = True, **looks: Any) -> None:
        self._source = MemorySource(listing, ())
        self.listed = ListModel(listing, self._source)
        super().__init__(self.listed, **looks)
        self.listed.setParent(self)
        self.horizontalHeader().setSectionsClickable(sorts)
        self.horizontalHeader().setStretchLastSection(stretch)
        self.sort_asked.connect(self._sort)

    def show_rows(self, rows: Iterable[Row], numbers: Iterable[int] | None = None) -> None:
        """Show these instead, in the order that was asked for; their numbers are positions unless others are given."""
        self._source.replace(rows, numbers)
        self.listed.refresh()

    def counts(self, name: str) -> dict[str, int]:
        """How many rows have each value of a column, in the order they come."""
        return self._source.counts(name)

    def _sort(self, name: str, descending: bool) -> None:
        self.listed.show(replace(self.listed.query, order=name, descending=descending))
