"""What every page of a record promises, tried on that of an enterprise: nothing typed is lost, whatever happens."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.base.errors import KnownError
from desktop.pilots.wave import Wave
from tests.piloting import WAVE
from tests.ui.desks import Ask, Settle
from tests.ui.pilots.conftest import NAMES
from tests.ui.typing import typed
from ui.desk import Desk
from ui.pilots.page import PilotsPage
from ui.pilots.unit_page import FORM, UnitPage

ALT = Qt.KeyboardModifier.AltModifier


def test_what_is_typed_while_it_is_saved_stays_and_is_kept(
    unit: UnitPage, qtbot: QtBot, ask: Ask, settle: Settle
) -> None:
    typed(qtbot, unit.form.cells["workers"], "520")
    unit.save()
    typed(qtbot, unit.form.cells["chair"], "张兰")
    settle()
    assert ask(lambda office: office.enterprises.one(1)).workers == 520
    assert (unit.form.cells["chair"].text, unit.dirty) == ("张兰", True)
    assert ask(lambda office: office.drafts.get("pilot:1")).body[0]["chair"] == "张兰"
    unit.save()
    settle()
    assert ask(lambda office: office.enterprises.one(1)).chair == "张兰"
    assert ask(lambda office: office.drafts.every()) == []


def test_what_is_typed_right_after_saving_is_not_overwritten(
    unit: UnitPage, qtbot: QtBot, desk: Desk, ask: Ask, settle: Settle
) -> None:
    typed(qtbot, unit.form.cells["workers"], "520")
    desk.changed.connect(lambda *_: typed(qtbot, unit.form.cells["chair"], "张兰"))
    unit.save()
    settle()
    assert (unit.form.cells["chair"].text, unit.dirty) == ("张兰", True)
    assert ask(lambda office: office.enterprises.one(1)).workers == 520


def test_saving_goes_on_after_it_could_not_be_written(unit: UnitPage, qtbot: QtBot, ask: Ask, settle: Settle) -> None:
    def full(_: object) -> Any:
        raise KnownError("磁盘已满。")

    whole = unit._writing
    unit._writing = lambda: full  # type: ignore[method-assign]
    typed(qtbot, unit.form.cells["workers"], "520")
    unit.save()
    settle()
    assert (unit.messages.text, unit.dirty) == ("磁盘已满。", True)
    assert ask(lambda office: office.drafts.get("pilot:1")) is not None
    unit._writing = whole  # type: ignore[method-assign]
    unit.save()
    settle()
    assert ask(lambda office: office.enterprises.one(1)).workers == 520


@pytest.fixture
def forgiving(desk: Desk) -> None:
    """A crash of the desk doesn't fail the test."""
    desk.crashed.disconnect()


@pytest.mark.usefixtures("forgiving")
def test_a_crash_while_saving_does_not_keep_the_page_from_being_saved(
    unit: UnitPage, qtbot: QtBot, ask: Ask, settle: Settle
) -> None:
    def broken(_: object) -> Any:
        raise ZeroDivisionError

    whole = unit._writing
    unit._writing = lambda: broken  # type: ignore[method-assign]
    typed(qtbot, unit.form.cells["workers"], "520")
    unit.save()
    settle()
    unit._writing = whole  # type: ignore[method-assign]
    unit.save()
    settle()
    assert ask(lambda office: office.enterprises.one(1)).workers == 520


def test_what_refuses_is_shown_from_whatever_tab_the_deed_was_asked(
    unit: UnitPage, qtbot: QtBot, settle: Settle
) -> None:
    typed(qtbot, unit.form.cells["workers"], "很多")
    qtbot.keyClick(unit, Qt.Key.Key_Right, ALT)
    assert unit.bar.currentIndex() == 1
    unit.print_papers()
    settle()
    assert unit.bar.tabText(unit.bar.currentIndex()) == FORM
    assert unit.messages.text == f"请先把{FORM}保存好再办理。"


@pytest.fixture
def newest(unit: UnitPage, page: PilotsPage, desk: Desk, settle: Settle) -> UnitPage:
    """The page of the enterprise whose entering can be undone."""
    desk.do(lambda office: office.enterprises.enter({"name": "己公司"}))
    settle()
    page.open_unit(5)
    settle()
    assert unit.number == 5
    return unit


@pytest.mark.usefixtures("newest")
def test_a_record_that_is_undone_while_it_is_shown_is_left_with_a_sentence(
    page: PilotsPage, desk: Desk, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(page.told) as told:
        desk.undo()
    assert told.args == ["没有这条单位，可能已被撤销或删去。"]
    assert page.shown is page.section("units")


def test_what_was_typed_of_a_record_that_is_undone_stays_in_sight(
    newest: UnitPage, desk: Desk, settle: Settle, qtbot: QtBot
) -> None:
    typed(qtbot, newest.form.cells["chair"], "张兰")
    desk.undo()
    settle()
    assert newest.form.cells["chair"].text == "张兰"
    assert newest.messages.isVisible()


def test_a_wave_that_came_meanwhile_can_be_chosen_without_losing_what_is_typed(
    unit: UnitPage, desk: Desk, settle: Settle, qtbot: QtBot, ask: Ask
) -> None:
    typed(qtbot, unit.form.cells["chair"], "张兰")
    desk.do(lambda office: office.registers.enter(Wave, WAVE | {"name": "第三批", "number": 3, "document_no": "3号"}))
    settle()
    unit.form.put("wave_name", "第三批")
    unit.save()
    settle()
    found = ask(lambda office: office.enterprises.one(1))
    assert (found.name, found.chair, found.wave_name) == (NAMES[0], "张兰", "第三批")
