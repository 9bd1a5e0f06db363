"""Reading the cells of a table's columns: what was worked out once isn't worked out again for each line."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from desktop.base.codes import Codes
from desktop.base.fields import Field, Kind, field_of
from desktop.base.findings import Finding, Reading, doubt
from desktop.base.money import short_yuan
from desktop.base.text import half_width, squeeze
from desktop.base.values import read_value
from desktop.cases.household import Household, Person
from desktop.exchange.headings import Table
from desktop.exchange.lenient import is_lenient, read_leniently
from desktop.exchange.reading import Cell
from desktop.exchange.unreckoned import MARKS, unreckoned
from desktop.exchange.words import words

_EACH_ITS_OWN = frozenset({Kind.NAME, Kind.RESIDENT_ID, Kind.CARD, Kind.PHONE})
_REMEMBERED = 5000
_TOO_MUCH = 1_000_000_00
"""Fen that no household in hardship has: under 万元 somebody went on in yuan."""


def _too_much(field: Field, fen: int, factor: int) -> Finding:
    message = f"{field.label}按表头的单位（×{factor:,}）合 {short_yuan(fen)} 元，像是以元填写的，请核对。"
    return doubt("unit_doubtful", message)


def _is_number(raw: Cell) -> bool:
    """Whether it is meant for a number, however wrong: it is mended by who knows it, and not left out."""
    return not isinstance(raw, str) or any(sign.isascii() and sign.isalnum() for sign in half_width(raw))


class CellReader:
    """Reads the cells of one column that holds one field.

    Whether a record can be without the field is for the checks to say, which see the whole of it. ``keeps`` is what the
    field is called that keeps words no list knows; the household's where none is given.

    Attributes:
        read: reads a cell.
        known: what was read before, by cell.
    """

    def __init__(
        self, field: Field, codes: Codes, factor: int, *, lenient: bool | None = None, keeps: str | None = None
    ) -> None:
        self._field, self._codes, self._factor = replace(field, needed=False), codes, factor
        self._lenient, self._keeps = is_lenient(field) if lenient is None else lenient, keeps
        self._by_sex = words().by_sex if field.name == "relation" else {}
        self.read = self._read if field.kind in _EACH_ITS_OWN else self._remembered
        self.known: dict[object, Reading[Any]] = {}

    def _remembered(self, raw: Cell) -> Reading[Any]:
        key = raw if isinstance(raw, str) else (type(raw), raw)  # for 1, 1.0 and True are one key
        reading = self.known.get(key)
        if reading is None:
            reading = self._read(raw)
            if len(self.known) < _REMEMBERED:
                self.known[key] = reading
        return reading

    def _read(self, raw: Cell) -> Reading[Any]:
        if isinstance(raw, str) and raw in MARKS:
            return Reading(None, (unreckoned(self._field.label, raw),))
        if self._by_sex and squeeze(str(raw)) in self._by_sex:
            return Reading(squeeze(str(raw)))
        reading = read_value(self._field, raw, self._codes, factor=self._factor)
        if self._factor > 1 and isinstance(reading.value, int) and reading.value > _TOO_MUCH:
            return Reading(reading.value, (_too_much(self._field, reading.value, self._factor),))
        if self._lenient and reading.refused and not (self._field.kind is Kind.CREDIT_CODE and _is_number(raw)):
            return read_leniently(self._field, raw, reading, self._codes, self._keeps)
        return reading


class Columns:
    """The columns of one person or of the household.

    Attributes:
        names: the fields that the table has.
    """

    __slots__ = ("_blank", "_columns", "names")

    def __init__(self, table: Table, person: int | None, codes: Codes) -> None:
        record = Household if person is None else Person
        found = [
            (index, field_of(record, target.field))
            for index, target in enumerate(table.mapping.targets)
            if target and target.person == person and not field_of(record, target.field).computed
        ]
        columns = [(index, field.name, CellReader(field, codes, table.mapping.factor(index))) for index, field in found]
        self._columns = tuple((index, name, column.known.get, column.read) for index, name, column in columns)
        self.names = tuple(name for _, name, _ in columns)
        self._blank: dict[str, Any] = dict.fromkeys(self.names)

    def read(self, row: Sequence[Cell], person: int | None, found: list[Finding]) -> dict[str, Any]:
        """The values of one line, None where a cell is empty; what is found is added."""
        values = self._blank.copy()
        for index, name, known, read in self._columns:
            raw = row[index]
            if raw == "":
                continue
            value, findings = (known(raw) if type(raw) is str else None) or read(raw)
            values[name] = value
            if findings:
                found += (finding.about(name, person) for finding in findings)
        return values

    def says(self, row: Sequence[Cell], names: Sequence[str]) -> bool:
        """Whether one of the fields is filled."""
        return any(row[index] != "" for index, name, _, _ in self._columns if name in names)
