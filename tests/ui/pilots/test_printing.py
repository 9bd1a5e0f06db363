"""Papers are printed from the lists of pilots, from what they list, and from an enterprise's page."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.base.changes import Noun
from desktop.pilots.pairing import Call, Inspection
from tests.piloting import SIMPLE
from tests.ui.desks import Ask, Settle
from tests.ui.pilots.conftest import PAPERS
from ui.papers.choosing import ChoosePapers
from ui.pilots.calls_page import VisitPage
from ui.pilots.calls_reading import CALL, read
from ui.pilots.page import PilotsPage
from ui.pilots.pairing_section import ContactSection
from ui.pilots.unit_page import UnitPage
from ui.pilots.units import UnitList


@pytest.fixture(autouse=True)
def printed() -> None:
    PAPERS.clear()


def test_a_unit_is_printed_from_its_page(qtbot: QtBot, unit: UnitPage, settle: Settle, ask: Ask) -> None:
    qtbot.keyClick(unit, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    settle()
    dialog = unit.findChild(ChoosePapers)
    assert dialog is not None
    assert dialog.whose.text() == "“江苏甲机械有限公司”"
    dialog.ticks["pilot-record"].setChecked(True)
    dialog.preview()
    assert [paper.title for paper in ask(PAPERS[0]).papers] == ["产改试点单位档案（江苏甲机械有限公司）"]


def test_what_is_chosen_among_the_units_is_printed_together(
    qtbot: QtBot, page: PilotsPage, ask: Ask, settle: Settle
) -> None:
    units = page.section("units")
    assert isinstance(units, UnitList)
    units.view.selectAll()
    qtbot.keyClick(units.view, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: units.findChild(ChoosePapers) is not None)
    settle()
    dialog = units.findChild(ChoosePapers)
    assert dialog is not None
    assert dialog.whose.text().endswith("等 4 家单位，按名单的顺序")
    dialog.ticks["pilot-recommendations"].setChecked(True)
    dialog.preview()
    assert len(ask(PAPERS[0]).papers) == 1


def test_a_call_is_printed_from_its_page_once_it_is_saved(
    qtbot: QtBot, page: PilotsPage, ask: Ask, settle: Settle
) -> None:
    ask(lambda office: office.registers.enter(Call, SIMPLE[Call]))
    made = VisitPage(page.reach, ask(lambda office: read(CALL, 1, None, office)))
    qtbot.addWidget(made)
    made.show()
    settle()
    made.form.put("met", "陈总")
    made.print_papers()
    assert made.findChild(ChoosePapers) is None
    made.save()
    settle()
    again = VisitPage(page.reach, ask(lambda office: read(CALL, 1, None, office)))
    qtbot.addWidget(again)
    again.print_papers()
    assert again.findChild(ChoosePapers) is not None


_LISTS = {
    Noun.CALLS: (Call, "pilot-call", "挂钩联系企业走访记录表"),
    Noun.INSPECTIONS: (Inspection, "pilot-inspection", "产改试点督查记录表"),
}


@pytest.mark.parametrize("noun", _LISTS)
def test_what_is_chosen_in_a_list_is_printed_together(
    qtbot: QtBot, page: PilotsPage, ask: Ask, settle: Settle, noun: Noun
) -> None:
    record, name, label = _LISTS[noun]
    for number in (1, 2):
        ask(lambda office, number=number: office.registers.enter(record, SIMPLE[record] | {"enterprise": number}))
    section = ContactSection(page.reach)
    qtbot.addWidget(section)
    with qtbot.waitActive(section):
        section.show()
    shown = section.views.go(noun)
    settle()
    shown.view.selectAll()
    qtbot.keyClick(shown.view, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: shown.findChild(ChoosePapers) is not None)
    dialog = shown.findChild(ChoosePapers)
    assert dialog is not None
    dialog.ticks[name].setChecked(True)
    dialog.preview()
    printout = ask(PAPERS[0])
    assert (printout.label, printout.count) == (label, 2)
