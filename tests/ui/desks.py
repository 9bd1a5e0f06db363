"""A real office behind a desk: made once for each file of tests, copied for each test.

The fixtures here are those of every test of the screen; a folder that needs another office has a ``made`` of its own.
"""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.office.office import Office
from tests.offices import NOW, PASSWORD, draft, on_file
from ui.desk import Desk
from ui.widgets.message import MessageBar

Ask = Callable[[Callable[[Office], Any]], Any]
"""Asks the office behind the desk and waits for the answer."""

Settle = Callable[[], None]
"""Waits until the desk has nothing under way."""

FILES = 3


def make(tmp_path_factory: pytest.TempPathFactory, fill: Callable[[Office], object]) -> Path:
    """An office that was filled on the day of the tests, closed."""
    path = tmp_path_factory.mktemp("made") / "新区.niangjia"
    with pytest.MonkeyPatch.context() as clock:
        clock.setenv("NIANGJIA_NOW", NOW)
        office = Office.create(path, PASSWORD, name="新区总工会")
        fill(office)
        office.close()
    return path


def enter(office: Office, files: int = FILES, members: int = 1) -> None:
    """So many households on file, of an applicant and so many members."""
    for seed in range(files):
        on_file(office, draft(seed, members=members))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The office that is copied: three files."""
    return make(tmp_path_factory, enter)


@pytest.fixture
def path(made: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The copy, alone in its folder."""
    monkeypatch.setenv("NIANGJIA_NOW", NOW)
    return Path(shutil.copyfile(made, tmp_path_factory.mktemp("office") / "新区.niangjia"))


@pytest.fixture
def desk(path: Path) -> Iterator[Desk]:
    """The desk over it; a crash fails the test."""
    made = Desk(lambda: Office.open(path, PASSWORD))
    crashes: list[object] = []
    made.crashed.connect(crashes.append)
    yield made
    made.finish(lambda _: None)
    made._worker.shutdown(wait=True)
    assert crashes == []


@pytest.fixture
def ask(qtbot: QtBot, desk: Desk) -> Ask:
    """Asks and waits."""

    def asked(question: Callable[[Office], Any]) -> Any:
        answers: list[Any] = []
        desk.ask(question, answers.append)
        qtbot.waitUntil(lambda: bool(answers))
        return answers[0]

    return asked


@pytest.fixture
def settle(qtbot: QtBot, desk: Desk) -> Settle:
    """Waits, also for what the answers begin and for the layouts that follow them."""

    def settled() -> None:
        for _ in range(3):
            QApplication.processEvents()
            qtbot.waitUntil(lambda: desk.idle)

    return settled


@pytest.fixture
def bar(qtbot: QtBot) -> MessageBar:
    """The window's message bar."""
    made = MessageBar()
    qtbot.addWidget(made)
    return made
