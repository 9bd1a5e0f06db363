"""Widgets: messages that go by themselves, jobs that can be cancelled, questions that need an answer."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui.desk import Job
from ui.widgets.chips import ChipMenu, ChipRow
from ui.widgets.dialogs import PasswordDialog, TextDialog
from ui.widgets.message import LINGERS, MessageBar
from ui.widgets.panel import EmptyState, SidePanel
from ui.widgets.password import PasswordLine
from ui.widgets.pieces import icon_button, label
from ui.widgets.progress import ProgressStrip
from ui.widgets.search import SearchLine


@pytest.fixture
def bar(qtbot: QtBot) -> MessageBar:
    made = MessageBar()
    qtbot.addWidget(made)
    return made


def test_a_notice_goes_by_itself_and_an_error_stays(bar: MessageBar) -> None:
    bar.notice("已录入 3 户")
    assert bar._timer.isActive()
    assert bar._timer.interval() == LINGERS
    bar._timer.timeout.emit()
    assert not bar.isVisible()
    bar.error("磁盘已满，没有写入；请清理后再试。")
    assert not bar._timer.isActive()
    assert (bar.isVisible(), bar.text) == (True, "磁盘已满，没有写入；请清理后再试。")


def test_the_action_of_a_notice_is_done_once(bar: MessageBar) -> None:
    done: list[str] = []
    bar.notice("已录入 3 户", "撤销", lambda: done.append("undo"))
    bar._action.click()
    assert done == ["undo"]
    assert not bar.isVisible()
    bar._act()
    assert done == ["undo"]


def test_a_new_message_takes_the_place_of_the_old_one(bar: MessageBar) -> None:
    bar.notice("甲", "撤销", lambda: None)
    bar.caution("乙")
    assert (bar.text, bar._action.isVisible(), bar.property("role")) == ("乙", False, "caution")


def test_markup_in_a_message_is_shown_as_typed(bar: MessageBar) -> None:
    bar.error("<b>单位</b>")
    assert bar._text.textFormat() is Qt.TextFormat.PlainText
    assert label("<b>").textFormat() is Qt.TextFormat.PlainText


def test_the_strip_counts_cancels_and_goes_on_to_the_next_job(qtbot: QtBot) -> None:
    strip = ProgressStrip()
    qtbot.addWidget(strip)
    first, second = Job("导入台账"), Job("导出名册")
    strip.follow(first)
    strip.follow(second)
    first.progressed.emit(1500, 3000)
    assert (strip._title.text(), strip._count.text(), strip._bar.value()) == ("导入台账", "1,500 / 3,000", 1500)
    strip._cancel.click()
    assert (first._cancelled, second._cancelled) == (True, False)
    first.ended.emit()
    assert (strip._title.text(), strip._cancel.isEnabled()) == ("导出名册", True)
    second.ended.emit()
    assert not strip.isVisible()


def test_the_windows_strip_shows_the_next_job_after_one_that_a_dialog_shows(qtbot: QtBot) -> None:
    strip = ProgressStrip(common=True)
    qtbot.addWidget(strip)
    first, second = Job("读取回盘文件", own=True), Job("导出名册")
    strip.follow(first)
    strip.follow(second)
    assert not strip.isVisible()
    first.ended.emit()
    assert (strip.isVisible(), strip._title.text()) == (True, "导出名册")


def test_a_chosen_chip_stays_even_without_rows(qtbot: QtBot) -> None:
    row, menu = ChipRow("状态"), ChipMenu("镇街")
    for widget in (row, menu):
        qtbot.addWidget(widget)
        widget.show_counts({"在档": 1200}, "脱困")
    assert [chip.text() for chip in row._chips.values()] == ["全部  1,200", "在档  1,200", "脱困  0"]
    assert row._chips["脱困"].isChecked()
    assert menu.text() == "镇街：脱困 ▾"
    assert [action.text() for action in menu._menu.actions()] == ["全部\t1,200", "在档\t1,200", "脱困\t0"]


def test_those_without_a_value_have_no_chip_and_count_under_all(qtbot: QtBot) -> None:
    row, menu = ChipRow("批次"), ChipMenu("镇街")
    for widget in (row, menu):
        qtbot.addWidget(widget)
        widget.show_counts({"": 2, "第一批": 3}, "")
    assert [chip.text() for chip in row.findChildren(QPushButton) if not chip.menu()] == ["全部  5", "第一批  3"]
    assert [action.text() for action in menu._menu.actions()] == ["全部\t5", "第一批\t3"]
    assert row._rest.isHidden()


def test_of_many_values_the_last_share_a_menu(qtbot: QtBot) -> None:
    row = ChipRow("状态", most=6)
    qtbot.addWidget(row)
    counts = {f"第{one}步": 20 - one for one in range(9)}
    row.show_counts(counts, "")
    assert [chip.text() for chip in row._chips.values()][-1] == "第5步  15"
    assert [action.text() for action in row._rest._menu.actions()] == [
        f"全部\t{sum(counts.values())}", "第6步\t14", "第7步\t13", "第8步\t12"
    ]  # fmt: skip
    told: list[str] = []
    row.chosen.connect(told.append)
    row._rest._menu.actions()[2].trigger()
    row.show_counts(counts, told[0])
    assert (told, row._rest.text()) == (["第7步"], "其他：第7步 ▾")
    row.show_counts({"第1步": 3}, "")
    assert row._rest.isHidden()


def test_chips_that_do_not_fit_share_a_menu_and_come_back_when_there_is_room(qtbot: QtBot) -> None:
    row = ChipRow("批次", most=4)
    qtbot.addWidget(row)
    counts = {f"第{one}批": 8 for one in "一二三四"}
    row.show_counts(counts, "")
    with qtbot.waitExposed(row):
        row.show()
    row.resize(row.sizeHint())
    assert [chip.isVisible() for chip in row._chips.values()] == [True] * 5
    assert row._rest.isHidden()
    row.resize(row.sizeHint().width() - 40, row.height())
    assert [chip.isVisible() for chip in row._chips.values()] == [True, True, True, False, False]
    assert [action.text() for action in row._rest._menu.actions()] == ["全部\t32", "第三批\t8", "第四批\t8"]
    row._rest._menu.actions()[2].trigger()
    assert row._rest.text() == "其他：第四批 ▾"
    row.resize(row.minimumSizeHint())
    assert [chip.isVisible() for chip in row._chips.values()] == [True] + [False] * 4
    row.resize(row.sizeHint())
    assert row._chips["第四批"].isVisible()
    bare = ChipRow("批次")
    qtbot.addWidget(bare)
    bare.show_counts({}, "")
    assert bare.minimumSizeHint() == bare.sizeHint() == bare._chips[""].sizeHint()
    assert row._chips["第四批"].isChecked()


def test_a_chip_menu_chooses_and_widens(qtbot: QtBot) -> None:
    menu = ChipMenu("镇街")
    qtbot.addWidget(menu)
    menu.show_counts({"大港": 3}, "")
    told: list[str] = []
    menu.chosen.connect(told.append)
    menu._menu.actions()[1].trigger()
    assert menu.text() == "镇街：大港 ▾"
    menu._menu.actions()[0].trigger()
    assert (told, menu.text()) == (["大港", ""], "镇街 ▾")


def test_the_search_line_says_a_text_once(qtbot: QtBot) -> None:
    line = SearchLine("搜索")
    qtbot.addWidget(line)
    told: list[str] = []
    line.searched.connect(told.append)
    line.setText(" 张 ")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    line.reset("李")
    qtbot.wait(80)
    assert told == ["张"]


@pytest.mark.parametrize(("dialog", "answer"), [(PasswordDialog, "secret 1"), (TextDialog, "在档户")])
def test_a_question_is_answered_or_cancelled(qtbot: QtBot, dialog: type[QDialog], answer: str) -> None:
    given = ("标题", "正文")

    def reply(accept: bool) -> None:  # noqa: FBT001  (the test's own)
        shown = QApplication.activeModalWidget()
        assert isinstance(shown, dialog)
        assert not shown._verb.isEnabled()
        shown._line.setText(answer)
        shown._verb.click() if accept else shown.reject()

    parent = QWidget()
    qtbot.addWidget(parent)
    for accept, expected in ((True, answer), (False, None)):
        QTimer.singleShot(0, lambda accept=accept: reply(accept))
        asked = {"title": "标题", "text": "正文"} if dialog is PasswordDialog else {}
        assert dialog.ask(parent, *(() if asked else given), **asked) == expected


def test_a_password_is_hidden_until_it_is_shown(qtbot: QtBot) -> None:
    line = PasswordLine("办公密码")
    qtbot.addWidget(line)
    assert not line.revealed
    line._eye.trigger()
    assert line.revealed
    line.hide_text()
    assert not line.revealed


def test_a_blank_name_is_none(qtbot: QtBot) -> None:
    dialog = TextDialog(None, "存为标签", "", "存为标签", "在档户")
    qtbot.addWidget(dialog)
    dialog._line.setText("  ")
    assert not dialog._verb.isEnabled()


def test_the_side_panel_shows_one_widget_and_escape_closes_it(qtbot: QtBot) -> None:
    panel = SidePanel()
    qtbot.addWidget(panel)
    panel.show_widget(QWidget(), "甲")
    second = QWidget()
    panel.show_widget(second, "乙")
    assert (panel._title.text(), panel._scroll.widget()) == ("乙", second)
    with qtbot.waitSignal(panel.closed):
        qtbot.keyClick(panel, Qt.Key.Key_Escape)
    assert not panel.isVisible()


def test_an_empty_page_offers_the_thing_to_do(qtbot: QtBot) -> None:
    page = EmptyState("gift", "还没有走访记录")
    qtbot.addWidget(page)
    done: list[bool] = []
    page.add_action("新建走访", lambda: done.append(True))
    next(one for one in page.children() if getattr(one, "text", str)() == "新建走访").click()
    assert done == [True]


def test_a_button_without_a_text_has_a_name(qtbot: QtBot) -> None:
    made = icon_button("close", "关闭")
    qtbot.addWidget(made)
    assert (made.accessibleName(), made.toolTip(), made.text()) == ("关闭", "关闭", "")
