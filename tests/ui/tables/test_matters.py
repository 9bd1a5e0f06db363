"""A list of files is narrowed to what a matter concerns; what the clerk knows of stays in it, faintly."""

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.base.changes import Noun
from desktop.base.listing import Query
from desktop.office.office import Office
from tests.offices import draft, on_file
from tests.ui import desks
from tests.ui.desks import Ask, Settle
from ui.desk import Desk
from ui.tables.model import Role
from ui.tables.page import NOTHING_FOUND, NOTHING_WAITS, ListPage
from ui.widgets.chips import ChipRow

DUE = 2


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two files that are due for review, three that aren't."""

    def fill(office: Office) -> None:
        for seed in range(5):
            on_file(office, draft(seed, filed_on=dt.date(2021 if seed < DUE else 2022, 6, 1)))

    return desks.make(tmp_path_factory, fill)


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, ask: Ask, settle: Settle) -> ListPage:
    shown = ListPage(desk, ask(lambda office: office.listing(Noun.CASES)), title="困难职工", measure="户")
    qtbot.addWidget(shown)
    shown.resize(1160, 640)
    shown.show()
    settle()
    return shown


def choose(page: ListPage, name: str) -> None:
    assert page.matters is not None
    page.matters.choose(name)


def test_the_menu_says_how_many_files_each_matter_concerns_when_it_is_opened(qtbot: QtBot, page: ListPage) -> None:
    assert page.matters is not None
    assert page.matters.text_of("review_due") == "复核到期"
    page.matters.menu().popup(page.mapToGlobal(page.rect().center()))
    qtbot.waitUntil(lambda: page.matters is not None and page.matters.text_of("review_due") == "复核到期\t2")
    page.matters.menu().close()


def test_a_matter_narrows_the_list_and_its_chip_takes_it_away(qtbot: QtBot, page: ListPage) -> None:
    with qtbot.waitSignal(page.model.shown):
        choose(page, "review_due")
    assert page.model.rowCount() == DUE
    assert page.matter_bar._chip.text() == "筛选：复核到期  ✕"
    assert page.matter_bar.isVisible()
    with qtbot.waitSignal(page.model.shown):
        page.matter_bar._chip.click()
    assert page.model.rowCount() == 5
    assert not page.matter_bar.isVisible()
    assert page.query.matter == ""


def test_the_same_line_of_the_menu_again_shows_all(qtbot: QtBot, page: ListPage) -> None:
    for count in (DUE, 5):
        with qtbot.waitSignal(page.model.shown):
            choose(page, "review_due")
        assert page.model.rowCount() == count


def test_a_list_of_nothing_that_waits_says_how_to_see_all(qtbot: QtBot, page: ListPage) -> None:
    with qtbot.waitSignal(page.model.shown):
        choose(page, "keeping_over")
    assert (page.model.rowCount(), page.view._empty) == (0, NOTHING_WAITS)


def test_a_matter_chips_and_words_narrow_together(qtbot: QtBot, page: ListPage) -> None:
    choose(page, "review_due")
    with qtbot.waitSignal(page.model.shown):
        page._chips["state"].chosen.emit("注销")
    assert page.model.rowCount() == 0
    assert page.view._empty == NOTHING_FOUND
    assert page.query == Query(noun=Noun.CASES, matter="review_due", chips={"state": "注销"}, order="name")


def test_the_chips_count_what_the_matter_leaves(qtbot: QtBot, page: ListPage) -> None:
    choose(page, "review_due")
    states = page._chips["state"]
    assert isinstance(states, ChipRow)
    qtbot.waitUntil(lambda: "在档" in states._chips and states._chips["在档"].text() == "在档  2")


def test_what_the_clerk_knows_of_stays_and_is_marked(qtbot: QtBot, page: ListPage, settle: Settle) -> None:
    with qtbot.waitSignal(page.model.shown):
        choose(page, "review_due")
    page.view.go_to(page.model.ids[1])
    assert page.matter_bar._known.text() == "知道了（选中 1 户）"
    qtbot.mouseClick(page.matter_bar._known, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(page.model.index(1, 0).data(Role.MARKED)))
    settle()
    assert page.model.rowCount() == DUE
    assert not page.model.index(0, 0).data(Role.MARKED)
    assert page.matter_bar._text.whole == "该做年度复核了；灰色的 1 户已知晓"


