"""A clerk at the real window: begins with an empty office and drives it by keys, buttons and signals."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.office.office import Office
from ui.forms.dialog import FormDialog
from ui.session import Session
from ui.window import MainWindow

PASSWORD = "made-up-password"
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
W = TypeVar("W", bound=QWidget)


class Clerk:
    """Drives the window by keys, buttons and signals, and waits for what it does."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self.qtbot, self.window = qtbot, window

    def go(self, key: str, kind: type[W]) -> W:
        """Go to a page."""
        return self.seen(self.window.go(key), kind)

    def seen(self, page: QWidget | None, kind: type[W]) -> W:
        """The page, when everything it asked for is there."""
        self.settle()
        assert isinstance(page, kind)
        return page

    def settle(self) -> None:
        """Wait until nothing is under way, nor begun by the answers."""
        for _ in range(3):
            QApplication.processEvents()
            self.qtbot.waitUntil(lambda: self.window.desk.idle)

    def press(self, on: QWidget, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key in the window, which has the focus again after a dialog."""
        with self.qtbot.waitActive(self.window):
            self.window.activateWindow()
        self.qtbot.keyClick(on, key, held)
        self.settle()

    def ask(self, question: Any) -> Any:
        """What the office holds."""
        answers: list[Any] = []
        self.window.desk.ask(question, answers.append)
        self.qtbot.waitUntil(lambda: bool(answers))
        return answers[0]

    def answer(self, **values: Any) -> None:
        """Fill in the dialog that stands there and do what it is for."""
        self.qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), FormDialog))
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, FormDialog)
        for name, value in values.items():
            dialog.form.put(name, value)
        with self.qtbot.waitSignal(dialog.achieved):
            dialog.submit()
        self.settle()


def part_with(*ended: QObject) -> None:
    """The program ends with them; here they would watch the windows of later tests, and lock their own in the end."""
    for one in ended:
        one.deleteLater()
        QApplication.sendPostedEvents(one, QEvent.Type.DeferredDelete)


@pytest.fixture
def clerk(qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Clerk]:
    monkeypatch.setenv("NIANGJIA_NOW", "2022-12-20 09:30:00")
    path = tmp_path / "新区.niangjia"
    Office.create(path, PASSWORD, name="新区总工会", city="市总工会").close()
    session = Session(qapp)
    session.begin(path)
    assert session.start is not None
    session.start.unlocking.line.setText(PASSWORD)
    qtbot.keyClick(session.start.unlocking.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: session.window is not None)
    assert session.window is not None
    with qtbot.waitActive(session.window):
        session.window.activateWindow()
    window = session.window
    yield Clerk(qtbot, window)
    with qtbot.waitSignal(session.ended):
        session.end()
    part_with(session._idle, session, window)  # the window would be dressed anew with every theme
