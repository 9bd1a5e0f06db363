"""Ledgers of labour-relations monitoring taken in: who filled in what for a period."""

from collections.abc import Hashable, Iterator, Sequence
from typing import Any, ClassVar

from desktop.base.fields import Kind, fields_of
from desktop.base.findings import Finding, doubt
from desktop.exchange.flat import FlatDraft
from desktop.exchange.flat_plan import FlatLine
from desktop.exchange.lenient import with_remarks
from desktop.office.fill_dues import dues
from desktop.office.ledger_looks import Basis
from desktop.office.register_ledger import UNIT, RegisterLedger, Row
from desktop.office.unit_names import has_left
from desktop.pilots.filling_dues import is_filled_in
from desktop.pilots.monitoring import Filling
from desktop.pilots.periods import begins, read_period
from desktop.pilots.ticks import read_tick

_FIGURES = tuple(one.name for one in fields_of(Filling) if one.kind in {Kind.COUNT, Kind.MONEY})


class FillingLedger(RegisterLedger):
    """Plans and writes such lines."""

    record: ClassVar[type] = Filling

    def complete(self, row: Row, draft: FlatDraft, basis: Basis) -> Iterator[Finding]:
        """The period and the day that the ledger says for all; figures without a tick say that it was filled in."""
        said = draft.values.get("period")
        row["period"] = (read_period(str(said)) or said) if said else basis.period
        tick = read_tick(str(draft.values.get("filled") or ""))
        if tick.rest:
            row["note"] = with_remarks(row["note"], [f"填报情况：{tick.rest}"])
            yield doubt("tick", f"填报情况“{tick.rest}”记在备注里，请核对。").about("filled")
        told = draft.values.get("filled") is not None
        figures = any(row[name] is not None for name in _FIGURES)
        if row["filled_on"] is None and (tick.given or (figures and not told)):
            row["filled_on"] = tick.day or basis.day
        period = read_period(str(row["period"]))
        if row["due"] is None and period and period == row["period"] and is_filled_in(period):
            row["due"] = dues(self._db, self._standing, [period])[period]
        unit = self.left.get(row["enterprise"])
        if unit and period and (unit.ended_on is None or begins(period) > unit.ended_on):
            yield from (one.about(UNIT) for one in has_left(unit))

    def stranger(self, row: Row) -> Iterator[Finding]:
        """Only enterprises of the office are monitored."""
        if row[UNIT]:
            message = f"没有“{row[UNIT]}”这家试点单位，请先登记单位，或更正单位名称。"
            yield Finding(code="no_unit", message=message, field=UNIT)

    def keys(self, row: Row) -> Sequence[Hashable]:
        """The unit and the period."""
        return [(row["enterprise"], row["period"])]

    def sentence(self, lines: Sequence[FlatLine]) -> str:
        """In a few words how many, and how many of them filled it in."""
        sums = self.sums(lines)
        return f"{sums['units']:,} 家，已填报 {sums['filled']:,} 家"

    def sums(self, lines: Sequence[FlatLine]) -> dict[str, Any]:
        """How many, and how many of them filled it in."""
        return {"units": len(lines), "filled": sum(one.values["filled_on"] is not None for one in lines)}
