"""Ledgers of pilots taken in: recognised, read, looked at against the office, entered."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from sqlite_utils import Database

from desktop.base.calendar import today
from desktop.base.changes import Change, Progress, silent
from desktop.base.errors import ForbiddenError, WorkbookError
from desktop.exchange.flat import take_in_flat
from desktop.exchange.flat_kinds import FlatKind, find_flat, lacking_columns
from desktop.exchange.headings import Table, every_table
from desktop.exchange.intake import undisturbed
from desktop.exchange.planning import Existing, Verdict
from desktop.exchange.reading import Workbook, read_workbook
from desktop.office.flat_intake import give_back, remember, sources, tables_of
from desktop.office.ledger_kinds import CALLED, LedgerKind, flat_kind
from desktop.office.ledger_looks import Basis, LedgerLook, Planned, Room
from desktop.office.ledger_rooms import room_of
from desktop.office.past_payments import PAST
from desktop.office.registers import NOTHING
from desktop.office.rosters import ROSTER
from desktop.office.standing import Standing
from desktop.pilots.periods import period_of, read_period
from desktop.policy.pilot_standards import Period
from desktop.store import journal
from desktop.store.faults import translated

_LEVELS = "pilot_level"
_OURS = "区"
"""Whose pilots a district's are, in a word that the list of levels knows."""

_DAY = re.compile(r"([12]\d{3})[年.\-/](\d{1,2})[月.\-/](\d{1,2})日?")
_PERIOD = re.compile(r"[12]\d{3}年?(?:第?[1-4一二三四]季度|(?:1[0-2]|0?[1-9])月)")


