"""The page of pilots: its sections, the list of enterprises, waves, and what is done with many at once."""

import datetime as dt
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from desktop.base.changes import Change, Noun
from desktop.base.listing import Query
from desktop.office.office import Office
from desktop.pilots.enterprise import PilotState
from desktop.pilots.wave import Wave
from tests.ui.desks import Ask, Settle
from tests.ui.pilots.conftest import NAMES, fill_in, stands
from ui.desk import Desk
from ui.forms.dialog import FormDialog
from ui.listed import PILOTS
from ui.pilots.deeds import DEEDS, StageDialog
from ui.pilots.page import PilotsPage
from ui.pilots.section import ViewsSection
from ui.pilots.units import UnitList
from ui.pilots.waves import WavesPage
from ui.tables.page import ListPage
from ui.widgets.segments import Segments

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def units(page: PilotsPage, settle: Settle) -> UnitList:
    """The list of enterprises, in sight."""
    shown = page.section("units")
    assert isinstance(shown, UnitList)
    QAbstractItemModelTester(shown.model)
    settle()
    return shown


def dialog(qtbot: QtBot) -> FormDialog:
    return stands(qtbot, FormDialog)


def deed(text: str) -> int:
    return next(at for at, one in enumerate(DEEDS) if one.text == text)


def test_each_section_has_the_switch_that_shows_itself(page: PilotsPage, settle: Settle) -> None:
    switch = page.shown.findChild(Segments)
    assert isinstance(switch, Segments)
    switch.findChildren(QPushButton)[0].setFocus()
    switch.chosen.emit("talents")
    settle()
    other = page.shown.findChild(Segments)
    assert isinstance(page.shown, ViewsSection)
    assert (switch.value, other.value) == ("units", "talents")
    assert other.isAncestorOf(QApplication.focusWidget())


def test_enter_opens_an_enterprise_and_escape_leads_back(
    page: PilotsPage, units: UnitList, qtbot: QtBot, settle: Settle
) -> None:
    units.view.setFocus()
    units.view.go_to(units.model.ids[1])
    qtbot.keyClick(units.view, Qt.Key.Key_Return)
    settle()
    room = page.open_unit(2)
    settle()
    assert room.form is not None
    assert room.form.title == NAMES[1]
    qtbot.keyClick(room.form, Qt.Key.Key_Escape)
    assert page.shown is units


def test_enterprises_are_narrowed_by_wave_and_found_by_name(units: UnitList, settle: Settle) -> None:
    units.show_query(Query(noun=Noun.PILOTS, chips={"wave_name": "第一批"}, order="name"))
    settle()
    assert units.model.rowCount() == 3
    units.show_query(Query(noun=Noun.PILOTS, text="化工", order="name"))
    settle()
    assert [units.model.value(0, "name")] == [NAMES[3]]


@pytest.mark.parametrize("noun", PILOTS)
def test_each_list_of_pilots_is_shown_with_its_chips(
    desk: Desk, ask: Ask, settle: Settle, qtbot: QtBot, noun: Noun
) -> None:
    listed = ListPage(desk, ask(lambda office: office.listing(noun)), title="列表")
    qtbot.addWidget(listed)
    listed.show()
    settle()
    listed._ask_counts()
    settle()
    count = ask(lambda office: len(office.ids(Query(noun=noun))))
    assert listed.model.rowCount() == count
    chip = listed.listing.chips[0]
    for value, there in ask(lambda office: office.counts(Query(noun=noun), chip)).items():
        if value:
            assert len(ask(lambda office, value=value: office.ids(Query(noun=noun, chips={chip: value})))) == there


def test_many_are_put_into_a_wave_and_have_reached_the_first_stage(
    units: UnitList, ask: Ask, qtbot: QtBot, settle: Settle
) -> None:
    units.view.choose([2, 3])
    units.begin(DEEDS[deed("列入批次…")])
    fill_in(qtbot, settle, wave_name="第二批")
    assert [one.wave_name for one in ask(lambda office: office.enterprises.every())].count("第二批") == 3
    assert ask(lambda office: office.undo_label()).endswith("等 2 家")


def test_without_a_wave_the_clerk_is_told_where_to_make_one(
    page: PilotsPage, desk: Desk, qtbot: QtBot, settle: Settle
) -> None:
    desk.do(lambda office: office.enterprises.remove(4))
    desk.do(lambda office: office.registers.remove(Wave, 2))
    for number in (1, 2, 3):
        desk.do(partial(_out_of_waves, number))
    desk.do(lambda office: office.registers.remove(Wave, 1))
    settle()
    with qtbot.waitSignal(desk.known_error) as said:
        DEEDS[deed("列入批次…")].begin(page, desk, [1])
    assert "新建一个批次" in said.args[0]


def _out_of_waves(number: int, office: Office) -> Change:
    return office.enterprises.change(number, {"wave": None})


def test_a_stage_is_written_down_for_many(units: UnitList, ask: Ask, qtbot: QtBot, settle: Settle) -> None:
    units.view.choose([1, 2, 3])
    units.begin(DEEDS[deed("登记阶段…")])
    fill_in(qtbot, settle, stage="启动")
    stages = [one.stage for one in ask(lambda office: office.enterprises.every())]
    assert stages == ["启动", "启动", "启动", "确定批次"]


