"""A batch of 10,000 payees: drawn up, locked, sent to the bank, and its answer entered."""

import json
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import openpyxl
from python_calamine import load_workbook
from sqlite_utils import Database

from desktop.aid.batch import Payment
from desktop.aid.fund import Source
from desktop.base.changes import Noun
from desktop.base.listing import Query
from desktop.cases.household import State
from desktop.office.office import Office
from desktop.store import rows
from tests import large
from tests.benchmarks.timing import Measure, seconds

PAYEES, FAILING = 10_000, 300
FILES = PAYEES * 2
"""Three of five are on file."""

TEMPLATE = "通用"


def measure() -> list[Measure]:
    """All of them."""
    folder = Path(tempfile.mkdtemp())
    try:
        office = Office.open(large.make(folder / "large.niangjia", FILES), large.PASSWORD)
        found = list(_measured(office, folder))
        office.close()
    finally:
        shutil.rmtree(folder)
    return found


def _measured(office: Office, folder: Path) -> Iterator[Measure]:
    steps = [*_steps(office, folder)]
    yield from steps
    way = steps[:-1]
    name = f"the whole way of a batch of {PAYEES:,} payees, from files to paid"
    yield Measure(name, 5, sum(one.floor for one in way), sum(one.ours for one in way))


def _steps(office: Office, folder: Path) -> Iterator[Measure]:
    db, bank, back = office._db, folder / "银行.xlsx", folder / "回盘.xlsx"
    fund = office.funds.open(name="资金", source=Source.OWN_UNION, year=2022, received=10**12).record or 0
    numbers = office.ids(Query(noun=Noun.CASES, chips={"state": State.ON_FILE}))[:PAYEES]
    ours = seconds(lambda: office.aid.draw_up(programme="生活救助", fund=fund, households_=numbers))
    lines = office.aid.payments(1)
    floor = seconds(lambda: _insert(db, lines))
    yield Measure(f"a batch of {PAYEES:,} payees drawn up, against reading files and bare inserts", None, floor, ours)
    ours = seconds(lambda: office.aid.lock(1))
    yield Measure("locked, against reading files and bare updates", None, seconds(lambda: _keep(db)), ours)
    office.aid.approve(1, "李主席")
    ours = seconds(lambda: office.paying.send(1, TEMPLATE, bank))
    yield Measure("sent to the bank, against bare openpyxl", None, seconds(lambda: _write(lines, bank)), ours)
    _answer(lines, back)
    ours = seconds(lambda: _enter(office, back))
    yield Measure(f"the bank's answer with {FAILING} refusals, against reading it", None, _floor(db, back), ours)
    ours = seconds(lambda: office.paying.repay(1))
    yield Measure(f"{FAILING} paid anew, against bare inserts of all", 1, floor, ours)


def _files(db: Database) -> list[tuple[Any, ...]]:
    """Everything of the files and their people, as it is read."""
    tables = ("household", "person")
    return [row for table in tables for row in db.conn.execute(f"SELECT * FROM {table}").fetchall()]


def _insert(db: Database, lines: Sequence[Payment]) -> None:
    """The same records in the same encrypted file, with no rule and no journal."""
    _files(db)
    names = rows.columns(Payment)
    db.execute(f"CREATE TABLE bare ({', '.join(names)}, digest, snapshot)")
    with db.atomic():
        marks = ", ".join("?" * len(names))
        db.conn.executemany(f"INSERT INTO bare VALUES ({marks}, 0, '')", [_values(one, names) for one in lines])


def _values(line: Payment, names: Sequence[str]) -> tuple[Any, ...]:
    return tuple(getattr(line, name) for name in names)


def _keep(db: Database) -> None:
    """A text as long as a file with each."""
    kept = [(json.dumps(row, ensure_ascii=False) * 3, number) for number, row in enumerate(_files(db)[:PAYEES], 1)]
    with db.atomic():
        db.conn.executemany("UPDATE bare SET snapshot = ? WHERE rowid = ?", kept)


def _floor(db: Database, answer: Path) -> float:
    """Reading the sheet and the lines, and setting a column of those that failed."""

    def read() -> None:
        load_workbook(answer).get_sheet_by_index(0).to_python()
        db.conn.execute("SELECT * FROM bare").fetchall()
        with db.atomic():
            db.conn.executemany("UPDATE bare SET digest = 1 WHERE rowid = ?", [(one,) for one in range(FAILING)])

    return seconds(read)


def _write(lines: Sequence[Payment], path: Path) -> None:
    book = openpyxl.Workbook()
    for one in lines:
        book.active.append([one.position, str(one.id), one.name, one.card, one.bank, one.amount / 100, "生活救助", ""])
    book.save(path)


def _answer(lines: Sequence[Payment], path: Path) -> Path:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(["发放编号", "户名", "账号", "金额", "处理结果", "失败原因"])
    for one in lines:
        wrong = one.position % (PAYEES // FAILING) == 0
        said = ("失败", "户名不符") if wrong else ("成功", "")
        sheet.append([str(one.id), one.name, one.card, one.amount / 100, *said])
    book.save(path)
    return path


def _enter(office: Office, answer: Path) -> None:
    office.paying.receipt(1, failures=office.paying.read_return(1, answer).failures)


if __name__ == "__main__":
    sys.stdout.write("\n".join(map(str, measure())))
