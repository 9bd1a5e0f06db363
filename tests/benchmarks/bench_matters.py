"""What files wait for, in an office of 20,000 files with documents, consents and payments: lists and counts."""

import shutil
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from desktop.aid.fund import Source
from desktop.base.changes import Noun
from desktop.base.listing import Query
from desktop.cases.matters import MATTERS
from desktop.office.office import Office
from desktop.office.overview import survey
from desktop.store import journal
from tests import large
from tests.benchmarks.timing import Measure, seconds

FILES, ROUNDS = 20_000, 5
LIST, COUNTS, FIGURES = 0.050, 0.400, 0.100
"""Seconds in which a list, all counts together, and the figures of the first page must be there."""


def measure() -> list[Measure]:
    """All of them."""
    folder = Path(tempfile.mkdtemp())
    try:
        office = Office.open(large.make(folder / "large.niangjia", FILES), large.PASSWORD)
        fill(office)
        found = list(_measured(office))
        office.close()
    finally:
        shutil.rmtree(folder)
    return found


def _measured(office: Office) -> list[Measure]:
    lists = {one.name: _taken(partial(_list, office, one.name)) for one in MATTERS}
    slowest = max(lists, key=lambda name: lists[name])
    scan = _taken(lambda: office._db.execute("SELECT count(*) FROM household NOT INDEXED WHERE note = '?'").fetchone())
    counts = _taken(office.matters.counts)
    return [
        Measure(f"the slowest matter's list ({slowest}), {FILES:,} files, against 50 ms", 1, LIST, lists[slowest]),
        Measure("the counts of all matters, against 400 ms", 1, COUNTS, counts),
        Measure("the same, against a bare scan of the files", None, scan, counts),
        Measure("what the first page reminds of, against 400 ms", 1, COUNTS, _taken(office.matters.reminders)),
        Measure("the figures of the first page, against 100 ms", 1, FIGURES, _taken(partial(_figures, office))),
    ]


def _list(office: Office, name: str) -> object:
    return office.ids(Query(noun=Noun.CASES, matter=name))


def _figures(office: Office) -> object:
    return survey(office._db, None, has_line=True)


def _taken(work: Callable[[], object]) -> float:
    """The least of some rounds: what the work takes where nothing else is going on."""
    return min(seconds(work) for _ in range(ROUNDS))


def fill(office: Office) -> None:
    """Files with their documents and consents, two thirds with payments: what takes longest to find out."""
    db = office._db
    kinds = [rule.name for rule in office.standing.on().documents if not rule.when]
    fund = office.funds.open(name="资金", source=Source.OWN_UNION, year=2022, received=10**12).record
    with journal.operation(db, "材料", Noun.CASES):
        for kind in kinds:
            db.execute(
                "INSERT INTO document (household, kind, title, received_on) "
                "SELECT id, ?, '', '2022-01-01' FROM household",
                [kind],
            )
        db.execute(
            "INSERT INTO consent (household, person, given_on, scopes, signed_by) "
            "SELECT household, id, '2022-01-01', '公示', name FROM person"
        )
    with journal.operation(db, "发放", Noun.BATCHES):
        for year in (2020, 2021, 2022):
            _pay(office, year, fund or 1)


def _pay(office: Office, year: int, fund: int) -> None:
    db = office._db
    batch = db.execute(
        "INSERT INTO batch (state, title, programme, year, fund, decided_on) VALUES ('编制', ?, '生活救助', ?, ?, ?)",
        [f"{year}", year, fund, f"{year}-01-01"],
    ).lastrowid
    db.execute(
        "INSERT INTO payment (batch, household, position, name, resident_id, category, amount, reason, snapshot) "
        "SELECT ?, h.id, 0, p.name, p.resident_id, h.category, 1, '', json_object('about', hex(zeroblob(400))) "
        "FROM household h JOIN person p ON p.household = h.id AND p.position = 0 WHERE h.id % 3",
        [batch],
    )
    for state in ("已锁定", "已审批"):
        db.execute("UPDATE batch SET state = ? WHERE id = ?", [state, batch])
    db.execute("UPDATE batch SET state = '已发放', paid_on = ? WHERE id = ?", [f"{year}-02-01", batch])


if __name__ == "__main__":
    sys.stdout.write("\n".join(map(str, measure())))
