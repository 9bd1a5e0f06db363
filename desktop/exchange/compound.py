"""The inside of an old .xls, as far as must be known before it may be parsed: a damaged one may ask for any memory.

The file is a small file system (MS-CFB): sectors chained by a table, a directory, and in it the stream of the workbook,
a row of records (MS-XLS).
"""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from struct import unpack_from

_SHIFTS = {9, 12}
_IN_HEAD = 109
_SMALL, _SMALL_SECTOR = 4096, 64
_ENTRY = 128
_ROOT, _STREAM = 5, 2
_LAST_COLUMN, _LAST_ROW = 0xFF, 0x10000
_CELLS = frozenset({0x0006, 0x00D6, 0x00FD, 0x0201, 0x0203, 0x0204, 0x0205, 0x027E, 0x0001, 0x0002, 0x0003, 0x0004})
_ROWS_OF_CELLS = frozenset({0x00BD, 0x00BE})
_DIMENSIONS, _STRINGS, _LOCKED, _SHEET, _END = 0x0200, 0x00FC, 0x002F, 0x0085, 0x000A
_CHECKED = _CELLS | _ROWS_OF_CELLS | {_DIMENSIONS, _STRINGS, _LOCKED}


class DamagedError(ValueError):
    """What the file says of itself can't be."""


class LockedError(ValueError):
    """The workbook needs a password."""


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    kind: int
    start: int
    size: int


def check_compound(data: bytes) -> None:
    """``DamagedError`` where sizes or places of cells are beyond what can be, ``LockedError`` where it is locked."""
    try:
        _check_book(_workbook(data))
    except (struct.error, IndexError) as error:
        raise DamagedError from error


def sheets_of(data: bytes) -> Iterator[tuple[bytes, Iterator[tuple[int, int, int]]]]:
    """The stream of a checked workbook, with the records of each sheet: kind, place and length."""
    book = _workbook(data)
    for start in _sheet_starts(book):
        yield book, _records(book, start)


def _workbook(data: bytes) -> bytes:
    """The stream of the workbook."""
    shift, fats, directory = unpack_from("<H", data, 30)[0], *unpack_from("<II", data, 44)
    smalls_start, smalls, more_start, more = unpack_from("<IIII", data, 60)
    sectors = len(data) >> shift if shift in _SHIFTS else 0
    if max(fats, smalls, more) > sectors:
        raise DamagedError
    table = _table(data, 1 << shift, more_start, more)[:fats]
    fat = [number for sector in table for number in _numbers(data, sector, 1 << shift)]

    def chained(start: int) -> bytes:
        return b"".join(_sector(data, number, 1 << shift) for number in _chain(fat, start, sectors))

    entries = list(_entries(chained(directory)))
    if any(entry.size > len(data) for entry in entries):
        raise DamagedError
    root = next((entry for entry in entries if entry.kind == _ROOT), None)
    book = next((one for one in entries if one.kind == _STREAM and one.name.lower() in {"workbook", "book"}), None)
    if root is None or book is None:
        raise DamagedError
    if book.size >= _SMALL:
        return chained(book.start)[: book.size]
    return _small(chained(root.start), chained(smalls_start) if smalls else b"", book)


def _sector(data: bytes, number: int, size: int) -> bytes:
    return data[(number + 1) * size : (number + 2) * size]


def _numbers(data: bytes, sector: int, size: int) -> tuple[int, ...]:
    content = _sector(data, sector, size)
    return unpack_from(f"<{len(content) // 4}I", content)


def _table(data: bytes, size: int, start: int, count: int) -> list[int]:
    """The sectors that hold the table of chains: the first are named in the head, the rest in sectors of their own."""
    found = list(unpack_from(f"<{_IN_HEAD}I", data, 76))
    for _ in range(count):
        numbers = _numbers(data, start, size)
        found += numbers[:-1]
        start = numbers[-1]
    return found


def _chain(table: Sequence[int], start: int, most: int) -> Iterator[int]:
    number = start
    for _ in range(most + 1):
        if number >= len(table):
            return
        yield number
        number = table[number]
    raise DamagedError


def _entries(directory: bytes) -> Iterator[_Entry]:
    for place in range(0, len(directory) - _ENTRY + 1, _ENTRY):
        length, kind = unpack_from("<HB", directory, place + 64)
        start, size = unpack_from("<IQ", directory, place + 116)
        if kind in {_ROOT, _STREAM}:
            name = directory[place : place + max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
            yield _Entry(name, kind, start, size)


def _small(stream: bytes, table: bytes, entry: _Entry) -> bytes:
    """A stream too small for sectors of its own."""
    numbers = unpack_from(f"<{len(table) // 4}I", table)
    size = _SMALL_SECTOR
    pieces = (stream[number * size : (number + 1) * size] for number in _chain(numbers, entry.start, len(numbers)))
    return b"".join(pieces)[: entry.size]


def _check_book(book: bytes) -> None:
    """The records of the whole, then those of each sheet, which are found by the places that the first name."""
    for start in (0, *_sheet_starts(book)):
        for kind, place, length in _records(book, start):
            if kind in _CHECKED:
                _check_record(book, kind, place, length)


def _sheet_starts(book: bytes) -> list[int]:
    return [unpack_from("<I", book, place)[0] for kind, place, _ in _records(book, 0) if kind == _SHEET]


def _records(book: bytes, start: int) -> Iterator[tuple[int, int, int]]:
    """Kind, place and length of each record from here to the end of its part."""
    place = start
    while place + 4 <= len(book):
        kind, length = unpack_from("<HH", book, place)
        yield kind, place + 4, length
        if kind == _END:
            return
        place += 4 + length


def _check_record(book: bytes, kind: int, place: int, length: int) -> None:
    if kind == _LOCKED:
        raise LockedError
    if kind == _DIMENSIONS:
        _check_dimensions(book, place, length)
    elif kind == _STRINGS:
        _check_most(unpack_from("<I", book, place + 4)[0], len(book))
    else:
        _check_most(unpack_from("<H", book, place + 2)[0], _LAST_COLUMN)
        if kind in _ROWS_OF_CELLS:
            _check_most(unpack_from("<H", book, place + length - 2)[0], _LAST_COLUMN)


def _check_most(number: int, most: int) -> None:
    if number > most:
        raise DamagedError


def _check_dimensions(book: bytes, place: int, length: int) -> None:
    """First and last row, first and last column, each last one more than it is."""
    form = "<IIHH" if length >= 14 else "<HHHH"  # noqa: PLR2004  (rows had two bytes before 1997)
    first_row, last_row, first_column, last_column = unpack_from(form, book, place)
    _check_most(last_row, _LAST_ROW)
    _check_most(last_column, _LAST_COLUMN + 1)
    _check_most(first_row, last_row)
    _check_most(first_column, last_column)
