"""Fixtures: a real office with three files, copied for each test, behind a desk; conftests take them from here."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from desktop.office.office import Office
from tests.offices import NOW, PASSWORD, draft
from ui.desk import Desk

Ask = Callable[[Callable[[Office], Any]], Any]
"""Asks the office behind the desk and waits for the answer."""

Settle = Callable[[], None]
"""Waits until the desk has nothing under way."""

FILES = 3


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The office that is copied."""
    path = tmp_path_factory.mktemp("made") / "新区.niangjia"
    office = Office.create(path, PASSWORD, name="新区总工会")
    for seed in range(FILES):
        office.cases.save(draft(seed))
    office.close()
    return path


@pytest.fixture
def path(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The copy."""
    monkeypatch.setenv("NIANGJIA_NOW", NOW)
    return Path(shutil.copyfile(made, tmp_path / "新区.niangjia"))


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
        qtbot.waitUntil(lambda: bool(answers), timeout=10_000)
        return answers[0]

    return asked


@pytest.fixture
def settle(qtbot: QtBot, desk: Desk) -> Settle:
    """Waits."""
    return lambda: qtbot.waitUntil(lambda: desk.idle, timeout=10_000)