def test_all_of_the_list_are_known_where_none_is_chosen_and_undo_takes_that_back(
    qtbot: QtBot, page: ListPage, desk: Desk, settle: Settle
) -> None:
    with qtbot.waitSignal(page.model.shown):
        choose(page, "review_due")
    page.view.clearSelection()
    page.matter_bar._known.click()
    qtbot.waitUntil(lambda: all(page.model.index(row, 0).data(Role.MARKED) for row in range(DUE)))
    desk.undo()
    qtbot.waitUntil(lambda: not page.model.index(0, 0).data(Role.MARKED))
    settle()


def test_nothing_is_marked_once_all_files_are_shown(qtbot: QtBot, page: ListPage, ask: Ask) -> None:
    ask(lambda office: office.matters.acknowledge("review_due"))
    choose(page, "review_due")
    qtbot.waitUntil(lambda: bool(page.model.index(0, 0).data(Role.MARKED)))
    page.matter_bar._chip.click()
    qtbot.waitUntil(lambda: page.model.rowCount() == 5)
    assert not any(page.model.index(row, 0).data(Role.MARKED) for row in range(5))


def test_a_matter_is_kept_in_a_tab(qtbot: QtBot, page: ListPage, desk: Desk) -> None:
    page.show_query(Query(noun=Noun.CASES, matter="review_due", ranked=True, order="name"))
    page.tabs.add("复核", page.query)
    again = ListPage(desk, page.listing, title="困难职工")
    qtbot.addWidget(again)
    again.tabs.tabBarClicked.emit(1)
    qtbot.waitUntil(lambda: again.model.rowCount() == DUE)
    assert again.query == page.query
    assert again.matter_bar._chip.text() == "待办：复核到期  ✕"


def test_a_column_that_has_no_chips_of_its_own_stands_in_the_bar(qtbot: QtBot, page: ListPage) -> None:
    with qtbot.waitSignal(page.model.shown):
        page.show_query(Query(noun=Noun.CASES, chips={"state": "在档", "filed_month": "2021-06"}))
    assert page.model.rowCount() == DUE
    others = page.matter_bar._others
    chips = [others.itemAt(at).widget() for at in range(others.count())]
    assert [chip.text() for chip in chips if isinstance(chip, QPushButton)] == ["建档月份：2021-06  ✕"]
    assert not page.matter_bar._known.isVisible()
    with qtbot.waitSignal(page.model.shown):
        qtbot.mouseClick(chips[0], Qt.MouseButton.LeftButton)
    assert page.query.chips == {"state": "在档"}
    assert not page.matter_bar.isVisible()


def test_lists_of_other_things_have_no_matters(qtbot: QtBot, desk: Desk, ask: Ask) -> None:
    other = ListPage(desk, ask(lambda office: office.listing(Noun.FUNDS)), title="资金")
    qtbot.addWidget(other)
    assert other.matters is None


def test_a_list_of_pilots_is_narrowed_too_and_what_is_known_of_it_is_marked(
    qtbot: QtBot, desk: Desk, ask: Ask, settle: Settle
) -> None:
    for name in ("甲公司", "乙公司"):
        ask(lambda office, name=name: office.enterprises.enter({"name": name}))
    ask(lambda office: office.pairing.pair("王主席", [1], dt.date(2022, 11, 1)))
    shown = ListPage(desk, ask(lambda office: office.listing(Noun.PILOTS)), title="产改试点", measure="家")
    qtbot.addWidget(shown)
    shown.show()
    settle()
    with qtbot.waitSignal(shown.model.shown):
        choose(shown, "unpaired")
    settle()
    assert list(shown.model.ids) == [2]
    assert shown.matter_bar.isVisible()
    qtbot.mouseClick(shown.matter_bar._known, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(shown.model.index(0, 0).data(Role.MARKED)))
    assert shown.matter_bar._text.whole == "没有挂钩的干部；灰色的 1 家已知晓"
