"""The table view: keys, choosing, copying, columns."""

import pytest
from PySide6.QtCore import QEvent, QModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from desktop.base.changes import Noun
from desktop.base.listing import Column, Listing, Query
from tests.ui.standin import LISTING, made_up
from ui.look import places, scale, shown
from ui.tables.clipboard import rows_to_mime, to_tsv
from ui.tables.model import Index, ListModel
from ui.tables.source import MemorySource
from ui.tables.view import TableView, runs
from ui.widgets.pieces import plain_tip

ALL = Query(noun=Noun.CASES, order="name")


@pytest.fixture
def source() -> MemorySource:
    return MemorySource(LISTING, [made_up(number) for number in range(1, 31)], range(1, 31))


@pytest.fixture
def model(source: MemorySource) -> ListModel:
    made = ListModel(LISTING, source)
    made.show(ALL)
    return made


@pytest.fixture
def view(qtbot: QtBot, model: ListModel) -> TableView:
    made = TableView(model, tones={"state": {"在档": "good"}})
    qtbot.addWidget(made)
    made.resize(900, 400)
    made.show()
    return made


def press(qtbot: QtBot, view: TableView, key: Qt.Key) -> None:
    qtbot.keyClick(view, key)


def test_enter_opens_the_current_record(qtbot: QtBot, view: TableView) -> None:
    view.go_to(5)
    with qtbot.waitSignal(view.opened) as told:
        press(qtbot, view, Qt.Key.Key_Return)
    assert told.args == [5]


def test_going_to_a_record_while_ctrl_is_held_chooses_only_that(qtbot: QtBot, view: TableView) -> None:
    view.go_to(5)
    qtbot.keyPress(view, Qt.Key.Key_Shift, Qt.KeyboardModifier.ControlModifier)
    view.go_to(7)
    assert view.chosen() == [7]


def test_space_marks_and_moves_on(qtbot: QtBot, view: TableView) -> None:
    view.go_to(3)
    view.clearSelection()
    for _ in range(2):
        press(qtbot, view, Qt.Key.Key_Space)
    assert view.chosen() == [3, 4]
    assert view.current() == 5


def test_chosen_records_stay_chosen_wherever_a_refresh_puts_them(view: TableView, model: ListModel) -> None:
    view.go_to(3)
    view.choose([3, 30])
    model.show(Query(noun=Noun.CASES, order="name", descending=True))
    assert view.chosen() == [30, 3]
    assert view.current() == 3


def test_a_chosen_record_that_left_the_list_is_told(
    qtbot: QtBot, view: TableView, model: ListModel, source: MemorySource
) -> None:
    view.choose([30])
    source.replace([made_up(1)], [1])
    with qtbot.waitSignal(view.selection_changed) as told:
        model.refresh()
    assert told.args == [[]]


def test_many_chosen_records_are_chosen_as_few_ranges(view: TableView) -> None:
    view.choose(range(2, 30))
    assert view.selectionModel().selection().count() == 1
    assert list(runs([9, 1, 2])) == [(1, 2), (9, 9)]


def test_a_click_on_a_heading_asks_for_sorting_and_a_second_one_turns_it(view: TableView, model: ListModel) -> None:
    asked: list[tuple[str, bool]] = []
    view.sort_asked.connect(lambda name, descending: asked.append((name, descending)))
    view.sort_asked.connect(
        lambda name, descending: model.show(Query(noun=Noun.CASES, order=name, descending=descending))
    )
    at = model.column_at("per_head")
    view.horizontalHeader().sectionClicked.emit(at)
    view.horizontalHeader().sectionClicked.emit(at)
    assert asked == [("per_head", False), ("per_head", True)]
    assert list(model.ids)[:2] == [30, 29]


def test_copied_rows_have_headings_and_keep_every_digit(view: TableView, model: ListModel) -> None:
    model.reveal(revealed=True)
    view.choose([1, 2])
    view.copy_rows()
    mime = QGuiApplication.clipboard().mimeData()
    lines = mime.text().splitlines()
    assert lines[0].split("\t") == ["姓名", "身份证号", "状态", "所属镇街", "月人均收入"]
    assert lines[1].split("\t")[1] == "321102197503080001"
    assert "<td style=\"mso-number-format:'\\@'\">321102197503080001</td>" in mime.html()


def test_masked_numbers_are_copied_masked(view: TableView) -> None:
    view.choose([1])
    view.copy_rows()
    assert "197503" not in QGuiApplication.clipboard().text()


def test_a_copied_cell_never_becomes_a_formula() -> None:
    assert to_tsv([["=HYPERLINK(1)", "@x", "-5.00", "a\tb\nc"]]) == "'=HYPERLINK(1)\t'@x\t-5.00\ta b c"
    assert "&lt;b&gt;" in rows_to_mime(["甲"], [["<b>"]]).html()


