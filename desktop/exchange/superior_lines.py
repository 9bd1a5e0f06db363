"""Filling in a superior's own empty sheet that has a line for each unit or project: known by the headings of ours.

The sheet of ours is taken of which the most headings are found; columns that nobody knows stay empty. Look and formulas
of the superior's sheet stay.
"""

import copy
import datetime as dt
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from openpyxl.cell import Cell, MergedCell
from openpyxl.worksheet.worksheet import Worksheet

from desktop.base.errors import WorkbookError
from desktop.base.fields import Kind, Value
from desktop.base.paths import resources
from desktop.base.text import squeeze
from desktop.exchange.saving import own_temporary_files, replacing
from desktop.exchange.sheet_layouts import Entry, Layout
from desktop.exchange.sheet_values_pilots import kind_of
from desktop.exchange.superior import BARE, Issuer, heading_path, opened, sign, texts_of
from desktop.exchange.units import unit_of
from desktop.exchange.writing import Total

_DEEPEST = 30
_DIVISORS = {Kind.MONEY: 100, Kind.AREA: 100, Kind.POINTS: 10}


class Own(NamedTuple):
    """A sheet of ours: its columns, and its lines with their sums."""

    layout: Layout
    rows: Sequence[Sequence[Value]]


class FilledLines(NamedTuple):
    """Of which sheet of ours the lines are, how many there are, and the headings that nobody knew."""

    name: str
    lines: int
    unknown: tuple[str, ...]


class _Found(NamedTuple):
    """Where a sheet of ours goes: its name, the lowest row of headings, and which of our columns stands where."""

    name: str
    heading: int
    columns: Mapping[int, int]


def fill_lines(source: Path, out: Path, sheets: Mapping[str, Own], issuer: Issuer, least: int) -> FilledLines | None:
    """Write a copy of a superior's sheet with the lines of ours; None where fewer than ``least`` headings are known.

    ``WorkbookError`` where the file can't be opened or written, or has too few empty lines.
    """
    book = opened(source)
    sheet = book.worksheets[0]
    texts = texts_of(sheet)
    found = _best(texts, sheets, least)
    if found is None:
        return None
    own = sheets[found.name]
    lines = [row for row in own.rows if type(row) is not Total]
    paths = [heading_path(texts, found.heading, place) for place in range(len(texts[found.heading]))]
    for row, line in enumerate(lines, _first_of(sheet, texts, found, len(lines))):
        for place, at in found.columns.items():
            value = _value(line[at], kind_of(own.layout.entries[at].of), unit_of(paths[place]) or 1)
            _put(sheet.cell(row, place + 1), value, sheet.cell(found.heading + 2, place + 1))
    sign(sheet, issuer)
    book.calculation.fullCalcOnLoad = True
    with replacing(out) as unfinished, own_temporary_files(out.parent):
        book.save(unfinished)
    unknown = [path[-1] for place, path in enumerate(paths) if path and place not in found.columns]
    return FilledLines(found.name, len(lines), tuple(dict.fromkeys(unknown)))


def _best(texts: Sequence[Sequence[str]], sheets: Mapping[str, Own], least: int) -> _Found | None:
    """The sheet of ours of which the most headings are found; of several the one with the fewest columns."""
    tried = [
        (len(columns), -len(own.layout.entries), -row, _Found(name, row, columns))
        for name, own in sheets.items()
        for row in range(min(len(texts), _DEEPEST))
        if len(columns := _columns(texts, row, own.layout)) >= least
    ]
    return max(tried, key=lambda one: one[:3])[3] if tried else None


def _columns(texts: Sequence[Sequence[str]], row: int, layout: Layout) -> dict[int, int]:
    """Which of our columns stands where by this lowest row of headings; none where nothing tells whose a line is."""
    found: dict[int, int] = {}
    for place in range(len(texts[row])):
        path = [bare(text) for text in heading_path(texts, row, place)]
        fits = [at for at, one in enumerate(layout.entries) if at not in found.values() and _fits(one, path)]
        if fits:
            found[place] = max(fits, key=lambda at: _is_under(layout.entries[at], path))
    whose = [layout.entries[at].of for at in found.values()]
    return found if any(of == "unit" or of.endswith(".name") for of in whose) else {}


def _fits(entry: Entry, path: Sequence[str]) -> bool:
    """Whether a column of ours is called as the lowest heading over a column of theirs."""
    own = bare(entry.heading)
    known = {own, f"{bare(entry.group)}{own}", *_words().get(own, ())}
    return bool(path) and entry.of != "blank" and path[-1] in known


def _is_under(entry: Entry, path: Sequence[str]) -> bool:
    """Whether the same stands over both."""
    group = bare(entry.group)
    return bool(group) and any(text in group or group in text for text in path[:-1])


def _first_of(sheet: Worksheet, texts: Sequence[Sequence[str]], found: _Found, count: int) -> int:
    """The row of the first line; ``WorkbookError`` where what stands below leaves too few."""
    first = found.heading + 1
    numbers = [place for place, at in found.columns.items() if at == 0]
    below = [row for row in range(first, len(texts)) if _is_taken(texts[row], numbers)]
    free = below[0] - first if below else count
    if free < count:
        raise WorkbookError(
            f"“{sheet.title}”里只留了 {free} 个空行，要填 {count} 行，没有填写；请先插入 {count - free} 行。"
        )
    return first + 1


def _is_taken(row: Sequence[str], numbers: Sequence[int]) -> bool:
    """Whether something stands in a row, other than the number of an empty line."""
    return any(text for place, text in enumerate(row) if not (place in numbers and text.isdigit()))


def _value(value: Value, kind: Kind, factor: int) -> Value | float:
    """What a cell shows: money in the unit of its heading."""
    if not isinstance(value, int) or kind not in _DIVISORS:
        return value
    shown = value / (_DIVISORS[kind] * (factor if kind is Kind.MONEY else 1))
    return int(shown) if shown == int(shown) else shown


def _put(cell: Cell | MergedCell, value: Value | float, model: Cell | MergedCell) -> None:
    """Set a cell unless a formula stands there; one below the lines that were prepared looks as the first of them."""
    if isinstance(cell, MergedCell) or cell.data_type == "f" or value is None:
        return
    if not cell.has_style and model.has_style:
        cell._style = copy.copy(model._style)  # noqa: SLF001  (openpyxl has no other way)
    cell.value = str(value) if isinstance(value, str) else value
    if isinstance(value, str):
        cell.data_type = "s"
    elif isinstance(value, dt.date) and cell.number_format == "General":
        cell.number_format = "yyyy-mm-dd"


@cache
def _words() -> Mapping[str, frozenset[str]]:
    with (resources() / "layouts" / "superior-pilots.toml").open("rb") as file:
        return {bare(name): frozenset(map(bare, others)) for name, others in tomllib.load(file)["headings"].items()}


def bare(text: str) -> str:
    """The word of a heading.

    >>> bare("《产改试点实施方案》（份）"), bare("申请金额（万元）")
    ('产改试点实施方案', '申请')
    """
    return BARE.sub("", BARE.sub("", squeeze(text))).strip("《》“”")
