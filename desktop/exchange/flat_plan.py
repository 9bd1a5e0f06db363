"""What entering the lines of a flat ledger would do to the office file, shown before anything is written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from desktop.base.fields import Value, Values
from desktop.base.findings import Finding
from desktop.exchange.flat import FlatDraft
from desktop.exchange.planning import Existing, FieldChange, Verdict, as_data


@dataclass(frozen=True, slots=True, kw_only=True)
class FlatLine:
    """What becomes of one line.

    Attributes:
        draft: the line with all that was found of it.
        values: what would be entered: the line's values with what follows from them.
        record: number of what the office has already; None where it has nothing of the kind.
        changes: what entering changes in it; ``kept`` where the line says otherwise but the office's value stays.
        whose: what the office knows of the person, such as 在档.
    """

    verdict: Verdict
    draft: FlatDraft
    values: Mapping[str, Value]
    record: int | None = None
    changes: tuple[FieldChange, ...] = ()
    kept: tuple[FieldChange, ...] = ()
    whose: str = ""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was found of the line."""
        return self.draft.findings


@dataclass(frozen=True, slots=True)
class FlatPlan:
    """What becomes of all lines, in their order; ``whole`` is what there is to say of the workbook."""

    lines: tuple[FlatLine, ...]
    whole: tuple[Finding, ...] = ()

    def count(self, verdict: Verdict) -> int:
        """How many lines have this verdict."""
        return sum(line.verdict is verdict for line in self.lines)

    def of(self, verdict: Verdict) -> tuple[FlatLine, ...]:
        """The lines with this verdict."""
        return tuple(line for line in self.lines if line.verdict is verdict)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Those of the whole, then all others in the order of the lines."""
        return (*self.whole, *(finding for line in self.lines for finding in line.findings))

    def to_json(self) -> dict[str, Any]:
        """The counts and findings as the command line prints them, for ``json.dumps``."""
        counts = {str(verdict): self.count(verdict) for verdict in Verdict}
        return counts | {"findings": [as_data(one) for one in self.findings]}


def settle(line: Values, now: Values, existing: Existing) -> tuple[tuple[FieldChange, ...], tuple[FieldChange, ...]]:
    """What a line changes in what the office has, and what stays though it says otherwise; a blank changes nothing.

    >>> [one.field for one in settle({"phone": "1", "unit": "甲"}, {"phone": "", "unit": "乙"}, Existing.FILL)[0]]
    ['phone']
    """
    found = list(_differing(line, now))
    changes = tuple(one for one in found if _takes(one, existing))
    return changes, tuple(one for one in found if one not in changes)


def _differing(line: Values, now: Values) -> Iterator[FieldChange]:
    for name, after in line.items():
        if (after is False or after not in {None, "", 0}) and now.get(name) != after:
            yield FieldChange(name, None, now.get(name), after)


def _takes(change: FieldChange, existing: Existing) -> bool:
    return existing is Existing.UPDATE or (existing is Existing.FILL and change.before in {None, "", 0})
