"""Filling in a superior's own empty sheet: its columns are known by their headings, its look and formulas stay.

A column is known where its heading is a category of hardship (households on file), a programme of aid (what was paid
in the year) or a figure about pilots (``resources/layouts/superior-pilots.toml``); 合计 beside columns of the former
two is their sum, unless a formula stands there.
"""

import datetime as dt
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

import openpyxl
from openpyxl.cell import Cell, MergedCell
from openpyxl.worksheet.worksheet import Worksheet

from desktop.base.calendar import chinese_date
from desktop.base.codes import CodeList, Codes
from desktop.base.errors import WorkbookError
from desktop.base.paths import resources
from desktop.base.text import squeeze
from desktop.exchange.reading import read_workbook
from desktop.exchange.saving import own_temporary_files, replacing
from desktop.exchange.units import unit_of

Of = Literal["category", "programme", "pilots"]
Measure = Literal["households", "heads", "amount", "count"]

_SUMS = frozenset({"合计", "总计", "小计"})
_DEPTH, _DEEPEST = 3, 30
BARE = re.compile(r"[（(【\[].*?[）)】\]]|/?[万千]?元$|户数$|人次数?$|金额$")
"""What stands beside the word of a heading: its unit, and what it counts."""

_FENS = 100


class Asked(NamedTuple):
    """One figure: of a category, a programme or pilots, by its label, counted in households, heads, fen or pieces."""

    of: Of
    label: str
    measure: Measure


Figure = Callable[[Asked], int]
"""Gives a figure; money in fen."""


@dataclass(frozen=True, slots=True)
class _Column:
    """A column that is filled in: several figures where it is a sum; ``factor`` is yuan for one of its unit."""

    place: int
    figures: tuple[Asked, ...]
    factor: int


class Issuer(NamedTuple):
    """Who fills it in, and when."""

    office: str
    day: dt.date


class Filled(NamedTuple):
    """How many cells were filled in, and with which figures."""

    cells: int
    figures: frozenset[Asked]


class PilotFigure(NamedTuple):
    """A figure about pilots: the sheet of ours that tells it, and the word of its column; empty: its lines."""

    sheet: str
    of: str


@cache
def pilot_figures() -> Mapping[str, PilotFigure]:
    """The figures about pilots that can be filled in, by their labels."""
    return {name: PilotFigure(sheet, of) for name, sheet, of, _ in _figures_file()}


@cache
def pilot_words() -> CodeList:
    """Their labels, and other words for them."""
    said = {other: name for name, *_, others in _figures_file() for other in others}
    return CodeList("pilots", tuple(pilot_figures()), said)


@cache
def _figures_file() -> Sequence[tuple[str, str, str, Sequence[str]]]:
    with (resources() / "layouts" / "superior-pilots.toml").open("rb") as file:
        return tuple((name, sheet, of, tuple(others)) for name, sheet, of, others in tomllib.load(file)["figures"])


def fill_in(source: Path, out: Path, codes: Codes, figure: Figure, issuer: Issuer) -> Filled:
    """Write a copy of a superior's sheet with the office's line filled in.

    ``WorkbookError`` where the file can't be opened or is no .xlsx, where no heading is known, or it can't be written.
    """
    book = opened(source)
    filled = [_fill_sheet(sheet, codes, figure, issuer) for sheet in book.worksheets]
    cells = sum(one.cells for one in filled)
    if not cells:
        raise WorkbookError(
            f"在“{source.name}”里没有认出困难类别、帮扶项目或产改试点的栏目，没有填写；请核对是不是选错了文件，或手工填写。"
        )
    book.calculation.fullCalcOnLoad = True
    with replacing(out) as unfinished, own_temporary_files(out.parent):
        book.save(unfinished)
    return Filled(cells, frozenset().union(*(one.figures for one in filled)))


def asked_by(source: Path, codes: Codes) -> frozenset[Asked]:
    """The figures that the headings of a superior's sheet ask for; ``WorkbookError`` as ``fill_in``."""
    found = []
    for sheet in opened(source).worksheets:
        texts = texts_of(sheet)
        lines = (_columns(texts, row, codes) for row in range(min(len(texts), _DEEPEST)))
        found += [asked for columns in lines for one in columns for asked in one.figures]
    return frozenset(found)


def opened(source: Path) -> openpyxl.Workbook:
    """A superior's workbook; ``WorkbookError`` where it is no .xlsx."""
    read_workbook(source)
    try:
        return openpyxl.load_workbook(source)
    except Exception as error:  # whatever it can't read, and it fails in many ways
        raise WorkbookError(f"“{source.name}”不是 .xlsx 表格，没有填写；请用 Excel 另存为 .xlsx 再选。") from error


