"""The tabs of what became of a file: each field's history, and what the household received."""

from collections.abc import Sequence
from typing import ClassVar

from desktop.office.aid import Received
from desktop.office.cases import Step
from ui.cases.lines import payments, timeline
from ui.cases.tab import FileTab


class HistoryTab(FileTab):
    """Every change of every field, operation by operation."""

    title: ClassVar[str] = "修改"

    def of(self, number: int | None) -> None:
        """Ask for the history."""
        if number is not None:
            self.reach.desk.ask(lambda office: office.cases.history(number), self._show, ignore, key=(id(self), "of"))

    def _show(self, steps: Sequence[Step]) -> None:
        self.fill(timeline(steps))


class AidTab(FileTab):
    """The payments that the household stands in."""

    title: ClassVar[str] = "帮扶"

    def of(self, number: int | None) -> None:
        """Ask for what was received."""
        if number is not None:
            self.reach.desk.ask(lambda office: office.aid.received(number), self._show, ignore, key=(id(self), "of"))

    def _show(self, received: Sequence[Received]) -> None:
        self.fill(payments(received))


def ignore(_: object) -> None:
    """The form itself says that the file is gone."""
