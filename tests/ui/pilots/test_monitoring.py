"""Monitoring on the screen: the grid of a year, figures, reminders, due days."""

import datetime as dt
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.base.changes import Noun
from desktop.base.listing import Query
from desktop.pilots.filling_dues import Mark
from desktop.pilots.flow import Verb
from desktop.pilots.wave import Wave
from tests.contacting import FIGURES
from tests.ui.desks import Ask, Settle
from tests.ui.pilots.conftest import NAMES, seen
from ui.desk import Desk
from ui.forms.dialog import FormDialog
from ui.pilots.monitoring import MonitoringSection
from ui.pilots.monitoring_asking import FiguresDialog, PeriodDialog
from ui.pilots.page import PilotsPage

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def section(page: PilotsPage, settle: Settle) -> MonitoringSection:
    shown = page.show_section("monitoring")
    settle()
    assert isinstance(shown, MonitoringSection)
    return shown


def marks(ask: Ask, period: str) -> list[Mark]:
    return [one.cells[period].mark for one in ask(lambda office: office.monitoring.grid(2022)).lines]


def test_the_grid_opens_at_the_period_that_is_due_and_says_how_many(section: MonitoringSection) -> None:
    assert section.view.grid.current() == (1, "2022Q3")
    assert section.view.told.text() == "2022年三季度：应填 4 家，已填 0 家，逾期未报 4 家"


def test_a_quarter_that_runs_waits_though_somebody_left_or_filled_in_already(
    page: PilotsPage, ask: Ask, settle: Settle
) -> None:
    ask(lambda office: office.enterprises.move(4, Verb.LEAVE, day=dt.date(2022, 9, 1), reason="停产"))
    ask(lambda office: office.monitoring.fill_many([1], "2022Q4", dt.date(2022, 10, 20)))
    shown = page.show_section("monitoring")
    settle()
    assert isinstance(shown, MonitoringSection)
    assert shown.view.grid.current() == (1, "2022Q3")
    model = shown.view.grid._model
    assert [model.cell(at, 3).text for at in range(3)] == ["10-20", "未到期", "未到期"]
    assert model.summed(3) == "已填报 1/3"


def test_figures_are_typed_with_rates_and_a_risk_that_follows(
    section: MonitoringSection, ask: Ask, settle: Settle
) -> None:
    QTest.keyClick(section.view.grid, Qt.Key.Key_Return)
    settle()
    asked = seen(FiguresDialog)
    for name, text in {"filled_on": "2022-10-09", "heads": "500", "contracts": "482", "overdue_heads": "3"}.items():
        asked.form.cells[name].show_text(text)
    asked._check()
    settle()
    assert asked.form.cells["risk"].text == "高"
    assert "劳动合同签订率 96.4%（482/500 人）" in asked.hint.text()
    assert "建议风险等级：高（欠薪 3 人）" in asked.hint.text()
    asked.form.cells["overdue_heads"].show_text("")
    asked._check()
    settle()
    assert asked.form.cells["risk"].text == "低"
    asked.submit()
    settle()
    kept = ask(lambda office: office.monitoring.filling(1, "2022Q3"))
    assert (kept.heads, kept.risk, kept.filled_on) == (500, "低", dt.date(2022, 10, 9))
    assert section.view.told.text().startswith("2022年三季度：应填 4 家，已填 1 家")


def test_a_risk_that_the_clerk_chose_stays(section: MonitoringSection, settle: Settle) -> None:
    section.view.figures()
    settle()
    asked = seen(FiguresDialog)
    asked.form.cells["risk"].show_text("中")
    asked.form.cells["heads"].show_text("500")
    asked._check()
    settle()
    assert asked.form.cells["risk"].text == "中"
    assert "建议风险等级为“低”" in asked.form.cells["risk"].findings()[0].message
    asked.reject()


def test_many_are_marked_reminded_and_taken_back_by_keys(
    section: MonitoringSection, ask: Ask, settle: Settle, qtbot: QtBot
) -> None:
    grid = section.view.grid
    grid.choose([1, 2], "2022Q3")
    QTest.keyClick(grid, Qt.Key.Key_D, CTRL)
    settle()
    seen(FormDialog).submit()
    settle()
    assert marks(ask, "2022Q3") == [Mark.LATE, Mark.LATE, Mark.MISSING, Mark.MISSING]
    with qtbot.waitActive(grid.window()):
        grid.window().activateWindow()
    grid.choose([1, 2, 3, 4], "2022Q3")
    QTest.keyClick(grid, Qt.Key.Key_R, CTRL)
    settle()
    seen(FormDialog).submit()
    settle()
    told = ask(lambda office: [one.name for one in office.monitoring.open("2022Q3") if one.reminders])
    assert told == list(NAMES[2:])
    assert ask(lambda office: office.monitoring.reminders(1)) == []
    with qtbot.waitActive(grid.window()):
        grid.window().activateWindow()
    grid.choose([2], "2022Q3")
    QTest.keyClick(grid, Qt.Key.Key_Delete)
    settle()
    assert marks(ask, "2022Q3")[:2] == [Mark.LATE, Mark.MISSING]


