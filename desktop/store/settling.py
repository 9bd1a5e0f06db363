"""What must be true of records together, made so again where an inversion out of its turn left it otherwise.

Each row goes back to what it was, though others moved on since: places would be taken twice or left empty, and what a
visit found would be of another pilot than was visited.
"""

from collections.abc import Sequence

from sqlite_utils import Database

_CHANGED = 'SELECT row FROM change WHERE operation = :undone AND "table"'

_IN_ORDER = f"""
UPDATE incentive SET rank = o.place FROM (
    SELECT id, row_number() OVER (PARTITION BY year ORDER BY rank, id NOT IN ({_CHANGED} = 'incentive'), id) AS place
    FROM incentive WHERE rank IS NOT NULL) o
WHERE o.id = incentive.id AND o.place <> incentive.rank
"""
"""Projects of a year have their places from 1; what was put back has its own, those behind move."""

_FOUND = """
UPDATE {table} SET enterprise = v.enterprise FROM {visit} v
WHERE v.id = {table}.{visit} AND v.enterprise <> {table}.enterprise
"""


def settle(db: Database, undone: int) -> None:
    """Within the inversion of an operation: the order of projects, and whose problems and files of visits are."""
    touched = {table for (table,) in db.execute('SELECT DISTINCT "table" FROM change WHERE operation = ?', [undone])}
    if "incentive" in touched:
        db.execute(_IN_ORDER, {"undone": undone})
    for visit in ("call", "inspection"):
        for table in ("problem", "enclosure"):
            if touched & {visit, table}:
                db.execute(_FOUND.format(table=table, visit=visit))


def place(db: Database, numbers: Sequence[int]) -> int:
    """Within an operation: give these projects of a year their places in this order; how many changed."""
    placed = [(at, number, at) for at, number in enumerate(numbers, 1)]
    return db.conn.executemany("UPDATE incentive SET rank = ? WHERE id = ? AND rank IS NOT ?", placed).rowcount
