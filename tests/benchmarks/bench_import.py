"""A ledger into the office file, with every check and the journal, against its bare cells in a plain table."""

import sqlite3
import tempfile
from pathlib import Path

from python_calamine import CalamineWorkbook

from desktop.exchange.ledger import write_ledger
from desktop.office.office import Office
from tests.benchmarks.timing import Measure, paired
from tests.builders import household
from tests.offices import PASSWORD

HOUSEHOLDS = 10_000
_ROUNDS = 3


def measure() -> Measure:
    """Look and enter, into an office made beforehand for each round."""
    with tempfile.TemporaryDirectory() as folder:
        ledger = Path(folder) / "ledger.xlsx"
        write_ledger(ledger, (household(seed, members=seed % 4) for seed in range(HOUSEHOLDS)), office="某区总工会")
        paths = [Path(folder) / f"{number}.niangjia" for number in range(_ROUNDS)]
        offices = [Office.create(path, PASSWORD, name="某区总工会") for path in paths]

        def floor() -> None:
            rows = CalamineWorkbook.from_path(ledger).get_sheet_by_index(0).to_python()
            width = max(map(len, rows))
            with sqlite3.connect(Path(folder) / "floor.db") as plain:
                plain.execute("DROP TABLE IF EXISTS t")
                plain.execute(f"CREATE TABLE t ({', '.join(f'c{number}' for number in range(width))})")
                marks = ", ".join("?" * width)
                plain.executemany(f"INSERT INTO t VALUES ({marks})", ([str(cell) for cell in row] for row in rows))
            plain.close()

        def ours() -> None:
            with_office = offices.pop()
            change = with_office.intake.enter(with_office.intake.look(ledger))
            with_office.close()
            if change.count != HOUSEHOLDS:
                raise AssertionError(change)

        return Measure(f"import a ledger of {HOUSEHOLDS:,} households", 6, *paired(floor, ours, _ROUNDS))
