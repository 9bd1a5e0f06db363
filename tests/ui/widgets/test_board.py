"""A board: who is where, found by eye, mouse and keys; hundreds of cards are no burden."""

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.look import shown
from ui.widgets.board import Board
from ui.widgets.cards import Card, Column
from ui.widgets.lane import LEAST, NARROW, Lane


def card(number: int, *, late: bool = False) -> Card:
    told = f"逾期 {number} 天" if late else "4月30日前"
    return Card(number=number, title=f"第{number}机械厂", lines=("第一批", told), tone="warn" if late else "")


COLUMNS = (
    Column("确定批次", cards=(card(1), card(2), card(3))),
    Column("成立机构"),
    Column("方案上报", "accent", (card(4), card(5, late=True), card(6, late=True), card(7))),
    Column("启动", cards=(card(8),)),
)


@pytest.fixture
def board(qtbot: QtBot) -> Board:
    made = Board("试点进度")
    qtbot.addWidget(made)
    made.show_columns(COLUMNS)
    made.resize(1100, 500)
    made.show()
    qtbot.waitExposed(made)
    return made


def place(lane: Lane, row: int) -> QPoint:
    return lane.view.visualRect(lane.view.cards.index(row)).center()


def press(qtbot: QtBot, lane: Lane, row: int, button: Qt.MouseButton = Qt.MouseButton.LeftButton) -> None:
    qtbot.mouseClick(lane.view.viewport(), button, pos=place(lane, row))


def key(qtbot: QtBot, which: Qt.Key) -> None:
    qtbot.keyClick(QApplication.focusWidget(), which)


def begin(qtbot: QtBot, board: Board, number: int) -> None:
    """The keys act on that card."""
    board.go_to(number)
    board.setFocus()
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QWidget) and board._lanes[0].view.isVisible())


def test_a_heading_tells_how_many_and_how_many_are_overdue(board: Board) -> None:
    reported = board._lanes[2]
    assert (reported._count.text(), reported._late.text()) == ("4", "逾期 2")
    assert reported._late.property("role") == "pill-warn"
    assert reported._count.property("role") == "pill-accent"
    assert reported.view.accessibleName() == "方案上报，4，逾期 2"
    assert not board._lanes[0]._late.isVisible()


def test_a_column_without_cards_stays_narrow(board: Board) -> None:
    assert board._lanes[1].width() == NARROW
    assert board._lanes[0].width() >= LEAST


def test_ten_columns_scroll_sideways_on_a_small_screen(qtbot: QtBot, board: Board) -> None:
    board.resize(1198, 600)
    board.show_columns([Column(f"第{at}步", cards=(card(at),)) for at in range(10)])
    area = board.findChild(QScrollArea)
    assert isinstance(area, QScrollArea)
    qtbot.waitUntil(lambda: area.horizontalScrollBar().maximum() > 0)
    board.go_to(9)
    qtbot.waitUntil(lambda: area.horizontalScrollBar().value() == area.horizontalScrollBar().maximum())


def test_an_overdue_card_is_marked_in_the_warning_tone(board: Board) -> None:
    view = board._lanes[2].view
    image = view.viewport().grab().toImage()
    dense = image.devicePixelRatio()
    stripes = []
    for row in range(4):
        rect = view.visualRect(view.cards.index(row))
        found = {image.pixelColor(QPoint(x, round(rect.center().y() * dense))).name() for x in range(round(14 * dense))}
        stripes.append(shown.colour("warn").name() in found)
    assert stripes == [False, True, True, False]


def test_a_card_says_all_that_is_written_on_it(board: Board) -> None:
    index = board._lanes[2].view.cards.index(1)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "第5机械厂，第一批，逾期 5 天"


def test_a_tip_is_never_taken_for_markup(board: Board) -> None:
    board.show_columns([Column("启动", cards=(Card(number=1, title="甲", tip="<b>乙"),))])
    assert board._lanes[0].view.cards.index(0).data(Qt.ItemDataRole.ToolTipRole) == "<span>&lt;b&gt;乙</span>"


def test_one_card_of_all_columns_is_the_current_one(qtbot: QtBot, board: Board) -> None:
    press(qtbot, board._lanes[0], 1)
    assert board.current() == 2
    with qtbot.waitSignal(board.chosen) as told:
        press(qtbot, board._lanes[2], 3)
    assert told.args == [7]
    assert board.current() == 7
    assert not board._lanes[0].view.selectionModel().hasSelection()


