"""Writing a bank's file for many transfers: by a template, checked line by line, whole or not at all."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from desktop.aid.bank import BankLine, Payer, total_of
from desktop.base.calendar import today
from desktop.base.changes import Progress, silent
from desktop.base.errors import RefusedError
from desktop.base.findings import Finding, refuses
from desktop.base.identity import read_card
from desktop.exchange.bank_templates import BankColumn, BankTemplate, Word, filled
from desktop.exchange.saving import own_temporary_files, replacing

_OF_LINE: dict[Word, Callable[[BankLine], str]] = {
    Word.NUMBER: lambda line: line.number,
    Word.NAME: lambda line: line.name,
    Word.CARD: lambda line: read_card(line.card).value or "",
    Word.BANK: lambda line: line.bank,
    Word.BRANCH: lambda line: line.branch,
    Word.AMOUNT: lambda line: _decimal(line.amount),
    Word.PURPOSE: lambda line: line.purpose,
    Word.REMARK: lambda line: line.remark,
    Word.PHONE: lambda line: line.phone,
    Word.RESIDENT_ID: lambda line: line.resident_id,
}
_OF_PAYER: dict[Word, Callable[[Payer], str]] = {
    Word.PAYER_ACCOUNT: lambda payer: payer.account,
    Word.PAYER_NAME: lambda payer: payer.name,
    Word.PAYER_BANK: lambda payer: payer.bank,
    Word.PROVINCE: lambda payer: payer.province,
    Word.CITY: lambda payer: payer.city,
}
OF_ACCOUNT = (Word.PAYER_ACCOUNT, Word.PAYER_NAME, Word.PAYER_BANK)
"""What no file can be without that has a column for it."""

_LIKE_FORMULAS = ("=", "+", "-", "@")
_WIDTHS = {Word.CARD: 24, Word.PAYER_ACCOUNT: 24, Word.RESIDENT_ID: 21, Word.POSITION: 7}
_USUAL = 16


@dataclass(frozen=True, slots=True)
class Written:
    """What a bank's file holds: how many transfers, and what they come to in fen."""

    count: int
    total: int


def write_bank_file(
    template: BankTemplate, lines: Sequence[BankLine], payer: Payer, path: Path, progress: Progress = silent
) -> Written:
    """Write the file, and say how many transfers of how much it holds.

    ``RefusedError`` where a line can't be sent, ``WorkbookError`` where the file can't be written; nothing is written
    then, and what stood there before stays; so it is with ``Cancelled`` from progress.
    """
    found = check_bank_lines(template, lines, payer)
    if refuses(found):
        raise RefusedError(found)
    written = Written(len(lines), total_of(lines))
    lead = [[filled(cell, _lead_values(written, payer, today())) for cell in row] for row in template.lead]
    rows = _rows(template, lines, payer, progress)
    with replacing(path) as unfinished:
        if template.is_text:
            unfinished.write_bytes(_text(template, lead, rows).encode(template.encoding))
        else:
            with own_temporary_files(path.parent):
                _workbook(template, lead, rows).save(unfinished)
    return written


def check_bank_lines(template: BankTemplate, lines: Sequence[BankLine], payer: Payer) -> tuple[Finding, ...]:
    """What the bank would send back, or could read otherwise than we meant; each refuses and names the line."""
    return (
        *_check_payer(template, lines, payer),
        *(one for at, line in enumerate(lines, 1) for one in _check(template, line, payer, at)),
    )


def _check_payer(template: BankTemplate, lines: Sequence[BankLine], payer: Payer) -> Iterator[Finding]:
    if not lines:
        yield Finding(code="bank_file_empty", message="没有要付款的人，没有生成银行文件。")
    for word in OF_ACCOUNT:
        if any(one.word is word for one in template.columns) and not _OF_PAYER[word](payer):
            yield Finding(code="missing", message=f"这个模板要写{word}，请先补填付款账户。", field="payer")


