"""A real office with four files, copied for each test, and the desk over it."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.base.changes import Noun
from desktop.office.office import Office
from tests.offices import NOW, PASSWORD, draft
from ui.cases.list import CaseList
from ui.cases.page import CasePage
from ui.cases.room import CaseRoom
from ui.desk import Desk
from ui.papers.saving import Saver
from ui.widgets.message import MessageBar

Ask = Callable[[Callable[[Office], Any]], Any]
"""Asks the office behind the desk and waits for the answer."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("made") / "新区.niangjia"
    office = Office.create(path, PASSWORD, name="新区总工会")
    for seed in range(4):
        office.cases.save(draft(seed, members=2))
    office.close()
    return path


@pytest.fixture
def path(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NIANGJIA_NOW", NOW)
    return Path(shutil.copyfile(made, tmp_path / "新区.niangjia"))


@pytest.fixture
def desk(path: Path) -> Iterator[Desk]:
    made = Desk(lambda: Office.open(path, PASSWORD))
    crashes: list[object] = []
    made.crashed.connect(crashes.append)
    yield made
    made.finish(lambda _: None)
    made._worker.shutdown(wait=True)
    assert crashes == []


@pytest.fixture
def ask(qtbot: QtBot, desk: Desk) -> Ask:
    def asked(question: Callable[[Office], Any]) -> Any:
        answers: list[Any] = []
        desk.ask(question, answers.append)
        qtbot.waitUntil(lambda: bool(answers), timeout=10_000)
        return answers[0]

    return asked


@pytest.fixture
def shown_papers() -> list[Any]:
    """What was asked to be shown."""
    return []


@pytest.fixture
def cases(qtbot: QtBot, desk: Desk, ask: Ask, shown_papers: list[Any]) -> CaseList:
    listing = ask(lambda office: office.listing(Noun.CASES))
    window = QWidget()
    qtbot.addWidget(window)
    saver = Saver(desk, MessageBar(window), window)
    page = CaseList(desk, listing, tones={}, show_paper=shown_papers.append, saver=saver)
    qtbot.addWidget(page)
    page.resize(1160, 640)
    with qtbot.waitSignal(page.model.shown):
        page.show()
    return page


@pytest.fixture
def room(qtbot: QtBot, desk: Desk, shown_papers: list[Any]) -> CaseRoom:
    """The form's room; the files stand in the order of their numbers."""
    made = CaseRoom(
        desk,
        neighbour=lambda number, by: number + by if 1 <= number + by <= 4 else None,
        show_paper=shown_papers.append,
    )
    qtbot.addWidget(made)
    made.resize(1160, 640)
    with qtbot.waitExposed(made):
        made.show()
    return made


Open = Callable[..., CasePage]


@pytest.fixture
def opened(qtbot: QtBot, desk: Desk, room: CaseRoom) -> Open:
    """Opens a file, or a new one, and waits until it is shown and nothing is under way."""

    def open_file(number: int | None = None) -> CasePage:
        if number is None:
            room.new()
        else:
            room.open(number)
        qtbot.waitUntil(lambda: room.form is not None and room.form.number == number and desk.idle, timeout=10_000)
        assert room.form is not None
        return room.form

    return open_file
