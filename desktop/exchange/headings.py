"""Finding the headings of a sheet wherever they stand, however deep, and what they mean."""

from collections.abc import Mapping as Keyed
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from desktop.base.errors import WorkbookError
from desktop.base.findings import Finding, Place
from desktop.base.text import tidy
from desktop.exchange.heading_rows import Path, candidates, paths_in, shown
from desktop.exchange.mapping import Mapping, Target
from desktop.exchange.own_columns import with_own_columns
from desktop.exchange.reading import Sheet, Workbook
from desktop.exchange.recognising import work_out
from desktop.exchange.signs import Who, read_heading
from desktop.exchange.units import is_unit, unit_above

_FEWEST = 2

_HIDDEN = "是隐藏的，没有读入；里面若有要导入的内容，请取消隐藏后再导入。"
_NOBODY = "里没有认出姓名列和身份证号列，没有读入；里面若是家庭成员，请加上“户主身份证号”一列后再导入。"


@dataclass(frozen=True, slots=True)
class Table:
    """The part of a sheet that has headings and lines.

    Attributes:
        top: index of the first row of headings.
        body: index of the first row after the headings.
        headings: by column, as the clerk wrote them; under a member's group both words; empty where there is none.
        mapping: what each column holds.
        passed: what there is to say of other sheets of the workbook, which aren't taken in.
    """

    sheet: Sheet
    top: int
    body: int
    headings: tuple[str, ...]
    mapping: Mapping
    passed: tuple[Finding, ...] = ()

    @property
    def unmapped(self) -> tuple[int, ...]:
        """Columns with a heading that nobody understood; the clerk can say what they hold."""
        return tuple(n for n, text in enumerate(self.headings) if text and n not in self.mapping.known)

    @property
    def above(self) -> tuple[str, ...]:
        """What stands over the headings, from the top: titles, the unit, a period."""
        return tuple(tidy(str(cell)) for row in self.sheet.rows[: self.top] for cell in row if cell != "")

    def mapped(self, mapping: Mapping) -> "Table":
        """The same table with the clerk's mapping."""
        return replace(self, mapping=mapping)


class Vocabulary(Protocol):
    """What headings mean in ledgers of one kind: those of households, or flat ones with a line for each record."""

    @property
    def wanted(self) -> str:
        """The headings that a table must have, in words."""

    def understands(self, text: str) -> bool:
        """Whether a cell may be a heading."""

    def work_out(self, paths: Sequence[Path], unit: int | None = None) -> Mapping:
        """What the columns hold; ``unit`` is that of columns without one."""

    def called(self, path: Path) -> str:
        """What a column is called before the clerk."""

    def settled(self, table: Table, paths: Sequence[Path]) -> Table:
        """The table with what only its lines show."""


class _OfHouseholds:
    """The words of hardship files, whose headings say of whom they speak."""

    wanted = "“姓名”和“身份证号”"

    def understands(self, text: str) -> bool:
        return read_heading((text,)) is not None

    def work_out(self, paths: Sequence[Path], unit: int | None = None) -> Mapping:
        return work_out(paths, unit)

    def called(self, path: Path) -> str:
        sign = read_heading(path)
        if sign and sign.who is Who.MEMBER and sign.grouped:
            return "".join(path[-2:]) if read_heading(path[-2:]) == sign else "".join(path)
        return path[-1]

    def settled(self, table: Table, paths: Sequence[Path]) -> Table:
        mapping = with_own_columns(table.mapping, paths, table.sheet.rows[table.body :])
        return _without_running_numbers(table.mapped(mapping))


def find_tables(workbook: Workbook, saved: Keyed[str, Mapping] | None = None) -> tuple[Table, ...]:
    """The tables in which names and IDs were found, one a sheet; mappings saved by source are used where they fit.

    Where no sheet has both, what was found of others comes back incomplete, for the clerk to say the rest. Hidden
    sheets are passed over. ``WorkbookError`` where no sheet has any headings.
    """
    tables = every_table(workbook, saved)
    complete = [table for table in tables if table.mapping.complete]
    doubts = [passed_over(table.sheet, _NOBODY) for table in tables if not table.mapping.complete]
    return tuple(replace(table, passed=(*table.passed, *doubts)) for table in complete) or tables


def every_table(workbook: Workbook, saved: Keyed[str, Mapping] | None = None) -> tuple[Table, ...]:
    """The same with all tables that have headings, whether or not they tell names and IDs."""
    return tables_by(_OfHouseholds(), workbook, saved or {})


def tables_by(words: Vocabulary, workbook: Workbook, saved: Keyed[str, Mapping]) -> tuple[Table, ...]:
    """All tables with headings that such words understand; ``WorkbookError`` where no sheet has any."""
    found = {sheet.name: _find(sheet, words, saved) for sheet in workbook.sheets if not sheet.hidden}
    tables = [table for table in found.values() if table]
    if not tables:
        raise WorkbookError(
            f"“{workbook.path.name}”里没有找到表头，没有读入任何内容；请核对是否选错文件，表头应有{words.wanted}。"
        )
    others = [sheet for sheet in workbook.sheets if any(sheet.rows) and found.get(sheet.name) is None]
    without = f"里没有找到表头，没有读入；里面若有要导入的内容，请补上有{words.wanted}的表头后再导入。"
    passed = tuple(passed_over(sheet, _HIDDEN if sheet.hidden else without) for sheet in others)
    return tuple(replace(table, passed=passed) for table in tables)


def passed_over(sheet: Sheet, why: str) -> Finding:
    """The doubt about a sheet that isn't taken in."""
    message = f"工作表“{sheet.name}”{why}"
    return Finding(code="sheet_passed", message=message, refuses=False, place=Place(sheet.name))


def _find(sheet: Sheet, words: Vocabulary, saved: Keyed[str, Mapping]) -> Table | None:
    """The headings by which the most columns are understood; of equals the shallowest, then the highest."""
    best: tuple[tuple[int, int, int], int, int, list[Path]] | None = None
    for top, depth in candidates(sheet, words.understands):
        paths = paths_in(sheet, top, depth)
        mapping = words.work_out(paths)
        taken = sum(target is not None for target in mapping.targets)
        units = sum(len(path) > 1 and is_unit(path[-1]) for path in paths)
        rank = (taken * 100 + len(mapping.known) + units, -depth, -top)
        if taken >= _FEWEST and (best is None or rank > best[0]):
            best = rank, top, depth, paths
    if best is None:
        return None
    _, top, depth, paths = best
    mapping = words.work_out(paths, unit_above(sheet.rows[:top]))
    if mapping.source in saved:
        mapping = saved[mapping.source].fitted(len(paths))
    # What only the lines show is looked at in each workbook: the next one of a source may tell more than the last.
    return words.settled(Table(sheet, top, top + depth, shown(paths, words.called), mapping), paths)


def _without_running_numbers(table: Table) -> Table:
    """The table without file numbers that are nothing but 1, 2, 3: many ledgers call their running number 编号."""
    column = table.mapping.column_of(Target(None, "file_no"))
    if column is None:
        return table
    cells = [str(row[column]).removesuffix(".0") for row in table.sheet.rows[table.body :] if row[column] != ""]
    numbers = [int(cell) for cell in cells if cell.isdecimal()]
    running = len(numbers) > 1 and numbers == list(range(1, len(numbers) + 1))
    return table.mapped(table.mapping.with_target(column, None)) if running else table
