"""The first page: figures open their lists, operations are undone, an empty office is told where to begin."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop.base.changes import Noun
from desktop.base.listing import Query
from desktop.cases import matters as cases
from desktop.office.matter_lists import NOUN
from desktop.office.matters import Reminder
from desktop.office.office import Office
from desktop.office.overview import Advice, Card, Figure
from desktop.pilots import matters as pilots
from tests.offices import PASSWORD, draft, on_file
from tests.ui.desks import FILES, Ask, Settle
from ui.desk import Desk
from ui.home.cards import CardBox
from ui.home.dues import of_reminders, of_twins
from ui.home.page import HomePage
from ui.home.recent import when
from ui.look import scale
from ui.widgets.tile import Tile

USUAL_HEIGHT = 768 - 49 - 30
"""A page on the usual screen: without the finder above it and the foot."""


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, settle: Settle) -> HomePage:
    made = HomePage(desk)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    with qtbot.waitActive(made):
        made.show()
    settle()
    return made


def undos(page: HomePage) -> list[QPushButton]:
    return [one for one in page.recent.findChildren(QPushButton) if one.text() == "撤销"]


def test_a_figure_opens_the_list_that_it_counts(qtbot: QtBot, page: HomePage) -> None:
    total, first = page.boxes[0].tiles()
    assert total.accessibleName() == f"在档 {FILES} 户"
    with qtbot.waitSignal(page.query_asked) as told:
        qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    assert told.args == [Query(noun=Noun.CASES, chips={"state": "在档", "category": "深度困难"})]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_keys_press_a_figure(qtbot: QtBot, page: HomePage, key: Qt.Key) -> None:
    tile = page.boxes[0].tiles()[0]
    tile.setFocus()
    with qtbot.waitSignal(page.query_asked):
        qtbot.keyClick(tile, key)


def test_tab_goes_as_the_eye_does(qtbot: QtBot, page: HomePage) -> None:
    page._backup.setFocus()
    for expected in (
        *page.files.pressable(),
        *page.boxes[0].tiles(),
        *page.boxes[1].tiles(),
        *page.recent.buttons(),
    ):
        qtbot.keyClick(page.window(), Qt.Key.Key_Tab)
        assert expected.hasFocus()


def test_a_change_is_seen_at_once_and_the_focus_stays(qtbot: QtBot, page: HomePage, desk: Desk, settle: Settle) -> None:
    page.boxes[0].tiles()[1].setFocus()
    desk.do(lambda office: on_file(office, draft(9)))
    qtbot.waitUntil(lambda: page.boxes[0].tiles()[0].accessibleName() == f"在档 {FILES + 1} 户")
    settle()
    assert page.boxes[0].tiles()[1].hasFocus()


def test_a_reminder_keeps_the_focus_when_its_count_changes(qtbot: QtBot, page: HomePage, desk: Desk) -> None:
    page.files.tiles()[0].setFocus()
    desk.do(lambda office: on_file(office, draft(9)))
    qtbot.waitUntil(lambda: page.files.tiles()[0].accessibleName() == "材料不全 4 户：还缺应交的材料")
    assert page.files.tiles()[0].hasFocus()


def test_a_change_while_it_is_not_seen_is_shown_when_it_is(
    qtbot: QtBot, page: HomePage, desk: Desk, settle: Settle
) -> None:
    page.hide()
    desk.do(lambda office: on_file(office, draft(9)))
    settle()
    assert page.boxes[0].tiles()[0].accessibleName() == f"在档 {FILES} 户"
    page.show()
    qtbot.waitUntil(lambda: page.boxes[0].tiles()[0].accessibleName() == f"在档 {FILES + 1} 户")


def test_an_operation_is_undone_from_its_line(qtbot: QtBot, page: HomePage, ask: Ask) -> None:
    assert len(undos(page)) == FILES
    undos(page)[1].click()
    qtbot.waitUntil(lambda: len(undos(page)) == FILES - 1)
    assert len(ask(lambda office: office.ids(Query(noun=Noun.CASES)))) == FILES - 1


def test_the_last_backup_is_told(qtbot: QtBot, page: HomePage, desk: Desk) -> None:
    assert page._backup.text() == "还没有备份"
    with qtbot.waitSignal(page.backup_told) as told:
        desk.ask(lambda office: office.back_up(), lambda _: page.refresh())
    assert told.args == ["上次备份 今天 09:00"]
    with qtbot.waitSignal(page.backups_asked):
        page._backup.click()


def test_a_reminder_opens_its_list_and_says_how_many_are_known(qtbot: QtBot, page: HomePage, ask: Ask) -> None:
    assert [one.accessibleName() for one in page.files.tiles()] == [tile_name(0)]
    ask(lambda office: office.matters.acknowledge("incomplete", [1]))
    page.refresh()
    qtbot.waitUntil(lambda: page.files.tiles()[0].accessibleName() == tile_name(1))
    with qtbot.waitSignal(page.query_asked) as told:
        qtbot.keyClick(page.files.tiles()[0], Qt.Key.Key_Return)
    assert told.args == [Query(noun=Noun.CASES, matter="incomplete", ranked=True)]
    assert len(ask(lambda office: office.ids(told.args[0]))) == FILES


def test_what_the_clerk_knows_of_makes_room_for_the_next_reminder(qtbot: QtBot, page: HomePage, desk: Desk) -> None:
    tile, quiet = page.files.pressable()
    assert (tile.accessibleName(), quiet.accessibleName()) == (tile_name(0), "知道了：材料不全")
    qtbot.keyClick(quiet, Qt.Key.Key_Space)
    names = ["未签同意书 3 户：有成员没有签字", tile_name(3)]
    qtbot.waitUntil(lambda: [one.accessibleName() for one in page.files.tiles()] == names)
    assert [one.accessibleName() for one in page.files.pressable() if one not in page.files.tiles()] == [
        "知道了：未签同意书"
    ]
    desk.undo()
    qtbot.waitUntil(lambda: [one.accessibleName() for one in page.files.tiles()] == [tile_name(0)])


def tile_name(known: int) -> str:
    return f"材料不全 {FILES} 户{f'，其中 {known} 户已知晓' if known else ''}：还缺应交的材料"


def test_who_may_stand_in_two_files_is_told_behind_the_reminders(qtbot: QtBot, page: HomePage) -> None:
    page.files.show_dues([*of_twins(2)])
    [tile] = page.files.tiles()
    assert tile.accessibleName() == "可能重复 2 对：可能是同一个人，请确认"
    with qtbot.waitSignal(page.twins_asked):
        qtbot.keyClick(tile, Qt.Key.Key_Return)


def test_where_nothing_waits_the_page_says_so(page: HomePage) -> None:
    assert page.aid.pressable() == []
    assert "没有等着办的批次、申请和走访" in [one.text() for one in page.aid.findChildren(QLabel)]
    assert page.pilots.isHidden()


def test_what_pilots_wait_for_stands_beside_and_is_made_quiet_in_the_same_way(
    qtbot: QtBot, page: HomePage, desk: Desk
) -> None:
    desk.do(lambda office: office.enterprises.enter({"name": "甲公司"}))
    names = ["久未联系 1 家：该走访或电话联系了", "未挂钩 1 家：没有挂钩的干部"]
    qtbot.waitUntil(lambda: [one.accessibleName() for one in page.pilots.tiles()] == names)
    assert page.pilots.isVisible()
    *_, tile, quiet = page.pilots.pressable()
    with qtbot.waitSignal(page.query_asked) as told:
        qtbot.keyClick(tile, Qt.Key.Key_Return)
    assert told.args == [Query(noun=Noun.PILOTS, matter="unpaired", ranked=True)]
    qtbot.keyClick(quiet, Qt.Key.Key_Space)
    known = [names[0], "知道了：久未联系", "未挂钩 1 家，其中 1 家已知晓：没有挂钩的干部"]
    qtbot.waitUntil(lambda: [one.accessibleName() for one in page.pilots.pressable()] == known)
    desk.undo()
    qtbot.waitUntil(lambda: len(page.pilots.pressable()) == len(known) + 1)


def test_all_that_can_be_due_is_seen_at_once_on_the_usual_screen(qtbot: QtBot, page: HomePage) -> None:
    for box, matters in ((page.files, cases.MATTERS), (page.pilots, pilots.MATTERS)):
        noun = NOUN[matters[0].name]
        box.show_dues(of_reminders([Reminder(one, 1, 0, noun) for one in matters], noun))
        box.show()
    page.resize(1366 - scale.SIDEBAR, USUAL_HEIGHT)
    for box in page.dues:
        for tile in box.tiles():
            qtbot.waitUntil(lambda tile=tile: not tile.visibleRegion().isEmpty())  # type: ignore[misc]
            assert tile.visibleRegion().boundingRect() == tile.rect()


def test_an_empty_office_is_told_where_to_begin(qtbot: QtBot, tmp_path: Path) -> None:
    Office.create(tmp_path / "空.niangjia", PASSWORD, name="空").close()
    desk = Desk(lambda: Office.open(tmp_path / "空.niangjia", PASSWORD))
    page = HomePage(desk)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(page._advice.isVisible)
    steps = page._advice.findChildren(Tile)
    with qtbot.waitSignal(page.advice_asked) as told:
        steps[1].click()
    assert told.args == [Advice.NEW_CASE]
    with qtbot.waitSignal(page.destroyed):
        desk.finish(lambda _: page.deleteLater())


def test_an_office_with_files_needs_no_advice(page: HomePage) -> None:
    assert not page._advice.isVisible()


def test_a_card_without_figures_says_so(qtbot: QtBot) -> None:
    box = CardBox()
    qtbot.addWidget(box)
    box.show_card(Card(key="x", title="提醒", figures=(), empty="没有提醒"))
    assert box.tiles() == []
    box.show_card(Card(key="x", title="提醒", figures=(Figure(label="复核到期", value=3, unit="户"),)))
    assert [(one.accessibleName(), one.isEnabled()) for one in box.tiles()] == [("复核到期 3 户", False)]


def test_times_are_short() -> None:
    assert when("2022-12-10 09:00:00", "2022-12-10") == "今天 09:00"
    assert when("2022-01-02 09:00:00", "2022-12-10") == "01-02 09:00"
    assert when("2021-12-31 09:00:00", "2022-12-10") == "2021-12-31"
