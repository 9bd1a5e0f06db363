"""What a column of a sheet about pilots holds, by the word of its layout.

``enterprise.…``, ``assessment.…``, ``incentive.…``, ``studio.…``, ``contest.…``, ``task.…``, ``report.…`` and
``filling.…`` are fields of those records. ``paper.<kind>.…`` is what became of a paper that pilots file. A plain word
is worked out by the sheet itself; of a word with a column for each label of a list the sheet keeps ``word/label``.
"""

from collections.abc import Mapping

from desktop.base.fields import Kind, Value, fields_of
from desktop.exchange.sheet_layouts import Entry, Layout
from desktop.pilots.assessment import Assessment
from desktop.pilots.enterprise import Enterprise
from desktop.pilots.fronts import Progress, Task
from desktop.pilots.incentive import Incentive
from desktop.pilots.monitoring import Filling
from desktop.pilots.talent import Contest, Studio

Line = Mapping[str, Value]
"""The cells of one line, by the words of its layout."""

_RECORDS: Mapping[str, type] = {
    "enterprise": Enterprise,
    "assessment": Assessment,
    "incentive": Incentive,
    "studio": Studio,
    "contest": Contest,
    "task": Task,
    "report": Progress,
    "filling": Filling,
}
_PAPER = {"no": Kind.TEXT, "day": Kind.DATE, "tick": Kind.TEXT}
_COUNTS = frozenset(
    {"number", "place", "units", "calls", "mode", "problems", "solved", "satisfied", "reminders", "people"}
    | {"grade_people", "high_skilled", "craftsmen", "raised"}
)
_DATES = frozenset({"reached_on", "called_on", "due"})
_POINTS = frozenset({"front_points"})


def kind_of(of: str) -> Kind:
    """The kind of what a layout's word means; ``KeyError`` for a field that there isn't."""
    whose, _, name = of.partition(".")
    if whose == "paper":
        return _PAPER[name.rpartition(".")[2]]
    if whose in _RECORDS:
        return {one.name: one.kind for one in fields_of(_RECORDS[whose])}[name]
    return Kind.COUNT if of in _COUNTS else Kind.DATE if of in _DATES else Kind.POINTS if of in _POINTS else Kind.TEXT


def told(whose: str, record: object) -> dict[str, Value]:
    """The fields of a record by the words of a layout; nothing where there is no record."""
    names = [one.name for one in fields_of(_RECORDS[whose])]
    return {f"{whose}.{name}": getattr(record, name) for name in names} if record else {}


def word(entry: Entry) -> str:
    """By which word a line keeps what a column holds."""
    return f"{entry.of}/{entry.label}" if entry.label else entry.of


def row(layout: Layout, line: Line) -> tuple[Value, ...]:
    """The cells of a line in the order of the columns; empty where it says nothing."""
    return tuple(line.get(word(entry)) for entry in layout.entries)
