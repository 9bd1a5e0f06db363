"""Taking ledgers in: read, look, enter; nothing is written before the clerk has seen what would be."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sqlite_utils import Database

from desktop.base.changes import Change, Noun, Progress, silent
from desktop.base.fields import Values
from desktop.base.findings import Finding, Place
from desktop.cases.checks import complete
from desktop.cases.household import Household, HouseholdDraft, State
from desktop.cases.income_test import per_head
from desktop.exchange.filed import told_of_state
from desktop.exchange.headings import Table, every_table, find_tables
from desktop.exchange.intake import take_in, undisturbed
from desktop.exchange.mapping import Mapping, mapping_from_json
from desktop.exchange.planning import Existing, Known, Plan, PlanLine, Verdict, file_nos_of, ids_of, plan
from desktop.exchange.reading import read_workbook
from desktop.exchange.refused_rows import write_refused
from desktop.office.sameness import Sameness
from desktop.office.standing import Standing
from desktop.store import households, journal, settings
from desktop.store.faults import translated

_MAPPING = "mapping:"
_STEP = 250  # households between two reports of progress
_NOTHING = Change(operation=0, label="没有需要写入的内容", nouns=frozenset(), count=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What entering a workbook would do.

    Attributes:
        tables: the tables that were found, with the meaning of their columns.
        passed: rows that hold something but were passed over: sums, notes, signatures.
        findings: what there is to say of the workbook as a whole, such as sheets that were passed over.
        existing: what to do with households that the office has already.
        state: what new households are entered as: files that are on file, or new applications.
    """

    path: Path
    tables: tuple[Table, ...]
    drafts: tuple[HouseholdDraft, ...]
    passed: tuple[Place, ...]
    findings: tuple[Finding, ...] = ()
    existing: Existing
    state: State = State.ON_FILE
    plan: Plan


