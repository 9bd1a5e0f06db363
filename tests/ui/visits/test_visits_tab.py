"""The tab 慰问 beside a file, and the way from it to the activity."""

from PySide6.QtWidgets import QLabel, QPushButton

from tests import visiting
from tests.offices import draft, on_file
from tests.ui.clerk import Clerk, clerk
from ui.cases.room import CaseRoom
from ui.visits.activity_page import ActivityPage
from ui.visits.page import VisitsPage

__all__ = ["clerk"]


def test_a_clerk_goes_from_a_file_to_the_activity_that_reached_it(clerk: Clerk) -> None:
    clerk.window.desk.do(lambda office: on_file(office, draft(0)))
    clerk.settle()
    room = clerk.go("case", CaseRoom)
    room.open(1)
    clerk.settle()
    assert room.form is not None
    room.form.aside.open_it("慰问")
    clerk.settle()
    tab = next(one for one in room.form.aside.tabs if one.title == "慰问")
    bar = room.form.aside._bar
    assert bar.sizeHint().width() <= bar.width(), "all tabs are seen without scrolling"
    assert "还没有列入过" in "".join(one.text() for one in tab.findChildren(QLabel))
    clerk.window.desk.do(lambda office: office.activities.open(visiting.ROUND))
    clerk.window.desk.do(lambda office: office.activities.add_households(1, [1], 50_000, ""))
    clerk.settle()
    said = "\n".join(one.text() for one in tab.findChildren(QLabel))
    assert "慰问 1 次，共 500 元" in said
    assert "未走访" in said
    tab.findChild(QPushButton).click()
    clerk.settle()
    page = clerk.seen(clerk.window.page("visits"), VisitsPage)
    assert isinstance(page.shown, ActivityPage)
    assert page.shown.number == 1
