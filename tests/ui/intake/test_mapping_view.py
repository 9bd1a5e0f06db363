"""Saying what columns hold: what is asked, typed, refused, remembered."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from desktop.exchange.mapping import Target
from tests.ui.intake.conftest import HEADINGS, ledger, line_of
from ui.desk import Desk
from ui.intake.choosing import LEFT_OUT
from ui.intake.grid import SheetGrid, column_letter
from ui.intake.page import IntakePage


def settle(qtbot: QtBot, desk: Desk) -> None:
    qtbot.waitUntil(lambda: desk.idle)


def grid(page: IntakePage, at: int = 0) -> SheetGrid:
    return page.mapping._panes[at].grid


def state(page: IntakePage, at: int = 0) -> str:
    return page.mapping._panes[at]._state.text()


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    """A ledger with a heading that nobody understands."""
    return ledger(tmp_path / "怪.xlsx", ("在档", [[*HEADINGS, "帮扶意愿度"], [*line_of(3), "高"]]))


@pytest.fixture
def nameless(tmp_path: Path) -> Path:
    """A ledger whose IDs have a heading that nobody understands."""
    headings = ["姓名", "号码甲", "困难类别", "工作单位"]
    return ledger(tmp_path / "缺.xlsx", ("在档", [headings, line_of(3)[1:5], line_of(6)[1:5]]))


def opened(qtbot: QtBot, page: IntakePage, desk: Desk, path: Path) -> IntakePage:
    page.open(path)
    settle(qtbot, desk)
    assert page._stack.currentWidget() is page.mapping
    return page


def test_a_heading_that_nobody_understood_is_asked_about(qtbot: QtBot, page: IntakePage, desk: Desk, odd: Path) -> None:
    opened(qtbot, page, desk, odd)
    assert "有 1 列没有认出" in state(page)
    editor = grid(page).editor(6)
    assert (editor.currentText(), editor.property("finding")) == ("", "warn")
    assert grid(page).editor(1).currentText() == "本人姓名"
    assert page._check.isEnabled()


def test_the_sheet_is_shown_as_it_stands(qtbot: QtBot, page: IntakePage, desk: Desk, odd: Path) -> None:
    opened(qtbot, page, desk, odd)
    model = grid(page).model()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert [model.index(2, column).data() for column in (1, 6)] == ["姓名", "帮扶意愿度"]
    assert model.headerData(3, Qt.Orientation.Vertical) == 2
    assert model.headerData(6, Qt.Orientation.Horizontal) == "G"


def test_columns_are_called_as_sheets_call_them() -> None:
    assert [column_letter(at) for at in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_going_on_leaves_out_what_nobody_understood_and_remembers_it(
    qtbot: QtBot, page: IntakePage, desk: Desk, odd: Path
) -> None:
    opened(qtbot, page, desk, odd)
    qtbot.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.look is not None)
    with qtbot.waitSignal(page.entered):
        page.enter()
    page.open(odd)
    qtbot.waitUntil(lambda: page.look is not None)  # straight to the review
    page._columns.click()
    assert "沿用上次" in state(page)
    assert grid(page).editor(6).currentText() == LEFT_OUT


def test_without_ids_nothing_can_be_taken_in_until_a_column_is_named(
    qtbot: QtBot, page: IntakePage, desk: Desk, nameless: Path
) -> None:
    opened(qtbot, page, desk, nameless)
    assert state(page) == "还没有指定哪一列是申请人的身份证号，不能导入。"
    assert not page._check.isEnabled()
    editor = grid(page).editor(1)
    editor.setEditText("本人身份证号")
    editor.finished.emit()
    assert page._check.isEnabled()
    page.go_on()
    qtbot.waitUntil(lambda: page.look is not None)
    assert page.look is not None
    assert page.look.plan.new == 2


def test_a_meaning_is_found_by_pinyin(qtbot: QtBot, page: IntakePage, desk: Desk, odd: Path) -> None:
    opened(qtbot, page, desk, odd)
    editor = grid(page).editor(6)
    editor.setFocus()
    qtbot.keyClicks(editor.lineEdit(), "jtzz")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert grid(page).table.mapping.targets[6] == Target(None, "address")
    assert editor.currentText() == "家庭住址"


def test_a_text_that_means_nothing_is_put_back(qtbot: QtBot, page: IntakePage, desk: Desk, odd: Path) -> None:
    opened(qtbot, page, desk, odd)
    editor = grid(page).editor(1)
    editor.setFocus()
    editor.setEditText("胡说")
    grid(page).editor(2).setFocus()
    assert editor.currentText() == "本人姓名"
    assert grid(page).table.mapping.targets[1] == Target(0, "name")


def test_one_meaning_has_one_column(qtbot: QtBot, page: IntakePage, desk: Desk, odd: Path) -> None:
    opened(qtbot, page, desk, odd)
    editor = grid(page).editor(6)
    editor.setEditText("工作单位")
    editor.finished.emit()
    assert grid(page).editor(4).currentText() == LEFT_OUT
    assert grid(page).table.mapping.targets[4] is None


def test_a_sheet_that_lacks_ids_is_passed_over_and_said(
    qtbot: QtBot, page: IntakePage, desk: Desk, tmp_path: Path
) -> None:
    second = [["姓名", "号码甲", "困难类别", "工作单位"], line_of(6)[1:5]]
    path = ledger(tmp_path / "两张.xlsx", ("一期", [HEADINGS, line_of(3)]), ("二期", second))
    page.open(path)
    qtbot.waitUntil(lambda: page.look is not None)
    assert page.review.skipped.text() == "没有导入工作表：二期"
    page.review.skipped.click()
    assert page._stack.currentWidget() is page.mapping
    assert not page.mapping._panes[1].wanted
    editor = grid(page, 1).editor(1)
    editor.setEditText("本人身份证号")
    editor.finished.emit()
    assert page.mapping._panes[1].wanted
    page.go_on()
    settle(qtbot, desk)
    assert page.look is not None
    assert page.look.plan.new == 2
    assert page.review.skipped.isHidden()
    assert not page.review.view.isColumnHidden(0)


def test_a_sheet_can_be_left_out(qtbot: QtBot, page: IntakePage, desk: Desk, tmp_path: Path) -> None:
    sheets = [("一期", [[*HEADINGS, "怪列"], line_of(3)]), ("二期", [HEADINGS, line_of(6)])]
    opened(qtbot, page, desk, ledger(tmp_path / "两张.xlsx", *sheets))  # type: ignore[arg-type]
    page.mapping._panes[0]._wanted.click()
    page.go_on()
    qtbot.waitUntil(lambda: page.look is not None)
    assert page.look is not None
    assert [table.sheet.name for table in page.look.tables] == ["二期"]


def test_without_any_sheet_there_is_no_going_on(qtbot: QtBot, page: IntakePage, desk: Desk, tmp_path: Path) -> None:
    sheets = [("一期", [[*HEADINGS, "怪列"], line_of(3)]), ("二期", [HEADINGS, line_of(6)])]
    opened(qtbot, page, desk, ledger(tmp_path / "两张.xlsx", *sheets))  # type: ignore[arg-type]
    for pane in page.mapping._panes:
        pane._wanted.click()
    assert not page._check.isEnabled()
    page.go_on()
    assert page._stack.currentWidget() is page.mapping


def test_choices_of_a_wide_sheet_are_made_as_they_come_into_sight(
    qtbot: QtBot, page: IntakePage, desk: Desk, tmp_path: Path
) -> None:
    headings = [*HEADINGS, *(f"怪列{number}" for number in range(60))]
    opened(qtbot, page, desk, ledger(tmp_path / "宽.xlsx", ("在档", [headings, line_of(3)])))
    made = grid(page)._editors
    assert 6 in made
    assert len(made) < 30
    grid(page).horizontalScrollBar().setValue(grid(page).horizontalScrollBar().maximum())
    assert len(headings) - 1 in made
    assert len(made) < 45


@pytest.fixture
def in_wan(tmp_path: Path) -> Path:
    """A ledger of 万元 with a heading that nobody understands, so that its columns are shown."""
    rows = [[*HEADINGS, "家庭年收入（万元）", "怪列"], [*line_of(3), 2.4, ""], [*line_of(6), 3, ""]]
    return ledger(tmp_path / "万.xlsx", ("在档", rows))


def incomes(page: IntakePage) -> list[object]:
    assert page.look is not None
    return [line.draft.values["yearly_income"] for line in page.look.plan.lines]


def test_the_unit_of_a_column_stands_above_it(qtbot: QtBot, page: IntakePage, desk: Desk, in_wan: Path) -> None:
    opened(qtbot, page, desk, in_wan)
    assert grid(page).unit(1) is None
    assert [grid(page).unit(6).currentText()] == ["万元 → 元 ×10,000"]  # type: ignore[union-attr]
    assert "“家庭年收入（万元）”按万元换算成元" in state(page)


def test_another_unit_is_chosen_and_remembered(qtbot: QtBot, page: IntakePage, desk: Desk, in_wan: Path) -> None:
    opened(qtbot, page, desk, in_wan)
    unit = grid(page).unit(6)
    assert unit is not None
    unit.setFocus()
    qtbot.keyClick(unit, Qt.Key.Key_Up)
    assert unit.currentText() == "千元 → 元 ×1,000"
    assert "按千元换算成元" in state(page)
    page.go_on()
    qtbot.waitUntil(lambda: page.look is not None)
    assert incomes(page) == [2_400_00, 3_000_00]
    with qtbot.waitSignal(page.entered):
        page.enter()
    page.open(in_wan)
    qtbot.waitUntil(lambda: page.look is not None)
    assert incomes(page) == [2_400_00, 3_000_00]


def test_amounts_can_be_said_to_be_in_yuan_after_all(qtbot: QtBot, page: IntakePage, desk: Desk, in_wan: Path) -> None:
    opened(qtbot, page, desk, in_wan)
    unit = grid(page).unit(6)
    assert unit is not None
    unit.setFocus()
    qtbot.keyClick(unit, Qt.Key.Key_Home)
    assert unit.currentText() == "元"
    assert "换算" not in state(page)
    assert grid(page).table.mapping.factor(6) == 1


def test_only_money_has_a_unit(qtbot: QtBot, page: IntakePage, desk: Desk, in_wan: Path) -> None:
    opened(qtbot, page, desk, in_wan)
    assert not grid(page).isRowHidden(1)
    editor = grid(page).editor(6)
    for meaning, has in (("家庭住址", False), ("年度刚性支出", True)):
        editor.setEditText(meaning)
        editor.finished.emit()
        assert (grid(page).unit(6) is not None) is has
        assert grid(page).isRowHidden(1) is not has


def test_an_unusual_unit_is_shown_as_it_is(qtbot: QtBot, page: IntakePage, desk: Desk, tmp_path: Path) -> None:
    rows = [[*HEADINGS, "家庭年收入（百元）", "怪列"], [*line_of(3), 240, ""]]
    opened(qtbot, page, desk, ledger(tmp_path / "百.xlsx", ("在档", rows)))
    assert grid(page).unit(6).currentText() == "百元 → 元 ×100"  # type: ignore[union-attr]