def test_a_stage_that_comes_again_asks_for_its_period_in_any_way_of_writing(
    units: UnitList, ask: Ask, qtbot: QtBot, settle: Settle
) -> None:
    units.view.choose([1])
    units.begin(DEEDS[deed("登记阶段…")])
    shown = dialog(qtbot)
    assert isinstance(shown, StageDialog)
    assert not shown.form.cells["period"].isVisible()
    shown.form.put("stage", "季度进展")
    shown.form.changed.emit("stage")
    assert shown.form.cells["period"].isVisible()
    assert shown.form.cells["period"].text == "2022Q3"  # the quarter that ended last
    shown.form.put("period", "去年")
    shown.submit()
    settle()
    assert "2022Q3 或 2022年三季度" in shown.finding
    fill_in(qtbot, settle, period="2022年二季度")
    assert [one.period for one in ask(lambda office: office.enterprises.stages(1))] == [None, "2022Q2"]


def test_pilots_are_accepted_together_and_one_that_cannot_be_is_named(
    units: UnitList, ask: Ask, qtbot: QtBot, settle: Settle
) -> None:
    units.view.choose([1, 2])
    units.begin(DEEDS[deed("验收…")])
    fill_in(qtbot, settle, reason="达到预期目标")
    assert [one.state for one in ask(lambda office: office.enterprises.every())[:2]] == [PilotState.ACCEPTED] * 2
    units.view.choose([2, 3])
    units.begin(DEEDS[deed("延续…")])
    shown = dialog(qtbot)
    shown.form.put("until", dt.date(2023, 12, 1))
    shown.form.put("reason", "任务未完")
    shown.submit()
    settle()
    assert NAMES[1] in shown.finding
    shown.reject()
    assert ask(lambda office: office.enterprises.one(3)).state is PilotState.ACTIVE


def test_the_menu_of_deeds_opens_by_a_key(units: UnitList, qtbot: QtBot, settle: Settle) -> None:
    units.view.setFocus()
    units.view.choose([1])
    qtbot.keyClick(units.view, Qt.Key.Key_M, ALT)
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [one.text() for one in menu.actions() if one.text()] == [one.text for one in DEEDS]
    menu.close()
    settle()


def test_an_enterprise_that_something_is_kept_of_stays(
    units: UnitList, desk: Desk, ask: Ask, qtbot: QtBot, settle: Settle
) -> None:
    units.view.choose([1])
    with qtbot.waitSignal(desk.known_error):
        units.remove()
    units.view.choose([4])
    units.remove()
    settle()
    assert [one.id for one in ask(lambda office: office.enterprises.every())] == [1, 2, 3]
    desk.undo()
    settle()
    assert len(ask(lambda office: office.enterprises.every())) == 4


def test_a_new_wave_comes_after_the_last(
    page: PilotsPage, units: UnitList, ask: Ask, qtbot: QtBot, settle: Settle
) -> None:
    waves = units.show_waves()
    settle()
    assert page.shown is waves
    waves.list.view.setFocus()
    qtbot.keyClick(waves.list.view, Qt.Key.Key_N, CTRL)
    shown = dialog(qtbot)
    assert (shown.form.cells["name"].text, shown.form.cells["number"].text) == ("第三批", "3")
    fill_in(qtbot, settle, document_no="镇新工〔2022〕3号")
    assert [one.name for one in ask(lambda office: office.enterprises.waves())] == ["第一批", "第二批", "第三批"]
    waves.list.view.go_to(1)
    waves.list.show_units()
    settle()
    assert page.shown is units
    assert units.query.chips == {"wave_name": "第一批"}


def test_a_figure_that_counts_waves_opens_their_page(page: PilotsPage, settle: Settle) -> None:
    page.show_query(Query(noun=Noun.WAVES, chips={"level": "区级"}))
    settle()
    assert isinstance(page.shown, WavesPage)
    assert page.shown.list.model.rowCount() == 2


def test_the_panel_tells_of_the_chosen_enterprise_with_its_telephone_masked(
    units: UnitList, desk: Desk, qtbot: QtBot, settle: Settle
) -> None:
    units.view.setFocus()
    units.view.go_to(1)
    qtbot.waitUntil(units.panel.isVisible)
    settle()

    def said() -> str:
        return "\n".join(one.text() for one in units.panel.findChildren(QLabel))

    assert "材料还缺《产改组织机构文件》《产改试点实施方案》" in said()
    assert "138****0001" in said()
    desk.do(lambda office: office.enterprises.change(1, {"liaison": "周文斌"}))
    settle()
    assert "周文斌" in said()
    qtbot.keyClick(units.panel, Qt.Key.Key_Escape)
    assert not units.panel.isVisible()


def test_waves_stand_behind_more_and_the_seven_sections_leave_room_for_what_is_done(page: PilotsPage) -> None:
    assert page.minimumSizeHint().width() <= 1112  # the window as it first opens, without its side bar
    more = [one.text() for one in page.section("units").findChildren(QMenu)[0].actions()]
    assert "批次…" in more
