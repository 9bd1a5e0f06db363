"""What taking in a ledger of pilots would do: the answer that the review shows and the command line prints."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from desktop.base.changes import Progress
from desktop.base.findings import Finding, Place
from desktop.exchange.flat import FlatDraft
from desktop.exchange.flat_kinds import FlatKind
from desktop.exchange.flat_plan import FlatLine, FlatPlan
from desktop.exchange.headings import Table
from desktop.exchange.planning import Existing, Verdict
from desktop.office.ledger_kinds import CALLED, LedgerKind


class Basis(NamedTuple):
    """What is said once for a whole ledger.

    Attributes:
        day: the day of whatever tells none itself: waves that are made, papers that are ticked.
        level: whose the pilots of the waves are that are made.
        period: the period of lines that tell none.
    """

    day: dt.date
    level: str
    period: str


class NewWave(NamedTuple):
    """A wave that would be made, and how many units it begins with."""

    name: str
    number: int
    units: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """What becomes of the lines.

    Attributes:
        whole: what there is to say of the ledger as a whole.
        told: what the lines come to, in a few words.
        sums: the same as numbers, for the command line.
    """

    lines: tuple[FlatLine, ...]
    told: str
    sums: dict[str, Any]
    waves: tuple[NewWave, ...] = ()
    whole: tuple[Finding, ...] = ()


class Room(Protocol):
    """What knows the lines of one kind of ledger."""

    def plan(self, drafts: Sequence[FlatDraft], tables: Sequence[Table], existing: Existing, basis: Basis) -> Planned:
        """What entering the lines would do to the office as it is now."""

    def write(self, planned: Planned, basis: Basis, progress: Progress) -> None:
        """Within an operation: enter the lines that are new or changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerLook:
    """What entering a ledger would do.

    Attributes:
        kind: what its lines are.
        drafts: its lines as they were read; ``read`` is what was found of the workbook then.
        passed: rows that hold something but were passed over: sums, notes, signatures.
        existing: what to do with what the office has already.
        levels: what the level of a wave may be.
    """

    which: LedgerKind
    kind: FlatKind
    path: Path
    tables: tuple[Table, ...]
    drafts: tuple[FlatDraft, ...]
    passed: tuple[Place, ...]
    read: tuple[Finding, ...]
    existing: Existing
    basis: Basis
    levels: tuple[str, ...]
    planned: Planned

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What there is to say of the workbook as a whole."""
        return (*self.read, *self.planned.whole)

    @property
    def plan(self) -> FlatPlan:
        """What becomes of the lines."""
        return FlatPlan(self.planned.lines, self.findings)

    @property
    def waves(self) -> tuple[NewWave, ...]:
        """The waves that would be made."""
        return self.planned.waves

    @property
    def sentence(self) -> str:
        """In a few words what it is: 30 家，新建 4 个批次，《产改组织机构文件》23 份."""
        return self.planned.told

    @property
    def label(self) -> str:
        """What entering it is called in the journal."""
        called = CALLED[self.which]
        new, changed = self.plan.count(Verdict.NEW), self.plan.count(Verdict.CHANGED)
        parts = f"新增 {new} {called.measure}，更新 {changed} {called.measure}"
        return f"导入{called.title}：{self.path.name}（{parts}）"

    def to_json(self) -> dict[str, Any]:
        """The counts, sums and findings as the command line prints them."""
        waves = [one._asdict() for one in self.waves]
        return {"kind": str(self.which), **self.planned.sums, "waves": waves, **self.plan.to_json()}


def good(lines: Sequence[FlatLine]) -> list[FlatLine]:
    """The lines that aren't refused."""
    return [one for one in lines if one.verdict is not Verdict.REFUSED]


def added(draft: FlatDraft, found: Sequence[Finding]) -> FlatDraft:
    """The draft with what a check found, but for what was said when it was read."""
    told = {(one.code, one.field) for one in draft.findings} | {("missing", one.field) for one in draft.findings}
    return draft.found(*(one for one in found if (one.code, one.field) not in told))
