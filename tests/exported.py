"""Sheets that a clerk exported, read back from the workbook."""

from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from tests.aid_clerk import Clerk


class Sheet:
    """A sheet that was exported: its lines by heading, behind what stands over it in a row of its own."""

    def __init__(self, path: Path) -> None:
        book = load_workbook(path).active
        assert book is not None
        rows = [list(row) for row in book.iter_rows(values_only=True)]
        at = next(at for at, row in enumerate(rows) if sum(isinstance(cell, str) for cell in row) > 2)
        self.title, body = rows[0][0], at + 1
        heads = [str(cell) for cell in rows[at]]
        if any(area.min_row == at + 1 and area.max_col > area.min_col for area in book.merged_cells.ranges):
            heads, body = _joined(rows[at], rows[at + 1]), at + 2
        self.lines = [dict(zip(heads, row, strict=True)) for row in rows[body:]]

    @property
    def whole(self) -> dict[str, Any]:
        """The line of sums."""
        return self.lines[-1]

    @property
    def listed(self) -> list[dict[str, Any]]:
        """The numbered lines."""
        return [line for line in self.lines if isinstance(line["序号"], int)]

    def of(self, **wanted: object) -> dict[str, Any]:
        """The only line that says all this."""
        [found] = [line for line in self.lines if all(line[name] == value for name, value in wanted.items())]
        return found


def _joined(high: list[Any], low: list[Any]) -> list[str]:
    over, group = [], ""
    for cell, below in zip(high, low, strict=True):
        group = cell or group
        over.append(f"{group.partition('（')[0]} {below}" if below else str(group))
    return over


def exported(clerk: Clerk, name: str, *asked: object) -> Sheet:
    """The sheet of that name."""
    path = clerk.folder / f"{name}.xlsx"
    clerk.does("export", name, path, *asked)
    return Sheet(path)