def test_hidden_columns_and_widths_come_back(qtbot: QtBot, view: TableView, model: ListModel) -> None:
    view.columns.show_column(2, shown=False)
    view.horizontalHeader().resizeSection(0, 222)
    view.horizontalHeader().moveSection(0, 1)
    view.columns._keep()
    again = TableView(model)
    qtbot.addWidget(again)
    assert [column.name for column in again.columns.shown()] == ["resident_id", "name", "town", "per_head"]
    assert again.horizontalHeader().sectionSize(0) == 222


def test_a_column_of_a_later_version_joins_in(qtbot: QtBot, view: TableView) -> None:
    view.columns.show_column(3, shown=False)
    grown = Listing(noun=Noun.CASES, columns=(*LISTING.columns, Column(name="new", label="新列")), order="name")
    model = ListModel(grown, MemorySource(grown, []))
    again = TableView(model)
    qtbot.addWidget(again)
    assert [column.name for column in again.columns.shown()] == ["name", "resident_id", "state", "per_head", "new"]


def test_nonsense_that_was_kept_is_ignored(qtbot: QtBot, model: ListModel) -> None:
    places.keep("columns/cases", ["nonsense"])
    view = TableView(model)
    qtbot.addWidget(view)
    assert len(view.columns.shown()) == 5


def test_the_last_column_cannot_be_hidden_and_reset_shows_the_usual_ones(view: TableView) -> None:
    for at in range(6):
        view.columns.show_column(at, shown=False)
    assert len(view.columns.shown()) == 1
    view.columns.reset()
    assert len(view.columns.shown()) == 5
    assert places.recall("columns/cases") is None


def test_ticks_in_the_column_chooser_show_and_hide(view: TableView) -> None:
    menu = view.columns.menu(view)
    note = next(action for action in menu.actions() if action.text() == "备注")
    assert not note.isChecked()
    note.trigger()
    assert "note" in [column.name for column in view.columns.shown()]


def test_rows_are_as_high_as_the_scale_says(view: TableView) -> None:
    assert view.rowHeight(0) == scale.ROW


def test_an_empty_table_says_so(qtbot: QtBot, model: ListModel, source: MemorySource) -> None:
    source.replace([])
    model.refresh()
    view = TableView(model, empty="还没有档案")
    qtbot.addWidget(view)
    view.resize(600, 300)
    said = view.grab().toImage()
    view.set_empty("")
    assert said != view.grab().toImage()


def test_a_cell_without_room_tells_its_whole_text_and_markup_is_text(view: TableView) -> None:
    index = view.model().index(0, 0)
    for width, told in ((400, ""), (12, str(index.data()))):
        view.setColumnWidth(0, width)
        at = view.visualRect(index).center()
        event = QHelpEvent(QEvent.Type.ToolTip, at, view.viewport().mapToGlobal(at))
        QApplication.sendEvent(view.viewport(), event)
        assert QToolTip.text() == told
    QToolTip.hideText()
    assert plain_tip("<b>张三</b>") == "<span>&lt;b&gt;张三&lt;/b&gt;</span>"
    assert plain_tip("张三") == "张三"


def test_a_chosen_row_is_drawn_across_and_states_in_their_tone(view: TableView) -> None:
    view.choose([2])
    image = view.viewport().grab().toImage()
    middle = view.rowViewportPosition(1) + 4
    assert image.pixelColor(60, middle).name() == shown.colours().selection
    assert image.pixelColor(400, middle).name() == shown.colours().selection
    pill = view.columnViewportPosition(2) + 12
    colours = {image.pixelColor(pill, y).name() for y in range(scale.ROW)}
    assert shown.colours().good_soft in colours


def test_home_and_end_go_to_the_first_and_last_record(qtbot: QtBot, view: TableView) -> None:
    view.go_to(9)
    press(qtbot, view, Qt.Key.Key_End)
    assert view.current() == 30
    press(qtbot, view, Qt.Key.Key_Home)
    assert view.current() == 1


class Counting(ListModel):
    """Counts how often it is asked for its length."""

    asked = 0

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802  (Qt's own signature)
        """Its length, counted."""
        self.asked += 1
        return super().rowCount(parent)


def test_painting_a_wholly_chosen_table_does_not_ask_row_by_row(qtbot: QtBot) -> None:
    model = Counting(LISTING, MemorySource(LISTING, [made_up(number) for number in range(5000)]))
    model.show(ALL)
    view = TableView(model)
    qtbot.addWidget(view)
    with qtbot.waitExposed(view):
        view.show()
    view.selectAll()
    model.asked = 0
    view.horizontalHeader().viewport().repaint()
    view.viewport().repaint()
    assert model.asked < 1000
    assert len(view.chosen()) == 5000
