"""An office in memory with the doors that the screen's foundation asks: a tiny real one, not a recording."""

import threading
from array import array  # noqa: TC003  (mypy and readers alike)
from collections.abc import Sequence

from desktop.base.changes import Change, Noun
from desktop.base.errors import ForbiddenError
from desktop.base.fields import Kind, Value
from desktop.base.listing import Column, Listing, Query
from ui.tables.source import MemorySource, Row

LISTING = Listing(
    noun=Noun.CASES,
    columns=(
        Column(name="name", label="姓名", kind=Kind.NAME, width=8),
        Column(name="resident_id", label="身份证号", kind=Kind.RESIDENT_ID, width=18),
        Column(name="state", label="状态", kind=Kind.CODE, width=6),
        Column(name="town", label="所属镇街", kind=Kind.CODE, width=10),
        Column(name="per_head", label="月人均收入", kind=Kind.MONEY, width=11),
        Column(name="note", label="备注", width=16, shown=False),
    ),
    chips=("state", "town"),
    order="name",
)


def made_up(number: int) -> Row:
    """A row of nobody."""
    state, town = ("在档" if number % 3 else "脱困"), ("大港街道" if number % 2 else "姚桥镇")
    return (f"人{number:05}", f"32110219750308{number % 10000:04}", state, town, number * 100, None)


class MemoryOffice:
    """Rows by number; every read and write notes the thread it was done in."""

    def __init__(self, count: int = 250) -> None:
        self.held = {number: made_up(number) for number in range(1, count + 1)}
        self.threads: set[str] = set()
        self.asked: list[Query] = []
        self.fetched: list[int] = []
        self.undone: list[tuple[int, Row]] = []
        self.closed = False

    def listing(self, _noun: Noun) -> Listing:
        """The one list."""
        return LISTING

    def ids(self, query: Query) -> "array[int]":
        """What matches."""
        self._note()
        self.asked.append(query)
        answers: list[array[int]] = []
        self._source().find(query, range(0), lambda found: answers.append(found.ids))
        return answers[0]

    def rows(self, _noun: Noun, numbers: Sequence[int]) -> list[tuple[Value, ...]]:
        """Rows by number."""
        self._note()
        self.fetched += numbers
        return [(number, *self.held[number]) for number in numbers]

    def counts(self, _query: Query, chip: str) -> dict[str, int]:
        """Counts over everything."""
        return self._source().counts(chip)

    def rename(self, number: int, name: str) -> Change:
        """A write."""
        self._note()
        self.undone.append((number, self.held[number]))
        self.held[number] = (name, *self.held[number][1:])
        return self._change(f"改名：{name}")

    def enter(self, number: int, noun: Noun = Noun.CASES) -> Change:
        """A new row, or, of another noun, one that this list only tells something of."""
        self._note()
        self.held[number] = made_up(number)
        return Change(operation=number, label="登记", nouns=frozenset({Noun.CASES, noun}), record=number, made=noun)

    def remove(self, number: int) -> Change:
        """A write that takes a row away."""
        self.undone.append((number, self.held.pop(number)))
        return self._change("作废一户")

    def undo_label(self) -> str | None:
        """What undo would undo."""
        return "改名" if self.undone else None

    def redo_label(self) -> str | None:
        """Nothing."""
        return None

    def undo(self) -> Change:
        """Put back."""
        if not self.undone:
            raise ForbiddenError("没有可以撤销的操作。")
        number, row = self.undone.pop()
        self.held[number] = row
        return self._change("撤销")

    def back_up_if_needed(self) -> None:
        """Note the thread."""
        self._note()

    def close(self) -> None:
        """Note that it is closed."""
        self._note()
        self.closed = True

    def _change(self, label: str) -> Change:
        return Change(operation=len(self.undone) + 1, label=label, nouns=frozenset({Noun.CASES}))

    def _source(self) -> MemorySource:
        return MemorySource(LISTING, self.held.values(), self.held)

    def _note(self) -> None:
        self.threads.add(threading.current_thread().name)
