"""Rosters of an activity taken in: read, looked at against the files and the recipients there are, entered."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

from sqlite_utils import Database

from desktop.aid.activity import Activity, Visit
from desktop.aid.visit_checks import ON_FILE_KIND, OTHER, Known, check_goods, check_visit, value_of
from desktop.base.calendar import today
from desktop.base.changes import Change, Progress, silent
from desktop.base.errors import ForbiddenError, WorkbookError
from desktop.base.fields import Value, field_of
from desktop.base.findings import Finding, doubt
from desktop.base.money import short_yuan
from desktop.base.text import squeeze
from desktop.cases.household import State
from desktop.exchange.flat import FlatDraft, take_in_flat
from desktop.exchange.flat_kinds import FlatKind, find_flat, lacking_columns
from desktop.exchange.flat_plan import FlatLine, FlatPlan, settle
from desktop.exchange.headings import Table, every_table
from desktop.exchange.intake import undisturbed
from desktop.exchange.planning import Existing, Verdict
from desktop.exchange.reading import read_workbook
from desktop.office.acquaintance import completed, known_of
from desktop.office.flat_intake import give_back, remember, sources, tables_of
from desktop.office.recipients import NOUNS, PAID
from desktop.office.standing import Standing
from desktop.store import activities, journal, visits
from desktop.store.faults import translated

ROSTER = FlatKind(
    noun="visits",
    record=Visit,
    needed=("name",),
    either=(("cash", "goods", "goods_value"),),
    unique=("resident_id",),
    remarks="note",
)
"""A line of a roster is a recipient."""

_STEP = 200
_NOTHING = Change(operation=0, label="没有需要写入的内容", nouns=frozenset(), count=0)


class KindSum(NamedTuple):
    """How many lines of a roster are of a kind, and what they get together, fen."""

    kind: str
    number: int
    value: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterLook:
    """What entering a roster would do.

    Attributes:
        drafts: its lines as they were read.
        passed: rows that hold something but were passed over: sums, notes, signatures.
        existing: what to do with recipients whom the activity has already.
    """

    path: Path
    activity: Activity
    tables: tuple[Table, ...]
    drafts: tuple[FlatDraft, ...]
    passed: tuple[Any, ...]
    findings: tuple[Finding, ...]
    existing: Existing
    plan: FlatPlan

    @property
    def good(self) -> tuple[FlatLine, ...]:
        """The lines that aren't refused."""
        return tuple(one for one in self.plan.lines if one.verdict is not Verdict.REFUSED)

    @property
    def value(self) -> int:
        """What they get together, fen."""
        return sum(value_of(one.values) for one in self.good)

    @property
    def filed(self) -> int:
        """How many of them stand in a file that is on file."""
        return sum(one.whose.startswith(State.ON_FILE) for one in self.good)

    @property
    def kinds(self) -> tuple[KindSum, ...]:
        """How many of each kind there are, and what they get, the most first."""
        numbers = Counter(str(one.values["kind"]) for one in self.good)
        values: Counter[str] = Counter()
        for one in self.good:
            values[str(one.values["kind"])] += value_of(one.values)
        return tuple(KindSum(kind, number, values[kind]) for kind, number in numbers.most_common())

    @property
    def sentence(self) -> str:
        """In a few words whom it reaches and with what: 95 人，在档 16 人，共 89,000 元."""
        return f"{len(self.good):,} 人，在档 {self.filed:,} 人，共 {short_yuan(self.value)} 元"

    def to_json(self) -> dict[str, Any]:
        """The counts, sums and findings as the command line prints them."""
        kinds = {one.kind: one.number for one in self.kinds}
        return {
            "recipients": len(self.good),
            "fen": self.value,
            "filed": self.filed,
            "kinds": kinds,
            **self.plan.to_json(),
        }


