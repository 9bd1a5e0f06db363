"""The charts: as pictures and as tables, each bar opens its list, in either theme."""

from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.base.changes import Noun
from desktop.base.listing import Query
from desktop.office.office import Office
from tests.offices import draft, on_file
from tests.ui import desks
from tests.ui.desks import Settle
from ui.charts.drawing import ChartView
from ui.charts.page import PICTURE, TABLE, ChartsPage
from ui.charts.picture import WHOLE, Spot
from ui.desk import Desk
from ui.look import shown, theme
from ui.look.theme import Theme


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three files of one category and one of another."""

    def fill(office: Office) -> None:
        for seed in range(4):
            on_file(office, draft(seed, category="困难" if seed == 3 else "深度困难"))

    return desks.make(tmp_path_factory, fill)


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, settle: Settle) -> ChartsPage:
    made = ChartsPage(desk)
    qtbot.addWidget(made)
    made.resize(1160, 700)
    made.show()
    settle()
    return made


def spots(view: ChartView) -> list[Spot]:
    """The bars, as they are shown."""
    return [spot for spot in view.spots(QRectF(view.rect())) if spot.series != WHOLE]


def press(qtbot: QtBot, view: ChartView, spot: Spot) -> None:
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=spot.place.center().toPoint())


def test_the_greatest_bar_is_on_top_and_all_are_said(page: ChartsPage) -> None:
    view = page.boxes[0].view
    greatest, other = spots(view)
    assert (greatest.text, other.text) == ("深度困难：3", "困难：1")
    assert greatest.place.top() < other.place.top()
    assert greatest.place.width() > other.place.width()
    assert view.accessibleName() == "在档：困难类别"
    assert view.accessibleDescription() == "户数 深度困难 3，困难 1"


def test_a_bar_opens_the_list_that_it_counts(qtbot: QtBot, page: ChartsPage) -> None:
    view = page.boxes[0].view
    with qtbot.waitSignal(page.query_asked) as told:
        press(qtbot, view, spots(view)[0])
    assert told.args == [Query(noun=Noun.CASES, chips={"state": "在档", "category": "深度困难"})]


def test_a_bar_opens_its_list_by_keys_too(qtbot: QtBot, page: ChartsPage) -> None:
    view = page.boxes[0].view
    view.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(view.hasFocus)
    qtbot.keyClick(view, Qt.Key.Key_Right)
    with qtbot.waitSignal(page.query_asked) as told:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert told.args == [Query(noun=Noun.CASES, chips={"state": "在档", "category": "困难"})]


def test_the_same_stands_in_tables_whose_lines_open_by_enter(qtbot: QtBot, page: ChartsPage) -> None:
    page.shape._buttons[TABLE].click()
    table = page.boxes[0].table
    assert table is not None
    assert table.isVisible()
    assert [table.model().index(0, at).data() for at in (0, 1)] == ["深度困难", "3"]
    table.go_to(0)
    with qtbot.waitSignal(page.query_asked) as told:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert told.args == [Query(noun=Noun.CASES, chips={"state": "在档", "category": "深度困难"})]
    page.shape._buttons[PICTURE].click()
    assert page.boxes[0].view.isVisible()


def test_the_months_tell_filing_and_lifting_apart(qtbot: QtBot, page: ChartsPage) -> None:
    months = page.boxes[3]
    assert [spot.text for spot in spots(months.view)][-2:] == ["建档 12月：0", "脱困 12月：0"]
    assert months.view.upright
    assert months.table is not None
    months.table.setCurrentIndex(months.table.model().index(11, 2))
    with qtbot.waitSignal(page.query_asked) as told:
        months.table.opened.emit(11)
    assert told.args == [Query(noun=Noun.CASES, chips={"lifted_month": "2022-12"})]


def test_a_change_is_drawn_at_once(qtbot: QtBot, page: ChartsPage, desk: Desk) -> None:
    desk.do(lambda office: on_file(office, draft(9, category="困难")))
    qtbot.waitUntil(lambda: spots(page.boxes[0].view)[1].text == "困难：2")


def test_another_theme_draws_in_its_own_colours(qapp: QApplication, page: ChartsPage) -> None:
    view = page.boxes[0].view
    try:
        for one in (Theme.DARK, Theme.LIGHT):
            theme.apply(qapp, one)
            image = view.grab().toImage()
            at = spots(view)[0].place.center() * image.devicePixelRatio()
            assert image.pixelColor(at.toPoint()) == shown.colour("accent")
    finally:
        theme.apply(qapp, Theme.LIGHT)


def test_the_charts_of_pilots_are_a_press_away(qtbot: QtBot, page: ChartsPage, desk: Desk, settle: Settle) -> None:
    desk.do(lambda office: office.enterprises.enter({"name": "甲公司"}))
    settle()
    page.about._buttons[Noun.PILOTS].click()
    qtbot.waitUntil(lambda: page.boxes[0].chart is not None and page.boxes[0].chart.noun is Noun.PILOTS)
    assert [one.text for one in spots(page.boxes[0].view)] == ["未列入：1"]
    with qtbot.waitSignal(page.query_asked) as told:
        press(qtbot, page.boxes[0].view, spots(page.boxes[0].view)[0])
    assert told.args == [Query(noun=Noun.PILOTS, chips={"wave_name": ""})]
    assert [box.view.isVisible() for box in page.boxes] == [True, True, False, False]
    desk.do(lambda office: office.enterprises.enter({"name": "乙公司"}))
    qtbot.waitUntil(lambda: spots(page.boxes[0].view)[0].text == "未列入：2")


def test_escape_goes_back(qtbot: QtBot, page: ChartsPage) -> None:
    with qtbot.waitSignal(page.left):
        qtbot.keyClick(page, Qt.Key.Key_Escape)
