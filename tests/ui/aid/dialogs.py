"""Dialogs of aid in tests: the one that is open, and filling it in."""

from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication

from tests.ui.desks import Ask, Settle
from ui.aid.batch_page import BatchPage
from ui.forms.dialog import FormDialog

D = TypeVar("D", bound=FormDialog)


def dialog(kind: type[D]) -> D:
    """The dialog that is open, of that kind."""
    found = QApplication.activeModalWidget()
    assert isinstance(found, kind)
    return found


def answer(settle: Settle, one: FormDialog | None, **values: Any) -> None:
    """Fill a dialog in and do it."""
    assert one is not None
    for name, value in values.items():
        one.form.put(name, value)
    one.submit()
    settle()
    settle()


def choose(batch: BatchPage, *rows: int) -> list[int]:
    """Choose these rows; their numbers."""
    records = [batch.list.model.ids[row] for row in rows]
    batch.list.view.go_to(records[0])
    batch.list.view.choose(records)
    return records


def offered(batch: BatchPage) -> list[str]:
    """What can be done with the batch, what comes next first."""
    return list(batch.bar.offered())


def line_deeds(batch: BatchPage) -> list[str]:
    """What can be done with its lines."""
    return [name for name, one in batch.lines.shown.items() if one.isVisible()]


def approve(ask: Ask, number: int) -> None:
    """Lock and approve a batch."""
    ask(lambda office: office.aid.lock(number))
    ask(lambda office: office.aid.approve(number, "主席办公会"))


def dropping(path: Path) -> QDropEvent:
    """The file as it is dropped."""
    held = QMimeData()
    held.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        held,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    event.held = held  # type: ignore[attr-defined]  # else it dies before the event
    return event
