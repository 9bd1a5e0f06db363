"""Consents and the register beside the form: who agreed to what, who read the file."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop.cases.consents import NOTICE
from tests.offices import TODAY
from tests.ui.cases.conftest import Open
from tests.ui.cases.test_documents import dialog, press, said, submit
from tests.ui.desks import Ask, Settle
from tests.ui.typing import typed
from ui.cases.agreeing import AgreeDialog
from ui.cases.consents import ConsentsTab
from ui.cases.deeds import DEEDS
from ui.cases.room import CaseRoom
from ui.desk import Desk


@pytest.fixture
def tab(opened: Open, settle: Settle) -> ConsentsTab:
    """The tab of the first file."""
    form = opened(1)
    form.aside.open_it(ConsentsTab.title)
    settle()
    return next(one for one in form.aside.tabs if isinstance(one, ConsentsTab))


def test_everybody_agrees_to_everything_by_one_press(qtbot: QtBot, tab: ConsentsTab, ask: Ask, settle: Settle) -> None:
    assert said(tab).count("没有同意") == 3
    press(tab, "登记同意…")
    asked = dialog(qtbot)
    assert isinstance(asked, AgreeDialog)
    assert len(asked.persons.ticks) == 3
    submit(qtbot, asked, settle)
    assert ask(lambda office: office.consents.missing([1], NOTICE)) == {}
    assert "没有同意" not in said(tab)


def test_only_who_and_what_is_ticked_is_recorded_by_keyboard(
    qtbot: QtBot, tab: ConsentsTab, ask: Ask, settle: Settle
) -> None:
    press(tab, "登记同意…")
    asked = dialog(qtbot)
    assert isinstance(asked, AgreeDialog)
    assert asked.persons.ticks[0].hasFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    [notice] = [one for one in asked.scopes.ticks if one.text() == NOTICE]
    notice.setFocus()
    qtbot.keyClick(notice, Qt.Key.Key_Space)
    with qtbot.waitSignal(asked.achieved):
        qtbot.keyClick(notice, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    head, *others = ask(lambda office: office.consents.of(1))
    assert head.given == ()
    assert all(one.covers and NOTICE not in one.covers for one in others)


def test_what_the_office_refuses_stands_in_the_dialog(qtbot: QtBot, tab: ConsentsTab, desk: Desk) -> None:
    press(tab, "登记同意…")
    asked = dialog(qtbot)
    assert isinstance(asked, AgreeDialog)
    for one in asked.persons.ticks:
        one.setChecked(False)
    asked.submit()
    qtbot.waitUntil(lambda: desk.idle)
    assert asked.finding == "请勾选是谁同意。"
    asked.reject()


def test_a_consent_is_withdrawn(qtbot: QtBot, tab: ConsentsTab, ask: Ask, settle: Settle) -> None:
    ask(lambda office: office.consents.record_all(1, {}))
    tab.of(1)
    settle()
    [first, *_] = [one for one in tab.findChildren(QPushButton) if one.text() == "撤回…"]
    first.click()
    submit(qtbot, dialog(qtbot), settle)
    head = ask(lambda office: office.consents.of(1))[0]
    assert (head.covers, head.given[0].withdrawn_on) == ((), TODAY)
    assert f"{TODAY} 撤回" in said(tab)


def test_a_reading_is_entered_and_given_back(qtbot: QtBot, tab: ConsentsTab, ask: Ask, settle: Settle) -> None:
    press(tab, "登记查阅…")
    asked = dialog(qtbot)
    typed(qtbot, asked.form.cells["reader"], "陈立")
    typed(qtbot, asked.form.cells["purpose"], "专项审计")
    submit(qtbot, asked, settle)
    assert "未归还" in said(tab)
    press(tab, "登记陈立归还")
    submit(qtbot, dialog(qtbot), settle)
    [entry] = ask(lambda office: office.consultations.of(1))
    assert (entry.reader, entry.day, entry.returned_on) == ("陈立", TODAY, TODAY)


def test_both_are_in_the_menu_of_the_file(
    qtbot: QtBot, tab: ConsentsTab, ask: Ask, room: CaseRoom, settle: Settle
) -> None:
    at = ask(lambda office: office.procedure.of(1))
    for text, title in (("登记同意书…", "登记同意书"), ("登记查阅…", "登记查阅")):
        [deed] = [one for one in DEEDS if one.text == text]
        assert deed.possible(at)
        deed.begin(tab, room._reach, at)
        settle()
        asked = dialog(qtbot)
        assert asked.windowTitle() == title
        asked.reject()
        settle()
