"""Workbooks made for tests, and the way from a workbook to a plan."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P

from desktop.exchange.headings import find_tables
from desktop.exchange.intake import Intake, take_in
from desktop.exchange.planning import Existing, Known, Plan, plan
from desktop.exchange.reading import read_workbook
from tests.builders import policy, resident_id

Rows = Iterable[Sequence[Any]]

ONE = ("张晓明", resident_id(seq=1), "深度困难")
TWO = ("李春花", resident_id(seq=2), "相对困难")
HEADINGS = ("姓名", "身份证号", "困难类别")


def xlsx(path: Path, rows: Rows, *, merged: Sequence[str] = (), title: str = "台账") -> Path:
    """An .xlsx of one sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    for area in merged:
        sheet.merge_cells(area)
    book.save(path)
    return path


def xls(path: Path, rows: Rows, *, merged: Sequence[tuple[int, int, int, int]] = ()) -> Path:
    """An .xls of one sheet; merged ranges as top, bottom, left, right."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("台账")
    dated = xlwt.easyxf(num_format_str="yyyy-mm-dd")
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if value not in {None, ""} or value == 0:
                sheet.write(number, column, value, *([dated] if hasattr(value, "year") else []))
    for area in merged:
        sheet.merge(*area)
    book.save(str(path))
    return path


def ods(path: Path, rows: Rows) -> Path:
    """An .ods of one sheet; a cell of None is covered by the merged one left of it."""
    document = OpenDocumentSpreadsheet()
    table = Table(name="台账")
    for row in rows:
        line = TableRow()
        for column, value in enumerate(row):
            line.addElement(_ods_cell(value, sum(1 for one in row[column + 1 :] if one is None)))
        table.addElement(line)
    document.spreadsheet.addElement(table)
    document.save(str(path))
    return path


def _ods_cell(value: Any, covered: int) -> Any:
    if value is None:
        return CoveredTableCell()
    if isinstance(value, int | float):
        return TableCell(valuetype="float", value=str(value))
    if hasattr(value, "year"):
        return TableCell(valuetype="date", datevalue=value.isoformat())
    cell = TableCell(valuetype="string", **({"numbercolumnsspanned": covered + 1} if covered else {}))
    cell.addElement(P(text=value))
    return cell


def text_file(path: Path, rows: Rows, *, encoding: str = "utf-8", delimiter: str = ",") -> Path:
    """A delimited text."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    path.write_bytes(out.getvalue().encode(encoding))
    return path


def taken(path: Path) -> Intake:
    """What our import makes of a workbook."""
    return take_in(find_tables(read_workbook(path)), policy())


def looked_at(path: Path, known: Mapping[str, Known] | None = None, existing: Existing = Existing.FILL) -> Plan:
    """The plan for a workbook."""
    intake = taken(path)
    return plan(intake.drafts, known or {}, existing, whole=intake.findings)


def codes(path: Path) -> list[tuple[int, str, str, bool]]:
    """Row, code, column and whether it refuses, of all findings."""
    return [(one.place.row, one.code, one.place.column, one.refuses) for one in looked_at(path).findings]
