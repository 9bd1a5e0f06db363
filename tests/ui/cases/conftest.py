"""A real office with four files, copied for each test, and the desk over it."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.base.changes import Noun
from desktop.cases.steps import Verb
from desktop.office.office import Office
from tests.offices import draft
from tests.ui.desks import Ask, make
from ui.cases.list import CaseList
from ui.cases.page import CasePage
from ui.cases.room import CaseRoom
from ui.desk import Desk
from ui.papers.saving import Saver
from ui.widgets.message import MessageBar


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory, _on_file)


def _on_file(office: Office) -> None:
    """Four files that were approved on paper."""
    for seed in range(4):
        office.cases.save(draft(seed, members=2))
    approved = {"day": dt.date(2022, 7, 25), "document_no": "新工发〔2022〕3号"}
    office.procedure.take_many([1, 2, 3, 4], Verb.TAKE_OVER, approved)


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
def room(qtbot: QtBot, desk: Desk, bar: MessageBar, shown_papers: list[Any]) -> CaseRoom:
    """The form's room; the files stand in the order of their numbers."""
    made = CaseRoom(
        desk,
        neighbour=lambda number, by: number + by if 1 <= number + by <= 4 else None,
        show_paper=shown_papers.append,
        saver=Saver(desk, bar, bar),
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
        qtbot.waitUntil(lambda: room.form is not None and room.form.number == number and desk.idle)
        assert room.form is not None
        return room.form

    return open_file