class PilotLedgers:
    """Doors for taking in ledgers of units, skilled workers, studios, contests and monitoring."""

    def __init__(self, db: Database, standing: Standing) -> None:
        self._db = db
        self._standing = standing

    def kind(self, which: LedgerKind) -> FlatKind:
        """What the lines of such a ledger are."""
        return flat_kind(which, self._standing.on())

    def kind_of(self, path: Path) -> LedgerKind | None:
        """Which ledger of pilots a workbook is; None where more of it is understood as one of people.

        ``WorkbookError`` where it can't be read.
        """
        return self._kind_of(read_workbook(path))

    def tables(self, path: Path, which: LedgerKind) -> tuple[Table, ...]:
        """The tables of a ledger, with the meanings remembered from ledgers of the same source.

        ``ForbiddenError`` where it is a ledger of another kind, and says where that belongs.
        """
        book = read_workbook(path)
        found = self._kind_of(book)
        if found is not None and found is not which:
            message = f"“{path.name}”是{CALLED[found].title}，不是{CALLED[which].title}，没有读入；"
            raise ForbiddenError(f"{message}请在“产改试点”里从{CALLED[found].title}的导入打开。")
        if found is None and _of_people(book) > self._understood(book, which):
            message = f"“{path.name}”像是困难职工台账或人员名单，不是{CALLED[which].title}，没有读入；"
            raise ForbiddenError(f"{message}困难职工台账请在“困难职工”里导入，慰问花名册请在“走访慰问”的活动里导入。")
        return tables_of(self._db, path, self.kind(which))

    def sources(self) -> frozenset[str]:
        """The sources of which meanings are remembered."""
        return sources(self._db)

    def proposed(self, tables: Sequence[Table]) -> Basis:
        """What is proposed for a whole ledger: the day and the period that stand over its headings, else today's."""
        above = " ".join(text for table in tables for text in table.above)
        day = _day_in(above) or today()
        known = self._standing.on().codes.get(_LEVELS)
        ours = (known.canonical(_OURS) or known.labels[0]) if known else _OURS
        level = next((one for one in known.labels if one in above), ours) if known else ours
        said = _PERIOD.search(above)
        pilot = self._standing.on().pilot
        every = Period(pilot.monitoring) if pilot else Period.QUARTER
        return Basis(day, level, (said and read_period(said[0])) or period_of(day, every))

    @undisturbed()
    def review(
        self,
        path: Path,
        which: LedgerKind,
        existing: Existing = Existing.FILL,
        basis: Basis | None = None,
        *,
        tables: Sequence[Table] | None = None,
        progress: Progress = silent,
    ) -> LedgerLook:
        """What entering the ledger would do; with ``tables``, by the meanings that the clerk gave their columns."""
        found = tuple(self.tables(path, which) if tables is None else tables)
        kind = self.kind(which)
        taken = take_in_flat(found, kind, self._standing.on().codes, progress=progress)
        look = LedgerLook(
            which=which,
            kind=kind,
            path=path,
            tables=taken.tables,
            drafts=taken.drafts,
            passed=taken.passed,
            read=taken.findings,
            existing=existing,
            basis=basis or self.proposed(taken.tables),
            levels=self._standing.on().labels(_LEVELS),
            planned=Planned(lines=(), told="", sums={}),
        )
        return self.again(look)

    @undisturbed()
    def again(self, look: LedgerLook, existing: Existing | None = None, basis: Basis | None = None) -> LedgerLook:
        """The same ledger against the office as it is now, perhaps with other choices."""
        chosen, said = existing or look.existing, basis or look.basis
        if said.day > today():
            raise ForbiddenError(f"台账日期 {said.day} 在今天之后，请改正。")
        with translated():
            planned = self._room(look.which).plan(look.drafts, look.tables, chosen, said)
        return replace(look, existing=chosen, basis=said, planned=planned)

    @undisturbed()
    def enter(self, look: LedgerLook, progress: Progress = silent) -> Change:
        """Enter what the ledger says, as one operation, against the office as it is at this moment."""
        current = self.again(look)
        count = current.plan.count(Verdict.NEW) + current.plan.count(Verdict.CHANGED)
        if not count:
            return NOTHING
        with translated(), journal.operation(self._db, current.label, *CALLED[look.which].nouns) as operation:
            self._room(look.which).write(current.planned, current.basis, progress)
            remember(self._db, look.tables)
            operation.count = count
        return journal.done(operation)

    def write_refused(self, look: LedgerLook, path: Path) -> Change:
        """Give the refused lines back as a copy of the clerk's own sheet, with the reasons."""
        return give_back(self._db, look.path, look.tables, look.plan, path)

    def _room(self, which: LedgerKind) -> Room:
        return room_of(which, self._db, self._standing)

    def _kind_of(self, book: Workbook) -> LedgerKind | None:
        understood = {which: self._understood(book, which) for which in LedgerKind}
        best = max(understood, key=understood.__getitem__)
        return best if understood[best] > max(0, _of_people(book)) else None

    def _understood(self, book: Workbook, which: LedgerKind) -> int:
        return _understood(book, self.kind(which))


def _understood(book: Workbook, kind: FlatKind) -> int:
    """How many columns of the best table that has what the kind needs are understood."""
    try:
        tables = find_flat(book, kind)
    except WorkbookError:
        return 0
    return max((_taken(one) for one in tables if not lacking_columns(one, kind)), default=0)


def _of_people(book: Workbook) -> int:
    """The same as a ledger of files, a roster of visits or a list of what was paid."""
    try:
        files = max((_taken(one) for one in every_table(book) if one.mapping.complete), default=0)
    except WorkbookError:
        files = 0
    return max(files, _understood(book, ROSTER), _understood(book, PAST))


def _taken(table: Table) -> int:
    return sum(target is not None for target in table.mapping.targets)


def _day_in(text: str) -> dt.date | None:
    """The day that stands in a text, such as 截至2022年12月31日; none that is still to come."""
    found = _DAY.search(text)
    try:
        day = dt.date(*(int(part) for part in found.groups())) if found else None
    except ValueError:
        return None
    return day if day and day <= today() else None