def test_arrows_go_from_card_to_card_and_over_empty_columns(qtbot: QtBot, board: Board) -> None:
    begin(qtbot, board, 1)
    for which, number in (
        (Qt.Key.Key_Down, 2),
        (Qt.Key.Key_Right, 5),
        (Qt.Key.Key_Down, 6),
        (Qt.Key.Key_Right, 8),
        (Qt.Key.Key_Right, 8),
        (Qt.Key.Key_Left, 4),
        (Qt.Key.Key_Left, 1),
        (Qt.Key.Key_End, 3),
    ):
        key(qtbot, which)
        assert board.current() == number


def test_enter_and_a_double_click_open(qtbot: QtBot, board: Board) -> None:
    begin(qtbot, board, 5)
    with qtbot.waitSignal(board.opened) as told:
        key(qtbot, Qt.Key.Key_Return)
    assert told.args == [5]
    press(qtbot, board._lanes[0], 2)
    with qtbot.waitSignal(board.opened) as told:
        qtbot.mouseDClick(board._lanes[0].view.viewport(), Qt.MouseButton.LeftButton, pos=place(board._lanes[0], 2))
    assert told.args == [3]


@pytest.mark.parametrize("reason", [QContextMenuEvent.Reason.Keyboard, QContextMenuEvent.Reason.Mouse])
def test_a_menu_is_asked_for_where_the_card_is(qtbot: QtBot, board: Board, reason: QContextMenuEvent.Reason) -> None:
    board.go_to(7)
    view = board._lanes[2].view
    on = place(board._lanes[2], 3 if reason == QContextMenuEvent.Reason.Keyboard else 1)
    spot = view.viewport().mapToGlobal(on)
    with qtbot.waitSignal(board.menu_asked) as told:
        QApplication.sendEvent(view.viewport(), QContextMenuEvent(reason, on, spot))
    assert told.args == [7 if reason == QContextMenuEvent.Reason.Keyboard else 5, spot]


def test_a_card_that_moved_on_stays_the_current_one(qtbot: QtBot, board: Board) -> None:
    begin(qtbot, board, 2)
    first = Column("确定批次", cards=(card(1), card(3)))
    board.show_columns((first, Column("成立机构", cards=(card(2),)), *COLUMNS[2:]))
    assert board.current() == 2
    assert board._lanes[1].view.hasFocus()
    board.show_columns((first, *COLUMNS[1:]))
    assert board.current() is None
    assert not board.go_to(2)


def test_a_column_stays_where_it_was_scrolled_to(qtbot: QtBot, board: Board) -> None:
    board.show_columns([Column("启动", cards=tuple(card(at) for at in range(100)))])
    scroll = board._lanes[0].view.verticalScrollBar()
    qtbot.waitUntil(lambda: scroll.isVisible() and scroll.maximum() > 500)
    board.go_to(0)
    scroll.setValue(500)
    board.show_columns([Column("启动", cards=tuple(card(at) for at in range(99)))])
    qtbot.wait(1)
    assert scroll.value() == 500
    assert board.current() == 0


def test_tab_comes_in_once_and_goes_out(qtbot: QtBot) -> None:
    window, before, board, after = QWidget(), QLineEdit(), Board("试点进度"), QLineEdit()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    for one in (before, board, after):
        layout.addWidget(one)
    board.show_columns(COLUMNS)
    window.show()
    before.setFocus()
    qtbot.waitUntil(before.hasFocus)
    key(qtbot, Qt.Key.Key_Tab)
    assert board.current() == 1
    key(qtbot, Qt.Key.Key_Right)
    key(qtbot, Qt.Key.Key_Tab)
    assert after.hasFocus()
    qtbot.keyClick(after, Qt.Key.Key_Backtab)
    assert board._lanes[2].view.hasFocus()
    key(qtbot, Qt.Key.Key_Backtab)
    assert before.hasFocus()


def test_hundreds_of_cards_make_no_widgets(board: Board) -> None:
    board.show_columns([Column(f"第{at}步", cards=(card(at),)) for at in range(10)])
    few = len(board.findChildren(QWidget))
    board.show_columns(
        [Column(f"第{at}步", cards=tuple(card(1000 * at + one) for one in range(80))) for at in range(10)]
    )
    assert len(board.findChildren(QWidget)) == few
    assert board.grab().size() == QSize(1100, 500) * board.devicePixelRatio()
