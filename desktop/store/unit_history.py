"""What became of an enterprise and of everything that is kept of it."""

from typing import Any

from sqlite_utils import Database

from desktop.store import rows

MOST = 600
"""Changed rows that are told; the journal holds all."""

_ROOTS = (
    "submission", "task", "incentive", "assessment", "pairing", "call", "inspection", "problem", "filling", "reminder",
    "studio", "talent", "contest", "enclosure",
)  # fmt: skip
"""What belongs to an enterprise besides its own row, also where it was struck out since."""

_HISTORY = f"""
    WITH root_of AS (
        SELECT DISTINCT c.root, c.root_row FROM change c
        WHERE c.id IN (SELECT id FROM change WHERE root IN ({", ".join("?" * len(_ROOTS))}))
        AND c."table" = c.root AND ? IN (c.before ->> 'enterprise', c.after ->> 'enterprise')
    )
    SELECT o.id AS operation, o.label, o.at, o.actor, c."table", c.row, c.root, c.root_row, c.before, c.after
    FROM change c JOIN operation o ON o.id = c.operation
    WHERE c.root = 'enterprise' AND c.root_row = ? OR (c.root, c.root_row) IN (SELECT root, root_row FROM root_of)
    ORDER BY c.id DESC LIMIT {MOST}
"""  # the inner query is answered by the index alone, however long the journal is


def history(db: Database, number: int) -> list[dict[str, Any]]:
    """Every change of an enterprise, the newest first: operation, label, at, actor, table, before, after."""
    return list(rows.dicts(db, _HISTORY, [*_ROOTS, number, number]))
