"""Flat ledgers: sheets in which one line is one record of any type with described fields.

``flat_kinds.FlatKind`` says what the lines are; ``flat_kinds.find_flat`` finds the tables, whose columns the clerk may
change (``Table.mapped``, kept by ``Mapping.to_json``); ``take_in_flat`` reads them into drafts. Whether a draft agrees
with what the office has is for the caller to check: what that finds is added by ``FlatDraft.found``; refused lines
go back to the clerk by ``refused_rows.write_refused_drafts``.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from desktop.base.changes import Progress, silent
from desktop.base.codes import Codes
from desktop.base.errors import WorkbookError
from desktop.base.fields import Value, Values
from desktop.base.findings import Finding, Place, refuses
from desktop.exchange.cells import CellReader
from desktop.exchange.flat_columns import heads_in_units, merged_cells, told_twice
from desktop.exchange.flat_kinds import FlatKind, find_flat, lacking_columns, without
from desktop.exchange.flat_lines import flat_lines
from desktop.exchange.headings import Table
from desktop.exchange.lenient import LENIENT, Kept, with_remarks
from desktop.exchange.mapping import Mapping as Columns
from desktop.exchange.mapping import Target
from desktop.exchange.places import Key, Places
from desktop.exchange.reading import Cell, Workbook
from desktop.exchange.totals import check_totals

_STEP = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class FlatDraft:
    """One line.

    Attributes:
        values: by field, normalised; None where the cell is empty or can't be read. Fields without a column aren't in.
        findings: what was found, each placed.
        places: where the values stand, by ``(None, field)``; ``(None, "")`` is the row.
        remarks: words that no code list knows; they stand in the field of remarks too.
        unread: by field, what stands in cells that are refused, as it stands there.
    """

    values: Values
    findings: tuple[Finding, ...] = ()
    places: Mapping[Key, Place]
    remarks: tuple[str, ...] = ()
    unread: Mapping[str, str] = field(default_factory=dict)

    @property
    def refused(self) -> bool:
        """Whether it can't be entered."""
        return refuses(self.findings)

    @property
    def place(self) -> Place:
        """The row."""
        return self.places[None, ""]

    def found(self, *findings: Finding) -> "FlatDraft":
        """The same with further findings, each placed where its field stands, else at the row."""
        placed = tuple(one.at(self.places.get((None, one.field)) or self.place) for one in findings)
        return replace(self, findings=self.findings + placed)


