"""The search over everything in the real window: what it lists, and which page each record opens."""

import datetime as dt
from typing import Any

import pytest
from PySide6.QtCore import Qt

from desktop.base.changes import Noun
from desktop.office.office import Office
from tests import piloting
from tests.builders import name, resident_id
from tests.offices import draft, on_file
from tests.ui.clerk import CTRL, Clerk, clerk
from tests.visiting import ROUND, someone
from ui.aid.batch_page import BatchPage
from ui.aid.fund_page import FundPage
from ui.aid.page import AidPage
from ui.pilots.calls_page import VisitPage
from ui.pilots.incentives_page import IncentivePage
from ui.pilots.page import PilotsPage
from ui.pilots.unit_room import UnitRoom
from ui.requests.room import RequestRoom
from ui.tables.page import ListPage
from ui.visits.activity_page import ActivityPage
from ui.visits.page import VisitsPage

__all__ = ["clerk"]

DAY = dt.date(2022, 12, 20)
ASKED = {
    "programme": "临时救助",
    "day": DAY,
    "year": 2022,
    "event": "车祸",
    "name": "刘强",
    "resident_id": resident_id(seq=77),
}


def _fill(office: Office) -> str:
    on_file(office, draft(0))
    office.funds.open(name="市级帮扶资金", source="市级财政", year=2022, received=10_000_000, received_on=DAY)
    office.activities.open(ROUND)
    office.activities.add(1, [someone(0), someone(1)])
    office.requests.save(ASKED)
    office.aid.draw_up(programme="送温暖", fund=1, decided_on=DAY, title="首批", activity=1)
    return "done"


@pytest.fixture
def filled(clerk: Clerk) -> Clerk:
    clerk.ask(_fill)
    return clerk


def search(clerk: Clerk, text: str) -> list[Any]:
    """What the list shows, headings and all."""
    finder = clerk.window.finder
    clerk.press(clerk.window, Qt.Key.Key_K, CTRL)
    finder.setText(text)
    clerk.qtbot.waitUntil(finder._popup.isVisible)
    clerk.settle()
    return [finder._list.item(row).text().partition("　")[0] for row in range(finder._list.count())]


def test_what_is_found_stands_under_headings_that_are_passed_over(filled: Clerk) -> None:
    assert search(filled, "送温暖") == ["慰问活动", ROUND["name"], "批次", "首批"]
    finder = filled.window.finder
    assert finder._list.currentRow() == 1
    for row in (3, 3, 1, 1):
        filled.press(finder, Qt.Key.Key_Down if row == 3 else Qt.Key.Key_Up)
        assert finder._list.currentRow() == row


def test_a_recipient_opens_in_the_activity_narrowed_to_them(filled: Clerk) -> None:
    assert search(filled, name(100)) == ["慰问对象", name(100)]
    filled.press(filled.window.finder, Qt.Key.Key_Return)
    shown = filled.seen(filled.window.page("visits"), VisitsPage).shown
    assert isinstance(shown, ActivityPage)
    assert shown.list.isVisible()
    assert list(shown.list.model.ids) == [1]


@pytest.mark.parametrize(("text", "kind"), [("首批", BatchPage), ("市级帮扶", FundPage)])
def test_a_batch_and_a_fund_open_on_the_page_of_aid(filled: Clerk, text: str, kind: type) -> None:
    search(filled, text)
    filled.press(filled.window.finder, Qt.Key.Key_Return)
    aid = filled.seen(filled.window.page("aid"), AidPage)
    assert aid.isVisible()
    assert isinstance(aid.shown, kind)


def test_an_application_opens_on_its_own_page(filled: Clerk) -> None:
    assert search(filled, "刘强") == ["申请", "刘强"]
    filled.press(filled.window.finder, Qt.Key.Key_Return)
    room = filled.seen(filled.window.page("request"), RequestRoom)
    assert room.isVisible()
    assert room.form is not None


def _fill_pilots(office: Office) -> str:
    piloting.full(office)
    return "done"


@pytest.fixture
def piloted(clerk: Clerk) -> Clerk:
    clerk.ask(_fill_pilots)
    return clerk


def test_a_pilot_opens_on_its_own_page(piloted: Clerk) -> None:
    assert search(piloted, "jsjjx") == ["试点单位", piloting.UNIT["name"]]
    piloted.press(piloted.window.finder, Qt.Key.Key_Return)
    assert isinstance(piloted.seen(piloted.window.page("pilots"), PilotsPage).shown, UnitRoom)


@pytest.mark.parametrize(
    ("text", "heading", "noun"),
    [
        ("赵强", "技能人才", Noun.TALENTS),
        ("甲创新", "创新工作室", Noun.STUDIOS),
        ("第一批", "试点批次", Noun.WAVES),
    ],
)
def test_what_has_no_page_of_its_own_opens_its_list_narrowed_to_it(
    piloted: Clerk, text: str, heading: str, noun: Noun
) -> None:
    assert search(piloted, text)[0] == heading
    piloted.press(piloted.window.finder, Qt.Key.Key_Return)
    shown = piloted.seen(piloted.window.page("pilots"), PilotsPage).shown
    [listed] = [one for one in shown.findChildren(ListPage) if one.listing.noun is noun and one.isVisible()]
    assert list(listed.model.ids) == [1]


def test_a_project_and_a_call_open_on_their_pages(piloted: Clerk) -> None:
    for text, kind in (("智能产线", IncentivePage), ("订单增加", VisitPage)):
        search(piloted, text)
        piloted.press(piloted.window.finder, Qt.Key.Key_Return)
        assert isinstance(piloted.seen(piloted.window.page("pilots"), PilotsPage).shown, kind)
