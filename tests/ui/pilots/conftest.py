"""A real office with two waves of made-up pilots, and the page of pilots over it."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from desktop.office.office import Office
from desktop.pilots.talent import Contest, Studio, Talent
from desktop.pilots.wave import Wave
from tests.piloting import UNIT, WAVE
from tests.ui.desks import Ask, Settle, make
from ui.desk import Desk
from ui.forms.dialog import FormDialog
from ui.listed import PILOTS
from ui.papers.saving import Saver
from ui.pilots.page import PilotsPage
from ui.pilots.unit_page import UnitPage
from ui.widgets.message import MessageBar

NAMES = ("江苏甲机械有限公司", "乙电子公司", "丙食品公司", "丁化工公司")
CODE = "9132119116143810X4"
PAPERS: list[Any] = []
D = TypeVar("D", bound=QDialog)

Answer = Callable[..., None]
"""Fills in the dialog that stands there and does what it is for."""


def stands(qtbot: QtBot, kind: type[D]) -> D:
    """The dialog that stands there."""
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), kind))
    found = QApplication.activeModalWidget()
    assert isinstance(found, kind)
    return found


def seen(kind: type[QDialog]) -> Any:
    """The newest dialog of that kind in sight."""
    return next(one for one in reversed(QApplication.topLevelWidgets()) if isinstance(one, kind) and one.isVisible())


def fill_in(qtbot: QtBot, settle: Settle, **values: Any) -> None:
    """Fill in the dialog that stands there and do what it is for."""
    shown = stands(qtbot, FormDialog)
    for name, value in values.items():
        shown.form.put(name, value)
        shown.form.changed.emit(name)
    with qtbot.waitSignal(shown.achieved):
        shown.submit()
    settle()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory, fill)


def fill(office: Office) -> None:
    """Two waves, of which the first has three of four pilots; studios, workers and contests as the seeds tell."""
    office.registers.enter(Wave, WAVE)
    office.registers.enter(Wave, WAVE | {"name": "第二批", "number": 2, "document_no": "2号"})
    office.enterprises.enter(UNIT | {"wave": 1, "credit_code": CODE})
    for name in NAMES[1:3]:
        office.enterprises.enter({"name": name, "wave": 1, "workers": 100})
    office.enterprises.enter({"name": NAMES[3], "wave": 2})
    office.registers.enter(Studio, {"name": "甲创新工作室", "enterprise": 1, "level": "区级"})
    office.registers.enter(Studio, {"name": "市医院工作室", "unit": "市第一医院"})
    for at, grade in enumerate(("高级工（三级）", "技师（二级）", "中级工（四级）")):
        office.registers.enter(Talent, {"name": f"赵{'甲乙丙'[at]}", "enterprise": at + 1, "grade": grade})
    day = dt.date(2022, 6, 3)
    office.registers.enter(Contest, {"name": "钳工竞赛", "enterprise": 1, "day": day, "intermediate": 6, "senior": 3})
    office.registers.enter(Contest, {"name": "新区技能大赛", "day": day, "intermediate": 40, "senior": 28})


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, ask: Ask, bar: MessageBar, settle: Settle) -> PilotsPage:
    """The page, in sight."""
    listings = ask(lambda office: {noun: office.listing(noun) for noun in PILOTS})
    shown = PilotsPage(desk, listings, PAPERS.append, Saver(desk, bar, bar))
    qtbot.addWidget(shown)
    shown.resize(1166, 700)
    with qtbot.waitActive(shown):
        shown.show()
    settle()
    return shown


@pytest.fixture
def unit(page: PilotsPage, qtbot: QtBot, settle: Settle) -> UnitPage:
    """The first pilot's page, in sight."""
    room = page.open_unit(1)
    qtbot.waitUntil(lambda: room.form is not None)
    settle()
    assert room.form is not None
    return room.form


@pytest.fixture
def answer(qtbot: QtBot, settle: Settle, page: PilotsPage) -> Answer:
    """Fills in, and goes back to the page."""

    def answered(**values: Any) -> None:
        fill_in(qtbot, settle, **values)
        with qtbot.waitActive(page):
            page.activateWindow()

    return answered