class Rosters:
    """Doors for taking in rosters."""

    def __init__(self, db: Database, standing: Standing) -> None:
        self._db = db
        self._standing = standing

    def tables(self, path: Path) -> tuple[Table, ...]:
        """The tables of a roster, with the meanings remembered from rosters of the same source."""
        return tables_of(self._db, path, ROSTER)

    def recognises(self, path: Path) -> bool:
        """Whether a workbook is a roster: it tells who gets what, and as a ledger of files less is understood of it."""
        try:
            book = read_workbook(path)
            rosters = [one for one in find_flat(book, ROSTER) if not lacking_columns(one, ROSTER)]
        except WorkbookError:
            return False
        ledgers = {one.sheet.name: _taken(one) for one in every_table(book)}
        return any(_taken(one) > ledgers.get(one.sheet.name, 0) for one in rosters)

    def sources(self) -> frozenset[str]:
        """The sources of which meanings are remembered."""
        return sources(self._db)

    @undisturbed()
    def review(
        self,
        path: Path,
        activity: int,
        existing: Existing = Existing.FILL,
        *,
        tables: Sequence[Table] | None = None,
        progress: Progress = silent,
    ) -> RosterLook:
        """What entering the roster would do; with ``tables``, by the meanings that the clerk gave their columns."""
        with translated():
            whole = activities.get(self._db, activity)
        found = tuple(self.tables(path) if tables is None else tables)
        taken = take_in_flat(found, ROSTER, self._standing.on(whole.begins).codes, progress=progress)
        look = RosterLook(
            path=path,
            activity=whole,
            tables=taken.tables,
            drafts=taken.drafts,
            passed=taken.passed,
            findings=taken.findings,
            existing=existing,
            plan=FlatPlan(()),
        )
        return self.again(look)

    @undisturbed()
    def again(self, look: RosterLook, existing: Existing | None = None) -> RosterLook:
        """The same roster against the office as it is now, perhaps with another choice."""
        chosen = existing or look.existing
        with translated():
            whole = activities.get(self._db, look.activity.id)
            plan = FlatPlan(tuple(self._lines(whole, look.drafts, chosen)), look.findings)
        return replace(look, activity=whole, existing=chosen, plan=plan)

    def _lines(self, activity: Activity, drafts: Sequence[FlatDraft], existing: Existing) -> list[FlatLine]:
        prices = {one.name: one.price for one in activities.items(self._db, activity.id)}
        rows = [completed(draft.values, prices) for draft in drafts]
        pairs = _matched(rows, visits.of(self._db, activity.id))
        known = known_of(self._db, activity, rows, [one for one in pairs if one])
        return [
            self._line(activity, draft, row, about, before, existing, prices)
            for draft, row, about, before in zip(drafts, rows, known, pairs, strict=True)
        ]

    def _line(  # noqa: PLR0917  (bound one after the other)
        self,
        activity: Activity,
        draft: FlatDraft,
        row: dict[str, Value],
        known: Known,
        before: Visit | None,
        existing: Existing,
        prices: Mapping[str, int],
    ) -> FlatLine:
        row["household"] = known.file
        draft = draft.found(*_kind(row, known))
        seen = check_visit(row, activity, self._standing.on(activity.begins), known, today=today())
        told = {(one.code, one.field) for one in draft.findings} | {("missing", one.field) for one in draft.findings}
        goods = check_goods(str(row["goods"] or ""), prices, refuses_=False)
        draft = draft.found(*(one for one in (*seen, *goods) if (one.code, one.field) not in told))
        whose = "" if known.state is None else f"{known.state}：{known.head}家庭"
        if before is None:
            verdict = Verdict.REFUSED if draft.refused else Verdict.NEW
            return FlatLine(verdict=verdict, draft=draft, values=row, whose=whose)
        return _changed(draft, row, before, existing, whose)

    @undisturbed()
    def enter(self, look: RosterLook, progress: Progress = silent) -> Change:
        """Enter what the roster says, as one operation, against the office as it is at this moment."""
        current = self.again(look)
        if current.activity.closed_on is not None:
            raise ForbiddenError(f"“{current.activity.name}”已结束，没有导入；确要导入，请先重新开启活动。")
        new, changed = current.plan.of(Verdict.NEW), current.plan.of(Verdict.CHANGED)
        if not new and not changed:
            return _NOTHING
        label = f"导入慰问花名册：{look.path.name}（新增 {len(new)} 人，更新 {len(changed)} 人）"
        with translated(), journal.operation(self._db, label, *NOUNS) as operation:
            for start in range(0, len(new), _STEP):
                progress(start, len(new) + len(changed))
                visits.insert(self._db, current.activity.id, (one.values for one in new[start : start + _STEP]))
            for done, line in enumerate(changed, len(new)):
                progress(done, len(new) + len(changed))
                self._update(current.activity.id, line)
            remember(self._db, look.tables)
            operation.count = len(new) + len(changed)
        return journal.done(operation, current.activity.id)

    def _update(self, activity: int, line: FlatLine) -> None:
        if line.record is not None:
            values: dict[str, Value] = {one.field: one.after for one in line.changes}
            if "resident_id" in values:
                values["claim"] = visits.claim(activity, line.record, values["resident_id"])
            visits.update(self._db, line.record, values)

    def write_refused(self, look: RosterLook, path: Path) -> Change:
        """Give the refused lines back as a copy of the clerk's own sheet, with the reasons."""
        return give_back(self._db, look.path, look.tables, look.plan, path)


