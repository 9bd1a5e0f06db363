"""What became of an enterprise and of all that is kept of it, in words."""

import json
from collections.abc import Iterator
from typing import Any

from sqlite_utils import Database

from desktop.office import wording
from desktop.office.cases import Step
from desktop.store import unit_history

_OWN = frozenset({"enterprise"})
"""Rows that needn't say what they are: the enterprise is what one looks at."""


def history(db: Database, number: int) -> list[Step]:
    """One step a field, the newest first; a row that came or went is one step."""
    return [step for change in unit_history.history(db, number) for step in _steps(change)]


def _steps(change: dict[str, Any]) -> Iterator[Step]:
    before, after = json.loads(change["before"] or "null"), json.loads(change["after"] or "null")
    table = change["table"]
    common = {key: change[key] for key in ("operation", "label", "at", "actor")}
    if before is None or after is None:
        there = ["" if one is None else "有" for one in (before, after)]
        said = wording.says(table, after or before or {})
        what = wording.name(table) + (f"：{said}" if said else "")
        yield Step(field=what, before=there[0], after=there[1], person="", **common)
        return
    whose = "" if table in _OWN else wording.name(table)
    for label, was, now in wording.altered(table, before, after):
        yield Step(field=label, before=was, after=now, person=whose, **common)
