"""What an office remembers: its name, its policy, its mappings and saved views."""

import json
from collections.abc import Iterable
from typing import Any

from sqlite_utils import Database

from desktop.policy.reading import rule_from_json, rule_to_json
from desktop.policy.standards import Rule


def get(db: Database, name: str, default: Any = None) -> Any:
    """A setting's value."""
    row = db.execute("SELECT value FROM setting WHERE name = ?", [name]).fetchone()
    return json.loads(row[0]) if row else default


def put(db: Database, name: str, value: object) -> None:
    """Set a setting, within an operation."""
    db.execute(
        "INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        [name, json.dumps(value, ensure_ascii=False)],
    )


def named(db: Database, prefix: str) -> dict[str, Any]:
    """The settings whose name begins so, by the rest of their name."""
    found = db.execute("SELECT name, value FROM setting WHERE name GLOB ? ORDER BY name", [prefix + "*"])
    return {name.removeprefix(prefix): json.loads(value) for name, value in found.fetchall()}


def rules(db: Database) -> list[Rule]:
    """Every row of policy, the oldest first."""
    return [rule_from_json(body) for (body,) in db.execute("SELECT body FROM standard ORDER BY valid_from, id")]


def put_rules(db: Database, new: Iterable[Rule]) -> int:
    """Enter rows of policy; one of the same key and day is replaced. Gives how many."""
    count = 0
    for rule in new:
        db.execute(
            "INSERT INTO standard (key, valid_from, document_no, body) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (key, valid_from) DO UPDATE SET document_no = excluded.document_no, body = excluded.body",
            [rule.key, rule.valid_from.isoformat(), rule.document_no, rule_to_json(rule)],
        )
        count += 1
    return count
