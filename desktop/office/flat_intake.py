"""What taking in flat ledgers has in common: their tables, with what was said of their columns before, kept again."""

from collections.abc import Iterable
from pathlib import Path

from sqlite_utils import Database

from desktop.base.changes import Change
from desktop.exchange.flat_kinds import FlatKind, find_flat
from desktop.exchange.flat_plan import FlatPlan
from desktop.exchange.headings import Table
from desktop.exchange.planning import Verdict
from desktop.exchange.reading import read_workbook
from desktop.exchange.refused_rows import write_refused_drafts
from desktop.store import journal, settings
from desktop.store.faults import translated

_MAPPING = "columns:"


def sources(db: Database) -> frozenset[str]:
    """The sources of which meanings are remembered, as in ``Mapping.source``."""
    with translated():
        return frozenset(settings.named(db, _MAPPING))


def tables_of(db: Database, path: Path, kind: FlatKind) -> tuple[Table, ...]:
    """The tables of a workbook, with the meanings remembered from workbooks of the same source."""
    with translated():
        kept = settings.named(db, f"{_MAPPING}{kind.noun}:")
    saved = {f"{kind.noun}:{source}": kind.mapping(text) for source, text in kept.items()}
    return find_flat(read_workbook(path), kind, saved)


def remember(db: Database, tables: Iterable[Table]) -> None:
    """Keep what the clerk said of the columns, for the next workbook of that source; within an operation."""
    for table in tables:
        name = _MAPPING + table.mapping.source
        if settings.get(db, name) != table.mapping.to_json():
            settings.put(db, name, table.mapping.to_json())


def give_back(db: Database, source: Path, tables: Iterable[Table], plan: FlatPlan, path: Path) -> Change:
    """Give the refused lines back as a copy of the clerk's own sheet, with the reasons."""
    refused = [line.draft for line in plan.of(Verdict.REFUSED)]
    write_refused_drafts(source, tables, refused, path)
    with translated(), journal.operation(db, f"退回导入不了的行：{path.name}") as current:
        current.count = len(refused)
    return journal.done(current)
