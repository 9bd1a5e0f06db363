"""Batches on their way to the bank and back, for tests."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl

from desktop.aid.batch import Payment
from desktop.aid.flow import Verb
from desktop.exchange.reading import read_workbook
from desktop.office.cases import draft_of, with_values
from tests.desktop.exchange.workbooks import xlsx
from tests.offices import TODAY, Doors

COMMON = "通用"
"""The bank form that asks for no paying account."""


def approved(doors: Doors, payees: int = 3, **details: Any) -> int:
    """An approved batch of so many new files, 5,000 yuan each, and a fund that covers it; its number."""
    for seed in range(payees):
        doors.enter(seed)
    fund = doors.fund(payees * 5_000_00)
    return doors.seen_through(doors.batch(fund, **details), Verb.LOCK, Verb.APPROVE)


def sent(doors: Doors, folder: Path, payees: int = 3) -> int:
    """The same, sent to the bank."""
    number = approved(doors, payees)
    doors.paying.send(number, COMMON, folder / "银行.xlsx", TODAY)
    return number


def answer(path: Path, lines: Sequence[Payment], refused: Mapping[str, str]) -> Path:
    """The sheet in which the bank says whom it paid, and whom it didn't, by name."""
    rows = [
        (
            str(one.id),
            one.name,
            one.card,
            one.amount / 100,
            "失败" if one.name in refused else "成功",
            refused.get(one.name),
        )
        for one in lines
    ]
    return xlsx(path, [("发放编号", "户名", "账号", "金额", "处理结果", "失败原因"), *rows])


def cells(path: Path) -> list[list[Any]]:
    """What stands in the first sheet."""
    return [list(row) for row in read_workbook(path).sheets[0].rows]


def new_card(doors: Doors, household: int, card: str) -> None:
    """Another card in a file."""
    doors.cases.save(with_values(draft_of(doors.cases.get(household)), card=card), number=household)


def money(doors: Doors, fund: int = 1) -> tuple[int, int, int, int]:
    """What is bound, paid, came back, and is left of a fund."""
    one = doors.funds.one(fund)
    return one.bound, one.paid, one.returned, one.balance


def edited(doors: Doors, batch: int, path: Path, changes: Mapping[str, Mapping[str, Any]]) -> Path:
    """The sheet of a batch's amounts, with these cells typed over, by name and heading."""
    doors.paying.export_amounts(batch, path)
    return typed_over(path, changes)


def typed_over(path: Path, changes: Mapping[str, Mapping[str, Any]]) -> Path:
    """A sheet of amounts with these cells typed over, by name and heading."""
    book = openpyxl.load_workbook(path)
    sheet = book.active
    rows = list(sheet.iter_rows())
    head = next(row for row in rows if "发放编号" in [cell.value for cell in row])
    places = {cell.value: cell.column - 1 for cell in head}
    for row in rows:
        for heading, value in changes.get(str(row[places["姓名"]].value), {}).items():
            row[places[heading]].value = value
    book.save(path)
    return path
