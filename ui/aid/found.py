"""What was found in somebody's file, as notes with their places."""

from collections.abc import Iterable

from desktop.base.findings import Finding
from ui.aid.facts import gathered
from ui.widgets.notes import Note

_MOST = 6


def told(findings: Iterable[Finding]) -> list[Note]:
    """The findings as notes, what refuses first; of many the first few and their number."""
    found = gathered(findings)
    notes = [Note(f"{_place(one.finding)}{one.finding.message}", bad=one.finding.refuses) for one in found[:_MOST]]
    rest = len(found) - _MOST
    return [*notes, Note(f"……还有 {rest} 处。", bad=found[0].finding.refuses)] if rest > 0 else notes


def _place(one: Finding) -> str:
    if not one.place.row:
        return ""
    heading = f"“{one.place.column}”" if one.place.column else ""
    return f"第 {one.place.row} 行{heading}："