@dataclass(frozen=True, slots=True, kw_only=True)
class FlatIntake:
    """What a workbook says.

    Attributes:
        tables: those that were read, with the meaning of their columns; ``Table.unmapped`` names those nobody
            understood, ``Table.above`` what stands over the headings.
        drafts: lines in the order of the sheets.
        passed: rows that hold something but were passed over: sums, notes, signatures.
        findings: what there is to say of the workbook as a whole: sheets passed over, sums that don't agree.
    """

    kind: FlatKind
    tables: tuple[Table, ...]
    drafts: tuple[FlatDraft, ...]
    passed: tuple[Place, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def refused(self) -> tuple[FlatDraft, ...]:
        """The lines that can't be entered."""
        return tuple(one for one in self.drafts if one.refused)

    @property
    def good(self) -> tuple[FlatDraft, ...]:
        """The lines that can."""
        return tuple(one for one in self.drafts if not one.refused)

    @property
    def all_findings(self) -> tuple[Finding, ...]:
        """Those of the lines, then those of the workbook."""
        return (*(found for draft in self.drafts for found in draft.findings), *self.findings)


def take_in_flat(
    source: Workbook | Iterable[Table],
    kind: FlatKind,
    codes: Codes,
    *,
    saved: Mapping[str, Columns] | None = None,
    progress: Progress = silent,
) -> FlatIntake:
    """All lines of a workbook, or of tables whose columns the clerk has seen, each read and looked at with the others.

    ``WorkbookError`` where no table has the columns that the kind needs.
    """
    tables = find_flat(source, kind, saved) if isinstance(source, Workbook) else tuple(source)
    for table in tables:
        if lacking := lacking_columns(table, kind):
            raise WorkbookError(f"工作表“{table.sheet.name}”{without(lacking)}{kind.cure}")
    drafts: list[FlatDraft] = []
    passed: list[Place] = []
    findings = list(dict.fromkeys(finding for table in tables for finding in table.passed))
    for table in tables:
        lines, others = flat_lines(table, kind.telling, kind.words)
        drafts += _read(table, lines, kind, codes, progress)
        passed += (Place(table.sheet.name, index + 1) for index in others)
        findings += (*told_twice(table, kind), *heads_in_units(table, kind), *check_totals(table, lines, others))
    progress(len(drafts), len(drafts))
    return FlatIntake(
        kind=kind,
        tables=tables,
        drafts=tuple(_told_once(drafts, kind)),
        passed=tuple(passed),
        findings=tuple(findings),
    )


def _read(table: Table, lines: Sequence[int], kind: FlatKind, codes: Codes, progress: Progress) -> Iterator[FlatDraft]:
    reader = _Reader(table, kind, codes)
    for count, index in enumerate(lines, 1):
        yield reader.draft(index)
        if count % _STEP == 0:
            progress(count, len(lines))


class _Reader:
    """Reads the lines of one table; what the columns hold is worked out once."""

    def __init__(self, table: Table, kind: FlatKind, codes: Codes) -> None:
        self._table, self._kind = table, kind
        self._merged = merged_cells(table, kind)
        self._columns = [
            (column, one.field, self._cells(column, one, codes).read)
            for column, one in enumerate(table.mapping.targets)
            if one and not kind.field(one.field).computed
        ]

    def _cells(self, column: int, target: Target, codes: Codes) -> CellReader:
        kind, field = self._kind, self._kind.field(target.field)
        can_lack = field.kind in LENIENT or field.name in kind.spare
        lenient = bool(kind.remarks) and can_lack and field.name not in kind.needed
        keeps = kind.label(kind.remarks) if lenient else None
        return CellReader(field, codes, self._table.mapping.factor(column), lenient=lenient, keeps=keeps)

    def draft(self, index: int) -> FlatDraft:
        row = self._table.sheet.rows[index]
        if index in self._merged:
            row = [self._merged[index].get(column, cell) for column, cell in enumerate(row)]
        found: list[Finding] = []
        values = dict(self._values(row, found))
        remarks = self._remark(values, found)
        found += self._missing(values, found)
        unread = self._unread(row, values)
        empty = FlatDraft(values=values, places=Places(self._table, (index,), ()), remarks=remarks, unread=unread)
        return empty.found(*found) if found else empty

    def _values(self, row: Sequence[Cell], found: list[Finding]) -> Iterator[tuple[str, Value]]:
        for column, name, read in self._columns:
            value, findings = read(row[column]) if row[column] != "" else (None, ())
            found += (one.about(name) for one in findings)
            yield name, value

    def _unread(self, row: Sequence[Cell], values: Values) -> dict[str, str]:
        cells = ((name, str(row[column]).strip()) for column, name, _ in self._columns if values.get(name) is None)
        return {name: text for name, text in cells if text}

    def _remark(self, values: dict[str, Value], found: list[Finding]) -> tuple[str, ...]:
        """The words that no list knows, which are put into the field of remarks too."""
        told = (f"{one.label}：{one.words}" for one in found if isinstance(one, Kept) and one.words)
        remarks = tuple(dict.fromkeys(told))
        if remarks:
            field = self._kind.field(self._kind.remarks)
            text = values[field.name] = with_remarks(values.get(field.name), remarks)
            if len(text) > field.limit:
                message = f"{field.label}加上没有登记的原文超过 {field.limit} 个字，请缩短。"
                found.append(Finding(code="too_long", message=message, field=field.name))
        return remarks

    def _missing(self, values: Values, found: Sequence[Finding]) -> Iterator[Finding]:
        """A refusal for each need without a value, but for what is refused already because it can't be read."""
        refused = {one.field for one in found if one.refuses}
        needed = ((name,) for name in self._kind.needed if name not in self._kind.blank)
        either = (group for group in self._kind.either if not set(group) <= set(self._kind.blank))
        for group in (*needed, *either):
            if not refused.intersection(group) and all(values.get(name) is None for name in group):
                message = f"缺少{self._kind.label(*group)}，请补填。"
                name = next((one for one in group if one in values), group[0])
                yield Finding(code="missing", message=message, field=name)


def _told_once(drafts: Sequence[FlatDraft], kind: FlatKind) -> Iterator[FlatDraft]:
    """The drafts, refused where an earlier one says the same of what must be told once."""
    first: dict[tuple[str, Value], FlatDraft] = {}
    for draft in drafts:
        again = [
            _again(kind, name, draft, earlier)
            for name in kind.unique
            if draft.values.get(name) is not None
            and (earlier := first.setdefault((name, draft.values[name]), draft)) is not draft
        ]
        yield draft.found(*again) if again else draft


def _again(kind: FlatKind, name: str, draft: FlatDraft, earlier: FlatDraft) -> Finding:
    here, there = draft.place, earlier.place
    where = f"第 {there.row} 行" if here.sheet == there.sheet else f"工作表“{there.sheet}”第 {there.row} 行"
    message = f"{kind.label(name)}与{where}相同，请删去多余的一行或更正。"
    return Finding(code="duplicate_in_file", message=message, field=name)
