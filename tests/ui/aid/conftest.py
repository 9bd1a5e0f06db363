"""A real office with six files and a fund of 100,000 yuan, copied for each test, and the page of aid over it."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from desktop.aid.fund import Source
from desktop.base.changes import Noun
from desktop.office.office import Office
from tests.offices import NOW, PASSWORD, TODAY, draft
from ui.aid.batch_page import BatchPage, Outlets
from ui.aid.draw_up import Picked
from ui.aid.page import AidPage
from ui.desk import Desk
from ui.pages import STATES
from ui.papers.saving import Saver
from ui.widgets.message import MessageBar

Ask = Callable[[Callable[[Office], Any]], Any]
"""Asks the office behind the desk and waits for the answer."""

Settle = Callable[[], None]
"""Waits until the desk has nothing under way."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("made") / "新区.niangjia"
    office = Office.create(path, PASSWORD, name="新区总工会")
    for seed in range(6):
        office.cases.save(draft(seed, members=1))
    office.aid.open_fund(
        name="本级经费", source=Source.OWN_UNION, year=2022, received=10_000_000, received_on=TODAY.replace(month=1)
    )
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
def settle(qtbot: QtBot, desk: Desk) -> Settle:
    return lambda: qtbot.waitUntil(lambda: desk.idle, timeout=10_000)


@pytest.fixture
def papers() -> list[Any]:
    """What was asked to be shown."""
    return []


@pytest.fixture
def picked() -> list[Picked]:
    """What the list of files has chosen; the last counts."""
    return [Picked()]


@pytest.fixture
def outlets(qtbot: QtBot, desk: Desk, papers: list[Any]) -> Outlets:
    bar = MessageBar()
    qtbot.addWidget(bar)
    return Outlets(papers.append, Saver(desk, bar, bar))


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, ask: Ask, outlets: Outlets, picked: list[Picked]) -> AidPage:
    nouns = (Noun.CASES, Noun.FUNDS, Noun.BATCHES, Noun.PAYMENTS)
    listings = ask(lambda office: {noun: office.listing(noun) for noun in nouns})
    made = AidPage(desk, listings, picked=lambda: picked[-1], outlets=outlets, tones=STATES)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    with qtbot.waitActive(made):
        made.show()
    qtbot.waitUntil(lambda: desk.idle, timeout=10_000)
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
