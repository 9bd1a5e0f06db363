"""The window: pages on their first visit, undo at the foot, locking, closing."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.base.changes import Change, Kept, Noun
from desktop.base.codes import CodeList
from desktop.base.errors import StorageError
from desktop.base.fields import Field, Kind
from tests.ui.standin import MemoryOffice
from ui.desk import Desk
from ui.finder import Hit
from ui.forms.builder import Form
from ui.forms.editors import LONG
from ui.kept import KeptDialog
from ui.look import places, shown, theme
from ui.look.theme import Theme
from ui.widgets.crash import CrashDialog
from ui.window import MainWindow

FIELDS = (
    Field(label="名称", name="line"),
    Field(label="说明", name="text", limit=LONG + 1),
    Field(label="类型", name="choice", kind=Kind.CODE, codes="kind"),
)


@pytest.fixture
def office() -> MemoryOffice:
    return MemoryOffice(10)


@pytest.fixture
def desk(office: MemoryOffice) -> Iterator[Desk]:
    made = Desk(lambda: office)
    yield made
    made.finish(lambda _: None)
    made._worker.shutdown(wait=True)


@pytest.fixture
def window(qtbot: QtBot, desk: Desk) -> MainWindow:
    made = MainWindow(desk, "新区总工会")
    qtbot.addWidget(made)
    made._finished = True  # closing the test's window needs no farewell
    made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: desk.idle)
    return made


def settle(qtbot: QtBot, desk: Desk) -> None:
    qtbot.waitUntil(lambda: desk.idle)


def test_a_page_is_made_on_its_first_visit_only(window: MainWindow) -> None:
    made: list[str] = []

    def factory(name: str) -> QWidget:
        made.append(name)
        return QLabel(name)

    window.add_page("cases", "困难职工", "people", lambda: factory("cases"))
    window.add_page("aid", "帮扶发放", "coins", lambda: factory("aid"))
    assert made == []
    first = window.go("cases")
    window.go("aid")
    assert window.go("cases") is first
    assert made == ["cases", "aid"]
    assert window._stack.currentWidget() is first
    assert window.page("nothing") is None


def test_keys_go_to_pages(qtbot: QtBot, window: MainWindow) -> None:
    window.add_page("cases", "困难职工", "people", QWidget)
    window.add_page("aid", "帮扶发放", "coins", QWidget)
    with qtbot.waitSignal(window.visited) as told:
        qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert told.args == ["aid"]
    assert window._places["aid"].button.isChecked()


def test_enter_presses_the_button_that_has_the_focus(qtbot: QtBot, window: MainWindow) -> None:
    pressed: list[str] = []
    page, more = QWidget(), QPushButton("办理", clicked=lambda: pressed.append("办理"))
    QVBoxLayout(page).addWidget(more)
    window.add_page("cases", "困难职工", "people", lambda: page)
    window.add_page("aid", "帮扶发放", "coins", QWidget)
    window.go("cases")
    more.setFocus()
    qtbot.keyClick(more, Qt.Key.Key_Return)
    more.setEnabled(False)
    qtbot.keyClick(window, Qt.Key.Key_Return)
    assert pressed == ["办理"]
    aid = window._places["aid"].button
    assert aid is not None
    qtbot.waitUntil(aid.isVisible)
    aid.setFocus()
    qtbot.keyClick(aid, Qt.Key.Key_Enter)
    assert window._stack.currentWidget() is window.page("aid")


def test_enter_that_sends_a_line_off_presses_no_button_to_which_the_focus_goes_then(
    qtbot: QtBot, window: MainWindow
) -> None:
    pressed: list[str] = []
    page, line, leave = QWidget(), QLineEdit(), QPushButton("退出", clicked=lambda: pressed.append("退出"))
    line.returnPressed.connect(lambda: (pressed.append("发出"), line.setEnabled(False)))
    for one in (line, leave):
        one.setParent(page)
    window.add_page("cases", "困难职工", "people", lambda: page)
    window.go("cases")
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert leave.hasFocus()
    assert pressed == ["发出"]


def test_a_page_beside_the_side_bar_is_left_for_where_it_was_opened(window: MainWindow) -> None:
    for key in ("cases", "aid"):
        window.add_page(key, key, "people", QWidget)
    for key in ("intake", "preview"):
        window.add_aside(key, QWidget)
    window.go("aid")
    window.go("intake")
    window.go("preview")
    assert window._places["aid"].button.isChecked()
    for key in ("intake", "aid", "aid"):
        window.leave()
        assert window._stack.currentWidget() is window.page(key)
    assert window.titles() == {"cases": "cases", "aid": "aid"}


def test_keys_of_pages_rest_while_the_office_is_locked(qtbot: QtBot, window: MainWindow) -> None:
    pressed: list[str] = []
    window.add_key("Ctrl+I", lambda: pressed.append("import"))
    for locked in (True, False):
        window.set_locked(locked=locked)
        qtbot.keyClick(window, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    assert pressed == ["import"]


def test_an_error_goes_when_its_page_is_left(window: MainWindow) -> None:
    window.add_page("cases", "困难职工", "people", QWidget)
    window.add_page("aid", "帮扶发放", "coins", QWidget)
    window.go("cases")
    window.messages.error("磁盘已满。")
    window.go("cases")
    assert window.messages.isVisible()
    window.go("aid")
    assert not window.messages.isVisible()
    window.messages.notice("已录入 1 户")
    window.go("cases")
    assert window.messages.isVisible()


def drop(window: MainWindow, *paths: str) -> bool:
    """Drag these files onto the window and let go; whether it took them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(path) for path in paths])
    how = (QPoint(200, 200), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    entering, dropping = QDragEnterEvent(*how), QDropEvent(QPointF(200, 200), *how[1:])
    entering.ignore()
    QApplication.sendEvent(window, entering)
    QApplication.sendEvent(window, dropping)
    return entering.isAccepted()


def test_one_file_can_be_dropped_unless_the_office_is_locked(window: MainWindow) -> None:
    dropped: list[Path] = []
    window.file_dropped.connect(dropped.append)
    assert drop(window, "/a/台账.xlsx")
    for several in (("/a/one.xlsx", "/a/two.xlsx"), (str(Path.home()),)):
        window.messages.hide()
        drop(window, *several)
        assert window.messages.isVisible()
        assert "一次只能拖进一个文件" in window.messages.text
    window.set_locked(locked=True)
    assert not drop(window, "/a/台账.xlsx")
    assert dropped == [Path("/a/台账.xlsx")]


def test_what_only_stands_in_the_journal_offers_no_undo(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    desk.changed.emit(Change(operation=7, label="打印签领表", nouns=frozenset()), None)
    assert (window.messages.text, window.messages._action.isVisible()) == ("打印签领表", False)
    settle(qtbot, desk)


def test_a_page_that_is_not_there_is_said(window: MainWindow) -> None:
    with pytest.raises(KeyError):
        window.go("nothing")


def test_the_foot_names_what_undo_would_undo(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    assert (window._undo.text(), window._undo.isEnabled()) == ("撤销", False)
    desk.do(lambda office: office.rename(1, "甲"))
    qtbot.waitUntil(window._undo.isEnabled)
    assert window._undo.text() == "撤销：改名"
    assert window._undo.toolTip() == "撤销：改名（Ctrl+Z）"
    assert not window._redo.isEnabled()


def test_ctrl_z_undoes_and_the_bar_says_what_was_done(
    qtbot: QtBot, window: MainWindow, desk: Desk, office: MemoryOffice
) -> None:
    desk.do(lambda one: one.rename(1, "甲"))
    qtbot.waitUntil(window._undo.isEnabled)
    assert window.messages.text == "改名：甲"
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, desk)
    assert office.held[1][0] == "人00001"


@pytest.mark.parametrize("name", ["line", "text", "choice"])
def test_ctrl_z_is_the_fields_while_something_typed_is_not_saved_and_else_the_windows(
    qtbot: QtBot, window: MainWindow, desk: Desk, office: MemoryOffice, name: str
) -> None:
    desk.do(lambda one: one.rename(1, "甲"))
    form = Form(FIELDS, {"kind": CodeList("kind", ("abc",))})
    window.add_page("form", "表", "people", lambda: form)
    window.go("form")
    editor = form.cells[name].editor
    editor.setFocus()
    qtbot.waitUntil(editor.hasFocus)
    qtbot.keyClicks(editor, "ab")
    undo(qtbot, editor)
    settle(qtbot, desk)
    assert (editor.raw(), office.held[1][0]) == ("", "甲")
    undo(qtbot, editor)  # nothing is typed any more, but it isn't as it was saved either
    settle(qtbot, desk)
    assert office.held[1][0] == "甲"
    form.set_values({})  # as after saving and going on to the next
    undo(qtbot, editor)
    settle(qtbot, desk)
    assert office.held[1][0] == "人00001"


def undo(qtbot: QtBot, field: QWidget) -> None:
    qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


def test_the_notice_offers_undo(qtbot: QtBot, window: MainWindow, desk: Desk, office: MemoryOffice) -> None:
    desk.do(lambda one: one.rename(1, "甲"))
    qtbot.waitUntil(window._undo.isEnabled)
    window.messages._action.click()
    settle(qtbot, desk)
    assert office.held[1][0] == "人00001"


def test_a_known_error_stands_in_the_bar(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    desk.undo()
    settle(qtbot, desk)
    assert window.messages.text == "没有可以撤销的操作。"


def test_a_bug_opens_the_crash_dialog(
    qtbot: QtBot, window: MainWindow, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Any] = []
    monkeypatch.setattr(CrashDialog, "tell", lambda *given: told.append(given))
    desk.ask(lambda _: 1 // 0, lambda _: None)
    settle(qtbot, desk)
    assert [(type(error), parent) for error, parent in told] == [(ZeroDivisionError, window)]


def test_a_long_job_is_shown_while_it_runs(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    desk.long(lambda _office, progress: progress(1, 2), "导入台账")
    assert window.progress.isVisible()
    settle(qtbot, desk)
    assert not window.progress.isVisible()


def test_a_long_job_that_a_dialog_shows_is_not_shown_behind_it_but_holds_the_window_back(
    qtbot: QtBot, window: MainWindow, desk: Desk
) -> None:
    desk.long(lambda _office, progress: progress(1, 2), "读取回盘文件", own=True)
    assert (window.progress.busy, window.progress.isVisible(), window.may_close()) == (True, False, False)
    settle(qtbot, desk)
    assert not window.progress.busy


def test_the_search_box_finds_chooses_and_opens(qtbot: QtBot, window: MainWindow) -> None:
    opened: list[Hit] = []
    hits = [Hit("cases", 1, "张三"), Hit("cases", 2, "李四", "大港街道")]
    assert not window.finder.isVisible()
    window.set_finder(lambda _, text: [hit for hit in hits if text != "zz"], opened.append)
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert window.finder.hasFocus()
    qtbot.keyClicks(window.finder, "z")
    qtbot.waitUntil(window.finder._popup.isVisible)
    qtbot.keyClick(window.finder, Qt.Key.Key_Down)
    qtbot.keyClick(window.finder, Qt.Key.Key_Return)
    assert opened == [hits[1]]
    assert (window.finder.text(), window.finder._popup.isVisible()) == ("", False)


def test_a_search_that_finds_nothing_says_so(qtbot: QtBot, window: MainWindow) -> None:
    window.set_finder(lambda *_: [], lambda _: None)
    window.finder.setFocus()
    qtbot.keyClicks(window.finder, "zz")
    qtbot.waitUntil(window.finder._popup.isVisible)
    assert window.finder._list.item(0).text() == "没有找到"
    qtbot.keyClick(window.finder, Qt.Key.Key_Escape)
    assert not window.finder._popup.isVisible()


def test_a_locked_window_shows_nothing_of_the_office(window: MainWindow) -> None:
    window.add_page("cases", "困难职工", "people", QWidget)
    window.go("cases")
    window.set_locked(locked=True)
    assert not window._stack.isVisible()
    assert not window._places["cases"].button.isVisible()
    assert not window._undo.isVisible()
    window.set_locked(locked=False)
    assert window._stack.isVisible()


def test_the_theme_is_changed_and_kept(window: MainWindow, qapp: QApplication) -> None:
    window._foot.moon.click()
    assert shown.is_dark()
    assert places.recall("theme") == "dark"
    window._foot.moon.click()
    assert not shown.is_dark()
    theme.apply(qapp, Theme.LIGHT)


def test_closing_backs_up_closes_the_office_and_remembers_the_place(
    qtbot: QtBot, window: MainWindow, office: MemoryOffice
) -> None:
    window._finished = False
    with qtbot.waitSignal(window.finished):
        window.close()
    assert office.closed
    assert isinstance(places.recall("window"), str)
    assert not window.isVisible()


def test_a_page_with_unsaved_work_keeps_the_window_open(window: MainWindow, office: MemoryOffice) -> None:
    class Page(QWidget):
        def unsaved(self) -> bool:
            return True

    window.add_page("form", "表", "edit", Page)
    window.go("form")
    window._finished = False
    window.close()
    assert window.isVisible()
    assert "未保存" in window.messages.text
    assert not office.closed
    window._finished = True


def test_a_backup_that_fails_is_told_once_and_does_not_imprison(
    qtbot: QtBot, window: MainWindow, desk: Desk, office: MemoryOffice
) -> None:
    def fail() -> None:
        raise StorageError("备份盘已满。")

    office.back_up_if_needed = fail
    window._finished = False
    window.close()
    settle(qtbot, desk)
    assert window.isVisible()
    assert "备份盘已满。" in window.messages.text
    with qtbot.waitSignal(window.finished):
        window.close()
    assert office.closed


def test_closing_twice_waits_for_the_one_backup(qtbot: QtBot, window: MainWindow, office: MemoryOffice) -> None:
    taken: list[int] = []
    office.back_up_if_needed = lambda: taken.append(1)  # type: ignore[method-assign]
    window._finished = False
    with qtbot.waitSignal(window.finished):
        window.close()
        assert not window.isVisible()
        window.close()
    assert (office.closed, taken) == (True, [1])


def test_closing_waits_for_a_long_job(qtbot: QtBot, window: MainWindow, desk: Desk, office: MemoryOffice) -> None:
    window._finished = False
    desk.long(lambda _office, progress: progress(1, 2), "导入台账")
    window.close()
    assert window.isVisible()
    assert "没有做完" in window.messages.text
    settle(qtbot, desk)
    with qtbot.waitSignal(window.finished):
        window.close()
    assert office.closed


def test_work_that_ends_while_locked_is_told_when_unlocked(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    change = Change(operation=3, label="导入台账", nouns=frozenset({Noun.CASES}))
    window.set_locked(locked=True)
    desk.changed.emit(change, None)
    desk.known_error.emit("办公文件已锁定。")
    assert window.messages.text == ""
    with qtbot.waitSignal(desk.changed) as told:
        window.set_locked(locked=False)
    assert told.args == [change, None]
    assert window.messages.text == "导入台账"
    settle(qtbot, desk)


def test_after_an_undo_the_notice_offers_to_do_it_again(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    change = Change(operation=3, label="撤销：改名", nouns=frozenset({Noun.CASES}))
    desk.changed.emit(change, None)
    assert (window.messages.text, window.messages._action.text()) == ("撤销：改名", "重做")
    settle(qtbot, desk)


def test_what_an_undo_left_can_be_looked_at_and_copied(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    kept = (Kept(Noun.CASES, 1, "张三", "之后又修改过"),)
    desk.changed.emit(Change(operation=3, label="撤销：导入", nouns=frozenset({Noun.CASES}), kept=kept), None)
    assert "1 项" in window.messages.text
    window.messages._action.click()
    dialog = next(one for one in QApplication.topLevelWidgets() if isinstance(one, KeptDialog))
    dialog._copy()
    assert QApplication.clipboard().text().splitlines() == ["类别\t记录\t没有撤销的原因", "档案\t张三\t之后又修改过"]
    dialog.close()
    settle(qtbot, desk)


def test_a_page_that_is_gone_to_takes_the_focus(qtbot: QtBot, window: MainWindow) -> None:
    window.add_page("cases", "困难职工", "people", QWidget)
    window.set_finder(lambda *_: [], lambda _: None)
    window.finder.setFocus()
    page = window.go("cases")
    qtbot.waitUntil(page.hasFocus)


def test_a_page_that_is_seen_first_begins_where_it_says_not_at_its_first_button(
    qtbot: QtBot, window: MainWindow
) -> None:
    def made() -> QWidget:
        page, whole = QWidget(), QVBoxLayout()
        page.setLayout(whole)
        for one in (QPushButton("导入"), line := QLineEdit()):
            whole.addWidget(one)
        page.setFocusProxy(line)
        return page

    for key in ("home", "cases"):
        window.add_page(key, key, "people", made)
    window.go("home")
    with qtbot.waitActive(window):
        window.activateWindow()
    page = window.go("cases")
    line = page.findChild(QLineEdit)
    assert line is not None
    qtbot.waitUntil(line.hasFocus)


def test_escape_leads_from_the_side_bar_back_to_where_one_was(qtbot: QtBot, window: MainWindow) -> None:
    page = QLineEdit()
    window.add_page("cases", "困难职工", "people", lambda: page)
    window.go("cases")
    with qtbot.waitActive(window):
        window.activateWindow()
    entry = next(one for one in window.findChildren(QPushButton) if one.text() == "困难职工")
    entry.setFocus()
    qtbot.waitUntil(entry.hasFocus)
    qtbot.keyClick(entry, Qt.Key.Key_Escape)
    qtbot.waitUntil(page.hasFocus)
