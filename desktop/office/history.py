"""What an operation changed, in words: record, field, before, after."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from desktop.base.errors import NotFoundError
from desktop.office import wording
from desktop.office.rulebook import clause
from desktop.office.wording import Image
from desktop.policy.reading import rule_from_json
from desktop.store import inversion, journal, naming

MOST = 600
"""Changed rows that are told one by one; the sums tell of all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alteration:
    """One line: of which record, which field, and what it was and became."""

    record: str
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """One operation and what it changed.

    Attributes:
        sums: how much of what was entered, altered and removed, as a sentence.
        lines: the first of its changes.
        more: how many changed rows aren't among the lines.
        can_undo, can_redo: whether the operation holds, or its undo does.
    """

    operation: int
    label: str
    at: str
    actor: str
    count: int
    state: str
    sums: str
    lines: tuple[Alteration, ...]
    more: int
    can_undo: bool
    can_redo: bool


def changes(db: Database, number: int, limit: int = MOST) -> Changes:
    """What an operation changed; ``NotFoundError`` for an unknown number."""
    entry = journal.entry(db, number)
    if entry is None:
        raise NotFoundError(f"操作记录里没有第 {number} 条。")
    counted = journal.sums(db, number)
    told = journal.changes(db, number, limit=limit)
    return Changes(
        operation=number,
        label=entry["label"],
        at=entry["at"],
        actor=entry["actor"],
        count=entry["count"],
        state=entry["state"],
        sums="，".join(f"{_VERBS[verb]}{wording.name(table)} {count:,} 条" for table, verb, count in counted),
        lines=tuple(_Telling(db, told).lines()),
        more=sum(count for *_, count in counted) - len(told),
        can_undo=entry["state"] == journal.STATES[0] and number != journal.MAKING,
        can_redo=inversion.undo_of(db, number) is not None,
    )


_VERBS = {"insert": "新增", "update": "修改", "delete": "移除"}


class _Telling:
    """Puts the changed rows of one operation into words."""

    def __init__(self, db: Database, told: Sequence[Image]) -> None:
        self._db = db
        self._told = told
        self._labels: dict[tuple[str, int], str] = {}
        for change in told:
            image = _image(change["after"]) or _image(change["before"]) or {}
            if change["table"] == "person" and image.get("position") == 0:
                self._labels["household", change["root_row"]] = str(image["name"])

    def lines(self) -> Iterator[Alteration]:
        """One line a field; a row that came or went is one line."""
        for change in self._told:
            before, after = _image(change["before"]), _image(change["after"])
            record = self._record(change, after or before or {})
            if before is not None and after is not None:
                for field, old, new in wording.altered(change["table"], before, after):
                    yield Alteration(record=record, field=field, before=old, after=new)
            else:
                what = _VERBS["delete" if after is None else "insert"] + wording.name(change["table"])
                texts = [wording.says(change["table"], one) if one else "" for one in (before, after)]
                yield Alteration(record=record, field=what, before=texts[0], after=texts[1])

    def _record(self, change: Image, image: Image) -> str:
        if change["root"] in {"standard", "setting"}:
            return _title(change["root"], image)
        key = (change["root"], change["root_row"])
        if key not in self._labels:
            self._labels[key] = naming.record_label(self._db, *key)
        member = change["table"] == "person" and image.get("position") != 0
        return f"{self._labels[key]} / {image['name']}" if member else self._labels[key]


def _image(text: str | None) -> Image | None:
    return json.loads(text) if text else None


def _title(root: str, image: Image) -> str:
    if root == "setting":
        return wording.SETTINGS.get(image["name"], "内部设置")
    return clause(rule_from_json(image["body"])).about
