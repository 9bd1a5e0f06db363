"""The tab 申请 beside a file, and the way from it to an application and back."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from tests.offices import draft, on_file
from tests.ui.clerk import Clerk, clerk
from ui.cases.room import CaseRoom
from ui.requests.room import RequestRoom

__all__ = ["clerk"]


def test_a_clerk_goes_from_a_file_to_its_application_and_back(clerk: Clerk) -> None:
    clerk.window.desk.do(lambda office: on_file(office, draft(0, members=1)))
    clerk.settle()
    room = clerk.go("case", CaseRoom)
    room.open(1)
    clerk.settle()
    assert room.form is not None
    room.form.aside.open_it("申请")
    clerk.settle()
    tab = next(one for one in room.form.aside.tabs if one.title == "申请")
    assert "还没有申请过" in "".join(one.text() for one in tab.findChildren(QLabel))
    tab.findChild(QPushButton).click()
    clerk.settle()
    asked = clerk.seen(clerk.window.page("request"), RequestRoom)
    assert asked.form is not None
    asked.form.asked.put("programme", "法律援助")
    asked.form._on_asked("programme")
    clerk.settle()
    clerk.press(asked.form.asked.cells["reason"].editor, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    clerk.press(asked.form, Qt.Key.Key_Escape)
    assert room.isVisible()
    said = "\n".join(one.text() for one in [*tab.findChildren(QLabel), *tab.findChildren(QPushButton)])
    assert "法律援助　2022" in said
    assert "待审" in said
