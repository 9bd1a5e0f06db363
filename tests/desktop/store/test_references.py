"""A row that goes is looked for in every table that may name it; without an index each of them is read whole."""

from sqlite_utils import Database

ONE_ROW = {("open_operation", "operation")}
"""Where there is nothing to look up."""


def test_every_reference_can_be_looked_up(db: Database) -> None:
    found = {(name, key.column) for name in db.table_names() for key in db.table(name).foreign_keys}
    assert len(found) > 15
    assert {one for one in found if not _indexed(db, *one)} == ONE_ROW


def _indexed(db: Database, table: str, column: str) -> bool:
    return any(index.columns[0] == column for index in db.table(table).indexes)
