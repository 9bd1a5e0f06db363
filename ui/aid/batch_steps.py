"""Doing what the buttons above a batch offer: at once, as a long job, or after a dialog."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from desktop.aid.batch import Batch
from desktop.base.changes import Change, Progress
from desktop.base.errors import KnownError, RefusedError
from ui.aid import asking
from ui.aid.adding import Addable, AddDialog, addable
from ui.aid.amounts_dialog import KINDS, AmountsDialog
from ui.aid.bank_dialog import SendDialog, SendFacts, send_facts
from ui.aid.receipt_dialog import ReceiptDialog, ReceiptFacts, receipt_facts
from ui.aid.sources import Picked
from ui.desk import Desk
from ui.forms.dialog import FormDialog
from ui.papers.saving import Saver, ask_which, dated

if TYPE_CHECKING:
    from desktop.aid.fund import Fund
    from desktop.office.office import Office
    from desktop.office.repaying import Repaying
    from ui.aid.facts import BatchFacts

_ASKED: dict[str, Callable[[QWidget, Desk, Batch], FormDialog]] = {
    "approve": asking.ask_approval,
    "pay": asking.ask_payment,
    "finish": asking.ask_finishing,
    "upper": asking.ask_upper_no,
    "recall": asking.ask_recall,
    "unlock": asking.ask_return,
    "void": asking.ask_voiding,
}
"""What is asked for with a few fields and needs to know nothing else before."""


class BatchSteps(QObject):
    """Takes the steps of one batch; while one is under way no other is begun.

    Signals:
        turned: something begins or is over.
        refused: findings, of a step that was refused.
        drawn: number of a batch that was drawn up to pay this one anew.
    """

    turned = Signal()
    refused = Signal(object)
    drawn = Signal(int)

    def __init__(self, page: QWidget, desk: Desk, saver: Saver | None, picked: Callable[[], Picked]) -> None:
        super().__init__(page)
        self._page, self._desk, self._saver, self._picked = page, desk, saver, picked
        self.facts: BatchFacts | None = None
        self.busy = False
        desk.crashed.connect(self._release)

    def take(self, name: str) -> FormDialog | None:
        """Do that step, or ask for what it needs. Whether it is possible is known to who offers it."""
        if self.facts is None or self.busy:
            return None
        if name in _ASKED:
            return _ASKED[name](self._page, self._desk, self.facts.batch)
        deeds: dict[str, Callable[[], object]] = {
            "lock": self._lock,
            "refresh": self._refresh,
            "send": partial(self._ask, send_facts, self._ask_send),
            "receipt": partial(self._ask, receipt_facts, self._ask_receipt),
            "repay": partial(self._ask, _repaying, self._ask_repaying),
            "add": partial(self._ask, partial(_addable, self._picked()), self._ask_adding),
            "export": self._export,
            "enter": self.enter_amounts,
        }
        deeds[name]()
        return None

    def enter_amounts(self, path: Path | None = None) -> AmountsDialog | None:
        """Look at amounts that were edited in Excel, in this file or one that the clerk chooses."""
        if self.facts is None or self.busy:
            return None
        path = path or ask_which(self._page, "导入金额表", KINDS)
        if path is None:
            return None
        made = AmountsDialog(self._page, self._desk, self.facts.batch, path)
        made.open()
        return made

    def read_return(self, path: Path) -> None:
        """Look at the bank's answer in this file."""
        if not self.busy:
            self._ask(receipt_facts, partial(self._ask_receipt, path=path))

    def _lock(self) -> None:
        if self.facts is not None:
            self._set_busy(True)
            work = partial(_lock, self.facts.batch.id)
            self._desk.long(work, "锁定批次", None, self._on_refused).ended.connect(self._release)

    def _refresh(self) -> None:
        if self.facts is not None:
            self._set_busy(True)
            self._desk.do(partial(_refresh, self.facts.batch.id), self._release, self._on_refused)

    def _ask(self, question: Callable[[int, "Office"], object], then: Callable[..., object]) -> None:
        """Ask what a dialog shows first; until it opens nothing else is begun."""
        if self.facts is not None:
            self._set_busy(True)
            self._desk.ask(partial(question, self.facts.batch.id), partial(self._answer, then), self._on_refused)

    def _answer(self, then: Callable[..., object], answer: object) -> None:
        self._release()
        then(answer)

    def _ask_send(self, found: SendFacts) -> None:
        made = SendDialog(self._page, self._desk, found)
        made.written.connect(self._on_written)
        made.open()

    def _on_written(self, path: Path, change: Change) -> None:
        if self._saver is not None:
            QTimer.singleShot(0, self, partial(self._saver.tell, path, change))  # after what says that it was sent

    def _ask_receipt(self, found: ReceiptFacts, path: Path | None = None) -> None:
        made = ReceiptDialog(self._page, self._desk, found)
        made.open()
        if path is not None:
            made.read(path)

    def _ask_repaying(self, found: "tuple[Repaying, Sequence[Fund]]") -> None:
        made = asking.ask_repaying(self._page, self._desk, *found)
        made.achieved.connect(self._on_drawn)

    def _on_drawn(self, change: Change) -> None:
        if change.record is not None:
            self.drawn.emit(change.record)

    def _ask_adding(self, found: Addable) -> None:
        AddDialog(self._page, self._desk, found).open()

    def _export(self) -> None:
        if self._saver is not None and self.facts is not None:
            work = partial(_export, self.facts.batch.id)
            self._saver.save(work, dated(f"{self.facts.batch.title} 金额表", ".xlsx"))

    def _on_refused(self, error: KnownError) -> None:
        self._release()
        if isinstance(error, RefusedError):
            self.refused.emit(error.findings)
        else:
            self._desk.known_error.emit(error.sentence)

    def _set_busy(self, busy: bool) -> None:
        self.busy = busy
        self.turned.emit()

    def _release(self, _: object = None) -> None:
        self._set_busy(False)


def _lock(number: int, office: "Office", progress: Progress) -> Change:
    return office.aid.lock(number, progress)


def _refresh(number: int, office: "Office") -> Change:
    return office.aid.refresh(number)


def _export(number: int, office: "Office", path: Path, progress: Progress) -> Change:
    return office.paying.export_amounts(number, path, progress)


def _repaying(number: int, office: "Office") -> "tuple[Repaying, Sequence[Fund]]":
    return office.paying.repaying(number), office.funds.every()


def _addable(picked: Picked, number: int, office: "Office") -> Addable:
    return addable(number, picked, office)
