"""A real office with six files and a fund of 100,000 yuan, copied for each test, and the page of aid over it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from desktop.aid.fund import Source
from desktop.base.changes import Noun
from desktop.office.office import Office
from tests.offices import TODAY
from tests.ui.desks import Ask, Settle, enter, make
from ui.aid.batch_page import BatchPage
from ui.aid.page import AidPage
from ui.aid.sources import Picked
from ui.desk import Desk
from ui.look.tones import STATES
from ui.papers.outlets import Outlets
from ui.papers.saving import Saver
from ui.widgets.message import MessageBar


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory, _fill)


def _fill(office: Office) -> None:
    enter(office, files=6)
    office.funds.open(
        name="本级经费", source=Source.OWN_UNION, year=2022, received=10_000_000, received_on=TODAY.replace(month=1)
    )


@pytest.fixture
def papers() -> list[Any]:
    """What was asked to be shown."""
    return []


@pytest.fixture
def picked() -> list[Picked]:
    """What the list of files has chosen; the last counts."""
    return [Picked()]


@pytest.fixture
def outlets(desk: Desk, bar: MessageBar, papers: list[Any]) -> Outlets:
    return Outlets(papers.append, Saver(desk, bar, bar))


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, ask: Ask, outlets: Outlets, picked: list[Picked]) -> AidPage:
    nouns = (Noun.CASES, Noun.REQUESTS, Noun.FUNDS, Noun.BATCHES, Noun.PAYMENTS)
    listings = ask(lambda office: {noun: office.listing(noun) for noun in nouns})
    made = AidPage(desk, listings, picked=lambda: picked[-1], outlets=outlets, tones={"state": STATES})
    qtbot.addWidget(made)
    made.resize(1200, 700)
    with qtbot.waitActive(made):
        made.show()
    qtbot.waitUntil(lambda: desk.idle)
    return made


@pytest.fixture
def drawn(ask: Ask) -> int:
    """A batch that is being drawn up for everybody; its number."""
    return int(ask(lambda office: office.aid.draw_up(programme="生活救助", fund=1, decided_on=TODAY).record))


@pytest.fixture
def batch(page: AidPage, drawn: int, settle: Settle) -> BatchPage:
    """The page of that batch."""
    opened = page.open_batch(drawn)
    settle()
    return opened


@pytest.fixture
def tested() -> Callable[[Any], QAbstractItemModelTester]:
    """Have Qt's own tester watch a model."""
    return lambda model: QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