def test_whom_to_call_is_copied_as_a_table(section: MonitoringSection, settle: Settle) -> None:
    QTest.keyClick(section.view.grid, Qt.Key.Key_C, CTRL | Qt.KeyboardModifier.ShiftModifier)
    settle()
    lines = QApplication.clipboard().text().splitlines()
    assert lines[0].split("\t")[:3] == ["单位", "联系人", "联系电话"]
    assert lines[1].split("\t")[:3] == [NAMES[0], "秦文斌", "13800000001"]
    assert section.view.told.text() == "已复制 4 家的催报名单，可以粘贴到表格或聊天里。"


def test_another_due_day_is_set_and_given_up(section: MonitoringSection, ask: Ask, settle: Settle) -> None:
    section.view.set_due()
    settle()
    asked = seen(FormDialog)
    assert asked.form.cells["day"].text == "2022-10-10"
    asked.form.cells["day"].show_text("2022-12-31")
    asked.submit()
    settle()
    assert marks(ask, "2022Q3") == [Mark.OPEN] * 4
    section.view.set_due()
    settle()
    again = seen(FormDialog)
    again.form.cells["day"].show_text("")
    again.submit()
    settle()
    assert marks(ask, "2022Q3") == [Mark.MISSING] * 4


def test_months_and_other_years_are_turned_to(section: MonitoringSection, settle: Settle) -> None:
    section.view.rhythm.chosen.emit("月")
    settle()
    assert section.view.grid.current() == (1, "2022-11")
    section.view.step(-1)
    settle()
    assert section.view.told.text() == ""
    section.show_query(Query(noun=Noun.FILLINGS, chips={"period": "2022Q2"}))
    settle()
    assert section.view.told.text().startswith("2022年三季度")


def test_the_list_opens_the_figures_of_its_line(section: MonitoringSection, desk: Desk, settle: Settle) -> None:
    desk.do(lambda office: office.monitoring.fill(2, "2022Q1", FIGURES))
    settle()
    section.show_query(Query(noun=Noun.FILLINGS, chips={"standing": "逾期填报"}))
    settle()
    section.list.view.go_to(1)
    QTest.keyClick(section.list.view, Qt.Key.Key_Return)
    settle()
    asked = seen(FiguresDialog)
    assert asked.form.cells["contracts"].text == "482"
    asked.reject()


def test_a_units_page_asks_for_a_period_and_then_its_figures(
    page: PilotsPage, ask: Ask, desk: Desk, settle: Settle, qtbot: QtBot
) -> None:
    desk.do(lambda office: office.monitoring.remind([1], "2022Q3", {"channel": "微信"}))
    room = page.open_unit(1, "监测")
    qtbot.waitUntil(lambda: room.form is not None)
    settle()
    assert room.form is not None
    assert room.form.tab is not None
    shown: Any = room.form.tab.shown  # type: ignore[attr-defined]
    assert shown.told.text() == "催报 1 次：2022年12月10日 2022年三季度 微信 秦文斌"
    shown.list.new()
    settle()
    asked = seen(PeriodDialog)
    asked.form.cells["period"].show_text("三季度")
    asked.submit()
    settle()
    assert asked.isVisible()
    editor = asked.form.cells["period"].editor
    editor.selectAll()
    QTest.keyClicks(editor, "2022q2")
    asked.submit()
    settle()
    figures = seen(FiguresDialog)
    figures.form.cells["heads"].show_text("500")
    figures.submit()
    settle()
    assert ask(lambda office: office.monitoring.filling(1, "2022Q2")).heads == 500


def test_of_a_whole_column_those_that_need_not_fill_in_are_left_out(
    section: MonitoringSection, ask: Ask, settle: Settle
) -> None:
    ask(lambda office: office.registers.change(Wave, 2, {"chosen_on": dt.date(2022, 11, 1)}))
    section.view.go("2022Q3")
    settle()
    section.view.grid.choose([1, 2, 3, 4], "2022Q3")
    section.view.fill()
    settle()
    assert "3 家" in seen(FormDialog)._text.text()
    seen(FormDialog).reject()


def test_keys_turn_from_the_grid_to_the_figures_and_back(section: MonitoringSection, settle: Settle) -> None:
    assert section.view.grid.hasFocus()
    QTest.keyClick(section.view.grid, Qt.Key.Key_PageDown, CTRL)
    settle()
    assert section.tabs.tabText(section.tabs.currentIndex()) == "填报数据"
    assert section.list.view.hasFocus()
    QTest.keyClick(section.list.view, Qt.Key.Key_PageUp, CTRL)
    settle()
    assert section.view.grid.hasFocus()


def test_whoever_filled_in_is_not_reminded(section: MonitoringSection, desk: Desk, ask: Ask, settle: Settle) -> None:
    numbers = [line.enterprise for line in ask(lambda office: office.monitoring.grid(2022)).lines]
    desk.do(lambda office: office.monitoring.fill_many(numbers, "2022Q3"))
    settle()
    told: list[str] = []
    desk.known_error.connect(told.append)
    section.view.remind()
    settle()
    assert told == ["选中的单位2022年三季度都已填报，不用催报。"]
    assert not [one for one in QApplication.topLevelWidgets() if isinstance(one, FormDialog) and one.isVisible()]
