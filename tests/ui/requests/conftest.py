"""A real office with four files, of which each has a student, and the pages of applications over it."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.aid.fund import Source
from desktop.base.changes import Noun
from desktop.office.office import Office
from desktop.policy.aid_standards import AmountRule, Basis
from tests.offices import draft, on_file
from tests.ui.desks import Ask, Settle, make
from ui.desk import Desk
from ui.requests.list import RequestList
from ui.requests.page import RequestPage
from ui.requests.room import RequestRoom

YEAR = dt.date(2022, 1, 1)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory, _fill)


def _fill(office: Office) -> None:
    for seed in range(4):
        one = draft(seed, members=1)
        who, child = one.persons
        student = {**child, "relation": "女儿", "identity": "大学生", "workplace": "江苏大学"}
        on_file(office, replace(one, persons=(who, student)))
    share = {"basis": Basis.PERCENT, "percent": 50, "cap_once": 1_000_000, "times_a_year": 2}
    office.standing.enter(
        [
            AmountRule(valid_from=YEAR, programme="医疗救助", category="", **share),  # type: ignore[arg-type]
            AmountRule(valid_from=YEAR, programme="子女助学", category="", stage="本科", amount=300_000),
            AmountRule(valid_from=YEAR, programme="临时救助", category="", amount=200_000),
        ]
    )
    office.funds.open(name="本级经费", source=Source.OWN_UNION, year=2022, received=10_000_000, received_on=YEAR)


@pytest.fixture
def listed(qtbot: QtBot, desk: Desk, ask: Ask) -> RequestList:
    """The list, in sight."""
    listing = ask(lambda office: office.listing(Noun.REQUESTS))
    made = RequestList(desk, listing, title="帮扶发放", picked=lambda: [1, 2])
    qtbot.addWidget(made)
    made.resize(1160, 640)
    with qtbot.waitActive(made):
        made.show()
    qtbot.waitUntil(lambda: desk.idle)
    return made


@pytest.fixture
def room(qtbot: QtBot, desk: Desk) -> RequestRoom:
    """The form's room, in sight."""
    made = RequestRoom(desk)
    qtbot.addWidget(made)
    made.resize(1160, 640)
    with qtbot.waitActive(made):
        made.show()
    return made


@pytest.fixture
def new(room: RequestRoom, qtbot: QtBot, settle: Settle) -> RequestPage:
    """A new application of the first file, without a programme."""
    room.new({"household": 1})
    qtbot.waitUntil(lambda: room.form is not None)
    settle()
    assert room.form is not None
    return room.form
