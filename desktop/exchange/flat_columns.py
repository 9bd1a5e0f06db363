"""What only a table's layout shows: cells merged over several lines, and fields that two columns tell."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from desktop.base.fields import Kind
from desktop.base.findings import Finding, Place
from desktop.exchange.flat_kinds import FlatKind
from desktop.exchange.headings import Table
from desktop.exchange.reading import Cell
from desktop.exchange.units import counts_many

_SHARED = frozenset({Kind.TEXT, Kind.CODE, Kind.DATE, Kind.YES_NO})
"""Kinds that lines may share; an amount over several lines is nobody's in particular."""

_TELLING = frozenset({Kind.NAME, Kind.RESIDENT_ID, Kind.CREDIT_CODE, Kind.MONEY})
_LETTER = re.compile(r"（[A-Z]+ 列）$")


def merged_cells(table: Table, kind: FlatKind) -> Mapping[int, dict[int, Cell]]:
    """By index of a line, the columns whose value stands in a cell that is merged with one above, and the value."""
    shared = {
        column
        for column, one in enumerate(table.mapping.targets)
        if one and one.field not in kind.telling and kind.field(one.field).kind in _SHARED
    }
    found: defaultdict[int, dict[int, Cell]] = defaultdict(dict)
    rows = table.sheet.rows
    for top, left, bottom, _ in table.sheet.merged:
        if top >= table.body and left in shared:
            for index in range(top + 1, min(bottom + 1, len(rows))):
                found[index][left] = rows[top][left]
    return found


def told_twice(table: Table, kind: FlatKind) -> Iterator[Finding]:
    """A doubt about each column that isn't read because another holds its field, as where two lists stand abreast."""
    rows = table.sheet.rows[table.body :]
    for column in table.unmapped:
        heading = _LETTER.sub("", table.headings[column])
        name = kind.words.meaning((heading,))
        telling = name in kind.needed or (name and kind.field(name).kind in _TELLING)
        if name and telling and any(row[column] != "" for row in rows):
            message = (
                f"有两列都是{kind.label(name)}，只读入了前一列；左右并排的名单请改成上下排列，"
                "这一列另有含义的请指定它的含义后再导入。"
            )
            place = Place(table.sheet.name, table.body, table.headings[column])
            yield Finding(code="column_again", message=message, refuses=False, field=name, place=place)


def heads_in_units(table: Table, kind: FlatKind) -> Iterator[Finding]:
    """A doubt about each column of heads that are counted in more than one: it isn't read, or read as it stands."""
    rows = table.sheet.rows[table.body :]
    for column, heading in enumerate(table.headings):
        name = kind.words.meaning((_LETTER.sub("", heading),)) if counts_many(heading) else None
        if name and kind.field(name).kind is Kind.COUNT and any(row[column] != "" for row in rows):
            done = "没有读入" if table.mapping.targets[column] is None else "按“人”读入"
            message = f"“{heading}”不是按“人”填写的，这一列{done}；请换算成人数后再导入。"
            place = Place(table.sheet.name, table.body, heading)
            yield Finding(code="people_in_units", message=message, refuses=False, field=name, place=place)
