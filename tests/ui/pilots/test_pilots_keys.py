"""No key of the page of pilots means two things at once: of two that fit, neither would be done."""

from itertools import permutations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication, QPushButton, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.desks import Settle
from tests.ui.ring import beyond_tab, passed_by_tab
from ui.forms.dialog import FormDialog
from ui.pilots.course import CourseSection
from ui.pilots.page import PilotsPage
from ui.pilots.pairing_tab import ContactTab
from ui.pilots.section import Views, ViewsSection
from ui.pilots.stages_tab import StagesTab
from ui.pilots.unit_page import UnitPage
from ui.tables.page import ListPage
from ui.widgets.segments import Segments

CTRL = Qt.KeyboardModifier.ControlModifier
WINDOW = {"Ctrl+K", "Ctrl+Z", "Ctrl+Y", "Ctrl+Shift+Z", "Ctrl+L", "F1", "Ctrl+Q"}
"""What the window itself does, wherever the focus is."""


def keys(within: QWidget) -> list[tuple[str, QWidget]]:
    """The keys that are heard in a widget where the focus is now, each with whose they are."""
    found = [(one.key().toString(), one.parent()) for one in within.findChildren(QShortcut) if one.isEnabled()]
    heard = [(key, whose) for key, whose in found if isinstance(whose, QWidget) and around_focus(whose)]
    buttons: list[QPushButton] = list(within.findChildren(QPushButton))
    return heard + [
        (one.shortcut().toString(), one) for one in buttons if one.isVisible() and not one.shortcut().isEmpty()
    ]


def around_focus(widget: QWidget) -> bool:
    """Whether the focus is there."""
    now = QApplication.focusWidget()
    return now is not None and (now is widget or widget.isAncestorOf(now))


def clashes(within: QWidget) -> set[str]:
    """Keys that two hear, or that the window hears too."""
    heard = [key for key, _ in keys(within)]
    return {key for key in heard if heard.count(key) > 1 or key in WINDOW}


def test_tab_comes_to_all_of_a_section(page: PilotsPage, settle: Settle) -> None:
    for key in page.sections():
        shown = page.show_section(key)
        settle()
        assert beyond_tab(page) == [], key
        bars: list[QTabBar] = list(shown.findChildren(QTabBar))
        for tabs, at in [(one, at) for one in bars if one.isVisible() for at in range(one.count())]:
            tabs.setCurrentIndex(at)
            settle()
            assert beyond_tab(page) == [], (key, at)


def test_tab_comes_to_what_stands_before_a_grid(page: PilotsPage, settle: Settle) -> None:
    section = page.show_section("monitoring")
    settle()
    section.setFocus()
    passed = [getattr(one, "text", lambda: "")() or one.accessibleName() for one in passed_by_tab(page)]
    assert passed[-3:] == ["更多", "填报数据…", "劳动关系监测填报"]
    assert passed[:2] == ["单位", "看填报情况还是数据"]


def test_tab_comes_to_all_of_a_pilots_page(page: PilotsPage, unit: UnitPage, settle: Settle) -> None:
    for at in range(unit.bar.count()):
        unit.bar.setCurrentIndex(at)
        settle()
        assert beyond_tab(page) == [], unit.bar.tabText(at)


def test_no_key_of_a_section_means_two_things(page: PilotsPage, settle: Settle) -> None:
    for key in page.sections():
        shown = page.show_section(key)
        settle()
        if isinstance(shown, ViewsSection):
            for noun in shown.views.nouns:
                shown.views.go(noun).setFocus()
                assert clashes(shown) == set(), noun
        shown.setFocus()
        assert clashes(shown) == set(), key


def test_no_key_of_a_pilots_page_means_two_things(unit: UnitPage, settle: Settle) -> None:
    for at in range(unit.bar.count()):
        unit.bar.setCurrentIndex(at)
        settle()
        assert clashes(unit) == set(), unit.bar.tabText(at)


def test_keys_of_a_pilots_page_give_way_to_those_of_the_list_that_has_the_focus(unit: UnitPage, settle: Settle) -> None:
    unit.go("走访与问题")
    settle()
    assert isinstance(unit.tab, ContactTab)
    calls = shown_of(unit.tab)
    assert calls.view.hasFocus()
    assert clashes(unit) == set()
    assert [whose for key, whose in keys(unit) if key == "Ctrl+P"] != [unit]
    unit.bar.setCurrentIndex(0)
    settle()
    assert {"Ctrl+P", "Alt+M", "Alt+Left", "Ctrl+PgUp"} <= {key for key, whose in keys(unit) if whose is unit}


