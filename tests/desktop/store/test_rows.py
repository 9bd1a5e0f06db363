"""Rows go in as they were given, whatever is left out on the way."""

import pytest
import sqlcipher3.dbapi2 as sqlite
from hypothesis import given
from hypothesis import strategies as st
from sqlite_utils import Database

from desktop.store import rows

VALUES = st.none() | st.integers(-(2**63), 2**63 - 1)


@given(st.lists(st.tuples(VALUES, VALUES, VALUES), max_size=5))
def test_rows_go_in_as_they_are_with_columns_that_nobody_fills_and_without(given: list[tuple[int | None, ...]]) -> None:
    db = Database(sqlite.connect(":memory:", isolation_level=None))
    db.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER, b INTEGER, c INTEGER) STRICT")
    rows.insert(db, "t", ("id", "a", "b", "c"), [(number, *row) for number, row in enumerate(given)])
    assert db.execute("SELECT a, b, c FROM t ORDER BY id").fetchall() == given
    db.close()


def test_a_column_that_must_be_filled_still_must(db: Database) -> None:
    with pytest.raises(sqlite.IntegrityError, match="category"):
        rows.insert(db, "household", ("id", "state", "category"), [(1, "草稿", None)])
