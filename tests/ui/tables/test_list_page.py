"""The list page: searching, narrowing, refreshing, keeping filters."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.base.changes import Change, Noun
from desktop.base.listing import Query
from tests.ui.ring import beyond_tab, passed_by_tab
from tests.ui.standin import LISTING, MemoryOffice
from ui.desk import Desk
from ui.look import places
from ui.tables.page import EMPTY, NOTHING_FOUND, ListPage
from ui.widgets.dialogs import TextDialog


@pytest.fixture
def office() -> MemoryOffice:
    return MemoryOffice(250)


@pytest.fixture
def desk(office: MemoryOffice) -> Iterator[Desk]:
    made = Desk(lambda: office)
    yield made
    made.finish(lambda _: None)
    made._worker.shutdown(wait=True)


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> ListPage:
    made = ListPage(desk, LISTING, title="困难职工", measure="户")
    qtbot.addWidget(made)
    made.resize(1160, 640)
    with qtbot.waitSignal(made.model.shown):
        made.show()
    return made


def test_a_page_shows_its_list_when_it_is_first_seen(page: ListPage) -> None:
    assert page.model.rowCount() == 250
    assert page._count.text() == "共 250 户"


def test_typing_searches_once_the_clerk_pauses(qtbot: QtBot, page: ListPage, office: MemoryOffice) -> None:
    office.asked.clear()
    with qtbot.waitSignal(page.model.shown):
        qtbot.keyClicks(page.search, "0007")
    assert [query.text for query in office.asked] == ["0007"]
    assert page.model.rowCount() == 11


def test_enter_in_the_search_line_goes_to_the_first_row(qtbot: QtBot, page: ListPage) -> None:
    qtbot.keyClicks(page.search, "00007")
    with qtbot.waitSignal(page.model.shown):
        qtbot.keyClick(page.search, Qt.Key.Key_Down)
    qtbot.keyClick(page.search, Qt.Key.Key_Down)
    assert page.view.current() == 7


def test_escape_empties_the_search(qtbot: QtBot, page: ListPage) -> None:
    with qtbot.waitSignal(page.model.shown):
        qtbot.keyClicks(page.search, "00007")
    with qtbot.waitSignal(page.model.shown):
        qtbot.keyClick(page.search, Qt.Key.Key_Escape)
    assert page.model.rowCount() == 250


def test_a_chip_narrows_and_the_same_chip_again_widens(qtbot: QtBot, page: ListPage) -> None:
    row = page._chips["state"]
    qtbot.waitUntil(lambda: "脱困" in row._chips)
    assert row._chips["脱困"].text() == "脱困  83"
    for count in (83, 250):
        with qtbot.waitSignal(page.model.shown):
            row._chips["脱困"].click()
        assert page.model.rowCount() == count


def test_chips_of_two_columns_narrow_together(qtbot: QtBot, page: ListPage) -> None:
    page._chips["state"].chosen.emit("脱困")
    with qtbot.waitSignal(page.model.shown):
        page._chips["town"].chosen.emit("姚桥镇")
    assert page.query.chips == {"state": "脱困", "town": "姚桥镇"}
    qtbot.waitUntil(lambda: page._chips["town"].text() == "所属镇街：姚桥镇 ▾")


def test_a_change_of_the_noun_refreshes_and_any_other_does_not(
    qtbot: QtBot, page: ListPage, desk: Desk, office: MemoryOffice
) -> None:
    page.view.go_to(40)
    with qtbot.waitSignal(page.model.shown):
        desk.do(lambda one: one.remove(1))
    assert page.model.rowCount() == 249
    assert page.view.current() == 40
    office.asked.clear()
    desk.changed.emit(Change(operation=9, label="x", nouns=frozenset({Noun.FUNDS})), None)
    qtbot.waitUntil(lambda: desk.idle)
    assert office.asked == []


def test_a_page_out_of_sight_asks_again_when_it_is_seen(
    qtbot: QtBot, page: ListPage, desk: Desk, office: MemoryOffice
) -> None:
    page.hide()
    office.asked.clear()
    desk.do(lambda one: one.remove(2))
    qtbot.waitUntil(lambda: desk.idle)
    assert office.asked == []
    with qtbot.waitSignal(page.model.shown):
        page.show()
    assert page.model.rowCount() == 249


def test_a_list_goes_to_what_is_new_on_it_also_when_it_is_seen_again(qtbot: QtBot, page: ListPage, desk: Desk) -> None:
    page.view.go_to(40)
    with qtbot.waitSignal(page.model.shown):
        desk.do(lambda one: one.enter(251))
    assert (page.view.current(), page.chosen()) == (251, [251])
    page.hide()
    desk.do(lambda one: one.enter(252))
    qtbot.waitUntil(lambda: desk.idle)
    with qtbot.waitSignal(page.model.shown):
        page.show()
    assert (page.view.current(), page.chosen()) == (252, [252])


def test_a_list_stays_where_it_is_when_something_else_is_new_or_what_is_new_is_filtered_away(
    qtbot: QtBot, page: ListPage, desk: Desk
) -> None:
    page.show_query(Query(noun=Noun.CASES, chips={"state": "脱困"}))
    qtbot.waitUntil(lambda: page.model.rowCount() == 83)
    page.view.go_to(30)
    with qtbot.waitSignal(page.model.shown):
        desk.do(lambda one: one.enter(251))
    with qtbot.waitSignal(page.model.shown):
        desk.do(lambda one: one.enter(252, Noun.VISITS))
    assert (page.model.rowCount(), page.view.current()) == (84, 30)


def test_tab_goes_through_a_list_as_it_is_read(qtbot: QtBot, page: ListPage, desk: Desk) -> None:
    page.add_beside_title(beside := QPushButton("另一张表"))
    page.add_action("新建", lambda: None, primary=True)
    page.refresh()
    qtbot.waitUntil(lambda: page._chips["state"]._chips != {} and desk.idle)
    beside.setFocus()
    passed = [said(one) for one in passed_by_tab(page)]
    assert (passed[:3], passed[-3:]) == (["新建", "搜索困难职工", "全部  250"], ["选择列", "列表", "另一张表"])
    assert beyond_tab(page) == []


def said(widget: QWidget | None) -> str:
    """What a widget is called."""
    assert widget is not None
    return widget.accessibleName() or str(widget.property("text"))


def test_actions_that_need_a_selection_wait_for_one(page: ListPage) -> None:
    done: list[str] = []
    fixed = page.add_action("新建", lambda: done.append("new"), primary=True)
    needing = page.add_action("作废", lambda: done.append("void"), needs_selection=True, folded=True, icon="void")
    assert (fixed.isEnabled(), needing.isEnabled()) == (True, False)
    page.view.choose([3, 4])
    assert needing.isEnabled()
    assert page._chosen.text() == "已选 2 户"
    needing.trigger()
    fixed.click()
    assert done == ["void", "new"]


def test_opening_and_choosing_are_told(qtbot: QtBot, page: ListPage) -> None:
    with qtbot.waitSignal(page.selection_changed) as told:
        page.view.go_to(3)
    assert told.args == [[3]]
    with qtbot.waitSignal(page.opened) as told:
        qtbot.keyClick(page.view, Qt.Key.Key_Return)
    assert told.args == [3]


def test_nothing_found_says_what_to_do(qtbot: QtBot, page: ListPage) -> None:
    assert page.view._empty == EMPTY
    with qtbot.waitSignal(page.model.shown):
        qtbot.keyClicks(page.search, "zzz")
    assert page.view._empty == NOTHING_FOUND


def test_a_filter_kept_as_a_tab_comes_back_without_its_search_text(
    qtbot: QtBot, page: ListPage, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(TextDialog, "ask", lambda *_: "脱困户")
    page.show_query(Query(noun=Noun.CASES, text="张三", chips={"state": "脱困"}, order="per_head", descending=True))
    page._save_tab()
    assert "张三" not in places.settings_file().read_text(encoding="utf-8")
    again = ListPage(desk, LISTING, title="困难职工")
    qtbot.addWidget(again)
    assert [again.tabs.tabText(at) for at in range(again.tabs.count())] == ["全部", "脱困户"]
    again.tabs.tabBarClicked.emit(1)
    qtbot.waitUntil(lambda: again.model.rowCount() == 83)
    assert again.query == Query(noun=Noun.CASES, chips={"state": "脱困"}, order="per_head", descending=True)


def test_a_tab_whose_columns_are_gone_is_left_out(qtbot: QtBot, desk: Desk) -> None:
    kept = {"name": "旧", "chips": {"gone": "x"}, "order": "name", "descending": False}
    places.keep("tabs/cases", [kept, "nonsense", {**kept, "chips": {}, "order": "gone"}])
    page = ListPage(desk, LISTING, title="困难职工")
    qtbot.addWidget(page)
    assert page.tabs.count() == 1
    assert not page.tabs.isVisibleTo(page)


def test_a_removed_tab_stays_removed_and_the_first_one_stays(page: ListPage) -> None:
    page.tabs.add("甲", page.query)
    page.tabs.add("甲", page.query)
    assert page.tabs.count() == 2
    page.tabs.remove(1)
    page.tabs.remove(0)
    assert page.tabs.count() == 1
    assert places.recall("tabs/cases") is None


def test_numbers_are_revealed_by_the_eye(page: ListPage) -> None:
    page._eye.click()
    assert page.model.revealed
    assert page._eye.toolTip() == "隐去号码"