def _check(template: BankTemplate, line: BankLine, payer: Payer, position: int) -> Iterator[Finding]:
    who = f"第 {position} 笔{line.name}："
    card = read_card(line.card)
    if not line.name:
        yield Finding(code="missing", message=f"{who}缺少收款户名，请补填。", field="name")
    if not line.card:
        yield Finding(code="missing", message=f"{who}缺少银行卡号，请补填，或改为现金发放。", field="card")
    elif card.refused:
        yield Finding(code="card", message=f"{who}{card.findings[0].message}", field="card")
    if line.amount <= 0:
        yield Finding(code="amount", message=f"{who}金额应大于 0，请核对。", field="amount")
    for column in template.columns if template.is_text else ():
        value = _value(column, line, payer, position)
        if wrong := _unfit(template, value):
            message = f"{who}{column.heading}里有{wrong}，文本文件会错行，请删去或改用 Excel 格式的模板。"
            yield Finding(code="bank_separator", message=message, field=column.word)


def _unfit(template: BankTemplate, value: str) -> str:
    """What in a value would break a text file; empty where nothing does."""
    if template.separator.mark in value:
        return f"分隔符“{template.separator}”"
    if not value.isprintable():
        return "换行或看不见的字符"
    return "引号" if '"' in value else ""


def _lead_values(written: Written, payer: Payer, day: dt.date) -> dict[str, str]:
    return {
        "笔数": str(written.count),
        "合计金额": _decimal(written.total),
        "日期": f"{day:%Y%m%d}",
        "付款账号": payer.account,
        "付款户名": payer.name,
        "付款账号开户行": payer.bank,
    }


def _decimal(fen: int) -> str:
    """Exactly two decimals and no separators: hidden decimals make a bank's total differ (reference: domain §2.7)."""
    return f"{fen // 100}.{fen % 100:02}"


def _rows(template: BankTemplate, lines: Sequence[BankLine], payer: Payer, progress: Progress) -> Iterator[list[str]]:
    for position, line in enumerate(lines, 1):
        yield _row(template, line, payer, position)
        progress(position, len(lines))


def _row(template: BankTemplate, line: BankLine, payer: Payer, position: int) -> list[str]:
    return [_value(column, line, payer, position) for column in template.columns]


def _value(column: BankColumn, line: BankLine, payer: Payer, position: int) -> str:
    if column.word is Word.POSITION:
        return str(position)
    if column.word is Word.TEXT:
        return column.text
    of_payer = _OF_PAYER.get(column.word)
    return of_payer(payer) if of_payer else _OF_LINE[column.word](line)


def _text(template: BankTemplate, lead: Sequence[Sequence[str]], rows: Iterator[list[str]]) -> str:
    headings = [[one.heading for one in template.columns]] if template.heading else []
    mark = template.separator.mark
    return "".join(f"{mark.join(row)}\r\n" for row in (*lead, *headings, *rows))


def _workbook(template: BankTemplate, lead: Sequence[Sequence[str]], rows: Iterator[list[str]]) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Sheet1"
    for row in lead:
        sheet.append(row)
    if template.heading:
        sheet.append([one.heading for one in template.columns])
    for number, column in enumerate(template.columns, 1):
        whole = sheet.column_dimensions[get_column_letter(number)]
        whole.width = _WIDTHS.get(column.word, _USUAL)
        whole.number_format = _number_format(column.word)
    begins = sheet.max_row + 1 if template.heading or lead else 1
    for place, row in enumerate(rows, begins):
        _write_row(sheet, place, template.columns, row)
    return book


def _write_row(sheet: Worksheet, place: int, columns: Sequence[BankColumn], row: Sequence[str]) -> None:
    for number, (column, value) in enumerate(zip(columns, row, strict=True), 1):
        cell = sheet.cell(place, number)
        cell.number_format = _number_format(column.word)
        if column.word is Word.AMOUNT:
            cell.value = Decimal(value)
        elif column.word is Word.POSITION:
            cell.value = int(value)
        elif value:
            cell.value, cell.data_type = value, "s"
            cell.quotePrefix = value.startswith(_LIKE_FORMULAS)


def _number_format(word: Word) -> str:
    return {Word.AMOUNT: "0.00", Word.POSITION: "0"}.get(word, "@")
