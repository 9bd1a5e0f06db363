"""The page of one enterprise: its form, what it waits for, its tabs and its history."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop.base.changes import Noun
from desktop.base.listing import Query
from desktop.pilots.flow import Verb
from desktop.pilots.pairing import Call
from desktop.policy.standards import CodeRule
from tests.piloting import DAY
from tests.ui.desks import Ask, Settle
from tests.ui.pilots.conftest import CODE, NAMES, fill_in
from tests.ui.typing import typed
from ui.desk import Desk
from ui.forms.choices import CodeEditor
from ui.forms.dialog import FormDialog
from ui.pilots.page import PilotsPage
from ui.pilots.unit_page import FORM, UnitPage

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def check(unit: UnitPage, settle: Settle) -> None:
    """Have what is typed checked now."""
    unit._ask_check()
    settle()


def said(unit: UnitPage, name: str) -> str:
    return "".join(one.message for one in unit.form.cells[name].findings())


def test_an_enterprise_stands_there_with_its_wave_and_what_it_waits_for(unit: UnitPage, ask: Ask) -> None:
    assert unit.form.cells["wave_name"].text == "第一批"
    assert unit.form.cells["workers"].text == "500"
    assert unit.unit_bar.where.text() == "第一批　确定批次"
    assert unit.unit_bar.phrase.whole == ask(lambda office: office.stages.waiting(1)).text


def test_what_is_typed_is_saved_by_the_key_and_undone(
    unit: UnitPage, desk: Desk, ask: Ask, qtbot: QtBot, settle: Settle
) -> None:
    typed(qtbot, unit.form.cells["workers"], "520")
    qtbot.keyClick(unit.form.cells["workers"].editor, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: not unit.dirty)
    settle()
    assert ask(lambda office: office.enterprises.one(1)).workers == 520
    desk.undo()
    settle()
    assert unit.form.cells["workers"].text == "500"


def test_the_wave_is_chosen_by_its_name_and_comes_next_where_there_is_none(
    unit: UnitPage, qtbot: QtBot, ask: Ask, settle: Settle
) -> None:
    unit.form.put("wave_name", "第二批")
    unit.save()
    settle()
    assert ask(lambda office: office.enterprises.one(1)).wave_name == "第二批"
    unit.form.put("wave_name", None)
    unit.save()
    settle()
    assert ask(lambda office: office.enterprises.one(1)).wave is None
    assert unit.unit_bar.where.text().startswith("未列入批次")
    assert unit.unit_bar.usual.text() == "列入批次…"
    unit.unit_bar.ask_usual()
    settle()
    fill_in(qtbot, settle, wave_name="第二批")
    assert ask(lambda office: office.enterprises.one(1)).wave_name == "第二批"


def test_a_credit_code_is_tidied_while_it_is_typed_and_a_wrong_one_refused(
    unit: UnitPage, qtbot: QtBot, settle: Settle
) -> None:
    cell = unit.form.cells["credit_code"]
    typed(qtbot, cell, f"{CODE[:8]} {CODE[8:]}".lower())
    assert cell.text == CODE
    typed(qtbot, cell, CODE[:-1] + "9")
    cell.judge()
    assert "核对 18 位代码" in said(unit, "credit_code")
    settle()


def test_the_name_and_the_code_of_another_are_doubted(unit: UnitPage, settle: Settle) -> None:
    unit.form.put("name", NAMES[1])
    check(unit, settle)
    assert f"“{NAMES[1]}”（第一批）" in said(unit, "name")


def test_more_skilled_than_workers_is_doubted(unit: UnitPage, settle: Settle) -> None:
    unit.form.put("skilled", 900)
    check(unit, settle)
    assert "多于职工总数" in said(unit, "skilled")


def test_what_is_not_saved_comes_back(page: PilotsPage, unit: UnitPage, qtbot: QtBot, settle: Settle) -> None:
    typed(qtbot, unit.form.cells["workers"], "777")
    page.back()
    settle()
    page.open_unit(2)
    settle()
    assert unit.form.cells["workers"].text == "100"
    page.open_unit(1)
    settle()
    assert unit.form.cells["workers"].text == "777"
    assert unit.dirty


def test_a_new_enterprise_is_entered_by_its_name_alone(
    page: PilotsPage, unit: UnitPage, ask: Ask, qtbot: QtBot, settle: Settle
) -> None:
    page.new_unit()
    settle()
    assert unit.number is None
    assert not unit.bar.isTabEnabled(1)
    assert unit.form.cells["name"].editor.hasFocus()
    typed(qtbot, unit.form.cells["name"], "戊物流公司")
    qtbot.keyClick(unit.form.cells["name"].editor, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: unit.number is not None)
    settle()
    assert unit.title == "戊物流公司"
    assert unit.bar.isTabEnabled(1)
    assert ask(lambda office: office.enterprises.one(unit.number)).wave is None


def test_without_a_name_nothing_is_saved_and_the_clerk_is_led_there(
    page: PilotsPage, unit: UnitPage, ask: Ask, settle: Settle
) -> None:
    page.new_unit()
    settle()
    unit.form.put("workers", 3)
    unit.save()
    settle()
    assert unit.form.cells["name"].editor.hasFocus()
    assert "缺少单位名称" in said(unit, "name")
    assert len(ask(lambda office: office.enterprises.every())) == 4


def test_the_next_enterprise_of_the_list_is_one_key_away(unit: UnitPage, qtbot: QtBot, settle: Settle) -> None:
    qtbot.keyClick(unit, Qt.Key.Key_PageDown, ALT)
    settle()
    assert unit.title == NAMES[1]
    qtbot.keyClick(unit, Qt.Key.Key_PageUp, ALT)
    settle()
    qtbot.keyClick(unit, Qt.Key.Key_PageUp, ALT)
    settle()
    assert unit.title == NAMES[0]


def test_the_bar_asks_for_the_stage_that_is_waited_for_with_what_is_typed_saved_first(
    unit: UnitPage, ask: Ask, qtbot: QtBot, settle: Settle
) -> None:
    waiting = ask(lambda office: office.stages.waiting(1))
    typed(qtbot, unit.form.cells["workers"], "530")
    qtbot.keyClick(unit, Qt.Key.Key_Return, ALT)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), FormDialog))
    shown = QApplication.activeModalWidget()
    assert isinstance(shown, FormDialog)
    assert shown.form.cells["stage"].text == waiting.step.stage
    assert (shown.form.cells["period"].text or None) == waiting.step.period
    with qtbot.waitSignal(shown.achieved):
        shown.submit()
    settle()
    assert ask(lambda office: office.enterprises.one(1)).workers == 530
    assert (waiting.step.stage, waiting.step.period) in [
        (one.stage, one.period) for one in ask(lambda office: office.enterprises.stages(1))
    ]
    assert unit.unit_bar.phrase.whole == ask(lambda office: office.stages.waiting(1)).text


def test_a_pilot_that_left_says_why_and_can_only_be_taken_up_again(unit: UnitPage, desk: Desk, settle: Settle) -> None:
    desk.do(lambda office: office.enterprises.move(1, Verb.LEAVE, day=DAY, reason="企业搬迁"))
    settle()
    assert unit.unit_bar.phrase.whole == "2022-03-15 企业搬迁"
    assert not unit.unit_bar.usual.isVisible()
    assert [one.text for one in unit.unit_bar._deeds] == ["列入批次…", "恢复试点…"]


def test_the_tabs_are_walked_through_by_keys_and_tell_of_the_enterprise_that_is_shown(
    page: PilotsPage, unit: UnitPage, qtbot: QtBot, settle: Settle
) -> None:
    assert unit.bar.tabText(0) == FORM
    qtbot.keyClick(unit, Qt.Key.Key_Left, ALT)
    settle()
    assert unit.bar.tabText(unit.bar.currentIndex()) == "修改记录"
    told = "\n".join(one.text() for one in unit.tab.findChildren(QLabel))
    assert "登记试点单位：江苏甲机械有限公司" in told
    page.open_unit(4)
    settle()
    told = "\n".join(one.text() for one in unit.tab.findChildren(QLabel))
    assert "登记试点单位：丁化工公司" in told
    assert "甲机械" not in told


def test_all_tabs_are_seen_without_scrolling(unit: UnitPage) -> None:
    assert unit.bar.sizeHint().width() <= unit.bar.width()


def test_the_history_tells_of_what_is_kept_of_an_enterprise_also_when_it_was_struck_out(
    page: PilotsPage, unit: UnitPage, desk: Desk, settle: Settle
) -> None:
    desk.do(
        lambda office: office.registers.enter(Call, {"enterprise": 1, "day": DAY, "cadre": "王主席", "mode": "电话"})
    )
    desk.do(lambda office: office.registers.change(Call, 1, {"met": "陈总"}))
    desk.do(lambda office: office.registers.remove(Call, 1))
    settle()
    page.open_unit(1, "修改记录")
    settle()
    told = "\n".join(one.text() for one in unit.tab.findChildren(QLabel))
    assert "删去企业走访：王主席，电话" in told
    assert "企业走访　接待人：（空） → 陈总" in told


@pytest.mark.usefixtures("unit")
def test_an_enterprise_that_is_undone_while_it_is_shown_is_left(page: PilotsPage, desk: Desk, settle: Settle) -> None:
    desk.do(lambda office: office.enterprises.enter({"name": "己公司"}))
    settle()
    page.open_unit(5)
    settle()
    desk.undo()
    settle()
    assert page.shown is page.section("units")


def test_a_change_elsewhere_is_shown_unless_something_is_typed(
    unit: UnitPage, desk: Desk, qtbot: QtBot, settle: Settle
) -> None:
    desk.do(lambda office: office.enterprises.change(1, {"chair": "张兰"}))
    settle()
    assert unit.form.cells["chair"].text == "张兰"
    typed(qtbot, unit.form.cells["workers"], "540")
    desk.do(lambda office: office.enterprises.change(1, {"chair": "李兰"}))
    settle()
    assert unit.form.cells["chair"].text == "张兰"
    assert unit.messages.isVisible()


def test_a_query_of_enterprises_closes_the_page_that_is_open(page: PilotsPage, unit: UnitPage, settle: Settle) -> None:
    page.show_query(Query(noun=Noun.PILOTS, chips={"wave_name": "第二批"}))
    settle()
    assert page.shown is page.section("units")
    assert not unit.isVisible()


def test_saving_and_going_on_opens_the_next_of_the_list_or_another_new_one(
    page: PilotsPage, unit: UnitPage, ask: Ask, qtbot: QtBot, settle: Settle
) -> None:
    typed(qtbot, unit.form.cells["workers"], "550")
    qtbot.keyClick(unit.form.cells["workers"].editor, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: unit.title == NAMES[1])
    assert ask(lambda office: office.enterprises.one(1)).workers == 550
    page.new_unit()
    settle()
    typed(qtbot, unit.form.cells["name"], "庚纺织公司")
    qtbot.keyClick(unit.form.cells["name"].editor, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: unit.form.cells["name"].empty)
    settle()
    assert unit.number is None
    assert len(ask(lambda office: office.enterprises.every())) == 5


def test_what_was_typed_is_given_up_at_once(unit: UnitPage, page: PilotsPage, qtbot: QtBot, settle: Settle) -> None:
    typed(qtbot, unit.form.cells["workers"], "1")
    page.back()
    settle()
    page.open_unit(1)
    settle()
    assert unit.dirty
    unit._give_up()
    settle()
    assert (unit.form.cells["workers"].text, unit.dirty) == ("500", False)
    page.back()
    page.open_unit(1)
    settle()
    assert not unit.dirty


def test_a_refused_code_leads_back_to_the_form(page: PilotsPage, unit: UnitPage, qtbot: QtBot, settle: Settle) -> None:
    page.open_unit(2)
    settle()
    unit.form.put("credit_code", CODE)
    unit.go("修改记录")
    settle()
    unit.save()
    qtbot.waitUntil(unit.messages.isVisible)
    assert unit.dirty
    settle()


def test_a_new_list_of_codes_is_offered_when_an_enterprise_is_opened_next(
    page: PilotsPage, unit: UnitPage, desk: Desk, qtbot: QtBot, settle: Settle
) -> None:
    rule = CodeRule(name="pilot_industry", labels=("低空经济",), valid_from=DAY)
    desk.do(lambda office: office.standing.enter([rule]))
    settle()
    room = page.open_unit(2)
    qtbot.waitUntil(lambda: room.form is not unit)
    settle()
    assert room.form is not None
    editor = room.form.form.cells["industry"].editor
    assert isinstance(editor, CodeEditor)
    assert editor.findText("低空经济") >= 0
