"""The grid of rows by periods: who has done what is due, found by eye, mouse and keys."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.look import shown
from ui.tables.grid import PeriodGrid
from ui.tables.periods import Cell, CellState, GridRow, Period

ROWS = tuple(GridRow(number, f"第{number}机械厂", "第一批") for number in (11, 12, 13, 14))
PERIODS = (Period("2026-01", "1月", "应于2月5日"), Period("2026-02", "2月", "应于3月5日"), Period("2026-03", "3月"))
CELLS = {
    (11, "2026-01"): Cell(CellState.DONE, "2-03"),
    (12, "2026-01"): Cell(CellState.LATE, "逾期 3 天", "<b>催过两次"),
    (13, "2026-01"): Cell(CellState.DONE),
    (11, "2026-02"): Cell(CellState.DONE),
    (12, "2026-02"): Cell(CellState.OPEN, "未到期"),
    (13, "2026-02"): Cell(CellState.OPEN),
    (14, "2026-02"): Cell(CellState.OPEN),
}


@pytest.fixture
def grid(qtbot: QtBot) -> PeriodGrid:
    made = PeriodGrid("月报")
    qtbot.addWidget(made)
    made.show_grid(ROWS, PERIODS, CELLS)
    made.resize(900, 400)
    made.show()
    qtbot.waitExposed(made)
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    return made


def place(grid: PeriodGrid, number: int, key: str) -> QPoint:
    return grid.visualRect(grid._model.place(number, key)).center()


def press(
    qtbot: QtBot,
    grid: PeriodGrid,
    number: int,
    key: str,
    held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, held, place(grid, number, key))


def ground(grid: PeriodGrid, number: int, key: str) -> str:
    """The colour at the edge of a cell, where nothing is written."""
    image = grid.viewport().grab().toImage()
    rect = grid.visualRect(grid._model.place(number, key))
    return image.pixelColor((rect.topLeft() + QPoint(4, 4)) * image.devicePixelRatio()).name()


def test_the_sum_of_a_period_counts_what_is_expected_only(grid: PeriodGrid) -> None:
    assert [grid._model.summed(at) for at in range(3)] == ["已报 2/3", "已报 1/4", "—"]
    assert [one.late for one in grid._model.sums] == [1, 0, 0]


def test_heads_tell_a_screen_reader_all_that_stands_there(grid: PeriodGrid) -> None:
    told = Qt.ItemDataRole.AccessibleTextRole
    assert grid._model.headerData(0, Qt.Orientation.Horizontal, told) == "1月，应于2月5日，已报 2/3"
    assert grid._model.headerData(1, Qt.Orientation.Vertical, told) == "第12机械厂，第一批"
    assert grid._corner.whole == "单位 4"


@pytest.mark.parametrize(
    ("number", "key", "said"),
    [
        (11, "2026-01", "第11机械厂，1月：已报（2-03）"),
        (12, "2026-01", "第12机械厂，1月：逾期（逾期 3 天）"),
        (13, "2026-02", "第13机械厂，2月：还没有"),
        (14, "2026-01", "第14机械厂，1月：不需要"),
    ],
)
def test_a_cell_tells_a_screen_reader_its_state(grid: PeriodGrid, number: int, key: str, said: str) -> None:
    assert grid._model.place(number, key).data(Qt.ItemDataRole.AccessibleTextRole) == said


def test_a_tip_is_never_taken_for_markup(grid: PeriodGrid) -> None:
    tip = grid._model.place(12, "2026-01").data(Qt.ItemDataRole.ToolTipRole)
    assert tip == "<span>&lt;b&gt;催过两次</span>"


def test_what_is_late_and_what_is_not_expected_look_different(grid: PeriodGrid) -> None:
    assert ground(grid, 12, "2026-01") == shown.colour("warn_soft").name()
    assert ground(grid, 14, "2026-01") == shown.colour("surface").name()
    assert ground(grid, 11, "2026-01") == shown.colour("raised").name()


def test_the_row_heads_and_the_headings_stay_in_sight(qtbot: QtBot, grid: PeriodGrid) -> None:
    rows = [GridRow(number, f"第{number}机械厂") for number in range(800)]
    periods = [Period(str(month), f"{month}月") for month in range(1, 25)]
    grid.show_grid(rows, periods, {})
    qtbot.waitUntil(lambda: grid.verticalScrollBar().maximum() > 1000)
    grid.verticalScrollBar().setValue(1000)
    grid.horizontalScrollBar().setValue(300)
    assert grid.verticalHeader().pos().x() <= 1
    assert grid.horizontalHeader().pos().y() <= 1
    assert grid.rowAt(5) > 20
    assert grid.columnAt(5) >= 1
    assert grid._corner.isVisible()


def test_enter_and_a_double_click_ask_for_the_cell(qtbot: QtBot, grid: PeriodGrid) -> None:
    grid.go_to(11, "2026-01")
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right):
        qtbot.keyClick(grid, key)
    with qtbot.waitSignal(grid.cell_asked) as told:
        qtbot.keyClick(grid, Qt.Key.Key_Return)
    assert told.args == [12, "2026-02"]
    press(qtbot, grid, 13, "2026-01")
    with qtbot.waitSignal(grid.cell_asked) as told:
        qtbot.mouseDClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=place(grid, 13, "2026-01"))
    assert told.args == [13, "2026-01"]


def test_a_double_click_on_a_head_asks_for_the_row(qtbot: QtBot, grid: PeriodGrid) -> None:
    side = grid.verticalHeader()
    at = QPoint(20, side.sectionViewportPosition(2) + 8)
    with qtbot.waitSignal(grid.row_asked) as told:
        qtbot.mouseDClick(side.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert told.args == [13]


def test_many_cells_of_one_period_are_chosen(qtbot: QtBot, grid: PeriodGrid) -> None:
    press(qtbot, grid, 11, "2026-01")
    press(qtbot, grid, 13, "2026-01", Qt.KeyboardModifier.ShiftModifier)
    assert grid.chosen() == ([11, 12, 13], "2026-01")
    press(qtbot, grid, 12, "2026-01", Qt.KeyboardModifier.ControlModifier)
    assert grid.chosen() == ([11, 13], "2026-01")


def test_cells_of_two_periods_are_never_chosen_together(qtbot: QtBot, grid: PeriodGrid) -> None:
    press(qtbot, grid, 11, "2026-01")
    press(qtbot, grid, 13, "2026-02", Qt.KeyboardModifier.ControlModifier)
    assert grid.chosen() == ([13], "2026-02")
    press(qtbot, grid, 11, "2026-01")
    press(qtbot, grid, 13, "2026-02", Qt.KeyboardModifier.ShiftModifier)
    assert grid.chosen() == ([11, 12, 13], "2026-01")
    assert grid.current() == (13, "2026-01")


def test_keys_choose_in_one_period_too(qtbot: QtBot, grid: PeriodGrid) -> None:
    grid.go_to(11, "2026-02")
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Down):
        qtbot.keyClick(grid, key, Qt.KeyboardModifier.ShiftModifier)
    assert grid.chosen() == ([11, 12, 13], "2026-02")
    qtbot.keyClick(grid, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert grid.chosen() == ([11, 12, 13, 14], "2026-02")


def test_space_marks_and_moves_on(qtbot: QtBot, grid: PeriodGrid) -> None:
    grid.go_to(11, "2026-01")
    for _ in range(2):
        qtbot.keyClick(grid, Qt.Key.Key_Space)
    assert grid.chosen() == ([12], "2026-01")
    assert grid.current() == (13, "2026-01")


def test_a_heading_chooses_its_whole_period(qtbot: QtBot, grid: PeriodGrid) -> None:
    above = grid.horizontalHeader()
    with qtbot.waitSignal(grid.chosen_changed) as told:
        at = QPoint(above.sectionViewportPosition(1) + 20, 10)
        qtbot.mouseClick(above.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert told.args == [[11, 12, 13, 14], "2026-02"]
    assert grid.chosen() == ([11, 12, 13, 14], "2026-02")


@pytest.mark.parametrize("reason", [QContextMenuEvent.Reason.Keyboard, QContextMenuEvent.Reason.Mouse])
def test_a_menu_is_asked_for_with_all_chosen_rows(
    qtbot: QtBot, grid: PeriodGrid, reason: QContextMenuEvent.Reason
) -> None:
    grid.go_to(12, "2026-01")
    grid.choose([11, 12], "2026-01")
    at = place(grid, 12, "2026-01")
    spot = grid.viewport().mapToGlobal(at)
    with qtbot.waitSignal(grid.menu_asked) as told:
        QApplication.sendEvent(grid.viewport(), QContextMenuEvent(reason, at, spot))
    assert told.args == [[11, 12], "2026-01", spot]


def test_a_menu_beside_what_is_chosen_is_that_of_the_cell_alone(qtbot: QtBot, grid: PeriodGrid) -> None:
    grid.choose([11, 12], "2026-01")
    at = place(grid, 14, "2026-02")
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, grid.viewport().mapToGlobal(at))
    with qtbot.waitSignal(grid.menu_asked) as told:
        QApplication.sendEvent(grid.viewport(), event)
    assert told.args[:2] == [[14], "2026-02"]


def test_what_was_chosen_stays_chosen_wherever_it_then_stands(grid: PeriodGrid) -> None:
    grid.go_to(13, "2026-02")
    grid.choose([11, 13], "2026-02")
    grid.show_grid(tuple(reversed(ROWS))[:3], PERIODS[1:], CELLS)
    assert grid.chosen() == ([13], "2026-02")
    assert grid.current() == (13, "2026-02")
    grid.show_grid((), (), {})
    assert grid.chosen() == ([], "")
    assert grid.current() is None


def test_the_chosen_rows_are_copied_with_their_headings(qtbot: QtBot, grid: PeriodGrid) -> None:
    grid.choose([11, 12], "2026-01")
    qtbot.keyClick(grid, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == "单位\t1月\n第11机械厂\t2-03\n第12机械厂\t逾期 3 天"


def test_an_empty_grid_says_so(qtbot: QtBot) -> None:
    empty, other = PeriodGrid("月报", empty="没有试点单位"), PeriodGrid("月报", empty="")
    for one in (empty, other):
        qtbot.addWidget(one)
        one.resize(400, 300)
    assert empty.grab().toImage() == other.grab().toImage(), "what isn't known yet isn't said"
    for one in (empty, other):
        one.show_grid([], PERIODS, {})
    assert empty.grab().toImage() != other.grab().toImage()


def test_hundreds_of_rows_make_no_widgets(grid: PeriodGrid) -> None:
    few = len(grid.findChildren(QWidget))
    rows = [GridRow(number, f"第{number}机械厂") for number in range(800)]
    grid.show_grid(rows, PERIODS, {(number, "2026-01"): Cell(CellState.DONE) for number in range(800)})
    assert len(grid.findChildren(QWidget)) == few
    assert grid._model.summed(0) == "已报 800/800"
    assert [grid._above.sum_in(0, room) for room in (200, 60)] == ["已报 800/800", "800/800"]
