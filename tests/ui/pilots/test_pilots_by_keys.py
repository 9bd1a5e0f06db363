"""A clerk at the real window enters the first wave and pilot of an empty office, by keys alone."""

import datetime as dt

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from desktop.base.changes import Noun
from desktop.base.listing import Query
from desktop.pilots.wave import Wave
from tests.piloting import WAVE
from tests.ui.clerk import ALT, CTRL, Clerk, clerk
from tests.ui.ring import beyond_tab
from tests.ui.typing import typed
from ui.forms.dialog import FormDialog
from ui.pages import Pages
from ui.pilots.page import PilotsPage
from ui.pilots.unit_room import UnitRoom
from ui.pilots.units import UnitList
from ui.pilots.waves import WavesPage

__all__ = ["clerk"]


def test_a_wave_and_a_pilot_are_entered_by_keys_alone(clerk: Clerk) -> None:
    clerk.press(clerk.window, Qt.Key.Key_5, CTRL)
    page = clerk.seen(clerk.window.page("pilots"), PilotsPage)
    units = page.shown
    assert isinstance(units, UnitList)
    assert "Ctrl+N" in units.view._empty
    clerk.window.desk.do(lambda office: office.registers.enter(Wave, WAVE))
    clerk.settle()
    clerk.press(clerk.window.focusWidget(), Qt.Key.Key_N, CTRL)
    room = clerk.seen(page.shown, UnitRoom)
    assert room.form is not None
    typed(clerk.qtbot, room.form.form.cells["name"], "江苏甲机械有限公司")
    clerk.press(clerk.window.focusWidget(), Qt.Key.Key_S, CTRL)
    assert clerk.ask(lambda office: office.enterprises.one(1)).name == "江苏甲机械有限公司"
    clerk.press(clerk.window.focusWidget(), Qt.Key.Key_Escape)
    assert page.shown is units
    clerk.press(clerk.window.focusWidget(), Qt.Key.Key_Down)
    assert units.chosen() == [1]
    clerk.press(clerk.window.focusWidget(), Qt.Key.Key_M, ALT)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        clerk.qtbot.keyClick(menu, key)
    clerk.settle()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, FormDialog)
    typed(clerk.qtbot, dialog.form.cells["wave_name"], "第一批")
    with clerk.qtbot.waitSignal(dialog.achieved):
        clerk.qtbot.keyClick(dialog.form.cells["wave_name"].editor, Qt.Key.Key_Return)
    clerk.settle()
    assert clerk.ask(lambda office: office.enterprises.stages(1))[0].day == dt.date(2022, 1, 10)
    clerk.press(clerk.window, Qt.Key.Key_Z, CTRL)
    assert clerk.ask(lambda office: office.enterprises.one(1)).wave is None


def test_tab_comes_to_everything_on_every_page(clerk: Clerk) -> None:
    for key in range(Qt.Key.Key_1, Qt.Key.Key_9):
        clerk.press(clerk.window, Qt.Key(key), CTRL)
        assert beyond_tab(clerk.window) == []


def test_ctrl_f_leads_from_the_side_bar_to_the_search_of_the_page(clerk: Clerk) -> None:
    clerk.press(clerk.window, Qt.Key.Key_5, CTRL)
    units = clerk.seen(clerk.window.page("pilots"), PilotsPage).shown
    assert isinstance(units, UnitList)
    places: list[QPushButton] = list(clerk.window.findChildren(QPushButton))
    side = next(one for one in places if one.text() == "产改试点")
    side.setFocus()
    clerk.press(side, Qt.Key.Key_F, CTRL)
    assert units.search.hasFocus()


def test_a_figure_about_pilots_leads_to_its_list(clerk: Clerk) -> None:
    pages = clerk.window.findChild(Pages)
    for noun in (Noun.TALENTS, Noun.PILOTS, Noun.WAVES):
        pages.open_query(Query(noun=noun))
        clerk.settle()
    page = clerk.seen(clerk.window.page("pilots"), PilotsPage)
    assert isinstance(page.shown, WavesPage)


def test_an_office_without_pilots_is_told_where_to_begin_in_every_section(clerk: Clerk) -> None:
    clerk.press(clerk.window, Qt.Key.Key_5, CTRL)
    page = clerk.seen(clerk.window.page("pilots"), PilotsPage)
    for key in page.sections():
        shown = page.show_section(key)
        clerk.settle()
        assert "都联系过" not in "".join(one.text() for one in shown.findChildren(QLabel))
    course = page.section("course")
    assert [one.text() for one in course.findChildren(QLabel) if one.text().startswith("还没有试点单位。请先")]