class Intake:
    """Doors for taking workbooks in."""

    def __init__(self, db: Database, standing: Standing) -> None:
        self._db = db
        self._standing = standing
        self._sameness = Sameness(db)

    def tables(self, path: Path) -> tuple[Table, ...]:
        """The tables of a workbook, with the meanings remembered from workbooks of the same source."""
        return find_tables(read_workbook(path), self._remembered())

    def every_table(self, path: Path) -> tuple[Table, ...]:
        """The same with the tables that don't tell names and IDs, so that the clerk sees what would be passed over."""
        return every_table(read_workbook(path), self._remembered())

    def sources(self) -> frozenset[str]:
        """The sources of which meanings are remembered, as in ``Mapping.source``."""
        return frozenset(self._remembered())

    def _remembered(self) -> dict[str, Mapping]:
        with translated():
            kept = settings.named(self._db, _MAPPING)
        return {source: mapping_from_json(text) for source, text in kept.items()}

    @undisturbed()
    def look(
        self,
        path: Path,
        existing: Existing = Existing.FILL,
        *,
        state: State = State.ON_FILE,
        tables: Sequence[Table] | None = None,
        progress: Progress = silent,
    ) -> Look:
        """What entering the workbook would do; with ``tables``, by the meanings that the clerk gave their columns."""
        found = tuple(self.tables(path) if tables is None else tables)
        taken = take_in(found, self._standing.on(), progress)
        return Look(
            path=path,
            tables=found,
            drafts=taken.drafts,
            passed=taken.passed,
            findings=taken.findings,
            existing=existing,
            state=state,
            plan=self._doubted(self._plan(taken.drafts, existing, taken.findings, state)),
        )

    @undisturbed()
    def again(self, look: Look, existing: Existing | None = None, state: State | None = None) -> Look:
        """The same workbook against the office as it is now, perhaps with another choice."""
        chosen, entered_as = existing or look.existing, state or look.state
        return replace(
            look,
            existing=chosen,
            state=entered_as,
            plan=self._doubted(self._plan(look.drafts, chosen, look.findings, entered_as)),
        )

    def _plan(
        self, drafts: Sequence[HouseholdDraft], existing: Existing, whole: tuple[Finding, ...], state: State
    ) -> Plan:
        with translated():
            numbers = households.file_numbers(self._db, file_nos_of(drafts))
        known, closed = self._known(ids_of(drafts)), self._closed(drafts)
        told = [told_of_state(draft, known, closed, state) for draft in drafts]
        return plan(told, known, existing, numbers, whole)

    def _closed(self, drafts: Iterable[HouseholdDraft]) -> dict[str, Household]:
        """The closed files of applicants, by their IDs."""
        asked = [str(draft.persons[0].get("resident_id") or "") for draft in drafts]
        with translated():
            found = households.closed(self._db, asked)
            homes = {home.id: home for home in households.many(self._db, set(found.values()))}
        return {number: homes[file] for number, file in found.items()}

    def _doubted(self, made: Plan) -> Plan:
        """The plan with whom the persons that it adds may be."""
        adding = {at: one for at, one in enumerate(made.lines) if one.verdict in {Verdict.NEW, Verdict.CHANGED}}
        drafts = [(one.draft, one.household.id if one.household else None) for one in adding.values()]
        found = dict(zip(adding, self._sameness.doubts(drafts), strict=True))
        lines = tuple(
            replace(one, findings=(*one.findings, *found[at])) if found.get(at) else one
            for at, one in enumerate(made.lines)
        )
        return replace(made, lines=lines)

    def _known(self, asked: Iterable[str]) -> dict[str, Known]:
        with translated():
            places = households.find_person(self._db, asked)
            homes = {home.id: home for home in households.many(self._db, {spot[0][0] for spot in places.values()})}
        return {number: Known(homes[spot[0][0]], spot[0][1]) for number, spot in places.items()}

    @undisturbed()
    def enter(self, look: Look, progress: Progress = silent) -> Change:
        """Enter what the workbook says, as one operation, against the office as it is at this moment.

        New households get the state that was looked for, others keep theirs. A second click, or a change made since the
        clerk looked, does no harm: what is there already is left out.
        """
        current = self._plan(look.drafts, look.existing, look.findings, look.state)
        new, changed = current.of(Verdict.NEW), current.of(Verdict.CHANGED)
        if not new and not changed:
            return _NOTHING
        what = "导入台账" if look.state is State.ON_FILE else "导入申请"
        label = f"{what}：{look.path.name}（新增 {len(new)} 户，更新 {len(changed)} 户）"
        with translated(), journal.operation(self._db, label, Noun.CASES) as operation:
            for start in range(0, len(new), _STEP):
                progress(start, len(new) + len(changed))
                households.insert(self._db, map(_written, new[start : start + _STEP]), look.state)
            for done, line in enumerate(changed, len(new)):
                progress(done, len(new) + len(changed))
                self._update(line)
            self._remember(look.tables)
            operation.count = len(new) + len(changed)
        return journal.done(operation)

    def _update(self, line: PlanLine) -> None:
        """Write the fields that change; persons beyond those of the household are new members."""
        home = line.household
        if home is None:
            return
        values = {one.field: one.after for one in line.changes if one.person is None}
        people: dict[int, dict[str, object]] = {}
        for one in line.changes:
            if one.person is not None:
                people.setdefault(one.person, {})[one.field] = one.after
        persons = [
            (home.persons[number].id if number < len(home.persons) else None, fields)
            for number, fields in sorted(people.items())
        ]
        income = values.get("yearly_income", home.yearly_income)
        size = values.get("size", home.size)
        if isinstance(income, int) and isinstance(size, int) and size:
            values["per_head"] = per_head(income, size)
        households.update(self._db, home.id, values, persons)  # type: ignore[arg-type]

    def _remember(self, tables: Iterable[Table]) -> None:
        """Keep what the clerk said of the columns, for the next workbook of that source."""
        for table in tables:
            name = _MAPPING + table.mapping.source
            if settings.get(self._db, name) != table.mapping.to_json():
                settings.put(self._db, name, table.mapping.to_json())

    def write_refused(self, look: Look, path: Path) -> Change:
        """Give the refused rows back as a copy of the clerk's own sheet, with the reasons."""
        refused = look.plan.of(Verdict.REFUSED)
        write_refused(look.path, look.tables, refused, path)
        with translated(), journal.operation(self._db, f"退回导入不了的行：{path.name}") as operation:
            operation.count = len(refused)
        return journal.done(operation)


def _written(line: PlanLine) -> tuple[Values, Sequence[Values]]:
    whole = complete(line.draft)
    return whole.values, whole.persons
