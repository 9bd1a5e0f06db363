"""Ledgers of innovation studios taken in."""

from collections.abc import Hashable, Sequence
from typing import Any, ClassVar

from desktop.base.text import squeeze
from desktop.exchange.flat_plan import FlatLine
from desktop.office.register_ledger import UNIT, RegisterLedger, Row
from desktop.pilots.talent import Studio


class StudioLedger(RegisterLedger):
    """Plans and writes such lines."""

    record: ClassVar[type] = Studio

    def keys(self, row: Row) -> Sequence[Hashable]:
        """The name at its unit."""
        return [(squeeze(str(row["name"])), squeeze(str(row[UNIT] or "")))]

    def sentence(self, lines: Sequence[FlatLine]) -> str:
        """In a few words how many, and how many of them are at pilots."""
        sums = self.sums(lines)
        return f"{sums['studios']:,} 个工作室，其中试点单位 {sums['of_pilots']:,} 个"

    def sums(self, lines: Sequence[FlatLine]) -> dict[str, Any]:
        """How many, and how many at pilots."""
        return {"studios": len(lines), "of_pilots": sum(one.values["enterprise"] is not None for one in lines)}
