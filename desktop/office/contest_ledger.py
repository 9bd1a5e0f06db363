"""Ledgers of skill contests taken in."""

from collections.abc import Hashable, Iterator, Sequence
from typing import Any, ClassVar

from desktop.base.findings import Finding, doubt
from desktop.base.text import squeeze
from desktop.exchange.flat import FlatDraft
from desktop.exchange.flat_plan import FlatLine
from desktop.exchange.lenient import with_remarks
from desktop.office.ledger_looks import Basis
from desktop.office.register_ledger import UNIT, RegisterLedger, Row
from desktop.pilots.talent import Contest

_RAISED = (("intermediate", "中级"), ("senior", "高级"), ("technician", "技师及以上"))


class ContestLedger(RegisterLedger):
    """Plans and writes such lines."""

    record: ClassVar[type] = Contest

    def complete(self, row: Row, draft: FlatDraft, basis: Basis) -> Iterator[Finding]:
        """A contest of which no day is told was on the day of the ledger."""
        if row["day"] is None and not any(one.field == "day" and one.refuses for one in draft.findings):
            row["day"] = basis.day
            yield doubt("no_day", f"没有写日期，按台账日期 {basis.day} 登记，请核对。").about("day")

    def stranger(self, row: Row) -> Iterator[Finding]:
        """A unit that is no pilot is kept as the organiser, else in the note."""
        if row[UNIT] and row["organiser"] and squeeze(row[UNIT]) != squeeze(row["organiser"]):
            row["note"] = with_remarks(row["note"], [f"单位：{row[UNIT]}"])
        if row[UNIT]:
            yield doubt("no_pilot", f"“{row[UNIT]}”不是试点单位，按区里的竞赛登记，请核对。").about(UNIT)
            row["organiser"] = row["organiser"] or row[UNIT]
        row[UNIT] = None

    def keys(self, row: Row) -> Sequence[Hashable]:
        """The name, the day and whose it is."""
        return [(squeeze(str(row["name"])), row["day"], row["enterprise"])]

    def sentence(self, lines: Sequence[FlatLine]) -> str:
        """In a few words how many contests, and whom they raised: 2 次竞赛，晋升 77 人：中级 46、高级 31."""
        sums = self.sums(lines)
        raised = "、".join(f"{word} {sums[name]:,}" for name, word in _RAISED if sums[name])
        return f"{sums['contests']:,} 次竞赛，晋升 {sums['raised']:,} 人" + (f"：{raised}" if raised else "")

    def sums(self, lines: Sequence[FlatLine]) -> dict[str, Any]:
        """How many contests, and how many they raised to which grade."""
        raised = {name: sum(one.values[name] or 0 for one in lines) for name, _ in _RAISED}  # type: ignore[misc]
        return {"contests": len(lines), "raised": sum(raised.values()), **raised}
