"""Whether the sums that stand in a sheet agree with its lines."""

import re
from collections.abc import Iterator, Sequence

from desktop.base.fields import Field, Kind
from desktop.base.findings import Finding, Place
from desktop.base.money import read_money, short_yuan
from desktop.base.text import squeeze
from desktop.base.values import read_value
from desktop.exchange.asides import is_blank, is_sum
from desktop.exchange.headings import Table
from desktop.exchange.mapping import field_at
from desktop.exchange.reading import Cell

_IN_TEXT = re.compile(r"(?:人民币|[¥￥])?([\d,]+(?:\.\d+)?万?元)")
_HEADS = Field(label="人数", kind=Kind.COUNT)
_OF_A_PART = ("小计", "本页")


def check_totals(table: Table, lines: Sequence[int], passed: Sequence[int]) -> Iterator[Finding]:
    """A doubt about each sum, of money or heads, that isn't that of its lines, and each amount that is nobody's.

    A sum above all lines is that of all.

    ``lines`` and ``passed`` are indexes of rows. A 小计 sums the lines since the last one, any other sum those since
    the last or all. A sum that nothing can be read from, such as a formula without a result, says nothing.
    """
    kinds = {
        column: field_at(target, table.mapping.record).kind
        for column, target in enumerate(table.mapping.targets)
        if target
    }
    money = [column for column, kind in kinds.items() if kind is Kind.MONEY]
    for column in money:
        yield from _Sums(table, column, alone=len(money) == 1).check(lines, passed)
    for column in (one for one, kind in kinds.items() if kind is Kind.COUNT):
        if _mostly_told([table.sheet.rows[index][column] for index in lines]):
            yield from _Heads(table, column, alone=False).check(lines, passed)


def _mostly_told(cells: Sequence[Cell]) -> bool:
    """Whether a sum can be expected to be that of these numbers: most say one, and none can't be read."""
    told = [cell for cell in cells if not is_blank(cell)]
    return len(told) * 2 > len(cells) and all(_heads(cell) is not None for cell in told)


def _heads(cell: Cell) -> int | None:
    value = read_value(_HEADS, cell, {}).value
    return value if isinstance(value, int) else None


class _Sums:
    """One column of money, gone through from the top."""

    def __init__(self, table: Table, column: int, *, alone: bool) -> None:
        self._table, self._column, self._alone = table, column, alone
        self._factor = table.mapping.factor(column)
        self._part = self._since = self._whole = 0

    def check(self, lines: Sequence[int], passed: Sequence[int]) -> Iterator[Finding]:
        counted, top = frozenset(lines), min(lines, default=0)
        for index in sorted((*lines, *passed)):
            row = self._table.sheet.rows[index]
            if index in counted:
                self._add(self._amount(row[self._column]) or 0)
            elif is_sum(row) and index > top:
                yield from self._check_sum(index, row)
            elif not is_sum(row):
                yield from self._check_other(index, row)
        self._part = self._since = self._whole
        for index in (one for one in passed if one < top and is_sum(self._table.sheet.rows[one])):
            yield from self._check_sum(index, self._table.sheet.rows[index])

    @property
    def _sums(self) -> tuple[int, int, int]:
        return self._part, self._since, self._whole

    def _add(self, fen: int) -> None:
        self._part, self._since, self._whole = self._part + fen, self._since + fen, self._whole + fen

    def _amount(self, cell: Cell) -> int | None:
        return None if is_blank(cell) else read_money(cell, factor=self._factor).value

    def _check_sum(self, index: int, row: Sequence[Cell]) -> Iterator[Finding]:
        text = squeeze("".join(str(cell) for cell in row if isinstance(cell, str)))
        is_part = any(word in text for word in _OF_A_PART)
        said = self._said(row)
        allowed = (self._part,) if is_part else self._sums
        if said is not None and said not in allowed:
            label, reckoned = ("小计", self._part) if is_part else ("合计", self._whole)
            message = f"{self._called}{label} {self._show(said)}，逐行相加 {self._show(reckoned)}，请核对是哪一行有误。"
            yield self._doubt("total_disagrees", index, message)
        self._part = 0
        self._since = self._since if is_part else 0

    def _said(self, row: Sequence[Cell]) -> int | None:
        """The sum in the column; where that is blank and no other column has money, the one amount in the texts."""
        if not is_blank(row[self._column]):
            return self._amount(row[self._column])
        told = [match[1] for cell in row if isinstance(cell, str) for match in _IN_TEXT.finditer(squeeze(cell))]
        return read_money(told[0]).value if self._alone and len(told) == 1 else None

    def _check_other(self, index: int, row: Sequence[Cell]) -> Iterator[Finding]:
        """A row that is neither a line nor a sum: an amount in it is nobody's."""
        said = self._amount(row[self._column])
        if said and said not in self._sums:
            heading = self._table.headings[self._column]
            message = f"这一行有{heading} {short_yuan(said)} 元，却没有写明是谁的，没有读入；请核对后补填。"
            yield self._doubt("amount_of_nobody", index, message)

    def _show(self, number: int) -> str:
        return f"{short_yuan(number)} 元"

    @property
    def _called(self) -> str:
        """What stands before 合计: money needs no name."""
        return ""

    def _doubt(self, code: str, index: int, message: str) -> Finding:
        target = self._table.mapping.targets[self._column]
        place = Place(self._table.sheet.name, index + 1, self._table.headings[self._column])
        return Finding(code=code, message=message, refuses=False, field=target.field if target else "", place=place)


class _Heads(_Sums):
    """One column of heads; a number that stands beside nobody may be anything."""

    def _amount(self, cell: Cell) -> int | None:
        return None if is_blank(cell) else _heads(cell)

    def _check_other(self, index: int, row: Sequence[Cell]) -> Iterator[Finding]:
        del index, row
        yield from ()

    def _show(self, number: int) -> str:
        return f"{number:,}"

    @property
    def _called(self) -> str:
        return self._table.headings[self._column]