def _taken(table: Table) -> int:
    """How many columns are taken in."""
    return sum(target is not None for target in table.mapping.targets)


def _matched(rows: Sequence[Mapping[str, Value]], there: Sequence[Visit]) -> list[Visit | None]:
    """The recipient that each line is about: of the same ID, or of the same name and unit where neither has one."""
    by_id = {one.resident_id: one for one in there if one.resident_id}
    free: dict[tuple[str, str], list[Visit]] = {}
    for one in there:
        if not one.resident_id:
            free.setdefault(_called(one.name, one.unit), []).append(one)
    found: list[Visit | None] = []
    for row in rows:
        if row["resident_id"]:
            found.append(by_id.pop(str(row["resident_id"]), None))
        else:
            same = free.get(_called(row["name"], row["unit"]), [])
            found.append(same.pop(0) if same else None)
    return found


def _called(name: Value, unit: Value) -> tuple[str, str]:
    return squeeze(str(name or "")), squeeze(str(unit or ""))


def _kind(row: dict[str, Value], known: Known) -> tuple[Finding, ...]:
    """Sets the kind of a recipient of whom the roster says none that is known."""
    if row["kind"] == ON_FILE_KIND and known.state is None and row["resident_id"]:
        return (doubt("visit_not_filed", f"类别是“{ON_FILE_KIND}”，但困难职工档案里没有此人，请核对。").about("kind"),)
    if row["kind"]:
        return ()
    row["kind"] = ON_FILE_KIND if known.state is State.ON_FILE else OTHER
    return (doubt("visit_no_kind", f"没有登记的人员类别，按“{row['kind']}”登记，请核对。").about("kind"),)


def _changed(draft: FlatDraft, row: Mapping[str, Value], before: Visit, existing: Existing, whose: str) -> FlatLine:
    """The line of a recipient whom the activity has; what a batch took over isn't changed."""
    now = {name: getattr(before, name) for name in row}
    changes, kept = settle(row, now, existing)
    fixed = [field_of(Visit, one.field).label for one in changes if one.field in PAID]
    if before.batch is not None and fixed:
        message = f"已列入批次（{before.batch_state}），{'、'.join(fixed)}不能再改，请先在批次里列为不发。"
        draft = draft.found(Finding(code="visit_in_batch", message=message, field="name"))
    verdict = Verdict.REFUSED if draft.refused else Verdict.CHANGED if changes else Verdict.SAME
    return FlatLine(verdict=verdict, draft=draft, values=row, record=before.id, changes=changes, kept=kept, whose=whose)