def test_a_tab_is_ready_for_ctrl_n_however_one_came_to_it(unit: UnitPage, qtbot: QtBot, settle: Settle) -> None:
    qtbot.keyClick(unit.form.cells["name"].editor, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    settle()
    assert isinstance(unit.tab, StagesTab)
    assert unit.tab.view.hasFocus()
    unit.bar.setCurrentIndex(unit.bar.currentIndex() + 1)
    settle()
    qtbot.keyClick(focused(unit), Qt.Key.Key_N, CTRL)
    settle()
    assert asked() == ["登记收到的材料"]
    settle()
    unit.window().activateWindow()
    unit.go("五个方面")
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    qtbot.keyClick(focused(unit), Qt.Key.Key_N, CTRL)
    settle()
    assert asked() == ["新建任务"]


def test_choosing_tabs_by_arrows_stays_with_the_tabs(unit: UnitPage, qtbot: QtBot, settle: Settle) -> None:
    unit.bar.setFocus()
    qtbot.keyClick(unit.bar, Qt.Key.Key_Right)
    settle()
    qtbot.keyClick(unit.bar, Qt.Key.Key_Right)
    settle()
    assert unit.bar.hasFocus()
    assert unit.bar.tabText(unit.bar.currentIndex()) == "材料"


def test_a_click_on_a_section_or_its_tabs_leads_into_what_it_shows(
    page: PilotsPage, qtbot: QtBot, settle: Settle
) -> None:
    for text, key in (("挂钩走访", "contact"), ("工作室与人才", "talents")):
        press(page, text)
        section = page.section(key)
        assert isinstance(section, ViewsSection)
        settle()
        assert section.views.shown.view.hasFocus()
        tabs = section.views.tabs
        qtbot.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=tabs.tabRect(1).center())
        settle()
        assert tabs.currentIndex() == 1
        assert section.views.shown.view.hasFocus()
    press(page, "推进")
    course = page.section("course")
    assert isinstance(course, CourseSection)
    settle()
    course.board.setFocus()
    qtbot.mouseClick(course.tabs, Qt.MouseButton.LeftButton, pos=course.tabs.tabRect(1).center())
    settle()
    assert course.table.isAncestorOf(focused(page))


def test_sections_are_walked_through_by_arrows(page: PilotsPage, qtbot: QtBot, settle: Settle) -> None:
    first = next(one for one in page.section("units").findChildren(QPushButton) if one.text() == "单位")
    first.setFocus()
    for text in ("推进", "激励项目", "年度评价"):
        qtbot.keyClick(focused(page), Qt.Key.Key_Right)
        settle()
        now = focused(page)
        assert isinstance(now, QPushButton)
        assert (now.text(), now.isChecked()) == (text, True)


def test_ctrl_tab_leads_to_the_next_section_and_the_next_tab(page: PilotsPage, qtbot: QtBot, settle: Settle) -> None:
    for key in [*list(page.sections())[1:], "units"]:
        qtbot.keyClick(focused(page), Qt.Key.Key_Tab, CTRL)
        settle()
        assert page.shown is page.section(key)
    qtbot.keyClick(focused(page), Qt.Key.Key_Backtab, CTRL | Qt.KeyboardModifier.ShiftModifier)
    settle()
    assert page.shown is page.section("talents")
    course = page.show_section("course")
    settle()
    assert isinstance(course, CourseSection)
    qtbot.keyClick(focused(page), Qt.Key.Key_PageDown, CTRL)
    assert course.tabs.tabText(course.tabs.currentIndex()) == "一览表"


def test_ctrl_tab_leads_from_tab_to_tab_of_a_pilots_page(unit: UnitPage, qtbot: QtBot, settle: Settle) -> None:
    for title in ("阶段", "材料"):
        qtbot.keyClick(focused(unit), Qt.Key.Key_Tab, CTRL)
        settle()
        assert unit.bar.tabText(unit.bar.currentIndex()) == title
    qtbot.keyClick(focused(unit), Qt.Key.Key_Backtab, CTRL | Qt.KeyboardModifier.ShiftModifier)
    settle()
    assert unit.bar.tabText(unit.bar.currentIndex()) == "阶段"


def test_two_quick_clicks_ask_once(page: PilotsPage, settle: Settle) -> None:
    page.show_section("talents")
    settle()
    for _ in range(2):
        press(page, "新建工作室")
    settle()
    assert asked() == ["新建工作室"]


def test_every_section_is_left_for_every_other(page: PilotsPage, settle: Settle) -> None:
    for key, other in permutations(page.sections(), 2):
        page.show_section(key)
        press(page, page.sections()[other])
        settle()
        assert page.shown is page.section(other)
        assert pressed(page.section(key)) == page.sections()[key]


def asked() -> list[str]:
    """The titles of the dialogs that stand there, which go away."""
    shown = [one for one in QApplication.topLevelWidgets() if isinstance(one, FormDialog) and one.isVisible()]
    for one in shown:
        one.reject()
    return [one.windowTitle() for one in shown]


def press(page: PilotsPage, text: str) -> None:
    """Click a segment beside the title."""
    next(one for one in page.shown.findChildren(QPushButton) if one.text() == text and one.isVisible()).click()


def pressed(section: QWidget) -> str:
    """The segment beside the title of a section that is pressed."""
    segments = [one for one in section.findChildren(Segments) if one.accessibleName() == "看产改试点的哪一部分"]
    return next(one.text() for one in segments[0].findChildren(QPushButton) if one.isChecked())


def shown_of(tab: ContactTab) -> ListPage:
    """The list that a tab shows."""
    views = tab.findChild(Views)
    assert isinstance(views, Views)
    return views.shown


def focused(within: QWidget) -> QWidget:
    """What has the focus."""
    found = QApplication.focusWidget()
    assert found is not None
    assert within.isAncestorOf(found)
    return found
