"""The steps of a file on its page: what is offered, what the dialog asks, what it keeps."""

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop.base.findings import doubt
from desktop.cases.steps import Verb
from tests.builders import resident_id
from tests.offices import TODAY
from tests.ui.desks import Ask
from tests.ui.typing import typed
from ui.cases.page import CasePage
from ui.cases.step_dialog import StepDialog
from ui.desk import Desk

Open = Callable[..., CasePage]


def dialog(qtbot: QtBot) -> StepDialog:
    """The dialog that stands there, when the office has looked at it."""
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), StepDialog))
    found = QApplication.activeModalWidget()
    assert isinstance(found, StepDialog)
    qtbot.waitUntil(lambda: found._desk.idle)
    return found


def begun(qtbot: QtBot, opened: Open) -> CasePage:
    """A new file, ready to be saved."""
    form = opened()
    typed(qtbot, form.applicant.cells["name"], "单晓明")
    typed(qtbot, form.applicant.cells["resident_id"], resident_id(dt.date(1980, 5, 17), "男", 7))
    typed(qtbot, form.file.cells["category"], "深度困难")
    return form


def test_a_file_that_was_approved_on_paper_goes_on_file_at_once(qtbot: QtBot, opened: Open, ask: Ask) -> None:
    form = begun(qtbot, opened)
    form.bar.old.click()
    asking = dialog(qtbot)
    assert asking.asked.verb is Verb.TAKE_OVER
    typed(qtbot, asking.form.cells["document_no"], "新工发〔2022〕3号")
    with qtbot.waitSignal(asking.achieved):
        qtbot.keyClick(asking, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: form._state_pill.text() == "在档")
    assert ask(lambda office: office.cases.get(5).applicant.name) == "单晓明"


def test_no_step_is_taken_with_what_cannot_be_saved(qtbot: QtBot, opened: Open) -> None:
    form = opened()
    typed(qtbot, form.applicant.cells["name"], "单晓明")
    form.bar.old.click()
    assert "请先把档案保存好" in form.messages.text
    assert "需要改正" in form._state.text()
    assert form._after_saving is None


def test_what_makes_no_sense_is_not_asked(qtbot: QtBot, opened: Open, desk: Desk) -> None:
    begun(qtbot, opened).save()
    qtbot.waitUntil(lambda: desk.idle)
    desk.do(lambda office: office.procedure.take(5, Verb.ACCEPT, {"day": TODAY, "people": "李敏"}))
    qtbot.waitUntil(lambda: desk.idle)
    form = opened(5)
    form.ask_step(Verb.VISIT)
    asking = dialog(qtbot)
    fields = asking.form.cells
    assert fields["evidence"].isHidden()
    typed(qtbot, fields["people"], "李敏")
    qtbot.waitUntil(lambda: "入户至少要 2 人" in fields["people"]._finding.text())
    fields["exclusions"].show_text("有非谋生、非代步的机动车")
    asking._on_edit("exclusions")
    assert not fields["evidence"].isHidden()
    asking.form.put("people", "李敏、王强")
    asking.form.put("evidence", "行驶证")
    with qtbot.waitSignal(asking.achieved):
        asking.submit()
    qtbot.waitUntil(lambda: form.bar.usual.text() == "不予建档…")
    assert (form.bar.other.text(), form.bar.other.isVisible()) == ("退回…", True), "the way back stands beside it"
    form.bar.other.click()
    assert dialog(qtbot)._who.text() == "单晓明　现在是“入户核查”，办完是“已受理”"
    dialog(qtbot).reject()


def test_the_next_household_is_visited_by_the_same_people(qtbot: QtBot, opened: Open, desk: Desk) -> None:
    for number, people in ((1, ""), (2, "李敏")):
        form = opened(number)
        form.ask_step(Verb.REVIEW)
        asking = dialog(qtbot)
        assert asking.form.cells["people"].text == people
        typed(qtbot, asking.form.cells["people"], "李敏")
        asking.form.cells["changed"].show_text("否")
        with qtbot.waitSignal(asking.achieved):
            asking.submit()
        qtbot.waitUntil(lambda: desk.idle)


def test_a_dialog_grows_with_what_is_said_under_its_fields_and_shrinks_again(qtbot: QtBot, opened: Open) -> None:
    form = opened(1)
    form.ask_step(Verb.REVIEW)
    asking = dialog(qtbot)
    qtbot.waitUntil(lambda: asking._scroll.height() >= asking.form.height())
    low = asking.height()
    asking.form.set_findings([doubt("long", "请核对。" * 40).about("outcome")])
    qtbot.waitUntil(lambda: asking.height() > low)
    assert not asking._scroll.verticalScrollBar().isVisible()
    asking.form.set_findings([])
    qtbot.waitUntil(lambda: asking.height() == low)
    asking.reject()


def test_steps_and_where_a_file_came_from_stand_in_the_tab(qtbot: QtBot, opened: Open, desk: Desk) -> None:
    form = opened(1)
    form.aside.open_it("进程")
    tab = form.aside.tabs[0]
    qtbot.waitUntil(lambda: "新工发〔2022〕3号" in "\n".join(one.text() for one in tab.findChildren(QLabel)))
    desk.do(lambda office: office.undo())
    qtbot.waitUntil(lambda: "还没有办理记录" in "\n".join(one.text() for one in tab.findChildren(QLabel)))
    qtbot.waitUntil(lambda: form.bar.usual.text() == "受理…")