def _fill_sheet(sheet: Worksheet, codes: Codes, figure: Figure, issuer: Issuer) -> Filled:
    texts = texts_of(sheet)
    rows = range(min(len(texts), _DEEPEST))
    found = [(row, columns) for row in rows if (columns := _columns(texts, row, codes))]
    if not found:
        return Filled(0, frozenset())
    heading, columns = max(found, key=lambda one: len(one[1]))
    line = _line(texts, heading, issuer.office)
    if line is None:
        raise WorkbookError(f"“{sheet.title}”里没有空行，也没有“{issuer.office}”这一行，没有填写；请先加一个空行。")
    filled = sum(_set(sheet.cell(line + 1, one.place + 1), _value(one, figure)) for one in columns)
    _set(sheet.cell(line + 1, 1), issuer.office)
    sign(sheet, issuer)
    return Filled(filled, frozenset(asked for one in columns for asked in one.figures))


def texts_of(sheet: Worksheet) -> list[list[str]]:
    """What stands in the cells, in a merged range everywhere; a title over the whole sheet is no heading."""
    rows = [[_text(cell) for cell in row] for row in sheet.iter_rows()]
    for area in sheet.merged_cells.ranges:
        whole = area.max_col - area.min_col + 1 >= sheet.max_column
        text = "" if whole else rows[area.min_row - 1][area.min_col - 1]
        for row in range(area.min_row - 1, area.max_row):
            rows[row][area.min_col - 1 : area.max_col] = [text] * (area.max_col - area.min_col + 1)
    return rows


def _text(cell: Cell | MergedCell) -> str:
    return squeeze(str(cell.value)) if cell.value is not None else ""


def _columns(texts: Sequence[Sequence[str]], row: int, codes: Codes) -> list[_Column]:
    """The columns that this lowest row of headings tells; none where it tells no category and no programme."""
    paths = [heading_path(texts, row, place) for place in range(len(texts[row]))]
    said = [_asked(path, codes) for path in paths]
    if not any(said):
        return []
    return list(_with_sums(paths, said))


def heading_path(texts: Sequence[Sequence[str]], row: int, place: int) -> tuple[str, ...]:
    """The headings over a column from the top down, each once; what ends with a colon asks who fills the sheet in."""
    above = [texts[at][place] for at in range(max(row - _DEPTH + 1, 0), row + 1)]
    return tuple(dict.fromkeys(text for text in above if text and not text.endswith((":", "："))))


def _asked(path: tuple[str, ...], codes: Codes) -> Asked | None:
    word = BARE.sub("", path[-1]).strip("《》“”") if path else ""
    kinds: tuple[tuple[Of, Measure], ...] = (("category", "households"), ("programme", "amount"), ("pilots", "count"))
    for of, measure in kinds:
        known = codes.get(of)
        label = known.canonical(word) if known and word else None
        if label:
            return Asked(of, label, _measure(path) or measure)
    return None


def _measure(path: tuple[str, ...]) -> Measure | None:
    """What is counted, as the lowest heading that says it tells."""
    for text in reversed(path):
        words: tuple[tuple[str, Measure], ...] = (("人次", "heads"), ("户", "households"), ("元", "amount"))
        for word, measure in words:
            if word in text:
                return measure
    return None


def _with_sums(paths: Sequence[tuple[str, ...]], said: Sequence[Asked | None]) -> Iterator[_Column]:
    for place, (path, asked) in enumerate(zip(paths, said, strict=True)):
        factor = unit_of(path) or 1
        if asked:
            yield _Column(place, (asked,), factor)
        elif path and BARE.sub("", path[-1]) in _SUMS:
            beside = zip(paths, said, strict=True)
            parts = tuple(one for other, one in beside if one and other[:-1] == path[:-1] and one.of != "pilots")
            if parts:
                yield _Column(place, parts, factor)


def _line(texts: Sequence[Sequence[str]], heading: int, office: str) -> int | None:
    """The office's own line, or else the first without a name; above the line of sums."""
    empty = None
    for row in range(heading + 1, len(texts)):
        name = texts[row][0]
        if name in _SUMS:
            break
        if name and (name in office or office in name):
            return row
        if not name and empty is None:
            empty = row
    return empty


def _value(column: _Column, figure: Figure) -> int | float:
    whole = sum(map(figure, column.figures))
    if column.figures[0].measure != "amount":
        return whole
    yuan = whole / (_FENS * column.factor)
    return int(yuan) if yuan == int(yuan) else yuan


def _set(cell: Cell | MergedCell, value: str | float) -> int:
    """Set a cell unless a formula stands there; gives how many were set."""
    if isinstance(cell, MergedCell) or cell.data_type == "f":
        return 0
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
    return 1


def sign(sheet: Worksheet, issuer: Issuer) -> None:
    """Who fills it in and when, where a cell asks for that and nothing stands behind its colon."""
    for row in sheet.iter_rows():
        for cell in row:
            asked = re.fullmatch(r"(填报|填表)?(?P<what>单位|时间|日期)(（盖章）)?[：:]", _text(cell))
            if asked:
                said = issuer.office if asked["what"] == "单位" else chinese_date(issuer.day)
                _set(cell, f"{cell.value}{said}")
